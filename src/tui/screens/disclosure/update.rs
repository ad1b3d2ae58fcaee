//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Pane, State, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Table, Target, Window, Wish, choice},
        widgets::{canvas::Canvas, sheet::Sheet, text::Line},
    },
    workbench::{actions::Subject, questions::Choice},
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Disclosure
    }

    fn target(&self) -> Target {
        Target::Disclosure(self.assessment.clone())
    }

    fn question(&self) -> Question {
        Question::Disclosure(self.assessment.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Disclosure(whole) = answer {
            self.known = true;
            self.disclosure = None;
            if let Some(whole) = whole {
                self.disclosure = Some(Box::new(whole.disclosure));
                self.statements.set(whole.statements);
                self.problems.set(whole.problems);
            }
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::OtherPane => {
                self.pane = match self.pane {
                    Pane::Statements => Pane::Problems,
                    Pane::Problems => Pane::Statements,
                };
                None
            }
            Command::Open if self.pane == Pane::Statements => {
                let code = self.capability()?;
                Some(Wish::Open(Target::Chain(self.assessment.clone()), Some(code)))
            }
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        match kind {
            Subject::Assessment | Subject::Gate => vec![choice(self.assessment.clone(), "")],
            Subject::Capability => self
                .capability()
                .map(|code| choice(format!("{}/{code}", self.assessment), ""))
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        Some(self.assessment.clone())
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn table(&self) -> Option<&dyn Table> {
        Some(match self.pane {
            Pane::Statements => &self.statements,
            Pane::Problems => &self.problems,
        })
    }

    fn table_mut(&mut self) -> Option<&mut dyn Table> {
        Some(match self.pane {
            Pane::Statements => &mut self.statements,
            Pane::Problems => &mut self.problems,
        })
    }

    fn mark(&self) -> String {
        self.statements.key()
    }

    fn restore(&mut self, mark: &str) {
        self.statements.want(mark);
    }

    fn sheets(&self) -> Vec<&Sheet> {
        vec![&self.statements.sheet, &self.problems.sheet]
    }

    fn sheets_mut(&mut self) -> Vec<&mut Sheet> {
        vec![&mut self.statements.sheet, &mut self.problems.sheet]
    }

    fn history_of(&self) -> String {
        self.assessment.clone()
    }
}

impl State {
    /// The capability whose section the selected statement stands in: `AUDT` of `AUDT-2.10`.
    fn capability(&self) -> Option<String> {
        let item = &self.statements.selected()?.item;
        item.split_once('-').map(|(code, _)| code.to_owned())
    }
}
