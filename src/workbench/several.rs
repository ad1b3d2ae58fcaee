//! Several risks at once: how they are named, and what becomes of each of them.

mod controls;
mod counted;
mod fields;
mod like;
mod plan;
mod rated;
mod wish;

use std::collections::{HashMap, HashSet};

pub(super) use controls::{CLEARED_OF_CONTROLS, ControlPlan, ControlWish};
pub(super) use counted::{listed, risks};
pub(super) use plan::Plan;
pub(super) use wish::{CLEARED, Wish};

use super::{Workbench, numbered};
use crate::{
    domain::{
        assessment::Assessment,
        object::{Id, Object, Version},
        record::Held,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Compare, Direction, Query},
};

/// So many risks are taken in one request, at most.
pub const MOST: usize = 5_000;

/// How it is told that a decision on the whole freezes.
const FROZEN: &str = "was decided as a whole on";

/// The risks that a subject names, in its order, with their assessments.
pub(super) struct Several {
    pub(super) assessments: HashMap<Id, Held<Assessment>>,
    pub(super) risks: Vec<Held<Risk>>,
    newest: HashMap<String, i64>,
    /// So many were named by their identity and are not there any more.
    pub(super) gone: usize,
}

impl Several {
    /// The assessment of a risk.
    pub(super) fn assessment(&self, risk: &Risk) -> Option<&Held<Assessment>> {
        self.assessments.get(&risk.assessment_id)
    }

    /// The assessment of a risk is an older revision, which is only read.
    pub(super) fn is_older(&self, risk: &Risk) -> bool {
        self.assessment(risk).is_some_and(|assessment| {
            self.newest.get(&assessment.reference).is_some_and(|last| *last > assessment.revision)
        })
    }

    /// Why nothing of a risk is changed, if it is of an older revision.
    pub(super) fn only_read(&self, risk: &Risk) -> Option<String> {
        let assessment = self.assessment(risk).filter(|_| self.is_older(risk))?;
        Some(format!(
            "{}@{} is an older revision, which is only read",
            assessment.reference, assessment.revision
        ))
    }

    /// Why what a decision on the whole freezes of a risk is not changed, if there is one.
    pub(super) fn frozen(&self, risk: &Risk) -> Option<String> {
        let assessment = self.assessment(risk)?;
        assessment.frozen_on.map(|on| format!("{} {FROZEN} {on}", assessment.reference))
    }

    /// `ip3/R-014`; of an older revision `ip3@1/R-014`.
    pub(super) fn name(&self, risk: &Risk) -> String {
        match self.assessment_name(risk) {
            name if name.is_empty() => risk.reference.clone(),
            name => format!("{name}/{}", risk.reference),
        }
    }

    /// `ip3`; of an older revision `ip3@1`.
    pub(super) fn assessment_name(&self, risk: &Risk) -> String {
        let Some(assessment) = self.assessment(risk) else { return String::new() };
        let revision = if self.is_older(risk) { format!("@{}", assessment.revision) } else { String::new() };
        format!("{}{revision}", assessment.reference)
    }

    pub(super) fn ids(&self) -> Vec<Id> {
        self.risks.iter().map(|risk| risk.id.clone()).collect()
    }
}

/// One part of a subject that names several.
enum Named {
    /// `#0190…`, as marks name them.
    Id(Id),
    /// `ip3/R-014`, or a stretch of numbers of which some may be missing.
    Numbers { assessment: Id, refs: Vec<String>, all: bool },
    /// `ip3`: every risk of it.
    Whole(Id),
}

/// The subject that names risks by their identities.
pub fn subject_of<'a>(ids: impl IntoIterator<Item = &'a Id>) -> String {
    let ids: Vec<String> = ids.into_iter().map(|id| format!("#{id}")).collect();
    ids.join("|")
}

/// The subject as a person reads it: what it is, or how many there are of what is only marked.
pub fn subject_in_words(subject: &str) -> String {
    let count = subject.split('|').count();
    match subject {
        marked if marked.starts_with('#') => risks(count),
        named if count > 1 && named.split('|').all(|name| numbered(name, "C-")) => {
            counted::counted(count, "control")
        }
        _ => subject.to_owned(),
    }
}

/// The rows, and the versions of them, that somebody was told of before they said yes to what becomes of them.
pub(super) struct ToldOf(HashMap<String, Version>);

