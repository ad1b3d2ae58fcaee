//! What a column of a table is narrowed to, and which way it is sorted.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Which way rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The smallest first.
    Rising,
    /// The largest first.
    Falling,
}

/// How a value is compared with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// `<`
    Below,
    /// `<=`
    UpTo,
    /// `>=`
    From,
    /// `>`
    Above,
}

impl Op {
    /// As it is typed.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Below => "<",
            Self::UpTo => "<=",
            Self::From => ">=",
            Self::Above => ">",
        }
    }

    /// Whether a value that stands so to the one typed passes.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Below => ordering.is_lt(),
            Self::UpTo => ordering.is_le(),
            Self::From => ordering.is_ge(),
            Self::Above => ordering.is_gt(),
        }
    }
}

/// What is typed behind values that rows without a value come with.
const OR_EMPTY: &str = " or empty";

/// What lets a row through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sieve {
    /// The value holds this text.
    Has(String),
    /// The value is one of these.
    OneOf(Vec<String>),
    /// The value stands so to this one.
    Compared(Op, String),
    /// There is no value.
    Empty,
    /// There is no value, or that lets it through.
    OrEmpty(Box<Sieve>),
    /// It would not be let through by that.
    Not(Box<Sieve>),
}

impl Sieve {
    /// What was typed: `rossi`, `= HIGH | MED`, `= HIGH or empty`, `>= 2027-01-01`, `empty`, `not empty`, `not rossi`; nothing
    /// for nothing.
    pub fn read(typed: &str) -> Option<Self> {
        let (denied, typed) = undenied(typed);
        let sieve = Self::affirmed(typed)?;
        Some(if denied { Self::Not(Box::new(sieve)) } else { sieve })
    }

    fn affirmed(typed: &str) -> Option<Self> {
        if typed.eq_ignore_ascii_case("empty") {
            return Some(Self::Empty);
        }
        for op in [Op::UpTo, Op::From, Op::Below, Op::Above] {
            if let Some(rest) = typed.strip_prefix(op.sign()) {
                let rest = rest.trim();
                return (!rest.is_empty()).then(|| Self::Compared(op, rest.to_owned()));
            }
        }
        if typed.starts_with('=') && typed.to_ascii_lowercase().ends_with(OR_EMPTY) {
            let values = Self::read(&typed[..typed.len() - OR_EMPTY.len()])?;
            return Some(Self::OrEmpty(Box::new(values)));
        }
        if let Some(rest) = typed.strip_prefix('=') {
            let all: Vec<String> =
                rest.split('|').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect();
            return (!all.is_empty()).then_some(Self::OneOf(all));
        }
        (!typed.is_empty()).then(|| Self::Has(typed.to_owned()))
    }

    /// Whether what was typed is more than a text to be found.
    pub fn is_formula(typed: &str) -> bool {
        !matches!(Self::read(typed), None | Some(Self::Has(_)))
    }
}

/// What is typed behind `!` and `not`, and whether they deny it: two of them do not.
fn undenied(typed: &str) -> (bool, &str) {
    let (mut denied, mut rest) = (false, typed.trim());
    loop {
        let word = rest.get(..4).filter(|word| word.eq_ignore_ascii_case("not "));
        let Some(inner) = rest.strip_prefix('!').or_else(|| word.map(|word| &rest[word.len()..])) else {
            return (denied, rest);
        };
        (denied, rest) = (!denied, inner.trim_start());
    }
}

impl fmt::Display for Sieve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Has(text) => f.write_str(text),
            Self::OneOf(all) => write!(f, "= {}", all.join(" | ")),
            Self::Compared(op, text) => write!(f, "{} {text}", op.sign()),
            Self::Empty => f.write_str("empty"),
            Self::OrEmpty(inner) => write!(f, "{inner}{OR_EMPTY}"),
            Self::Not(inner) => write!(f, "not {inner}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_and_told_again() {
        for typed in [
            "rossi",
            "= HIGH | MED",
            ">= 2027-01-01",
            "< 5",
            "empty",
            "not empty",
            "not rossi",
            "<= MED",
            "= HIGH | MED or empty",
            "not = HIGH or empty",
        ] {
            let read = Sieve::read(typed).unwrap();
            assert_eq!(read.to_string(), typed);
            assert_eq!(Sieve::read(&read.to_string()), Some(read));
        }
        assert_eq!(Sieve::read("!empty"), Sieve::read("NOT Empty"));
        assert_eq!(Sieve::read("not ! not empty"), Sieve::read("not empty"));
        assert_eq!(Sieve::read(&format!("{}x", "!".repeat(100_000))), Sieve::read("x"));
        for nothing in ["", "  ", "=", ">=", "not ", "!"] {
            assert!(
                Sieve::read(nothing).is_none_or(|read| read == Sieve::Has("not".to_owned())),
                "{nothing}"
            );
        }
    }
}
