//! What reaches the terminal, byte by byte.

use ratatui::{Terminal, TerminalOptions, Viewport, layout::Rect};
use riskward::tui::{backend::ThriftyBackend, effects::Event, terminal::Gathered, theme::Theme, view::View};

use crate::bench::Bench;

pub(crate) struct Screen {
    terminal: Terminal<ThriftyBackend<Gathered>>,
    bytes: Gathered,
    view: View,
}

impl Screen {
    pub(crate) fn new(bench: &Bench) -> Self {
        Self::of(bench, Theme::COLOUR)
    }

    fn of(bench: &Bench, theme: Theme) -> Self {
        let bytes = Gathered::default();
        let (columns, rows) = bench.state.size;
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let backend = ThriftyBackend::new(bytes.clone());
        Self {
            terminal: Terminal::with_options(backend, TerminalOptions { viewport }).unwrap(),
            bytes,
            view: View::new(theme),
        }
    }

    pub(crate) fn draw(&mut self, bench: &Bench) -> Vec<u8> {
        let view = &mut self.view;
        self.terminal
            .draw(|frame| {
                if let Some(cursor) = view.draw(&bench.state, frame.buffer_mut()) {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap();
        self.bytes.take()
    }
}

/// The bytes of the first frame.
pub(crate) fn first_frame(bench: &Bench) -> Vec<u8> {
    Screen::new(bench).draw(bench)
}

/// The same in another look.
pub(crate) fn first_frame_in(bench: &Bench, theme: Theme) -> Vec<u8> {
    Screen::of(bench, theme).draw(bench)
}

/// Nothing but text, colours and attributes (`m`), cursor positions (`H`, `G`), the rest of a line erased (`K`), and
/// showing or hiding the cursor.
pub(crate) fn only_ours(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\u{1b}' {
            assert!(!c.is_control(), "{c:?} in {text:?}");
            assert!(
                !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{e0000}'..='\u{e0fff}')
            );
            continue;
        }
        assert_eq!(rest.next(), Some('['), "{text:?}");
        let sequence: String = rest.by_ref().take_while(|c| !c.is_ascii_alphabetic()).collect();
        let ours =
            sequence.chars().all(|c| c.is_ascii_digit() || matches!(c, ';' | ':')) || sequence == "?25";
        assert!(ours, "ESC[{sequence}");
    }
}

#[test]
fn a_cursor_key_costs_at_most_600_bytes_and_what_follows_it_no_more_than_a_screen() {
    for way in [
        "",
        "Enter j j",
        "Enter j j j Tab",
        "3",
        "4",
        "5",
        "7",
        "b",
        "b Tab",
        "b G Tab",
        "Enter j j j Tab j Enter",
        "D",
        "8",
        "8 l",
        "8 j Enter",
        "T i",
        "T i Enter",
        "g u",
        "Enter j j j Tab j Enter s",
        "9",
        "g o",
        "g o Tab",
        "g o Tab Tab",
        "Enter g m",
        "g j",
    ] {
        let mut bench = Bench::at(way);
        bench.happen(Event::Rested);
        let mut screen = Screen::new(&bench);
        screen.draw(&bench);
        bench.press("j");
        let cost = screen.draw(&bench).len();
        assert!(cost <= 600, "{way}: {cost} bytes");
        bench.happen(Event::Rested);
        let cost = screen.draw(&bench).len();
        assert!(cost <= 4000, "{way}, at rest: {cost} bytes");
    }
}

#[test]
fn a_move_between_columns_costs_a_cursor_key_or_where_columns_change_a_screen() {
    for way in ["", "3", "4", "5", "7", "D", "T i", "g u"] {
        let mut bench = Bench::at(way);
        bench.happen(Event::Rested);
        let mut screen = Screen::new(&bench);
        screen.draw(&bench);
        let width = |bench: &Bench| bench.state.screen().sheet().unwrap().places(78);
        for key in ["l", "l", "l", "l", "l", "l", "h", "h", "h", "h", "h", "h"] {
            let before = width(&bench);
            bench.press(key);
            let cost = screen.draw(&bench).len();
            let most = if width(&bench) == before { 600 } else { 4000 };
            assert!(cost <= most, "{way} {key}: {cost} bytes");
        }
        for key in ["s", "s", "s", "|", "Esc", "g t", "Esc"] {
            bench.press(key);
            let cost = screen.draw(&bench).len();
            assert!(cost <= 4000, "{way} {key}: {cost} bytes");
        }
    }
}

#[test]
fn what_tells_of_the_selected_row_follows_when_keys_rest() {
    let all = |bench: &Bench| bench.drawn(Theme::COLOUR).1;
    for (way, key) in [
        ("Enter j j", "j"),
        ("Enter j j", "k"),
        ("7", "j"),
        ("b", "j"),
        ("b", "k"),
        ("D", "j"),
        ("T i", "j"),
        ("g u", "j"),
        ("8", "j"),
        ("Enter g m", "j"),
        ("Enter g m", "h"),
        ("9", "j"),
        ("g j", "j"),
    ] {
        let mut bench = Bench::at(way);
        bench.happen(Event::Rested);
        let mut screen = Screen::new(&bench);
        screen.draw(&bench);
        bench.press(key);
        screen.draw(&bench);
        assert!(*screen.view.drawn() != all(&bench), "{way}: everything was drawn at once");
        bench.happen(Event::Rested);
        assert!(std::mem::take(&mut bench.state.dirty));
        screen.draw(&bench);
        assert_eq!(*screen.view.drawn(), all(&bench), "{way}");
        bench.happen(Event::Rested);
        assert!(!bench.state.dirty, "nothing is left to follow");
    }
    // a key that does something else does not wait
    let mut bench = Bench::at("Enter j j");
    let mut screen = Screen::new(&bench);
    screen.draw(&bench);
    bench.press("j Tab");
    screen.draw(&bench);
    assert_eq!(*screen.view.drawn(), all(&bench));
}

#[test]
fn a_change_of_screen_costs_at_most_4000_bytes() {
    let mut bench = Bench::new(80, 24);
    let mut screen = Screen::new(&bench);
    screen.draw(&bench);
    let ways =
        "Enter|j j j Tab j|Enter|3|4|Enter|5|7|b|j|D|T i|Enter|8|j|Enter|Esc|9|g o|Tab|g m|l|Tab|g j|:|Esc 1";
    for keys in ways.split('|') {
        bench.press(keys);
        let cost = screen.draw(&bench);
        only_ours(&cost);
        assert!(cost.len() <= 4000, "{keys}: {} bytes", cost.len());
    }
}

#[test]
fn the_screen_is_never_cleared_and_the_cursor_never_asked_for() {
    let mut bench = Bench::new(80, 24);
    let mut screen = Screen::new(&bench);
    let mut all = screen.draw(&bench);
    for keys in ["Enter", "Tab", "Esc", "3", ":", "Esc"] {
        bench.press(keys);
        all.extend(screen.draw(&bench));
    }
    let all = String::from_utf8(all).unwrap();
    assert!(!all.contains("\u{1b}[6n") && !all.contains("\u{1b}[2J"));
}

/// Marking moves the cursor, and going from cell to cell does too: both cost what a cursor key may. A column that had no
/// room and comes in lays the table out anew, like a page.
#[test]
fn marks_and_columns_cost_no_more_than_a_cursor_key() {
    let places = |bench: &Bench| bench.state.screen().sheet().unwrap().places(78);
    for way in ["3", "4", "D"] {
        let mut bench = Bench::at(way);
        bench.happen(Event::Rested);
        let mut screen = Screen::new(&bench);
        screen.draw(&bench);
        for key in ["Space", "Space", "k", "V", "j", "V", "l", "l"] {
            let before = places(&bench);
            bench.press(key);
            let cost = screen.draw(&bench).len();
            let comes_in = places(&bench) != before;
            assert!(cost <= if comes_in { 4_000 } else { 600 }, "{key} on {way}: {cost} bytes");
            bench.happen(Event::Rested);
            screen.draw(&bench);
        }
    }
}
