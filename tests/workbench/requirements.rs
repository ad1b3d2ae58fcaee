//! Requirement sets: adopted by a person for the register, answered by a person in an assessment, counted in the gap.

use riskward::{
    catalog::Catalogue,
    domain::requirement::RequirementState,
    workbench::{
        actions::action,
        questions::{chain::ChainCapability, requirements::RequirementLine},
    },
};

use crate::{
    other_catalogue,
    register::{Register, empty, sample, with},
};

/// A set with the words and the version given; its third requirement holds only where a product is hosted outside.
fn set(id: &str, version: &str, more: &str) -> String {
    let prefix = id.to_uppercase();
    format!(
        r#"
version = "{version}"
id = "{id}"
kind = "region"
title = "Land of {prefix}"
basis = "Made up for this test; what a real one says stands in the catalogue."
roles = ["clinical_safety_officer"]
[[source]]
id = "law"
title = "Law of {prefix}"
verified = true
[[source]]
id = "guide"
title = "Guide of {prefix}"
verified = false
[[requirement]]
id = "{prefix}-ALOF-1"
capability = "ALOF"
title = "Sessions end"
text = "A session that nobody uses ends or locks after a time that is set."
source = "guide"
clause = "4.2"
look_for = "The idle time as measured on a unit in use."
items = ["ALOF-1", "ALOF-2"]
[[requirement]]
id = "{prefix}-EMRG-1"
capability = "EMRG"
title = "A way in for emergencies"
text = "In an emergency a clinician reaches the patient's data without waiting."
source = "law"
clause = "12"
look_for = "The last drill of it, with its date."
[[requirement]]
id = "{prefix}-CSUP-1"
capability = "CSUP"
title = "The host tells when it patches"
text = "Who hosts the product tells of each patch before it is put in."
source = "law"
clause = "13"
look_for = "The notices of the last year."
traits = ["hosted-outside"]
{more}"#
    )
}

const OUTSIDE: &str = r#"
version = "1"
id = "hosted-outside"
title = "Hosted outside"
meaning = "The product or a part of it runs in a data centre of somebody else."
basis = "Made up for this test; the words of the real one lie in the catalogue."
[[require]]
capability = "CSUP"
required = "desired"
reason = "somebody else patches, and it is to be known when"
"#;
const MORE: &str = r#"
[[requirement]]
id = "XX-ALOF-2"
capability = "ALOF"
title = "The time is written down"
text = "For each screen and role the idle time is written down with its reason."
source = "law"
clause = "14"
look_for = "The list of idle times, signed by the ward."
"#;

fn first() -> &'static Catalogue {
    other_catalogue::with(&[
        ("traits/hosted-outside.toml", OUTSIDE),
        ("requirements/xx.toml", &set("xx", "1", "")),
        ("requirements/yy.toml", &set("yy", "1", "")),
    ])
}

fn second() -> &'static Catalogue {
    let newer = set("xx", "2", MORE).replace("A session that nobody uses", "Each session that nobody uses");
    let newer = newer.replace("XX-EMRG-1", "XX-EMRG-9");
    other_catalogue::with(&[
        ("traits/hosted-outside.toml", OUTSIDE),
        ("requirements/xx.toml", &newer),
        ("requirements/yy.toml", &set("yy", "1", "")),
    ])
}

/// A register with one sample loaded and the set `xx` adopted; its catalogue has `yy` too.
pub(crate) fn adopted(name: &str) -> Register {
    let mut register = with(name);
    register.workbench.work_with(first());
    register.act("adopt-requirements", "", &[("sets", "xx"), ("reason", "we stand there")]).unwrap();
    register
}

fn capability(register: &Register, subject: &str) -> ChainCapability {
    let (reference, code) = subject.split_once('/').unwrap();
    let chain = register.workbench.chain(reference).unwrap();
    chain.capabilities.into_iter().find(|one| one.code == code).unwrap()
}

fn asked(register: &Register, subject: &str) -> Vec<RequirementLine> {
    capability(register, subject).requirements
}

fn told(lines: &[RequirementLine]) -> Vec<String> {
    lines.iter().map(|one| format!("{} {}", one.id, one.state())).collect()
}

