//! How suggestions look: the ranked list, and the selected one in full below.

use ratatui::layout::Rect;

use super::{Entry, State, document};
use crate::tui::{
    commands::Place,
    screens::{counted, draw_with_foot},
    theme::Role,
    widgets::{
        canvas::Canvas,
        listing::Row as _,
        table::Column,
        text::{Line, Piece},
    },
};

pub(super) const COLUMNS: &[Column] = &[
    Column { id: "id", title: "Id", width: 10, fills: false, goes: 0 },
    Column { id: "what", title: "What", width: 7, fills: false, goes: 2 },
    Column { id: "title", title: "Title", width: 30, fills: true, goes: 0 },
    Column { id: "weight", title: "Weight", width: 17, fills: false, goes: 1 },
];

pub(super) fn title(state: &State) -> (Line, Line) {
    let what = if state.is_of_risk() { "Next control of " } else { "Suggestions for " };
    let left = vec![Piece::plain(what), Piece::new(&state.subject, Role::Title)];
    if !state.list.known {
        return (left, Line::new());
    }
    let all = state.list.all();
    let right = if state.is_of_risk() {
        counted(all.len(), "control")
    } else {
        let risks = all.iter().filter(|entry| matches!(entry, Entry::Risk(_))).count();
        let controls = counted(all.len() - risks, "control");
        format!("{}, {controls}, {} dismissed", counted(risks, "risk"), state.dismissed)
    };
    (left, vec![Piece::plain(&right)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.list.known && state.list.is_empty() {
        let text = if state.list.sheet.is_narrowed() {
            "No suggestion has this text. {back} shows all."
        } else if state.is_of_risk() {
            "The catalogue knows no control more for this risk. On the risk, {add-control} adds one of your own."
        } else {
            "The catalogue suggests nothing that is not in the assessment already. In the chain, {add-risk} adds a risk of \
             your own; {go-catalogue} shows all that the catalogue knows."
        };
        return canvas.note(area, text, Place::Risk);
    }
    draw_with_foot(&state.list, canvas, area, foot(area), cells, |entry, columns| {
        let mut lines = document::lines(entry, columns);
        if state.kind_unknown {
            let text = "The kind of product is not named: what fits certain kinds only is left out.";
            lines.insert(1, vec![Piece::muted(text)]);
        }
        lines
    });
}

/// Where the selected one is told.
pub(super) fn foot(area: Rect) -> Rect {
    let height = area.height * 3 / 5;
    Rect { y: area.bottom() - height, height, ..area }
}

fn cells(entry: &Entry) -> Vec<Piece> {
    let what = match entry {
        Entry::Next(one) if one.in_place => Piece::new("link", Role::Ok),
        Entry::Next(one) if one.linkable.is_some() => Piece::plain("link"),
        Entry::Next(_) => Piece::plain("add"),
        other => Piece::plain(other.kind()),
    };
    vec![Piece::plain(&entry.key()), what, Piece::plain(entry.title()), Piece::plain(&entry.weight())]
}
