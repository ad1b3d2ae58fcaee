//! What screens want of the workbench.

use super::Target;
use crate::{
    domain::gate::Given,
    tui::{effects::Question, theme::Role},
    workbench::questions::Choice,
};

/// What a screen wants after a command.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Show another screen, at this row if one is named.
    Open(Target, Option<String>),
    /// Ask the register.
    Ask(Question),
    /// Say something.
    Say(String),
    /// Say something of ours that names keys.
    Told(&'static str),
    /// Show a text to read under a title.
    Read(&'static str, Vec<(String, Role)>),
    /// Do an action on a thing: `rate-risk`, `ip3/R-003`; with a field of its form that is known already.
    Act(&'static str, String, Option<Given>),
    /// Begin an action on one of these things with what a suggestion of the catalogue, or a control, brings.
    Begin {
        /// The action.
        action: &'static str,
        /// What it can act on.
        subjects: Vec<Choice>,
        /// The template, or the control.
        from: String,
    },
    /// Read a disclosure file for this assessment.
    Import(String),
}

/// How a cell is edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// In its place: this field of this action on this thing.
    Field(&'static str, String, &'static str),
    /// By the form of an action on this thing, with a field of it that is known.
    Form(&'static str, String, Given),
    /// Not at all, and why.
    No(&'static str),
}

/// What is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copies {
    /// These rows, their headings first.
    Rows(Vec<Vec<String>>),
    /// Rows that must be asked for.
    Asked(Question),
}

/// A neighbour of the thing that is shown, and what must be asked to know the next ones.
pub type Beside = (Target, Option<Question>);
