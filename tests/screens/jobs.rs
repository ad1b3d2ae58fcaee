//! Long work: what begins it, what is told of it, how it is cancelled, and that leaving asks.

use std::path::PathBuf;

use riskward::{
    domain::export::Delimiter,
    tui::{
        commands::Place,
        effects::{Effect, Event, Question},
        overlays::Overlay,
        theme::Theme,
        update::update,
    },
    workbench::jobs::{Backup, ImportFiles, Job, Verify},
};

use crate::{
    bench::Bench,
    bytes::Screen,
    jobs_sample,
    views::{frame, text},
};

/// A job runs, and the workbench knows it.
fn at_work(keys: &str) -> Bench {
    let mut bench = Bench::at(keys);
    bench.happen(Event::JobMoved(Some(jobs_sample::now(42_300))));
    bench
}

#[test]
fn verifying_and_backups_are_begun_from_every_screen() {
    let mut bench = Bench::at("Enter M v");
    assert_eq!(bench.asked(), [Effect::Job(Job::Verify(Verify))]);
    bench.press("7 M b");
    assert!(bench.screen().contains("File for the copy of the register: register-2026-11-21.db"));
    bench.press("Enter");
    let path = PathBuf::from("register-2026-11-21.db");
    assert_eq!(bench.asked(), [Effect::Job(Job::Backup(Backup { path }))]);
    assert!(bench.state.overlays.is_empty(), "the workbench stays usable");
}

