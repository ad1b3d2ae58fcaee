//! How people and policy look: one line a person, and the policy below.

use ratatui::layout::Rect;

use super::State;
use crate::{
    tui::{
        theme::Role,
        widgets::{
            canvas::Canvas,
            table::{self, Column},
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::people::{PersonLine, PolicyWhole},
};

const COLUMNS: &[Column] = &[
    Column { title: "Name", width: 20, fills: false, goes: 0 },
    Column { title: "Roles", width: 24, fills: true, goes: 0 },
    Column { title: "Account", width: 10, fills: false, goes: 2 },
    Column { title: "Active", width: 22, fills: false, goes: 1 },
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
    let columns = usize::from(area.width.saturating_sub(2));
    let policy = state.policy.as_ref().map(|policy| told(policy, columns)).unwrap_or_default();
    let height = (policy.len() as u16 + 1).min(area.height.saturating_sub(PEOPLE));
    let foot = Rect { y: area.bottom() - height, height, ..area };
    let above = Rect { height: area.height - height, ..area };
    if state.list.known && state.list.is_empty() {
        let inner = Rect { x: above.x + 2, y: above.y + 1, width: above.width.saturating_sub(3), height: 1 };
        let text = if state.list.filtered_by().is_empty() {
            "There are no people yet, so no authority is checked. a adds the first."
        } else {
            "No person has this text. Esc shows all."
        };
        canvas.line(inner, &[Piece::plain(text)]);
    } else {
        table::draw(canvas, above, COLUMNS, &state.list.view, state.list.len(), |at| {
            state.list.row(at).map(cells)
        });
    }
    if height > 1 {
        canvas.rule(foot);
        let inner =
            Rect { x: foot.x + 1, y: foot.y + 1, width: foot.width.saturating_sub(2), height: height - 1 };
        canvas.lines(inner, &policy);
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
fn told(policy: &PolicyWhole, columns: usize) -> Vec<Line> {
    let mut lines = wrapped(&format!("Policy {}: {}", policy.id, policy.title), columns, Role::Title);
    match &policy.approval {
        None => lines.extend(wrapped(
            "approved by nobody: the catalogue's own holds until somebody approves one (p)",
            columns,
            Role::Caution,
        )),
        Some(approval) => {
            let role = if approval.role.is_empty() { String::new() } else { format!(" ({})", approval.role) };
            let said = format!("approved by {}{role} on {}", approval.by, approval.on);
            let evidence = if approval.evidence.is_empty() { "" } else { "; " };
            lines.extend(wrapped(&format!("{said}{evidence}{}", approval.evidence), columns, Role::Normal));
        }
    }
    for authority in &policy.authority {
        let text = format!("{}; {} days", authority.told(), authority.days);
        lines.extend(headed(&authority.band, &text, columns));
    }
    for floor in &policy.floors {
        lines.extend(headed("floor", floor, columns));
    }
    let switches: Vec<String> =
        policy.switches.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    lines.extend(headed("switches", &switches.join(" · "), columns));
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
