//! What happens on an event: the state changes, and effects say what the loop is to do.

mod answers;
mod cell;
mod command;
mod conflict;
mod copying;
mod everywhere;
mod exporting;
mod finding;
mod going;
mod going_on;
mod jobs;
mod known;
mod long_text;
mod marked;
mod news;
mod overlay;
mod refused;
mod sheet;
mod typing;

use super::{
    commands::{Command, Place},
    effects::{Effect, Event},
    input::Input,
    key::Key,
    keymap::{self, Found},
    overlays::{Overlay, confirm::Confirm, confirm::Then},
    state::State,
    theme::Role,
    view,
};
use crate::workbench::subject_in_words;

/// Takes an event.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let is_seen = !view::is_too_small(state.size);
    if matches!(
        (&event, state.overlays.last()),
        (Event::Input(Input::Key(_) | Input::Paste(_)), Some(Overlay::Tour))
    ) && is_seen
    {
        // any key closes the tour, and does nothing else
        state.overlays.pop();
        state.pending.clear();
        state.dirty = true;
        return vec![Effect::TourSeen];
    }
    match event {
        Event::Input(Input::Key(key)) => {
            let effects = key_struck(state, key);
            state.tell_now();
            effects
        }
        Event::Input(Input::Paste(_)) if !is_seen => Vec::new(),
        Event::Input(Input::Paste(text)) => typing::pasted(state, &text),
        Event::Input(Input::Resize(columns, rows)) => {
            state.size = (columns, rows);
            state.dirty = true;
            for overlay in &mut state.overlays {
                if let Overlay::Form(form) | Overlay::Cell(form) = overlay {
                    form.fit(columns);
                }
            }
            Vec::new()
        }
        // what the title line tells may have stayed as it is
        Event::JobMoved(now) => jobs::moved(state, now),
        Event::Looked => {
            news::say(state, true);
            Vec::new()
        }
        Event::Rested => {
            state.dirty |= std::mem::take(&mut state.moving);
            Vec::new()
        }
        other => {
            state.dirty = true;
            let mut effects = answers::came(state, other);
            effects.extend(cell::stays_with_its_row(state));
            effects
        }
    }
}

fn key_struck(state: &mut State, key: Key) -> Vec<Effect> {
    state.others.stood_on = None;
    if view::is_too_small(state.size) {
        return unseen(state, key);
    }
    let places = state.struck_in();
    let was_pending = !state.pending.is_empty();
    let mut struck = std::mem::take(&mut state.pending);
    struck.push(key);
    match keymap::look_up(&state.keys, &places, &struck) {
        Found::Command(command) => {
            state.dirty = true;
            state.moving = false;
            let breaking = std::mem::take(&mut state.breaking);
            if forget_message(state, command) {
                return Vec::new();
            }
            run(state, command, key, breaking)
        }
        Found::Pending => {
            state.dirty = true;
            state.moving = false;
            state.pending = struck;
            Vec::new()
        }
        Found::Nothing if was_pending => {
            state.dirty = true;
            if key != Key::plain(super::key::Code::Esc) {
                state.say(format!("{} is not bound here.", keymap::written(&struck)));
            }
            Vec::new()
        }
        Found::Nothing => typing::typed(state, key),
    }
}

/// A key where nothing can be shown: it leaves riskward, or it does nothing, since nobody sees what it would act on.
fn unseen(state: &mut State, key: Key) -> Vec<Effect> {
    let breaks = keymap::look_up(&state.keys, &[Place::Anywhere], &[key]) == Found::Command(Command::Break);
    if breaks && std::mem::take(&mut state.breaking) {
        return vec![Effect::Quit];
    }
    state.breaking = breaks;
    Vec::new()
}

/// Does a command. What was said of a screen that is left is not said on the next one.
fn run(state: &mut State, command: Command, key: Key, breaking: bool) -> Vec<Effect> {
    let (target, said) = (state.screen().target(), state.said);
    let effects = if state.overlays.is_empty() {
        command::on_screen(state, command, breaking)
    } else {
        overlay::on_overlay(state, command, key)
    };
    if state.said == said && state.screen().target() != target {
        state.message = None;
    }
    effects
}

/// The message lasts until the next key, an error until Esc. True when that is all the key did.
fn forget_message(state: &mut State, command: Command) -> bool {
    let error = state.message.as_ref().is_some_and(|message| message.role == Role::Error);
    let esc = matches!(command, Command::Back | Command::Leave);
    if !error || esc {
        state.message = None;
    }
    // A panel lies over the line: Esc means the panel. Of a list that found nothing Esc is told to leave it.
    error && esc && !matches!(state.overlays.last(), Some(Overlay::Panel(_) | Overlay::Pick(_)))
}

/// Asks before something that hurts.
fn ask_first(state: &mut State, confirm: Confirm) {
    state.overlays.push(Overlay::Confirm(Box::new(confirm)));
}

/// Asks whether a form that was filled is to be left.
fn ask_to_leave(state: &mut State, title: &str, subject: &str, then: Then) {
    let whose =
        if subject.is_empty() { String::new() } else { format!(" for {}", subject_in_words(subject)) };
    let question = format!("Leave \"{title}\"{whose} without saving?");
    ask_first(state, Confirm::new(question, "What you typed is thrown away.", then));
}
