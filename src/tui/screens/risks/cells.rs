//! The cells of the table of risks: how each is edited, and what is copied down.

use super::State;
use crate::{
    tui::screens::{Cell, Table as _},
    workbench::subject_of,
};

/// How the cell that one is on is edited.
pub(super) fn edited(state: &State) -> Option<Cell> {
    let line = state.list.selected()?;
    let field = |action, field| Cell::Field(action, line.reference.clone(), field);
    let rated = |phase| Cell::Form("rate-risk", line.reference.clone(), ("phase", phase));
    Some(match state.list.sheet.column()?.id {
        "title" => field("edit-risk", "title"),
        "from" => field("edit-risk", "capabilities"),
        "initial" => rated("initial"),
        "residual" => rated("residual"),
        "treatment" => field("treat-risk", "treatment"),
        "owner" => field("edit-risk", "owner"),
        "due" => field("edit-risk", "due_on"),
        "tags" => field("edit-risk", "tags"),
        "controls" => Cell::No("it counts the controls, which are linked with {link-control} on the risk"),
        "decision" => Cell::No("decisions are recorded with {decide}"),
        _ => Cell::No("the register gives the number"),
    })
}

/// The row that is copied from and those that get it, by their identities.
pub(super) fn copied_down(state: &State) -> Result<(String, String), String> {
    let order = state.list.order().ok_or_else(|| "There is no row".to_owned())?;
    let marked = state.list.marks.ids(order);
    match marked.as_slice() {
        [] => {
            let at = state.list.view.at();
            let above = at.checked_sub(1).and_then(|above| order.ids.get(above));
            let (Some(above), Some(here)) = (above, order.ids.get(at)) else {
                return Err("There is no row above this one".to_owned());
            };
            Ok((subject_of([above]), subject_of([here])))
        }
        [_] => Err("Only one row is marked: mark those that are to get its cell too".to_owned()),
        [first, others @ ..] => Ok((subject_of([first]), subject_of(others))),
    }
}
