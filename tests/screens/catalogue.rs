//! The catalogue from the keyboard: narrowing it, walking from entry to entry, looking a thing up.

use riskward::{
    tui::{commands::Place, effects::Question, screens::Target},
    workbench::questions::catalogue::{About, EntryKind},
};

use crate::bench::Bench;

fn target(bench: &Bench) -> Target {
    bench.state.screen().target()
}

fn entry(kind: EntryKind, id: &str) -> Target {
    Target::Entry(About::Entry(kind, id.to_owned()))
}

#[test]
fn a_slash_narrows_the_catalogue_by_words_as_they_are_typed() {
    let mut bench = Bench::at("8 /");
    assert_eq!(bench.state.screen().rows(), 5);
    bench.type_text("firewall PRODUCT");
    assert_eq!(bench.state.screen().rows(), 1, "words of the text, in any order");
    assert!(bench.screen().contains("1 of 5 entries"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(bench.state.screen().mark(), "control/CC-SEG");
    bench.press("Esc");
    assert_eq!((bench.state.screen().rows(), bench.state.screen().mark().as_str()), (5, "control/CC-SEG"));
    // what is named so comes before what only speaks of it
    bench.press("g g / 'protection Enter");
    let words: Vec<String> = (0..3).map(|at| bench.state.screen().words(at)).collect();
    assert!(words[0].starts_with("MLDP ") && words[1].starts_with("nist-800-53r5:SC-7 "), "{words:?}");
    assert!(words[2].starts_with("MLDP-T1 "), "{words:?}");
    bench.press("Esc f 'nowhere Enter");
    assert!(bench.screen().contains("No entry has these words. Esc shows all."), "{}", bench.screen());
}

#[test]
fn one_key_shows_one_kind() {
    let mut bench = Bench::at("8 t");
    assert!(
        bench.screen().contains("every kind  5") && bench.screen().contains("control  2"),
        "{}",
        bench.screen()
    );
    bench.type_text("control  2");
    bench.press("Enter");
    assert_eq!(bench.state.screen().rows(), 2);
    assert!(bench.screen().contains("Catalogue · control"), "{}", bench.screen());
    bench.press("t Enter");
    assert_eq!(bench.state.screen().rows(), 5);
}

#[test]
fn from_an_entry_one_goes_to_what_it_leads_to_and_back_thing_by_thing() {
    let mut bench = Bench::at("8 j Enter");
    assert_eq!(target(&bench), entry(EntryKind::Risk, "MLDP-T1"));
    bench.press("j j j Enter");
    assert_eq!(target(&bench), entry(EntryKind::Control, "CC-SEG"));
    bench.press("G Enter");
    assert_eq!(target(&bench), Target::Control("C-003".into()), "where it is used");
    bench.press("Esc");
    assert_eq!(target(&bench), entry(EntryKind::Control, "CC-SEG"));
    bench.press("Esc J");
    assert_eq!(target(&bench), entry(EntryKind::Control, "CC-SEG"), "the next of the list");
    bench.press("Esc");
    assert_eq!((target(&bench), bench.state.screen().mark().as_str()), (Target::Catalogue, "control/CC-SEG"));
}

#[test]
fn the_text_at_the_right_is_walked_through_and_leads_on() {
    let mut bench = Bench::at("8 j l j j j Enter");
    assert_eq!(target(&bench), entry(EntryKind::Control, "CC-SEG"));
    bench.press("Esc h j");
    assert_eq!(bench.state.screen().mark(), "control/CC-SEG");
}

#[test]
fn one_key_looks_up_what_is_selected() {
    for (keys, reference) in [
        ("Enter j j j", "ip3/MLDP"),
        ("Enter j j j Tab j", "ip3/R-014"),
        ("Enter j j j Tab j Enter", "ip3/R-014"),
        ("3", "ip3/R-001"),
        ("4", "C-003"),
        ("4 Enter", "C-003"),
    ] {
        let mut bench = Bench::at(keys);
        bench.press("C");
        assert_eq!(target(&bench), Target::Entry(About::Thing(reference.into())), "{keys}");
        assert_eq!(bench.state.screen().question(), Question::Entry(About::Thing(reference.into())));
        bench.press("Esc");
        assert_ne!(bench.state.screen().place(), Place::Entry, "{keys}");
    }
}

#[test]
fn what_was_asked_about_another_entry_is_not_shown() {
    let mut bench = Bench::at("8 j Enter");
    let other = crate::catalogue_sample::whole(&About::Entry(EntryKind::Capability, "MLDP".into()));
    let before = bench.screen();
    bench.happen(riskward::tui::effects::Event::Answered(riskward::tui::effects::Answer::Entry(Box::new(
        other,
    ))));
    assert_eq!(bench.screen(), before);
}
