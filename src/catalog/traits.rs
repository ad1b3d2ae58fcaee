//! Traits: what is so of a placement, and which capabilities that makes more needed than the profile says.

use super::{
    condition::Condition,
    controls::LONGEST_TITLE,
    fault::Fault,
    page::{self, Kind, Page, Part, Source},
    profiles::Require,
};
use crate::domain::capability::Requirement;

/// What is so of a placement: networked, holds health data, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trait {
    /// Its id: `networked`.
    pub id: String,
    /// The version of this description.
    pub version: String,
    /// Its name.
    pub title: String,
    /// When it is so.
    pub meaning: String,
    /// How far to trust it.
    pub basis: String,
    /// Answers of a disclosure that suggest it.
    pub suggested_by: Option<Condition>,
    /// The capabilities that it lifts, and only those.
    pub requires: Vec<Require>,
    source: Source,
}

impl Trait {
    /// Reads a trait from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// What it says of a capability, if it lifts it.
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

impl Part for Trait {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let mut requires: Vec<Require> = Vec::new();
        for mut table in fields.tables("require") {
            let capability = table.located("capability");
            page.refer(Kind::Capability, &capability);
            if requires.iter().any(|known| known.capability == capability.value) {
                page.fault(capability.at, format!("{} is named twice", capability.value));
            }
            let required = table.word("required");
            if required == Requirement::NotRequired {
                page.fault(
                    capability.at,
                    format!("a trait lifts {} or says nothing of it", capability.value),
                );
            }
            requires.push(Require {
                capability: capability.value,
                required,
                reason: table.wording("reason", 20),
            });
            table.finish();
        }
        let suggested_by = fields.condition("suggested_by");
        page.refer_items(suggested_by.as_ref());
        let id = fields.located("id");
        page.define(Kind::Trait, &id);
        let read = Self {
            version: fields.text("version"),
            id: id.value,
            title: fields.short_text("title", LONGEST_TITLE),
            meaning: fields.wording("meaning", 30),
            basis: fields.wording("basis", 40),
            suggested_by: suggested_by.map(|condition| condition.value),
            requires,
            source: page.source(),
        };
        fields.finish();
        Some(read)
    }

    fn file_name(&self) -> String {
        self.id.clone()
    }
}
