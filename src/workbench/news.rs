//! What others have changed since one looked last: who, what, and which things it is about.

use std::collections::HashMap;

use super::{Workbench, trouble};
use crate::{
    domain::{
        assessment::Assessment,
        control::Control,
        events::{Change, Event, read_payload},
        object::{Id, Object},
        record::Fields,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::Ask as _,
};

/// The newest events that are told, at most.
const EVENTS: i64 = 20;
/// Of one event so many rows are looked at for what it is about.
const ROWS: usize = 40;

/// One event of somebody else in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Who.
    pub by: String,
    /// It is the account of the person at the keyboard: they work elsewhere too.
    pub elsewhere: bool,
    /// What, as it was shown to that person.
    pub said: String,
    /// The things it is about: `ip3`, `ip3/R-014`, `ip3/MLDP`, `C-003`, `T-003`; `people` for people and policy.
    pub about: Vec<String>,
    /// Those of them that are gone by it.
    pub gone: Vec<String>,
}

impl Workbench {
    /// What others have written since this or [`Workbench::changed_by_others`] was asked the last time, the oldest
    /// first; none when nothing was written. What this process itself wrote by another workbench is a change without
    /// being told.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn news(&self) -> Result<Option<Vec<Told>>, Trouble> {
        let before = self.seen.get().unwrap_or(0);
        if !self.changed_by_others()? {
            return Ok(None);
        }
        let last = self.seen.get().unwrap_or(0);
        let cannot = |e| trouble::ledger("Cannot look for changes", e);
        let events = self.ledger.events_after(before.max(last - EVENTS), EVENTS as usize).map_err(cannot)?;
        let own = |event: &Event| {
            event.actor.uid == self.actor().uid && self.settings.written.holds(&event.request)
        };
        let others: Vec<Event> = events.into_iter().filter(|event| !own(event)).collect();
        self.telling(&others).map(Some)
    }

    /// Events in words.
    pub(super) fn telling(&self, events: &[Event]) -> Result<Vec<Told>, Trouble> {
        let mut names = Names::default();
        events.iter().map(|event| self.told(event, &mut names)).collect()
    }

    fn told(&self, event: &Event, names: &mut Names) -> Result<Told, Trouble> {
        let (_, payload) = read_payload(&event.kind, &event.payload)
            .map_err(|e| trouble::ledger("Cannot look for changes", e.into()))?;
        let mut told = Told {
            by: event.actor.name.clone(),
            elsewhere: event.actor.uid == self.actor().uid,
            said: payload.shown.clone(),
            ..Told::default()
        };
        for change in payload.changes.iter().take(ROWS) {
            let about = self.about(change, names)?;
            if change.after.is_none() {
                told.gone.extend(about.first().cloned());
            }
            for name in about {
                if !told.about.contains(&name) {
                    told.about.push(name);
                }
            }
        }
        Ok(told)
    }

    /// The things that a changed row is about, the nearest first.
    fn about(&self, change: &Change, names: &mut Names) -> Result<Vec<String>, Trouble> {
        let none = Fields::new();
        let fields = change.after.as_ref().or(change.before.as_ref()).unwrap_or(&none);
        let text = |name: &str| fields.get(name).and_then(|value| value.as_str()).map(str::to_owned);
        let id = |name: &str| text(name).map(Id);
        let mut about = Vec::new();
        match change.object {
            Object::Risk => {
                let assessment = self.assessment_named(id("assessment_id").as_ref(), names)?;
                about.extend(assessment.zip(text("ref")).map(|(whole, risk)| format!("{whole}/{risk}")));
            }
            Object::Control | Object::Trigger | Object::Finding => about.extend(text("ref")),
            Object::Assessment => about.extend(self.assessment_named(Some(&change.id), names)?),
            Object::Person | Object::PolicyApproval => about.push("people".to_owned()),
            _ => {}
        }
        if let Some(risk) = id("risk_id") {
            about.extend(self.risk_named(&risk, names)?);
        }
        if let Some(control) = id("control_id") {
            about.extend(self.by_id::<Control>(&control)?.map(|held| held.value.reference));
        }
        if let Some(assessment) = self.assessment_named(id("assessment_id").as_ref(), names)? {
            about.extend(text("capability").map(|code| format!("{assessment}/{code}")));
            about.push(assessment);
        }
        Ok(about)
    }

    fn assessment_named(&self, id: Option<&Id>, names: &mut Names) -> Result<Option<String>, Trouble> {
        let Some(id) = id else { return Ok(None) };
        if let Some(known) = names.0.get(id) {
            return Ok(known.clone());
        }
        let held = self.by_id::<Assessment>(id)?;
        let name = held.map(|held| self.reference_of(&held)).transpose()?;
        names.0.insert(id.clone(), name.clone());
        Ok(name)
    }

    fn risk_named(&self, id: &Id, names: &mut Names) -> Result<Option<String>, Trouble> {
        if let Some(known) = names.0.get(id) {
            return Ok(known.clone());
        }
        let name = match self.by_id::<Risk>(id)? {
            Some(risk) => self
                .assessment_named(Some(&risk.assessment_id), names)?
                .map(|assessment| format!("{assessment}/{}", risk.reference)),
            None => None,
        };
        names.0.insert(id.clone(), name.clone());
        Ok(name)
    }
}

/// Names of assessments and risks that were looked up.
#[derive(Default)]
struct Names(HashMap<Id, Option<String>>);
