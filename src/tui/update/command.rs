//! Commands on a screen.

use super::{cell, copying, everywhere, exporting, finding, going, jobs, sheet};
use crate::{
    tui::{
        commands::{self, Command, Place},
        effects::Effect,
        overlays::{
            Overlay,
            menu::Menu,
            pick::{Pick, Taker},
            prompt::{For, Prompt},
        },
        state::State,
        view,
        widgets::marks::Marking,
    },
    workbench::{actions, questions::Choice},
};

pub(super) fn on_screen(state: &mut State, command: Command, breaking: bool) -> Vec<Effect> {
    let places = state.struck_in();
    if let Some(row) = commands::all().find(|row| row.command == command && row.works_in(&places))
        && let Some(why) = (row.why_not)(state, command)
    {
        state.say(format!("{}: {why}.", row.title));
        return Vec::new();
    }
    if let Some(effects) = sheet::on_sheet(state, command) {
        return effects;
    }
    match command {
        Command::Move(step) => {
            let wish = state.screen_mut().step(step);
            state.moving = view::follower(state).is_some();
            going::wished(state, wish)
        }
        Command::Close if state.way().len() == 1 => jobs::leave(state),
        Command::Back | Command::Close => back(state),
        Command::Quit => jobs::leave(state),
        Command::Break => {
            if breaking {
                return jobs::leave(state);
            }
            state.breaking = true;
            let key = state.keys.first(Command::Break, &places, "This").to_owned();
            state.say(format!("{key} again leaves riskward. Everything is saved."));
            Vec::new()
        }
        Command::NextThing | Command::PreviousThing => going::to_neighbour(state, command),
        Command::Go(goal) => going::to_goal(state, goal),
        Command::Palette | Command::Help => {
            let keys = &state.keys;
            let help = command == Command::Help;
            let menu = if help { Menu::help(keys, places) } else { Menu::palette(keys, places) };
            state.overlays.push(Overlay::Menu(menu));
            Vec::new()
        }
        // the catalogue is too long to be walked from find to find: it is narrowed as one types
        Command::Search | Command::Filter if state.screen().place() == Place::Catalogue => filter(state),
        Command::Search => {
            let at = state.screen().at();
            state.overlays.push(Overlay::Prompt(Prompt::new(For::Search(at), "")));
            Vec::new()
        }
        Command::Everywhere => everywhere::open(state),
        Command::SearchNext => finding::step(state, true),
        Command::SearchPrevious => finding::step(state, false),
        Command::Filter => filter(state),
        Command::Kind => {
            let kinds = state.screen().kinds();
            state.overlays.push(Overlay::Pick(Pick::new("Show", kinds, Taker::Kind, "")));
            Vec::new()
        }
        Command::Mark(marking) => {
            let wish = state.screen_mut().marking(marking);
            if marking == Marking::Range && state.screen().ranging().is_some() {
                state.say("V again ends the range.");
            }
            state.moving = marking == Marking::Row && view::follower(state).is_some();
            going::wished(state, wish)
        }
        Command::EditCell => cell::begin(state),
        Command::CopyDown => cell::copy_down(state),
        Command::Copy => {
            state.screen_mut().marking(Marking::EndRange);
            copying::begin(state)
        }
        Command::Tour => {
            state.overlays.push(Overlay::Tour);
            Vec::new()
        }
        Command::Redraw => vec![Effect::Redraw],
        Command::Suspend => vec![Effect::Suspend],
        Command::Act(name) => act(state, name),
        Command::Import => import(state),
        Command::Export => exporting::offer(state),
        Command::Verify | Command::Backup | Command::CancelJob => jobs::on_screen(state, command),
        other => {
            let wish = state.screen_mut().update(other);
            state.moving = state.screen().walks(other) && view::follower(state).is_some();
            going::wished(state, wish)
        }
    }
}

fn filter(state: &mut State) -> Vec<Effect> {
    let before = state.screen().filtered_by().unwrap_or_default().to_owned();
    state.overlays.push(Overlay::Prompt(Prompt::new(For::Filter(before.clone()), &before)));
    Vec::new()
}

/// Back takes marks off first, then clears the last filter. From the first screen Esc leads nowhere: it may be the beginning
/// of an arrow key.
fn back(state: &mut State) -> Vec<Effect> {
    if state.screen_mut().unmark() {
        return Vec::new();
    }
    if let Some(effects) = sheet::widened(state) {
        return effects;
    }
    if state.screen().filtered_by().is_some() {
        let wish = state.screen_mut().filter("");
        return going::wished(state, wish);
    }
    if let Some(wish) = state.screen_mut().widen() {
        return going::wished(state, Some(wish));
    }
    if state.back() {
        return going::ask(state);
    }
    let places = state.struck_in();
    let key = state.keys.first(Command::Close, &places, "The palette").to_owned();
    state.say(format!("This is the first screen. {key} leaves riskward."));
    Vec::new()
}

/// Opens the form of an action on what is marked, else on what is selected, or asks on what when there are several.
fn act(state: &mut State, name: &'static str) -> Vec<Effect> {
    state.screen_mut().marking(Marking::EndRange);
    let name = match super::marked::taken_by(state, name) {
        Ok(name) => name,
        Err(why) => {
            state.complain(why);
            return Vec::new();
        }
    };
    let Some(action) = actions::action(name) else { return Vec::new() };
    let subjects = state.subjects(action);
    let brought = super::marked::brought(state, action);
    match subjects.as_slice() {
        [] => Vec::new(),
        [one, ..] if brought.is_some() => vec![Effect::Begin {
            action: action.name,
            subject: one.value.clone(),
            from: brought.unwrap_or_default(),
        }],
        [one] => vec![Effect::Prepare {
            action: action.name,
            subject: one.value.clone(),
            given: None,
            draft: None,
        }],
        _ => {
            let title = format!("{}: which?", action.title);
            state.overlays.push(Overlay::Pick(Pick::new(&title, subjects, Taker::Subject(action.name), "")));
            Vec::new()
        }
    }
}

/// On the list of assessments a file may be for any of them, or for none yet.
fn import(state: &mut State) -> Vec<Effect> {
    let assessments = state.screen().assessments();
    if state.screen().place() == Place::Assessments && !assessments.is_empty() {
        let mut choices = vec![Choice {
            value: String::new(),
            label: "no assessment yet: keep product and disclosure".to_owned(),
        }];
        choices.extend(assessments);
        let here = state.screen().assessment().unwrap_or_default();
        state.overlays.push(Overlay::Pick(Pick::new("Import for", choices, Taker::ImportFor, &here)));
    } else {
        let reference = state.screen().assessment();
        state.overlays.push(Overlay::Prompt(Prompt::new(For::Import(reference), "")));
    }
    Vec::new()
}
