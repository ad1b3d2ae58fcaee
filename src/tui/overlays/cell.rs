//! A cell being edited: the editor stands in its place, wider where the cell is narrow.

use ratatui::layout::Rect;

use super::form::{Form, field::Entry};
use crate::tui::{
    state::State,
    theme::Role,
    widgets::{canvas::Canvas, text::Piece},
};

/// Columns of the editor, at least, where the screen has them.
const LEAST: u16 = 32;

pub(super) fn draw(form: &Form, state: &State, canvas: &mut Canvas<'_>, body: Rect) {
    let Some(cell) = state.screen().cell_area(body) else { return };
    let Some(Entry::Typed(editor)) = form.field().map(|field| &field.entry) else { return };
    let width = cell.width.max(LEAST).min(body.width);
    let place = Rect { x: cell.x.min(body.right() - width), width, ..cell };
    canvas.clear(place);
    let rows = editor.rows(usize::from(width));
    let (at, column) = editor.cursor(&rows);
    if let Some(row) = rows.get(at) {
        canvas.line(place, &[Piece::new(&row.shown, Role::Normal)]);
    }
    canvas.paint(place, Role::Cell);
    canvas.set_cursor(place.x + (column as u16).min(width.saturating_sub(1)), place.y);
}
