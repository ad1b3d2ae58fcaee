//! Two edits of one thing: keys in, what is chosen out.

use riskward::{
    domain::{
        object::Id,
        trouble::{Conflict, Differing, Trouble},
    },
    tui::{
        effects::{Effect, Event},
        overlays::{Overlay, conflict::Stands},
        theme::Theme,
    },
    workbench::{Compared, Side, Told, actions::Args},
};

use crate::bench::Bench;

const LONG: &str = "The pumps stay on VLAN 212 until the maker delivers release 4.3, pharmacy checks the drug library by \
                    hand every morning, and the ward keeps two pumps of the older kind at hand for the time of the change.";

fn side(name: &'static str, label: &'static str, [base, theirs, mine]: [&str; 3]) -> Side {
    Side { name, label, base: base.into(), theirs: theirs.into(), mine: mine.into() }
}

/// Two fields that both changed, one that only they did, one that only I did.
pub(crate) fn compared() -> Compared {
    Compared {
        object: "ip3/R-014".into(),
        by: "k.lang".into(),
        sides: vec![
            side("owner", "Owner", ["", "K. Lang", ""]),
            side("status", "Status", ["", "open", ""]),
            side("title", "Title", ["As it was", "Their title", "My title"]),
            side(
                "hazardous_situation",
                "Hazardous situation",
                ["", LONG, "Pumps deliver by an old drug library."],
            ),
            side("consequence", "Consequence", ["", "", "A dose that is too high."]),
        ],
        beside: vec![Differing {
            field: "status".into(),
            base: "open".into(),
            theirs: "in_treatment".into(),
            ..Differing::default()
        }],
        refused: true,
        fresh: Args::new().with("opened_on", "5").with("opened_at_event", "99"),
        ..Compared::default()
    }
}

/// The form for a risk in which my title stands, refused because of theirs.
fn refused(columns: u16, rows: u16) -> Bench {
    let mut bench = Bench::new(columns, rows);
    bench.press("Enter j j j Tab j e Ctrl-u");
    bench.type_text("My title");
    let mut trouble = Trouble::refused("Not saved", "k.lang changed it", "");
    trouble.conflict = Some(Box::new(Conflict { theirs_by: "k.lang".into(), ..Conflict::default() }));
    bench.effects.take();
    bench.happen(Event::Failed(trouble));
    bench
}

pub(crate) fn choosing(columns: u16, rows: u16) -> Bench {
    let mut bench = refused(columns, rows);
    bench.effects.take();
    bench.happen(Event::Compared(Id::from("request-1"), Box::new(compared())));
    bench
}

#[test]
fn what_the_register_refused_is_held_against_what_is_there_now() {
    let bench = refused(80, 24);
    let effects = bench.effects.take();
    let Some(Effect::Compare { action, subject, args, conflict, request }) = effects.last() else {
        panic!("{effects:?}")
    };
    assert_eq!((*action, subject.as_str(), request), ("edit-risk", "ip3/R-014", &Id::from("request-1")));
    assert_eq!((args.0.text("title"), args.1.text("title")), ("As it was".into(), "My title".into()));
    assert!(conflict.is_some());
}

#[test]
fn one_chooses_field_by_field_and_what_one_alone_changed_is_taken_over() {
    let mut bench = choosing(80, 24);
    let screen = bench.screen();
    assert!(screen.contains("2 fields to choose; 3 changed by one of you only, taken over."), "{screen}");
    bench.press("Enter");
    assert_eq!(bench.message(), "Title: choose what is to stand in it first.");
    bench.press("m");
    bench.press("Enter");
    assert_eq!(bench.message(), "Hazardous situation: choose what is to stand in it first.");
    bench.press("t Enter");
    let (action, subject, args) = bench.ran().unwrap();
    assert_eq!((action, subject.as_str()), ("edit-risk", "ip3/R-014"));
    assert_eq!((args.text("title"), args.text("hazardous_situation")), ("My title".into(), LONG.to_owned()));
    assert_eq!((args.text("owner"), args.text("opened_on")), ("K. Lang".into(), "5".into()));
    assert_eq!(args.text("opened_at_event"), "99");
}

#[test]
fn a_choice_can_be_changed_until_it_is_saved() {
    let mut bench = choosing(80, 24);
    bench.press("m t k k k t j j j m j m");
    let Some(Overlay::Conflict(versus)) = bench.state.overlays.last() else { panic!() };
    let stands: Vec<_> = versus.rows.iter().map(|row| (row.side.name, row.stands)).collect();
    assert_eq!(
        stands,
        [
            ("title", Some(Stands::Theirs)),
            ("hazardous_situation", Some(Stands::Theirs)),
            ("owner", Some(Stands::Theirs)),
            ("status", Some(Stands::Mine)),
            ("consequence", Some(Stands::Mine))
        ]
    );
}

