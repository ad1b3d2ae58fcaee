//! Decisions of accountable people, and the seal on what they rested on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::Record,
    word::{Word as _, words},
};

words! {
    /// What was decided.
    DecisionKind {
        /// The residual risk is borne.
        Accept = "accept", "accept";
        /// Borne as long as the conditions are met.
        AcceptWithConditions = "accept_with_conditions", "accept with conditions";
        /// Not borne.
        Reject = "reject", "reject";
        /// Put off.
        Defer = "defer", "defer";
    }
}

words! {
    /// Where a decision stands in its life; expired and stale are computed.
    DecisionLife {
        /// It holds.
        InForce = "in_force", "in force";
        /// It was taken back, with a reason.
        Withdrawn = "withdrawn", "withdrawn";
        /// A later decision took its place.
        Superseded = "superseded", "superseded";
        /// The same was decided again for a further time.
        Renewed = "renewed", "renewed";
    }
}

words! {
    /// How far a risk is accepted on a date: computed from its newest decision, never stored.
    AcceptanceState {
        /// Nobody has decided.
        None = "none", "not decided";
        /// An accountable person is asked to decide.
        Proposed = "proposed", "proposed";
        /// Accepted, and it holds.
        InForce = "in_force", "in force";
        /// It was recorded for somebody who has not confirmed it yet.
        AwaitsConfirmation = "awaits_confirmation", "awaits confirmation";
        /// It holds, and its last day comes near.
        Expiring = "expiring", "expiring";
        /// The last day of the decision is over.
        Expired = "expired", "expired";
        /// Something that it was sealed to has changed.
        Stale = "stale", "stale";
        /// It was taken back.
        Withdrawn = "withdrawn", "withdrawn";
        /// A later decision took its place.
        Superseded = "superseded", "superseded";
        /// The same was decided again for a further time.
        Renewed = "renewed", "renewed";
        /// The risk is not borne.
        Rejected = "rejected", "rejected";
        /// It was put off.
        Deferred = "deferred", "deferred";
    }
}

impl AcceptanceState {
    /// The risk is accepted, and the acceptance can be relied on.
    pub fn holds(self) -> bool {
        matches!(self, Self::InForce | Self::Expiring)
    }
}

/// A decision on a risk or, without one, on the whole assessment. It is never altered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The assessment.
    pub assessment_id: Id,
    /// The risk; none = the whole.
    pub risk_id: Option<Id>,
    /// What was decided.
    pub decision: DecisionKind,
    /// The accountable people, or the committee.
    pub decided_by: Vec<String>,
    /// In which roles they did, each beside its person.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The account that recorded it.
    pub recorded_by: String,
    /// On which civil date it was decided.
    pub decided_on: NaiveDate,
    /// Why.
    pub rationale: String,
    /// What must be kept for it to hold.
    #[serde(default)]
    pub conditions: Vec<String>,
    /// The placements it covers.
    #[serde(default)]
    pub placement_ids: Vec<Id>,
    /// Last day on which it holds, inclusive.
    pub valid_until: Option<NaiveDate>,
    /// When it is looked at again; not after `valid_until`.
    pub review_on: Option<NaiveDate>,
    /// The signed sheet or the minutes, when somebody else recorded it.
    #[serde(default)]
    pub evidence: String,
    /// Who was told.
    #[serde(default)]
    pub informed: Vec<String>,
    /// The residual level at the time; empty when not rated.
    #[serde(default)]
    pub level: String,
    /// The person who asked for it, if somebody did.
    #[serde(default)]
    pub requested_by: String,
    /// The benefit-risk record it rests on, above the line of acceptability.
    pub benefit_risk_id: Option<Id>,
    /// The rule that it departs from, for an exception.
    #[serde(default)]
    pub departs_from: String,
    /// How the exception ends.
    #[serde(default)]
    pub exit_plan: String,
    /// How often the exception was extended before.
    #[serde(default)]
    pub extensions: i64,
}

impl Decision {
    /// Who decided, as one would say it: `A. Weber and L. Novak`.
    pub fn deciders(&self) -> String {
        self.decided_by.join(" and ")
    }
}

