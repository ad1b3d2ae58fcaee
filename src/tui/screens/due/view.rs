//! How the list of what is due looks: the list, and the selected one in full below.

use ratatui::layout::Rect;

use super::{Line as DueLine, State};
use crate::{
    domain::{
        due::{DueKind, left},
        word::Word as _,
    },
    tui::{
        commands::Place,
        screens::{counted, draw_with_foot},
        theme::Role,
        widgets::{
            canvas::Canvas,
            table::Column,
            text::{Line, Piece, wrapped},
        },
    },
};

pub(super) const COLUMNS: &[Column] = &[
    Column { id: "left", title: "Left", width: 11, fills: false, goes: 0 },
    Column { id: "date", title: "Date", width: 10, fills: false, goes: 2 },
    Column { id: "kind", title: "Kind", width: 15, fills: false, goes: 3 },
    Column { id: "place", title: "Place", width: 13, fills: false, goes: 0 },
    Column { id: "what", title: "What", width: 40, fills: true, goes: 0 },
];

/// Lines that tell of the selected one.
const FOOT: u16 = 5;
/// Due within so many days is soon.
const SOON: i64 = 7;

pub(super) fn title(state: &State) -> (Line, Line) {
    let mut right = Line::new();
    if state.list.known {
        let all = state.list.all();
        let overdue = all.iter().filter(|line| line.days_left() < 0).count();
        if overdue > 0 {
            right.push(Piece::new(&format!("{overdue} overdue"), Role::Serious));
            right.push(Piece::plain(" · "));
        }
        right.push(Piece::plain(&counted(all.len(), "date")));
    }
    (vec![Piece::new("Due in the register", Role::Title)], right)
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let note = match (state.list.known, state.list.is_empty(), state.list.sheet.is_narrowed()) {
        (false, ..) => "Looking through the register …",
        (true, true, false) => {
            "Nothing in this register has a date yet. Decisions bring theirs ({decide} on a risk), triggers and findings \
             theirs ({raise-trigger} raises a trigger)."
        }
        (true, true, true) => "Nothing due has this text. {back} shows all.",
        (true, false, _) => "",
    };
    if !note.is_empty() {
        return canvas.note(area, note, Place::Risk);
    }
    draw_with_foot(&state.list, canvas, area, foot(area), cells, whole);
}

/// Where the selected one is told.
pub(super) fn foot(area: Rect) -> Rect {
    let height = FOOT.min(area.height / 2);
    Rect { y: area.bottom() - height, height, ..area }
}

/// The cells of a date as they are copied.
pub(super) fn copied(line: &DueLine) -> Vec<String> {
    let due = &line.due;
    vec![
        left(line.days_left()),
        due.date.to_string(),
        due.kind.label().to_owned(),
        due.place.clone(),
        due.what.clone(),
    ]
}

fn cells(line: &DueLine) -> Vec<Piece> {
    let role = role(line);
    let due = &line.due;
    vec![
        Piece::new(&left(line.days_left()), role),
        Piece::plain(&due.date.to_string()),
        Piece::plain(due.kind.label()),
        Piece::plain(&due.place),
        Piece::new(&due.what, if due.kind == DueKind::Expired { role } else { Role::Normal }),
    ]
}

fn role(line: &DueLine) -> Role {
    match line.days_left() {
        _ if line.due.kind == DueKind::Expired => Role::Critical,
        ..0 => Role::Serious,
        0..=SOON => Role::Caution,
        _ => Role::Normal,
    }
}

fn whole(line: &DueLine, columns: usize) -> Vec<Line> {
    let due = &line.due;
    let mend = if due.mend.is_empty() { String::new() } else { format!(" · mend: {}", due.mend) };
    let head = format!("{} · {} · {}{mend}", due.date, due.kind.label(), due.place);
    let mut lines = vec![vec![Piece::muted(&head)]];
    lines.extend(wrapped(&due.what, columns, role(line)));
    if due.unrecorded {
        let what = "Not yet on record: it is raised once somebody opens the register who may write.";
        lines.extend(wrapped(what, columns, Role::Caution));
    }
    lines
}
