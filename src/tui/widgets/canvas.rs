//! The only way onto the screen: lines of pieces, each of which went through `Shown`.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::text::{self, Piece};
use crate::tui::{
    commands::{Keys, Place},
    theme::{Role, Theme},
};

/// A screen being drawn.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    keys: Option<&'a Keys>,
    body: Rect,
    cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    /// A canvas on the buffer.
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        let body = buffer.area;
        Self { buffer, theme, keys: None, body, cursor: None }
    }

    /// The same where texts name these keys, and this is the room of screens and what lies on them.
    #[must_use]
    pub fn with(self, keys: &'a Keys, body: Rect) -> Self {
        Self { keys: Some(keys), body, ..self }
    }

    /// For a reader of the screen: one column, no lines that are drawn.
    pub fn is_plain(&self) -> bool {
        self.theme.plain
    }

    /// The keys that texts name.
    pub fn keys(&self) -> Option<&'a Keys> {
        self.keys
    }

    /// A sentence with the keys of its commands, as [`Keys::told`] puts them in.
    pub fn told(&self, sentence: &str, place: Place) -> String {
        Keys::tell(self.keys, sentence, place)
    }

    /// What there is to say where a list has no row: a sentence, the hardware cursor at its beginning.
    pub fn note(&mut self, area: Rect, sentence: &str, place: Place) {
        let margin = if self.theme.plain { 0 } else { 2 };
        let inner = Rect {
            x: area.x + margin,
            y: area.y + 1,
            width: area.width.saturating_sub(margin + 1),
            height: area.height.saturating_sub(1),
        };
        let told = self.told(sentence, place);
        self.lines(
            inner,
            &text::wrap(&told, usize::from(inner.width))
                .iter()
                .map(|line| vec![Piece::plain(line)])
                .collect::<Vec<_>>(),
        );
        self.set_cursor(inner.x, inner.y);
    }

    /// All of it.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Where the hardware cursor is to stand.
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// Puts the hardware cursor there.
    pub fn set_cursor(&mut self, x: u16, y: u16) {
        let position = Position { x, y };
        if self.buffer.area.contains(position) {
            self.cursor = Some(position);
        }
    }

    /// Draws a line at the top of the area, cut to its width.
    pub fn line(&mut self, area: Rect, line: &[Piece]) {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        let columns = usize::from(area.width);
        let cut = text::line_width(line) > columns;
        let mut left = if cut { columns - 1 } else { columns };
        let mut x = area.x;
        for piece in line {
            let style = self.theme.style(piece.role());
            let whole = piece.width() <= left;
            let (end, _) = self.buffer.set_stringn(x, area.y, piece.text(), left, style);
            left -= usize::from(end - x).min(left);
            x = end;
            if cut && (!whole || left == 0) {
                self.buffer.set_stringn(x, area.y, text::CUT, 1, style);
                break;
            }
        }
    }

    /// Draws a line with its end at the right edge of the area.
    pub fn line_right(&mut self, area: Rect, line: &[Piece]) {
        let wide = text::line_width(line).min(usize::from(area.width)) as u16;
        self.line(Rect { x: area.right() - wide, width: wide, ..area }, line);
    }

    /// Draws lines from the top of the area on, as many as fit.
    pub fn lines(&mut self, area: Rect, lines: &[text::Line]) {
        for (row, line) in rows(area).zip(lines) {
            self.line(row, line);
        }
    }

    /// Shows the area as the one that keys act on, with the hardware cursor at its beginning.
    pub fn select(&mut self, area: Rect) {
        let first = Position { x: area.x, y: area.y };
        // who has the row read out hears where the cursor is: the sign would be one word more on every row
        if self.theme.plain && self.buffer.cell(first).is_some_and(|cell| cell.symbol() == ">") {
            self.line(Rect { width: 1, height: 1, ..area }, &[Piece::plain(" ")]);
        }
        self.paint(area, Role::Selected);
        self.set_cursor(area.x, area.y);
    }

    /// Gives the area the look of a role on top of the one it has.
    pub fn paint(&mut self, area: Rect, role: Role) {
        let style = self.theme.style(role);
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// A line across the top of the area.
    pub fn rule(&mut self, area: Rect) {
        if self.theme.plain {
            return;
        }
        let across = "─".repeat(usize::from(area.width));
        self.line(Rect { height: 1, ..area }, &[Piece::muted(&across)]);
    }

    /// A line down the left of the area.
    pub fn divide(&mut self, area: Rect) {
        if self.theme.plain {
            return;
        }
        for row in rows(area) {
            self.line(row, &[Piece::muted("│")]);
        }
    }

    /// Clears the area.
    pub fn clear(&mut self, area: Rect) {
        for position in area.intersection(self.buffer.area).positions() {
            self.buffer[position].reset();
        }
    }

    /// Clears the area, draws a box with a title round it and gives what is inside. For a reader of the screen it is
    /// the whole body below its title.
    pub fn boxed(&mut self, area: Rect, title: &str) -> Rect {
        let area = if self.theme.plain { self.body } else { area }.intersection(self.buffer.area);
        self.clear(area);
        if self.theme.plain {
            self.line(area, &[Piece::new(title, Role::Title)]);
            let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
            self.set_cursor(inner.x, inner.y);
            return inner;
        }
        if area.width < 4 || area.height < 3 {
            return Rect::ZERO;
        }
        let inside = usize::from(area.width) - 2;
        let title = Piece::new(&format!(" {title} "), Role::Title).cut(inside - 1);
        let across = "─".repeat(inside - 1 - title.width());
        let top = [Piece::plain("┌─"), title, Piece::plain(&format!("{across}┐"))];
        let side = vec![Piece::plain("│")];
        for row in rows(area) {
            self.line(row, &side);
            self.line(Rect { x: row.right() - 1, width: 1, ..row }, &side);
        }
        let bottom = format!("└{}┘", "─".repeat(inside));
        self.line(area, &top);
        self.line(Rect { y: area.bottom() - 1, height: 1, ..area }, &[Piece::plain(&bottom)]);
        Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height - 2 }
    }

    /// Replaces every character that is not ASCII, for terminals that can show no other.
    pub fn to_ascii(&mut self) {
        let area = self.buffer.area;
        for position in area.positions() {
            let cell = &self.buffer[position];
            let symbol = cell.symbol();
            if symbol.is_ascii() {
                continue;
            }
            let wide = text::width(symbol);
            let plain = ascii(symbol);
            let style = cell.style();
            for offset in 0..wide.max(1) as u16 {
                self.buffer.set_string(position.x + offset, position.y, plain, style);
            }
        }
    }
}

