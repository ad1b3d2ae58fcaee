//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{State, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Target, Window, Wish},
        widgets::{canvas::Canvas, listing::Row, sheet::Sheet, text::Line, viewport::Move},
    },
    workbench::{actions::Subject, questions::Choice},
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

    fn update(&mut self, _: Command) -> Option<Wish> {
        None
    }

    fn subjects(&self, _: Subject) -> Vec<Choice> {
        Vec::new()
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

    fn rows(&self) -> usize {
        self.list.len()
    }

    fn words(&self, at: usize) -> String {
        self.list.row(at).map(Row::words).unwrap_or_default()
    }

    fn at(&self) -> usize {
        self.list.view.at()
    }

    fn go(&mut self, at: usize) -> Option<Wish> {
        self.list.view.go(at);
        None
    }

    fn mark(&self) -> String {
        self.list.key()
    }

    fn restore(&mut self, mark: &str) {
        self.list.want(mark);
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.list.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.list.sheet)
    }

    fn arrange(&mut self) -> Option<Wish> {
        self.list.arrange();
        None
    }

    fn values(&self, column: &str) -> Option<Vec<String>> {
        Some(self.list.values(column))
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        self.list.view.step(step, self.list.len());
        None
    }
}
