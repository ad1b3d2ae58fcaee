//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{State, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Table, Target, Window, Wish, choice},
        widgets::{canvas::Canvas, sheet::Sheet, text::Line, viewport::Move},
    },
    workbench::{actions::Subject, questions::Choice},
};

impl Window for State {
    fn place(&self) -> Place {
        Place::People
    }

    fn target(&self) -> Target {
        Target::People
    }

    fn question(&self) -> Question {
        Question::People
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::People(all) = answer {
            self.list.set(all.people);
            self.policy = Some(all.policy);
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::OtherPane => self.on_policy = !self.on_policy,
            Command::Open => self.on_policy = true,
            Command::Out => self.on_policy = false,
            _ => {}
        }
        None
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        match (kind, self.list.selected()) {
            (Subject::Person, Some(line)) => vec![choice(line.name.clone(), &line.role_names.join(", "))],
            _ => Vec::new(),
        }
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn table(&self) -> Option<&dyn Table> {
        Some(&self.list)
    }

    fn table_mut(&mut self) -> Option<&mut dyn Table> {
        Some(&mut self.list)
    }

    fn go(&mut self, at: usize) -> Option<Wish> {
        self.on_policy = false;
        self.list.view.go(at);
        None
    }

    fn sheet(&self) -> Option<&Sheet> {
        (!self.on_policy).then_some(&self.list.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        (!self.on_policy).then_some(&mut self.list.sheet)
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        if self.on_policy {
            self.view.step(step, view::paragraphs(self, 80, None).len());
        } else {
            self.list.view.step(step, self.list.len());
        }
        None
    }

    fn made(&mut self, subject: &str) {
        self.list.want(subject);
    }
}
