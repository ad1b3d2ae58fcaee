//! All that the terminal workbench knows: a stack of screens, a stack of overlays, one message.

use std::{collections::BTreeMap, rc::Rc, sync::Arc};

use chrono::NaiveDate;

use crate::{
    domain::object::Id,
    workbench::{
        actions::{Action, Subject},
        questions::{Choice, risks::Order},
    },
};

use super::{
    commands::{Keys, Place},
    jobs::JobNow,
    key::Key,
    memory::Memory,
    others::Others,
    overlays::Overlay,
    screens::{Screen, Target, Window, assessments},
    theme::Role,
};

/// The message line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub text: String,
    /// How it is meant.
    pub role: Role,
}

/// Where a text was found in a long order.
pub struct Found {
    /// The text.
    pub text: String,
    /// The order that was searched.
    pub order: Arc<Order>,
    /// The places of the rows that hold it, rising.
    pub places: Vec<usize>,
}

/// What follows a saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// The next or previous cell is edited.
    Cell {
        /// To the next one.
        forward: bool,
    },
    /// The same form opens for the next or previous thing of the list.
    Record {
        /// The action's name.
        action: &'static str,
        /// The field to open it at.
        field: Option<&'static str>,
        /// To the next one.
        forward: bool,
    },
}

/// The state. Only `update` changes it.
pub struct State {
    /// Where one is, and where Back leads. Never empty.
    screens: Vec<Screen>,
    /// What lies on the screen, the topmost last.
    pub overlays: Vec<Overlay>,
    /// What happened last.
    pub message: Option<Message>,
    /// What is told when nothing else stands in the message line.
    pub later: Option<Message>,
    /// The job that runs.
    pub job: Option<JobNow>,
    /// A job that ended badly and was not looked at yet.
    pub unseen: Option<String>,
    /// How often something was said: who has the screen read out hears it again when it is the same.
    pub said: u64,
    /// The keys of every command.
    pub keys: Rc<Keys>,
    /// The keys of a chord that is not finished.
    pub pending: Vec<Key>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The civil date in the register's time zone.
    pub today: NaiveDate,
    /// The register's file name.
    pub register: String,
    /// The person at the keyboard.
    pub actor: String,
    /// The text searched for last.
    pub search: String,
    /// The words that were searched for everywhere last.
    pub everywhere: String,
    /// What was found last in a long order.
    pub found: Option<Found>,
    /// Where one was on screens that were left.
    pub places: BTreeMap<Target, String>,
    /// How one had the tables, and where one was, from session to session.
    memory: Memory,
    /// The screen one was on when riskward was left.
    pub last: Option<Target>,
    /// Assessments with a gate that is overridden and not mended yet, with the last day of it.
    pub overridden: BTreeMap<String, NaiveDate>,
    /// The terminal's clipboard takes what is copied.
    pub clipboard: bool,
    /// What is done when the saving that was asked for is done.
    pub after: Option<After>,
    /// The field at which the form that is asked for is to open.
    pub opens_at: Option<&'static str>,
    /// What of others' changes is still to be said.
    pub others: Others,
    /// The last key was the one that breaks off.
    pub breaking: bool,
    /// The last key moved the cursor: what tells of its row still tells of the row before.
    pub moving: bool,
    /// Something changed that is not drawn yet.
    pub dirty: bool,
}

impl State {
    /// The state at the start: the list of assessments.
    pub fn new(register: &str, actor: &str, today: NaiveDate, size: (u16, u16)) -> Self {
        Self {
            screens: vec![Screen::Assessments(assessments::State::new(register, actor))],
            overlays: Vec::new(),
            message: None,
            later: None,
            job: None,
            unseen: None,
            said: 0,
            keys: Rc::default(),
            pending: Vec::new(),
            size,
            today,
            register: register.to_owned(),
            actor: actor.to_owned(),
            search: String::new(),
            everywhere: String::new(),
            found: None,
            places: BTreeMap::new(),
            memory: Memory::default(),
            last: None,
            overridden: BTreeMap::new(),
            clipboard: false,
            after: None,
            opens_at: None,
            others: Others::default(),
            breaking: false,
            moving: false,
            dirty: true,
        }
    }

