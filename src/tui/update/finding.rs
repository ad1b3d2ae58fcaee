//! Searching: rows in memory are looked at, rows of a long order are asked for.

use std::sync::Arc;

use super::going;
use crate::{
    tui::{
        effects::Effect,
        state::{Found, State},
    },
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
        && searched(state).is_none()
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

/// The rows with the text are known: to the first of them from here.
pub(super) fn found(state: &mut State, text: String, order: Arc<Order>, places: Vec<usize>) -> Vec<Effect> {
    state.found = Some(Found { text, order, places });
    if searched(state).is_none() {
        // one went on to another list, or the rows stand in another order by now
        return Vec::new();
    }
    match find(state, state.screen().at(), true) {
        Some(at) => {
            let wish = state.screen_mut().go(at);
            going::wished(state, wish)
        }
        None => {
            state.say(format!("{:?} is not in this list.", state.search));
            Vec::new()
        }
    }
}

/// What was found of this text in the order that is on the screen.
fn searched(state: &State) -> Option<&Found> {
    let (found, order) = (state.found.as_ref()?, state.screen().order()?);
    (found.text == state.search && Arc::ptr_eq(&found.order, order)).then_some(found)
}

/// The first row with the text from here on, round at the end.
fn find(state: &State, from: usize, forward: bool) -> Option<usize> {
    let screen = state.screen();
    if screen.order().is_some() {
        let places = &searched(state)?.places;
        return if forward {
            let next = places.partition_point(|&at| at < from);
            places.get(next).or(places.first()).copied()
        } else {
            let past = places.partition_point(|&at| at <= from);
            past.checked_sub(1).and_then(|at| places.get(at)).or(places.last()).copied()
        };
    }
    let rows = screen.rows();
    let wanted = state.search.to_lowercase();
    (0..rows)
        .map(|offset| if forward { (from + offset) % rows } else { (from + rows - offset) % rows })
        .find(|&at| screen.words(at).to_lowercase().contains(&wanted))
}
