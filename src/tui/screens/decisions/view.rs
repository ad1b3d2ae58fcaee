//! How the decisions look: the table, and the selected one in full beside it, on a narrow terminal below it.

use ratatui::layout::Rect;

use super::State;
use crate::{
    domain::decision::AcceptanceState,
    tui::{
        commands::Place,
        screens::{Table as _, counted, levels},
        theme::Role,
        widgets::{
            canvas::Canvas,
            table::Column,
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::{Level, decisions::DecisionLine},
};

pub(super) const COLUMNS: &[Column] = &[
    Column { id: "on", title: "On", width: 12, fills: false, goes: 0 },
    Column { id: "what", title: "What", width: 16, fills: true, goes: 5 },
    Column { id: "verdict", title: "Verdict", width: 8, fills: false, goes: 2 },
    Column { id: "level", title: "Level", width: 5, fills: false, goes: 1 },
    Column { id: "by", title: "By", width: 12, fills: false, goes: 1 },
    Column { id: "made", title: "On day", width: 10, fills: false, goes: 4 },
    Column { id: "until", title: "Until", width: 10, fills: false, goes: 0 },
    Column { id: "review", title: "Review", width: 10, fills: false, goes: 3 },
    Column { id: "stands", title: "Where it stands", width: 18, fills: true, goes: 0 },
];

/// From this width on the selected one is told beside the table.
const WIDE: u16 = 120;
/// Lines that tell of the selected one below the table, and columns beside it.
const FOOT: u16 = 7;
const BESIDE: u16 = 44;

pub(super) fn title(state: &State) -> (Line, Line) {
    let whose = match &state.assessment {
        Some(reference) => format!("Decisions of {reference}"),
        None => "Decisions of the register".to_owned(),
    };
    let count = match state.list.count() {
        Some(count) if state.list.sheet.sorted_by().next().is_none() => {
            format!("{}, by urgency", counted(count, "decision"))
        }
        Some(count) => counted(count, "decision"),
        None if state.list.is_known() => "looking through the decisions …".to_owned(),
        None => String::new(),
    };
    (vec![Piece::new(&whose, Role::Title)], vec![Piece::plain(&count)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let note = match state.list.rows() {
        0 if !state.list.is_known() => "Looking through the decisions …",
        0 if state.list.sheet.is_narrowed() => "No decision is let through. {back} shows more.",
        0 if state.ends.is_some() => "No decision runs out then. {back} shows all.",
        0 => "Nobody has decided anything yet. On a risk, {decide} records a decision.",
        _ => "",
    };
    if !note.is_empty() {
        return canvas.note(area, note, Place::Risk);
    }
    let detail = if canvas.is_plain() { below(area) } else { detail(area) };
    let beside = area.width >= WIDE && !canvas.is_plain();
    let table = if beside {
        Rect { width: area.width - detail.width, ..area }
    } else {
        Rect { height: area.height - detail.height, ..area }
    };
    state.list.draw(canvas, table, &|at| state.list.row(at).map(cells));
    if beside {
        canvas.divide(Rect { width: 1, ..detail });
    } else {
        canvas.rule(detail);
    }
    let inner = if beside {
        Rect { x: detail.x + 2, width: detail.width.saturating_sub(3), ..detail }
    } else {
        Rect {
            x: detail.x + 1,
            y: detail.y + 1,
            width: detail.width.saturating_sub(2),
            height: detail.height.saturating_sub(1),
        }
    };
    if let Some(line) = state.list.selected() {
        canvas.lines(inner, &whole(line, usize::from(inner.width)));
    }
}

/// Where the selected one is told.
pub(super) fn detail(area: Rect) -> Rect {
    if area.width >= WIDE {
        let width = BESIDE + (area.width - WIDE) / 3;
        return Rect { x: area.right() - width, width, ..area };
    }
    below(area)
}

fn below(area: Rect) -> Rect {
    let height = FOOT.min(area.height / 2);
    Rect { y: area.bottom() - height, height, ..area }
}

/// The cells of a decision as they are copied.
pub(super) fn copied(line: &DecisionLine) -> Vec<String> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    vec![
        line.reference.clone(),
        line.title.clone(),
        line.verdict.clone(),
        line.level.as_ref().map_or_else(|| "not rated".to_owned(), Level::tag),
        line.by.clone(),
        line.on.to_string(),
        day(line.until),
        day(line.review),
        line.stands.clone(),
    ]
}

fn cells(line: &DecisionLine) -> Vec<Piece> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    vec![
        Piece::plain(&line.reference),
        Piece::plain(&line.title),
        Piece::plain(verdict(&line.verdict)),
        line.level.as_ref().map_or_else(|| Piece::muted("–"), |level| levels::tag(Some(level))),
        Piece::plain(&line.by),
        Piece::plain(&line.on.to_string()),
        Piece::plain(&day(line.until)),
        Piece::plain(&day(line.review)),
        Piece::new(&line.stands, role(line.state)),
    ]
}

/// In a word of a narrow column; the selected one is told in full.
fn verdict(said: &str) -> &str {
    match said {
        "accepted with conditions" => "on cond.",
        said if said.starts_with("asked") => "asked",
        said => said,
    }
}

/// How a state is meant; its words stand beside it.
fn role(state: AcceptanceState) -> Role {
    match state {
        AcceptanceState::Expired | AcceptanceState::Stale => Role::Critical,
        AcceptanceState::Rejected | AcceptanceState::AwaitsConfirmation => Role::Serious,
        AcceptanceState::Proposed | AcceptanceState::Expiring | AcceptanceState::Deferred => Role::Caution,
        AcceptanceState::InForce => Role::Ok,
        AcceptanceState::None
        | AcceptanceState::Withdrawn
        | AcceptanceState::Superseded
        | AcceptanceState::Renewed => Role::Muted,
    }
}

fn whole(line: &DecisionLine, columns: usize) -> Vec<Line> {
    let mut lines = wrapped(&format!("{} {}", line.reference, line.title), columns, Role::Title);
    lines.extend(wrapped(&line.stands, columns, role(line.state)));
    let level = line.level.as_ref().map(|level| format!(" at {}", level.name)).unwrap_or_default();
    let mut said = format!("{}{level} by {} on {}", line.verdict, line.by, line.on);
    for (name, day) in [("until", line.until), ("review on", line.review)] {
        if let Some(day) = day {
            said.push_str(&format!(", {name} {day}"));
        }
    }
    lines.extend(wrapped(&said, columns, Role::Normal));
    if !line.rationale.is_empty() {
        lines.extend(wrapped(&line.rationale, columns, Role::Normal));
    }
    for condition in &line.conditions {
        lines.extend(wrapped(&format!("on condition: {condition}"), columns, Role::Normal));
    }
    if !line.recorded.is_empty() {
        lines.extend(wrapped(&line.recorded, columns, Role::Muted));
    }
    lines
}
