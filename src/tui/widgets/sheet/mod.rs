//! The columns of a table as somebody has them before them: which, in which order, how wide; the one that keys act on;
//! by which the rows are sorted, and to what they are narrowed. Every table screen has one, and they all behave alike.

mod kept;
pub(crate) mod places;
pub mod value;

use std::cmp::Ordering;

pub use kept::{Arrangement, Narrowing};
use places::{Wanted, places};
use value::{Sifter, Value};

use super::table::Column;
use crate::workbench::questions::narrow::{Sieve, Way};

/// The least that a column takes.
const LEAST: u16 = 3;
/// The most.
const MOST: u16 = 120;
/// How much wider or narrower a key makes it.
const STEP: u16 = 2;

/// One column as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    column: usize,
    hidden: bool,
    /// Chosen by a person; it does not fill any more.
    width: Option<u16>,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    columns: &'static [Column],
    shown: Vec<Shown>,
    /// The place in `shown` that one is on.
    at: usize,
    sort: Vec<(usize, Way)>,
    /// The last one goes first. Without a column it is a text in the whole row.
    narrowed: Vec<(Option<usize>, Sieve)>,
}

impl Sheet {
    /// The columns as they are at first.
    pub fn new(columns: &'static [Column]) -> Self {
        let shown = (0..columns.len()).map(|column| Shown { column, hidden: false, width: None }).collect();
        Self { columns, shown, at: 0, sort: Vec::new(), narrowed: Vec::new() }
    }

