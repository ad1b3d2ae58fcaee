//! Compensating controls as templates: what a hospital can do because a product does not.

use super::{
    fault::Fault,
    fields::Fields,
    page::{self, Kind, Page, Part, lay_entries_over},
};
use crate::domain::{control::ControlKind, word::words};

/// The most characters of a title; it has to fit a line of a list.
pub(super) const LONGEST_TITLE: usize = 70;

words! {
    /// Whether a control stands in for the capability or mends the product.
    Measure {
        /// It stands in for what the product lacks.
        Compensation = "compensation", "compensation";
        /// It removes the flaw: a patch, an upgrade.
        Remediation = "remediation", "remediation";
    }
}

words! {
    /// How long it takes for one site, until it is verified.
    Effort {
        /// Within a day.
        Hours = "hours", "hours";
        /// Within a week or two.
        Days = "days", "days";
        /// Within a month or two.
        Weeks = "weeks", "weeks";
        /// Longer, often with a project of its own.
        Months = "months", "months";
    }
}

words! {
    /// Who does it.
    DoneBy {
        /// Those who run the network.
        NetworkTeam = "network_team", "network team";
        /// Those who run servers, clients and directories.
        ItOperations = "it_operations", "IT operations";
        /// Those who look after security.
        SecurityTeam = "security_team", "security team";
        /// Those who maintain the products.
        ClinicalEngineering = "clinical_engineering", "clinical engineering";
        /// Those who use the product on patients.
        ClinicalUnit = "clinical_unit", "clinical unit";
        /// Those who buy.
        Procurement = "procurement", "procurement";
        /// The privacy officer.
        PrivacyOfficer = "privacy_officer", "privacy officer";
        /// Those who look after buildings.
        Facilities = "facilities", "facilities";
        /// The maker of the product.
        Manufacturer = "manufacturer", "manufacturer";
        /// The firm that installs and connects it.
        Integrator = "integrator", "integrator";
    }
}

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
    /// Whether it stands in for the capability or mends the product.
    pub measure: Measure,
    /// How long it takes for one site, until it is verified.
    pub effort: Effort,
    /// Who does it.
    pub done_by: Vec<DoneBy>,
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
        let basis = fields.wording("basis", 40);
        let controls = fields.some_tables("control").into_iter().map(|table| control(page, table)).collect();
        fields.finish();
        Some(Self { version, basis, controls })
    }

    fn file_name(&self) -> String {
        "controls".to_owned()
    }

    fn lay_over(&mut self, over: Self) {
        lay_entries_over(&mut self.controls, over.controls, |control| &control.id);
    }
}

fn control(page: &Page<'_>, mut table: Fields<'_, '_>) -> ControlTemplate {
    let id = table.located("id");
    page.define(Kind::Control, &id);
    let at = table.at;
    let new_risks = table.filled_list("new_risks");
    for risk in &new_risks {
        table.long_enough("new_risks", risk, 15);
    }
    let done_by: Vec<DoneBy> = table.words("done_by");
    if done_by.is_empty() {
        page.fault(at, format!("{}: done_by names nobody", id.value));
    }
    let control = ControlTemplate {
        id: id.value,
        title: table.short_text("title", LONGEST_TITLE),
        kind: table.word("kind"),
        order: table.number("order", 1..=3).value,
        common: table.truth("common"),
        description: table.wording("description", 60),
        does_not: table.wording("does_not", 30),
        verify_implementation: table.wording("verify_implementation", 40),
        verify_effectiveness: table.wording("verify_effectiveness", 40),
        new_risks: new_risks.into_iter().map(|text| text.value).collect(),
        measure: table.word("measure"),
        effort: table.word("effort"),
        done_by,
    };
    table.finish();
    control
}
