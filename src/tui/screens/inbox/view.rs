//! How the inbox looks: the list, and the selected one in full below.

use ratatui::layout::Rect;

use super::{Entry, State};
use crate::{
    domain::finding::Trigger,
    tui::{
        commands::Place,
        screens::{counted, draw_with_foot},
        theme::Role,
        widgets::{
            canvas::Canvas,
            listing::Row as _,
            table::Column,
            text::{Line, Piece, wrapped},
        },
    },
};

pub(super) const COLUMNS: &[Column] = &[
    Column { id: "ref", title: "Ref", width: 6, fills: false, goes: 0 },
    Column { id: "state", title: "State", width: 14, fills: false, goes: 0 },
    Column { id: "kind", title: "Kind", width: 24, fills: false, goes: 3 },
    Column { id: "what", title: "What", width: 34, fills: true, goes: 0 },
    Column { id: "deadline", title: "Deadline", width: 10, fills: false, goes: 1 },
    Column { id: "mended", title: "Mended", width: 8, fills: false, goes: 2 },
];

pub(super) fn title(state: &State) -> (Line, Line) {
    let mut right = Line::new();
    if state.list.known {
        let all = state.list.all();
        let open = all.iter().filter(|entry| entry.is_open()).count();
        right.push(Piece::plain(&format!("{open} open of {}", all.len())));
    }
    (vec![Piece::new("Inbox: triggers and findings", Role::Title)], right)
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.list.known && state.list.is_empty() {
        let text = if state.list.sheet.is_narrowed() {
            "Nothing in the inbox has this text. {back} shows all."
        } else {
            "Nothing came in, and nothing is wrong. {raise-trigger} raises a trigger."
        };
        return canvas.note(area, text, Place::Inbox);
    }
    draw_with_foot(&state.list, canvas, area, foot(area), cells, whole);
}

/// Where the selected one is told.
pub(super) fn foot(area: Rect) -> Rect {
    let height = area.height / 2;
    Rect { y: area.bottom() - height, height, ..area }
}

/// `14 of 36 units mended`; `36 units` where it is not settled unit by unit.
pub(in crate::tui::screens) fn units(trigger: &Trigger) -> String {
    if trigger.kind.is_mended_by_unit() {
        format!("{} of {} units mended", trigger.units_mended, trigger.units_affected)
    } else {
        format!("{} units", trigger.units_affected)
    }
}

fn cells(entry: &Entry) -> Vec<Piece> {
    let role = if entry.is_open() { Role::Caution } else { Role::Muted };
    vec![
        Piece::plain(&entry.key()),
        Piece::new(entry.state(), role),
        Piece::plain(entry.kind()),
        Piece::plain(&entry.what()),
        Piece::plain(&entry.deadline().map_or_else(|| "–".to_owned(), |date| date.to_string())),
        Piece::plain(&entry.units()),
    ]
}

fn whole(entry: &Entry, columns: usize) -> Vec<Line> {
    let mut lines = wrapped(&format!("{} {}", entry.key(), entry.what()), columns, Role::Title);
    match entry {
        Entry::Trigger(trigger) => {
            let head = format!(
                "{} · received {} · {} · {}",
                entry.kind(),
                trigger.received_on,
                counted(trigger.assessment_ids.len(), "assessment"),
                units(trigger)
            );
            lines.extend(wrapped(&head, columns, Role::Muted));
            if !trigger.triage_reason.is_empty() {
                let said = format!("{}: {}", entry.state(), trigger.triage_reason);
                lines.extend(wrapped(&said, columns, Role::Normal));
            }
            for detail in &trigger.details {
                lines.extend(wrapped(detail, columns, Role::Normal));
            }
        }
        Entry::Finding(finding, assessment) => {
            let owner = if finding.owner.is_empty() { "nobody" } else { &finding.owner };
            let place = if assessment.is_empty() { String::new() } else { format!(" in {assessment}") };
            let by = if finding.date_key.is_empty() { "" } else { " by its date" };
            let head = format!("opened {}{by}{place} · owner: {owner}", finding.opened_on);
            lines.extend(wrapped(&head, columns, Role::Muted));
            let mut tell = |name: &str, text: &str| {
                if !text.is_empty() {
                    lines.extend(wrapped(&format!("{name}: {text}"), columns, Role::Normal));
                }
            };
            tell("interim measure", &finding.interim_measure);
            if let Some(on) = finding.closed_on {
                tell("closed", &format!("{on} by {}: {}", finding.closed_by, finding.closed_how));
            }
        }
        Entry::Unrecorded(passed) => {
            let becomes = if passed.is_finding() { "a finding" } else { "a trigger" };
            let said = format!(
                "Not yet on record: it becomes {becomes} once somebody opens the register who may write."
            );
            lines.extend(wrapped(&said, columns, Role::Caution));
        }
    }
    lines
}
