//! How the portfolio looks.

use ratatui::layout::Rect;

use super::State;
use crate::{
    domain::{assessment::Stage, due::left, word::Word as _},
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
    workbench::questions::assessments::{AssessmentLine, Standing},
};

pub(super) const COLUMNS: &[Column] = &[
    Column { id: "product", title: "Product", width: 16, fills: true, goes: 0 },
    Column { id: "ref", title: "Ref", width: 7, fills: false, goes: 0 },
    Column { id: "placements", title: "Placements", width: 16, fills: true, goes: 3 },
    Column { id: "stage", title: "Stage, gate", width: 15, fills: false, goes: 1 },
    Column { id: "gaps", title: "Gaps", width: 4, fills: false, goes: 0 },
    Column { id: "open", title: "Open", width: 4, fills: false, goes: 0 },
    Column { id: "worst", title: "Residual worst", width: 15, fills: false, goes: 0 },
    Column { id: "due", title: "Due", width: 11, fills: false, goes: 1 },
];

/// Days that are this week.
const WEEK: i64 = 6;

pub(super) fn title(state: &State) -> (Line, Line) {
    let left = vec![Piece::new("riskward", Role::Title), Piece::plain(" · "), Piece::plain(&state.register)];
    (left, vec![Piece::plain(&state.actor)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if area.height < 4 {
        return;
    }
    let all = state.list.all();
    let open: usize =
        all.iter().filter_map(|line| line.standing.as_ref()).map(|standing| standing.open).sum();
    let all_counted = all.iter().all(|line| line.standing.is_some());
    let row = Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: 1, ..area };
    canvas.line(row, &[Piece::new("Assessments", Role::Title)]);
    if state.list.known {
        let mut counts = counted(all.len(), "assessment");
        if all_counted && !all.is_empty() {
            let standings = all.iter().filter_map(|line| line.standing.as_ref());
            let soon = standings.filter(|one| one.due_in.is_some_and(|days| days <= WEEK)).count();
            counts = format!("{counts} · {open} open");
            if soon > 0 {
                counts = format!("{counts} · {soon} due this week");
            }
        }
        let overridden = all.iter().filter(|line| line.standing.as_ref().is_some_and(is_overridden)).count();
        if overridden > 0 {
            counts = format!("{counts} · {overridden} OVERRIDDEN");
        }
        canvas.line_right(row, &[Piece::plain(&counts)]);
    }
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    if state.list.known && state.list.is_empty() {
        canvas.lines(
            Rect {
                x: area.x + 2,
                y: area.y + 2,
                width: area.width.saturating_sub(3),
                height: area.height - 2,
            },
            &nothing(state, canvas),
        );
        canvas.set_cursor(area.x + 2, area.y + 2);
        return;
    }
    state.list.draw(canvas, body, &|at| state.list.row(at).map(cells));
}

fn nothing(state: &State, canvas: &Canvas<'_>) -> Vec<Line> {
    let told = |sentence| canvas.told(sentence, Place::Assessments);
    if state.list.sheet.is_narrowed() {
        return vec![vec![Piece::plain(&told("No assessment has this text. {back} shows all."))]];
    }
    vec![
        vec![Piece::plain("There is no assessment in this register yet.")],
        Line::new(),
        vec![
            Piece::new(&told("{import}"), Role::Key),
            Piece::plain("  import a manufacturer's disclosure (MDS2 workbook, CSV, TOML)"),
        ],
        vec![
            Piece::new(&told("{begin-assessment}"), Role::Key),
            Piece::plain("  begin an assessment of a product"),
        ],
    ]
}

/// The cells of an assessment as they are copied.
pub(super) fn copied(line: &AssessmentLine) -> Vec<String> {
    cells(line).iter().map(|cell| cell.text().to_owned()).collect()
}

fn cells(line: &AssessmentLine) -> Vec<Piece> {
    let mut cells = vec![
        Piece::plain(&product(line)),
        Piece::plain(&line.reference),
        Piece::plain(&line.placements),
        Piece::plain(&stage(line)),
    ];
    match &line.standing {
        Some(standing) => {
            let gaps = if standing.required_known { number(standing.gaps) } else { Piece::muted("   ?") };
            cells.extend([gaps, number(standing.open), worst(standing), due(standing)]);
        }
        None => cells.extend(std::iter::repeat_n(Piece::muted("…"), 4)),
    }
    cells
}

/// `IP-3 4.2.x, Hemoflow`: what tells products apart comes first, since there is seldom room for all of it.
pub(super) fn product(line: &AssessmentLine) -> String {
    let maker = line.product.strip_suffix(&line.model).unwrap_or(&line.product);
    let name = format!("{} {}", line.model, line.versions);
    let parts = [name.trim(), maker.trim()].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// `go-live G5`: the stage and the gate that comes next.
pub(super) fn stage(line: &AssessmentLine) -> String {
    let at_gate = line.standing.as_ref().and_then(|standing| standing.at_gate.as_ref());
    let Some(gate) = at_gate.and_then(|at| at.next.as_ref()) else { return line.stage.label().to_owned() };
    let stage = match line.stage {
        Stage::ContinuedUse => "cont. use",
        Stage::Decommission => "decomm.",
        stage => stage.label(),
    };
    format!("{stage} {gate}")
}

fn is_overridden(standing: &Standing) -> bool {
    standing.at_gate.as_ref().is_some_and(|at| at.overridden_until.is_some())
}

/// What was let through although something is missing comes first, then what is overdue, what no longer rests on what
/// was seen, and the next date.
fn due(standing: &Standing) -> Piece {
    if is_overridden(standing) {
        return Piece::new("OVERRIDDEN", Role::Serious);
    }
    match (standing.due_in, standing.stale) {
        (Some(days), _) if days < 0 => Piece::new(&left(days), Role::Serious),
        (_, count) if count > 0 => Piece::new(&format!("{count} STALE"), Role::Caution),
        (Some(days), _) if days <= WEEK => Piece::new(&left(days), Role::Caution),
        (Some(days), _) => Piece::plain(&left(days)),
        (None, _) => Piece::plain("–"),
    }
}

fn worst(standing: &Standing) -> Piece {
    match &standing.worst {
        Some((level, property)) => {
            let tag = levels::tag(Some(level));
            let property = if property == "effectiveness" { "effect." } else { property };
            Piece::new(&format!("{} ({property})", tag.text()), tag.role())
        }
        None if standing.risks > 0 => Piece::muted("not rated"),
        None => Piece::muted("–"),
    }
}

/// A number at the right of its four columns; one of more than four digits in thousands, so that it is never cut.
fn number(number: usize) -> Piece {
    let short = match number {
        0..10_000 => number.to_string(),
        10_000..1_000_000 => format!("{}k", number / 1_000),
        _ => format!("{}M", number / 1_000_000),
    };
    Piece::plain(&format!("{short:>4}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_is_wider_than_its_column() {
        for (count, shown) in
            [(0, "   0"), (9_999, "9999"), (10_000, " 10k"), (999_999, "999k"), (1_000_000, "  1M")]
        {
            assert_eq!(number(count).text(), shown);
        }
    }
}
