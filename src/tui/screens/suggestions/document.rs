//! The selected suggestion in full: its reasons first, then what it is about.

use super::Entry;
use crate::tui::{
    theme::Role,
    widgets::{
        listing::Row as _,
        text::{Line, wrapped},
    },
};

pub(super) fn lines(entry: &Entry, columns: usize) -> Vec<Line> {
    let mut lines = wrapped(&format!("{} {}", entry.key(), entry.title()), columns, Role::Title);
    lines.extend(wrapped(&entry.reasons().join("; "), columns, Role::Caution));
    let mut tell = |name: &str, text: &str| {
        if !text.is_empty() {
            let before = if name.is_empty() { String::new() } else { format!("{name}: ") };
            lines.extend(wrapped(&format!("{before}{text}"), columns, Role::Normal));
        }
    };
    match entry {
        Entry::Risk(risk) => {
            tell("", &risk.again);
            tell("Situation", &risk.situation);
            tell("Consequence", &risk.consequence);
            for (property, level, why) in &risk.severity {
                tell(property, &format!("{level}, {why}"));
            }
        }
        Entry::Control(control) => {
            tell("", &control.again);
            for (code, how) in &control.answers {
                tell(code, how);
            }
        }
        Entry::Next(control) => {
            tell("", &control.application);
            tell("In place", &control.verify_implementation);
            tell("Works", &control.verify_effectiveness);
            tell("Does not", &control.does_not);
            tell("Done by", &control.done_by.join(", "));
            tell("May bring", &control.new_risks.join("; "));
        }
    }
    lines
}
