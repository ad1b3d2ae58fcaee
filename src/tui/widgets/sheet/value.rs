//! What stands in a cell, as it is compared.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::workbench::questions::{
    Level,
    narrow::{Sieve, Way},
};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    None,
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// A date.
    Date(NaiveDate),
    /// A word with its place in an order: a level, a state.
    Rank(i64, String),
    /// A level that nobody has given yet: above the highest, since it may be any.
    NotRated,
}

impl Value {
    /// A text, or nothing when it is empty.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::None } else { Self::Text(text.to_owned()) }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A date, or nothing.
    pub fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::None, Self::Date)
    }

    /// A level.
    pub fn level(level: Option<&Level>) -> Self {
        level.map_or(Self::NotRated, |level| Self::Rank(level.rank, level.tag()))
    }

    /// As it is read.
    pub fn told(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Text(text) | Self::Rank(_, text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::NotRated => "not rated".to_owned(),
        }
    }

    /// There is no value.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::None | Self::NotRated)
    }

    /// How two values stand to each other, nothing last whichever way.
    pub fn order(&self, other: &Self, way: Way) -> Ordering {
        let turned = |ordering: Ordering| if way == Way::Rising { ordering } else { ordering.reverse() };
        match (self, other) {
            (Self::None, Self::None) | (Self::NotRated, Self::NotRated) => Ordering::Equal,
            (Self::None, _) => Ordering::Greater,
            (_, Self::None) => Ordering::Less,
            (Self::Number(one), Self::Number(other)) => turned(one.cmp(other)),
            (Self::Date(one), Self::Date(other)) => turned(one.cmp(other)),
            (Self::NotRated, _) => turned(Ordering::Greater),
            (_, Self::NotRated) => turned(Ordering::Less),
            (Self::Rank(one, _), Self::Rank(other, _)) if one != other => turned(one.cmp(other)),
            _ => turned(self.told().to_lowercase().cmp(&other.told().to_lowercase())),
        }
    }
}

/// A sieve made ready for the values of one column.
pub struct Sifter<'a> {
    sieve: &'a Sieve,
    /// The place of the word compared with, where the column's values have places.
    rank: Option<i64>,
}

impl<'a> Sifter<'a> {
    /// Ready for a column with these values.
    pub fn new(sieve: &'a Sieve, values: &[Value]) -> Self {
        let inner = match sieve {
            Sieve::Not(inner) => inner,
            other => other,
        };
        let rank = match inner {
            Sieve::Compared(_, text) => values.iter().find_map(|value| match value {
                Value::Rank(rank, word) if same(word, text) => Some(*rank),
                _ => None,
            }),
            _ => None,
        };
        Self { sieve, rank }
    }

    /// Whether a value is let through.
    pub fn passes(&self, value: &Value) -> bool {
        self.lets(self.sieve, value)
    }

    fn lets(&self, sieve: &Sieve, value: &Value) -> bool {
        match sieve {
            Sieve::Not(inner) => !self.lets(inner, value),
            Sieve::Empty => value.is_empty(),
            Sieve::OrEmpty(inner) => value.is_empty() || self.lets(inner, value),
            Sieve::Has(text) => value.told().to_lowercase().contains(&text.to_lowercase()),
            Sieve::OneOf(all) => all.iter().any(|one| same(&value.told(), one)),
            Sieve::Compared(op, text) => {
                let ordering = match value {
                    Value::None | Value::NotRated => None,
                    Value::Number(number) => text.parse().ok().map(|typed| number.cmp(&typed)),
                    Value::Date(date) => text.parse().ok().map(|typed| date.cmp(&typed)),
                    Value::Rank(rank, _) => self.rank.map(|typed| rank.cmp(&typed)),
                    Value::Text(own) => Some(own.to_lowercase().cmp(&text.to_lowercase())),
                };
                ordering.is_some_and(|ordering| op.holds(ordering))
            }
        }
    }
}

/// The same word whatever the case; a level that a floor has lifted is still that level.
fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.trim_end_matches('+').to_lowercase();
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passing(typed: &str, values: &[Value]) -> Vec<String> {
        let sieve = Sieve::read(typed).unwrap();
        let sifter = Sifter::new(&sieve, values);
        values.iter().filter(|value| sifter.passes(value)).map(Value::told).collect()
    }

    #[test]
    fn levels_dates_and_numbers_are_compared_as_what_they_are() {
        let rank = |rank, word: &str| Value::Rank(rank, word.to_owned());
        let levels = [rank(1, "LOW"), rank(2, "MED+"), rank(3, "HIGH"), Value::NotRated];
        assert_eq!(passing(">= med", &levels), ["MED+", "HIGH"]);
        assert_eq!(passing("empty", &levels), ["not rated"]);
        assert_eq!(passing("not empty", &levels).len(), 3);
        assert_eq!(passing("= LOW | high", &levels), ["LOW", "HIGH"]);
        assert_eq!(passing("= LOW or empty", &levels), ["LOW", "not rated"]);
        assert_eq!(passing("not HIGH", &levels).len(), 3);
        let date = |text: &str| Value::Date(text.parse().unwrap());
        let dates = [date("2026-12-01"), date("2027-01-01"), Value::None];
        assert_eq!(passing("< 2027-01-01", &dates), ["2026-12-01"]);
        assert_eq!(passing(">= 2027-01-01", &dates), ["2027-01-01"]);
        assert_eq!(passing("2026", &dates), ["2026-12-01"]);
        assert_eq!(passing("> 9", &[Value::Number(10), Value::Number(9)]), ["10"]);
        assert_eq!(passing("< b", &[Value::text("Anna"), Value::text("Carla")]), ["Anna"]);
    }

    #[test]
    fn nothing_comes_last_and_not_rated_stands_above_the_highest() {
        let told = |way| {
            let mut values =
                [Value::None, Value::Rank(3, "HIGH".into()), Value::NotRated, Value::Rank(1, "LOW".into())];
            values.sort_by(|one, other| one.order(other, way));
            values.map(|value| value.told())
        };
        assert_eq!(told(Way::Rising), ["LOW", "HIGH", "not rated", ""]);
        assert_eq!(told(Way::Falling), ["not rated", "HIGH", "LOW", ""]);
    }
}
