//! Marks on the rows of tables, by keys alone.

use riskward::{
    domain::{object::Id, trouble::Trouble},
    tui::{
        effects::{Answer, Effect, Event},
        input::Input,
        key::Key,
        overlays::Overlay,
        theme::Theme,
        update::update,
    },
    workbench::actions::Outcome,
};

use crate::bench::Bench;

/// The refs of the rows in view that have a mark.
pub(crate) fn marked(bench: &Bench) -> Vec<String> {
    let drawn = bench.drawn(Theme::MONO).0;
    let rows = drawn.lines().filter(|line| line.get(1..2) == Some("*"));
    rows.map(|line| line[2..].split_whitespace().next().unwrap().to_owned()).collect()
}

fn form(bench: &Bench) -> (&'static str, String, String) {
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    let field = form.field().map_or("", |state| state.field.name);
    (form.action.name, form.subject.clone(), field.to_owned())
}

#[test]
fn space_marks_and_moves_on_and_esc_takes_marks_off_before_the_filter() {
    let mut bench = Bench::at("3 Space j Space");
    assert_eq!(marked(&bench), ["ip3/R-001", "ip3/R-003"]);
    assert_eq!(bench.state.screen().at(), 3);
    assert!(bench.screen().lines().next().unwrap().contains("2 marked"), "{}", bench.screen());
    bench.press("k Space");
    assert_eq!(marked(&bench), ["ip3/R-001"]);
    bench.press("f 'number Enter");
    assert!(bench.screen().contains("1 marked · only with \"number\""), "{}", bench.screen());
    bench.press("Esc");
    assert_eq!((bench.state.screen().marked(), bench.state.screen().filtered_by()), (0, Some("number")));
    bench.press("Esc");
    assert_eq!(bench.state.screen().filtered_by(), None);
}

/// Marks are of rows and not of places.
#[test]
fn marks_survive_another_order_and_another_filter() {
    let mut bench = Bench::at("3 j Space l l l l l l l l s");
    assert_eq!(marked(&bench), ["ip3/R-002"]);
    bench.press("f");
    bench.type_text("number 5");
    bench.press("Enter m a");
    assert_eq!(bench.state.screen().marked(), 12, "the one before, and the eleven of this list");
    bench.press("m e");
    assert!(bench.screen().contains("Edit risks · 12 risks"), "{}", bench.screen());
    assert_eq!(form(&bench).1.split('|').next_back(), Some("#r2"), "what is hidden comes last");
}

#[test]
fn a_range_is_begun_and_ended_by_one_key() {
    let mut bench = Bench::at("3 j V j j");
    assert_eq!(marked(&bench), ["ip3/R-002", "ip3/R-003", "ip3/R-004"], "as it will be");
    assert!(bench.screen().contains("range of 3"), "{}", bench.screen());
    bench.press("V");
    assert_eq!((marked(&bench).len(), bench.state.screen().ranging()), (3, None));
    bench.press("j j V k Esc");
    assert_eq!((marked(&bench).len(), bench.state.screen().ranging()), (3, None), "Esc ends a range alone");
    bench.press("V k k m e");
    assert_eq!(form(&bench).1.split('|').count(), 4, "an action ends a range, and takes it");
}

#[test]
fn all_are_marked_and_inverted() {
    let mut bench = Bench::at("3 Space Space m a");
    assert_eq!(bench.state.screen().marked(), 60);
    bench.press("Space *");
    assert_eq!(bench.state.screen().marked(), 1);
    assert_eq!(marked(&bench), ["ip3/R-003"]);
    bench.press("* G");
    assert_eq!(bench.state.screen().marked(), 59);
    assert_eq!(marked(&bench).last().map(String::as_str), Some("ip3/R-060"));
}

#[test]
fn actions_take_what_is_marked_or_say_that_they_take_one() {
    for (key, action, field) in [
        ("e", "edit-risks", "owner"),
        ("r", "edit-risks", "phase"),
        ("t", "edit-risks", "treatment"),
        ("d", "remove-risks", "reason"),
    ] {
        let mut bench = Bench::at("3 Space Space");
        bench.press(key);
        assert_eq!(form(&bench), (action, "#r1|#r2".to_owned(), field.to_owned()));
    }
    let mut bench = Bench::at("3 Space Space x");
    assert_eq!(
        bench.message(),
        "Record a decision: takes one at a time, and 2 are marked. Esc takes the marks off."
    );
    bench.press("Esc Esc e");
    assert_eq!(form(&bench).0, "edit-risk", "without marks it is the row one is on");
    let mut bench = Bench::at("3 m e");
    assert_eq!(form(&bench).1, "ip3/R-001");
    bench.press("Esc m d");
    assert_eq!(form(&bench).0, "remove-risks");
}

