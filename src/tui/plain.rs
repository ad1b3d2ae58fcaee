//! Frames for who has the screen read out: rows that changed are sent whole, the one with the cursor last, and nothing
//! where nothing changed. What is sent is text, so that a reader that speaks what comes in speaks words, not the letters
//! that differ.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Position,
    style::{Color, Modifier},
};

/// What stands on the screen.
#[derive(Debug, Default)]
pub struct Rows {
    shown: Buffer,
    cursor: Option<Position>,
    said: u64,
}

impl Rows {
    /// The bytes that bring the screen from what stands on it to this. The row of the message is sent again when
    /// something was said anew, also the same.
    pub fn bytes(&mut self, buffer: Buffer, cursor: Option<Position>, said: u64) -> Vec<u8> {
        let mut sent = String::new();
        let area = buffer.area;
        let fresh = self.shown.area != area;
        if !fresh {
            self.scroll(&buffer, &mut sent);
        }
        let again = (said != self.said).then(|| area.bottom().saturating_sub(2));
        let changed = |y: u16| {
            let row = || (area.x..area.right()).map(move |x| Position { x, y });
            let differs = || row().any(|at| look(&self.shown[at]) != look(&buffer[at]));
            fresh || again == Some(y) || differs()
        };
        let mut rows: Vec<u16> = (area.y..area.bottom()).filter(|&y| changed(y)).collect();
        // what is read out last is where one is
        let here = cursor.map(|at| at.y);
        rows.sort_by_key(|&y| (Some(y) == here, y));
        for y in &rows {
            send(&mut sent, &buffer, *y);
        }
        if cursor != self.cursor || !rows.is_empty() || fresh {
            match cursor {
                Some(at) => {
                    // a failing write into a string there is not
                    let _ = write!(sent, "\u{1b}[{};{}H", at.y + 1, at.x + 1);
                    if fresh || self.cursor.is_none() {
                        sent.push_str("\u{1b}[?25h");
                    }
                }
                None if fresh || self.cursor.is_some() => sent.push_str("\u{1b}[?25l"),
                None => {}
            }
        }
        *self = Self { shown: buffer, cursor, said };
        sent.into_bytes()
    }

    /// Where a list moved by one row, the terminal moves it: else all of it would be sent, and read out, again.
    fn scroll(&mut self, wanted: &Buffer, sent: &mut String) {
        let area = wanted.area;
        let text = |of: &Buffer| -> Vec<String> {
            let row = |y: u16| (area.x..area.right()).map(|x| of[(x, y)].symbol()).collect();
            (area.y..area.bottom()).map(row).collect()
        };
        let (old, new) = (text(&self.shown), text(wanted));
        let up = longest(old.len(), |y| new[y] == old[y + 1] && new[y] != old[y]);
        let down = longest(old.len(), |y| new[y + 1] == old[y] && new[y + 1] != old[y + 1]);
        let ((first, count), is_up) = if up.1 >= down.1 { (up, true) } else { (down, false) };
        if count < LEAST {
            return;
        }
        let (top, bottom) = (area.y + first as u16, area.y + (first + count) as u16);
        let (from, index) = if is_up { (bottom, "\n") } else { (top, "\u{1b}M") };
        let _ = write!(sent, "\u{1b}[{};{}r\u{1b}[{};1H{index}\u{1b}[r", top + 1, bottom + 1, from + 1);
        let mut moved = self.shown.clone();
        for (y, x) in (top..=bottom).flat_map(|y| (area.x..area.right()).map(move |x| (y, x))) {
            let before = if is_up { y + 1 } else { y.wrapping_sub(1) };
            let stays = (top..=bottom).contains(&before);
            moved[(x, y)] = if stays { self.shown[(x, before)].clone() } else { Cell::default() };
        }
        self.shown = moved;
    }

    /// Forgets what stands on the screen.
    pub fn forget(&mut self) {
        self.shown = Buffer::default();
    }
}

