//! Text over the whole body without a frame, so that the terminal's own select-and-copy takes the text and nothing else.

use ratatui::layout::Rect;

use crate::tui::{
    commands::Place,
    theme::Role,
    widgets::{
        canvas::Canvas,
        text::{Line, Piece, wrapped},
        viewport::{Move, Viewport},
    },
};

/// The text.
#[derive(Debug, Clone)]
pub struct Bare {
    lines: Vec<String>,
    view: Viewport,
}

impl Bare {
    /// Lines to be copied.
    pub fn new(lines: Vec<String>) -> Self {
        Self { lines, view: Viewport::default() }
    }

    /// Scrolls.
    pub fn step(&mut self, step: Move) {
        let len = self.broken(80).len();
        self.view.step(step, len);
    }

    fn broken(&self, columns: usize) -> Vec<Line> {
        self.lines.iter().flat_map(|line| wrapped(line, columns, Role::Normal)).collect()
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        canvas.clear(body);
        let lines = self.broken(usize::from(body.width).max(1));
        let told = canvas.told("Select with the mouse and copy; {read-leave} closes.", Place::Reading);
        canvas.line(body, &[Piece::muted(&told)]);
        let rest = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
        let hidden = lines.len().saturating_sub(usize::from(rest.height));
        self.view.top(lines.len(), usize::from(rest.height));
        canvas.lines(rest, &lines[self.view.at().min(hidden)..]);
        canvas.set_cursor(rest.x, rest.y);
    }
}
