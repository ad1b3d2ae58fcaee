//! A text being typed. Editing is ratatui-textarea's; drawing is ours, since what is typed or prefilled may hold
//! anything and reaches the screen only through `Shown`; undo is ours, since a key is too small a step.

mod past;
mod rows;
mod window;

use past::{Moment, Past, Run};
use ratatui_textarea::{CursorMove, TextArea};
pub use rows::ScreenRow;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::tui::key::{Code, Key};

/// Bytes that a text takes at most when it is pasted, or comes from an editor.
pub const MOST: usize = 64 << 10;
/// Rows that a page key goes.
const PAGE: usize = 6;

/// A text, one line or several, with a cursor.
#[derive(Debug, Clone)]
pub struct Editor {
    area: TextArea<'static>,
    multiline: bool,
    past: Past,
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
        let mut editor = Self { area: TextArea::default(), multiline, past: Past::default() };
        editor.put(text);
        editor.area.move_cursor(CursorMove::Bottom);
        editor.area.move_cursor(CursorMove::End);
        editor
    }

    fn put(&mut self, text: &str) {
        self.area = TextArea::from(text.split('\n').map(str::to_owned));
        self.area.set_max_histories(0);
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

    /// Puts another text in, which can be undone.
    pub fn replace(&mut self, text: &str) {
        let text = if self.multiline { text.to_owned() } else { text.replace('\n', " ") };
        self.change(Run::Alone, |editor| {
            editor.put(&text);
            editor.area.move_cursor(CursorMove::Bottom);
            editor.area.move_cursor(CursorMove::End);
        });
    }

    /// Takes pasted text; a text of one line takes line ends as blanks.
    pub fn paste(&mut self, pasted: &str) {
        let unix = pasted.replace("\r\n", "\n").replace('\r', "\n");
        let taken = if self.multiline { unix } else { unix.trim_end_matches('\n').replace('\n', " ") };
        self.change(Run::Alone, |editor| {
            editor.area.insert_str(taken);
        });
    }

    /// One step back in what was typed; false when there is none.
    pub fn undo(&mut self) -> bool {
        let now = self.moment();
        let before = self.past.undo(now);
        self.restore(before)
    }

    /// One step forward again; false when there is none.
    pub fn redo(&mut self) -> bool {
        let now = self.moment();
        let after = self.past.redo(now);
        self.restore(after)
    }

    fn restore(&mut self, moment: Option<Moment>) -> bool {
        let Some(moment) = moment else { return false };
        self.put(&moment.text);
        self.jump(moment.at);
        true
    }

    fn moment(&self) -> Moment {
        let at = self.area.cursor();
        Moment { text: self.value(), at: (at.0, at.1) }
    }

    /// Changes the text, and keeps what it was.
    fn change(&mut self, run: Run, how: impl FnOnce(&mut Self)) {
        let before = self.moment();
        how(self);
        if self.value() != before.text {
            self.past.changed(before, run);
        }
    }

    /// Takes a key, with so many columns on the screen. False when it means nothing here.
    pub fn key(&mut self, key: Key, columns: usize) -> bool {
        if let Some(c) = key.typed() {
            self.change(Run::Typing { blank: c == ' ' }, |editor| editor.area.insert_char(c));
            return true;
        }
        match (key.code, key.ctrl) {
            (Code::Enter, false) if self.multiline => {
                self.change(Run::Typing { blank: true }, |editor| editor.area.insert_newline());
            }
            (Code::Backspace, false) => self.change(Run::Deleting, |editor| {
                for _ in 0..editor.cluster(false).max(1) {
                    editor.area.delete_char();
                }
            }),
            (Code::Delete, false) => self.change(Run::Deleting, |editor| {
                for _ in 0..editor.cluster(true).max(1) {
                    editor.area.delete_next_char();
                }
            }),
            (Code::Char('w'), true) => self.change(Run::Alone, |editor| {
                editor.area.delete_word();
            }),
            (Code::Char('u'), true) => {
                self.change(Run::Alone, |editor| {
                    editor.area.delete_line_by_head();
                });
            }
            (Code::Char('k'), true) => {
                self.change(Run::Alone, |editor| {
                    editor.area.delete_line_by_end();
                });
            }
            _ => return self.go(key, columns),
        }
        true
    }

    /// Moves the cursor.
    fn go(&mut self, key: Key, columns: usize) -> bool {
        match (key.code, key.ctrl) {
            (Code::Left, false) => self.steps(CursorMove::Back, false),
            (Code::Right, false) => self.steps(CursorMove::Forward, true),
            (Code::Left, true) => self.area.move_cursor(CursorMove::WordBack),
            (Code::Right, true) => self.area.move_cursor(CursorMove::WordForward),
            (Code::Home, true) => {
                self.area.move_cursor(CursorMove::Top);
                self.area.move_cursor(CursorMove::Head);
            }
            (Code::End, true) => {
                self.area.move_cursor(CursorMove::Bottom);
                self.area.move_cursor(CursorMove::End);
            }
            (Code::Home, false) | (Code::Char('a'), true) => self.edge(columns, false),
            (Code::End, false) | (Code::Char('e'), true) => self.edge(columns, true),
            (Code::Up, false) if self.multiline => self.climb(columns, 1, false),
            (Code::Down, false) if self.multiline => self.climb(columns, 1, true),
            (Code::PageUp, false) if self.multiline => self.climb(columns, PAGE, false),
            (Code::PageDown, false) if self.multiline => self.climb(columns, PAGE, true),
            _ => return false,
        }
        self.past.pause();
        true
    }

    /// Over the whole of what is one letter to the eye.
    fn steps(&mut self, step: CursorMove, forward: bool) {
        for _ in 0..self.cluster(forward).max(1) {
            self.area.move_cursor(step);
        }
    }

    /// How many characters the letter behind the cursor has, or the one before it; none at the end of a line.
    fn cluster(&self, forward: bool) -> usize {
        let at = self.area.cursor();
        let Some(line) = self.area.lines().get(at.0) else { return 0 };
        let split = line.char_indices().nth(at.1).map_or(line.len(), |(bytes, _)| bytes);
        let (before, behind) = line.split_at(split);
        let cluster =
            if forward { behind.graphemes(true).next() } else { before.graphemes(true).next_back() };
        cluster.map_or(0, |cluster| cluster.chars().count())
    }

    /// The text in rows of the screen.
    pub fn rows(&self, columns: usize) -> Vec<ScreenRow> {
        rows::wrapped(self.area.lines(), columns)
    }

    /// Where the cursor stands in those rows: row, column.
    pub fn cursor(&self, rows: &[ScreenRow]) -> (usize, usize) {
        let at = self.area.cursor();
        rows::place(rows, self.area.lines(), (at.0, at.1))
    }

    /// A text of one line as it is seen in so many columns, cut where there is no room for it, and the column of the cursor.
    /// Up to `head` columns of its beginning stay.
    pub fn window(&self, columns: usize, head: usize) -> (String, usize) {
        let at = self.area.cursor();
        self.area.lines().first().map_or((String::new(), 0), |line| window::window(line, at.1, columns, head))
    }

    /// To the beginning or the end of the row of the screen; from there, of the line.
    fn edge(&mut self, columns: usize, end: bool) {
        if !self.multiline {
            return self.area.move_cursor(if end { CursorMove::End } else { CursorMove::Head });
        }
        let rows = self.rows(columns);
        let (row, _) = self.cursor(&rows);
        let at = self.area.cursor();
        let to = if end { rows::last_place(&rows, row) } else { rows.get(row).map_or(0, |row| row.from) };
        if at.1 == to {
            self.area.move_cursor(if end { CursorMove::End } else { CursorMove::Head });
        } else {
            self.jump((at.0, to));
        }
    }

    /// So many rows of the screen down or up, in the same column where there is one.
    fn climb(&mut self, columns: usize, by: usize, down: bool) {
        let rows = self.rows(columns);
        let (row, column) = self.cursor(&rows);
        let next = if down { (row + by).min(rows.len().saturating_sub(1)) } else { row.saturating_sub(by) };
        let at = rows::character(&rows, self.area.lines(), next, column);
        if let Some(target) = rows.get(next).filter(|_| next != row) {
            self.jump((target.line, at));
        }
    }

    fn jump(&mut self, (line, at): (usize, usize)) {
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(short(line), short(at)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(editor: &Editor, columns: usize) -> Vec<String> {
        editor.rows(columns).into_iter().map(|row| row.shown).collect()
    }

    fn press(editor: &mut Editor, keys: &str) {
        for written in keys.split_whitespace() {
            match written.strip_prefix('\'') {
                Some(text) => text.chars().for_each(|c| _ = editor.key(Key::char(c), 40)),
                None => _ = editor.key(Key::parse(written).unwrap(), 40),
            }
        }
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
    fn home_and_end_go_to_the_edge_of_the_row_and_then_of_the_line() {
        let mut editor = Editor::text("the pump stops while");
        let at = |editor: &Editor| editor.cursor(&editor.rows(10));
        editor.key(Key::plain(Code::Up), 10);
        editor.key(Key::plain(Code::Home), 10);
        assert_eq!(at(&editor), (1, 0));
        editor.key(Key::plain(Code::Home), 10);
        assert_eq!(at(&editor), (0, 0));
        editor.key(Key::plain(Code::End), 10);
        assert_eq!(at(&editor), (0, 8));
        editor.key(Key::plain(Code::End), 10);
        assert_eq!(at(&editor), (2, 5));
        editor.key(Key::plain(Code::PageUp), 10);
        assert_eq!(at(&editor), (0, 5));
    }

    #[test]
    fn one_line_stays_one_line() {
        let mut editor = Editor::line("a");
        editor.paste("b\r\nc\n");
        assert_eq!(editor.value(), "ab c");
        assert!(!editor.key(Key::plain(Code::Enter), 10));
        assert!(!editor.key(Key::plain(Code::PageUp), 10));
        editor.replace("c\nd");
        assert_eq!(editor.value(), "c d");
    }

    #[test]
    fn hidden_characters_are_seen_while_typing_and_kept() {
        let editor = Editor::line("a\u{202e}b");
        assert_eq!(shown(&editor, 40), ["a<U+202E>b"]);
        assert_eq!(editor.value(), "a\u{202e}b");
    }

    #[test]
    fn what_is_one_letter_to_the_eye_is_one_to_the_keys() {
        // e with an accent of its own, and an emoji of four characters
        let mut editor = Editor::line("ae\u{301}\u{1f469}\u{1f3fb}\u{200d}\u{1f4bb}");
        press(&mut editor, "Left Left 'x");
        assert_eq!(editor.value(), "axe\u{301}\u{1f469}\u{1f3fb}\u{200d}\u{1f4bb}");
        press(&mut editor, "Delete Right Backspace");
        assert_eq!(editor.value(), "ax");
    }

    #[test]
    fn a_word_or_a_run_of_deletions_is_undone_at_a_time() {
        let mut editor = Editor::text("");
        press(&mut editor, "'one Space 'two Enter 'three");
        assert_eq!(editor.value(), "one two\nthree");
        assert!(editor.undo());
        assert_eq!(editor.value(), "one two\n");
        press(&mut editor, "Backspace Backspace Backspace Backspace");
        assert_eq!(editor.value(), "one ");
        assert!(editor.undo());
        assert_eq!(editor.value(), "one two\n");
        assert!(editor.undo() && editor.undo());
        assert_eq!(editor.value(), "");
        assert!(!editor.undo());
        assert!(editor.redo() && editor.redo());
        assert_eq!(editor.value(), "one two\n");
        editor.paste("four\nfive");
        assert!(!editor.redo(), "typing ends what can be done again");
        assert!(editor.undo());
        assert_eq!(editor.value(), "one two\n");
        editor.replace("other");
        assert!(editor.undo());
        assert_eq!((editor.value().as_str(), editor.cursor(&editor.rows(40))), ("one two\n", (1, 0)));
    }

    #[derive(Debug, Clone)]
    enum Struck {
        Key(&'static str),
        Type(char),
        Paste(String),
    }

    fn struck() -> impl Strategy<Value = Struck> {
        let keys = prop::sample::select(vec![
            "Enter",
            "Backspace",
            "Delete",
            "Left",
            "Right",
            "Up",
            "Down",
            "Home",
            "End",
            "Ctrl-w",
            "Ctrl-u",
            "Ctrl-k",
            "Ctrl-Left",
            "Ctrl-Right",
            "Ctrl-Home",
            "Ctrl-End",
            "PgUp",
            "PgDn",
        ]);
        prop_oneof![
            keys.prop_map(Struck::Key),
            any::<char>().prop_filter("typed", |c| !c.is_control()).prop_map(Struck::Type),
            "[a \\n\u{301}\u{533b}]{0,12}".prop_map(Struck::Paste),
        ]
    }

    proptest! {
        #[test]
        fn everything_is_undone_and_done_again(
            text in "[a-c \\n\u{301}]{0,30}",
            all in prop::collection::vec(struck(), 0..60),
        ) {
            let mut editor = Editor::text(&text);
            for one in all {
                match one {
                    Struck::Key(key) => _ = editor.key(Key::parse(key).unwrap(), 14),
                    Struck::Type(c) => _ = editor.key(Key::char(c), 14),
                    Struck::Paste(pasted) => editor.paste(&pasted),
                }
                let rows = editor.rows(14);
                let (row, _) = editor.cursor(&rows);
                prop_assert!(row < rows.len());
            }
            let last = editor.value();
            while editor.undo() {}
            prop_assert_eq!(editor.value(), text);
            while editor.redo() {}
            prop_assert_eq!(editor.value(), last);
        }
    }
}
