//! Moving about, by keys alone.

use riskward::tui::{
    commands::Place,
    effects::{Answer, Effect, Event},
    input::Input,
    overlays::Overlay,
    screens::Target,
};

use crate::bench::Bench;

fn place(bench: &Bench) -> Place {
    bench.state.screen().place()
}

#[test]
fn a_chord_shows_what_may_follow_and_waits() {
    let mut bench = Bench::at("Enter j g");
    assert!(bench.screen().contains("First row"));
    bench.press("g");
    assert_eq!(bench.state.screen().at(), 0);
    bench.press("g Z");
    assert_eq!(bench.message(), "g Z is not bound here.");
}

#[test]
fn the_way_from_the_portfolio_to_a_control_and_back_remembers_places() {
    let mut bench = Bench::at("Enter j j j");
    assert_eq!(bench.state.screen().mark(), "MLDP");
    bench.press("Tab j Enter");
    assert_eq!(bench.state.screen().target(), Target::Risk("ip3/R-014".into()));
    bench.press("/ 'Segment Enter Enter");
    assert_eq!(place(&bench), Place::Control);
    bench.press("Esc Esc");
    assert_eq!((place(&bench), bench.state.screen().mark()), (Place::Chain, "MLDP".to_owned()));
    bench.press("1 2");
    assert_eq!(bench.state.screen().mark(), "MLDP", "the place is remembered without Back");
}

#[test]
fn from_a_risk_one_walks_to_its_capability_and_to_the_next_risk() {
    let mut bench = Bench::at("Enter j j j Tab j Enter J");
    assert_eq!(bench.state.screen().target(), Target::Risk("ip3/R-021".into()));
    bench.press("J");
    assert_eq!(bench.message(), "This is the last one.");
    bench.press("K");
    assert_eq!(bench.state.screen().target(), Target::Risk("ip3/R-014".into()));
    bench.press("/ 'DTBK Enter Enter");
    assert_eq!(place(&bench), Place::Chain);
}

#[test]
fn gaps_are_one_key_apart() {
    let mut bench = Bench::at("Enter > > >");
    assert_eq!(bench.state.screen().mark(), "MLDP");
    assert_eq!(bench.message(), "No further gap.");
    bench.press("<");
    assert_eq!(bench.state.screen().mark(), "AUDT");
}

#[test]
fn searching_goes_to_the_row_as_it_is_typed_and_esc_goes_back() {
    let mut bench = Bench::at("/ 'pacs");
    assert_eq!(bench.state.screen().mark(), "pacs12");
    bench.press("Esc");
    assert_eq!(bench.state.screen().mark(), "ip3");
    bench.press("/ 'r Enter n");
    assert_eq!(bench.state.screen().mark(), "mri");
}

#[test]
fn a_filter_stays_in_the_title_until_esc() {
    let mut bench = Bench::at("f 'radview Enter");
    assert_eq!(bench.state.screen().rows(), 1);
    assert!(bench.screen().contains("only with \"radview\""));
    bench.press("Esc");
    assert_eq!(bench.state.screen().rows(), 3);
}

#[test]
fn the_table_of_risks_asks_for_rows_near_the_screen_and_searches_them_all() {
    let mut bench = Bench::at("3");
    assert_eq!(bench.state.screen().rows(), 60);
    bench.press("G");
    assert_eq!(bench.state.screen().words(59), "ip3/R-060 Risk number 60");
    bench.press("/");
    bench.type_text("number 41");
    bench.press("Enter");
    assert_eq!(bench.state.screen().at(), 40);
    bench.press("f");
    bench.type_text("number 5");
    bench.press("Enter");
    assert_eq!(bench.state.screen().rows(), 11);
    bench.press("l l l s");
    assert!(bench.screen().contains("by Initial rising"), "{}", bench.screen());
}

#[test]
fn q_leaves_from_the_first_screen_and_esc_does_not() {
    let mut bench = Bench::at("Enter q Esc");
    assert_eq!(bench.asked(), []);
    bench.press("q");
    assert_eq!(bench.asked(), [Effect::Quit]);
}

#[test]
fn control_c_leaves_only_when_struck_twice_in_a_row() {
    let mut bench = Bench::at("Ctrl-c j Ctrl-c");
    assert_eq!(bench.asked(), []);
    bench.press("Ctrl-c");
    assert_eq!(bench.asked(), [Effect::Quit]);
}

#[test]
fn an_unbound_key_draws_nothing() {
    let mut bench = Bench::at("Enter");
    bench.state.dirty = false;
    bench.press("Z");
    assert!(!bench.state.dirty);
    bench.press("j");
    assert!(bench.state.dirty);
}

#[test]
fn a_paste_never_runs_as_keys() {
    let mut bench = Bench::at("Enter");
    bench.happen(Event::Input(Input::Paste("qqdY".into())));
    assert_eq!(bench.asked(), []);
    assert_eq!(bench.message(), "Paste ignored: no text is being typed here.");
}

