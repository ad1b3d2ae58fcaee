//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{COUNTED, State, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Table, Target, Window, Wish, choice},
        widgets::{canvas::Canvas, text::Line},
    },
    workbench::{
        actions::Subject,
        questions::{Choice, assessments::AssessmentLine},
    },
};

/// Rows at either side of the one selected that are counted, at least.
const NEAR: usize = 20;
/// Assessments counted in one go.
const AT_A_TIME: usize = 10;

impl Window for State {
    fn place(&self) -> Place {
        Place::Assessments
    }

    fn target(&self) -> Target {
        Target::Assessments
    }

    fn question(&self) -> Question {
        Question::Assessments
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        match answer {
            Answer::Assessments(mut lines) => {
                // what was counted before is shown until it is counted anew
                for line in &mut lines {
                    let before = self.list.all().iter().find(|before| before.reference == line.reference);
                    line.standing = line.standing.take().or_else(|| before?.standing.clone());
                }
                self.list.set(lines);
                self.counted.clear();
                self.asked.clear();
            }
            Answer::Standings(standings) => {
                for (reference, standing) in standings {
                    self.list.change(|line| {
                        if line.reference == reference {
                            line.standing = Some(standing.clone());
                        }
                    });
                    self.counted.insert(reference);
                }
                self.asked.clear();
                if self.rests_on_counts() {
                    self.list.arrange();
                }
            }
            _ => {}
        }
        self.uncounted()
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open => {
                let line = self.list.selected()?;
                Some(Wish::Open(Target::Chain(line.reference.clone()), None))
            }
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        match (kind, self.list.selected()) {
            (Subject::Assessment | Subject::Gate, Some(line)) => {
                vec![choice(line.reference.clone(), &line.product)]
            }
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        self.list.selected().map(|line| line.reference.clone())
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

    fn missing(&mut self) -> Option<Question> {
        self.uncounted()
    }

    fn history_of(&self) -> String {
        self.list.key()
    }

    fn made(&mut self, subject: &str) {
        self.list.want(subject);
    }

    /// Every assessment, whatever the filter.
    fn assessments(&self) -> Vec<Choice> {
        self.list.all().iter().map(|line| choice(line.reference.clone(), &line.product)).collect()
    }
}

impl State {
    /// The rows are sorted by what is counted, or narrowed to it.
    fn rests_on_counts(&self) -> bool {
        let sheet = &self.list.sheet;
        let columns = sheet.sorted_by().map(|(id, _)| id).chain(sheet.sieves().map(|(id, _)| id));
        columns.into_iter().any(|id| COUNTED.contains(&id))
    }

    /// Asks for what is open in rows near the screen that are not counted yet, a few at a time; not again while the
    /// same are being counted.
    fn uncounted(&mut self) -> Option<Question> {
        let near = self.list.view.height().max(NEAR);
        let from = self.list.view.at().saturating_sub(near);
        let mut rows: Vec<&AssessmentLine> =
            (from..self.list.view.at() + near).filter_map(|at| self.list.row(at)).collect();
        if self.rests_on_counts() {
            // all of them stand in an order, and any may be let through
            rows.extend(self.list.all());
        }
        let wanted: Vec<String> = rows
            .into_iter()
            .filter(|line| !self.counted.contains(&line.reference))
            .map(|line| line.reference.clone())
            .take(AT_A_TIME)
            .collect();
        if wanted.is_empty() || wanted == self.asked {
            return None;
        }
        self.asked.clone_from(&wanted);
        Some(Question::Standings(wanted))
    }
}
