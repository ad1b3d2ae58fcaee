//! The decisions from the keyboard: walking them, acting on them, and the way to what they are on and back.

use ratatui::style::Color;
use riskward::{
    domain::object::Id,
    tui::{
        commands::{self, Place},
        effects::{Answer, Effect, Event, Question},
        input::Input,
        key::Key,
        screens::Target,
        theme::{Role, Theme},
        update::update,
    },
    workbench::questions::{
        decisions::{DecisionColumn, DecisionOrder, Ends},
        narrow::{Sieve, Way},
        risks::Order,
    },
};

use crate::{bench::Bench, marks::marked, sample::day};

fn target(bench: &Bench) -> Target {
    bench.state.screen().target()
}

fn wanted(bench: &Bench) -> riskward::workbench::questions::decisions::DecisionsWanted {
    match bench.state.screen().question() {
        Question::DecisionOrder(wanted, _) => wanted,
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_key_leads_to_the_decisions_of_the_register_or_of_one_assessment() {
    for keys in ["9", "g x"] {
        assert_eq!(target(&Bench::at(keys)), Target::Decisions(None, None));
    }
    let bench = Bench::at("Enter 9");
    assert_eq!(target(&bench), Target::Decisions(Some("ip3".into()), None));
    assert!(bench.screen().contains("Decisions of ip3"), "{}", bench.screen());
}

#[test]
fn enter_opens_the_risk_or_the_gates_of_a_whole_and_back_returns_to_the_row() {
    let mut bench = Bench::at("9 j j Enter");
    assert_eq!(target(&bench), Target::Risk("ip3/R-001".into()));
    bench.press("Esc");
    assert_eq!(bench.state.screen().mark(), "d2");
    bench.press("j j j Enter");
    assert_eq!(target(&bench), Target::Gates("pacs12".into()));
    bench.press("Esc k Enter");
    assert_eq!(target(&bench), Target::Risk("ip3@1/R-007".into()), "in the revision it was taken in");
}

/// Decision, risk, control, capability: each is one key from the other, there and back.
#[test]
fn the_chain_is_walked_from_a_decision_and_back() {
    let mut bench = Bench::at("9 j j Enter");
    let on = |bench: &Bench| (bench.state.screen().place(), bench.state.screen().history_of());
    let found = (0..40).any(|_| {
        bench.press("j Enter");
        if bench.state.screen().place() == Place::Control {
            return true;
        }
        if bench.state.screen().place() != Place::Risk {
            bench.press("Esc");
        }
        false
    });
    assert!(found, "{:?}", on(&bench));
    bench.press("Esc g x");
    assert_eq!(target(&bench), Target::Decisions(Some("ip3".into()), None));
    assert_eq!(bench.state.screen().mark(), "d2", "from the risk to its newest decision");
    bench.press("2");
    assert_eq!(target(&bench), Target::Chain("ip3".into()));
    bench.press("Esc C");
    assert_eq!(bench.state.screen().place(), Place::Entry);
}

#[test]
fn next_and_previous_walk_the_risks_without_going_back() {
    let mut bench = Bench::at("9 Enter");
    for reference in ["ip3/R-002", "ip3/R-001", "pacs12/R-004", "ip3@1/R-007", "ip3/R-001"] {
        bench.press("J");
        assert_eq!(
            target(&bench),
            Target::Risk(reference.into()),
            "a whole has its gates, and is passed over"
        );
    }
    bench.press("K K K Esc");
    assert_eq!(bench.state.screen().mark(), "d2");
}

#[test]
fn every_action_on_decisions_works_on_the_row() {
    for (keys, action, subject) in [
        ("W", "withdraw-decision", "ip3/R-001"),
        ("x", "decide", "ip3/R-001"),
        ("X y", "confirm-decision", "ip3/R-001"),
        ("X p", "propose-decision", "ip3/R-001"),
        ("X r", "reconfirm-decision", "ip3/R-001"),
        ("X n", "renew-decision", "ip3/R-001"),
        ("X b", "weigh-benefit", "ip3/R-001"),
        ("X c", "meet-condition", "ip3/R-001"),
        ("X R", "reconfirm-decisions", "ip3"),
    ] {
        let mut bench = Bench::at("Enter 9 j j");
        bench.press(keys);
        let form = bench.state.overlays.iter().find_map(|overlay| match overlay {
            riskward::tui::overlays::Overlay::Form(form) => Some((form.action.name, form.subject.clone())),
            _ => None,
        });
        let ran = form.or_else(|| bench.ran().map(|(name, subject, _)| (name, subject)));
        assert_eq!(ran, Some((action, subject.to_owned())), "{keys}");
    }
    // on the whole too
    let mut bench = Bench::at("9 j j j j j W");
    assert!(matches!(
        bench.state.overlays.last(),
        Some(riskward::tui::overlays::Overlay::Form(form)) if form.subject == "pacs12"
    ));
    bench.press("Esc");
}

#[test]
fn they_are_sorted_filtered_and_searched_where_they_are_too_many_to_be_in_memory() {
    let mut bench = Bench::at("9 l l l l l l s h h h h h + +");
    assert_eq!(
        wanted(&bench).sort,
        [(DecisionColumn::Until, Way::Rising), (DecisionColumn::What, Way::Falling)],
        "{}",
        bench.screen()
    );
    assert!(bench.screen().contains("by Until rising, then What falling"), "{}", bench.screen());
    bench.press("l l l |");
    bench.type_text("novak");
    bench.press("Enter");
    assert_eq!(
        wanted(&bench).narrowed,
        [(DecisionColumn::By, Sieve::OneOf(vec!["L. Novak".into()]))],
        "{}",
        bench.screen()
    );
    bench.press("Esc");
    assert!(wanted(&bench).narrowed.is_empty());
    bench.press("f 'pacs Enter");
    assert_eq!(wanted(&bench).text, "pacs");
    assert!(bench.screen().contains("only with \"pacs\""), "{}", bench.screen());
    bench.press("Esc / 'R-055 Enter");
    assert_eq!(bench.state.screen().mark(), "d55", "also on a row that was never read");
}

#[test]
fn a_time_that_it_is_narrowed_to_is_told_and_escape_takes_it_off() {
    let mut bench = Bench::new(80, 24);
    let ends = Ends::Between(Some(day("2026-12-01")), Some(day("2026-12-31")));
    bench.state.go(Target::Decisions(None, Some(ends)));
    let question = bench.state.screen().question();
    bench.ask(question);
    let screen = bench.screen();
    assert!(screen.contains("only ending 2026-12-01 to 2026-12-31"), "{screen}");
    bench.press("Esc");
    assert_eq!(wanted(&bench).ends, None);
    bench.press("Esc");
    assert_eq!(target(&bench), Target::Assessments);
}

/// The rows asked for by opening, moving and paging are the same for a hundred decisions and for a hundred thousand.
#[test]
fn what_a_move_asks_for_does_not_depend_on_how_many_decisions_there_are() {
    let asked = |count: usize| {
        let mut bench = Bench::at("9");
        let all = wanted(&bench);
        let ids = (0..count).map(|n| Id(format!("row-{n}"))).collect();
        let found = DecisionOrder { order: Order { ids }, near: None };
        let mut effects =
            update(&mut bench.state, Event::Answered(Answer::DecisionOrder(all.clone(), found)));
        for key in ["j", "PgDn", "Ctrl-d", "k", "PgUp"] {
            effects.extend(update(&mut bench.state, Event::Input(Input::Key(Key::parse(key).unwrap()))));
        }
        let rows = effects.iter().map(|effect| match effect {
            Effect::Ask(Question::DecisionPage { n, .. }) => *n,
            other => panic!("{other:?}"),
        });
        rows.collect::<Vec<_>>()
    };
    assert_eq!(asked(100), asked(100_000));
    assert!(asked(100_000).iter().all(|n| *n <= 100), "{:?}", asked(100_000));
}

/// What is on the screen was read; walking within it asks for nothing.
#[test]
fn a_page_asks_for_rows_near_the_screen_alone() {
    let mut bench = Bench::at("9");
    bench.press("j j j");
    assert!(bench.asked().iter().all(|effect| !matches!(effect, Effect::Ask(_))), "they are there already");
    let rows = bench.state.screen().rows();
    bench.press("G");
    assert_eq!(bench.state.screen().at(), rows - 1);
    assert!(bench.screen().contains("pacs12/R-059"), "{}", bench.screen());
}

#[test]
fn what_a_decision_is_worth_has_its_look_and_its_words() {
    let bench = Bench::at("9");
    let (text, buffer) = bench.drawn(Theme::COLOUR);
    let at = |words: &str| {
        let (y, line) = text.lines().enumerate().skip(2).find(|(_, line)| line.contains(words)).unwrap();
        let x = line[..line.find(words).unwrap()].chars().count();
        buffer[(x as u16, y as u16)].fg
    };
    let look = |role| Theme::COLOUR.style(role).fg.unwrap();
    assert_eq!(at("STALE: C-003"), look(Role::Critical));
    assert_eq!(at("proposed by"), look(Role::Caution));
    assert_eq!(at("holds  "), look(Role::Ok));
    let (ascii, mono) = bench.drawn(Theme { ascii: true, ..Theme::MONO });
    assert!(ascii.is_ascii() && ascii.contains("IN USE WITHOUT"), "{ascii}");
    assert!(mono.content.iter().all(|cell| cell.fg == Color::Reset));
    assert!(commands::all().any(|row| row.id == "decide" && row.works_in(&[Place::Decisions])));
}

/// Decisions are too many to be in memory, as risks are: rows are marked whether they were read or not.
#[test]
fn decisions_are_marked_as_risks_are() {
    let mut bench = Bench::at("9 Space j Space");
    assert_eq!(marked(&bench), ["ip3/R-003", "ip3/R-001"]);
    assert!(bench.screen().lines().next().unwrap().contains("2 marked"), "{}", bench.screen());
    bench.press("V j j");
    assert!(bench.screen().contains("2 marked, range of 3"), "{}", bench.screen());
    assert_eq!(marked(&bench).len(), 5, "as it will be");
    bench.press("V f 'pacs Enter");
    assert_eq!((bench.state.screen().marked(), bench.state.screen().ranging()), (5, None));
    bench.press("*");
    let rows = bench.state.screen().rows();
    assert_eq!(bench.state.screen().marked(), rows + 1, "two were marked of these, and three are hidden");
    bench.press("Esc");
    assert_eq!((bench.state.screen().marked(), bench.state.screen().filtered_by()), (0, Some("pacs")));
    bench.press("Esc m a");
    assert_eq!(bench.state.screen().marked(), bench.state.screen().rows());
    bench.press("Space G");
    assert_eq!(marked(&bench).last().map(String::as_str), Some("pacs12/R-059"));
    assert_eq!(bench.state.screen().marked(), bench.state.screen().rows() - 1);
}

/// What is decided is decided one at a time.
#[test]
fn an_action_on_a_decision_says_that_it_takes_one() {
    for (keys, title) in [("x", "Record a decision"), ("W", "Withdraw the decision"), ("X n", "Renew")] {
        let mut bench = Bench::at("9 Space Space");
        bench.press(keys);
        let told = bench.message();
        assert!(
            told.starts_with(title) && told.contains(": takes one at a time, and 2 are marked."),
            "{told}"
        );
        assert!(bench.ran().is_none() && bench.state.overlays.is_empty());
    }
}

/// A decision that is not there any more has no mark.
#[test]
fn a_decision_that_is_gone_is_not_marked_any_more() {
    let mut bench = Bench::at("9 Space Space Space");
    let Question::DecisionOrder(wanted, _) = bench.state.screen().question() else { panic!() };
    let ids = ["d1", "d2", "d3"].map(Id::from).to_vec();
    let found = DecisionOrder { order: Order { ids }, near: None };
    bench.happen(Event::Answered(Answer::DecisionOrder(wanted, found)));
    assert_eq!(marked(&bench), ["ip3/R-003", "ip3/R-001"]);
    assert_eq!(bench.state.screen().marked(), 2);
}
