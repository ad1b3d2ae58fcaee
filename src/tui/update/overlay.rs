//! Commands on an overlay.

use std::path::PathBuf;

use super::{
    ask_to_leave, cell, command, conflict, everywhere, exporting, finding, going, going_on, jobs, known,
    long_text, sheet,
};
use crate::{
    tui::{
        commands::{self, Command, Place},
        effects::Effect,
        key::{Code, Key},
        overlays::{
            Overlay,
            confirm::{Confirm, Then},
            form::Form,
            menu::Menu,
            pick::Taker,
            prompt::{For, Prompt},
        },
        state::State,
    },
    workbench::{
        actions::{self, FieldKind, preview::Preview},
        questions::Choice,
        subject_in_words,
    },
};

pub(super) fn on_overlay(state: &mut State, command: Command, key: Key) -> Vec<Effect> {
    match state.overlays.last_mut() {
        Some(Overlay::Form(_)) => on_form(state, command, key),
        Some(Overlay::Cell(_)) => cell::on_cell(state, command),
        Some(Overlay::Pick(pick)) => match command {
            Command::Move(step) => {
                pick.step(step);
                Vec::new()
            }
            Command::Toggle => {
                pick.toggle(key);
                Vec::new()
            }
            Command::Accept => {
                let (taker, picked) = (pick.taker.clone(), pick.picked());
                if pick.finds_nothing() || (picked.is_empty() && !pick.many) {
                    let told =
                        state.keys.told("Nothing fits: type less, or {pick-leave} to leave.", Place::Picking);
                    state.say(told);
                    return Vec::new();
                }
                state.overlays.pop();
                took(state, taker, &picked)
            }
            _ => {
                leave(state);
                cell::list_left(state)
            }
        },
        Some(Overlay::Menu(menu)) => match command {
            Command::Move(step) => {
                menu.step(step);
                Vec::new()
            }
            Command::Accept => chosen(state),
            _ => leave(state),
        },
        Some(Overlay::Everywhere(_)) => everywhere::on_overlay(state, command),
        Some(Overlay::Prompt(_)) => on_prompt(state, command),
        Some(Overlay::Confirm(confirm)) => match command {
            Command::Accept if confirm.sign.is_some() && !confirm.is_signed() => {
                let empty = confirm.sign.as_ref().is_some_and(|(_, typed)| typed.is_empty());
                if !empty {
                    let name = confirm.sign.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
                    state.complain(format!("That is not {name}: nothing is signed."));
                }
                Vec::new()
            }
            Command::Move(step) => {
                confirm.step(step);
                Vec::new()
            }
            Command::Confirm | Command::Accept => {
                let then = confirm.then.clone();
                state.overlays.pop();
                confirmed(state, then)
            }
            _ => leave(state),
        },
        Some(Overlay::Panel(panel)) => match command {
            Command::Move(step) => {
                panel.step(step);
                Vec::new()
            }
            _ => leave(state),
        },
        Some(Overlay::Bare(bare)) => match command {
            Command::Move(step) => {
                bare.step(step);
                Vec::new()
            }
            _ => leave(state),
        },
        Some(Overlay::Preview(preview)) => match command {
            Command::Move(step) => {
                preview.step(step);
                Vec::new()
            }
            Command::Confirm if preview.refused.is_empty() => {
                let effect = Effect::Import {
                    path: preview.path.clone(),
                    reference: preview.reference.clone(),
                    request: preview.request.clone(),
                };
                let what = format!("Importing {}", preview.path.display());
                state.overlays.pop();
                state.overlays.push(Overlay::Wait(what, false));
                vec![effect]
            }
            Command::Confirm => Vec::new(),
            Command::Accept => {
                let key = |command| state.keys.first(command, &[Place::Previewing], "-").to_owned();
                let (yes, no) = (key(Command::Confirm), key(Command::Leave));
                state.say(if preview_refused(state) {
                    format!("This cannot be imported; {no} closes it.")
                } else {
                    format!("{yes} imports it, {no} imports nothing.")
                });
                Vec::new()
            }
            _ => {
                state.say("Nothing was imported.");
                leave(state)
            }
        },
        Some(Overlay::Wait(_, stoppable)) => {
            if *stoppable {
                state.overlays.pop();
                state.say("Stopped. Nothing was written.");
                return vec![Effect::Abandon];
            }
            Vec::new()
        }
        Some(Overlay::Held(_)) => {
            state.stop_waiting();
            state.after = None;
            state.say("Stopped waiting. Nothing was saved.");
            vec![Effect::StopWaiting]
        }
        Some(Overlay::Offer(_)) => on_offer(state, command),
        Some(Overlay::Columns(_)) => on_columns(state, command),
        Some(Overlay::Conflict(_)) => conflict::on_overlay(state, command),
        Some(Overlay::Tour) | None => Vec::new(),
    }
}

