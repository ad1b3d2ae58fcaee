//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Entry, State, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Table, Target, Window, Wish, choice, due},
        widgets::{canvas::Canvas, text::Line, viewport::Move},
    },
    workbench::{actions::Subject, questions::Choice},
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Inbox
    }

    fn target(&self) -> Target {
        Target::Inbox
    }

    fn question(&self) -> Question {
        Question::Inbox
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        if let Answer::Inbox(inbox) = answer {
            let triggers = inbox.triggers.into_iter().map(|trigger| Entry::Trigger(Box::new(trigger)));
            let findings =
                inbox.findings.into_iter().map(|(finding, place)| Entry::Finding(Box::new(finding), place));
            let unrecorded = inbox.unrecorded.into_iter().map(|passed| Entry::Unrecorded(Box::new(passed)));
            let mut all: Vec<Entry> = triggers.chain(findings).chain(unrecorded).collect();
            all.sort_by_key(|entry| !entry.is_open());
            self.list.set(all);
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        if command != Command::Open {
            return None;
        }
        match self.list.selected()? {
            Entry::Trigger(trigger) => Some(Wish::Open(Target::Trigger(trigger.reference.clone()), None)),
            Entry::Finding(finding, _) => {
                let (target, mark) = due::target(&finding.about)?;
                Some(Wish::Open(target, mark))
            }
            Entry::Unrecorded(passed) => {
                let (target, mark) = due::target(&passed.place)?;
                Some(Wish::Open(target, mark))
            }
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        match (kind, self.list.selected()) {
            (Subject::Trigger, Some(Entry::Trigger(trigger))) => {
                vec![choice(trigger.reference.clone(), &trigger.title)]
            }
            (Subject::Finding, Some(Entry::Finding(finding, _))) => {
                vec![choice(finding.reference.clone(), &finding.what)]
            }
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        match self.list.selected()? {
            Entry::Trigger(_) | Entry::Unrecorded(_) => None,
            Entry::Finding(_, assessment) => Some(assessment.clone()).filter(|name| !name.is_empty()),
        }
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
        self.list.key()
    }

    fn beside(&mut self, _: &Target, step: Move) -> Option<Beside> {
        let before = self.list.view.at();
        loop {
            let at = self.list.view.at();
            self.list.view.step(step, self.list.len());
            match self.list.selected() {
                _ if self.list.view.at() == at => break,
                Some(Entry::Trigger(trigger)) => {
                    return Some((Target::Trigger(trigger.reference.clone()), None));
                }
                _ => {}
            }
        }
        self.list.view.go(before);
        None
    }

    fn made(&mut self, subject: &str) {
        self.list.want(subject);
    }
}
