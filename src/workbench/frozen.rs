//! What a decision on the whole freezes, and what lives on. Every change passes here on its way to the register.
//!
//! Frozen with the revision that was decided: risks in their meaning and treatment, ratings and their differences,
//! coverage, requirements and their answers, links to controls, scale, profile and process, the versions it holds for. Living: in use, the
//! state of controls and their verifications, questions, findings, triggers, placements, gates, who is responsible, and
//! the life of decisions with the status that follows from it. Of an older revision only decisions live on, until the
//! next revision is decided.

use std::collections::HashMap;

use serde_json::Value;

use super::{Workbench, store::Draft, trouble};
use crate::{
    domain::{
        assessment::Assessment,
        decision::{Decision, DecisionKind},
        object::{Id, Object},
        record::{Fields, Held},
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Ask as _, Compare, Edit, Query},
};

/// Whole kinds of row that are frozen.
const FROZEN: &[Object] = &[
    Object::Rating,
    Object::Difference,
    Object::CapabilityCoverage,
    Object::Requirement,
    Object::RequirementAnswer,
    Object::RiskControl,
];
/// What of a risk lives on.
const OF_A_RISK: &[&str] = &["owner", "status"];
/// What of an assessment lives on.
const OF_AN_ASSESSMENT: &[&str] =
    &["stage", "placement_ids", "risk_manager", "clinical_owner", "organization"];

/// The edit that freezes an assessment with a decision on the whole that accepts it, if it is not frozen yet.
pub(super) fn freezing(assessment: &Held<Assessment>, decision: &Decision) -> Option<Edit> {
    let accepts = matches!(decision.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
    (accepts && decision.risk_id.is_none() && assessment.frozen_on.is_none()).then(|| {
        let value = Assessment { frozen_on: Some(decision.decided_on), ..assessment.value.clone() };
        Edit::put(&assessment.id, assessment.version, &value)
    })
}

impl Workbench {
    /// Refuses what would change the frozen part of an assessment, before anybody fills a form in.
    pub(super) fn changeable(&self, assessment: &Assessment) -> Result<(), Trouble> {
        self.is_newest(assessment)?;
        match frozen(assessment) {
            Some(trouble) => Err(trouble),
            None => Ok(()),
        }
    }

    /// Refuses what would change an older revision.
    pub(super) fn is_newest(&self, assessment: &Assessment) -> Result<(), Trouble> {
        match older(assessment, self.assessment(&assessment.reference)?.revision) {
            Some(trouble) => Err(trouble),
            None => Ok(()),
        }
    }

    /// Refuses a request that would change what is frozen, whichever action, import or undo it comes from.
    pub(super) fn guard(&self, draft: &Draft) -> Result<(), Trouble> {
        let edits: Vec<&Edit> = draft.entries.iter().flat_map(|entry| &entry.edits).collect();
        let before = self.rows_before(&edits)?;
        let risks = self.risks_of_links(&edits, &before)?;
        let of = |edit: &Edit| match edit.object {
            Object::Assessment => Some(edit.id.clone()),
            Object::RiskControl => risks.get(&text(edit, &before, "risk_id")?).cloned(),
            _ => text(edit, &before, "assessment_id"),
        };
        let touched: Vec<(&Edit, Id)> = edits.iter().filter_map(|edit| Some((*edit, of(edit)?))).collect();
        if touched.is_empty() {
            return Ok(());
        }
        let found = self.all::<Assessment>(
            &Query::all(Object::Assessment).among("id", touched.iter().map(|(_, id)| id)),
        )?;
        let newest = self.newest_revisions(found.iter().map(|held| held.reference.as_str()))?;
        let found: HashMap<&Id, &Held<Assessment>> = found.iter().map(|held| (&held.id, held)).collect();
        for (edit, id) in &touched {
            // An assessment that is not in the register yet is begun by this request.
            let Some(assessment) = found.get(id) else { continue };
            let last = newest.get(&assessment.reference).copied().unwrap_or(assessment.revision);
            let differing = differing(edit, before.get(&edit.id));
            if let Some(trouble) = older(assessment, last).filter(|_| !lives_in_the_past(edit, &differing)) {
                return Err(trouble);
            }
            if let Some(trouble) = frozen(assessment).filter(|_| is_frozen(edit, &differing)) {
                return Err(trouble);
            }
        }
        Ok(())
    }

    /// The newest revision of each of these refs.
    pub(super) fn newest_revisions<'r>(
        &self,
        references: impl Iterator<Item = &'r str>,
    ) -> Result<HashMap<String, i64>, Trouble> {
        let mut wanted: Vec<String> = references.map(str::to_owned).collect();
        wanted.sort();
        wanted.dedup();
        let mut newest: HashMap<String, i64> = HashMap::new();
        for held in
            self.all::<Assessment>(&Query::all(Object::Assessment).with("ref", Compare::In(wanted)))?
        {
            let last = newest.entry(held.value.reference).or_insert(held.value.revision);
            *last = held.value.revision.max(*last);
        }
        Ok(newest)
    }

    /// The rows that the edits change, as they stand: needed of what is removed, and to see what of a row differs.
    fn rows_before(&self, edits: &[&Edit]) -> Result<HashMap<Id, Fields>, Trouble> {
        let mut by_object: HashMap<Object, Vec<&Id>> = HashMap::new();
        for edit in edits.iter().filter(|edit| edit.expected > 0) {
            if edit.after.is_none() || matches!(edit.object, Object::Risk | Object::Assessment) {
                by_object.entry(edit.object).or_default().push(&edit.id);
            }
        }
        let mut rows = HashMap::new();
        for (object, ids) in by_object {
            let query = Query::all(object).among("id", ids);
            let found =
                self.ledger.rows(&query).map_err(|e| trouble::ledger("Cannot read the register", e))?;
            rows.extend(found.into_iter().map(|row| (row.id, row.fields.to_fields())));
        }
        Ok(rows)
    }

    /// The assessments of the risks whose links to controls are changed.
    fn risks_of_links(
        &self,
        edits: &[&Edit],
        before: &HashMap<Id, Fields>,
    ) -> Result<HashMap<Id, Id>, Trouble> {
        let linked: Vec<Id> = edits
            .iter()
            .filter(|edit| edit.object == Object::RiskControl)
            .filter_map(|edit| text(edit, before, "risk_id"))
            .collect();
        if linked.is_empty() {
            return Ok(HashMap::new());
        }
        let risks = self.all::<Risk>(&Query::all(Object::Risk).among("id", &linked))?;
        Ok(risks.into_iter().map(|risk| (risk.id, risk.value.assessment_id)).collect())
    }
}

