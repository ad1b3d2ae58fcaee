//! The seal: what a decision rested on, and what of it has changed since.
//!
//! Sealed are the risk's meaning, its ratings and their matrix, the controls relied on with their verifications,
//! and per linked capability its coverage with the answers behind it, and how its requirements are answered. Names, owners, a repeated test with the
//! same result and whatever the decision did not rest on never make it stale. A risk's owner, due date and tags are living
//! facts and no part of any seal. Basis: the project's own design.

use std::borrow::Borrow;

use serde_json::Value;

use super::{deciding::NOT_RATED, readable::Readable};
use crate::domain::{
    assessment::{Assessment, CapabilityCoverage, Difference},
    control::{Control, ControlSite, Verification, VerificationKind},
    decision::SealRow,
    disclosure::Answer,
    object::{Id, Object},
    rating::{KeyProperty, Phase, Rating},
    record::{Fields, row_digest},
    requirement::{RequirementAnswer, RequirementState},
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
    /// The meaning in words.
    pub readable: Readable,
}

impl SealPart {
    /// The same thing under another name, where a seal has several of its kind.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self { readable: self.readable.named(name), ..self }
    }
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
    /// How the adopted requirements under it are answered; unknown is as good as no answer.
    pub requirements: Vec<&'b RequirementAnswer>,
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
) -> Vec<(&'s SealRow, Option<&'n Readable>)> {
    sealed
        .iter()
        .filter_map(|row| {
            let mut parts = now.iter().map(Borrow::borrow);
            let part = parts.find(|part| part.object == row.object && part.object_id == row.object_id);
            match part {
                Some(part) if part.digest == row.digest => None,
                Some(part) => Some((row, Some(&part.readable))),
                None => Some((row, None)),
            }
        })
        .collect()
}

fn part(object: Object, id: &Id, meaning: Vec<(&str, String)>, readable: Readable) -> SealPart {
    let mut fields = Fields::new();
    for (name, text) in meaning {
        fields.insert(name.to_owned(), Value::String(text));
    }
    SealPart { object, object_id: id.clone(), digest: row_digest(object, id, &fields, false), readable }
}

/// Letters and digits only, in one case: a corrected comma or a double blank is no change of meaning.
pub(super) fn plain(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Names in one order: in which they were picked is no part of the meaning.
fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names
}

/// What a decision rests on of the risk itself: its meaning.
pub fn risk_part(id: &Id, risk: &Risk) -> SealPart {
    let mut readable = Readable::new("the risk's meaning")
        .with("hazard", &risk.hazard)
        .with("situation", &risk.hazardous_situation);
    for cause in &risk.causes {
        readable = readable.with("cause", cause);
    }
    part(
        Object::Risk,
        id,
        vec![
            ("hazard", plain(&risk.hazard)),
            ("situation", plain(&risk.hazardous_situation)),
            ("causes", risk.causes.iter().map(|cause| plain(cause)).collect::<Vec<_>>().join("|")),
            ("consequence", plain(&risk.consequence)),
            ("capabilities", sorted(risk.capabilities.iter().map(String::as_str)).join("|")),
        ],
        readable.with("consequence", &risk.consequence).with("from", &risk.capabilities.join(" ")),
    )
}

