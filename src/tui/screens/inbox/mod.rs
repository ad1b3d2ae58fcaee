//! The inbox: triggers that came in, and findings in what is in operation; what is open first.

mod update;
pub(super) mod view;

use crate::{
    domain::{
        finding::{Finding, Trigger},
        word::Word as _,
    },
    tui::widgets::listing::{Listing, Row},
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
}

impl Entry {
    fn is_open(&self) -> bool {
        match self {
            Self::Trigger(trigger) => trigger.is_open(),
            Self::Finding(finding, _) => finding.is_open(),
        }
    }

    /// Where it stands, in a word or two.
    fn state(&self) -> &'static str {
        match self {
            Self::Trigger(trigger) => trigger.triage.label(),
            Self::Finding(finding, _) if finding.is_open() => "open",
            Self::Finding(..) => "closed",
        }
    }

    fn what(&self) -> String {
        match self {
            Self::Trigger(trigger) => trigger.title.clone(),
            Self::Finding(finding, _) => format!("{}: {}", finding.about, finding.what),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Trigger(trigger) => trigger.kind.label(),
            Self::Finding(..) => "finding",
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

    fn deadline(&self) -> String {
        let date = match self {
            Self::Trigger(trigger) => trigger.deadline,
            Self::Finding(finding, _) => Some(finding.deadline),
        };
        date.map_or_else(|| "–".to_owned(), |date| date.to_string())
    }
}

impl Row for Entry {
    fn key(&self) -> String {
        match self {
            Self::Trigger(trigger) => trigger.reference.clone(),
            Self::Finding(finding, _) => finding.reference.clone(),
        }
    }

    fn words(&self) -> String {
        let more = match self {
            Self::Trigger(trigger) => trigger.details.join(" "),
            Self::Finding(finding, assessment) => format!("{} {assessment}", finding.owner),
        };
        [&*self.key(), self.kind(), self.state(), &self.what(), &more].join(" ")
    }
}
