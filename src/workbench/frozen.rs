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
    ledger::{Ask as _, Compare, Edit, Query, Relied},
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
const OF_A_RISK: &[&str] = &["owner", "due_on", "tags", "status"];
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

    /// Refuses a request that would change what is frozen, whichever action, import or undo it comes from. What that was
    /// judged by is handed back, so that it is looked at again as the request is written: somebody else may freeze in
    /// between.
    pub(super) fn guard(&self, draft: &Draft) -> Result<Vec<Relied>, Trouble> {
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
            return Ok(Vec::new());
        }
        let found = self.all::<Assessment>(
            &Query::all(Object::Assessment).among("id", touched.iter().map(|(_, id)| id)),
        )?;
        let newest = self.newest_revisions(found.iter().map(|held| held.reference.as_str()))?;
        let found: HashMap<&Id, &Held<Assessment>> = found.iter().map(|held| (&held.id, held)).collect();
        let (mut relied, mut latest) = (Vec::new(), Vec::new());
        for (edit, id) in &touched {
            // An assessment that is not in the register yet is begun by this request.
            let Some(assessment) = found.get(id) else { continue };
            let last = newest.get(&assessment.reference).copied().unwrap_or(assessment.revision);
            let differing = differing(edit, before.get(&edit.id));
            if !lives_in_the_past(edit, &differing) {
                if let Some(trouble) = older(assessment, last) {
                    return Err(trouble);
                }
                push(&mut latest, no_later(assessment));
            }
            if is_frozen(edit, &differing) {
                if let Some(trouble) = frozen(assessment) {
                    return Err(trouble);
                }
                // An edit of the assessment itself names the version it was made on.
                if !edits.iter().any(|edit| edit.object == Object::Assessment && edit.id == *id) {
                    push(&mut relied, unchanged(assessment));
                }
            }
        }
        relied.extend(latest);
        Ok(relied)
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

/// No later revision has been begun.
fn no_later(assessment: &Assessment) -> Relied {
    let query = Query::all(Object::Assessment).is("ref", assessment.reference.as_str());
    Relied::Nothing(query.with("revision", Compare::After(assessment.revision.to_string())))
}

/// The assessment is as it was looked at.
fn unchanged(assessment: &Held<Assessment>) -> Relied {
    Relied::Version { object: Object::Assessment, id: assessment.id.clone(), version: assessment.version }
}

