//! A list that is wholly in memory: order, filter, place, search.

use std::{collections::HashSet, sync::Arc};

use super::{
    again::stand_again,
    marks::Marks,
    sheet::{Sheet, value::Value},
    table::Column,
    viewport::Viewport,
};
use crate::{
    domain::object::Id,
    workbench::questions::{narrow::Way, risks::Order},
};

/// Values of a column that are offered, at most.
const VALUES: usize = 500;

/// A row of such a list.
pub trait Row {
    /// What finds it again when the list is asked for anew.
    fn key(&self) -> String;
    /// All its text, for search and filter.
    fn words(&self) -> String;
    /// The columns of the table that it stands in.
    fn columns() -> &'static [Column]
    where
        Self: Sized,
    {
        &[]
    }
    /// What stands in one of its columns, as it is compared.
    fn value(&self, _column: &str) -> Value {
        Value::None
    }
    /// Its cells as they are copied.
    fn copied(&self) -> Vec<String>
    where
        Self: Sized,
    {
        Self::columns().iter().map(|column| self.value(column.id).told()).collect()
    }
}

/// Rows as they are copied, the headings first.
pub fn copied<'a, R: Row + 'a>(rows: impl IntoIterator<Item = &'a R>) -> Vec<Vec<String>> {
    let headings = R::columns().iter().map(|column| column.title.to_owned()).collect();
    std::iter::once(headings).chain(rows.into_iter().map(Row::copied)).collect()
}

/// The rows, those that the filter lets through, and the place in them.
#[derive(Debug)]
pub struct Listing<T> {
    all: Vec<T>,
    shown: Vec<usize>,
    /// The columns, the order and the filters.
    pub sheet: Sheet,
    /// The place.
    pub view: Viewport,
    wanted: String,
    /// The marks.
    pub marks: Marks,
    /// The list was answered.
    pub known: bool,
}

impl<T: Row> Default for Listing<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            shown: Vec::new(),
            sheet: Sheet::new(T::columns()),
            view: Viewport::default(),
            wanted: String::new(),
            marks: Marks::default(),
            known: false,
        }
    }
}

impl<T: Row> Listing<T> {
    /// Puts the rows in and stays on the row one was on.
    pub fn set(&mut self, all: Vec<T>) {
        let wanted = std::mem::take(&mut self.wanted);
        let (before, at) = (self.keys(), self.view.at());
        self.all = all;
        self.known = true;
        self.refilter(&wanted);
        if wanted.is_empty() || self.key() != wanted {
            self.view.go(at);
            let after = self.keys();
            stand_again(&mut self.view, &before, &after);
        }
        if !self.marks.is_empty() {
            self.marks
                .keep_only(&Arc::new(Order { ids: self.all.iter().map(|row| Id(row.key())).collect() }));
        }
    }

    /// The marked rows in the list's sequence, those that the filter hides last; without marks the one selected.
    pub fn marked(&self) -> Vec<&T> {
        if self.marks.is_empty() {
            return self.selected().into_iter().collect();
        }
        let shown: HashSet<usize> = self.shown.iter().copied().collect();
        let hidden = (0..self.all.len()).filter(|i| !shown.contains(i));
        let rows = self.shown.iter().copied().chain(hidden).map(|i| &self.all[i]);
        rows.filter(|row| self.marks.holds(None, &Id(row.key()))).collect()
    }

    /// Puts the rows into the order of the sheet, and leaves out what it leaves out; one stays on the row one was on.
    pub fn arrange(&mut self) {
        let key = self.key();
        self.refilter(&key);
    }

    fn refilter(&mut self, key: &str) {
        let all = &self.all;
        self.shown =
            self.sheet.arrange(all.len(), |row| all[row].words(), |row, column| all[row].value(column));
        let here = self.shown.iter().position(|&i| self.all[i].key() == key);
        self.view.go(here.unwrap_or_else(|| self.view.at().min(self.shown.len().saturating_sub(1))));
        // a range that is open goes with the row that it was begun at
        let place = |id: &Id| self.shown.iter().position(|&i| self.all[i].key() == id.as_str());
        self.marks.moved(place);
    }

    /// The text that rows must have; empty when none is asked for.
    pub fn filtered_by(&self) -> &str {
        self.sheet.text().unwrap_or_default()
    }

    /// The values that occur in a column, each once, in their order.
    pub fn values(&self, column: &str) -> Vec<String> {
        let mut values: Vec<Value> = self.all.iter().map(|row| row.value(column)).collect();
        values.retain(|value| !value.is_empty());
        values.sort_by(|one, other| one.order(other, Way::Rising));
        let mut told: Vec<String> = values.iter().map(Value::told).collect();
        told.dedup();
        told.truncate(VALUES);
        told
    }

    /// Goes to the row of this key, now or when the rows are known.
    pub fn want(&mut self, key: &str) {
        if self.all.iter().any(|row| row.key() == key) {
            self.refilter(key);
        } else {
            key.clone_into(&mut self.wanted);
        }
    }

    /// The keys of the rows that the filter lets through.
    fn keys(&self) -> Vec<String> {
        self.shown.iter().map(|&i| self.all[i].key()).collect()
    }

    /// The key of the row one is on.
    pub fn key(&self) -> String {
        self.selected().map(Row::key).unwrap_or_default()
    }

    /// The row one is on.
    pub fn selected(&self) -> Option<&T> {
        self.row(self.view.at())
    }

    /// The row at a place.
    pub fn row(&self, at: usize) -> Option<&T> {
        self.shown.get(at).map(|&i| &self.all[i])
    }

    /// How many rows the filter lets through.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Changes rows in place; which rows there are, and their keys, stay.
    pub fn change(&mut self, change: impl FnMut(&mut T)) {
        self.all.iter_mut().for_each(change);
    }

    /// Every row, whatever the filter.
    pub fn all(&self) -> &[T] {
        &self.all
    }
}
