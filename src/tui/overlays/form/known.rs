//! Suggestions for a field that anything may be typed in: the list beside it, and what is picked put into it.

use super::{
    super::pick::{Pick, Taker},
    Form,
    field::{Entry, FieldState},
};
use crate::{
    tui::widgets::fuzzy,
    workbench::{
        actions::{FieldKind, Known},
        questions::Choice,
    },
};

impl Form {
    /// The list of what is known for the field that keys act on: what stands in it is marked, what is begun is searched for.
    pub fn list_of(&self, choices: Vec<Choice>) -> Option<Pick> {
        let state = self.field()?;
        let several = state.field.known?.is_several();
        let values = parts(state, several);
        let begun = begun(state, &values, &choices);
        let here = values.last().map_or("", String::as_str);
        let mut kept = values.clone();
        kept.retain(|value| {
            !choices.iter().any(|choice| choice.value == *value) && begun.as_ref() != Some(value)
        });
        let taker = Taker::Known { at: self.at, kept };
        let mut pick = Pick::new(state.field.label, choices, taker, here).own_words();
        if several {
            pick = pick.many(&values);
        }
        if let Some(begun) = begun {
            pick.paste(&begun);
        }
        Some(pick)
    }

    /// Puts in what was picked, behind what stood there and is not in the list.
    pub fn take_known(&mut self, at: usize, kept: &[String], picked: &[Choice]) {
        let Some(state) = self.fields.get(at) else { return };
        let several = state.field.known.is_some_and(Known::is_several);
        let name = state.field.name;
        let parting = match (several, state.field.kind) {
            (false, _) => {
                let value = picked.last().map(|choice| choice.value.clone()).unwrap_or_default();
                self.put(name, &value);
                return;
            }
            (true, FieldKind::List) => "\n",
            (true, _) => ", ",
        };
        let picked = picked.iter().map(|choice| choice.value.as_str());
        let all: Vec<&str> = kept.iter().map(String::as_str).chain(picked).collect();
        let text = all.join(parting);
        self.put(name, &text);
    }
}

/// What stands in the field, one by one.
fn parts(state: &FieldState, several: bool) -> Vec<String> {
    let Entry::Typed(editor) = &state.entry else { return Vec::new() };
    let text = editor.value();
    let parting = |c: char| several && (c == '\n' || (c == ',' && state.field.kind != FieldKind::List));
    let all = text.split(parting).map(str::trim).filter(|part| !part.is_empty());
    all.map(str::to_owned).collect()
}

/// What is typed last and not ended, where it is none of the list and some of that fit it: the beginning of one.
fn begun(state: &FieldState, values: &[String], choices: &[Choice]) -> Option<String> {
    let last = values.last()?;
    let is_ended = state.raw().trim_end_matches(' ').ends_with([',', '\n']);
    let is_one = choices.iter().any(|choice| choice.value == *last);
    let some_fit = || !fuzzy::rank(last, choices.iter().map(|choice| choice.label.as_str())).is_empty();
    (!is_ended && !is_one && some_fit()).then(|| last.clone())
}
