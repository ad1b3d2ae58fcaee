//! Risks as templates, and how controls answer a gap: one file per capability.

use super::{
    condition::Condition,
    controls::LONGEST_TITLE,
    fault::Fault,
    fields::Fields,
    page::{self, Kind, Page, Part, lay_entries_over},
};
use crate::domain::{
    capability::{Coverage, InUseState},
    rating::KeyProperty,
    word::words,
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

/// How severe the worst credible outcome is for one key property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Severity {
    /// 1 to 5.
    pub level: i64,
    /// Why so severe.
    pub why: String,
}

/// The worst credible outcome before controls, for each key property touched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Severities {
    /// Harm to people.
    pub safety: Option<Severity>,
    /// Loss of effectiveness.
    pub effectiveness: Option<Severity>,
    /// Loss of security.
    pub security: Option<Severity>,
}

impl Severities {
    /// The severity for one key property, if it is touched.
    pub fn of(&self, property: KeyProperty) -> Option<&Severity> {
        match property {
            KeyProperty::Safety => self.safety.as_ref(),
            KeyProperty::Effectiveness => self.effectiveness.as_ref(),
            KeyProperty::Security => self.security.as_ref(),
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
    /// It applies only with one of these coverages; with any, if none is named.
    pub coverage: Vec<Coverage>,
    /// It applies only where it is so at some placement; anywhere, if none is named.
    pub in_use: Vec<InUseState>,
    /// It applies only with all of these traits.
    pub traits: Vec<String>,
    /// The controls that bring it.
    pub from_controls: Vec<String>,
    /// The kinds of product it fits best; none = any.
    pub kinds: Vec<String>,
    /// Suggested controls, best first.
    pub controls: Vec<String>,
    /// The worst credible outcome before controls.
    pub severity: Severities,
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
    /// Why reality has no control of order 1 for a gap in it; none where an answer names one.
    pub no_order_1: Option<String>,
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
        let risks: Vec<RiskTemplate> =
            fields.tables("risk").into_iter().map(|table| risk(page, table, &capability.value)).collect();
        let no_order_1 = fields.located_if_any("no_order_1");
        if let Some(why) = &no_order_1 {
            fields.long_enough("no_order_1", why, 40);
        }
        let mut answered: Vec<String> = Vec::new();
        let tables = fields.tables("answer");
        let answers = tables.into_iter().map(|table| answer(page, table, &mut answered)).collect();
        fields.finish();
        let no_order_1 = no_order_1.map(|why| why.value);
        Some(Self { version, capability: capability.value, no_order_1, risks, answers })
    }

    fn file_name(&self) -> String {
        self.capability.to_lowercase()
    }

    fn lay_over(&mut self, over: Self) {
        lay_entries_over(&mut self.risks, over.risks, |risk| &risk.id);
        lay_entries_over(&mut self.answers, over.answers, |answer| &answer.control);
        if over.no_order_1.is_some() {
            self.no_order_1 = over.no_order_1;
        }
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
    if controls.len() == 1 {
        page.lack(at, format!("{id}: at least two controls are to be suggested"));
    }
    let traits = table.list_if_any("traits");
    let kinds = table.list_if_any("kinds");
    let causes = table.filled_list("causes");
    for cause in &causes {
        table.long_enough("causes", cause, 15);
    }
    let risk = RiskTemplate {
        title: table.short_text("title", LONGEST_TITLE),
        hazard: table.wording("hazard", 12),
        hazardous_situation: table.wording("hazardous_situation", 40),
        causes: causes.into_iter().map(|cause| cause.value).collect(),
        consequence: table.wording("consequence", 25),
        arises_when,
        when: when.map(|when| when.value),
        coverage: table.words("coverage"),
        in_use: table.words("in_use"),
        traits: page.refer_all(Kind::Trait, traits),
        from_controls,
        kinds: page.refer_all(Kind::Product, kinds),
        controls: page.refer_all(Kind::Control, controls),
        severity: severities(page, &mut table),
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
    let mut of = |key: &'static str| {
        let mut one = given.table(key)?;
        let severity = Severity { level: one.number("level", 1..=5).value, why: one.wording("why", 25) };
        one.finish();
        Some(severity)
    };
    severities.safety = of("safety");
    severities.effectiveness = of("effectiveness");
    severities.security = of("security");
    let at = given.at;
    given.finish();
    if severities == Severities::default() {
        page.fault(at, "severity touches no key property: give safety, effectiveness or security");
    }
    severities
}

fn answer(page: &Page<'_>, mut table: Fields<'_, '_>, answered: &mut Vec<String>) -> GapAnswer {
    let control = table.located("control");
    page.refer(Kind::Control, &control);
    if answered.contains(&control.value) {
        page.fault(control.at, format!("{} answers twice", control.value));
    }
    answered.push(control.value.clone());
    let when = table.condition("when");
    page.refer_items(when.as_ref());
    let answer = GapAnswer {
        control: control.value,
        application: table.wording("application", 30),
        when: when.map(|when| when.value),
    };
    table.finish();
    answer
}
