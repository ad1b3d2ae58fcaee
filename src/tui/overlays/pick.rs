//! A list to pick from, found by typing: one row, or several marked ones.

use ratatui::layout::Rect;

use super::middle;
use crate::{
    tui::{
        commands::Place,
        key::Key,
        theme::Role,
        widgets::{
            canvas::{Canvas, rows},
            editor::Editor,
            fuzzy::{self, Hit},
            text::Piece,
            viewport::{Move, Viewport},
        },
    },
    workbench::questions::{Choice, narrow::Sieve},
};

/// Who gets what was picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taker {
    /// The field of the form below.
    Field(usize),
    /// The field of the form below that anything may be typed in; what stays in it beside what is picked.
    Known {
        /// The field's place.
        at: usize,
        /// What stays.
        kept: Vec<String>,
    },
    /// The subject of an action.
    Subject(&'static str),
    /// The subject of an action that begins with a suggestion of the catalogue.
    Beginning(&'static str, String),
    /// The order of the rows.
    Sort,
    /// The kind of rows to show.
    Kind,
    /// The values that a column is narrowed to.
    Narrow(&'static str),
    /// The assessment that a file is imported for; empty = none.
    ImportFor,
    /// What is exported, in which profile and format.
    Export,
}

/// The list.
#[derive(Debug, Clone)]
pub struct Pick {
    /// What is picked.
    pub title: String,
    /// Who gets it.
    pub taker: Taker,
    /// Several may be picked.
    pub many: bool,
    /// A comparison that is typed is taken too.
    free: bool,
    /// What is typed is taken where nothing fits.
    own_words: bool,
    items: Vec<Choice>,
    marked: Vec<usize>,
    /// A mark was set or taken off here: what is marked is what is taken, even when it is nothing.
    ticked: bool,
    query: Editor,
    hits: Vec<Hit>,
    view: Viewport,
}

impl Pick {
    /// A list with the cursor on a value.
    pub fn new(title: &str, items: Vec<Choice>, taker: Taker, value: &str) -> Self {
        let at = items.iter().position(|item| item.value == value).unwrap_or(0);
        let mut pick = Self {
            title: title.to_owned(),
            taker,
            many: false,
            free: false,
            own_words: false,
            items,
            marked: Vec::new(),
            ticked: false,
            query: Editor::line(""),
            hits: Vec::new(),
            view: Viewport::default(),
        };
        pick.rank();
        pick.view.go(at);
        pick
    }

    /// The same for several, with these marked.
    #[must_use]
    pub fn many(mut self, values: &[String]) -> Self {
        self.many = true;
        self.marked = (0..self.items.len()).filter(|&i| values.contains(&self.items[i].value)).collect();
        self
    }

    /// What is typed is taken as it is when it is a comparison, or nothing fits.
    #[must_use]
    pub fn typed_too(mut self) -> Self {
        self.free = true;
        self
    }

    /// What is typed is taken as it is when nothing fits.
    #[must_use]
    pub fn own_words(mut self) -> Self {
        self.own_words = true;
        self
    }

    /// What was typed, where that is to be taken rather than a row.
    fn typed(&self) -> Option<Choice> {
        let typed = self.query.value();
        let formula = self.free && Sieve::is_formula(&typed);
        let nothing_fits = (self.free || self.own_words) && self.hits.is_empty();
        let taken = !typed.trim().is_empty() && (formula || nothing_fits);
        taken.then(|| Choice { value: typed.clone(), label: typed })
    }

    fn rank(&mut self) {
        self.hits = fuzzy::rank(&self.query.value(), self.items.iter().map(|item| item.label.as_str()));
        self.view.go(0);
    }

    /// Moves.
    pub fn step(&mut self, step: Move) {
        self.view.step(step, self.hits.len());
    }

    /// Types.
    pub fn key(&mut self, key: Key) -> bool {
        let before = self.query.value();
        let taken = self.query.key(key, 60);
        if self.query.value() != before {
            self.rank();
        }
        taken
    }

    /// Types several at once.
    pub fn paste(&mut self, text: &str) {
        self.query.paste(text);
        self.rank();
    }

    /// Marks the row, or takes its mark off, and moves on. A letter is one of what is typed once something is: names
    /// have blanks in them.
    pub fn toggle(&mut self, key: Key) {
        if key.typed().is_some() && !self.query.is_empty() {
            self.key(key);
            return;
        }
        let Some(at) = self.hits.get(self.view.at()).map(|hit| hit.index) else { return };
        self.ticked = true;
        match self.marked.iter().position(|&marked| marked == at) {
            Some(place) => drop(self.marked.remove(place)),
            None => self.marked.push(at),
        }
        if self.query.is_empty() {
            self.step(Move::Down);
        } else {
            // the next one is searched for from the beginning
            self.query.set("");
            self.rank();
            self.view.go(at);
        }
    }

    /// Something is typed that none of the rows fits, and that is not taken as it is: there is nothing to take.
    pub fn finds_nothing(&self) -> bool {
        !self.query.value().trim().is_empty() && self.hits.is_empty() && self.typed().is_none()
    }

    /// What is picked: the marked rows in the order of the list, or the selected one.
    pub fn picked(&self) -> Vec<Choice> {
        let typed = self.typed();
        if typed.is_some() && !(self.own_words && self.many) {
            return typed.into_iter().collect();
        }
        if self.many && (self.ticked || !self.marked.is_empty() || typed.is_some()) {
            let mut marked = self.marked.clone();
            // what was searched for beside what is marked is meant too
            if !self.query.is_empty() {
                marked.extend(self.hits.get(self.view.at()).map(|hit| hit.index));
            }
            marked.sort_unstable();
            marked.dedup();
            return marked.into_iter().map(|at| self.items[at].clone()).chain(typed).collect();
        }
        self.hits.get(self.view.at()).map(|hit| self.items[hit.index].clone()).into_iter().collect()
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let more = if self.free { 5 } else { 4 };
        let height = (self.items.len() as u16).saturating_add(more).max(6);
        let inner = canvas.boxed(middle(body, 76, height), &self.title);
        if inner.height < 3 {
            return;
        }
        let typed = self.query.value();
        let mut count = format!("{} of {}", self.hits.len(), self.items.len());
        if self.many && !typed.is_empty() && !self.hits.is_empty() {
            count = canvas.told(&format!("{{pick-tick}} marks · {count}"), Place::PickingMany);
        }
        canvas.line(inner, &[Piece::muted("type to find: "), Piece::plain(&typed)]);
        canvas.line_right(Rect { height: 1, ..inner }, &[Piece::muted(&count)]);
        let mut list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        if self.free {
            list.height -= 1;
            let told = "or type: <= end of q1   < MED   empty   not rossi   part of a text";
            canvas.line(Rect { y: list.bottom(), height: 1, ..inner }, &[Piece::muted(told)]);
        }
        let top = self.view.top(self.hits.len(), usize::from(list.height));
        if self.hits.is_empty() {
            let told =
                if self.free || self.own_words { "  {pick} takes what is typed" } else { "  nothing fits" };
            let told = canvas.told(told, Place::Picking);
            canvas.line(list, &[Piece::muted(&told)]);
            canvas.set_cursor(inner.x, inner.y);
        }
        for (row, (at, hit)) in rows(list).zip(self.hits.iter().enumerate().skip(top)) {
            let mark = match (self.many, self.marked.contains(&hit.index)) {
                (false, _) => "  ",
                (true, true) => "  [x] ",
                (true, false) => "  [ ] ",
            };
            let mut line = vec![Piece::plain(mark)];
            line.extend(fuzzy::marked(&self.items[hit.index].label, &hit.marks));
            canvas.line(row, &line);
            if at == self.view.at() {
                canvas.line(row, &[Piece::new(">", Role::Normal)]);
                canvas.select(row);
            }
        }
    }
}
