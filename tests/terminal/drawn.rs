//! A screen of the terminal as a picture: SVG, cell by cell where the terminal would put it.

use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

const WIDTH: u32 = 9;
const HEIGHT: u32 = 20;
const EDGE: u32 = 12;
/// From the upper edge of a cell to the line that letters stand on.
const BASE: u32 = 15;

const PAPER: &str = "#14181d";
const INK: &str = "#d5dae0";
const FAINT: &str = "#7e8791";
/// The colours that a terminal calls black, red, green and so on.
const PALETTE: [&str; 16] = [
    "#30363d", "#f2777a", "#8fbf7f", "#e5c07b", "#6cabf0", "#d48ae0", "#5fc5cf", "#d5dae0", "#5c6670",
    "#ff8b8b", "#a5d68f", "#f5d491", "#8cc0ff", "#e6a3f0", "#7fdbe4", "#ffffff",
];

/// How a cell looks.
#[derive(PartialEq, Clone, Copy)]
struct Look {
    ink: &'static str,
    paper: &'static str,
    bold: bool,
    underlined: bool,
}

/// The screen as the text of an SVG file; the title is told to those who cannot see it.
pub(crate) fn drawn(screen: &Screen, title: &str) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (u32::from(columns) * WIDTH + 2 * EDGE, u32::from(rows) * HEIGHT + 2 * EDGE);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-size=\"15\" \
         font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" xml:space=\"preserve\">\n\
         <title>{}</title>\n<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{PAPER}\"/>\n",
        escaped(title)
    );
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            column = run(screen, row, column, columns, &mut svg);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Cells that look alike from this one on; the column behind them.
fn run(screen: &Screen, row: u16, from: u16, columns: u16, svg: &mut String) -> u16 {
    let cell = |column| screen.cell(row, column).unwrap();
    let look = look(cell(from));
    let mut to = from;
    let mut text = String::new();
    while to < columns && self::look(cell(to)) == look {
        if !cell(to).is_wide_continuation() {
            let contents = cell(to).contents();
            text.push_str(if contents.is_empty() { " " } else { contents });
        }
        to += 1;
    }
    let (x, y) = (EDGE + u32::from(from) * WIDTH, EDGE + u32::from(row) * HEIGHT);
    if look.paper != PAPER {
        let width = u32::from(to - from) * WIDTH;
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{}\"/>",
            look.paper
        );
    }
    let mut letters = String::new();
    for (at, letter) in text.chars().enumerate() {
        let x = x + u32::try_from(at).unwrap() * WIDTH;
        let stroke = arms(letter).map(|arms| lines(arms, x, y, look.ink));
        letters.push(if stroke.is_some() { ' ' } else { letter });
        svg.push_str(&stroke.unwrap_or_default());
    }
    words(&letters, x, y, look, svg);
    to
}

/// The words of a run, each where its first cell stands, so that no font moves the others.
fn words(text: &str, x: u32, y: u32, look: Look, svg: &mut String) {
    let mut at = 0;
    for part in text.split("  ") {
        let count = u32::try_from(part.chars().count()).unwrap();
        let begins = u32::try_from(part.chars().take_while(|letter| *letter == ' ').count()).unwrap();
        let word = part.trim();
        if !word.is_empty() {
            let weight = if look.bold { " font-weight=\"bold\"" } else { "" };
            let line = if look.underlined { " text-decoration=\"underline\"" } else { "" };
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{}\" fill=\"{}\"{weight}{line} textLength=\"{}\">{}</text>",
                x + (at + begins) * WIDTH,
                y + BASE,
                look.ink,
                u32::try_from(word.chars().count()).unwrap() * WIDTH,
                escaped(word)
            );
        }
        at += count + 2;
    }
}

fn look(cell: &Cell) -> Look {
    let ink = match cell.fgcolor() {
        Color::Idx(index) => PALETTE[usize::from(index)],
        _ if cell.dim() => FAINT,
        _ => INK,
    };
    let paper = match cell.bgcolor() {
        Color::Idx(index) => PALETTE[usize::from(index)],
        _ => PAPER,
    };
    let (ink, paper) = if cell.inverse() { (paper, ink) } else { (ink, paper) };
    Look { ink, paper, bold: cell.bold(), underlined: cell.underline() }
}

/// To which sides the line of a letter goes: left, right, up, down.
fn arms(letter: char) -> Option<[bool; 4]> {
    let sides = match letter {
        '─' => "lr",
        '│' => "ud",
        '┌' => "rd",
        '┐' => "ld",
        '└' => "ru",
        '┘' => "lu",
        '├' => "rud",
        '┤' => "lud",
        '┬' => "lrd",
        '┴' => "lru",
        '┼' => "lrud",
        _ => return None,
    };
    Some(['l', 'r', 'u', 'd'].map(|side| sides.contains(side)))
}

fn lines([left, right, up, down]: [bool; 4], x: u32, y: u32, ink: &str) -> String {
    let (middle, centre) = (x + WIDTH / 2, y + HEIGHT / 2);
    let mut path = String::new();
    if left || right {
        let _ = write!(
            path,
            "M{} {centre}H{}",
            if left { x } else { middle },
            if right { x + WIDTH } else { middle }
        );
    }
    if up || down {
        let _ = write!(
            path,
            "M{middle} {}V{}",
            if up { y } else { centre },
            if down { y + HEIGHT } else { centre }
        );
    }
    format!("<path d=\"{path}\" stroke=\"{ink}\"/>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
