//! The inbox: triggers that came in, and findings in what is in operation; what is open first.

mod update;
pub(super) mod view;

use chrono::NaiveDate;

use crate::{
    domain::{
        finding::{Finding, Trigger},
        passed::Passed,
        word::Word as _,
    },
    tui::widgets::{
        listing::{Listing, Row},
        sheet::value::Value,
        table::Column,
    },
};

/// What the screen knows.
#[derive(Default)]
pub struct State {
    list: Listing<Entry>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    /// What came in.
    Trigger(Box<Trigger>),
    /// What is wrong, and the ref of its assessment.
    Finding(Box<Finding>, String),
    /// A day that is over and that nobody has raised yet.
    Unrecorded(Box<Passed>),
}

impl Entry {
    fn is_open(&self) -> bool {
        match self {
            Self::Trigger(trigger) => trigger.is_open(),
            Self::Finding(finding, _) => finding.is_open(),
            Self::Unrecorded(_) => true,
        }
    }

    /// Where it stands, in a word or two.
    fn state(&self) -> &'static str {
        match self {
            Self::Trigger(trigger) => trigger.triage.label(),
            Self::Finding(finding, _) if finding.is_open() => "open",
            Self::Finding(..) => "closed",
            Self::Unrecorded(_) => "not on record",
        }
    }

    fn what(&self) -> String {
        match self {
            Self::Trigger(trigger) => trigger.title.clone(),
            Self::Finding(finding, _) => format!("{}: {}", finding.about, finding.what),
            Self::Unrecorded(passed) => format!("{}: {}", passed.place, passed.what),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Trigger(trigger) => trigger.kind.label(),
            Self::Finding(..) => "finding",
            Self::Unrecorded(passed) => passed.kind.label(),
        }
    }

    /// `5/74`
    fn units(&self) -> String {
        match self {
            Self::Trigger(trigger) if trigger.kind.is_mended_by_unit() => {
                format!("{}/{}", trigger.units_mended, trigger.units_affected)
            }
            _ => String::new(),
        }
    }

    fn deadline(&self) -> Option<NaiveDate> {
        match self {
            Self::Trigger(trigger) => trigger.deadline,
            Self::Finding(finding, _) => Some(finding.deadline),
            Self::Unrecorded(_) => None,
        }
    }
}

impl Row for Entry {
    fn key(&self) -> String {
        match self {
            Self::Trigger(trigger) => trigger.reference.clone(),
            Self::Finding(finding, _) => finding.reference.clone(),
            Self::Unrecorded(_) => "–".to_owned(),
        }
    }

    fn words(&self) -> String {
        let more = match self {
            Self::Trigger(trigger) => trigger.details.join(" "),
            Self::Finding(finding, assessment) => format!("{} {assessment}", finding.owner),
            Self::Unrecorded(passed) => passed.owner.clone(),
        };
        [&*self.key(), self.kind(), self.state(), &self.what(), &more].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::COLUMNS
    }

    fn value(&self, column: &str) -> Value {
        match column {
            "ref" => Value::text(&self.key()),
            "state" => Value::text(self.state()),
            "kind" => Value::text(self.kind()),
            "what" => Value::text(&self.what()),
            "deadline" => Value::date(self.deadline()),
            "mended" => match self {
                Self::Trigger(trigger) if trigger.kind.is_mended_by_unit() => {
                    Value::Number(trigger.units_mended)
                }
                _ => Value::None,
            },
            _ => Value::None,
        }
    }
}
