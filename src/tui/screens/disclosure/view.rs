//! How a disclosure looks: one line a statement, and the selected one in full below.

use ratatui::layout::Rect;

use super::{Pane, State};
use crate::{
    domain::{
        disclosure::{Answer, Problem, Statement},
        word::Word as _,
    },
    tui::{
        commands::Place,
        screens::Table as _,
        theme::Role,
        widgets::{
            canvas::Canvas,
            table::Column,
            text::{Line, Piece, wrapped},
        },
    },
};

pub(super) const STATEMENTS: &[Column] = &[
    Column { id: "item", title: "Item", width: 11, fills: false, goes: 0 },
    Column { id: "answer", title: "Answer", width: 12, fills: false, goes: 0 },
    Column { id: "question", title: "Question", width: 20, fills: true, goes: 0 },
    Column { id: "note", title: "Note", width: 16, fills: true, goes: 2 },
    Column { id: "place", title: "Place", width: 15, fills: false, goes: 1 },
];

pub(super) const PROBLEMS: &[Column] = &[
    Column { id: "place", title: "Place", width: 16, fills: false, goes: 0 },
    Column { id: "what", title: "What is odd", width: 24, fills: true, goes: 0 },
    Column { id: "done", title: "What was done", width: 24, fills: true, goes: 1 },
];

pub(super) fn title(state: &State) -> (Line, Line) {
    let left = vec![Piece::plain("Disclosure of "), Piece::new(&state.assessment, Role::Title)];
    let Some(document) = &state.disclosure else { return (left, Line::new()) };
    let issued = document.issued_on.map_or_else(|| "no issue date".to_owned(), |date| date.to_string());
    (
        left,
        vec![Piece::plain(&format!("{} · {issued} · revision {}", document.document_id, document.revision))],
    )
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if !state.known || area.height < 4 || area.width < 20 {
        return;
    }
    let head = Rect { x: area.x + 1, width: area.width - 2, height: 1, ..area };
    if state.disclosure.is_none() {
        let text = "No disclosure was imported yet. {import} imports the manufacturer's file.";
        return canvas.note(area, text, Place::Disclosure);
    }
    let (statements, problems) = (state.statements.all().len(), state.problems.all().len());
    let look = |pane| if state.pane == pane { Role::Title } else { Role::Muted };
    canvas.line(
        head,
        &[
            Piece::new(&format!("Statements ({statements})"), look(Pane::Statements)),
            Piece::plain("   "),
            Piece::new(&format!("Problems ({problems})"), look(Pane::Problems)),
            Piece::muted(&canvas.told("   {other-pane}: the other list", Place::Disclosure)),
        ],
    );
    let below = (area.height / 3).min(9);
    let list = Rect { y: area.y + 1, height: area.height - 1 - below, ..area };
    let (none, filter) = match state.pane {
        Pane::Statements => (state.statements.is_empty(), state.statements.filtered_by()),
        Pane::Problems => (state.problems.is_empty(), state.problems.filtered_by()),
    };
    if none {
        let text = match (state.pane, filter) {
            (Pane::Problems, "") => "Nothing was odd in this file. {other-pane}: the statements.",
            (Pane::Statements, "") => "The file has no statement. {import} imports another.",
            _ => "Nothing here has this text. {back} shows all.",
        };
        return canvas.note(list, text, Place::Disclosure);
    }
    match state.pane {
        Pane::Statements => {
            let rows = &state.statements;
            rows.draw(canvas, list, &|at| rows.row(at).map(statement));
        }
        Pane::Problems => {
            let rows = &state.problems;
            rows.draw(canvas, list, &|at| rows.row(at).map(problem));
        }
    }
    let foot = Rect { y: list.bottom(), height: below, ..area };
    canvas.rule(foot);
    let inner = Rect { x: area.x + 1, y: foot.y + 1, width: area.width - 2, height: below.saturating_sub(1) };
    canvas.lines(inner, &whole(state, usize::from(inner.width)));
}

pub(super) fn answer(statement: &Statement) -> String {
    match statement.answer {
        Answer::Text => statement.raw.clone(),
        answer => answer.label().to_owned(),
    }
}

fn statement(statement: &Statement) -> Vec<Piece> {
    vec![
        Piece::plain(&statement.item),
        Piece::plain(&answer(statement)),
        Piece::plain(&statement.question),
        Piece::plain(&statement.note),
        Piece::muted(&statement.place),
    ]
}

fn problem(problem: &Problem) -> Vec<Piece> {
    vec![Piece::muted(&problem.place), Piece::plain(&problem.what), Piece::plain(&problem.done)]
}

fn whole(state: &State, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut tell = |head: &str, text: &str, role: Role| {
        if !text.trim().is_empty() {
            let head = if head.is_empty() { String::new() } else { format!("{head}: ") };
            lines.extend(wrapped(&format!("{head}{text}"), columns, role));
        }
    };
    match state.pane {
        Pane::Statements => {
            let Some(statement) = state.statements.selected() else { return lines };
            let first = format!("{}  {}  ({})", statement.item, answer(statement), statement.place);
            tell("", &first, Role::Title);
            tell("", &statement.question, Role::Normal);
            tell("Note", &statement.note, Role::Normal);
            if statement.printed_id != statement.item {
                tell("Printed as", &statement.printed_id, Role::Muted);
            }
            tell("", &statement.mapping.join(" · "), Role::Muted);
        }
        Pane::Problems => {
            let Some(problem) = state.problems.selected() else { return lines };
            tell("Place", &problem.place, Role::Muted);
            tell("", &problem.what, Role::Normal);
            tell("Done", &problem.done, Role::Normal);
        }
    }
    lines
}