#[test]
fn profile_and_format_of_an_export_are_picked() {
    let mut bench = Bench::at("Enter E 'semicolons Enter");
    assert!(bench.screen().contains("File for the risks of ip3: ip3-risks.csv"), "{}", bench.screen());
    bench.press("Enter");
    let asked = bench.asked();
    let [Effect::Job(Job::Export(export))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((export.wanted.profile.as_str(), export.sidecar), ("native", false));
    assert_eq!(export.wanted.layout.delimiter, Delimiter::Semicolon);
    // where one sees all assessments, all can be exported
    bench.press("1 E");
    bench.type_text("all mappings tabs");
    bench.press("Enter");
    assert!(bench.screen().contains("of all: all-mappings.tsv"), "{}", bench.screen());
    bench.press("Esc Enter E");
    bench.type_text("all ");
    assert!(!bench.screen().contains(" all  native"), "{}", bench.screen());
}

#[test]
fn the_title_tells_of_the_job_and_how_it_is_cancelled() {
    for columns in [80, 120] {
        let mut bench = Bench::new(columns, 24);
        bench.happen(Event::JobMoved(Some(jobs_sample::now(42_300))));
        let title = bench.screen().lines().next().unwrap().to_owned();
        assert!(title.contains("Verify  42 %, 1 waits · Ctrl-x cancels"), "{title}");
    }
    let mut bench = at_work("Enter");
    bench.press("Ctrl-x");
    assert_eq!(bench.asked(), [Effect::CancelJob(None)]);
    bench.happen(Event::JobMoved(None));
    assert!(!bench.screen().contains("42 %"), "{}", bench.screen());
    bench.press("Ctrl-x");
    assert_eq!((bench.asked().len(), bench.message()), (0, "Cancel the job: no job runs."));
}

#[test]
fn the_list_cancels_what_is_selected_and_tells_what_came_of_it() {
    let mut bench = at_work("g j j");
    bench.press("x");
    assert_eq!(bench.asked(), [Effect::CancelJob(Some(6))]);
    bench.press("Enter");
    assert_eq!(bench.message(), "It begins when those before it are over.");
    bench.press("j Enter");
    let screen = bench.screen();
    assert!(screen.contains("What came of it") && screen.contains("broken.xlsx: refused"), "{screen}");
    bench.press("Esc");
    bench.press("/ 'backup Enter");
    assert_eq!(bench.state.screen().mark(), "2");
}

/// The cursor stays on the job although it moves down the list.
#[test]
fn the_list_follows_what_happens_and_the_cursor_stays() {
    let mut bench = at_work("g j j");
    let mut lines = jobs_sample::lines();
    lines.remove(0);
    bench.happen(Event::Answered(riskward::tui::effects::Answer::Jobs(lines)));
    assert_eq!((bench.state.screen().mark().as_str(), bench.state.screen().at()), ("6", 0));
}

#[test]
fn a_job_that_is_over_says_so_and_takes_nothing() {
    let mut bench = at_work("Enter j j");
    let (mark, verified) = (bench.state.screen().mark(), jobs_sample::lines().remove(5));
    bench.happen(Event::JobEnded(Box::new(verified)));
    assert!(bench.message().starts_with("register.db verified: 512 events"));
    assert_eq!((bench.state.screen().mark(), bench.state.screen().place()), (mark, Place::Chain));
    // an error is not overwritten, and what was kept back comes after it
    bench.state.complain("Something went wrong.");
    bench.happen(Event::JobEnded(Box::new(jobs_sample::lines().remove(4))));
    assert_eq!(bench.message(), "Something went wrong.");
    bench.press("Esc");
    assert!(bench.message().contains("no file was left"), "{}", bench.message());
    // nor does it get lost under a line that is being typed
    bench.press("/ 'al");
    bench.happen(Event::JobEnded(Box::new(jobs_sample::lines().remove(4))));
    bench.press("Esc");
    assert!(bench.message().contains("no file was left"), "{}", bench.message());
}

#[test]
fn a_job_that_ended_badly_stays_in_the_title_until_it_is_looked_at() {
    let mut bench = at_work("");
    bench.happen(Event::JobEnded(Box::new(jobs_sample::lines().remove(3))));
    bench.happen(Event::JobMoved(None));
    assert!(bench.message().ends_with("the disk is full. g j tells more."), "{}", bench.message());
    assert!(bench.screen().contains("Export failed · g j"), "{}", bench.screen());
    bench.press("Esc g j Esc");
    assert!(!bench.screen().contains("Export failed · g j"), "{}", bench.screen());
}

#[test]
fn a_failure_is_not_told_any_longer_once_one_of_its_kind_went_well() {
    let mut bench = Bench::at("j");
    let ended = |at: usize| Event::JobEnded(Box::new(jobs_sample::lines().remove(at)));
    bench.happen(ended(3));
    assert!(bench.screen().contains("Export failed · g j"), "{}", bench.screen());
    let mut well = jobs_sample::lines().remove(2);
    well.word = "Export";
    bench.happen(Event::JobEnded(Box::new(well)));
    assert!(!bench.screen().contains("Export failed"), "{}", bench.screen());
}

#[test]
fn several_files_are_imported_after_their_count_was_confirmed() {
    let files: Vec<PathBuf> = ["a.csv", "b.xlsx", "c.toml"].map(PathBuf::from).to_vec();
    let mut bench = Bench::at("i Up Enter 'disclosures Enter");
    let path = PathBuf::from("disclosures");
    assert_eq!(bench.asked(), [Effect::Preview { path, reference: None }]);
    bench.happen(Event::Several(files.clone(), None));
    assert!(bench.screen().contains("Import 3 files?"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(bench.asked(), []);
    bench.press("i Up Enter 'disclosures Enter");
    bench.asked();
    bench.happen(Event::Several(files.clone(), None));
    bench.press("Y");
    assert_eq!(bench.asked(), [Effect::Job(Job::ImportFiles(ImportFiles { files: files.clone() }))]);
    // an assessment rests on one file
    bench.press("Enter I 'disclosures Enter");
    bench.happen(Event::Several(files, Some("ip3".to_owned())));
    assert!(
        bench.message().starts_with("Nothing was imported: ip3 rests on one file"),
        "{}",
        bench.message()
    );
    assert!(bench.state.overlays.is_empty());
}

#[test]
fn leaving_asks_only_while_a_job_runs() {
    for keys in ["q", "Ctrl-c Ctrl-c", ": 'exit Enter"] {
        let mut bench = at_work(keys);
        bench.asked();
        bench.happen(Event::JobMoved(Some(jobs_sample::now(42_300))));
        bench.press(keys);
        assert!(
            matches!(bench.state.overlays.last(), Some(Overlay::Confirm(_))),
            "{keys}: {}",
            bench.screen()
        );
        assert!(bench.screen().contains("Leave riskward while a job runs: Verify the register?"));
        assert_eq!(bench.asked(), [], "{keys}");
        bench.press("q");
        assert_eq!(bench.asked(), [], "the key that asked does not confirm");
        bench.press(keys);
        bench.press("Y");
        assert_eq!(bench.asked(), [Effect::Quit], "{keys}");
        bench.happen(Event::JobMoved(None));
        bench.press(keys);
        assert_eq!(bench.asked(), [Effect::Quit], "{keys}, nothing runs");
    }
}

/// Figures in the title cost only themselves; elsewhere than in the list nothing else is asked for or drawn.
#[test]
fn progress_repaints_its_own_cells() {
    let mut bench = at_work("Enter");
    let mut screen = Screen::new(&bench);
    screen.draw(&bench);
    bench.state.dirty = false;
    bench.happen(Event::JobMoved(Some(jobs_sample::now(42_400))));
    assert!(!bench.state.dirty, "the percent is the same");
    bench.happen(Event::JobMoved(Some(jobs_sample::now(43_400))));
    assert!(bench.state.dirty);
    let cost = screen.draw(&bench).len();
    assert!(cost <= 120, "{cost} bytes for one figure");
    // on the list the count and the time go on too
    let mut bench = at_work("g j");
    let mut screen = Screen::new(&bench);
    screen.draw(&bench);
    let asked = update(&mut bench.state, Event::JobMoved(Some(jobs_sample::now(43_400))));
    assert_eq!(asked, [Effect::Ask(Question::Jobs)]);
    let mut lines = jobs_sample::lines();
    lines[0] = jobs_sample::running(43_400);
    bench.happen(Event::Answered(riskward::tui::effects::Answer::Jobs(lines)));
    let cost = screen.draw(&bench).len();
    assert!(cost <= 200, "{cost} bytes for a line");
}

/// States have their word, and what is bad is not told by colour alone.
#[test]
fn states_are_told_in_words() {
    let screen = Bench::at("g j").drawn(Theme::MONO).0;
    for word in [
        "running",
        "waiting",
        "done",
        "failed",
        "cancelled",
        "42300 of 100000 events",
        "3 min left",
        "took 7 s",
    ] {
        assert!(screen.contains(word), "{word}: {screen}");
    }
}

/// Who has the screen read out is told seldom: a row that changes is spoken again, whole.
#[test]
fn progress_is_read_out_by_tens() {
    let mut bench = at_work("g j");
    let spoken = |bench: &Bench| text(&frame(bench, Theme::PLAIN).0).join("\n");
    let before = spoken(&bench);
    assert!(before.contains("Verify 40 %"), "{before}");
    let go_on = |bench: &mut Bench, done| {
        bench.happen(Event::JobMoved(Some(jobs_sample::now(done))));
        let mut lines = jobs_sample::lines();
        lines[0] = jobs_sample::running(done);
        bench.happen(Event::Answered(riskward::tui::effects::Answer::Jobs(lines)));
    };
    go_on(&mut bench, 49_900);
    assert_eq!(spoken(&bench), before);
    go_on(&mut bench, 50_000);
    assert!(spoken(&bench).contains("Verify 50 %"), "{}", spoken(&bench));
}
