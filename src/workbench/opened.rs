//! Forms and what they were opened on: nothing that others changed since is overwritten, and nothing is signed on facts
//! that are not those that were looked at.

use super::{
    Told, Workbench,
    actions::{Action, Args, OPENED_ON, Outcome, preview::Preview},
    store::Draft,
    trouble,
};
use crate::{
    domain::{
        events::{Change, Event, read_payload},
        gate::Given,
        object::Id,
        record::{Fields, sha256_hex},
        trouble::{Conflict, Trouble},
        word::Word as _,
    },
    ledger::{Ask as _, Edit, Stale},
    process::seal::SealPart,
};

/// The value that is not shown and tells up to which event a form knew the register.
pub(super) const SEEN: &str = "opened_at_event";
/// The value that is not shown and tells what a signature rests on, as a digest.
pub(super) const RESTS_ON: &str = "opened_rests_on";
/// The actions that sign what rests on a risk, or on the whole.
const SIGNING: &[&str] = &["decide", "confirm-decision", "reconfirm-decision", "renew-decision"];
/// The actions that sign several decisions of an assessment.
const SIGNING_SEVERAL: &[&str] = &["reconfirm-decisions"];
/// So many events since a form was opened are looked through.
const EVENTS: usize = 2000;
/// So many changes of one row are looked through.
const CHANGES: usize = 200;

impl Workbench {
    /// The values that a form begins with, and among them, not shown, what it is opened on; a field may be known
    /// already.
    ///
    /// # Errors
    /// When the subject is not there, or the register cannot be read.
    pub fn begin(&self, action: &Action, subject: &str, given: Option<Given>) -> Result<Args, Trouble> {
        let last = self.ledger.last_seq().map_err(|e| trouble::ledger("Cannot read the register", e))?;
        let mut args = action.begun_with(self, subject, given)?;
        args.set(SEEN, last.to_string());
        if let Some(digest) = self.grounds_digest(action, subject)? {
            args.set(RESTS_ON, digest);
        }
        Ok(args)
    }

    /// Does an action with the values of a form. What others changed since the form was opened, and these values would
    /// overwrite, is a conflict; so is a signature whose grounds have changed. Values without what a form is opened on
    /// are taken as they are.
    ///
    /// # Errors
    /// What the action refuses, and conflicts.
    pub fn act(
        &mut self,
        action: &Action,
        subject: &str,
        args: &Args,
        request: Id,
    ) -> Result<Outcome, Trouble> {
        if !self.is_saved(&request)? {
            self.rests_as_it_did(action, subject, args)?;
            self.opened_at.set(args.number(SEEN)?);
        }
        let outcome = (action.run)(self, subject, args, request);
        self.opened_at.set(None);
        outcome
    }

    /// What an action would do with the values of a form, where it tells that, and the values that do it to what is told
    /// of and nothing else.
    ///
    /// # Errors
    /// What the action would refuse.
    pub fn foretell(
        &self,
        action: &Action,
        subject: &str,
        args: &Args,
    ) -> Option<Result<(Preview, Args), Trouble>> {
        let foretell = action.preview()?;
        let told = || {
            self.rests_as_it_did(action, subject, args)?;
            let last = self.ledger.last_seq().map_err(|e| trouble::ledger("Cannot read the register", e))?;
            let preview = foretell(self, subject, args)?;
            let mut args = args.clone();
            if !preview.made_on.is_empty() {
                args.set(OPENED_ON, &preview.made_on);
                // what others did before that is in what is told
                args.set(SEEN, last.to_string());
            }
            Ok((preview, args))
        };
        Some(told())
    }

