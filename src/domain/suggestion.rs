//! Suggestions of the catalogue that somebody does not want.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::{Record, sha256_hex},
};

/// A risk or control that the catalogue suggests for an assessment, and that a person does not want there. It holds as
/// long as the suggestion has the reasons that it had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestionDismissal {
    /// The assessment.
    pub assessment_id: Id,
    /// The catalogue's id of the risk or control.
    pub template: String,
    /// The reasons it was suggested for.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// A digest of them.
    pub digest: String,
    /// Why it is not wanted.
    pub reason: String,
    /// Who said so.
    pub person: String,
    /// On which civil date.
    pub dismissed_on: NaiveDate,
}

impl SuggestionDismissal {
    /// The digest of reasons, whatever their order.
    pub fn digest_of(reasons: &[String]) -> String {
        let mut sorted: Vec<&str> = reasons.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        sha256_hex(sorted.join("\n").as_bytes())
    }

    /// Whether it still holds for a suggestion with these reasons.
    pub fn holds(&self, reasons: &[String]) -> bool {
        self.digest == Self::digest_of(reasons)
    }
}

impl Record for SuggestionDismissal {
    const OBJECT: Object = Object::SuggestionDismissal;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_reasons_does_not_matter_and_the_reasons_do() {
        let of = |reasons: &[&str]| {
            let reasons: Vec<String> = reasons.iter().map(|one| (*one).to_owned()).collect();
            SuggestionDismissal::digest_of(&reasons)
        };
        assert_eq!(of(&["required", "networked"]), of(&["networked", "required"]));
        assert_ne!(of(&["required", "networked"]), of(&["required"]));
    }
}
