//! The pictures of the README, taken of the program at work on its sample projects. `docs/pictures/renew` takes them
//! anew; a picture that the program does not show any more fails.

use std::{fs, path::Path};

use portable_pty::CommandBuilder;

use crate::{
    drawn::drawn,
    home::{Home, PROGRAM},
    session::Session,
};

/// The keys that lead there from the one before, what shows that it is there, the file, what it shows.
const PICTURES: [(&str, &str, &str, &str); 5] = [
    (
        "g o",
        "no end",
        "overview",
        "The register at a glance: levels, decisions that run out, capabilities over all products",
    ),
    (
        "1 Enter / M L D P Enter",
        "C-005",
        "chain",
        "The capabilities of a product, and what hangs on the selected one",
    ),
    ("g u", "Situation:", "suggestions", "What the catalogue suggests, ranked, with the reasons"),
    (
        "Esc 3 Enter",
        "because Two of",
        "risk",
        "One risk: where it comes from, its ratings, controls and decisions",
    ),
    ("g m", "5 catastrophic × 3", "matrix", "Initial, target and residual ratings side by side"),
];

#[test]
fn the_pictures_show_the_program_as_it_is() {
    let home = Home::new();
    let mut command = CommandBuilder::new(PROGRAM);
    command.arg("demo");
    let mut session = Session::start(&home, (100, 30), &[], command);
    session.wait_for("Assessments");
    session.wait_for("RadView PACS");
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    let renew = std::env::var_os("RENEW_PICTURES").is_some();
    let mut stale = Vec::new();
    for (keys, shows, name, title) in PICTURES {
        session.press(keys);
        session.wait_for(shows);
        session.wait_quiet(std::time::Duration::from_millis(300));
        let picture = drawn(session.model().screen(), title);
        let path = directory.join(name).with_extension("svg");
        if renew {
            fs::write(&path, &picture).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != picture {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "{stale:?} look different now: look at them, then run docs/pictures/renew");
}
