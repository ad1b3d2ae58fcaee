//! Rows of texts as columns that stand under each other.

use unicode_width::UnicodeWidthStr as _;

use crate::domain::shown::Shown;

/// The rows with each column as wide as its widest cell; the last one is left ragged.
pub(super) fn table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    let heading = heading.map(str::to_owned);
    let shown: Vec<[String; N]> = std::iter::once(&heading)
        .chain(rows)
        .map(|row| std::array::from_fn(|at| Shown::line(&row[at]).as_str().to_owned()))
        .collect();
    let widths: [usize; N] =
        std::array::from_fn(|at| shown.iter().map(|row| row[at].width()).max().unwrap_or_default());
    let mut text = String::new();
    for row in &shown {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.pop();
    text
}

/// At most so many columns of a text, with a mark where something is left out.
pub(super) fn short(text: &str, columns: usize) -> String {
    let shown = Shown::line(text);
    let shown = shown.as_str();
    if shown.width() <= columns {
        return shown.to_owned();
    }
    let mut kept = String::new();
    for c in shown.chars() {
        let longer = format!("{kept}{c}");
        if longer.width() >= columns {
            break;
        }
        kept = longer;
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_whatever_the_width_of_a_character() {
        let rows = [["医".to_owned(), "b".to_owned()], ["ccc".to_owned(), "d".to_owned()]];
        assert_eq!(table(["x", "y"], &rows), "x    y\n医   b\nccc  d");
        assert_eq!(short("abcdef", 4), "abc…");
        assert_eq!(short("医医医", 4), "医…");
    }
}
