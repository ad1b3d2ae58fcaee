//! What a capability, a risk template and a control template say, field by field.

use super::{Entry, EntryKind, Lead, Section};
use crate::{
    catalog::{
        Catalogue,
        capabilities::Capability,
        controls::{ControlTemplate, Measure},
        kinds::PRODUCT_KINDS,
        risks::{ArisesWhen, RiskTemplate},
    },
    domain::{rating::KeyProperty, word::Word},
};

/// How far to trust a risk template: their files have no word on it of their own.
const BASIS_OF_RISKS: &str = "Wording to start from and the project's own judgement, not validated in a hospital; \
                              what your hospital's own files brought is as good as those who wrote it.";

/// The labels of words, joined.
pub(super) fn labels<W: Word>(words: &[W]) -> String {
    words.iter().map(|word| word.label()).collect::<Vec<_>>().join(", ")
}

/// Kinds of product as a person reads them.
pub(super) fn kinds(ids: &[String]) -> String {
    let label = |id: &String| {
        let known = PRODUCT_KINDS.iter().find(|(known, _)| known == id);
        known.map_or_else(|| id.clone(), |(_, label)| (*label).to_owned())
    };
    ids.iter().map(label).collect::<Vec<_>>().join(", ")
}

/// Leads to entries of a kind, each with its id and its name.
pub(super) fn to_entries<'i>(
    kind: EntryKind,
    ids: impl IntoIterator<Item = &'i String>,
    name: impl Fn(&str) -> Option<String>,
) -> Vec<(String, Lead)> {
    let lead = |id: &String| {
        let text = name(id).map_or_else(|| id.clone(), |name| format!("{id} {name}"));
        (text, Lead::Entry(kind, id.clone()))
    };
    ids.into_iter().map(lead).collect()
}

/// The name of a capability.
pub(super) fn capability_name(catalogue: &Catalogue, code: &str) -> Option<String> {
    catalogue.capability(code).map(|one| one.name.clone())
}

/// The name of a control template.
pub(super) fn control_name(catalogue: &Catalogue, id: &str) -> Option<String> {
    catalogue.control(id).map(|one| one.title.clone())
}

pub(super) fn capability(catalogue: &Catalogue, one: &Capability) -> Entry {
    let served = one
        .attributes
        .iter()
        .map(|(attribute, strength)| format!("{} ({})", attribute.label(), strength.label()));
    let related = to_entries(EntryKind::Capability, &one.related, |code| capability_name(catalogue, code));
    let sections = vec![
        Section::of("Group", [one.group.label()]),
        Section::of("Clause", [one.clause.as_str()]),
        Section::of("Goal", [one.goal.as_str()]),
        Section::of("Needed for", [one.user_need.as_str()]),
        Section::of("Look for", &one.look_for),
        Section::of("Carried by", [one.responsibility.label()]),
        Section::of("Serves", [served.collect::<Vec<_>>().join(", ")]),
        Section::leading("Related", related),
        Section::of("Basis", [catalogue.basis_of_capabilities()]),
    ];
    Entry::new(EntryKind::Capability, &one.code, &one.name, sections)
}

pub(super) fn risk(catalogue: &Catalogue, one: &RiskTemplate) -> Entry {
    let code: Vec<String> = one.id.split('-').take(1).map(str::to_owned).collect();
    let severities = KeyProperty::ALL.iter().filter_map(|&property| {
        let severity = one.severity.of(property)?;
        Some(format!("{} {}: {}", property.label(), severity.level, severity.why))
    });
    let arises = match one.arises_when {
        ArisesWhen::Absent => "the product lacks the capability, does not say, or it is not in use",
        ArisesWhen::Present => "the capability is there: the function itself does harm",
        ArisesWhen::Control => "a control is there that stands in for the capability",
    };
    let only = [
        one.when.as_ref().map(|when| format!("answers: {when}")).unwrap_or_default(),
        told_if("claimed: ", &labels(&one.coverage)),
        told_if("in use: ", &labels(&one.in_use)),
        told_if("placements: ", &one.traits.join(" and ")),
    ];
    let controls = |ids| to_entries(EntryKind::Control, ids, |id| control_name(catalogue, id));
    let sections = vec![
        Section::leading(
            "Capability",
            to_entries(EntryKind::Capability, &code, |code| capability_name(catalogue, code)),
        ),
        Section::of("Hazard", [one.hazard.as_str()]),
        Section::of("Situation", [one.hazardous_situation.as_str()]),
        Section::of("Causes", &one.causes),
        Section::of("Consequence", [one.consequence.as_str()]),
        Section::of("Severity", severities),
        Section::of("Arises when", [arises]),
        Section::of("Only with", only),
        Section::leading("Brought by", controls(&one.from_controls)),
        Section::of("Fits", [told_or(&kinds(&one.kinds), "any kind of product")]),
        Section::leading("Controls", controls(&one.controls)),
        Section::of("Basis", [BASIS_OF_RISKS]),
    ];
    Entry::new(EntryKind::Risk, &one.id, &one.title, sections)
}

pub(super) fn control(catalogue: &Catalogue, one: &ControlTemplate) -> Entry {
    let order = match one.order {
        1 => "order 1, removes the exposure",
        2 => "order 2, protects",
        _ => "order 3, informs and trains",
    };
    let common = if one.common { ", common: put in place once per site" } else { "" };
    let measure = match one.measure {
        Measure::Compensation => "compensation: it stands in for what the product lacks",
        Measure::Remediation => "remediation: it removes the flaw and is no compensating control",
    };
    let sections = vec![
        Section::of("Kind", [format!("{}, {order}{common}", one.kind.label())]),
        Section::of("Measure", [measure]),
        Section::of("What", [one.description.as_str()]),
        Section::of("Does not", [one.does_not.as_str()]),
        Section::of("In place?", [one.verify_implementation.as_str()]),
        Section::of("Effective?", [one.verify_effectiveness.as_str()]),
        Section::of("New risks", &one.new_risks),
        Section::of("Effort", [format!("{} for one site, until it is verified", one.effort.label())]),
        Section::of("Done by", [labels(&one.done_by)]),
        Section::of("Basis", [catalogue.basis_of_controls()]),
    ];
    Entry::new(EntryKind::Control, &one.id, &one.title, sections)
}

/// The text behind a name; nothing where there is no text.
pub(super) fn told_if(name: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{name}{text}") }
}

fn told_or(text: &str, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
}
