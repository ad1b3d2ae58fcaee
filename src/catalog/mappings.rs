//! Mappings: which controls of a framework a capability or a compensating control leads to, and on what ground.
//!
//! No row is a standard's own table; each says what it rests on.

use super::{
    fault::Fault,
    fields::{Fields, Located},
    frameworks::full_id,
    page::{self, Kind, Page, Part, Source},
};
use crate::domain::word::words;

words! {
    /// How closely a row holds.
    Relation {
        /// The one is there for the other.
        Primary = "primary", "primary";
        /// The one helps the other.
        Secondary = "secondary", "secondary";
    }
}

words! {
    /// What a row rests on.
    MappingBasis {
        /// The columns that the disclosure itself prints.
        Disclosure = "disclosure", "the disclosure's own columns";
        /// A public source that is named.
        PublicSource = "public_source", "a public source";
        /// The project's judgement.
        Judgement = "judgement", "the project's judgement";
    }
}

words! {
    /// How sure a row is.
    Confidence {
        /// Sure.
        High = "high", "high";
        /// Likely.
        Medium = "medium", "medium";
        /// To be looked at.
        Low = "low", "low";
    }
}

/// One row of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingRow {
    /// The capability's code, or the compensating control's id.
    pub from: String,
    /// Ids of the framework's controls.
    pub to: Vec<String>,
    /// How closely it holds.
    pub relation: Relation,
    /// What it rests on.
    pub basis: MappingBasis,
    /// The source, where it rests on one.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
}

impl MappingRow {
    /// What the row rests on, in words: `a public source: …, medium confidence`.
    pub fn grounds(&self) -> String {
        use crate::domain::word::Word as _;
        let source = if self.source.is_empty() { String::new() } else { format!(": {}", self.source) };
        format!("{}{source}, {} confidence", self.basis.label(), self.confidence.label())
    }
}

/// The mapping into one framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The framework's id.
    pub framework: String,
    /// The version of this mapping.
    pub version: String,
    /// How far to trust it.
    pub basis: String,
    /// From capabilities.
    pub capabilities: Vec<MappingRow>,
    /// From compensating controls.
    pub controls: Vec<MappingRow>,
    source: Source,
}

impl Mapping {
    /// Reads a mapping from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// The rows from a capability.
    pub fn of_capability<'m>(&'m self, code: &str) -> impl Iterator<Item = &'m MappingRow> {
        self.capabilities.iter().filter(move |row| row.from == code)
    }

    /// The rows from a compensating control.
    pub fn of_control<'m>(&'m self, id: &str) -> impl Iterator<Item = &'m MappingRow> {
        self.controls.iter().filter(move |row| row.from == id)
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.capabilities.len() + self.controls.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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

impl Part for Mapping {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let framework = fields.located("framework");
        page.refer(Kind::Framework, &framework);
        let mut rows = |key: &'static str, kind: Kind| -> Vec<MappingRow> {
            let tables = fields.tables(key);
            let mut seen = Vec::new();
            tables.into_iter().map(|table| row(page, table, kind, &framework.value, &mut seen)).collect()
        };
        let capabilities = rows("capability", Kind::Capability);
        let controls = rows("control", Kind::Control);
        if capabilities.is_empty() && controls.is_empty() {
            page.fault(0, "there is neither [[capability]] nor [[control]] in this file");
        }
        let mapping = Self {
            version: fields.text("version"),
            basis: fields.wording("basis", 40),
            capabilities,
            controls,
            source: page.source(),
            framework: framework.value,
        };
        fields.finish();
        Some(mapping)
    }

    fn file_name(&self) -> String {
        self.framework.clone()
    }
}

/// Reads a row. `seen` holds what the rows so far lead to: the same pair twice would be told twice.
fn row(
    page: &Page<'_>,
    mut table: Fields<'_, '_>,
    kind: Kind,
    framework: &str,
    seen: &mut Vec<(String, String)>,
) -> MappingRow {
    let at = table.at;
    let from = table.located("from");
    page.refer(kind, &from);
    let to = table.filled_list("to");
    for id in &to {
        let pair = (from.value.clone(), id.value.clone());
        if seen.contains(&pair) {
            page.fault(id.at, format!("{} leads to {} twice", from.value, id.value));
        }
        seen.push(pair);
        page.refer(Kind::FrameworkControl, &Located { value: full_id(framework, &id.value), at: id.at });
    }
    let row = MappingRow {
        from: from.value,
        to: to.into_iter().map(|id| id.value).collect(),
        relation: table.word("relation"),
        basis: table.word("basis"),
        source: table.text_if_any("source"),
        confidence: table.word("confidence"),
    };
    table.finish();
    if row.basis != MappingBasis::Judgement && row.source.is_empty() {
        page.fault(at, format!("{}: a row that rests on {} names its source", row.from, row.basis));
    }
    row
}
