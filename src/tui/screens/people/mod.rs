//! Who works in the register, and the policy they work under.

mod update;
mod view;

use crate::{
    tui::widgets::{
        listing::{Listing, Row},
        sheet::value::Value,
        table::Column,
        viewport::Viewport,
    },
    workbench::questions::people::{PersonLine, PolicyWhole},
};

/// What the screen knows.
#[derive(Default)]
pub struct State {
    list: Listing<PersonLine>,
    policy: Option<PolicyWhole>,
    /// Keys move in the policy, not among the people.
    on_policy: bool,
    view: Viewport,
}

impl Row for PersonLine {
    fn key(&self) -> String {
        self.name.clone()
    }

    fn words(&self) -> String {
        [&*self.name, &self.role_names.join(" "), &self.account, &self.spell].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::COLUMNS
    }

    fn value(&self, column: &str) -> Value {
        match column {
            "name" => Value::text(&self.name),
            "roles" => Value::text(&self.role_names.join(", ")),
            "account" => Value::text(&self.account),
            "active" => Value::text(&self.spell),
            _ => Value::None,
        }
    }
}
