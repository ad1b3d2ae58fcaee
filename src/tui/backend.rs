//! What a frame costs on the line. The library's own backend sends the same cells in about half as many bytes more:
//! it moves for every cell that stays, and sends each attribute and colour on its own. What is more than a slow line
//! takes at once is sent in frames after it, while no key comes.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthStr as _;

/// A move costs at least so many bytes; as many cells that stay are sent again in its place.
const MOVE: usize = 5;
/// So many blanks cost as much as erasing to the end of the line.
const ERASE: usize = 4;
/// A frame has at most so many bytes, the cursor's place among them.
const MOST: usize = 4_000;
/// The cursor hidden, or shown and put in its place, takes no more, nor the pen put down.
const CURSOR: usize = 32;

/// How letters are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pen {
    ink: Color,
    paper: Color,
    attributes: Modifier,
}

/// The library's backend, but for the bytes of cells.
pub struct ThriftyBackend<W: Write> {
    inner: CrosstermBackend<W>,
    out: W,
    /// What stands on the screen, row by row; what is not in it is blank.
    shown: Vec<Vec<Cell>>,
    /// What was drawn and not sent yet, by row and column.
    owed: BTreeMap<usize, BTreeMap<usize, Cell>>,
    most: usize,
}

impl<W: Write + Clone> ThriftyBackend<W> {
    /// For a screen that is blank.
    pub fn new(out: W) -> Self {
        let inner = CrosstermBackend::new(out.clone());
        Self { inner, out, shown: Vec::new(), owed: BTreeMap::new(), most: MOST }
    }
}

impl<W: Write> ThriftyBackend<W> {
    /// Whether something that was drawn is not sent yet: another frame sends more of it.
    pub fn owes(&self) -> bool {
        !self.owed.is_empty()
    }

    fn owe(&mut self, x: usize, y: usize, cell: &Cell) {
        let row = self.owed.entry(y).or_default();
        for behind in x + 1..x + covered(cell) {
            row.remove(&behind);
        }
        let before = row.insert(x, cell.clone()).map_or(1, |before| covered(&before));
        // a wide character that was never sent has not covered what stands behind it
        for behind in x + covered(cell)..x + before {
            row.entry(behind).or_default();
        }
    }

    /// What a row is once all that is owed of it is sent, the bytes for it, and the pen behind them: what changed alone
    /// or, where it is shorter, all of the row from there on.
    fn row(&self, y: usize, pen: Pen) -> io::Result<(Vec<Cell>, Vec<u8>, Pen)> {
        let owed = &self.owed[&y];
        let mut row = self.shown.get(y).cloned().unwrap_or_default();
        for (x, cell) in owed {
            keep(&mut row, *x, cell);
        }
        let changed: Vec<(usize, &Cell)> = owed.iter().map(|(x, cell)| (*x, cell)).collect();
        let whole: Vec<(usize, &Cell)> = row.iter().enumerate().skip(changed[0].0).collect();
        let (alone, after) = drawn(y, &row, &changed, pen)?;
        let (redrawn, after_too) = drawn(y, &row, &whole, pen)?;
        let (bytes, pen) = if redrawn.len() < alone.len() { (redrawn, after_too) } else { (alone, after) };
        Ok((row, bytes, pen))
    }

    /// Sends these rows, as many as fit into a frame, and at least one.
    fn pay(&mut self, rows: &[usize]) -> io::Result<()> {
        let (mut frame, mut pen) = (Vec::new(), Pen::default());
        for &y in rows {
            let (row, bytes, then) = self.row(y, pen)?;
            if !frame.is_empty() && frame.len() + bytes.len() + CURSOR > self.most {
                break;
            }
            frame.extend(bytes);
            pen = then;
            if self.shown.len() <= y {
                self.shown.resize(y + 1, Vec::new());
            }
            self.shown[y] = row;
            self.owed.remove(&y);
        }
        pen.becomes(Pen::default(), &mut frame)?;
        self.out.write_all(&frame)
    }
}

/// How many columns a cell takes; a wide character covers what stands behind it.
fn covered(cell: &Cell) -> usize {
    cell.symbol().width().max(1)
}

