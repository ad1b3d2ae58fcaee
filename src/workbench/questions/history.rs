//! Who did what, when: the events, all or those that touched one thing.

use crate::{
    domain::{
        events::{Change, Event, read_payload},
        object::Id,
        record::Fields,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Ask as _,
    workbench::{
        Workbench,
        trouble::{self, text_of},
    },
};
use chrono::DateTime;

/// One event in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// Its place in the register.
    pub seq: i64,
    /// When, in the register's time zone with its offset.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What, as it was shown to that person.
    pub said: String,
    /// Why, where a reason was given.
    pub reason: String,
    /// The fields changed: name, before, after.
    pub changed: Vec<(String, String, String)>,
}

impl Workbench {
    /// The newest events, the latest first: of the whole register, or those that touched the subject.
    ///
    /// # Errors
    /// When the subject is not there, or the register cannot be read.
    pub fn history(&self, subject: &str, limit: usize) -> Result<Vec<HistoryLine>, Trouble> {
        let about = |e| trouble::ledger("Cannot read the history", e);
        let id = match subject {
            "" => None,
            _ if subject.to_ascii_uppercase().starts_with("C-") => Some(self.control_of(subject)?.id),
            _ if subject.contains("/R-") || subject.contains("/r-") => Some(self.risk_of(subject)?.1.id),
            _ => Some(self.assessment(subject)?.id),
        };
        let events = match &id {
            Some(id) => self.ledger.events_of(id, limit).map_err(about)?,
            None => {
                let last = self.ledger.head().map_err(about)?.seq;
                let mut events =
                    self.ledger.events_after((last - limit as i64).max(0), limit).map_err(about)?;
                events.reverse();
                events
            }
        };
        events.iter().map(|event| self.line(event, id.as_ref())).collect()
    }

    fn line(&self, event: &Event, about: Option<&Id>) -> Result<HistoryLine, Trouble> {
        let (_, payload) = read_payload(&event.kind, &event.payload)
            .map_err(|e| trouble::ledger("Cannot read the history", e.into()))?;
        let at = DateTime::parse_from_rfc3339(&event.at).map_or_else(
            |_| event.at.clone(),
            |at| at.with_timezone(&self.time_zone).format("%Y-%m-%d %H:%M %:z").to_string(),
        );
        let few = payload.changes.len() <= 12;
        let changes = payload.changes.iter().filter(|change| about.map_or(few, |id| change.id == *id));
        Ok(HistoryLine {
            seq: event.seq,
            at: if payload.clock_back { format!("{at} (the clock stood behind)") } else { at },
            actor: event.actor.name.clone(),
            said: payload.shown.clone(),
            reason: payload.reason.clone(),
            changed: changes.flat_map(differences).collect(),
        })
    }
}

/// The fields that a change altered.
fn differences(change: &Change) -> Vec<(String, String, String)> {
    let none = Fields::new();
    let (before, after) = (change.before.as_ref().unwrap_or(&none), change.after.as_ref().unwrap_or(&none));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .filter(|name| !name.ends_with("_id") && !name.ends_with("_ids") && !name.ends_with("_sha256"))
        .map(|name| {
            (format!("{} {name}", change.object.label()), text_of(before.get(name)), text_of(after.get(name)))
        })
        .filter(|(_, before, after)| before != after)
        .collect()
}