impl ToldOf {
    /// The rows that it is told of now.
    pub(super) fn write(rows: impl Iterator<Item = (String, Version)>) -> String {
        rows.map(|(row, version)| format!("{row}@{version}")).collect::<Vec<_>>().join(",")
    }

    /// What was written; nothing when nobody was told.
    pub(super) fn read(text: &str) -> Self {
        let row = |one: &str| {
            one.rsplit_once('@').and_then(|(row, version)| Some((row.to_owned(), version.parse().ok()?)))
        };
        Self(text.split(',').filter_map(row).collect())
    }

    /// The version that a row is changed on: the one told of, or the one of now where nobody was told of anything.
    ///
    /// # Errors
    /// When this row was not among those told of.
    pub(super) fn version(&self, row: &str, now: Version) -> Result<Version, Trouble> {
        if self.0.is_empty() {
            return Ok(now);
        }
        self.0.get(row).copied().ok_or_else(|| {
            Trouble::refused(
                "Nothing was changed",
                "somebody else has changed one that was to stay as it was when you were shown what would change",
                "save again, which shows what changes now",
            )
        })
    }
}

impl Workbench {
    /// The risks of `ip3/R-001|R-014|pm7/R-002..R-020`, of `ip3` alone all of it, of `#0190…` the one of this identity.
    pub(super) fn several(&self, subject: &str) -> Result<Several, Trouble> {
        let mut all =
            Several { assessments: HashMap::new(), risks: Vec::new(), newest: HashMap::new(), gone: 0 };
        let named = self.parts_named(subject, &mut all.assessments)?;
        let by_id: Vec<&Id> =
            named.iter().filter_map(|one| if let Named::Id(id) = one { Some(id) } else { None }).collect();
        let mut found: HashMap<Id, Held<Risk>> = HashMap::new();
        if !by_id.is_empty() {
            let query = Query::all(Object::Risk).among("id", by_id);
            found.extend(self.all::<Risk>(&query)?.into_iter().map(|risk| (risk.id.clone(), risk)));
        }
        let mut once: HashSet<Id> = HashSet::new();
        for one in named {
            let risks = match one {
                Named::Id(id) => match found.remove(&id) {
                    Some(risk) => vec![risk],
                    None => {
                        all.gone += usize::from(!once.contains(&id));
                        Vec::new()
                    }
                },
                Named::Whole(assessment) => self.all::<Risk>(
                    &Query::all(Object::Risk)
                        .is("assessment_id", assessment.as_str())
                        .by("number", Direction::Up)
                        .page(0, MOST as u64 + 1),
                )?,
                Named::Numbers { assessment, refs, all: every } => {
                    let query = Query::all(Object::Risk)
                        .is("assessment_id", assessment.as_str())
                        .with("ref", Compare::In(refs.clone()))
                        .by("number", Direction::Up);
                    let risks = self.all::<Risk>(&query)?;
                    let missing = refs.iter().find(|name| !risks.iter().any(|risk| risk.reference == **name));
                    let whose = all.assessments.get(&assessment).map(|held| held.reference.as_str());
                    if let (true, Some(name)) = (every || risks.is_empty(), missing) {
                        return Err(no_risk(whose.unwrap_or_default(), name));
                    }
                    risks
                }
            };
            all.risks.extend(risks.into_iter().filter(|risk| once.insert(risk.id.clone())));
        }
        if all.risks.len() > MOST {
            return Err(too_many(&risks(all.risks.len())));
        }
        let missing: HashSet<Id> = all
            .risks
            .iter()
            .map(|risk| risk.assessment_id.clone())
            .filter(|id| !all.assessments.contains_key(id))
            .collect();
        if !missing.is_empty() {
            let query = Query::all(Object::Assessment).among("id", &missing);
            let read = self.all::<Assessment>(&query)?;
            all.assessments.extend(read.into_iter().map(|held| (held.id.clone(), held)));
        }
        all.newest = self.newest_revisions(all.assessments.values().map(|held| held.reference.as_str()))?;
        if all.risks.is_empty() {
            let because = match all.gone {
                0 => "no risk is named".to_owned(),
                _ => "none of these risks is there any more".to_owned(),
            };
            return Err(Trouble::refused("Not saved", because, "mark risks, or name them: ip3/R-001|R-014"));
        }
        Ok(all)
    }

