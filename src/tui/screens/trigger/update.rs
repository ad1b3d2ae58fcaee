//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Link, State, document::document};
use crate::{
    domain::word::Word as _,
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Target, Window, Wish, choice},
        theme::Role,
        widgets::{
            canvas::Canvas,
            text::{Line, Piece},
            viewport::Move,
        },
    },
    workbench::{actions::Subject, questions::Choice},
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Trigger
    }

    fn target(&self) -> Target {
        Target::Trigger(self.reference.clone())
    }

    fn question(&self) -> Question {
        Question::Trigger(self.reference.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Trigger(trigger) = answer {
            let before = document(self, 80);
            self.trigger = Some(trigger);
            self.view.go(before.again(self.view.at(), &document(self, 80)));
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        if !matches!(command, Command::Open | Command::In) {
            return None;
        }
        match document(self, 80).link(self.view.at())? {
            Link::Text => None,
            Link::Assessment(reference) => Some(Wish::Open(Target::Chain(reference.clone()), None)),
            Link::Risk(reference) => Some(Wish::Open(Target::Risk(reference.clone()), None)),
            Link::Finding(reference) => Some(Wish::Open(Target::Inbox, Some(reference.clone()))),
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let Some(whole) = &self.trigger else { return Vec::new() };
        match kind {
            Subject::Trigger => vec![choice(self.reference.clone(), &whole.trigger.title)],
            _ => Vec::new(),
        }
    }

    /// The assessment one stands on, or the only one.
    fn assessment(&self) -> Option<String> {
        let whole = self.trigger.as_ref()?;
        match (document(self, 80).link(self.view.at()), whole.assessments.as_slice()) {
            (Some(Link::Assessment(reference)), _) => Some(reference.clone()),
            (_, [only]) => Some(only.clone()),
            _ => None,
        }
    }

    fn title(&self) -> (Line, Line) {
        let triage = self.trigger.as_ref().map(|whole| whole.trigger.triage.label());
        (
            vec![Piece::plain("Trigger "), Piece::new(&self.reference, Role::Title)],
            vec![Piece::plain(triage.unwrap_or_default())],
        )
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
        self.reference.clone()
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        self.view.step(step, self.rows());
        None
    }
}
