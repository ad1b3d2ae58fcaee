//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Line as DueLine, State, target, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Table, Target, Window, Wish, choice},
        widgets::{canvas::Canvas, text::Line},
    },
    workbench::{actions::Subject, numbered, questions::Choice},
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Due
    }

    fn target(&self) -> Target {
        Target::Due
    }

    fn question(&self) -> Question {
        Question::Due
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Due(dues) = answer {
            let on = dues.on;
            self.list.set(dues.lines.into_iter().map(|due| DueLine { due, on }).collect());
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match command {
            Command::Open => {
                let (target, mark) = target(&self.list.selected()?.due.place)?;
                Some(Wish::Open(target, mark))
            }
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let Some(line) = self.list.selected() else { return Vec::new() };
        let prefix = match kind {
            Subject::Trigger => "T-",
            Subject::Finding => "F-",
            _ => return Vec::new(),
        };
        let place = &line.due.place;
        if numbered(place, prefix) { vec![choice(place.clone(), &line.due.what)] } else { Vec::new() }
    }

    /// `ip3` of `ip3/R-014`; controls, triggers and findings belong to none.
    fn assessment(&self) -> Option<String> {
        let place = &self.list.selected()?.due.place;
        let own = place.split('/').next().unwrap_or_default();
        let of_register = ["C-", "T-", "F-"].iter().any(|prefix| numbered(own, prefix));
        (!own.is_empty() && !of_register).then(|| own.to_owned())
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn follows(&self, area: Rect) -> Option<Rect> {
        Some(view::foot(area))
    }

    fn table(&self) -> Option<&dyn Table> {
        Some(&self.list)
    }

    fn table_mut(&mut self) -> Option<&mut dyn Table> {
        Some(&mut self.list)
    }

    fn history_of(&self) -> String {
        self.list.selected().map(|line| line.due.place.clone()).unwrap_or_default()
    }
}
