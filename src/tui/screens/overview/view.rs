//! How the overview looks: bars with their numbers at the left, capabilities over products at the right, at the foot the
//! one that the cursor is on and what the letters mean.

use ratatui::layout::Rect;

use super::{Pane, State};
use crate::{
    domain::{capability::Coverage, word::Word as _},
    tui::{
        commands::Place,
        screens::{counted, levels},
        theme::Role,
        widgets::{
            canvas::{Canvas, rows},
            text::{Line, Piece},
            viewport::Viewport,
        },
    },
    workbench::questions::overview::{Cell, Overview},
};

/// Columns of the bars at the left, at least; a quarter of a wide terminal.
const LEFT: u16 = 33;
/// Room for a name before a bar, and for its number after it.
const NAME: usize = 9;
const NUMBER: usize = 6;
/// Columns of a product, and of the gaps beside a capability.
const PRODUCT: u16 = 7;
const GAPS: u16 = 11;
/// The rule and two lines.
const FOOT: u16 = 3;

/// A bar: its name, how long, how it is meant.
struct Bar {
    name: String,
    count: usize,
    role: Role,
}

pub(super) fn title(state: &State) -> (Line, Line) {
    let right = state.overview.as_ref().map(|all| {
        let gaps: usize = all.capabilities.iter().map(|row| row.gaps).sum();
        [counted(all.risks, "risk"), counted(all.decisions, "decision in force"), counted(gaps, "gap")]
            .join(" · ")
    });
    let right = right.unwrap_or_default().replace("decision in forces", "decisions in force");
    (vec![Piece::new("Overview of the register", Role::Title)], vec![Piece::plain(&right)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let note = match &state.overview {
        None => "Counting the register …",
        Some(all) if all.products.is_empty() => {
            "There is no assessment yet. On the list of assessments ({go-assessments}), {begin-assessment} begins one \
             and {import} imports a file."
        }
        Some(_) => "",
    };
    let Some(all) = state.overview.as_ref().filter(|_| note.is_empty()) else {
        return canvas.note(area, note, Place::Assessments);
    };
    let foot = FOOT.min(area.height / 3);
    let body = Rect { height: area.height - foot, ..area };
    let left = LEFT.max(area.width / 4);
    let half = (all.levels.len() as u16 + 1).min(body.height / 2);
    let (mut levels, mut months, mut grid) = (
        Rect { width: left, height: half, ..body },
        Rect { width: left, y: body.y + half, height: body.height - half, ..body },
        Rect { x: body.x + left + 2, width: body.width.saturating_sub(left + 2), ..body },
    );
    if canvas.is_plain() {
        // one part after the other: the one that keys act on
        [levels, months, grid] = [Pane::Levels, Pane::Months, Pane::Grid]
            .map(|pane| if state.pane == pane { body } else { Rect::ZERO });
    }
    draw_bars(canvas, levels, "Residual level", &by_level(all), (&state.levels, state.pane == Pane::Levels));
    draw_bars(
        canvas,
        months,
        "Decisions run out",
        &by_month(all),
        (&state.months, state.pane == Pane::Months),
    );
    draw_grid(state, all, canvas, grid);
    let below = Rect { y: body.bottom(), height: foot, ..area };
    canvas.rule(below);
    let inner = Rect {
        x: below.x + 1,
        y: below.y + 1,
        width: below.width.saturating_sub(2),
        height: below.height.saturating_sub(1),
    };
    canvas.lines(inner, &[told(state, all), legend()]);
}

fn by_level(all: &Overview) -> Vec<Bar> {
    let bar = |one: &crate::workbench::questions::overview::ByLevel| Bar {
        name: one.level.as_ref().map_or_else(|| "not rated".to_owned(), |level| level.short.clone()),
        count: one.risks,
        role: one.level.as_ref().map_or(Role::Caution, levels::role),
    };
    all.levels.iter().map(bar).collect()
}

fn by_month(all: &Overview) -> Vec<Bar> {
    let bar = |one: &crate::workbench::questions::overview::ByMonth| Bar {
        name: one.label.clone(),
        count: one.decisions,
        role: if one.is_over { Role::Critical } else { Role::Normal },
    };
    all.months.iter().map(bar).collect()
}

/// A heading and bars under it, the longest as long as there is room.
fn draw_bars(canvas: &mut Canvas<'_>, area: Rect, head: &str, bars: &[Bar], (view, on): (&Viewport, bool)) {
    if area.height < 2 {
        return;
    }
    let head = Piece::new(head, if on { Role::Title } else { Role::Muted });
    canvas.line(Rect { x: area.x + 2, width: area.width - 2, height: 1, ..area }, &[head]);
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or_default().max(1);
    // a bar says nothing to who has the row read out; its number does
    let room = usize::from(area.width).saturating_sub(2 + NAME + 1 + NUMBER + 1);
    let room = if canvas.is_plain() { 0 } else { room };
    let top = view.top(bars.len(), usize::from(body.height));
    for (line, at) in rows(body).zip(top..bars.len()) {
        let bar = &bars[at];
        let mark = if on && at == view.at() { "> " } else { "  " };
        let pieces = [
            Piece::plain(mark),
            Piece::plain(&bar.name).fit(NAME + 1),
            Piece::new(&blocks(bar.count, most, room), bar.role),
            Piece::plain(&format!("{:>NUMBER$}", bar.count)),
        ];
        canvas.line(line, &pieces);
        if on && at == view.at() {
            canvas.select(Rect { width: line.width.saturating_sub(1), ..line });
        }
    }
}

/// A bar of so many columns; what is more than nothing is seen.
fn blocks(count: usize, most: usize, room: usize) -> String {
    let long = if count == 0 { 0 } else { (count * room / most).max(1).min(room) };
    let mut bar = "█".repeat(long);
    bar.extend(std::iter::repeat_n(' ', room - long.min(room)));
    bar
}

/// Capabilities in rows, products in columns, as many of both as there is room for.
fn draw_grid(state: &State, all: &Overview, canvas: &mut Canvas<'_>, area: Rect) {
    let on = state.pane == Pane::Grid;
    if area.height < 2 || area.width < 5 + PRODUCT {
        return;
    }
    let room = usize::from((area.width - 5).saturating_sub(GAPS) / PRODUCT).max(1);
    let first = state.columns.top(all.products.len(), room);
    let shown = first..(first + room).min(all.products.len());
    let slot = |row: Rect, at: usize| {
        let x = row.x + 5 + (at - first) as u16 * PRODUCT;
        Rect { x, width: PRODUCT.min(row.right().saturating_sub(x)), ..row }
    };
    let heading = Rect { height: 1, ..area };
    for at in shown.clone() {
        let name = all.products[at].references.join(" ");
        let role = if on && at == state.columns.at() { Role::Title } else { Role::Muted };
        canvas.line(slot(heading, at), &[Piece::new(&name, role).cut(usize::from(PRODUCT - 1))]);
    }
    let end = area.x + 5 + room as u16 * PRODUCT;
    let gaps = Rect { x: end, width: area.right().saturating_sub(end), ..area };
    let more = if shown.end < all.products.len() { "→ gaps" } else { "gaps" };
    canvas.line(Rect { height: 1, ..gaps }, &[Piece::muted(more)]);
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let top = state.rows.top(all.capabilities.len(), usize::from(body.height));
    for (line, at) in rows(body).zip(top..all.capabilities.len()) {
        let row = &all.capabilities[at];
        let here = on && at == state.rows.at();
        let role = if here { Role::Title } else { Role::Normal };
        canvas.line(Rect { width: 5, ..line }, &[Piece::new(&row.code, role)]);
        for column in shown.clone() {
            let Some(cell) = row.cells.get(column) else { continue };
            let slot = slot(line, column);
            canvas.line(slot, &[letter(cell).cut(usize::from(slot.width))]);
            if here && column == state.columns.at() {
                canvas.select(Rect { width: slot.width.min(3), ..slot });
            }
        }
        let wide = if canvas.is_plain() { 0 } else { usize::from(GAPS - 4) };
        let bar = blocks(row.gaps, all.products.len().max(1), wide);
        let gaps = Rect { height: 1, y: line.y, ..gaps };
        canvas.line(gaps, &[Piece::plain(&format!("{:>2} ", row.gaps)), Piece::new(&bar, Role::Serious)]);
    }
}

/// `Y  `, `N! `: what is claimed, and whether it is a gap. Gaps are bold, their bar has the colour: a colour in each
/// cell would be too much for a slow line.
fn letter(cell: &Cell) -> Piece {
    let role = if cell.gap { Role::Title } else { Role::Normal };
    let text = format!("{}{}", sign(cell.coverage), if cell.gap { "!" } else { "" });
    // as wide as the column: gaps beside each other are one run of one look
    Piece::new(&text, role).fit(usize::from(PRODUCT))
}

fn sign(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Provided => "Y",
        Coverage::Partial => "P",
        Coverage::NotProvided => "N",
        Coverage::NotApplicable => "-",
        Coverage::Unknown => "?",
    }
}

/// What the letters mean.
fn legend() -> Line {
    let mut line = Line::new();
    for &coverage in Coverage::ALL {
        line.push(Piece::plain(&format!("{} {}  ", sign(coverage), coverage.label())));
    }
    line.push(Piece::new("! gap", Role::Title));
    line
}

/// The one that the cursor is on, in words.
fn told(state: &State, all: &Overview) -> Line {
    let text = match state.pane {
        Pane::Levels => all.levels.get(state.levels.at()).map(|one| {
            let scale = if one.scale.is_empty() { String::new() } else { format!(" on {}", one.scale) };
            let level = one.level.as_ref().map_or("not rated", |level| level.name.as_str());
            format!("{} with residual {level}{scale}", counted(one.risks, "risk"))
        }),
        Pane::Months => all
            .months
            .get(state.months.at())
            .map(|one| format!("{} {}", counted(one.decisions, "decision"), one.ends)),
        Pane::Grid => state.cell().and_then(|cell| {
            let row = all.capabilities.get(state.rows.at())?;
            let product = &all.products.get(state.columns.at())?.product;
            let gap = if cell.gap { ", a gap" } else { "" };
            let (code, name) = (&row.code, &row.name);
            Some(format!("{code} {name} · {product} ({}): {}{gap}", cell.reference, cell.coverage.label()))
        }),
    };
    vec![Piece::plain(&text.unwrap_or_default())]
}
