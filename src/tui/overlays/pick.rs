//! A list to pick from, found by typing: one row, or several marked ones.

use ratatui::layout::Rect;

use super::middle;
use crate::{
    tui::{
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
    workbench::questions::Choice,
};

/// Who gets what was picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taker {
    /// The field of the form below.
    Field(usize),
    /// The subject of an action.
    Subject(&'static str),
    /// The subject of an action that begins with a suggestion of the catalogue.
    Beginning(&'static str, String),
    /// The order of the rows.
    Sort,
    /// The kind of rows to show.
    Kind,
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
    items: Vec<Choice>,
    marked: Vec<usize>,
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
            items,
            marked: Vec::new(),
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

    /// Marks the row, or takes its mark off, and moves on.
    pub fn toggle(&mut self) {
        let Some(at) = self.hits.get(self.view.at()).map(|hit| hit.index) else { return };
        match self.marked.iter().position(|&marked| marked == at) {
            Some(place) => drop(self.marked.remove(place)),
            None => self.marked.push(at),
        }
        self.step(Move::Down);
    }

    /// What is picked: the marked rows in the order of the list, or the selected one.
    pub fn picked(&self) -> Vec<Choice> {
        if self.many && !self.marked.is_empty() {
            let mut marked = self.marked.clone();
            marked.sort_unstable();
            return marked.into_iter().map(|at| self.items[at].clone()).collect();
        }
        self.hits.get(self.view.at()).map(|hit| self.items[hit.index].clone()).into_iter().collect()
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let height = (self.items.len() as u16).saturating_add(4).max(6);
        let inner = canvas.boxed(middle(body, 76, height), &self.title);
        if inner.height < 3 {
            return;
        }
        let typed = self.query.value();
        let count = format!("{} of {}", self.hits.len(), self.items.len());
        canvas.line(inner, &[Piece::muted("type to find: "), Piece::plain(&typed)]);
        canvas.line_right(Rect { height: 1, ..inner }, &[Piece::muted(&count)]);
        let list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        let top = self.view.top(self.hits.len(), usize::from(list.height));
        if self.hits.is_empty() {
            canvas.line(list, &[Piece::muted("  nothing fits")]);
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
