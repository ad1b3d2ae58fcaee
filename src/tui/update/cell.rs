//! Editing in the cell of a table, and copying a cell down.

use super::{ask_to_leave, going_on, known, long_text, marked};
use crate::{
    tui::{
        commands::Command,
        effects::{Effect, Prepared},
        overlays::{
            Overlay,
            confirm::Then,
            form::{Form, field::FieldState},
        },
        screens::Cell,
        state::{After, State},
        widgets::marks::Marking,
    },
    workbench::{MOST, questions::Choice},
};

/// More letters than these are not thrown away without a question.
const LONG: usize = 40;

/// Edits the cell that one is on, or says why it cannot be.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    match state.screen().cell() {
        Some(Cell::Field(action, subject, field)) => vec![Effect::PrepareCell { action, subject, field }],
        Some(Cell::Form(action, subject, given)) => {
            vec![Effect::Prepare { action, subject, given: Some(given), draft: None }]
        }
        Some(Cell::No(why)) => {
            let why = state.keys.told(why, state.screen().place());
            state.say(format!("This cell is not typed: {why}."));
            Vec::new()
        }
        None => {
            state.say("There is no cell here.");
            Vec::new()
        }
    }
}

/// The field is ready: an editor stands in the cell, or its list opens.
pub(super) fn ready(state: &mut State, prepared: Prepared, field: &str) -> Vec<Effect> {
    let mut form = Form::new(prepared);
    form.fit(state.size.0);
    form.go_to(field);
    if let Some(field) = form.field() {
        state.say(format!("{}: {}.", field.field.label, field.field.help));
    }
    let list = form.list();
    state.overlays.push(Overlay::Cell(Box::new(form)));
    state.overlays.extend(list.map(Overlay::Pick));
    Vec::new()
}

pub(super) fn on_cell(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Accept => save(state, None),
        Command::NextField => save(state, Some(After::Cell { forward: true })),
        Command::PreviousField => save(state, Some(After::Cell { forward: false })),
        Command::UndoTyping | Command::RedoTyping => long_text::step(state, command == Command::UndoTyping),
        Command::ListKnown => known::list(state),
        _ => leave(state),
    }
}

/// The rows were asked for again. Where the cell that is edited is not the one that one is on any more, since its row is gone
/// or left out, it is left; what was typed goes on in the form of its thing, and never stands in the row of something else.
pub(super) fn stays_with_its_row(state: &mut State) -> Vec<Effect> {
    let is_cell = |overlay: &Overlay| matches!(overlay, Overlay::Cell(_));
    let Some(at) = state.overlays.iter().position(is_cell) else { return Vec::new() };
    let Overlay::Cell(form) = &state.overlays[at] else { return Vec::new() };
    let elsewhere = match state.screen().cell() {
        Some(Cell::Field(_, subject, _) | Cell::Form(_, subject, _)) => subject != form.subject,
        // which row it is may not be known yet
        Some(Cell::No(_)) | None => state.screen().rows() == 0,
    };
    if !elsewhere {
        return Vec::new();
    }
    state.after = None;
    let (request, typed) = (form.request.clone(), form.is_touched());
    let kept = if typed { " What you typed is in its form." } else { "" };
    let said = format!("{} is not in this list any more.{kept}", form.subject);
    state.tell_later(said, false);
    if !typed {
        state.overlays.truncate(at);
        return vec![Effect::DropDraft(request)];
    }
    if let Overlay::Cell(form) = state.overlays.remove(at) {
        state.overlays.insert(at, Overlay::Form(form));
    }
    Vec::new()
}

/// Esc in a list that stands for the cell leaves the cell too.
pub(super) fn list_left(state: &mut State) -> Vec<Effect> {
    match state.overlays.last() {
        Some(Overlay::Cell(form)) if form.field().is_some_and(FieldState::is_picked) => leave(state),
        _ => Vec::new(),
    }
}

/// Something was picked for the cell: it is saved at once.
pub(super) fn picked(state: &mut State, at: usize, picked: &[Choice]) -> Vec<Effect> {
    if let Some(Overlay::Cell(form)) = state.overlays.last_mut() {
        form.take(at, picked);
    }
    save(state, None)
}

fn save(state: &mut State, after: Option<After>) -> Vec<Effect> {
    let today = state.today;
    let Some(Overlay::Cell(form)) = state.overlays.last_mut() else { return Vec::new() };
    if !form.is_touched() {
        let request = form.request.clone();
        state.overlays.pop();
        let mut effects = vec![Effect::DropDraft(request)];
        effects.extend(after.map(|after| going_on::go_on(state, after)).unwrap_or_default());
        return effects;
    }
    let Some(args) = form.args(today) else {
        let wrong = form.fault(form.at()).unwrap_or_default().to_owned();
        state.complain(format!("Not saved: {wrong}."));
        return Vec::new();
    };
    let run = Effect::Run {
        action: form.action.name,
        subject: form.subject.clone(),
        args,
        request: form.request.clone(),
    };
    state.after = after;
    vec![run]
}

fn leave(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Cell(form)) = state.overlays.last() else { return Vec::new() };
    let (title, subject, request) = (form.action.title, form.subject.clone(), form.request.clone());
    let long = form.field().is_some_and(|field| field.raw().chars().count() > LONG);
    if form.is_touched() && long {
        ask_to_leave(state, title, &subject, Then::CloseForm(request));
        return Vec::new();
    }
    state.overlays.pop();
    vec![Effect::DropDraft(request)]
}

/// The cell of the row above into this one, or that of the first marked row into all that are marked.
pub(super) fn copy_down(state: &mut State) -> Vec<Effect> {
    state.screen_mut().marking(Marking::EndRange);
    // the first one is copied from
    let marked = state.screen().marked();
    if marked > MOST + 1 {
        state.complain(marked::too_many(marked));
        return Vec::new();
    }
    let column = state.screen().column();
    match (state.screen().copied_down(), column) {
        (Ok((from, to)), Some(column)) => vec![Effect::CopyDown { from, to, column }],
        (Err(why), _) => {
            let why = state.keys.told(&why, state.screen().place());
            state.say(format!("{why}."));
            Vec::new()
        }
        (Ok(_), None) => Vec::new(),
    }
}
