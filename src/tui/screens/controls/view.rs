//! How the list of controls looks.

use ratatui::layout::Rect;

use super::State;
use crate::{
    tui::{
        commands::Place,
        screens::counted,
        theme::Role,
        widgets::{
            canvas::Canvas,
            table::{self, Column},
            text::{Line, Piece},
        },
    },
    workbench::questions::controls::ControlLine,
};

const COLUMNS: &[Column] = &[
    Column { title: "Ref", width: 6, fills: false, goes: 0 },
    Column { title: "Title", width: 20, fills: true, goes: 0 },
    Column { title: "Kind", width: 11, fills: false, goes: 2 },
    Column { title: "Order", width: 20, fills: false, goes: 4 },
    Column { title: "Serves", width: 6, fills: false, goes: 1 },
    Column { title: "State", width: 28, fills: false, goes: 0 },
    Column { title: "Owner", width: 12, fills: false, goes: 3 },
];

pub(super) fn title(state: &State) -> (Line, Line) {
    let count = if state.list.known { counted(state.list.all().len(), "control") } else { String::new() };
    (vec![Piece::new("Controls of the register", Role::Title)], vec![Piece::plain(&count)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.list.known && state.list.is_empty() {
        let text = if state.list.filtered_by().is_empty() {
            "There is no control yet. On a risk, {add-control} adds one."
        } else {
            "No control has this text. {back} shows all."
        };
        return canvas.note(area, text, Place::Risk);
    }
    table::draw(canvas, area, COLUMNS, &state.list.view, state.list.len(), |at| {
        state.list.row(at).map(cells)
    });
}

fn cells(line: &ControlLine) -> Vec<Piece> {
    let order = match line.order {
        1 => "1 remove exposure",
        2 => "2 protect",
        _ => "3 inform and train",
    };
    vec![
        Piece::plain(&line.reference),
        Piece::plain(&line.title),
        Piece::plain(&line.kind),
        Piece::plain(order),
        Piece::plain(&format!("{:>6}", line.serves)),
        Piece::plain(&line.state),
        Piece::plain(&line.owner),
    ]
}
