//! How the table of risks looks.

use ratatui::layout::Rect;

use super::State;
use crate::{
    tui::{
        commands::Place,
        screens::{Table as _, counted, levels},
        theme::Role,
        widgets::{
            canvas::Canvas,
            table::Column,
            text::{Line, Piece},
        },
    },
    workbench::questions::{Level, risks::RiskLine},
};

pub(super) const COLUMNS: &[Column] = &[
    Column { id: "ref", title: "Risk", width: 12, fills: false, goes: 0 },
    Column { id: "title", title: "Title", width: 20, fills: true, goes: 0 },
    Column { id: "from", title: "From", width: 9, fills: false, goes: 4 },
    Column { id: "initial", title: "Initial", width: 9, fills: false, goes: 0 },
    Column { id: "residual", title: "Residual", width: 9, fills: false, goes: 0 },
    Column { id: "treatment", title: "Treatment", width: 9, fills: false, goes: 3 },
    Column { id: "controls", title: "Ctrl", width: 4, fills: false, goes: 2 },
    Column { id: "decision", title: "Decision", width: 14, fills: true, goes: 1 },
    Column { id: "owner", title: "Owner", width: 12, fills: false, goes: 5 },
    Column { id: "due", title: "Due", width: 10, fills: false, goes: 6 },
    Column { id: "tags", title: "Tags", width: 14, fills: false, goes: 7 },
];

pub(super) fn title(state: &State) -> (Line, Line) {
    let whose = match &state.assessment {
        Some(reference) => format!("Risks of {reference}"),
        None => "Risks of every assessment".to_owned(),
    };
    let count = match state.list.count() {
        Some(count) => counted(count, "risk"),
        None if state.list.is_known() => "looking through the register …".to_owned(),
        None => String::new(),
    };
    (vec![Piece::new(&whose, Role::Title)], vec![Piece::plain(&count)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.list.is_known() && state.list.rows() == 0 {
        let text = if state.list.sheet.is_narrowed() {
            "No risk is let through. {back} shows more."
        } else if state.within.is_some() {
            "No risk is rated so any more. {back} shows all."
        } else {
            "There is no risk yet. In the chain of an assessment, {add-risk} on a gap adds one."
        };
        return canvas.note(area, text, Place::Chain);
    }
    state.list.draw(canvas, area, &|at| state.list.row(at).map(cells));
}

/// The cells of a risk as they are copied.
pub(super) fn copied(line: &RiskLine) -> Vec<String> {
    let level = |level: Option<&Level>| level.map_or_else(|| "not rated".to_owned(), Level::tag);
    vec![
        line.reference.clone(),
        line.title.clone(),
        line.capabilities.clone(),
        level(line.initial.as_ref()),
        level(line.residual.as_ref()),
        line.treatment.clone(),
        line.controls.to_string(),
        line.decision.clone(),
        line.owner.clone(),
        line.due_on.map(|date| date.to_string()).unwrap_or_default(),
        line.tags.join(", "),
    ]
}

fn cells(line: &RiskLine) -> Vec<Piece> {
    let warns = line.decision.chars().next().is_some_and(char::is_uppercase);
    vec![
        Piece::plain(&line.reference),
        Piece::plain(&line.title),
        Piece::plain(&line.capabilities),
        levels::level(line.initial.as_ref()),
        levels::level(line.residual.as_ref()),
        Piece::plain(&line.treatment),
        Piece::plain(&format!("{:>4}", line.controls)),
        Piece::new(&line.decision, if warns { Role::Critical } else { Role::Normal }),
        Piece::plain(&line.owner),
        Piece::plain(&line.due_on.map(|date| date.to_string()).unwrap_or_default()),
        Piece::plain(&line.tags.join(", ")),
    ]
}
