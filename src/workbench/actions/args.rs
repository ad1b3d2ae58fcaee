//! The values given to an action: text by field name, read with a sentence for what does not fit.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{trouble::Trouble, word::Word};

/// Letters of the longest title.
const LONGEST_TITLE: usize = 200;

/// The values of an action's fields. Lists are joined by `|`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Args(BTreeMap<String, String>);

impl Args {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one value more; an empty one is left out.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// Puts a value in; an empty one takes it out.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if value.trim().is_empty() {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), value);
        }
    }

    /// The value, trimmed; empty when it is not given.
    pub fn text(&self, name: &str) -> String {
        self.0.get(name).map(|value| value.trim().replace("\r\n", "\n")).unwrap_or_default()
    }

    /// Every value by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// True when nothing is given for it.
    pub fn is_empty(&self, name: &str) -> bool {
        self.text(name).is_empty()
    }

    /// The value of a field that must be filled.
    ///
    /// # Errors
    /// When it is empty.
    pub fn needed(&self, name: &str) -> Result<String, Trouble> {
        let value = self.text(name);
        if value.is_empty() {
            return Err(Trouble::refused("Not saved", format!("{name} is empty"), format!("fill in {name}")));
        }
        Ok(value)
    }

    /// A title: a short name. One that is longer may stay as it was before.
    ///
    /// # Errors
    /// When it is too long for one.
    pub fn short(title: String, before: &str) -> Result<String, Trouble> {
        let letters = title.chars().count();
        if letters <= LONGEST_TITLE || title == before {
            return Ok(title);
        }
        Err(Trouble::refused(
            "Not saved",
            format!("title has {letters} letters, and a short name at most {LONGEST_TITLE}"),
            "a few words, and the rest in the texts below",
        ))
    }

    /// The texts of a list.
    pub fn list(&self, name: &str) -> Vec<String> {
        self.text(name)
            .split(['|', '\n'])
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// A whole number, if given.
    ///
    /// # Errors
    /// When it is no whole number.
    pub fn number(&self, name: &str) -> Result<Option<i64>, Trouble> {
        let value = self.text(name);
        if value.is_empty() {
            return Ok(None);
        }
        value.parse().map(Some).map_err(|_| {
            Trouble::refused(
                "Not saved",
                format!("{name} is {value:?}, which is no whole number"),
                "a number like 24",
            )
        })
    }

    /// A civil date, if given.
    ///
    /// # Errors
    /// When there is no such date.
    pub fn date(&self, name: &str) -> Result<Option<NaiveDate>, Trouble> {
        let value = self.text(name);
        if value.is_empty() {
            return Ok(None);
        }
        NaiveDate::parse_from_str(&value, "%Y-%m-%d").map(Some).map_err(|_| {
            Trouble::refused(
                "Not saved",
                format!("{name} is {value:?}, which is no date"),
                "a date like 2027-03-31: year, month, day",
            )
        })
    }

    /// A word of a vocabulary, if given.
    ///
    /// # Errors
    /// When it is none of the vocabulary's words.
    pub fn word<W: Word>(&self, name: &str) -> Result<Option<W>, Trouble> {
        let value = self.text(name);
        if value.is_empty() {
            return Ok(None);
        }
        W::parse(&value).map(Some).map_err(|e| {
            Trouble::refused("Not saved", format!("{name} is {:?}", e.given), format!("one of {}", e.allowed))
        })
    }

    /// A word of a vocabulary that must be given.
    ///
    /// # Errors
    /// When it is empty or none of the vocabulary's words.
    pub fn needed_word<W: Word>(&self, name: &str) -> Result<W, Trouble> {
        self.needed(name)?;
        self.word(name)?.ok_or_else(|| Trouble::refused("Not saved", format!("{name} is empty"), ""))
    }
}