fn keep(row: &mut Vec<Cell>, x: usize, cell: &Cell) {
    let covered = covered(cell);
    if row.len() < x + covered {
        row.resize(x + covered, Cell::default());
    }
    row[x] = cell.clone();
    for behind in &mut row[x + 1..x + covered] {
        *behind = Cell::new("");
    }
}

/// The bytes that draw these cells of a row, and the pen behind them.
fn drawn(y: usize, row: &[Cell], cells: &[(usize, &Cell)], mut pen: Pen) -> io::Result<(Vec<u8>, Pen)> {
    let erased_at = erased_at(row, cells);
    let mut bytes = Vec::new();
    let mut at = None;
    for &(x, cell) in cells {
        let erases = erased_at == Some(x);
        let is_erased = !erases && erased_at.is_some_and(|from| from < x) && is_blank(cell);
        if is_erased || cell.symbol().is_empty() {
            continue;
        }
        match at {
            Some(from) if from == x => {}
            Some(from) if from < x && x - from <= MOVE && repeats(&row[from..x], pen) => {
                row[from..x].iter().for_each(|cell| bytes.extend(cell.symbol().as_bytes()));
            }
            Some(_) => write!(bytes, "\x1b[{}G", x + 1)?,
            None => write!(bytes, "\x1b[{};{}H", y + 1, x + 1)?,
        }
        pen.becomes(Pen::of(cell), &mut bytes)?;
        if erases {
            bytes.extend(b"\x1b[K");
            at = Some(x);
        } else {
            bytes.extend(cell.symbol().as_bytes());
            at = Some(x + 1);
        }
    }
    Ok((bytes, pen))
}

/// Where the line is best erased to its end: blanks come, enough of them, and what stands behind them is drawn anyway.
fn erased_at(row: &[Cell], cells: &[(usize, &Cell)]) -> Option<usize> {
    let is_drawn = |x: usize| cells.binary_search_by_key(&x, |(x, _)| *x).is_ok();
    let stays =
        (0..row.len()).rev().find(|x| !is_blank(&row[*x]) && !row[*x].symbol().is_empty() && !is_drawn(*x));
    let from = cells.partition_point(|(x, _)| stays.is_some_and(|stays| *x <= stays));
    let mut rest = &cells[from..];
    while let Some((x, cell)) = rest.first() {
        let blanks =
            rest.iter().enumerate().take_while(|(at, (to, cell))| *to == x + at && is_blank(cell)).count();
        let behind = if blanks == rest.len() { 0 } else { MOVE };
        if is_blank(cell) && blanks > ERASE + behind {
            return Some(*x);
        }
        rest = &rest[blanks.max(1)..];
    }
    None
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell) == Pen::default()
}

/// Cells that this pen can draw again at a byte each.
fn repeats(cells: &[Cell], pen: Pen) -> bool {
    cells.iter().all(|cell| cell.symbol().len() == 1 && Pen::of(cell) == pen)
}

impl Pen {
    fn of(cell: &Cell) -> Self {
        Self { ink: cell.fg, paper: cell.bg, attributes: cell.modifier }
    }

    /// Writes the shorter of two ways from this pen to another: what differs, or all of it after a reset.
    fn becomes(&mut self, other: Self, bytes: &mut Vec<u8>) -> io::Result<()> {
        if *self == other {
            return Ok(());
        }
        let changes = self.codes(other);
        let mut anew = Self::default().codes(other);
        anew.insert(0, "0".to_owned());
        let (changes, anew) = (changes.join(";"), anew.join(";"));
        let shorter = if anew.len() <= changes.len() { anew } else { changes };
        *self = other;
        write!(bytes, "\x1b[{shorter}m")
    }

    /// The parameters that make this pen the other one.
    fn codes(self, other: Self) -> Vec<String> {
        let weight = Modifier::BOLD | Modifier::DIM;
        let gone = self.attributes - other.attributes;
        let mut come = other.attributes - self.attributes;
        let mut codes = Vec::new();
        if gone.intersects(weight) {
            codes.push("22");
            come |= other.attributes & weight;
        }
        for (attribute, on, off) in [
            (Modifier::BOLD, "1", ""),
            (Modifier::DIM, "2", ""),
            (Modifier::UNDERLINED, "4", "24"),
            (Modifier::REVERSED, "7", "27"),
        ] {
            if gone.contains(attribute) && !off.is_empty() {
                codes.push(off);
            }
            if come.contains(attribute) {
                codes.push(on);
            }
        }
        let mut codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
        if self.ink != other.ink {
            codes.push(colour(other.ink, 30));
        }
        if self.paper != other.paper {
            codes.push(colour(other.paper, 40));
        }
        codes
    }
}

