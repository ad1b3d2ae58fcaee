//! Keys in, wishes out.

use std::{collections::BTreeMap, sync::Arc};

use ratatui::layout::Rect;

use super::{State, view};
use crate::{
    domain::{object::Id, word::Word as _},
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Copies, Target, Window, Wish, choice},
        widgets::{again::stand_again, canvas::Canvas, sheet::Sheet, text::Line, viewport::Move},
    },
    workbench::{
        actions::Subject,
        questions::{
            Choice,
            decisions::{DecisionColumn, DecisionOrder, DecisionsWanted},
            risks::Order,
        },
    },
};

/// Rows asked for beyond those on the screen, at either side.
const AHEAD: usize = 20;

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
            Answer::DecisionOrder(wanted, found) if wanted == self.wanted() => self.take_order(&found),
            Answer::DecisionPage(order, at, lines) if self.is_mine(&order) => {
                let known = |id: &Id| order.ids.iter().skip(at).position(|one| one == id);
                for line in lines {
                    if let Some(offset) = known(&line.id) {
                        self.lines.insert(at + offset, line);
                    }
                }
                None
            }
            _ => None,
        }
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open => Some(Wish::Open(target(&self.selected()?.reference), None)),
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let line = || self.selected().map(|line| choice(line.reference.clone(), &line.title));
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
            let reference = &self.selected()?.reference;
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

    fn rows(&self) -> usize {
        self.len()
    }

    fn words(&self, at: usize) -> String {
        let Some(line) = self.lines.get(&at) else { return String::new() };
        [&*line.reference, &line.title, &line.verdict, &line.by, &line.stands].join(" ")
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

    /// By its identity, or by what it is on: `ip3/R-014`.
    fn restore(&mut self, mark: &str) {
        if mark.contains('/') {
            self.near = Some(mark.to_owned());
        } else {
            mark.clone_into(&mut self.mark);
        }
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn arrange(&mut self) -> Option<Wish> {
        Some(self.ask_again())
    }

    fn values(&self, _: &str) -> Option<Vec<String>> {
        None
    }

    fn values_asked(&self, column: &str) -> Option<Question> {
        Some(Question::DecisionValues(self.assessment.clone(), DecisionColumn::parse(column).ok()?))
    }

    fn narrowed_to(&self) -> Option<String> {
        self.ends.map(|ends| ends.to_string())
    }

    fn widen(&mut self) -> Option<Wish> {
        self.ends.take()?;
        Some(self.ask_again())
    }

    fn copies(&self) -> Option<Copies> {
        Some(Copies::Rows(view::rows(&[self.selected()?])))
    }

    fn history_of(&self) -> String {
        self.selected().map(|line| line.reference.clone()).unwrap_or_default()
    }

    /// The next thing decided on; several decisions on one risk are one thing.
    fn beside(&mut self, here: &Target, step: Move) -> Option<Beside> {
        let before = self.view.at();
        loop {
            let at = self.view.at();
            self.view.step(step, self.len());
            let Some(line) = self.selected().filter(|_| self.view.at() != at) else {
                self.view.go(before);
                return None;
            };
            let next = target(&line.reference);
            if next != *here && matches!(next, Target::Risk(_)) {
                return Some((next, self.missing()));
            }
        }
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        self.view.step(step, self.len());
        self.missing().map(Wish::Ask)
    }

    fn matches(&self, text: &str) -> Option<Question> {
        let (assessment, order) = (self.assessment.clone(), self.order.clone()?);
        let wanted = DecisionsWanted { assessment, text: text.to_owned(), ..DecisionsWanted::default() };
        Some(Question::DecisionMatches(wanted, order))
    }

    fn order(&self) -> Option<&Arc<Order>> {
        self.order.as_ref()
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

impl State {
    /// Asks for another order; the old one stays until it is there.
    fn ask_again(&mut self) -> Wish {
        self.mark = self.mark();
        self.waits = true;
        Wish::Ask(self.question())
    }

    fn take_order(&mut self, found: &DecisionOrder) -> Option<Question> {
        let order = Arc::new(found.order.clone());
        let mark = std::mem::take(&mut self.mark);
        self.near = None;
        let here = found.near.or_else(|| order.ids.iter().position(|id| id.as_str() == mark));
        let before = self.order.take().filter(|_| mark.is_empty());
        match (here, before) {
            (Some(place), _) => self.view.go(place),
            (None, Some(before)) => stand_again(&mut self.view, &before.ids, &order.ids),
            (None, None) => self.view.go(self.view.at().min(order.ids.len().saturating_sub(1))),
        }
        self.order = Some(order);
        self.waits = false;
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
        Some(Question::DecisionPage { order, at, n })
    }
}