fn preview_refused(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Preview(preview)) if !preview.refused.is_empty())
}

fn leave(state: &mut State) -> Vec<Effect> {
    state.overlays.pop();
    Vec::new()
}

fn on_form(state: &mut State, command: Command, key: Key) -> Vec<Effect> {
    let today = state.today;
    let Some(Overlay::Form(form)) = state.overlays.last_mut() else { return Vec::new() };
    match command {
        Command::NextField => {
            form.step(true, today);
            Vec::new()
        }
        Command::PreviousField => {
            form.step(false, today);
            Vec::new()
        }
        Command::Save => save(state),
        Command::UndoTyping | Command::RedoTyping => long_text::step(state, command == Command::UndoTyping),
        Command::LongText => long_text::edit(state),
        Command::ListKnown => known::list(state),
        Command::Help => {
            state.overlays.push(Overlay::Menu(Menu::help(&state.keys, vec![Place::Form])));
            Vec::new()
        }
        Command::NextRecord | Command::PreviousRecord => {
            let row = commands::all().find(|row| row.command == command && row.works_in(&[Place::Form]));
            if let Some(why) = row.and_then(|row| (row.why_not)(state, command)) {
                state.say(format!("Save, next record: {why}."));
                return Vec::new();
            }
            going_on::next_record(state, command == Command::NextRecord)
        }
        Command::Accept => {
            let kind = form.field().map(|field| {
                (field.is_multiline(), field.is_picked() && field.is_empty() && field.field.required)
            });
            match kind {
                None => save(state),
                Some((true, _)) => super::typing::typed(state, key),
                Some((_, true)) => {
                    let pick = form.list();
                    state.overlays.extend(pick.map(Overlay::Pick));
                    Vec::new()
                }
                Some(_) if !form.check(today) => Vec::new(),
                Some(_) if form.at() + 1 == form.fields.len() => save(state),
                Some(_) => {
                    form.step(true, today);
                    Vec::new()
                }
            }
        }
        _ => {
            let (title, subject, request) = (form.action.title, form.subject.clone(), form.request.clone());
            if form.is_touched() {
                ask_to_leave(state, title, &subject, Then::CloseForm(request));
                return Vec::new();
            }
            state.overlays.pop();
            vec![Effect::DropDraft(request)]
        }
    }
}

pub(super) fn save(state: &mut State) -> Vec<Effect> {
    let today = state.today;
    let Some(Overlay::Form(form)) = state.overlays.last_mut() else { return Vec::new() };
    let Some(args) = form.args(today) else {
        let said = form.not_saved();
        state.complain(said);
        return Vec::new();
    };
    state.message = None;
    let run = Effect::Run {
        action: form.action.name,
        subject: form.subject.clone(),
        args,
        request: form.request.clone(),
    };
    if form.action.preview().is_some()
        && let Effect::Run { action, subject, args, request } = run
    {
        return vec![Effect::Foretell { action, subject, args, request }];
    }
    match asked_first(form) {
        None => vec![run],
        Some(question) => {
            let confirm = Confirm::new(question, form.action.help, Then::Do(run));
            state.overlays.push(Overlay::Confirm(Box::new(confirm)));
            Vec::new()
        }
    }
}

