//! The register's controls.

mod update;
mod view;

use crate::{
    tui::widgets::{
        listing::{Listing, Row},
        sheet::value::Value,
        table::Column,
    },
    workbench::questions::controls::ControlLine,
};

/// What the screen knows.
#[derive(Default)]
pub struct State {
    list: Listing<ControlLine>,
}

impl Row for ControlLine {
    fn key(&self) -> String {
        self.reference.clone()
    }

    fn words(&self) -> String {
        [&*self.reference, &self.title, &self.kind, &self.owner, &self.state].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::COLUMNS
    }

    fn value(&self, column: &str) -> Value {
        match column {
            "ref" => Value::text(&self.reference),
            "title" => Value::text(&self.title),
            "kind" => Value::text(&self.kind),
            "order" => Value::Rank(self.order, view::order(self.order).to_owned()),
            "serves" => Value::count(self.serves),
            "state" => Value::text(&self.state),
            "owner" => Value::text(&self.owner),
            "due" => Value::date(self.due),
            _ => Value::None,
        }
    }
}
