//! How suggestions for a whole assessment are ranked, and what they are suggested for; the next best control.

use riskward::{
    catalog::{
        controls::{ControlTemplate, Controls},
        forms::Form,
        risks::CapabilityRisks,
    },
    domain::{
        capability::{Coverage, InUseState, Requirement},
        disclosure::Answer,
    },
    process::{
        coverage::{Answered, Answers},
        suggest::{
            Situation,
            next::{Wanting, next_controls},
            ranked::{Looked, Ranked, There, ranked},
        },
    },
};

use super::small::FORM;

fn risk(id: &str, safety: i64, more: &str) -> String {
    let safety = match safety {
        0 => String::new(),
        level => format!("severity.safety = {{ level = {level}, why = \"w\" }}\n"),
    };
    format!(
        "[[risk]]\nid = \"{id}\"\ntitle = \"t\"\nhazard = \"h\"\nhazardous_situation = \"s\"\ncauses = [\"c\"]\n\
         consequence = \"c\"\ncontrols = [\"CC-THREE\", \"CC-ONE\"]\n{safety}\
         severity.security = {{ level = 2, why = \"w\" }}\n{more}\n"
    )
}

fn part(code: &str, risks: &[String], answers: &[&str]) -> CapabilityRisks {
    let head = format!("version = \"2\"\ncapability = \"{code}\"\n");
    let answers =
        answers.iter().map(|id| format!("[[answer]]\ncontrol = \"{id}\"\napplication = \"{code} a\"\n"));
    let text = [head, risks.concat(), answers.collect()].concat();
    CapabilityRisks::parse("part.toml", &text).expect("it has no fault")
}

fn controls() -> Vec<ControlTemplate> {
    let one = |id: &str, order: i64, more: &str| {
        format!(
            "[[control]]\nid = \"{id}\"\ntitle = \"{id}\"\nkind = \"technical\"\norder = {order}\ndescription = \"d\"\n\
             does_not = \"n\"\nverify_implementation = \"i\"\nverify_effectiveness = \"e\"\nnew_risks = [\"r\"]\n\
             done_by = [\"network_team\"]\n{more}\n"
        )
    };
    let text = [
        "version = \"1\"\nbasis = \"b\"\n".to_owned(),
        one("CC-ONE", 1, "common = false\nmeasure = \"compensation\"\neffort = \"weeks\""),
        one("CC-TWO", 2, "common = true\nmeasure = \"compensation\"\neffort = \"days\""),
        one("CC-QUICK", 2, "common = false\nmeasure = \"compensation\"\neffort = \"hours\""),
        one("CC-THREE", 3, "common = false\nmeasure = \"compensation\"\neffort = \"hours\""),
        one("CC-PATCH", 1, "common = false\nmeasure = \"remediation\"\neffort = \"hours\""),
    ];
    Controls::parse("controls.toml", &text.concat()).expect("it has no fault").controls
}

fn absent(id: &str, safety: i64) -> String {
    risk(id, safety, "arises_when = \"absent\"")
}

fn required(coverage: Coverage) -> Situation<'static> {
    Situation { coverage, required: Some(Requirement::Required), ..Situation::default() }
}

fn ids(found: &Ranked<'_>) -> Vec<String> {
    found.risks.iter().map(|risk| risk.risk.id.clone()).collect()
}

#[test]
fn each_point_of_the_rule_decides_where_those_before_leave_two_alike() {
    let parts = [
        (
            part("ALOF", &[absent("ALOF-A", 2), absent("ALOF-B", 5), absent("ALOF-C", 0)], &[]),
            required(Coverage::Unknown),
        ),
        (part("AUDT", &[absent("AUDT-A", 2)], &[]), required(Coverage::Partial)),
        (part("AUTH", &[absent("AUTH-A", 2)], &[]), required(Coverage::NotProvided)),
        (
            part("CSUP", &[absent("CSUP-A", 2)], &[]),
            Situation { required: Some(Requirement::Desired), ..required(Coverage::NotProvided) },
        ),
        (
            part("DIDT", &[absent("DIDT-A", 2)], &[]),
            Situation { in_use: &[InUseState::Off], ..required(Coverage::Provided) },
        ),
        (part("DTBK", &[risk("DTBK-A", 2, "arises_when = \"present\"")], &[]), required(Coverage::Provided)),
        (
            part(
                "EMRG",
                &[risk("EMRG-A", 2, "arises_when = \"absent\"\nkinds = [\"pacs\"]"), absent("EMRG-B", 2)],
                &[],
            ),
            Situation { kind: "pacs", ..required(Coverage::Unknown) },
        ),
    ];
    let looked: Vec<_> =
        parts.iter().map(|(part, situation)| Looked { part, situation: situation.clone() }).collect();
    let found = ranked(&looked, &[], &There::default());
    assert_eq!(
        ids(&found),
        ["ALOF-B", "AUTH-A", "CSUP-A", "AUDT-A", "EMRG-A", "ALOF-A", "EMRG-B", "DIDT-A", "ALOF-C", "DTBK-A"]
    );
}

