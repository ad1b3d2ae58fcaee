//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Link, State, document::document};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Target, Window, Wish, choice, neighbour},
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
        Place::Risk
    }

    fn target(&self) -> Target {
        Target::Risk(self.reference.clone())
    }

    fn question(&self) -> Question {
        Question::Risk(self.reference.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Risk(risk) = answer {
            let before = document(self, 80, None);
            self.risk = Some(risk);
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
            Link::Capability(code) => {
                Some(Wish::Open(Target::Chain(self.assessment_ref()), Some(code.clone())))
            }
            Link::Control(reference) => Some(Wish::Open(Target::Control(reference.clone()), None)),
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let Some(whole) = &self.risk else { return Vec::new() };
        match kind {
            Subject::Register
            | Subject::RegisterOrAssessment
            | Subject::Thing
            | Subject::Trigger
            | Subject::Finding
            | Subject::Suggestion
            | Subject::Person => Vec::new(),
            Subject::Assessment | Subject::Gate => vec![choice(self.assessment_ref(), "")],
            Subject::Capability => {
                let full = |code: &String| choice(format!("{}/{code}", self.assessment_ref()), "");
                whole.risk.capabilities.iter().map(full).collect()
            }
            Subject::Risk | Subject::Risks | Subject::RiskOrAssessment => {
                vec![choice(self.reference.clone(), &whole.risk.title)]
            }
            Subject::Control | Subject::Controls => match document(self, 80, None).link(self.view.at()) {
                Some(Link::Control(reference)) => vec![choice(reference.clone(), "")],
                _ => whole.controls.iter().map(|c| choice(c.reference.clone(), &c.title)).collect(),
            },
        }
    }

    fn assessment(&self) -> Option<String> {
        Some(self.assessment_ref())
    }

    fn title(&self) -> (Line, Line) {
        let rated = |phase: &str| {
            let whole = self.risk.as_ref()?;
            let found = whole.ratings.iter().find(|rated| rated.phase.to_string() == phase)?;
            Some(found.overall.short.clone())
        };
        let initial = rated("initial").unwrap_or_else(|| "not rated".to_owned());
        let residual = rated("residual").unwrap_or_else(|| "not rated".to_owned());
        (
            vec![Piece::plain("Risk "), Piece::new(&self.reference, Role::Title)],
            vec![Piece::plain(&format!("initial {initial} → residual {residual}"))],
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
        let (Target::Control(control), Some(whole)) = (here, &self.risk) else { return None };
        let controls = whole.controls.iter().map(|control| control.reference.as_str());
        Some((Target::Control(neighbour(controls, control, step)?.to_owned()), None))
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        self.view.step(step, self.rows());
        None
    }
}
