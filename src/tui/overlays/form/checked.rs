//! Whether what stands in a form will do: a field is checked when it is left, all of them when the form is saved.

use chrono::NaiveDate;

use super::{Form, field::FieldState};
use crate::workbench::actions::Args;

impl Form {
    /// What is wrong with the field at this place.
    pub fn fault(&self, at: usize) -> Option<&str> {
        self.faults.get(&at).map(String::as_str)
    }

    /// With how many fields something is wrong.
    pub fn faults(&self) -> usize {
        self.faults.len()
    }

    /// Checks the field that keys act on.
    pub fn check(&mut self, today: NaiveDate) -> bool {
        let Some(state) = self.fields.get(self.at) else { return true };
        match state.value(today) {
            Ok(_) => {
                self.faults.remove(&self.at);
                true
            }
            Err(wrong) => {
                self.faults.insert(self.at, wrong);
                false
            }
        }
    }

    /// The values to save with; none, and the first faulty field, when some will not do. What is wrong is told under each.
    pub fn args(&mut self, today: NaiveDate) -> Option<Args> {
        let mut args = self.began_with.clone();
        self.faults.clear();
        for (at, state) in self.fields.iter().enumerate() {
            match state.value(today) {
                Ok(value) => args.set(state.field.name, value),
                Err(wrong) => {
                    self.faults.insert(at, wrong);
                }
            }
        }
        let Some(first) = self.faults.keys().next() else { return Some(args) };
        self.at = *first;
        None
    }

    /// Why it was not saved, in one sentence.
    pub fn not_saved(&self) -> String {
        match self.faults() {
            0 | 1 => "Not saved: see the field.".to_owned(),
            count => format!("Not saved: {count} fields will not do; this is the first."),
        }
    }

    /// Shows a refusal under the field it names, if it names one.
    pub fn blame(&mut self, because: &str) -> bool {
        let named = |state: &FieldState| {
            let names = [state.field.name, state.field.label];
            names.iter().any(|name| because.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')))
        };
        let Some(at) = self.fields.iter().position(named) else { return false };
        self.at = at;
        self.faults.insert(at, because.to_owned());
        true
    }
}
