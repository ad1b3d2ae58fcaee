//! `riskward catalog list [KIND]` and `riskward catalog show ID`: the entries of the catalogue as text.

use clap::builder::PossibleValuesParser;

use super::{Ended, Out, Place, table::table};
use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::questions::catalogue::{EntryKind, Section},
};

/// List the entries of the catalogue, by kind
#[derive(clap::Args)]
pub(super) struct List {
    /// Only entries of this kind
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(EntryKind::ALL.iter().map(|kind| kind.word())))]
    kind: Option<String>,
    /// Only entries with these words in id, title or text, in any order
    #[arg(long, value_name = "WORDS", default_value = "")]
    find: String,
}

impl List {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let entries = place.catalogue()?.entries();
        let mut wanted: Vec<_> = entries
            .iter()
            .filter(|entry| self.kind.as_ref().is_none_or(|kind| kind == entry.kind.word()))
            .filter(|entry| entry.has(&self.find))
            .collect();
        wanted.sort_by_key(|entry| !entry.is_named(&self.find));
        let rows: Vec<[String; 3]> = wanted
            .iter()
            .map(|entry| [entry.kind.label().to_owned(), entry.id.clone(), entry.title.clone()])
            .collect();
        if rows.is_empty() {
            out.say("No entry of the catalogue is so.")?;
        } else {
            out.say(&table(["kind", "id", "title"], &rows))?;
        }
        Ok(Ended::Done)
    }
}

/// Show an entry of the catalogue: its text, how far to trust it, where it leads
#[derive(clap::Args)]
pub(super) struct Show {
    /// Its id, like MLDP, MLDP-T1, CC-SEG or nist-800-53r5:SC-7; KIND/ID where several have the id
    #[arg(value_name = "ID")]
    id: String,
    /// Also tell where it is used in the register
    #[arg(long)]
    used: bool,
}

impl Show {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let (mut whole, others) = place.catalogue()?.entry(&self.id)?;
        if self.used {
            whole = place.open()?.catalogue_entry(&whole.about)?;
        }
        out.say(&whole.title)?;
        out.say(&format!("{:<14}{}", "entry", whole.what))?;
        for section in &whole.sections {
            tell(section, out)?;
        }
        if self.used && whole.used.told.is_empty() {
            out.say(&format!("{:<14}nothing in this register", "used by"))?;
        }
        tell(&whole.used, out)?;
        if !others.is_empty() {
            out.say(&format!("{:<14}{}", "same id", others.join(", ")))?;
        }
        Ok(Ended::Done)
    }
}

/// A head and its texts, one below the other.
fn tell(section: &Section, out: &mut Out) -> Result<(), Trouble> {
    let head = section.head.to_lowercase();
    for (at, told) in section.told.iter().enumerate() {
        let head = if at == 0 { head.as_str() } else { "" };
        // a text of several paragraphs stays right of its head
        let text = told.text.trim().replace('\n', &format!("\n{:14}", ""));
        out.say(&format!("{head:<14}{text}"))?;
    }
    Ok(())
}
