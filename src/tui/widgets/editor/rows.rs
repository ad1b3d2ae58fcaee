//! A text as rows of the screen: words wrapped at the width that characters take, no character lost.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::{domain::shown::Shown, tui::widgets::text};

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

/// The lines in rows of at most so many columns, one of which is the cursor's.
pub(super) fn wrapped(lines: &[String], columns: usize) -> Vec<ScreenRow> {
    let mut rows = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        break_line(line, text, columns.saturating_sub(1).max(1), &mut rows);
    }
    rows
}

/// Where a place of the text stands in its rows: row, column.
pub(super) fn place(rows: &[ScreenRow], lines: &[String], at: (usize, usize)) -> (usize, usize) {
    let row = rows.iter().rposition(|row| row.line == at.0 && row.from <= at.1).unwrap_or(0);
    let before: String = lines
        .get(at.0)
        .map(|text| {
            let from = rows.get(row).map_or(0, |row| row.from);
            text.chars().skip(from).take(at.1.saturating_sub(from)).collect()
        })
        .unwrap_or_default();
    (row, text::width(Shown::line(&before).as_str()))
}

/// The character of a row that stands in this column, or the last one before it that one can go to.
pub(super) fn character(rows: &[ScreenRow], lines: &[String], row: usize, column: usize) -> usize {
    let Some(target) = rows.get(row) else { return 0 };
    let here: String = lines
        .get(target.line)
        .map(|text| text.chars().skip(target.from).take(target.to - target.from).collect())
        .unwrap_or_default();
    let last = last_place(rows, row);
    let mut at = target.from;
    let mut taken = 0;
    for cluster in here.graphemes(true) {
        taken += text::width(Shown::line(cluster).as_str());
        let next = at + cluster.chars().count();
        if taken > column || next > last {
            break;
        }
        at = next;
    }
    at
}

/// The last place of a row: where its line goes on below, the one behind its last character is there.
pub(super) fn last_place(rows: &[ScreenRow], row: usize) -> usize {
    let Some(here) = rows.get(row) else { return 0 };
    let goes_on = rows.get(row + 1).is_some_and(|after| after.line == here.line);
    if goes_on { here.to.saturating_sub(1).max(here.from) } else { here.to }
}

/// Breaks a line after blanks into rows of at most so many columns.
fn break_line(line: usize, text: &str, columns: usize, rows: &mut Vec<ScreenRow>) {
    let mut row = ScreenRow { line, from: 0, to: 0, shown: String::new() };
    let mut taken = 0;
    let mut blank: Option<(usize, usize)> = None;
    for cluster in text.graphemes(true) {
        let shown = Shown::line(cluster).into_string();
        let wide = text::width(&shown);
        while taken + wide > columns && row.to > row.from {
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
    use proptest::prelude::*;

    use super::*;

    /// Letters that join, wide ones, blanks, and what is shown longer than it is stored.
    const TEXTS: &str = "[a-d \\n,\u{e9}\u{301}\u{308}\u{533b}\u{7642}\u{1f469}\u{1f3fb}\u{200d}\u{1f4bb}\u{1100}\u{1161}\u{5d0}\u{202e}\t]{0,80}";

    fn lines(text: &str) -> Vec<String> {
        text.split('\n').map(str::to_owned).collect()
    }

    proptest! {
        #[test]
        fn every_character_stands_in_one_row_and_no_row_is_too_wide(text in TEXTS, columns in 12usize..60) {
            let lines = lines(&text);
            let rows = wrapped(&lines, columns);
            let mut at = (0, 0);
            for row in &rows {
                if row.line != at.0 {
                    prop_assert_eq!(at.1, lines[at.0].chars().count(), "the line before is whole");
                    at = (at.0 + 1, 0);
                }
                prop_assert_eq!((row.line, row.from), at);
                let here: String = lines[row.line].chars().skip(row.from).take(row.to - row.from).collect();
                let one = here.graphemes(true).count() <= 1;
                prop_assert!(one || text::width(&row.shown) < columns, "{:?}", row);
                at.1 = row.to;
            }
            prop_assert_eq!(at, (lines.len() - 1, lines[lines.len() - 1].chars().count()));
            for (line, text) in lines.iter().enumerate() {
                let shown: String =
                    rows.iter().filter(|row| row.line == line).map(|row| row.shown.as_str()).collect();
                prop_assert_eq!(shown, Shown::line(text).into_string());
            }
        }

        #[test]
        fn the_cursor_is_found_where_it_was_put(text in TEXTS, columns in 12usize..60, row in 0usize..9) {
            let lines = lines(&text);
            let rows = wrapped(&lines, columns);
            let row = row.min(rows.len() - 1);
            for column in 0..columns {
                let at = (rows[row].line, character(&rows, &lines, row, column));
                let (found, stands) = place(&rows, &lines, at);
                prop_assert_eq!(found, row);
                prop_assert!(stands <= column, "{} {:?}", stands, rows[row]);
            }
        }
    }
}
