//! Finding commands by what they do: each word that is typed is looked for in the title, in other words for the
//! command and in its help, and the best fit comes first. Letters in their order find a title too, and a key its command.

use crate::tui::widgets::fuzzy::{self, Hit};

/// What a command is found by.
pub(super) struct Findable {
    /// Its title.
    pub(super) title: String,
    /// Its keys, as they are written.
    pub(super) keys: Vec<String>,
    /// Other words for it.
    pub(super) words: String,
    /// Its help.
    pub(super) help: String,
}

/// Words that say nothing about what is wanted; they have to stand nowhere.
const LITTLE: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "is", "are",
    "be", "it", "its", "this", "that", "my", "me", "i", "do", "does", "how", "what", "as", "was", "has",
    "have", "we", "you", "can", "will", "there",
];
const BY_KEY: u32 = 400;
const WHOLE_TITLE: u32 = 200;

/// The commands that fit, best first; all, in their order, while nothing is typed.
pub(super) fn rank(query: &str, all: &[Findable]) -> Vec<Hit> {
    let typed = query.trim();
    if typed.is_empty() {
        return (0..all.len()).map(|index| Hit { index, marks: Vec::new() }).collect();
    }
    let wanted: Vec<String> = words(typed).collect();
    let mut letters = vec![None; all.len()];
    for (place, hit) in fuzzy::rank(typed, all.iter().map(|one| one.title.as_str())).into_iter().enumerate() {
        let at = hit.index;
        letters[at] = Some((place, hit));
    }
    let mut found: Vec<(u32, usize, Hit)> = Vec::new();
    for (index, one) in all.iter().enumerate() {
        let mut points = if one.keys.iter().any(|key| key == typed) { BY_KEY } else { 0 };
        points += if one.title.to_lowercase() == typed.to_lowercase() { WHOLE_TITLE } else { 0 };
        let (fits, marks) = purpose(&wanted, one);
        points += fits.unwrap_or(0);
        match (points, letters[index].take()) {
            (0, None) => {}
            (points, Some((place, hit))) => found.push((points, place, hit)),
            (points, None) => found.push((points, usize::MAX, Hit { index, marks })),
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.index.cmp(&b.2.index)));
    found.into_iter().map(|(.., hit)| hit).collect()
}

/// How well the words fit, none when one of weight stands nowhere; and the characters of the title that fit.
fn purpose(wanted: &[String], one: &Findable) -> (Option<u32>, Vec<u32>) {
    let mut points = 0;
    let mut marks = Vec::new();
    let only_little = wanted.iter().all(|word| LITTLE.contains(&word.as_str()));
    let heavy = wanted.iter().filter(|word| !LITTLE.contains(&word.as_str())).count() as u32;
    for word in wanted {
        let little = LITTLE.contains(&word.as_str());
        let (in_title, at) = best(word, &one.title);
        let found = (in_title * 10).max(best(word, &one.words).0 * 9).max(best(word, &one.help).0 * 5);
        let must_fit = only_little || !little;
        if found == 0 && must_fit {
            return (None, Vec::new());
        }
        points += if little && heavy > 0 { found / 10 } else { found };
        if in_title > 0 {
            marks.extend(at);
        }
    }
    marks.sort_unstable();
    marks.dedup();
    // a title that says nothing else fits better than one that does
    let rest = words(&one.title).filter(|word| !LITTLE.contains(&word.as_str())).count() as u32;
    (Some(points * 4 - rest.min(3).min(points)), marks)
}

/// How well a word fits into a text, at most 4, and where in it.
fn best(word: &str, text: &str) -> (u32, Vec<u32>) {
    let mut best = (0, Vec::new());
    let mut at = 0u32;
    for part in text.split(|c: char| !c.is_alphanumeric()) {
        let small = part.to_lowercase();
        let shared = small.chars().zip(word.chars()).take_while(|(a, b)| a == b).count() as u32;
        let (long, typed) = (small.chars().count() as u32, word.chars().count() as u32);
        let fit = match shared {
            0 => 0,
            _ if shared == typed && shared == long => 4,
            _ if shared == typed => 3,
            // accept, accepted; decide, deciding
            _ if shared >= 4 && typed - shared <= 3 && long - shared <= 4 => 2,
            _ => 0,
        };
        if fit > best.0 {
            best = (fit, (at..at + shared).collect());
        }
        at += long + 1;
    }
    best
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<Findable> {
        let one = |title: &str, key: &str, words: &str, help: &str| Findable {
            title: title.into(),
            keys: vec![key.into()],
            words: words.into(),
            help: help.into(),
        };
        vec![
            one("Decide", "x", "accept sign approve", "Records the decision of an accountable person."),
            one("Rate the risk", "r", "severity", "Severity and likelihood."),
            one("Undo", "u", "take back revert", "Takes back the newest change."),
            one("Link a control", "c l", "", "A control that is there serves this risk too."),
        ]
    }

    fn first(query: &str) -> Option<usize> {
        rank(query, &list()).first().map(|hit| hit.index)
    }

    #[test]
    fn words_letters_and_keys_find_a_command() {
        assert_eq!(first("accept the risk"), None, "no command says all of it");
        assert_eq!(first("accepting"), Some(0));
        assert_eq!(first("rrisk"), Some(1), "letters in their order");
        assert_eq!(first("risk"), Some(1), "the title counts before the help");
        assert_eq!(first("u"), Some(2), "a key");
        assert_eq!(first("c l"), Some(3));
        assert_eq!(first("zzz"), None);
        assert_eq!(rank("", &list()).len(), 4);
        assert_eq!(rank("the risk", &list())[0].marks, [5, 6, 7, 9, 10, 11, 12]);
    }
}
