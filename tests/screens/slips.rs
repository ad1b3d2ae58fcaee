//! What a hand gets wrong that does not know riskward yet, and that nothing comes of it.

use riskward::{
    domain::trouble::Trouble,
    tui::{
        effects::{Effect, Event},
        input::Input,
        overlays::Overlay,
    },
    workbench::actions,
};

use crate::bench::Bench;

/// On the list of who decides, in the form of a decision.
const PEOPLE: &str = "Enter j j j Tab j x Tab Space";

fn value(bench: &Bench) -> String {
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    form.fields.iter().find(|state| state.field.name == "decided_by").unwrap().raw()
}

#[test]
fn a_blank_is_a_letter_of_the_name_that_is_typed() {
    let mut bench = Bench::at(PEOPLE);
    bench.press("Space");
    bench.type_text("Dr. A. Web");
    assert!(bench.screen().contains("1 of 2") && bench.screen().contains("[x] Dr. A."), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(value(&bench), "Dr. A. Weber", "what is typed unticks nobody");
    // what is found is taken beside what is marked
    let mut bench = Bench::at(PEOPLE);
    bench.press("Space 'novak Enter");
    assert_eq!(value(&bench), "Dr. A. Weber|L. Novak");
}

#[test]
fn what_is_found_by_typing_is_marked_with_its_own_key() {
    let mut bench = Bench::at(PEOPLE);
    bench.press("'novak");
    assert!(bench.screen().contains("Ctrl-t marks"), "{}", bench.screen());
    bench.press("Ctrl-t");
    assert!(
        bench.screen().contains("2 of 2") && bench.screen().contains("[x] L. Novak"),
        "{}",
        bench.screen()
    );
    bench.press("'weber Ctrl-t Enter");
    assert_eq!(value(&bench), "Dr. A. Weber|L. Novak");
    // a mark that is taken off is off, also when it was the only one
    bench.press("Shift-Tab Space Space Space Enter");
    assert_eq!(value(&bench), "");
}

#[test]
fn where_nothing_fits_nothing_is_taken_and_one_esc_leaves() {
    let mut bench = Bench::at(PEOPLE);
    bench.press("Space");
    bench.type_text("nobody of this name");
    bench.press("Enter");
    assert!(bench.message().starts_with("Nothing fits: type less"), "{}", bench.message());
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Pick(_))));
    bench.press("Backspace");
    assert_eq!(bench.message(), "", "typing on takes the sentence away");
    bench.press("Enter Esc");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Form(_))), "{}", bench.screen());
    assert_eq!((value(&bench).as_str(), bench.message()), ("", ""));
}

#[test]
fn a_terminal_too_small_to_show_anything_takes_no_key_but_the_one_that_leaves() {
    let mut bench = Bench::at("3 d");
    let before = bench.screen();
    bench.asked();
    bench.happen(Event::Input(Input::Resize(60, 15)));
    assert!(bench.screen().contains("needs 60×16, has 60×15"), "{}", bench.screen());
    assert!(bench.screen().contains("Ctrl-c twice leaves"), "{}", bench.screen());
    bench.press("Y d 'why Enter F2 Esc : q");
    bench.happen(Event::Input(Input::Paste("pasted".into())));
    bench.happen(Event::Input(Input::Resize(80, 24)));
    assert_eq!(bench.screen(), before);
    assert_eq!(bench.asked(), []);
    bench.happen(Event::Input(Input::Resize(59, 24)));
    bench.press("Ctrl-c j Ctrl-c");
    assert_eq!(bench.asked(), []);
    bench.press("Ctrl-c");
    assert_eq!(bench.asked(), [Effect::Quit]);
}

#[test]
fn the_palette_finds_a_command_by_the_name_that_the_command_line_knows() {
    for action in actions::ACTIONS {
        let mut bench = Bench::at(":");
        bench.type_text(action.name);
        let Some(Overlay::Menu(menu)) = bench.state.overlays.last() else { panic!("no palette") };
        assert_eq!(menu.selected().map(|row| row.id), Some(action.name), "{}", bench.screen());
    }
}

#[test]
fn refusals_name_keys_and_fields_as_they_stand_on_the_screen() {
    let mut bench = Bench::at("Enter");
    let try_this = "reassess ip3, which begins a new revision";
    bench.happen(Event::Failed(Trouble::refused("Not saved", "it is frozen", try_this)));
    assert!(bench.message().contains("Try: \"Begin a new revision\" (L r) for ip3"), "{}", bench.message());
    let mut bench = Bench::at("Enter j j j Tab j x");
    let because = "valid_until is 2026-01-01, before it was decided on 2026-11-21";
    bench.happen(Event::Failed(Trouble::refused("Not saved", because, "")));
    assert!(bench.screen().contains("Valid until is 2026-01-01, before"), "{}", bench.screen());
    assert!(!bench.screen().contains("valid_until"), "{}", bench.screen());
}

#[test]
fn what_was_said_of_one_screen_is_not_said_on_the_next() {
    let mut bench = Bench::at("3");
    bench.happen(Event::Failed(Trouble::refused("Not exported", "the disk is full", "")));
    bench.press("j");
    assert!(
        bench.message().starts_with("Not exported"),
        "an error stays while one looks at what it is about"
    );
    bench.press("4");
    assert_eq!(bench.message(), "");
}

/// A field, a cell and a path that are longer than their room tell so at the end where they are cut.
#[test]
fn what_is_cut_is_marked_where_it_is_cut() {
    let long = "Service laptop infects every pump of the ward over the maintenance network at night";
    let mut bench = Bench::at("Enter j j j Tab j e");
    bench.press("Ctrl-u");
    bench.type_text(long);
    let line = |bench: &Bench| bench.screen().lines().find(|line| line.contains("Title")).unwrap().to_owned();
    assert!(line(&bench).contains(" …") && line(&bench).contains("network at night"), "{}", line(&bench));
    bench.press("Home");
    assert!(line(&bench).contains("Service laptop") && line(&bench).contains('…'), "{}", line(&bench));
    bench.press("Tab");
    assert!(line(&bench).contains("Service laptop") && line(&bench).contains('…'), "{}", line(&bench));
    let mut bench = Bench::at("Enter I");
    bench.type_text("/srv/shared/disclosures of the year 2026/infusion pumps/mds2-hf-0042.xlsx");
    let screen = bench.screen();
    assert!(
        screen.contains("/srv/shared") && screen.contains('…') && screen.contains("mds2-hf-0042.xlsx"),
        "{screen}"
    );
}

#[test]
fn enter_is_not_offered_where_nothing_stands_behind_a_row() {
    let mut bench = Bench::at("Enter 5");
    assert!(bench.screen().contains("Enter open"), "{}", bench.screen());
    bench.press("Tab");
    assert!(bench.state.screen().rows() > 0 && !bench.screen().contains("Enter open"), "{}", bench.screen());
    bench.press("Enter");
    assert!(bench.message().contains("nothing stands behind this row"), "{}", bench.message());
}
