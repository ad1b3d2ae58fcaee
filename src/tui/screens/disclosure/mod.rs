//! What the manufacturer said: the statements, and what was odd in the file.

mod update;
mod view;

use crate::{
    domain::disclosure::{Disclosure, Problem, Statement},
    tui::widgets::{
        listing::{Listing, Row},
        sheet::value::Value,
        table::Column,
    },
};

/// Which list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pane {
    /// The statements.
    #[default]
    Statements,
    /// The problems.
    Problems,
}

/// What the screen knows.
pub struct State {
    assessment: String,
    disclosure: Option<Box<Disclosure>>,
    known: bool,
    pane: Pane,
    statements: Listing<Statement>,
    problems: Listing<Problem>,
}

impl State {
    /// The disclosure of this assessment.
    pub fn new(assessment: &str) -> Self {
        Self {
            assessment: assessment.to_owned(),
            disclosure: None,
            known: false,
            pane: Pane::default(),
            statements: Listing::default(),
            problems: Listing::default(),
        }
    }
}

impl Row for Statement {
    fn key(&self) -> String {
        self.item.clone()
    }

    fn words(&self) -> String {
        [&*self.item, &self.question, &self.raw, &self.note].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::STATEMENTS
    }

    fn value(&self, column: &str) -> Value {
        match column {
            "item" => Value::text(&self.item),
            "answer" => Value::text(&view::answer(self)),
            "question" => Value::text(&self.question),
            "note" => Value::text(&self.note),
            "place" => Value::text(&self.place),
            _ => Value::None,
        }
    }
}

impl Row for Problem {
    fn key(&self) -> String {
        self.position.to_string()
    }

    fn words(&self) -> String {
        [&*self.place, &self.what, &self.done].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::PROBLEMS
    }

    fn value(&self, column: &str) -> Value {
        match column {
            "place" => Value::text(&self.place),
            "what" => Value::text(&self.what),
            "done" => Value::text(&self.done),
            _ => Value::None,
        }
    }
}
