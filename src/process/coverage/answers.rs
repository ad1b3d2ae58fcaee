//! The answers of one disclosure, and how each item of its form stands.

use std::collections::HashMap;

use crate::{
    catalog::{
        condition::{Standing, Truth},
        forms::{Flag, Form, Good, Item},
    },
    domain::disclosure::Answer,
};

/// One answer, as far as the rule looks at it.
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

/// What an answer says of an item that stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Good,
    Bad,
    Open,
}

/// What a statement says of something that its item is taken to speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// The answer is good.
    For,
    /// The answer is good and takes something back: optional, on request, by licence.
    Qualified,
    /// The answer is bad.
    Against,
}

/// The answers to a form, by item. Of two answers to one item the later holds; answers to items that the form does
/// not have are left out.
#[derive(Debug)]
pub struct Answers<'a> {
    form: &'a Form,
    given: HashMap<&'a str, Answered<'a>>,
    asked: HashMap<&'a str, Truth>,
}

impl<'a> Answers<'a> {
    /// Takes the answers in and follows the form's conditions.
    pub fn new(form: &'a Form, answers: &[Answered<'a>]) -> Self {
        let given = answers.iter().map(|answered| (answered.item, *answered)).collect();
        let mut answers = Self { form, given, asked: HashMap::with_capacity(form.items.len()) };
        for item in form.items_by_condition() {
            let asked = item.when.as_ref().map_or(Truth::True, |when| when.truth(|id| answers.standing(id)));
            answers.asked.insert(&item.id, asked);
        }
        answers
    }

    /// How an item stands when a condition asks about it.
    pub fn standing(&self, id: &str) -> Standing {
        match (self.asked.get(id), self.answer(id)) {
            (Some(Truth::False), _) => Standing::Gone,
            (Some(_), Some(Answer::Yes)) => Standing::Yes,
            (Some(_), Some(Answer::No)) => Standing::No,
            _ => Standing::Open,
        }
    }

    /// The answer to an item, if there is one.
    pub fn answer(&self, id: &str) -> Option<Answer> {
        self.given.get(id).map(|answered| answered.answer)
    }

    /// Whether an item is to be answered: its condition is true, or it has none.
    pub fn is_asked(&self, item: &Item) -> bool {
        self.asked.get(item.id.as_str()) == Some(&Truth::True)
    }

    /// Whether an item stays: its condition is not false.
    pub fn stays(&self, item: &Item) -> bool {
        self.asked.get(item.id.as_str()) != Some(&Truth::False)
    }

    /// The items that speak against the coverage of a capability, in the form's order: core items that are answered
    /// badly; none where no group counts.
    pub fn bad(&self, capability: &str) -> Vec<&'a str> {
        self.counted(capability, |item| item.group.is_some() && self.verdict(item) == Verdict::Bad)
    }

    /// The items that leave the coverage of a capability open: core items without a verdict; where no group counts, all
    /// that are answered with neither Yes nor No.
    pub fn open(&self, capability: &str) -> Vec<&'a str> {
        let said = |item: &Item| matches!(self.answer(&item.id), Some(Answer::Yes | Answer::No));
        let grouped = self.counted(capability, |item| item.group.is_some());
        self.counted(capability, |item| {
            if grouped.is_empty() {
                !said(item)
            } else {
                item.group.is_some() && self.verdict(item) == Verdict::Open
            }
        })
    }

    fn counted(&self, capability: &str, counts: impl Fn(&Item) -> bool) -> Vec<&'a str> {
        let of = |item: &&Item| item.capabilities.first().is_some_and(|first| first == capability);
        let stay = self.form.items.iter().filter(of).filter(|item| self.stays(item));
        stay.filter(|item| counts(item)).map(|item| item.id.as_str()).collect()
    }

    /// What the answer to an item says; nothing where the form does not have it, where it dropped out, or where the answer
    /// decides nothing.
    pub fn speaks(&self, id: &str) -> Option<Speaks> {
        let item = self.form.item(id).filter(|item| self.stays(item))?;
        match self.verdict(item) {
            Verdict::Good if self.is_qualified(item) => Some(Speaks::Qualified),
            Verdict::Good => Some(Speaks::For),
            Verdict::Bad => Some(Speaks::Against),
            Verdict::Open => None,
        }
    }

    pub(super) fn form(&self) -> &'a Form {
        self.form
    }

    pub(super) fn verdict(&self, item: &Item) -> Verdict {
        match (self.answer(&item.id), item.good) {
            (Some(Answer::Yes), Good::Yes) | (Some(Answer::No), Good::No) => Verdict::Good,
            (Some(Answer::Yes), Good::No) | (Some(Answer::No), Good::Yes) => Verdict::Bad,
            _ => Verdict::Open,
        }
    }

    /// Whether the item asks for more than a Yes and got no more.
    pub(super) fn is_bare(&self, item: &Item) -> bool {
        let Some(answered) = self.given.get(item.id.as_str()) else { return false };
        item.has(Flag::NeedsDetail)
            && answered.answer == Answer::Yes
            && is_blank(answered.note)
            && is_blank(comment(answered.raw))
    }

    /// Whether the item is answered with a Yes that takes something back: optional, on request, by licence.
    pub(super) fn is_qualified(&self, item: &Item) -> bool {
        self.given.get(item.id.as_str()).is_some_and(|answered| {
            answered.answer == Answer::Yes && (takes_back(comment(answered.raw)) || takes_back(answered.note))
        })
    }
}