/// The question before an action that hurts. A gate is named as the form has it, whichever it was opened on.
fn asked_first(form: &Form) -> Option<String> {
    let gates = FieldKind::Pick(actions::Pick::Gate);
    let Some(gate) = form.fields.iter().find(|state| state.field.kind == gates) else {
        return question(form.action, &form.subject);
    };
    let assessment = form.subject.split('/').next().unwrap_or_default();
    question(form.action, &format!("{assessment}/{}", gate.raw()))
}

/// The values will do: what would be done is shown, and asked for or signed.
pub(super) fn foretold(state: &mut State, preview: Preview, run: Effect) {
    let Effect::Run { action, subject, .. } = &run else { return };
    let Some(action) = actions::action(action) else { return };
    let question = match preview.asks.as_str() {
        "" => question(action, subject).unwrap_or_else(|| format!("{}?", action.title)),
        asks => asks.to_owned(),
    };
    let sign = preview.sign.clone();
    let mut confirm = Confirm::new(question, "", Then::Do(run)).telling(preview);
    if let Some(name) = sign {
        confirm = confirm.signed_with(&name);
    }
    state.overlays.push(Overlay::Confirm(Box::new(confirm)));
}

/// The question before an action that hurts.
pub(super) fn question(action: &actions::Action, subject: &str) -> Option<String> {
    let whose = if subject.is_empty() { "the register".to_owned() } else { subject_in_words(subject) };
    action.danger.then(|| format!("{}: {whose}?", action.title))
}

/// Something was picked from a list.
fn took(state: &mut State, taker: Taker, picked: &[Choice]) -> Vec<Effect> {
    let value = picked.first().map(|choice| choice.value.clone());
    match taker {
        Taker::Field(at) if matches!(state.overlays.last(), Some(Overlay::Cell(_))) => {
            cell::picked(state, at, picked)
        }
        Taker::Field(at) => {
            let Some(Overlay::Form(form)) = state.overlays.last_mut() else { return Vec::new() };
            form.take(at, picked);
            vec![Effect::KeepDraft(Box::new(form.draft()))]
        }
        Taker::Known { at, kept } => known::taken(state, at, &kept, picked),
        Taker::Subject(action) => value
            .map(|subject| Effect::Prepare { action, subject, given: None, draft: None })
            .into_iter()
            .collect(),
        Taker::Beginning(action, from) => {
            value.map(|subject| Effect::Begin { action, subject, from }).into_iter().collect()
        }
        Taker::Sort => sheet::sort_picked(state, &value.unwrap_or_default()),
        Taker::Narrow(column) => sheet::narrowed(state, column, picked),
        Taker::Kind => {
            let wish = value.and_then(|name| state.screen_mut().of_kind(&name));
            going::wished(state, wish)
        }
        Taker::Export => {
            exporting::picked(state, &value.unwrap_or_default());
            Vec::new()
        }
        Taker::ImportFor => {
            let reference = value.filter(|reference| !reference.is_empty());
            state.overlays.push(Overlay::Prompt(Prompt::new(For::Import(reference), "")));
            Vec::new()
        }
    }
}

/// A command was chosen in a menu.
fn chosen(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Menu(menu)) = state.overlays.last() else { return Vec::new() };
    let Some(row) = menu.selected() else { return Vec::new() };
    if let Some(why) = menu.why_not(state, row) {
        state.complain(format!("{}: {why}.", row.title));
        return Vec::new();
    }
    state.overlays.pop();
    if !state.overlays.is_empty() {
        return on_overlay(state, row.command, Key::plain(Code::Enter));
    }
    command::on_screen(state, row.command, false)
}

