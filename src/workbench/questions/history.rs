//! Who did what, when: the events, all or those that touched one thing.

use crate::{
    domain::{
        events::{Change, Event, read_payload},
        object::{Id, Object},
        record::Fields,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Ask as _, Compare, Query},
    workbench::{
        Workbench, numbered,
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

/// What belongs to a control, a risk, an assessment.
const OF_CONTROL: &[Object] = &[Object::ControlSite, Object::Verification, Object::RiskControl];
const OF_RISK: &[Object] = &[Object::Rating, Object::RiskControl, Object::Decision, Object::DecisionState];
const OF_ASSESSMENT: &[Object] = &[
    Object::CapabilityCoverage,
    Object::Requirement,
    Object::RequirementAnswer,
    Object::Risk,
    Object::Rating,
    Object::Decision,
    Object::DecisionState,
    Object::GatePassage,
    Object::Disposition,
    Object::SuggestionDismissal,
    Object::Attestation,
    Object::Communication,
    Object::Question,
    Object::Finding,
];
const OF_CAPABILITY: &[Object] = &[
    Object::CapabilityCoverage,
    Object::Requirement,
    Object::Disposition,
    Object::Question,
    Object::AcceptedAnswer,
];

impl Workbench {
    /// The newest events, the latest first: of the whole register, or those that touched the subject.
    ///
    /// # Errors
    /// When the subject is not there, or the register cannot be read.
    pub fn history(&self, subject: &str, limit: usize) -> Result<Vec<HistoryLine>, Trouble> {
        let about = |e| trouble::ledger("Cannot read the history", e);
        let about_these = self.ids_of(subject)?;
        let events = match &about_these {
            Some(ids) => {
                let mut events: Vec<Event> = Vec::new();
                for id in ids {
                    events.extend(self.ledger.events_of(id, limit).map_err(about)?);
                }
                events.sort_by_key(|event| -event.seq);
                events.dedup_by_key(|event| event.seq);
                events.truncate(limit);
                events
            }
            None => {
                let last = self.ledger.last_seq().map_err(about)?;
                let mut events =
                    self.ledger.events_after((last - limit as i64).max(0), limit).map_err(about)?;
                events.reverse();
                events
            }
        };
        events.iter().map(|event| self.line(event, about_these.as_deref())).collect()
    }

    /// The thing itself and all that belongs to it, what is gone too; none = the whole register.
    fn ids_of(&self, subject: &str) -> Result<Option<Vec<Id>>, Trouble> {
        let mut ids = Vec::new();
        let belonging = |ids: &mut Vec<Id>, objects: &[Object], field: &'static str, of: &Id| {
            for &object in objects {
                let query = Query::all(object).is(field, of.as_str()).with_gone();
                ids.extend(
                    self.ledger.ids(&query).map_err(|e| trouble::ledger("Cannot read the history", e))?,
                );
            }
            Ok::<(), Trouble>(())
        };
        let name = subject.split_once('/').map(|(_, name)| name.to_ascii_uppercase());
        match name {
            _ if subject.is_empty() => return Ok(None),
            None if subject.to_ascii_uppercase().starts_with("C-") => {
                let id = self.control_of(subject)?.id;
                belonging(&mut ids, OF_CONTROL, "control_id", &id)?;
                ids.push(id);
            }
            None if numbered(subject, "T-") => ids.push(self.trigger_of(subject)?.id),
            None if numbered(subject, "F-") => ids.push(self.finding_of(subject)?.id),
            Some(name) if name.starts_with("R-") => {
                let id = self.risk_of(subject)?.1.id;
                belonging(&mut ids, OF_RISK, "risk_id", &id)?;
                ids.push(id);
            }
            Some(_) => {
                let (assessment, code) = self.capability_of(subject)?;
                for &object in OF_CAPABILITY {
                    let query = Query::all(object).is("assessment_id", assessment.id.as_str());
                    let of = query.is("capability", code.as_str()).with_gone();
                    ids.extend(
                        self.ledger.ids(&of).map_err(|e| trouble::ledger("Cannot read the history", e))?,
                    );
                }
                let placed = Query::all(Object::InUse).among("placement_id", &assessment.placement_ids);
                let of = placed.is("capability", code).with_gone();
                ids.extend(self.ledger.ids(&of).map_err(|e| trouble::ledger("Cannot read the history", e))?);
            }
            None => {
                let assessment = self.assessment(subject)?;
                belonging(&mut ids, OF_ASSESSMENT, "assessment_id", &assessment.id)?;
                belonging(&mut ids, &[Object::Agreement], "product_id", &assessment.product_id)?;
                let touching = Compare::Holds(assessment.id.0.clone());
                let query = Query::all(Object::Trigger).with("assessment_ids", touching).with_gone();
                ids.extend(
                    self.ledger.ids(&query).map_err(|e| trouble::ledger("Cannot read the history", e))?,
                );
                ids.push(assessment.id);
            }
        }
        Ok(Some(ids))
    }

    fn line(&self, event: &Event, about: Option<&[Id]>) -> Result<HistoryLine, Trouble> {
        let (_, payload) = read_payload(&event.kind, &event.payload)
            .map_err(|e| trouble::ledger("Cannot read the history", e.into()))?;
        let at = DateTime::parse_from_rfc3339(&event.at).map_or_else(
            |_| event.at.clone(),
            |at| self.time_zone.at(at.to_utc()).format("%Y-%m-%d %H:%M %:z").to_string(),
        );
        let few = payload.changes.len() <= 12;
        let changes =
            payload.changes.iter().filter(|change| about.map_or(few, |ids| ids.contains(&change.id)));
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
pub(in crate::workbench) fn differences(change: &Change) -> Vec<(String, String, String)> {
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
