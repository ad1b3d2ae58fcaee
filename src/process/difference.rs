//! What a new revision of a disclosure says otherwise than the one before.

use std::{collections::BTreeMap, fmt};

use crate::domain::disclosure::Answer;

/// A text in a difference is told up to so many characters.
const SHOWN: usize = 80;

/// One answered item, as the comparison sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered<'a> {
    /// The form's id of the item.
    pub item: &'a str,
    /// The answer.
    pub answer: Answer,
    /// The answer as it stands in the file.
    pub raw: &'a str,
    /// The remark.
    pub note: &'a str,
}

/// One thing that is said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Differs {
    /// Another answer.
    Answer {
        /// The item.
        item: String,
        /// What was said.
        before: String,
        /// What is said now.
        after: String,
    },
    /// An item that was not there.
    New {
        /// The item.
        item: String,
        /// What is said.
        after: String,
    },
    /// An item that is not there any more.
    Gone {
        /// The item.
        item: String,
        /// What was said.
        before: String,
    },
    /// The same answer with another note.
    Note {
        /// The item.
        item: String,
        /// The answer that stays.
        answer: String,
    },
}

impl Differs {
    /// The answer itself differs, not its note alone.
    pub fn is_answer(&self) -> bool {
        !matches!(self, Self::Note { .. })
    }
}

impl fmt::Display for Differs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer { item, before, after } => write!(f, "{item}: {before} → {after}"),
            Self::New { item, after } => write!(f, "{item}: new, {after}"),
            Self::Gone { item, before } => write!(f, "{item}: gone, was {before}"),
            Self::Note { item, answer } => write!(f, "{item}: {answer}, with another note"),
        }
    }
}

/// What `after` says otherwise than `before`: answers in the order of the new file, then new items, then those that
/// are gone, then notes. An item that a file has twice is compared occurrence by occurrence. Blanks and line ends make
/// no difference; neither does the wording around an answer that is read the same. Basis: the project's own design.
pub fn differences(before: &[Answered<'_>], after: &[Answered<'_>]) -> Vec<Differs> {
    let old = by_occurrence(before);
    let new = by_occurrence(after);
    let (mut answers, mut added, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for (key, now) in &new.order {
        let item = now.item.to_owned();
        match old.places.get(key) {
            None => added.push(Differs::New { item, after: said(now) }),
            Some(was) if !same_answer(was, now) => {
                answers.push(Differs::Answer { item, before: said(was), after: said(now) });
            }
            Some(was) if plain(was.note) != plain(now.note) => {
                notes.push(Differs::Note { item, answer: said(now) });
            }
            Some(_) => {}
        }
    }
    let gone = old.order.iter().filter(|(key, _)| !new.places.contains_key(key));
    let gone = gone.map(|(_, was)| Differs::Gone { item: was.item.to_owned(), before: said(was) });
    answers.into_iter().chain(added).chain(gone).chain(notes).collect()
}

/// An item and which of its occurrences in the file.
type Key<'a> = (&'a str, usize);

struct Occurrences<'a> {
    order: Vec<(Key<'a>, Answered<'a>)>,
    places: BTreeMap<Key<'a>, Answered<'a>>,
}

fn by_occurrence<'a>(all: &[Answered<'a>]) -> Occurrences<'a> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order = Vec::with_capacity(all.len());
    for one in all {
        let count = counts.entry(one.item).or_default();
        order.push(((one.item, *count), *one));
        *count += 1;
    }
    Occurrences { places: order.iter().copied().collect(), order }
}