    /// What each part of the subject names; the assessments looked up on the way are kept.
    fn parts_named(
        &self,
        subject: &str,
        assessments: &mut HashMap<Id, Held<Assessment>>,
    ) -> Result<Vec<Named>, Trouble> {
        let parts: Vec<&str> = subject.split('|').map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() > MOST {
            return Err(too_many(&risks(parts.len())));
        }
        let mut named = Vec::with_capacity(parts.len());
        let mut within: Option<(String, Id)> = None;
        for part in parts {
            if let Some(id) = part.strip_prefix('#') {
                named.push(Named::Id(Id::from(id)));
                continue;
            }
            let (of, number) = match part.split_once('/') {
                Some((of, number)) => (Some(of.trim()), Some(number.trim())),
                None if numbers(part, "R-").is_some() => (None, Some(part)),
                None => (Some(part), None),
            };
            if let Some(of) = of
                && within.as_ref().is_none_or(|(before, _)| before != of)
            {
                let assessment = self.assessment(of)?;
                within = Some((of.to_owned(), assessment.id.clone()));
                assessments.insert(assessment.id.clone(), assessment);
            }
            let Some((name, assessment)) = within.clone() else {
                let because = format!("{part:?} does not say of which assessment");
                return Err(Trouble::refused("Not saved", because, "a ref like ip3/R-014"));
            };
            named.push(match number {
                None => Named::Whole(assessment),
                Some(number) => {
                    let (refs, all) = numbers(number, "R-").ok_or_else(|| no_risk(&name, number))?;
                    Named::Numbers { assessment, refs, all }
                }
            });
        }
        Ok(named)
    }

    /// The single thing whose lists a form for several begins with: the first that it names.
    pub(super) fn first_of(&self, subject: &str) -> Result<String, Trouble> {
        let first = subject.split('|').next().unwrap_or_default().trim();
        let Some(id) = first.strip_prefix('#') else { return Ok(first.to_owned()) };
        let risk = self.needed::<Risk>(&Id::from(id))?;
        let assessment = self.needed::<Assessment>(&risk.assessment_id)?;
        Ok(format!("{}@{}/{}", assessment.reference, assessment.revision, risk.reference))
    }
}

/// The refs of `R-014`, or of `R-002..R-020`, of which not all need be there.
fn numbers(part: &str, kind: &str) -> Option<(Vec<String>, bool)> {
    let number = |name: &str| {
        let name = name.trim();
        numbered(name, kind).then(|| name[2..].parse::<usize>().ok()).flatten()
    };
    match part.split_once("..") {
        None => number(part).map(|_| (vec![part.trim().to_ascii_uppercase()], true)),
        Some((from, to)) => {
            let (from, to) = (number(from)?, number(to)?);
            (from <= to && to - from < MOST)
                .then(|| ((from..=to).map(|number| format!("{kind}{number:03}")).collect(), false))
        }
    }
}

fn no_risk(assessment: &str, name: &str) -> Trouble {
    Trouble::refused(
        "Not found",
        format!("{assessment} has no risk {name:?}"),
        format!("a ref like {assessment}/R-001, or several: {assessment}/R-001|R-004..R-009"),
    )
}

fn too_many(count: &str) -> Trouble {
    Trouble::refused(
        "Not saved",
        format!("{count} are more than are changed at once"),
        format!("at most {MOST} at a time: filter, and mark fewer"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_alone_or_in_a_stretch() {
        assert_eq!(numbers("r-14", "R-"), Some((vec!["R-14".into()], true)));
        assert_eq!(
            numbers("R-002..R-004", "R-"),
            Some((vec!["R-002".into(), "R-003".into(), "R-004".into()], false))
        );
        for wrong in ["R-4..R-2", "R-1..", "MLDP", "R-1..R-99999", ""] {
            assert_eq!(numbers(wrong, "R-"), None, "{wrong}");
        }
    }

    #[test]
    fn marks_name_risks_by_their_identities() {
        let subject = subject_of(&[Id::from("a"), Id::from("b")]);
        assert_eq!((subject.as_str(), subject_in_words(&subject).as_str()), ("#a|#b", "2 risks"));
        assert_eq!(subject_in_words("ip3/R-014"), "ip3/R-014");
    }
}