#[test]
fn both_texts_come_into_the_form_to_be_edited() {
    let mut bench = choosing(80, 24);
    bench.press("t e Enter");
    assert!(bench.ran().is_none());
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    let draft = form.draft();
    assert_eq!(draft.values["hazardous_situation"], format!("Pumps deliver by an old drug library.\n{LONG}"));
    assert_eq!(draft.values["title"], "Their title");
    assert_eq!(form.field().unwrap().field.name, "hazardous_situation");
}

#[test]
fn esc_goes_back_to_the_form_and_changes_nothing() {
    let mut bench = refused(80, 24);
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!() };
    let before = form.draft();
    bench.happen(Event::Compared(Id::from("request-1"), Box::new(compared())));
    bench.press("m Esc");
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!() };
    assert_eq!(form.draft(), before);
    assert!(!bench.effects.take().iter().any(|effect| matches!(effect, Effect::DropDraft(_))));
}

#[test]
fn the_same_written_by_both_is_saved_without_a_question() {
    let mut bench = Bench::at("Enter j j j Tab j t Right");
    let mut trouble = Trouble::refused("Not saved", "k.lang changed it", "");
    trouble.conflict = Some(Box::default());
    bench.happen(Event::Failed(trouble));
    bench.effects.take();
    let same = Compared { refused: true, fresh: Args::new().with("opened_on", "5"), ..Compared::default() };
    bench.happen(Event::Compared(Id::from("request-1"), Box::new(same)));
    assert_eq!(bench.ran().unwrap().2.text("opened_on"), "5");
}

#[test]
fn long_texts_are_scrolled_through_whole() {
    let mut bench = choosing(60, 16);
    bench.press("j");
    let mut seen = bench.screen();
    for _ in 0..8 {
        bench.press("PgDn");
        seen.push_str(&bench.screen());
    }
    for words in ["The pumps stay on", "pharmacy", "the time of the change.", "mine    Pumps deliver"] {
        assert!(seen.contains(words), "{words}\n{seen}");
    }
    bench.press("PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp");
    assert!(bench.screen().contains("before  (empty)"), "{}", bench.screen());
}

/// What a decision rests on.
fn signing() -> Compared {
    Compared {
        object: "what ip3/R-014 rests on".into(),
        by: "k.lang".into(),
        beside: vec![Differing {
            field: "rating overall".into(),
            base: "MED".into(),
            theirs: "HIGH".into(),
            ..Differing::default()
        }],
        rests_on: vec!["k.lang: ip3/R-014 rated HIGH (residual).".into()],
        refused: true,
        fresh: Args::new().with("opened_rests_on", "new"),
        ..Compared::default()
    }
}

#[test]
fn grounds_that_changed_are_shown_and_the_signature_is_asked_for_anew() {
    let mut bench = Bench::at("Enter j j j Tab j x");
    bench.happen(Event::Compared(Id::from("request-1"), Box::new(signing())));
    let screen = bench.screen();
    assert!(screen.contains("Not signed") && screen.contains("rated HIGH (residual)"), "{screen}");
    bench.press("m t");
    bench.press("Enter");
    assert!(bench.ran().is_none(), "nothing is signed by looking at it");
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!() };
    assert_eq!(form.draft().values["opened_rests_on"], "new");
}

#[test]
fn what_was_taken_away_keeps_the_text_as_a_draft() {
    let mut bench = refused(80, 24);
    bench.effects.take();
    let told = Told { by: "k.lang".into(), said: "ip3/R-014 removed.".into(), ..Told::default() };
    bench.happen(Event::Gone(Id::from("request-1"), "ip3/R-014".into(), told));
    assert!(bench.screen().contains("k.lang: ip3/R-014 removed."), "{}", bench.screen());
    let effects = bench.effects.take();
    let [Effect::KeepDraft(draft)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(draft.values["title"], "My title");
}

#[test]
fn a_conflict_is_legible_in_every_look() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let bench = choosing(columns, rows);
        insta::assert_snapshot!(format!("conflict_{columns}x{rows}"), bench.screen());
        let mut chosen = choosing(columns, rows);
        chosen.press("m e");
        insta::assert_snapshot!(format!("conflict_chosen_{columns}x{rows}"), chosen.screen());
        let mut signed = Bench::new(columns, rows);
        signed.press("Enter j j j Tab j x");
        signed.happen(Event::Compared(Id::from("request-1"), Box::new(signing())));
        insta::assert_snapshot!(format!("conflict_signing_{columns}x{rows}"), signed.screen());
    }
    let (text, _) = choosing(80, 24).drawn(Theme { ascii: true, ..Theme::MONO });
    assert!(text.is_ascii(), "{text}");
    for word in ["before", "theirs", "mine", "choose"] {
        assert!(text.contains(word), "{word}");
    }
}
