//! Cells edited in their place, copied down, and forms that go on to the next record.

use ratatui::style::Modifier;
use riskward::{
    domain::{object::Id, trouble::Trouble},
    tui::{
        effects::{Effect, Event},
        input::Input,
        overlays::Overlay,
        screens::Target,
        theme::Theme,
    },
    workbench::actions::Outcome,
};

use crate::bench::Bench;

/// The action, its subject and the field that is edited in a cell.
fn cell(bench: &Bench) -> (&'static str, String, &'static str) {
    let Some(Overlay::Cell(form)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    (form.action.name, form.subject.clone(), form.field().unwrap().field.name)
}

fn form(bench: &Bench) -> (&'static str, String, String) {
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    let field = form.field().map_or("", |state| state.field.name);
    (form.action.name, form.subject.clone(), field.to_owned())
}

/// The saving that was asked for is done.
fn saved(bench: &mut Bench, subject: &str) {
    let outcome = Outcome { said: format!("{subject} changed."), subject: subject.to_owned() };
    bench.happen(Event::Done { request: Some(Id::from("request-1")), outcome });
}

/// From the risks to the column of the owner.
const OWNER: &str = "3 j l l l l l l l l";

#[test]
fn the_column_one_is_on_is_shown_and_told_apart() {
    let mut bench = Bench::at("3");
    assert_eq!(bench.state.screen().column(), Some("ref"));
    bench.press("h l Right");
    assert_eq!(bench.state.screen().column(), Some("from"));
    bench.press("l l l l l l");
    assert_eq!(bench.state.screen().column(), Some("owner"));
    let screen = bench.screen();
    assert!(
        screen.lines().nth(1).unwrap().contains("Owner"),
        "it has room as long as one is on it: {screen}"
    );
    for theme in [Theme::COLOUR, Theme::MONO] {
        let buffer = bench.drawn(theme).1;
        let underlined =
            |y: u16| (0..80).filter(|&x| buffer[(x, y)].modifier.contains(Modifier::UNDERLINED)).count();
        assert_eq!((underlined(1), underlined(2), underlined(3)), (5, 12, 0), "heading and cell");
    }
    bench.press("l l l l l");
    assert_eq!(bench.state.screen().column(), Some("tags"));
    bench.press("Enter");
    assert_eq!(bench.state.screen().target(), Target::Risk("ip3/R-001".into()), "Enter opens");
}

#[test]
fn a_cell_is_typed_in_its_place_and_enter_saves_and_stays() {
    let mut bench = Bench::at(OWNER);
    bench.press("i");
    assert_eq!(cell(&bench), ("edit-risk", "ip3/R-002".to_owned(), "owner"));
    assert_eq!(bench.message(), "Owner: who looks after it.");
    bench.press("Ctrl-u");
    bench.type_text("K. Lang");
    let row = bench.screen().lines().nth(3).unwrap().to_owned();
    assert!(row.starts_with("> ip3/R-002") && row.contains("K. Lang"), "{row}");
    bench.press("Enter");
    let (action, subject, args) = bench.ran().unwrap();
    assert_eq!(
        (action, subject.as_str(), args.text("owner").as_str()),
        ("edit-risk", "ip3/R-002", "K. Lang")
    );
    assert_eq!(
        (args.text("title").as_str(), args.text("opened_on").as_str()),
        ("Service laptop infects pumps", "3")
    );
    saved(&mut bench, "ip3/R-002");
    assert_eq!((bench.state.overlays.len(), bench.state.screen().at()), (0, 1));
    // cleared is cleared, and what was not touched is not saved
    bench.press("F2 Ctrl-u Enter");
    assert!(bench.ran().unwrap().2.is_empty("owner"));
    saved(&mut bench, "ip3/R-002");
    bench.press("i Enter");
    assert!(bench.ran().is_none() && bench.state.overlays.is_empty());
}

#[test]
fn tab_saves_and_goes_to_the_next_cell_that_can_be_edited() {
    let mut bench = Bench::at(OWNER);
    bench.press("i 'x Tab");
    assert_eq!(bench.ran().unwrap().0, "edit-risk");
    saved(&mut bench, "ip3/R-002");
    assert_eq!((cell(&bench).2, bench.state.screen().column()), ("due_on", Some("due")));
    bench.press("'+90d Tab");
    assert_eq!(bench.ran().unwrap().2.text("due_on"), "2027-02-19");
    saved(&mut bench, "ip3/R-002");
    assert_eq!(cell(&bench).2, "tags");
    bench.press("Shift-Tab Shift-Tab");
    assert_eq!(cell(&bench).2, "owner", "nothing was typed: nothing is saved");
    assert!(bench.ran().is_none());
    bench.press("Shift-Tab");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Pick(_))), "the treatment is picked");
    assert_eq!(bench.state.screen().column(), Some("treatment"), "what is not typed is stepped over");
    bench.press("Esc");
    assert!(bench.state.overlays.is_empty());
}

