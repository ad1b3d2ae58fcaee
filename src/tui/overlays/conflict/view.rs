//! How a conflict looks: a line a field with what stands in it; the one that keys act on with its three texts, whole.

use ratatui::layout::Rect;

use super::{super::middle, Row, Stands, Versus};
use crate::tui::{
    commands::{Command, Keys, Place},
    theme::Role,
    widgets::{
        canvas::{Canvas, rows},
        text::{Line, Piece, fit, wrapped},
        viewport::Move,
    },
};

/// Columns of the box.
const WIDE: u16 = 96;
/// Columns that the names of the three texts take.
const NAMES: usize = 10;

pub(in crate::tui) fn draw(versus: &Versus, keys: &Keys, canvas: &mut Canvas<'_>, body: Rect) {
    let columns = usize::from(middle(body, WIDE, 4).width.saturating_sub(4));
    let head = head(versus, columns);
    let (mut lines, mut from, mut count) = (Vec::new(), 0, 1);
    for (at, row) in versus.rows.iter().enumerate() {
        let here = at == versus.at;
        if here {
            from = lines.len();
        }
        lines.push(heading(row, columns));
        if here {
            lines.extend(texts(row, columns));
            count = lines.len() - from;
        }
    }
    lines.extend(beside(versus, columns));
    if versus.at + 1 >= versus.rows.len() {
        // what stands below the last field is scrolled with its texts
        count = lines.len() - from;
    }
    let height = u16::try_from(head.len() + lines.len() + 4).unwrap_or(u16::MAX);
    let title = if versus.is_about_signing() { "Not signed" } else { "Conflict" };
    let inner = canvas.boxed(middle(body, WIDE, height), &format!("{title} · {}", versus.title));
    let above = (head.len() as u16).min(inner.height.saturating_sub(5));
    canvas.lines(Rect { height: above, ..inner }, &head);
    let list = Rect { y: inner.y + above, height: inner.height.saturating_sub(above + 2), ..inner };
    let room = usize::from(list.height);
    // the field's heading stays above its texts while they are scrolled
    let headed = usize::from(!versus.rows.is_empty());
    versus.page.set(room.saturating_sub(headed + 1).max(1));
    versus.scrolled.set(versus.scrolled.get().min(count.saturating_sub(room)));
    let top = if count > room { from } else { (from + count).saturating_sub(room).min(from) };
    let scrolled = if count > room { versus.scrolled.get() } else { 0 };
    let (first, rest) = lines.split_at(top + headed);
    let shown = first[top..].iter().chain(rest.iter().skip(scrolled));
    for (row, (at, line)) in rows(list).zip(shown.enumerate()) {
        canvas.line(row, line);
        if headed > 0 && at == from - top {
            canvas.paint(row, Role::Selected);
            canvas.set_cursor(row.x, row.y);
        }
    }
    let key = |step| keys.first(Command::Move(step), &[Place::Comparing], "-");
    let more = lines.len().saturating_sub(top + room + scrolled);
    if more > 0 {
        let go_on = if count > room + scrolled { key(Move::PageDown) } else { key(Move::Down) };
        let more = format!("{more} lines more; {go_on} goes on");
        let last = Rect { y: inner.bottom().saturating_sub(2), height: 1, ..inner };
        canvas.line(last, &[Piece::muted(&more)]);
    }
    canvas.line(Rect { y: inner.bottom().saturating_sub(1), height: 1, ..inner }, &foot(versus, keys));
    if headed == 0 {
        canvas.set_cursor(list.x, list.y);
    }
}

/// Who did what to which thing.
fn head(versus: &Versus, columns: usize) -> Vec<Line> {
    if versus.is_about_signing() {
        let said = "What this decision rests on was changed since its form was opened. Nothing was signed.";
        let mut lines = wrapped(said, columns, Role::Error);
        for told in &versus.rests_on {
            lines.extend(wrapped(told, columns, Role::Caution));
        }
        lines.push(Line::new());
        return lines;
    }
    let by = if versus.by.is_empty() { "Somebody else" } else { &versus.by };
    let said = format!("{by} changed {} while you were writing. Nothing was overwritten.", versus.object);
    let mut lines = wrapped(&said, columns, Role::Error);
    let open = versus.rows.iter().filter(|row| row.stands.is_none()).count();
    let alone = versus.rows.iter().filter(|row| row.by_itself).count();
    let mut counted = match open {
        0 => "Nothing is left to choose".to_owned(),
        1 => "1 field to choose".to_owned(),
        open => format!("{open} fields to choose"),
    };
    if alone > 0 {
        counted.push_str(&format!("; {alone} changed by one of you only, taken over"));
    }
    lines.extend(wrapped(&format!("{counted}."), columns, Role::Muted));
    lines.push(Line::new());
    lines
}