/// A field of the row that an edit leaves, or takes away.
fn text(edit: &Edit, before: &HashMap<Id, Fields>, name: &str) -> Option<Id> {
    let fields = edit.after.as_ref().or_else(|| before.get(&edit.id))?;
    fields.get(name).and_then(Value::as_str).map(Id::from)
}

/// The fields that an edit changes.
fn differing(edit: &Edit, before: Option<&Fields>) -> Vec<String> {
    let none = Fields::new();
    let (before, after) = (before.unwrap_or(&none), edit.after.as_ref().unwrap_or(&none));
    let names = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
    names.filter(|name| before.get(*name) != after.get(*name)).cloned().collect()
}

/// The edit changes what a decision on the whole freezes.
fn is_frozen(edit: &Edit, differing: &[String]) -> bool {
    let only = |living: &[&str]| differing.iter().all(|name| living.contains(&name.as_str()));
    match edit.object {
        Object::Risk => edit.expected == 0 || edit.after.is_none() || !only(OF_A_RISK),
        Object::Assessment => edit.after.is_none() || !only(OF_AN_ASSESSMENT),
        object => FROZEN.contains(&object),
    }
}

/// The edit is of the life of decisions, which goes on in an older revision.
fn lives_in_the_past(edit: &Edit, differing: &[String]) -> bool {
    match edit.object {
        Object::DecisionState | Object::Condition => true,
        Object::Risk => edit.expected > 0 && edit.after.is_some() && differing == ["status"],
        _ => false,
    }
}

fn frozen(assessment: &Assessment) -> Option<Trouble> {
    let name = &assessment.reference;
    assessment.frozen_on.map(|on| {
        Trouble::refused(
            "Not saved",
            format!(
                "{name} was decided as a whole on {on}: its risks, ratings, coverage, requirements and scale stay as \
                 they were decided on"
            ),
            format!("reassess {name}, which begins a new revision"),
        )
    })
}

fn older(assessment: &Assessment, newest: i64) -> Option<Trouble> {
    let name = &assessment.reference;
    (assessment.revision < newest).then(|| {
        Trouble::refused(
            "Not saved",
            format!("{name}@{} is an older revision, which is only read", assessment.revision),
            format!("{name}, which is revision {newest}"),
        )
    })
}
