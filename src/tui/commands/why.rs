//! Why a command is not available now.

use super::{Command, Place};
use crate::{
    tui::{overlays::Overlay, state::State},
    workbench::actions,
};

pub(super) fn no_neighbours(state: &State, _: Command) -> Option<String> {
    let walks = matches!(
        state.screen().place(),
        Place::Chain | Place::Risk | Place::Control | Place::Trigger | Place::Entry
    );
    (!walks).then(|| "works in a chain, a risk, a control, a trigger and an entry".to_owned())
}

/// The catalogue knows capabilities, risks and controls.
pub(super) fn nothing_to_look_up(state: &State, _: Command) -> Option<String> {
    state.known_thing().is_none().then(|| "choose a capability, a risk or a control first".to_owned())
}

/// What a disclosure says opens the capability it speaks for; what is odd in its file speaks for none.
pub(super) fn nothing_behind(state: &State, _: Command) -> Option<String> {
    let screen = state.screen();
    let says_of_one = || {
        let statements =
            screen.sheet().is_some_and(|sheet| sheet.columns().iter().any(|column| column.id == "item"));
        statements && !screen.subjects(actions::Subject::Capability).is_empty()
    };
    let nothing = screen.place() == Place::Disclosure && screen.rows() > 0 && !says_of_one();
    nothing.then(|| "nothing stands behind this row; it is told whole below".to_owned())
}

pub(super) fn nothing_to_search(state: &State, _: Command) -> Option<String> {
    (state.screen().rows() == 0).then(|| "there is nothing in this list".to_owned())
}

/// Keys act on a part of the screen that is no table.
pub(super) fn no_table(state: &State, _: Command) -> Option<String> {
    state.screen().sheet().is_none().then(|| "go to the table first".to_owned())
}

pub(super) fn nothing_before(state: &State, _: Command) -> Option<String> {
    state.last.is_none().then(|| "nothing is remembered from a session before".to_owned())
}

pub(super) fn no_row(state: &State, _: Command) -> Option<String> {
    (state.screen().rows() == 0).then(|| "there is no row".to_owned())
}

/// Forms that are shown before they are saved, or sign something, are for one thing at a time.
pub(super) fn one_at_a_time(state: &State, _: Command) -> Option<String> {
    let Some(Overlay::Form(form)) = state.overlays.last() else { return None };
    let goes_on = !form.action.danger
        && form.action.preview().is_none()
        && matches!(form.action.subject, actions::Subject::Risk | actions::Subject::Control);
    (!goes_on).then(|| "this form is for one thing at a time".to_owned())
}

pub(super) fn nothing_searched(state: &State, _: Command) -> Option<String> {
    state.search.is_empty().then(|| state.keys.told("search with {search} first", state.screen().place()))
}

pub(super) fn no_assessment(state: &State, _: Command) -> Option<String> {
    state.screen().assessment().is_none().then(|| "choose an assessment first".to_owned())
}

/// On the list of jobs the selected one, elsewhere the one that runs.
pub(super) fn no_job(state: &State, _: Command) -> Option<String> {
    state.job.is_none().then(|| "no job runs".to_owned())
}

/// An action needs a thing on this screen to act on.
pub(super) fn no_subject(state: &State, command: Command) -> Option<String> {
    let Command::Act(name) = command else { return None };
    let Some(action) = actions::action(name) else {
        return Some("this riskward cannot do it".to_owned());
    };
    if state.has_subject(action) {
        return None;
    }
    Some(
        match action.subject {
            actions::Subject::Register | actions::Subject::Assessment | actions::Subject::Gate => {
                "choose an assessment first"
            }
            actions::Subject::Capability => "choose a capability first",
            actions::Subject::Risk | actions::Subject::Risks | actions::Subject::RiskOrAssessment => {
                "choose a risk first"
            }
            actions::Subject::Control | actions::Subject::Controls => "choose a control first",
            actions::Subject::Person => "choose a person first",
            actions::Subject::RegisterOrAssessment | actions::Subject::Thing => {
                "choose an assessment, a risk or a control first"
            }
            actions::Subject::Trigger => "choose a trigger first",
            actions::Subject::Finding => "choose a finding first",
            actions::Subject::Suggestion => "choose a suggestion first",
        }
        .to_owned(),
    )
}
