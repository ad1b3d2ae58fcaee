//! Text that may be shown: the only way for untrusted text to a screen, stderr or a log.

use std::{
    borrow::Cow,
    fmt::{self, Write as _},
};

use unicode_segmentation::UnicodeSegmentation;

/// At most so many combining marks are shown on one character; the rest is made visible as a count.
const MARKS_SHOWN: usize = 4;

/// Text with everything that could act on a terminal or deceive a reader made visible, never stripped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown(String);

impl Shown {
    /// One line: control characters, line ends and TAB included, become visible.
    pub fn line(raw: &str) -> Self {
        Self(escape(raw, false))
    }

    /// Several lines: LF stays a line end, TAB becomes blanks.
    pub fn text(raw: &str) -> Self {
        Self(escape(raw, true))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> Self {
        shown.0
    }
}

impl From<Shown> for Cow<'_, str> {
    fn from(shown: Shown) -> Self {
        Cow::Owned(shown.0)
    }
}

fn escape(raw: &str, keep_lines: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    for cluster in raw.graphemes(true) {
        let mut marks = 0usize;
        let mut dropped = 0usize;
        for c in cluster.chars() {
            if is_combining(c) {
                marks += 1;
                if marks > MARKS_SHOWN {
                    dropped += 1;
                    continue;
                }
            }
            push(&mut out, c, keep_lines);
        }
        if dropped > 0 {
            let _ = write!(out, "<+{dropped} marks>");
        }
    }
    out
}

fn push(out: &mut String, c: char, keep_lines: bool) {
    match c {
        '\n' if keep_lines => out.push('\n'),
        '\t' if keep_lines => out.push_str("    "),
        '\t' => out.push('␉'),
        '\n' => out.push('␊'),
        '\u{0}'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
        '\u{7f}' => out.push('␡'),
        c if is_private_or_noncharacter(c) => out.push('\u{fffd}'),
        c if acts_unseen(c) => {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        }
        c => out.push(c),
    }
}

/// C1 controls, the twelve bidi controls, zero-width and invisible characters, line separators, tags,
/// variation selectors beyond the first sixteen.
fn acts_unseen(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn is_private_or_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0xe000..=0xf8ff | 0xf_0000..=0x10_ffff | 0xfdd0..=0xfdef) || code & 0xfffe == 0xfffe
}

/// The combining marks that stack on one character; enough of the ranges to bound what a cell can hold.
fn is_combining(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f
        | 0x6d6..=0x6ed | 0xe31..=0xe4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f)
}

/// How many characters of a text are shown otherwise than they are stored.
pub fn hidden_characters(raw: &str) -> usize {
    raw.chars().filter(|&c| acts_unseen(c) || (c.is_control() && c != '\n' && c != '\t')).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_rather_than_strips() {
        assert_eq!(Shown::line("a\u{1b}[31mb").as_str(), "a␛[31mb");
        assert_eq!(Shown::line("\u{202e}gnp").as_str(), "<U+202E>gnp");
        assert_eq!(Shown::text("a\nb\tc").as_str(), "a\nb    c");
        assert_eq!(Shown::line("医療").as_str(), "医療");
        assert_eq!(hidden_characters("a\u{200b}b\u{7}"), 2);
    }

    #[test]
    fn a_stack_of_marks_is_bounded_and_counted() {
        let zalgo = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(Shown::line(&zalgo).as_str(), format!("a{}<+496 marks>", "\u{301}".repeat(4)));
    }

    proptest! {
        #[test]
        fn nothing_shown_can_act(raw in any::<String>()) {
            let shown = Shown::line(&raw);
            prop_assert!(shown.as_str().chars().all(|c| !c.is_control() && !acts_unseen(c)));
        }
    }
}
