//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{PANES, Pane, State, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Target, Window, Wish, choice},
        widgets::{canvas::Canvas, text::Line, viewport::Move},
    },
    workbench::{
        actions::Subject,
        questions::{Choice, overview::Cell},
    },
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Overview
    }

    fn target(&self) -> Target {
        Target::Overview
    }

    fn question(&self) -> Question {
        Question::Overview
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Overview(overview) = answer {
            let last = |len: usize| len.saturating_sub(1);
            self.levels.go(self.levels.at().min(last(overview.levels.len())));
            self.months.go(self.months.at().min(last(overview.months.len())));
            self.rows.go(self.rows.at().min(last(overview.capabilities.len())));
            self.columns.go(self.columns.at().min(last(overview.products.len())));
            self.overview = Some(overview);
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open => return self.open(),
            Command::OtherPane => self.turn(1),
            Command::PaneBefore => self.turn(PANES.len() - 1),
            Command::In if self.pane == Pane::Grid => {
                let products = self.overview.as_ref()?.products.len();
                self.columns.step(Move::Down, products);
            }
            Command::In => self.pane = Pane::Grid,
            Command::Out if self.pane == Pane::Grid && self.columns.at() > 0 => {
                self.columns.go(self.columns.at() - 1);
            }
            Command::Out if self.pane == Pane::Grid => self.pane = Pane::Levels,
            _ => {}
        }
        None
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let Some(cell) = self.cell().filter(|_| self.pane == Pane::Grid) else { return Vec::new() };
        match kind {
            Subject::Assessment | Subject::Gate => vec![choice(cell.reference.clone(), "")],
            Subject::Capability => {
                let code = self.overview.as_ref().map(|all| &all.capabilities[self.rows.at()].code);
                code.map(|code| choice(format!("{}/{code}", cell.reference), "")).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        self.cell().filter(|_| self.pane == Pane::Grid).map(|cell| cell.reference.clone())
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn mark(&self) -> String {
        let pane = PANES.iter().position(|pane| *pane == self.pane).unwrap_or_default();
        let places =
            [&self.levels, &self.months, &self.rows, &self.columns].map(|view| view.at().to_string());
        format!("{pane} {}", places.join(" "))
    }

    fn restore(&mut self, mark: &str) {
        let places: Vec<usize> = mark.split(' ').filter_map(|place| place.parse().ok()).collect();
        let [pane, levels, months, rows, columns] = places[..] else { return };
        self.pane = PANES.get(pane).copied().unwrap_or(Pane::Levels);
        self.levels.go(levels);
        self.months.go(months);
        self.rows.go(rows);
        self.columns.go(columns);
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        let (list, len) = self.list();
        list.step(step, len);
        None
    }
}

impl State {
    fn turn(&mut self, by: usize) {
        let at = PANES.iter().position(|pane| *pane == self.pane).unwrap_or_default();
        self.pane = PANES[(at + by) % PANES.len()];
    }

    /// The capability in the product that one is on.
    pub(super) fn cell(&self) -> Option<&Cell> {
        self.overview.as_ref()?.capabilities.get(self.rows.at())?.cells.get(self.columns.at())
    }

    /// What stands behind the number one is on.
    fn open(&self) -> Option<Wish> {
        let overview = self.overview.as_ref()?;
        let none = |what: &str| Some(Wish::Say(format!("No {what} here.")));
        match self.pane {
            Pane::Levels => {
                let level = overview.levels.get(self.levels.at())?;
                match level.risks {
                    0 => none("risk stands"),
                    _ => Some(Wish::Open(Target::Within(level.within.clone()), None)),
                }
            }
            Pane::Months => {
                let month = overview.months.get(self.months.at())?;
                match month.decisions {
                    0 => none("decision runs out"),
                    _ => Some(Wish::Open(Target::Decisions(None, Some(month.ends)), None)),
                }
            }
            Pane::Grid => {
                let code = overview.capabilities.get(self.rows.at())?.code.clone();
                Some(Wish::Open(Target::Chain(self.cell()?.reference.clone()), Some(code)))
            }
        }
    }
}
