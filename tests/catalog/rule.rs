//! Rule 1, case by case, on the form of 2019.

use riskward::{
    catalog::forms::{AnswerType, Good},
    domain::{
        capability::Coverage::{self, NotApplicable, NotProvided, Partial, Provided, Unknown},
        disclosure::Answer,
    },
    process::coverage::{Assessed, CapReason, CapabilityResult, RuleProblemKind},
};

use super::answers::{Given, assess, form};

/// Items, and what stands in the file for each.
type Said = [(&'static str, &'static str)];

/// What stands in the file for one item: an answer, and a remark after a bar.
fn said(item: &str, text: &str) -> Given {
    let (raw, note) = text.split_once(" | ").unwrap_or((text, ""));
    let answer = match raw {
        _ if raw.starts_with("Yes") => Answer::Yes,
        "No" => Answer::No,
        "N/A" => Answer::NotApplicable,
        "See note" => Answer::SeeNote,
        "" => Answer::Unanswered,
        _ => Answer::Text,
    };
    Given { item: item.to_owned(), answer, raw: raw.to_owned(), note: note.to_owned() }
}

fn result(code: &str, answers: &[(&str, &str)]) -> CapabilityResult {
    let given: Vec<Given> = answers.iter().map(|(item, text)| said(item, text)).collect();
    assess(&given, &[code]).per_capability.remove(0)
}

fn problems(answers: &[(&str, &str)], kind: RuleProblemKind) -> Vec<String> {
    let given: Vec<Given> = answers.iter().map(|(item, text)| said(item, text)).collect();
    let Assessed { problems, .. } = assess(&given, &[]);
    problems.into_iter().filter(|problem| problem.kind == kind).map(|problem| problem.what).collect()
}

#[test]
fn groups_make_coverage() {
    let cases: &[(&str, &Said, Coverage)] = &[
        ("AUTH", &[("AUTH-1", "Yes"), ("AUTH-2", "Yes")], Provided),
        ("AUTH", &[("AUTH-1", "Yes"), ("AUTH-2", "No")], Partial),
        ("AUTH", &[("AUTH-1", "Yes")], Partial),
        ("AUTH", &[("AUTH-1", "No")], NotProvided),
        ("AUTH", &[("AUTH-1", "No"), ("AUTH-2", "N/A")], NotProvided),
        ("AUTH", &[("AUTH-1", "N/A"), ("AUTH-2", "See note")], Unknown),
        ("AUTH", &[("AUTH-1", "partly"), ("AUTH-2", "")], Unknown),
        ("AUTH", &[], Unknown),
        ("DIDT", &[("MPII-1", "No"), ("DIDT-1", "Yes")], NotApplicable),
        ("DIDT", &[("MPII-1", "N/A"), ("DIDT-1", "Yes")], Provided),
        ("SAHD", &[("SAHD-12", "Yes")], NotProvided),
        ("SAHD", &[("SAHD-12", "No")], Partial),
    ];
    for (code, answers, coverage) in cases {
        let found = result(code, answers);
        assert_eq!(found.coverage, *coverage, "{code} {answers:?}: {}", found.because);
    }
}

#[test]
fn an_item_that_dropped_out_lets_what_hangs_on_it_drop_out() {
    let found =
        result("STCF", &[("MPII-1", "No"), ("MPII-2", "Yes"), ("STCF-1", "Yes"), ("STCF-1.1", "Yes")]);
    assert_eq!(found.coverage, NotApplicable);
    assert_eq!(found.because, "dropped out: STCF-1, STCF-1.1");
    assert_eq!(found.items, [""; 0]);
}

#[test]
fn caps_keep_a_capability_from_being_provided() {
    let cases: &[(&str, &Said, Option<CapReason>)] = &[
        ("ALOF", &[("ALOF-1", "Yes")], None),
        ("ALOF", &[("ALOF-1", "Yes, optional")], Some(CapReason::QualifiedYes)),
        ("ALOF", &[("ALOF-1", "Yes | by licence")], Some(CapReason::QualifiedYes)),
        ("IGAU", &[("DTBK-1", "No"), ("IGAU-1", "Yes")], Some(CapReason::BareYes)),
        ("IGAU", &[("DTBK-1", "No"), ("IGAU-1", "Yes | __")], Some(CapReason::BareYes)),
        ("IGAU", &[("DTBK-1", "No"), ("IGAU-1", "Yes | checksum per record")], None),
        ("IGAU", &[("DTBK-1", "No"), ("IGAU-1", "Yes, checksum per record")], None),
        ("TXCF", &[("TXCF-2", "No"), ("TXCF-2.1", "Yes")], Some(CapReason::HalfAnswer)),
        ("TXCF", &[("TXCF-2", "Yes")], None),
        ("MLDP", &[("MLDP-2", "No"), ("MLDP-3", "Yes")], Some(CapReason::BareYes)),
        ("MLDP", &[("MLDP-2", "No"), ("MLDP-3", "Yes"), ("MLDP-4", "Yes")], None),
    ];
    for (code, answers, reason) in cases {
        let found = result(code, answers);
        assert_eq!(found.capped.first().map(|cap| cap.reason), *reason, "{code} {answers:?}");
        assert_eq!(found.coverage, if reason.is_some() { Partial } else { Provided }, "{code} {answers:?}");
    }
}

