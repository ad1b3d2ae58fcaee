//! The whole screen: title line, body, message line, hint line.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    commands::{Command, Goal, Place},
    overlays::{Overlay, which_key},
    state::State,
    theme::{Role, Theme},
    widgets::{
        canvas::Canvas,
        sheet::Sheet,
        text::{Line, Piece, line_width, width, wrapped},
    },
};

/// Below this nothing but a notice is drawn.
const LEAST: (u16, u16) = (60, 16);
/// Commands in the hint bar, at most.
const HINTS: usize = 7;

/// Draws frame after frame.
pub struct View {
    theme: Theme,
    before: Buffer,
}

impl View {
    /// Nothing is drawn yet.
    pub fn new(theme: Theme) -> Self {
        Self { theme, before: Buffer::default() }
    }

    /// Draws the state; gives the place of the hardware cursor. While the cursor moves, what tells of its row stays
    /// as it was.
    pub fn draw(&mut self, state: &State, buffer: &mut Buffer) -> Option<Position> {
        let cursor = draw(state, self.theme, buffer);
        if state.moving
            && state.overlays.is_empty()
            && self.before.area == buffer.area
            && let Some(pane) = if self.theme.plain { plain_follower(state) } else { follower(state) }
        {
            for position in pane.intersection(buffer.area).positions() {
                buffer[position] = self.before[position].clone();
            }
        }
        self.before.clone_from(buffer);
        cursor
    }

    /// The frame drawn last.
    pub fn drawn(&self) -> &Buffer {
        &self.before
    }
}

/// The part of the screen that follows the cursor only when keys rest.
pub fn follower(state: &State) -> Option<Rect> {
    let (columns, rows) = state.size;
    state.screen().follows(body(Rect::new(0, 0, columns, rows)))
}

/// The same where panes do not stand side by side: only what stands below can follow.
fn plain_follower(state: &State) -> Option<Rect> {
    let (columns, rows) = state.size;
    state.screen().follows_below(body(Rect::new(0, 0, columns, rows)))
}

/// A terminal of this size shows nothing but a notice, and no key acts on what is behind it.
pub fn is_too_small((columns, rows): (u16, u16)) -> bool {
    columns < LEAST.0 || rows < LEAST.1
}

/// Draws the state as a whole; gives the place of the hardware cursor.
pub fn draw(state: &State, theme: Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    let mut canvas = Canvas::new(buffer, theme).with(&state.keys, body(area));
    if is_too_small((area.width, area.height)) {
        let notice = format!("needs {}×{}, has {}×{}", LEAST.0, LEAST.1, area.width, area.height);
        canvas.line(area, &[Piece::plain(&notice)]);
        if area.height > 1 {
            let key = state.keys.first(Command::Break, &[Place::Anywhere], "-");
            let below = Rect { y: area.y + 1, height: 1, ..area };
            canvas.line(below, &[Piece::muted(&format!("{key} twice leaves"))]);
        }
    } else {
        whole(state, &mut canvas, area);
    }
    if theme.ascii {
        canvas.to_ascii();
    }
    canvas.cursor()
}

fn whole(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let row = |y: u16| Rect { x: area.x + 1, y, width: area.width - 2, height: 1 };
    title(state, canvas, row(area.y));
    let body = body(area);
    state.screen().draw(canvas, body);
    canvas.rule(Rect { y: body.bottom(), height: 1, ..area });
    let places = state.struck_in();
    for overlay in &state.overlays {
        overlay.draw(state, canvas, body);
    }
    if !state.pending.is_empty() {
        which_key::draw(canvas, body, &state.keys, &places, &state.pending);
    }
    message(state, canvas, row(area.bottom() - 2));
    canvas.line(row(area.bottom() - 1), &hints(state, &places, usize::from(area.width) - 2));
}

/// All between the title line and the rule above the message line.
fn body(area: Rect) -> Rect {
    Rect { y: area.y + 1, height: area.height.saturating_sub(4), ..area }
}

