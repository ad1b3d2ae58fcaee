//! From keys to commands: what a key means where it is struck, chords included.

use super::{
    commands::{Command, Keys, Place, Row},
    key::Key,
};

/// What came of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A command.
    Command(Command),
    /// The beginning of a chord; the next key decides, whenever it comes.
    Pending,
    /// Nothing.
    Nothing,
}

/// Looks up the keys struck so far.
pub fn look_up(keys: &Keys, places: &[Place], struck: &[Key]) -> Found {
    let mut pending = false;
    for bound in keys.at(places) {
        if bound.chord == struck {
            return Found::Command(bound.row.command);
        }
        pending |= bound.chord.starts_with(struck);
    }
    if pending { Found::Pending } else { Found::Nothing }
}

/// The commands that the keys struck so far begin, with the keys that are still to come.
pub fn continuations(keys: &Keys, places: &[Place], struck: &[Key]) -> Vec<(String, &'static Row)> {
    keys.at(places)
        .filter(|bound| bound.chord.len() > struck.len() && bound.chord.starts_with(struck))
        .map(|bound| (written(&bound.chord[struck.len()..]), bound.row))
        .collect()
}

/// Keys as they are written.
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::viewport::Move;

    const CHAIN: &[Place] = &[Place::Chain, Place::Anywhere];

    #[test]
    fn a_chord_waits_and_a_key_acts_at_once() {
        let g = Key::char('g');
        assert_eq!(look_up(&Keys::default(), CHAIN, &[g]), Found::Pending);
        assert_eq!(look_up(&Keys::default(), CHAIN, &[g, g]), Found::Command(Command::Move(Move::First)));
        assert_eq!(
            look_up(&Keys::default(), CHAIN, &[Key::char('r')]),
            Found::Command(Command::Act("rate-risk"))
        );
        assert_eq!(look_up(&Keys::default(), CHAIN, &[Key::char('Z')]), Found::Nothing);
        assert_eq!(look_up(&Keys::default(), CHAIN, &[g, Key::char('z')]), Found::Nothing);
    }

    #[test]
    fn the_same_key_means_what_its_place_says() {
        let i = [Key::char('i')];
        assert_eq!(
            look_up(&Keys::default(), &[Place::Assessments, Place::Anywhere], &i),
            Found::Command(Command::Import)
        );
        assert_eq!(look_up(&Keys::default(), CHAIN, &i), Found::Command(Command::Act("record-in-use")));
        assert_eq!(look_up(&Keys::default(), &[Place::Form], &i), Found::Nothing);
    }

    #[test]
    fn a_pending_chord_tells_what_may_follow() {
        let next = continuations(&Keys::default(), CHAIN, &[Key::char('c')]);
        assert!(next.iter().any(|(key, row)| key == "l" && row.id == "link-control"));
    }
}
