//! Compensating controls as templates: what a hospital can do because a product does not.

use super::{
    fault::Fault,
    fields::Fields,
    page::{self, Kind, Page, Part},
};
use crate::domain::control::ControlKind;

/// The most characters of a title; it has to fit a line of a list.
pub(super) const LONGEST_TITLE: usize = 70;

/// A control to start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlTemplate {
    /// `CC-ISOL`.
    pub id: String,
    /// A short name.
    pub title: String,
    /// What it is made of.
    pub kind: ControlKind,
    /// 1 removes the exposure, 2 protects, 3 informs and trains.
    pub order: i64,
    /// Put in place once per site and inherited by many.
    pub common: bool,
    /// What is done.
    pub description: String,
    /// What it does not do.
    pub does_not: String,
    /// How to see that it is in place.
    pub verify_implementation: String,
    /// How to see that it works.
    pub verify_effectiveness: String,
    /// The risks it may bring.
    pub new_risks: Vec<String>,
    /// Ids in control frameworks: `nist-800-53r5:SC-7`.
    pub framework_refs: Vec<String>,
}

/// The file of controls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controls {
    /// The version of the file.
    pub version: String,
    /// How far to trust it.
    pub basis: String,
    /// The controls.
    pub controls: Vec<ControlTemplate>,
}

impl Controls {
    /// Reads the controls from their TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }
}

impl Part for Controls {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let version = fields.text("version");
        let basis = fields.text("basis");
        let controls = fields.some_tables("control").into_iter().map(|table| control(page, table)).collect();
        fields.finish();
        Some(Self { version, basis, controls })
    }

    fn file_name(&self) -> String {
        "controls".to_owned()
    }
}

fn control(page: &Page<'_>, mut table: Fields<'_, '_>) -> ControlTemplate {
    let id = table.located("id");
    page.define(Kind::Control, &id);
    let framework_refs = table.list_if_any("framework_refs");
    for reference in &framework_refs {
        if reference.value.split_once(':').is_none_or(|(framework, id)| framework.is_empty() || id.is_empty())
        {
            page.fault(reference.at, format!("{:?} is not written as framework:id", reference.value));
        }
    }
    let control = ControlTemplate {
        id: id.value,
        title: table.short_text("title", LONGEST_TITLE),
        kind: table.word("kind"),
        order: table.number("order", 1..=3).value,
        common: table.truth("common"),
        description: table.text("description"),
        does_not: table.text("does_not"),
        verify_implementation: table.text("verify_implementation"),
        verify_effectiveness: table.text("verify_effectiveness"),
        new_risks: table.filled_list("new_risks").into_iter().map(|text| text.value).collect(),
        framework_refs: framework_refs.into_iter().map(|reference| reference.value).collect(),
    };
    table.finish();
    control
}
