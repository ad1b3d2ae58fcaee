//! What is due in the register, the earliest first.

mod update;
mod view;

use chrono::NaiveDate;

use crate::{
    domain::{due::Due, word::Word as _},
    tui::{
        screens::Target,
        widgets::{
            listing::{Listing, Row},
            sheet::value::Value,
            table::Column,
        },
    },
};

/// What the screen knows.
#[derive(Default)]
pub struct State {
    list: Listing<Line>,
}

/// Something due, and the date on which it is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    due: Due,
    on: NaiveDate,
}

impl Line {
    fn days_left(&self) -> i64 {
        self.due.days_left(self.on)
    }
}

impl Row for Line {
    fn key(&self) -> String {
        let due = &self.due;
        format!("{} {} {} {}", due.place, due.kind, due.date, due.what)
    }

    fn words(&self) -> String {
        let due = &self.due;
        [&*due.place, due.kind.label(), &due.date.to_string(), &due.what].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::COLUMNS
    }

    fn copied(&self) -> Vec<String> {
        view::copied(self)
    }

    fn value(&self, column: &str) -> Value {
        match column {
            "left" => Value::Number(self.days_left()),
            "date" => Value::Date(self.due.date),
            "kind" => Value::text(self.due.kind.label()),
            "place" => Value::text(&self.due.place),
            "what" => Value::text(&self.due.what),
            _ => Value::None,
        }
    }
}

/// The screen of a place, and the row to go to on it: `ip3`, `ip3/R-003`, `ip3/MLDP`, `C-002`, `T-001`, `F-001`.
pub(super) fn target(place: &str) -> Option<(Target, Option<String>)> {
    use crate::workbench::numbered;
    if place.is_empty() {
        return None;
    }
    Some(match place.split_once('/') {
        Some((_, part)) if numbered(part, "R-") => (Target::Risk(place.to_owned()), None),
        Some((assessment, part)) => (Target::Chain(assessment.to_owned()), Some(part.to_owned())),
        None if numbered(place, "C-") => (Target::Control(place.to_owned()), None),
        None if numbered(place, "T-") => (Target::Trigger(place.to_owned()), None),
        None if numbered(place, "F-") => (Target::Inbox, Some(place.to_owned())),
        None => (Target::Chain(place.to_owned()), None),
    })
}
