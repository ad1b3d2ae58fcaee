//! What the choice between two edits of one thing understands.

use super::row::{Command, Place, Row};
use crate::tui::{overlays::Overlay, state::State, widgets::viewport::Move};

const HERE: &[Place] = &[Place::Comparing];

/// A signature has nothing to choose from.
fn nothing_to_choose(state: &State, _: Command) -> Option<String> {
    let none = matches!(state.overlays.last(), Some(Overlay::Conflict(versus)) if versus.rows.is_empty());
    none.then(|| "there is nothing to choose".to_owned())
}

pub(super) const ROWS: &[Row] = &[
    Row::new("conflict-mine", Command::TakeMine, "Take mine", &["m"], HERE, "What is in the form is to stand in this field.")
        .hint("mine")
    .unless(nothing_to_choose),
    Row::new(
        "conflict-theirs",
        Command::TakeTheirs,
        "Take theirs",
        &["t"],
        HERE,
        "What somebody else wrote is to stand in this field.",
    )
    .hint("theirs")
    .unless(nothing_to_choose),
    Row::new(
        "conflict-both",
        Command::TakeBoth,
        "Edit both",
        &["e"],
        HERE,
        "Both texts come into the field, to be edited before it is saved; where one is picked, mine.",
    )
    .hint("edit both")
    .unless(nothing_to_choose),
    Row::new(
        "conflict-save",
        Command::Accept,
        "Save the choices",
        &["Enter", "F2", "Ctrl-o"],
        HERE,
        "Saves what was chosen, once every field is; goes to the form where something is to be edited or signed.",
    )
    .hint("save"),
    Row::new(
        "conflict-leave",
        Command::Leave,
        "Back to the form",
        &["Esc", "Ctrl-c"],
        HERE,
        "Chooses nothing; the form keeps what was typed.",
    )
    .hint("back"),
    Row::new("conflict-down", Command::Move(Move::Down), "Down", &["j", "Down", "Tab"], HERE, "To the next field."),
    Row::new("conflict-up", Command::Move(Move::Up), "Up", &["k", "Up", "Shift-Tab"], HERE, "To the field before."),
    Row::new(
        "conflict-page-down",
        Command::Move(Move::PageDown),
        "Page down",
        &["PgDn", "Space"],
        HERE,
        "Down in the texts of this field.",
    ),
    Row::new(
        "conflict-page-up",
        Command::Move(Move::PageUp),
        "Page up",
        &["PgUp"],
        HERE,
        "Up in the texts of this field.",
    ),
];
