//! How the gates look: the three answers above, the gates at the left, what the selected one misses at the right.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::{Pane, State, document};
use crate::{
    domain::{gate::GateState, word::Word as _},
    tui::{
        commands::{Keys, Place},
        screens::counted,
        theme::Role,
        widgets::{
            canvas::{Canvas, rows},
            text::{Line, Piece, line_width},
        },
    },
    workbench::questions::gates::{DueLine, GateLine, Gates},
};

/// Rows of the three answers and the rule below them.
const ABOVE: u16 = 4;
/// Columns that the heads of the answers take.
const HEAD: usize = 11;

pub(super) fn title(state: &State) -> (Line, Line) {
    let mut left = vec![Piece::plain("Gates of "), Piece::new(&state.reference, Role::Title)];
    let Some(gates) = &state.gates else { return (left, Line::new()) };
    left.push(Piece::plain(&format!(" · {}", gates.product)));
    (left, vec![Piece::plain(gates.stage.label())])
}

/// A word for where a gate stands, and its look.
pub(super) fn stands(state: GateState) -> (&'static str, Role) {
    match state {
        GateState::NotInStage => ("–", Role::Muted),
        GateState::Later => (state.label(), Role::Muted),
        GateState::Passed => (state.label(), Role::Ok),
        GateState::Ready => (state.label(), Role::Title),
        GateState::Blocked => (state.label(), Role::Caution),
        GateState::Overridden => (state.label(), Role::Serious),
        GateState::NoLongerMet => (state.label(), Role::Critical),
    }
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(gates) = &state.gates else { return };
    if area.height < ABOVE + 3 || area.width < 58 {
        return;
    }
    let above = Rect { x: area.x + 1, width: area.width - 2, height: ABOVE - 1, ..area };
    canvas.lines(above, &answers(gates, usize::from(above.width), canvas.keys()));
    canvas.rule(Rect { y: above.bottom(), height: 1, ..area });
    let body = body(area);
    let things = state.pane == Pane::Things;
    if canvas.is_plain() && !things {
        // a gate that has nothing to go to is told below the gates
        let told = if state.page_len() == 0 { below(state, area) } else { Rect { height: 0, ..body } };
        list(state, gates, canvas, Rect { height: body.height - told.height, ..body });
        let page = document::document(state, usize::from(told.width), area.width >= 120, canvas.keys());
        return page.draw(canvas, told, &state.things, false);
    }
    let right = if canvas.is_plain() { body } else { right(area) };
    if !canvas.is_plain() {
        let left = width(area.width);
        list(state, gates, canvas, Rect { width: left, ..body });
        canvas.divide(Rect { x: body.x + left, width: 1, ..body });
    }
    let page = document::document(state, usize::from(right.width), area.width >= 120, canvas.keys());
    let foot = u16::from(state.missing().is_some());
    let shown = Rect { height: right.height - foot, ..right };
    page.draw(canvas, shown, &state.things, things);
    if foot > 0 {
        canvas.line(
            Rect { y: shown.bottom(), height: 1, ..right },
            &[Piece::muted(&canvas.told(KEYS, Place::Gates))],
        );
    }
}

const KEYS: &str = "{open} mends it here, {in} goes to it";

/// Columns that the gates take.
fn width(area: u16) -> u16 {
    if area >= 120 { 52 } else { 40 }
}

fn body(area: Rect) -> Rect {
    Rect { y: area.y + ABOVE, height: area.height.saturating_sub(ABOVE), ..area }
}

/// Where a gate is told that has nothing to go to, when nothing stands beside anything.
pub(super) fn below(state: &State, area: Rect) -> Rect {
    let body = body(area);
    let height = body.height.saturating_sub(state.len() as u16 + 2).max(body.height / 3);
    Rect { y: body.bottom() - height, height, ..body }
}

/// Where the selected gate is told.
pub(super) fn right(area: Rect) -> Rect {
    let (body, left) = (body(area), width(area.width) + 2);
    Rect { x: body.x + left, width: body.width.saturating_sub(left + 1), ..body }
}

