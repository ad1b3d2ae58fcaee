//! What hurts asks first, and the key that confirms is not the one that asked.

use std::path::PathBuf;

use riskward::{
    domain::{object::Id, trouble::Trouble},
    tui::{
        effects::{Effect, Event},
        input::Input,
        overlays::preview::Preview,
    },
    workbench::jobs::{Export, Job},
};

use crate::bench::Bench;

const RISK: &str = "Enter j j j Tab j";

#[test]
fn removing_a_risk_names_it_and_wants_another_key() {
    let mut bench = Bench::at(RISK);
    bench.press("d 'gone Enter");
    assert!(bench.screen().contains("Remove the risk: ip3/R-014?"), "{}", bench.screen());
    bench.press("d Enter");
    assert!(bench.ran().is_none());
    bench.press("F2 Y");
    assert_eq!(bench.ran().unwrap().0, "remove-risk");
}

#[test]
fn a_decision_is_signed_with_the_reference_of_the_assessment() {
    let mut bench = Bench::at(RISK);
    bench.press("x Right Tab Space Enter Tab 'because F2");
    assert!(bench.screen().contains("Type ip3 and Enter to sign off:"), "{}", bench.screen());
    bench.press("Enter Y Enter");
    assert_eq!(bench.message(), "That is not ip3: nothing is signed.");
    assert!(bench.ran().is_none());
    bench.press("Backspace 'ip3 Enter");
    assert_eq!(bench.ran().unwrap().0, "decide");
}

/// Before it is signed, a decision tells what it does; the line to sign on stays in view while that is read.
#[test]
fn a_decision_tells_what_it_does_before_it_is_signed() {
    let mut bench = Bench::at(RISK);
    bench.press("x Right Tab Space Enter Tab 'because F2");
    let screen = bench.screen();
    for told in
        ["Accept: ip3/R-014 Pumps run on an", "By A. Weber", "Residual risk: MED", "Valid until 2027-03-31"]
    {
        assert!(screen.contains(told), "{told}: {screen}");
    }
    assert!(!screen.contains("C-009 is not verified"), "{screen}");
    bench.press("PgDn PgDn");
    let screen = bench.screen();
    assert!(screen.contains("! C-009 is not verified to work at Annex"), "{screen}");
    assert!(screen.contains("Type ip3 and Enter to sign off:"), "{screen}");
}

/// What the workbench refuses is told at the form, before a reference is typed.
#[test]
fn values_that_are_refused_stay_in_the_form() {
    let mut bench = Bench::at(RISK);
    bench.press("x Right Tab Space Enter Tab 'because");
    let because = "review_on is 2027-04-01, after the last day 2027-03-31";
    bench.happen(Event::Failed(Trouble::refused("Not recorded", because, "an earlier review")));
    assert!(bench.screen().contains("Review on is 2027-04-01, after"), "{}", bench.screen());
    assert!(!bench.screen().contains("sign off:"), "{}", bench.screen());
    assert_eq!(bench.message(), "Not saved: see the field.");
    // mended, it does not stand under the box that asks for the signature
    bench.press("F2");
    assert!(bench.screen().contains("sign off:"), "{}", bench.screen());
    assert_eq!(bench.message(), "");
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_a_question() {
    let mut bench = Bench::at("E Enter Enter");
    let asked = bench.asked();
    let [Effect::Job(Job::Export(export))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((export.wanted.reference.as_str(), export.overwrite), ("ip3", false));
    assert_eq!(export.path, PathBuf::from("ip3-risks.csv"));
    let over = Export { overwrite: true, ..Export::clone(export) };
    bench.happen(Event::Exists(Effect::Job(Job::Export(Box::new(over)))));
    assert!(bench.screen().contains("Replace ip3-risks.csv?"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(bench.asked(), []);
    assert!(bench.state.overlays.is_empty());
}

#[test]
fn an_import_is_looked_at_before_it_is_taken() {
    let mut bench = Bench::at("Enter I 'mds2.xlsx Enter");
    let reference = Some("ip3".to_owned());
    let path = PathBuf::from("mds2.xlsx");
    assert_eq!(bench.asked(), [Effect::Preview { path: path.clone(), reference: reference.clone() }]);
    let request = Id::from("request-2");
    let preview = Preview { path: path.clone(), reference: reference.clone(), request, ..Preview::default() };
    bench.happen(Event::Previewed(Box::new(preview.clone())));
    for size in [(60, 16), (80, 24), (120, 40)] {
        bench.happen(Event::Input(Input::Resize(size.0, size.1)));
        let hints = bench.screen().lines().last().unwrap().to_owned();
        assert!(hints.contains("Y import  Esc import nothing"), "{size:?}: {hints}");
    }
    bench.press("Enter");
    assert_eq!((bench.asked().len(), bench.message()), (0, "Y imports it, Esc imports nothing."));
    bench.press("Esc");
    assert_eq!((bench.asked().len(), bench.message()), (0, "Nothing was imported."));
    bench.press("I 'mds2.xlsx Enter");
    bench.asked();
    bench.happen(Event::Previewed(Box::new(preview)));
    bench.press("Y");
    assert_eq!(bench.asked(), [Effect::Import { path, reference, request: Id::from("request-2") }]);
}

/// What does not fit is told of, until it was read.
#[test]
fn a_long_preview_says_how_much_more_there_is() {
    let mut bench = Bench::at("Enter I 'mds2.xlsx Enter");
    let problems = (1..=40).map(|number| format!("C{number}: odd; kept as given")).collect();
    bench.happen(Event::Previewed(Box::new(Preview { problems, ..Preview::default() })));
    assert!(bench.screen().contains("│ … 26 more lines "), "{}", bench.screen());
    bench.press("PgDn PgDn PgDn");
    assert!(
        bench.screen().contains("C40: odd") && !bench.screen().contains("more line"),
        "{}",
        bench.screen()
    );
}

#[test]
fn reading_a_file_can_be_stopped_and_its_late_answer_is_not_shown() {
    let mut bench = Bench::at("Enter I 'mds2.xlsx Enter Esc");
    assert_eq!(bench.asked().pop(), Some(Effect::Abandon));
    bench.happen(Event::Previewed(Box::default()));
    assert!(bench.state.overlays.is_empty());
}

/// Passing, overriding and withdrawing name the gate, as the form has it, and want another key.
#[test]
fn a_gate_is_named_before_it_is_passed_overridden_or_withdrawn() {
    let rest = [
        ("p", "pass-gate", "Pass a gate", ""),
        ("o", "override-gate", "Override a gate", "Tab 'why Tab 'watch Tab '2026-12-01"),
        ("w", "withdraw-gate", "Withdraw a passage", "Tab 'why"),
    ];
    for (key, action, title, fields) in rest {
        let mut bench = Bench::at("b k");
        bench.press(key);
        bench.press(fields);
        bench.press("F2");
        assert!(bench.screen().contains(&format!("{title}: ip3/G4?")), "{}", bench.screen());
        bench.press(key);
        bench.press("Enter");
        assert!(bench.ran().is_none(), "{action}: neither the key that asked nor Enter confirms");
        bench.press("F2 Y");
        let (ran, subject, args) = bench.ran().unwrap();
        assert_eq!((ran, subject.as_str(), args.text("gate").as_str()), (action, "ip3/G4", "G4"));
    }
    // another gate picked in the form is the one that is named
    let mut bench = Bench::at("b k p Right F2");
    assert!(bench.screen().contains("Pass a gate: ip3/G5?"), "{}", bench.screen());
    bench.press("Esc");
}
