//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Link, Pane, State, document, subjects, view};
use crate::{
    domain::word::Word as _,
    tui::{
        commands::{Command, Keys, Place},
        effects::{Answer, Question},
        screens::{Beside, Target, Window, Wish, neighbour},
        theme::Role,
        widgets::{
            canvas::Canvas,
            text::Line,
            viewport::{Move, Viewport},
        },
    },
    workbench::{
        actions::Subject,
        questions::{Choice, chain::Revision},
    },
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Chain
    }

    fn target(&self) -> Target {
        Target::Chain(self.reference.clone())
    }

    fn question(&self) -> Question {
        Question::Chain(self.reference.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        match answer {
            Answer::Chain(chain) => {
                let before = document::document(self, 80, false, None);
                self.chain = Some(chain);
                self.links.go(before.again(self.links.at(), &document::document(self, 80, false, None)));
                let wanted = std::mem::take(&mut self.wanted);
                if !wanted.is_empty() {
                    self.restore(&wanted);
                }
                self.capabilities.go(self.capabilities.at().min(self.len().saturating_sub(1)));
                self.keep_link();
                // the title tells of them; they are looked at after the chain, which need not wait for them
                return Some(Question::Gates(self.reference.clone()));
            }
            Answer::Gates(asked, gates) if asked == self.reference => self.gates = Some(gates),
            _ => {}
        }
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match (command, self.pane) {
            (Command::Open | Command::In, Pane::Capabilities) => self.pane = Pane::Links,
            (Command::Out, Pane::Links) => self.pane = Pane::Capabilities,
            (Command::OtherPane, _) => {
                self.pane = match self.pane {
                    Pane::Capabilities => Pane::Links,
                    Pane::Links => Pane::Capabilities,
                }
            }
            (Command::Open | Command::In, Pane::Links) => return self.follow(),
            (Command::NextThing, _) => self.walk(Move::Down),
            (Command::PreviousThing, _) => self.walk(Move::Up),
            (Command::Standards, _) => return self.standards(),
            (Command::NextGap, _) => return self.walk_to_gap(true),
            (Command::PreviousGap, _) => return self.walk_to_gap(false),
            (Command::OlderRevision, _) => {
                return self.revision(|revision| revision.begun_from.clone(), "There is no revision before.");
            }
            (Command::NewerRevision, _) => {
                return self.revision(|revision| revision.next.clone(), "This is the newest revision.");
            }
            _ => {}
        }
        None
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        subjects::subjects(self, kind)
    }

    fn assessment(&self) -> Option<String> {
        Some(self.reference.clone())
    }

    fn title(&self) -> (Line, Line) {
        view::title(self, usize::MAX, None)
    }

    fn title_in(&self, columns: usize, keys: &Keys) -> (Line, Line) {
        view::title(self, columns, Some(keys))
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn follows(&self, area: Rect) -> Option<Rect> {
        (self.pane == Pane::Capabilities).then(|| view::links(area))
    }

    fn rows(&self) -> usize {
        self.len()
    }

    fn words(&self, at: usize) -> String {
        let Some(capability) = self.chain.as_ref().and_then(|chain| chain.capabilities.get(at)) else {
            return "Other risks".to_owned();
        };
        let mut words = format!("{} {} {}", capability.code, capability.name, capability.coverage.label());
        for risk in &capability.risks {
            words = format!("{words} {} {}", risk.reference, risk.title);
        }
        words
    }

    fn at(&self) -> usize {
        self.capabilities.at()
    }

    fn go(&mut self, at: usize) -> Option<Wish> {
        if at != self.capabilities.at() {
            self.links = Viewport::default();
        }
        self.capabilities.go(at);
        None
    }

    /// The capability's code.
    fn mark(&self) -> String {
        self.capability().map(|capability| capability.code.clone()).unwrap_or_default()
    }

    fn restore(&mut self, mark: &str) {
        match &self.chain {
            None => mark.clone_into(&mut self.wanted),
            Some(chain) => {
                if let Some(at) = chain.capabilities.iter().position(|capability| capability.code == mark) {
                    self.go(at);
                }
            }
        }
    }

    fn history_of(&self) -> String {
        match (self.link(), self.capability()) {
            (Some(Link::Risk(risk) | Link::Decision(risk)), _) => self.full(&risk),
            (Some(Link::Control(control, _)), _) => control,
            (_, Some(capability)) => self.full(&capability.code),
            _ => self.reference.clone(),
        }
    }

    fn beside(&mut self, here: &Target, step: Move) -> Option<Beside> {
        let (target, link) = match here {
            Target::Risk(full) => {
                let (_, risk) = full.split_once('/')?;
                let risk = neighbour(self.risks().iter().map(|risk| risk.reference.as_str()), risk, step)?;
                (Target::Risk(self.full(risk)), Link::Risk(risk.to_owned()))
            }
            Target::Control(control) => {
                let controls = self.controls();
                let control =
                    neighbour(controls.iter().map(|(one, _)| one.reference.as_str()), control, step)?;
                let serves = controls.iter().find(|(one, _)| one.reference == control)?.1.clone();
                (Target::Control(control.to_owned()), Link::Control(control.to_owned(), serves))
            }
            _ => return None,
        };
        let page = document::document(self, 80, false, None);
        let at = (0..page.len()).find(|&at| page.link(at) == Some(&link));
        self.links.go(at.unwrap_or_else(|| self.links.at()));
        Some((target, None))
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        match self.pane {
            Pane::Capabilities => self.walk(step),
            Pane::Links => self.links.step(step, self.page_len()),
        }
        None
    }
}

impl State {
    fn page_len(&self) -> usize {
        document::document(self, 80, false, None).len()
    }

    fn keep_link(&mut self) {
        self.links.go(self.links.at().min(self.page_len().saturating_sub(1)));
    }

    fn walk(&mut self, step: Move) {
        let before = self.capabilities.at();
        self.capabilities.step(step, self.len());
        if self.capabilities.at() != before {
            self.links = Viewport::default();
        }
    }

    fn walk_to_gap(&mut self, forward: bool) -> Option<Wish> {
        let here = self.capabilities.at();
        let chain = self.chain.as_ref()?;
        if !chain.knows_what_is_required() {
            return Some(Wish::Told(
                "No profile: what is required is not known. {apply-profile} applies one.",
            ));
        }
        let capabilities = &chain.capabilities;
        let gaps = (0..capabilities.len()).filter(|&at| capabilities[at].gap);
        let found =
            if forward { gaps.clone().find(|&at| at > here) } else { gaps.clone().rfind(|&at| at < here) };
        match found {
            Some(at) => self.go(at),
            None => {
                let none = if gaps.count() == 0 { "There is no gap." } else { "No further gap." };
                Some(Wish::Say(none.to_owned()))
            }
        }
    }

    /// To another revision, at the same capability.
    fn revision(&self, other: impl Fn(&Revision) -> Option<String>, none: &str) -> Option<Wish> {
        Some(match other(&self.chain.as_ref()?.revision) {
            Some(reference) => Wish::Open(Target::Chain(reference), Some(self.mark())),
            None => Wish::Say(none.to_owned()),
        })
    }

    /// The standards that stand beside the assessment, as a text to read.
    fn standards(&self) -> Option<Wish> {
        let mut paragraphs = Vec::new();
        for one in &self.chain.as_ref()?.standards {
            if !paragraphs.is_empty() {
                paragraphs.push((String::new(), Role::Normal));
            }
            paragraphs.push((one.told(), Role::Title));
            paragraphs.push((one.used_for.clone(), Role::Normal));
            paragraphs.push((format!("Brought by: {}", one.by.join(", ")), Role::Muted));
        }
        Some(if paragraphs.is_empty() {
            Wish::Say("No entry of the shelf of standards stands beside it.".to_owned())
        } else {
            Wish::Read("Standards", paragraphs)
        })
    }

    /// To the next level of what is selected.
    fn follow(&self) -> Option<Wish> {
        Some(match self.link()? {
            Link::Statements => {
                let item = self.capability()?.statements.first().map(|statement| statement.item.clone());
                Wish::Open(Target::Disclosure(self.reference.clone()), item)
            }
            Link::Requirement(id) => {
                let code = &self.capability()?.code;
                Wish::Act("answer-requirement", format!("{}/{id}", self.full(code)), None)
            }
            Link::Risk(risk) | Link::Decision(risk) => Wish::Open(Target::Risk(self.full(&risk)), None),
            Link::Control(control, _) => Wish::Open(Target::Control(control), None),
        })
    }
}
