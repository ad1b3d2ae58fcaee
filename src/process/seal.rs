//! The seal: what a decision rested on, and what of it has changed since.
//!
//! Sealed are the risk's meaning, its ratings and their matrix, the controls relied on with their verifications,
//! and per linked capability its coverage with the answers behind it. Names, owners, a repeated test with the
//! same result and whatever the decision did not rest on never make it stale. Basis: the project's own design.

use serde_json::Value;

use crate::domain::{
    assessment::CapabilityCoverage,
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
pub struct ControlBasis {
    /// The control.
    pub id: Id,
    /// Its value.
    pub control: Control,
    /// Where it is.
    pub sites: Vec<ControlSite>,
    /// Its verifications, the latest last.
    pub verifications: Vec<Verification>,
}

/// A linked capability with the answers that its coverage counts.
#[derive(Debug, Clone)]
pub struct CoverageBasis {
    /// The coverage.
    pub id: Id,
    /// Its value.
    pub coverage: CapabilityCoverage,
    /// Item and answer, in the order of the form.
    pub answers: Vec<(String, Answer)>,
}

/// Everything that a decision on a risk rests on.
#[derive(Debug, Clone)]
pub struct Basis {
    /// The risk.
    pub risk_id: Id,
    /// Its value.
    pub risk: Risk,
    /// Its ratings.
    pub ratings: Vec<(Id, Rating)>,
    /// The controls relied on.
    pub controls: Vec<ControlBasis>,
    /// The linked capabilities.
    pub coverages: Vec<CoverageBasis>,
}

/// The seal of a decision on a risk.
pub fn seal(basis: &Basis) -> Vec<SealPart> {
    let mut parts = vec![risk_part(basis)];
    parts.extend(basis.ratings.iter().map(|(id, rating)| rating_part(id, rating)));
    parts.extend(basis.controls.iter().map(control_part));
    parts.extend(basis.coverages.iter().map(coverage_part));
    parts
}

/// What of a seal has changed: the sealed words, and those of now; no words when the thing is gone.
pub fn changed<'s>(sealed: &'s [SealRow], now: &[SealPart]) -> Vec<(&'s SealRow, Option<String>)> {
    sealed
        .iter()
        .filter_map(|row| {
            let part = now.iter().find(|part| part.object == row.object && part.object_id == row.object_id);
            match part {
                Some(part) if part.digest == row.digest => None,
                Some(part) => Some((row, Some(part.readable.clone()))),
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

fn risk_part(basis: &Basis) -> SealPart {
    let risk = &basis.risk;
    part(
        Object::Risk,
        &basis.risk_id,
        vec![
            ("hazard", plain(&risk.hazard)),
            ("situation", plain(&risk.hazardous_situation)),
            ("causes", risk.causes.iter().map(|cause| plain(cause)).collect::<Vec<_>>().join("|")),
            ("consequence", plain(&risk.consequence)),
            ("capabilities", risk.capabilities.join("|")),
        ],
        format!("the risk's meaning: {}", risk.hazardous_situation),
    )
}

fn rating_part(id: &Id, rating: &Rating) -> SealPart {
    let levels: Vec<String> = KeyProperty::ALL
        .iter()
        .filter_map(|&property| {
            let (severity, likelihood, level) = rating.of(property)?;
            Some(format!("{property} severity {severity}, likelihood {likelihood}: {level}"))
        })
        .collect();
    let relies: Vec<&str> = rating.relies_on.iter().map(Id::as_str).collect();
    part(
        Object::Rating,
        id,
        vec![
            ("levels", levels.join("|")),
            ("overall", rating.overall.clone()),
            ("relies_on", relies.join("|")),
            ("scale", rating.scale_sha256.clone()),
            ("unit", rating.unit.word().to_owned()),
        ],
        format!("the {} rating: {} ({})", rating.phase, rating.overall, levels.join("; ")),
    )
}

fn control_part(basis: &ControlBasis) -> SealPart {
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
        &basis.id,
        vec![("control", meaning.join("|"))],
        format!("control {}: {}", basis.control.title.replace(':', " "), readable.join("; ")),
    )
}

fn coverage_part(basis: &CoverageBasis) -> SealPart {
    let mut answers: Vec<String> =
        basis.answers.iter().map(|(item, answer)| format!("{item} {}", answer.label())).collect();
    answers.sort();
    let holds = basis.coverage.holds();
    part(
        Object::CapabilityCoverage,
        &basis.id,
        vec![("holds", holds.word().to_owned()), ("answers", answers.join("|"))],
        format!("{}: {} ({})", basis.coverage.capability, holds.label(), answers.join(", ")),
    )
}
