//! Days on record that are over: raised once as triggers and findings, by whoever may write first; shown as not yet on
//! record until then.

mod gather;
mod settle;

use std::collections::{BTreeMap, HashSet};

use chrono::{Days, NaiveDate};

use super::{
    Workbench,
    findings::finding,
    store::{Draft, each_said},
    triggers::Reach,
};
use crate::{
    domain::{
        assessment::Assessment,
        events::EventKind,
        finding::{Finding, Trigger, TriggerKind},
        object::{Id, Object},
        passed::{Call, Passed},
        product::Product,
        record::{Held, sha256_hex},
        trouble::Trouble,
    },
    ledger::{Ask as _, Edit, Query},
    process::passed::together,
};

/// So often it is tried again when somebody else raises the same at the same time.
const TRIES: usize = 3;

/// A day that is over, and the newest revision of the assessment that it is looked at from.
pub(super) struct Over {
    pub(super) passed: Passed,
    pub(super) assessment: Held<Assessment>,
}

/// The identity of what a key raises: whoever raises it gives it the same, so that it is there once.
fn id_of(key: &str) -> Id {
    let digest = sha256_hex(key.as_bytes());
    let part = |from: usize, to: usize| digest.get(from..to).unwrap_or_default().to_owned();
    // a UUID of the kind that is left to the program, in its own words
    Id(format!("{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32)))
}

impl Workbench {
    /// Raises what days that are over ask for and nobody has raised yet; returns what was raised, a sentence each. Those
    /// who only read, a register that is only read and a look at another day raise nothing.
    ///
    /// # Errors
    /// When the register cannot be read or written.
    pub fn raise_passed_dates(&mut self) -> Result<Vec<String>, Trouble> {
        if self.is_read_only() || self.looked_at.is_some() || self.refuse_readers().is_err() {
            return Ok(Vec::new());
        }
        let mut tried = 0;
        loop {
            let all = self.not_on_record(None)?;
            if all.is_empty() {
                return Ok(Vec::new());
            }
            let draft = self.draft_passed(all)?;
            tried += 1;
            match self.write(self.new_request(), draft) {
                Ok(committed) => return each_said(&committed),
                // somebody else has raised one of them since: what is left is looked for again
                Err(trouble) if trouble.conflict.is_some() && tried < TRIES => {}
                Err(trouble) => return Err(trouble),
            }
        }
    }

    /// The days that are over and that neither a trigger nor a finding tells of yet; of all assessments, or of one.
    pub(super) fn not_on_record(&self, only: Option<&Held<Assessment>>) -> Result<Vec<Over>, Trouble> {
        let mut all = self.passed(only)?;
        let ids: Vec<Id> = all.iter().map(|over| id_of(&over.passed.key)).collect();
        let mut known: HashSet<Id> = HashSet::new();
        for object in [Object::Trigger, Object::Finding] {
            let query = Query::all(object).among("id", &ids).with_gone();
            let rows =
                self.ledger.ids(&query).map_err(|e| super::trouble::ledger("Cannot read the register", e))?;
            known.extend(rows);
        }
        all.retain(|over| !known.contains(&id_of(&over.passed.key)));
        Ok(all)
    }

    /// One event for each trigger and finding.
    fn draft_passed(&self, all: Vec<Over>) -> Result<Draft, Trouble> {
        let mut draft = Draft::default();
        let mut looks: BTreeMap<String, Vec<Over>> = BTreeMap::new();
        let mut wrong: Vec<Over> = Vec::new();
        for over in all {
            if over.passed.is_finding() {
                wrong.push(over);
            } else {
                looks.entry(over.passed.key.clone()).or_default().push(over);
            }
        }
        let (policy, _) = self.policy()?;
        let today = self.today();
        let days = Days::new(policy.switches.trigger_days.unsigned_abs());
        let deadline = today.checked_add_days(days).unwrap_or(NaiveDate::MAX);
        for (key, group) in looks {
            let value = self.trigger_of_dates(&key, &group, today)?;
            let value = Trigger { deadline: Some(deadline), ..value };
            let edit = Edit::put(&id_of(&key), 0, &value);
            let shown = format!("{{ref}} raised by its date: {}.", value.title);
            draft.event(self.new_request(), EventKind::DatePassed, shown, "", vec![edit]);
        }
        let deadline = self.finding_deadline()?;
        for over in wrong {
            let (passed, assessment) = (over.passed, over.assessment);
            let value = Finding {
                assessment_id: Some(assessment.id.clone()),
                test: passed.test,
                owner: passed.owner,
                date_key: passed.key.clone(),
                ..finding(&passed.place, passed.what, today, deadline)
            };
            let shown = format!(
                "{{ref}} opened by its date in {}: {}: {}, to be mended by {deadline}.",
                assessment.reference, value.about, value.what
            );
            let edit = Edit::put(&id_of(&passed.key), 0, &value);
            draft.event(self.new_request(), EventKind::DatePassed, shown, "", vec![edit]);
        }
        Ok(draft)
    }

    /// The trigger of days that ask for the same look.
    fn trigger_of_dates(&self, key: &str, group: &[Over], today: NaiveDate) -> Result<Trigger, Trouble> {
        let mut assessments: Vec<Held<Assessment>> = Vec::new();
        let mut details: Vec<String> = Vec::new();
        for over in group {
            if !assessments.iter().any(|held| held.id == over.assessment.id) {
                assessments.push(over.assessment.clone());
            }
            let line = format!("{}: {}", over.passed.place, over.passed.what);
            if !details.contains(&line) {
                details.push(line);
            }
        }
        let mut products = Vec::new();
        let mut placements = Vec::new();
        for assessment in &assessments {
            if !products.iter().any(|held: &Held<Product>| held.id == assessment.product_id) {
                products.push(self.needed::<Product>(&assessment.product_id)?);
            }
            for placement in self.placements_of(assessment)? {
                if !placements.iter().any(|held: &Held<_>| held.id == placement.id) {
                    placements.push(placement);
                }
            }
        }
        let (kind, title) = title(group);
        let reach = Reach { products, assessments, placements };
        let trigger = reach.trigger(kind, title, today);
        Ok(Trigger { date_key: key.to_owned(), details, ..trigger })
    }
}

/// Where a trigger of days that ask for the same look comes from, and what it is.
fn title(group: &[Over]) -> (TriggerKind, String) {
    let Some(Over { passed: first, assessment }) = group.first() else {
        return (TriggerKind::Date, String::new());
    };
    let places: HashSet<&str> = group.iter().map(|over| over.passed.place.as_str()).collect();
    match first.call {
        // of the product: every assessment tells the same
        Call::Trigger(kind) if kind != TriggerKind::Date => (kind, first.what.clone()),
        _ if places.len() == 1 => (TriggerKind::Date, format!("{}: {}", first.place, first.what)),
        _ => (
            TriggerKind::Date,
            format!("{}: {}", assessment.reference, together(first.kind, places.len(), first.date)),
        ),
    }
}
