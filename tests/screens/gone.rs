//! What somebody takes away while one types in it, and what becomes of a saving that is not waited for any more.

use std::{cell::Cell, rc::Rc, sync::Arc};

use riskward::{
    domain::object::Id,
    tui::{
        effects::{Answer, Effect, Event},
        overlays::Overlay,
    },
    workbench::{Told, actions::Outcome, questions::risks::Order},
};

use crate::bench::Bench;

fn removed(reference: &str) -> Told {
    let gone = vec![reference.to_owned()];
    Told {
        by: "k.lang".into(),
        said: format!("{reference} removed."),
        about: gone.clone(),
        gone,
        ..Told::default()
    }
}

/// The owner of ip3/R-002 is being typed in its cell; `true` takes that row out of the next order.
fn typing_an_owner() -> (Bench, Rc<Cell<bool>>) {
    let gone = Rc::new(Cell::new(false));
    let is_gone = Rc::clone(&gone);
    let mut bench = Bench::altered(80, 24, move |answer| match answer {
        Answer::RiskOrder(wanted, order) if is_gone.get() => {
            let ids = order.ids.iter().filter(|id| id.as_str() != "r2").cloned().collect();
            Answer::RiskOrder(wanted, Arc::new(Order { ids }))
        }
        other => other,
    });
    bench.press("3 j l l l l l l l l i Ctrl-u 'Xaver");
    (bench, gone)
}

fn kept(bench: &Bench) -> Vec<(String, String)> {
    let drafts = bench.effects.take().into_iter().filter_map(|effect| match effect {
        Effect::KeepDraft(draft) => Some((draft.subject.clone(), draft.values["owner"].clone())),
        _ => None,
    });
    drafts.collect()
}

#[test]
fn a_cell_whose_row_is_taken_away_is_not_typed_in_another_row() {
    let (mut bench, gone) = typing_an_owner();
    gone.set(true);
    bench.happen(Event::News(vec![removed("ip3/R-002")]));
    assert_eq!(bench.state.screen().history_of(), "ip3/R-003", "one stands on the neighbour");
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    let field = form.field().unwrap();
    assert_eq!(
        (form.subject.as_str(), field.field.name, field.raw()),
        ("ip3/R-002", "owner", "Xaver".into())
    );
    assert_eq!(bench.message(), "ip3/R-002 is not in this list any more. What you typed is in its form.");
    bench.press("F2");
    let (_, subject, args) = bench.ran().unwrap();
    assert_eq!((subject.as_str(), args.text("owner").as_str()), ("ip3/R-002", "Xaver"));
}

#[test]
fn a_cell_in_which_nothing_was_typed_is_left_with_its_row() {
    let (mut bench, gone) = typing_an_owner();
    bench.press("Esc i");
    assert!(matches!(bench.state.overlays.as_slice(), [Overlay::Cell(_)]), "{}", bench.screen());
    gone.set(true);
    bench.happen(Event::News(vec![removed("ip3/R-002")]));
    assert!(bench.state.overlays.is_empty(), "{}", bench.screen());
    assert_eq!(bench.message(), "ip3/R-002 is not in this list any more.");
    for _ in 0..20 {
        bench.happen(Event::Looked);
    }
    assert!(bench.message().starts_with("k.lang: ip3/R-002 removed."), "{}", bench.message());
}

#[test]
fn a_cell_goes_along_with_its_row() {
    let (mut bench, _) = typing_an_owner();
    bench.state.screen_mut().sheet_mut().unwrap().sort_by("title", false);
    bench.ask(bench.state.screen().question());
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Cell(_))), "{}", bench.screen());
    assert_eq!(bench.state.screen().history_of(), "ip3/R-002");
}

#[test]
fn saving_a_cell_whose_thing_is_gone_says_so_and_keeps_the_text() {
    let (mut bench, _) = typing_an_owner();
    bench.press("Tab");
    bench.happen(Event::Held(None));
    bench.happen(Event::Held(Some("k.lang (process 7)".into())));
    bench.effects.take();
    bench.happen(Event::Gone(Id::from("request-1"), "ip3/R-002".into(), removed("ip3/R-002")));
    assert!(matches!(bench.state.overlays.as_slice(), [Overlay::Panel(_)]), "{}", bench.screen());
    let screen = bench.screen();
    assert!(
        screen.contains("k.lang: ip3/R-002 removed.") && screen.contains("offered at the next start"),
        "{screen}"
    );
    assert_eq!(kept(&bench), [("ip3/R-002".to_owned(), "Xaver".to_owned())]);
    assert_eq!(bench.state.after, None, "the next cell was for the saving that failed");
}

#[test]
fn what_is_done_without_a_form_is_told_too_when_its_thing_is_gone() {
    let mut bench = Bench::at("3");
    bench.happen(Event::Held(None));
    bench.happen(Event::Gone(Id::from("request-7"), "ip3/R-002".into(), removed("ip3/R-002")));
    assert!(matches!(bench.state.overlays.as_slice(), [Overlay::Panel(_)]), "{}", bench.screen());
    let screen = bench.screen();
    assert!(screen.contains("k.lang: ip3/R-002 removed.") && !screen.contains("Your text"), "{screen}");
    assert!(kept(&bench).is_empty());
}

/// The register is held while a form is saved that was to go on to the next record, and one stops waiting.
#[test]
fn a_saving_that_is_not_waited_for_leads_on_to_nothing() {
    let mut bench = Bench::at("3 j e 'x F8");
    assert_eq!(bench.ran().unwrap().1, "ip3/R-002");
    bench.happen(Event::Held(Some("k.lang (process 7)".into())));
    bench.press("Esc");
    assert_eq!(bench.message(), "Stopped waiting. Nothing was saved.");
    assert_eq!(bench.state.after, None);
    bench.press("Esc Y");
    assert!(bench.state.overlays.is_empty(), "{}", bench.screen());
    // what is done next is not the saving that this was for
    let outcome = Outcome { said: "Taken back.".into(), subject: "ip3/R-002".into() };
    bench.happen(Event::Done { request: Some(Id::from("request-2")), outcome });
    assert!(bench.state.overlays.is_empty(), "{}", bench.screen());
    assert_eq!(bench.state.screen().history_of(), "ip3/R-002");
}
