//! The requirements of the adopted sets, as they stand in an assessment: which hold, and how each is answered.

use crate::{
    catalog::requirements::{RequirementSet, SetRequirement},
    domain::{
        record::Held,
        requirement::{RequirementAnswer, RequirementState},
        word::Word as _,
    },
    process::coverage::{Answers, Speaks},
};

/// One requirement that holds in an assessment, and how it is answered there.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The requirement as its set says it.
    pub requirement: SetRequirement,
    /// The set's id.
    pub set: String,
    /// The set's name.
    pub set_title: String,
    /// SHA-256 of the set.
    pub set_sha256: String,
    /// Where it stands: `HIPAA Security Rule, 164.312(b) (unverified)`.
    pub reference: String,
    /// Whether it was checked against the text it comes from.
    pub verified: bool,
    /// The answer, if anybody has given one.
    pub answer: Option<Held<RequirementAnswer>>,
}

impl Asked {
    /// How it is answered; silence is unknown.
    pub fn state(&self) -> RequirementState {
        self.answer.as_ref().map_or(RequirementState::Unknown, |held| held.answer)
    }

    /// It counts in the gap of its capability.
    pub fn is_unmet(&self) -> bool {
        self.state().is_unmet()
    }

    /// `US-PAUT-1 not met`
    pub fn told(&self) -> String {
        format!("{} {}", self.requirement.id, self.state().label())
    }
}

/// The requirements of these sets that hold where the placements have these traits, with their answers, in the order of the
/// sets. An answer counts by the id of its requirement, so that it outlives a new version of the set that keeps the id.
pub fn asked(sets: &[&RequirementSet], traits: &[String], answers: &[Held<RequirementAnswer>]) -> Vec<Asked> {
    let of_set = |set: &RequirementSet| {
        let holds = |requirement: &&SetRequirement| requirement.traits.iter().all(|id| traits.contains(id));
        let asked = |requirement: &SetRequirement| Asked {
            requirement: requirement.clone(),
            set: set.id.clone(),
            set_title: set.title.clone(),
            set_sha256: set.sha256().to_owned(),
            reference: set.reference(requirement),
            verified: set.source(&requirement.source).is_some_and(|source| source.verified),
            answer: answers.iter().find(|held| held.requirement == requirement.id).cloned(),
        };
        set.requirements.iter().filter(holds).map(asked).collect::<Vec<_>>()
    };
    sets.iter().flat_map(|set| of_set(set)).collect()
}

/// What the statements say of a requirement that names items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The answer that they suggest; a person gives it.
    pub answer: RequirementState,
    /// The items that say something, in the requirement's order.
    pub items: Vec<String>,
    /// `PAUT-1 for it; PAUT-2 against it`
    pub because: String,
}

