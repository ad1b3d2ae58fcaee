//! Others have changed something: the screen asks again, and what concerns it is said.

use super::going;
use crate::{
    tui::{
        effects::Effect,
        others::Stood,
        overlays::Overlay,
        screens::{Target, Window},
        state::State,
        theme::Role,
    },
    workbench::{Told, numbered},
};

/// Takes what others did, the oldest first.
pub(super) fn came(state: &mut State, news: &[Told]) -> Vec<Effect> {
    let form = state.overlays.iter().rev().find_map(|overlay| match overlay {
        Overlay::Form(form) => Some(form.subject.clone()),
        _ => None,
    });
    let target = state.screen().target();
    let gone = news.iter().rev().find(|told| is_gone(&target, told));
    let text = match (gone, said(&target, state.screen(), form.as_deref(), news)) {
        (Some(told), _) if form.is_none() => Some(format!("{} What is left is shown.", sentence(told))),
        (_, said) => said,
    };
    if gone.is_some() {
        state.back();
    }
    if let Some(text) = text {
        state.others.keep(text);
        say(state, false);
    }
    let screen = state.screen();
    let (target, mark, name) = (screen.target(), screen.mark(), screen.history_of());
    let in_form = form.as_ref().is_some_and(|subject| *subject == name);
    let about = news.iter().rev().find(|told| told.about.contains(&name));
    let told = about.map(sentence).unwrap_or_default();
    state.others.stood_on = (!mark.is_empty() && !in_form).then_some(Stood { target, mark, name, told });
    going::ask(state)
}

/// The loop looked around: what waits to be said may be said now.
pub(super) fn say(state: &mut State, looked: bool) {
    let message = state.message.as_ref().map(|message| (&*message.text, message.role == Role::Error));
    if let Some(text) = state.others.due(message, looked) {
        state.say(text);
        state.dirty = true;
    }
}

/// The screen knows its rows anew: when the one it stood on is gone, that is said.
pub(super) fn looked_for(state: &mut State) {
    let Some(stood) = &state.others.stood_on else { return };
    let (screen, now) = (state.screen(), state.screen().history_of());
    if screen.target() != stood.target {
        state.others.stood_on = None;
        return;
    }
    if screen.mark() == stood.mark && (now.is_empty() || now == stood.name) {
        return;
    }
    let name = if stood.name.is_empty() { "the row you were on" } else { &stood.name };
    let text = match stood.told.as_str() {
        "" => format!("Somebody else changed the list: {name} is not in it any more. This is its neighbour."),
        told => format!("{told} It is not in this list any more; this is its neighbour."),
    };
    state.others.stood_on = None;
    state.others.keep(text);
    say(state, false);
}

/// The thing that the screen shows is gone.
fn is_gone(target: &Target, told: &Told) -> bool {
    match target {
        Target::Risk(thing) | Target::Control(thing) | Target::Trigger(thing) => told.gone.contains(thing),
        _ => false,
    }
}

/// What is said: of the thing in the form, of the row one is on, or of what the screen shows; the newest.
fn said(target: &Target, screen: &dyn Window, form: Option<&str>, news: &[Told]) -> Option<String> {
    let newest = |about: &dyn Fn(&Told) -> bool| news.iter().rev().find(|told| about(told));
    if let Some(subject) = form.filter(|subject| !subject.is_empty())
        && let Some(told) = newest(&|told| told.about.iter().any(|one| one == subject))
    {
        let then = if told.gone.iter().any(|one| one == subject) {
            "The form keeps your text."
        } else {
            "Saving shows both."
        };
        return Some(format!("{} {then}", sentence(told)));
    }
    let selected = screen.history_of();
    let concerning: Vec<&Told> = news.iter().filter(|told| concerns(target, told)).collect();
    let told = newest(&|told| told.about.contains(&selected)).or(concerning.last().copied())?;
    Some(match concerning.len().saturating_sub(1) {
        0 => sentence(told),
        1 => format!("{} One change more.", sentence(told)),
        more => format!("{} {more} changes more.", sentence(told)),
    })
}

/// `k.lang: ip3/R-014 rated HIGH (residual).`
fn sentence(told: &Told) -> String {
    let by = if told.elsewhere { format!("{}, elsewhere", told.by) } else { told.by.clone() };
    format!("{by}: {}", told.said)
}

/// Whether a screen shows something of what was changed.
fn concerns(target: &Target, told: &Told) -> bool {
    let any = |holds: &dyn Fn(&str) -> bool| told.about.iter().any(|about| holds(about));
    let within = |assessment: &str| {
        any(&|about| {
            about == assessment || about.strip_prefix(assessment).is_some_and(|rest| rest.starts_with('/'))
        })
    };
    match target {
        Target::Assessments | Target::Overview | Target::Due => any(&|about| about != "people"),
        Target::Chain(of) | Target::Disclosure(of) | Target::Gates(of) | Target::Suggestions(of) => {
            within(of)
        }
        Target::Risks(Some(of)) | Target::Decisions(Some(of), _) => within(of),
        Target::Matrix(whose) => whose.all || within(&whose.assessment),
        Target::Risks(None) | Target::Decisions(None, _) | Target::Within(_) => {
            any(&|about| about.contains("/R-"))
        }
        Target::Risk(thing) | Target::Control(thing) | Target::Trigger(thing) => any(&|about| about == thing),
        Target::Controls => any(&|about| numbered(about, "C-")),
        Target::Inbox => any(&|about| numbered(about, "T-") || numbered(about, "F-")),
        Target::People => any(&|about| about == "people"),
        Target::History(of) => of.is_empty() || any(&|about| about == of),
        Target::Catalogue | Target::Entry(_) | Target::Jobs => false,
    }
}
