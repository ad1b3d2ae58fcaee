//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{PHASES, PROPERTIES, State, named, view};
use crate::{
    tui::{
        commands::{Command, Place as Struck},
        effects::{Answer, Question},
        screens::{Target, Window, Wish, choice},
        widgets::{canvas::Canvas, text::Line, viewport::Move},
    },
    workbench::{
        actions::Subject,
        questions::{
            Choice,
            matrix::{Whose, Within},
        },
    },
};

impl Window for State {
    fn place(&self) -> Struck {
        Struck::Matrix
    }

    fn target(&self) -> Target {
        Target::Matrix(self.whose.clone())
    }

    fn question(&self) -> Question {
        Question::Matrix(self.whose.clone(), self.property)
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Matrix(matrix) = answer
            && matrix.whose == self.whose
            && matrix.property == self.property
        {
            let known = |place: &(i64, i64)| matrix.levels.contains_key(place);
            self.place = self.place.filter(known);
            self.matrix = Some(matrix);
            self.stand_on_the_worst();
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::In => self.across(1),
            Command::Out => self.across(-1),
            Command::OtherPane => return Some(self.turn(1)),
            Command::PaneBefore => return Some(self.turn(PROPERTIES.len() - 1)),
            Command::ThisOrAll => {
                self.whose = Whose { all: !self.whose.all, ..self.whose.clone() };
                return Some(Wish::Ask(self.question()));
            }
            Command::Open => return self.open(),
            _ => {}
        }
        None
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        match (kind, self.assessment()) {
            (Subject::Assessment | Subject::Gate, Some(reference)) => vec![choice(reference, "")],
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        Some(self.whose.assessment.clone())
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn follows(&self, area: Rect) -> Option<Rect> {
        Some(view::detail(self, area))
    }

    fn walks(&self, command: Command) -> bool {
        matches!(command, Command::In | Command::Out)
    }

    fn mark(&self) -> String {
        let Some((phase, (severity, likelihood))) = self.cell() else { return String::new() };
        format!("{} {phase} {severity} {likelihood}", named(self.property))
    }

    fn restore(&mut self, mark: &str) {
        let words: Vec<&str> = mark.split(' ').collect();
        let [property, phase, severity, likelihood] = words.as_slice() else { return };
        let property = PROPERTIES.iter().find(|known| named(**known) == *property);
        let phase = PHASES.iter().position(|known| known.to_string() == *phase);
        if let (Some(property), Some(phase), Ok(severity), Ok(likelihood)) =
            (property, phase, severity.parse(), likelihood.parse())
        {
            self.property = *property;
            self.phase = phase;
            self.place = Some((severity, likelihood));
        }
    }

    fn history_of(&self) -> String {
        self.whose.assessment.clone()
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        let (_, (severity, likelihood)) = self.cell()?;
        let matrix = self.matrix.as_ref()?;
        let steps: Vec<i64> = matrix.severities.iter().map(|(step, _)| *step).collect();
        let at = steps.iter().position(|one| *one == severity)?;
        let last = steps.len().saturating_sub(1);
        // the highest severity stands at the top
        let to = match step {
            Move::Down => at.saturating_sub(1),
            Move::Up => (at + 1).min(last),
            Move::First | Move::HalfUp | Move::PageUp => last,
            Move::Last | Move::HalfDown | Move::PageDown => 0,
        };
        self.place = Some((steps[to], likelihood));
        None
    }
}

impl State {
    /// So many cells to the right; over the edge of a map into the one beside it.
    fn across(&mut self, by: i64) {
        let Some((_, (severity, likelihood))) = self.cell() else { return };
        let Some(matrix) = &self.matrix else { return };
        let steps: Vec<i64> = matrix.likelihoods.iter().map(|(step, _)| *step).collect();
        let Some(at) = steps.iter().position(|one| *one == likelihood) else { return };
        let wide = steps.len();
        let last = wide * PHASES.len() - 1;
        let to = (self.phase * wide + at).saturating_add_signed(by as isize).min(last);
        self.phase = to / wide;
        self.place = Some((severity, steps[to % wide]));
    }

    /// To another key property; the cell stays.
    fn turn(&mut self, by: usize) -> Wish {
        let at = PROPERTIES.iter().position(|one| *one == self.property).unwrap_or_default();
        self.property = PROPERTIES[(at + by) % PROPERTIES.len()];
        Wish::Ask(self.question())
    }

    /// The risks of the cell.
    fn open(&self) -> Option<Wish> {
        let (phase, place) = self.cell()?;
        let matrix = self.matrix.as_ref()?;
        if matrix.counts(phase, place).risks == 0 {
            return Some(Wish::Say(format!("No risk stands at {}×{} here.", place.0, place.1)));
        }
        let level = matrix.levels.get(&place).map(|level| level.short.clone()).unwrap_or_default();
        let whose = matrix.whose.clone();
        let within = Within::Cell { whose, phase, property: matrix.property, place, level };
        Some(Wish::Open(Target::Within(within), None))
    }
}
