//! Two people changed one thing: field by field what was there before, what is there now and what is in the form, and
//! which of them is to stand. What only one of them changed is taken over by itself.

pub mod view;

use std::cell::Cell;

use crate::{
    domain::{object::Id, trouble::Differing},
    tui::widgets::viewport::Move,
    workbench::{Compared, Side, actions::Args},
};

/// What is to stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// What is in the register now.
    Theirs,
    /// What is in the form.
    Mine,
    /// What will be written from both.
    Edited,
}

/// A field that at least one of the two changed.
#[derive(Debug, Clone)]
pub struct Row {
    /// The three texts.
    pub side: Side,
    /// What is to stand; none = it is still to be chosen.
    pub stands: Option<Stands>,
    /// Nobody needs to choose: only one changed it.
    pub by_itself: bool,
}

/// The fields, and the choices made so far.
#[derive(Debug, Clone)]
pub struct Versus {
    /// The form's request.
    pub request: Id,
    /// The title of the form and what it acts on.
    pub title: String,
    object: String,
    by: String,
    /// The fields, those to choose first.
    pub rows: Vec<Row>,
    beside: Vec<Differing>,
    rests_on: Vec<String>,
    /// What saving is based on after this.
    pub fresh: Args,
    at: usize,
    scrolled: Cell<usize>,
    page: Cell<usize>,
}

impl Versus {
    /// The choices to make for the form of this request.
    pub fn new(request: Id, title: String, compared: Compared) -> Self {
        let Compared { object, by, sides, beside, rests_on, fresh, .. } = compared;
        let row = |side: Side| {
            let stands = match (side.is_theirs(), side.is_mine()) {
                (true, _) => Some(Stands::Theirs),
                (_, true) => Some(Stands::Mine),
                _ => None,
            };
            Row { by_itself: stands.is_some(), stands, side }
        };
        let mut rows: Vec<Row> = sides.into_iter().map(row).collect();
        rows.sort_by_key(|row| row.by_itself);
        Self {
            request,
            title,
            object,
            by,
            rows,
            beside,
            rests_on,
            fresh,
            at: 0,
            scrolled: Cell::new(0),
            page: Cell::new(1),
        }
    }

    /// A signature was refused, and there is nothing to choose.
    pub fn is_about_signing(&self) -> bool {
        !self.rests_on.is_empty()
    }

    /// Nothing differs.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.beside.is_empty() && self.rests_on.is_empty()
    }

    /// The field that keys act on.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.at)
    }

    /// To another field; by pages through the texts of this one.
    pub fn step(&mut self, step: Move) {
        let last = self.rows.len().saturating_sub(1);
        let page = self.page.get();
        match step {
            Move::PageDown | Move::HalfDown => return self.scrolled.set(self.scrolled.get() + page),
            Move::PageUp | Move::HalfUp => {
                return self.scrolled.set(self.scrolled.get().saturating_sub(page));
            }
            // with nothing to choose all of it is one text
            Move::Down if self.rows.is_empty() => return self.scrolled.set(self.scrolled.get() + 1),
            Move::Up if self.rows.is_empty() => {
                return self.scrolled.set(self.scrolled.get().saturating_sub(1));
            }
            Move::Down => self.at = (self.at + 1).min(last),
            Move::Up => self.at = self.at.saturating_sub(1),
            Move::First => self.at = 0,
            Move::Last => self.at = last,
        }
        self.scrolled.set(0);
    }

    /// Chooses for the field that keys act on, and goes to the next one that is still to be chosen.
    pub fn choose(&mut self, stands: Stands) {
        let Some(row) = self.rows.get_mut(self.at) else { return };
        row.stands = Some(stands);
        if self.to_open().is_some() {
            self.go_to_open();
        }
    }

    /// The first field that is still to be chosen, from the one that keys act on.
    pub fn to_open(&self) -> Option<&Row> {
        let at = self.open_at()?;
        self.rows.get(at)
    }

    /// Goes to it.
    pub fn go_to_open(&mut self) {
        if let Some(at) = self.open_at() {
            self.at = at;
            self.scrolled.set(0);
        }
    }

    fn open_at(&self) -> Option<usize> {
        let is_open = |at: &usize| self.rows[*at].stands.is_none();
        (self.at..self.rows.len()).chain(0..self.at).find(is_open)
    }
}
