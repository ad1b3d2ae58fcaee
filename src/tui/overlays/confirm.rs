//! Questions before something that cannot be taken back with one key. The key that confirms is never the key that
//! asked, and Enter never does it.

use ratatui::layout::Rect;

use super::middle;
use crate::{
    domain::object::Id,
    tui::{
        commands::{Command, Keys, Place},
        effects::Effect,
        theme::Role,
        widgets::{
            canvas::Canvas,
            editor::Editor,
            text::{Line, Piece, at_most, wrapped},
            viewport::{Move, Viewport},
        },
    },
    workbench::actions::preview::Preview,
};

/// Columns of the box, its frame among them.
const WIDE: usize = 70;

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
    told: Preview,
    view: Viewport,
}

impl Confirm {
    /// A question that `Y` answers with yes.
    pub fn new(question: impl Into<String>, warning: impl Into<String>, then: Then) -> Self {
        Self {
            question: question.into(),
            warning: warning.into(),
            then,
            sign: None,
            told: Preview::default(),
            view: Viewport::default(),
        }
    }

    /// The same with what will be done, and what one should know before.
    #[must_use]
    pub fn telling(mut self, told: Preview) -> Self {
        self.told = told;
        self
    }

    /// Scrolls what is told.
    pub fn step(&mut self, step: Move) {
        let len = self.lines(WIDE - 4).len();
        self.view.step(step, len);
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

    /// All that stands above the line that is answered.
    fn lines(&self, columns: usize) -> Vec<Line> {
        let mut lines: Vec<Line> = wrapped(&self.question, columns, Role::Title);
        lines.push(Line::new());
        for said in &self.told.says {
            lines.extend(wrapped(said, columns, Role::Normal));
        }
        for warning in &self.told.warnings {
            lines.extend(wrapped(&format!("! {warning}"), columns, Role::Caution));
        }
        if !self.warning.is_empty() {
            lines.extend(wrapped(&self.warning, columns, Role::Normal));
        }
        lines
    }

    pub(super) fn draw(&self, keys: &Keys, canvas: &mut Canvas<'_>, body: Rect) {
        let wide = middle(body, WIDE as u16, body.height);
        let lines = self.lines(usize::from(wide.width.saturating_sub(4)));
        let no = keys.all_of(Command::Leave, Place::Confirming);
        let prompt = match &self.sign {
            None => vec![
                keys.piece(Command::Confirm, Place::Confirming),
                Piece::plain(" yes   "),
                Piece::new(no.first().map_or("-", |key| key), Role::Key),
                Piece::plain(if no.len() > 1 { " or " } else { "" }),
                Piece::new(no.get(1).map_or("", |key| key), Role::Key),
                Piece::plain(" no"),
            ],
            Some((name, typed)) => vec![
                Piece::plain("Type "),
                Piece::new(name, Role::Title),
                Piece::plain(&format!(
                    " and {} to sign off: ",
                    keys.first(Command::Accept, &[Place::Signing], "-")
                )),
                Piece::plain(&typed.value()),
            ],
        };
        let end = at_most(prompt.iter().map(Piece::width).sum::<usize>());
        let area = middle(body, WIDE as u16, at_most(lines.len()).saturating_add(4));
        let title = if self.sign.is_some() { "Sign off" } else { "Please confirm" };
        let inner = canvas.boxed(area, title);
        // The line that is answered stays in view, however much is told above it.
        let room = inner.height.saturating_sub(2);
        let hidden = lines.len().saturating_sub(usize::from(room));
        self.view.top(lines.len(), usize::from(room));
        canvas.lines(Rect { height: room, ..inner }, &lines[self.view.at().min(hidden)..]);
        if hidden > 0 && inner.height > 1 {
            let more = Rect { y: inner.y + room, height: 1, ..inner };
            canvas.line(
                more,
                &[Piece::muted(
                    &canvas.told("{told-down} and {told-page-down} tell more.", Place::Confirming),
                )],
            );
        }
        let mut last = Rect { y: inner.bottom().saturating_sub(1), height: 1, ..inner };
        if canvas.is_plain() {
            last.y = last.y.min((inner.y + 1).saturating_add(at_most(lines.len())));
        }
        canvas.line(last, &prompt);
        if canvas.is_plain() && self.sign.is_none() {
            // the question is what is to be read out
            return canvas.set_cursor(inner.x, inner.y);
        }
        let x = if self.sign.is_some() { last.x + end.min(last.width.saturating_sub(1)) } else { last.x };
        canvas.set_cursor(x, last.y);
    }
}
