//! A text being typed. Editing is ratatui-textarea's; drawing is ours, since what is typed or prefilled may hold
//! anything and reaches the screen only through `Shown`.

use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use super::text;
use crate::{
    domain::shown::Shown,
    tui::key::{Code, Key},
};

/// A text, one line or several, with a cursor.
#[derive(Debug, Clone)]
pub struct Editor {
    area: TextArea<'static>,
    multiline: bool,
}

/// A piece of a line as it stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenRow {
    /// The line of the text.
    pub line: usize,
    /// Its first character here.
    pub from: usize,
    /// The character after its last one here.
    pub to: usize,
    /// How it is shown.
    pub shown: String,
}

impl Editor {
    /// A text of one line.
    pub fn line(text: &str) -> Self {
        Self::make(text, false)
    }

    /// A text of several lines.
    pub fn text(text: &str) -> Self {
        Self::make(text, true)
    }

    fn make(text: &str, multiline: bool) -> Self {
        let mut area = TextArea::from(text.split('\n').map(str::to_owned));
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, multiline }
    }

    /// It may have several lines.
    pub fn is_multiline(&self) -> bool {
        self.multiline
    }

    /// What stands in it.
    pub fn value(&self) -> String {
        self.area.lines().join("\n")
    }

    /// True when nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Puts another text in.
    pub fn set(&mut self, text: &str) {
        *self = Self::make(text, self.multiline);
    }

    /// Takes pasted text; a text of one line takes line ends as blanks.
    pub fn paste(&mut self, pasted: &str) {
        let unix = pasted.replace("\r\n", "\n").replace('\r', "\n");
        if self.multiline {
            self.area.insert_str(unix);
        } else {
            self.area.insert_str(unix.trim_end_matches('\n').replace('\n', " "));
        }
    }

    /// Takes a key, with so many columns on the screen. False when it means nothing here.
    pub fn key(&mut self, key: Key, columns: usize) -> bool {
        if let Some(c) = key.typed() {
            self.area.insert_char(c);
            return true;
        }
        match (key.code, key.ctrl) {
            (Code::Enter, false) if self.multiline => self.area.insert_newline(),
            (Code::Backspace, false) => drop(self.area.delete_char()),
            (Code::Delete, false) => drop(self.area.delete_next_char()),
            (Code::Char('w'), true) => drop(self.area.delete_word()),
            (Code::Char('u'), true) => drop(self.area.delete_line_by_head()),
            (Code::Char('k'), true) => drop(self.area.delete_line_by_end()),
            (Code::Left, false) => self.area.move_cursor(CursorMove::Back),
            (Code::Right, false) => self.area.move_cursor(CursorMove::Forward),
            (Code::Left, true) => self.area.move_cursor(CursorMove::WordBack),
            (Code::Right, true) => self.area.move_cursor(CursorMove::WordForward),
            (Code::Home, _) => self.area.move_cursor(CursorMove::Head),
            (Code::End, _) | (Code::Char('e'), true) => self.area.move_cursor(CursorMove::End),
            (Code::Up, false) if self.multiline => self.climb(columns, false),
            (Code::Down, false) if self.multiline => self.climb(columns, true),
            _ => return false,
        }
        true
    }

    /// The text in rows of the screen.
    pub fn rows(&self, columns: usize) -> Vec<ScreenRow> {
        let mut rows = Vec::new();
        for (line, text) in self.area.lines().iter().enumerate() {
            break_line(line, text, columns.saturating_sub(1).max(1), &mut rows);
        }
        rows
    }

    /// Where the cursor stands in those rows: row, column.
    pub fn cursor(&self, rows: &[ScreenRow]) -> (usize, usize) {
        let at = self.area.cursor();
        let row = rows.iter().rposition(|row| row.line == at.0 && row.from <= at.1).unwrap_or(0);
        let before: String = self
            .area
            .lines()
            .get(at.0)
            .map(|text| {
                let from = rows.get(row).map_or(0, |row| row.from);
                text.chars().skip(from).take(at.1.saturating_sub(from)).collect()
            })
            .unwrap_or_default();
        (row, text::width(Shown::line(&before).as_str()))
    }

    /// One row of the screen down or up, in the same column where there is one.
    fn climb(&mut self, columns: usize, down: bool) {
        let rows = self.rows(columns);
        let (row, column) = self.cursor(&rows);
        let next = if down { row + 1 } else { row.wrapping_sub(1) };
        let Some(target) = rows.get(next) else { return };
        let text = self.area.lines()[target.line].clone();
        let mut at = target.from;
        let mut taken = 0;
        for c in text.chars().skip(target.from).take(target.to - target.from) {
            taken += text::width(Shown::line(c.encode_utf8(&mut [0; 4])).as_str());
            if taken > column {
                break;
            }
            at += 1;
        }
        if at == target.to && rows.get(next + 1).is_some_and(|after| after.line == target.line) {
            at = at.saturating_sub(1).max(target.from);
        }
        self.area.move_cursor(CursorMove::Jump(
            u16::try_from(target.line).unwrap_or(u16::MAX),
            u16::try_from(at).unwrap_or(u16::MAX),
        ));
    }
}

/// Breaks a line after blanks into rows of at most so many columns; no character is lost.
fn break_line(line: usize, text: &str, columns: usize, rows: &mut Vec<ScreenRow>) {
    let mut row = ScreenRow { line, from: 0, to: 0, shown: String::new() };
    let mut taken = 0;
    let mut blank: Option<(usize, usize)> = None;
    for cluster in text.graphemes(true) {
        let shown = Shown::line(cluster).into_string();
        let wide = text::width(&shown);
        if taken + wide > columns && row.to > row.from {
            let (to, bytes) = blank.take().unwrap_or((row.to, row.shown.len()));
            let rest = row.shown.split_off(bytes);
            taken = text::width(&rest);
            let next = ScreenRow { line, from: to, to: row.to, shown: rest };
            row.to = to;
            rows.push(std::mem::replace(&mut row, next));
        }
        row.shown.push_str(&shown);
        row.to += cluster.chars().count();
        taken += wide;
        if cluster == " " {
            blank = Some((row.to, row.shown.len()));
        }
    }
    rows.push(row);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(editor: &Editor, columns: usize) -> Vec<String> {
        editor.rows(columns).into_iter().map(|row| row.shown).collect()
    }

    #[test]
    fn long_lines_break_after_blanks_and_the_cursor_follows() {
        let mut editor = Editor::text("the pump stops while");
        assert_eq!(shown(&editor, 10), ["the pump ", "stops ", "while"]);
        assert_eq!(editor.cursor(&editor.rows(10)), (2, 5));
        editor.key(Key::plain(Code::Up), 10);
        assert_eq!(editor.cursor(&editor.rows(10)), (1, 5));
        editor.key(Key::char('X'), 10);
        assert_eq!(editor.value(), "the pump stopsX while");
    }

    #[test]
    fn one_line_stays_one_line() {
        let mut editor = Editor::line("a");
        editor.paste("b\r\nc\n");
        assert_eq!(editor.value(), "ab c");
        assert!(!editor.key(Key::plain(Code::Enter), 10));
    }

    #[test]
    fn hidden_characters_are_seen_while_typing_and_kept() {
        let editor = Editor::line("a\u{202e}b");
        assert_eq!(shown(&editor, 40), ["a<U+202E>b"]);
        assert_eq!(editor.value(), "a\u{202e}b");
    }
}
