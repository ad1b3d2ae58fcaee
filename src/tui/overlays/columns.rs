//! The columns of the table below: which are shown, in which order, how wide.

use ratatui::layout::Rect;

use super::middle;
use crate::tui::{
    commands::Command,
    theme::Role,
    widgets::{
        canvas::{Canvas, rows},
        sheet::Sheet,
        text::Piece,
        viewport::{Move, Viewport},
    },
};

/// The overlay; what it changes is the table's own.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    view: Viewport,
}

impl Columns {
    /// With the cursor on the first column.
    pub fn new() -> Self {
        Self::default()
    }

    /// Does a command on the table's columns.
    pub fn act(&mut self, command: Command, sheet: &mut Sheet) {
        let at = self.view.at();
        match command {
            Command::Move(step) => self.view.step(step, sheet.listed().count()),
            Command::Toggle if sheet.toggle(at) => self.view.step(Move::Down, sheet.listed().count()),
            Command::Wider | Command::Narrower => {
                sheet.go_at(at);
                sheet.widen_column(command == Command::Wider);
            }
            Command::Earlier | Command::Later => {
                sheet.go_at(at);
                sheet.shift(command == Command::Later);
                self.view.go(sheet.at());
            }
            Command::Reset => sheet.reset(),
            _ => {}
        }
    }

    pub(super) fn draw(&self, sheet: Option<&Sheet>, canvas: &mut Canvas<'_>, body: Rect) {
        let Some(sheet) = sheet else { return };
        let count = sheet.listed().count();
        let inner = canvas.boxed(middle(body, 56, (count as u16).saturating_add(2)), "Columns");
        let top = self.view.top(count, usize::from(inner.height));
        for (row, (at, (column, hidden, width))) in rows(inner).zip(sheet.listed().enumerate().skip(top)) {
            let mark = if hidden { "  [ ] " } else { "  [x] " };
            let wide = width.map_or_else(
                || {
                    if column.fills {
                        "as wide as there is room".to_owned()
                    } else {
                        format!("{} wide", column.width)
                    }
                },
                |width| format!("{width} wide, chosen"),
            );
            let role = if hidden { Role::Muted } else { Role::Normal };
            let line = [Piece::plain(mark), Piece::new(column.title, role).fit(22), Piece::muted(&wide)];
            canvas.line(row, &line);
            if at == self.view.at() {
                canvas.line(row, &[Piece::plain(">")]);
                canvas.select(row);
            }
        }
    }
}