#[test]
fn harm_to_people_stands_first_where_lives_hang_on_the_placements() {
    let part = part("ALOF", &[absent("ALOF-A", 0), absent("ALOF-B", 1)], &[]);
    let situation =
        Situation { traits: &["life-supporting", "networked"], ..required(Coverage::NotProvided) };
    let looked = [Looked { part: &part, situation }];
    let found = ranked(&looked, &[], &There::default());
    assert_eq!(ids(&found), ["ALOF-B", "ALOF-A"]);
    assert_eq!(found.risks[0].reasons, ["maker says no", "required", "life-supporting"]);
    assert_eq!(found.risks[1].reasons, ["maker says no", "required"]);
}

#[test]
fn reasons_name_the_answers_the_need_the_traits_the_kind_and_the_condition() {
    let form = Form::parse("form.toml", FORM).expect("it has no fault");
    let bad = [Answered { item: "ALOF-1", answer: Answer::No, raw: "No", note: "" }];
    let answers = Answers::new(&form, &bad);
    let more = "arises_when = \"absent\"\nkinds = [\"infusion-pump\"]\ntraits = [\"networked\"]\nwhen = \"ALOF-1=no\"";
    let part = part("ALOF", &[risk("ALOF-A", 3, more)], &[]);
    let situation = Situation {
        answers: Some(&answers),
        kind: "infusion-pump",
        traits: &["health-data", "life-supporting", "networked"],
        lifted_by: &["health-data"],
        ..required(Coverage::NotProvided)
    };
    let looked = [Looked { part: &part, situation: situation.clone() }];
    let found = ranked(&looked, &[], &There::default());
    assert_eq!(
        found.risks[0].reasons.join("; "),
        "maker says no: ALOF-1; required; health-data; life-supporting; networked; kind: infusion pump; applies with ALOF-1=no"
    );
    let elsewhere =
        Looked { part: &part, situation: Situation { traits: &["life-supporting"], ..situation } };
    assert!(ranked(&[elsewhere], &[], &There::default()).risks.is_empty(), "a trait it asks for is missing");
}

#[test]
fn coverage_and_use_that_a_risk_asks_for_are_obeyed() {
    let part = part(
        "ALOF",
        &[
            risk("ALOF-A", 1, "arises_when = \"absent\"\ncoverage = [\"unknown\"]"),
            risk("ALOF-B", 1, "arises_when = \"absent\"\nin_use = [\"partly\"]"),
            risk("ALOF-C", 1, "arises_when = \"present\""),
        ],
        &[],
    );
    let found = |coverage, in_use| {
        let situation = Situation { in_use, ..required(coverage) };
        ids(&ranked(&[Looked { part: &part, situation }], &[], &There::default()))
    };
    assert_eq!(found(Coverage::Unknown, &[]), ["ALOF-A"]);
    assert_eq!(found(Coverage::NotProvided, &[]), [""; 0]);
    assert_eq!(found(Coverage::Provided, &[InUseState::On]), ["ALOF-C"]);
    assert_eq!(found(Coverage::Provided, &[InUseState::On, InUseState::Partly]), ["ALOF-B", "ALOF-C"]);
    assert_eq!(found(Coverage::Provided, &[InUseState::Off]), [""; 0], "what is off everywhere does no harm");
}

