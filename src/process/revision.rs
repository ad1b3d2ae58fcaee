//! What a new revision makes of the old one: per risk new, changed or unchanged, with what differs in words.

use crate::{
    domain::{
        assessment::Difference,
        object::Id,
        rating::{Phase, Rating},
        revision::RiskMark,
        risk::{Risk, Treatment},
        word::Word as _,
    },
    process::seal::{rating_part, risk_part},
};

/// One risk as a revision has it, with all that a comparison looks at.
#[derive(Debug, Clone)]
pub struct Version<'v> {
    /// The risk.
    pub risk: &'v Risk,
    /// Its ratings.
    pub ratings: Vec<&'v Rating>,
    /// What differs at placements.
    pub differences: Vec<&'v Difference>,
    /// The controls that serve it.
    pub controls: Vec<&'v Id>,
    /// Of each linked capability its code and a digest of its coverage with the answers behind it.
    pub coverages: Vec<(&'v str, &'v str)>,
}

impl Version<'_> {
    fn rating(&self, phase: Phase) -> Option<String> {
        let rating = self.ratings.iter().find(|rating| rating.phase == phase)?;
        let placed: Vec<(&str, &Difference)> =
            self.differences.iter().map(|difference| ("", *difference)).collect();
        Some(rating_part(&Id::default(), rating.phase, Some(rating), &placed).digest)
    }
}

/// The mark of a risk, and what of it differs in words. A rating that the new revision does not have yet is still to be
/// made and no change; residual ratings are never taken over.
pub fn compared(old: Option<&Version<'_>>, new: &Version<'_>) -> (RiskMark, Vec<String>) {
    let Some(old) = old else { return (RiskMark::New, Vec::new()) };
    let mut differs = Vec::new();
    let meaning = |risk: &Risk| risk_part(&Id::default(), risk).digest;
    if meaning(old.risk) != meaning(new.risk) {
        differs.push("its meaning".to_owned());
    }
    for &phase in Phase::ALL {
        let now = new.rating(phase);
        if now.is_some() && now != old.rating(phase) {
            differs.push(format!("its {phase} rating"));
        }
    }
    let treatment = |risk: &Risk| (risk.treatment.map(Treatment::word), risk.treatment_reason.clone());
    if treatment(old.risk) != treatment(new.risk) {
        differs.push("its treatment".to_owned());
    }
    let sorted = |version: &Version<'_>| {
        let mut controls: Vec<String> = version.controls.iter().map(|id| id.0.clone()).collect();
        controls.sort();
        controls
    };
    if sorted(old) != sorted(new) {
        differs.push("its controls".to_owned());
    }
    for (code, digest) in &new.coverages {
        let before = old.coverages.iter().find(|(known, _)| known == code);
        if before.is_some_and(|(_, before)| before != digest) {
            differs.push(format!("what is claimed for {code}"));
        }
    }
    let mark = if differs.is_empty() { RiskMark::Unchanged } else { RiskMark::Changed };
    (mark, differs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        rating::{Basis, KeyProperty, Unit},
        risk::RiskStatus,
    };

    fn risk(situation: &str) -> Risk {
        Risk {
            assessment_id: Id::from("a"),
            number: 1,
            reference: "R-001".into(),
            title: "t".into(),
            hazard: "h".into(),
            hazardous_situation: situation.into(),
            causes: vec!["c".into()],
            consequence: "x".into(),
            capabilities: vec!["MLDP".into()],
            vulnerability_refs: Vec::new(),
            template: String::new(),
            new_risk_of: None,
            owner: String::new(),
            due_on: None,
            tags: Vec::new(),
            status: RiskStatus::Open,
            treatment: None,
            treatment_reason: String::new(),
            order_reason: String::new(),
            begun_from: None,
        }
    }

    fn rating(phase: Phase, severity: i64) -> Rating {
        let mut rating = Rating {
            assessment_id: Id::from("a"),
            risk_id: Id::from("r"),
            phase,
            safety_severity: None,
            safety_likelihood: None,
            safety_level: None,
            effectiveness_severity: None,
            effectiveness_likelihood: None,
            effectiveness_level: None,
            security_severity: None,
            security_likelihood: None,
            security_level: None,
            overall: "medium".into(),
            overall_rank: 2,
            basis: Basis::ExpertJudgement,
            unit: Unit::Fleet,
            rater: "M. Rossi".into(),
            rated_on: "2026-01-01".parse().unwrap(),
            reason: String::new(),
            relies_on: Vec::new(),
            scale_sha256: "s".into(),
            lifted: String::new(),
        };
        rating.set(KeyProperty::Safety, severity, 2, "medium".into());
        rating
    }

    /// What a comparison looks at, as values that a test can alter.
    #[derive(Debug, Clone)]
    struct Owned {
        risk: Risk,
        ratings: Vec<Rating>,
        controls: Vec<Id>,
        coverage: String,
    }

    impl Owned {
        fn version(&self) -> Version<'_> {
            Version {
                risk: &self.risk,
                ratings: self.ratings.iter().collect(),
                differences: Vec::new(),
                controls: self.controls.iter().collect(),
                coverages: vec![("MLDP", &self.coverage)],
            }
        }

        /// As a new revision begins with it: other rows, no residual rating, any order.
        fn begun(&self) -> Self {
            let mut begun = self.clone();
            begun.risk.assessment_id = Id::from("b");
            begun.risk.status = RiskStatus::Open;
            begun.risk.owner = "somebody else".into();
            begun.ratings.retain(|rating| rating.phase != Phase::Residual);
            begun.controls.reverse();
            begun
        }
    }

    fn owned() -> impl Strategy<Value = Owned> {
        let phases = prop::sample::subsequence(Phase::ALL.to_vec(), 0..=3);
        ("[a-z ]{1,20}", phases, prop::collection::btree_set("[a-z]{3}", 0..4), 1_i64..=5).prop_map(
            |(situation, phases, controls, severity)| Owned {
                risk: risk(&format!("s {situation}")),
                ratings: phases.into_iter().map(|phase| rating(phase, severity)).collect(),
                controls: controls.into_iter().map(Id).collect(),
                coverage: "no".into(),
            },
        )
    }

    proptest! {
        /// A revision that was just begun is unchanged in every risk.
        #[test]
        fn what_was_just_begun_is_unchanged(old in owned()) {
            let new = old.begun();
            prop_assert_eq!(
                compared(Some(&old.version()), &new.version()),
                (RiskMark::Unchanged, Vec::new())
            );
            prop_assert_eq!(compared(None, &new.version()).0, RiskMark::New);
        }

        /// Each thing that differs makes it changed, and is the only thing named.
        #[test]
        fn whatever_differs_is_named(old in owned(), which in 0_usize..5) {
            let mut new = old.begun();
            let named = match which {
                0 => { new.risk.consequence.push_str(" and more"); "its meaning" }
                1 => {
                    new.ratings.retain(|rating| rating.phase != Phase::Initial);
                    let before = old.ratings.iter().find(|rating| rating.phase == Phase::Initial);
                    let other = before.map_or(1, |rating| rating.safety_severity.unwrap() % 5 + 1);
                    new.ratings.push(rating(Phase::Initial, other));
                    "its initial rating"
                }
                2 => { new.risk.treatment = Some(Treatment::Avoid); "its treatment" }
                3 => { new.controls.push(Id::from("another")); "its controls" }
                _ => { new.coverage = "partly".into(); "what is claimed for MLDP" }
            };
            let found = compared(Some(&old.version()), &new.version());
            prop_assert_eq!(found, (RiskMark::Changed, vec![named.to_owned()]));
        }
    }
}
