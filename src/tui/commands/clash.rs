//! What keys may not be: two commands on one key, a letter of an escape sequence that acts, a confirmation that the
//! asking key passes, a place without a way out.

use super::{Bound, Command, Keys, Place, TOGETHER};
use crate::tui::key::{Code, Key};

/// Letters that arrive on their own when a slow line cuts an arrow or function key apart.
const OF_SEQUENCES: &str = "[OABCDHFPQRS";
/// Places where letters are text.
const TYPED_IN: &[Place] =
    &[Place::Form, Place::Picking, Place::PickingMany, Place::Prompting, Place::Signing];

/// Something that keys may not be.
pub struct Fault {
    /// The line of the user's file, where one says so.
    pub line: Option<usize>,
    /// A sentence.
    pub what: String,
}

impl Keys {
    /// Every fault.
    pub fn faults(&self) -> Vec<Fault> {
        let mut found = self.clashes();
        found.extend(self.all().iter().filter_map(|bound| Some(fault(bound, alone(self, bound)?))));
        found.extend(self.without_way_out());
        found
    }

    /// Two commands on one key in one place, or a key that begins another's chord.
    fn clashes(&self) -> Vec<Fault> {
        let mut found: Vec<Fault> = Vec::new();
        for places in TOGETHER {
            let bound: Vec<&Bound> = self.at(places).collect();
            for (i, one) in bound.iter().enumerate() {
                for other in &bound[i + 1..] {
                    let prefix = one.chord.starts_with(&other.chord) || other.chord.starts_with(&one.chord);
                    let same = one.row.id == other.row.id && one.chord == other.chord;
                    if !prefix || same {
                        continue;
                    }
                    let what = format!(
                        "\"{}\" ({}, {}) and \"{}\" ({}, {}) clash in: {}",
                        one.row.title,
                        one.row.id,
                        one.written,
                        other.row.title,
                        other.row.id,
                        other.written,
                        places[0].name()
                    );
                    found.push(Fault { line: one.line.or(other.line), what });
                }
            }
        }
        found
    }

    /// The places where no key leads out.
    fn without_way_out(&self) -> Vec<Fault> {
        let mut found = Vec::new();
        for places in TOGETHER {
            let screen = places.contains(&Place::Anywhere);
            let leads_out = |command: Command| match command {
                Command::Close | Command::Break | Command::Quit | Command::Palette => screen,
                other => !screen && other == Command::Leave,
            };
            if !self.at(places).any(|bound| leads_out(bound.row.command)) {
                let what = format!("no key leads out of: {}", places[0].name());
                found.push(Fault { line: None, what });
            }
        }
        found
    }
}

fn fault(bound: &Bound, what: String) -> Fault {
    Fault { line: bound.line, what }
}

/// What is wrong with a key by itself.
fn alone(keys: &Keys, bound: &Bound) -> Option<String> {
    let Bound { row, place, written, chord, .. } = bound;
    let first = chord.first()?;
    if let ([Key { code: Code::Char(c), ctrl: false, alt: false }], false) =
        (chord.as_slice(), matches!(row.command, Command::Move(_) | Command::Go(_)))
        && OF_SEQUENCES.contains(*c)
    {
        return Some(format!(
            "{written} can be a part of an arrow key that a slow line cut apart, so it may only move or lead to a \
             screen: \"{}\" ({}) does more",
            row.title, row.id
        ));
    }
    if let Some(c) = first.typed()
        && TYPED_IN.contains(place)
        && (c, *place) != (' ', Place::PickingMany)
    {
        return Some(format!("{written} is text in: {}", place.name()));
    }
    if row.command == Command::Confirm {
        let gives_up = matches!(chord.last()?.code, Code::Enter | Code::Esc | Code::Char(' '));
        let asks = keys
            .all()
            .iter()
            .filter(|other| matches!(other.row.command, Command::Act(_) | Command::Save | Command::Drop))
            .find(|other| other.chord.last() == chord.last());
        if gives_up {
            return Some(format!("{written} does not confirm: \"{}\" ({})", row.title, row.id));
        }
        if let Some(asks) = asks {
            return Some(format!(
                "{written} may not both ask and confirm: \"{}\" ({}) and \"{}\" ({})",
                asks.row.title, asks.row.id, row.title, row.id
            ));
        }
    }
    let never = ['h', 'i', 'm', '['];
    chord
        .iter()
        .any(|key| key.ctrl && matches!(key.code, Code::Char(c) if never.contains(&c)))
        .then(|| format!("terminals send {written} as another key"))
}
