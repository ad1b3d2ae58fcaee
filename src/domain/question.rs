//! Questions to a manufacturer about a statement, a gap or a problem.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    disclosure::Answer,
    object::{Id, Object},
    record::Record,
    word::words,
};

words! {
    /// Where a question stands.
    QuestionState {
        /// Written, not sent.
        Draft = "draft", "draft";
        /// Sent.
        Sent = "sent", "sent";
        /// Answered to satisfaction.
        Answered = "answered", "answered";
        /// Answered, and not enough.
        Insufficient = "insufficient", "insufficient";
        /// The manufacturer will not answer.
        Refused = "refused", "refused";
    }
}

/// Something asked of a manufacturer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The assessment it serves.
    pub assessment_id: Id,
    /// The capability it is about.
    pub capability: String,
    /// What is asked.
    pub text: String,
    /// Where it stands.
    pub state: QuestionState,
    /// Who asked.
    pub person: String,
    /// On which civil date it was sent.
    pub sent_on: Option<NaiveDate>,
    /// By when an answer is wanted.
    pub due: Option<NaiveDate>,
    /// What was answered.
    #[serde(default)]
    pub answer: String,
    /// On which civil date.
    pub answered_on: Option<NaiveDate>,
}

impl Question {
    /// Sent, dated and waiting.
    pub fn is_open(&self) -> bool {
        self.state == QuestionState::Sent && self.sent_on.is_some() && self.due.is_some()
    }
}

impl Record for Question {
    const OBJECT: Object = Object::Question;
}

/// An answer of a manufacturer that a person accepts: a statement on an item of the form that outranks the form's own,
/// which stays visible beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedAnswer {
    /// The assessment it counts in.
    pub assessment_id: Id,
    /// The question it answers.
    pub question_id: Id,
    /// The capability that was asked about.
    pub capability: String,
    /// The form's item.
    pub item: String,
    /// What it says now.
    pub answer: Answer,
    /// What the manufacturer said.
    pub text: String,
    /// Who accepts it.
    pub accepted_by: String,
    /// On which civil date.
    pub accepted_on: NaiveDate,
    /// What shows that the manufacturer said so.
    pub evidence: String,
    /// The disclosure beside which it was accepted, or looked at again last.
    pub disclosure_id: Id,
    /// What the form said there; none when it did not have the item answered.
    pub form_answer: Option<Answer>,
    /// From which civil date on it does not count any more.
    pub dropped_on: Option<NaiveDate>,
    /// Who says so.
    #[serde(default)]
    pub dropped_by: String,
    /// Why.
    #[serde(default)]
    pub dropped_because: String,
}

impl Record for AcceptedAnswer {
    const OBJECT: Object = Object::AcceptedAnswer;
}
