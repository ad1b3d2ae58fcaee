//! Questions to a manufacturer about a statement, a gap or a problem.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
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