/// The next cell is the next one that is shown.
#[test]
fn tab_steps_over_a_column_that_is_hidden() {
    let mut bench = Bench::at("3 g t j j j j j j j j j Space Esc l l l l l l l l i");
    assert_eq!(cell(&bench).2, "owner");
    bench.press("Tab");
    assert_eq!((cell(&bench).2, bench.state.screen().column()), ("tags", Some("tags")));
}

#[test]
fn a_list_stands_for_a_cell_and_what_is_picked_is_saved() {
    let mut bench = Bench::at("3 l l l l l i 'retain Enter");
    let (action, subject, args) = bench.ran().unwrap();
    assert_eq!(
        (action, subject.as_str(), args.text("treatment").as_str()),
        ("treat-risk", "ip3/R-001", "retain")
    );
    saved(&mut bench, "ip3/R-001");
    assert!(bench.state.overlays.is_empty());
}

#[test]
fn esc_leaves_a_cell_as_it_was_and_asks_only_about_a_long_text() {
    let mut bench = Bench::at(OWNER);
    bench.press("i 'xyz Esc");
    assert!(bench.state.overlays.is_empty() && bench.ran().is_none());
    bench.press("i");
    bench.type_text("a name that is longer than what is thrown away without a word");
    bench.press("Esc");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Confirm(_))), "{}", bench.screen());
    bench.press("n Esc Y");
    assert!(bench.state.overlays.is_empty() && bench.ran().is_none());
}

/// As long as a text may be: it is drawn as far as there is room.
#[test]
fn a_text_as_long_as_it_may_be_is_typed_in_a_cell() {
    for length in [65_533, 65_534, 65_535, 65_536] {
        let mut bench = Bench::at("3 l i Ctrl-u");
        bench.happen(Event::Input(Input::Paste("a".repeat(length))));
        assert_eq!(cell(&bench).2, "title");
        assert!(bench.screen().contains("aaaaaaaaaaaa"), "{}", bench.screen());
    }
}

/// A date that is none, and what the register refuses: the cell stays, with what was typed.
#[test]
fn what_is_wrong_in_a_cell_is_said_and_nothing_typed_is_lost() {
    let mut bench = Bench::at("3 j l l l l l l l l l i 'soon Enter");
    assert!(bench.message().starts_with("Not saved: no such date"), "{}", bench.message());
    assert_eq!(cell(&bench).2, "due_on");
    bench.press("Ctrl-u '2027-03-31 Tab");
    bench.happen(Event::Failed(Trouble::refused("Not saved", "the register is busy", "once more")));
    assert_eq!(cell(&bench).2, "due_on");
    bench.press("Enter");
    assert_eq!(bench.ran().unwrap().2.text("due_on"), "2027-03-31");
    saved(&mut bench, "ip3/R-002");
    assert!(bench.state.overlays.is_empty(), "the next cell was for the saving that failed");
}

