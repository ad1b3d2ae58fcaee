//! The words that were found, with what stands around them.

use std::ops::Range;

use crate::domain::fold;

/// Characters before the first word.
const BEFORE: usize = 24;
/// Characters in all.
const LONG: usize = 240;

/// A part of a text on one line, and where in it the words stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The part; `…` where it begins or ends inside the text.
    pub text: String,
    /// The words, as bytes of it, in order and apart.
    pub marks: Vec<Range<usize>>,
}

impl Excerpt {
    /// Its pieces: a text, and whether it is one of the words.
    pub fn pieces(&self) -> Vec<(&str, bool)> {
        let mut pieces = Vec::new();
        let mut at = 0;
        for mark in &self.marks {
            pieces.push((self.text.get(at..mark.start).unwrap_or_default(), false));
            pieces.push((self.text.get(mark.clone()).unwrap_or_default(), true));
            at = mark.end;
        }
        pieces.push((self.text.get(at..).unwrap_or_default(), false));
        pieces.retain(|(text, _)| !text.is_empty());
        pieces
    }
}

/// The field in which most of the words stand, the first of several, and the excerpt of it.
pub(super) fn of(texts: &[(&'static str, String)], words: &[String]) -> (&'static str, Excerpt) {
    let held = |text: &str| words.iter().filter(|word| fold::holds(text, word)).count();
    let best = texts.iter().map(|one| (held(&one.1), one)).rev().max_by_key(|(count, _)| *count);
    best.map_or_else(Default::default, |(_, (name, text))| (*name, excerpt(text, words)))
}

fn excerpt(text: &str, words: &[String]) -> Excerpt {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut marks: Vec<Range<usize>> = words.iter().flat_map(|word| fold::places(&line, word)).collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match apart.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => apart.push(mark),
        }
    }
    let first = apart.first().map_or(0, |mark| mark.start);
    let from = back(&line, first);
    let until = line[from..].char_indices().nth(LONG).map_or(line.len(), |(at, _)| from + at);
    let lead = if from > 0 { "…" } else { "" };
    let tail = if until < line.len() { "…" } else { "" };
    let moved = |at: usize| at - from + lead.len();
    let marks = apart.iter().filter(|mark| mark.end <= until && mark.start >= from);
    Excerpt {
        marks: marks.map(|mark| moved(mark.start)..moved(mark.end)).collect(),
        text: format!("{lead}{}{tail}", &line[from..until]),
    }
}

/// Some characters back, to the beginning of a word where there is one.
fn back(line: &str, at: usize) -> usize {
    let before = &line[..at];
    let Some((from, _)) = before.char_indices().rev().nth(BEFORE) else { return 0 };
    before[from..].find(' ').map_or(from, |blank| from + blank + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_words_stand_in_what_is_around_them() {
        let text = "Because of the age of the fleet, some pumps run on an outdated\nlibrary; pumps drift.";
        let (field, found) =
            of(&[("title", "Pumps".into()), ("situation", text.into())], &fold::words("PUMPS library"));
        assert_eq!(field, "situation", "more of the words stand there");
        assert!(found.text.starts_with("…age of the fleet, some pumps"), "{}", found.text);
        let marked: Vec<&str> =
            found.pieces().iter().filter(|(_, mark)| *mark).map(|(text, _)| *text).collect();
        assert_eq!(marked, ["pumps", "library", "pumps"]);
        let (field, _) =
            of(&[("title", "A pump".into()), ("situation", "A pump".into())], &fold::words("pump"));
        assert_eq!(field, "title", "the first of several");
    }

    proptest! {
        /// Whatever the text and the words: pieces make up the excerpt, and nothing is cut inside a character.
        #[test]
        fn any_text_has_an_excerpt(text in "\\PC{0,400}", typed in "\\PC{0,12}") {
            let (_, found) = of(&[("text", text)], &fold::words(&typed));
            let whole: String = found.pieces().iter().map(|(text, _)| *text).collect();
            prop_assert_eq!(whole, found.text.clone());
        }
    }
}
