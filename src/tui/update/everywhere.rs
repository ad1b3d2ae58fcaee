//! Search everywhere: asking, and going to what was found.

use super::going;
use crate::{
    tui::{
        commands::Command,
        effects::{Effect, Question},
        overlays::{Overlay, everywhere::Everywhere},
        screens::Target,
        state::State,
        widgets::sheet::Sheet,
    },
    workbench::questions::search::{Found, Leads},
};

/// Opens it with the words of the last time.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.overlays.push(Overlay::Everywhere(Box::new(Everywhere::new(&state.everywhere))));
    if state.everywhere.is_empty() { Vec::new() } else { ask(state) }
}

/// Asks where the words that are typed stand.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Everywhere(search)) = state.overlays.last() else { return Vec::new() };
    state.everywhere = search.words();
    vec![Effect::Ask(Question::Everywhere(search.words()))]
}

/// The answer came, perhaps after the search was left.
pub(super) fn found(state: &mut State, words: String, found: Found) {
    for overlay in &mut state.overlays {
        if let Overlay::Everywhere(search) = overlay {
            search.take(words, found);
            return;
        }
    }
}

pub(super) fn on_overlay(state: &mut State, command: Command) -> Vec<Effect> {
    let Some(Overlay::Everywhere(search)) = state.overlays.last_mut() else { return Vec::new() };
    match command {
        Command::Move(step) => {
            search.step(step);
            Vec::new()
        }
        Command::Accept => {
            let Some(hit) = search.selected() else { return Vec::new() };
            let (leads, title) = (hit.leads.clone(), hit.title.clone());
            let (target, mark) = match leads {
                Leads::Assessment(reference) => (Target::Chain(reference), None),
                Leads::Risk(reference) => (Target::Risk(reference), None),
                Leads::Decision(assessment, id) => (Target::Decisions(Some(assessment), None), Some(id.0)),
                Leads::Control(reference) => (Target::Control(reference), None),
                Leads::Statement(assessment, item) => (Target::Disclosure(assessment), Some(item)),
                Leads::Entry(about) => (Target::Entry(about), None),
                Leads::Nowhere => {
                    state.say(format!("No assessment is about {title} yet."));
                    return Vec::new();
                }
            };
            state.overlays.pop();
            // Back leads to where one searched, from whatever was found
            if state.screen().target() != target {
                state.visit(&target);
            }
            if let Some(mark) = mark {
                // a filter of before might leave out what was found
                while state.screen_mut().sheet_mut().is_some_and(Sheet::widen) {}
                state.screen_mut().restore(&mark);
            }
            going::ask(state)
        }
        _ => {
            state.overlays.pop();
            Vec::new()
        }
    }
}