/// A colour of the terminal's sixteen, for letters from 30 on and for what is behind them from 40 on.
fn colour(colour: Color, base: u8) -> String {
    let (bright, index) = match colour {
        Color::Black => (false, 0),
        Color::Red => (false, 1),
        Color::Green => (false, 2),
        Color::Yellow => (false, 3),
        Color::Blue => (false, 4),
        Color::Magenta => (false, 5),
        Color::Cyan => (false, 6),
        Color::Gray => (false, 7),
        Color::DarkGray => (true, 0),
        Color::LightRed => (true, 1),
        Color::LightGreen => (true, 2),
        Color::LightYellow => (true, 3),
        Color::LightBlue => (true, 4),
        Color::LightMagenta => (true, 5),
        Color::LightCyan => (true, 6),
        Color::White => (true, 7),
        // the theme has no others
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => (false, 9),
    };
    if !bright {
        return (base + index).to_string();
    }
    // Terminals that know only eight colours pass over the second. Their blue is hardly to be seen on black: cyan stands for
    // bright blue there.
    let plain = if index == 4 { 6 } else { index };
    format!("{};{}", base + plain, base + index + 60)
}

impl<W: Write> Backend for ThriftyBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut rows = Vec::new();
        for (x, y, cell) in content {
            let (x, y) = (usize::from(x), usize::from(y));
            self.owe(x, y, cell);
            if rows.last() != Some(&y) {
                rows.push(y);
            }
        }
        // what is new goes first: a key does not wait for what the key before it left to send
        if rows.is_empty() {
            rows = self.owed.keys().copied().collect();
        }
        self.pay(&rows)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.shown.clear();
        self.owed.clear();
        self.inner.clear()
    }

    /// The library clears no less than all that it draws on.
    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.shown.clear();
        self.owed.clear();
        self.inner.clear_region(clear_type)
    }

    fn append_lines(&mut self, count: u16) -> io::Result<()> {
        self.inner.append_lines(count)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};
    use vt100::Parser;

    use super::*;
    use crate::tui::terminal::Gathered;

    const SIZE: (u16, u16) = (40, 4);

    /// A bright colour follows the plain one: who knows only eight shows that, who knows sixteen the bright one.
    #[test]
    fn every_colour_comes_through_on_a_terminal_that_knows_eight() {
        use crate::tui::theme::{Ground, Role, Theme};
        use ratatui::style::Style;
        for ground in [Ground::Either, Ground::Dark, Ground::Light] {
            for role in Role::ALL {
                let Style { fg: Some(ink), .. } = (Theme { ground, ..Theme::COLOUR }).style(*role) else {
                    continue;
                };
                let codes = colour(ink, 30);
                let codes: Vec<u8> = codes.split(';').map(|code| code.parse().unwrap()).collect();
                assert!(
                    (31..=37).contains(&codes[0]) && codes[1..].iter().all(|code| *code > 89),
                    "{codes:?}"
                );
            }
        }
        assert_eq!(colour(Color::LightRed, 30), "31;91");
        assert_eq!(colour(Color::LightBlue, 30), "36;94", "blue is hardly to be seen on black");
        let mut terminal = Parser::new(1.try_into().unwrap(), 2.try_into().unwrap(), 0);
        terminal.process(b"\x1b[36;94mx");
        assert_eq!(terminal.screen().cell(0, 0).unwrap().fgcolor(), vt100::Color::Idx(12));
    }

    fn cell() -> impl Strategy<Value = (&'static str, Style)> {
        let blank = Just((" ", Style::reset()));
        let symbols = prop::sample::select(vec![" ", "a", "b", "│", "é", "療"]);
        let colours = prop::sample::select(vec![Color::Reset, Color::Reset, Color::Red, Color::LightCyan]);
        let attributes = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::BOLD.union(Modifier::UNDERLINED),
            Modifier::REVERSED,
        ]);
        let drawn =
            (symbols, colours.clone(), colours, attributes).prop_map(|(symbol, ink, paper, attributes)| {
                (symbol, Style::new().fg(ink).bg(paper).add_modifier(attributes))
            });
        prop_oneof![blank, drawn]
    }

    /// Runs of cells that look alike, as on screens.
    fn frame() -> impl Strategy<Value = Buffer> {
        prop::collection::vec((cell(), 1..12_usize), 1..40).prop_map(|runs| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
            let cells = runs.into_iter().flat_map(|(cell, count)| std::iter::repeat_n(cell, count));
            let places = (0..SIZE.1).flat_map(|y| (0..SIZE.0).step_by(2).map(move |x| (x, y)));
            for ((x, y), (symbol, style)) in places.zip(cells) {
                buffer.set_string(x, y, symbol, style);
                if symbol.width() == 1 {
                    buffer.set_string(x + 1, y, symbol, style);
                }
            }
            buffer
        })
    }

    fn seen(parser: &Parser) -> Vec<String> {
        let cell = |row, column| {
            let cell = parser.screen().cell(row, column).unwrap();
            let text = if cell.has_contents() { cell.contents() } else { " " };
            let weight = (cell.bold(), cell.dim(), cell.underline(), cell.inverse());
            format!("{text}{:?}{:?}{weight:?}", cell.fgcolor(), cell.bgcolor())
        };
        (0..SIZE.1)
            .flat_map(|row| (0..SIZE.0).map(move |column| (row, column)))
            .map(|(r, c)| cell(r, c))
            .collect()
    }

    proptest! {
        #[test]
        fn what_stands_on_the_screen_is_what_the_library_would_put_there(
            frames in prop::collection::vec(frame(), 1..5),
            most in prop::sample::select(vec![50, 150, MOST]),
            sent in prop::collection::vec(any::<bool>(), 5),
        ) {
            let (thrifty, plain) = (Gathered::default(), Gathered::default());
            let mut ours = ThriftyBackend { most, ..ThriftyBackend::new(thrifty.clone()) };
            let mut theirs = CrosstermBackend::new(plain.clone());
            let screen = || Parser::new(SIZE.1.try_into().unwrap(), SIZE.0.try_into().unwrap(), 0);
            let (mut by_ours, mut by_theirs) = (screen(), screen());
            let mut before = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
            let last = frames.len() - 1;
            for (at, frame) in frames.into_iter().enumerate() {
                let changes = before.diff(&frame);
                ours.draw(changes.clone().into_iter()).unwrap();
                theirs.draw(changes.into_iter()).unwrap();
                by_ours.process(&thrifty.take());
                by_theirs.process(&plain.take());
                // now and then a key comes before all of a frame was sent
                if sent[at] || at == last {
                    while ours.owes() {
                        ours.draw(std::iter::empty()).unwrap();
                        let bytes = thrifty.take();
                        prop_assert!(!bytes.is_empty());
                        by_ours.process(&bytes);
                    }
                    prop_assert_eq!(seen(&by_ours), seen(&by_theirs));
                }
                before = frame;
            }
        }
    }

    #[test]
    fn a_frame_is_no_longer_than_it_may_be_and_what_is_new_goes_first() {
        let out = Gathered::default();
        let mut backend = ThriftyBackend::new(out.clone());
        let mut before = Buffer::empty(Rect::new(0, 0, 200, 50));
        let mut after = before.clone();
        for y in 0..50 {
            after.set_string(0, y, "text ".repeat(40), Style::default());
        }
        backend.draw(before.diff(&after).into_iter()).unwrap();
        let first = out.take().len();
        assert!(first <= MOST - CURSOR && first > MOST / 2 && backend.owes(), "{first} B");
        before = after.clone();
        after.set_string(0, 49, "new", Style::default());
        backend.draw(before.diff(&after).into_iter()).unwrap();
        assert!(String::from_utf8(out.take()).unwrap().starts_with("\x1b[50;1Hnew"));
        let mut frames = 0;
        while backend.owes() {
            backend.draw(std::iter::empty()).unwrap();
            assert!(out.take().len() <= MOST - CURSOR);
            frames += 1;
        }
        assert_eq!(frames, 2);
    }
}
