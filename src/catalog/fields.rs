//! The fields of one TOML table. What is missing or wrong is kept as a fault and read as empty, so that one pass
//! finds every fault; a part with a fault is never handed out.

use std::{collections::BTreeMap, ops::RangeInclusive};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    condition::Condition,
    page::{Page, Value, type_name},
};
use crate::domain::word::Word;

/// Something read, and the offset it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) at: usize,
}

/// The fields of one table that have not been read yet.
pub(super) struct Fields<'p, 't> {
    page: &'p Page<'t>,
    table: DeTable<'t>,
    /// Where the table starts.
    pub(super) at: usize,
    /// What the table is, for faults: `item`.
    what: &'static str,
}

impl<'p, 't> Fields<'p, 't> {
    pub(super) fn of_file(page: &'p Page<'t>, table: Spanned<DeTable<'t>>) -> Self {
        Self { page, table: table.into_inner(), at: 0, what: "file" }
    }

    fn of(page: &'p Page<'t>, value: Value<'t>, what: &'static str) -> Option<Self> {
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Table(table) => Some(Self { page, table, at, what }),
            other => {
                page.fault(at, format!("{what} must be a table and is {}", type_name(&other)));
                None
            }
        }
    }

    fn wrong(&self, key: &str, wanted: &str, at: usize, value: &DeValue<'_>) {
        self.page.fault(at, format!("{key} must be {wanted} and is {}", type_name(value)));
    }

    fn take(&mut self, key: &str) -> Option<Value<'t>> {
        self.table.remove(key)
    }

    fn demand(&mut self, key: &str) -> Option<Value<'t>> {
        let found = self.take(key);
        if found.is_none() {
            self.page.fault(self.at, format!("{key} is missing in this {}", self.what));
        }
        found
    }

    fn string(&self, key: &str, value: Value<'t>) -> Option<Located<String>> {
        let at = value.span().start;
        match value.into_inner() {
            DeValue::String(text) if text.trim().is_empty() => {
                self.page.fault(at, format!("{key} is empty"));
                None
            }
            DeValue::String(text) => Some(Located { value: text.into_owned(), at }),
            other => {
                self.wrong(key, "a text", at, &other);
                None
            }
        }
    }

    /// A text that must be there, and where it stands.
    pub(super) fn located(&mut self, key: &str) -> Located<String> {
        let at = self.at;
        self.demand(key)
            .and_then(|value| self.string(key, value))
            .unwrap_or_else(|| Located { value: String::new(), at })
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, key: &str) -> String {
        self.located(key).value
    }

    /// A text that may be left out, and where it stands.
    pub(super) fn located_if_any(&mut self, key: &str) -> Option<Located<String>> {
        self.take(key).and_then(|value| self.string(key, value))
    }

    /// A text that may be left out and is then empty.
    pub(super) fn text_if_any(&mut self, key: &str) -> String {
        self.located_if_any(key).map(|text| text.value).unwrap_or_default()
    }

    /// A text that must be there and may be no longer than so many characters.
    pub(super) fn short_text(&mut self, key: &str, most: usize) -> String {
        let text = self.located(key);
        let length = text.value.chars().count();
        if length > most {
            self.page.fault(text.at, format!("{key} has {length} characters; {most} are allowed"));
        }
        text.value
    }

    /// A text that must be there; with fewer characters than `least` it says too little, which a check tells.
    pub(super) fn wording(&mut self, key: &str, least: usize) -> String {
        let text = self.located(key);
        self.long_enough(key, &text, least);
        text.value
    }

    /// Tells a check when a text has fewer characters than `least`.
    pub(super) fn long_enough(&self, key: &str, text: &Located<String>, least: usize) {
        let length = text.value.trim().chars().count();
        if (1..least).contains(&length) {
            self.page
                .lack(text.at, format!("{key} says too little: {length} characters of at least {least}"));
        }
    }

    /// A word of a vocabulary that must be there.
    pub(super) fn word<W: Word>(&mut self, key: &str) -> W {
        let text = self.demand(key).and_then(|value| self.string(key, value));
        text.and_then(|text| self.word_of(key, &text)).unwrap_or(W::ALL[0])
    }

    /// A word of a vocabulary that may be left out.
    pub(super) fn word_if_any<W: Word>(&mut self, key: &str) -> Option<W> {
        self.located_if_any(key).and_then(|text| self.word_of(key, &text))
    }

    /// Words of a vocabulary; none if the field is left out.
    pub(super) fn words<W: Word>(&mut self, key: &str) -> Vec<W> {
        self.list_if_any(key).iter().filter_map(|text| self.word_of(key, text)).collect()
    }

    fn word_of<W: Word>(&self, key: &str, text: &Located<String>) -> Option<W> {
        let found = W::ALL.iter().copied().find(|word| word.word() == text.value);
        if found.is_none() {
            let allowed = W::ALL.iter().map(|word| word.word()).collect::<Vec<_>>().join(", ");
            self.page.fault(text.at, format!("{key}: {:?} is not one of {allowed}", text.value));
        }
        found
    }

    /// Texts; none if the field is left out.
    pub(super) fn list_if_any(&mut self, key: &str) -> Vec<Located<String>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Array(array) => array.into_iter().filter_map(|value| self.string(key, value)).collect(),
            other => {
                self.wrong(key, "a list of texts", at, &other);
                Vec::new()
            }
        }
    }

    /// Texts that must be there; the list may be empty.
    pub(super) fn list(&mut self, key: &str) -> Vec<Located<String>> {
        if !self.table.contains_key(key) {
            self.demand(key);
        }
        self.list_if_any(key)
    }

    /// Texts of which there must be at least one.
    pub(super) fn filled_list(&mut self, key: &str) -> Vec<Located<String>> {
        if let Some(value) = self.table.get(key)
            && value.get_ref().as_array().is_some_and(|array| array.is_empty())
        {
            self.page.fault(value.span().start, format!("{key} is empty"));
        }
        self.list(key)
    }

    /// A whole number within a range, and where it stands.
    pub(super) fn number(&mut self, key: &str, range: RangeInclusive<i64>) -> Located<i64> {
        let at = self.at;
        self.demand(key).and_then(|value| self.integer(key, value, range)).unwrap_or(Located { value: 0, at })
    }

    fn integer(&self, key: &str, value: Value<'t>, range: RangeInclusive<i64>) -> Option<Located<i64>> {
        let at = value.span().start;
        let value = value.into_inner();
        let DeValue::Integer(integer) = &value else {
            self.wrong(key, "a whole number", at, &value);
            return None;
        };
        match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) if range.contains(&number) => Some(Located { value: number, at }),
            _ => {
                let (first, last) = (range.start(), range.end());
                self.page.fault(at, format!("{key} is {integer} and must be from {first} to {last}"));
                None
            }
        }
    }

    /// True or false; it must be there.
    pub(super) fn truth(&mut self, key: &str) -> bool {
        self.demand(key).is_some_and(|value| self.boolean(key, value))
    }

    /// True or false; false if the field is left out.
    pub(super) fn truth_if_any(&mut self, key: &str) -> bool {
        self.take(key).is_some_and(|value| self.boolean(key, value))
    }

    fn boolean(&self, key: &str, value: Value<'t>) -> bool {
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Boolean(truth) => truth,
            other => {
                self.wrong(key, "true or false", at, &other);
                false
            }
        }
    }

    /// A condition; none if the field is left out.
    pub(super) fn condition(&mut self, key: &str) -> Option<Located<Condition>> {
        let text = self.located_if_any(key)?;
        match Condition::parse(&text.value) {
            Ok(value) => Some(Located { value, at: text.at }),
            Err(bad) => {
                self.page.fault(text.at, format!("{key}: {bad}"));
                None
            }
        }
    }

    /// The tables `[[key]]`; none if there are none.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Fields<'p, 't>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Array(array) => {
                array.into_iter().filter_map(|value| Fields::of(self.page, value, key)).collect()
            }
            other => {
                self.wrong(key, &format!("written as [[{key}]]"), at, &other);
                Vec::new()
            }
        }
    }

    /// The tables `[[key]]`, of which there must be at least one.
    pub(super) fn some_tables(&mut self, key: &'static str) -> Vec<Fields<'p, 't>> {
        if !self.table.contains_key(key) {
            self.page.fault(self.at, format!("there is no [[{key}]] in this {}", self.what));
        }
        self.tables(key)
    }

    /// The table `key`; none if it is left out.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Fields<'p, 't>> {
        let mut fields = self.take(key).and_then(|value| Fields::of(self.page, value, key))?;
        fields.what = "table";
        Some(fields)
    }

    /// Texts by name; none if the field is left out.
    pub(super) fn texts_by_name(&mut self, key: &'static str) -> BTreeMap<String, String> {
        let Some(mut fields) = self.table(key) else { return BTreeMap::new() };
        let names: Vec<String> = fields.table.keys().map(|name| name.get_ref().to_string()).collect();
        names.into_iter().map(|name| (name.clone(), fields.text(&name))).collect()
    }

    /// Texts by name in the table `key`, each name with its place; none if the table is left out.
    pub(super) fn named_texts(&mut self, key: &'static str) -> Vec<(Located<String>, String)> {
        let Some(mut fields) = self.table(key) else { return Vec::new() };
        let names: Vec<Located<String>> = fields
            .table
            .keys()
            .map(|name| Located { value: name.get_ref().to_string(), at: name.span().start })
            .collect();
        names
            .into_iter()
            .map(|name| {
                let text = fields.text(&name.value);
                (name, text)
            })
            .collect()
    }

    /// Ends the reading: a field that nobody asked for is a fault.
    pub(super) fn finish(self) {
        for key in self.table.keys() {
            let what = format!("{} is not a field of this {}", key.get_ref(), self.what);
            self.page.fault(key.span().start, what);
        }
    }
}
