//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{State, document::document};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Target, Window, Wish, sections},
        theme::Role,
        widgets::{
            canvas::Canvas,
            text::{Line, Piece},
            viewport::Move,
        },
    },
    workbench::questions::catalogue::About,
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Entry
    }

    fn target(&self) -> Target {
        Target::Entry(self.about.clone())
    }

    fn question(&self) -> Question {
        Question::Entry(self.about.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Entry(entry) = answer
            && entry.about == self.about
        {
            self.entry = Some(entry);
            self.view.go(self.view.at().min(self.rows().saturating_sub(1)));
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        if !matches!(command, Command::Open | Command::In) {
            return None;
        }
        let page = document(self, 80);
        let lead = page.link(self.view.at())?.as_ref()?;
        Some(Wish::Open(sections::target(lead), None))
    }

    fn assessment(&self) -> Option<String> {
        match &self.about {
            About::Thing(reference) => reference.split_once('/').map(|(assessment, _)| assessment.to_owned()),
            About::Entry(..) => None,
        }
    }

    fn title(&self) -> (Line, Line) {
        let what = self.entry.as_ref().map_or("", |entry| entry.what.as_str());
        (vec![Piece::new("Catalogue", Role::Title)], vec![Piece::plain(what)])
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        document(self, usize::from(inner.width)).draw(canvas, inner, &self.view, true);
    }

    fn rows(&self) -> usize {
        document(self, 80).len()
    }

    fn words(&self, at: usize) -> String {
        document(self, 80).words(at)
    }

    fn at(&self) -> usize {
        self.view.at()
    }

    fn go(&mut self, at: usize) -> Option<Wish> {
        self.view.go(at);
        None
    }

    fn mark(&self) -> String {
        self.view.at().to_string()
    }

    fn restore(&mut self, mark: &str) {
        self.view.go(mark.parse().unwrap_or(0));
    }

    fn history_of(&self) -> String {
        match &self.about {
            About::Thing(reference) => reference.clone(),
            About::Entry(..) => String::new(),
        }
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        self.view.step(step, self.rows());
        None
    }
}
