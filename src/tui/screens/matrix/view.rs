//! How the matrix looks: three maps, the cell one is on below them, the words of the scale at the foot. A cell is a count
//! and the letter of its level, so that it reads without colour.

use ratatui::layout::Rect;

use super::{PHASES, State, named, told};
use crate::{
    domain::{rating::Phase, word::Word as _},
    tui::{
        commands::Place as Where,
        screens::{counted, levels},
        theme::Role,
        widgets::{
            canvas::Canvas,
            text::{Line, Piece, fit, width, wrapped},
        },
    },
    workbench::questions::{
        Level,
        matrix::{Grid, Matrix, Place},
    },
};

/// Room for a count in a cell.
const COUNT: u16 = 3;
/// Words beside the severities from this width on.
const WIDE: u16 = 120;
/// Lines of the maps beside their rows: names, likelihoods, not rated, untouched.
const FRAME: u16 = 4;

/// Where things stand.
struct Places {
    /// Room for the severities at the left.
    left: u16,
    /// Columns of a cell.
    cell: u16,
    /// Columns of a map with the gap after it.
    map: u16,
}

impl Places {
    fn of(matrix: &Matrix, width: u16) -> Self {
        let left = if width >= WIDE { 20 } else { 4 };
        let cells = (matrix.likelihoods.len() as u16).max(1);
        let room = width.saturating_sub(left + 1) / PHASES.len() as u16;
        let cell = (room.saturating_sub(1) / cells).clamp(COUNT + 1, COUNT + 3);
        Self { left, cell, map: room.max(cell * cells) }
    }
}

