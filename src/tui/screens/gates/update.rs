//! Keys in, wishes out.

use ratatui::layout::Rect;

use super::{Link, Pane, RECORD, State, document, place, view};
use crate::{
    domain::word::Word as _,
    tui::{
        commands::{Command, Place},
        effects::{Answer, Question},
        screens::{Beside, Target, Window, Wish, choice},
        widgets::{
            canvas::Canvas,
            text::Line,
            viewport::{Move, Viewport},
        },
    },
    workbench::{
        actions::{self, Subject},
        questions::Choice,
    },
};

impl Window for State {
    fn place(&self) -> Place {
        Place::Gates
    }

    fn target(&self) -> Target {
        Target::Gates(self.reference.clone())
    }

    fn question(&self) -> Question {
        Question::Gates(self.reference.clone())
    }

    fn take(&mut self, answer: Answer) -> Option<Question> {
        let Answer::Gates(asked, gates) = answer else { return None };
        if asked != self.reference {
            return None;
        }
        let next = gates.next().map(|gate| gate.id.clone());
        let first = self.gates.replace(gates).is_none();
        let mut wanted = std::mem::take(&mut self.wanted);
        if first && wanted.is_empty() {
            wanted = next.unwrap_or_default();
        }
        self.restore(&wanted);
        self.list.go(self.list.at().min(self.len().saturating_sub(1)));
        self.keep_thing();
        None
    }

    fn update(&mut self, command: Command) -> Option<Wish> {
        match (command, self.pane) {
            (Command::Open | Command::In | Command::OtherPane, Pane::Gates) => self.enter(),
            (Command::Out | Command::OtherPane, Pane::Things) => {
                self.pane = Pane::Gates;
                None
            }
            (Command::Open, Pane::Things) => self.mend(),
            (Command::In, Pane::Things) => self.look(),
            _ => None,
        }
    }

    fn subjects(&self, kind: Subject) -> Vec<Choice> {
        let place = self.missing().map_or("", |missing| missing.place.as_str());
        match kind {
            Subject::Register => Vec::new(),
            Subject::Assessment => vec![choice(self.reference.clone(), "")],
            Subject::Gate => vec![match self.gate() {
                Some(gate) => choice(format!("{}/{}", self.reference, gate.id), &gate.name),
                None => choice(self.reference.clone(), ""),
            }],
            Subject::RiskOrAssessment if place::kind(place) == Subject::Risk => {
                vec![choice(place.to_owned(), "")]
            }
            Subject::RiskOrAssessment => vec![choice(self.reference.clone(), "the whole assessment")],
            kind if place::kind(place) == kind => vec![choice(place.to_owned(), "")],
            _ => Vec::new(),
        }
    }

    fn assessment(&self) -> Option<String> {
        Some(self.reference.clone())
    }

    fn title(&self) -> (Line, Line) {
        view::title(self)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        view::draw(self, canvas, area);
    }

    fn follows_below(&self, area: Rect) -> Option<Rect> {
        (self.pane == Pane::Gates && self.page_len() == 0).then(|| view::below(self, area))
    }

    fn follows(&self, area: Rect) -> Option<Rect> {
        (self.pane == Pane::Gates).then(|| view::right(area))
    }

    fn rows(&self) -> usize {
        self.len()
    }

    fn words(&self, at: usize) -> String {
        let Some(gate) = self.gates.as_ref().and_then(|gates| gates.gates.get(at)) else {
            return "On record".to_owned();
        };
        let missing = gate.missing.iter().map(|missing| format!(" {} {}", missing.what, missing.place));
        format!("{} {} {}{}", gate.id, gate.name, gate.state.label(), missing.collect::<String>())
    }

    fn at(&self) -> usize {
        self.list.at()
    }

    fn go(&mut self, at: usize) -> Option<Wish> {
        if at != self.list.at() {
            self.things = Viewport::default();
        }
        self.list.go(at);
        None
    }

    /// The gate's id.
    fn mark(&self) -> String {
        match (self.gate(), &self.gates) {
            (Some(gate), _) => gate.id.clone(),
            (None, Some(_)) => RECORD.to_owned(),
            (None, None) => String::new(),
        }
    }

    fn restore(&mut self, mark: &str) {
        match &self.gates {
            None => mark.clone_into(&mut self.wanted),
            Some(gates) if mark == RECORD => {
                self.go(gates.gates.len());
            }
            Some(gates) => {
                if let Some(at) = gates.gates.iter().position(|gate| gate.id == mark) {
                    self.go(at);
                }
            }
        }
    }

    fn history_of(&self) -> String {
        match self.missing() {
            Some(missing) if !missing.place.is_empty() => missing.place.clone(),
            _ => self.reference.clone(),
        }
    }

    /// The next missing thing of the same gate that has such a screen.
    fn beside(&mut self, here: &Target, step: Move) -> Option<Beside> {
        let missing = &self.gate()?.missing;
        let shown: Vec<Option<Target>> =
            missing.iter().map(|missing| place::target(&missing.place).map(|(target, _)| target)).collect();
        let like = |target: &Target| std::mem::discriminant(target) == std::mem::discriminant(here);
        let other = |at: &usize| shown[*at].as_ref().is_some_and(|target| like(target) && target != here);
        let standing = shown.iter().position(|target| target.as_ref() == Some(here))?;
        let found = match step {
            Move::Up => (0..standing).rfind(other),
            _ => (standing + 1..shown.len()).find(other),
        }?;
        let target = shown.into_iter().nth(found)??;
        self.things.go(found);
        Some((target, None))
    }

    fn step(&mut self, step: Move) -> Option<Wish> {
        match self.pane {
            Pane::Gates => {
                let before = self.list.at();
                self.list.step(step, self.len());
                if self.list.at() != before {
                    self.things = Viewport::default();
                }
            }
            Pane::Things => self.things.step(step, self.page_len()),
        }
        None
    }
}

impl State {
    pub(super) fn page_len(&self) -> usize {
        document::document(self, 80, false, None).len()
    }

    /// What was selected may be gone: the one after it is selected then, or the gate when nothing is left.
    fn keep_thing(&mut self) {
        let len = self.page_len();
        self.things.go(self.things.at().min(len.saturating_sub(1)));
        if len == 0 {
            self.pane = Pane::Gates;
        }
    }

    /// To what the gate misses.
    fn enter(&mut self) -> Option<Wish> {
        if self.page_len() > 0 {
            self.pane = Pane::Things;
            return None;
        }
        let said = match self.gate() {
            Some(gate) => document::nothing(gate).unwrap_or("Nothing is missing."),
            None => "Nothing is on record yet: {add-agreement} adds an agreement, {attest} states something.",
        };
        Some(Wish::Told(said))
    }

    /// The form that mends it, on the thing that lacks it; where there is none, the thing itself.
    fn mend(&self) -> Option<Wish> {
        let missing = match self.link()? {
            Link::Text => return None,
            Link::Agreement => return Some(Wish::Act("edit-agreement", self.reference.clone(), None)),
            Link::Missing(at) => self.gate()?.missing.get(at)?,
        };
        match actions::action(missing.mend) {
            Some(action) => Some(Wish::Act(action.name, missing.place.clone(), missing.given)),
            None if missing.mend == "import" => Some(Wish::Import(self.reference.clone())),
            None => self.look(),
        }
    }

    /// The screen of the thing.
    fn look(&self) -> Option<Wish> {
        let missing = self.missing()?;
        Some(match place::target(&missing.place) {
            Some((target, row)) => Wish::Open(target, row),
            None => Wish::Say("This belongs to the register as a whole.".to_owned()),
        })
    }
}
