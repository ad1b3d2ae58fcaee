//! The screens. None knows another: each tells by a wish where it wants to go.

pub mod assessments;
pub mod catalogue;
pub mod chain;
pub mod control;
pub mod controls;
pub mod decisions;
pub mod disclosure;
pub mod due;
pub mod entry;
pub mod gates;
pub mod history;
pub mod inbox;
pub mod jobs;
mod levels;
pub mod matrix;
pub mod overview;
mod pages;
pub mod people;
pub mod risk;
pub mod risks;
mod sections;
pub mod suggestions;
mod table;
mod target;
pub mod trigger;
mod window;
mod wish;

use self::table::draw_with_foot;
use super::widgets::viewport::Move;
use crate::workbench::questions::Choice;

pub use self::{
    pages::{Paged, Pages},
    table::Table,
    target::Target,
    window::Window,
    wish::{Beside, Cell, Copies, Wish},
};

/// One of the screens.
pub enum Screen {
    /// The portfolio.
    Assessments(assessments::State),
    /// A chain.
    Chain(chain::State),
    /// The table of risks.
    Risks(risks::State),
    /// One risk.
    Risk(risk::State),
    /// The list of controls.
    Controls(controls::State),
    /// One control.
    Control(control::State),
    /// A disclosure.
    Disclosure(disclosure::State),
    /// A history.
    History(history::State),
    /// The people and the policy.
    People(people::State),
    /// The gates of an assessment.
    Gates(gates::State),
    /// What is due.
    Due(due::State),
    /// The inbox.
    Inbox(inbox::State),
    /// One trigger.
    Trigger(trigger::State),
    /// Suggestions.
    Suggestions(suggestions::State),
    /// The catalogue.
    Catalogue(catalogue::State),
    /// An entry of the catalogue.
    Entry(entry::State),
    /// The matrix.
    Matrix(matrix::State),
    /// The decisions.
    Decisions(decisions::State),
    /// The register at a glance.
    Overview(overview::State),
    /// Long work.
    Jobs(jobs::State),
}

impl Screen {
    /// The screen that shows this.
    pub fn of(target: &Target) -> Self {
        match target {
            Target::Assessments => Self::Assessments(assessments::State::default()),
            Target::Chain(reference) => Self::Chain(chain::State::new(reference)),
            Target::Risks(assessment) => Self::Risks(risks::State::new(assessment.clone())),
            Target::Risk(reference) => Self::Risk(risk::State::new(reference)),
            Target::Controls => Self::Controls(controls::State::default()),
            Target::Control(reference) => Self::Control(control::State::new(reference)),
            Target::Disclosure(assessment) => Self::Disclosure(disclosure::State::new(assessment)),
            Target::History(subject) => Self::History(history::State::new(subject)),
            Target::People => Self::People(people::State::default()),
            Target::Gates(assessment) => Self::Gates(gates::State::new(assessment)),
            Target::Due => Self::Due(due::State::default()),
            Target::Inbox => Self::Inbox(inbox::State::default()),
            Target::Trigger(reference) => Self::Trigger(trigger::State::new(reference)),
            Target::Suggestions(subject) => Self::Suggestions(suggestions::State::new(subject)),
            Target::Catalogue => Self::Catalogue(catalogue::State::default()),
            Target::Entry(about) => Self::Entry(entry::State::new(about)),
            Target::Matrix(whose) => Self::Matrix(matrix::State::new(whose)),
            Target::Decisions(assessment, ends) => {
                Self::Decisions(decisions::State::new(assessment.clone(), *ends))
            }
            Target::Overview => Self::Overview(overview::State::default()),
            Target::Jobs => Self::Jobs(jobs::State::default()),
            Target::Within(within) => Self::Risks(risks::State::within(within)),
        }
    }

    /// What it can do.
    pub fn window(&self) -> &dyn Window {
        match self {
            Self::Assessments(state) => state,
            Self::Chain(state) => state,
            Self::Risks(state) => state,
            Self::Risk(state) => state,
            Self::Controls(state) => state,
            Self::Control(state) => state,
            Self::Disclosure(state) => state,
            Self::History(state) => state,
            Self::People(state) => state,
            Self::Gates(state) => state,
            Self::Due(state) => state,
            Self::Inbox(state) => state,
            Self::Trigger(state) => state,
            Self::Suggestions(state) => state,
            Self::Catalogue(state) => state,
            Self::Entry(state) => state,
            Self::Matrix(state) => state,
            Self::Decisions(state) => state,
            Self::Overview(state) => state,
            Self::Jobs(state) => state,
        }
    }

    /// The same, to be changed.
    pub fn window_mut(&mut self) -> &mut dyn Window {
        match self {
            Self::Assessments(state) => state,
            Self::Chain(state) => state,
            Self::Risks(state) => state,
            Self::Risk(state) => state,
            Self::Controls(state) => state,
            Self::Control(state) => state,
            Self::Disclosure(state) => state,
            Self::History(state) => state,
            Self::People(state) => state,
            Self::Gates(state) => state,
            Self::Due(state) => state,
            Self::Inbox(state) => state,
            Self::Trigger(state) => state,
            Self::Suggestions(state) => state,
            Self::Catalogue(state) => state,
            Self::Entry(state) => state,
            Self::Matrix(state) => state,
            Self::Decisions(state) => state,
            Self::Overview(state) => state,
            Self::Jobs(state) => state,
        }
    }
}

/// `1 risk`, `2 risks`
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A choice whose label is the thing and its title.
fn choice(value: String, label: &str) -> Choice {
    let label = if label.is_empty() { value.clone() } else { format!("{value}  {label}") };
    Choice { value, label }
}

/// The thing before or after this one in a list.
fn neighbour<'a>(
    mut all: impl DoubleEndedIterator<Item = &'a str>,
    here: &str,
    step: Move,
) -> Option<&'a str> {
    if step == Move::Up {
        all.rfind(|one| *one == here)?;
        return all.next_back();
    }
    all.find(|one| *one == here)?;
    all.next()
}
