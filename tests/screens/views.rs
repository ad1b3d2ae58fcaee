//! Every screen and overlay as it stands, in every look, at the least size promised and on a wide terminal.
//!
//! A file holds all looks of one of them: the text with the meaning of every cell beside it, what stands there in its place
//! where only ASCII is shown, and what who has the screen read out gets. Meanings: `.` normal, `m` muted, `t` title, `u`
//! marked, `k` key, `o` ok, `c` caution, `s` serious, `x` critical; capitals, and `#`, where it is selected.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Position,
    style::{Color, Modifier},
};
use riskward::tui::{
    theme::{Ground, Theme},
    view,
};
use unicode_width::UnicodeWidthStr as _;

use crate::{
    bench::Bench,
    every::{VIEWS, View},
};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const DARK: Theme = Theme { ground: Ground::Dark, ..Theme::COLOUR };
const ASCII: Theme = Theme { ascii: true, ..Theme::MONO };

/// A frame, and where the hardware cursor stands.
pub(crate) fn frame(bench: &Bench, theme: Theme) -> (Buffer, Option<Position>) {
    let (columns, rows) = bench.state.size;
    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, columns, rows));
    let cursor = view::draw(&bench.state, theme, &mut buffer);
    (buffer, cursor)
}

/// The cells of a row that are seen: what a wide one covers is left out.
fn cells(buffer: &Buffer, y: u16) -> impl Iterator<Item = &Cell> {
    let mut covered = 0;
    (0..buffer.area.width).map(move |x| &buffer[(x, y)]).filter(move |cell| {
        let seen = covered == 0;
        covered = if seen { cell.symbol().width().saturating_sub(1) } else { covered - 1 };
        seen
    })
}

/// The text of each row.
pub(crate) fn text(buffer: &Buffer) -> Vec<String> {
    (0..buffer.area.height).map(|y| cells(buffer, y).map(Cell::symbol).collect::<String>()).collect()
}

/// The meaning of a cell, by its look on a dark terminal, where no two meanings have one colour.
fn meaning(cell: &Cell) -> char {
    let letter = match cell.fg {
        Color::LightCyan => 'k',
        Color::LightBlue => 'o',
        Color::Yellow => 'c',
        Color::LightMagenta => 's',
        Color::LightRed => 'x',
        Color::Reset if cell.modifier.contains(Modifier::DIM) => 'm',
        Color::Reset if cell.modifier.contains(Modifier::UNDERLINED) => 'u',
        Color::Reset if cell.modifier.contains(Modifier::BOLD) => 't',
        Color::Reset => '.',
        other => panic!("{other:?} means nothing"),
    };
    match (letter, cell.modifier.contains(Modifier::REVERSED)) {
        ('.', true) => '#',
        (letter, true) => letter.to_ascii_uppercase(),
        (letter, false) => letter,
    }
}

/// Puts lines in; blank ones that stand together are counted.
fn put(all: &mut String, lines: impl Iterator<Item = String>) {
    let mut blank = 0;
    for line in lines.chain(["end".to_owned()]) {
        if line.trim().is_empty() {
            blank += 1;
            continue;
        }
        match std::mem::take(&mut blank) {
            0 => {}
            1 => all.push('\n'),
            count => writeln!(all, "({count} blank)").unwrap(),
        }
        if line != "end" {
            writeln!(all, "{}", line.trim_end()).unwrap();
        }
    }
}

fn pictured(view: &View) -> String {
    let mut all = String::new();
    for (columns, rows) in SIZES {
        let bench = view.bench(columns, rows);
        let (drawn, cursor) = frame(&bench, DARK);
        let told = |at: Option<Position>| at.map_or("hidden".to_owned(), |at| format!("{},{}", at.x, at.y));
        writeln!(all, "== {columns}x{rows}, cursor {}", told(cursor)).unwrap();
        let lines = text(&drawn);
        let with_meanings = lines.iter().zip(0..).map(|(line, y)| {
            let meanings: String = cells(&drawn, y)
                .flat_map(|cell| std::iter::repeat_n(meaning(cell), cell.symbol().width().max(1)))
                .collect();
            let meanings = meanings.trim_end_matches('.');
            if line.trim().is_empty() && meanings.is_empty() {
                String::new()
            } else {
                format!("{line}¦{meanings}")
            }
        });
        put(&mut all, with_meanings);
        writeln!(all, "== ASCII, where it differs").unwrap();
        let ascii = text(&frame(&bench, ASCII).0);
        for (y, (ascii, line)) in ascii.iter().zip(&lines).enumerate().filter(|(_, (a, b))| a != b) {
            assert!(line.width() == ascii.width(), "nothing is shifted: {ascii}");
            writeln!(all, "{:>2} {}", y + 1, ascii.trim_end()).unwrap();
        }
        let (plain, cursor) = frame(&bench, Theme::PLAIN);
        writeln!(all, "== read out, cursor {}", told(cursor)).unwrap();
        put(&mut all, text(&plain).into_iter());
    }
    all
}

