//! What mends a finding that a day opened closes it: the condition is met, the decision taken again, the gate passed, an
//! agreement signed. A test does by itself. Every change passes here, whichever action it comes from.

use serde_json::Value;

use crate::{
    domain::{
        agreement::Agreement,
        decision::{Condition, DecisionLife, DecisionState},
        due::DueKind,
        events::EventKind,
        finding::Finding,
        gate::GatePassage,
        object::{Id, Object},
        record::{Fields, Record as _},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Compare, Edit, Query},
    workbench::{Workbench, store::Draft},
};

/// How the key of a finding begins that a day of a thing opened.
fn beginning(kind: DueKind, thing: &Id) -> String {
    format!("{kind} {thing} ")
}

/// A decision in this life was followed by another one.
fn followed(life: &str) -> bool {
    life == DecisionLife::Superseded.word() || life == DecisionLife::Renewed.word()
}

/// The edit brings an acceptance that holds.
fn accepts(edit: &Edit, after: &Fields) -> bool {
    edit.object == Object::DecisionState
        && after.get("accepts") == Some(&Value::Bool(true))
        && after.get("life").and_then(Value::as_str) == Some(DecisionLife::InForce.word())
        && !after.contains_key("awaits")
}

impl Workbench {
    /// Adds an event for each finding of a day that the edits mend.
    pub(in crate::workbench) fn settle(&self, draft: &mut Draft) -> Result<(), Trouble> {
        let mut mended: Vec<(String, String)> = Vec::new();
        let edits: Vec<(&Edit, &Fields)> = draft
            .entries
            .iter()
            .filter(|entry| entry.undoes.is_none())
            .flat_map(|entry| &entry.edits)
            .filter_map(|edit| Some((edit, edit.after.as_ref()?)))
            .collect();
        let accepted = edits.iter().any(|(edit, after)| accepts(edit, after));
        for (edit, after) in edits {
            mended.extend(self.mended_by(edit, after, accepted)?);
        }
        if mended.is_empty() {
            return Ok(());
        }
        let open = Query::all(Object::Finding).with("closed_on", Compare::Absent);
        let touched: Vec<Id> = draft
            .entries
            .iter()
            .flat_map(|entry| &entry.edits)
            .filter(|edit| edit.object == Object::Finding)
            .map(|edit| edit.id.clone())
            .collect();
        for held in self.all::<Finding>(&open)? {
            let how = mended.iter().find(|(key, _)| held.date_key.starts_with(key.as_str()));
            let Some((_, how)) = how.filter(|_| !touched.contains(&held.id)) else { continue };
            let value = Finding {
                closed_on: Some(self.today().max(held.opened_on)),
                closed_by: self.person_name()?,
                closed_how: how.clone(),
                ..held.value.clone()
            };
            let shown = format!("{} closed: {how}.", value.reference);
            let edit = Edit::put(&held.id, held.version, &value);
            draft.event(self.new_request(), EventKind::FindingChanged, shown, "", vec![edit]);
        }
        Ok(())
    }

    /// How the keys begin of what an edit mends, each with how.
    fn mended_by(
        &self,
        edit: &Edit,
        after: &Fields,
        accepted: bool,
    ) -> Result<Vec<(String, String)>, Trouble> {
        let text = |name: &str| after.get(name).and_then(Value::as_str).unwrap_or_default();
        Ok(match edit.object {
            Object::Condition if !text("met_on").is_empty() => {
                vec![(beginning(DueKind::Condition, &edit.id), "the condition is met".to_owned())]
            }
            Object::DecisionState if followed(text("life")) => {
                let decision = Id::from(text("decision_id"));
                let how = "it was decided again".to_owned();
                let query = Query::all(Object::Condition).is("decision_id", decision.as_str());
                let conditions = self.all::<Condition>(&query)?;
                let conditions = conditions.iter().map(|held| beginning(DueKind::Condition, &held.id));
                // what is used without an acceptance is mended by one, and not by a decision that accepts nothing
                let over = accepted.then(|| beginning(DueKind::Expired, &decision));
                over.into_iter().chain(conditions).map(|key| (key, how.clone())).collect()
            }
            // one that counts from now on, also where those before it ended when it was recorded
            Object::DecisionState if accepts(edit, after) => {
                let query = Query::all(Object::DecisionState).is("assessment_id", text("assessment_id"));
                let query = match text("risk_id") {
                    "" => query.with("risk_id", Compare::Absent),
                    risk => query.is("risk_id", risk),
                };
                let before = self.all::<DecisionState>(&query)?.into_iter();
                let how = || "it was decided again".to_owned();
                before.map(|held| (beginning(DueKind::Expired, &held.decision_id), how())).collect()
            }
            Object::GatePassage
                if text("until").is_empty() && after.get("withdrawn") != Some(&Value::Bool(true)) =>
            {
                let query = Query::all(Object::GatePassage)
                    .is("assessment_id", text("assessment_id"))
                    .is("gate", text("gate"));
                let passages = self.all::<GatePassage>(&query)?.into_iter();
                let overridden = passages.filter(|held| held.is_override());
                overridden
                    .map(|held| (beginning(DueKind::Override, &held.id), format!("{} is passed", held.gate)))
                    .collect()
            }
            Object::Agreement => {
                let Ok(value) = Agreement::from_fields(after.clone()) else { return Ok(Vec::new()) };
                if !value.holds(self.today()) {
                    return Ok(Vec::new());
                }
                let query = Query::all(Object::Agreement).is("product_id", value.product_id.as_str());
                let known = self.all::<Agreement>(&query)?.into_iter();
                let how = format!("the agreement {} holds", value.title);
                known.map(|held| (beginning(DueKind::Agreement, &held.id), how.clone())).collect()
            }
            _ => Vec::new(),
        })
    }
}
