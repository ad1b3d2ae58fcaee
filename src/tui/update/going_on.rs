//! After a saving: the next cell, or the same form for the next thing of the list. The place is kept.

use super::{cell, going};
use crate::tui::{
    commands::{Command, Place},
    effects::Effect,
    overlays::Overlay,
    screens::{Cell, Target},
    state::{After, State},
    widgets::viewport::Move,
};
use crate::workbench::actions;

/// Saves the form and goes on to the next thing with it.
pub(super) fn next_record(state: &mut State, forward: bool) -> Vec<Effect> {
    let today = state.today;
    let Some(Overlay::Form(form)) = state.overlays.last_mut() else { return Vec::new() };
    let (action, request) = (form.action, form.request.clone());
    let after =
        After::Record { action: action.name, field: form.field().map(|state| state.field.name), forward };
    if !form.is_touched() {
        state.overlays.pop();
        let mut effects = vec![Effect::DropDraft(request)];
        effects.extend(go_on(state, after));
        return effects;
    }
    let Some(args) = form.args(today) else {
        let said = form.not_saved();
        state.complain(said);
        return Vec::new();
    };
    let subject = form.subject.clone();
    state.after = Some(after);
    vec![Effect::Run { action: action.name, subject, args, request }]
}

/// What follows a saving.
pub(super) fn go_on(state: &mut State, after: After) -> Vec<Effect> {
    match after {
        After::Cell { forward } => {
            while state.screen_mut().sheet_mut().is_some_and(|sheet| sheet.step(forward)) {
                if matches!(state.screen().cell(), Some(Cell::Field(..))) {
                    return cell::begin(state);
                }
            }
            Vec::new()
        }
        After::Record { action, field, forward } => {
            let Some(mut effects) = walk(state, action, forward) else { return Vec::new() };
            if let Some(subject) = subject(state, action) {
                state.opens_at = field;
                effects.push(Effect::Prepare { action, subject, given: None, draft: None });
            }
            effects
        }
    }
}

/// To the next thing that the action can act on; none at the end of the list.
fn walk(state: &mut State, action: &str, forward: bool) -> Option<Vec<Effect>> {
    let step = if forward { Move::Down } else { Move::Up };
    if matches!(state.screen().place(), Place::Risk | Place::Control) {
        let command = if forward { Command::NextThing } else { Command::PreviousThing };
        return Some(going::to_neighbour(state, command)).filter(|effects| !effects.is_empty());
    }
    let before = subject(state, action);
    let wish = state.screen_mut().step(step);
    let here = subject(state, action);
    if here.is_some() && here != before {
        return Some(going::wished(state, wish));
    }
    if here != before {
        let back = if forward { Move::Up } else { Move::Down };
        state.screen_mut().step(back);
    }
    let said = state.message.take().map(|message| format!("{} ", message.text)).unwrap_or_default();
    state.say(format!("{said}This is the {} one.", if forward { "last" } else { "first" }));
    None
}

/// The one thing that the action would act on.
fn subject(state: &State, action: &str) -> Option<String> {
    match state.screen().target() {
        Target::Risk(reference) | Target::Control(reference) => return Some(reference),
        _ => {}
    }
    match state.subjects(actions::action(action)?).as_slice() {
        [one] => Some(one.value.clone()),
        _ => None,
    }
}
