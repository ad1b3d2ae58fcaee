//! Who works in the register, and the policy they work under.

mod update;
mod view;

use crate::{
    tui::widgets::{
        listing::{Listing, Row},
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
}