pub(super) fn title(state: &State) -> (Line, Line) {
    let Some(matrix) = &state.matrix else {
        return (
            vec![Piece::new(&format!("Matrix of {}", state.whose.assessment), Role::Title)],
            Line::new(),
        );
    };
    let whose = if matrix.whose.all {
        format!("Matrix of {}", counted(matrix.assessments.len(), "assessment"))
    } else {
        format!("Matrix of {}", matrix.whose.assessment)
    };
    let left = vec![
        Piece::new(&whose, Role::Title),
        Piece::plain(" · "),
        Piece::new(named(matrix.property), Role::Key),
    ];
    let [lower, same, higher] = matrix.changed(Phase::Residual);
    let right = format!("{} · ↓ {lower} lower = {same} ↑ {higher} higher", counted(matrix.risks, "risk"));
    (left, vec![Piece::plain(&right)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let (Some(matrix), Some((phase, place))) = (&state.matrix, state.cell()) else {
        return canvas.note(area, "Counting the risks …", Where::Matrix);
    };
    let places = Places::of(matrix, area.width);
    for (at, &of) in PHASES.iter().enumerate() {
        // one map after the other: the one that the cursor is on
        let at = if canvas.is_plain() { 0 } else { at };
        if canvas.is_plain() && of != phase {
            continue;
        }
        let x = area.x + places.left + at as u16 * places.map;
        let map = Rect { x, width: places.map.min(area.right().saturating_sub(x)), ..area };
        if let Some(grid) = matrix.grid(of) {
            draw_map(matrix, grid, canvas, map, &places, (of == phase).then_some(place));
        }
    }
    canvas.line(line(Rect { width: places.left, ..area }, 1), &[Piece::muted(" sev")]);
    for (row, (step, word)) in matrix.severities.iter().rev().enumerate() {
        let word = if area.width >= WIDE { fit(&format!("{step} {word}"), 18) } else { format!("{step:>2}") };
        canvas.line(line(area, 2 + row as u16), &[Piece::plain(&format!(" {word}"))]);
    }
    let below = detail(state, area);
    canvas.rule(below);
    let inner = Rect {
        x: area.x + 1,
        y: below.y + 1,
        width: area.width.saturating_sub(2),
        height: below.height.saturating_sub(1),
    };
    let (columns, lines) = (usize::from(inner.width), usize::from(inner.height));
    if matrix.risks == 0 {
        let none = "There is no risk yet. In the chain of the assessment, {add-risk} on a gap adds one and {rate-risk} \
                    rates it.";
        canvas.lines(inner, &wrapped(&canvas.told(none, Where::Chain), columns, Role::Normal));
    } else {
        canvas.lines(inner, &told::cell(matrix, phase, place, columns, lines));
    }
    let foot = legend(matrix, usize::from(area.width.saturating_sub(2)));
    let start = area.bottom().saturating_sub(foot.len() as u16).max(below.bottom());
    let rest =
        Rect { x: area.x + 1, y: start, width: area.width.saturating_sub(2), height: area.bottom() - start };
    canvas.lines(rest, &foot);
}

/// One map: its name, the likelihoods, a row for each severity, and what stands in no cell.
fn draw_map(
    matrix: &Matrix,
    grid: &Grid,
    canvas: &mut Canvas<'_>,
    map: Rect,
    places: &Places,
    on: Option<Place>,
) {
    let name = grid.phase.label();
    let name = name[..1].to_uppercase() + &name[1..];
    let inside: usize = grid.cells.values().map(|counts| counts.risks).sum();
    canvas.line(line(map, 0), &[Piece::new(&name, Role::Title), Piece::plain(&format!(" {inside}"))]);
    let tags = tags(&matrix.bands);
    for (at, (step, _)) in matrix.likelihoods.iter().enumerate() {
        let slot = cell(map, places, at, 1);
        canvas.line(slot, &[Piece::muted(&format!("{step:>3}"))]);
    }
    for (row, (severity, _)) in matrix.severities.iter().rev().enumerate() {
        for (at, (likelihood, _)) in matrix.likelihoods.iter().enumerate() {
            let place = (*severity, *likelihood);
            let slot = cell(map, places, at, 2 + row as u16);
            let Some(level) = matrix.levels.get(&place) else { continue };
            let tag = tag(&matrix.bands, &tags, level);
            let counts = matrix.counts(grid.phase, place);
            let piece = match counts.risks {
                0 => Piece::muted(&format!("  ·{tag}")),
                risks => {
                    let lifted = if counts.lifted > 0 && places.cell > COUNT + 1 { "+" } else { "" };
                    Piece::new(&format!("{}{tag}{lifted}", short(risks)), levels::role(level))
                }
            };
            canvas.line(slot, &[piece]);
            if on == Some(place) {
                canvas.select(Rect { width: slot.width.min(COUNT + 1), ..slot });
            }
        }
    }
    let below = 2 + matrix.severities.len() as u16;
    if grid.not_rated > 0 {
        let role = if grid.phase == Phase::Residual { Role::Caution } else { Role::Normal };
        canvas.line(line(map, below), &[Piece::new(&format!("not rated {}", grid.not_rated), role)]);
    }
    let mut apart = Vec::new();
    if grid.untouched > 0 {
        apart.push(format!("not touched {}", grid.untouched));
    }
    if grid.elsewhere > 0 {
        apart.push(format!("other scale {}", grid.elsewhere));
    }
    let apart = Piece::muted(&apart.join(", ")).cut(usize::from(map.width.saturating_sub(1)));
    canvas.line(line(map, below + 1), &[apart]);
}

/// Where the cell one is on is told, with the rule above it.
pub(super) fn detail(state: &State, area: Rect) -> Rect {
    let Some(matrix) = &state.matrix else { return Rect { height: 0, ..area } };
    let top = (matrix.severities.len() as u16 + FRAME).min(area.height);
    let foot = legend(matrix, usize::from(area.width.saturating_sub(2))).len() as u16;
    let room = area.height - top;
    let height = if room > foot + 3 { room - foot } else { room };
    Rect { y: area.y + top, height, ..area }
}

/// The words of the scale: levels, likelihoods, severities.
fn legend(matrix: &Matrix, columns: usize) -> Vec<Line> {
    let steps = |steps: &[(i64, String)]| {
        let words: Vec<String> = steps.iter().map(|(step, word)| format!("{step} {word}")).collect();
        words.join(" · ")
    };
    let tags = tags(&matrix.bands);
    let mut levels = vec![Piece::muted(&format!("{}: ", matrix.scale))];
    for (band, tag) in matrix.bands.iter().zip(&tags) {
        levels.push(Piece::new(&format!("{tag} {}", band.short), levels::role(band)));
        levels.push(Piece::plain("  "));
    }
    let mut lines = wrapped(&format!("Severity: {}", steps(&matrix.severities)), columns, Role::Muted);
    lines.extend(wrapped(&format!("Likelihood: {}", steps(&matrix.likelihoods)), columns, Role::Muted));
    lines.push(levels);
    lines
}

/// A letter for each level: the first of its tag, or its number where two begin the same.
fn tags(bands: &[Level]) -> Vec<String> {
    let first = |band: &Level| band.short.chars().next().map(String::from).unwrap_or_default();
    let all: Vec<String> = bands.iter().map(first).collect();
    let is_plain = |tag: &String| width(tag) == 1 && all.iter().filter(|other| *other == tag).count() == 1;
    if all.iter().all(is_plain) { all } else { bands.iter().map(|band| band.rank.to_string()).collect() }
}

fn tag<'t>(bands: &[Level], tags: &'t [String], level: &Level) -> &'t str {
    let at = bands.iter().position(|band| band.rank == level.rank);
    at.and_then(|at| tags.get(at)).map_or("?", String::as_str)
}

/// A count in three columns: `  7`, `999`, ` 1k`, `12k`, `.1M`, ` 1M`.
fn short(count: usize) -> String {
    match count {
        0..1_000 => format!("{count:>3}"),
        1_000..100_000 => format!("{:>2}k", count / 1_000),
        100_000..1_000_000 => format!(".{}M", count / 100_000),
        _ => format!("{:>2}M", count / 1_000_000),
    }
}

fn cell(map: Rect, places: &Places, at: usize, row: u16) -> Rect {
    let x = map.x + at as u16 * places.cell;
    let width = places.cell.min(map.right().saturating_sub(x));
    line(Rect { x, width, ..map }, row)
}

/// One line of an area; none below it.
fn line(area: Rect, row: u16) -> Rect {
    Rect { y: area.y + row, height: u16::from(row < area.height), ..area }
}
