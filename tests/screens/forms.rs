//! Forms, made from the fields of actions.

use riskward::{
    domain::{object::Id, trouble::Trouble},
    tui::{
        drafts::Draft,
        effects::{Effect, Event},
        input::Input,
        overlays::Overlay,
    },
    workbench::actions::{Args, Outcome},
};

use crate::bench::Bench;

fn ran(bench: &Bench) -> (&'static str, String, Args) {
    bench.ran().unwrap_or_else(|| panic!("{}", bench.screen()))
}

/// On the first risk of MLDP, at the right side of its chain.
const RISK: &str = "Enter j j j Tab j";

#[test]
fn a_rating_is_given_by_keys_alone() {
    let mut bench = Bench::at(RISK);
    bench.press("r Right Enter Enter");
    bench.press("Up Space '4 Enter Space '3 Enter Tab Tab Tab Tab");
    bench.press("Right Tab Right F2");
    let (action, subject, args) = ran(&bench);
    assert_eq!((action, subject.as_str()), ("rate-risk", "ip3/R-014"));
    assert_eq!(args.text("phase"), "initial");
    assert_eq!((args.text("safety_severity"), args.text("safety_likelihood")), ("4".into(), "3".into()));
    assert!(args.is_empty("security_severity"));
}

#[test]
fn what_is_missing_is_said_under_the_field() {
    let mut bench = Bench::at(RISK);
    bench.press("t F2");
    assert!(bench.ran().is_none());
    assert!(bench.screen().contains("this must be filled in"));
    bench.press("Esc Right F2");
    assert_eq!(bench.ran().unwrap().2.text("treatment"), "reduce");
}

#[test]
fn several_lines_take_enter_and_are_left_by_tab() {
    let mut bench = Bench::at(RISK);
    bench.press("t Right Enter 'one Enter 'two Tab Tab Enter");
    let (_, _, args) = ran(&bench);
    assert_eq!(args.text("reason"), "one\ntwo");
}

#[test]
fn dates_may_be_counted_from_today() {
    let mut bench = Bench::at(RISK);
    bench.press("p Right Tab Right Tab Tab '+90d F2");
    assert_eq!(ran(&bench).2.text("on"), "2027-02-19");
    bench.press("Ctrl-u 'soon F2");
    assert!(bench.ran().is_none());
    assert!(bench.screen().contains("no such date"));
}

#[test]
fn a_new_risk_begins_with_a_template_and_fills_what_it_suggests() {
    let mut bench = Bench::at("Enter j j j a");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Pick(_))));
    bench.press("'laptop Enter F2");
    let (action, subject, args) = bench.ran().unwrap();
    assert_eq!((action, subject.as_str()), ("add-risk", "ip3/MLDP"));
    assert_eq!(args.text("template"), "MLDP-T2");
    assert_eq!(args.text("title"), "Service laptop infects pumps");
}

#[test]
fn several_values_are_marked_with_space() {
    let mut bench = Bench::at("Enter j j j a Esc Tab Tab Tab Tab Tab Tab Tab Space");
    bench.press("Space Space Enter F2");
    assert_eq!(ran(&bench).2.text("capabilities"), "MLDP|DTBK");
}

#[test]
fn of_several_risks_one_is_chosen_first() {
    let mut bench = Bench::at("Enter j j j r");
    assert!(bench.screen().contains("Rate the risk: which?"));
    bench.press("'infected Enter");
    assert!(bench.screen().contains("Rate the risk · ip3/R-021"));
}

#[test]
fn leaving_a_form_asks_only_when_something_was_typed() {
    let mut bench = Bench::at(RISK);
    bench.press("t Esc");
    assert!(bench.state.overlays.is_empty());
    bench.press("t Tab 'why Esc");
    assert!(bench.screen().contains("without saving?"));
    bench.press("Enter");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Form(_))), "Enter keeps the form");
    bench.press("Esc Y");
    assert!(bench.state.overlays.is_empty());
    assert_eq!(bench.asked().pop(), Some(Effect::DropDraft(Id::from("request-1"))));
}

#[test]
fn a_form_closes_and_its_draft_goes_only_when_the_action_is_done() {
    let mut bench = Bench::at(RISK);
    bench.press("t Right Tab 'why F2");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Form(_))));
    let outcome = Outcome { said: "ip3/R-014 is to be reduced.".into(), subject: "ip3/R-014".into() };
    bench.asked();
    bench.happen(Event::Done { request: Some(Id::from("request-1")), outcome });
    assert!(bench.state.overlays.is_empty());
    assert_eq!(bench.message(), "ip3/R-014 is to be reduced.");
    assert_eq!(bench.asked(), [Effect::DropDraft(Id::from("request-1"))]);
}

#[test]
fn a_refusal_that_names_a_field_is_shown_under_it() {
    let mut bench = Bench::at(RISK);
    bench.press("t Right F2");
    bench.happen(Event::Failed(Trouble::refused("Not saved", "reason is empty", "fill in reason")));
    assert!(bench.screen().contains("Reason is empty"));
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Form(_))));
}

#[test]
fn every_key_typed_is_kept_as_a_draft_with_the_version_that_was_edited() {
    let mut bench = Bench::at(RISK);
    bench.press("e 'x");
    let effects = bench.effects.take();
    let Some(Effect::KeepDraft(draft)) = effects.last() else { panic!("{effects:?}") };
    assert_eq!(draft.values["title"], "As it wasx");
    assert_eq!(draft.values["opened_on"], "3");
    assert_eq!(draft.request, Id::from("request-1"));
}

#[test]
fn unsaved_text_is_offered_continued_or_dropped() {
    let draft = |request: &str| Draft {
        action: "treat-risk".into(),
        subject: "ip3/R-014".into(),
        title: "Treat the risk".into(),
        request: Id::from(request),
        values: [("reason".to_owned(), "typed before".to_owned())].into(),
        began_with: std::collections::BTreeMap::new(),
    };
    let mut bench = Bench::new(80, 24);
    bench.happen(Event::Drafts(vec![draft("a"), draft("b")]));
    assert!(bench.screen().contains("There is unsaved text of \"Treat the risk\" for ip3/R-014."));
    bench.press("d Enter");
    assert_eq!(bench.asked(), [], "Enter does not throw it away");
    bench.press("d Y");
    assert_eq!(bench.asked(), [Effect::DropDraft(Id::from("a"))]);
    bench.press("Enter");
    assert!(bench.screen().contains("typed before"));
}

#[test]
fn a_paste_goes_into_the_field() {
    let mut bench = Bench::at(RISK);
    bench.press("t Tab");
    bench.happen(Event::Input(Input::Paste("first\r\nsecond".into())));
    bench.press("Shift-Tab Right F2");
    assert_eq!(bench.ran().unwrap().2.text("reason"), "first\nsecond");
}
