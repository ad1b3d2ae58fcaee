//! Questions before something that cannot be taken back with one key. The key that confirms is never the key that
//! asked, and Enter never does it.

use ratatui::layout::Rect;

use super::middle;
use crate::{
    domain::object::Id,
    tui::{
        effects::Effect,
        theme::Role,
        widgets::{
            canvas::Canvas,
            editor::Editor,
            text::{Line, Piece, wrapped},
        },
    },
};

/// What is done when the answer is yes.
#[derive(Debug, Clone, PartialEq)]
pub enum Then {
    /// Something the loop does.
    Do(Effect),
    /// The form below is closed, and its draft of this request dropped.
    CloseForm(Id),
    /// The unsaved text of this request is thrown away.
    DropDraft(Id),
}

/// A question.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// What is asked, with the thing named.
    pub question: String,
    /// What follows from yes.
    pub warning: String,
    /// What is done then.
    pub then: Then,
    /// The name to be typed in place of a key, and what has been typed.
    pub sign: Option<(String, Editor)>,
}

impl Confirm {
    /// A question that `Y` answers with yes.
    pub fn new(question: impl Into<String>, warning: impl Into<String>, then: Then) -> Self {
        Self { question: question.into(), warning: warning.into(), then, sign: None }
    }

    /// A sign-off: this name is to be typed.
    #[must_use]
    pub fn signed_with(mut self, name: &str) -> Self {
        self.sign = Some((name.to_owned(), Editor::line("")));
        self
    }

    /// The name is typed, or none is asked for.
    pub fn is_signed(&self) -> bool {
        self.sign.as_ref().is_none_or(|(name, typed)| typed.value().trim() == name)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let wide = middle(body, 70, body.height);
        let columns = usize::from(wide.width.saturating_sub(4));
        let mut lines: Vec<Line> = wrapped(&self.question, columns, Role::Title);
        lines.push(Line::new());
        lines.extend(wrapped(&self.warning, columns, Role::Normal));
        lines.push(Line::new());
        let typed_at = lines.len() as u16;
        let prompt = match &self.sign {
            None => vec![
                Piece::new("Y", Role::Key),
                Piece::plain(" yes   "),
                Piece::new("Enter", Role::Key),
                Piece::plain(" or "),
                Piece::new("Esc", Role::Key),
                Piece::plain(" no"),
            ],
            Some((name, typed)) => vec![
                Piece::plain("Type "),
                Piece::new(name, Role::Title),
                Piece::plain(" and Enter to sign off: "),
                Piece::plain(&typed.value()),
            ],
        };
        let end = prompt.iter().map(Piece::width).sum::<usize>() as u16;
        lines.push(prompt);
        let area = middle(body, 70, lines.len() as u16 + 2);
        let title = if self.sign.is_some() { "Sign off" } else { "Please confirm" };
        let inner = canvas.boxed(area, title);
        canvas.lines(inner, &lines);
        let x = if self.sign.is_some() { inner.x + end.min(inner.width.saturating_sub(1)) } else { inner.x };
        canvas.set_cursor(x, inner.y + typed_at);
    }
}
