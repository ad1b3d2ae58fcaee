//! The form of an action, made from its fields. Nothing typed is lost: it is kept as a draft until it is saved.

mod checked;
pub mod field;
mod known;
mod opened;
pub mod view;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use field::{Entry, FieldState};

use super::pick::{Pick, Taker};
use crate::{
    domain::object::Id,
    tui::{
        drafts::Draft,
        effects::Prepared,
        key::{Code, Key},
        widgets::viewport::Viewport,
    },
    workbench::{
        actions::{Action, Args, FieldKind, Pick as List},
        questions::{Choice, requirements::RequirementBegin, suggestions::Suggestions},
    },
};

/// A form being filled.
pub struct Form {
    /// What it does.
    pub action: &'static Action,
    /// What it acts on.
    pub subject: String,
    /// Minted when it opened: saving twice is harmless.
    pub request: Id,
    /// Its fields.
    pub fields: Vec<FieldState>,
    /// What is wrong with fields, by their place.
    faults: BTreeMap<usize, String>,
    at: usize,
    began_with: Args,
    suggestions: Suggestions,
    requirements: Vec<RequirementBegin>,
    columns: usize,
    lines: Viewport,
}

impl Form {
    /// A form with the values that it begins with, or with those of a draft.
    pub fn new(prepared: Prepared) -> Self {
        let Prepared { action, subject, request, args, mut choices, suggestions, requirements, draft } =
            prepared;
        let fields = action
            .fields
            .iter()
            .map(|field| {
                let choices = match field.kind {
                    FieldKind::Pick(List::Words(words)) | FieldKind::PickMany(List::Words(words)) => words
                        .iter()
                        .map(|(value, label)| Choice { value: (*value).into(), label: (*label).into() })
                        .collect(),
                    _ => choices.remove(field.name).unwrap_or_default(),
                };
                FieldState::new(field, &args.text(field.name), choices)
            })
            .collect();
        let mut form = Self {
            action,
            subject,
            request,
            fields,
            faults: BTreeMap::new(),
            at: 0,
            began_with: args,
            suggestions,
            requirements,
            columns: 50,
            lines: Viewport::default(),
        };
        if let Some(draft) = draft {
            for (name, value) in &draft.began_with {
                form.began_with.set(name, value);
            }
            for (name, value) in &draft.values {
                match form.fields.iter_mut().find(|state| state.field.name == name) {
                    Some(state) => state.set(value),
                    // what no field shows, the version that was edited, stays that of the draft
                    None => form.began_with.set(name, value),
                }
            }
        }
        form
    }

    /// The field that keys act on; none on the line that saves.
    pub fn field(&self) -> Option<&FieldState> {
        self.fields.get(self.at)
    }

    /// Its place; the number of fields on the line that saves.
    pub fn at(&self) -> usize {
        self.at
    }

    /// To another field, round. The one that is left is checked, and a date in it written out; that nothing stands in it is told at saving, so that one
    /// can walk over a form.
    pub fn step(&mut self, forward: bool, today: NaiveDate) {
        let is_written = self.field().is_some_and(|state| !state.is_empty());
        if (is_written || self.fault(self.at).is_some()) && self.check(today) {
            self.fields[self.at].write_out();
        }
        let count = self.fields.len() + 1;
        self.at = if forward { (self.at + 1) % count } else { (self.at + count - 1) % count };
    }

    /// To the field of this name.
    pub fn go_to(&mut self, name: &str) {
        if let Some(at) = self.fields.iter().position(|state| state.field.name == name) {
            self.at = at;
        }
    }

    /// Tells how many columns the fields have on a terminal of this width.
    pub fn fit(&mut self, columns: u16) {
        self.columns = view::columns(columns);
    }

    /// Something else stands in it than it began with.
    pub fn is_touched(&self) -> bool {
        self.fields.iter().any(|state| {
            let fresh =
                FieldState::new(state.field, &self.began_with.text(state.field.name), state.choices.clone());
            fresh.raw() != state.raw()
        })
    }

    /// Takes a key that is no command. Gives the list to pick from when it opens one.
    ///
    /// # Errors
    /// When the key means nothing in the field.
    pub fn key(&mut self, key: Key, today: NaiveDate) -> Result<Option<Pick>, NotTaken> {
        let columns = self.columns;
        let state = self.fields.get_mut(self.at).ok_or(NotTaken)?;
        let before = state.raw();
        let taken = match &mut state.entry {
            Entry::Typed(editor) => editor.key(key, columns),
            Entry::Picked(values) => match (key.code, key.typed()) {
                (Code::Left, _) => {
                    state.cycle(false);
                    true
                }
                (Code::Right, _) => {
                    state.cycle(true);
                    true
                }
                (Code::Backspace | Code::Delete, _) => {
                    values.clear();
                    true
                }
                (_, Some(c)) => {
                    let mut pick = self.list().ok_or(NotTaken)?;
                    if c != ' ' {
                        pick.key(Key::char(c));
                    }
                    return Ok(Some(pick));
                }
                _ => false,
            },
        };
        if state.raw() != before {
            state.typed_on = Some(today);
            self.faults.remove(&self.at);
        }
        match (key.code, taken) {
            (_, true) => Ok(None),
            (Code::Down, false) => {
                self.step(true, today);
                Ok(None)
            }
            (Code::Up, false) => {
                self.step(false, today);
                Ok(None)
            }
            _ => Err(NotTaken),
        }
    }

