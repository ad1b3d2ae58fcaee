//! How a history looks: one line an event, and the selected one in full below.

use ratatui::layout::Rect;

use super::State;
use crate::{
    tui::{
        commands::Place,
        screens::{counted, draw_with_foot},
        theme::Role,
        widgets::{
            canvas::Canvas,
            table::Column,
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::history::HistoryLine,
};

pub(super) const COLUMNS: &[Column] = &[
    Column { id: "when", title: "When", width: 16, fills: false, goes: 0 },
    Column { id: "who", title: "Who", width: 10, fills: false, goes: 0 },
    Column { id: "what", title: "What", width: 24, fills: true, goes: 0 },
    Column { id: "seq", title: "Seq", width: 7, fills: false, goes: 1 },
];

pub(super) fn title(state: &State) -> (Line, Line) {
    let whose = match state.subject.as_str() {
        "" => "History of the register".to_owned(),
        subject => format!("History of {subject}"),
    };
    let count = if state.list.known { counted(state.list.all().len(), "event") } else { String::new() };
    (vec![Piece::new(&whose, Role::Title)], vec![Piece::plain(&count)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.list.known && state.list.is_empty() {
        let text = if state.list.filtered_by().is_empty() {
            "Nothing has happened here yet. What is changed from now on stands here, with who, when, before and \
             after. {back} goes back."
        } else {
            "No event has this text. {back} shows all."
        };
        return canvas.note(area, text, Place::History);
    }
    draw_with_foot(&state.list, canvas, area, foot(area), cells, whole);
}

/// Where the selected event is told.
pub(super) fn foot(area: Rect) -> Rect {
    let height = (area.height / 3).min(10);
    Rect { y: area.bottom() - height, height, ..area }
}

fn cells(line: &HistoryLine) -> Vec<Piece> {
    let when = line.at.replace('T', " ");
    vec![
        Piece::plain(when.get(..16).unwrap_or(&when)),
        Piece::plain(&line.actor),
        Piece::plain(&line.said),
        Piece::plain(&format!("{:>7}", line.seq)),
    ]
}

fn whole(line: &HistoryLine, columns: usize) -> Vec<Line> {
    let mut lines = vec![vec![Piece::muted(&format!("{} · {}", line.at, line.actor))]];
    lines.extend(wrapped(&line.said, columns, Role::Title));
    if !line.reason.is_empty() {
        lines.extend(wrapped(&format!("Reason: {}", line.reason), columns, Role::Normal));
    }
    for (field, before, after) in &line.changed {
        let before = if before.is_empty() { "nothing" } else { before };
        let after = if after.is_empty() { "nothing" } else { after };
        lines.extend(wrapped(&format!("{field}: {before} → {after}"), columns, Role::Normal));
    }
    lines
}