#[test]
fn a_yes_whose_parts_all_say_no_caps() {
    let accounts = [("PAUT-4", "Yes"), ("PAUT-5", "Yes"), ("PAUT-1", "Yes")];
    let with = |text| [&accounts[..], &[("PAUT-1.1", text)]].concat();
    let denied = result("PAUT", &with("No"));
    assert_eq!(denied.coverage, Partial);
    assert_eq!(
        denied.because,
        "good: PAUT-1, PAUT-4, PAUT-5; bad: PAUT-1.1; PAUT-1 says Yes while each of its parts says No"
    );
    assert_eq!(result("PAUT", &with("Yes, Optional")).coverage, Partial);
    assert_eq!(result("PAUT", &with("Yes")).coverage, Provided);
    assert_eq!(result("PAUT", &with("")).coverage, Provided);
}

#[test]
fn a_critical_item_answered_badly_is_named() {
    let found = result("PAUT", &[("PAUT-1", "Yes"), ("PAUT-4", "Yes"), ("PAUT-5", "No")]);
    assert_eq!(found.coverage, Partial);
    assert_eq!(found.capped.first().map(|cap| cap.reason), Some(CapReason::Critical));
}

#[test]
fn supporting_information_is_never_denied() {
    let all_no: Vec<(&str, &str)> = form()
        .items
        .iter()
        .filter(|item| item.section == "RMOT")
        .map(|item| (item.id.as_str(), "No"))
        .collect();
    assert_eq!(result("RMOT", &all_no).coverage, Provided);
    assert_eq!(result("RMOT", &all_no[..1]).coverage, Partial);
    assert_eq!(result("RMOT", &[]).coverage, Unknown);
    let doubtful = [&all_no[..], &[("RMOT-2", "Yes"), ("CONN-4", "No")]].concat();
    let found = result("RMOT", &doubtful);
    assert_eq!(found.coverage, Partial);
    assert!(found.because.ends_with("contradictory: RMOT-2"), "{}", found.because);
}

#[test]
fn a_capability_the_form_does_not_know_is_unknown() {
    let found = result("XXXX", &[("ALOF-1", "Yes")]);
    assert_eq!((found.coverage, found.because.as_str()), (Unknown, "the form asks nothing of it"));
}

#[test]
fn of_two_answers_to_one_item_the_later_holds() {
    assert_eq!(result("ALOF", &[("ALOF-1", "No"), ("ALOF-1", "Yes")]).coverage, Provided);
}

#[test]
fn contradictions_are_listed_and_each_only_once() {
    let cases: &[(&Said, &[&str])] = &[
        (&[("CSUP-1", "No"), ("CSUP-2", "Yes")], &["CSUP-1 says No, but CSUP-2 says Yes."]),
        (&[("CSUP-1", "No"), ("CSUP-8", "Yes")], &["CSUP-8 says Yes, although CSUP-1 says No."]),
        (&[("CSUP-1", "No"), ("CSUP-8", "No")], &[]),
        (&[("CSUP-1", "N/A"), ("CSUP-8", "No")], &["CSUP-8 says No, although CSUP-1 says N/A."]),
        (
            &[("AUDT-1", "No"), ("AUDT-2", "N/A"), ("AUDT-7", "Yes")],
            &["AUDT-7 says Yes, although AUDT-1 says No and AUDT-2 says N/A."],
        ),
        (&[("AUDT-1", "No"), ("AUDT-7", "Yes")], &[]),
        (&[("TXCF-2", "No"), ("TXCF-2.1", "Yes")], &[]),
        (&[("EMRG-1", "Yes"), ("AUTH-1", "No")], &[]),
        (
            &[("EMRG-1", "Yes"), ("AUTH-1", "No"), ("PAUT-1", "No")],
            &["EMRG-1 says Yes, but AUTH-1 says No and PAUT-1 says No."],
        ),
        (&[("AUTH-2", "No"), ("SAHD-5.1", "Yes")], &["AUTH-2 says No, but SAHD-5.1 says Yes."]),
    ];
    for (answers, expected) in cases {
        assert_eq!(&problems(answers, RuleProblemKind::Contradiction), expected, "{answers:?}");
    }
}

#[test]
fn not_applicable_is_a_problem_only_where_the_item_applies_for_certain() {
    let found = |answers| problems(answers, RuleProblemKind::NotApplicable);
    assert_eq!(found(&[("ALOF-1", "N/A")]), ["ALOF-1 says N/A, but it applies to every product."]);
    assert_eq!(
        found(&[("ALOF-1", "Yes"), ("ALOF-2", "N/A")]),
        ["ALOF-2 says N/A, but it applies: ALOF-1=yes."]
    );
    assert_eq!(found(&[("ALOF-1", "No"), ("ALOF-2", "N/A")]), [""; 0]);
    assert_eq!(found(&[("ALOF-2", "N/A")]), [""; 0]);
}

#[test]
fn the_form_asks_what_the_rule_counts() {
    for item in &form().items {
        let counted = item.group.is_some();
        assert!(!counted || item.answer == AnswerType::YesNoNa, "{}", item.id);
        assert!(!counted || matches!(item.good, Good::Yes | Good::No), "{}", item.id);
    }
    let without: Vec<&str> = super::answers::codes()
        .into_iter()
        .filter(|code| !form().items.iter().any(|i| i.group.is_some() && i.capabilities[0] == *code))
        .collect();
    assert_eq!(without, ["CONN", "MPII", "RMOT"]);
}
