//! Long work on a temporary register: what it counts, and that what is cancelled leaves nothing half done.

use std::{
    cell::RefCell,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    time::Duration,
};

use riskward::{
    domain::progress::{Cancel, Port, Progress, WHOLE},
    workbench::{
        export::Wanted,
        jobs::{Backup, End, Export, ImportFiles, Job, Report, Verify},
    },
};

use crate::{
    register::{Register, directory, empty, sample, with},
    revision::revised,
};

/// What was told on the way.
type Told = Rc<RefCell<Vec<Progress>>>;

/// A port whose work is cancelled as soon as this holds of what is told.
fn port(cancelled_when: impl Fn(&Progress) -> bool + 'static) -> (Port, Told) {
    let (cancel, told) = (Cancel::default(), Told::default());
    let (wish, into) = (cancel.clone(), told.clone());
    let hears = move |progress: &Progress| {
        if cancelled_when(progress) {
            wish.ask();
        }
        into.borrow_mut().push(progress.clone());
    };
    (Port::new(cancel, hears), told)
}

/// Does a job to its end; what was told never goes back.
fn done(register: &mut Register, job: &Job) -> (Report, Vec<Progress>) {
    let (mut port, told) = port(|_| false);
    let report = job.run(&mut register.workbench, &mut port);
    drop(port);
    let told = Rc::into_inner(told).unwrap().into_inner();
    let shares: Vec<u64> = told.iter().map(|progress| progress.share).collect();
    assert!(shares.is_sorted(), "{shares:?}");
    (report, told)
}