/// Where are we, what blocks the next step, what is due.
fn answers(gates: &Gates, columns: usize, keys: Option<&Keys>) -> Vec<Line> {
    let head = |head: &str| Piece::muted(head).fit(HEAD);
    let here = vec![head("Stands"), Piece::plain(&reached(gates))];
    let mut next = vec![head("Next step")];
    next.extend(next_step(gates, keys));
    let mut soon = vec![head("Due")];
    soon.extend(due(&gates.due, gates.on, columns - HEAD));
    vec![here, next, soon]
}

/// `go-live, through G4 Controls planned since 2026-11-02`
fn reached(gates: &Gates) -> String {
    let stage = gates.stage.label();
    match gates.reached() {
        None => format!("{stage}, no gate passed yet"),
        Some(gate) => {
            let since = gate.passage.as_ref().map(|passage| format!(" since {}", passage.on));
            format!("{stage}, through {} {}{}", gate.id, gate.name, since.unwrap_or_default())
        }
    }
}

fn next_step(gates: &Gates, keys: Option<&Keys>) -> Line {
    let Some(gate) = gates.next() else {
        return vec![Piece::plain("every gate of this stage is passed")];
    };
    let (word, role) = stands(gate.state);
    let mut line = vec![Piece::plain(&format!("{} {}: ", gate.id, gate.name)), Piece::new(word, role)];
    line.push(Piece::plain(&match gate.blocking() {
        0 => Keys::tell(keys, ", {pass-gate} passes it", Place::Gates),
        count => format!(" by {}", counted(count, "thing")),
    }));
    line
}

/// The next days, as many as there is room for.
fn due(lines: &[DueLine], on: NaiveDate, columns: usize) -> Line {
    if lines.is_empty() {
        return vec![Piece::muted("nothing with a day")];
    }
    let mut shown = Line::new();
    for (at, line) in lines.iter().enumerate() {
        let (late, role) = if line.on < on { (" OVERDUE", Role::Serious) } else { ("", Role::Normal) };
        let mut next = Line::new();
        if at > 0 {
            next.push(Piece::plain(" · "));
        }
        next.push(Piece::new(&format!("{} {}{late}", line.on, line.what), role));
        let rest = lines.len() - at;
        let more = format!(" · {rest} more");
        let room = columns.saturating_sub(if rest > 1 { more.len() } else { 0 });
        if at > 0 && line_width(&shown) + line_width(&next) > room {
            shown.push(Piece::muted(&more));
            break;
        }
        shown.extend(next);
    }
    shown
}

fn list(state: &State, gates: &Gates, canvas: &mut Canvas<'_>, area: Rect) {
    let active = state.pane == Pane::Gates;
    let head = if active { Role::Title } else { Role::Muted };
    canvas
        .line(Rect { x: area.x + 1, width: area.width - 1, height: 1, ..area }, &[Piece::new("Gates", head)]);
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let top = state.list.top(state.len(), usize::from(body.height));
    for (row, at) in rows(body).zip(top..state.len()) {
        match gates.gates.get(at) {
            Some(gate) => canvas.line(row, &cells(gate, usize::from(row.width))),
            None => {
                let record = format!("  On record ({})", gates.on_record.len());
                canvas.line(row, &[Piece::plain(&record)]);
            }
        }
        if at == state.list.at() {
            canvas.line(row, &[Piece::plain(">")]);
            if active {
                canvas.select(row);
            } else {
                canvas.paint(row, Role::Title);
            }
        }
    }
}

/// `  G5  Controls in place   blocked        2`
fn cells(gate: &GateLine, columns: usize) -> Line {
    let (word, role) = stands(gate.state);
    let name = if gate.state == GateState::NotInStage { Role::Muted } else { Role::Normal };
    let count = if gate.missing.is_empty() { String::new() } else { gate.missing.len().to_string() };
    let (id, state, number) = (4, 13, 3);
    vec![
        Piece::plain("  "),
        Piece::new(&gate.id, name).fit(id),
        Piece::new(&gate.name, name).fit(columns.saturating_sub(2 + id + 1 + state + number)),
        Piece::plain(" "),
        Piece::new(word, role).fit(state),
        Piece::plain(&format!("{count:>number$}")),
    ]
}
