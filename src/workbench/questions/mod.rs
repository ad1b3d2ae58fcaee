//! What a user can ask. One question, one file; the answer is a struct beside it.

pub mod acceptance;
pub mod assessments;
mod beginning;
pub mod catalogue;
pub mod catalogue_diff;
pub mod chain;
pub mod check;
pub mod controls;
pub mod decisions;
pub mod disclosure;
pub mod due;
pub mod gates;
pub mod history;
pub mod inbox;
pub mod matrix;
pub mod narrow;
pub mod next_control;
pub mod on_record;
pub mod overview;
pub mod people;
pub mod requirements;
pub mod rerating;
pub mod risk;
pub mod risk_order;
pub mod risks;
pub mod search;
pub mod standards;
pub mod suggested;
pub mod suggestions;

/// A level as it is shown: the scale's short word and its place, 1 the lowest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level {
    /// Place in the scale, 1 the lowest.
    pub rank: i64,
    /// How many bands the scale has.
    pub of: i64,
    /// The scale's tag for tables: `HIGH`.
    pub short: String,
    /// The band's name.
    pub name: String,
    /// Why it lies above what the matrix gave; empty when it does not.
    pub lifted: String,
}

impl Level {
    /// Its tag for tables, with a mark where a floor has lifted it: `MED+`.
    pub fn tag(&self) -> String {
        if self.lifted.is_empty() { self.short.clone() } else { format!("{}+", self.short) }
    }
}

/// One value that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is read.
    pub label: String,
}
