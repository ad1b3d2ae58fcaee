//! The matrix from the keyboard: cell by cell, map by map, property by property, and to the risks of a cell.

use ratatui::style::{Color, Modifier};
use riskward::{
    domain::rating::{KeyProperty, Phase},
    tui::{
        commands::Place,
        effects::{Answer, Effect, Event, Question},
        screens::Target,
        theme::Theme,
        update,
    },
    workbench::questions::matrix::{Counts, Whose, Within},
};

use crate::bench::Bench;

fn whose(all: bool) -> Whose {
    Whose { assessment: "ip3".into(), all }
}

fn asked(bench: &Bench) -> Question {
    bench.state.screen().question()
}

#[test]
fn one_key_leads_to_the_matrix_of_one_assessment_or_of_all_on_its_scale() {
    let mut bench = Bench::at("g m");
    assert_eq!(asked(&bench), Question::Matrix(whose(true), None), "from the portfolio");
    bench.press("t");
    assert_eq!(bench.state.screen().target(), Target::Matrix(whose(false)));
    for keys in ["Enter g m", "3 g m", "Enter j j j Tab j Enter g m"] {
        assert_eq!(asked(&Bench::at(keys)), Question::Matrix(whose(false), None), "{keys}");
    }
    assert!(Bench::at("g m").screen().contains("Matrix of 2 assessments · overall"));
}

#[test]
fn tab_goes_through_the_key_properties_both_ways() {
    let mut bench = Bench::at("Enter g m");
    for property in
        [Some(KeyProperty::Safety), Some(KeyProperty::Effectiveness), Some(KeyProperty::Security), None]
    {
        bench.press("Tab");
        assert_eq!(asked(&bench), Question::Matrix(whose(false), property));
    }
    bench.press("Shift-Tab");
    assert_eq!(asked(&bench), Question::Matrix(whose(false), Some(KeyProperty::Security)));
    assert!(bench.screen().contains("not touched 3"), "{}", bench.screen());
}

#[test]
fn the_cursor_goes_over_the_edge_of_one_map_into_the_next_and_stops_at_the_last() {
    let mut bench = Bench::at("Enter g m k l");
    assert_eq!(bench.state.screen().mark(), "overall initial 5 5");
    bench.press("h h j");
    assert_eq!(bench.state.screen().mark(), "overall initial 4 3");
    bench.press("l l l");
    assert_eq!(bench.state.screen().mark(), "overall target 4 1");
    bench.press("h Left");
    assert_eq!(bench.state.screen().mark(), "overall initial 4 4");
    for _ in 0..20 {
        bench.press("Right");
    }
    assert_eq!(bench.state.screen().mark(), "overall residual 4 5");
    bench.press("k k k G");
    assert_eq!(bench.state.screen().mark(), "overall residual 1 5");
    bench.press("j g g");
    assert_eq!(bench.state.screen().mark(), "overall residual 5 5");
}

/// Where one was last is gone back to; else it is the highest level that holds risks, and of its cells the one with the most.
#[test]
fn one_begins_at_the_worst_that_there_is() {
    let (whose, other) = (whose(false), Whose { assessment: "pacs12".into(), all: false });
    let begun = |cells: &[(Phase, (i64, i64), usize)]| {
        let mut matrix = crate::views_sample::matrix(&whose, None);
        for grid in &mut matrix.grids {
            let held = cells.iter().filter(|(phase, ..)| *phase == grid.phase);
            grid.cells =
                held.map(|(_, place, risks)| (*place, Counts { risks: *risks, lifted: 0 })).collect();
        }
        // the screen is there before its answer
        let mut screen = riskward::tui::screens::Screen::of(&Target::Matrix(whose.clone()));
        let window = screen.window_mut();
        window.take(Answer::Matrix(Box::new(crate::views_sample::matrix(&other, None))));
        assert_eq!(window.mark(), "", "that is of another");
        window.take(Answer::Matrix(Box::new(matrix)));
        window.mark()
    };
    let initial = |place, risks| (Phase::Initial, place, risks);
    assert_eq!(begun(&[initial((1, 1), 30), initial((4, 2), 9), initial((5, 3), 1)]), "overall initial 5 3");
    assert_eq!(begun(&[initial((5, 3), 1), initial((4, 3), 2), initial((3, 4), 2)]), "overall initial 4 3");
    assert_eq!(begun(&[initial((5, 3), 0), (Phase::Residual, (2, 2), 1)]), "overall residual 2 2");
    assert_eq!(begun(&[]), "overall initial 5 5", "nothing is rated: the worst corner");
    let mut bench = Bench::at("Enter g m j l Esc");
    bench.press("g m");
    assert_eq!(bench.state.screen().mark(), "overall initial 3 5");
}

