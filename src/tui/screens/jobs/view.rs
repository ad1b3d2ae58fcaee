//! How jobs look: one line each, and below what the selected one does or what came of it.

use ratatui::layout::Rect;

use super::State;
use crate::{
    tui::{
        commands::Place,
        jobs::{JobLine, JobState, seldom},
        screens::counted,
        theme::Role,
        widgets::{
            canvas::{Canvas, rows},
            text::{Line, Piece, line_width, wrapped},
        },
    },
    workbench::jobs::Report,
};

/// Lines below the list: a rule, and what is told.
const FOOT: u16 = 5;
/// Columns of state, count, percent and time.
const STATE: usize = 11;
const COUNT: usize = 26;
const PERCENT: usize = 6;
const TIME: usize = 11;

/// Where the title line tells of the running job already, there may be no room for how many there are.
pub(super) fn title_in(state: &State, columns: usize) -> (Line, Line) {
    let (left, right) = title(state);
    let fits = line_width(&right) <= columns;
    (left, if fits { right } else { Line::new() })
}

pub(super) fn title(state: &State) -> (Line, Line) {
    let count =
        |wanted: fn(JobState) -> bool| state.list.all().iter().filter(|line| wanted(line.state)).count();
    let mut told = Vec::new();
    for (word, count) in [
        ("running", count(|state| state == JobState::Running)),
        ("waiting", count(|state| state == JobState::Waiting)),
        ("over", count(JobState::is_over)),
    ] {
        if count > 0 {
            told.push(format!("{count} {word}"));
        }
    }
    let told = if told.is_empty() { counted(0, "job") } else { told.join(" · ") };
    (vec![Piece::new("Jobs", Role::Title)], vec![Piece::plain(&told)])
}

/// Where it is told of the selected job.
pub(super) fn foot(area: Rect) -> Rect {
    let height = FOOT.min(area.height);
    Rect { y: area.bottom() - height, height, ..area }
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.list.known && state.list.is_empty() {
        return empty(canvas, area);
    }
    let foot = foot(area);
    let table = Rect { height: area.height - foot.height, ..area };
    if table.height > 0 {
        canvas.line(
            Rect { x: table.x + 2, height: 1, width: table.width.saturating_sub(2), ..table },
            &headings(table),
        );
        let list = Rect { y: table.y + 1, height: table.height - 1, ..table };
        let top = state.list.view.top(state.list.len(), usize::from(list.height));
        for (row, at) in rows(list).zip(top..state.list.len()) {
            let Some(line) = state.list.row(at) else { continue };
            canvas.line(
                Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row },
                &cells(line, table, canvas.is_plain()),
            );
            if at == state.list.view.at() {
                canvas.line(row, &[Piece::plain(">")]);
                canvas.select(row);
            }
        }
    }
    if let Some(line) = state.list.selected().filter(|_| foot.height > 1) {
        canvas.rule(foot);
        let inner = Rect {
            x: foot.x + 2,
            y: foot.y + 1,
            height: foot.height - 1,
            width: foot.width.saturating_sub(3),
        };
        let mut lines = wrapped(&line.title, usize::from(inner.width), Role::Title);
        lines.extend(wrapped(&line.told(), usize::from(inner.width), role(line)));
        canvas.lines(inner, &lines);
    }
}

fn empty(canvas: &mut Canvas<'_>, area: Rect) {
    let text = "No job was begun since riskward was opened. {verify} verifies the register, {backup} backs it up, {export} \
                exports, and an import of several files is a job too.";
    canvas.note(area, text, Place::Jobs);
}

/// The columns that are left for what is done.
fn room(table: Rect) -> usize {
    usize::from(table.width).saturating_sub(2 + STATE + COUNT + PERCENT + TIME).max(8)
}

fn headings(table: Rect) -> Line {
    let parts = [("Job", room(table)), ("State", STATE), ("Count", COUNT), ("Done", PERCENT), ("Time", TIME)];
    parts.into_iter().map(|(head, wide)| Piece::muted(head).fit(wide)).collect()
}

/// For who has it read out what changes four times a second is left out.
fn cells(line: &JobLine, table: Rect, plain: bool) -> Line {
    let room = room(table);
    let state = if line.cancelling && !line.state.is_over() { "cancelling" } else { line.state.word() };
    let still = plain && line.state == JobState::Running;
    let percent = line.percent().map(|percent| if still { seldom(percent) } else { percent });
    let percent = percent.map(|percent| format!("{percent:>3} %")).unwrap_or_default();
    let (count, time) =
        if still { (String::new(), String::new()) } else { (line.progress.count(), line.time()) };
    vec![
        Piece::plain(&line.title).cut(room - 1).fit(room),
        Piece::new(state, role(line)).fit(STATE),
        Piece::plain(&count).cut(COUNT - 1).fit(COUNT),
        Piece::plain(&percent).fit(PERCENT),
        Piece::plain(&time).fit(TIME),
    ]
}

fn role(line: &JobLine) -> Role {
    match line.state {
        JobState::Failed => Role::Error,
        JobState::Cancelled => Role::Caution,
        JobState::Done if line.report.as_ref().is_some_and(Report::is_grave) => Role::Error,
        JobState::Done => Role::Ok,
        JobState::Waiting => Role::Muted,
        JobState::Running => Role::Normal,
    }
}
