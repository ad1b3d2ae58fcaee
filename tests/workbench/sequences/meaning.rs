//! What a decision on a risk rests on, written down from the rows without riskward's own seal: the risk's meaning, its
//! ratings, the controls relied on, the coverage of its capabilities with the answers behind it.

use std::fmt::Write as _;

use riskward::{
    domain::{
        assessment::CapabilityCoverage,
        control::{Control, ControlSite, RiskControl, Verification, VerificationKind},
        disclosure::Statement,
        object::{Id, Object},
        rating::{Phase, Rating},
        risk::Risk,
    },
    ledger::{Compare, Direction, Query},
};

use super::rows::Rows;

fn words(text: &str) -> String {
    let kept: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    kept.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The controls that a decision on this risk rests on: those of the residual rating, else those that serve it.
pub(crate) fn relied_on(rows: &Rows, risk: &Id) -> Vec<Id> {
    let of = |object| Query::all(object).is("risk_id", risk.as_str());
    let ratings = rows.all::<Rating>(&of(Object::Rating));
    let residual = ratings.iter().find(|rating| rating.phase == Phase::Residual);
    match residual {
        Some(rating) if !rating.relies_on.is_empty() => rating.relies_on.clone(),
        _ => rows
            .all::<RiskControl>(&of(Object::RiskControl))
            .into_iter()
            .map(|l| l.value.control_id)
            .collect(),
    }
}

/// The meaning of all that a decision on this risk rests on, as text; of controls only these count: one that came
/// later is nothing that the decision rested on.
pub(crate) fn meaning(rows: &Rows, risk: &Id, controls: &[Id]) -> String {
    let of = |object| Query::all(object).is("risk_id", risk.as_str());
    let mut said = String::new();
    let held = rows.all::<Risk>(&Query::all(Object::Risk).is("id", risk.as_str())).remove(0);
    let causes: Vec<String> = held.causes.iter().map(|cause| words(cause)).collect();
    let texts = [&held.hazard, &held.hazardous_situation, &held.consequence].map(|text| words(text));
    writeln!(said, "{texts:?} {causes:?} {:?}", held.capabilities).unwrap();
    let ratings = rows.all::<Rating>(&of(Object::Rating).by("phase", Direction::Up));
    for rating in &ratings {
        let levels = [
            (rating.safety_severity, rating.safety_likelihood, &rating.safety_level),
            (rating.effectiveness_severity, rating.effectiveness_likelihood, &rating.effectiveness_level),
            (rating.security_severity, rating.security_likelihood, &rating.security_level),
        ];
        let (overall, unit, relies) = (&rating.overall, rating.unit, &rating.relies_on);
        writeln!(said, "{} {levels:?} {overall} {unit} {relies:?} {}", rating.phase, rating.scale_sha256)
            .unwrap();
    }
    let now = relied_on(rows, risk);
    for control in controls {
        let meaning =
            if now.contains(control) { control_meaning(rows, control) } else { "not relied on".into() };
        said.push_str(&meaning);
    }
    for code in &held.capabilities {
        said.push_str(&coverage_meaning(rows, &held.assessment_id, code));
    }
    said
}

fn control_meaning(rows: &Rows, id: &Id) -> String {
    let of = |object| Query::all(object).is("control_id", id.as_str());
    let found = rows.all::<Control>(&Query::all(Object::Control).is("id", id.as_str()));
    let Some(control) = found.first() else { return format!("{id} is gone\n") };
    let mut said = format!("{} {} {}", id, control.kind, control.order);
    let mut checks = rows.all::<Verification>(&of(Object::Verification).by("changed_seq", Direction::Up));
    checks.sort_by_key(|check| check.verified_on);
    for site in rows.all::<ControlSite>(&of(Object::ControlSite).by("site", Direction::Up)) {
        write!(said, " at {} {}", site.site, site.state).unwrap();
        for kind in [VerificationKind::Implementation, VerificationKind::Effectiveness] {
            let last = checks.iter().rfind(|check| check.site == site.site && check.kind == kind);
            write!(said, " {kind} {:?}", last.map(|check| check.result)).unwrap();
        }
    }
    said + "\n"
}

fn coverage_meaning(rows: &Rows, assessment: &Id, code: &str) -> String {
    let query = Query::all(Object::CapabilityCoverage);
    let found = rows
        .all::<CapabilityCoverage>(&query.is("assessment_id", assessment.as_str()).is("capability", code));
    let Some(coverage) = found.first() else { return format!("{code} none\n") };
    let mut answers: Vec<String> = Vec::new();
    if let Some(disclosure) = &coverage.disclosure_id {
        let query = Query::all(Object::Statement).is("disclosure_id", disclosure.as_str());
        for statement in rows.all::<Statement>(&query.with("item", Compare::In(coverage.items.clone()))) {
            answers.push(format!("{} {}", statement.item, statement.answer));
        }
    }
    answers.sort();
    format!("{code} {} {answers:?}\n", coverage.holds())
}
