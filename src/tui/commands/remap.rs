//! The user's own keys: a file with a table per place and a list of keys per command.
//!
//! ```toml
//! [everywhere]
//! undo = ["U"]              # wherever the command works
//! [risks]
//! decide = ["x", "F6"]      # on this screen alone
//! export = []               # no key
//! ```

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use toml::de::{DeTable, DeValue};

use super::{Keys, Place, Row, all, places};
use crate::{domain::trouble::Trouble, tui::key::Key};

/// A file of keys is no larger.
const BYTES_AT_MOST: u64 = 1 << 20;

impl Keys {
    /// The keys with those of a file, if there is one, and whether it must be there.
    ///
    /// # Errors
    /// As [`Keys::with_file`].
    pub fn of_file(file: Option<(PathBuf, bool)>) -> Result<Self, Trouble> {
        file.map_or_else(|| Ok(Self::default()), |(path, needed)| Self::with_file(&path, needed))
    }

    /// The keys with those of a file; one that need not be there may be missing.
    ///
    /// # Errors
    /// When it cannot be read, or says what cannot be: with file and line.
    pub fn with_file(path: &Path, needed: bool) -> Result<Self, Trouble> {
        let refused = |because: String| {
            Trouble::refused("The keys were not read", because, "mending the file, or taking it away")
        };
        let unread = |error: &std::io::Error| refused(format!("{}: {error}", path.display()));
        match std::fs::metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound && !needed => return Ok(Self::default()),
            Err(error) => return Err(unread(&error)),
            Ok(file) if !file.is_file() || file.len() > BYTES_AT_MOST => {
                return Err(refused(format!("{}: it is no file of keys", path.display())));
            }
            Ok(_) => {}
        }
        let text = std::fs::read_to_string(path).map_err(|error| unread(&error))?;
        Self::with_text(&text).map_err(|(line, what)| refused(format!("{}:{line}: {what}", path.display())))
    }

    /// The keys with what a text says.
    ///
    /// # Errors
    /// The line and what is wrong there.
    pub fn with_text(text: &str) -> Result<Self, (usize, String)> {
        let line = |at: usize| text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        let parsed = DeTable::parse(text)
            .map_err(|error| (line(error.span().map_or(0, |span| span.start)), error.message().to_owned()))?;
        let mut keys = Self::default();
        // what is said of one place stands above what is said of all
        let mut sections: Vec<_> = parsed.get_ref().iter().collect();
        sections.sort_by_key(|(name, _)| (place(name.get_ref()) != Some(Place::Anywhere), name.span().start));
        for (name, section) in sections {
            let here = line(name.span().start);
            let Some(place) = place(name.get_ref()) else {
                return Err((here, unknown("place", name.get_ref(), places().map(Place::key))));
            };
            let DeValue::Table(commands) = section.get_ref() else {
                return Err((here, format!("[{}] is to hold commands with their keys", name.get_ref())));
            };
            let mut commands: Vec<_> = commands.iter().collect();
            commands.sort_by_key(|(id, _)| id.span().start);
            for (id, wanted) in commands {
                let here = line(id.span().start);
                let row = row(id.get_ref(), place).map_err(|what| (here, what))?;
                let at = |value: &toml::Spanned<DeValue<'_>>| line(value.span().start);
                let DeValue::Array(list) = wanted.get_ref() else {
                    return Err((here, format!("{} is to be a list: [\"x\", \"F6\"]", row.id)));
                };
                let mut chords = Vec::new();
                for one in list {
                    let written = one.get_ref().as_str();
                    let chord = written.and_then(Key::parse_chord);
                    let told = written.unwrap_or("this");
                    chords.push(chord.ok_or_else(|| {
                        let what = unknown("key", told, Key::names());
                        (at(one), format!("{what}; a letter, or several keys parted by blanks, do too"))
                    })?);
                }
                let everywhere = place == Place::Anywhere;
                for own in row.places().into_iter().filter(|own| everywhere || *own == place) {
                    keys.replace(row, own, &chords, here);
                }
            }
        }
        match keys.faults().into_iter().next() {
            None => Ok(keys),
            Some(fault) => Err((fault.line.unwrap_or(1), fault.what)),
        }
    }
}

fn place(name: &str) -> Option<Place> {
    places().find(|place| place.key() == name || place.name() == name)
}

/// The command of this id, if it works there.
fn row(id: &str, place: Place) -> Result<&'static Row, String> {
    let here = |row: &&Row| place == Place::Anywhere || row.places().contains(&place);
    let Some(row) = all().find(|row| row.id == id) else {
        return Err(unknown("command", id, all().filter(here).map(|row| row.id)));
    };
    if here(&row) {
        return Ok(row);
    }
    let places: Vec<String> = row.places().iter().map(|place| format!("[{}]", place.key())).collect();
    Err(format!("\"{}\" ({id}) does not work there: write it under {}", row.title, places.join(" or ")))
}

/// What is not known, and the known name that comes nearest.
fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let nearest = known.min_by_key(|one| distance(name, one));
    let nearest = nearest.map(|one| format!(": the nearest is {one:?}")).unwrap_or_default();
    format!("there is no {what} {name:?}{nearest}")
}

/// How many letters have to be put in, taken out or changed to make the one the other, in small letters.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, c) in one.to_lowercase().chars().take(80).enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, d) in other.iter().enumerate() {
            let changed = before + usize::from(c != *d);
            before = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(before + 1);
        }
    }
    row[other.len()]
}
