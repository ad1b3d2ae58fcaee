//! A list that is wholly in memory: filter, place, search.

use std::{collections::HashSet, sync::Arc};

use super::{
    marks::{Marking, Marks},
    viewport::{Move, Viewport},
};
use crate::{domain::object::Id, workbench::questions::risks::Order};

/// A row of such a list.
pub trait Row {
    /// What finds it again when the list is asked for anew.
    fn key(&self) -> String;
    /// All its text, for search and filter.
    fn words(&self) -> String;
}

/// The rows, those that the filter lets through, and the place in them.
#[derive(Debug)]
pub struct Listing<T> {
    all: Vec<T>,
    shown: Vec<usize>,
    filter: String,
    /// The place.
    pub view: Viewport,
    wanted: String,
    marks: Marks,
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
            marks: Marks::default(),
            known: false,
        }
    }
}

impl<T: Row> Listing<T> {
    /// Puts the rows in and stays on the row one was on.
    pub fn set(&mut self, all: Vec<T>) {
        let wanted = std::mem::take(&mut self.wanted);
        let key = if all.iter().any(|row| row.key() == wanted) { wanted } else { self.key() };
        self.all = all;
        self.known = true;
        self.refilter(&key);
        if !self.marks.is_empty() {
            self.marks
                .keep_only(&Arc::new(Order { ids: self.all.iter().map(|row| Id(row.key())).collect() }));
        }
        let place = |id: &Id| self.shown.iter().position(|&i| self.all[i].key() == id.as_str());
        self.marks.moved(place);
    }

    /// The rows that the filter lets through, as an order.
    fn order(&self) -> Arc<Order> {
        Arc::new(Order { ids: self.shown.iter().map(|&i| Id(self.all[i].key())).collect() })
    }

    /// Marks rows.
    pub fn mark(&mut self, marking: Marking) {
        let at = self.view.at();
        let Some(id) = self.selected().map(|row| Id(row.key())) else { return };
        match marking {
            Marking::Row => {
                self.marks.toggle(None, &id);
                self.view.step(Move::Down, self.len());
            }
            Marking::Range | Marking::EndRange => match self.marks.range(at) {
                Some(range) => {
                    let ids: Vec<Id> = range.filter_map(|at| Some(Id(self.row(at)?.key()))).collect();
                    self.marks.add(None, &ids);
                    self.marks.end();
                }
                None if marking == Marking::Range => self.marks.begin(at, id),
                None => {}
            },
            Marking::Invert => self.marks.invert(&self.order()),
            Marking::All => self.marks.add_all(&self.order()),
        }
    }

    /// The marks.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Takes an open range, else all marks off.
    pub fn unmark(&mut self) -> bool {
        self.marks.clear()
    }

    /// Whether the row at a place is marked, or in the range that is open.
    pub fn is_marked(&self, at: usize) -> bool {
        self.marks.range(self.view.at()).is_some_and(|range| range.contains(&at))
            || (!self.marks.is_empty()
                && self.row(at).is_some_and(|row| self.marks.holds(None, &Id(row.key()))))
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