#[test]
fn nothing_is_suggested_that_is_there_or_not_required_or_of_another_kind() {
    let part = part(
        "ALOF",
        &[absent("ALOF-A", 1), risk("ALOF-B", 1, "arises_when = \"absent\"\nkinds = [\"infusion-pump\"]")],
        &["CC-ONE", "CC-TWO"],
    );
    let controls = controls();
    let found = |required, there: &There<'_>| {
        let situation =
            Situation { required, kind: "pacs", coverage: Coverage::NotProvided, ..Situation::default() };
        let found = ranked(&[Looked { part: &part, situation }], &controls, there);
        (ids(&found), found.controls.iter().map(|one| one.control.id.clone()).collect::<Vec<_>>())
    };
    let none = There::default();
    assert_eq!(found(None, &none), (vec!["ALOF-A".into()], vec!["CC-ONE".into(), "CC-TWO".into()]));
    assert_eq!(found(Some(Requirement::NotRequired), &none), (vec![], vec![]));
    let there = There { risks: &["ALOF-A"], controls: &["CC-ONE"], ..There::default() };
    assert_eq!(found(None, &there), (vec![], vec!["CC-TWO".into()]));
}

#[test]
fn what_a_person_says_brings_no_risk_stands_last_and_says_so() {
    let parts = [part("ALOF", &[absent("ALOF-A", 5)], &[]), part("AUDT", &[absent("AUDT-A", 1)], &[])];
    let looked = parts.each_ref().map(|part| Looked { part, situation: required(Coverage::NotProvided) });
    let found = ranked(&looked, &[], &There { no_risk: &["ALOF"], ..There::default() });
    assert_eq!(ids(&found), ["AUDT-A", "ALOF-A"]);
    assert_eq!(
        found.risks[1].reasons.last().unwrap(),
        "a person says that the capability brings no risk here"
    );
}

#[test]
fn a_control_that_answers_more_required_gaps_stands_first_and_remediation_last() {
    let one = part("ALOF", &[], &["CC-ONE", "CC-TWO", "CC-QUICK", "CC-PATCH"]);
    let two = part("AUDT", &[], &["CC-TWO", "CC-THREE", "CC-PATCH"]);
    let controls = controls();
    let looked = [&one, &two].map(|part| Looked { part, situation: required(Coverage::NotProvided) });
    let found = ranked(&looked, &controls, &There::default()).controls;
    let order: Vec<&str> = found.iter().map(|one| one.control.id.as_str()).collect();
    assert_eq!(order, ["CC-TWO", "CC-ONE", "CC-QUICK", "CC-THREE", "CC-PATCH"]);
    assert_eq!(found[0].answers, [("ALOF", "ALOF a"), ("AUDT", "AUDT a")]);
    assert_eq!(found[0].reasons, ["ALOF: maker says no; required", "AUDT: maker says no; required"]);
    let standing = There { in_place: &["CC-QUICK"], ..There::default() };
    let first = ranked(&looked, &controls, &standing).controls.swap_remove(0);
    assert_eq!(first.control.id, "CC-QUICK");
    assert_eq!(first.reasons[0], "common, and in place here: it only has to be linked");
}

#[test]
fn the_next_control_is_a_common_one_in_place_then_by_order_then_by_effort_and_remediation_is_apart() {
    let from = part("ALOF", &[absent("ALOF-A", 1)], &["CC-TWO", "CC-QUICK", "CC-PATCH"]);
    let controls = controls();
    let found = |linked: &[&str], in_place: &[&str]| {
        let wanting = Wanting {
            template: Some(&from.risks[0]),
            capabilities: vec![(&from, required(Coverage::NotProvided))],
            linked,
            in_place,
        };
        next_controls(&wanting, &controls)
            .into_iter()
            .map(|one| (one.control.id.clone(), one.reasons.join("; ")))
            .collect::<Vec<_>>()
    };
    let names = |found: &[(String, String)]| found.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let all = found(&[], &[]);
    assert_eq!(names(&all), ["CC-ONE", "CC-QUICK", "CC-TWO", "CC-THREE", "CC-PATCH"]);
    assert_eq!(all[0].1, "order 1: removes the exposure; named for ALOF-A");
    let standing = found(&["CC-ONE"], &["CC-TWO", "CC-QUICK"]);
    assert_eq!(names(&standing), ["CC-TWO", "CC-QUICK", "CC-THREE", "CC-PATCH"]);
    assert_eq!(
        standing[0].1,
        "common, and in place here: it only has to be linked; order 2: protects; answers ALOF"
    );
}
