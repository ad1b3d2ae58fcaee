//! `riskward catalog`: its entries to read; `check` tells every fault of a catalogue with file and line, and what it holds;
//! `diff` what it holds that the register has not taken up.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::{Value, json};

use super::{
    Ended, Out, Place, shelf,
    table::{short, table},
};
use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::{catalogue_checked, questions::catalogue_diff::CatalogueDiff},
};

/// Read the catalogue, and look after it
#[derive(clap::Args)]
pub(super) struct Catalog {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Check riskward's catalogue, or the one in a directory: a whole one, or a hospital's own entries
    Check {
        /// A directory laid out as riskward's own catalog/; without capabilities.toml it is laid over riskward's
        #[arg(value_name = "DIR")]
        directory: Option<PathBuf>,
    },
    /// Tell what the catalogue holds that the register has not taken up; nothing is changed
    Diff {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    List(shelf::List),
    Show(shelf::Show),
}

impl Catalog {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        match self.what {
            What::Check { directory } => check(directory, place, out),
            What::List(list) => list.run(place, out),
            What::Show(show) => show.run(place, out),
            What::Diff { json } => {
                let found = place.open()?.catalogue_diff()?;
                if json { out.json(&as_json(&found)) } else { tell(&found, out) }?;
                Ok(Ended::Done)
            }
        }
    }
}

fn check(directory: Option<PathBuf>, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
    let checked = catalogue_checked(directory.or_else(|| place.overlay()).as_deref())?;
    for fault in &checked.faults {
        out.say(fault)?;
    }
    for held in &checked.counts {
        out.say(format!("{:<24} {:>5}  {}", held.what, held.count, held.which).trim_end())?;
    }
    out.say(&match checked.faults.len() {
        1 => "1 fault".to_owned(),
        faults => format!("{faults} faults"),
    })?;
    Ok(if checked.faults.is_empty() { Ended::Done } else { Ended::Findings })
}
fn tell(found: &CatalogueDiff, out: &mut Out) -> Result<(), Trouble> {
    match &found.taken {
        None => out.say(
            "This register has not kept what its catalogue held; `do adopt-catalogue` keeps it from now on.",
        )?,
        Some((at, by)) => out.say(&format!(
            "Since {} ({by}): {} new, changed or gone in the catalogue",
            at.get(..10).unwrap_or(at),
            found.entries.len()
        ))?,
    }
    if !found.entries.is_empty() {
        let rows: Vec<[String; 4]> = found
            .entries
            .iter()
            .map(|one| {
                let (change, kind) = (one.change.label().to_owned(), one.kind.label().to_owned());
                [change, kind, one.id.clone(), one.title.clone()]
            })
            .collect();
        out.say(&format!("\n{}", table(["", "what", "id", "title"], &rows)))?;
    }
    if !found.parts.is_empty() {
        let rows: Vec<[String; 5]> = found
            .parts
            .iter()
            .map(|part| {
                [
                    format!("{} {}", part.kind.label(), part.name),
                    part.version.clone(),
                    part.now.clone().unwrap_or_else(|| "gone".to_owned()),
                    short(&part.used_by.join(", "), 40),
                    part.brought_by.to_owned(),
                ]
            })
            .collect();
        out.say(&format!(
            "\nIn use in another version\n{}",
            table(["part", "in use", "catalogue", "by", "brought by"], &rows)
        ))?;
    }
    out.say("\nNothing was changed.")
}

fn as_json(found: &CatalogueDiff) -> Value {
    let entries = found.entries.iter().map(|one| {
        json!({
            "change": one.change.word(),
            "kind": one.kind.word(),
            "id": one.id,
            "title": one.title,
        })
    });
    let parts = found.parts.iter().map(|part| {
        json!({
            "kind": part.kind.word(),
            "name": part.name,
            "version": part.version,
            "catalogue": part.now,
            "used_by": part.used_by,
            "brought_by": part.brought_by,
        })
    });
    json!({
        "taken_up_at": found.taken.as_ref().map(|(at, _)| at),
        "taken_up_by": found.taken.as_ref().map(|(_, by)| by),
        "entries": entries.collect::<Vec<_>>(),
        "parts_in_use": parts.collect::<Vec<_>>(),
    })
}
