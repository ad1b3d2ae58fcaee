//! Steps back and forward in a text that is typed, and long texts that are edited in the user's own editor.

use crate::tui::{
    effects::{Effect, LongText},
    overlays::{Overlay, form::Form},
    state::State,
};

/// One step back or forward in what was typed.
pub(super) fn step(state: &mut State, back: bool) -> Vec<Effect> {
    let Some(Overlay::Form(form) | Overlay::Cell(form)) = state.overlays.last_mut() else {
        return Vec::new();
    };
    if form.step_in_text(back) {
        return vec![Effect::KeepDraft(Box::new(form.draft()))];
    }
    let way = if back { "undo" } else { "redo" };
    state.say(format!("There is nothing to {way} in this field."));
    Vec::new()
}

/// The text goes to the editor; what stands in the form is kept first.
pub(super) fn edit(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = state.overlays.last_mut() else { return Vec::new() };
    let Some(field) = form.field().filter(|field| field.is_multiline()) else {
        state.say("Your editor is for texts of several lines; this field is none.");
        return Vec::new();
    };
    let text = LongText { request: form.request.clone(), field: field.field.name, text: field.raw() };
    vec![Effect::KeepDraft(Box::new(form.draft())), Effect::EditText(Box::new(text))]
}

/// The text is back. Its file goes when the draft holds it.
pub(super) fn came_back(state: &mut State, came: &LongText, said: String) -> Vec<Effect> {
    let asked = |form: &Form| form.request == came.request;
    let form = state.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Form(form) if asked(form) => Some(form),
        _ => None,
    });
    let Some(form) = form else { return Vec::new() };
    let here = form.fields.iter().find(|state| state.field.name == came.field);
    let changed = here.is_some_and(|field| field.raw().trim_end() != came.text);
    if changed {
        form.put(came.field, &came.text);
    }
    let put_away = Effect::PutAway(came.request.clone(), came.field);
    let effects = if form.is_touched() {
        vec![Effect::KeepDraft(Box::new(form.draft())), put_away]
    } else {
        vec![put_away, Effect::DropUntouched(came.request.clone())]
    };
    state.say(if changed { said } else { "Nothing was changed in your editor.".to_owned() });
    effects
}
