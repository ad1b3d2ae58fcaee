//! What a user had before them is there again at the next start: columns, order, filters, the row and the screen.

use rustix::process::Signal;

use crate::{home::Home, session::Session};

#[test]
fn tables_rows_and_the_screen_are_as_they_were_left() {
    let home = Home::with(&["infusion-pump", "pacs"]);
    let mut session = Session::open(&home);
    session.wait_for("pacs12");
    session.press("3");
    session.wait_for("ip3/R-001");
    session.press("l l l l s s");
    session.wait_for("by Residual falling");
    session.press("> >");
    session.wait_for("Residual: 13 columns wide.");
    session.press("f");
    session.type_text("archive");
    session.press("Enter j");
    session.wait_for("only with \"archive\"");
    session.press("Ctrl-c Ctrl-c");
    assert_eq!(session.ended(), 0);

    // offered, not forced: the first frame is the portfolio's
    let mut session = Session::open(&home);
    session.wait_for("Last time you were at the risks of every assessment: g . goes there.");
    session.wait_for("pacs12");
    session.press("g .");
    session.wait_for("only with \"archive\" · by Residual falling");
    session.wait_for("Residual ▼1");
    // a signal ends it: what was known when it last rested is kept
    session.press("Esc");
    session.wait_gone("only with");
    session.press("s");
    session.wait_gone("by Residual");
    std::thread::sleep(std::time::Duration::from_secs(8));
    session.signal(Signal::TERM);
    assert_eq!(session.ended(), 143);
    let mut session = Session::open(&home);
    session.wait_for("g . goes there.");
    session.press("g .");
    session.wait_for("ip3/R-001");
    assert!(!session.model().shows("only with") && !session.model().shows("by Residual"));
}

#[test]
fn a_damaged_memory_is_told_and_forgotten() {
    let home = Home::with(&["infusion-pump"]);
    let mut session = Session::open(&home);
    session.wait_for("IP-3");
    session.press("s");
    session.wait_for("by Product rising");
    session.press("q");
    assert_eq!(session.ended(), 0);
    let state = home.path().join("state/riskward");
    let kept = std::fs::read_dir(&state).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<_> =
        kept.filter(|path| path.extension().is_some_and(|ending| ending == "tables")).collect();
    assert_eq!(kept.len(), 1);
    std::fs::write(&kept[0], b"{\"version\":1,").unwrap();
    let mut session = Session::open(&home);
    session.wait_for("How you had the tables is forgotten");
    session.press("j");
    assert!(!session.model().shows("by Product"));
    session.press("q");
    assert_eq!(session.ended(), 0);
}
