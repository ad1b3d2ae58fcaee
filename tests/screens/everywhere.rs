//! Search everywhere: words in, what holds them out, and the way to it.

use riskward::domain::object::Id;
use riskward::tui::{
    commands::Place,
    effects::{Answer, Effect, Event, Question},
    overlays::Overlay,
    screens::Target,
};
use riskward::workbench::questions::{
    catalogue::{About, EntryKind},
    search::{Excerpt, Found, Group, Hit, Kind, Leads},
};

use proptest::prelude::*;

use crate::{bench::Bench, bytes};

fn hit(reference: &str, title: &str, field: &'static str, text: &str, word: &str, leads: Leads) -> Hit {
    let marks = text.match_indices(word).map(|(at, word)| at..at + word.len()).collect();
    let excerpt = Excerpt { text: text.to_owned(), marks };
    Hit { reference: reference.to_owned(), title: title.to_owned(), field, excerpt, leads }
}

/// What a register holds of these words: everything of `pump`, nothing of others.
pub(crate) fn sample(words: &str) -> Found {
    if words != "pump" {
        return Found::default();
    }
    let group = |kind, hits: Vec<Hit>, more| Group { kind, hits, more };
    let about = About::Entry(EntryKind::Risk, "MLDP-T1".into());
    Found {
        groups: vec![
            group(
                Kind::Product,
                vec![hit("", "Nordpump NP-1", "name", "Nordpump NP-1", "pump", Leads::Nowhere)],
                false,
            ),
            group(
                Kind::Risk,
                vec![
                    hit(
                        "ip3/R-014",
                        "Pumps run on an outdated drug library",
                        "situation",
                        "…on the ward at night, pumps keep the limits of a library that is months old, and a pump in 「集中治療室」 …",
                        "pump",
                        Leads::Risk("ip3/R-014".into()),
                    ),
                    hit(
                        "ip3/R-021",
                        "Infected\u{1b}[2J laptop",
                        "title",
                        "Infected\u{1b}[2J laptop reaches a pump",
                        "pump",
                        Leads::Risk("ip3/R-021".into()),
                    ),
                ],
                true,
            ),
            group(
                Kind::Control,
                vec![hit(
                    "C-003",
                    "Segment VLAN 212",
                    "description",
                    "all pumps in a segment",
                    "pump",
                    Leads::Control("C-003".into()),
                )],
                false,
            ),
            group(
                Kind::Statement,
                vec![hit(
                    "ip3 AUDT-2.10",
                    "Can it be audited?: Yes",
                    "note",
                    "Each pump writes its own log",
                    "pump",
                    Leads::Statement("ip3".into(), "AUDT-2.10".into()),
                )],
                false,
            ),
            group(
                Kind::Catalogue,
                vec![hit(
                    "MLDP-T1",
                    "The product is encrypted",
                    "Causes",
                    "a pump that nobody patches",
                    "pump",
                    Leads::Entry(about),
                )],
                false,
            ),
        ],
    }
}

