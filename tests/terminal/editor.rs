//! A rationale in the user's own editor: where its file lies, that it comes back, and what becomes of it when the program
//! is killed meanwhile.

use std::{
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rustix::process::Signal;

use crate::{home::Home, session::Session};

const LIMIT: Duration = Duration::from_secs(5);

/// A program that stands for an editor.
fn editor(home: &Home, script: &str) -> String {
    let path = home.path().join("editor");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The rationale of a decision that is deferred, begun.
fn rationale(home: &Home, variables: &[(&str, &str)]) -> Session {
    let mut session = Session::open_as(home, (80, 24), variables, &[]);
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    session.press("Enter");
    session.wait_for("Risk ip3/R-001");
    session.press("x");
    session.wait_for("Record a decision · ip3/R-001");
    session.type_text("defer");
    session.press("Enter Tab Tab");
    session.type_text("The drill of March showed");
    session.wait_for("of March showed");
    session
}

/// What is kept of texts that are edited.
fn desks(home: &Home) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home.path().join("state/riskward")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "edit")).collect()
}

fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(20);
    while !holds() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn is_saved(home: &Home, mut session: Session, wanted: &str) {
    session.press("F2");
    session.wait_for("Type ip3 and Enter to sign off:");
    session.type_text("ip3");
    session.press("Enter");
    session.wait_for("ip3/R-001 deferred by ");
    session.press("1 q");
    assert_eq!(session.ended(), 0);
    assert_eq!(home.drafts(), Vec::<PathBuf>::new());
    assert_eq!(desks(home), Vec::<PathBuf>::new(), "the file is gone");
    let risk = home.workbench().risk("ip3/R-001").unwrap();
    let rationales: Vec<&str> = risk.decisions.iter().map(|one| one.rationale.as_str()).collect();
    assert!(rationales.contains(&wanted), "{rationales:?}");
}

/// The editor has the terminal as a shell gives it, a file that nobody else can read, and its text is taken whole.
#[test]
fn a_rationale_is_written_in_the_users_editor() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("L. Novak");
    let script = "stat -c %a \"$2\" \"$(dirname \"$2\")\" > seen; pwd >> seen; stty -a > tty\n\
        sed -i 's/showed/showed it:/' \"$2\"; printf 'back in \\033[2J3 h\\r\\n' >> \"$2\"; kill -INT 0";
    // a shell takes the signal to the terminal's group for itself; an editor does not
    let command = format!("{} -x", editor(&home, &format!("trap : INT\n{script}")));
    let mut session = rationale(&home, &[("VISUAL", command.as_str()), ("EDITOR", "false")]);
    session.press("F3");
    session.wait_for("Control characters made visible: 1.");
    session.wait_for("back in ␛[2J3 h");
    let seen = std::fs::read_to_string(home.path().join("seen")).unwrap();
    assert!(seen.starts_with("600\n700\n"), "{seen}");
    let tty = std::fs::read_to_string(home.path().join("tty")).unwrap();
    assert!(tty.contains(" icanon") && tty.contains(" echo "), "{tty}");
    // what goes on is the form, with the text in it
    session.press("Ctrl-z");
    session.wait_gone("back in");
    session.press("Ctrl-r");
    session.wait_for("back in");
    session.type_text(".");
    is_saved(&home, session, "The drill of March showed it:\nback in ␛[2J3 h.");
}

#[test]
fn an_editor_that_fails_changes_nothing_and_what_it_wrote_is_kept() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("L. Novak");
    let command = editor(&home, "[ -e fails ] && echo other > \"$1\"; exit 3");
    let mut session = rationale(&home, &[("EDITOR", command.as_str())]);
    session.press("F3");
    session.wait_for("it ended with code 3");
    assert_eq!(desks(&home), Vec::<PathBuf>::new(), "nothing was written");
    session.press("Esc");
    session.wait_for("of March showed");
    // what it wrote stays as long as the form is open, also behind the next one
    std::fs::write(home.path().join("fails"), "").unwrap();
    for copy in ["rationale-1.txt", "rationale-2.txt"] {
        session.press("F3");
        session.wait_for("stays in ");
        session.press("Esc");
        session.wait_gone("stays in ");
        let kept = desks(&home)[0].join(copy);
        assert_eq!(std::fs::read_to_string(kept).unwrap(), "other\n");
    }
    assert_eq!(std::fs::read_to_string(desks(&home)[0].join("rationale-1.txt")).unwrap(), "other\n");
    session.press("Esc");
    session.wait_for("without saving?");
    session.press("Y");
    session.wait_gone("Record a decision · ip3/R-001");
    assert_eq!(desks(&home), Vec::<PathBuf>::new(), "the form was left");
    session.signal(Signal::TERM);
    assert_eq!(session.ended_within(LIMIT), 143);
}

/// With rights that are lent, no editor is started; nor where nobody has said which.
#[test]
fn no_editor_is_started_with_rights_that_are_lent() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("L. Novak");
    let command = editor(&home, "touch ran");
    for (variables, told) in [
        (vec![("EDITOR", command.as_str()), ("SUDO_UID", "1004")], "rights lent to it (SUDO_UID is set)"),
        (vec![], "neither VISUAL nor EDITOR is set"),
    ] {
        let mut session = rationale(&home, &variables);
        session.press("F3");
        session.wait_for(told);
        session.press("Esc");
        session.wait_for("of March showed");
        session.press("Esc");
        session.wait_for("without saving?");
        session.press("Y");
        session.wait_gone("Record a decision · ip3/R-001");
        session.press("1 q");
        assert_eq!(session.ended(), 0);
    }
    assert!(!home.path().join("ran").exists());
}

/// What was saved in the editor is offered again when the program was killed, or the line dropped, under it.
#[test]
fn what_was_saved_in_the_editor_outlives_the_program() {
    for (signal, code) in [(Signal::KILL, None), (Signal::HUP, Some(129))] {
        let home = Home::with(&["infusion-pump"]);
        home.at_the_keyboard("L. Novak");
        let script = "trap '' HUP; echo 'that it holds.' >> \"$1\"; touch open\n\
            for i in $(seq 600); do [ -e open ] || exit; sleep 0.1; done";
        let command = editor(&home, script);
        let mut session = rationale(&home, &[("EDITOR", command.as_str())]);
        session.press("F3");
        let open = home.path().join("open");
        wait_until("the editor is not open", || open.exists());
        session.signal(signal);
        let ended = wait_ended(&mut session, &open);
        assert!(code.is_none_or(|code| ended == code), "{ended}");
        let again = Session::open(&home);
        again.wait_for("There is unsaved text of \"Record a decision\" for ip3/R-001.");
        assert_eq!(desks(&home), Vec::<PathBuf>::new(), "the draft holds it now");
        let mut again = again;
        again.press("Enter");
        again.wait_for("Record a decision · ip3/R-001");
        is_saved(&home, again, "The drill of March showed\nthat it holds.");
    }
}

/// The editor ends by itself behind the program, as it does when its terminal is gone.
fn wait_ended(session: &mut Session, open: &Path) -> u32 {
    std::thread::sleep(Duration::from_millis(300));
    std::fs::remove_file(open).unwrap();
    session.ended_within(LIMIT)
}
