//! Bring back what was undone last, until something new is done.

use super::{Action, Args, Outcome, Subject, empty};
use crate::{
    domain::{events::EventKind, object::Id, trouble::Trouble, word::Word as _},
    ledger::{Entry, RequestLine},
    workbench::{
        Workbench,
        store::{Draft, said},
    },
};

pub(super) const ACTION: Action = Action {
    name: "redo",
    title: "Redo",
    help: "Brings back what you undid last.",
    subject: Subject::Register,
    fields: &[],
    danger: false,
    prefill: empty,
    run,
};

fn run(workbench: &mut Workbench, _: &str, _: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (undo, undone) = newest(&workbench.requests()?)
        .ok_or_else(|| Trouble::refused("Nothing to redo", "your newest change is not an undo", ""))?;
    let (entry, relies_on) = workbench.reversed(&undo, EventKind::Redone, "Done again")?;
    let shown = entry.shown.replacen("Done again: Undone: ", "Done again: ", 1);
    let entries = vec![Entry { redoes: Some(undone), shown, ..entry }];
    let draft = Draft { entries, relies_on, ..Draft::default() };
    let committed = workbench.write(request, draft)?;
    Ok(Outcome { said: said(&committed)?, subject: String::new() })
}

/// The newest undo whose change is still undone, as long as nothing but undo and redo came after it.
fn newest(lines: &[RequestLine]) -> Option<(Id, Id)> {
    let is = |line: &RequestLine, kind: EventKind| line.kind == kind.word();
    let still_undone = |id: &Id| lines.iter().any(|line| line.id == *id && line.undone);
    lines
        .iter()
        .filter(|line| !is(line, EventKind::DatePassed))
        .take_while(|line| is(line, EventKind::Undone) || is(line, EventKind::Redone))
        .filter(|line| is(line, EventKind::Undone))
        .find_map(|line| {
            let undone = line.undoes.clone()?;
            still_undone(&undone).then_some((line.id.clone(), undone))
        })
}