/// The longest run of rows, each but the last with one below it, of which this holds: its first, and how many.
fn longest(rows: usize, holds: impl Fn(usize) -> bool) -> (usize, usize) {
    let (mut best, mut from) = ((0, 0), 0);
    for y in 0..rows.saturating_sub(1) {
        if !holds(y) {
            from = y + 1;
        } else if y + 1 - from > best.1 {
            best = (from, y + 1 - from);
        }
    }
    best
}

/// What one sees of a cell.
fn look(cell: &Cell) -> (&str, Color, Color, Modifier) {
    (cell.symbol(), cell.fg, cell.bg, cell.modifier)
}

/// Fewer rows are sent again.
const LEAST: usize = 4;

/// Blanks from this number on are stepped over.
const GAP: u16 = 7;

/// One row: it is erased, and its text put in.
fn send(sent: &mut String, buffer: &Buffer, y: u16) {
    let area = buffer.area;
    let blank = |x: u16| {
        let cell = &buffer[(x, y)];
        cell.symbol() == " " && !cell.modifier.contains(Modifier::REVERSED)
    };
    let _ = write!(sent, "\u{1b}[{};{}H\u{1b}[K", y + 1, area.x + 1);
    let mut style = String::new();
    let (mut x, mut moved) = (area.x, false);
    while x < area.right() {
        let gap = (x..area.right()).take_while(|&x| blank(x)).count() as u16;
        if x + gap == area.right() {
            break;
        }
        if gap >= GAP {
            (x, moved) = (x + gap, true);
        }
        let cell = &buffer[(x, y)];
        if moved {
            let _ = write!(sent, "\u{1b}[{}G", x + 1);
        }
        let wanted = parameters(cell);
        if wanted != style {
            let _ = write!(sent, "\u{1b}[0{wanted}m");
            style = wanted;
        }
        let symbol = cell.symbol();
        sent.push_str(symbol);
        // terminals differ in how wide they draw what is not sure
        moved = !is_sure(symbol);
        x += (super::widgets::text::width(symbol) as u16).max(1);
    }
    if !style.is_empty() {
        sent.push_str("\u{1b}[0m");
    }
}

/// Every terminal draws it as wide as we count it.
fn is_sure(symbol: &str) -> bool {
    let mut all = symbol.chars();
    let narrow = |c| {
        matches!(c, ' '..='~' | '\u{a1}'..='\u{2ff}' | '\u{370}'..='\u{52f}' | '\u{2010}'..='\u{2027}')
            || matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2400}'..='\u{2426}' | '\u{2500}'..='\u{259f}')
    };
    let wide = |c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    matches!((all.next(), all.next()), (Some(c), None) if narrow(c) || wide(c))
}

/// The parameters that set the look of a cell after a reset; empty where it has none.
fn parameters(cell: &Cell) -> String {
    let mut set = String::new();
    for (modifier, code) in
        [(Modifier::BOLD, 1), (Modifier::DIM, 2), (Modifier::UNDERLINED, 4), (Modifier::REVERSED, 7)]
    {
        if cell.modifier.contains(modifier) {
            let _ = write!(set, ";{code}");
        }
    }
    if let Some(code) = foreground(cell.fg) {
        let _ = write!(set, ";{code}");
    }
    set
}

