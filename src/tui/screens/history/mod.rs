//! Who did what, when: to one thing, or in the whole register.

mod update;
mod view;

use crate::{
    tui::widgets::{
        listing::{Listing, Row},
        sheet::value::Value,
        table::Column,
    },
    workbench::questions::history::HistoryLine,
};

/// What the screen knows.
pub struct State {
    subject: String,
    list: Listing<HistoryLine>,
}

impl State {
    /// The history of this thing; empty = of the register.
    pub fn new(subject: &str) -> Self {
        Self { subject: subject.to_owned(), list: Listing::default() }
    }
}

impl Row for HistoryLine {
    fn key(&self) -> String {
        self.seq.to_string()
    }

    fn words(&self) -> String {
        [&*self.at, &self.actor, &self.said, &self.reason].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::COLUMNS
    }

    fn value(&self, column: &str) -> Value {
        match column {
            "when" => Value::text(&self.at),
            "who" => Value::text(&self.actor),
            "what" => Value::text(&self.said),
            "seq" => Value::Number(self.seq),
            _ => Value::None,
        }
    }
}
