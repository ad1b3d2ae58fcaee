//! A line that drops, or a program that is ended, loses nothing that was typed.

use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::{
    home::{Home, PROGRAM},
    session::Session,
};

/// A rationale that takes a while to write.
const RATIONALE: &str = "The drill of March brought the Link server back in three hours and ten minutes.\n\
    Until the maker delivers release 4.3 the pumps stay on VLAN 212, and pharmacy checks the library by hand.\n\
    Größe, 医療機器 and “quotes” are text like any other; this is the last sentence of it.";

/// How long riskward has to end.
const LIMIT: Duration = Duration::from_secs(2);

/// Opens the form for a decision and types the rationale, but for its last character.
fn write(session: &mut Session) {
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    session.press("Enter");
    session.wait_for("Risk ip3/R-001");
    session.press("x");
    session.wait_for("Record a decision · ip3/R-001");
    session.type_text("defer");
    session.press("Enter Tab Tab");
    let (last, _) = RATIONALE.char_indices().next_back().unwrap();
    session.type_text(&RATIONALE[..last]);
    session.wait_for("last sentence of it");
}

/// Starts again, takes what is offered, saves it, and finds it whole in the register.
fn is_whole_again(home: &Home) {
    let mut session = Session::open(home);
    session.wait_for("There is unsaved text of \"Record a decision\" for ip3/R-001.");
    session.press("Enter");
    session.wait_for("Record a decision · ip3/R-001");
    session.press("F2");
    session.wait_for("Type ip3 and Enter to sign off:");
    session.type_text("ip3");
    session.press("Enter");
    session.wait_for("ip3/R-001 deferred by ");
    session.press("q");
    assert_eq!(session.ended(), 0);
    assert_eq!(home.drafts(), Vec::<std::path::PathBuf>::new(), "what is saved is no draft any more");
    let risk = home.workbench().risk("ip3/R-001").unwrap();
    assert!(risk.decisions.iter().any(|decision| decision.rationale == RATIONALE));
}

/// The terminal goes away, as when an SSH connection drops.
#[test]
fn a_dropped_line_loses_no_character() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("L. Novak");
    let mut session = Session::open(&home);
    write(&mut session);
    session.wait_quiet(Duration::from_millis(100));
    session.hang_up(".");
    assert_eq!(session.ended_within(LIMIT), 129);
    is_whole_again(&home);
}

/// The same behind a shell that ignores the hang-up, so that no signal tells riskward of it.
#[test]
fn a_dropped_line_is_noticed_without_a_signal() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("L. Novak");
    let mut shell = CommandBuilder::new("/bin/sh");
    shell.args(["-c", "trap '' HUP; \"$0\" --register \"$1\"; exit $?", PROGRAM]);
    shell.arg(home.register());
    let mut session = Session::start(&home, (80, 24), &[], shell);
    write(&mut session);
    session.wait_quiet(Duration::from_millis(100));
    session.hang_up(".");
    assert_eq!(session.ended_within(LIMIT), 129);
    is_whole_again(&home);
}

#[test]
fn being_told_to_end_loses_no_character() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("L. Novak");
    let mut session = Session::open(&home);
    write(&mut session);
    session.type_text(".");
    session.wait_for("last sentence of it.");
    session.signal(Signal::TERM);
    assert_eq!(session.ended_within(LIMIT), 143);
    is_whole_again(&home);
}

#[test]
fn what_stands_on_the_disk_outlives_a_kill() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("L. Novak");
    let mut session = Session::open(&home);
    write(&mut session);
    session.type_text(".");
    session.wait_for("last sentence of it.");
    // at most two seconds later, and here with some patience for a busy machine
    let until = Instant::now() + Duration::from_secs(20);
    while !home.drafts().iter().any(|path| std::fs::read_to_string(path).unwrap().contains("of it.\"")) {
        assert!(Instant::now() < until, "the text is not on the disk");
        std::thread::sleep(Duration::from_millis(20));
    }
    session.signal(Signal::KILL);
    session.ended_within(LIMIT);
    is_whole_again(&home);
}

/// The program ended between saving and throwing the draft away: what is saved already is not offered once more.
#[test]
fn what_was_saved_is_not_offered_again() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("L. Novak");
    let mut session = Session::open(&home);
    write(&mut session);
    session.type_text(".");
    session.wait_for("last sentence of it.");
    session.signal(Signal::TERM);
    session.ended_within(LIMIT);
    let [draft] = home.drafts().try_into().unwrap();
    let text = std::fs::read(&draft).unwrap();
    is_whole_again(&home);
    std::fs::write(&draft, text).unwrap();
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    assert!(!session.model().shows("There is unsaved text"));
    session.press("q");
    assert_eq!(session.ended(), 0);
    assert_eq!(home.drafts(), Vec::<std::path::PathBuf>::new());
}

/// Text that is left with Esc is thrown away only when one says so.
#[test]
fn text_is_thrown_away_only_when_asked() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("L. Novak");
    let mut session = Session::open(&home);
    write(&mut session);
    session.press("Esc");
    session.wait_for("without saving?");
    session.press("Enter");
    session.wait_gone("without saving?");
    assert!(session.model().shows("last sentence of it"));
    session.press("Esc");
    session.wait_for("without saving?");
    session.press("Y");
    session.wait_gone("Record a decision · ip3/R-001");
    session.press("1 q");
    assert_eq!(session.ended(), 0);
    assert_eq!(home.drafts(), Vec::<std::path::PathBuf>::new());
}
