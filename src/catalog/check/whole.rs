//! What a catalogue as a whole must hold: enough risks, an answer to every gap, references and advice for all.

use std::collections::HashMap;

use super::{File, known::Known};
use crate::catalog::{
    Catalogue,
    forms::{AnswerType, Good},
    page::Kind,
    risks::{ArisesWhen, CapabilityRisks},
};

/// A capability has at least so many risks …
const RISKS: usize = 5;
/// … of which at least so many arise where it is absent.
const ABSENT: usize = 3;

/// Checks the parts that could be read. An overlay adds to a catalogue that is checked with it.
pub(super) fn check(catalogue: &Catalogue, known: &Known<'_, '_>, files: &[File]) {
    for capability in catalogue.capabilities() {
        let path = format!("risks/{}.toml", capability.code.to_lowercase());
        if !files.iter().any(|file| file.path == path) {
            known.fault_at(Kind::Capability, &capability.code, format!("{} has no {path}", capability.code));
        } else if let Some(part) = catalogue.risks_for(&capability.code) {
            enough(catalogue, known, &path, part);
        }
    }
    each_says_its_own(catalogue, known);
    if !catalogue.has_overlay() {
        all_lead_somewhere(catalogue, known);
        advice_is_complete(catalogue, known);
    }
}

fn enough(catalogue: &Catalogue, known: &Known<'_, '_>, path: &str, part: &CapabilityRisks) {
    let code = &part.capability;
    let fault = |what: String| known.fault_in(path, Kind::Capability, what);
    let absent = part.risks.iter().filter(|risk| risk.arises_when == ArisesWhen::Absent).count();
    if part.risks.len() < RISKS {
        fault(format!("{code} has {} risks; it needs at least {RISKS}", part.risks.len()));
    }
    if absent < ABSENT {
        fault(format!("{code} has {absent} risks that arise when it is absent; it needs at least {ABSENT}"));
    }
    if part.answers.is_empty() {
        fault(format!("no control answers a gap in {code}"));
    }
    let removes = part
        .answers
        .iter()
        .find(|answer| catalogue.control(&answer.control).is_some_and(|control| control.order == 1));
    match (removes, &part.no_order_1) {
        (None, None) if !catalogue.controls().is_empty() => {
            fault(format!("{code}: no answer is a control of order 1, and no_order_1 does not say why"));
        }
        // A hospital may have found what riskward has not.
        (Some(answer), Some(_)) if !catalogue.has_overlay() => {
            fault(format!("{code}: {} is of order 1, and no_order_1 says there is none", answer.control));
        }
        _ => {}
    }
}

/// No two risks say the same.
fn each_says_its_own(catalogue: &Catalogue, known: &Known<'_, '_>) {
    let mut said: HashMap<String, &str> = HashMap::new();
    for capability in catalogue.capabilities() {
        for risk in catalogue.risks_for(&capability.code).iter().flat_map(|part| &part.risks) {
            for (what, text) in [("title", &risk.title), ("situation", &risk.hazardous_situation)] {
                let words: Vec<String> = text
                    .split(|letter: char| !letter.is_alphanumeric())
                    .filter(|word| !word.is_empty())
                    .map(str::to_lowercase)
                    .collect();
                if let Some(other) = said.insert(format!("{what} {}", words.join(" ")), &risk.id) {
                    known.fault_at(Kind::Risk, &risk.id, format!("{} has the {what} of {other}", risk.id));
                }
            }
        }
    }
}

/// Every capability and every control leads into a framework.
fn all_lead_somewhere(catalogue: &Catalogue, known: &Known<'_, '_>) {
    if catalogue.mappings().next().is_none() {
        return;
    }
    for capability in catalogue.capabilities() {
        let code = &capability.code;
        if catalogue.mappings().all(|mapping| mapping.of_capability(code).next().is_none()) {
            known.fault_at(Kind::Capability, code, format!("no mapping leads from {code} to a framework"));
        }
    }
    for control in catalogue.controls() {
        let id = &control.id;
        if catalogue.mappings().all(|mapping| mapping.of_control(id).next().is_none()) {
            known.fault_at(Kind::Control, id, format!("no mapping leads from {id} to a framework"));
        }
    }
}

/// Where there is advice on a form, there is on every item that can be answered badly.
fn advice_is_complete(catalogue: &Catalogue, known: &Known<'_, '_>) {
    for form in catalogue.forms() {
        let Some(advice) = catalogue.advice(&form.id) else { continue };
        for item in &form.items {
            let bad = item.answer == AnswerType::YesNoNa && matches!(item.good, Good::Yes | Good::No);
            if bad && advice.item(&item.id).is_none() {
                let path = format!("advice/{}.toml", form.id);
                known.fault_in(&path, Kind::Form, format!("there is no advice on {}", item.id));
            }
        }
    }
}
