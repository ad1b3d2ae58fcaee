//! Two edits of one thing: from the refusal to the choice, field by field, and back into the form.

use super::overlay;
use crate::{
    domain::{object::Id, trouble::Conflict},
    tui::{
        commands::Command,
        effects::Effect,
        overlays::{
            Overlay,
            conflict::{Stands, Versus},
            panel::Panel,
        },
        state::State,
        theme::Role,
    },
    workbench::{Compared, Told},
};

/// Something was refused because somebody else changed it: what was refused is held against what is there now.
pub(super) fn refused(state: &mut State, conflict: &Conflict) -> Vec<Effect> {
    // a cell has no room for two edits: the form of its thing has
    if matches!(state.overlays.last(), Some(Overlay::Cell(_)))
        && let Some(Overlay::Cell(form)) = state.overlays.pop()
    {
        state.overlays.push(Overlay::Form(form));
    }
    if let Some(Overlay::Form(form)) = state.overlays.last() {
        return vec![form.compare(Some(conflict.clone()))];
    }
    state.overlays.push(Overlay::Panel(Panel::conflict(conflict)));
    Vec::new()
}

/// The two edits stand side by side.
pub(super) fn compared(state: &mut State, request: &Id, compared: Compared) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = state.overlays.last_mut() else { return Vec::new() };
    if form.request != *request {
        return Vec::new();
    }
    let (title, refused) = (form.titled(), compared.refused);
    let versus = Versus::new(request.clone(), title, compared);
    if !versus.is_empty() {
        state.message = None;
        state.overlays.push(Overlay::Conflict(Box::new(versus)));
    } else if refused {
        // both wrote the same
        form.rests_on_now(&versus.fresh);
        return overlay::save(state);
    }
    Vec::new()
}

/// The thing of a form, of a cell or of what was confirmed is gone: what was typed is kept, and offered at the next start.
pub(super) fn gone(state: &mut State, request: &Id, subject: &str, told: &Told) -> Vec<Effect> {
    state.stop_waiting();
    state.after = None;
    state.opens_at = None;
    let draft = state.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Form(form) | Overlay::Cell(form) if form.request == *request => Some(form.draft()),
        _ => None,
    });
    state.close_form(request);
    let what = if draft.is_some() {
        format!("{subject} was taken away while you were writing. Nothing was saved.")
    } else {
        format!("{subject} was taken away. Nothing was done.")
    };
    let mut paragraphs = vec![(what, Role::Error), (format!("{}: {}", told.by, told.said), Role::Caution)];
    if draft.is_some() {
        let kept = "Your text is kept as unsaved text. It is offered at the next start, and can be saved when the thing is \
                    back: whoever took it away can undo that.";
        paragraphs.extend([(String::new(), Role::Normal), (kept.to_owned(), Role::Normal)]);
    }
    state.overlays.push(Overlay::Panel(Panel::told("Gone", paragraphs)));
    draft.map(|draft| Effect::KeepDraft(Box::new(draft))).into_iter().collect()
}

/// A command while one chooses.
pub(super) fn on_overlay(state: &mut State, command: Command) -> Vec<Effect> {
    let Some(Overlay::Conflict(versus)) = state.overlays.last_mut() else { return Vec::new() };
    match command {
        Command::Move(step) => versus.step(step),
        Command::TakeMine => versus.choose(Stands::Mine),
        Command::TakeTheirs => versus.choose(Stands::Theirs),
        Command::TakeBoth => versus.choose(Stands::Edited),
        Command::Accept => return accept(state),
        _ => {
            state.overlays.pop();
        }
    }
    Vec::new()
}

/// Puts what was chosen into the form, on what is there now, and saves it; where something is to be edited or signed,
/// the form is the next thing.
fn accept(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Conflict(versus)) = state.overlays.last_mut() else { return Vec::new() };
    if let Some(label) = versus.to_open().map(|row| row.side.label) {
        versus.go_to_open();
        state.complain(format!("{label}: choose what is to stand in it first."));
        return Vec::new();
    }
    let Some(Overlay::Conflict(versus)) = state.overlays.pop() else { return Vec::new() };
    let Some(Overlay::Form(form)) = state.overlays.last_mut() else { return Vec::new() };
    let to_edit = form.resolve(&versus);
    let draft = Effect::KeepDraft(Box::new(form.draft()));
    if versus.is_about_signing() {
        state.say("Nothing was signed. Look at what was changed; saving asks anew.");
        return vec![draft];
    }
    if to_edit {
        state.say("Both texts are in the field. Saving writes what you make of them.");
        return vec![draft];
    }
    let mut effects = vec![draft];
    effects.extend(overlay::save(state));
    effects
}