    /// The screen one is on.
    pub fn screen(&self) -> &dyn Window {
        self.screens.last().map_or(self.screens[0].window(), Screen::window)
    }

    /// The same, to be changed.
    pub fn screen_mut(&mut self) -> &mut dyn Window {
        let last = self.screens.len() - 1;
        self.screens[last].window_mut()
    }

    /// Where keys are struck now.
    pub fn struck_in(&self) -> Vec<Place> {
        match self.overlays.last() {
            Some(overlay) => vec![overlay.place()],
            None => vec![self.screen().place(), Place::Anywhere],
        }
    }

    /// Every screen from the first to the one that one is on.
    pub fn way(&self) -> &[Screen] {
        &self.screens
    }

    /// Goes to a screen: back to it when one came from there, and to the row one was on.
    pub fn go(&mut self, target: Target) {
        self.remember();
        if let Some(at) = self.screens.iter().position(|screen| screen.window().target() == target) {
            self.screens.truncate(at + 1);
            return;
        }
        self.show(&target);
    }

    /// Looks at a thing and comes back: Back leads here, also when one came by way of that screen.
    pub fn visit(&mut self, target: &Target) {
        self.remember();
        self.show(target);
    }

    fn show(&mut self, target: &Target) {
        let mut screen = Screen::of(target);
        self.memory.recall(screen.window_mut());
        if let Some(mark) = self.places.get(target).map(String::as_str).or_else(|| self.memory.row(target)) {
            screen.window_mut().restore(mark);
        }
        self.screens.push(screen);
    }

    /// Shows another thing on the same screen.
    pub fn replace(&mut self, target: &Target) {
        self.remember();
        self.screens.pop();
        self.screens.push(Screen::of(target));
    }

    /// Goes back; false on the first screen.
    pub fn back(&mut self) -> bool {
        if self.screens.len() < 2 {
            return false;
        }
        self.remember();
        self.screens.pop();
        true
    }

    /// What an action can act on here: the one thing selected, or all there are to choose from.
    pub fn subjects(&self, action: &Action) -> Vec<Choice> {
        let whole = |value: String| vec![Choice { label: value.clone(), value }];
        let found = match action.subject {
            Subject::Register => return whole(String::new()),
            Subject::RegisterOrAssessment => return whole(self.screen().assessment().unwrap_or_default()),
            Subject::Thing => {
                let controls = self.screen().subjects(Subject::Control);
                let others = self.screen().subjects(Subject::RiskOrAssessment);
                let all: Vec<Choice> = controls.into_iter().chain(others).collect();
                if all.is_empty() { self.screen().subjects(Subject::Assessment) } else { all }
            }
            kind => self.screen().subjects(kind),
        };
        // a risk may come from no capability
        if found.is_empty() && action.name == "add-risk" {
            return self.screen().assessment().map(whole).unwrap_or_default();
        }
        found
    }

    /// An action has something to act on here. Of rows that are marked no list is made for that: it is asked for each command of
    /// a menu at each key.
    pub fn has_subject(&self, action: &Action) -> bool {
        let screen = self.screen();
        let here = (action.subject, screen.place());
        let takes = matches!(here, (Subject::Risks, Place::Risks) | (Subject::Controls, Place::Controls));
        takes && screen.marked() > 0 || !self.subjects(action).is_empty()
    }

    /// The capability, risk or control selected: `ip3/MLDP`, `ip3/R-014`, `C-003`.
    pub fn known_thing(&self) -> Option<String> {
        let selected = self.screen().history_of();
        let known = match self.screen().place() {
            Place::Chain => selected.contains('/') || crate::workbench::numbered(&selected, "C-"),
            Place::Risks | Place::Risk | Place::Decisions => selected.contains('/'),
            Place::Controls | Place::Control => !selected.is_empty(),
            _ => false,
        };
        known.then_some(selected)
    }

