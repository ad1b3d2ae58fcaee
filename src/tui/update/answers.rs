//! What comes back from the loop: answers, forms that are ready, outcomes, troubles.

use super::{
    ask_first, cell, conflict, copying, everywhere, finding, going, going_on, jobs, known, long_text, news,
    overlay, refused, sheet,
};
use crate::{
    domain::{object::Id, trouble::Trouble},
    tui::{
        commands::Place,
        effects::{Answer, Effect, Event, Prepared, Question},
        overlays::{
            Overlay,
            confirm::{Confirm, Then},
            form::Form,
            panel::Panel,
        },
        state::State,
        theme::Role,
        widgets::listing::copied,
    },
    workbench::{actions::Outcome, jobs::Job},
};

pub(super) fn came(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Input(_) | Event::Rested | Event::Looked => Vec::new(),
        Event::Answered(Answer::Matches(text, order, places)) => finding::found(state, text, order, places),
        Event::JobMoved(now) => jobs::moved(state, now),
        Event::JobEnded(line) => jobs::ended(state, &line),
        Event::Several(files, reference) => {
            jobs::several(state, files, reference);
            Vec::new()
        }
        Event::Answered(Answer::Everywhere(words, found)) => {
            everywhere::found(state, words, found);
            Vec::new()
        }
        Event::Answered(Answer::RiskRows(lines)) => copying::copied(state, &copied(&lines)),
        Event::Answered(Answer::DecisionRows(lines)) => copying::copied(state, &copied(&lines)),
        Event::Answered(Answer::Values(column, values)) => {
            // one may have gone on meanwhile
            if state.overlays.is_empty() && state.screen().values_asked(column).is_some() {
                sheet::offer_values(state, column, values);
            }
            Vec::new()
        }
        Event::Answered(Answer::Known(which, choices)) => {
            known::came(state, which, choices);
            Vec::new()
        }
        Event::Answered(answer) => {
            overrides(state, &answer);
            if matches!(answer, Answer::Jobs(_)) && state.screen().place() == Place::Jobs {
                state.unseen = None;
            }
            let next = state.screen_mut().take(answer);
            news::looked_for(state);
            next.map(Effect::Ask).into_iter().collect()
        }
        Event::Prepared(prepared) => prepared_form(state, *prepared),
        Event::CellReady(prepared, field) => cell::ready(state, *prepared, field),
        Event::Foretold(preview, run) => {
            overlay::foretold(state, preview, run);
            Vec::new()
        }
        Event::Done { request, outcome } => done(state, request, outcome),
        Event::Failed(trouble) => {
            let trouble = refused::in_words(state, &trouble);
            failed(state, &trouble)
        }
        Event::Held(who) => {
            match state.overlays.last_mut() {
                Some(Overlay::Held(known)) => *known = who,
                _ => state.overlays.push(Overlay::Held(who)),
            }
            Vec::new()
        }
        Event::Free => {
            state.overlays.retain(|overlay| !matches!(overlay, Overlay::Held(_)));
            Vec::new()
        }
        Event::Compared(request, compared) => conflict::compared(state, &request, *compared),
        Event::Gone(request, subject, told) => conflict::gone(state, &request, &subject, &told),
        Event::Previewed(preview) => {
            if state.stop_waiting() {
                state.overlays.push(Overlay::Preview(preview));
            }
            Vec::new()
        }
        Event::Exists(effect) => {
            if let Effect::Job(Job::Export(export)) = &effect {
                let files: Vec<String> =
                    export.files().iter().map(|file| file.display().to_string()).collect();
                let question = format!("Replace {}?", files.join(" and "));
                let warning = "A file of this name is there already; what it holds is lost.";
                ask_first(state, Confirm::new(question, warning, Then::Do(effect)));
            }
            Vec::new()
        }
        Event::Completed(text) => {
            if let Some(Overlay::Prompt(prompt)) = state.overlays.last_mut() {
                prompt.editor.set(&text);
            }
            Vec::new()
        }
        Event::Edited(came, said) => long_text::came_back(state, &came, said),
        Event::Drafts(drafts) => {
            if !drafts.is_empty() {
                state.overlays.push(Overlay::Offer(drafts));
            }
            Vec::new()
        }
        Event::FirstStart => {
            let failed = state.message.as_ref().is_some_and(|message| message.role == Role::Error);
            if state.overlays.is_empty() && !failed {
                state.overlays.push(Overlay::Tour);
            }
            Vec::new()
        }
        Event::Notice(text) => {
            state.say(text);
            Vec::new()
        }
        Event::Changed => going::ask(state),
        Event::News(told) => news::came(state, &told),
        Event::LookedOver(found) => {
            if let Err(trouble) = found {
                state.complain(format!("{}.", trouble.what.trim_end_matches('.')));
                state.overlays.push(Overlay::Panel(Panel::trouble(&trouble)));
            }
            Vec::new()
        }
    }
}

