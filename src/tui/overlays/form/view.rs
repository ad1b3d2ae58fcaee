//! How a form looks: a line a field; the field that keys act on has room, its help and what is wrong with it.

use ratatui::layout::Rect;

use super::{
    super::middle,
    Form,
    field::{Entry, FieldState},
};
use crate::{
    domain::shown::Shown,
    tui::{
        commands::{Command, Place},
        state::State,
        theme::Role,
        widgets::{
            canvas::{Canvas, rows},
            text::{Line, Piece, cut, fit, wrapped},
        },
    },
    workbench::{actions::FieldKind, subject_in_words},
};

/// Columns of the widest form.
const WIDE: u16 = 96;
/// Columns that labels take.
const LABEL: usize = 24;
/// Rows that a text of several lines takes at most.
const TEXT_ROWS: usize = 7;

/// How many columns a field has on a terminal of this width.
pub(super) fn columns(terminal: u16) -> usize {
    usize::from(terminal.min(WIDE)).saturating_sub(4 + LABEL + 1).max(8)
}

/// A line of the form, whether it belongs to the field that keys act on, and where the cursor is in it.
struct Drawn {
    line: Line,
    value_here: bool,
    cursor: Option<usize>,
}

pub(in crate::tui) fn draw(form: &Form, state: &State, canvas: &mut Canvas<'_>, body: Rect) {
    let columns = columns(body.width);
    let mut drawn: Vec<Drawn> = Vec::new();
    let mut span = (0, 1);
    for (at, field_state) in form.fields.iter().enumerate() {
        let from = drawn.len();
        let here = at == form.at;
        drawn.extend(field(field_state, columns, here));
        if here {
            drawn.extend(below(form, state, columns));
            span = (from, drawn.len() - from);
        } else if let Some(wrong) = form.fault(at) {
            drawn.extend(indented(wrapped(wrong, columns, Role::Error)));
        }
    }
    let save = format!("[ Save: {} ]", form.action.title);
    let on_save = form.at == form.fields.len();
    if on_save {
        span = (drawn.len(), 1);
    }
    drawn.push(Drawn { line: vec![Piece::plain(&save)], value_here: on_save, cursor: on_save.then_some(0) });
    let title = if form.subject.is_empty() {
        form.action.title.to_owned()
    } else {
        format!("{} · {}", form.action.title, subject_in_words(&form.subject))
    };
    let height = (drawn.len() as u16).saturating_add(2);
    let inner = canvas.boxed(middle(body, WIDE, height), &title);
    let room = usize::from(inner.height);
    let top = form.lines.span(drawn.len(), room, span.0, span.1.min(room.max(1)));
    for (row, drawn) in rows(inner).zip(drawn.into_iter().skip(top)) {
        canvas.line(row, &drawn.line);
        if drawn.value_here {
            let indent = if on_save { 0 } else { LABEL as u16 + 1 };
            let value = Rect { x: row.x + indent, width: row.width.saturating_sub(indent), ..row };
            canvas.paint(value, Role::Selected);
        }
        if let Some(cursor) = drawn.cursor {
            canvas.set_cursor(row.x + cursor as u16, row.y);
        }
    }
}

fn label(state: &FieldState, here: bool) -> Piece {
    let must = if state.field.required { "*" } else { "" };
    let role = if here { Role::Title } else { Role::Muted };
    Piece::new(&fit(&format!("{}{must}", state.field.label), LABEL), role)
}

fn field(state: &FieldState, columns: usize, here: bool) -> Vec<Drawn> {
    let label = label(state, here);
    let with = |first: bool, text: &str, value_here: bool, cursor: Option<usize>| Drawn {
        line: vec![
            if first { label.clone() } else { Piece::plain(&" ".repeat(LABEL)) },
            Piece::plain(" "),
            Piece::new(text, Role::Normal),
        ],
        value_here,
        cursor: cursor.map(|column| LABEL + 1 + column),
    };
    let Entry::Typed(editor) = &state.entry else {
        let shown = state.shown();
        let shown = if shown.is_empty() && here { "Space opens the list".to_owned() } else { shown };
        return vec![with(true, &shown, here, here.then_some(0))];
    };
    if !editor.is_multiline() {
        if !here {
            return vec![with(true, &cut(Shown::line(&editor.value()).as_str(), columns), false, None)];
        }
        let (shown, column) = editor.window(columns, 0);
        return vec![with(true, &shown, true, Some(column))];
    }
    let rows = editor.rows(columns);
    if !here {
        let first = rows.first().map(|row| row.shown.trim_end().to_owned()).unwrap_or_default();
        let more = rows.len() - 1;
        let text =
            if more > 0 { format!("{} (+{more})", cut(&first, columns.saturating_sub(7))) } else { first };
        return vec![with(true, &text, false, None)];
    }
    let (row, column) = editor.cursor(&rows);
    let from = (row + 1).saturating_sub(TEXT_ROWS);
    rows.iter()
        .enumerate()
        .skip(from)
        .take(TEXT_ROWS)
        .map(|(i, shown)| with(i == from, &shown.shown, true, (i == row).then_some(column.min(columns - 1))))
        .collect()
}

/// What is wrong with the field that keys act on, the date that is meant, or help.
fn below(form: &Form, all: &State, columns: usize) -> Vec<Drawn> {
    let Some(state) = form.field() else { return Vec::new() };
    if let Some(wrong) = form.fault(form.at) {
        return indented(wrapped(wrong, columns, Role::Error));
    }
    if let Some(date) = state.dated(all.today) {
        return indented(wrapped(&date, columns, Role::Muted));
    }
    let key = |command: Command| all.keys.first(command, &[Place::Form], "-");
    let listed = state.field.known.map(|_| format!("{}: list", key(Command::ListKnown)));
    let edited = state.is_multiline().then(|| format!("{}: editor", key(Command::LongText)));
    let breaks = format!("{}: new line", key(Command::Accept));
    let how = match (state.is_multiline(), state.is_picked()) {
        (true, _) => breaks.as_str(),
        (_, true) if !state.is_empty() => "Space: list",
        _ if state.field.kind == FieldKind::Date => "like 2027-03-31, +90d, end of q1",
        _ => "",
    };
    let (listed, edited) = (listed.unwrap_or_default(), edited.unwrap_or_default());
    let help: Vec<&str> =
        [state.field.help, how, &edited, &listed].into_iter().filter(|text| !text.is_empty()).collect();
    let mut lines = wrapped(&help.join(" · "), columns, Role::Muted);
    // one row for every field, so that going to the next one moves as little as can be
    if lines.is_empty() {
        lines.push(Line::new());
    }
    indented(lines)
}

/// Lines under a value.
fn indented(lines: Vec<Line>) -> Vec<Drawn> {
    lines
        .into_iter()
        .map(|mut line| {
            line.insert(0, Piece::plain(&" ".repeat(LABEL + 1)));
            Drawn { line, value_here: false, cursor: None }
        })
        .collect()
}
