//! Keys in, wishes out.

use std::{collections::BTreeMap, sync::Arc};

use ratatui::layout::Rect;

use super::{SORTS, State, view};
use crate::{
    domain::object::Id,
    tui::{
        commands::{Command, Place},
        effects::{Answer, OrderWanted, Question},
        screens::{Beside, Target, Window, Wish, choice},
        widgets::{again::stand_again, canvas::Canvas, text::Line, viewport::Move},
    },
    workbench::{
        actions::Subject,
        questions::{Choice, risks::Order},
    },
};

/// Rows asked for beyond those on the screen, at either side.
const AHEAD: usize = 20;

impl Window for State {
    fn place(&self) -> Place {
        Place::Risks
    }

    fn target(&self) -> Target {
        match &self.wanted.within {
            Some(within) => Target::Within(within.clone()),
            None => Target::Risks(self.wanted.assessment.clone()),
        }
    }

    fn question(&self) -> Question {
        Question::RiskOrder(self.wanted.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        match answer {
            Answer::RiskOrder(wanted, order) if wanted == self.wanted => self.take_order(order),
            Answer::RiskPage(order, at, lines) if self.is_mine(&order) => {
                self.lines.extend((at..).zip(lines));
                None
            }
            _ => None,
        }
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open | Command::In => {
                Some(Wish::Open(Target::Risk(self.selected()?.reference.clone()), None))
            }
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let assessment = || self.assessment().map(|reference| choice(reference, ""));
        match kind {
            Subject::Assessment | Subject::Gate => assessment().into_iter().collect(),
            Subject::Risk | Subject::RiskOrAssessment => {
                self.selected().map(|line| choice(line.reference.clone(), &line.title)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        self.wanted.assessment.clone().or_else(|| {
            self.selected()?.reference.split_once('/').map(|(assessment, _)| assessment.to_owned())
        })
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn rows(&self) -> usize {
        self.len()
    }

    fn words(&self, at: usize) -> String {
        self.lines.get(&at).map(|line| format!("{} {}", line.reference, line.title)).unwrap_or_default()
    }

    fn at(&self) -> usize {
        self.view.at()
    }

    fn go(&mut self, at: usize) -> Option<Wish> {
        self.view.go(at);
        self.missing().map(Wish::Ask)
    }

    fn mark(&self) -> String {
        self.order
            .as_ref()
            .and_then(|order| order.ids.get(self.view.at()))
            .map(|id| id.as_str().to_owned())
            .unwrap_or_default()
    }

    fn restore(&mut self, mark: &str) {
        mark.clone_into(&mut self.mark);
    }

    fn filter(&mut self, text: &str) -> Option<Wish> {
        text.clone_into(&mut self.wanted.filter);
        Some(self.ask_again())
    }

    fn filtered_by(&self) -> Option<&str> {
        Some(&*self.wanted.filter).filter(|filter| !filter.is_empty())
    }

    fn narrowed_to(&self) -> Option<String> {
        self.wanted.within.as_ref().map(ToString::to_string)
    }

    fn widen(&mut self) -> Option<Wish> {
        self.wanted.within.take()?;
        Some(self.ask_again())
    }

    fn history_of(&self) -> String {
        self.selected().map(|line| line.reference.clone()).unwrap_or_default()
    }

    fn beside(&mut self, _: &Target, step: Move) -> Option<Beside> {
        let before = self.view.at();
        self.view.step(step, self.len());
        if self.view.at() == before {
            return None;
        }
        let reference = self.selected()?.reference.clone();
        Some((Target::Risk(reference), self.missing()))
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        self.view.step(step, self.len());
        self.missing().map(Wish::Ask)
    }

    fn sort(&mut self, name: &str) -> Option<Wish> {
        self.wanted.sort = SORTS.iter().find(|(_, known, _)| *known == name)?.0;
        Some(self.ask_again())
    }

    fn sorts(&self) -> Vec<Choice> {
        let label = |name: &str, label: &str| Choice { value: name.to_owned(), label: label.to_owned() };
        SORTS.iter().map(|(_, name, what)| label(name, what)).collect()
    }

    fn matches(&self, text: &str) -> Option<Question> {
        Some(Question::RiskMatches(OrderWanted { filter: text.to_owned(), ..self.wanted.clone() }))
    }

    fn position(&self, id: &Id) -> Option<usize> {
        self.order.as_ref()?.ids.iter().position(|known| known == id)
    }

    fn id_at(&self, at: usize) -> Option<Id> {
        self.order.as_ref()?.ids.get(at).cloned()
    }
}

impl State {
    /// Asks for another order; the old one stays until it is there.
    fn ask_again(&mut self) -> Wish {
        self.mark = self.mark();
        Wish::Ask(self.question())
    }

    fn take_order(&mut self, order: Arc<Order>) -> Option<Question> {
        let mark = std::mem::take(&mut self.mark);
        let before = self.order.take().filter(|_| mark.is_empty());
        match (order.ids.iter().position(|id| id.as_str() == mark), before) {
            (Some(place), _) => self.view.go(place),
            (None, Some(before)) => stand_again(&mut self.view, &before.ids, &order.ids),
            (None, None) => self.view.go(self.view.at().min(order.ids.len().saturating_sub(1))),
        }
        self.order = Some(order);
        self.lines = BTreeMap::new();
        self.missing()
    }

    fn is_mine(&self, order: &Arc<Order>) -> bool {
        self.order.as_ref().is_some_and(|mine| Arc::ptr_eq(mine, order))
    }

    /// The page to ask for when a row near the screen is not known.
    fn missing(&mut self) -> Option<Question> {
        let order = self.order.clone()?;
        let height = self.view.height().max(AHEAD);
        let from = self.view.at().saturating_sub(height);
        let to = (self.view.at() + height + 1).min(self.len());
        if (from..to).all(|at| self.lines.contains_key(&at)) {
            return None;
        }
        let keep = from.saturating_sub(10 * height)..to + 10 * height;
        self.lines.retain(|at, _| keep.contains(at));
        let at = from.saturating_sub(AHEAD);
        let n = (to + AHEAD).min(order.ids.len()) - at;
        Some(Question::RiskPage { order, at, n })
    }
}
