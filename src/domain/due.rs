//! What has a date: computed, never stored.

use chrono::NaiveDate;
use serde::Serialize;

use super::word::words;

words! {
    /// What is due.
    DueKind {
        /// An acceptance whose last day is over.
        Expired = "expired", "expired";
        /// An acceptance that ends.
        Ends = "ends", "acceptance ends";
        /// A decision rests on something that has changed since.
        Stale = "stale", "stale";
        /// A decision waits for whom it was recorded for.
        Confirmation = "confirmation", "confirmation";
        /// A decision is to be looked at again.
        Review = "review", "review";
        /// A condition is to be met.
        Condition = "condition", "condition";
        /// The owner of a risk wants to be done with it.
        Risk = "risk", "risk";
        /// A control is to be in place.
        Control = "control", "control";
        /// A control is to be tested again.
        Test = "test", "next test";
        /// A finding is to be mended.
        Finding = "finding", "finding";
        /// A trigger waits for triage.
        Triage = "triage", "triage";
        /// Units that a trigger affects are to be mended.
        Units = "units", "units to mend";
        /// The override of a gate runs out.
        Override = "override", "override";
        /// A responsibility agreement ends.
        Agreement = "agreement", "agreement";
        /// A manufacturer's support ends.
        Support = "support", "end of support";
        /// An answer is wanted.
        Question = "question", "question";
    }
}

/// Something that has a date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Due {
    /// The date; of an acceptance the last day on which it holds.
    pub date: NaiveDate,
    /// The thing to go to, as a subject: `ip3`, `ip3/R-003`, `C-002`, `T-001`.
    pub place: String,
    /// What is due.
    pub kind: DueKind,
    /// What, in a sentence without the date.
    pub what: String,
    /// The action that mends it there; empty where it is not mended by one action.
    pub mend: &'static str,
    /// The day is over or near, and asks for a trigger or a finding that nobody has raised yet.
    pub unrecorded: bool,
}

impl Due {
    /// How many days are left on a date; less than 0 when it is overdue, 0 on the day itself.
    pub fn days_left(&self, on: NaiveDate) -> i64 {
        (self.date - on).num_days()
    }
}

/// Days left as one says them: `in 3 d`, `today`, `since 5 d`.
pub fn left(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1.. => format!("in {days} d"),
        _ => format!("since {} d", days.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::left;

    #[test]
    fn days_left_are_said_in_few_letters() {
        assert_eq!([3, 0, -5].map(left), ["in 3 d", "today", "since 5 d"]);
    }
}