/// An override is shown on every screen of its assessment until it is mended.
fn overrides(state: &mut State, answer: &Answer) {
    match answer {
        Answer::Gates(reference, gates) => state.overridden(reference, gates.overridden_until()),
        Answer::Standings(standings) => {
            for (reference, standing) in standings {
                if let Some(at_gate) = &standing.at_gate {
                    state.overridden(reference, at_gate.overridden_until);
                }
            }
        }
        _ => {}
    }
}

/// What was done may have mended what an override is shown for, on a screen that does not ask for gates itself.
fn ask_gates(state: &State) -> Option<Effect> {
    let asks = matches!(state.screen().place(), Place::Assessments | Place::Chain | Place::Gates);
    let reference = state.screen().assessment().filter(|_| !asks)?;
    state.overridden.contains_key(&reference).then_some(Effect::Ask(Question::Gates(reference)))
}

/// A form is ready: it opens, or the action is done at once when it asks nothing.
fn prepared_form(state: &mut State, prepared: Prepared) -> Vec<Effect> {
    let opens_at = state.opens_at.take();
    if prepared.action.fields.is_empty() {
        let Prepared { action, subject, request, args, .. } = prepared;
        let asked = overlay::question(action, &subject);
        let run = Effect::Run { action: action.name, subject, args, request };
        let Some(question) = asked else { return vec![run] };
        ask_first(state, Confirm::new(question, action.help, Then::Do(run)));
        return Vec::new();
    }
    let moved_on = prepared.has_moved_on();
    let mut form = Form::new(prepared);
    form.fit(state.size.0);
    if let Some(field) = opens_at {
        form.go_to(field);
    }
    let first = form.first_list();
    let compare = moved_on.then(|| form.compare(None));
    state.overlays.push(Overlay::Form(Box::new(form)));
    state.overlays.extend(first.map(Overlay::Pick));
    compare.into_iter().collect()
}

/// Something is done: its form closes, its draft goes, and the screen asks its question again.
fn done(state: &mut State, request: Option<Id>, outcome: Outcome) -> Vec<Effect> {
    state.stop_waiting();
    let mut effects = Vec::new();
    if let Some(request) = request {
        state.close_form(&request);
        effects.push(Effect::DropDraft(request));
    }
    let said = refused::with_keys(&state.keys, &outcome.said, state.screen().place());
    state.say(said);
    state.found = None;
    state.screen_mut().made(&outcome.subject);
    effects.push(Effect::Ask(state.screen().question_after(&outcome.subject)));
    effects.extend(ask_gates(state));
    if let Some(after) = state.after.take() {
        effects.extend(going_on::go_on(state, after));
    }
    effects
}

/// One line for what is short; a panel for what is long, and for two edits of one thing.
fn failed(state: &mut State, trouble: &Trouble) -> Vec<Effect> {
    state.stop_waiting();
    state.opens_at = None;
    state.after = None;
    if let Some(conflict) = &trouble.conflict {
        return conflict::refused(state, conflict);
    }
    if let Some(Overlay::Form(form)) = state.overlays.last_mut()
        && form.blame(&trouble.because)
    {
        state.complain("Not saved: see the field.");
        return Vec::new();
    }
    let text = trouble.to_string();
    let room = (usize::from(state.size.0).saturating_sub(2)) * 3 / 2;
    if text.contains('\n') || crate::tui::widgets::text::width(&text) > room {
        state.complain(format!("{}.", trouble.what.trim_end_matches('.')));
        state.overlays.push(Overlay::Panel(Panel::trouble(trouble)));
    } else {
        state.complain(text);
    }
    Vec::new()
}