#[test]
fn enter_opens_the_risks_of_the_cell_and_escape_shows_all_and_then_goes_back() {
    let mut bench = Bench::at("Enter g m Enter");
    let place = (4, 4);
    let level = "UNACC".to_owned();
    let within = Within::Cell { whose: whose(false), phase: Phase::Initial, property: None, place, level };
    assert_eq!(bench.state.screen().target(), Target::Within(within.clone()));
    let Question::RiskOrder(wanted) = asked(&bench) else { panic!("risks are asked for") };
    assert_eq!((wanted.assessment.as_deref(), wanted.within), (Some("ip3"), Some(within)));
    assert!(bench.screen().contains("only initial overall 4×4 UNACC"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(bench.state.screen().place(), Place::Risk);
    bench.press("Esc Esc");
    assert_eq!(bench.state.screen().target(), Target::Risks(Some("ip3".into())));
    assert!(!bench.screen().contains("only initial"), "{}", bench.screen());
    bench.press("Esc");
    assert_eq!(bench.state.screen().mark(), "overall initial 4 4", "the cell is remembered");
}

#[test]
fn an_empty_cell_opens_nothing_and_says_so() {
    let mut bench = Bench::at("Enter g m k l Enter");
    assert_eq!(
        (bench.state.screen().place(), bench.message()),
        (Place::Matrix, "No risk stands at 5×5 here.")
    );
    bench.press("/");
    assert!(bench.message().starts_with("Search: "), "{}", bench.message());
    assert!(bench.asked().iter().all(|effect| !matches!(effect, Effect::Run { .. })));
}

#[test]
fn what_moved_is_told_for_the_row_of_the_cell() {
    let mut bench = Bench::at("Enter g m k l");
    let initial = bench.screen();
    assert!(initial.contains("5×3 HIGH → 1 to 3×1, 1 to 5×2, 1 without residual"), "{initial}");
    for _ in 0..10 {
        bench.press("l");
    }
    bench.press("j");
    let residual = bench.screen();
    assert!(residual.contains("4×2 MED ← 2 from 4×4, 1 stayed"), "{residual}");
    bench.press("G");
    assert!(bench.screen().contains("1×1 LOW ← 1 from 2×5"), "{}", bench.screen());
    bench.press("h h h h");
    assert!(bench.screen().contains("1 risk, 1 lifted"), "{}", bench.screen());
}

#[test]
fn an_answer_for_another_property_is_not_shown() {
    let mut bench = Bench::at("Enter g m");
    let before = bench.screen();
    let other = crate::views_sample::matrix(&whose(false), Some(KeyProperty::Safety));
    let answer = Answer::Matrix(Box::new(other));
    update::update(&mut bench.state, Event::Answered(answer));
    assert_eq!(bench.screen(), before);
}

/// A cell's level is a letter and a colour; exactly the cell one is on is reversed.
#[test]
fn cells_have_the_look_of_their_level() {
    let bench = Bench::at("Enter g m k h");
    let (text, buffer) = bench.drawn(Theme::COLOUR);
    let row = text.lines().position(|line| line.starts_with("  5 ")).unwrap() as u16;
    let reversed: Vec<(u16, u16)> = (0..24)
        .flat_map(|y| (0..80).map(move |x| (x, y)))
        .filter(|&at| buffer[at].modifier.contains(Modifier::REVERSED))
        .collect();
    assert_eq!(reversed.len(), 4);
    assert!(reversed.iter().all(|(_, y)| *y == row));
    let shown: String = reversed.iter().map(|&at| buffer[at].symbol().to_owned()).collect();
    assert_eq!(shown, "  3H");
    assert_eq!(buffer[reversed[0]].fg, Color::LightMagenta);
    assert_eq!(bench.drawn(Theme::MONO).1[reversed[0]].fg, Color::Reset);
    let (ascii, _) = bench.drawn(Theme { ascii: true, ..Theme::MONO });
    assert!(ascii.is_ascii() && ascii.contains("  3H") && ascii.contains("5x3 HIGH > 1 to 3x1"), "{ascii}");
}

/// However many cells have risks, and whatever their levels.
#[test]
fn a_full_matrix_costs_no_more_than_a_screen() {
    let mut bench = Bench::at("Enter g m");
    let mut matrix = crate::views_sample::matrix(&whose(false), None);
    let places: Vec<_> = matrix.levels.keys().copied().collect();
    for grid in &mut matrix.grids {
        grid.cells = places.iter().map(|place| (*place, Counts { risks: 12_345, lifted: 3 })).collect();
    }
    bench.happen(Event::Answered(Answer::Matrix(Box::new(matrix))));
    let bytes = crate::bytes::first_frame(&bench).len();
    assert!(bytes <= 4000, "{bytes}");
    assert!(bench.screen().contains("12kU") && bench.screen().contains("12345 risks, 3 lifted"));
}
