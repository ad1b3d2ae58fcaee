//! What the catalogue suggests for a whole assessment, ranked, each with its reasons.
//!
//! Risks stand in this order; where one point leaves two alike, the next decides:
//!
//! 1. Risks of a capability of which a person has said that it brings no risk here stand after all others; before them
//!    those that what is claimed, and on, brings by itself.
//! 2. Risks that can harm people where the placements are life-supporting stand before all others.
//! 3. The severity for safety, the worst first; risks that touch no safety last.
//! 4. What is known: the maker says no, claimed in part, not answered, switched off; then what a control brings, then
//!    what the function itself brings.
//! 5. How needed the capability is: required, desired, nobody has said.
//! 6. Risks that name the kind of product before those for any.
//! 7. What applies for certain before what the answers leave open.
//! 8. The worst severity for effectiveness or security, the worst first.
//! 9. The id, so that the order is always the same.
//!
//! A risk of a capability that a person or a profile calls not required is not suggested, unless the function itself or
//! a control brings it. Of controls, compensation stands before remediation; what is a common control and in place here
//! first; what informs and trains after what removes or protects; then those that answer the most required gaps, then by
//! order, by effort, by what is certain, by id.
//!
//! Basis: the project's judgement. It follows the key properties of IEC 80001-1 in putting safety first, and the gap's
//! own definition (required, and not both claimed and in use) in what makes one pressing; no published ranking is known
//! to the project.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Fit, Situation, SuggestedRisk,
    reasons::{self, IN_PLACE, LIFE_SUPPORTING, NO_RISK},
    suggestions,
};
use crate::{
    catalog::{
        controls::{ControlTemplate, Measure},
        risks::{ArisesWhen, CapabilityRisks, RiskTemplate},
    },
    domain::capability::{Coverage, Requirement},
};

/// One capability of the assessment: its part of the catalogue, and what is known of it.
#[derive(Debug)]
pub struct Looked<'c, 's> {
    /// Its risks and answers.
    pub part: &'c CapabilityRisks,
    /// What is known.
    pub situation: Situation<'s>,
}

/// What is there already, by the catalogue's ids, and so is not suggested.
#[derive(Debug, Default)]
pub struct There<'s> {
    /// Templates of the assessment's risks.
    pub risks: &'s [&'s str],
    /// Templates of the controls that serve them.
    pub controls: &'s [&'s str],
    /// Templates of the common controls that are in place at a site of the assessment: they are named first.
    pub in_place: &'s [&'s str],
    /// Codes of the capabilities of which a person has said that they bring no risk here.
    pub no_risk: &'s [&'s str],
}

/// A risk in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedRisk<'c> {
    /// The risk.
    pub risk: &'c RiskTemplate,
    /// The capability's code.
    pub capability: &'c str,
    /// Why.
    pub reasons: Vec<String>,
    /// How well it fits the kind of product.
    pub fit: Fit,
    /// False when the answers leave open whether it applies.
    pub certain: bool,
}

/// A control in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedControl<'c> {
    /// The control.
    pub control: &'c ControlTemplate,
    /// The capabilities whose gap it answers, each with what it means there.
    pub answers: Vec<(&'c str, &'c str)>,
    /// Why.
    pub reasons: Vec<String>,
    /// False when the answers leave open whether it applies, for every gap it answers.
    pub certain: bool,
}

/// Everything that is suggested for an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranked<'c> {
    /// Risks, the most pressing first.
    pub risks: Vec<RankedRisk<'c>>,
    /// Controls, the most useful first.
    pub controls: Vec<RankedControl<'c>>,
}

