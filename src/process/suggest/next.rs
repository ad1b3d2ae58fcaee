//! The next best control for one risk.
//!
//! What is a common control in the register and in place at a site of the assessment stands first: it is linked, and
//! nothing has to be built. Then order 1 before 2 before 3, then the least effort, then the catalogue's own order.
//! Remediation stands after all compensation: it takes the flaw away and is a task of its own. Basis: the order of risk
//! control of ISO 14971 and the project's judgement.

use std::collections::BTreeSet;

use super::{Situation, reasons::IN_PLACE};
use crate::catalog::{
    controls::{ControlTemplate, Measure},
    risks::{CapabilityRisks, RiskTemplate},
};

/// What is known of a risk that looks for a control.
#[derive(Debug)]
pub struct Wanting<'c, 's> {
    /// The template that it was made from, if one.
    pub template: Option<&'c RiskTemplate>,
    /// The capabilities that it comes from, and what is known of each.
    pub capabilities: Vec<(&'c CapabilityRisks, Situation<'s>)>,
    /// The templates of the controls that serve it.
    pub linked: &'s [&'s str],
    /// The templates of the common controls that are in place at a site of the assessment.
    pub in_place: &'s [&'s str],
}

/// A control that may serve the risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextControl<'c> {
    /// The control.
    pub control: &'c ControlTemplate,
    /// What it means for the capabilities that the risk comes from.
    pub answers: Vec<(&'c str, &'c str)>,
    /// Why it is named.
    pub reasons: Vec<String>,
    /// It is a common one, and in place: it is only linked.
    pub in_place: bool,
    /// False when the answers leave open whether it applies.
    pub certain: bool,
}

/// The controls that may serve a risk and do not yet, the next best first.
pub fn next_controls<'c>(wanting: &Wanting<'c, '_>, controls: &'c [ControlTemplate]) -> Vec<NextControl<'c>> {
    let named: Vec<&str> =
        wanting.template.iter().flat_map(|template| &template.controls).map(String::as_str).collect();
    let answered = wanting.capabilities.iter().flat_map(|(part, _)| &part.answers);
    let mut seen = BTreeSet::new();
    let ids = named.iter().copied().chain(answered.map(|answer| answer.control.as_str()));
    let ids: Vec<&str> = ids.filter(|id| seen.insert(*id) && !wanting.linked.contains(id)).collect();
    let mut found: Vec<NextControl<'c>> = ids
        .into_iter()
        .filter_map(|id| {
            let control = controls.iter().find(|control| control.id == id)?;
            candidate(wanting, control, named.contains(&id))
        })
        .collect();
    found.sort_by_key(|one| {
        let mends = one.control.measure == Measure::Remediation;
        (mends, !one.in_place, one.control.order, one.control.effort)
    });
    found
}

/// None when the answers rule it out for every capability, and the risk's template does not name it.
fn candidate<'c>(
    wanting: &Wanting<'c, '_>,
    control: &'c ControlTemplate,
    named: bool,
) -> Option<NextControl<'c>> {
    let mut answers = Vec::new();
    let mut certain = named;
    for (part, situation) in &wanting.capabilities {
        for answer in part.answers.iter().filter(|answer| answer.control == control.id) {
            if let Some(sure) = situation.holds(answer.when.as_ref()) {
                certain |= sure;
                answers.push((part.capability.as_str(), answer.application.as_str()));
            }
        }
    }
    if answers.is_empty() && !named {
        return None;
    }
    let in_place = control.common && wanting.in_place.contains(&control.id.as_str());
    let mut reasons = Vec::new();
    if in_place {
        reasons.push(IN_PLACE.to_owned());
    }
    reasons.push(match control.order {
        1 => "order 1: removes the exposure".to_owned(),
        2 => "order 2: protects".to_owned(),
        _ => "order 3: informs and trains".to_owned(),
    });
    if named && let Some(template) = wanting.template {
        reasons.push(format!("named for {}", template.id));
    }
    let gaps: Vec<&str> = answers.iter().map(|(code, _)| *code).collect();
    if !gaps.is_empty() {
        reasons.push(format!("answers {}", gaps.join(", ")));
    }
    if !certain {
        reasons.push("the answers leave open whether it applies".to_owned());
    }
    Some(NextControl { control, answers, reasons, in_place, certain })
}