    /// Who took the thing of a form away since it was opened, if it is gone.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn gone_since(&self, subject: &str, args: &Args) -> Result<Option<Told>, Trouble> {
        let Some(seen) = args.number(SEEN)? else { return Ok(None) };
        let told = self.told_since(seen)?;
        let last = told.into_iter().rev().find(|told| told.about.iter().any(|name| name == subject));
        Ok(last.filter(|told| told.gone.iter().any(|name| name == subject)))
    }

    /// Refuses edits that would put something else where others have changed something since the form was opened.
    pub(super) fn overwrites_nothing(&self, draft: &Draft) -> Result<(), Trouble> {
        let Some(seen) = self.opened_at.get() else { return Ok(()) };
        // what follows from the action itself is made from what is there now
        let Some(entry) = draft.entries.first() else { return Ok(()) };
        for edit in entry.edits.iter().filter(|edit| edit.expected > 0) {
            if let Some((stale, base)) = self.overwritten(edit, seen)? {
                let conflict = trouble::conflict(&stale, &base);
                let because = crate::ledger::LedgerError::Conflict(vec![stale]);
                let trouble = trouble::ledger("Not saved", because);
                return Err(Trouble { conflict: Some(Box::new(conflict)), ..trouble });
            }
        }
        Ok(())
    }

    /// What an edit would overwrite that changed after an event, with what it was before.
    fn overwritten(&self, edit: &Edit, seen: i64) -> Result<Option<(Stale, Fields)>, Trouble> {
        let cannot = |e| trouble::ledger("Cannot look for conflicts", e);
        let events = self.ledger.events_of(&edit.id, CHANGES).map_err(cannot)?;
        let Some(newest) = events.first().filter(|event| event.seq > seen) else { return Ok(None) };
        let theirs = change_in(newest, &edit.id);
        let Some(theirs) = theirs.filter(|change| change.version == edit.expected) else { return Ok(None) };
        let before =
            events.iter().find(|event| event.seq <= seen).and_then(|event| change_in(event, &edit.id));
        let made_on = before.as_ref().map_or(0, |change| change.version);
        let base = before.and_then(|change| change.after).unwrap_or_default();
        let theirs = theirs.after.unwrap_or_default();
        let changed = |name: &String| theirs.get(name) != base.get(name);
        let lost = match &edit.after {
            None => theirs != base,
            Some(mine) => {
                let names = theirs.keys().chain(base.keys());
                names.into_iter().any(|name| changed(name) && mine.get(name) != theirs.get(name))
            }
        };
        let stale = Stale {
            object: edit.object,
            id: edit.id.clone(),
            expected: made_on,
            current: edit.expected,
            by: newest.actor.name.clone(),
            theirs,
            mine: edit.after.clone().unwrap_or_default(),
            relied: false,
        };
        Ok(lost.then_some((stale, base)))
    }

    /// A digest of all that a signature by this action rests on now.
    fn grounds_digest(&self, action: &Action, subject: &str) -> Result<Option<String>, Trouble> {
        Ok(self.grounds(action, subject)?.map(|mut parts| {
            parts.sort_by(|a, b| (a.object.word(), &a.object_id).cmp(&(b.object.word(), &b.object_id)));
            let lines =
                parts.iter().map(|part| format!("{} {} {}\n", part.object, part.object_id, part.digest));
            sha256_hex(lines.collect::<String>().as_bytes())
        }))
    }

    fn grounds(&self, action: &Action, subject: &str) -> Result<Option<Vec<SealPart>>, Trouble> {
        if SIGNING_SEVERAL.contains(&action.name) {
            return Ok(Some(self.seal_of_whole(&self.assessment(subject)?)?));
        }
        if !SIGNING.contains(&action.name) {
            return Ok(None);
        }
        self.rests_on(&self.decided_on(subject)?).map(Some)
    }

    /// Refuses a signature on other facts than those that were there when its form was opened.
    fn rests_as_it_did(&self, action: &Action, subject: &str, args: &Args) -> Result<(), Trouble> {
        let then = args.text(RESTS_ON);
        if then.is_empty() || self.grounds_digest(action, subject)?.is_none_or(|now| now == then) {
            return Ok(());
        }
        let mut trouble = Trouble::refused(
            "Not signed",
            format!("what a decision on {subject} rests on was changed since the form was opened"),
            "look at what was changed, and decide anew",
        );
        trouble.conflict = Some(Box::new(self.moved_grounds(action, subject, args)?));
        Err(trouble)
    }

    /// What was done to the grounds of a signature since its form was opened.
    fn moved_grounds(&self, action: &Action, subject: &str, args: &Args) -> Result<Conflict, Trouble> {
        let grounds = self.grounds(action, subject)?.unwrap_or_default();
        let touches = |change: &Change| {
            let none = Fields::new();
            let fields = change.after.as_ref().or(change.before.as_ref()).unwrap_or(&none);
            let named =
                ["risk_id", "control_id"].map(|name| fields.get(name).and_then(|value| value.as_str()));
            let is_one = |id: &str| grounds.iter().any(|part| part.object_id.as_str() == id);
            is_one(change.id.as_str()) || named.into_iter().flatten().any(is_one)
        };
        let mut conflict = Conflict { object: format!("what {subject} rests on"), ..Conflict::default() };
        for event in self.events_since(args.number(SEEN)?.unwrap_or(0))? {
            let Ok((_, payload)) = read_payload(&event.kind, &event.payload) else { continue };
            let mut changes = payload.changes.iter().filter(|change| touches(change)).peekable();
            if changes.peek().is_none() {
                continue;
            }
            conflict.theirs_by.clone_from(&event.actor.name);
            conflict.rests_on.push(format!("{}: {}", event.actor.name, payload.shown));
            for (field, base, theirs) in changes.flat_map(super::questions::history::differences) {
                conflict.fields.push(crate::domain::trouble::Differing {
                    field,
                    base,
                    theirs,
                    mine: String::new(),
                });
            }
        }
        if conflict.rests_on.is_empty() {
            conflict.rests_on.push(format!("What a decision on {subject} rests on was changed."));
        }
        Ok(conflict)
    }

    fn events_since(&self, seen: i64) -> Result<Vec<Event>, Trouble> {
        self.ledger.events_after(seen, EVENTS).map_err(|e| trouble::ledger("Cannot look for changes", e))
    }

    /// What was done since an event, the oldest first.
    fn told_since(&self, seen: i64) -> Result<Vec<Told>, Trouble> {
        self.telling(&self.events_since(seen)?)
    }
}

/// What an event did to a row in the end.
fn change_in(event: &Event, id: &Id) -> Option<Change> {
    let (_, payload) = read_payload(&event.kind, &event.payload).ok()?;
    payload.changes.into_iter().rfind(|change| change.id == *id)
}
