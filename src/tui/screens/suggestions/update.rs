//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Entry, State, view};
use crate::{
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Table, Target, Window, Wish, choice},
        widgets::{canvas::Canvas, listing::Row as _, text::Line},
    },
    workbench::{actions::Subject, questions::Choice},
};

impl State {
    /// What accepting the selected one begins: a form that holds the template, or the control that is linked.
    fn accept(&self) -> Option<Wish> {
        let begin = |action: &'static str, subjects: Vec<Choice>, from: &str| {
            Some(Wish::Begin { action, subjects, from: from.to_owned() })
        };
        match self.list.selected()? {
            Entry::Risk(risk) => {
                let subject = format!("{}/{}", self.subject, risk.capability);
                begin("add-risk", vec![choice(subject, "")], &risk.template)
            }
            Entry::Control(control) if control.may_serve.is_empty() => {
                let codes: Vec<&str> = control.answers.iter().map(|(code, _)| code.as_str()).collect();
                let codes = codes.join(", ");
                Some(Wish::Say(format!("A control serves a risk: add one that comes from {codes} first.")))
            }
            Entry::Control(control) => {
                let subjects = control.may_serve.iter().map(|(risk, title)| choice(risk.clone(), title));
                let subjects = subjects.collect();
                match &control.linkable {
                    Some(linked) => begin("link-control", subjects, linked),
                    None => begin("add-control", subjects, &control.template),
                }
            }
            Entry::Next(control) => {
                let subject = vec![choice(self.subject.clone(), "")];
                match &control.linkable {
                    Some(linked) => begin("link-control", subject, linked),
                    None => begin("add-control", subject, &control.template),
                }
            }
        }
    }
}

impl Window for State {
    fn place(&self) -> Place {
        Place::Suggestions
    }

    fn target(&self) -> Target {
        Target::Suggestions(self.subject.clone())
    }

    fn question(&self) -> Question {
        if self.is_of_risk() {
            Question::NextControl(self.subject.clone())
        } else {
            Question::Suggested(self.subject.clone())
        }
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        match answer {
            Answer::Suggested(found) => {
                self.kind_unknown = found.kind.is_empty();
                self.dismissed = found.dismissed.len();
                let risks = found.risks.into_iter().map(|risk| Entry::Risk(Box::new(risk)));
                let controls = found.controls.into_iter().map(|control| Entry::Control(Box::new(control)));
                self.list.set(risks.chain(controls).collect());
            }
            Answer::NextControl(found) => {
                let all = found.controls.into_iter().map(|control| Entry::Next(Box::new(control)));
                self.list.set(all.collect());
            }
            _ => {}
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        if command == Command::Open { self.accept() } else { None }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        match (kind, self.list.selected()) {
            (Subject::Suggestion, Some(entry @ (Entry::Risk(_) | Entry::Control(_)))) => {
                vec![choice(format!("{}/{}", self.subject, entry.key()), entry.title())]
            }
            (Subject::Capability, Some(Entry::Risk(risk))) => {
                vec![choice(format!("{}/{}", self.subject, risk.capability), "")]
            }
            (Subject::Assessment | Subject::Gate, _) => vec![choice(self.assessment_ref(), "")],
            (Subject::Risk | Subject::RiskOrAssessment, _) if self.is_of_risk() => {
                vec![choice(self.subject.clone(), "")]
            }
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        Some(self.assessment_ref())
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
        self.subject.clone()
    }
}
