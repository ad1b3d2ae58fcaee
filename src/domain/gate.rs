//! Gates: what must be there before an assessment takes its next step, and who let it through.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    assessment::Stage,
    attestation::AttestationKind,
    object::{Id, Object},
    record::Record,
    word::{Word as _, words},
};

words! {
    /// What a missing thing does.
    Weight {
        /// The gate cannot be passed.
        Block = "block", "blocks";
        /// It is told, and the gate can be passed.
        Warn = "warn", "warns";
    }
}

words! {
    /// Where a gate stands: computed, never stored.
    GateState {
        /// The stage does not have it.
        NotInStage = "not_in_stage", "not in this stage";
        /// Passed, and still met.
        Passed = "passed", "passed";
        /// Overridden; what was missing is to be mended by a date.
        Overridden = "overridden", "OVERRIDDEN";
        /// Passed, and something is missing since; it blocks the next one.
        NoLongerMet = "no_longer_met", "NO LONGER MET";
        /// The next to be passed, and nothing blocks it.
        Ready = "ready", "ready";
        /// The next to be passed, and something is missing.
        Blocked = "blocked", "blocked";
        /// An earlier gate comes first.
        Later = "later", "later";
    }
}

impl GateState {
    /// The assessment is through it.
    pub fn is_behind(self) -> bool {
        matches!(self, Self::Passed | Self::Overridden)
    }
}

/// One thing that a check misses, and where it is mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What, in a sentence.
    pub what: String,
    /// The thing to go to, as a subject: `ip3`, `ip3/R-003`, `ip3/MLDP`, `C-002`; empty for the register.
    pub place: String,
    /// The action that mends it there: `rate-risk`.
    pub mend: &'static str,
    /// Whether it blocks.
    pub weight: Weight,
    /// A field of that action with the value that mends it: `kind`, `monitoring`.
    #[serde(skip)]
    pub given: Option<Given>,
}

/// A field of an action and the value it begins with.
pub type Given = (&'static str, &'static str);

impl Missing {
    /// Something that blocks.
    pub fn blocks(what: impl Into<String>, place: impl Into<String>, mend: &'static str) -> Self {
        Self { what: what.into(), place: place.into(), mend, weight: Weight::Block, given: None }
    }

    /// Something that is only told.
    pub fn warns(what: impl Into<String>, place: impl Into<String>, mend: &'static str) -> Self {
        Self { weight: Weight::Warn, ..Self::blocks(what, place, mend) }
    }

    /// What a person is to state of the whole.
    pub fn to_state(what: impl Into<String>, place: impl Into<String>, kind: AttestationKind) -> Self {
        Self { given: Some(("kind", kind.word())), ..Self::blocks(what, place, "attest") }
    }
}

/// A gate that a person passed or, with authority, overrode. It is never altered; a withdrawal is another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatePassage {
    /// The assessment's revision.
    pub assessment_id: Id,
    /// The stage in which it was passed.
    pub stage: Stage,
    /// `G3`
    pub gate: String,
    /// The person.
    pub passed_by: String,
    /// In which role.
    #[serde(default)]
    pub role: String,
    /// On which civil date.
    pub passed_on: NaiveDate,
    /// SHA-256 of the process whose checks were run.
    pub process_sha256: String,
    /// The state it was passed on, in words, a fact a line.
    #[serde(default)]
    pub stood: Vec<String>,
    /// It is taken back from here on, for the reason given.
    #[serde(default)]
    pub withdrawn: bool,
    /// Why it was overridden or taken back; empty when it was met.
    #[serde(default)]
    pub reason: String,
    /// What was missing when it was overridden.
    #[serde(default)]
    pub missing: Vec<String>,
    /// What protects until then.
    #[serde(default)]
    pub interim_measures: String,
    /// The last day of an override, inclusive.
    pub until: Option<NaiveDate>,
}

impl GatePassage {
    /// It was let through although something was missing.
    pub fn is_override(&self) -> bool {
        self.until.is_some()
    }
}

impl Record for GatePassage {
    const OBJECT: Object = Object::GatePassage;
}