#[test]
fn every_view_looks_as_it_did() {
    let mut changed = Vec::new();
    for view in VIEWS {
        let pictured = pictured(view);
        let seen = std::panic::catch_unwind(|| {
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(view.name, pictured);
            });
        });
        if seen.is_err() {
            changed.push(view.name);
        }
    }
    assert!(changed.is_empty(), "changed: {changed:?}");
}

#[test]
fn looks_differ_in_style_alone() {
    for view in VIEWS {
        for (columns, rows) in SIZES {
            let bench = view.bench(columns, rows);
            let (coloured, cursor) = frame(&bench, DARK);
            let light = Theme { ground: Ground::Light, ..Theme::COLOUR };
            for theme in [Theme::COLOUR, light, Theme::MONO] {
                let (other, at) = frame(&bench, theme);
                assert_eq!((text(&other), at), (text(&coloured), cursor), "{}", view.name);
                for (one, other) in coloured.content.iter().zip(&other.content) {
                    assert_eq!(
                        one.modifier, other.modifier,
                        "{}: what colour tells, weight tells too",
                        view.name
                    );
                    let told = theme.colour && one.fg != Color::Reset;
                    assert_eq!((other.fg != Color::Reset, other.bg), (told, Color::Reset), "{}", view.name);
                }
            }
        }
    }
}

/// Our own signs have their ASCII: a question mark stands only for what somebody wrote.
#[test]
fn where_only_ascii_is_shown_nothing_else_is_and_our_own_signs_have_theirs() {
    let foreign = |symbol: &str| symbol.width() == 2 || symbol == "é" || symbol == "␛";
    for view in VIEWS {
        for (columns, rows) in SIZES {
            let bench = view.bench(columns, rows);
            for plain in [false, true] {
                let (drawn, _) = frame(&bench, Theme { plain, ..DARK });
                let (ascii, _) = frame(&bench, Theme { plain, ..ASCII });
                for (one, other) in drawn.content.iter().zip(&ascii.content) {
                    assert!(other.symbol().is_ascii() && other.symbol().len() == 1, "{}", view.name);
                    let lost = other.symbol() == "?" && one.symbol() != "?" && one.symbol() != " ";
                    assert!(!lost || foreign(one.symbol()), "{}: {:?}", view.name, one.symbol());
                }
            }
        }
    }
}

/// A reader of the screen reads the row of the cursor: it stands on what is selected, and is never lost.
#[test]
fn the_hardware_cursor_stands_on_what_is_selected_everywhere() {
    for view in VIEWS {
        for (columns, rows) in SIZES {
            let bench = view.bench(columns, rows);
            for theme in [Theme::COLOUR, Theme::MONO, ASCII, Theme::PLAIN] {
                let (drawn, cursor) = frame(&bench, theme);
                let Some(cursor) = cursor else {
                    panic!("{} has no cursor in {theme:?}\n{}", view.name, text(&drawn).join("\n"))
                };
                let reversed =
                    |y: u16| (0..columns).any(|x| drawn[(x, y)].modifier.contains(Modifier::REVERSED));
                let selected: Vec<u16> = (0..rows).filter(|&y| reversed(y)).collect();
                // a box that asks or tells something lies over the row
                let over = bench.state.overlays.last().is_some() || !bench.state.pending.is_empty();
                assert!(
                    selected.is_empty() || selected.contains(&cursor.y) || over,
                    "{}: {cursor:?} in {theme:?}, selected {selected:?}\n{}",
                    view.name,
                    text(&drawn).join("\n")
                );
            }
        }
    }
}

#[test]
fn what_is_read_out_has_one_column_and_nothing_drawn() {
    for view in VIEWS {
        for (columns, rows) in SIZES {
            let (plain, cursor) = frame(&view.bench(columns, rows), Theme::PLAIN);
            let lines = text(&plain);
            let drawn = |line: &String| line.chars().any(|c| matches!(c, '\u{2500}'..='\u{259f}'));
            assert!(!lines.iter().any(drawn), "{}\n{}", view.name, lines.join("\n"));
            let here = &lines[usize::from(cursor.unwrap().y)];
            assert!(!here.starts_with('>'), "{}: {here}", view.name);
        }
    }
}

#[test]
fn too_small_a_terminal_gets_a_notice() {
    let at = |columns, rows, keys| {
        let mut bench = Bench::new(columns, rows);
        bench.press(keys);
        bench.screen()
    };
    insta::assert_snapshot!(at(59, 16, ""), @r"
    needs 60×16, has 59×16
    Ctrl-c twice leaves
    ");
    insta::assert_snapshot!("least_60x16", at(60, 16, "Enter j j j"));
}