/// The field and what is to stand in it.
fn heading(row: &Row, columns: usize) -> Line {
    let (word, role) = match (row.stands, row.by_itself) {
        (None, _) => ("choose", Role::Caution),
        (Some(Stands::Theirs), true) => ("theirs, changed by them only", Role::Muted),
        (Some(Stands::Mine), true) => ("mine, changed by me only", Role::Muted),
        (Some(Stands::Theirs), false) => ("theirs", Role::Normal),
        (Some(Stands::Mine), false) => ("mine", Role::Normal),
        (Some(Stands::Edited), _) => ("both, to be edited in the form", Role::Normal),
    };
    let label = columns.saturating_sub(32).min(40);
    vec![Piece::new(&fit(row.side.label, label), Role::Title), Piece::plain(" "), Piece::new(word, role)]
}

/// What was before, what is there now, what is in the form.
fn texts(row: &Row, columns: usize) -> Vec<Line> {
    let side = &row.side;
    let stands = row.stands;
    let of = |name: &str, text: &str, role: Role, chosen: bool| {
        let mark = if chosen { "* " } else { "  " };
        let text = if text.trim().is_empty() { "(empty)" } else { text };
        let mut lines = wrapped(text, columns.saturating_sub(NAMES), role);
        for (at, line) in lines.iter_mut().enumerate() {
            let name = if at == 0 { format!("{mark}{name}") } else { String::new() };
            line.insert(0, Piece::muted(&fit(&name, NAMES)));
        }
        lines
    };
    let is = |one: Stands| stands == Some(one) || stands == Some(Stands::Edited);
    let mut lines = of("before", &side.base, Role::Muted, false);
    lines.extend(of("theirs", &side.theirs, Role::Caution, is(Stands::Theirs)));
    lines.extend(of("mine", &side.mine, Role::Normal, is(Stands::Mine)));
    lines
}

/// What was changed that the form does not have.
fn beside(versus: &Versus, columns: usize) -> Vec<Line> {
    if versus.beside.is_empty() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    if !versus.rows.is_empty() {
        lines.push(Line::new());
    }
    if !versus.is_about_signing() {
        lines.push(vec![Piece::muted("Changed, and not in this form:")]);
    }
    for one in &versus.beside {
        let or_empty =
            |text: &str| if text.trim().is_empty() { "(empty)".to_owned() } else { text.to_owned() };
        let head = vec![Piece::new(&one.field.replace('_', " "), Role::Title)];
        lines.push(head);
        for (name, text, role) in [("before", &one.base, Role::Muted), ("now", &one.theirs, Role::Caution)] {
            for (at, mut line) in
                wrapped(&or_empty(text), columns.saturating_sub(NAMES), role).into_iter().enumerate()
            {
                line.insert(0, Piece::muted(&fit(if at == 0 { name } else { "" }, NAMES)));
                lines.push(line);
            }
        }
    }
    lines
}

/// The keys.
fn foot(versus: &Versus, keys: &Keys) -> Line {
    let key = |command| keys.piece(command, Place::Comparing);
    let mut line = Line::new();
    if !versus.rows.is_empty() {
        line.extend([key(Command::TakeMine), Piece::plain(" mine  ")]);
        line.extend([key(Command::TakeTheirs), Piece::plain(" theirs  ")]);
        line.extend([key(Command::TakeBoth), Piece::plain(" edit both  ")]);
    }
    let does = if versus.is_about_signing() { " back to the form, to decide anew  " } else { " save  " };
    line.extend([key(Command::Accept), Piece::plain(does), key(Command::Leave), Piece::plain(" back")]);
    line
}