/// What stands after the Yes in an answer as printed.
fn comment(raw: &str) -> &str {
    let raw = raw.trim_start();
    match raw.get(..3) {
        Some(yes) if yes.eq_ignore_ascii_case("yes") => &raw[3..],
        _ => "",
    }
}

/// Nothing, or only the marks by which a form says nothing.
fn is_blank(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// Words that make a Yes conditional, with the word that must stand before them, if any.
const QUALIFIERS: [(Option<&str>, &str); 10] = [
    (None, "option"),
    (None, "optional"),
    (None, "optionally"),
    (Some("on"), "request"),
    (Some("upon"), "request"),
    (Some("by"), "request"),
    (None, "licence"),
    (None, "licences"),
    (None, "license"),
    (None, "licenses"),
];

/// Words that turn a qualifier into its opposite: "no licence needed".
const DENIALS: [&str; 4] = ["no", "not", "without", "never"];

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn takes_back_at(words: &[String], place: usize) -> bool {
    let before =
        |steps: usize| place.checked_sub(steps).and_then(|at| words.get(at)).map_or("", String::as_str);
    QUALIFIERS.iter().any(|(first, word)| {
        let steps = usize::from(first.is_some());
        words[place] == *word
            && first.is_none_or(|first| before(1) == first)
            && !DENIALS.contains(&before(steps + 1))
    })
}

/// Whether a remark makes the Yes conditional. A remark may be a page long and speak of other things, so only the
/// first six words of its first sentence count.
fn takes_back(remark: &str) -> bool {
    let sentence = remark.split(". ").next().unwrap_or_default();
    let words: Vec<String> = words(sentence).into_iter().take(6).collect();
    (0..words.len()).any(|place| takes_back_at(&words, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_that_takes_something_back_is_known() {
        for raw in [
            "Yes, optional",
            "Yes, Optional",
            "Yes,optional",
            "yes - on request",
            "Yes (upon request)",
            "Yes, by licence",
            "Yes, with an additional license",
            "Yes as an option",
        ] {
            assert!(takes_back(comment(raw)), "{raw}");
        }
        for raw in [
            "Yes",
            "Yes, IFU",
            "Yes, no licence needed",
            "Yes, not optional",
            "No, optional",
            "Yes: requested daily",
        ] {
            assert!(!takes_back(comment(raw)), "{raw}");
        }
    }

    #[test]
    fn a_long_remark_takes_nothing_back_by_a_word_in_passing() {
        assert!(takes_back("Optional, see price list"));
        assert!(takes_back("Available on request"));
        assert!(!takes_back("TLS 1.2 is always on. Mutual authentication is optional."));
        assert!(!takes_back("Every unit leaves the factory with this set, and more is optional"));
        assert!(!takes_back("Licensed antivirus is installed"));
    }

    #[test]
    fn placeholders_are_no_remark() {
        for text in ["", "  ", "__", ",", "-"] {
            assert!(is_blank(text), "{text:?}");
        }
        assert!(!is_blank("See Note 4"));
    }
}
