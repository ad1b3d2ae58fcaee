//! The one table of commands. Key look-up, hint bar, `?`, palette, `docs/keys.md` and the clash test all read it, with the
//! user's own keys in it.

mod acting;
mod clash;
mod comparing;
mod keys;
mod looking;
mod moving;
mod overlay;
mod printed;
mod remap;
mod row;
mod why;
mod words;
mod working;

pub use clash::Fault;
pub use keys::{Bound, Keys};
pub use row::{Command, Goal, Place, Row};
pub use words::words;

/// Every command: moving, acting, and what overlays understand.
pub fn all() -> impl Iterator<Item = &'static Row> {
    moving::ROWS
        .iter()
        .chain(looking::ROWS)
        .chain(acting::ROWS)
        .chain(working::ROWS)
        .chain(overlay::ROWS)
        .chain(comparing::ROWS)
}

/// The commands that do not belong to an overlay, what acts before what moves.
pub fn on_screens() -> impl Iterator<Item = &'static Row> {
    acting::ROWS.iter().chain(working::ROWS).chain(moving::ROWS).chain(looking::ROWS)
}

/// Every command in the order of the hint bar.
fn for_hints() -> impl Iterator<Item = &'static Row> {
    let opening = moving::ROWS.iter().filter(|row| row.command == Command::Open);
    let moves = moving::ROWS.iter().filter(|row| row.command != Command::Open);
    opening
        .chain(acting::ROWS)
        .chain(working::ROWS)
        .chain(looking::ROWS)
        .chain(moves)
        .chain(overlay::ROWS)
        .chain(comparing::ROWS)
}

/// Which places are in force together: a screen stands with what works anywhere, an overlay stands alone.
pub const TOGETHER: &[&[Place]] = &[
    &[Place::Assessments, Place::Anywhere],
    &[Place::Chain, Place::Anywhere],
    &[Place::Risks, Place::Anywhere],
    &[Place::Risk, Place::Anywhere],
    &[Place::Controls, Place::Anywhere],
    &[Place::Control, Place::Anywhere],
    &[Place::Disclosure, Place::Anywhere],
    &[Place::History, Place::Anywhere],
    &[Place::People, Place::Anywhere],
    &[Place::Gates, Place::Anywhere],
    &[Place::Due, Place::Anywhere],
    &[Place::Inbox, Place::Anywhere],
    &[Place::Trigger, Place::Anywhere],
    &[Place::Suggestions, Place::Anywhere],
    &[Place::Catalogue, Place::Anywhere],
    &[Place::Entry, Place::Anywhere],
    &[Place::Matrix, Place::Anywhere],
    &[Place::Decisions, Place::Anywhere],
    &[Place::Overview, Place::Anywhere],
    &[Place::Cell],
    &[Place::Jobs, Place::Anywhere],
    &[Place::Form],
    &[Place::Picking],
    &[Place::PickingMany],
    &[Place::Prompting],
    &[Place::Confirming],
    &[Place::Signing],
    &[Place::Reading],
    &[Place::Previewing],
    &[Place::Waiting],
    &[Place::Offering],
    &[Place::Choosing],
    &[Place::Comparing],
];

/// Every place, what works on every screen first.
pub fn places() -> impl Iterator<Item = Place> {
    std::iter::once(Place::Anywhere).chain(TOGETHER.iter().map(|places| places[0]))
}
