//! Keys in, wishes out.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::{State, view};
use crate::{
    domain::word::Word as _,
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Table, Target, Window, Wish, choice},
        widgets::{canvas::Canvas, text::Line, viewport::Move},
    },
    workbench::{
        actions::Subject,
        questions::{
            Choice,
            decisions::{DecisionColumn, DecisionsWanted},
        },
    },
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Decisions
    }

    fn target(&self) -> Target {
        Target::Decisions(self.assessment.clone(), self.ends)
    }

    fn question(&self) -> Question {
        Question::DecisionOrder(self.wanted(), self.near.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        match answer {
            Answer::DecisionOrder(wanted, found) if wanted == self.wanted() => {
                self.near = None;
                self.list.set(Arc::new(found.order), found.near)
            }
            Answer::DecisionPage(order, at, lines) => {
                self.list.put(&order, at, lines);
                None
            }
            _ => None,
        }
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open => Some(Wish::Open(target(&self.list.selected()?.reference), None)),
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let line = || self.list.selected().map(|line| choice(line.reference.clone(), &line.title));
        match kind {
            Subject::Assessment | Subject::Gate => {
                self.assessment().map(|reference| choice(reference, "")).into_iter().collect()
            }
            Subject::RiskOrAssessment => line().into_iter().collect(),
            Subject::Risk => line().filter(|line| line.value.contains('/')).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        self.assessment.clone().or_else(|| {
            let reference = &self.list.selected()?.reference;
            Some(reference.split('/').next().unwrap_or_default().to_owned())
        })
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn follows(&self, area: Rect) -> Option<Rect> {
        Some(view::detail(area))
    }

    fn table(&self) -> Option<&dyn Table> {
        Some(&self.list)
    }

    fn table_mut(&mut self) -> Option<&mut dyn Table> {
        Some(&mut self.list)
    }

    /// By its identity, or by what it is on: `ip3/R-014`.
    fn restore(&mut self, mark: &str) {
        if mark.contains('/') {
            self.near = Some(mark.to_owned());
        } else {
            self.list.want(mark);
        }
    }

    /// One goes to the row one was on, wherever it stands then.
    fn arrange(&mut self) -> Option<Wish> {
        let here = self.list.key();
        self.list.want(&here);
        self.list.arrange();
        Some(Wish::Ask(self.question()))
    }

    fn values_asked(&self, column: &str) -> Option<Question> {
        Some(Question::DecisionValues(self.assessment.clone(), DecisionColumn::parse(column).ok()?))
    }

    fn narrowed_to(&self) -> Option<String> {
        self.ends.map(|ends| ends.to_string())
    }

    fn widen(&mut self) -> Option<Wish> {
        self.ends.take()?;
        self.arrange()
    }

    fn history_of(&self) -> String {
        self.list.selected().map(|line| line.reference.clone()).unwrap_or_default()
    }

    /// The next thing decided on; several decisions on one risk are one thing.
    fn beside(&mut self, here: &Target, step: Move) -> Option<Beside> {
        let before = self.list.view.at();
        loop {
            let at = self.list.view.at();
            self.list.view.step(step, self.list.rows());
            let Some(line) = self.list.selected().filter(|_| self.list.view.at() != at) else {
                self.list.view.go(before);
                return None;
            };
            let next = target(&line.reference);
            if next != *here && matches!(next, Target::Risk(_)) {
                return Some((next, self.missing()));
            }
        }
    }

    fn matches(&self, text: &str) -> Option<Question> {
        let (assessment, order) = (self.assessment.clone(), self.list.order().cloned()?);
        let wanted = DecisionsWanted { assessment, text: text.to_owned(), ..DecisionsWanted::default() };
        Some(Question::DecisionMatches(wanted, order))
    }
}

/// What was decided on: a risk; of a whole its gates.
fn target(reference: &str) -> Target {
    if reference.contains('/') {
        Target::Risk(reference.to_owned())
    } else {
        Target::Gates(reference.to_owned())
    }
}
