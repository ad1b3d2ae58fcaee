//! Rows of a table as text that a spreadsheet takes: cells parted by TAB, rows by LF, and nothing in a cell that acts.

use crate::{domain::shown::Shown, report::delimited::guarded};

/// The rows as one text. TAB and line ends within a cell become blanks, what could act on a terminal or deceive a
/// reader becomes visible, and what a spreadsheet could take for a formula is guarded as in the exports.
pub fn tab_separated<T: AsRef<str>>(rows: &[Vec<T>]) -> String {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell_text(cell.as_ref())).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

fn cell_text(raw: &str) -> String {
    let line = raw.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
    let shown = Shown::line(line.trim()).into_string();
    guarded(&shown).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_are_parted_by_tabs_and_nothing_in_them_acts() {
        let rows = [
            vec!["Risk", "Title"],
            vec!["ip3/R-001", "=HYPERLINK(\"x\")"],
            vec!["a\tb\r\nc", "\u{1b}]52;c;x\u{7}"],
        ];
        let text = tab_separated(&rows);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], ["Risk\tTitle", "ip3/R-001\t'=HYPERLINK(\"x\")"]);
        assert!(lines[2].starts_with("a b c\t") && !lines[2].contains('\u{1b}'), "{text:?}");
    }

    proptest! {
        /// As many lines and cells as were given, and no control character but the two that part them.
        #[test]
        fn any_text_stays_in_its_cell(cells in prop::collection::vec(any::<String>(), 1..5)) {
            let text = tab_separated(&[cells.clone(), cells.clone()]);
            prop_assert_eq!(text.matches('\n').count(), 2);
            for line in text.lines() {
                prop_assert_eq!(line.split('\t').count(), cells.len());
                for cell in line.split('\t') {
                    prop_assert!(!cell.chars().any(char::is_control), "{:?}", cell);
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{:?}", cell);
                }
            }
        }
    }
}
