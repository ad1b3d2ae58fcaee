//! Conditions on the answers of a disclosure: `AUTH-1=yes or PAUT-1=yes`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How an item stands when a condition asks about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is asked, and the answer is Yes.
    Yes,
    /// It is asked, and the answer is No.
    No,
    /// It is asked, and the answer decides nothing: N/A, a note, other words, or none at all.
    Open,
    /// It has dropped out: its own condition is false.
    Gone,
}

/// The three values of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not hold.
    False,
    /// The answers do not decide it.
    Undecided,
    /// It holds.
    True,
}

/// One term: an item and the answer it must have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The form's id of the item.
    pub item: String,
    /// True for `=yes`, false for `=no`.
    pub yes: bool,
}

impl Term {
    fn truth(&self, standing: Standing) -> Truth {
        match (standing, self.yes) {
            (Standing::Yes, true) | (Standing::No, false) => Truth::True,
            (Standing::Yes, false) | (Standing::No, true) | (Standing::Gone, _) => Truth::False,
            (Standing::Open, _) => Truth::Undecided,
        }
    }
}

/// A condition that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCondition {
    /// Nothing stands there.
    #[error("a condition is empty; leave the field out when it always holds")]
    Empty,
    /// Something else than a term.
    #[error("{0:?} is not a term of a condition: write ID=yes or ID=no")]
    NotATerm(String),
    /// Something else than `and` or `or` between two terms.
    #[error("{0:?} stands between two terms of a condition: write `and` or `or`")]
    NotAJoint(String),
    /// It ends in `and` or `or`.
    #[error("the condition ends in {0:?}: a term is missing")]
    EndsInJoint(String),
}

/// A condition: one of the alternatives must hold, and of an alternative every term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Condition {
    alternatives: Vec<Vec<Term>>,
}

impl Condition {
    /// Reads terms `ID=yes` and `ID=no`, joined by `and` and `or`; `and` binds tighter, there are no brackets.
    ///
    /// # Errors
    /// [`BadCondition`] with the word that cannot be read.
    pub fn parse(text: &str) -> Result<Self, BadCondition> {
        let mut words = text.split_whitespace();
        let mut alternatives = vec![vec![term(words.next().ok_or(BadCondition::Empty)?)?]];
        while let Some(joint) = words.next() {
            if !matches!(joint, "and" | "or") {
                return Err(BadCondition::NotAJoint(joint.to_owned()));
            }
            let next = term(words.next().ok_or_else(|| BadCondition::EndsInJoint(joint.to_owned()))?)?;
            match alternatives.last_mut() {
                Some(alternative) if joint == "and" => alternative.push(next),
                _ => alternatives.push(vec![next]),
            }
        }
        Ok(Self { alternatives })
    }

    /// Whether the condition holds, given how each item stands.
    pub fn truth(&self, standing: impl Fn(&str) -> Standing) -> Truth {
        self.alternatives
            .iter()
            .map(|terms| {
                terms.iter().map(|term| term.truth(standing(&term.item))).min().unwrap_or(Truth::True)
            })
            .max()
            .unwrap_or(Truth::True)
    }

    /// Every term, in the order written.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.alternatives.iter().flatten()
    }
}

fn term(word: &str) -> Result<Term, BadCondition> {
    let bad = || BadCondition::NotATerm(word.to_owned());
    let (item, answer) = word.split_once('=').ok_or_else(bad)?;
    let yes = match answer {
        "yes" => true,
        "no" => false,
        _ => return Err(bad()),
    };
    if item.is_empty() {
        return Err(bad());
    }
    Ok(Term { item: item.to_owned(), yes })
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, terms) in self.alternatives.iter().enumerate() {
            f.write_str(if place == 0 { "" } else { " or " })?;
            for (place, term) in terms.iter().enumerate() {
                f.write_str(if place == 0 { "" } else { " and " })?;
                write!(f, "{}={}", term.item, if term.yes { "yes" } else { "no" })?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(text: &str) -> Truth {
        Condition::parse(text).unwrap().truth(|item| match item {
            "Y" => Standing::Yes,
            "N" => Standing::No,
            "G" => Standing::Gone,
            _ => Standing::Open,
        })
    }

    #[test]
    fn a_term_about_an_item_that_dropped_out_is_false_either_way() {
        assert_eq!(truth("G=yes"), Truth::False);
        assert_eq!(truth("G=no"), Truth::False);
    }

    #[test]
    fn three_values_combine() {
        for (text, expected) in [
            ("Y=yes", Truth::True),
            ("Y=no", Truth::False),
            ("N=no", Truth::True),
            ("O=yes", Truth::Undecided),
            ("O=no", Truth::Undecided),
            ("O=yes or Y=yes", Truth::True),
            ("O=yes or N=yes", Truth::Undecided),
            ("O=yes and N=yes", Truth::False),
            ("O=yes and Y=yes", Truth::Undecided),
        ] {
            assert_eq!(truth(text), expected, "{text}");
        }
    }

    #[test]
    fn and_binds_tighter_than_or() {
        assert_eq!(truth("Y=yes or N=yes and N=yes"), Truth::True);
        assert_eq!(truth("N=yes and N=yes or Y=yes"), Truth::True);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(Condition::parse(" "), Err(BadCondition::Empty));
        assert_eq!(Condition::parse("A=maybe"), Err(BadCondition::NotATerm("A=maybe".into())));
        assert_eq!(Condition::parse("=yes"), Err(BadCondition::NotATerm("=yes".into())));
        assert_eq!(Condition::parse("A=yes B=no"), Err(BadCondition::NotAJoint("B=no".into())));
        assert_eq!(Condition::parse("A=yes or"), Err(BadCondition::EndsInJoint("or".into())));
    }

    #[test]
    fn a_condition_prints_as_it_is_written() {
        let text = "A-1=yes and B-1.2=no or C-3=yes";
        assert_eq!(Condition::parse(text).unwrap().to_string(), text);
    }
}