#[test]
fn cells_that_are_not_typed_say_why_and_rated_ones_open_the_form() {
    let mut bench = Bench::at("3 i");
    assert_eq!(bench.message(), "This cell is not typed: the register gives the number.");
    bench.press("l l l i");
    assert_eq!(form(&bench).0, "rate-risk");
    bench.press("Esc l l l i");
    assert!(bench.message().contains("linked with c l"), "{}", bench.message());
    bench.press("l i");
    assert!(bench.message().contains("recorded with x"), "{}", bench.message());
    let mut controls = Bench::at("4 l l l l l l i");
    assert_eq!(cell(&controls), ("edit-control", "C-003".to_owned(), "owner"));
    controls.press("Tab");
    assert_eq!(cell(&controls).2, "due");
}

#[test]
fn a_cell_is_copied_down_from_the_row_above_or_to_all_that_are_marked() {
    let copied = |bench: &Bench| {
        bench.asked().into_iter().rev().find_map(|effect| match effect {
            Effect::CopyDown { from, to, column } => Some((from, to, column)),
            _ => None,
        })
    };
    let mut bench = Bench::at(OWNER);
    bench.press("=");
    assert_eq!(copied(&bench), Some(("#r1".into(), "#r2".into(), "owner")));
    bench.press("k =");
    assert_eq!((copied(&bench), bench.message()), (None, "There is no row above this one."));
    bench.press("j Space =");
    assert!(bench.message().starts_with("Only one row is marked"), "{}", bench.message());
    bench.press("Space Space =");
    assert_eq!(copied(&bench), Some(("#r2".into(), "#r3|#r4".into(), "owner")));
    let mut controls = Bench::at("4 j l l l l l l =");
    assert_eq!(copied(&controls), Some(("C-003".into(), "C-009".into(), "owner")));
    controls.press("Space =");
    assert!(controls.message().starts_with("Only one row is marked"), "{}", controls.message());
    controls.press("Space =");
    assert_eq!(copied(&controls), Some(("C-009".into(), "C-012".into(), "owner")));
}

#[test]
fn a_form_goes_on_to_the_next_record_at_the_same_field() {
    let mut bench = Bench::at("3 j e Tab 'x");
    assert_eq!(form(&bench), ("edit-risk", "ip3/R-002".to_owned(), "hazard".to_owned()));
    bench.press("F8");
    assert_eq!(bench.ran().unwrap().1, "ip3/R-002", "it is saved first");
    saved(&mut bench, "ip3/R-002");
    assert_eq!(form(&bench), ("edit-risk", "ip3/R-003".to_owned(), "hazard".to_owned()));
    assert_eq!(bench.state.screen().at(), 2, "the table goes along");
    bench.press("Ctrl-p Ctrl-p");
    assert!(bench.ran().is_none(), "nothing was typed: nothing is saved");
    assert_eq!(form(&bench).1, "ip3/R-001");
    bench.press("F7");
    assert!(bench.state.overlays.is_empty());
    assert_eq!((bench.message(), bench.state.screen().at()), ("This is the first one.", 0));
    bench.press("t Ctrl-n");
    assert_eq!(form(&bench), ("treat-risk", "ip3/R-002".to_owned(), "treatment".to_owned()));
    // what cannot be saved stays
    bench.press("Tab 'x");
    bench.press("Shift-Tab Backspace F8");
    assert_eq!((bench.message(), form(&bench).1), ("Not saved: see the field.", "ip3/R-002".to_owned()));
}

#[test]
fn from_one_risk_and_from_the_chain_the_form_goes_on_too() {
    let bench = Bench::at("3 Enter r F8");
    assert_eq!(bench.state.screen().target(), Target::Risk("ip3/R-002".into()));
    assert_eq!(form(&bench).1, "ip3/R-002");
    let mut chain = Bench::at("Enter j j j Tab j r F8");
    assert_eq!(form(&chain).1, "ip3/R-021");
    chain.press("F8");
    assert_eq!(chain.message(), "This is the last one.");
    // one that is signed is for one thing
    let mut bench = Bench::at("3 x F8");
    assert_eq!(bench.message(), "Save, next record: this form is for one thing at a time.");
    assert_eq!(form(&bench).0, "decide");
    bench.press("Esc");
}