#[test]
fn undo_and_redo_are_done_at_once() {
    let mut bench = Bench::at("u");
    assert_eq!(bench.ran().map(|(action, ..)| action), Some("undo"));
    bench.press("Ctrl-r");
    assert_eq!(bench.ran().map(|(action, ..)| action), Some("redo"));
}

#[test]
fn the_palette_runs_what_is_found_and_says_why_something_cannot() {
    let mut bench = Bench::at(": 'rate Enter");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Menu(_))));
    assert_eq!(bench.message(), "Rate the risk: works in: chain, risks, risk.");
    bench.press("Esc Esc : 'Undo Enter");
    assert_eq!(bench.ran().map(|(action, ..)| action), Some("undo"));
}

#[test]
fn a_disabled_command_says_why() {
    let mut bench = Bench::at("Enter r");
    assert_eq!(bench.message(), "Rate the risk: choose a risk first.");
    bench.press("4 J");
    assert_eq!(bench.message(), "Next: works in a chain, a risk, a control, a trigger and an entry.");
}

#[test]
fn what_others_changed_is_asked_for_and_the_row_kept() {
    let mut bench = Bench::at("Enter j j j");
    bench.happen(Event::Changed);
    assert_eq!(bench.state.screen().mark(), "MLDP");
}

/// From what is missing to where it is mended, and back.
#[test]
fn a_missing_thing_leads_to_its_form_and_to_its_place() {
    let mut bench = Bench::at("b");
    assert_eq!((place(&bench), bench.state.screen().mark()), (Place::Gates, "G5".to_owned()));
    bench.press("Enter Enter");
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    assert_eq!((form.action.name, form.subject.as_str()), ("put-in-place", "C-009"));
    bench.press("Esc l");
    assert_eq!(bench.state.screen().target(), Target::Control("C-009".into()));
    bench.press("Esc j l");
    assert_eq!((place(&bench), bench.state.screen().mark()), (Place::Chain, "ALOF".to_owned()));
    bench.press("Esc j l");
    assert_eq!(bench.state.screen().target(), Target::Risk("ip3/R-030".into()));
    bench.press("J");
    assert_eq!(bench.message(), "This is the last one.");
    bench.press("Esc j j Enter");
    assert!(bench.screen().contains("File to import for ip3:"), "{}", bench.screen());
    bench.press("Esc j Enter");
    assert_eq!(bench.message(), "This belongs to the register as a whole.");
    bench.press("h k k");
    assert_eq!(bench.state.screen().mark(), "G3");
    bench.press("Enter");
    assert_eq!(bench.message(), "Nothing is missing.");
}

/// Back leads to what was missing, also when one came to the gates from the chain.
#[test]
fn from_a_missing_thing_back_leads_to_the_gates() {
    let mut bench = Bench::at("Enter b Enter j l");
    assert_eq!((place(&bench), bench.state.screen().mark()), (Place::Chain, "ALOF".to_owned()));
    bench.press("Esc");
    assert_eq!((place(&bench), bench.state.screen().history_of()), (Place::Gates, "ip3/ALOF".to_owned()));
    bench.press("l b");
    assert_eq!(bench.state.way().len(), 3, "b leads back to the same gates");
    bench.press("Esc Esc");
    assert_eq!(place(&bench), Place::Assessments);
}

/// What is mended goes from the list; the one after it is selected, and nothing at all leads back to the gates.
#[test]
fn what_is_mended_is_gone() {
    let mut bench = Bench::at("b Enter j");
    let mut gates = crate::sample::gates("ip3");
    gates.gates[5].missing.remove(1);
    bench.happen(Event::Answered(Answer::Gates("ip3".into(), Box::new(gates.clone()))));
    assert!(!bench.screen().contains("ALOF"), "{}", bench.screen());
    assert_eq!(bench.state.screen().history_of(), "ip3/R-030");
    gates.gates[5].missing.clear();
    bench.happen(Event::Answered(Answer::Gates("ip3".into(), Box::new(gates))));
    bench.press("j");
    assert_eq!(bench.state.screen().mark(), "G6");
}

/// The form of a statement that a gate misses begins with what is to be stated.
#[test]
fn what_is_to_be_stated_is_known_when_the_form_opens() {
    use riskward::domain::{attestation::AttestationKind, gate::Missing};
    let mut bench = Bench::at("b");
    let mut gates = crate::sample::gates("ip3");
    gates.gates[5].missing =
        vec![Missing::to_state("nobody states how it is watched", "ip3", AttestationKind::Monitoring)];
    bench.happen(Event::Answered(Answer::Gates("ip3".into(), Box::new(gates))));
    bench.press("Enter Enter Tab");
    assert!(bench.screen().contains("State something of the whole · ip3"), "{}", bench.screen());
    bench.type_text("Every week.");
    bench.press("F2");
    let (action, subject, args) = bench.ran().unwrap();
    assert_eq!((action, subject.as_str()), ("attest", "ip3"));
    assert_eq!((args.text("kind").as_str(), args.text("text").as_str()), ("monitoring", "Every week."));
}

