//! The user's own keys, read once at the start.

use std::fs;

use portable_pty::CommandBuilder;

use crate::{
    home::{Home, PROGRAM},
    session::Session,
};

fn write(home: &Home, text: &str) {
    let directory = home.path().join("config/riskward");
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("keys.toml"), text).unwrap();
}

#[test]
fn the_workbench_has_the_keys_of_the_file() {
    let home = Home::with(&["infusion-pump"]);
    write(&home, "[everywhere]\ngo-risks = [\"R\"]\n[risks]\nedit-risk = [\"v e\"]\n");
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("R");
    session.wait_for("Pumps run on an outdat");
    session.press("v");
    session.wait_for("Edit the risk");
    session.press("e");
    session.wait_for("Edit the risk · ip3/R-001");
    session.press("Esc");
    session.wait_gone("Edit the risk · ip3/R-001");
    session.press("q q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_clash_is_told_before_anything_is_opened() {
    let home = Home::new();
    write(&home, "[risks]\ndecide = [\"r\"]\n");
    let mut command = CommandBuilder::new(PROGRAM);
    command.arg("--register");
    command.arg(home.register());
    let mut session = Session::start(&home, (160, 24), &[], command);
    assert_eq!(session.ended(), 1);
    let text = session.model().text();
    assert!(
        text.contains("keys.toml:2: \"Rate the risk\" (rate-risk, r) and \"Decide\" (decide, r)"),
        "{text}"
    );
    assert!(!home.register().exists(), "no register was made");
    assert!(!session.model().raw.windows(8).any(|bytes| bytes == b"\x1b[?1049h"), "the screen was entered");
}
