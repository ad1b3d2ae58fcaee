//! What a gap suggests: the risks that may arise, and the controls that may answer it.

pub mod next;
pub mod ranked;
mod reasons;

use super::coverage::Answers;
use crate::{
    catalog::{
        condition::{Condition, Truth},
        risks::{ArisesWhen, CapabilityRisks, GapAnswer, RiskTemplate},
    },
    domain::capability::{Coverage, InUseState, Requirement, SUPPORTING_INFORMATION},
};

/// What is known of one capability of one product.
#[derive(Debug, Clone)]
pub struct Situation<'s> {
    /// What the manufacturer claims, or a person says instead.
    pub coverage: Coverage,
    /// A person said so, otherwise than the rule.
    pub overruled: bool,
    /// Needed, wanted or not; none while nobody has said.
    pub required: Option<Requirement>,
    /// What is so at each placement.
    pub in_use: &'s [InUseState],
    /// The answers of the disclosure, if there is one.
    pub answers: Option<&'s Answers<'s>>,
    /// The kind of product; empty when nobody said.
    pub kind: &'s str,
    /// The catalogue's ids of the controls that are proposed or in place.
    pub controls: &'s [&'s str],
    /// What is so of the placements: `networked`, `life-supporting` …
    pub traits: &'s [&'s str],
    /// Those of these traits that make this capability more needed.
    pub lifted_by: &'s [&'s str],
}

impl Default for Situation<'_> {
    /// Nothing is known.
    fn default() -> Self {
        Self {
            coverage: Coverage::Unknown,
            overruled: false,
            required: None,
            in_use: &[],
            answers: None,
            kind: "",
            controls: &[],
            traits: &[],
            lifted_by: &[],
        }
    }
}

/// How well a risk fits the kind of product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It names the kind.
    Named,
    /// It names no kind: any.
    Any,
    /// It names other kinds.
    Other,
}

/// A risk that may arise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedRisk<'c> {
    /// The risk.
    pub risk: &'c RiskTemplate,
    /// How well it fits the kind of product.
    pub fit: Fit,
    /// False when the answers leave open whether it applies.
    pub certain: bool,
    /// The controls that bring it; none when the capability does.
    pub brought_by: Vec<&'c str>,
}

/// A control that may answer the gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedControl<'c> {
    /// The control, and what it means for this capability.
    pub answer: &'c GapAnswer,
    /// False when the answers leave open whether it applies.
    pub certain: bool,
}

/// What is suggested for one capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestions<'c> {
    /// The risks that may arise, those that name the kind of product first.
    pub risks: Vec<SuggestedRisk<'c>>,
    /// The controls that may answer the gap; none where there is nothing to answer.
    pub controls: Vec<SuggestedControl<'c>>,
}

/// What the catalogue suggests for a capability in this situation.
///
/// A risk that asks for certain answers under supporting information arises by them: what is told there is a fact and no
/// claim, so that a complete disclosure must not hide it, nor a missing one.
pub fn suggestions<'c>(part: &'c CapabilityRisks, situation: &Situation<'_>) -> Suggestions<'c> {
    let mut risks: Vec<SuggestedRisk<'c>> =
        part.risks.iter().filter_map(|risk| suggested(&part.capability, risk, situation)).collect();
    risks.sort_by_key(|risk| risk.fit);
    let controls = part.answers.iter().filter(|_| situation.lacks()).filter_map(|answer| {
        let certain = situation.holds(answer.when.as_ref())?;
        Some(SuggestedControl { answer, certain })
    });
    Suggestions { controls: controls.collect(), risks }
}

fn suggested<'c>(
    capability: &str,
    risk: &'c RiskTemplate,
    situation: &Situation<'_>,
) -> Option<SuggestedRisk<'c>> {
    let certain = situation.holds(risk.when.as_ref())?;
    let brought_by: Vec<&str> = risk
        .from_controls
        .iter()
        .map(String::as_str)
        .filter(|control| situation.controls.contains(control))
        .collect();
    let by_fact = SUPPORTING_INFORMATION.contains(&capability) && risk.when.is_some();
    let arises = match risk.arises_when {
        ArisesWhen::Absent => situation.lacks() || by_fact && situation.may_be(certain),
        ArisesWhen::Present if by_fact => situation.may_be(certain),
        ArisesWhen::Present => situation.works_somewhere(),
        ArisesWhen::Control => !brought_by.is_empty(),
    };
    let arises = arises
        && (risk.coverage.is_empty() || risk.coverage.contains(&situation.coverage))
        && (risk.in_use.is_empty() || risk.in_use.iter().any(|state| situation.in_use.contains(state)))
        && risk.traits.iter().all(|one| situation.traits.contains(&one.as_str()));
    let fit = if risk.kinds.is_empty() {
        Fit::Any
    } else if risk.kinds.iter().any(|kind| kind == situation.kind) {
        Fit::Named
    } else {
        Fit::Other
    };
    arises.then_some(SuggestedRisk { risk, fit, certain, brought_by })
}

impl Situation<'_> {
    /// Whether the capability is missing somewhere: not claimed in full, or switched off or used in part.
    fn lacks(&self) -> bool {
        match self.coverage {
            Coverage::NotApplicable => false,
            Coverage::NotProvided | Coverage::Partial | Coverage::Unknown => true,
            Coverage::Provided => {
                self.in_use.iter().any(|state| matches!(state, InUseState::Off | InUseState::Partly))
            }
        }
    }

    /// Whether the product has the capability, and it is not switched off everywhere.
    fn works_somewhere(&self) -> bool {
        matches!(self.coverage, Coverage::Provided | Coverage::Partial)
            && (self.in_use.is_empty() || self.in_use.iter().any(|state| *state != InUseState::Off))
    }

    /// Whether a fact that is certain or left open is to be reckoned with: it is told, or may be so while that is open, and
    /// not all placements do without it.
    fn may_be(&self, certain: bool) -> bool {
        self.coverage != Coverage::NotApplicable
            && (certain || self.lacks())
            && (self.in_use.is_empty() || self.in_use.iter().any(|state| *state != InUseState::Off))
    }

    /// Whether a condition lets something apply, and whether it does so for certain. What cannot be decided applies.
    fn holds(&self, when: Option<&Condition>) -> Option<bool> {
        let truth = match (when, self.answers) {
            (None, _) => Truth::True,
            (Some(when), Some(answers)) => when.truth(|id| answers.standing(id)),
            (Some(_), None) => Truth::Undecided,
        };
        (truth != Truth::False).then_some(truth == Truth::True)
    }
}
