//! One field of a form: what is typed or picked, and whether it will do.

use chrono::NaiveDate;

use crate::{
    domain::date,
    tui::widgets::editor::Editor,
    workbench::{
        actions::{Field, FieldKind, Pick},
        questions::Choice,
    },
};

/// What stands in a field.
#[derive(Debug, Clone)]
pub enum Entry {
    /// Typed text.
    Typed(Box<Editor>),
    /// Values picked from a list.
    Picked(Vec<String>),
}

/// A field and what stands in it.
#[derive(Debug, Clone)]
pub struct FieldState {
    /// What is asked.
    pub field: &'static Field,
    /// What was answered.
    pub entry: Entry,
    /// The list to pick from.
    pub choices: Vec<Choice>,
    /// The day on which something was typed last: `+90d` counts from it, also after midnight.
    pub(super) typed_on: Option<NaiveDate>,
}

impl FieldState {
    /// A field with the value it begins with.
    pub fn new(field: &'static Field, value: &str, choices: Vec<Choice>) -> Self {
        let entry = match field.kind {
            // a register that names no people takes any name
            FieldKind::PickMany(Pick::Person) if choices.is_empty() => {
                Entry::Typed(Box::new(Editor::text(&value.replace('|', "\n"))))
            }
            FieldKind::Text => Entry::Typed(Box::new(Editor::text(value))),
            FieldKind::List => Entry::Typed(Box::new(Editor::text(&value.replace('|', "\n")))),
            FieldKind::Line | FieldKind::Number | FieldKind::Date | FieldKind::File => {
                Entry::Typed(Box::new(Editor::line(&value.replace('\n', " "))))
            }
            FieldKind::Pick(_) | FieldKind::PickMany(_) => {
                let picked = value.split('|').map(str::trim).filter(|value| !value.is_empty());
                Entry::Picked(picked.map(str::to_owned).collect())
            }
        };
        Self { field, entry, choices, typed_on: None }
    }

    /// Several may be picked.
    pub fn many(&self) -> bool {
        matches!(self.field.kind, FieldKind::PickMany(_))
    }

    /// It is picked and not typed.
    pub fn is_picked(&self) -> bool {
        matches!(self.entry, Entry::Picked(_))
    }

    /// It may have several lines.
    pub fn is_multiline(&self) -> bool {
        matches!(&self.entry, Entry::Typed(editor) if editor.is_multiline())
    }

    /// Nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.raw().trim().is_empty()
    }

    /// What stands in it, as it was typed or picked.
    pub fn raw(&self) -> String {
        match &self.entry {
            Entry::Typed(editor) => editor.value(),
            Entry::Picked(values) => values.join("|"),
        }
    }

    /// What is kept of it until it is saved: of a date the day that is meant, since its words may mean another one tomorrow.
    pub fn kept(&self) -> String {
        let meant = self.typed_on.filter(|_| self.field.kind == FieldKind::Date);
        meant.and_then(|day| self.value(day).ok()).unwrap_or_else(|| self.raw())
    }

    /// Writes a date out that was typed in words; that can be undone.
    pub(super) fn write_out(&mut self) {
        let meant = self.kept();
        if let Entry::Typed(editor) = &mut self.entry
            && self.field.kind == FieldKind::Date
            && editor.value() != meant
        {
            editor.replace(&meant);
        }
    }

    /// Puts a value in.
    pub fn set(&mut self, value: &str) {
        *self = Self::new(self.field, value, std::mem::take(&mut self.choices));
    }

    /// The value as the action takes it.
    ///
    /// # Errors
    /// What is wrong with it, in one sentence.
    pub fn value(&self, today: NaiveDate) -> Result<String, String> {
        let raw = self.raw();
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            return if self.field.required {
                let opens = if self.is_picked() { "; Space opens the list" } else { "" };
                Err(format!("this must be filled in{opens}"))
            } else {
                Ok(String::new())
            };
        }
        match self.field.kind {
            FieldKind::Number => match trimmed.parse::<i64>() {
                Ok(_) => Ok(trimmed.to_owned()),
                Err(_) => Err("no whole number; write one like 24".to_owned()),
            },
            FieldKind::Date => {
                let date = date::read(trimmed, self.typed_on.unwrap_or(today));
                date.map(|date| date.to_string()).map_err(|wrong| wrong.to_string())
            }
            FieldKind::List => Ok(listed(trimmed)),
            FieldKind::Pick(_) | FieldKind::PickMany(_) => {
                let Entry::Picked(values) = &self.entry else { return Ok(listed(trimmed)) };
                match values.iter().find(|value| !self.choices.iter().any(|choice| choice.value == **value)) {
                    Some(stray) => Err(format!("{stray:?} is not in the list")),
                    None => Ok(raw),
                }
            }
            FieldKind::Line | FieldKind::Text | FieldKind::File => Ok(trimmed.to_owned()),
        }
    }

    /// What stands in it, as it is read: labels for what was picked.
    pub fn shown(&self) -> String {
        match &self.entry {
            Entry::Typed(editor) => editor.value(),
            Entry::Picked(values) => {
                let label = |value: &String| {
                    let found = self.choices.iter().find(|choice| choice.value == *value);
                    found.map_or_else(|| value.clone(), |choice| choice.label.clone())
                };
                values.iter().map(label).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// The date that what is typed means, told in full, where the field is one.
    pub fn dated(&self, today: NaiveDate) -> Option<String> {
        let date = date::read(&self.raw(), self.typed_on.unwrap_or(today)).ok()?;
        (self.field.kind == FieldKind::Date).then(|| date::told(date, today))
    }

    /// To the next or previous choice, where one is picked.
    pub fn cycle(&mut self, forward: bool) {
        if self.many() || self.choices.is_empty() {
            return;
        }
        let Entry::Picked(values) = &mut self.entry else { return };
        let count = self.choices.len();
        let here =
            values.first().and_then(|value| self.choices.iter().position(|choice| choice.value == *value));
        let next = match (here, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        *values = vec![self.choices[next].value.clone()];
    }
}

/// Lines as a list is written.
fn listed(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_register_names_no_people_names_are_typed() {
        static ASKED: Field = Field::required("asked", "Asked", FieldKind::PickMany(Pick::Person), "");
        let today = "2026-11-21".parse().unwrap();
        let typed = FieldState::new(&ASKED, "A. Weber|L. Novak", Vec::new());
        assert!(!typed.is_picked() && typed.is_multiline());
        assert_eq!(typed.value(today).unwrap(), "A. Weber|L. Novak");
        let known = vec![Choice { value: "L. Novak".into(), label: "L. Novak (security lead)".into() }];
        let picked = FieldState::new(&ASKED, "A. Weber", known);
        assert!(picked.value(today).unwrap_err().contains("not in the list"));
    }
}
