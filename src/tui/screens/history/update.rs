//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{State, view};
use crate::tui::{
    commands::Place,
    effects::{Answer, Question},
    screens::{Table, Target, Window},
    widgets::{canvas::Canvas, text::Line},
};

impl Window for State {
    fn place(&self) -> Place {
        Place::History
    }

    fn target(&self) -> Target {
        Target::History(self.subject.clone())
    }

    fn question(&self) -> Question {
        Question::History(self.subject.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::History(lines) = answer {
            self.list.set(lines);
        }
        None
    }

    /// `ip3` of `ip3/R-014`; a control belongs to none.
    fn assessment(&self) -> Option<String> {
        let (assessment, thing) = self.subject.split_once('/')?;
        (!thing.is_empty()).then(|| assessment.to_owned())
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn follows(&self, area: Rect) -> Option<Rect> {
        Some(view::foot(area))
    }

    fn table(&self) -> Option<&dyn Table> {
        Some(&self.list)
    }

    fn table_mut(&mut self) -> Option<&mut dyn Table> {
        Some(&mut self.list)
    }
}