#[test]
fn several_sets_are_adopted_by_a_person_and_asked_in_every_assessment() {
    let mut register = with("infusion-pump");
    register.workbench.work_with(first());
    assert_eq!(asked(&register, "ip3/ALOF"), []);
    let both = [("sets", "xx|yy"), ("reason", "we stand in both"), ("by", "L. Novak")];
    let said = register.act("adopt-requirements", "", &both).unwrap().said;
    assert_eq!(
        said,
        "Requirements adopted: xx (3 requirements); yy (3 requirements). They ask for people in these roles: \
         clinical_safety_officer."
    );
    assert_eq!(told(&asked(&register, "ip3/ALOF")), ["XX-ALOF-1 not answered", "YY-ALOF-1 not answered"]);
    let line = &asked(&register, "ip3/ALOF")[0];
    assert_eq!(
        (line.set.as_str(), line.set_title.as_str(), line.reference.as_str(), line.verified),
        ("xx", "Land of XX", "Guide of XX, 4.2 (unverified)", false)
    );
    assert_eq!(asked(&register, "ip3/EMRG")[0].reference, "Law of XX, 12");
    assert_eq!(asked(&register, "ip3/CSUP"), [], "no placement is hosted outside");
    let history = register.workbench.history("", 5).unwrap();
    assert_eq!(
        (history[0].said.as_str(), history[0].reason.as_str()),
        ("Requirements adopted by L. Novak: xx (3 requirements); yy (3 requirements).", "we stand in both")
    );
    let trouble = register.act("adopt-requirements", "", &both).unwrap_err();
    assert_eq!(trouble.because, "xx, yy holds here already, with this very text");
    let trouble = register.act("adopt-requirements", "", &[("sets", "zz"), ("reason", "r")]).unwrap_err();
    assert_eq!(trouble.because, "there is no requirement set \"zz\"");
    // One key takes the adoption back.
    register.act("undo", "", &[]).unwrap();
    assert_eq!(asked(&register, "ip3/ALOF"), []);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn a_requirement_with_traits_is_asked_where_the_placements_have_them() {
    let mut register = adopted("infusion-pump");
    register.act("edit-placement", "ip3", &[("placement", "1"), ("traits", "hosted-outside")]).unwrap();
    assert_eq!(told(&asked(&register, "ip3/CSUP")), ["XX-CSUP-1 not answered"]);
    register
        .act("answer-requirement", "ip3/CSUP", &[("requirement", "XX-CSUP-1"), ("answer", "not_met")])
        .unwrap();
    register.act("edit-placement", "ip3", &[("placement", "1"), ("traits", "none")]).unwrap();
    assert_eq!(asked(&register, "ip3/CSUP"), [], "an answer counts only where the requirement holds");
}

#[test]
fn the_form_suggests_from_the_statements_and_nothing_is_answered_by_itself() {
    let mut register = adopted("infusion-pump");
    let began = (action("answer-requirement").unwrap().prefill)(&register.workbench, "ip3/ALOF").unwrap();
    assert_eq!(
        ["requirement", "answer", "statements", "remark"].map(|name| began.text(name)),
        [
            "XX-ALOF-1",
            "met",
            "ALOF-1|ALOF-2",
            "Suggested by the statements: ALOF-1 speaks for it; ALOF-2 speaks for it."
        ]
    );
    assert_eq!(told(&asked(&register, "ip3/ALOF")), ["XX-ALOF-1 not answered"]);
    let without = (action("answer-requirement").unwrap().prefill)(&register.workbench, "ip3/EMRG").unwrap();
    assert_eq!((without.text("requirement"), without.text("answer")), ("XX-EMRG-1".into(), String::new()));
    let trouble =
        register.act("answer-requirement", "ip3/ALOF", &[("requirement", "XX-ALOF-1")]).unwrap_err();
    assert_eq!(trouble.because, "answer is empty, and nothing is answered by itself");
    assert!(trouble.try_this.contains("suggest answer=met statements=\"ALOF-1|ALOF-2\""), "{trouble}");
    // What is said to be met rests on something.
    let bare = [("requirement", "xx-alof-1"), ("answer", "partly")];
    let trouble = register.act("answer-requirement", "ip3/ALOF", &bare).unwrap_err();
    assert!(trouble.because.starts_with("evidence and statements are empty"), "{trouble}");
    let unknown = [("requirement", "XX-ALOF-1"), ("answer", "met"), ("statements", "ALOF-1|ALOF-99")];
    let trouble = register.act("answer-requirement", "ip3/ALOF", &unknown).unwrap_err();
    assert_eq!(trouble.because, "statements names ALOF-99, which the disclosure does not answer");
    let elsewhere = [("requirement", "XX-EMRG-1"), ("answer", "not_met")];
    let trouble = register.act("answer-requirement", "ip3/ALOF", &elsewhere).unwrap_err();
    assert!(trouble.because.contains("not asked of ALOF here"), "{trouble}");
    let trouble = register.act("answer-requirement", "ip3/MLDP", &elsewhere).unwrap_err();
    assert_eq!(trouble.because, "no adopted requirement set asks anything of ip3/MLDP");
    let full = [
        ("requirement", "XX-ALOF-1"),
        ("answer", "met"),
        ("statements", "ALOF-1"),
        ("evidence", "Measured in bay 3"),
        ("person", "L. Novak"),
        ("on", "2026-11-20"),
    ];
    let said = register.act("answer-requirement", "ip3/ALOF", &full).unwrap().said;
    assert_eq!(said, "ip3/ALOF: XX-ALOF-1 is met, says L. Novak.");
    let line = &asked(&register, "ip3/ALOF")[0];
    assert_eq!(
        (line.answer, line.rests_on.as_str(), line.by.as_str()),
        (Some(RequirementState::Met), "ALOF-1; Measured in bay 3", "L. Novak on 2026-11-20")
    );
    // The form opens again on what was answered, and on the version that it is edited on.
    let again = (action("answer-requirement").unwrap().prefill)(&register.workbench, "ip3/ALOF").unwrap();
    assert_eq!(
        (again.text("evidence"), again.text("opened_on_XX-ALOF-1")),
        ("Measured in bay 3".into(), "1".into())
    );
    register.act("undo", "", &[]).unwrap();
    assert_eq!(told(&asked(&register, "ip3/ALOF")), ["XX-ALOF-1 not answered"]);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn an_unmet_requirement_counts_in_the_gap_of_its_capability() {
    let mut register = with("infusion-pump");
    let before = register.workbench.standing("ip3").unwrap().gaps;
    register.workbench.work_with(first());
    register.act("adopt-requirements", "", &[("sets", "xx"), ("reason", "r")]).unwrap();
    assert_eq!(
        register.workbench.standing("ip3").unwrap().gaps,
        before,
        "what nobody has answered makes no gap"
    );
    assert!(!capability(&register, "ip3/ALOF").gap);
    for (answer, gap) in [("not_met", true), ("met", false), ("partly", true), ("unknown", false)] {
        let args = [("requirement", "XX-ALOF-1"), ("answer", answer), ("evidence", "Measured in bay 3")];
        register.act("answer-requirement", "ip3/ALOF", &args).unwrap();
        assert_eq!(capability(&register, "ip3/ALOF").gap, gap, "{answer}");
        assert_eq!(register.workbench.standing("ip3").unwrap().gaps, before + usize::from(gap), "{answer}");
        let wanted = format!("ALOF (claimed, not in use everywhere; XX-ALOF-1 {}) has neither a risk", {
            if answer == "not_met" { "not met" } else { "partly met" }
        });
        let missing = register.workbench.gates("ip3").unwrap();
        let found =
            missing.gates.iter().flat_map(|gate| &gate.missing).any(|one| one.what.starts_with(&wanted));
        assert_eq!(found, gap, "{answer}");
    }
    register
        .act("answer-requirement", "ip3/ALOF", &[("requirement", "XX-ALOF-1"), ("answer", "not_met")])
        .unwrap();
    register.act("drop-requirements", "", &[("sets", "xx"), ("reason", "the law was repealed")]).unwrap();
    assert_eq!(register.workbench.standing("ip3").unwrap().gaps, before);
    let trouble = register.act("drop-requirements", "", &[("sets", "xx"), ("reason", "r")]).unwrap_err();
    assert!(trouble.because.contains("no requirement set that this register has adopted"), "{trouble}");
    register.act("adopt-requirements", "", &[("sets", "xx"), ("reason", "it came back")]).unwrap();
    assert_eq!(told(&asked(&register, "ip3/ALOF")), ["XX-ALOF-1 not met"], "answers outlive that");
}

/// A decision rests on how the requirements under the risk's capabilities are answered.
#[test]
fn another_answer_makes_the_decisions_stale_that_rest_on_it() {
    let mut register = adopted("patient-monitor");
    register.act("reassess", "pm7", &[("reason", "requirements came")]).unwrap();
    let chain = register.workbench.chain("pm7").unwrap();
    let (code, risk) = chain
        .capabilities
        .iter()
        .filter(|one| ["ALOF", "EMRG"].contains(&one.code.as_str()))
        .find_map(|one| Some((one.code.clone(), one.risks.first()?.reference.clone())))
        .expect("a risk under a capability that the set asks of");
    let subject = format!("pm7/{code}");
    let requirement = format!("XX-{code}-1");
    let answer = |register: &mut Register, answer: &str, remark: &str| {
        let args = [
            ("requirement", requirement.as_str()),
            ("answer", answer),
            ("evidence", "Seen"),
            ("remark", remark),
        ];
        register.act("answer-requirement", &subject, &args).unwrap();
    };
    answer(&mut register, "met", "");
    let accept = [
        ("decision", "accept"),
        ("decided_by", "E. Marchetti"),
        ("evidence", "Minutes of 2026-11-20"),
        ("rationale", "The panel of 2026-11-20 has looked at this residual risk."),
        ("review_on", "2027-02-01"),
        ("valid_until", "2027-02-15"),
    ];
    let risk = format!("pm7/{risk}");
    register.act("decide", &risk, &accept).unwrap();
    let warning =
        |register: &Register| register.workbench.risk(&risk).unwrap().decisions[0].said.warning.clone();
    assert_eq!(warning(&register), "");
    answer(&mut register, "met", "said again, in other words");
    assert_eq!(warning(&register), "", "what was remarked is no part of it");
    answer(&mut register, "partly", "");
    assert!(warning(&register).contains("STALE"), "{}", warning(&register));
    answer(&mut register, "met", "");
    assert_eq!(warning(&register), "");
}

#[test]
fn a_newer_version_of_a_set_keeps_the_answers_of_the_ids_that_stayed() {
    let mut register = adopted("infusion-pump");
    for (subject, id) in [("ip3/ALOF", "XX-ALOF-1"), ("ip3/EMRG", "XX-EMRG-1")] {
        register.act("answer-requirement", subject, &[("requirement", id), ("answer", "not_met")]).unwrap();
    }
    register.workbench.work_with(second());
    assert_eq!(
        told(&asked(&register, "ip3/ALOF")),
        ["XX-ALOF-1 not met"],
        "a newer catalogue changes nothing"
    );
    assert!(asked(&register, "ip3/ALOF")[0].text.starts_with("A session"));
    let said = register
        .act("adopt-requirements", "", &[("sets", "xx"), ("reason", "the new edition")])
        .unwrap()
        .said;
    assert!(
        said.starts_with(
            "Requirements adopted: xx in version 2, before 1: 2 new, 1 changed, 1 gone; answers stay with the ids."
        ),
        "{said}"
    );
    assert_eq!(told(&asked(&register, "ip3/ALOF")), ["XX-ALOF-1 not met", "XX-ALOF-2 not answered"]);
    assert!(asked(&register, "ip3/ALOF")[0].text.starts_with("Each session"));
    assert_eq!(told(&asked(&register, "ip3/EMRG")), ["XX-EMRG-9 not answered"]);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn answers_are_frozen_with_a_decided_revision_and_taken_over_by_the_next() {
    let mut register = adopted("patient-monitor");
    register.act("reassess", "pm7", &[("reason", "requirements came")]).unwrap();
    let by_statement = [("requirement", "XX-ALOF-1"), ("answer", "not_met"), ("statements", "ALOF-1")];
    register.act("answer-requirement", "pm7/ALOF", &by_statement).unwrap();
    let by_evidence = [("requirement", "XX-EMRG-1"), ("answer", "met"), ("evidence", "Drill of 2026-10-01")];
    register.act("answer-requirement", "pm7/EMRG", &by_evidence).unwrap();
    let accept = [
        ("decision", "accept"),
        ("decided_by", "E. Marchetti"),
        ("evidence", "Minutes of 2026-11-20"),
        ("rationale", "The panel of 2026-11-20 has looked at every residual risk."),
        ("review_on", "2027-02-01"),
        ("valid_until", "2027-02-15"),
    ];
    register.act("decide", "pm7", &accept).unwrap();
    let trouble = register.act("answer-requirement", "pm7/ALOF", &by_statement).unwrap_err();
    assert!(trouble.because.contains("was decided as a whole on"), "{trouble}");
    let said = register.act("reassess", "pm7", &[("reason", "again")]).unwrap().said;
    assert!(!said.contains("answer it again"), "{said}");
    assert_eq!(told(&asked(&register, "pm7/ALOF")), ["XX-ALOF-1 not met"]);
    assert_eq!(told(&asked(&register, "pm7/EMRG")), ["XX-EMRG-1 met"]);
    // Where the manufacturer has answered otherwise since, what rested on it is answered anew.
    register.act("decide", "pm7", &accept).unwrap();
    let text = std::fs::read_to_string(sample("patient-monitor").join("disclosure.toml")).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("rev-c.toml");
    let changed = text.replacen("\"ALOF-1\" = { answer = \"no\"", "\"ALOF-1\" = { answer = \"yes\"", 1);
    std::fs::write(&path, changed).unwrap();
    let request = register.workbench.new_request();
    register.workbench.import(&path, Some("pm7"), request).unwrap();
    let said = register.act("reassess", "pm7", &[("reason", "again")]).unwrap().said;
    assert!(said.ends_with("The statements behind XX-ALOF-1 have changed: answer it again."), "{said}");
    assert_eq!(told(&asked(&register, "pm7/ALOF")), ["XX-ALOF-1 not answered"]);
    assert_eq!(told(&asked(&register, "pm7/EMRG")), ["XX-EMRG-1 met"]);
    assert_eq!(told(&asked(&register, "pm7@3/ALOF")), ["XX-ALOF-1 not met"]);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn a_project_file_adopts_the_sets_that_it_names() {
    let directory = tempfile::tempdir().unwrap();
    for file in ["project.toml", "disclosure.toml"] {
        let text = std::fs::read_to_string(sample("patient-monitor").join(file)).unwrap();
        let text = text.replacen("[project]\n", "[project]\nrequirements = [\"xx\", \"yy\"]\n", 1);
        std::fs::write(directory.path().join(file), text).unwrap();
    }
    let mut register = empty();
    let trouble = register.workbench.load(directory.path()).unwrap_err();
    assert!(trouble.because.contains("there is no requirement set \"xx\""), "{trouble}");
    register.workbench.work_with(first());
    register.act("adopt-requirements", "", &[("sets", "xx"), ("reason", "r")]).unwrap();
    register.workbench.work_with(second());
    let said = register.workbench.load(directory.path()).unwrap().said;
    assert!(said.contains("Kept as this register has it: requirement set xx"), "{said}");
    assert_eq!(told(&asked(&register, "pm7/ALOF")), ["XX-ALOF-1 not answered", "YY-ALOF-1 not answered"]);
}

#[test]
fn two_adopted_sets_never_have_a_requirement_of_one_id() {
    let mut register = adopted("infusion-pump");
    let twin = set("zz", "1", MORE.replace("XX-ALOF-2", "XX-ALOF-1").as_str());
    register.workbench.work_with(other_catalogue::with(&[
        ("traits/hosted-outside.toml", OUTSIDE),
        ("requirements/zz.toml", &twin),
    ]));
    let trouble = register.act("adopt-requirements", "", &[("sets", "zz"), ("reason", "r")]).unwrap_err();
    assert_eq!(trouble.because, "zz and xx both have a requirement XX-ALOF-1");
}
