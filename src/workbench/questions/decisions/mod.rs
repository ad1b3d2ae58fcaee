//! The decisions of the register: an order of them, and the page of it that is on the screen.

mod columns;
mod order;
mod page;

use chrono::NaiveDate;

use super::{
    Level,
    narrow::{Sieve, Way},
    risks::Order,
};
use crate::domain::{decision::AcceptanceState, object::Id, word::words};

words! {
    /// A column of the table of decisions.
    DecisionColumn {
        /// Assessment and number of the risk, or the assessment.
        On = "on", "On";
        /// The risk's short name.
        What = "what", "What";
        /// What was decided, or is asked for.
        Verdict = "verdict", "Verdict";
        /// The level that was accepted; not rated counts as above the highest.
        Level = "level", "Level";
        /// Who decided, or is asked to.
        By = "by", "By";
        /// When it was decided, or asked for.
        Made = "made", "On day";
        /// Last day.
        Until = "until", "Until";
        /// When it is looked at again.
        Review = "review", "Review";
        /// Where it stands, as far as that is stored: in force, renewed, superseded, withdrawn.
        Stands = "stands", "Where it stands";
    }
}

/// When decisions in force run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ends {
    /// From a day on, or before and on a day, both inclusive.
    Between(Option<NaiveDate>, Option<NaiveDate>),
    /// Never.
    Never,
}

impl std::fmt::Display for Ends {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Between(Some(from), Some(to)) => write!(f, "ending {from} to {to}"),
            Self::Between(Some(from), None) => write!(f, "ending from {from} on"),
            Self::Between(None, Some(to)) => write!(f, "ended by {to}"),
            Self::Between(None, None) => write!(f, "with an end"),
            Self::Never => write!(f, "in force without an end"),
        }
    }
}

/// Which decisions, and how sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionsWanted {
    /// Of this assessment; none = of all.
    pub assessment: Option<String>,
    /// Only those in force that run out then.
    pub ends: Option<Ends>,
    /// Sorted by these columns, the first first, what is asked for at the foot. None = by urgency: over, asked for, the
    /// next to run out; what has ended at the foot, the newest first.
    pub sort: Vec<(DecisionColumn, Way)>,
    /// With this text in what they are on, who decided, or where they stand; empty = all.
    pub text: String,
    /// Only those that each of these columns lets through.
    pub narrowed: Vec<(DecisionColumn, Sieve)>,
}

/// One row: a decision, or what is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionLine {
    /// Its identity in an order.
    pub id: Id,
    /// What it is on: `ip3/R-014`, or `ip3` for the whole.
    pub reference: String,
    /// The risk's short name; of the whole `the whole`.
    pub title: String,
    /// `accepted`, `rejected`, `asked to accept`.
    pub verdict: String,
    /// The level that was accepted.
    pub level: Option<Level>,
    /// Who decided, or is asked to.
    pub by: String,
    /// When it was decided or asked for.
    pub on: NaiveDate,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// When it is looked at again.
    pub review: Option<NaiveDate>,
    /// What it is worth.
    pub state: AcceptanceState,
    /// Where it stands: `holds`, `STALE: …`, `IN USE WITHOUT VALID ACCEPTANCE since …`, `withdrawn: …`.
    pub stands: String,
    /// Why it was taken.
    pub rationale: String,
    /// What must be kept, and whether it is.
    pub conditions: Vec<String>,
    /// Who recorded it, in which roles they decided, on what evidence.
    pub recorded: String,
}

/// An order of decisions, and the row that was looked for in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionOrder {
    /// Identities, in order.
    pub order: Order,
    /// The first row on the risk, or the whole, that was looked for.
    pub near: Option<usize>,
}
