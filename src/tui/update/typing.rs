//! Keys that are no command go into the text that is being typed.

use super::{everywhere, finding};
use crate::tui::{
    effects::Effect,
    key::{Code, Key},
    overlays::{Overlay, prompt::For},
    state::State,
    widgets::editor::MOST,
};

pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    let today = state.today;
    let in_cell = matches!(state.overlays.last(), Some(Overlay::Cell(_)));
    let taken = match state.overlays.last_mut() {
        // in a cell there is no other field to go to
        Some(Overlay::Cell(_)) if matches!(key.code, Code::Up | Code::Down) => false,
        Some(Overlay::Form(form) | Overlay::Cell(form)) => match form.key(key, today) {
            Ok(pick) => {
                let keep = form.is_touched().then(|| Effect::KeepDraft(Box::new(form.draft())));
                // in a cell there is no room under the date that is typed
                let date = form.field().filter(|_| in_cell).and_then(|field| field.dated(today));
                if let Some(pick) = pick {
                    state.overlays.push(Overlay::Pick(pick));
                }
                let effects = typed_into(state, keep.into_iter().collect());
                if let Some(date) = date {
                    state.say(date);
                }
                return effects;
            }
            Err(_) => false,
        },
        Some(Overlay::Pick(pick)) => pick.key(key),
        Some(Overlay::Menu(menu)) => menu.key(key),
        Some(Overlay::Everywhere(search)) => match search.key(key) {
            Some(true) => {
                let effects = everywhere::ask(state);
                return typed_into(state, effects);
            }
            taken => taken.is_some(),
        },
        Some(Overlay::Prompt(prompt)) => {
            if prompt.editor.key(key, 200) {
                let (what, text) = (prompt.what.clone(), prompt.editor.value());
                let effects = as_typed(state, &what, &text);
                return typed_into(state, effects);
            }
            false
        }
        Some(Overlay::Confirm(confirm)) => confirm.sign.as_mut().is_some_and(|(_, typed)| typed.key(key, 60)),
        _ => false,
    };
    if taken { typed_into(state, Vec::new()) } else { Vec::new() }
}

pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if text.len() > MOST {
        state.dirty = true;
        let (came, most) = (text.len() / 1024, MOST / 1024);
        state.complain(format!("Paste ignored: it is {came} KiB long, and a text here takes {most}."));
        return Vec::new();
    }
    let today = state.today;
    let taken = match state.overlays.last_mut() {
        Some(Overlay::Form(form) | Overlay::Cell(form)) => {
            if form.paste(text, today) {
                let keep = Effect::KeepDraft(Box::new(form.draft()));
                return typed_into(state, vec![keep]);
            }
            false
        }
        Some(Overlay::Pick(pick)) => {
            pick.paste(text);
            true
        }
        Some(Overlay::Menu(menu)) => {
            menu.paste(text);
            true
        }
        Some(Overlay::Everywhere(search)) => {
            search.paste(text);
            let effects = everywhere::ask(state);
            return typed_into(state, effects);
        }
        Some(Overlay::Prompt(prompt)) => {
            prompt.editor.paste(text);
            let (what, text) = (prompt.what.clone(), prompt.editor.value());
            let effects = as_typed(state, &what, &text);
            return typed_into(state, effects);
        }
        _ => false,
    };
    state.dirty = true;
    if !taken {
        state.say("Paste ignored: no text is being typed here.");
    }
    Vec::new()
}

/// Search and filter act while they are typed.
fn as_typed(state: &mut State, what: &For, text: &str) -> Vec<Effect> {
    match what {
        For::Search(origin) => finding::live(state, text, *origin),
        For::Filter(_) => {
            let wish = state.screen_mut().filter(text);
            super::going::wished(state, wish)
        }
        _ => Vec::new(),
    }
}

fn typed_into(state: &mut State, effects: Vec<Effect>) -> Vec<Effect> {
    state.dirty = true;
    if state.message.as_ref().is_some_and(|message| message.role != crate::tui::theme::Role::Error) {
        state.message = None;
    }
    effects
}
