//! The list of a field: what can be picked, or what the register knows of a field that anything may be typed in.

use crate::{
    tui::{
        effects::{Effect, Question},
        overlays::{Overlay, form::Form},
        state::State,
    },
    workbench::{actions::Known, questions::Choice},
};

/// Opens the list of the field, or asks the register for it.
pub(super) fn list(state: &mut State) -> Vec<Effect> {
    let Some(form) = form(state) else { return Vec::new() };
    if let Some(pick) = form.list() {
        state.overlays.push(Overlay::Pick(pick));
        return Vec::new();
    }
    match form.field().and_then(|field| field.field.known) {
        Some(known) => vec![Effect::Ask(Question::Known(known))],
        None => {
            state.say("There is no list for this field.");
            Vec::new()
        }
    }
}

/// The register has answered; one may have gone on meanwhile.
pub(super) fn came(state: &mut State, known: Known, choices: Vec<Choice>) {
    let Some(form) = form(state) else { return };
    if form.field().and_then(|field| field.field.known) != Some(known) {
        return;
    }
    if choices.is_empty() {
        state.say("The register knows nothing for this field yet.");
        return;
    }
    let pick = form.list_of(choices);
    state.overlays.extend(pick.map(Overlay::Pick));
}

/// Something was picked: it stands in the field, and can be undone and typed on.
pub(super) fn taken(state: &mut State, at: usize, kept: &[String], picked: &[Choice]) -> Vec<Effect> {
    let Some(Overlay::Form(form) | Overlay::Cell(form)) = state.overlays.last_mut() else {
        return Vec::new();
    };
    form.take_known(at, kept, picked);
    vec![Effect::KeepDraft(Box::new(form.draft()))]
}

fn form(state: &State) -> Option<&Form> {
    match state.overlays.last()? {
        Overlay::Form(form) | Overlay::Cell(form) => Some(form),
        _ => None,
    }
}
