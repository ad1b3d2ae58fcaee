//! What others change while one looks at it.

use riskward::{
    domain::object::Id,
    tui::{
        effects::{Answer, Event, Question},
        input::Input,
        overlays::Overlay,
    },
    workbench::{Told, actions::Outcome},
};

use crate::{bench::Bench, sample};

fn told(said: &str, about: &[&str]) -> Told {
    let about = about.iter().map(|name| (*name).to_owned()).collect();
    Told { by: "k.lang".into(), said: said.into(), about, ..Told::default() }
}

fn news(bench: &mut Bench, told: Told) {
    bench.happen(Event::News(vec![told]));
}

#[test]
fn what_concerns_the_screen_is_told_with_who_did_it_and_else_nothing_is() {
    let mut bench = Bench::at("Enter");
    news(&mut bench, told("mri/R-002 rated HIGH (residual).", &["mri/R-002", "mri"]));
    assert_eq!(bench.message(), "");
    news(&mut bench, told("ip3/R-014 rated HIGH (residual).", &["ip3/R-014", "ip3"]));
    assert_eq!(bench.message(), "k.lang: ip3/R-014 rated HIGH (residual).");
    bench.happen(Event::News(vec![
        told("ip3/R-014 changed.", &["ip3/R-014", "ip3"]),
        told("ip3/R-021 changed.", &["ip3/R-021", "ip3"]),
    ]));
    assert_eq!(
        bench.message(),
        "k.lang: ip3/R-021 changed. One change more.",
        "theirs takes the place of theirs"
    );
    bench.press("j");
    assert_eq!(bench.message(), "");
}

#[test]
fn one_s_own_message_stays_a_while_and_an_error_until_it_is_read() {
    let mut bench = Bench::at("Enter");
    let outcome = Outcome { said: "ip3/R-014 is to be reduced.".into(), subject: "ip3/R-014".into() };
    bench.happen(Event::Done { request: None, outcome });
    news(&mut bench, told("ip3/R-014 changed.", &["ip3/R-014", "ip3"]));
    assert_eq!(bench.message(), "ip3/R-014 is to be reduced.");
    for _ in 0..5 {
        bench.happen(Event::Looked);
        assert_eq!(bench.message(), "ip3/R-014 is to be reduced.");
    }
    bench.happen(Event::Looked);
    assert_eq!(bench.message(), "k.lang: ip3/R-014 changed.");
    bench.state.complain("Not saved.");
    news(&mut bench, told("ip3/R-021 changed.", &["ip3/R-021", "ip3"]));
    for _ in 0..20 {
        bench.happen(Event::Looked);
    }
    assert_eq!(bench.message(), "Not saved.");
    bench.press("Esc");
    bench.happen(Event::Looked);
    assert_eq!(bench.message(), "k.lang: ip3/R-021 changed.");
}

#[test]
fn the_cursor_stays_on_its_thing_when_rows_come_before_it() {
    let mut bench = Bench::at("4 j");
    let here = bench.state.screen().history_of();
    let mut controls = sample::controls();
    let mut first = controls[0].clone();
    first.reference = "C-000".into();
    controls.insert(0, first);
    news(&mut bench, told("C-000 added.", &["C-000"]));
    bench.happen(Event::Answered(Answer::Controls(controls)));
    assert_eq!(bench.state.screen().history_of(), here);
    assert_eq!(bench.message(), "k.lang: C-000 added.");
}

#[test]
fn where_one_s_row_was_taken_away_one_stands_on_its_neighbour_and_is_told() {
    let mut bench = Bench::at("4");
    let here = bench.state.screen().history_of();
    let mut controls = sample::controls();
    controls.remove(0);
    let next = controls[0].reference.clone();
    let gone = Told { gone: vec![here.clone()], ..told("C-003 taken back.", &[&here]) };
    // the bench answers at once with what it always answers; then comes what is left
    let effects = riskward::tui::update::update(&mut bench.state, Event::News(vec![gone]));
    assert_eq!(effects, [riskward::tui::effects::Effect::Ask(Question::Controls)]);
    bench.happen(Event::Answered(Answer::Controls(controls)));
    assert_eq!(bench.state.screen().history_of(), next);
    let said = "k.lang: C-003 taken back. It is not in this list any more; this is its neighbour.";
    assert_eq!(bench.message(), said);
}

#[test]
fn a_screen_of_one_thing_is_left_when_the_thing_is_gone() {
    let mut bench = Bench::at("3 Enter");
    let here = bench.state.screen().history_of();
    let gone = Told { gone: vec![here.clone()], ..told(&format!("{here} removed."), &[&here, "ip3"]) };
    news(&mut bench, gone);
    assert!(bench.screen().contains("Risks"), "{}", bench.screen());
    assert_eq!(bench.message(), format!("k.lang: {here} removed. What is left is shown."));
}

#[test]
fn an_open_form_keeps_its_text_and_is_told_of_a_change_to_its_thing() {
    let mut bench = Bench::at("3 Enter e");
    bench.type_text("xyz");
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!() };
    let (subject, before) = (form.subject.clone(), form.draft());
    news(&mut bench, told("It was changed.", &[&subject]));
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!() };
    assert_eq!(form.draft(), before);
    assert_eq!(form.request, Id::from("request-1"));
    assert_eq!(bench.message(), "k.lang: It was changed. Saving shows both.");
}

#[test]
fn a_busy_register_is_named_and_waiting_can_be_stopped() {
    let mut bench = Bench::at("Enter j j j Tab j t Right");
    bench.press("F2");
    assert!(bench.ran().is_some());
    let before = bench.screen();
    bench.happen(Event::Held(None));
    let first = bench.screen();
    let rows = |screen: &str| screen.lines().take(20).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&first), rows(&before), "nothing is said in the first moment");
    bench.press("x");
    let who = "k.lang is writing to the register, by riskward, process 4711 on this computer";
    bench.happen(Event::Held(Some(who.into())));
    insta::assert_snapshot!("busy_80x24", bench.screen());
    bench.happen(Event::Input(Input::Resize(120, 40)));
    insta::assert_snapshot!("busy_120x40", bench.screen());
    bench.happen(Event::Input(Input::Resize(80, 24)));
    bench.press("Esc");
    assert_eq!(bench.asked(), [riskward::tui::effects::Effect::StopWaiting]);
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Form(_))));
    assert_eq!(bench.message(), "Stopped waiting. Nothing was saved.");
    bench.happen(Event::Held(Some(who.into())));
    bench.happen(Event::Free);
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Form(_))), "the form is not saved yet");
    bench.happen(Event::Held(Some(who.into())));
    let outcome = Outcome { said: "ip3/R-014 is to be reduced.".into(), subject: "ip3/R-014".into() };
    bench.happen(Event::Done { request: Some(Id::from("request-1")), outcome });
    assert!(bench.state.overlays.is_empty());
}
