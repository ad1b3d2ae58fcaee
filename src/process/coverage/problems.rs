//! Answers that do not go together, and N/A where the item applies. Each is a question to the manufacturer.

use std::collections::HashSet;

use super::answers::Answers;
use crate::{
    catalog::forms::{AnswerType, Contradiction, Item, Need},
    domain::{
        disclosure::Answer,
        word::{Word, words},
    },
};

words! {
    /// What is wrong with some answers.
    RuleProblemKind {
        /// They cannot all be right.
        Contradiction = "contradiction", "contradiction";
        /// N/A, although the item applies.
        NotApplicable = "not_applicable", "N/A without reason";
    }
}

/// Answers that ask for a word from the manufacturer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleProblem {
    /// What is wrong.
    pub kind: RuleProblemKind,
    /// The items concerned.
    pub items: Vec<String>,
    /// What is wrong, as a sentence.
    pub what: String,
}

/// The contradictions: the form's pairs, then items against what they hang on.
pub(super) fn contradictions(answers: &Answers<'_>) -> Vec<RuleProblem> {
    let pairs: Vec<RuleProblem> =
        answers.form().contradictions.iter().filter_map(|pair| of_pair(answers, pair)).collect();
    let children = answers.form().items.iter().filter_map(|item| of_child(answers, item));
    // A pair that names child and parent already asks what the child against its parent would ask again.
    let new = children
        .filter(|child| !pairs.iter().any(|pair| child.items.iter().all(|item| pair.items.contains(item))));
    let new: Vec<RuleProblem> = new.collect();
    pairs.into_iter().chain(new).collect()
}

fn of_pair(answers: &Answers<'_>, pair: &Contradiction) -> Option<RuleProblem> {
    let says =
        |id: &str, wanted: &[Answer]| answers.answer(id).is_some_and(|answer| wanted.contains(&answer));
    if !says(&pair.item, &pair.answers) {
        return None;
    }
    let against: Vec<&str> =
        pair.against.iter().map(String::as_str).filter(|id| says(id, &pair.against_answers)).collect();
    let needed = match pair.need {
        Need::Any => 1,
        Need::All => pair.against.len(),
    };
    (against.len() >= needed).then(|| contradiction(answers, &pair.item, "but", &against))
}

/// An item whose condition is made only of `=yes` terms of its own section: Yes although all of them are No or N/A,
/// or No although all are N/A.
fn of_child(answers: &Answers<'_>, item: &Item) -> Option<RuleProblem> {
    let mut parents: Vec<&str> = Vec::new();
    for term in item.when.as_ref()?.terms() {
        let section = answers.form().item(&term.item).map(|parent| &parent.section);
        if !term.yes || section != Some(&item.section) {
            return None;
        }
        if !parents.contains(&term.item.as_str()) {
            parents.push(&term.item);
        }
    }
    let denying: &[Answer] = match answers.answer(&item.id)? {
        Answer::Yes => &[Answer::No, Answer::NotApplicable],
        Answer::No => &[Answer::NotApplicable],
        _ => return None,
    };
    parents
        .iter()
        .all(|parent| answers.answer(parent).is_some_and(|answer| denying.contains(&answer)))
        .then(|| contradiction(answers, &item.id, "although", &parents))
}

fn contradiction(answers: &Answers<'_>, item: &str, joint: &str, against: &[&str]) -> RuleProblem {
    let says =
        |id: &str| format!("{id} says {}", answers.answer(id).map_or("nothing", |answer| answer.label()));
    let against_says: Vec<String> = against.iter().map(|id| says(id)).collect();
    RuleProblem {
        kind: RuleProblemKind::Contradiction,
        items: std::iter::once(item).chain(against.iter().copied()).map(str::to_owned).collect(),
        what: format!("{}, {joint} {}.", says(item), against_says.join(" and ")),
    }
}

/// N/A where the item applies.
pub(super) fn unexplained(answers: &Answers<'_>) -> Vec<RuleProblem> {
    answers
        .form()
        .items
        .iter()
        .filter(|item| {
            item.answer == AnswerType::YesNoNa
                && answers.is_asked(item)
                && answers.answer(&item.id) == Some(Answer::NotApplicable)
        })
        .map(|item| RuleProblem {
            kind: RuleProblemKind::NotApplicable,
            items: vec![item.id.clone()],
            what: match &item.when {
                None => format!("{} says N/A, but it applies to every product.", item.id),
                Some(when) => format!("{} says N/A, but it applies: {when}.", item.id),
            },
        })
        .collect()
}

/// The items that some contradiction names.
pub(super) fn named(problems: &[RuleProblem]) -> HashSet<&str> {
    problems
        .iter()
        .filter(|problem| problem.kind == RuleProblemKind::Contradiction)
        .flat_map(|problem| problem.items.iter().map(String::as_str))
        .collect()
}