/// Does a job that is cancelled on the way.
fn cancelled(register: &mut Register, job: &Job, when: impl Fn(&Progress) -> bool + 'static) -> Report {
    let (mut port, _) = port(when);
    let report = job.run(&mut register.workbench, &mut port);
    assert_eq!(report.end, End::Cancelled, "{report:?}");
    report
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn verifying_counts_every_event_and_every_row() {
    let mut register = with("infusion-pump");
    let verified = register.workbench.verify().unwrap();
    let (report, told) = done(&mut register, &Job::Verify(Verify));
    assert_eq!((report.end, report.is_grave()), (End::Done, false));
    let counted = format!("{} events, {} rows", verified.events, verified.rows);
    assert!(report.said.contains(&counted) && report.said.ends_with("as it was written."), "{report:?}");
    let last = |unit: &str| told.iter().rfind(|progress| progress.unit == unit).unwrap().clone();
    for (unit, total) in [("events", verified.events), ("rows", verified.rows)] {
        let last = last(unit);
        assert_eq!((last.done, last.total), (total, total), "{unit}");
    }
    assert_eq!((last("files").done, last("files").share), (1, WHOLE));
}

#[test]
fn verifying_can_be_cancelled_in_each_of_its_parts() {
    let mut register = with("pacs");
    for unit in ["", "events", "rows", "files"] {
        let report = cancelled(&mut register, &Job::Verify(Verify), move |progress| progress.unit == unit);
        assert_eq!(report.said, "Verifying was cancelled.");
    }
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A register that somebody tampered with is verified to the end; its faults are what came of it.
#[test]
fn faults_are_told_one_by_one() {
    let register = with("infusion-pump");
    let path = register.workbench.register_path().to_owned();
    let other = rusqlite::Connection::open(&path).unwrap();
    let guards: Vec<String> = {
        let mut found = other.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").unwrap();
        found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    for guard in guards {
        other.execute_batch(&format!("DROP TRIGGER \"{guard}\"")).unwrap();
    }
    other.execute_batch("UPDATE risk SET title = 'nothing' WHERE number = 1").unwrap();
    drop(other);
    let mut register = register;
    let (report, _) = done(&mut register, &Job::Verify(Verify));
    assert_eq!((report.end, report.is_grave()), (End::Done, true));
    assert!(report.said.contains("is not as it was written"), "{}", report.said);
    assert!(report.details.iter().any(|detail| detail.grave && detail.text.contains("title")), "{report:?}");
}

#[test]
fn a_backup_tells_its_pages_and_is_there_whole_or_not_at_all() {
    let mut register = with("infusion-pump");
    let place = directory();
    let path = place.path().join("copy.db");
    let job = Job::Backup(Backup { path: path.clone() });
    for unit in ["pages", "", "events", "rows"] {
        let report = cancelled(&mut register, &job, move |progress| progress.unit == unit);
        assert!(report.said.ends_with("was cancelled; no file was left."), "{report:?}");
        assert_eq!(names(place.path()), Vec::<String>::new(), "cancelled while at {unit:?}");
    }
    let (report, told) = done(&mut register, &job);
    assert!(report.said.contains("written and verified"), "{report:?}");
    assert_eq!(names(place.path()), ["copy.db"]);
    let pages = told.iter().rfind(|progress| progress.unit == "pages").unwrap();
    assert_eq!((pages.done, pages.total * 4096), (pages.total, fs::metadata(&path).unwrap().len()));
    assert_eq!(told.last().unwrap().share, WHOLE);
    // a name that is taken is refused, and what has it is kept
    let (report, _) = done(&mut register, &job);
    assert_eq!(report.end, End::Failed);
    assert!(report.said.contains("exists already"), "{report:?}");
}

#[test]
fn an_export_counts_risks_and_is_there_whole_or_not_at_all() {
    let mut register = with("infusion-pump");
    register.workbench.load(&sample("pacs")).unwrap();
    let place = directory();
    let path = place.path().join("all.csv");
    let export = |overwrite| {
        let export = Export { wanted: Wanted::native("all"), path: path.clone(), overwrite, sidecar: true };
        Job::Export(Box::new(export))
    };
    let report = cancelled(&mut register, &export(false), |progress| progress.done == 20);
    assert!(report.said.ends_with("was cancelled; no file was left."), "{report:?}");
    assert_eq!(names(place.path()), Vec::<String>::new());
    let (report, told) = done(&mut register, &export(false));
    assert_eq!((report.end, names(place.path())), (End::Done, vec!["all.csv".into(), "all.csv.json".into()]));
    assert!(told.iter().any(|progress| progress.count() == "23 of 23 risks"), "{:?}", told.last());
    // what is there stays as it is when the one that was to take its place is cancelled
    let before = fs::read(&path).unwrap();
    let report = cancelled(&mut register, &export(true), |progress| progress.done == 20);
    assert!(report.said.contains("the file that was there still is"), "{report:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names(place.path()), ["all.csv", "all.csv.json"]);
    let mappings = Wanted { profile: "mappings".into(), ..Wanted::native("all") };
    let path = place.path().join("mappings.csv");
    let job = Job::Export(Box::new(Export { wanted: mappings, path, overwrite: false, sidecar: false }));
    cancelled(&mut register, &job, |progress| progress.done == 1);
    let (_, told) = done(&mut register, &job);
    assert!(told.iter().any(|progress| progress.count() == "2 of 2 assessments"));
}

/// Four files: one that brings something, one that nothing can be read in, one that is not there, the first one again.
fn four(place: &Path) -> Vec<PathBuf> {
    let file = |name: &str| place.join(name);
    fs::copy(sample("pacs").join("mds2.csv"), file("a.csv")).unwrap();
    fs::write(file("b.csv"), "this is no disclosure").unwrap();
    fs::copy(file("a.csv"), file("d.csv")).unwrap();
    ["a.csv", "b.csv", "c.csv", "d.csv"].map(file).to_vec()
}

#[test]
fn of_many_files_each_has_its_own_result() {
    let mut register = empty();
    let place = directory();
    let files = four(place.path());
    let (report, told) = done(&mut register, &Job::ImportFiles(ImportFiles { files }));
    assert_eq!(report.end, End::Done);
    assert_eq!(report.said, "Imported 1 of 4 files: 2 refused, 1 was there already.");
    let begins: Vec<&str> = report
        .details
        .iter()
        .map(|detail| detail.text.split(": ").nth(1).unwrap().split([':', ',']).next().unwrap().trim())
        .collect();
    assert!(report.details[0].text.contains("a.csv: imported: "), "{report:?}");
    assert!(report.details[1].text.contains("b.csv: refused, because "), "{report:?}");
    assert!(report.details[2].text.contains("there is no such file"), "{report:?}");
    assert!(report.details[3].text.contains("d.csv: skipped: it was imported before, as "), "{report:?}");
    assert_eq!(
        report.details.iter().map(|detail| detail.grave).collect::<Vec<_>>(),
        [false, true, true, false]
    );
    assert_eq!(begins, ["imported", "refused", "refused", "skipped"]);
    assert!(
        told.iter().any(|progress| progress.doing == "reading b.csv" && progress.count() == "1 of 4 files")
    );
    assert_eq!(told.last().unwrap().count(), "4 of 4 files");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// Somebody else is writing: the import tells that it waits, and goes on when they are done.
#[test]
fn an_import_waits_for_a_register_that_is_written_to() {
    let mut register = empty();
    let place = directory();
    let file = four(place.path()).remove(0);
    let theirs = rusqlite::Connection::open(register.workbench.register_path()).unwrap();
    theirs.execute_batch("BEGIN IMMEDIATE").unwrap();
    register.workbench.wait_at_most(Duration::from_millis(20)).unwrap();
    let (mut port, told) = port(move |progress| {
        if progress.doing.starts_with("waiting to save a.csv: ") && !theirs.is_autocommit() {
            theirs.execute_batch("ROLLBACK").unwrap();
        }
        false
    });
    let report = Job::ImportFiles(ImportFiles { files: vec![file] }).run(&mut register.workbench, &mut port);
    assert_eq!(report.said, "Imported 1 of 1 file.", "{report:?}");
    assert!(told.borrow().iter().any(|progress| progress.doing.starts_with("waiting to save")));
}

/// Between two files the import ends: what was imported stays, each by a change of its own that can be undone.
#[test]
fn a_cancelled_import_stops_between_files() {
    let mut register = with("infusion-pump");
    let place = directory();
    let revision = revised(&register.workbench, "ip3", place.path(), &[("MLDP-2", "Yes")], &[]);
    let mut files = four(place.path());
    files.insert(0, revision);
    let job = Job::ImportFiles(ImportFiles { files });
    let before = register.workbench.verify().unwrap().events;
    let report = cancelled(&mut register, &job, |progress| progress.doing == "reading a.csv");
    assert_eq!(report.said, "Imported 1 of 5 files: 4 skipped, since it was cancelled.");
    assert_eq!(report.details.len(), 5);
    assert!(report.details[4].text.ends_with("skipped, since the import was cancelled before it."));
    assert!(register.workbench.verify().unwrap().events > before);
    register.act("undo", "", &[]).unwrap();
    // the wish that came before it began leaves everything as it is
    let (cancel, events) = (Cancel::default(), register.workbench.verify().unwrap().events);
    cancel.ask();
    let report = job.run(&mut register.workbench, &mut Port::new(cancel, |_| {}));
    assert_eq!(report.said, "The import of 5 files was cancelled; nothing was imported.");
    assert_eq!(register.workbench.verify().unwrap().events, events);
}