fn title(state: &State, canvas: &mut Canvas<'_>, row: Rect) {
    let room = usize::from(row.width) * 2 / 3;
    let mut first = working(state, canvas.is_plain());
    first.extend(marked(state));
    let told = match state.screen().sheet() {
        Some(sheet) => sheet.told_narrowing(),
        None => {
            state.screen().filtered_by().map(|filter| format!("only with {filter:?}")).into_iter().collect()
        }
    };
    for told in told {
        first.push(Piece::new(&told, Role::Caution));
        first.push(Piece::plain(" · "));
    }
    // who has it read out does not see which cell is told apart
    let cells_are_read = canvas.is_plain() && state.screen().rows() > 0;
    if let Some(column) = state.screen().sheet().and_then(Sheet::column).filter(|_| cells_are_read) {
        first.push(Piece::plain(&format!("column {} · ", column.title)));
    }
    if let Some(narrowed) = state.screen().narrowed_to() {
        first.push(Piece::new(&format!("only {narrowed}"), Role::Caution));
        first.push(Piece::plain(" · "));
    }
    let order = state.screen().sheet().map(Sheet::told_order).unwrap_or_default();
    if !order.is_empty() {
        first.push(Piece::plain(&format!("{order} · ")));
    }
    let place = state.screen().place();
    let assessment =
        state.screen().assessment().filter(|_| !matches!(place, Place::Assessments | Place::Overview));
    if let Some(until) = assessment.and_then(|reference| state.overridden.get(&reference)) {
        first.push(Piece::new(&format!("OVERRIDDEN until {until}"), Role::Serious));
        first.push(Piece::plain(" · "));
    }
    let (mut left, mut right) = state.screen().title_in(room.saturating_sub(line_width(&first)), &state.keys);
    if right.is_empty() {
        // nothing follows that it would part
        first.pop();
    }
    right.splice(0..0, first);
    if canvas.is_plain() {
        if !right.is_empty() {
            left.push(Piece::plain(" · "));
        }
        left.append(&mut right);
        return canvas.line(row, &left);
    }
    let wide = line_width(&right).min(room) as u16;
    canvas.line(Rect { width: row.width - wide - 1, ..row }, &left);
    canvas.line_right(Rect { x: row.right() - wide, width: wide, ..row }, &right);
}

/// How many rows are marked, and how many more will be.
fn marked(state: &State) -> Line {
    let marked = state.screen().marked();
    let mut told = Vec::new();
    if marked > 0 {
        told.push(format!("{marked} marked"));
    }
    if let Some(rows) = state.screen().ranging() {
        told.push(format!("range of {rows}"));
    }
    if told.is_empty() {
        return Line::new();
    }
    vec![Piece::new(&told.join(", "), Role::Caution), Piece::plain(" · ")]
}

/// The job that runs and how it is cancelled, or that one ended badly.
fn working(state: &State, plain: bool) -> Line {
    let key = |command| Piece::new(state.keys.first(command, &[Place::Anywhere], "-"), Role::Key);
    let told = |text: &str, role, key: Piece, rest: &str| {
        vec![Piece::new(text, role), Piece::plain(" · "), key, Piece::plain(rest), Piece::plain(" · ")]
    };
    match (&state.job, &state.unseen) {
        (Some(job), _) if plain => told(&job.told_seldom(), Role::Title, key(Command::CancelJob), " cancels"),
        (Some(job), _) => told(&job.told(), Role::Title, key(Command::CancelJob), " cancels"),
        (None, Some(unseen)) => told(unseen, Role::Error, key(Command::Go(Goal::Jobs)), ""),
        (None, None) => Line::new(),
    }
}

/// The line being typed, or else what happened last.
fn message(state: &State, canvas: &mut Canvas<'_>, row: Rect) {
    if let Some(Overlay::Prompt(prompt)) = state.overlays.last() {
        let label = prompt.what.label();
        let start = (width(&label) as u16).min(row.width / 2);
        canvas.line(Rect { width: start, ..row }, &[Piece::muted(&label)]);
        let room = Rect { x: row.x + start, width: row.width - start, ..row };
        // of a path the beginning tells where it leads
        let columns = usize::from(room.width);
        let (shown, column) = prompt.editor.window(columns, columns / 4);
        canvas.line(room, &[Piece::plain(&shown)]);
        canvas.set_cursor(room.x + (column as u16).min(room.width - 1), room.y);
    } else if let Some(message) = &state.message {
        // what does not fit into one line takes the place of the rule above it too
        let failed = canvas.is_plain() && message.role == Role::Error;
        let text = format!("{}{}", if failed { "Error: " } else { "" }, message.text);
        let mut lines = wrapped(&text, usize::from(row.width), message.role);
        let rest = if lines.len() > 1 { lines.split_off(1).concat() } else { Line::new() };
        match lines.pop() {
            Some(first) if rest.is_empty() => canvas.line(row, &first),
            Some(first) => {
                let above = Rect { y: row.y - 1, ..row };
                let edge = Rect { x: row.x - 1, width: row.width + 2, ..above };
                canvas.line(edge, &[Piece::plain("").fit(usize::from(edge.width))]);
                canvas.line(above, &first);
                canvas.line(row, &rest);
            }
            None => {}
        }
    }
}

/// What can be done now, key first.
fn hints(state: &State, places: &[Place], columns: usize) -> Line {
    let on_screen = state.overlays.is_empty();
    let key = |command| Piece::new(state.keys.first(command, places, "-"), Role::Key);
    let end = [key(Command::Palette), Piece::plain(" commands  "), key(Command::Help), Piece::plain(" help")];
    let mut left = columns.saturating_sub(if on_screen { line_width(&end) } else { 0 });
    let mut line = Line::new();
    let hinted = state.keys.hinted(places).filter(|(row, ..)| (row.why_not)(state, row.command).is_none());
    for (_, key, word) in hinted.take(HINTS) {
        let pieces = [Piece::new(key, Role::Key), Piece::plain(&format!(" {word}  "))];
        let wide = line_width(&pieces);
        if wide > left {
            continue;
        }
        left -= wide;
        line.extend(pieces);
    }
    if on_screen {
        line.extend(end);
    }
    line
}
