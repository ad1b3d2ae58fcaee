//! What a gap suggests, on a small catalogue of its own.

use riskward::{
    catalog::{forms::Form, risks::CapabilityRisks},
    domain::{
        capability::{Coverage, InUseState},
        disclosure::Answer,
    },
    process::{
        coverage::{Answered, Answers},
        suggest::{Fit, Situation, Suggestions, suggestions},
    },
};

use super::small::FORM;

fn risk(id: &str, more: &str) -> String {
    format!(
        "[[risk]]\nid = \"ALOF-{id}\"\ntitle = \"t\"\nhazard = \"h\"\nhazardous_situation = \"s\"\n\
         causes = [\"c\"]\nconsequence = \"c\"\ncontrols = [\"CC-ONE\"]\nseverity.safety = {{ level = 1, why = \"w\" }}\n{more}\n"
    )
}

fn part() -> CapabilityRisks {
    let text = [
        "version = \"1\"\ncapability = \"ALOF\"\n".to_owned(),
        risk("PUMP", "arises_when = \"absent\"\nkinds = [\"infusion-pump\"]"),
        risk("ANY", "arises_when = \"absent\""),
        risk("PACS", "arises_when = \"absent\"\nkinds = [\"pacs\"]"),
        risk("HERE", "arises_when = \"present\""),
        risk("DONE", "arises_when = \"control\"\nfrom_controls = [\"CC-ONE\", \"CC-TWO\"]"),
        risk("WHEN", "arises_when = \"absent\"\nwhen = \"ALOF-1=no\""),
        "[[answer]]\ncontrol = \"CC-ONE\"\napplication = \"a\"\n".to_owned(),
        "[[answer]]\ncontrol = \"CC-TWO\"\napplication = \"a\"\nwhen = \"ALOF-1=yes\"\n".to_owned(),
    ];
    CapabilityRisks::parse("alof.toml", &text.concat()).expect("it has no fault")
}

fn ids(found: &Suggestions<'_>) -> Vec<String> {
    found.risks.iter().map(|risk| risk.risk.id.replace("ALOF-", "")).collect()
}

fn situation(coverage: Coverage) -> Situation<'static> {
    Situation { coverage, ..Situation::default() }
}

#[test]
fn what_is_lacking_and_what_is_there_bring_different_risks() {
    let part = part();
    let found = |coverage, in_use| ids(&suggestions(&part, &Situation { in_use, ..situation(coverage) }));
    let lacking = ["ANY", "WHEN", "PUMP", "PACS"];
    assert_eq!(found(Coverage::NotProvided, &[]), lacking);
    assert_eq!(found(Coverage::Unknown, &[InUseState::On]), lacking);
    assert_eq!(found(Coverage::Partial, &[]), ["ANY", "HERE", "WHEN", "PUMP", "PACS"]);
    assert_eq!(found(Coverage::Provided, &[InUseState::On, InUseState::NotChecked]), ["HERE"]);
    assert_eq!(
        found(Coverage::Provided, &[InUseState::On, InUseState::Off]),
        ["ANY", "HERE", "WHEN", "PUMP", "PACS"]
    );
    assert_eq!(found(Coverage::NotApplicable, &[InUseState::Off]), [""; 0]);
}

#[test]
fn the_kind_of_product_comes_first_and_nothing_is_hidden() {
    let part = part();
    let found = suggestions(&part, &Situation { kind: "pacs", ..situation(Coverage::NotProvided) });
    assert_eq!(ids(&found), ["PACS", "ANY", "WHEN", "PUMP"]);
    assert_eq!(
        found.risks.iter().map(|risk| risk.fit).collect::<Vec<_>>(),
        [Fit::Named, Fit::Any, Fit::Any, Fit::Other]
    );
}

#[test]
fn a_control_brings_its_own_risk() {
    let part = part();
    let found =
        suggestions(&part, &Situation { controls: &["CC-TWO"], ..situation(Coverage::NotApplicable) });
    assert_eq!(ids(&found), ["DONE"]);
    assert_eq!(found.risks[0].brought_by, ["CC-TWO"]);
}

#[test]
fn an_answer_decides_and_silence_does_not() {
    let part = part();
    let form = Form::parse("form.toml", FORM).expect("it has no fault");
    for (answer, when_risk, two) in [
        (Some(Answer::Yes), None, Some(true)),
        (Some(Answer::No), Some(true), None),
        (Some(Answer::NotApplicable), Some(false), Some(false)),
        (None, Some(false), Some(false)),
    ] {
        let given: Vec<Answered<'_>> =
            answer.map(|answer| Answered { item: "ALOF-1", answer, raw: "", note: "" }).into_iter().collect();
        let answers = Answers::new(&form, &given);
        let situation = Situation { answers: Some(&answers), ..situation(Coverage::NotProvided) };
        let found = suggestions(&part, &situation);
        let risk = found.risks.iter().find(|risk| risk.risk.id == "ALOF-WHEN").map(|risk| risk.certain);
        let control = found.controls.iter().find(|control| control.answer.control == "CC-TWO");
        assert_eq!(risk, when_risk, "{answer:?}");
        assert_eq!(control.map(|control| control.certain), two, "{answer:?}");
    }
}

#[test]
fn controls_answer_what_is_lacking_only() {
    let part = part();
    assert_eq!(suggestions(&part, &situation(Coverage::NotProvided)).controls.len(), 2);
    assert_eq!(suggestions(&part, &situation(Coverage::Provided)).controls.len(), 0);
}

/// Under supporting information a told fact brings its risk, complete as the disclosure may be; one that is left open only
/// while something is lacking.
#[test]
fn told_facts_bring_their_risks_whatever_the_coverage() {
    let form = Form::parse("form.toml", FORM).expect("it has no fault");
    let text = |code: &str| {
        let risk = risk("FACT", "arises_when = \"absent\"\nwhen = \"ALOF-1=yes\"");
        let risk = risk.replace("ALOF-FACT", &format!("{code}-FACT"));
        format!("version = \"1\"\ncapability = \"{code}\"\n{risk}")
    };
    let found = |code: &str, answer: Answer, coverage: Coverage| {
        let part = CapabilityRisks::parse("part.toml", &text(code)).expect("it has no fault");
        let given = [Answered { item: "ALOF-1", answer, raw: "", note: "" }];
        let answers = Answers::new(&form, &given);
        ids(&suggestions(&part, &Situation { answers: Some(&answers), ..situation(coverage) })).len()
    };
    assert_eq!(found("CONN", Answer::Yes, Coverage::Provided), 1);
    assert_eq!(found("CONN", Answer::No, Coverage::Provided), 0);
    assert_eq!(found("CONN", Answer::Unanswered, Coverage::Partial), 1);
    assert_eq!(found("CONN", Answer::Yes, Coverage::NotApplicable), 0);
    assert_eq!(found("ALOF", Answer::Yes, Coverage::Provided), 0, "a claim is no such fact");
}
