//! How people and policy look: one line a person, and the policy below.

use ratatui::layout::Rect;

use super::State;
use crate::{
    tui::{
        commands::{Keys, Place},
        screens::Table as _,
        theme::Role,
        widgets::{
            canvas::{Canvas, rows},
            table::Column,
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::people::{PersonLine, PolicyWhole},
};

pub(super) const COLUMNS: &[Column] = &[
    Column { id: "name", title: "Name", width: 20, fills: false, goes: 0 },
    Column { id: "roles", title: "Roles", width: 24, fills: true, goes: 0 },
    Column { id: "account", title: "Account", width: 10, fills: false, goes: 2 },
    Column { id: "active", title: "Active", width: 23, fills: false, goes: 1 },
];

/// Rows that the people keep, however long the policy is: the headings and a few of them.
const PEOPLE: u16 = 6;

/// Columns that the level stands in.
const LEVEL: usize = 14;

pub(super) fn title(state: &State) -> (Line, Line) {
    let count = match (state.list.known, state.list.all().len()) {
        (false, _) => String::new(),
        (true, 1) => "1 person".to_owned(),
        (true, count) => format!("{count} people"),
    };
    (vec![Piece::new("People and policy", Role::Title)], vec![Piece::plain(&count)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let policy = paragraphs(state, usize::from(area.width.saturating_sub(2)), canvas.keys());
    let lines = policy.iter().map(Vec::len).sum::<usize>() as u16;
    let height = (lines + 1).min(area.height.saturating_sub(PEOPLE));
    let foot = Rect { y: area.bottom() - height, height, ..area };
    people(state, canvas, Rect { height: area.height - height, ..area });
    if height > 1 {
        canvas.rule(foot);
        let inner =
            Rect { x: foot.x + 1, y: foot.y + 1, width: foot.width.saturating_sub(2), height: height - 1 };
        draw_policy(state, canvas, inner, &policy);
    }
}

fn people(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if !state.list.known || !state.list.is_empty() {
        return state.list.draw(canvas, area, &|at| state.list.row(at).map(cells));
    }
    let text = if state.list.sheet.is_narrowed() {
        "No person has this text. {back} shows all."
    } else {
        "There are no people yet, so no authority is checked. {add-person} adds the first."
    };
    canvas.note(area, text, Place::People);
}

/// The policy as far as there is room, with the paragraph one is on in view.
fn draw_policy(state: &State, canvas: &mut Canvas<'_>, area: Rect, policy: &[Vec<Line>]) {
    let height = usize::from(area.height);
    let at = state.view.at().min(policy.len().saturating_sub(1));
    let from = policy[..at].iter().map(Vec::len).sum();
    let count = policy.get(at).map_or(1, Vec::len).min(height);
    let all: Vec<&Line> = policy.iter().flatten().collect();
    let top = state.view.span(all.len(), height, from, count);
    for (row, (number, line)) in rows(area).zip(all.into_iter().enumerate().skip(top)) {
        canvas.line(row, line);
        if state.on_policy && (from..from + count).contains(&number) {
            canvas.paint(row, Role::Selected);
            if number == from {
                canvas.set_cursor(row.x, row.y);
            }
        }
    }
}

fn cells(line: &PersonLine) -> Vec<Piece> {
    let role = if line.active { Role::Normal } else { Role::Muted };
    vec![
        Piece::new(&line.name, role),
        Piece::new(&line.role_names.join(", "), role),
        Piece::new(&line.account, role),
        Piece::new(&line.spell, role),
    ]
}

/// The policy: approval, authority by level, floors, switches.
pub(super) fn paragraphs(state: &State, columns: usize, keys: Option<&Keys>) -> Vec<Vec<Line>> {
    let Some(policy) = &state.policy else { return Vec::new() };
    let mut told = vec![approved(policy, columns, keys)];
    for authority in &policy.authority {
        let text = format!("{}; {} days", authority.told(), authority.days);
        told.push(headed(&authority.band, &text, columns));
    }
    told.extend(policy.floors.iter().map(|floor| headed("floor", floor, columns)));
    let mut head = "switches";
    for (name, value) in &policy.switches {
        told.push(headed(std::mem::take(&mut head), &format!("{name}: {value}"), columns));
    }
    told
}

fn approved(policy: &PolicyWhole, columns: usize, keys: Option<&Keys>) -> Vec<Line> {
    let mut lines = wrapped(&format!("Policy {}: {}", policy.id, policy.title), columns, Role::Title);
    let (said, role) = match &policy.approval {
        None => {
            let said = "approved by nobody: the catalogue's own holds until somebody approves one ({approve-policy})";
            (Keys::tell(keys, said, Place::People), Role::Caution)
        }
        Some(approval) => {
            let role = if approval.role.is_empty() { String::new() } else { format!(" ({})", approval.role) };
            let evidence = if approval.evidence.is_empty() { "" } else { "; " };
            let said = format!("approved by {}{role} on {}{evidence}", approval.by, approval.on);
            (format!("{said}{}", approval.evidence), Role::Normal)
        }
    };
    lines.extend(wrapped(&said, columns, role));
    lines
}

/// A text beside its head, the head on the first line only.
fn headed(head: &str, text: &str, columns: usize) -> Vec<Line> {
    let mut head = Piece::muted(head).fit(LEVEL);
    wrapped(text, columns.saturating_sub(LEVEL), Role::Normal)
        .into_iter()
        .map(|mut line| {
            line.insert(0, std::mem::replace(&mut head, Piece::muted("").fit(LEVEL)));
            line
        })
        .collect()
}
