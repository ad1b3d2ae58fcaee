//! The first steps: shown once, closed by any key.

use ratatui::layout::Rect;

use super::middle;
use crate::tui::{
    commands::Place,
    theme::Role,
    widgets::{
        canvas::Canvas,
        text::{Line, wrapped},
    },
};

/// Columns of the box, its frame among them.
const WIDE: u16 = 78;

/// What is told, with the keys as they are.
pub const TOUR: &[&str] = &[
    "From what a manufacturer disclosed to signed decisions on what is left.",
    "",
    "{down+} and {up+} move, {open} opens, {back} goes back.",
    "{palette} finds every command by what it does; {help} shows the keys of a place.",
    "{begin-assessment} begins an assessment, {import} imports a manufacturer's file.",
    "{go-assessments} leads to the assessments, {go-risks} to risks, {go-gates} to gates, {go-due} to what is due.",
    "{search} finds in a list, {filter} narrows it, {go-everywhere} finds everywhere.",
    "Every change is saved at once: {undo} takes it back, {redo} does it again.",
    "",
    "Any key closes this; the command \"Tour\" shows it again.",
];

pub(super) fn draw(canvas: &mut Canvas<'_>, body: Rect) {
    let columns = usize::from(middle(body, WIDE, 4).width.saturating_sub(4));
    let mut lines: Vec<Line> = Vec::new();
    for (at, sentence) in TOUR.iter().enumerate() {
        let role = if at == 0 { Role::Title } else { Role::Normal };
        lines.extend(wrapped(&canvas.told(sentence, Place::Assessments), columns, role));
    }
    let inner = canvas.boxed(middle(body, WIDE, lines.len() as u16 + 2), "Welcome to riskward");
    canvas.lines(inner, &lines);
}
