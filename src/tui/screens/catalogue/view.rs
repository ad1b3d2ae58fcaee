//! How the catalogue looks.

use ratatui::layout::Rect;

use super::{Pane, State};
use crate::{
    domain::word::Word as _,
    tui::{
        commands::Place,
        theme::Role,
        widgets::{
            canvas::{Canvas, rows},
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::catalogue::Entry,
};

pub(super) fn title(state: &State) -> (Line, Line) {
    let kind = state.kind.map(|kind| format!(" · {}", kind.label())).unwrap_or_default();
    let left = vec![Piece::new("Catalogue", Role::Title), Piece::plain(&kind)];
    let count = match (state.known, state.shown.len(), state.all.len()) {
        (false, ..) => String::new(),
        (true, shown, all) if shown == all => format!("{all} entries"),
        (true, shown, all) => format!("{shown} of {all} entries"),
    };
    (left, vec![Piece::plain(&count)])
}

/// Columns that the entries take.
fn width(area: u16) -> u16 {
    if area >= 120 { 50 } else { 32 }
}

/// Where the text of the selected entry stands.
pub(super) fn text(area: Rect) -> Rect {
    let left = width(area.width) + 2;
    Rect { x: area.x + left, width: area.width.saturating_sub(left + 1), ..area }
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if area.height < 4 || area.width < 40 {
        return;
    }
    if state.shown.is_empty() {
        let text = if state.known {
            "No entry has these words. {back} shows all."
        } else {
            "Reading the catalogue …"
        };
        return canvas.note(area, text, Place::Catalogue);
    }
    let plain = canvas.is_plain();
    if plain && state.pane == Pane::Text {
        if let Some(entry) = state.selected() {
            draw_text(state, entry, canvas, area);
        }
        return;
    }
    let left = if plain { area } else { Rect { width: width(area.width), ..area } };
    let top = state.entries.top(state.shown.len(), usize::from(left.height));
    for (row, at) in rows(left).zip(top..state.shown.len()) {
        if let Some(entry) = state.row(at) {
            canvas.line(row, &line(entry, usize::from(row.width)));
        }
        if at == state.entries.at() {
            canvas.line(row, &[Piece::plain(">")]);
            if state.pane == Pane::Entries {
                canvas.select(row);
            } else {
                canvas.paint(row, Role::Title);
            }
        }
    }
    canvas.divide(Rect { x: area.x + left.width, width: 1, ..area });
    if let Some(entry) = state.selected().filter(|_| !plain) {
        draw_text(state, entry, canvas, text(area));
    }
}

fn line(entry: &Entry, columns: usize) -> Line {
    let head = Piece::plain(&format!("  {}", entry.id));
    let room = columns.saturating_sub(head.width() + 1);
    vec![head, Piece::plain(" "), Piece::muted(&entry.title).cut(room)]
}

fn draw_text(state: &State, entry: &Entry, canvas: &mut Canvas<'_>, area: Rect) {
    let columns = usize::from(area.width);
    let mut head = vec![vec![Piece::muted(&format!("{} {}", entry.kind.label(), entry.id)).cut(columns)]];
    head.extend(wrapped(&entry.title, columns, Role::Title));
    let above = (head.len() as u16 + 1).min(area.height / 2);
    canvas.lines(Rect { height: above, ..area }, &head);
    let body = Rect { y: area.y + above, height: area.height.saturating_sub(above + 1), ..area };
    state.page(columns).draw(canvas, body, &state.text, state.pane == Pane::Text);
    let foot = Rect { y: body.bottom(), height: 1, ..area };
    let more = canvas.told("{open}: all of it, frameworks, where used", Place::Catalogue);
    canvas.line(foot, &[Piece::muted(&more).cut(columns)]);
}
