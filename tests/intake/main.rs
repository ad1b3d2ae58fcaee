//! Intake, from bytes to disclosure.

mod hostile;
mod published;
mod rules;
mod texts;
mod workbooks;
mod worker;