/// What the catalogue suggests for these capabilities of one assessment, ranked.
pub fn ranked<'c>(
    looked: &[Looked<'c, '_>],
    controls: &'c [ControlTemplate],
    there: &There<'_>,
) -> Ranked<'c> {
    let mut risks = Vec::new();
    let mut answering: BTreeMap<&str, Answering<'c>> = BTreeMap::new();
    for Looked { part, situation } in looked {
        let found = suggestions(part, situation);
        let unwanted = situation.required == Some(Requirement::NotRequired);
        for risk in found.risks {
            let absent = risk.risk.arises_when == ArisesWhen::Absent;
            let is_there = there.risks.contains(&risk.risk.id.as_str());
            if risk.fit != Fit::Other && !is_there && !(absent && unwanted) {
                let aside = absent && there.no_risk.contains(&part.capability.as_str());
                let lacks_nothing = !situation.lacks() && risk.risk.arises_when != ArisesWhen::Control;
                let place = (aside, lacks_nothing, place(&risk, situation));
                let mut risk = in_words(part, risk, situation);
                risk.reasons.extend(aside.then(|| NO_RISK.to_owned()));
                risks.push((place, risk));
            }
        }
        for found in found.controls.into_iter().filter(|_| !unwanted) {
            let one = answering.entry(&found.answer.control).or_default();
            one.required += usize::from(situation.required == Some(Requirement::Required));
            one.certain |= found.certain;
            one.answers.push((&part.capability, &found.answer.application));
            let lack = reasons::lack(&part.capability, situation);
            let because = lack.into_iter().chain(reasons::needed(situation)).collect::<Vec<_>>();
            one.reasons.push(format!("{}: {}", part.capability, because.join("; ")));
        }
    }
    risks.sort_by(|(one, risk), (other, another)| {
        one.cmp(other).then_with(|| risk.risk.id.cmp(&another.risk.id))
    });
    let known = controls.iter().filter(|control| !there.controls.contains(&control.id.as_str()));
    let mut found: Vec<(usize, RankedControl<'c>)> = known
        .filter_map(|control| {
            let Answering { required, certain, answers, mut reasons } =
                answering.remove(control.id.as_str())?;
            if there.in_place.contains(&control.id.as_str()) {
                reasons.insert(0, IN_PLACE.to_owned());
            }
            Some((required, RankedControl { control, answers, reasons, certain }))
        })
        .collect();
    found.sort_by(|(required, one), (other, another)| {
        let key = |required: usize, one: &RankedControl<'c>| {
            let control = one.control;
            let mends = control.measure == Measure::Remediation;
            let stands = there.in_place.contains(&control.id.as_str());
            let trains = control.order == 3;
            (mends, !stands, trains, Reverse(required), control.order, control.effort, !one.certain)
        };
        key(*required, one).cmp(&key(*other, another)).then_with(|| one.control.id.cmp(&another.control.id))
    });
    Ranked {
        risks: risks.into_iter().map(|(_, risk)| risk).collect(),
        controls: found.into_iter().map(|(_, control)| control).collect(),
    }
}

/// What a control answers, while it is put together.
#[derive(Default)]
struct Answering<'c> {
    required: usize,
    certain: bool,
    answers: Vec<(&'c str, &'c str)>,
    reasons: Vec<String>,
}

fn in_words<'c>(
    part: &'c CapabilityRisks,
    found: SuggestedRisk<'c>,
    situation: &Situation<'_>,
) -> RankedRisk<'c> {
    RankedRisk {
        reasons: reasons::of_risk(&part.capability, &found, situation),
        capability: &part.capability,
        risk: found.risk,
        fit: found.fit,
        certain: found.certain,
    }
}

/// Where a risk stands: the points of the rule, in their order.
type Place = (bool, Reverse<i64>, u8, u8, Fit, bool, Reverse<i64>);

fn place(found: &SuggestedRisk<'_>, situation: &Situation<'_>) -> Place {
    let severity = &found.risk.severity;
    let safety = severity.safety.as_ref().map_or(0, |one| one.level);
    let others = [&severity.effectiveness, &severity.security];
    let worst = others.into_iter().flatten().map(|one| one.level).max().unwrap_or(0);
    let on_life = safety > 0 && situation.traits.contains(&LIFE_SUPPORTING);
    let known = match (found.risk.arises_when, situation.coverage) {
        (ArisesWhen::Control, _) => 4,
        (ArisesWhen::Present, _) => 5,
        (ArisesWhen::Absent, Coverage::NotProvided) => 0,
        (ArisesWhen::Absent, Coverage::Partial) => 1,
        (ArisesWhen::Absent, Coverage::Unknown) => 2,
        (ArisesWhen::Absent, Coverage::Provided | Coverage::NotApplicable) => 3,
    };
    let needed = match situation.required {
        Some(Requirement::Required) => 0,
        Some(Requirement::Desired) => 1,
        None => 2,
        Some(Requirement::NotRequired) => 3,
    };
    (!on_life, Reverse(safety), known, needed, found.fit, !found.certain, Reverse(worst))
}
