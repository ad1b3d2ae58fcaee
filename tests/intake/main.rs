//! Intake, from bytes to disclosure.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, missing_docs)]

mod hostile;
mod published;
mod register;
mod rules;
mod texts;
mod workbooks;
mod worker;

use std::path::Path;

use riskward::{
    catalog::{
        Catalogue,
        forms::{Form, Outline},
    },
    domain::disclosure::{Answer, ReadDisclosure, ReadStatement},
    intake::{self, IntakeError},
};

/// The built program, whose worker reads what the tests give it.
fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_riskward"))
}

/// Reads in this process.
fn read(bytes: &[u8]) -> Result<ReadDisclosure, IntakeError> {
    let forms: Vec<Outline> = Catalogue::embedded().forms().map(Form::outline).collect();
    intake::read(bytes, &forms)
}

fn statement<'d>(read: &'d ReadDisclosure, id: &str) -> &'d ReadStatement {
    read.statements.iter().find(|statement| statement.id == id).unwrap_or_else(|| panic!("no statement {id}"))
}

/// Answer, raw text and note of a statement.
fn says<'d>(read: &'d ReadDisclosure, id: &str) -> (Answer, &'d str, &'d str) {
    let statement = statement(read, id);
    (statement.answer, &statement.raw, &statement.note)
}

/// What the problems say that belong to one place.
fn told<'d>(read: &'d ReadDisclosure, place: &str) -> Vec<&'d str> {
    read.problems
        .iter()
        .filter(|problem| problem.place == place)
        .map(|problem| problem.what.as_str())
        .collect()
}
