//! The seal: what a decision rested on, and what of it has changed since.
//!
//! Sealed are the risk's meaning, its ratings and their matrix, the controls relied on with their verifications,
//! and per linked capability its coverage with the answers behind it. Names, owners, a repeated test with the
//! same result and whatever the decision did not rest on never make it stale. Basis: the project's own design.

use std::borrow::Borrow;

use serde_json::Value;

use crate::domain::{
    assessment::{Assessment, CapabilityCoverage, Difference},
    control::{Control, ControlSite, Verification, VerificationKind},
    decision::SealRow,
    disclosure::Answer,
    object::{Id, Object},
    rating::{KeyProperty, Rating},
    record::{Fields, row_digest},
    risk::Risk,
    word::Word as _,
};

/// One thing that a decision rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealPart {
    /// The kind of object.
    pub object: Object,
    /// Which one.
    pub object_id: Id,
    /// Digest of its meaning.
    pub digest: String,
    /// The meaning in words; what stands before the first colon names the thing.
    pub readable: String,
}

/// A control relied on, at the sites where it is to work.
#[derive(Debug, Clone)]
pub struct ControlBasis<'b> {
    /// The control.
    pub id: &'b Id,
    /// Its value.
    pub control: &'b Control,
    /// Where it is, by the site's name.
    pub sites: Vec<&'b ControlSite>,
    /// Its verifications, the latest last.
    pub verifications: Vec<&'b Verification>,
}

/// A linked capability with the answers that its coverage counts.
#[derive(Debug, Clone)]
pub struct CoverageBasis<'b> {
    /// The coverage.
    pub id: &'b Id,
    /// Its value.
    pub coverage: &'b CapabilityCoverage,
    /// Item and answer.
    pub answers: Vec<(&'b str, Answer)>,
}

/// The controls that a decision rests on: those that the residual rating relies on, else those that serve the risk.
pub fn relied_on(residual: Option<&Rating>, linked: impl IntoIterator<Item = Id>) -> Vec<Id> {
    let mut controls = match residual {
        Some(rating) if !rating.relies_on.is_empty() => rating.relies_on.clone(),
        _ => linked.into_iter().collect(),
    };
    controls.sort();
    controls
}

/// What of a seal has changed: the sealed words, and those of now; no words when the thing is gone.
pub fn changed<'s, 'n>(
    sealed: &'s [SealRow],
    now: &'n [impl Borrow<SealPart>],
) -> Vec<(&'s SealRow, Option<&'n str>)> {
    sealed
        .iter()
        .filter_map(|row| {
            let mut parts = now.iter().map(Borrow::borrow);
            let part = parts.find(|part| part.object == row.object && part.object_id == row.object_id);
            match part {
                Some(part) if part.digest == row.digest => None,
                Some(part) => Some((row, Some(part.readable.as_str()))),
                None => Some((row, None)),
            }
        })
        .collect()
}

/// The name of a sealed thing: what stands before the first colon.
pub fn named(readable: &str) -> &str {
    readable.split(':').next().unwrap_or(readable)
}

fn part(object: Object, id: &Id, meaning: Vec<(&str, String)>, readable: String) -> SealPart {
    let mut fields = Fields::new();
    for (name, text) in meaning {
        fields.insert(name.to_owned(), Value::String(text));
    }
    SealPart { object, object_id: id.clone(), digest: row_digest(object, id, &fields, false), readable }
}

/// Letters and digits only, in one case: a corrected comma or a double blank is no change of meaning.
fn plain(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a decision rests on of the risk itself: its meaning.
pub fn risk_part(id: &Id, risk: &Risk) -> SealPart {
    part(
        Object::Risk,
        id,
        vec![
            ("hazard", plain(&risk.hazard)),
            ("situation", plain(&risk.hazardous_situation)),
            ("causes", risk.causes.iter().map(|cause| plain(cause)).collect::<Vec<_>>().join("|")),
            ("consequence", plain(&risk.consequence)),
            ("capabilities", risk.capabilities.join("|")),
        ],
        format!(
            "the risk's meaning: {} (hazard: {}; causes: {}; consequence: {}; from {})",
            risk.hazardous_situation,
            risk.hazard,
            risk.causes.join(", "),
            risk.consequence,
            risk.capabilities.join(" ")
        ),
    )
}

/// What a decision on the whole rests on besides the risks' meanings and residual ratings: that these are all the
/// risks, the versions and the placements.
pub fn whole_part<'r>(id: &Id, assessment: &Assessment, risks: impl IntoIterator<Item = &'r Id>) -> SealPart {
    let mut risks: Vec<&str> = risks.into_iter().map(Id::as_str).collect();
    risks.sort_unstable();
    let placements: Vec<&str> = assessment.placement_ids.iter().map(Id::as_str).collect();
    let readable = format!(
        "the assessment's extent: {} risks, versions {}, {} placements",
        risks.len(),
        assessment.versions,
        placements.len()
    );
    part(
        Object::Assessment,
        id,
        vec![
            ("risks", risks.join("|")),
            ("versions", assessment.versions.clone()),
            ("placements", placements.join("|")),
            ("stage", assessment.stage.word().to_owned()),
        ],
        readable,
    )
}

