//! Remove several risks that were added by mistake, in one request; their refs are never given again.

use std::collections::BTreeMap;

use super::{Action, Args, Field, FieldKind, OPENED_ON, Outcome, Subject, preview::Preview};
use crate::{
    domain::{
        assessment::Difference,
        control::RiskControl,
        decision::DecisionState,
        events::EventKind,
        object::{Id, Object},
        rating::Rating,
        record::{Held, Record},
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    workbench::{
        Workbench,
        several::{Several, ToldOf, listed, risks},
        store::{Draft, said},
    },
};

const FIELDS: &[Field] =
    &[Field::required("reason", "Reason", FieldKind::Line, "why they do not belong here")];

pub(super) const ACTION: Action = Action {
    name: "remove-risks",
    title: "Remove risks",
    help: "For several added by mistake; one undo brings all back.",
    subject: Subject::Risks,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

/// Those that are removed, and those that stay with the reason.
struct Removal {
    goes: Vec<Held<Risk>>,
    names: Vec<String>,
    stays: Vec<String>,
}

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    removal(workbench, &workbench.several(subject)?)?;
    Ok(Args::new())
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let reason = args.needed("reason")?;
    let several = workbench.several(subject)?;
    let removal = removal(workbench, &several)?;
    let told = ToldOf::read(&args.text(OPENED_ON));
    let ids: Vec<Id> = removal.goes.iter().map(|risk| risk.id.clone()).collect();
    let mut edits = Vec::new();
    edits.extend(gone::<Rating>(workbench, &ids)?);
    edits.extend(gone::<Difference>(workbench, &ids)?);
    edits.extend(gone::<RiskControl>(workbench, &ids)?);
    for risk in &removal.goes {
        let version = told.version(risk.id.as_str(), risk.version)?;
        edits.push(Edit::remove(Object::Risk, &risk.id, version));
    }
    let shown = format!("{} removed: {}.", risks(ids.len()), listed(&removal.names));
    let mut draft = Draft::default();
    draft.event(workbench.new_request(), EventKind::RiskRemoved, shown, &reason, edits);
    let said = said(&workbench.write(request, draft)?)?;
    let stays = match removal.stays.as_slice() {
        [] => String::new(),
        stays => format!(" {}.", stays.join(". ")),
    };
    let first = removal.goes.first().and_then(|risk| several.assessment(risk));
    let subject = first.map(|assessment| assessment.reference.clone()).unwrap_or_default();
    Ok(Outcome { said: format!("{said}{stays}"), subject })
}

pub(super) fn preview(workbench: &Workbench, subject: &str, args: &Args) -> Result<Preview, Trouble> {
    args.needed("reason")?;
    let several = workbench.several(subject)?;
    let removal = removal(workbench, &several)?;
    let titled = removal.goes.iter().zip(&removal.names);
    let whose = if removal.names.len() == 1 { "its" } else { "their" };
    let made_on = ToldOf::write(removal.goes.iter().map(|risk| (risk.id.to_string(), risk.version)));
    Ok(Preview {
        says: titled.map(|(risk, name)| format!("{name} {}", risk.title)).collect(),
        warnings: removal.stays,
        sign: None,
        asks: format!("Remove {}, with {whose} ratings?", risks(removal.names.len())),
        made_on,
    })
}

fn removal(workbench: &Workbench, several: &Several) -> Result<Removal, Trouble> {
    let decided = Query::all(Object::DecisionState).among("risk_id", &several.ids());
    let decided: Vec<Id> = workbench
        .all::<DecisionState>(&decided)?
        .into_iter()
        .filter_map(|state| state.value.risk_id)
        .collect();
    let mut stays: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut goes, mut names) = (Vec::new(), Vec::new());
    for risk in &several.risks {
        let name = several.name(risk);
        let kept = || {
            let kept = decided.contains(&risk.id);
            kept.then(|| "decided on, and decisions are kept".to_owned())
        };
        match several.only_read(risk).or_else(|| several.frozen(risk)).or_else(kept) {
            Some(why) => stays.entry(why).or_default().push(name),
            None => {
                goes.push(risk.clone());
                names.push(name);
            }
        }
    }
    let told = |(why, names): (&String, &Vec<String>)| {
        format!("{} left out ({why}): {}", names.len(), listed(names))
    };
    let stays: Vec<String> = stays.iter().map(told).collect();
    if goes.is_empty() {
        let try_this = "edit-risks with status closed; where they are frozen, reassess first";
        return Err(Trouble::refused("Not removed", stays.join("; "), try_this));
    }
    Ok(Removal { goes, names, stays })
}

/// What belongs to the risks goes with them.
fn gone<R: Record>(workbench: &Workbench, risks: &[Id]) -> Result<Vec<Edit>, Trouble> {
    let rows = workbench.all::<R>(&Query::all(R::OBJECT).among("risk_id", risks))?;
    Ok(rows.into_iter().map(|row| Edit::remove(R::OBJECT, &row.id, row.version)).collect())
}
