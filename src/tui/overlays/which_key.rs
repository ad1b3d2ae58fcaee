//! The keys that may follow the first one of a chord, shown at once; the chord waits for ever.

use ratatui::layout::Rect;

use crate::tui::{
    commands::{Keys, Place},
    key::Key,
    keymap,
    theme::Role,
    widgets::{
        canvas::Canvas,
        text::{Line, Piece},
    },
};

/// Draws the box at the foot of the body.
pub fn draw(canvas: &mut Canvas<'_>, body: Rect, keys: &Keys, places: &[Place], struck: &[Key]) {
    let lines: Vec<Line> = keymap::continuations(keys, places, struck)
        .into_iter()
        .map(|(keys, row)| vec![Piece::new(&keys, Role::Key).fit(4), Piece::plain(row.title)])
        .collect();
    let height = (lines.len() as u16 + 2).min(body.height);
    let width = 44.min(body.width);
    let area = Rect { x: body.right() - width, y: body.bottom() - height, width, height };
    let inner = canvas.boxed(area, &format!("{} …", keymap::written(struck)));
    canvas.lines(inner, &lines);
}
