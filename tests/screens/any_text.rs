//! Any text of Unicode, many at once on every screen and overlay, at any size and in every look: never a panic, and
//! nothing but our own sequences.

use std::{cell::RefCell, rc::Rc};

use riskward::tui::{
    effects::Event,
    input::Input,
    plain::Rows,
    theme::{Ground, Theme},
    view,
};

use crate::{altered, bench::Bench, bytes, every::VIEWS, views::frame};

/// Texts in all.
const TEXTS: usize = 100_000;

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.next() % u64::from(end)).unwrap()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(u32::try_from(of.len()).unwrap()) as usize]
    }

    fn between(&mut self, first: u32, last: u32) -> char {
        let at = first + self.below(last - first + 1);
        char::from_u32(at).unwrap_or('\u{fffd}')
    }

    /// A character of a kind that terminals stumble over, or any.
    fn character(&mut self) -> char {
        match self.below(16) {
            0 => self.between(0, 0x1f),
            1 => self.between(0x7f, 0x9f),
            2 => self.one(&[
                '\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{200f}', '\u{61c}',
            ]),
            3 => self.one(&[
                '\u{200b}', '\u{200d}', '\u{200c}', '\u{feff}', '\u{2060}', '\u{fe0f}', '\u{180e}', '\u{34f}',
            ]),
            4 => self.between(0x300, 0x36f),
            5 => self.between(0x590, 0x6ff),
            6 => self.between(0x900, 0xdff),
            7 => self.between(0x1100, 0x11ff),
            8 => self.between(0x4e00, 0x9fff),
            9 => self.between(0x1f1e6, 0x1faff),
            10 => self.between(0xe0000, 0xe0fff),
            11 => self.between(0xf0000, 0x0010_ffff),
            12 | 13 => self.between(0x20, 0x7e),
            _ => self.between(0, 0x0010_ffff),
        }
    }

    fn text(&mut self) -> String {
        match self.below(12) {
            0 => self
                .one(&[
                    "\u{1b}]0;owned\u{7}",
                    "\u{1b}[2J\u{1b}[6n",
                    "\u{9b}31m\u{9d}52;c;aGk=\u{9c}",
                    "\u{1b}P+q544e\u{1b}\\",
                    "\u{1f469}\u{200d}\u{1f4bb}\u{1f3fb}\u{fe0f}",
                    "a{undo}{}{",
                    "\r\n\t\u{b}\u{c}\u{8}\u{0}",
                ])
                .to_owned(),
            1 => "\u{301}".repeat(1 + self.below(300) as usize),
            2 => String::new(),
            _ => (0..=self.below(40)).map(|_| self.character()).collect(),
        }
    }
}

/// What the terminal gets for a state: the bytes of its first frame.
fn bytes_of(bench: &Bench, theme: Theme) -> Vec<u8> {
    if theme.plain {
        let (buffer, cursor) = frame(bench, theme);
        return Rows::default().bytes(buffer, cursor, bench.state.said);
    }
    bytes::first_frame_in(bench, theme)
}

#[test]
fn a_hundred_thousand_texts_do_nothing_to_a_terminal() {
    let random = Rc::new(RefCell::new(Random(20_261_121)));
    let count = Rc::new(RefCell::new(0_usize));
    let next = {
        let (random, count) = (Rc::clone(&random), Rc::clone(&count));
        move || {
            *count.borrow_mut() += 1;
            random.borrow_mut().text()
        }
    };
    let themes = [
        Theme::COLOUR,
        Theme::PLAIN,
        Theme::MONO,
        Theme { ascii: true, ..Theme::MONO },
        Theme { ascii: true, ..Theme::PLAIN },
        Theme { ground: Ground::Light, ..Theme::COLOUR },
    ];
    let mut frames = 0;
    while *count.borrow() < TEXTS {
        for view in VIEWS.iter().filter(|view| !view.empty) {
            let (columns, rows) = {
                let mut random = random.borrow_mut();
                // half of them large, where most is drawn
                let (widest, highest) = random.one(&[(200, 60), (200, 60), (80, 24), (20, 10)]);
                (1 + random.below(widest), 1 + random.below(highest))
            };
            let (columns, rows) = (columns.try_into().unwrap(), rows.try_into().unwrap());
            let mut put = next.clone();
            let mut bench = Bench::altered(80, 24, move |answer| altered::with_texts(answer, &mut put));
            let said = next.clone();
            view.go(&mut bench, &mut |_| said());
            bench.happen(Event::Input(Input::Paste(next.clone()())));
            bench.happen(Event::Input(Input::Resize(columns, rows)));
            let first = random.borrow_mut().below(6) as usize;
            for theme in [themes[first], themes[(first + 1) % themes.len()]] {
                let bytes = bytes_of(&bench, theme);
                bytes::only_ours(&bytes);
                assert!(!theme.ascii || bytes.is_ascii(), "{}", view.name);
                frames += 1;
            }
            // to the end of what can be walked to
            bench.press("Down PgDn End");
            let _ = view::draw(&bench.state, themes[first], &mut frame(&bench, themes[first]).0);
        }
    }
    assert!(frames > 1_000, "{frames} frames: {} texts are too many in each", count.borrow());
}
