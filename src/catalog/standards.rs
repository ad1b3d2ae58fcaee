//! The shelf of standards: the family this work stands in, with edition, status and what riskward uses each for.

use super::{
    controls::LONGEST_TITLE,
    fault::Fault,
    fields::Fields,
    page::{self, Kind, Page, Part, lay_entries_over},
};
use crate::domain::word::words;

words! {
    /// Whether a standard is in force.
    StandardStatus {
        /// It is.
        Current = "current", "current";
        /// Another has taken its place.
        Replaced = "replaced", "replaced";
        /// It is not out yet.
        Draft = "draft", "draft";
    }
}

/// One standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// Its id: `iec-80001-1-2021`.
    pub id: String,
    /// Its designation.
    pub title: String,
    /// What it is for, in riskward's words.
    pub about: String,
    /// The edition with its year.
    pub edition: String,
    /// Whether it is in force.
    pub status: StandardStatus,
    /// What has taken its place.
    pub replaced_by: Option<String>,
    /// Where riskward uses it.
    pub used_for: String,
    /// Whether this was checked against its text.
    pub verified: bool,
    /// The capabilities whose risks cite it.
    pub capabilities: Vec<String>,
    /// The traits that bring it to an assessment.
    pub traits: Vec<String>,
    /// The kinds of product that bring it to an assessment.
    pub kinds: Vec<String>,
}

impl Standard {
    /// Whether every assessment has it, whatever its product and traits.
    pub fn is_for_all(&self) -> bool {
        self.capabilities.is_empty() && self.traits.is_empty() && self.kinds.is_empty()
    }
}

/// The file of standards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standards {
    /// The version of the file.
    pub version: String,
    /// How far to trust it.
    pub basis: String,
    /// The standards.
    pub standards: Vec<Standard>,
}

impl Standards {
    /// Reads the standards from their TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }
}

impl Part for Standards {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let version = fields.text("version");
        let basis = fields.wording("basis", 40);
        let tables = fields.some_tables("standard");
        let standards = tables.into_iter().map(|table| standard(page, table)).collect();
        fields.finish();
        Some(Self { version, basis, standards })
    }

    fn file_name(&self) -> String {
        "standards".to_owned()
    }

    fn lay_over(&mut self, over: Self) {
        lay_entries_over(&mut self.standards, over.standards, |standard| &standard.id);
    }
}

fn standard(page: &Page<'_>, mut table: Fields<'_, '_>) -> Standard {
    let id = table.located("id");
    page.define(Kind::Standard, &id);
    let status = table.word("status");
    let replaced_by = table.located_if_any("replaced_by");
    if let Some(by) = &replaced_by {
        page.refer(Kind::Standard, by);
        if status != StandardStatus::Replaced {
            page.fault(by.at, format!("{} is {status} and replaced by another", id.value));
        }
        page.link(Kind::Standard, &id.value, by);
    }
    let capabilities = table.list_if_any("capabilities");
    let traits = table.list_if_any("traits");
    let kinds = table.list_if_any("kinds");
    let standard = Standard {
        id: id.value,
        title: table.short_text("title", LONGEST_TITLE),
        about: table.wording("about", 30),
        edition: table.text("edition"),
        status,
        replaced_by: replaced_by.map(|by| by.value),
        used_for: table.wording("used_for", 20),
        verified: table.truth("verified"),
        capabilities: page.refer_all(Kind::Capability, capabilities),
        traits: page.refer_all(Kind::Trait, traits),
        kinds: page.refer_all(Kind::Product, kinds),
    };
    table.finish();
    standard
}
