//! Long work in the real program: the workbench stays usable, the job is told of, cancelled, and leaving asks.

use std::{
    fs,
    time::{Duration, Instant},
};

use portable_pty::CommandBuilder;

use crate::{
    home::{Home, PROGRAM, sample},
    session::Session,
};

/// As many disclosures as take a while, each another one, and one that is none.
fn many(home: &Home, count: usize) {
    let directory = home.path().join("inbox");
    fs::create_dir(&directory).unwrap();
    let one = fs::read_to_string(sample("pacs").join("mds2.csv")).unwrap();
    for number in 0..count {
        let text = format!("{one}\n\"{}\"\n", "-".repeat(number + 1));
        fs::write(directory.join(format!("{number:03}.csv")), text).unwrap();
    }
    fs::write(directory.join("000-broken.csv"), "this is no disclosure").unwrap();
}

#[test]
fn many_files_are_imported_while_one_works_on() {
    let home = Home::with(&["infusion-pump"]);
    many(&home, 400);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("i");
    session.wait_for("no assessment yet");
    session.type_text("no assessment");
    session.press("Enter");
    session.wait_for("Files or directory to import:");
    session.type_text("inbox\n");
    session.wait_for("Import 401 files?");
    session.press("Y");
    session.wait_for("Ctrl-x cancels");
    // the workbench stays usable: another screen, the cursor, a form
    session.press("Enter");
    session.wait_for("Capabilities");
    session.press("Down Down");
    session.wait_for("AUTH");
    // and a slow line stays free: a few figures, four times a second at most
    session.wait_quiet(Duration::from_millis(150));
    let before = session.model().raw.len();
    std::thread::sleep(Duration::from_secs(2));
    let cost = session.model().raw.len() - before;
    assert!(cost <= 8 * 150, "{cost} bytes in 2 s while a job runs");
    session.press("g j");
    session.wait_for("of 401 files");
    session.wait_for("running");
    session.wait("some percent", |model| {
        let title = model.text().lines().next().unwrap_or_default().to_owned();
        title.contains(" %") && !title.contains("  0 %")
    });
    // leaving asks
    session.press("M v");
    session.wait_for("1 waits");
    session.press("Ctrl-c Ctrl-c");
    session.wait_for("Leave riskward while a job runs: Import 401 files?");
    session.wait_for("One more waits and will not begin.");
    session.press("n");
    session.wait_gone("Please confirm");
    session.press("g g x");
    session.wait_for("since it was cancelled.");
    session.wait_for("cancelled");
    // what waited runs, and says so once the message that stays was read
    session.press("Esc");
    session.wait_for("It is as it was written.");
    session.press("/");
    session.type_text("import\n");
    session.press("Enter");
    session.wait_for("000-broken.csv: refused, because");
    session.press("Esc");
    // what was imported is seen once as a change of the register; then nothing runs any more: silence
    session.wait_quiet(Duration::from_millis(2500));
    let before = session.model().raw.len();
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(session.model().raw.len() - before, 0, "idle after jobs");
    session.press("q q q");
    assert_eq!(session.ended(), 0);
    let history = home.cli(["history"]);
    assert!(history.contains("Imported"), "{history}");
    home.cli(["verify"]);
}

/// What is being written when one leaves goes with it.
#[test]
fn leaving_cancels_and_leaves_no_half_file() {
    let home = Home::with(&["infusion-pump"]);
    many(&home, 200);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("i");
    session.type_text("no assessment");
    session.press("Enter");
    session.type_text("inbox/*\n");
    session.wait_for("Import 201 files?");
    session.press("Y");
    session.wait_for("Ctrl-x cancels");
    session.press("M b");
    session.wait_for("File for the copy of the register: register-");
    session.press("Enter");
    session.wait_for("1 waits");
    session.press("q");
    session.wait_for("Leave riskward while a job runs");
    session.press("Y");
    assert_eq!(session.ended(), 0);
    let left: Vec<String> = fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains(".part") || name.starts_with("register-"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
    home.cli(["verify"]);
}

/// The command line tells how far it is on one line of its own, four times a second at most; Ctrl-c ends it between files.
#[test]
fn the_command_line_tells_how_far_it_is() {
    let home = Home::new();
    many(&home, 150);
    let mut command = CommandBuilder::new(PROGRAM);
    command.arg("--register");
    command.arg(home.register());
    let mut files: Vec<_> =
        fs::read_dir(home.path().join("inbox")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    command.arg("import");
    command.args(files);
    let began = Instant::now();
    let mut session = Session::start(&home, (80, 24), &[], command);
    session.wait_for("% ");
    session.wait_for("of 151 files");
    session.send(b"\x03");
    assert_eq!(session.ended(), 1);
    let took = began.elapsed();
    let model = session.model();
    let raw = String::from_utf8_lossy(&model.raw);
    assert!(raw.contains("skipped, since it was cancelled."), "{raw}");
    let written = raw.matches("reading ").count();
    assert!(written as u128 <= took.as_millis() / 250 + 1, "{written} lines in {took:?}");
    let told = raw.split("000-broken.csv: refused").next().unwrap();
    assert!(told.ends_with("inbox/") && !told.contains("\r\n%"), "{told:?}");
    drop(model);
    home.cli(["verify"]);
}
