//! Who works in the register, and the policy they work under.

mod update;
mod view;

use crate::{
    tui::widgets::listing::{Listing, Row},
    workbench::questions::people::{PersonLine, PolicyWhole},
};

/// What the screen knows.
#[derive(Default)]
pub struct State {
    list: Listing<PersonLine>,
    policy: Option<PolicyWhole>,
}

impl Row for PersonLine {
    fn key(&self) -> String {
        self.name.clone()
    }

    fn words(&self) -> String {
        [&*self.name, &self.role_names.join(" "), &self.account, &self.spell].join(" ")
    }
}
