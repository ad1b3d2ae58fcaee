//! Keys in, wishes out.

use std::{collections::BTreeMap, sync::Arc};

use ratatui::layout::Rect;

use super::{State, cells, view};
use crate::{
    domain::word::Word as _,
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Cell, Copies, Target, Window, Wish, choice, counted},
        widgets::{
            again::stand_again, canvas::Canvas, marks::Marking, sheet::Sheet, table, text::Line,
            viewport::Move,
        },
    },
    workbench::{
        actions::Subject,
        questions::{
            Choice,
            risk_order::{RiskColumn, RisksWanted},
            risks::Order,
        },
        subject_of,
    },
};

/// Rows asked for beyond those on the screen, at either side.
const AHEAD: usize = 20;

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
            Answer::RiskOrder(wanted, order) if wanted == self.wanted() => self.take_order(order),
            Answer::RiskPage(order, at, lines) if self.is_mine(&order) => {
                self.lines.extend((at..).zip(lines));
                None
            }
            _ => None,
        }
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open => Some(Wish::Open(Target::Risk(self.selected()?.reference.clone()), None)),
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let assessment = || self.assessment().map(|reference| choice(reference, ""));
        match kind {
            Subject::Assessment | Subject::Gate => assessment().into_iter().collect(),
            Subject::Risks if !self.marks.is_empty() => {
                let Some(order) = &self.order else { return Vec::new() };
                let label = counted(self.marks.len(), "risk");
                vec![Choice { value: subject_of(&self.marks.ids(order)), label }]
            }
            Subject::Risk | Subject::Risks | Subject::RiskOrAssessment => {
                self.selected().map(|line| choice(line.reference.clone(), &line.title)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        self.assessment.clone().or_else(|| {
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
        Some(Question::RiskValues(self.assessment.clone(), RiskColumn::parse(column).ok()?))
    }

    fn narrowed_to(&self) -> Option<String> {
        self.within.as_ref().map(ToString::to_string)
    }

    fn widen(&mut self) -> Option<Wish> {
        self.within.take()?;
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

    fn cell(&self) -> Option<Cell> {
        cells::edited(self)
    }

    fn cell_area(&self, body: Rect) -> Option<Rect> {
        table::cell(body, &self.sheet, &self.view, self.len())
    }

    fn copied_down(&self) -> Result<(String, String), String> {
        cells::copied_down(self)
    }

    fn marking(&mut self, marking: Marking) -> Option<Wish> {
        let order = self.order.clone()?;
        let at = self.view.at();
        let id = order.ids.get(at)?.clone();
        match marking {
            Marking::Row => {
                self.marks.toggle(Some(&order), &id);
                return self.step(Move::Down);
            }
            Marking::Range | Marking::EndRange => match self.marks.range(at) {
                Some(range) => {
                    self.marks.add(Some(&order), &order.ids[range]);
                    self.marks.end();
                }
                None if marking == Marking::Range => self.marks.begin(at, id),
                None => {}
            },
            Marking::Invert => self.marks.invert(&order),
            Marking::All => self.marks.add_all(&order),
        }
        None
    }

    fn marked(&self) -> usize {
        self.marks.len()
    }

    fn ranging(&self) -> Option<usize> {
        self.marks.range(self.view.at()).map(Iterator::count)
    }

    fn copies(&self) -> Option<Copies> {
        let order = self.order.as_ref()?;
        let ids = match self.marks.ids(order) {
            none if none.is_empty() => vec![order.ids.get(self.view.at())?.clone()],
            ids => ids,
        };
        Some(Copies::Risks(Arc::new(Order { ids })))
    }

    fn unmark(&mut self) -> bool {
        self.marks.clear()
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        self.view.step(step, self.len());
        self.missing().map(Wish::Ask)
    }

    /// A row that was changed keeps its place, as in a spreadsheet: the rows near the screen are read again and no more.
    fn question_after(&self, subject: &str) -> Question {
        let stands = self.lines.values().any(|line| line.reference == subject);
        self.near().filter(|_| stands).unwrap_or_else(|| self.question())
    }

    fn matches(&self, text: &str) -> Option<Question> {
        let (assessment, order) = (self.assessment.clone(), self.order.clone()?);
        let wanted = RisksWanted { assessment, text: text.to_owned(), ..RisksWanted::default() };
        Some(Question::RiskMatches(wanted, order))
    }

    fn order(&self) -> Option<&Arc<Order>> {
        self.order.as_ref()
    }
}

impl State {
    /// Asks for another order; the old one stays until it is there.
    fn ask_again(&mut self) -> Wish {
        self.waits = true;
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
        if !self.sheet.is_narrowed() {
            self.marks.keep_only(&order);
        }
        self.marks.moved(|id| order.ids.iter().position(|known| known == id));
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
        let (from, to) = self.span();
        if (from..to).all(|at| self.lines.contains_key(&at)) {
            return None;
        }
        let height = self.view.height().max(AHEAD);
        let keep = from.saturating_sub(10 * height)..to + 10 * height;
        self.lines.retain(|at, _| keep.contains(at));
        self.near()
    }

    /// The rows near the screen.
    fn span(&self) -> (usize, usize) {
        let height = self.view.height().max(AHEAD);
        (self.view.at().saturating_sub(height), (self.view.at() + height + 1).min(self.len()))
    }

    /// The page with the rows near the screen.
    fn near(&self) -> Option<Question> {
        let order = self.order.clone()?;
        let (from, to) = self.span();
        let at = from.saturating_sub(AHEAD);
        let n = (to + AHEAD).min(order.ids.len()) - at;
        Some(Question::RiskPage { order, at, n })
    }
}
