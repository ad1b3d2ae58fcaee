//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{State, view};
use crate::tui::{
    commands::{Command, Keys, Place},
    effects::{Answer, Question},
    screens::{Table, Target, Window, Wish},
    theme::Role,
    widgets::{canvas::Canvas, text::Line},
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Jobs
    }

    fn target(&self) -> Target {
        Target::Jobs
    }

    fn question(&self) -> Question {
        Question::Jobs
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Jobs(lines) = answer {
            self.list.set(lines);
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open | Command::In => self.result(),
            _ => None,
        }
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn title_in(&self, columns: usize, _: &Keys) -> (Line, Line) {
        view::title_in(self, columns)
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

impl State {
    /// What came of the job that one is on, to be read.
    fn result(&self) -> Option<Wish> {
        let line = self.list.selected()?;
        let Some(report) = &line.report else { return Some(Wish::Say(line.told())) };
        let role = if report.is_grave() { Role::Error } else { Role::Normal };
        let mut told = vec![(line.title.clone(), Role::Title), (report.said.clone(), role)];
        if !report.details.is_empty() {
            told.push((String::new(), Role::Normal));
        }
        told.extend(
            report
                .details
                .iter()
                .map(|detail| (detail.text.clone(), if detail.grave { Role::Caution } else { Role::Normal })),
        );
        Some(Wish::Read("What came of it", told))
    }
}
