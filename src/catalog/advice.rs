//! Advice: what a bad answer to an item means for a hospital. Kept out of the form, which every import parses.

use super::{
    fault::Fault,
    fields::Located,
    page::{self, Kind, Page, Part, Source},
};

/// What a bad answer to one item means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemAdvice {
    /// The form's id of the item.
    pub id: String,
    /// What a bad or missing answer means for a hospital, and what to do first.
    pub bad: String,
}

/// The advice on one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The form's id.
    pub form: String,
    /// The version of this advice.
    pub version: String,
    /// How far to trust it.
    pub basis: String,
    /// The items that there is advice on.
    pub items: Vec<ItemAdvice>,
    source: Source,
}

impl Advice {
    /// Reads advice from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// The advice on an item.
    pub fn item(&self, id: &str) -> Option<&ItemAdvice> {
        self.items.iter().find(|item| item.id == id)
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

impl Part for Advice {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let form = fields.located("form");
        page.refer(Kind::Form, &form);
        let mut items: Vec<ItemAdvice> = Vec::new();
        for mut table in fields.some_tables("item") {
            let id = table.located("id");
            if items.iter().any(|known| known.id == id.value) {
                page.fault(id.at, format!("{} is named twice", id.value));
            }
            page.refer(Kind::FormItem, &Located { value: format!("{}:{}", form.value, id.value), at: id.at });
            items.push(ItemAdvice { id: id.value, bad: table.wording("bad", 40) });
            table.finish();
        }
        let advice = Self {
            version: fields.text("version"),
            basis: fields.wording("basis", 40),
            items,
            source: page.source(),
            form: form.value,
        };
        fields.finish();
        Some(advice)
    }

    fn file_name(&self) -> String {
        self.form.clone()
    }
}