    /// The screen that Back leads to.
    pub fn behind_mut(&mut self) -> Option<&mut dyn Window> {
        let behind = self.screens.len().checked_sub(2)?;
        self.screens.get_mut(behind).map(Screen::window_mut)
    }

    /// Closes the form of this request, and what lies on it.
    pub fn close_form(&mut self, request: &Id) {
        let form = |overlay: &Overlay| matches!(overlay, Overlay::Form(form) | Overlay::Cell(form) if form.request == *request);
        if let Some(at) = self.overlays.iter().position(form) {
            self.overlays.truncate(at);
        }
    }

    /// Stops showing that a job runs, or that the register is held; false when neither was.
    pub fn stop_waiting(&mut self) -> bool {
        let before = self.overlays.len();
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Wait(..) | Overlay::Held(_)));
        self.overlays.len() < before
    }

    /// Takes the unsaved text that is offered off the list.
    pub fn withdraw_offer(&mut self) {
        let Some(at) = self.overlays.iter().position(|overlay| matches!(overlay, Overlay::Offer(_))) else {
            return;
        };
        if let Overlay::Offer(drafts) = &mut self.overlays[at] {
            drafts.remove(0);
            if drafts.is_empty() {
                self.overlays.remove(at);
            }
        }
    }

    /// Keeps in mind until when an assessment has a gate overridden, or that it has none.
    pub fn overridden(&mut self, reference: &str, until: Option<NaiveDate>) {
        match until {
            Some(until) => self.overridden.insert(reference.to_owned(), until),
            None => self.overridden.remove(reference),
        };
    }

    fn remember(&mut self) {
        let mut memory = std::mem::take(&mut self.memory);
        memory.remember(self.screen());
        self.memory = memory;
        let (target, mark) = (self.screen().target(), self.screen().mark());
        if !mark.is_empty() {
            self.places.insert(target, mark);
        }
    }

    /// Begins with what is remembered from the session before.
    pub fn recall(&mut self, memory: Memory) {
        self.last = memory.last().filter(|target| *target != Target::Assessments);
        self.memory = memory;
        for screen in &mut self.screens {
            let window = screen.window_mut();
            self.memory.recall(window);
            if let Some(mark) = self.memory.row(&window.target()) {
                window.restore(mark);
            }
        }
    }

    /// What is to be remembered of all that is before one now.
    pub fn remembered(&self) -> Memory {
        let mut memory = self.memory.clone();
        for screen in &self.screens {
            memory.remember(screen.window());
        }
        memory.stand_on(&self.screen().target());
        memory
    }

    /// Says what happened.
    pub fn say(&mut self, text: impl Into<String>) {
        self.tell(text.into(), Role::Normal);
    }

    /// Says what was done meanwhile, but not in the place of an error or of a line that is being typed.
    pub fn tell_later(&mut self, text: String, grave: bool) {
        let message = Message { text, role: if grave { Role::Error } else { Role::Normal } };
        let taken = self.message.as_ref().is_some_and(|message| message.role == Role::Error)
            || matches!(self.overlays.last(), Some(Overlay::Prompt(_)));
        if taken { self.later = Some(message) } else { self.tell(message.text, message.role) }
    }

    /// Says what was kept back, as soon as there is room for it.
    pub fn tell_now(&mut self) {
        let free = self.message.is_none() && !matches!(self.overlays.last(), Some(Overlay::Prompt(_)));
        if let Some(later) = self.later.take_if(|_| free) {
            self.dirty = true;
            self.tell(later.text, later.role);
        }
    }

    /// Says what went wrong; it stays until Esc.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.tell(text.into(), Role::Error);
    }

    fn tell(&mut self, text: String, role: Role) {
        self.message = Some(Message { text, role });
        self.said = self.said.wrapping_add(1);
    }
}
