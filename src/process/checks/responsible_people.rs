//! Who leads the assessment and who answers for the clinical side. Where the register names people, both act in it on the
//! date; a name that it does not know is told, since a loaded project may come before its people.

use super::Check;
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "responsible-people", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let named = [
        ("risk manager", file.assessment.risk_manager.trim()),
        ("clinical owner", file.assessment.clinical_owner.trim()),
    ];
    named.into_iter().filter_map(|(duty, name)| lacking(file, duty, name)).collect()
}

fn lacking(file: &RiskFile<'_>, duty: &str, name: &str) -> Option<Missing> {
    let at = file.reference.as_str();
    if name.is_empty() {
        return Some(Missing::blocks(format!("no {duty} is named"), at, "edit-assessment"));
    }
    if file.people.is_empty() || file.person(name).is_some() {
        return None;
    }
    Some(if file.people.iter().any(|person| person.name == name) {
        let what = format!("the {duty} {name} does not act in this register on {}", file.on);
        Missing::blocks(what, at, "edit-assessment")
    } else {
        Missing::warns(
            format!("the {duty} {name} is not among the people of this register"),
            "",
            "add-person",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::assessment::Stage,
        process::specimen::{day, misses},
    };

    #[test]
    fn both_are_named() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| {
            file.assessment.value.risk_manager.clear();
            file.assessment.value.clinical_owner = " ".into();
        });
        assert_eq!(
            missing,
            [
                "! no risk manager is named → edit-assessment ip3",
                "! no clinical owner is named → edit-assessment ip3"
            ]
        );
    }

    #[test]
    fn who_has_left_leads_nothing() {
        let missing = misses(&CHECK, Stage::Decommission, |file| {
            file.people[0].value.active_to = Some(day("2026-05-31"));
        });
        assert_eq!(
            missing,
            ["! the risk manager M. Rossi does not act in this register on 2026-06-01 → edit-assessment ip3"]
        );
    }

    #[test]
    fn an_unknown_name_is_told_and_a_register_without_people_asks_for_none() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.assessment.value.clinical_owner = "B. Stranger".into();
        });
        assert_eq!(
            missing,
            ["- the clinical owner B. Stranger is not among the people of this register → add-person"]
        );
        assert_eq!(misses(&CHECK, Stage::GoLive, |file| file.people.clear()), [""; 0]);
    }
}
