//! Rate a risk: severity and likelihood per key property; the levels are looked up, never given.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, happened_on};
use crate::{
    catalog::{policies::Floor, scales::Scale},
    domain::{
        control::{Control, ControlState, RiskControl},
        events::EventKind,
        object::{Id, Object},
        rating::{Basis, KeyProperty, Phase, Rating, Unit},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    process::level::{Estimate, floored},
    workbench::{Workbench, knowledge::level_of},
};

pub(super) const LIKELIHOOD: FieldKind = FieldKind::Pick(Pick::Likelihood);

pub(super) const fn severity(of: KeyProperty) -> FieldKind {
    FieldKind::Pick(Pick::Severity(of))
}

const FIELDS: &[Field] = &[
    Field::required(
        "phase",
        "Rating",
        FieldKind::Pick(Pick::Words(Phase::CHOICES)),
        "before controls, aimed at, or left",
    ),
    Field::optional(
        "safety_severity",
        "Safety severity",
        severity(KeyProperty::Safety),
        "empty = safety is not touched",
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
    Field::required(
        "basis",
        "Basis",
        FieldKind::Pick(Pick::Words(Basis::CHOICES)),
        "what the likelihoods rest on",
    ),
    Field::required(
        "unit",
        "Speaks for",
        FieldKind::Pick(Pick::Words(Unit::CHOICES)),
        "the unit of the likelihoods",
    ),
    Field::optional(
        "relies_on",
        "Relies on",
        FieldKind::PickMany(Pick::RiskControl),
        "controls, for a residual rating",
    ),
    Field::optional("rater", "Rater", FieldKind::Line, "who rates"),
    Field::optional("on", "Rated on", FieldKind::Date, ""),
    Field::optional("reason", "Reason", FieldKind::Text, "why so"),
];

pub(super) const ACTION: Action = Action {
    name: "rate-risk",
    title: "Rate the risk",
    help: "Severity and likelihood per key property; the level comes from the matrix.",
    subject: Subject::Risk,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn ratings(workbench: &Workbench, risk: &Id) -> Result<Vec<Held<Rating>>, Trouble> {
    workbench.all(&Query::all(Object::Rating).is("risk_id", risk.as_str()))
}

/// Begins with the rating that is missing next, with the values of the one before it.
fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    begun(workbench, subject, None)
}

/// The same with the rating that is asked for.
pub(in crate::workbench) fn begun(
    workbench: &Workbench,
    subject: &str,
    asked: Option<Phase>,
) -> Result<Args, Trouble> {
    let (assessment, risk) = workbench.risk_of(subject)?;
    workbench.changeable(&assessment)?;
    let held = ratings(workbench, &risk.id)?;
    let of = |phase| held.iter().find(|rating| rating.phase == phase);
    let controls = controls_of(workbench, &risk.id)?;
    let next = if of(Phase::Initial).is_none() {
        Phase::Initial
    } else if held.len() > 1 || is_one_in_place(workbench, &controls)? {
        Phase::Residual
    } else {
        // nothing remains yet that could be rated
        Phase::Target
    };
    let phase = asked.unwrap_or(next);
    let mut args = Args::new()
        .with("phase", phase.word())
        .with("basis", Basis::ExpertJudgement.word())
        .with("unit", Unit::Fleet.word())
        .with("rater", workbench.actor_name())
        .with("on", workbench.today().to_string());
    let before = of(phase).or_else(|| of(Phase::Target)).or_else(|| of(Phase::Initial));
    if let Some(before) = before {
        args.set("basis", before.basis.word());
        args.set("unit", before.unit.word());
        for &property in KeyProperty::ALL {
            if let Some((severity, likelihood, _)) = before.of(property) {
                args.set(&format!("{property}_severity"), severity.to_string());
                args.set(&format!("{property}_likelihood"), likelihood.to_string());
            }
        }
    } else if let Some(template) = workbench.catalogue().risk(&risk.template) {
        for &property in KeyProperty::ALL {
            if let Some(severity) = template.severity.of(property) {
                args.set(&format!("{property}_severity"), severity.level.to_string());
            }
        }
    }
    if phase == Phase::Residual {
        let controls = workbench.all::<Control>(&Query::all(Object::Control).among("id", &controls))?;
        let refs: Vec<String> = controls.into_iter().map(|held| held.value.reference).collect();
        args.set("relies_on", refs.join("|"));
    }
    for rating in &held {
        args.set(&format!("opened_on_{}", rating.phase), rating.version.to_string());
    }
    workbench.scale(&assessment.scale_sha256)?;
    Ok(args)
}

fn controls_of(workbench: &Workbench, risk: &Id) -> Result<Vec<Id>, Trouble> {
    let links = Query::all(Object::RiskControl).is("risk_id", risk.as_str());
    Ok(workbench.all::<RiskControl>(&links)?.into_iter().map(|link| link.value.control_id).collect())
}

fn is_one_in_place(workbench: &Workbench, controls: &[Id]) -> Result<bool, Trouble> {
    let sites = Query::all(Object::ControlSite).among("control_id", controls);
    Ok(workbench.count(&sites.is("state", ControlState::InPlace.word()))? > 0)
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, risk) = workbench.risk_of(subject)?;
    workbench.changeable(&assessment)?;
    let phase: Phase = args.needed_word("phase")?;
    let estimates = estimates(args)?;
    let mut relies_on = Vec::new();
    for reference in args.list("relies_on") {
        relies_on.push(workbench.control_of(&reference)?.id);
    }
    if phase != Phase::Residual && !args.is_empty("relies_on") {
        relies_on.clear();
    }
    let scale = workbench.scale(&assessment.scale_sha256)?;
    let rated = Rated {
        phase,
        basis: args.needed_word("basis")?,
        unit: args.needed_word("unit")?,
        rater: if args.is_empty("rater") { workbench.actor_name().to_owned() } else { args.text("rater") },
        rated_on: happened_on(workbench, args, "on")?,
        reason: args.text("reason"),
        relies_on,
    };
    let (policy, _) = workbench.policy()?;
    let value = rating((&scale, &policy.floors), &assessment.id, &risk.id, &estimates, rated)?;
    let mut all = ratings(workbench, &risk.id)?;
    above_initial(&value, all.iter().find(|rating| rating.phase == Phase::Initial).map(|held| &held.value))?;
    let held = all.iter().position(|rating| rating.phase == phase).map(|at| all.swap_remove(at));
    let edit = match held {
        Some(held) => {
            let version = args.number(&format!("opened_on_{phase}"))?.unwrap_or(held.version);
            Edit::put(&held.id, version, &value)
        }
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let name = format!("{}/{}", assessment.reference, risk.reference);
    let lifted = if value.lifted.is_empty() { String::new() } else { format!(" Lifted: {}.", value.lifted) };
    let shown = format!("{name} rated {} ({phase}).{lifted}", level_of(&scale, &value.overall).short);
    let said =
        workbench.write_one(request, EventKind::RiskRated, shown, &value.reason.clone(), vec![edit])?;
    Ok(Outcome { said, subject: name })
}

/// Severity and likelihood of each key property that the arguments name.
pub(super) fn estimates(args: &Args) -> Result<Vec<Estimate>, Trouble> {
    let mut estimates = Vec::new();
    for &property in KeyProperty::ALL {
        let severity = args.number(&format!("{property}_severity"))?;
        let likelihood = args.number(&format!("{property}_likelihood"))?;
        match (severity, likelihood) {
            (Some(severity), Some(likelihood)) => estimates.push(Estimate { property, severity, likelihood }),
            (None, None) => {}
            _ => {
                return Err(Trouble::refused(
                    "Not rated",
                    format!("{property} has only one of severity and likelihood"),
                    "both, or neither where it is not touched",
                ));
            }
        }
    }
    Ok(estimates)
}

/// Controls are to bring a risk down: a residual rating above the initial one on the same scale says why.
pub(in crate::workbench) fn above_initial(rating: &Rating, initial: Option<&Rating>) -> Result<(), Trouble> {
    let above = initial.filter(|initial| {
        rating.phase == Phase::Residual
            && rating.scale_sha256 == initial.scale_sha256
            && rating.overall_rank > initial.overall_rank
    });
    match above {
        Some(initial) if rating.reason.trim().is_empty() => Err(Trouble::refused(
            "Not rated",
            format!("the residual level {} lies above the initial level {}", rating.overall, initial.overall),
            "reason: why the risk is higher with its controls than without",
        )),
        _ => Ok(()),
    }
}

/// What a rating says besides its estimates.
pub(in crate::workbench) struct Rated {
    pub(in crate::workbench) phase: Phase,
    pub(in crate::workbench) basis: Basis,
    pub(in crate::workbench) unit: Unit,
    pub(in crate::workbench) rater: String,
    pub(in crate::workbench) rated_on: chrono::NaiveDate,
    pub(in crate::workbench) reason: String,
    pub(in crate::workbench) relies_on: Vec<Id>,
}

/// The rating whose levels the scale's matrix gives, and whose overall level the floors lift.
pub(in crate::workbench) fn rating(
    (scale, floors): (&Scale, &[Floor]),
    assessment_id: &Id,
    risk_id: &Id,
    estimates: &[Estimate],
    rated: Rated,
) -> Result<Rating, Trouble> {
    let found = floored(scale, floors, estimates).map_err(|e| {
        Trouble::refused(
            "Not rated",
            e.to_string(),
            "severity and likelihood from 1 to 5 for each property touched",
        )
    })?;
    let mut rating = Rating {
        assessment_id: assessment_id.clone(),
        risk_id: risk_id.clone(),
        phase: rated.phase,
        safety_severity: None,
        safety_likelihood: None,
        safety_level: None,
        effectiveness_severity: None,
        effectiveness_likelihood: None,
        effectiveness_level: None,
        security_severity: None,
        security_likelihood: None,
        security_level: None,
        overall: found.overall.id.clone(),
        overall_rank: found.overall_rank,
        basis: rated.basis,
        unit: rated.unit,
        rater: rated.rater,
        rated_on: rated.rated_on,
        reason: rated.reason,
        relies_on: rated.relies_on,
        scale_sha256: scale.sha256().to_owned(),
        lifted: found.lifted.clone(),
    };
    for (estimate, (property, band)) in estimates.iter().zip(&found.per_property) {
        rating.set(*property, estimate.severity, estimate.likelihood, band.id.clone());
    }
    Ok(rating)
}
