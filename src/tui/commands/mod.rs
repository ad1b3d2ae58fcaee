//! The one table of commands. Key look-up, hint bar, `?`, palette, the README's keys and the clash test all read it.

mod acting;
mod moving;
mod overlay;
mod row;
mod why;

pub use row::{Command, Goal, Place, Row};

/// Every command: moving, acting, and what overlays understand.
pub fn all() -> impl Iterator<Item = &'static Row> {
    moving::ROWS.iter().chain(acting::ROWS).chain(overlay::ROWS)
}

/// The commands that work in one of these places, in the order of the table.
pub fn at(places: &[Place]) -> impl Iterator<Item = &'static Row> {
    all().filter(|row| row.keys_at(places).next().is_some())
}

/// The commands that do not belong to an overlay, what acts before what moves.
pub fn on_screens() -> impl Iterator<Item = &'static Row> {
    acting::ROWS.iter().chain(moving::ROWS)
}

/// The commands for the hint bar of these places with their key, what acts before what moves; chords are left to the
/// boxes that show them.
pub fn hinted(places: &[Place]) -> impl Iterator<Item = (&'static Row, &'static str)> {
    let opening = moving::ROWS.iter().filter(|row| row.command == Command::Open);
    let moves = moving::ROWS.iter().filter(|row| row.command != Command::Open);
    opening
        .chain(acting::ROWS)
        .chain(moves)
        .chain(overlay::ROWS)
        .filter(|row| !row.short.is_empty())
        .filter_map(move |row| Some((row, row.keys_at(places).find(|keys| !keys.contains(' '))?)))
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
    &[Place::Cell],
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
];

/// Two commands on one key in one place, or a key that begins another's chord: a sentence for each.
pub fn clashes() -> Vec<String> {
    let mut found = Vec::new();
    for places in TOGETHER {
        let bound: Vec<(&Row, &str)> =
            at(places).flat_map(|row| row.keys_at(places).map(move |keys| (row, keys))).collect();
        for (i, (one, keys)) in bound.iter().enumerate() {
            for (other, others) in &bound[i + 1..] {
                let (a, b) = (format!("{keys} "), format!("{others} "));
                if a.starts_with(&b) || b.starts_with(&a) {
                    found.push(format!(
                        "{} ({keys}) and {} ({others}) clash in {}",
                        one.id,
                        other.id,
                        places[0].name()
                    ));
                }
            }
        }
    }
    found
}

/// The table of keys as the README prints it.
pub fn key_table() -> String {
    let mut table = String::from("| keys | command | where | what it does |\n|---|---|---|---|\n");
    for row in all() {
        let keys: Vec<String> =
            row.all_keys().map(|keys| format!("`{}`", keys.replace('|', "\\|"))).collect();
        let keys = if keys.is_empty() { "palette".to_owned() } else { keys.join(" ") };
        let places: Vec<&str> = row.places().iter().map(|place| place.name()).collect();
        table.push_str(&format!("| {keys} | {} | {} | {} |\n", row.title, places.join(", "), row.help));
    }
    table
}
