//! What actions act on: the link one is on, or else all there are to choose from.

use super::{Link, State};
use crate::{
    tui::screens::choice,
    workbench::{actions::Subject, questions::Choice},
};

pub(super) fn subjects(state: &State, kind: Subject) -> Vec<Choice> {
    match kind {
        Subject::Register
        | Subject::RegisterOrAssessment
        | Subject::Thing
        | Subject::Trigger
        | Subject::Finding
        | Subject::Suggestion
        | Subject::Person => Vec::new(),
        Subject::Assessment | Subject::Gate => vec![choice(state.reference.clone(), "")],
        Subject::Capability => state
            .capability()
            .map(|capability| choice(state.full(&capability.code), &capability.name))
            .into_iter()
            .collect(),
        Subject::Risk | Subject::Risks => risks(state),
        Subject::RiskOrAssessment => {
            let mut found = risks(state);
            if !matches!(state.link(), Some(Link::Risk(_) | Link::Decision(_))) {
                found.push(choice(state.reference.clone(), "the whole assessment"));
            }
            found
        }
        Subject::Control | Subject::Controls => match state.link() {
            Some(Link::Control(reference, _)) => vec![choice(reference, "")],
            Some(Link::Risk(risk) | Link::Decision(risk)) => state
                .controls()
                .into_iter()
                .filter(|(_, serves)| serves.contains(&risk))
                .map(|(control, _)| choice(control.reference.clone(), &control.title))
                .collect(),
            _ => state
                .controls()
                .into_iter()
                .map(|(control, _)| choice(control.reference.clone(), &control.title))
                .collect(),
        },
    }
}

fn risks(state: &State) -> Vec<Choice> {
    let only: Option<Vec<String>> = match state.link() {
        Some(Link::Risk(reference) | Link::Decision(reference)) => Some(vec![reference]),
        Some(Link::Control(_, serves)) => Some(serves),
        _ => None,
    };
    state
        .risks()
        .iter()
        .filter(|risk| only.as_ref().is_none_or(|only| only.contains(&risk.reference)))
        .map(|risk| choice(state.full(&risk.reference), &risk.title))
        .collect()
}
