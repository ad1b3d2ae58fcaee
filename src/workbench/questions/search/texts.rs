//! Which texts of a thing are looked through, and by which names they are told.

use crate::{
    domain::{
        control::Control,
        decision::Decision,
        disclosure::{Answer, Statement},
        product::Product,
        record::Held,
        risk::Risk,
        word::Word as _,
    },
    workbench::questions::catalogue::Entry,
};

/// A kind of row with texts.
pub(super) trait Texts {
    /// The fields in the register.
    const FIELDS: &'static [&'static str];
    /// The same as they are read, by name; the first ones are told before others that fit as well.
    fn texts(&self) -> Vec<(&'static str, String)>;
}

impl Texts for Product {
    const FIELDS: &'static [&'static str] = &["manufacturer", "model", "kind", "description", "udi_di"];

    fn texts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", format!("{} {}", self.manufacturer, self.model)),
            ("description", self.description.clone()),
            ("kind", self.kind.clone()),
            ("UDI-DI", self.udi_di.clone()),
        ]
    }
}

impl Texts for Risk {
    const FIELDS: &'static [&'static str] = &[
        "title",
        "hazardous_situation",
        "consequence",
        "causes",
        "hazard",
        "treatment_reason",
        "order_reason",
        "vulnerability_refs",
        "owner",
        "ref",
    ];

    fn texts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("title", self.title.clone()),
            ("situation", self.hazardous_situation.clone()),
            ("consequence", self.consequence.clone()),
            ("causes", self.causes.join(" · ")),
            ("hazard", self.hazard.clone()),
            ("treatment", self.treatment_reason.clone()),
            ("order of controls", self.order_reason.clone()),
            ("weaknesses", self.vulnerability_refs.join(" · ")),
            ("owner", self.owner.clone()),
            ("ref", self.reference.clone()),
        ]
    }
}

impl Texts for Control {
    const FIELDS: &'static [&'static str] = &[
        "title",
        "description",
        "verify_implementation",
        "verify_effectiveness",
        "new_risk_note",
        "framework_refs",
        "owner",
        "ref",
    ];

    fn texts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("title", self.title.clone()),
            ("description", self.description.clone()),
            ("is it in place", self.verify_implementation.clone()),
            ("does it work", self.verify_effectiveness.clone()),
            ("new risk", self.new_risk_note.clone()),
            ("frameworks", self.framework_refs.join(" · ")),
            ("owner", self.owner.clone()),
            ("ref", self.reference.clone()),
        ]
    }
}

impl Texts for Decision {
    const FIELDS: &'static [&'static str] =
        &["rationale", "conditions", "evidence", "departs_from", "exit_plan", "decided_by", "requested_by"];

    fn texts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("rationale", self.rationale.clone()),
            ("conditions", self.conditions.join(" · ")),
            ("evidence", self.evidence.clone()),
            ("departs from", self.departs_from.clone()),
            ("exit plan", self.exit_plan.clone()),
            ("decided by", self.decided_by.join(", ")),
            ("requested by", self.requested_by.clone()),
        ]
    }
}

impl Texts for Statement {
    const FIELDS: &'static [&'static str] = &["item", "question", "raw", "note", "printed_id"];

    fn texts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("note", self.note.clone()),
            ("answer", self.raw.clone()),
            ("question", self.question.clone()),
            ("item", self.item.clone()),
            ("printed as", self.printed_id.clone()),
        ]
    }
}

/// The name of a decision: what, by whom, when.
pub(super) fn decision(held: &Held<Decision>) -> String {
    format!("{} by {} on {}", held.decision.label(), held.decided_by.join(", "), held.decided_on)
}

/// The name of a statement: its question and what was answered.
pub(super) fn statement(held: &Held<Statement>) -> String {
    let answer = match held.answer {
        Answer::Text => held.raw.as_str(),
        other => other.label(),
    };
    match held.question.trim() {
        "" => format!("{}: {answer}", held.item),
        question => format!("{question}: {answer}"),
    }
}

/// The texts of an entry of the catalogue.
pub(super) fn entry(entry: &Entry) -> Vec<(&'static str, String)> {
    let told = entry.sections.iter().flat_map(|section| {
        section.told.iter().map(|told| (section.head, told.text.clone())).collect::<Vec<_>>()
    });
    let mut texts = vec![("title", entry.title.clone())];
    texts.extend(told);
    texts.push(("id", entry.id.clone()));
    texts
}