fn same_answer(one: &Answered<'_>, other: &Answered<'_>) -> bool {
    one.answer == other.answer && (one.answer != Answer::Text || plain(one.raw) == plain(other.raw))
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An answer in words; a text in quotes.
fn said(one: &Answered<'_>) -> String {
    match one.answer {
        Answer::Yes => "yes".to_owned(),
        Answer::No => "no".to_owned(),
        Answer::NotApplicable => "not applicable".to_owned(),
        Answer::SeeNote => "see note".to_owned(),
        Answer::Unanswered => "not answered".to_owned(),
        Answer::Text => {
            let text = plain(one.raw);
            let short: String = text.chars().take(SHOWN).collect();
            let more = if short.len() < text.len() { "…" } else { "" };
            format!("\"{short}{more}\"")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one<'a>(item: &'a str, answer: Answer, raw: &'a str, note: &'a str) -> Answered<'a> {
        Answered { item, answer, raw, note }
    }

    fn told(before: &[Answered<'_>], after: &[Answered<'_>]) -> Vec<String> {
        differences(before, after).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn answers_come_first_then_new_items_then_those_gone_then_notes() {
        let before = [
            one("AUTH-1", Answer::Yes, "Yes", "by password"),
            one("AUTH-1.2", Answer::Yes, "Yes", ""),
            one("DOC-3", Answer::Text, "IP-3, 4.2", ""),
            one("MLDP-2", Answer::No, "No", ""),
        ];
        let after = [
            one("AUTH-1", Answer::Yes, "Yes", "by card"),
            one("SBOM-1", Answer::Unanswered, "", ""),
            one("AUTH-1.2", Answer::No, "No", "not on this model"),
            one("DOC-3", Answer::Text, "IP-3, 4.3", ""),
        ];
        assert_eq!(
            told(&before, &after),
            [
                "AUTH-1.2: yes → no",
                "DOC-3: \"IP-3, 4.2\" → \"IP-3, 4.3\"",
                "SBOM-1: new, not answered",
                "MLDP-2: gone, was no",
                "AUTH-1: yes, with another note",
            ]
        );
        assert!(!differences(&before, &after)[4].is_answer());
    }

    #[test]
    fn blanks_and_the_wording_of_the_same_answer_make_no_difference() {
        let before = [one("A", Answer::Yes, "Yes", "see  page 4"), one("B", Answer::Text, "a\r\nb", "")];
        let after =
            [one("A", Answer::Yes, "yes, optional", "see page 4 "), one("B", Answer::Text, "a b", "")];
        assert!(told(&before, &after).is_empty());
    }

    #[test]
    fn an_item_that_stands_twice_is_compared_occurrence_by_occurrence() {
        let before = [one("A", Answer::Yes, "", ""), one("A", Answer::No, "", "")];
        let after = [one("A", Answer::Yes, "", ""), one("A", Answer::Yes, "", "")];
        assert_eq!(told(&before, &after), ["A: no → yes"]);
        assert_eq!(told(&before, &after[..1]), ["A: gone, was no"]);
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let long = "ä".repeat(200);
        let [line] = told(&[], &[one("A", Answer::Text, &long, "")]).try_into().unwrap();
        assert_eq!(line, format!("A: new, \"{}…\"", "ä".repeat(SHOWN)));
    }

    fn statements() -> impl Strategy<Value = Vec<(u8, usize, String)>> {
        proptest::collection::vec((0_u8..6, 0_usize..6, "[ab ]{0,3}"), 0..12)
    }

    proptest! {
        /// Nothing differs from itself, and turning the comparison round turns new into gone.
        #[test]
        fn a_comparison_can_be_turned_round(before in statements(), after in statements()) {
            const ITEMS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];
            const ANSWERS: [Answer; 6] = [
                Answer::Yes, Answer::No, Answer::NotApplicable, Answer::SeeNote, Answer::Unanswered, Answer::Text,
            ];
            let read = |all: &'_ [(u8, usize, String)]| all.iter().map(|(item, answer, note)| {
                (ITEMS[usize::from(*item)], ANSWERS[*answer], note.clone())
            }).collect::<Vec<_>>();
            let (before, after) = (read(&before), read(&after));
            let view = |all: &'_ [(&'static str, Answer, String)]| all.iter().map(|(item, answer, _)| {
                Answered { item, answer: *answer, raw: "x", note: "" }
            }).collect::<Vec<_>>();
            let (before, after) = (view(&before), view(&after));
            prop_assert_eq!(differences(&before, &before), vec![]);
            let count = |all: &[Differs], new: bool| all.iter().filter(|one| match one {
                Differs::New { .. } => new,
                Differs::Gone { .. } => !new,
                _ => false,
            }).count();
            let (there, back) = (differences(&before, &after), differences(&after, &before));
            prop_assert_eq!(there.len(), back.len());
            prop_assert_eq!(count(&there, true), count(&back, false));
            prop_assert_eq!(count(&there, false), count(&back, true));
        }
    }
}
