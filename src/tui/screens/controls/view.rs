//! How the list of controls looks.

use ratatui::layout::Rect;

use super::State;
use crate::{
    tui::{
        commands::Place,
        screens::{Table as _, counted},
        theme::Role,
        widgets::{
            canvas::Canvas,
            table::Column,
            text::{Line, Piece},
        },
    },
    workbench::questions::controls::ControlLine,
};

pub(super) const COLUMNS: &[Column] = &[
    Column { id: "ref", title: "Ref", width: 6, fills: false, goes: 0 },
    Column { id: "title", title: "Title", width: 20, fills: true, goes: 0 },
    Column { id: "kind", title: "Kind", width: 11, fills: false, goes: 2 },
    Column { id: "order", title: "Order", width: 20, fills: false, goes: 4 },
    Column { id: "serves", title: "Serves", width: 6, fills: false, goes: 1 },
    Column { id: "state", title: "State", width: 28, fills: false, goes: 0 },
    Column { id: "owner", title: "Owner", width: 12, fills: false, goes: 3 },
    Column { id: "due", title: "Due", width: 10, fills: false, goes: 5 },
];

pub(super) fn title(state: &State) -> (Line, Line) {
    let count = if state.list.known { counted(state.list.all().len(), "control") } else { String::new() };
    (vec![Piece::new("Controls of the register", Role::Title)], vec![Piece::plain(&count)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.list.known && state.list.is_empty() {
        let text = if state.list.sheet.is_narrowed() {
            "No control has this text. {back} shows all."
        } else {
            "There is no control yet. On a risk, {add-control} adds one."
        };
        return canvas.note(area, text, Place::Risk);
    }
    state.list.draw(canvas, area, &|at| state.list.row(at).map(cells));
}

/// The order of a control in words.
pub(super) fn order(order: i64) -> &'static str {
    match order {
        1 => "1 remove exposure",
        2 => "2 protect",
        _ => "3 inform and train",
    }
}

fn cells(line: &ControlLine) -> Vec<Piece> {
    vec![
        Piece::plain(&line.reference),
        Piece::plain(&line.title),
        Piece::plain(&line.kind),
        Piece::plain(order(line.order)),
        Piece::plain(&format!("{:>6}", line.serves)),
        Piece::plain(&line.state),
        Piece::plain(&line.owner),
        Piece::plain(&line.due.map(|date| date.to_string()).unwrap_or_default()),
    ]
}