fn push(all: &mut Vec<Relied>, one: Relied) {
    if !all.contains(&one) {
        all.push(one);
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

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::{
        domain::{
            events::{Actor, EventKind},
            risk::Treatment,
        },
        ledger::{Ledger as _, LedgerError},
        workbench::{
            CatalogueAtHand, Clock, Ids, Patience, Settings, Written,
            actions::{Args, action},
        },
    };

    fn opened(directory: &Path, uid: u32, name: &str) -> Workbench {
        let settings = Settings {
            register: directory.join("register.db"),
            make: true,
            actor: Actor { uid, name: name.into() },
            reader: PathBuf::new(),
            clock: Clock::Fixed("2026-11-21T09:00:00Z".parse().unwrap()),
            ids: Ids::Random,
            time_zone: "Europe/Rome".into(),
            state_directory: None,
            catalogue: CatalogueAtHand::default(),
            program: "riskward test".into(),
            patience: Patience::default(),
            written: Written::default(),
        };
        Workbench::open(settings).unwrap()
    }

    fn act(workbench: &mut Workbench, name: &str, subject: &str, args: &[(&str, &str)]) {
        let act = action(name).unwrap();
        let args = args.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value));
        let request = workbench.new_request();
        (act.run)(workbench, subject, &args, request).unwrap();
    }

    /// One with a risk, and another one on the same register.
    fn two(directory: &Path) -> (Workbench, Workbench) {
        let mut mine = opened(directory, 1004, "m.rossi");
        let begin = [
            ("ref", "ip3"),
            ("manufacturer", "Hemoflow Medical AG"),
            ("model", "IP-3"),
            ("versions", "4.2.x"),
            ("stage", "go_live"),
            ("site", "Main hospital"),
            ("location", "ICU 2 west"),
        ];
        act(&mut mine, "begin-assessment", "", &begin);
        act(&mut mine, "add-risk", "ip3/DTBK", &[("template", "DTBK-T1")]);
        let rating = [
            ("phase", "residual"),
            ("safety_severity", "3"),
            ("safety_likelihood", "1"),
            ("basis", "expert_judgement"),
            ("unit", "fleet"),
        ];
        act(&mut mine, "rate-risk", "ip3/R-001", &rating);
        let theirs = opened(directory, 1005, "k.lang");
        (mine, theirs)
    }

    const ACCEPT: &[(&str, &str)] = &[
        ("decision", "accept"),
        ("decided_by", "k.lang"),
        ("rationale", "The restore drill brought the server back in time."),
        ("review_on", "2027-02-01"),
        ("valid_until", "2027-02-15"),
    ];

    /// A draft that says otherwise how the risk is treated.
    fn treated(workbench: &Workbench) -> Draft {
        let (_, risk) = workbench.risk_of("ip3/R-001").unwrap();
        let value = Risk { treatment: Some(Treatment::Share), ..risk.value.clone() };
        let mut draft = Draft::default();
        let edits = vec![Edit::put(&risk.id, risk.version, &value)];
        draft.event(workbench.new_request(), EventKind::TreatmentProposed, "Shared.".into(), "", edits);
        draft
    }

    /// What somebody else freezes, or begins a new revision of, after the rules were looked at is a conflict; nothing is
    /// written.
    #[test]
    fn whoever_freezes_between_the_rules_and_the_writing_is_a_conflict() {
        let decide: fn(&mut Workbench) = |theirs| act(theirs, "decide", "ip3", ACCEPT);
        let both: fn(&mut Workbench) = |theirs| {
            act(theirs, "decide", "ip3", ACCEPT);
            act(theirs, "reassess", "ip3", &[("reason", "a new look")]);
        };
        for (theirs_do, fields, conflicts) in [(decide, "frozen_on", 1), (both, "frozen_on", 2)] {
            let directory = tempfile::tempdir().unwrap();
            let (mut mine, mut theirs) = two(directory.path());
            let draft = treated(&mine);
            let batch = mine.batch(mine.new_request(), draft).unwrap();
            theirs_do(&mut theirs);
            let before = mine.ledger.head().unwrap();
            let error = mine.ledger.append(batch).unwrap_err();
            let LedgerError::Conflict(stale) = &error else { panic!("{error}") };
            let stale: Vec<_> = stale.iter().filter(|stale| stale.relied).collect();
            assert_eq!(stale.len(), conflicts, "{stale:?}");
            assert!(stale.iter().all(|stale| stale.object == Object::Assessment && stale.by == "k.lang"));
            assert_eq!(mine.ledger.head().unwrap(), before, "nothing is written");
            let trouble = mine.not_saved(error);
            let conflict = trouble.conflict.unwrap();
            assert!(conflict.fields.iter().any(|differing| differing.field == fields), "{conflict:?}");
            let refused = mine.batch(mine.new_request(), treated(&mine));
            assert_eq!(refused.is_err(), conflicts == 1, "with the next look the rule says it");
        }
    }

    /// What lives on is written, whoever freezes.
    #[test]
    fn what_lives_on_relies_on_no_more_than_that_the_revision_is_the_newest() {
        let directory = tempfile::tempdir().unwrap();
        let (mut mine, mut theirs) = two(directory.path());
        let (_, risk) = mine.risk_of("ip3/R-001").unwrap();
        let mut draft = Draft::default();
        let value = Risk { owner: "K. Lang".into(), ..risk.value.clone() };
        let edits = vec![Edit::put(&risk.id, risk.version, &value)];
        draft.event(mine.new_request(), EventKind::RiskChanged, "Owned.".into(), "", edits);
        let batch = mine.batch(mine.new_request(), draft).unwrap();
        act(&mut theirs, "decide", "ip3", ACCEPT);
        assert!(mine.ledger.append(batch).is_ok());
        assert_eq!(mine.verify().unwrap().findings, []);
    }
}
