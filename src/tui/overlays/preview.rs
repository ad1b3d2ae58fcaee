//! What an import would do, before anything is written.

use std::path::PathBuf;

use ratatui::layout::Rect;

use crate::{
    domain::object::Id,
    tui::{
        commands::{Command, Keys, Place},
        theme::Role,
        widgets::{
            canvas::Canvas,
            text::{Line, Piece, wrapped},
            viewport::{Move, Viewport},
        },
    },
};

/// A disclosure file that was read.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// The file.
    pub path: PathBuf,
    /// The assessment it is for, if one.
    pub reference: Option<String>,
    /// The request id that importing will use.
    pub request: Id,
    /// What it is: name and value.
    pub facts: Vec<(String, String)>,
    /// What holds for each capability: code and coverage.
    pub coverages: Vec<(String, String)>,
    /// What was odd, each with its place and what was done.
    pub problems: Vec<String>,
    /// Why it cannot be imported; empty when it can.
    pub refused: String,
    /// Where one reads.
    pub view: Viewport,
}

impl Preview {
    /// Scrolls.
    pub fn step(&mut self, step: Move) {
        let len = self.lines(72).len();
        self.view.step(step, len);
    }

    fn lines(&self, columns: usize) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for (name, value) in &self.facts {
            let text = wrapped(value, columns.saturating_sub(14), Role::Normal);
            for (i, mut line) in text.into_iter().enumerate() {
                line.insert(0, Piece::muted(if i == 0 { name } else { "" }).fit(14));
                lines.push(line);
            }
        }
        if !self.coverages.is_empty() {
            let said: Vec<String> =
                self.coverages.iter().map(|(code, coverage)| format!("{code} {coverage}")).collect();
            lines.push(Line::new());
            lines.push(vec![Piece::new("Coverage", Role::Title)]);
            lines.extend(wrapped(&said.join(" · "), columns, Role::Normal));
        }
        lines.push(Line::new());
        lines.push(vec![Piece::new(&format!("Problems ({})", self.problems.len()), Role::Title)]);
        for problem in &self.problems {
            lines.extend(wrapped(problem, columns, Role::Caution));
        }
        lines
    }

    pub(super) fn draw(&self, keys: &Keys, canvas: &mut Canvas<'_>, body: Rect) {
        let inner = canvas.boxed(body, "Import preview: nothing is written yet");
        if inner.height < 3 {
            return;
        }
        let columns = usize::from(inner.width);
        let lines = self.lines(columns);
        let above = Rect { height: inner.height - 2, ..inner };
        let hidden = lines.len().saturating_sub(usize::from(above.height));
        self.view.top(lines.len(), usize::from(above.height));
        canvas.lines(above, &lines[self.view.at().min(hidden)..]);
        let below = hidden.saturating_sub(self.view.at());
        if below > 0 {
            let more = format!("… {below} more line{}", if below == 1 { "" } else { "s" });
            canvas.line(Rect { y: inner.bottom() - 2, height: 1, ..inner }, &[Piece::muted(&more)]);
        }
        let last = Rect { y: inner.bottom() - 1, height: 1, ..inner };
        if self.refused.is_empty() {
            let whose = self.reference.as_deref().map_or_else(
                || "the register, for no assessment yet".to_owned(),
                |reference| format!("assessment {reference}"),
            );
            let line = [
                keys.piece(Command::Confirm, Place::Previewing),
                Piece::plain(&format!(" imports it into {whose}   ")),
                keys.piece(Command::Leave, Place::Previewing),
                Piece::plain(" imports nothing"),
            ];
            canvas.line(last, &line);
        } else {
            canvas.line(last, &[Piece::new(&self.refused, Role::Error)]);
        }
        canvas.set_cursor(last.x, last.y);
    }
}