/// The rows of an area, one high each.
pub fn rows(area: Rect) -> impl Iterator<Item = Rect> {
    (area.y..area.bottom()).map(move |y| Rect { y, height: 1, ..area })
}

/// What stands for a character on a terminal that shows ASCII alone.
fn ascii(symbol: &str) -> &'static str {
    match symbol {
        "│" => "|",
        "─" | "–" | "—" | "·" => "-",
        "┌" | "┐" | "└" | "┘" | "├" | "┤" | "┬" | "┴" | "┼" => "+",
        "…" => "~",
        "✓" => "y",
        "✗" => "n",
        "→" => ">",
        "█" => "#",
        "←" => "<",
        "↑" | "▲" => "^",
        "↓" | "▼" => "v",
        "×" => "x",
        "“" | "”" => "\"",
        "’" => "'",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u16, line: &[Piece]) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        Canvas::new(&mut buffer, Theme::MONO).line(Rect::new(0, 0, width, 1), line);
        (0..width).map(|x| buffer[(x, 0)].symbol().to_owned()).collect()
    }

    #[test]
    fn a_line_is_cut_at_the_edge_and_says_so() {
        let line = [Piece::plain("abc"), Piece::muted("def")];
        assert_eq!(drawn(6, &line), "abcdef");
        assert_eq!(drawn(5, &line), "abcd…");
        assert_eq!(drawn(3, &line), "ab…");
        assert_eq!(drawn(1, &line), "…");
    }

    #[test]
    fn escapes_never_reach_a_cell() {
        assert_eq!(drawn(8, &[Piece::plain("a\u{1b}[31m")]), "a␛[31m  ");
    }

    #[test]
    fn wide_characters_become_as_many_question_marks() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        let mut canvas = Canvas::new(&mut buffer, Theme::MONO);
        canvas.line(Rect::new(0, 0, 6, 1), &[Piece::plain("a医│b")]);
        canvas.to_ascii();
        let row: String = (0..6).map(|x| buffer[(x, 0)].symbol().to_owned()).collect();
        assert_eq!(row, "a??|b ");
    }
}
