//! Where one stands in a list, and which part of it is on the screen.

use std::cell::Cell;

/// A place in a list. What only drawing knows, the height and so the first row shown, is corrected by drawing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Viewport {
    at: usize,
    top: Cell<usize>,
    height: Cell<usize>,
}

/// A move in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
}

impl Viewport {
    /// The row that keys act on.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes to a row.
    pub fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// Goes to where the row one was on stands now, and stays in the same line of the screen.
    pub fn carry(&mut self, at: usize) {
        self.top.set((self.top.get() + at).saturating_sub(self.at));
        self.at = at;
    }

    /// How many rows drawing last had room for.
    pub fn height(&self) -> usize {
        self.height.get()
    }

    /// Moves within a list of so many rows.
    pub fn step(&mut self, step: Move, len: usize) {
        let last = len.saturating_sub(1);
        let page = self.height.get().max(2);
        let (down, by) = match step {
            Move::First => return self.at = 0,
            Move::Last => return self.at = last,
            Move::Down => (true, 1),
            Move::Up => (false, 1),
            Move::HalfDown => (true, page / 2),
            Move::HalfUp => (false, page / 2),
            Move::PageDown => (true, page - 1),
            Move::PageUp => (false, page - 1),
        };
        self.at = if down { (self.at + by).min(last) } else { self.at.saturating_sub(by).min(last) };
    }

    /// The first row to draw when there is room for `height` of `len` rows: the row that keys act on is in view.
    pub fn top(&self, len: usize, height: usize) -> usize {
        self.span(len, height, self.at, 1)
    }

    /// The same where the row that keys act on begins at line `from` and has `lines` lines.
    pub fn span(&self, len: usize, height: usize, from: usize, lines: usize) -> usize {
        self.height.set(height);
        let mut top = self.top.get();
        if from + lines > top + height {
            top = (from + lines).saturating_sub(height);
        }
        top = top.min(from).min(len.saturating_sub(height));
        self.top.set(top);
        top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_stays_in_view_and_in_the_list() {
        let mut view = Viewport::default();
        assert_eq!(view.top(100, 10), 0);
        view.step(Move::PageDown, 100);
        assert_eq!((view.at(), view.top(100, 10)), (9, 0));
        view.step(Move::Down, 100);
        assert_eq!((view.at(), view.top(100, 10)), (10, 1));
        view.step(Move::Last, 100);
        assert_eq!((view.at(), view.top(100, 10)), (99, 90));
        view.step(Move::Down, 5);
        assert_eq!((view.at(), view.top(5, 10)), (4, 0));
        view.step(Move::Down, 0);
        assert_eq!(view.at(), 0);
    }
}