fn on_prompt(state: &mut State, command: Command) -> Vec<Effect> {
    let Some(Overlay::Prompt(prompt)) = state.overlays.last() else { return Vec::new() };
    let (what, text) = (prompt.what.clone(), prompt.editor.value());
    match (command, what) {
        (Command::NextField, For::Import(_) | For::Export(_) | For::Backup) => vec![Effect::Complete(text)],
        (Command::NextField, _) => Vec::new(),
        (Command::Accept, what) => {
            state.overlays.pop();
            taken(state, what, text.trim())
        }
        (_, For::Search(origin)) => {
            state.overlays.pop();
            let wish = state.screen_mut().go(origin);
            going::wished(state, wish)
        }
        (_, For::Filter(before)) => {
            state.overlays.pop();
            if state.screen().filtered_by().unwrap_or_default() == before {
                return Vec::new();
            }
            let wish = state.screen_mut().filter(&before);
            going::wished(state, wish)
        }
        _ => leave(state),
    }
}

/// The line at the foot was taken.
fn taken(state: &mut State, what: For, text: &str) -> Vec<Effect> {
    match what {
        For::Search(_) => finding::accept(state),
        For::Filter(_) => {
            // as it was typed the rows have followed already
            if state.screen().filtered_by().unwrap_or_default() == text {
                return Vec::new();
            }
            let wish = state.screen_mut().filter(text);
            going::wished(state, wish)
        }
        For::Import(_) | For::Export(_) if text.is_empty() => Vec::new(),
        For::Import(reference) => {
            state.overlays.push(Overlay::Wait(format!("Reading {text}"), true));
            vec![Effect::Preview { path: PathBuf::from(text), reference }]
        }
        For::Export(exporting) => exporting::begin(*exporting, text),
        For::Backup => jobs::back_up(text),
    }
}

/// The answer was yes.
fn confirmed(state: &mut State, then: Then) -> Vec<Effect> {
    match then {
        Then::Do(effect) => vec![effect],
        Then::CloseForm(request) => {
            state.close_form(&request);
            state.after = None;
            vec![Effect::DropDraft(request)]
        }
        Then::DropDraft(request) => {
            state.withdraw_offer();
            state.say("The unsaved text was thrown away.");
            vec![Effect::DropDraft(request)]
        }
    }
}

fn on_columns(state: &mut State, command: Command) -> Vec<Effect> {
    let Some(Overlay::Columns(mut columns)) = state.overlays.pop() else { return Vec::new() };
    let Some(sheet) = state.screen_mut().sheet_mut() else { return Vec::new() };
    if command == Command::Leave {
        sheet.leave_hidden();
        return Vec::new();
    }
    columns.act(command, sheet);
    state.overlays.push(Overlay::Columns(columns));
    Vec::new()
}

fn on_offer(state: &mut State, command: Command) -> Vec<Effect> {
    let Some(Overlay::Offer(drafts)) = state.overlays.last() else { return Vec::new() };
    let Some(draft) = drafts.first().cloned() else { return leave(state) };
    match command {
        Command::Accept => {
            let Some(action) = actions::action(&draft.action) else {
                state.complain(format!("This riskward cannot do \"{}\" any more.", draft.title));
                return Vec::new();
            };
            state.withdraw_offer();
            let subject = draft.subject.clone();
            vec![Effect::Prepare { action: action.name, subject, given: None, draft: Some(Box::new(draft)) }]
        }
        Command::Drop => {
            let question = format!(
                "Throw the unsaved text of \"{}\" for {} away?",
                draft.title,
                subject_in_words(&draft.subject)
            );
            let then = Then::DropDraft(draft.request);
            state.overlays.push(Overlay::Confirm(Box::new(Confirm::new(
                question,
                "It cannot be brought back.",
                then,
            ))));
            Vec::new()
        }
        _ => {
            state.withdraw_offer();
            Vec::new()
        }
    }
}
