//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Pane, State, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Target, Window, Wish, sections},
        widgets::{
            canvas::Canvas,
            text::Line,
            viewport::{Move, Viewport},
        },
    },
    workbench::questions::Choice,
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Catalogue
    }

    fn target(&self) -> Target {
        Target::Catalogue
    }

    fn question(&self) -> Question {
        Question::Catalogue
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Catalogue(entries) = answer {
            let wanted = std::mem::take(&mut self.wanted);
            let key = if wanted.is_empty() { self.key() } else { wanted };
            let read = self.text.clone();
            self.all = entries;
            self.known = true;
            self.refilter(&key);
            if self.key() == key {
                self.text = read;
            }
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match (command, self.pane) {
            (Command::OtherPane | Command::In, Pane::Entries) => self.pane = Pane::Text,
            (Command::OtherPane | Command::Out, Pane::Text) => self.pane = Pane::Entries,
            (Command::Open, Pane::Entries) => return Some(Wish::Open(Target::Entry(self.about()?), None)),
            (Command::Open | Command::In, Pane::Text) => {
                let page = self.page(80);
                let target = match page.link(self.text.at()) {
                    Some(Some(lead)) => sections::target(lead),
                    _ => Target::Entry(self.about()?),
                };
                return Some(Wish::Open(target, None));
            }
            _ => {}
        }
        None
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn follows(&self, area: Rect) -> Option<Rect> {
        (self.pane == Pane::Entries).then(|| view::text(area))
    }

    fn rows(&self) -> usize {
        self.shown.len()
    }

    fn words(&self, at: usize) -> String {
        self.row(at).map(|entry| format!("{} {}", entry.id, entry.title)).unwrap_or_default()
    }

    fn at(&self) -> usize {
        self.entries.at()
    }

    fn go(&mut self, at: usize) -> Option<Wish> {
        if at != self.entries.at() {
            self.text = Viewport::default();
        }
        self.entries.go(at);
        None
    }

    fn mark(&self) -> String {
        self.key()
    }

    fn restore(&mut self, mark: &str) {
        if self.known {
            self.refilter(mark);
        } else {
            mark.clone_into(&mut self.wanted);
        }
    }

    fn filter(&mut self, text: &str) -> Option<Wish> {
        // what is typed for is the first row; without a filter one stays where one was
        let key = if text.is_empty() { self.key() } else { String::new() };
        text.clone_into(&mut self.filter);
        self.pane = Pane::Entries;
        self.refilter(&key);
        None
    }

    fn filtered_by(&self) -> Option<&str> {
        Some(self.filter.as_str()).filter(|filter| !filter.is_empty())
    }

    fn kinds(&self) -> Vec<Choice> {
        self.kinds().into_iter().map(|(value, label)| Choice { value, label }).collect()
    }

    fn of_kind(&mut self, name: &str) -> Option<Wish> {
        let key = self.key();
        self.kind = name.parse().ok();
        self.pane = Pane::Entries;
        self.refilter(&key);
        None
    }

    fn beside(&mut self, _: &Target, step: Move) -> Option<Beside> {
        let before = self.entries.at();
        self.step_entries(step);
        let about = self.about().filter(|_| self.entries.at() != before)?;
        Some((Target::Entry(about), None))
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        match self.pane {
            Pane::Entries => self.step_entries(step),
            Pane::Text => {
                let rows = self.page(80).len();
                self.text.step(step, rows);
            }
        }
        None
    }
}

impl State {
    fn step_entries(&mut self, step: Move) {
        let before = self.entries.at();
        self.entries.step(step, self.shown.len());
        if self.entries.at() != before {
            self.text = Viewport::default();
        }
    }
}
