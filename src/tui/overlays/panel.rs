//! A text to read: a trouble that does not fit into one line, a conflict field by field.

use ratatui::layout::Rect;

use super::middle;
use crate::{
    domain::trouble::{Conflict, Trouble},
    tui::{
        theme::Role,
        widgets::{
            canvas::Canvas,
            text::{Line, at_most, wrapped},
            viewport::{Move, Viewport},
        },
    },
};

/// A titled text.
#[derive(Debug, Clone)]
pub struct Panel {
    title: String,
    paragraphs: Vec<(String, Role)>,
    view: Viewport,
}

impl Panel {
    /// A trouble, whole.
    pub fn trouble(trouble: &Trouble) -> Self {
        let mut paragraphs = vec![
            (format!("{}.", trouble.what.trim_end_matches('.')), Role::Error),
            (format!("Because: {}", trouble.because), Role::Normal),
        ];
        if !trouble.try_this.is_empty() {
            paragraphs.push((format!("Try: {}", trouble.try_this), Role::Normal));
        }
        Self { title: "Not done".to_owned(), paragraphs, view: Viewport::default() }
    }

    /// A text under a title.
    pub fn told(title: &str, paragraphs: Vec<(String, Role)>) -> Self {
        Self { title: title.to_owned(), paragraphs, view: Viewport::default() }
    }

    /// Two edits of one thing, field by field.
    pub fn conflict(conflict: &Conflict) -> Self {
        let by = if conflict.theirs_by.is_empty() { "Somebody else" } else { &conflict.theirs_by };
        let mut paragraphs = vec![
            (
                format!("{by} changed {} while you were writing. Nothing was overwritten.", conflict.object),
                Role::Error,
            ),
            (String::new(), Role::Normal),
        ];
        for one in &conflict.fields {
            let or_empty = |text: &str| if text.is_empty() { "(empty)".to_owned() } else { text.to_owned() };
            paragraphs.push((one.field.clone(), Role::Title));
            paragraphs.push((format!("  before  {}", or_empty(&one.base)), Role::Muted));
            paragraphs.push((format!("  theirs  {}", or_empty(&one.theirs)), Role::Caution));
            paragraphs.push((format!("  mine    {}", or_empty(&one.mine)), Role::Normal));
        }
        paragraphs.push((String::new(), Role::Normal));
        let next = "Your text is still in the form. Save it again to put it over theirs, or leave the form.";
        paragraphs.push((next.to_owned(), Role::Muted));
        Self { title: "Conflict".to_owned(), paragraphs, view: Viewport::default() }
    }

    /// Scrolls.
    pub fn step(&mut self, step: Move) {
        let len = self.lines(60).len();
        self.view.step(step, len);
    }

    fn lines(&self, columns: usize) -> Vec<Line> {
        self.paragraphs.iter().flat_map(|(text, role)| wrapped(text, columns, *role)).collect()
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let columns = usize::from(middle(body, 76, 4).width.saturating_sub(4));
        let lines = self.lines(columns);
        let inner = canvas.boxed(middle(body, 76, at_most(lines.len()).saturating_add(2)), &self.title);
        let hidden = lines.len().saturating_sub(usize::from(inner.height));
        let top = self.view.at().min(hidden);
        self.view.top(lines.len(), usize::from(inner.height));
        canvas.lines(inner, &lines[top.min(lines.len())..]);
        canvas.set_cursor(inner.x, inner.y);
    }
}
