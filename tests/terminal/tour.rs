//! The first start: a short tour that any key closes, and never again.

use std::time::Duration;

use crate::{home::Home, session::Session};

fn newcomer() -> Home {
    let home = Home::of_a_newcomer();
    home.cli(["load".into(), crate::home::sample("infusion-pump").into_os_string()]);
    home.workbench().raise_passed_dates().unwrap();
    home
}

#[test]
fn the_tour_is_shown_at_the_first_start_and_the_key_that_closes_it_does_nothing_else() {
    let home = newcomer();
    let mut session = Session::open(&home);
    session.wait_for("Welcome to riskward");
    session.wait_for("finds every command");
    session.press("q");
    session.wait_gone("Welcome to riskward");
    session.wait_quiet(Duration::from_millis(200));
    session.press("j k q");
    assert_eq!(session.ended(), 0, "the second q leaves");
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.wait_quiet(Duration::from_millis(300));
    assert!(!session.model().shows("Welcome to riskward"), "{}", session.model().text());
    session.press(":");
    session.wait_for("type to find");
    session.type_text("getting started\n");
    session.wait_for("Welcome to riskward");
    session.press("Esc");
    session.wait_gone("Welcome to riskward");
    session.press("q");
    assert_eq!(session.ended(), 0);
}

/// One that was not closed by a key was perhaps not seen.
#[test]
fn a_line_that_drops_during_the_tour_shows_it_again() {
    let home = newcomer();
    let mut session = Session::open(&home);
    session.wait_for("Welcome to riskward");
    session.signal(rustix::process::Signal::TERM);
    assert_eq!(session.ended(), 128 + 15);
    let mut session = Session::open(&home);
    session.wait_for("Welcome to riskward");
    session.press("Enter");
    session.wait_gone("Welcome to riskward");
    session.press("q");
    assert_eq!(session.ended(), 0);
}