/// What it rests on of a rating: the levels and the matrix that gave them.
pub fn rating_part(id: &Id, rating: &Rating) -> SealPart {
    placed_rating_part(id, rating, &[])
}

/// What it rests on of a rating that differs at some placements, each with its name: a difference that is recorded,
/// changed or taken away later is a change of what was decided on.
pub fn placed_rating_part(id: &Id, rating: &Rating, differences: &[(&str, &Difference)]) -> SealPart {
    let levels: Vec<String> = KeyProperty::ALL
        .iter()
        .filter_map(|&property| {
            let (severity, likelihood, level) = rating.of(property)?;
            Some(format!("{property} severity {severity}, likelihood {likelihood}: {level}"))
        })
        .collect();
    let relies: Vec<&str> = rating.relies_on.iter().map(Id::as_str).collect();
    let mut meaning = vec![
        ("levels", levels.join("|")),
        ("overall", rating.overall.clone()),
        ("relies_on", relies.join("|")),
        ("scale", rating.scale_sha256.clone()),
        ("unit", rating.unit.word().to_owned()),
    ];
    let mut readable = format!("the {} rating: {} ({})", rating.phase, rating.overall, levels.join("; "));
    if !rating.lifted.is_empty() {
        readable.push_str(&format!(", lifted because {}", rating.lifted));
    }
    let mut placed: Vec<(&Id, String)> = Vec::new();
    for (name, difference) in differences.iter().filter(|(_, difference)| difference.phase == rating.phase) {
        placed.push((&difference.placement_id, differing(difference)));
        readable.push_str(&format!("; at {} {}", name.replace(':', " "), difference.overall));
    }
    if !placed.is_empty() {
        placed.sort();
        let each: Vec<String> =
            placed.iter().map(|(placement, said)| format!("{placement} {said}")).collect();
        meaning.push(("differences", each.join("|")));
    }
    part(Object::Rating, id, meaning, readable)
}

/// What a difference says, apart from who says it and why.
fn differing(difference: &Difference) -> String {
    let each = KeyProperty::ALL.iter().filter_map(|&property| {
        let (severity, likelihood) = difference.of(property)?;
        Some(format!("{property} {severity} {likelihood}"))
    });
    format!("{} {} {}", difference.overall, difference.scale_sha256, each.collect::<Vec<_>>().join(", "))
}

/// What it rests on of a control: where it is and what its verifications found.
pub fn control_part(basis: &ControlBasis<'_>) -> SealPart {
    let mut meaning = vec![format!("{} order {}", basis.control.kind, basis.control.order)];
    let mut readable = Vec::new();
    for site in &basis.sites {
        let mut said = format!("{} {}", site.site, site.state.label());
        let mut fact = format!("{} {}", site.site, site.state);
        for &kind in VerificationKind::ALL {
            let last = basis.verifications.iter().rfind(|v| v.site == site.site && v.kind == kind);
            match last {
                Some(v) => {
                    fact.push_str(&format!(" {kind} {}", v.result));
                    said.push_str(&format!(", {} {} on {}", kind.label(), v.result.label(), v.verified_on));
                }
                None => fact.push_str(&format!(" {kind} none")),
            }
        }
        meaning.push(fact);
        readable.push(said);
    }
    if readable.is_empty() {
        readable.push("at no site".to_owned());
    }
    part(
        Object::Control,
        basis.id,
        vec![("control", meaning.join("|"))],
        format!("control {}: {}", basis.control.title.replace(':', " "), readable.join("; ")),
    )
}

/// What it rests on of a capability: its coverage and the answers behind it.
pub fn coverage_part(basis: &CoverageBasis<'_>) -> SealPart {
    let mut answers: Vec<String> =
        basis.answers.iter().map(|(item, answer)| format!("{item} {}", answer.label())).collect();
    answers.sort();
    let holds = basis.coverage.holds();
    part(
        Object::CapabilityCoverage,
        basis.id,
        vec![("holds", holds.word().to_owned()), ("answers", answers.join("|"))],
        format!("{}: {} ({})", basis.coverage.capability, holds.label(), answers.join(", ")),
    )
}
