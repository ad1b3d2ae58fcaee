//! Characters that no text of a disclosure can mean: made visible, never dropped, and told.

use std::borrow::Cow;

use crate::domain::disclosure::ReadProblem;

/// The text with line ends as LF, and NUL and the other C0 controls except TAB and LF as visible characters; how many
/// there were.
pub(super) fn visible(text: &str) -> (Cow<'_, str>, usize) {
    if !text.bytes().any(|byte| byte < 0x20 && byte != b'\t' && byte != b'\n') {
        return (Cow::Borrowed(text), 0);
    }
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t' | '\n' => out.push(c),
            '\u{0}'..='\u{1f}' => {
                count += 1;
                out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'));
            }
            c => out.push(c),
        }
    }
    (Cow::Owned(out), count)
}

/// As [`visible`], with a problem at `place` if there was something to make visible.
pub(super) fn visible_at(text: &str, place: &str, problems: &mut Vec<ReadProblem>) -> String {
    let (text, count) = visible(text);
    if count > 0 {
        problems.push(problem(place, count));
    }
    text.into_owned()
}

/// The problem of `count` control characters at a place.
pub(super) fn problem(place: &str, count: usize) -> ReadProblem {
    let characters = if count == 1 { "a control character" } else { "control characters" };
    ReadProblem {
        place: place.to_owned(),
        what: format!("The text holds {characters} ({count} in all)"),
        done: "Written as visible signs such as ␀".into(),
    }
}

/// At most so many characters of a file's text are quoted in a problem or an error.
const QUOTED: usize = 120;

/// A text for quoting: its beginning if it is long.
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_one_kind_and_controls_become_visible() {
        assert_eq!(visible("a\r\nb\tc\n"), ("a\nb\tc\n".into(), 0));
        assert_eq!(visible("a\0b\u{1b}[1m\r"), ("a␀b␛[1m␍".into(), 3));
        assert_eq!(visible("医 ü"), ("医 ü".into(), 0));
    }

    #[test]
    fn a_long_text_is_quoted_by_its_beginning() {
        assert_eq!(quoted(" a\"b "), "\"a\\\"b\"");
        assert_eq!(quoted(&"é".repeat(500)).chars().count(), 123);
    }
}
