//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{State, view};
use crate::{
    tui::{
        commands::{Command, Keys, Place},
        effects::{Answer, Question},
        screens::{Target, Window, Wish},
        theme::Role,
        widgets::{canvas::Canvas, listing::Row, text::Line, viewport::Move},
    },
    workbench::{actions::Subject, questions::Choice},
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

    fn subjects(&self, _: Subject) -> Vec<Choice> {
        Vec::new()
    }

    fn assessment(&self) -> Option<String> {
        None
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

    fn step(&mut self, step: Move) -> Option<Wish> {
        self.list.view.step(step, self.list.len());
        None
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