/// What the statements suggest: all for it, met; none for it, not met; some, or a Yes that takes something back, partly.
/// Items that dropped out or are not answered say nothing; where none says anything, nothing is suggested. Source: the
/// project's own rule, by the good answers of the form.
pub fn spoken(items: &[String], answers: &Answers<'_>) -> Option<Spoken> {
    let said: Vec<(&String, Speaks)> =
        items.iter().filter_map(|item| Some((item, answers.speaks(item)?))).collect();
    if said.is_empty() {
        return None;
    }
    let all = |wanted: Speaks| said.iter().all(|(_, speaks)| *speaks == wanted);
    let answer = if all(Speaks::For) {
        RequirementState::Met
    } else if all(Speaks::Against) {
        RequirementState::NotMet
    } else {
        RequirementState::Partly
    };
    let because: Vec<String> = said
        .iter()
        .map(|(item, speaks)| match speaks {
            Speaks::For => format!("{item} speaks for it"),
            Speaks::Qualified => format!("{item} speaks for it and takes something back"),
            Speaks::Against => format!("{item} speaks against it"),
        })
        .collect();
    Some(Spoken {
        answer,
        items: said.iter().map(|(item, _)| (*item).clone()).collect(),
        because: because.join("; "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::Catalogue,
        domain::{disclosure::Answer, object::Id},
        process::coverage::Answered,
    };

    const SET: &str = r#"
version = "1"
id = "x"
kind = "region"
title = "X"
basis = "Made up for this test; what a real one says stands in the catalogue."
[[source]]
id = "law"
title = "Law of X"
verified = true
[[source]]
id = "guide"
title = "Guide of X"
verified = false
[[requirement]]
id = "X-1"
capability = "PAUT"
title = "Own account"
text = "Each person who uses the product has an account of their own."
source = "law"
clause = "12"
look_for = "The list of accounts of a unit in use."
[[requirement]]
id = "X-2"
capability = "RMOT"
title = "Remote access is logged"
text = "Each remote session is written down where the maker cannot change it."
source = "guide"
clause = "4.2"
look_for = "The log of the jump host, compared with the maker's tickets."
traits = ["networked", "remote-service"]
"#;

    fn set() -> RequirementSet {
        RequirementSet::parse("x.toml", SET).unwrap()
    }

    fn answer(requirement: &str, answer: RequirementState) -> Held<RequirementAnswer> {
        let value = RequirementAnswer {
            assessment_id: Id::from("a"),
            requirement: requirement.into(),
            capability: "AUDT".into(),
            set_sha256: Id::from("an older version"),
            answer,
            disclosure_id: None,
            statements: Vec::new(),
            evidence: "e".into(),
            person: "M. Rossi".into(),
            answered_on: "2026-03-01".parse().unwrap(),
            remark: String::new(),
        };
        Held {
            id: Id::from(requirement),
            version: 1,
            changed_at: String::new(),
            changed_by: String::new(),
            value,
        }
    }

    fn ids(asked: &[Asked]) -> Vec<&str> {
        asked.iter().map(|one| one.requirement.id.as_str()).collect()
    }

    #[test]
    fn a_requirement_holds_only_where_all_its_traits_do() {
        let set = set();
        let traits = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(ids(&asked(&[&set], &traits(&["networked"]), &[])), ["X-1"]);
        let both = traits(&["networked", "remote-service"]);
        let all = asked(&[&set], &both, &[]);
        assert_eq!(ids(&all), ["X-1", "X-2"]);
        assert_eq!(
            (all[0].reference.as_str(), all[0].verified, all[1].reference.as_str(), all[1].verified),
            ("Law of X, 12", true, "Guide of X, 4.2 (unverified)", false)
        );
        assert_eq!(asked(&[], &both, &[]), []);
    }

    #[test]
    fn an_answer_counts_by_the_id_of_its_requirement() {
        let set = set();
        for (state, unmet) in [
            (RequirementState::Met, false),
            (RequirementState::Partly, true),
            (RequirementState::NotMet, true),
            (RequirementState::Unknown, false),
        ] {
            let found = asked(&[&set], &[], &[answer("Y-1", RequirementState::NotMet), answer("X-1", state)]);
            assert_eq!((found[0].state(), found[0].is_unmet()), (state, unmet));
        }
        let silent = asked(&[&set], &[], &[]);
        assert_eq!((silent[0].state(), silent[0].is_unmet()), (RequirementState::Unknown, false));
    }

    #[test]
    fn the_statements_suggest_an_answer_where_they_say_something() {
        let form = Catalogue::embedded().form("mds2-2019").unwrap();
        let suggested = |given: &[(&'static str, Answer, &'static str)], items: &[&str]| {
            let given: Vec<Answered<'_>> = given
                .iter()
                .map(|(item, answer, note)| Answered { item, answer: *answer, raw: "", note })
                .collect();
            let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
            spoken(&items, &Answers::new(form, &given)).map(|spoken| (spoken.answer, spoken.items.join(" ")))
        };
        let (yes, no) = (Answer::Yes, Answer::No);
        let both = ["ALOF-1", "ALOF-2"];
        let met = suggested(&[("ALOF-1", yes, "after 5 min"), ("ALOF-2", yes, "1 to 60 min")], &both);
        assert_eq!(met, Some((RequirementState::Met, "ALOF-1 ALOF-2".into())));
        let mixed = suggested(&[("ALOF-1", yes, ""), ("ALOF-2", no, "")], &both);
        assert_eq!(mixed, Some((RequirementState::Partly, "ALOF-1 ALOF-2".into())));
        let none = suggested(&[("ALOF-1", no, "")], &both);
        assert_eq!(none, Some((RequirementState::NotMet, "ALOF-1".into())));
        let qualified = suggested(&[("ALOF-1", yes, "optional")], &["ALOF-1"]);
        assert_eq!(qualified, Some((RequirementState::Partly, "ALOF-1".into())));
        assert_eq!(suggested(&[("ALOF-1", Answer::NotApplicable, "")], &both), None);
        assert_eq!(suggested(&[("ALOF-1", yes, "")], &["NO-SUCH-ITEM"]), None);
        assert_eq!(suggested(&[("ALOF-1", yes, "")], &[]), None);
    }
}
