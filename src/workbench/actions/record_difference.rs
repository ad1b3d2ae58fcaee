//! Record what differs at one placement from what holds for the others, with the level it gives there.

use super::{
    Action, Args, Field, FieldKind, Outcome, Pick, Subject,
    edit_placement::numbered,
    rate_risk::{LIKELIHOOD, estimates, severity},
};
use crate::{
    domain::{
        assessment::Difference,
        events::EventKind,
        object::{Id, Object},
        rating::{KeyProperty, Phase, Rating},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    process::level::floored,
    workbench::{Workbench, knowledge::level_of},
};

const FIELDS: &[Field] = &[
    Field::required("placement", "Placement", FieldKind::Pick(Pick::Placement), "where it differs"),
    Field::required(
        "phase",
        "Rating",
        FieldKind::Pick(Pick::Words(Phase::CHOICES)),
        "which of the risk's ratings",
    ),
    Field::required("reason", "Reason", FieldKind::Text, "what differs there, and why that matters"),
    Field::optional(
        "safety_severity",
        "Safety severity",
        severity(KeyProperty::Safety),
        "all empty = nothing differs there any more",
    ),
    Field::optional("safety_likelihood", "Safety likelihood", LIKELIHOOD, "of that harm"),
    Field::optional(
        "effectiveness_severity",
        "Effectiveness severity",
        severity(KeyProperty::Effectiveness),
        "empty = not touched",
    ),
    Field::optional("effectiveness_likelihood", "Effectiveness likelihood", LIKELIHOOD, "of that loss"),
    Field::optional(
        "security_severity",
        "Security severity",
        severity(KeyProperty::Security),
        "empty = not touched",
    ),
    Field::optional("security_likelihood", "Security likelihood", LIKELIHOOD, "of that loss"),
    Field::optional("rater", "Rater", FieldKind::Line, "who rates"),
];

pub(super) const ACTION: Action = Action {
    name: "record-difference",
    title: "Rate a placement apart",
    help: "What differs at one placement, with a reason; the level comes from the matrix.",
    subject: Subject::Risk,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

/// Begins with the newest rating, which the difference departs from.
fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, risk) = workbench.risk_of(subject)?;
    workbench.changeable(&assessment)?;
    let ratings = workbench.all::<Rating>(&Query::all(Object::Rating).is("risk_id", risk.id.as_str()))?;
    let mut args = Args::new().with("rater", workbench.person_name()?);
    let newest = [Phase::Residual, Phase::Target, Phase::Initial]
        .into_iter()
        .find_map(|phase| ratings.iter().find(|rating| rating.phase == phase));
    if let Some(rating) = newest {
        args.set("phase", rating.phase.word());
        for &property in KeyProperty::ALL {
            if let Some((severity, likelihood, _)) = rating.of(property) {
                args.set(&format!("{property}_severity"), severity.to_string());
                args.set(&format!("{property}_likelihood"), likelihood.to_string());
            }
        }
    }
    Ok(args)
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, risk) = workbench.risk_of(subject)?;
    workbench.changeable(&assessment)?;
    let phase: Phase = args.needed_word("phase")?;
    let reason = args.needed("reason")?;
    let placement = numbered(workbench.placements_of(&assessment)?, args)?;
    let name = format!("{}/{}", assessment.reference, risk.reference);
    let of = |object| Query::all(object).is("risk_id", risk.id.as_str()).is("phase", phase.word());
    if workbench.first::<Rating>(of(Object::Rating))?.is_none() {
        return Err(Trouble::refused(
            "Not recorded",
            format!("{name} has no {phase} rating to differ from"),
            "rate-risk first",
        ));
    }
    let held =
        workbench.first::<Difference>(of(Object::Difference).is("placement_id", placement.id.as_str()))?;
    let estimates = estimates(args)?;
    let at = &placement.location;
    if estimates.is_empty() {
        let held = held.ok_or_else(|| {
            Trouble::refused(
                "Not recorded",
                format!("no severity and likelihood is given, and {name} does not differ at {at}"),
                "severity and likelihood from 1 to 5 for each property touched there",
            )
        })?;
        let edits = vec![Edit::remove(Object::Difference, &held.id, held.version)];
        let shown = format!("{name} does not differ at {at} any more ({phase}).");
        let said = workbench.write_one(request, EventKind::DifferenceRecorded, shown, &reason, edits)?;
        return Ok(Outcome { said, subject: name });
    }
    let scale = workbench.scale(&assessment.scale_sha256)?;
    let (policy, _) = workbench.policy()?;
    let found = floored(&scale, &policy.floors, &estimates).map_err(|e| {
        Trouble::refused("Not recorded", e.to_string(), "severity and likelihood from 1 to 5")
    })?;
    let lifted = if found.lifted.is_empty() { String::new() } else { format!(" Lifted: {}.", found.lifted) };
    let mut value = Difference {
        assessment_id: assessment.id.clone(),
        placement_id: placement.id.clone(),
        risk_id: risk.id.clone(),
        phase,
        reason: reason.clone(),
        safety_severity: None,
        safety_likelihood: None,
        effectiveness_severity: None,
        effectiveness_likelihood: None,
        security_severity: None,
        security_likelihood: None,
        overall: found.overall.id.clone(),
        overall_rank: found.overall_rank,
        scale_sha256: scale.sha256().to_owned(),
        rater: if args.is_empty("rater") { workbench.person_name()? } else { args.text("rater") },
        rated_on: workbench.today(),
    };
    for estimate in &estimates {
        value.set(estimate.property, estimate.severity, estimate.likelihood);
    }
    let edit = match held {
        Some(held) => Edit::put(&held.id, held.version, &value),
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let level = level_of(&scale, &value.overall).short;
    let shown = format!("{name} rated {level} at {at} ({phase}).{lifted}");
    let said = workbench.write_one(request, EventKind::DifferenceRecorded, shown, &reason, vec![edit])?;
    Ok(Outcome { said, subject: name })
}
