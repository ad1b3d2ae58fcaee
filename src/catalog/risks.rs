//! Risks as templates, and how controls answer a gap: one file per capability.

use super::{
    condition::Condition,
    controls::LONGEST_TITLE,
    fault::Fault,
    fields::Fields,
    page::{self, Kind, Page, Part},
};
use crate::domain::{
    rating::KeyProperty,
    word::{Word, words},
};

words! {
    /// What state of a capability brings a risk.
    ArisesWhen {
        /// The product lacks it, does not say, or it is not in use.
        Absent = "absent", "absent";
        /// The function itself does harm.
        Present = "present", "present";
        /// What the hospital does instead does harm.
        Control = "control", "a control";
    }
}

/// The worst credible outcome before controls, for each key property touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Severities {
    /// Harm to people, 1 to 5.
    pub safety: Option<i64>,
    /// Loss of effectiveness, 1 to 5.
    pub effectiveness: Option<i64>,
    /// Loss of security, 1 to 5.
    pub security: Option<i64>,
}

impl Severities {
    /// The severity for one key property, if it is touched.
    pub fn of(self, property: KeyProperty) -> Option<i64> {
        match property {
            KeyProperty::Safety => self.safety,
            KeyProperty::Effectiveness => self.effectiveness,
            KeyProperty::Security => self.security,
        }
    }
}

/// A risk to start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskTemplate {
    /// `ALOF-T1`.
    pub id: String,
    /// Names the situation.
    pub title: String,
    /// The source of possible harm.
    pub hazard: String,
    /// The circumstances in which people, service or data are exposed to it.
    pub hazardous_situation: String,
    /// What leads to it.
    pub causes: Vec<String>,
    /// What follows.
    pub consequence: String,
    /// What state of the capability brings it.
    pub arises_when: ArisesWhen,
    /// When it applies; always, if there is none.
    pub when: Option<Condition>,
    /// The controls that bring it.
    pub from_controls: Vec<String>,
    /// The kinds of product it fits best; none = any.
    pub kinds: Vec<String>,
    /// Suggested controls, best first.
    pub controls: Vec<String>,
    /// The worst credible outcome before controls.
    pub severity: Severities,
    /// Why so severe.
    pub severity_why: String,
}

/// How a control answers a gap in the capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapAnswer {
    /// The control.
    pub control: String,
    /// What it means here.
    pub application: String,
    /// When it applies; always, if there is none.
    pub when: Option<Condition>,
}

/// The file of risks of one capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapabilityRisks {
    /// The version of the file.
    pub version: String,
    /// The capability's code.
    pub capability: String,
    /// The risks, the most frequent first.
    pub risks: Vec<RiskTemplate>,
    /// How controls answer a gap.
    pub answers: Vec<GapAnswer>,
}

impl CapabilityRisks {
    /// Reads the risks of one capability from their TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }
}

impl Part for CapabilityRisks {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let version = fields.text("version");
        let capability = fields.located("capability");
        page.refer(Kind::Capability, &capability);
        let risks: Vec<RiskTemplate> = fields
            .some_tables("risk")
            .into_iter()
            .map(|table| risk(page, table, &capability.value))
            .collect();
        if risks.len() < 2 {
            page.fault(capability.at, format!("{} needs at least two risks", capability.value));
        }
        let answers = fields.some_tables("answer").into_iter().map(|table| answer(page, table)).collect();
        fields.finish();
        Some(Self { version, capability: capability.value, risks, answers })
    }

    fn file_name(&self) -> String {
        self.capability.to_lowercase()
    }
}

fn risk(page: &Page<'_>, mut table: Fields<'_, '_>, capability: &str) -> RiskTemplate {
    let at = table.at;
    let id = table.located("id");
    page.define(Kind::Risk, &id);
    if !id.value.strip_prefix(capability).is_some_and(|rest| rest.starts_with('-')) {
        page.fault(id.at, format!("the id {:?} must begin with {capability}-", id.value));
    }
    let id = id.value;
    let arises_when = table.word("arises_when");
    let from_controls = page.refer_all(Kind::Control, table.list_if_any("from_controls"));
    if (arises_when == ArisesWhen::Control) == from_controls.is_empty() {
        page.fault(at, format!("{id}: from_controls goes with arises_when = \"control\", and only with it"));
    }
    let when = table.condition("when");
    page.refer_items(when.as_ref());
    let controls = table.filled_list("controls");
    let risk = RiskTemplate {
        title: table.short_text("title", LONGEST_TITLE),
        hazard: table.text("hazard"),
        hazardous_situation: table.text("hazardous_situation"),
        causes: table.filled_list("causes").into_iter().map(|cause| cause.value).collect(),
        consequence: table.text("consequence"),
        arises_when,
        when: when.map(|when| when.value),
        from_controls,
        kinds: table.list_if_any("kinds").into_iter().map(|kind| kind.value).collect(),
        controls: page.refer_all(Kind::Control, controls),
        severity: severities(page, &mut table),
        severity_why: table.text("severity_why"),
        id,
    };
    table.finish();
    risk
}

fn severities(page: &Page<'_>, table: &mut Fields<'_, '_>) -> Severities {
    let at = table.at;
    let mut severities = Severities::default();
    let Some(mut given) = table.table("severity") else {
        page.fault(at, "severity is missing in this risk");
        return severities;
    };
    let mut of = |property: KeyProperty| given.number_if_any(property.word(), 1..=5);
    severities.safety = of(KeyProperty::Safety);
    severities.effectiveness = of(KeyProperty::Effectiveness);
    severities.security = of(KeyProperty::Security);
    let at = given.at;
    given.finish();
    if severities == Severities::default() {
        page.fault(at, "severity touches no key property: give safety, effectiveness or security");
    }
    severities
}

fn answer(page: &Page<'_>, mut table: Fields<'_, '_>) -> GapAnswer {
    let control = table.located("control");
    page.refer(Kind::Control, &control);
    let when = table.condition("when");
    page.refer_items(when.as_ref());
    let answer = GapAnswer {
        control: control.value,
        application: table.text("application"),
        when: when.map(|when| when.value),
    };
    table.finish();
    answer
}
