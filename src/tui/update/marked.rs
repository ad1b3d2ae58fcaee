//! Actions where rows are marked: they take all of them, or say that they take one.

use crate::{
    tui::state::State,
    workbench::{
        MOST,
        actions::{self, Action, Subject},
    },
};

/// What an action on one thing is on several, and the field that its form begins at.
const ON_SEVERAL: &[(&str, &str, &str)] = &[
    ("edit-risk", "edit-risks", ""),
    ("rate-risk", "edit-risks", "phase"),
    ("treat-risk", "edit-risks", "treatment"),
    ("remove-risk", "remove-risks", ""),
    ("edit-control", "edit-controls", ""),
];

/// The marked risks that the form of an action on their assessment begins with.
pub(super) fn brought(state: &State, action: &Action) -> Option<String> {
    let takes = action.name == "reconfirm-decisions" && state.screen().marked() > 0;
    takes.then(|| state.screen().subjects(Subject::Risks).into_iter().next())?.map(|choice| choice.value)
}

/// The action that is meant: where rows are marked, the one that takes all of them.
///
/// # Errors
/// A sentence when it takes only one thing, or fewer than are marked.
pub(super) fn taken_by(state: &mut State, name: &'static str) -> Result<&'static str, String> {
    let marked = state.screen().marked();
    if marked == 0 {
        return Ok(name);
    }
    let several = ON_SEVERAL.iter().find(|(one, ..)| *one == name);
    let name = several.map_or(name, |(_, several, _)| *several);
    let Some(action) = actions::action(name) else { return Ok(name) };
    match action.subject {
        Subject::Risks | Subject::Controls if marked > MOST => Err(too_many(marked)),
        Subject::Risks | Subject::Controls => {
            state.opens_at = several.map(|(.., field)| *field).filter(|field| !field.is_empty());
            Ok(name)
        }
        Subject::Risk | Subject::RiskOrAssessment | Subject::Control => {
            let takes_off = state.keys.told("{back} takes the marks off", state.screen().place());
            Err(format!("{}: takes one at a time, and {marked} are marked. {takes_off}.", action.title))
        }
        _ => Ok(name),
    }
}

/// More rows are marked than are changed at once.
pub(super) fn too_many(marked: usize) -> String {
    format!("{marked} are marked, and at most {MOST} are changed at once: filter, and mark fewer.")
}
