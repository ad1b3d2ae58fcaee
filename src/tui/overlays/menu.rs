//! Commands, found by typing their title or key: the palette with all of them, `?` with those of this place.

mod purpose;

use purpose::Findable;
use ratatui::layout::Rect;

use super::middle;
use crate::tui::{
    commands::{self, Keys, Place, Row},
    key::Key,
    state::State,
    widgets::{
        canvas::{Canvas, rows},
        editor::Editor,
        fuzzy::{self, Hit},
        text::Piece,
        viewport::{Move, Viewport},
    },
};

/// Columns that the keys take.
const KEYS: usize = 16;

/// The list of commands.
pub struct Menu {
    title: &'static str,
    rows: Vec<(&'static Row, String)>,
    findable: Vec<Findable>,
    here: Vec<Place>,
    query: Editor,
    hits: Vec<Hit>,
    view: Viewport,
}

impl Menu {
    /// Every command that does not belong to an overlay.
    pub fn palette(keys: &Keys, here: Vec<Place>) -> Self {
        Self::new("All commands", commands::on_screens(), keys, here)
    }

    /// The commands of this place.
    pub fn help(keys: &Keys, here: Vec<Place>) -> Self {
        let of = here.clone();
        let rows = commands::all().filter(|row| !keys.of_row(row, &of).is_empty());
        Self::new("Keys of this place", rows, keys, here)
    }

    fn new(
        title: &'static str,
        rows: impl Iterator<Item = &'static Row>,
        keys: &Keys,
        here: Vec<Place>,
    ) -> Self {
        let rows: Vec<(&Row, Vec<String>)> = rows
            .map(|row| {
                let mut own = keys.of_row(row, &here);
                if own.is_empty() {
                    own = keys.of_row(row, &row.places());
                }
                (row, own.into_iter().map(str::to_owned).collect::<Vec<_>>())
            })
            .collect();
        let findable = rows.iter().map(|(row, keys)| Findable {
            title: row.title.to_owned(),
            keys: keys.clone(),
            // what `riskward do` calls it, and refusals of the command line do
            words: format!("{} {}", commands::words(row.id), row.id),
            help: row.help.to_owned(),
        });
        let findable = findable.collect();
        let rows = rows.into_iter().map(|(row, keys)| (row, keys.join(", "))).collect();
        let mut menu = Self {
            title,
            rows,
            findable,
            here,
            query: Editor::line(""),
            hits: Vec::new(),
            view: Viewport::default(),
        };
        menu.rank();
        menu
    }

    fn rank(&mut self) {
        self.hits = purpose::rank(&self.query.value(), &self.findable);
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

    /// The command that is selected.
    pub fn selected(&self) -> Option<&'static Row> {
        self.hits.get(self.view.at()).map(|hit| self.rows[hit.index].0)
    }

    /// Why a command cannot be run from here; nothing when it can.
    pub fn why_not(&self, state: &State, row: &Row) -> Option<String> {
        let places = row.places();
        if !places.iter().any(|place| self.here.contains(place)) {
            let names: Vec<&str> = places.iter().map(|place| place.name()).collect();
            return Some(format!("works in: {}", names.join(", ")));
        }
        (row.why_not)(state, row.command)
    }

    pub(super) fn draw(&self, state: &State, canvas: &mut Canvas<'_>, body: Rect) {
        let inner = canvas.boxed(middle(body, 76, body.height), self.title);
        if inner.height < 4 {
            return;
        }
        canvas.line(inner, &[Piece::muted("type to find: "), Piece::plain(&self.query.value())]);
        let list = Rect { y: inner.y + 1, height: inner.height - 3, ..inner };
        let top = self.view.top(self.hits.len(), usize::from(list.height));
        for (line, (at, hit)) in rows(list).zip(self.hits.iter().enumerate().skip(top)) {
            let (row, keys) = &self.rows[hit.index];
            let why = self.why_not(state, row);
            let title = row.title.to_owned();
            let shown: Vec<Piece> = match &why {
                None => {
                    let end = title.chars().count() as u32;
                    let marks: Vec<u32> = hit.marks.iter().copied().filter(|&mark| mark < end).collect();
                    fuzzy::marked(&title, &marks)
                }
                Some(why) => vec![Piece::muted(&format!("{title}: {why}"))],
            };
            let mut pieces = vec![Piece::plain("  "), key_piece(keys, why.is_none())];
            pieces.extend(shown);
            canvas.line(line, &pieces);
            if at == self.view.at() {
                canvas.line(line, &[Piece::plain(">")]);
                canvas.select(line);
            }
        }
        let foot = Rect { y: inner.bottom() - 1, height: 1, ..inner };
        let help = self.selected().map_or("nothing fits", |row| row.help);
        canvas.line(foot, &[Piece::muted(help)]);
    }
}

fn key_piece(keys: &str, available: bool) -> Piece {
    use crate::tui::theme::Role;
    let role = if available { Role::Key } else { Role::Muted };
    Piece::new(&format!("{} ", Piece::new(keys, role).fit(KEYS - 1).text()), role)
}
