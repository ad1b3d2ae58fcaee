//! The keys of every command as they are in this run: those of the table, or what the user's own file says instead.
//! Made once at the start and handed down.

use super::{Command, Place, Row};
use crate::tui::{key::Key, theme::Role, widgets::text::Piece};

/// A key, or a chord, of a command in a place.
#[derive(Clone)]
pub struct Bound {
    /// The command.
    pub row: &'static Row,
    /// Where.
    pub place: Place,
    /// As it is written: `g g`.
    pub written: String,
    /// As it is struck.
    pub chord: Vec<Key>,
    /// The line of the user's file that says so.
    pub line: Option<usize>,
}

/// The table of keys.
#[derive(Clone)]
pub struct Keys {
    bound: Vec<Bound>,
}

impl Default for Keys {
    fn default() -> Self {
        Self::of(super::all())
    }
}

impl Keys {
    /// The keys that these rows have in the table of commands.
    fn of(rows: impl Iterator<Item = &'static Row>) -> Self {
        let each = |row: &'static Row| {
            row.bindings().filter_map(move |(place, written)| {
                let chord = Key::parse_chord(written)?;
                Some(Bound { row, place, written: written.to_owned(), chord, line: None })
            })
        };
        Self { bound: rows.flat_map(each).collect() }
    }

    /// Gives a command these keys in a place, instead of those that it has there.
    pub(super) fn replace(&mut self, row: &'static Row, place: Place, chords: &[Vec<Key>], line: usize) {
        let here = |bound: &Bound| bound.row.id == row.id && bound.place == place;
        let at = self.bound.iter().position(here).unwrap_or(self.bound.len());
        self.bound.retain(|bound| !here(bound));
        let new = chords.iter().map(|chord| Bound {
            row,
            place,
            written: crate::tui::keymap::written(chord),
            chord: chord.clone(),
            line: Some(line),
        });
        self.bound.splice(at..at, new);
    }

    /// Every key of every command.
    pub fn all(&self) -> &[Bound] {
        &self.bound
    }

    /// The keys that are in force in these places.
    pub fn at<'a>(&'a self, places: &'a [Place]) -> impl Iterator<Item = &'a Bound> {
        self.bound.iter().filter(|bound| places.contains(&bound.place))
    }

    /// The keys of a command in these places, each once.
    pub fn of_row(&self, row: &Row, places: &[Place]) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for bound in self.bound.iter().filter(|bound| bound.row.id == row.id) {
            if places.contains(&bound.place) && !found.contains(&bound.written.as_str()) {
                found.push(&bound.written);
            }
        }
        found
    }

    /// The first key of a command in these places; the words stand in where it has none.
    pub fn first<'a>(&'a self, command: Command, places: &[Place], or: &'a str) -> &'a str {
        let mut all = self.bound.iter().filter(|bound| bound.row.command == command);
        all.find(|bound| places.contains(&bound.place)).map_or(or, |bound| &bound.written)
    }

    /// Every key of a command in a place.
    pub fn all_of(&self, command: Command, place: Place) -> Vec<&str> {
        let own = self.bound.iter().filter(|bound| bound.row.command == command && bound.place == place);
        own.map(|bound| bound.written.as_str()).collect()
    }

    /// A sentence with keys in it: `{add-risk}` becomes the first key of that command here, or else where it works,
    /// `{add-risk+}` all of them. A command without a key is named as the palette names it.
    pub fn told(&self, sentence: &str, place: Place) -> String {
        Self::tell(Some(self), sentence, place)
    }

    /// The same; without keys the sentence stays as it is, for whoever wants no more than its length.
    pub fn tell(keys: Option<&Self>, sentence: &str, place: Place) -> String {
        let Some(keys) = keys else { return sentence.to_owned() };
        let mut told = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            told.push_str(before);
            let mut every = false;
            let row = after.split_once('}').and_then(|(id, end)| {
                rest = end;
                every = id.ends_with('+');
                super::all().find(|row| row.id == id.trim_end_matches('+'))
            });
            let Some(row) = row else {
                told.push('{');
                rest = after;
                continue;
            };
            let mut own = keys.of_row(row, &[place]);
            if own.is_empty() {
                own = keys.of_row(row, &row.places());
            }
            match own.first() {
                Some(_) if every => told.push_str(&own.join(" or ")),
                Some(key) => told.push_str(key),
                None => told.push_str(&format!("\"{}\"", row.title)),
            }
        }
        told + rest
    }

    /// The first key as it is drawn.
    pub fn piece(&self, command: Command, place: Place) -> Piece {
        Piece::new(self.first(command, &[place], "-"), Role::Key)
    }

    /// The commands for the hint bar of these places with their key and word, what acts before what moves; chords are
    /// left to the boxes that show them.
    pub fn hinted(&self, places: &[Place]) -> impl Iterator<Item = (&'static Row, &str, &'static str)> {
        super::for_hints().filter_map(move |row| {
            let word = row.short_at(places);
            let key = self.of_row(row, places).into_iter().find(|keys| !keys.contains(' '))?;
            (!word.is_empty()).then_some((row, key, word))
        })
    }
}