/// The sixteen colours as every terminal knows them.
fn foreground(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 30,
        Color::Red => 31,
        Color::Green => 32,
        Color::Yellow => 33,
        Color::Blue => 34,
        Color::Magenta => 35,
        Color::Cyan => 36,
        Color::Gray => 37,
        Color::DarkGray => 90,
        Color::LightRed => 91,
        Color::LightGreen => 92,
        Color::LightYellow => 93,
        Color::LightBlue => 94,
        Color::LightMagenta => 95,
        Color::LightCyan => 96,
        Color::White => 97,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use ratatui::{layout::Rect, style::Style};

    use super::*;

    fn frame(rows: &[&str]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, rows.len() as u16));
        for (y, row) in rows.iter().enumerate() {
            buffer.set_string(0, y as u16, row, Style::new());
        }
        buffer
    }

    fn sent(rows: &mut Rows, buffer: Buffer, cursor: (u16, u16), said: u64) -> String {
        String::from_utf8(rows.bytes(buffer, Some(cursor.into()), said)).unwrap()
    }

    #[test]
    fn rows_that_changed_are_sent_whole_and_the_one_with_the_cursor_last() {
        let mut rows = Rows::default();
        let first = sent(&mut rows, frame(&["one", "two", "three", "four"]), (0, 0), 0);
        assert!(first.contains("three") && first.ends_with("\u{1b}[Kone\u{1b}[1;1H\u{1b}[?25h"), "{first:?}");
        let moved = sent(&mut rows, frame(&["one", "two", "three", "four"]), (0, 1), 0);
        assert_eq!(moved, "\u{1b}[2;1H");
        assert_eq!(
            sent(&mut rows, frame(&["one", "two", "three", "four"]), (0, 1), 0),
            "",
            "nothing changed"
        );
        let changed = sent(&mut rows, frame(&["one", "twi", "three", "five"]), (0, 1), 0);
        assert_eq!(changed, "\u{1b}[4;1H\u{1b}[Kfive\u{1b}[2;1H\u{1b}[Ktwi\u{1b}[2;1H");
    }

    #[test]
    fn what_is_said_again_is_sent_again() {
        let mut rows = Rows::default();
        sent(&mut rows, frame(&["a", "saved", "keys"]), (0, 0), 1);
        let again = sent(&mut rows, frame(&["a", "saved", "keys"]), (0, 0), 2);
        assert_eq!(again, "\u{1b}[2;1H\u{1b}[Ksaved\u{1b}[1;1H");
    }

    #[test]
    fn a_list_that_moved_by_one_row_is_moved_by_the_terminal() {
        let mut rows = Rows::default();
        let before = ["head", "a", "b", "c", "d", "e", "f", "foot"];
        sent(&mut rows, frame(&before), (0, 6), 0);
        let after = ["head", "b", "c", "d", "e", "f", "g", "foot"];
        let up = sent(&mut rows, frame(&after), (0, 6), 0);
        assert_eq!(up, "\u{1b}[2;7r\u{1b}[7;1H\n\u{1b}[r\u{1b}[7;1H\u{1b}[Kg\u{1b}[7;1H");
        let down = sent(&mut rows, frame(&before), (0, 1), 0);
        assert_eq!(down, "\u{1b}[2;7r\u{1b}[2;1H\u{1b}M\u{1b}[r\u{1b}[2;1H\u{1b}[Ka\u{1b}[2;1H");
    }

    /// What the terminal holds in the end is what was wanted, whatever came before.
    #[test]
    fn a_terminal_shows_each_frame_as_it_is() {
        let mut rows = Rows::default();
        let size = |count: u16| std::num::NonZero::new(count).unwrap();
        let mut terminal = vt100::Parser::new(size(9), size(12), 0);
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..2_000 {
            let first = next(6);
            let mut lines: Vec<String> = (0..8).map(|at| format!("row {:03}", first + at)).collect();
            if next(4) == 0 {
                lines[next(8) as usize] = "another".to_owned();
            }
            if next(5) == 0 {
                lines[next(8) as usize] = String::new();
            }
            lines.push(format!("foot {}", next(3)));
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let here = (0, next(9) as u16);
            terminal.process(&rows.bytes(frame(&lines), Some(here.into()), 0));
            let shown: Vec<String> = terminal.screen().rows(0, 12).collect();
            assert_eq!(shown, lines);
            assert_eq!(terminal.screen().cursor_position(), (here.1, here.0));
        }
    }

    #[test]
    fn a_wide_gap_is_stepped_over() {
        let mut rows = Rows::default();
        let gap = sent(&mut rows, frame(&["a         bc"]), (0, 0), 0);
        assert_eq!(gap, "\u{1b}[1;1H\u{1b}[Ka\u{1b}[11Gbc\u{1b}[1;1H\u{1b}[?25h");
    }

    #[test]
    fn what_terminals_may_draw_wider_shifts_nothing() {
        let mut rows = Rows::default();
        let text = sent(&mut rows, frame(&["e\u{301} 医 ☁\u{fe0f}x"]), (0, 0), 0);
        assert!(text.contains("e\u{301}\u{1b}[2G 医 ") && text.contains("\u{1b}[8Gx"), "{text:?}");
    }
}