fn selected(bench: &Bench) -> String {
    let Some(Overlay::Everywhere(search)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    search.selected().map(|hit| hit.reference.clone()).unwrap_or_default()
}

#[test]
fn what_is_found_is_walked_through_past_the_heads() {
    let mut bench = Bench::at("Ctrl-f 'pump");
    assert_eq!(selected(&bench), "", "the product has no ref");
    bench.press("Enter");
    assert_eq!(bench.message(), "No assessment is about Nordpump NP-1 yet.");
    bench.press("Down");
    assert_eq!(selected(&bench), "ip3/R-014");
    bench.press("Down Down");
    assert_eq!(selected(&bench), "C-003");
    bench.press("Up Up");
    assert_eq!(selected(&bench), "ip3/R-014");
    bench.screen();
    bench.press("PgUp");
    assert_eq!(selected(&bench), "");
    bench.press("PgDn");
    assert_eq!(selected(&bench), "MLDP-T1");
    assert!(!bench.screen().contains('\u{1b}'));
}

#[test]
fn enter_leads_to_what_was_found_and_back_to_where_one_was() {
    let going = |down: usize| {
        let mut bench = Bench::at("4 j Ctrl-f 'pump");
        bench.press(&"Down ".repeat(down));
        bench.press("Enter");
        let at = (bench.state.screen().target(), bench.state.screen().mark());
        bench.press("Esc");
        assert_eq!(bench.state.screen().target(), Target::Controls);
        at
    };
    assert_eq!(going(1).0, Target::Risk("ip3/R-014".into()));
    assert_eq!(going(3).0, Target::Control("C-003".into()));
    assert_eq!(going(4).0, Target::Disclosure("ip3".into()));
    assert_eq!(going(5).0, Target::Entry(About::Entry(EntryKind::Risk, "MLDP-T1".into())));
    let mut bench = Bench::at("Ctrl-f 'pump Esc Ctrl-f");
    assert!(bench.screen().contains("words: pump"), "the words are kept: {}", bench.screen());
    bench.press("Ctrl-u 'zebra");
    assert!(bench.screen().contains("nothing holds all of them"), "{}", bench.screen());
    bench.press("Enter Esc");
    assert_eq!(bench.state.screen().place(), Place::Assessments);
}

/// A decision is shown where it stands among the others, also where a filter of before would leave it out.
#[test]
fn a_decision_that_is_found_is_shown_where_it_stands() {
    let found = || {
        let leads = Leads::Decision("ip3".into(), Id::from("d2"));
        let hits = vec![hit("ip3/R-001", "accepted by A. Weber", "rationale", "pumps", "pump", leads)];
        Found { groups: vec![Group { kind: Kind::Decision, hits, more: false }] }
    };
    for before in ["", "Enter 9 f 'Novak Enter Esc Esc Esc"] {
        let mut bench = Bench::at(before);
        let behind = bench.state.screen().target();
        bench.press("Ctrl-f 'pump");
        bench.happen(Event::Answered(Answer::Everywhere("pump".into(), found())));
        bench.press("Enter");
        assert_eq!(bench.state.screen().target(), Target::Decisions(Some("ip3".into()), None));
        assert_eq!((bench.state.screen().mark(), bench.state.screen().filtered_by()), ("d2".into(), None));
        bench.press("Esc");
        assert_eq!(bench.state.screen().target(), behind);
    }
}

/// An answer stays until the next one is there, and one to other words than those typed is left away.
#[test]
fn old_results_stay_until_new_ones_come() {
    let mut bench = Bench::at("Ctrl-f 'pump Down");
    bench.state.overlays.iter_mut().for_each(|overlay| {
        if let Overlay::Everywhere(search) = overlay {
            search.paste("s");
        }
    });
    assert!(
        bench.screen().contains("searching ...") && bench.screen().contains("ip3/R-014"),
        "{}",
        bench.screen()
    );
    bench.happen(Event::Answered(Answer::Everywhere("pum".into(), Found::default())));
    assert_eq!(selected(&bench), "ip3/R-014", "that was asked for before");
    bench.happen(Event::Answered(Answer::Everywhere("pumps".into(), Found::default())));
    assert_eq!(selected(&bench), "");
    // an answer that comes when the search was left does nothing
    bench.press("Esc");
    bench.happen(Event::Answered(Answer::Everywhere("pumps".into(), sample("pump"))));
    assert!(bench.state.overlays.is_empty());
}

#[test]
fn every_letter_asks_once_and_moving_asks_nothing() {
    use riskward::tui::{input::Input, key::Key, state::State, update::update};
    let mut state = State::new("register.db", "m.rossi", "2026-11-21".parse().unwrap(), (80, 24));
    let mut asked = |key: &str| update(&mut state, Event::Input(Input::Key(Key::parse(key).unwrap())));
    assert_eq!(asked("Ctrl-f"), []);
    assert_eq!(asked("p"), [Effect::Ask(Question::Everywhere("p".into()))]);
    for key in ["Down", "Up", "PgDn", "Home", "End", "Enter"] {
        assert_eq!(asked(key), [], "{key}");
    }
    assert_eq!(asked("Backspace"), [Effect::Ask(Question::Everywhere(String::new()))]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever stands in the register: it is seen, and nothing of it acts on the terminal.
    #[test]
    fn what_is_found_never_acts_on_the_terminal(text in "\\PC{0,40}|[\\x00-\\x1f\\x7f-\\x9f\u{202e}\u{2066}\u{200b}a医]{0,40}") {
        let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let excerpt = Excerpt { text: text.clone(), marks: std::iter::once(0..middle).collect() };
        let leads = Leads::Risk(text.clone());
        let hit = Hit { reference: text.clone(), title: text.clone(), field: "title", excerpt, leads };
        let groups = vec![Group { kind: Kind::Risk, hits: vec![hit.clone(), hit], more: true }];
        let mut bench = Bench::at("Ctrl-f 'x");
        bench.happen(Event::Answered(Answer::Everywhere("x".into(), Found { groups })));
        bench.press("Down");
        bytes::only_ours(&bytes::first_frame(&bench));
    }
}