/// From a revision to the one before and back, at the same capability.
#[test]
fn a_key_leads_to_the_revision_before_and_back() {
    let mut bench = Bench::at("Enter L b");
    assert_eq!(bench.message(), "There is no revision before.");
    bench.press("L a");
    assert_eq!(bench.message(), "This is the newest revision.");
    let chain = |number: i64, begun_from: Option<&str>, next: Option<&str>| {
        let mut chain = crate::sample::chain();
        chain.revision.number = number;
        chain.revision.begun_from = begun_from.map(str::to_owned);
        chain.revision.next = next.map(str::to_owned);
        chain.revision.newest = next.map(|_| "ip3".to_owned());
        Event::Answered(Answer::Chain(Box::new(chain)))
    };
    bench.happen(chain(2, Some("ip3@1"), None));
    assert!(bench.screen().contains("Revision 2 · L b: ip3@1"), "{}", bench.screen());
    bench.press("j j j");
    assert_eq!(bench.state.screen().mark(), "MLDP");
    bench.press("L b");
    assert_eq!(bench.state.screen().target(), Target::Chain("ip3@1".into()));
    bench.happen(chain(1, None, Some("ip3")));
    assert_eq!(bench.state.screen().mark(), "MLDP");
    assert!(bench.screen().contains("Revision 1 · L a: ip3"), "{}", bench.screen());
    bench.press("L a");
    assert_eq!(bench.state.screen().target(), Target::Chain("ip3".into()));
    bench.happen(chain(2, Some("ip3@1"), None));
    assert_eq!(bench.state.screen().mark(), "MLDP");
}

/// Every screen of the assessment tells of an override, until an answer says that it is mended.
#[test]
fn an_override_is_shown_on_every_screen_until_it_is_mended() {
    let mut bench = Bench::at("j");
    assert!(bench.screen().contains("OVERRIDDEN"), "{}", bench.screen());
    for keys in ["Enter", "Esc b", "3", "5"] {
        bench.press(keys);
        assert!(bench.screen().contains("OVERRIDDEN until 2026-12-02"), "{keys}: {}", bench.screen());
    }
    bench.press("1 k Enter");
    assert!(!bench.screen().contains("OVERRIDDEN"), "another assessment: {}", bench.screen());
    bench.press("1 j 3");
    let mended = Answer::Gates("pacs12".into(), Box::new(crate::sample::gates("ip3")));
    bench.happen(Event::Answered(mended));
    assert!(!bench.screen().contains("OVERRIDDEN"), "{}", bench.screen());
}

#[test]
fn from_what_is_due_one_goes_to_the_place() {
    let going = |down: usize| {
        let mut bench = Bench::at("D");
        bench.press(&"j ".repeat(down));
        bench.press("Enter");
        (bench.state.screen().target(), bench.state.screen().mark())
    };
    assert_eq!(going(0).0, Target::Risk("pacs12/R-004".into()));
    assert_eq!(going(1).0, Target::Trigger("T-002".into()));
    assert_eq!(going(3), (Target::Inbox, "F-001".into()));
    assert_eq!(going(4).0, Target::Control("C-003".into()));
    assert_eq!(going(6), (Target::Chain("ip3".into()), "NAUT".into()));
    let mut bench = Bench::at("D f 'stale Enter");
    assert_eq!(bench.state.screen().rows(), 1);
    bench.press("Esc");
    assert_eq!(bench.state.screen().rows(), 37);
}

#[test]
fn the_inbox_leads_to_the_trigger_and_acts_on_what_is_selected() {
    let mut bench = Bench::at("T i Enter");
    assert_eq!(bench.state.screen().target(), Target::Trigger("T-002".into()));
    bench.press("J");
    assert_eq!(bench.state.screen().target(), Target::Trigger("T-001".into()));
    bench.press("J");
    assert_eq!(bench.message(), "This is the last one.");
    bench.press("Esc");
    assert_eq!(bench.state.screen().mark(), "T-001");
    bench.press("k k e");
    assert_eq!(bench.message(), "Edit the finding: choose a finding first.");
    bench.press("/ 'F-001 Enter t");
    assert_eq!(bench.message(), "Triage the trigger: choose a trigger first.");
    bench.press("c");
    assert!(bench.screen().contains("Close the finding · F-001"), "{}", bench.screen());
}

#[test]
fn a_trigger_can_be_raised_anywhere_and_a_finding_opened_on_what_is_selected() {
    let bench = Bench::at("7 T r");
    assert!(bench.screen().contains("Raise a trigger"), "{}", bench.screen());
    let bench = Bench::at("4 Enter T o");
    assert!(bench.screen().contains("Open a finding: which?"), "{}", bench.screen());
    let bench = Bench::at("T o");
    assert!(bench.screen().contains("Open a finding · ip3"), "{}", bench.screen());
}
