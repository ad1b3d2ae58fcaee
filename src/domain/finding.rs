//! What asks for another look (triggers), and what is wrong in operation (findings).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::Record,
    word::words,
};

words! {
    /// Where a trigger comes from.
    TriggerKind {
        /// A new revision of a disclosure.
        Disclosure = "disclosure", "new disclosure revision";
        /// Another version was found than the assessment holds for.
        Version = "version", "version outside the range";
        /// A recall or field safety notice.
        Recall = "recall", "recall or field safety notice";
        /// A vulnerability or advisory.
        Advisory = "advisory", "vulnerability or advisory";
        /// A weakness known to be exploited.
        Exploited = "exploited", "known exploited vulnerability";
        /// An incident or near miss.
        Incident = "incident", "incident or near miss";
        /// A change of placement, zone, peer or request for change.
        Change = "change", "change in the hospital";
        /// A contract or agreement changed or ended.
        Agreement = "agreement", "contract or agreement";
        /// Criteria, scale, policy or catalogue changed.
        Criteria = "criteria", "criteria changed";
        /// The end of support comes near.
        Support = "support", "end of support";
        /// A day on record is over.
        Date = "date", "date";
        /// Another reason.
        Other = "other", "other";
    }
}

words! {
    /// What came of looking at a trigger.
    Triage {
        /// Nobody has looked yet.
        Waiting = "waiting", "waiting";
        /// It changes nothing, for a reason.
        NoEffect = "no_effect", "no effect";
        /// Another version without a change that matters for security; the release note is the evidence.
        NoRelevantChange = "no_relevant_change", "no security-relevant change";
        /// Risks are opened again.
        Reopened = "reopened", "risks reopened";
        /// A new revision of the assessment is begun.
        NewRevision = "new_revision", "new revision";
    }
}

/// Something that asks for another look. One of them reaches every assessment and placement that it touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// Its number in the register; given by the register, never reused.
    #[serde(default)]
    pub number: i64,
    /// `T-003`; given by the register.
    #[serde(rename = "ref", default)]
    pub reference: String,
    /// Where it comes from.
    pub kind: TriggerKind,
    /// What it is.
    pub title: String,
    /// The advisory's, recall's or incident's own number.
    #[serde(default)]
    pub external_ref: String,
    /// The authority's reference, if one is involved.
    #[serde(default)]
    pub authority_ref: String,
    /// On which civil date it came in.
    pub received_on: NaiveDate,
    /// By when it must be dealt with.
    pub deadline: Option<NaiveDate>,
    /// The products that it touches.
    #[serde(default)]
    pub product_ids: Vec<Id>,
    /// The assessments that it touches.
    #[serde(default)]
    pub assessment_ids: Vec<Id>,
    /// The placements that it touches.
    #[serde(default)]
    pub placement_ids: Vec<Id>,
    /// What of it matters, a line each: the changed answers of a disclosure.
    #[serde(default)]
    pub details: Vec<String>,
    /// How many units are affected.
    #[serde(default)]
    pub units_affected: i64,
    /// How many of them are mended.
    #[serde(default)]
    pub units_mended: i64,
    /// The day on record that raised it, by a key that stays the same; empty when something else did.
    #[serde(default)]
    pub date_key: String,
    /// Who brought it in; empty when the register did by itself.
    #[serde(default)]
    pub raised_by: String,
    /// What came of looking at it.
    pub triage: Triage,
    /// Why.
    #[serde(default)]
    pub triage_reason: String,
    /// What shows it: the release note.
    #[serde(default)]
    pub triage_evidence: String,
    /// Who looked.
    #[serde(default)]
    pub triaged_by: String,
    /// On which civil date.
    pub triaged_on: Option<NaiveDate>,
    /// The risks that were opened again, in full: `ip3/R-004`.
    #[serde(default)]
    pub reopened: Vec<String>,
}

impl TriggerKind {
    /// It is settled unit by unit: an update, an exchange, a setting.
    pub fn is_mended_by_unit(self) -> bool {
        matches!(self, Self::Version | Self::Recall | Self::Advisory | Self::Exploited | Self::Incident)
    }
}

impl Trigger {
    /// Who or what brought it in.
    pub fn raiser(&self) -> &str {
        match (self.raised_by.as_str(), self.date_key.as_str()) {
            ("", "") => "the register itself",
            ("", _) => "its date",
            (person, _) => person,
        }
    }

    /// Units are affected, and not all of them are mended.
    pub fn has_unmended_units(&self) -> bool {
        self.kind.is_mended_by_unit() && self.units_mended < self.units_affected
    }

    /// Somebody still has to look, or units that matter are still to be mended.
    pub fn is_open(&self) -> bool {
        match self.triage {
            Triage::Waiting => true,
            Triage::NoEffect | Triage::NoRelevantChange => false,
            Triage::Reopened | Triage::NewRevision => self.has_unmended_units(),
        }
    }
}

impl Record for Trigger {
    const OBJECT: Object = Object::Trigger;
}

/// Something wrong in what is in operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its number in the register; given by the register, never reused.
    #[serde(default)]
    pub number: i64,
    /// `F-003`; given by the register.
    #[serde(rename = "ref", default)]
    pub reference: String,
    /// The assessment it is wrong in; none for a control that serves none.
    pub assessment_id: Option<Id>,
    /// The thing it is about, as a subject: `C-003`, `ip3/R-004`.
    pub about: String,
    /// What is wrong.
    pub what: String,
    /// The test that failed, `effectiveness test at Main hospital`: passing it closes the finding. Empty when a person opened it.
    #[serde(default)]
    pub test: String,
    /// The day on record that opened it, by a key that stays the same; empty when something else did.
    #[serde(default)]
    pub date_key: String,
    /// On which civil date it was opened.
    pub opened_on: NaiveDate,
    /// By when it must be mended.
    pub deadline: NaiveDate,
    /// Who mends it.
    #[serde(default)]
    pub owner: String,
    /// What protects until then.
    #[serde(default)]
    pub interim_measure: String,
    /// The trigger it comes from, if one.
    pub trigger_id: Option<Id>,
    /// On which civil date it was mended; none while it is open.
    pub closed_on: Option<NaiveDate>,
    /// Who mended it.
    #[serde(default)]
    pub closed_by: String,
    /// How.
    #[serde(default)]
    pub closed_how: String,
}

impl Finding {
    /// It is not mended yet.
    pub fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
}

impl Record for Finding {
    const OBJECT: Object = Object::Finding;
}
