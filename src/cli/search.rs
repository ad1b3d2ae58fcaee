//! `riskward search WORDS` finds words in everything the register and the catalogue hold.

use super::{Ended, Out, Place};
use crate::domain::{trouble::Trouble, word::Word as _};

/// Find words in products, risks, controls, decisions, statements and the catalogue
#[derive(clap::Args)]
pub(super) struct Search {
    /// Each of them must stand in one text or another of what is found, whatever the case of the letters
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// At most so many of a kind
    #[arg(long, default_value_t = 50)]
    limit: usize,
}

impl Search {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let workbench = place.open()?;
        let found = workbench.search(&self.words.join(" "), self.limit, &|| true)?;
        for group in &found.groups {
            let more = if group.more { " and more: --limit" } else { "" };
            out.say(&format!("{} ({}{more})", group.kind.label(), group.hits.len()))?;
            for hit in &group.hits {
                let told = format!("{}  {}", hit.reference, hit.title);
                out.say(&format!("  {}", told.trim()))?;
                if hit.field != "title" && hit.field != "name" {
                    out.say(&format!("      {}: {}", hit.field, hit.excerpt.text))?;
                }
            }
        }
        if found.groups.is_empty() {
            out.say("Nothing holds all of these words.")?;
        }
        Ok(Ended::Done)
    }
}
