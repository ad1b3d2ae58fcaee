//! Requirement sets: what a region or a hospital asks for beyond the goal of a capability.

use super::{
    controls::LONGEST_TITLE,
    fault::Fault,
    fields::Fields,
    page::{self, Kind, Page, Part, Source},
};
use crate::domain::word::words;

words! {
    /// Whose requirements they are.
    SetKind {
        /// Of a region's law and guidance.
        Region = "region", "region";
        /// Of a hospital's own specification.
        Hospital = "hospital", "hospital";
    }
}

/// A text that requirements come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementSource {
    /// Its id within the set.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The edition, as far as it is known.
    pub edition: String,
    /// Whether the requirements were checked against its text.
    pub verified: bool,
}

/// One requirement of a set, under a capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetRequirement {
    /// Its id: `US-AUDT-1`.
    pub id: String,
    /// The capability it stands under.
    pub capability: String,
    /// Its name.
    pub title: String,
    /// What must be so, in riskward's words.
    pub text: String,
    /// The id of the source it comes from.
    pub source: String,
    /// Where it stands in the source.
    pub clause: String,
    /// What statement or evidence answers it.
    pub look_for: String,
    /// It holds only where the placements have all of these traits.
    pub traits: Vec<String>,
    /// Items of a disclosure whose answers speak for it.
    pub items: Vec<String>,
}

/// A set of requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementSet {
    /// Its id: `us`.
    pub id: String,
    /// The version of this description.
    pub version: String,
    /// Whose it is.
    pub kind: SetKind,
    /// Its name.
    pub title: String,
    /// How far to trust it.
    pub basis: String,
    /// A scale that it suggests.
    pub scale: Option<String>,
    /// Roles that it asks for.
    pub roles: Vec<String>,
    /// The texts its requirements come from.
    pub sources: Vec<RequirementSource>,
    /// The requirements.
    pub requirements: Vec<SetRequirement>,
    text: Source,
}

impl RequirementSet {
    /// Reads a set from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &str) -> Option<&SetRequirement> {
        self.requirements.iter().find(|requirement| requirement.id == id)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&RequirementSource> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// Where a requirement stands, marked where it was not checked: `HIPAA Security Rule, 164.312(b) (unverified)`.
    pub fn reference(&self, requirement: &SetRequirement) -> String {
        let Some(source) = self.source(&requirement.source) else { return requirement.clause.clone() };
        let clause =
            if requirement.clause.is_empty() { String::new() } else { format!(", {}", requirement.clause) };
        let trust = if source.verified { "" } else { " (unverified)" };
        format!("{}{clause}{trust}", source.title)
    }

    /// SHA-256 of the TOML text.
    pub fn sha256(&self) -> &str {
        &self.text.sha256
    }

    /// The TOML text.
    pub fn text(&self) -> &str {
        &self.text.text
    }
}

impl Part for RequirementSet {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let mut sources: Vec<RequirementSource> = Vec::new();
        for mut table in fields.some_tables("source") {
            let id = table.located("id");
            if sources.iter().any(|known| known.id == id.value) {
                page.fault(id.at, format!("the source {} is already there", id.value));
            }
            sources.push(RequirementSource {
                id: id.value,
                title: table.text("title"),
                edition: table.text_if_any("edition"),
                verified: table.truth("verified"),
            });
            table.finish();
        }
        let kind: SetKind = fields.word("kind");
        let tables = fields.some_tables("requirement");
        let requirements = tables.into_iter().map(|table| requirement(page, table, kind, &sources)).collect();
        let scale = fields.located_if_any("scale");
        if let Some(scale) = &scale {
            page.refer(Kind::Scale, scale);
        }
        let set = Self {
            version: fields.text("version"),
            id: fields.text("id"),
            kind,
            title: fields.short_text("title", LONGEST_TITLE),
            basis: fields.wording("basis", 40),
            scale: scale.map(|scale| scale.value),
            roles: fields.list_if_any("roles").into_iter().map(|role| role.value).collect(),
            sources,
            requirements,
            text: page.source(),
        };
        fields.finish();
        Some(set)
    }

    fn file_name(&self) -> String {
        self.id.clone()
    }
}

fn requirement(
    page: &Page<'_>,
    mut table: Fields<'_, '_>,
    kind: SetKind,
    sources: &[RequirementSource],
) -> SetRequirement {
    let id = table.located("id");
    page.define(Kind::Requirement, &id);
    let capability = table.located("capability");
    page.refer(Kind::Capability, &capability);
    let source = table.located("source");
    if !source.value.is_empty() && !sources.iter().any(|known| known.id == source.value) {
        page.fault(source.at, format!("the set has no source {:?}", source.value));
    }
    let traits = table.list_if_any("traits");
    let items = table.list_if_any("items");
    let requirement = SetRequirement {
        id: id.value,
        capability: capability.value,
        title: table.short_text("title", LONGEST_TITLE),
        text: table.wording("text", 40),
        source: source.value,
        // A hospital's own specification may have no numbered clauses.
        clause: match kind {
            SetKind::Region => table.text("clause"),
            SetKind::Hospital => table.text_if_any("clause"),
        },
        look_for: table.wording("look_for", 20),
        traits: page.refer_all(Kind::Trait, traits),
        items: page.refer_all(Kind::Item, items),
    };
    table.finish();
    requirement
}
