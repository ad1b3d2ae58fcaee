//! How the table of risks looks.

use ratatui::layout::Rect;

use super::{SORTS, State};
use crate::{
    tui::{
        commands::Place,
        screens::{counted, levels},
        theme::Role,
        widgets::{
            canvas::Canvas,
            table::{self, Column},
            text::{Line, Piece},
        },
    },
    workbench::questions::risks::RiskLine,
};

const COLUMNS: &[Column] = &[
    Column { title: "Risk", width: 12, fills: false, goes: 0 },
    Column { title: "Title", width: 20, fills: true, goes: 0 },
    Column { title: "From", width: 9, fills: false, goes: 4 },
    Column { title: "Initial", width: 9, fills: false, goes: 0 },
    Column { title: "Residual", width: 9, fills: false, goes: 0 },
    Column { title: "Treatment", width: 9, fills: false, goes: 3 },
    Column { title: "Ctrl", width: 4, fills: false, goes: 2 },
    Column { title: "Decision", width: 14, fills: true, goes: 1 },
    Column { title: "Owner", width: 12, fills: false, goes: 5 },
];

pub(super) fn title(state: &State) -> (Line, Line) {
    let whose = match &state.wanted.assessment {
        Some(reference) => format!("Risks of {reference}"),
        None => "Risks of every assessment".to_owned(),
    };
    let sort = SORTS.iter().find(|(sort, _, _)| *sort == state.wanted.sort).map_or("", |(_, _, label)| label);
    let count = match &state.order {
        Some(order) => format!("{}, by {sort}", counted(order.ids.len(), "risk")),
        None => String::new(),
    };
    (vec![Piece::new(&whose, Role::Title)], vec![Piece::plain(&count)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.order.is_some() && state.len() == 0 {
        let text = if state.wanted.within.is_some() {
            "No risk is rated so any more. {back} shows all."
        } else if state.wanted.filter.is_empty() {
            "There is no risk yet. In the chain of an assessment, {add-risk} on a gap adds one."
        } else {
            "No risk has this text. {back} shows all."
        };
        return canvas.note(area, text, Place::Chain);
    }
    table::draw(canvas, area, COLUMNS, &state.view, state.len(), |at| state.lines.get(&at).map(cells));
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
    ]
}