    /// Takes pasted text; false where none can be typed.
    pub fn paste(&mut self, text: &str, today: NaiveDate) -> bool {
        match self.fields.get_mut(self.at).map(|state| (&mut state.entry, &mut state.typed_on)) {
            Some((Entry::Typed(editor), typed_on)) => {
                editor.paste(text);
                *typed_on = Some(today);
                self.faults.remove(&self.at);
                true
            }
            _ => false,
        }
    }

    /// One step back or forward in what was typed in the field that keys act on; false when there is none.
    pub fn step_in_text(&mut self, back: bool) -> bool {
        let Some(Entry::Typed(editor)) = self.fields.get_mut(self.at).map(|state| &mut state.entry) else {
            return false;
        };
        let stepped = if back { editor.undo() } else { editor.redo() };
        if stepped {
            self.faults.remove(&self.at);
        }
        stepped
    }

    /// Puts another text into the field of this name, which can be undone; false when there is none.
    pub fn put(&mut self, name: &str, text: &str) -> bool {
        let Some(at) = self.fields.iter().position(|state| state.field.name == name) else { return false };
        let Entry::Typed(editor) = &mut self.fields[at].entry else { return false };
        editor.replace(text);
        self.faults.remove(&at);
        true
    }

    /// The list of the field that keys act on.
    pub fn list(&self) -> Option<Pick> {
        let state = self.field()?;
        let Entry::Picked(values) = &state.entry else { return None };
        let value = values.first().map_or("", String::as_str);
        let pick = Pick::new(state.field.label, state.choices.clone(), Taker::Field(self.at), value);
        Some(if state.many() { pick.many(values) } else { pick })
    }

    /// The list that the form opens with: the templates to begin from.
    pub fn first_list(&self) -> Option<Pick> {
        let state = self.fields.first()?;
        let templates =
            matches!(state.field.kind, FieldKind::Pick(List::RiskTemplate | List::ControlTemplate));
        (templates && state.is_empty() && !state.choices.is_empty()).then(|| self.list()).flatten()
    }

    /// Puts in what was picked; a template also fills the texts it suggests, where nothing was typed yet.
    pub fn take(&mut self, at: usize, picked: &[Choice]) {
        let Some(state) = self.fields.get_mut(at) else { return };
        let values: Vec<&str> = picked.iter().map(|choice| choice.value.as_str()).collect();
        let before = state.raw();
        state.set(&values.join("|"));
        self.faults.remove(&at);
        let (kind, value) = (state.field.kind, values.first().copied().unwrap_or_default().to_owned());
        // What the template before this one put in goes with it; what the user wrote stays.
        for (name, text) in self.suggested(kind, &before) {
            if let Some(state) = self.fields.iter_mut().find(|state| state.field.name == name)
                && state.raw() == text
            {
                state.set("");
            }
        }
        for (name, text) in self.suggested(kind, &value) {
            if let Some(state) =
                self.fields.iter_mut().find(|state| state.field.name == name && state.is_empty())
            {
                state.set(&text);
            }
        }
        if !picked.is_empty() && at + 1 < self.fields.len() {
            self.at = at + 1;
        }
    }

    fn suggested(&self, kind: FieldKind, template: &str) -> Vec<(&'static str, String)> {
        match kind {
            FieldKind::Pick(List::RiskTemplate) => {
                let found = self.suggestions.risks.iter().find(|risk| risk.template == template);
                found
                    .map(|risk| {
                        vec![
                            ("title", risk.title.clone()),
                            ("hazard", risk.hazard.clone()),
                            ("causes", risk.causes.join("\n")),
                            ("hazardous_situation", risk.situation.clone()),
                            ("consequence", risk.consequence.clone()),
                        ]
                    })
                    .unwrap_or_default()
            }
            FieldKind::Pick(List::ControlTemplate) => {
                let found = self.suggestions.controls.iter().find(|control| control.template == template);
                found
                    .map(|control| {
                        vec![("title", control.title.clone()), ("description", control.application.clone())]
                    })
                    .unwrap_or_default()
            }
            FieldKind::Pick(List::Requirement) => {
                let found = self.requirements.iter().find(|one| one.requirement == template);
                found.map(|one| one.values.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// What would be lost with the terminal.
    pub fn draft(&self) -> Draft {
        let began_with: BTreeMap<String, String> =
            self.began_with.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let mut values = began_with.clone();
        values.extend(self.fields.iter().map(|state| (state.field.name.to_owned(), state.kept())));
        Draft {
            action: self.action.name.to_owned(),
            subject: self.subject.clone(),
            title: self.action.title.to_owned(),
            request: self.request.clone(),
            values,
            began_with,
        }
    }
}

/// The key means nothing in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotTaken;