    /// All of them, as they were defined: cells are given in this order.
    pub fn columns(&self) -> &'static [Column] {
        self.columns
    }

    fn index(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The place of the column that one is on, in the order in which they were defined.
    pub fn on(&self) -> Option<usize> {
        self.shown.get(self.at).filter(|shown| !shown.hidden).map(|shown| shown.column)
    }

    /// The column that one is on.
    pub fn column(&self) -> Option<&'static Column> {
        self.on().map(|column| &self.columns[column])
    }

    /// To the next column that is shown, or the one before; false at the end.
    pub fn step(&mut self, right: bool) -> bool {
        let mut at = self.at;
        loop {
            at = match (right, at) {
                (true, at) if at + 1 < self.shown.len() => at + 1,
                (false, at) if at > 0 => at - 1,
                _ => return false,
            };
            if !self.shown[at].hidden {
                self.at = at;
                return true;
            }
        }
    }

    /// Goes to a column.
    pub fn go(&mut self, id: &str) {
        let index = self.index(id);
        if let Some(at) = self.shown.iter().position(|shown| Some(shown.column) == index && !shown.hidden) {
            self.at = at;
        }
    }

    /// Where the columns stand in so much room: place in their definition, x, width.
    pub fn places(&self, width: u16) -> Vec<(usize, u16, u16)> {
        let wanted: Vec<Wanted> = self
            .shown
            .iter()
            .filter(|shown| !shown.hidden)
            .map(|shown| {
                let column = &self.columns[shown.column];
                Wanted {
                    index: shown.column,
                    width: shown.width.unwrap_or(column.width),
                    fills: column.fills && shown.width.is_none(),
                    goes: column.goes,
                }
            })
            .collect();
        places(&wanted, width, self.on())
    }

    /// Sorts by a column: rising, then falling, then not any more. With `also` the other columns stay before it.
    pub fn sort_by(&mut self, id: &str, also: bool) {
        let Some(index) = self.index(id) else { return };
        let before = self.sort.iter().position(|(column, _)| *column == index);
        if also {
            match before {
                Some(at) if self.sort[at].1 == Way::Rising => self.sort[at].1 = Way::Falling,
                Some(at) => drop(self.sort.remove(at)),
                None => self.sort.push((index, Way::Rising)),
            }
            return;
        }
        self.sort = match self.sort.as_slice() {
            [(column, Way::Rising)] if *column == index => vec![(index, Way::Falling)],
            [(column, Way::Falling)] if *column == index => Vec::new(),
            _ => vec![(index, Way::Rising)],
        };
    }

    /// Not sorted by a column any more.
    pub fn sort_off(&mut self) {
        self.sort.clear();
    }

    /// The columns that the rows are sorted by, by their ids.
    pub fn sorted_by(&self) -> impl Iterator<Item = (&'static str, Way)> + '_ {
        self.sort.iter().map(|(column, way)| (self.columns[*column].id, *way))
    }

    /// The place among the columns sorted by, 1 the first, and which way.
    pub fn sorts(&self, column: usize) -> Option<(usize, Way)> {
        let at = self.sort.iter().position(|(one, _)| *one == column)?;
        Some((at + 1, self.sort[at].1))
    }

    /// The order in words; empty when it is the one that the rows came in.
    pub fn told_order(&self) -> String {
        let told = self.sort.iter().map(|(column, way)| {
            let way = if *way == Way::Rising { "rising" } else { "falling" };
            format!("{} {way}", self.columns[*column].title)
        });
        let told = told.collect::<Vec<_>>().join(", then ");
        if told.is_empty() { told } else { format!("by {told}") }
    }

    /// Narrows a column; nothing takes its narrowing away.
    pub fn narrow(&mut self, id: &str, sieve: Option<Sieve>) {
        if let Some(index) = self.index(id) {
            self.put(Some(index), sieve);
        }
    }

    /// Lets only rows with this text through; an empty one lets all through.
    pub fn narrow_to_text(&mut self, text: &str) {
        self.put(None, (!text.is_empty()).then(|| Sieve::Has(text.to_owned())));
    }

    fn put(&mut self, column: Option<usize>, sieve: Option<Sieve>) {
        match (self.narrowed.iter().position(|(one, _)| *one == column), sieve) {
            (Some(at), Some(sieve)) => self.narrowed[at].1 = sieve,
            (Some(at), None) => drop(self.narrowed.remove(at)),
            (None, Some(sieve)) => self.narrowed.push((column, sieve)),
            (None, None) => {}
        }
    }

    /// Takes the last narrowing away; false when there is none.
    pub fn widen(&mut self) -> bool {
        self.narrowed.pop().is_some()
    }

    /// Some rows are left out.
    pub fn is_narrowed(&self) -> bool {
        !self.narrowed.is_empty()
    }

    /// The text that rows must have.
    pub fn text(&self) -> Option<&str> {
        self.narrowed.iter().find_map(|(column, sieve)| match (column, sieve) {
            (None, Sieve::Has(text)) => Some(text.as_str()),
            _ => None,
        })
    }

    /// To what a column is narrowed.
    pub fn sieve(&self, id: &str) -> Option<&Sieve> {
        let index = self.index(id)?;
        self.narrowed.iter().find(|(column, _)| *column == Some(index)).map(|(_, sieve)| sieve)
    }

    /// The columns that are narrowed, by their ids.
    pub fn sieves(&self) -> impl Iterator<Item = (&'static str, &Sieve)> + '_ {
        self.narrowed.iter().filter_map(|(column, sieve)| Some((self.columns[(*column)?].id, sieve)))
    }

    /// Each narrowing in words.
    pub fn told_narrowing(&self) -> Vec<String> {
        let told = |(column, sieve): &(Option<usize>, Sieve)| match (column, sieve) {
            (None, Sieve::Has(text)) => format!("only with {text:?}"),
            (None, other) => format!("only with {other}"),
            (Some(column), sieve) => format!("{}: {sieve}", self.columns[*column].title),
        };
        self.narrowed.iter().map(told).collect()
    }

    /// The rows that are let through, in their order: places in the list.
    pub fn arrange(
        &self,
        rows: usize,
        words: impl Fn(usize) -> String,
        value: impl Fn(usize, &'static str) -> Value,
    ) -> Vec<usize> {
        let mut kept: Vec<usize> = (0..rows).collect();
        for (column, sieve) in &self.narrowed {
            match (column, sieve) {
                (Some(column), sieve) => {
                    let id = self.columns[*column].id;
                    let values: Vec<Value> = (0..rows).map(|row| value(row, id)).collect();
                    let sifter = Sifter::new(sieve, &values);
                    kept.retain(|&row| sifter.passes(&values[row]));
                }
                (None, Sieve::Has(text)) => {
                    let wanted = text.to_lowercase();
                    kept.retain(|&row| words(row).to_lowercase().contains(&wanted));
                }
                (None, _) => {}
            }
        }
        if self.sort.is_empty() {
            return kept;
        }
        let mut keyed: Vec<(Vec<Value>, usize)> = kept
            .into_iter()
            .map(|row| {
                (self.sort.iter().map(|(column, _)| value(row, self.columns[*column].id)).collect(), row)
            })
            .collect();
        keyed.sort_by(|(one, _), (other, _)| {
            let both = one.iter().zip(other).zip(&self.sort);
            both.map(|((one, other), (_, way))| one.order(other, *way))
                .find(|ordering| *ordering != Ordering::Equal)
                .unwrap_or(Ordering::Equal)
        });
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    /// Makes the column that one is on wider or narrower; says how wide it is now.
    pub fn widen_column(&mut self, wider: bool) -> Option<u16> {
        let shown = self.shown.get_mut(self.at)?;
        let now = shown.width.unwrap_or(self.columns[shown.column].width);
        let wide = if wider { now + STEP } else { now.saturating_sub(STEP) };
        shown.width = Some(wide.clamp(LEAST, MOST));
        shown.width
    }

    /// The columns in their order: title, whether it is hidden, its width where one was chosen.
    pub fn listed(&self) -> impl Iterator<Item = (&'static Column, bool, Option<u16>)> + '_ {
        self.shown.iter().map(|shown| (&self.columns[shown.column], shown.hidden, shown.width))
    }

    /// Where one is among all columns, hidden ones too.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes to a place among all columns.
    pub fn go_at(&mut self, at: usize) {
        self.at = at.min(self.shown.len().saturating_sub(1));
    }

    /// Hides the column at this place, or shows it again; false when it is the only one left.
    pub fn toggle(&mut self, at: usize) -> bool {
        let left = self.shown.iter().filter(|shown| !shown.hidden).count();
        match self.shown.get_mut(at) {
            Some(shown) if shown.hidden => shown.hidden = false,
            Some(shown) if left > 1 => shown.hidden = true,
            _ => return false,
        }
        true
    }

    /// Moves the column one is on by one place.
    pub fn shift(&mut self, right: bool) {
        let to = if right { self.at + 1 } else { self.at.wrapping_sub(1) };
        if to < self.shown.len() {
            self.shown.swap(self.at, to);
            self.at = to;
        }
    }

    /// The columns as they are at first; order and narrowing of the rows stay.
    pub fn reset(&mut self) {
        let on = self.on();
        self.shown = Self::new(self.columns).shown;
        self.at = on.unwrap_or_default();
    }

    /// Leaves a column that was hidden.
    pub fn leave_hidden(&mut self) {
        if self.on().is_none() && !self.step(true) {
            self.step(false);
        }
    }
}
