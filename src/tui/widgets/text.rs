//! Measuring, cutting, padding and wrapping of text: the one place that knows how wide a character is.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::{domain::shown::Shown, tui::theme::Role};

/// What stands where text was cut.
pub const CUT: &str = "…";

/// How many columns the text takes.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// So many columns or rows as a terminal counts them, which has fewer than a text may take.
pub fn at_most(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The beginning of the text that fits into so many columns, with a mark where it was cut.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    if columns == 0 {
        return String::new();
    }
    let mut kept = String::with_capacity(text.len().min(columns * 4));
    let mut taken = 0;
    for cluster in text.graphemes(true) {
        let wide = cluster.width();
        if taken + wide > columns - 1 {
            break;
        }
        kept.push_str(cluster);
        taken += wide;
    }
    kept.push_str(CUT);
    kept
}

/// The text cut or padded with blanks to exactly so many columns.
pub fn fit(text: &str, columns: usize) -> String {
    let mut fitted = cut(text, columns);
    let missing = columns.saturating_sub(width(&fitted));
    fitted.extend(std::iter::repeat_n(' ', missing));
    fitted
}

/// The text broken at blanks into lines of at most so many columns; LF ends a line, a word that is too long is
/// broken.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut taken = 0;
        for word in paragraph.split_word_bounds() {
            let wide = width(word);
            if taken + wide <= columns {
                line.push_str(word);
                taken += wide;
                continue;
            }
            if word.trim().is_empty() {
                lines.push(std::mem::take(&mut line));
                taken = 0;
                continue;
            }
            if taken > 0 && wide <= columns {
                // what stands before the word moves down with it when no blank parts them: `12,5`, `(a`
                let kept = line.trim_end().len();
                let carried = if kept == line.len() { carry(&mut line) } else { String::new() };
                line.truncate(line.trim_end().len());
                lines.push(std::mem::replace(&mut line, carried));
                taken = width(&line);
                if taken + wide > columns {
                    lines.push(std::mem::take(&mut line));
                    taken = 0;
                }
                line.push_str(word);
                taken += wide;
                continue;
            }
            for cluster in word.graphemes(true) {
                let wide = width(cluster);
                if wide > columns {
                    taken = broken(cluster, columns, &mut line, &mut lines);
                    continue;
                }
                if taken + wide > columns && taken > 0 {
                    lines.push(std::mem::take(&mut line));
                    taken = 0;
                }
                line.push_str(cluster);
                taken += wide;
            }
        }
        lines.push(line);
    }
    lines
}

/// Breaks a cluster that is wider than a whole line between its characters, each line measured as a whole: a wide letter
/// with a spacing vowel sign takes three columns, and a sign that asks for an emoji widens the one before it, so that a
/// cluster is not as wide as its characters are one by one. What takes no column does not make a line endless.
fn broken(cluster: &str, columns: usize, line: &mut String, lines: &mut Vec<String>) -> usize {
    if !line.is_empty() {
        lines.push(std::mem::take(line));
    }
    for character in cluster.chars() {
        let before = line.len();
        line.push(character);
        if before > 0 && (width(line) > columns || before >= 16 * columns) {
            lines.push(line[..before].to_owned());
            line.replace_range(..before, "");
        }
    }
    // full: what follows would join the rest of it, and begins a line of its own
    columns
}

/// Takes what follows the last blank off the line, unless that is the whole line.
fn carry(line: &mut String) -> String {
    match line.rfind(' ') {
        Some(blank) if blank > 0 => line.split_off(blank + 1),
        _ => String::new(),
    }
}

/// Text with one meaning; only what went through [`Shown`] can be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    text: String,
    role: Role,
}

impl Piece {
    /// One line of text, made harmless.
    pub fn new(text: &str, role: Role) -> Self {
        Self { text: Shown::line(text).into_string(), role }
    }

    /// Plain text.
    pub fn plain(text: &str) -> Self {
        Self::new(text, Role::Normal)
    }

