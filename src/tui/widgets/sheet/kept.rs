//! What is kept of a table's columns, order and filters from screen to screen and from session to session.

use serde::{Deserialize, Serialize};

use super::{Column, LEAST, MOST, Sheet, Shown};
use crate::workbench::questions::narrow::{Sieve, Way};

/// How somebody likes the columns of a table; what is kept of it from session to session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Arrangement {
    /// In their order: id, whether it is hidden, its width where one was chosen.
    pub columns: Vec<(String, bool, Option<u16>)>,
    /// By what it is sorted.
    pub sort: Vec<(String, Way)>,
    /// The column one was on; empty for the first.
    #[serde(default)]
    pub on: String,
}

/// To what a table is narrowed: id of a column, or none for the whole row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Narrowing(Vec<(Option<String>, Sieve)>);

impl Narrowing {
    /// Every row is let through.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Sheet {
    /// What is kept of the columns.
    pub fn arrangement(&self) -> Arrangement {
        let sort = self.sorted_by().map(|(id, way)| (id.to_owned(), way)).collect();
        let on =
            self.column().filter(|_| self.at > 0).map_or_else(String::new, |column| column.id.to_owned());
        if self.shown == Self::new(self.columns).shown {
            return Arrangement { columns: Vec::new(), sort, on };
        }
        let column =
            |(column, hidden, width): (&Column, bool, Option<u16>)| (column.id.to_owned(), hidden, width);
        Arrangement { columns: self.listed().map(column).collect(), sort, on }
    }

    /// What is kept of the narrowing.
    pub fn narrowing(&self) -> Narrowing {
        let id = |column: &Option<usize>| column.map(|column| self.columns[column].id.to_owned());
        Narrowing(self.narrowed.iter().map(|(column, sieve)| (id(column), sieve.clone())).collect())
    }

    /// Takes up what was kept; columns that are not known any more are left out, new ones stand at the end.
    pub fn take_up(&mut self, kept: &Arrangement) {
        let mut shown: Vec<Shown> = Vec::new();
        for (id, hidden, width) in &kept.columns {
            if let Some(column) = self.index(id)
                && !shown.iter().any(|one| one.column == column)
            {
                let width = width.map(|width| width.clamp(LEAST, MOST));
                shown.push(Shown { column, hidden: *hidden, width });
            }
        }
        for column in 0..self.columns.len() {
            if !shown.iter().any(|one| one.column == column) {
                shown.push(Shown { column, hidden: false, width: None });
            }
        }
        if shown.iter().all(|one| one.hidden) {
            for one in &mut shown {
                one.hidden = false;
            }
        }
        self.shown = shown;
        self.sort.clear();
        for (id, way) in &kept.sort {
            if let Some(column) = self.index(id)
                && self.sorts(column).is_none()
            {
                self.sort.push((column, *way));
            }
        }
        self.at = 0;
        self.leave_hidden();
        self.go(&kept.on);
    }

    /// Takes up a narrowing that was kept.
    pub fn narrow_as(&mut self, kept: &Narrowing) {
        self.narrowed.clear();
        for (id, sieve) in &kept.0 {
            match id {
                Some(id) => self.narrow(id, Some(sieve.clone())),
                None => self.put(None, Some(sieve.clone())),
            }
        }
    }
}
