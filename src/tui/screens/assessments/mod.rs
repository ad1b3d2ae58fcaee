//! The portfolio: every assessment with what is open in it.

mod update;
mod view;

use std::collections::BTreeSet;

use crate::{
    domain::word::Word as _,
    tui::widgets::{
        listing::{Listing, Row},
        sheet::value::Value,
        table::Column,
    },
    workbench::questions::assessments::{AssessmentLine, Standing},
};

/// What the screen knows.
#[derive(Default)]
pub struct State {
    register: String,
    actor: String,
    list: Listing<AssessmentLine>,
    counted: BTreeSet<String>,
    asked: Vec<String>,
}

/// Columns that hold what is counted.
const COUNTED: &[&str] = &["stage", "gaps", "open", "worst", "due"];

impl State {
    /// The screen of this register, for this person.
    pub fn new(register: &str, actor: &str) -> Self {
        Self { register: register.to_owned(), actor: actor.to_owned(), ..Self::default() }
    }
}

impl Row for AssessmentLine {
    fn key(&self) -> String {
        self.reference.clone()
    }

    fn words(&self) -> String {
        [&self.reference, &self.product, &self.versions, &self.placements, self.stage.label()].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::COLUMNS
    }

    fn copied(&self) -> Vec<String> {
        view::copied(self)
    }

    /// What is not counted yet is nothing: it comes last until it is.
    fn value(&self, column: &str) -> Value {
        let counted = |value: fn(&Standing) -> Value| self.standing.as_ref().map_or(Value::None, value);
        match column {
            "product" => Value::text(&view::product(self)),
            "ref" => Value::text(&self.reference),
            "placements" => Value::text(&self.placements),
            "stage" => Value::text(&view::stage(self)),
            "gaps" => {
                counted(
                    |standing| {
                        if standing.required_known { Value::count(standing.gaps) } else { Value::None }
                    },
                )
            }
            "open" => counted(|standing| Value::count(standing.open)),
            "worst" => counted(|standing| match &standing.worst {
                Some((level, _)) => Value::level(Some(level)),
                None if standing.risks > 0 => Value::NotRated,
                None => Value::None,
            }),
            "due" => counted(|standing| standing.due_in.map_or(Value::None, Value::Number)),
            _ => Value::None,
        }
    }
}
