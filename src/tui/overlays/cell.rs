//! A cell being edited: the editor stands in its place, wider where the cell is narrow.

use ratatui::layout::Rect;

use super::form::{Form, field::Entry};
use crate::{
    domain::shown::Shown,
    tui::{
        state::State,
        theme::Role,
        widgets::{
            canvas::Canvas,
            text::{self, Piece},
        },
    },
};

/// Columns of the editor, at most, where the cell has fewer.
const MOST: u16 = 40;

pub(super) fn draw(form: &Form, state: &State, canvas: &mut Canvas<'_>, body: Rect) {
    let Some(cell) = state.screen().cell_area(body) else { return };
    let Some(Entry::Typed(editor)) = form.field().map(|field| &field.entry) else { return };
    let typed = text::at_most(text::width(Shown::line(&editor.value()).as_str())).saturating_add(2);
    let width = cell.width.max(typed.min(MOST)).min(body.width);
    let place = Rect { x: cell.x.min(body.right() - width), width, ..cell };
    // a blank parts it from what stands at its left
    let from = place.x.saturating_sub(1).max(body.x);
    canvas.clear(Rect { x: from, width: place.right() - from, ..place });
    let (shown, column) = editor.window(usize::from(width), 0);
    canvas.line(place, &[Piece::new(&shown, Role::Normal)]);
    canvas.paint(place, Role::Cell);
    canvas.set_cursor(place.x + text::at_most(column).min(width.saturating_sub(1)), place.y);
}
