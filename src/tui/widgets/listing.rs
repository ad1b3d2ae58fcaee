//! A list that is wholly in memory: filter, place, search.

use super::{again::stand_again, viewport::Viewport};

/// A row of such a list.
pub trait Row {
    /// What finds it again when the list is asked for anew.
    fn key(&self) -> String;
    /// All its text, for search and filter.
    fn words(&self) -> String;
}

/// The rows, those that the filter lets through, and the place in them.
#[derive(Debug, Clone)]
pub struct Listing<T> {
    all: Vec<T>,
    shown: Vec<usize>,
    filter: String,
    /// The place.
    pub view: Viewport,
    wanted: String,
    /// The list was answered.
    pub known: bool,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            shown: Vec::new(),
            filter: String::new(),
            view: Viewport::default(),
            wanted: String::new(),
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
    }

    /// Lets only rows with this text through; an empty one lets all through.
    pub fn filter(&mut self, filter: &str) {
        let key = self.key();
        filter.clone_into(&mut self.filter);
        self.refilter(&key);
    }

    fn refilter(&mut self, key: &str) {
        let wanted = self.filter.to_lowercase();
        self.shown = (0..self.all.len())
            .filter(|&i| wanted.is_empty() || self.all[i].words().to_lowercase().contains(&wanted))
            .collect();
        let here = self.shown.iter().position(|&i| self.all[i].key() == key);
        self.view.go(here.unwrap_or_else(|| self.view.at().min(self.shown.len().saturating_sub(1))));
    }

    /// The filter.
    pub fn filtered_by(&self) -> &str {
        &self.filter
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
