//! Styles, which text does not show.

use ratatui::style::{Color, Modifier};
use riskward::tui::theme::Theme;

use crate::bench::Bench;

/// The rows that have reversed cells.
fn reversed(bench: &Bench, theme: Theme) -> Vec<u16> {
    let buffer = bench.drawn(theme).1;
    let area = buffer.area;
    (0..area.height)
        .filter(|&y| (0..area.width).any(|x| buffer[(x, y)].modifier.contains(Modifier::REVERSED)))
        .collect()
}

#[test]
fn exactly_the_selected_row_is_reversed_with_and_without_colour() {
    for theme in [Theme::COLOUR, Theme::MONO] {
        let mut bench = Bench::new(80, 24);
        assert_eq!(reversed(&bench, theme), [3]);
        bench.press("j");
        assert_eq!(reversed(&bench, theme), [4]);
        bench.press("k Enter j j j");
        assert_eq!(reversed(&bench, theme), [5]);
    }
}

#[test]
fn without_colour_no_cell_has_one() {
    for keys in [
        "",
        "Enter j j j Tab j j",
        "3",
        "Enter j j j Tab j Enter G",
        "4 Enter",
        "b",
        "j b k k k k",
        "8 j",
        "8 j Enter",
        "9 j",
        "g o j",
        "g o Tab Tab",
        "g m j h",
        "g j j",
        ":",
    ] {
        let buffer = Bench::at(keys).drawn(Theme::MONO).1;
        assert!(
            buffer.content.iter().all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)),
            "{keys}"
        );
    }
}

#[test]
fn colours_are_of_the_sixteen() {
    for keys in [
        "",
        "Enter j j j Tab j j",
        "3",
        "b",
        "j b k k k k",
        "Enter j j j Tab j Enter G",
        "8 j",
        "8 l",
        "9",
        "g o",
        "g m",
        "g j",
    ] {
        let buffer = Bench::at(keys).drawn(Theme::COLOUR).1;
        let plain = |colour| !matches!(colour, Color::Rgb(..) | Color::Indexed(_));
        assert!(buffer.content.iter().all(|cell| plain(cell.fg) && plain(cell.bg)), "{keys}");
    }
}

#[test]
fn the_hardware_cursor_stands_on_the_selected_row_or_in_the_field() {
    let cursor = |keys| {
        let bench = Bench::at(keys);
        let mut buffer = bench.drawn(Theme::COLOUR).1;
        riskward::tui::view::draw(&bench.state, Theme::COLOUR, &mut buffer).map(|at| (at.x, at.y))
    };
    assert_eq!(cursor("j"), Some((2, 4)), "on the cell one is on");
    assert_eq!(cursor("Enter j j j"), Some((0, 5)));
    assert_eq!(cursor("8 j j"), Some((0, 3)));
    assert_eq!(cursor("/ 'ab"), Some((9, 22)));
    assert!(cursor("Enter j j j Tab j t Tab 'ab").is_some_and(|(x, _)| x > 26));
}

#[test]
fn a_plain_terminal_gets_ascii_alone() {
    let theme = Theme { ascii: true, ..Theme::MONO };
    for keys in [
        "",
        "Enter j j j Tab j j",
        "3",
        "4",
        "5",
        "b",
        "b Tab",
        "b G",
        "8 l",
        "Enter j j j Tab j t",
        ":",
        "Enter g",
        "9",
        "g o",
        "g m",
        "g u",
        "g j",
    ] {
        let (text, _) = Bench::at(keys).drawn(theme);
        assert!(text.is_ascii(), "{keys}: {text}");
    }
}

#[test]
fn a_long_message_takes_two_lines() {
    let mut bench = Bench::new(80, 24);
    bench.state.say("Imported ".to_owned() + &"many statements ".repeat(6) + "and 15 problems.");
    let screen = bench.screen();
    assert!(screen.contains(" Imported many") && screen.contains("and 15 problems."), "{screen}");
}