/// Decisions are re-confirmed within an assessment: the form begins with those on what is marked.
#[test]
fn decisions_on_what_is_marked_are_reconfirmed() {
    let begun = |keys: &str| {
        let mut bench = Bench::at(keys);
        let key = Event::Input(Input::Key(Key::char('R')));
        update(&mut bench.state, key)
            .into_iter()
            .find(|effect| matches!(effect, Effect::Begin { .. } | Effect::Prepare { .. }))
    };
    let (action, subject) = ("reconfirm-decisions", "ip3".to_owned());
    let from = "#r1|#r2".to_owned();
    assert_eq!(begun("3 Space Space X"), Some(Effect::Begin { action, subject: subject.clone(), from }));
    assert_eq!(begun("3 X"), Some(Effect::Prepare { action, subject, given: None, draft: None }));
    let mut bench = Bench::at("3 Space Space m d");
    assert_eq!(form(&bench), ("remove-risks", "#r1|#r2".to_owned(), "reason".to_owned()));
    assert!(bench.screen().contains("Remove risks · 2 risks"), "{}", bench.screen());
    bench.press("'twice F2");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Confirm(_))), "{}", bench.screen());
}

/// What will change is told and wants another key than the one that asked.
#[test]
fn a_bulk_edit_is_previewed_and_done_once() {
    let mut bench = Bench::at("3 Space Space Space e 'K.Lang F2");
    let Some(Overlay::Confirm(_)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    bench.press("e Enter");
    assert!(bench.ran().is_none());
    bench.press("F2 Y");
    let (action, subject, args) = bench.ran().unwrap();
    assert_eq!((action, subject.as_str()), ("edit-risks", "#r1|#r2|#r3"));
    assert_eq!(args.text("owner"), "K.Lang");
    let said = "3 risks changed: owner K.Lang.";
    let outcome = Outcome { said: said.into(), subject: "ip3/R-001".into() };
    bench.happen(Event::Done { request: Some(Id::from("request-1")), outcome });
    assert_eq!((bench.message(), bench.state.overlays.len()), (said, 0));
    assert_eq!(bench.state.screen().marked(), 3, "the marks stay for what comes next");
}

#[test]
fn a_form_that_was_refused_leaves_the_next_one_at_its_first_field() {
    let mut bench = Bench::at("3 Space");
    bench.state.opens_at = Some("phase");
    bench.happen(Event::Failed(Trouble::refused("Not opened", "it is frozen", "reassess")));
    bench.press("Esc e");
    assert_eq!(form(&bench).2, "owner");
}

/// Rows that are gone are not marked any more.
#[test]
fn what_is_removed_is_not_marked_any_more() {
    let mut bench = Bench::at("3 Space Space");
    let wanted = match bench.state.screen().question() {
        riskward::tui::effects::Question::RiskOrder(wanted) => wanted,
        other => panic!("{other:?}"),
    };
    let ids = (2..60).map(|number| Id(format!("r{number}"))).collect();
    let order = std::sync::Arc::new(riskward::workbench::questions::risks::Order { ids });
    bench.happen(Event::Answered(Answer::RiskOrder(wanted, order)));
    assert_eq!(marked(&bench), ["ip3/R-002"]);
}

#[test]
fn controls_and_dates_are_marked_too() {
    let bench = Bench::at("4 Space j *");
    assert_eq!(marked(&bench), ["C-009", "C-012"]);
    assert_eq!(bench.state.screen().marked(), 2);
    let mut dates = Bench::at("D m a");
    assert_eq!(dates.state.screen().marked(), dates.state.screen().rows());
    dates.press("Esc V j j V");
    assert_eq!(dates.state.screen().marked(), 3);
    assert!(dates.asked().iter().all(|effect| !matches!(effect, Effect::Run { .. })));
}

#[test]
fn marked_controls_are_changed_together_or_it_is_said_that_one_is_taken() {
    let mut bench = Bench::at("4 Space Space e");
    assert_eq!(form(&bench), ("edit-controls", "C-003|C-009".to_owned(), "owner".to_owned()));
    assert!(bench.screen().contains("Edit controls · 2 controls"), "{}", bench.screen());
    bench.press("'K.Lang F2 Y");
    let (action, subject, args) = bench.ran().unwrap();
    assert_eq!((action, subject.as_str(), &*args.text("owner")), ("edit-controls", "C-003|C-009", "K.Lang"));
    let mut bench = Bench::at("4 Space Space v");
    assert_eq!(
        bench.message(),
        "Verify the control: takes one at a time, and 2 are marked. Esc takes the marks off."
    );
    bench.press("Esc Esc e");
    assert_eq!(form(&bench).0, "edit-control", "without marks it is the row one is on");
    let bench = Bench::at("4 m e");
    assert_eq!((form(&bench).0, &*form(&bench).1), ("edit-controls", "C-003"));
}

/// A range goes with the row that it was begun at, whatever the order.
#[test]
fn a_range_that_is_open_follows_another_order() {
    let bench = Bench::at("4 V j s s");
    assert_eq!(bench.state.screen().ranging(), Some(2));
    assert_eq!(marked(&bench), ["C-009", "C-003"], "by Ref falling the range runs upwards");
}

/// The mark is a letter, in colour and without.
#[test]
fn a_mark_is_seen_without_colour_and_in_ascii() {
    let bench = Bench::at("3 Space Space");
    for theme in [Theme::COLOUR, Theme::MONO, Theme { ascii: true, ..Theme::MONO }] {
        let text = bench.drawn(theme).0;
        assert_eq!(text.lines().filter(|line| line.get(1..2) == Some("*")).count(), 2, "{text}");
    }
}
