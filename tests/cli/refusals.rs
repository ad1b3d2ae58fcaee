//! Bad input, bad places, closed pipes: a sentence, the right exit code, nothing half-written.

use std::{
    ffi::OsStr,
    fs,
    io::Read as _,
    os::unix::{ffi::OsStrExt as _, fs::PermissionsExt as _},
    process::{Command, Stdio},
};

use crate::home::Home;

/// Commands other than load and import refuse where there is no register, and make none.
#[test]
fn a_missing_register_is_told() {
    let home = Home::new();
    for args in
        [&["list"][..], &["gaps", "ip3"], &["verify"], &["export", "all", "-o", "x.csv"], &["backup", "b.db"]]
    {
        let said = home.refused(args, 1);
        assert!(said.contains("is not there"), "{said}");
    }
    assert_eq!(
        fs::read_dir(home.path()).unwrap().filter(|e| e.as_ref().unwrap().path().ends_with("x.csv")).count(),
        0
    );
    assert!(!home.path().join(".local/share/riskward/register.db").exists());
}

/// What is not understood ends with 2, arguments that are no text among it.
#[test]
fn usage_ends_with_two() {
    let home = Home::new();
    home.refused(&["nonsense"], 2);
    home.refused(&["export", "ip3"], 2);
    home.refused(&["do", "no-such-action", "ip3"], 2);
    let output = home.riskward().arg(OsStr::from_bytes(b"\xff\xfe")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let output =
        home.riskward().args(["import"]).arg(OsStr::from_bytes(b"no-such-\xff.xlsx")).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

/// Whoever reads only the first line ends us quietly.
#[test]
fn a_closed_stdout_is_no_fault() {
    let home = Home::with_samples();
    for args in
        [&["list"][..], &["show", "ip3"], &["history"], &["do"], &["keys"], &["export", "all", "-o", "-"]]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_riskward"))
            .args(args)
            .env("HOME", home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 1];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(output.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Registers that cannot be opened end with 3, each with its own reason.
#[test]
fn registers_that_cannot_be_opened_end_with_three() {
    let home = Home::with_samples();
    let register = home.path().join(".local/share/riskward/register.db");
    fs::set_permissions(&register, fs::Permissions::from_mode(0o666)).unwrap();
    assert!(home.refused(&["list"], 3).contains("everybody"));
    fs::set_permissions(&register, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(home.path().join("other.db"), "some other file, longer than a header. ".repeat(9)).unwrap();
    fs::set_permissions(home.path().join("other.db"), fs::Permissions::from_mode(0o600)).unwrap();
    assert!(home.refused(&["--register", "other.db", "list"], 3).contains("not a riskward register"));
    let db = rusqlite::Connection::open(&register).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    assert!(home.refused(&["list"], 3).contains("schema is version 99"));
}

/// Somebody else writes: it is said who, and it ends when the time is over that one waits.
#[test]
fn a_busy_register_ends_with_three_and_names_its_holder() {
    let home = Home::with_samples();
    let db = rusqlite::Connection::open(home.path().join(".local/share/riskward/register.db")).unwrap();
    db.execute_batch("BEGIN IMMEDIATE").unwrap();
    let treat = ["do", "treat-risk", "ip3/R-001", "treatment=avoid"];
    let me = format!("process {}", std::process::id());
    let said = home.refused(&[&["--wait", "1"], &treat[..]].concat(), 3);
    assert!(said.starts_with("Waiting: ") && said.matches(&me).count() == 2, "{said}");
    assert!(said.contains("did not finish in time"), "{said}");
    let said = home.refused(&[&["--wait", "0"], &treat[..]].concat(), 3);
    assert!(!said.contains("Waiting: ") && said.contains(&me), "{said}");
    assert!(home.ok(&["show", "ip3/R-001"]).contains("R-001"), "reading waits for nobody");
    db.execute_batch("COMMIT").unwrap();
    home.ok(&treat);
}

/// A refused action writes nothing.
#[test]
fn a_refused_action_writes_nothing() {
    let home = Home::with_samples();
    let before = home.ok(&["verify"]);
    home.refused(&["do", "treat-risk", "ip3/R-001", "treatment=ignore"], 1);
    home.refused(&["do", "treat-risk", "ip3/R-001", "nonsense=1"], 2);
    home.refused(&["do", "treat-risk"], 2);
    home.refused(
        &[
            "do",
            "verify-control",
            "C-001",
            "site=Nowhere",
            "kind=effectiveness",
            "result=passed",
            "method=x",
            "person=x",
        ],
        1,
    );
    assert_eq!(home.ok(&["verify"]), before);
}

/// A stdout that was closed before the start is no fault either.
#[test]
fn no_stdout_at_all_is_no_fault() {
    let home = Home::with_samples();
    let script = format!("'{}' list >&-", env!("CARGO_BIN_EXE_riskward"));
    let output = Command::new("sh").args(["-c", &script]).env("HOME", home.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A place where no register can be made is told, and so is a folder that is no project.
#[test]
fn places_that_do_not_serve_are_told() {
    let home = Home::new();
    let sample = crate::home::sample("pacs").display().to_string();
    let output = home.run(&["--register", "/proc/riskward/register.db", "load", &sample]);
    assert!(matches!(output.status.code(), Some(1 | 3)), "{output:?}");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    assert!(home.refused(&["load", "."], 1).contains("project.toml"));
    home.refused(&["load", "nowhere"], 1);
    home.refused(&["import", "nowhere.xlsx", "--dry-run"], 1);
}

/// A changed row is found, and that is a finding, not a trouble.
#[test]
fn tampering_is_a_finding() {
    let home = Home::with_samples();
    let register = home.path().join(".local/share/riskward/register.db");
    let db = rusqlite::Connection::open(&register).unwrap();
    db.execute("UPDATE risk SET title = 'harmless' WHERE ref = 'R-001'", []).unwrap();
    drop(db);
    let output = home.run(&["verify"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("title"), "{output:?}");
}