    /// Text of less weight.
    pub fn muted(text: &str) -> Self {
        Self::new(text, Role::Muted)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it means.
    pub fn role(&self) -> Role {
        self.role
    }

    /// How many columns it takes.
    pub fn width(&self) -> usize {
        width(&self.text)
    }

    /// The same, cut to so many columns.
    #[must_use]
    pub fn cut(&self, columns: usize) -> Self {
        Self { text: cut(&self.text, columns), role: self.role }
    }

    /// The same, cut or padded to exactly so many columns.
    #[must_use]
    pub fn fit(&self, columns: usize) -> Self {
        Self { text: fit(&self.text, columns), role: self.role }
    }
}

/// One line of a screen.
pub type Line = Vec<Piece>;

/// How many columns the line takes.
pub fn line_width(line: &[Piece]) -> usize {
    line.iter().map(Piece::width).sum()
}

/// Groups of pieces one after the other from so many taken columns on; a group without room begins a new line there.
pub fn flow(groups: Vec<Line>, first: Line, indent: usize, columns: usize) -> Vec<Line> {
    let mut lines = vec![first];
    let mut taken = line_width(&lines[0]);
    for mut group in groups {
        let mut wide = line_width(&group);
        if taken + wide > columns && taken > indent {
            lines.push(vec![Piece::plain("").fit(indent)]);
            taken = indent;
            // the blanks that part it from what stands before it
            if let Some(first) = group.first_mut() {
                first.text = first.text.trim_start().trim_start_matches("· ").to_owned();
            }
            wide = line_width(&group);
        }
        taken += wide;
        if let Some(last) = lines.last_mut() {
            last.extend(group);
        }
    }
    lines
}

/// Stored text as lines of so many columns, made harmless.
pub fn wrapped(raw: &str, columns: usize, role: Role) -> Vec<Line> {
    wrap(Shown::text(raw).as_str(), columns).iter().map(|line| vec![Piece::new(line, role)]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn wide_characters_are_cut_by_columns() {
        assert_eq!(width("医療機器"), 8);
        assert_eq!(cut("医療機器", 5), "医療…");
        assert_eq!(fit("医療機器", 4), "医… ");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn lines_break_at_blanks_and_long_words_break_anywhere() {
        assert_eq!(wrap("the pump stops", 8), ["the pump", "stops"]);
        assert_eq!(wrap("a\n\nb", 8), ["a", "", "b"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }

    /// A cluster is as wide as its parts together: a wide kana and a spacing vowel sign stand in three columns.
    #[test]
    fn a_cluster_wider_than_the_line_is_broken() {
        assert_eq!(width("\u{1b155}\u{110b0}"), 3);
        assert_eq!(wrap("\u{1b155}\u{110b0}", 2), ["\u{1b155}", "\u{110b0}"]);
        assert_eq!(wrap("\u{1b155}\u{110b0}", 3), ["\u{1b155}\u{110b0}"]);
        assert_eq!(cut("\u{1b155}\u{110b0}", 2), "…");
        assert_eq!(fit("\u{1b155}\u{110b0}", 2), "… ");
    }

    const CLUSTERS: &str = "[a \\-,\u{1b155}\u{110b0}\u{2601}\u{fe0f}\u{1f469}\u{1f3fb}\u{e01}\u{e33}\u{b95}\u{bbf}\u{93f}\u{1100}\u{1161}\u{11a8}\u{1f1e6}\u{301}]{0,30}";

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in any::<String>(), columns in 2usize..60) {
            let shown = Shown::text(&text).into_string();
            for line in wrap(&shown, columns) {
                prop_assert!(width(&line) <= columns, "{line:?}");
            }
            prop_assert!(width(&cut(&shown, columns)) <= columns);
            prop_assert_eq!(width(&fit(&Shown::line(&text).into_string(), columns)), columns);
        }

        /// The same of letters that join: vowel signs, emoji with modifiers, Hangul.
        #[test]
        fn no_line_of_clusters_is_wider_than_asked(text in CLUSTERS, columns in 2usize..9) {
            for line in wrap(&text, columns) {
                prop_assert!(width(&line) <= columns, "{line:?}");
            }
            prop_assert_eq!(width(&fit(&text, columns)), columns);
        }
    }
}
