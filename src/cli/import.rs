//! `riskward import FILE` takes in a manufacturer's disclosure, or says what it would bring.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::{Ended, Out, Place, open::reader, table::table};
use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::{DisclosureFile, ImportPreview, preview},
};

/// Import a manufacturer's disclosure
#[derive(clap::Args)]
pub(super) struct Import {
    /// The file as the manufacturer sent it
    file: PathBuf,
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
        if self.dry_run {
            let found = preview(&place.catalogue()?, &reader()?, &self.file)?;
            if self.json { out.json(&as_json(&found)) } else { tell(&found, out) }?;
            return Ok(Ended::Done);
        }
        // The file is read before a register is made for it.
        let file = DisclosureFile::read(&place.catalogue()?, &reader()?, &self.file)?;
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
