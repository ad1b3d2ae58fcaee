//! Searching: rows in memory are looked at, rows of a long order are asked for.

use std::{collections::BTreeSet, sync::Arc};

use super::going;
use crate::{
    tui::{effects::Effect, state::State},
    workbench::questions::risks::Order,
};

/// Goes to the first row with the text, from the row one was on.
pub(super) fn live(state: &mut State, text: &str, origin: usize) -> Vec<Effect> {
    text.clone_into(&mut state.search);
    if state.screen().matches(text).is_some() {
        return Vec::new();
    }
    let found = if text.is_empty() { None } else { find(state, origin, true) };
    let wish = state.screen_mut().go(found.unwrap_or(origin));
    going::wished(state, wish)
}

/// The text is typed: long orders are searched now.
pub(super) fn accept(state: &mut State) -> Vec<Effect> {
    if state.search.is_empty() {
        return Vec::new();
    }
    if let Some(question) = state.screen().matches(&state.search) {
        return vec![Effect::Ask(question)];
    }
    if find(state, state.screen().at(), true).is_none() {
        state.say(format!("{:?} is not in this list.", state.search));
    }
    Vec::new()
}

/// To the next row with the text, or the one before; round at the ends.
pub(super) fn step(state: &mut State, forward: bool) -> Vec<Effect> {
    let rows = state.screen().rows();
    if rows == 0 {
        return Vec::new();
    }
    let here = state.screen().at();
    let next = if forward { (here + 1) % rows } else { (here + rows - 1) % rows };
    if let Some(question) = state.screen().matches(&state.search)
        && state.found.0 != state.search
    {
        return vec![Effect::Ask(question)];
    }
    let Some(at) = find(state, next, forward) else {
        state.say(format!("{:?} is not in this list.", state.search));
        return Vec::new();
    };
    let wish = state.screen_mut().go(at);
    going::wished(state, wish)
}

/// The risks with the text are known: to the first of them from here.
pub(super) fn found(state: &mut State, text: &str, order: &Arc<Order>) -> Vec<Effect> {
    state.found = (text.to_owned(), order.ids.iter().cloned().collect::<BTreeSet<_>>());
    match find(state, state.screen().at(), true) {
        Some(at) => {
            let wish = state.screen_mut().go(at);
            going::wished(state, wish)
        }
        None => {
            state.say(format!("{text:?} is not in this list."));
            Vec::new()
        }
    }
}

fn find(state: &State, from: usize, forward: bool) -> Option<usize> {
    let screen = state.screen();
    let rows = screen.rows();
    let wanted = state.search.to_lowercase();
    let fits = |at: usize| match screen.id_at(at) {
        Some(id) => state.found.1.contains(&id),
        None => screen.words(at).to_lowercase().contains(&wanted),
    };
    (0..rows)
        .map(|offset| if forward { (from + offset) % rows } else { (from + rows - offset) % rows })
        .find(|&at| fits(at))
}
