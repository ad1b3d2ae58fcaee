//! What a gap suggests: the risks that may arise, and the controls that may answer it.

use super::coverage::Answers;
use crate::{
    catalog::{
        condition::{Condition, Truth},
        risks::{ArisesWhen, CapabilityRisks, GapAnswer, RiskTemplate},
    },
    domain::capability::{Coverage, InUseState},
};

/// What is known of one capability of one product.
#[derive(Debug)]
pub struct Situation<'s> {
    /// What the manufacturer claims.
    pub coverage: Coverage,
    /// What is so at each placement.
    pub in_use: &'s [InUseState],
    /// The answers of the disclosure, if there is one.
    pub answers: Option<&'s Answers<'s>>,
    /// The kind of product; empty when nobody said.
    pub kind: &'s str,
    /// The catalogue's ids of the controls that are proposed or in place.
    pub controls: &'s [&'s str],
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
pub fn suggestions<'c>(part: &'c CapabilityRisks, situation: &Situation<'_>) -> Suggestions<'c> {
    let mut risks: Vec<SuggestedRisk<'c>> =
        part.risks.iter().filter_map(|risk| suggested(risk, situation)).collect();
    risks.sort_by_key(|risk| risk.fit);
    let controls = part.answers.iter().filter(|_| situation.lacks()).filter_map(|answer| {
        let certain = situation.holds(answer.when.as_ref())?;
        Some(SuggestedControl { answer, certain })
    });
    Suggestions { controls: controls.collect(), risks }
}

fn suggested<'c>(risk: &'c RiskTemplate, situation: &Situation<'_>) -> Option<SuggestedRisk<'c>> {
    let certain = situation.holds(risk.when.as_ref())?;
    let brought_by: Vec<&str> = risk
        .from_controls
        .iter()
        .map(String::as_str)
        .filter(|control| situation.controls.contains(control))
        .collect();
    let arises = match risk.arises_when {
        ArisesWhen::Absent => situation.lacks(),
        ArisesWhen::Present => matches!(situation.coverage, Coverage::Provided | Coverage::Partial),
        ArisesWhen::Control => !brought_by.is_empty(),
    };
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