/// What a decision on the whole rests on besides the risks' meanings and residual ratings: that these are all the
/// risks, the versions and the placements.
pub fn whole_part<'r>(id: &Id, assessment: &Assessment, risks: impl IntoIterator<Item = &'r Id>) -> SealPart {
    let risks = sorted(risks.into_iter().map(Id::as_str));
    let placements = sorted(assessment.placement_ids.iter().map(Id::as_str));
    let readable = Readable::new("the assessment's extent")
        .with("risks", &risks.len().to_string())
        .with("versions", &assessment.versions)
        .with("placements", &placements.len().to_string())
        .with("stage", assessment.stage.label())
        .with_hidden("risks", &risks.join(" "))
        .with_hidden("placements", &placements.join(" "));
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

/// What a decision on the whole rests on of one risk: its meaning and its residual rating, under its ref.
pub fn risk_in_whole(
    reference: &str,
    (id, risk): (&Id, &Risk),
    residual: Option<&Rating>,
    differences: &[(&str, &Difference)],
) -> [SealPart; 2] {
    let rated = rating_part(id, Phase::Residual, residual, differences);
    [risk_part(id, risk).named(reference), rated.named(&format!("{reference}, residual rating"))]
}

/// What it rests on of one of a risk's ratings: the levels, the matrix that gave them, and where a placement differs,
/// each with its name. A rating that is not there is sealed too, so that one which comes later is seen.
pub fn rating_part(
    risk: &Id,
    phase: Phase,
    rating: Option<&Rating>,
    differences: &[(&str, &Difference)],
) -> SealPart {
    let id = Id(format!("{risk}/{phase}"));
    let mut readable = Readable::new(&format!("the {phase} rating"));
    let mut meaning = Vec::new();
    if let Some(rating) = rating {
        readable = readable.with("overall", &rating.overall);
        let mut levels = Vec::new();
        for &property in KeyProperty::ALL {
            let Some((severity, likelihood, level)) = rating.of(property) else { continue };
            levels.push(format!("{property} severity {severity}, likelihood {likelihood}: {level}"));
            let said = format!("severity {severity}, likelihood {likelihood}, {level}");
            readable = readable.with(property.label(), &said);
        }
        if !rating.lifted.is_empty() {
            readable = readable.with("lifted because", &rating.lifted);
        }
        let relies = sorted(rating.relies_on.iter().map(Id::as_str));
        meaning.extend([
            ("levels", levels.join("|")),
            ("overall", rating.overall.clone()),
            ("relies_on", relies.join("|")),
            ("scale", rating.scale_sha256.clone()),
            ("unit", rating.unit.word().to_owned()),
        ]);
        readable = readable
            .with("speaks for", rating.unit.label())
            .with_hidden("matrix", &rating.scale_sha256)
            .with_hidden("relies on", &relies.join(" "));
    } else {
        meaning.push(("levels", NOT_RATED.to_owned()));
        readable = readable.with("overall", NOT_RATED);
    }
    let mut placed: Vec<(&Id, String)> = Vec::new();
    for (name, difference) in differences.iter().filter(|(_, difference)| difference.phase == phase) {
        placed.push((&difference.placement_id, differing(difference)));
        readable = readable.with(&format!("at {name}"), &differing_told(difference));
    }
    if !placed.is_empty() {
        placed.sort();
        let each: Vec<String> =
            placed.iter().map(|(placement, said)| format!("{placement} {said}")).collect();
        meaning.push(("differences", each.join("|")));
    }
    part(Object::Rating, &id, meaning, readable)
}

/// What a difference says, apart from who says it and why.
fn differing(difference: &Difference) -> String {
    let each = KeyProperty::ALL.iter().filter_map(|&property| {
        let (severity, likelihood) = difference.of(property)?;
        Some(format!("{property} {severity} {likelihood}"))
    });
    format!("{} {} {}", difference.overall, difference.scale_sha256, each.collect::<Vec<_>>().join(", "))
}

/// The same as people read it: `high; safety severity 5, likelihood 3`.
fn differing_told(difference: &Difference) -> String {
    let each = KeyProperty::ALL.iter().filter_map(|&property| {
        let (severity, likelihood) = difference.of(property)?;
        Some(format!("; {} severity {severity}, likelihood {likelihood}", property.label()))
    });
    std::iter::once(difference.overall.clone()).chain(each).collect()
}

/// What it rests on of a risk's ratings, all three of them.
pub fn rating_parts<'r>(
    risk: &Id,
    ratings: impl IntoIterator<Item = &'r Rating>,
    differences: &[(&str, &Difference)],
) -> Vec<SealPart> {
    let ratings: Vec<&Rating> = ratings.into_iter().collect();
    let of = |phase: Phase| ratings.iter().copied().find(|rating| rating.phase == phase);
    Phase::ALL.iter().map(|&phase| rating_part(risk, phase, of(phase), differences)).collect()
}

/// What it rests on of a control: where it is and what its verifications found.
pub fn control_part(basis: &ControlBasis<'_>) -> SealPart {
    let control = basis.control;
    let mut meaning = vec![format!("{} order {}", control.kind, control.order)];
    let name = if control.reference.is_empty() { "the control" } else { &control.reference };
    let mut readable = Readable::new(&format!("{name} {}", control.title))
        .with("kind", &format!("{}, order {}", control.kind.label(), control.order));
    for site in &basis.sites {
        let mut said = site.state.label().to_owned();
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
        readable = readable.with(&format!("at {}", site.site), &said);
    }
    part(Object::Control, basis.id, vec![("control", meaning.join("|"))], readable)
}

/// What it rests on of a capability: its coverage, the answers behind it, and how its requirements are answered.
pub fn coverage_part(basis: &CoverageBasis<'_>) -> SealPart {
    let mut answers: Vec<(&str, &str)> =
        basis.answers.iter().map(|(item, answer)| (*item, answer.label())).collect();
    answers.sort_unstable();
    let holds = basis.coverage.holds();
    let mut readable = Readable::new(&basis.coverage.capability).with("coverage", holds.label());
    for (item, answer) in &answers {
        readable = readable.with(item, answer);
    }
    let joined: Vec<String> = answers.iter().map(|(item, answer)| format!("{item} {answer}")).collect();
    let mut meaning = vec![("holds", holds.word().to_owned()), ("answers", joined.join("|"))];
    let answered = basis.requirements.iter().filter(|one| one.answer != RequirementState::Unknown);
    let mut required: Vec<(&str, RequirementState)> =
        answered.map(|one| (one.requirement.as_str(), one.answer)).collect();
    required.sort_unstable_by_key(|(id, _)| *id);
    for (id, answer) in &required {
        readable = readable.with(id, answer.label());
    }
    if !required.is_empty() {
        let each: Vec<String> = required.iter().map(|(id, answer)| format!("{id} {answer}")).collect();
        meaning.push(("requirements", each.join("|")));
    }
    part(Object::CapabilityCoverage, basis.id, meaning, readable)
}
