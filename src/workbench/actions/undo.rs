//! Take back this account's newest change, if nobody has changed its rows since.

use super::{Action, Args, Outcome, Subject, empty};
use crate::{
    domain::{
        assessment::Assessment,
        decision::Decision,
        events::{Change, Event, EventKind, read_payload},
        object::{Id, Object},
        record::row_digest,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Ask as _, Direction, Edit, Entry, Query, Relied, RequestLine},
    workbench::{
        Workbench,
        store::{Draft, said},
        trouble,
    },
};

pub(super) const ACTION: Action = Action {
    name: "undo",
    title: "Undo",
    help: "Takes back your newest change; decisions are withdrawn instead.",
    subject: Subject::Register,
    fields: &[],
    danger: false,
    prefill: empty,
    run,
};

/// How far back undo looks for a change of this account.
pub(super) const REACH: usize = 200;

fn run(workbench: &mut Workbench, _: &str, _: &Args, request: Id) -> Result<Outcome, Trouble> {
    let line = newest(&workbench.requests()?).ok_or_else(|| {
        Trouble::refused("Nothing to undo", "you have changed nothing that is not undone", "")
    })?;
    if !line.undoable {
        let kind = EventKind::parse(&line.kind).map_or("this", EventKind::label);
        return Err(Trouble::refused(
            "Not undone",
            format!("your newest change is “{kind}”, which is not undone"),
            "withdraw-decision for a decision",
        ));
    }
    let (entry, relies_on) = workbench.reversed(&line.id, EventKind::Undone, "Undone")?;
    let entries = vec![Entry { undoes: Some(line.id), ..entry }];
    let draft = Draft { entries, relies_on, ..Draft::default() };
    let committed = workbench.write(request, draft)?;
    Ok(Outcome { said: said(&committed)?, subject: String::new() })
}

/// The newest request that was neither undone nor is itself an undo or redo. What dates raised is not the account's own
/// doing, and is stepped over.
fn newest(lines: &[RequestLine]) -> Option<RequestLine> {
    let moves = [EventKind::Undone.word(), EventKind::Redone.word(), EventKind::DatePassed.word()];
    lines.iter().find(|line| !line.undone && !moves.contains(&line.kind.as_str())).cloned()
}

impl Workbench {
    /// The requests of this account, the newest first.
    pub(super) fn requests(&self) -> Result<Vec<RequestLine>, Trouble> {
        self.ledger
            .requests_of(self.actor().uid, REACH)
            .map_err(|e| trouble::ledger("Cannot look at your changes", e))
    }

    /// The event that puts every row of a request back as it was before, if each still has the value that the
    /// request left it. Catalogue parts stay: others may use them by now.
    pub(super) fn reversed(
        &self,
        request: &Id,
        kind: EventKind,
        verb: &str,
    ) -> Result<(Entry, Vec<Relied>), Trouble> {
        let events =
            self.ledger.request(request).map_err(|e| trouble::ledger("Cannot read the change", e))?;
        let mut shown = String::new();
        let mut reversed: Vec<Change> = Vec::new();
        for event in events.iter().rev() {
            let (said, changes) = changes_of(event)?;
            shown = said;
            for change in changes.into_iter().rev().filter(|change| change.object != Object::Knowledge) {
                // A row that two events of the request touched goes back to before the first of them.
                match reversed.iter_mut().find(|later| later.id == change.id) {
                    Some(later) => later.before = change.before,
                    None => reversed.push(change),
                }
            }
        }
        let mut edits = Vec::new();
        let mut relies_on = Vec::new();
        for change in reversed {
            if change.object == Object::BenefitRisk && change.before.is_none() {
                relies_on.push(self.rests_on_no_decision(&change.id)?);
            }
            edits.push(self.put_back(change)?);
        }
        let entry = Entry {
            id: self.new_request(),
            kind,
            shown: format!("{verb}: {shown}"),
            reason: String::new(),
            undoes: None,
            redoes: None,
            edits,
        };
        Ok((entry, relies_on))
    }

    fn put_back(&self, change: Change) -> Result<Edit, Trouble> {
        let query = Query::all(change.object).is("id", change.id.as_str()).with_gone();
        let rows = self.ledger.rows(&query).map_err(|e| trouble::ledger("Cannot read the register", e))?;
        let row = rows.into_iter().next().ok_or_else(|| {
            Trouble::refused("Not undone", format!("the {} is not there any more", change.object.label()), "")
        })?;
        if row_digest(change.object, &row.id, &row.fields.to_fields(), row.gone) != change.digest {
            return Err(Trouble::refused(
                "Not undone",
                format!(
                    "{} has changed the {} since, on {}",
                    row.changed_by,
                    change.object.label(),
                    row.changed_at
                ),
                "a new change that takes both into account",
            ));
        }
        Ok(Edit { object: change.object, id: change.id, expected: row.version, after: change.before })
    }
}

impl Workbench {
    /// Refuses to take away a benefit-risk record that a decision was taken on, whatever became of that decision.
    fn rests_on_no_decision(&self, record: &Id) -> Result<Relied, Trouble> {
        let query = Query::all(Object::Decision).is("benefit_risk_id", record.as_str());
        let Some(decision) = self.first::<Decision>(query.clone().by("changed_seq", Direction::Up))? else {
            return Ok(Relied::Nothing(query));
        };
        let assessment = self.needed::<Assessment>(&decision.assessment_id)?;
        let name = self.reference_of(&assessment)?;
        let name = match &decision.risk_id {
            Some(risk) => format!("{name}/{}", self.needed::<Risk>(risk)?.reference),
            None => format!("{name} as a whole"),
        };
        Err(Trouble::refused(
            "Not undone",
            format!(
                "the decision of {} on {name} on {} was taken on this benefit-risk record",
                decision.deciders(),
                decision.decided_on
            ),
            "weigh-benefit again: the newest record counts from then on",
        ))
    }
}

fn changes_of(event: &Event) -> Result<(String, Vec<Change>), Trouble> {
    let (_, payload) = read_payload(&event.kind, &event.payload)
        .map_err(|e| trouble::ledger("Cannot read the change", e.into()))?;
    Ok((payload.shown, payload.changes))
}
