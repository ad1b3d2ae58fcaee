//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Link, State, document::document};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Target, Window, Wish, choice, counted, neighbour},
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
        Place::Control
    }

    fn target(&self) -> Target {
        Target::Control(self.reference.clone())
    }

    fn question(&self) -> Question {
        Question::Control(self.reference.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Control(control) = answer {
            let before = document(self, 80, None);
            self.control = Some(control);
            self.view.go(before.again(self.view.at(), &document(self, 80, None)));
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        if !matches!(command, Command::Open | Command::In) {
            return None;
        }
        match document(self, 80, None).link(self.view.at())? {
            Link::Text => None,
            Link::Risk(reference) => Some(Wish::Open(Target::Risk(reference.clone()), None)),
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let Some(whole) = &self.control else { return Vec::new() };
        match kind {
            Subject::Control | Subject::Controls => {
                vec![choice(self.reference.clone(), &whole.control.title)]
            }
            Subject::Risk | Subject::RiskOrAssessment => {
                match document(self, 80, None).link(self.view.at()) {
                    Some(Link::Risk(reference)) => vec![choice(reference.clone(), "")],
                    _ => whole.serves.iter().map(|(risk, title)| choice(risk.clone(), title)).collect(),
                }
            }
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        None
    }

    fn title(&self) -> (Line, Line) {
        let serves =
            self.control.as_ref().map(|whole| format!("serves {}", counted(whole.serves.len(), "risk")));
        (
            vec![Piece::plain("Control "), Piece::new(&self.reference, Role::Title)],
            vec![Piece::plain(&serves.unwrap_or_default())],
        )
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        document(self, usize::from(inner.width), canvas.keys()).draw(canvas, inner, &self.view, true);
    }

    fn rows(&self) -> usize {
        document(self, 80, None).len()
    }

    fn words(&self, at: usize) -> String {
        document(self, 80, None).words(at)
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

    fn beside(&mut self, here: &Target, step: Move) -> Option<Beside> {
        let (Target::Risk(risk), Some(whole)) = (here, &self.control) else { return None };
        let risks = whole.serves.iter().map(|(risk, _)| risk.as_str());
        Some((Target::Risk(neighbour(risks, risk, step)?.to_owned()), None))
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        self.view.step(step, self.rows());
        None
    }
}
