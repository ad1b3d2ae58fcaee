//! `riskward import FILE` takes in a manufacturer's disclosure, or says what it would bring.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::{Ended, Out, Place, open::reader, progress::watched, table::table};
use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::{
        DisclosureFile, ImportPreview,
        jobs::{End, ImportFiles, Job},
        preview,
    },
};

/// Import a manufacturer's disclosure, or several for no assessment
#[derive(clap::Args)]
pub(super) struct Import {
    /// The file as the manufacturer sent it; several are imported one after the other
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The assessment that is to rest on it; left out = product and disclosure alone
    #[arg(long, value_name = "REF")]
    assessment: Option<String>,
    /// Only say what it would bring; no register is opened
    #[arg(long)]
    dry_run: bool,
    /// For programs
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let [file] = self.files.as_slice() else { return self.several(place, out) };
        if self.dry_run {
            let found = preview(&place.catalogue()?, &reader()?, file)?;
            if self.json { out.json(&as_json(&found)) } else { tell(&found, out) }?;
            return Ok(Ended::Done);
        }
        // The file is read before a register is made for it.
        let file = DisclosureFile::read(&place.catalogue()?, &reader()?, file)?;
        let mut workbench = place.make()?;
        let request = workbench.new_request();
        let outcome = workbench.import_file(&file, self.assessment.as_deref(), request)?;
        // it is imported: what cannot be raised now is raised the next time
        let raised = workbench.raise_passed_dates().unwrap_or_default();
        if self.json {
            out.json(&json!({ "said": outcome.said, "assessment": self.assessment }))?;
        } else {
            out.say(&outcome.said)?;
            for said in raised {
                out.say(&said)?;
            }
        }
        Ok(Ended::Done)
    }
}

impl Import {
    /// One after the other: each is imported whole or refused, and what came of each is told.
    fn several(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        if self.dry_run || self.assessment.is_some() {
            let because = format!("{} files are named, and this takes one", self.files.len());
            return Err(Trouble::usage("Not understood", because, "one file with --assessment or --dry-run"));
        }
        let mut workbench = place.make()?;
        let job = Job::ImportFiles(ImportFiles { files: self.files });
        let report = watched(|port| job.run(&mut workbench, port));
        let raised = workbench.raise_passed_dates().unwrap_or_default();
        let details: Vec<&str> = report.details.iter().map(|detail| detail.text.as_str()).collect();
        if self.json {
            out.json(&json!({ "said": report.said, "files": details }))?;
        } else {
            for line in
                details.into_iter().chain([report.said.as_str()]).chain(raised.iter().map(String::as_str))
            {
                out.say(line)?;
            }
        }
        let whole = report.end == End::Done && !report.is_grave();
        Ok(if whole { Ended::Done } else { Ended::Findings })
    }
}

fn tell(found: &ImportPreview, out: &mut Out) -> Result<(), Trouble> {
    let read = &found.read;
    let issued = read.issued_on.map(|date| date.to_string()).unwrap_or_default();
    for (name, value) in [
        ("file", &found.file_name),
        ("format", &read.format),
        ("sha-256", &found.file_sha256),
        ("manufacturer", &read.product.manufacturer),
        ("model", &read.product.model),
        ("document", &read.document_id),
        ("issued on", &issued),
    ] {
        out.say(&format!("{name:<14}{value}"))?;
    }
    out.say(&format!("\n{}", found.summary()))?;
    if !read.problems.is_empty() {
        let problems: Vec<[String; 3]> =
            read.problems.iter().map(|p| [p.place.clone(), p.what.clone(), p.done.clone()]).collect();
        out.say(&format!("\n{}", table(["place", "problem", "done"], &problems)))?;
    }
    let coverage: Vec<[String; 2]> =
        found.coverage.iter().map(|(code, one)| [code.clone(), one.label().to_owned()]).collect();
    out.say(&format!("\n{}", table(["code", "claimed?"], &coverage)))?;
    out.say("\nNothing was written.")
}

fn as_json(found: &ImportPreview) -> Value {
    let read = &found.read;
    let statements = read.statements.iter().map(|statement| {
        json!({
            "id": statement.id,
            "printed_id": statement.printed_id,
            "answer": statement.answer.word(),
            "raw": statement.raw,
            "note": statement.note,
            "place": statement.place,
        })
    });
    let coverage: Map<String, Value> =
        found.coverage.iter().map(|(code, one)| (code.clone(), Value::from(one.word()))).collect();
    json!({
        "format": read.format,
        "file_sha256": found.file_sha256,
        "product": read.product,
        "document_id": read.document_id,
        "issued_on": read.issued_on,
        "statements": statements.collect::<Vec<_>>(),
        "problems": read.problems,
        "coverage": coverage,
    })
}
