//! What reaches the terminal, byte by byte.

use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};
use riskward::tui::{terminal::Gathered, theme::Theme, view};

use crate::bench::Bench;

struct Screen {
    terminal: Terminal<CrosstermBackend<Gathered>>,
    bytes: Gathered,
}

impl Screen {
    fn new(bench: &Bench) -> Self {
        crossterm::style::force_color_output(true);
        let bytes = Gathered::default();
        let (columns, rows) = bench.state.size;
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let backend = CrosstermBackend::new(bytes.clone());
        Self { terminal: Terminal::with_options(backend, TerminalOptions { viewport }).unwrap(), bytes }
    }

    fn draw(&mut self, bench: &Bench) -> Vec<u8> {
        self.terminal
            .draw(|frame| {
                if let Some(cursor) = view::draw(&bench.state, Theme::COLOUR, frame.buffer_mut()) {
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

/// Nothing but text, colours and attributes (`m`), cursor positions (`H`), and showing or hiding the cursor.
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
fn a_cursor_key_costs_at_most_600_bytes() {
    for way in ["", "Enter j j", "Enter j j j Tab", "3", "4", "5", "7", "Enter j j j Tab j Enter"] {
        let mut bench = Bench::at(way);
        let mut screen = Screen::new(&bench);
        screen.draw(&bench);
        bench.press("j");
        let cost = screen.draw(&bench).len();
        // in the chain another capability is another chain: that is a change of half the screen
        let most = if way == "Enter j j" { 4000 } else { 600 };
        assert!(cost <= most, "{way}: {cost} bytes");
    }
}

#[test]
fn a_change_of_screen_costs_at_most_4000_bytes() {
    let mut bench = Bench::new(80, 24);
    let mut screen = Screen::new(&bench);
    screen.draw(&bench);
    for keys in ["Enter", "j j j Tab j", "Enter", "3", "4", "Enter", "5", "7", ":", "Esc 1"] {
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
