//! The overview from the keyboard: its parts, and what stands behind each number.

use ratatui::style::{Color, Modifier};
use riskward::{
    tui::{
        commands::Place,
        effects::{Answer, Event, Question},
        screens::Target,
        theme::Theme,
    },
    workbench::questions::{decisions::Ends, matrix::Within},
};

use crate::{bench::Bench, sample::day};

fn target(bench: &Bench) -> Target {
    bench.state.screen().target()
}

#[test]
fn one_key_leads_to_it_from_anywhere_and_back_leads_home() {
    for keys in ["g o", "Enter g o", "4 g o", "9 g o"] {
        let mut bench = Bench::at(keys);
        assert_eq!((target(&bench), bench.state.screen().question()), (Target::Overview, Question::Overview));
        bench.press("Esc");
        assert_ne!(target(&bench), Target::Overview);
    }
}

#[test]
fn enter_on_a_level_opens_its_risks() {
    let mut bench = Bench::at("g o Enter");
    assert_eq!(target(&bench), Target::Within(Within::NotRated));
    assert!(bench.screen().contains("only residual not rated"), "{}", bench.screen());
    bench.press("Esc Esc j Enter");
    assert_eq!((bench.state.screen().place(), bench.message()), (Place::Overview, "No risk stands here."));
    bench.press("j Enter");
    assert!(matches!(target(&bench), Target::Within(Within::Level { level, .. }) if level == "HIGH"));
}

#[test]
fn enter_on_a_month_opens_the_decisions_that_run_out_in_it() {
    let mut bench = Bench::at("g o Tab Enter");
    let over = Ends::Between(None, Some(day("2026-11-20")));
    assert_eq!(target(&bench), Target::Decisions(None, Some(over)));
    assert!(bench.screen().contains("IN USE WITHOUT VALID"), "{}", bench.screen());
    assert!(bench.screen().contains("1 decision, by urgency"), "{}", bench.screen());
    bench.press("Esc Esc");
    assert_eq!(target(&bench), Target::Overview);
    bench.press("G Enter");
    assert_eq!(bench.message(), "No decision runs out here.");
}

#[test]
fn enter_on_a_capability_opens_the_chain_there_and_back_comes_here() {
    let mut bench = Bench::at("Enter g o Shift-Tab j j j Enter");
    assert_eq!(target(&bench), Target::Chain("ip3".into()), "also when one came from it");
    bench.press("Esc");
    assert_eq!(target(&bench), Target::Overview, "back to where one looked");
    bench.press("l");
    assert_eq!(bench.state.screen().assessment().as_deref(), Some("pacs12"));
    bench.press("g m");
    assert!(matches!(target(&bench), Target::Matrix(whose) if whose.all && whose.assessment == "pacs12"));
}

#[test]
fn the_grid_scrolls_both_ways() {
    let mut bench = Bench::at("g o Tab Tab");
    assert!(!bench.screen().contains("vent3") && !bench.screen().contains("TXIG"), "{}", bench.screen());
    for _ in 0..8 {
        bench.press("l");
    }
    bench.press("G");
    let screen = bench.screen();
    assert!(screen.contains("vent3") && screen.contains("TXIG"), "{screen}");
    assert!(screen.contains("TXIG Capability TXIG · Maker vent3 (vent3): "), "{screen}");
    for _ in 0..9 {
        bench.press("h");
    }
    assert_eq!(bench.state.screen().assessment(), None, "out of the grid");
    bench.press("l");
    assert_eq!(bench.state.screen().assessment().as_deref(), Some("ip3"));
}

#[test]
fn numbers_letters_and_bars_tell_it_without_colour() {
    let bench = Bench::at("g o j j");
    let (text, buffer) = bench.drawn(Theme::COLOUR);
    let row = text.lines().position(|line| line.starts_with("> HIGH")).unwrap() as u16;
    assert!(buffer[(3, row)].modifier.contains(Modifier::REVERSED));
    assert_eq!(buffer[(13, row)].fg, Color::LightMagenta);
    assert!(!buffer[(40, row)].modifier.contains(Modifier::REVERSED), "only the bar is selected");
    let theme = Theme { ascii: true, ..Theme::MONO };
    let (ascii, mono) = bench.drawn(theme);
    assert!(ascii.is_ascii(), "{ascii}");
    let med = ascii.lines().find(|line| line.starts_with("  MED")).unwrap();
    assert!(med.contains("####") && med.contains(" 21 "), "{med}");
    assert!(ascii.contains("N!") && ascii.contains("! gap"), "{ascii}");
    assert!(mono.content.iter().all(|cell| cell.fg == Color::Reset));
}

/// Whatever is a gap: colours in many cells must not make the screen too much for a slow line.
#[test]
fn a_screen_full_of_gaps_costs_no_more_than_a_screen() {
    for every in [1, 2, 3] {
        let mut bench = Bench::at("g o");
        let mut overview = crate::views_sample::overview();
        for (at, row) in overview.capabilities.iter_mut().enumerate() {
            row.cells.iter_mut().enumerate().for_each(|(column, cell)| cell.gap = (at + column) % every == 0);
            row.gaps = row.cells.iter().filter(|cell| cell.gap).count();
        }
        bench.happen(Event::Answered(Answer::Overview(Box::new(overview))));
        let bytes = crate::bytes::first_frame(&bench).len();
        assert!(bytes <= 4000, "every {every}: {bytes}");
    }
}
