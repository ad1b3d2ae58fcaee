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
mod levels;
pub mod matrix;
pub mod overview;
pub mod people;
pub mod risk;
pub mod risks;
mod sections;
pub mod suggestions;
pub mod trigger;

use ratatui::layout::Rect;

use super::{
    commands::{Command, Keys, Place},
    effects::{Answer, Question},
    theme::Role,
    widgets::{canvas::Canvas, text::Line, viewport::Move},
};
use crate::{
    domain::{gate::Given, object::Id},
    workbench::{
        actions::Subject,
        questions::{
            Choice,
            catalogue::About,
            decisions::Ends,
            matrix::{Whose, Within},
        },
    },
};

/// Up to this width no screen puts beside what can stand below.
const ONE_COLUMN: u16 = 119;

/// What a screen shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The portfolio.
    Assessments,
    /// The chain of an assessment.
    Chain(String),
    /// The risks of an assessment, or of all.
    Risks(Option<String>),
    /// One risk: `ip3/R-014`.
    Risk(String),
    /// The register's controls.
    Controls,
    /// One control: `C-003`.
    Control(String),
    /// What the manufacturer of an assessment's product said.
    Disclosure(String),
    /// The history of a thing; empty = of the register.
    History(String),
    /// The people and the policy.
    People,
    /// The gates of an assessment.
    Gates(String),
    /// What is due in the register.
    Due,
    /// Triggers and findings.
    Inbox,
    /// One trigger: `T-003`.
    Trigger(String),
    /// What the catalogue suggests for an assessment; for a risk its next best control.
    Suggestions(String),
    /// The catalogue.
    Catalogue,
    /// An entry of the catalogue, or what it knows of a thing.
    Entry(About),
    /// Where risks stand in the matrix.
    Matrix(Whose),
    /// The risks that are rated so.
    Within(Within),
    /// The decisions of an assessment, or of all; those that run out then, or all.
    Decisions(Option<String>, Option<Ends>),
    /// The register at a glance.
    Overview,
}

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

/// A neighbour of the thing that is shown, and what must be asked to know the next ones.
pub type Beside = (Target, Option<Question>);

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

/// What every screen can do.
pub trait Window {
    /// Where keys are struck.
    fn place(&self) -> Place;
    /// What it shows.
    fn target(&self) -> Target;
    /// The question it asks; asked again after every change.
    fn question(&self) -> Question;
    /// Takes an answer; may lead to another question.
    fn take(&mut self, answer: Answer) -> Option<Question>;
    /// Does a command.
    fn update(&mut self, command: Command) -> Option<Wish>;
    /// What actions of this kind can act on here: the one selected, or all there are to choose from.
    fn subjects(&self, kind: Subject) -> Vec<Choice>;
    /// The assessment one is in.
    fn assessment(&self) -> Option<String>;
    /// What stands at the left and at the right of the title line.
    fn title(&self) -> (Line, Line);
    /// The same with so many columns for what stands at the right, and the keys that it names.
    fn title_in(&self, _columns: usize, _keys: &Keys) -> (Line, Line) {
        self.title()
    }
    /// Draws the body.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect);
    /// The part of the body that tells of the row one is on. It is much to draw, so it follows when keys rest.
    fn follows(&self, _area: Rect) -> Option<Rect> {
        None
    }
    /// The same for who has the screen read out, where nothing stands beside anything.
    fn follows_below(&self, area: Rect) -> Option<Rect> {
        let pane = self.follows(Rect { width: area.width.min(ONE_COLUMN), ..area })?;
        (pane.x == area.x).then_some(Rect { width: area.width, ..pane })
    }
    /// The command only moves the cursor, as up and down do.
    fn walks(&self, _command: Command) -> bool {
        false
    }
    /// How many rows can be walked to.
    fn rows(&self) -> usize;
    /// The text of a row, for searching.
    fn words(&self, at: usize) -> String;
    /// The row one is on.
    fn at(&self) -> usize;
    /// Goes to a row.
    fn go(&mut self, at: usize) -> Option<Wish>;
    /// What finds the row one is on again.
    fn mark(&self) -> String;
    /// Goes to such a row.
    fn restore(&mut self, mark: &str);
    /// Lets only rows with this text through.
    fn filter(&mut self, _text: &str) -> Option<Wish> {
        None
    }
    /// What the list is narrowed to beside the filter, in words.
    fn narrowed_to(&self) -> Option<String> {
        None
    }
    /// Takes that off.
    fn widen(&mut self) -> Option<Wish> {
        None
    }
    /// The filter, if there is one.
    fn filtered_by(&self) -> Option<&str> {
        None
    }
    /// What the history of the selected thing is asked with.
    fn history_of(&self) -> String {
        String::new()
    }
    /// What follows or precedes a thing that was opened from here, of the same kind; one goes to its row.
    fn beside(&mut self, _here: &Target, _step: Move) -> Option<Beside> {
        None
    }
    /// Something was made or changed: one goes to its row when it is in this list.
    fn made(&mut self, _subject: &str) {}
    /// The assessments there are to choose from.
    fn assessments(&self) -> Vec<Choice> {
        Vec::new()
    }
    /// Puts the rows into the order of this name.
    fn sort(&mut self, _name: &str) -> Option<Wish> {
        None
    }
    /// The orders there are.
    fn sorts(&self) -> Vec<Choice> {
        Vec::new()
    }
    /// The kinds of rows there are to choose from.
    fn kinds(&self) -> Vec<Choice> {
        Vec::new()
    }
    /// Lets only rows of this kind through; an empty name lets all through.
    fn of_kind(&mut self, _name: &str) -> Option<Wish> {
        None
    }
    /// The question that finds a text, where the rows are too many to be in memory.
    fn matches(&self, _text: &str) -> Option<Question> {
        None
    }
    /// The place of a row by its identity, on such a screen.
    fn position(&self, _id: &Id) -> Option<usize> {
        None
    }
    /// The identity of a row, on such a screen.
    fn id_at(&self, _at: usize) -> Option<Id> {
        None
    }
    /// Moves within the rows.
    fn step(&mut self, step: Move) -> Option<Wish>;
}

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
