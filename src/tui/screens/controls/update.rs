//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{State, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Cell, Table, Target, Window, Wish, choice},
        widgets::{canvas::Canvas, text::Line, viewport::Move},
    },
    workbench::{actions::Subject, questions::Choice},
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Controls
    }

    fn target(&self) -> Target {
        Target::Controls
    }

    fn question(&self) -> Question {
        Question::Controls
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Controls(lines) = answer {
            self.list.set(lines);
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open => Some(Wish::Open(Target::Control(self.list.selected()?.reference.clone()), None)),
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        match (kind, self.list.selected()) {
            (Subject::Controls, _) if !self.list.marks().is_empty() => {
                let refs: Vec<&str> = self.list.marked().into_iter().map(|line| &*line.reference).collect();
                vec![Choice {
                    value: refs.join("|"),
                    label: crate::tui::screens::counted(refs.len(), "control"),
                }]
            }
            (Subject::Control | Subject::Controls, Some(line)) => {
                vec![choice(line.reference.clone(), &line.title)]
            }
            _ => Vec::new(),
        }
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

    fn history_of(&self) -> String {
        self.list.key()
    }

    fn beside(&mut self, _: &Target, step: Move) -> Option<Beside> {
        let before = self.list.view.at();
        self.list.view.step(step, self.list.len());
        let moved = self.list.view.at() != before;
        moved.then(|| (Target::Control(self.list.key()), None))
    }

    fn cell(&self) -> Option<Cell> {
        let line = self.list.selected()?;
        let field = |name| Cell::Field("edit-control", line.reference.clone(), name);
        Some(match self.column()? {
            "title" => field("title"),
            "kind" => field("kind"),
            "order" => field("order"),
            "owner" => field("owner"),
            "due" => field("due"),
            "serves" => Cell::No("it counts the risks that the control serves"),
            "state" => Cell::No("it follows from {put-in-place}, put in place, and {verify-control}, verify"),
            _ => Cell::No("the register gives the number"),
        })
    }

    fn copied_down(&self) -> Result<(String, String), String> {
        if !self.list.marks().is_empty() {
            let marked: Vec<&str> = self.list.marked().into_iter().map(|line| &*line.reference).collect();
            return match marked.as_slice() {
                [first, others @ ..] if !others.is_empty() => Ok(((*first).to_owned(), others.join("|"))),
                _ => Err("Only one row is marked: mark those that are to get its cell too".to_owned()),
            };
        }
        let at = self.list.view.at();
        let above = at.checked_sub(1).and_then(|above| self.list.row(above));
        let (Some(above), Some(here)) = (above, self.list.row(at)) else {
            return Err("There is no row above this one".to_owned());
        };
        Ok((above.reference.clone(), here.reference.clone()))
    }

    fn made(&mut self, subject: &str) {
        self.list.want(subject);
    }
}
