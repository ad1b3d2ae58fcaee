//! Profiles: which capabilities a kind of product needs.

use super::{
    fault::Fault,
    page::{self, Kind, Page, Part, Source},
};
use crate::domain::capability::Requirement;

/// Whether one capability is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Require {
    /// The capability's code.
    pub capability: String,
    /// Needed, wanted or not.
    pub required: Requirement,
    /// Why.
    pub reason: String,
}

/// What a kind of product needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// The version of this description.
    pub version: String,
    /// The kind of product: `infusion-pump`.
    pub kind: String,
    /// Its name.
    pub title: String,
    /// How far to trust it.
    pub basis: String,
    /// One entry for each capability.
    pub requires: Vec<Require>,
    source: Source,
}

impl Profile {
    /// Reads a profile from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// What it says of a capability.
    pub fn require(&self, capability: &str) -> Option<&Require> {
        self.requires.iter().find(|require| require.capability == capability)
    }

    /// SHA-256 of the TOML text.
    pub fn sha256(&self) -> &str {
        &self.source.sha256
    }

    /// The TOML text.
    pub fn text(&self) -> &str {
        &self.source.text
    }
}

impl Part for Profile {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let mut requires: Vec<Require> = Vec::new();
        for mut table in fields.some_tables("require") {
            let capability = table.located("capability");
            page.refer(Kind::Capability, &capability);
            if requires.iter().any(|known| known.capability == capability.value) {
                page.fault(capability.at, format!("{} is named twice", capability.value));
            }
            requires.push(Require {
                capability: capability.value,
                required: table.word("required"),
                reason: table.text("reason"),
            });
            table.finish();
        }
        let kind = fields.located("kind");
        page.define(Kind::Product, &kind);
        let profile = Self {
            version: fields.text("version"),
            id: fields.text("id"),
            kind: kind.value,
            title: fields.text("title"),
            basis: fields.text("basis"),
            requires,
            source: page.source(),
        };
        fields.finish();
        Some(profile)
    }

    fn file_name(&self) -> String {
        self.id.clone()
    }
}