impl Record for Decision {
    const OBJECT: Object = Object::Decision;
}

/// One thing that a decision rested on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealRow {
    /// The decision.
    pub decision_id: Id,
    /// The kind of object.
    pub object: Object,
    /// Which object; for a coverage its capability's code.
    pub object_id: Id,
    /// Digest of its meaning at the time.
    pub digest: String,
    /// The meaning in words.
    pub readable: String,
}

impl Record for SealRow {
    const OBJECT: Object = Object::SealRow;
}

/// Where a decision stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionState {
    /// The decision.
    pub decision_id: Id,
    /// The assessment it belongs to.
    pub assessment_id: Id,
    /// The risk it is on, if one.
    pub risk_id: Option<Id>,
    /// It accepts the risk, with or without conditions.
    #[serde(default)]
    pub accepts: bool,
    /// Where it stands.
    pub life: DecisionLife,
    /// Why it was withdrawn, or by what it was superseded.
    #[serde(default)]
    pub reason: String,
    /// Last day on which it holds; kept here so that what is due is found by one index.
    pub valid_until: Option<NaiveDate>,
    /// Those for whom somebody else recorded it, and who have not confirmed it from their own account.
    #[serde(default)]
    pub awaits: Vec<String>,
    /// Those who have: `L. Novak on 2026-11-21 (l.novak)`.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

impl DecisionState {
    /// It accepts, and nobody's confirmation is missing.
    pub fn is_accepted(&self) -> bool {
        self.accepts && self.awaits.is_empty()
    }
}

impl Record for DecisionState {
    const OBJECT: Object = Object::DecisionState;
}

/// What a decision asks for as long as it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The decision.
    pub decision_id: Id,
    /// The assessment it belongs to.
    pub assessment_id: Id,
    /// What is to be kept or done.
    pub what: String,
    /// Who does it.
    #[serde(default)]
    pub owner: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// On which civil date it was met.
    pub met_on: Option<NaiveDate>,
    /// Who saw that.
    #[serde(default)]
    pub met_by: String,
    /// What shows it.
    #[serde(default)]
    pub evidence: String,
}

impl Record for Condition {
    const OBJECT: Object = Object::Condition;
}

/// What the risk manager asks an accountable person to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The assessment.
    pub assessment_id: Id,
    /// The risk; none = the whole.
    pub risk_id: Option<Id>,
    /// What is asked for.
    pub decision: DecisionKind,
    /// Who asks.
    pub proposed_by: String,
    /// On which civil date.
    pub proposed_on: NaiveDate,
    /// Whom.
    #[serde(default)]
    pub asked: Vec<String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// A decision has come of it, or it was taken back.
    #[serde(default)]
    pub closed: bool,
}

impl Proposal {
    /// As one would say it: `M. Rossi asked L. Novak on 2026-10-01 to accept`.
    pub fn told(&self) -> String {
        let asked = self.asked.join(" and ");
        let (by, on, what) = (&self.proposed_by, self.proposed_on, self.decision.label());
        format!("{by} asked {asked} on {on} to {what}")
    }
}

impl Record for Proposal {
    const OBJECT: Object = Object::Proposal;
}

/// Why a risk above the line of acceptability is worth bearing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenefitRisk {
    /// The assessment.
    pub assessment_id: Id,
    /// The risk; none = the whole.
    pub risk_id: Option<Id>,
    /// What patients gain.
    pub benefit: String,
    /// What else could be done.
    pub alternatives: String,
    /// Why the risk cannot practicably be reduced further.
    pub not_practicable: String,
    /// What follows from weighing them.
    pub conclusion: String,
    /// The clinical author.
    pub author: String,
    /// On which civil date it was written.
    pub written_on: NaiveDate,
}

impl BenefitRisk {
    /// How exports name it: `BR ip3/R-003 2026-06-01`.
    pub fn ref_on(&self, name: &str) -> String {
        format!("BR {name} {}", self.written_on)
    }
}

impl Record for BenefitRisk {
    const OBJECT: Object = Object::BenefitRisk;
}
