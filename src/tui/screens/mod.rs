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
pub mod people;
pub mod risk;
pub mod risks;
mod sections;
pub mod suggestions;
pub mod trigger;

use std::sync::Arc;

use ratatui::layout::Rect;

use super::{
    commands::{Command, Keys, Place},
    effects::{Answer, Question},
    theme::Role,
    widgets::{canvas::Canvas, marks::Marking, sheet::Sheet, text::Line, viewport::Move},
};
use crate::{
    domain::gate::Given,
    workbench::{
        actions::Subject,
        questions::{
            Choice,
            catalogue::About,
            decisions::Ends,
            matrix::{Whose, Within},
            risks::Order,
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
    /// Long work.
    Jobs,
}

impl Target {
    /// As it is told in a sentence: `the risks of ip3`.
    pub fn told(&self) -> String {
        match self {
            Self::Assessments => "the assessments".to_owned(),
            Self::Chain(reference) => format!("the chain of {reference}"),
            Self::Risks(None) => "the risks of every assessment".to_owned(),
            Self::Risks(Some(reference)) => format!("the risks of {reference}"),
            Self::Risk(reference) | Self::Control(reference) | Self::Trigger(reference) => reference.clone(),
            Self::Controls => "the controls".to_owned(),
            Self::Disclosure(reference) => format!("the disclosure of {reference}"),
            Self::History(subject) if subject.is_empty() => "the history of the register".to_owned(),
            Self::History(subject) => format!("the history of {subject}"),
            Self::People => "people and policy".to_owned(),
            Self::Gates(reference) => format!("the gates of {reference}"),
            Self::Due => "what is due".to_owned(),
            Self::Inbox => "the inbox".to_owned(),
            Self::Suggestions(subject) => format!("the suggestions for {subject}"),
            Self::Catalogue | Self::Entry(_) => "the catalogue".to_owned(),
            Self::Matrix(Whose { all: true, .. }) => "the matrix of every assessment".to_owned(),
            Self::Matrix(Whose { assessment, .. }) => format!("the matrix of {assessment}"),
            Self::Within(within) => format!("the risks that are {within}"),
            Self::Decisions(None, _) => "the decisions of the register".to_owned(),
            Self::Decisions(Some(reference), _) => format!("the decisions of {reference}"),
            Self::Overview => "the overview".to_owned(),
            Self::Jobs => "the jobs".to_owned(),
        }
    }
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
    /// These risks, which must be asked for.
    Risks(Arc<Order>),
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
    fn filter(&mut self, text: &str) -> Option<Wish> {
        self.sheet_mut()?.narrow_to_text(text);
        self.arrange()
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
        self.sheet()?.text()
    }
    /// The columns of the table that keys act on, if they act on one.
    fn sheet(&self) -> Option<&Sheet> {
        None
    }
    /// The same, to be changed; `arrange` comes after it.
    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        None
    }
    /// The columns of every table it shows, also of one that keys do not act on now.
    fn sheets(&self) -> Vec<&Sheet> {
        self.sheet().into_iter().collect()
    }
    /// The same, to be changed.
    fn sheets_mut(&mut self) -> Vec<&mut Sheet> {
        self.sheet_mut().into_iter().collect()
    }
    /// Puts the rows into the order of the sheet and leaves out what it leaves out.
    fn arrange(&mut self) -> Option<Wish> {
        None
    }
    /// The column that one is on, by its id.
    fn column(&self) -> Option<&'static str> {
        self.sheet()?.column().map(|column| column.id)
    }
    /// The values that occur in a column; none when they have to be asked for.
    fn values(&self, _column: &str) -> Option<Vec<String>> {
        Some(Vec::new())
    }
    /// The question for the values that occur in a column.
    fn values_asked(&self, _column: &str) -> Option<Question> {
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
    /// The question to ask when this thing was made or changed: all of it, or the part in which the thing stands.
    fn question_after(&self, _subject: &str) -> Question {
        self.question()
    }
    /// The assessments there are to choose from.
    fn assessments(&self) -> Vec<Choice> {
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
    /// The order of the rows, on such a screen.
    fn order(&self) -> Option<&Arc<Order>> {
        None
    }
    /// How the cell that one is on is edited.
    fn cell(&self) -> Option<Cell> {
        None
    }
    /// Where it stands in the body.
    fn cell_area(&self, _body: Rect) -> Option<Rect> {
        None
    }
    /// The row whose cell is copied down, and the rows that get it.
    ///
    /// # Errors
    /// A sentence when there is none.
    fn copied_down(&self) -> Result<(String, String), String> {
        Err("There is no cell to copy down here".to_owned())
    }
    /// Marks rows.
    fn marking(&mut self, _marking: Marking) -> Option<Wish> {
        None
    }
    /// How many rows are marked.
    fn marked(&self) -> usize {
        0
    }
    /// How many rows the range has that is open.
    fn ranging(&self) -> Option<usize> {
        None
    }
    /// The rows that are marked, or the one that is selected, to be copied.
    fn copies(&self) -> Option<Copies> {
        None
    }
    /// Takes an open range, else all marks off; false when there was neither.
    fn unmark(&mut self) -> bool {
        false
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
