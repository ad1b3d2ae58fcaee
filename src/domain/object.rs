//! What the register holds: kinds of object, their identity and version.

use serde::{Deserialize, Serialize};

use super::word::words;

words! {
    /// The kinds of object that events change and tables show.
    Object {
        /// The register itself: its name, time zone and birth.
        Register = "register", "register";
        /// A part of the catalogue that this register uses, by its SHA-256.
        Knowledge = "knowledge", "catalogue part";
        /// A person with a role.
        Person = "person", "person";
        /// Manufacturer and model.
        Product = "product", "product";
        /// Where a product is used.
        Placement = "placement", "placement";
        /// One product, a version range, placements.
        Assessment = "assessment", "assessment";
        /// A manufacturer's document, one revision.
        Disclosure = "disclosure", "disclosure";
        /// One answered item of a disclosure.
        Statement = "statement", "statement";
        /// Something odd in a disclosure.
        Problem = "problem", "problem";
        /// What is claimed for a capability in an assessment.
        CapabilityCoverage = "coverage", "coverage";
        /// Whether a capability is needed in an assessment.
        Requirement = "requirement", "requirement";
        /// What is really so at a placement.
        InUse = "in_use", "in use";
        /// A hazardous situation with causes and consequence.
        Risk = "risk", "risk";
        /// One of a risk's three ratings.
        Rating = "rating", "rating";
        /// A compensating control.
        Control = "control", "control";
        /// A control at a site.
        ControlSite = "control_site", "control at a site";
        /// A control that serves a risk.
        RiskControl = "risk_control", "control of a risk";
        /// A check of a control at a site.
        Verification = "verification", "verification";
        /// An accountable person's decision; never altered.
        Decision = "decision", "decision";
        /// One thing a decision rested on; never altered.
        SealRow = "seal_row", "seal";
        /// Where a decision stands in its life.
        DecisionState = "decision_state", "state of a decision";
        /// What a decision asks for as long as it holds.
        Condition = "condition", "condition";
        /// What the risk manager asks an accountable person to decide.
        Proposal = "proposal", "proposal";
        /// Why a risk above the line is worth bearing.
        BenefitRisk = "benefit_risk", "benefit-risk record";
        /// A policy of the catalogue, approved for this register.
        PolicyApproval = "policy_approval", "approval of a policy";
        /// A gate that somebody passed, or overrode; never altered.
        GatePassage = "gate_passage", "passage of a gate";
        /// Why a capability that is not fully provided has no risk.
        Disposition = "disposition", "disposition";
        /// Something a person states of the assessment as a whole.
        Attestation = "attestation", "attestation";
        /// Who was told of residual risks.
        Communication = "communication", "communication";
        /// Who has which duties for a product.
        Agreement = "agreement", "responsibility agreement";
        /// Something asked of a manufacturer.
        Question = "question", "question";
        /// An answer of a manufacturer that outranks the form's.
        AcceptedAnswer = "accepted_answer", "accepted answer";
        /// Something that asks for another look.
        Trigger = "trigger", "trigger";
        /// Something wrong in what is in operation.
        Finding = "finding", "finding";
        /// What differs at one placement, rated apart.
        Difference = "difference", "difference at a placement";
        /// A suggestion of the catalogue that somebody does not want.
        SuggestionDismissal = "suggestion_dismissal", "dismissed suggestion";
        /// A requirement set that the register has adopted.
        RequirementSet = "requirement_set", "requirement set";
        /// How a requirement of a set is answered in an assessment.
        RequirementAnswer = "requirement_answer", "answer to a requirement";
    }
}

/// The identity of an object: a UUIDv7 as text, or the SHA-256 of a catalogue part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Id(pub String);

impl Id {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// How often an object was changed; 0 = not there yet.
pub type Version = i64;
