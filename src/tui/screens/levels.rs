//! How levels, coverage and the like look: always a word, and a colour beside it.

use crate::{
    domain::capability::{Coverage, InUseState},
    tui::{theme::Role, widgets::text::Piece},
    workbench::questions::Level,
};

/// A level's tag; what is not rated says so.
pub(super) fn level(level: Option<&Level>) -> Piece {
    match level {
        Some(level) => Piece::new(&level.tag(), role(level)),
        None => Piece::muted("not rated"),
    }
}

/// A level's tag, a short dash when it is not rated.
pub(super) fn tag(level: Option<&Level>) -> Piece {
    match level {
        Some(level) => Piece::new(&level.tag(), role(level)),
        None => Piece::muted("–"),
    }
}

/// The look of a level by its place in the scale.
pub(super) fn role(level: &Level) -> Role {
    if level.rank <= 1 {
        return Role::Ok;
    }
    match level.of - level.rank {
        ..=0 => Role::Critical,
        1 => Role::Serious,
        _ => Role::Caution,
    }
}

/// The look of a coverage.
pub(super) fn coverage(coverage: Coverage) -> Role {
    match coverage {
        Coverage::Provided => Role::Ok,
        Coverage::NotProvided => Role::Serious,
        Coverage::Partial | Coverage::Unknown => Role::Caution,
        Coverage::NotApplicable => Role::Muted,
    }
}

/// What is really so over all placements: the worst of them.
pub(super) fn in_use(states: impl Iterator<Item = InUseState>) -> Option<InUseState> {
    states.max_by_key(|state| match state {
        InUseState::On => 0,
        InUseState::NotChecked => 1,
        InUseState::Partly => 2,
        InUseState::Off => 3,
    })
}

/// Yes, no or not looked at.
pub(super) fn mark(label: &str, yes: Option<bool>) -> Vec<Piece> {
    let (sign, role) = match yes {
        Some(true) => ("✓", Role::Ok),
        Some(false) => ("✗", Role::Serious),
        None => ("–", Role::Muted),
    };
    vec![Piece::plain(&format!("{label} ")), Piece::new(sign, role)]
}
