//! Search everywhere: words are typed, what holds them comes from a worker and stays until the next answer is there.

use ratatui::layout::Rect;

use super::middle;
use crate::{
    domain::word::Word as _,
    tui::{
        key::Key,
        theme::Role,
        widgets::{
            canvas::{Canvas, rows},
            editor::Editor,
            text::{Line, Piece},
            viewport::{Move, Viewport},
        },
    },
    workbench::questions::search::{Excerpt, Found, Hit, Kind},
};

/// Lines at the foot that tell of the selected row.
const FOOT: u16 = 3;

/// One line of what was found.
enum Shown {
    /// Of this kind, so many, and more that are not told.
    Head(Kind, usize, bool),
    /// The hit of this group at this place.
    Hit(usize, usize),
}

/// The search.
pub struct Everywhere {
    query: Editor,
    /// The words that the answer is about.
    answered: String,
    found: Found,
    shown: Vec<Shown>,
    view: Viewport,
}

impl Everywhere {
    /// A search that begins with these words.
    pub fn new(words: &str) -> Self {
        Self {
            query: Editor::line(words),
            answered: String::new(),
            found: Found::default(),
            shown: Vec::new(),
            view: Viewport::default(),
        }
    }

    /// The words that are typed.
    pub fn words(&self) -> String {
        self.query.value()
    }

    /// Types; true when other words are wanted now.
    pub fn key(&mut self, key: Key) -> Option<bool> {
        let before = self.words();
        self.query.key(key, 200).then(|| self.words() != before)
    }

    /// Types several at once.
    pub fn paste(&mut self, text: &str) {
        self.query.paste(text);
    }

    /// Takes an answer; one to words that are not typed any more is left away.
    pub fn take(&mut self, words: String, found: Found) {
        if words != self.words() {
            return;
        }
        let again = words == self.answered;
        self.answered = words;
        self.shown.clear();
        for (at, group) in found.groups.iter().enumerate() {
            self.shown.push(Shown::Head(group.kind, group.hits.len(), group.more));
            self.shown.extend((0..group.hits.len()).map(|hit| Shown::Hit(at, hit)));
        }
        self.found = found;
        let at = if again { self.view.at() } else { 0 };
        self.view.go(at.min(self.shown.len().saturating_sub(1)));
        self.off_the_head(true);
    }

    /// Moves, past the heads.
    pub fn step(&mut self, step: Move) {
        self.view.step(step, self.shown.len());
        self.off_the_head(!matches!(step, Move::Up | Move::PageUp | Move::HalfUp));
    }

    fn off_the_head(&mut self, down: bool) {
        let is_hit = |at: usize| matches!(self.shown.get(at), Some(Shown::Hit(..)));
        let at = self.view.at();
        let below = || (at..self.shown.len()).find(|&at| is_hit(at));
        let above = || (0..at).rev().find(|&at| is_hit(at));
        let next = if down { below().or_else(above) } else { above_or_here(at, &is_hit).or_else(below) };
        if let Some(next) = next {
            self.view.go(next);
        }
    }

    /// What is selected.
    pub fn selected(&self) -> Option<&Hit> {
        match self.shown.get(self.view.at())? {
            Shown::Head(..) => None,
            Shown::Hit(group, hit) => self.found.groups.get(*group)?.hits.get(*hit),
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let inner = canvas.boxed(middle(body, body.width, body.height), "Search everywhere");
        if inner.height < FOOT + 3 {
            return;
        }
        let typed = self.words();
        let label = Piece::muted("words: ");
        canvas.line(inner, &[label.clone(), Piece::plain(&typed)]);
        let said = match () {
            () if typed.trim().is_empty() => "",
            () if typed != self.answered => "searching ...",
            () if self.shown.is_empty() => "nothing holds all of them",
            () => "",
        };
        canvas.line_right(Rect { height: 1, ..inner }, &[Piece::muted(said)]);
        let list = Rect { y: inner.y + 1, height: inner.height - 1 - FOOT, ..inner };
        if self.shown.is_empty() {
            let told =
                "Products, risks, controls, decisions, statements and the catalogue are looked through.";
            canvas.line(Rect { y: list.y + 1, ..list }, &[Piece::muted(told)]);
        }
        let top = self.view.top(self.shown.len(), usize::from(list.height));
        for (row, (at, shown)) in rows(list).zip(self.shown.iter().enumerate().skip(top)) {
            match shown {
                Shown::Head(kind, count, more) => {
                    let count = format!("  {count}{}", if *more { " and more" } else { "" });
                    canvas.line(row, &[Piece::new(kind.label(), Role::Title), Piece::muted(&count)]);
                }
                Shown::Hit(group, hit) => {
                    let Some(hit) = self.found.groups.get(*group).and_then(|group| group.hits.get(*hit))
                    else {
                        continue;
                    };
                    let mut line: Line =
                        vec![Piece::plain("  "), Piece::plain(&hit.reference).fit(17), Piece::plain(" ")];
                    line.extend(marked(&hit.excerpt));
                    canvas.line(row, &line);
                    if at == self.view.at() {
                        canvas.line(row, &[Piece::plain(">")]);
                        canvas.select(row);
                    }
                }
            }
        }
        self.foot(canvas, Rect { y: inner.bottom() - FOOT, height: FOOT, ..inner });
        let column = self.query.cursor(&self.query.rows(usize::from(inner.width))).1;
        if self.shown.is_empty() {
            canvas.set_cursor(inner.x + (label.width() + column) as u16, inner.y);
        }
    }

    /// What the selected row is, and in which of its texts the words stand.
    fn foot(&self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.rule(Rect { height: 1, ..area });
        let Some(hit) = self.selected() else { return };
        let title = [Piece::new(&hit.reference, Role::Title), Piece::plain(" "), Piece::plain(&hit.title)];
        canvas.line(Rect { y: area.y + 1, height: 1, ..area }, &title);
        let found = Piece::muted(&format!("found in: {}", hit.field));
        canvas.line(Rect { y: area.y + 2, height: 1, ..area }, &[found]);
    }
}

fn above_or_here(at: usize, is_hit: &impl Fn(usize) -> bool) -> Option<usize> {
    (0..=at).rev().find(|&at| is_hit(at))
}

/// An excerpt with the words marked.
fn marked(excerpt: &Excerpt) -> Line {
    let pieces = excerpt.pieces().into_iter();
    pieces.map(|(text, mark)| Piece::new(text, if mark { Role::Marked } else { Role::Normal })).collect()
}
