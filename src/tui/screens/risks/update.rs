//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{State, cells, view};
use crate::{
    domain::word::Word as _,
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Cell, Table, Target, Window, Wish, choice, counted},
        widgets::{canvas::Canvas, text::Line, viewport::Move},
    },
    workbench::{
        actions::Subject,
        questions::{
            Choice,
            risk_order::{RiskColumn, RisksWanted},
        },
        subject_of,
    },
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Risks
    }

    fn target(&self) -> Target {
        match &self.within {
            Some(within) => Target::Within(within.clone()),
            None => Target::Risks(self.assessment.clone()),
        }
    }

    fn question(&self) -> Question {
        Question::RiskOrder(self.wanted())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        match answer {
            Answer::RiskOrder(wanted, order) if wanted == self.wanted() => self.list.set(order, None),
            Answer::RiskPage(order, at, lines) => {
                self.list.put(&order, at, lines);
                None
            }
            _ => None,
        }
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open => Some(Wish::Open(Target::Risk(self.list.selected()?.reference.clone()), None)),
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let assessment = || self.assessment().map(|reference| choice(reference, ""));
        match kind {
            Subject::Assessment | Subject::Gate => assessment().into_iter().collect(),
            Subject::Risks if !self.list.marks.is_empty() => {
                let Some(order) = self.list.order() else { return Vec::new() };
                let label = counted(self.list.marks.len(), "risk");
                vec![Choice { value: subject_of(&self.list.marks.ids(order)), label }]
            }
            Subject::Risk | Subject::Risks | Subject::RiskOrAssessment => self
                .list
                .selected()
                .map(|line| choice(line.reference.clone(), &line.title))
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        self.assessment.clone().or_else(|| {
            self.list.selected()?.reference.split_once('/').map(|(assessment, _)| assessment.to_owned())
        })
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

    fn values_asked(&self, column: &str) -> Option<Question> {
        Some(Question::RiskValues(self.assessment.clone(), RiskColumn::parse(column).ok()?))
    }

    fn narrowed_to(&self) -> Option<String> {
        self.within.as_ref().map(ToString::to_string)
    }

    fn widen(&mut self) -> Option<Wish> {
        self.within.take()?;
        self.arrange()
    }

    fn history_of(&self) -> String {
        self.list.selected().map(|line| line.reference.clone()).unwrap_or_default()
    }

    fn beside(&mut self, _: &Target, step: Move) -> Option<Beside> {
        let before = self.list.view.at();
        self.list.view.step(step, self.list.rows());
        if self.list.view.at() == before {
            return None;
        }
        let reference = self.list.selected()?.reference.clone();
        Some((Target::Risk(reference), self.missing()))
    }

    fn cell(&self) -> Option<Cell> {
        cells::edited(self)
    }

    fn copied_down(&self) -> Result<(String, String), String> {
        cells::copied_down(self)
    }

    /// A row that was changed keeps its place, as in a spreadsheet: the rows near the screen are read again and no more.
    fn question_after(&self, subject: &str) -> Question {
        let stands = self.list.lines().any(|line| line.reference == subject);
        self.list.near().filter(|_| stands).unwrap_or_else(|| self.question())
    }

    fn matches(&self, text: &str) -> Option<Question> {
        let (assessment, order) = (self.assessment.clone(), self.list.order().cloned()?);
        let wanted = RisksWanted { assessment, text: text.to_owned(), ..RisksWanted::default() };
        Some(Question::RiskMatches(wanted, order))
    }
}
