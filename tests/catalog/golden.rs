//! Rule 1 over the published example worksheet: what a person found by hand in form and workbook.

use riskward::{domain::word::Word, process::coverage::RuleProblemKind};

use super::answers::{assess, codes, form, published_example};

#[test]
fn the_fixture_answers_every_item_of_the_form_once() {
    let example = published_example();
    let given: Vec<&str> = example.iter().map(|given| given.item.as_str()).collect();
    let asked: Vec<&str> = form().items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(given, asked);
    assert_eq!(given.len(), 240);
}

#[test]
fn the_example_is_covered_as_read_over_by_hand() {
    let found: Vec<String> = assess(&published_example(), &codes())
        .per_capability
        .iter()
        .map(|result| format!("{} {}: {}", result.code, result.coverage.word(), result.because))
        .collect();
    assert_eq!(
        found,
        [
            "ALOF not_provided: bad: ALOF-1",
            "AUDT not_provided: bad: AUDT-2; \
             dropped out: AUDT-1.1, AUDT-4.1, AUDT-5, AUDT-5.1, AUDT-5.2, AUDT-5.3, AUDT-6, AUDT-7",
            "AUTH not_provided: bad: AUTH-1, AUTH-2",
            "CSUP not_provided: bad: CSUP-11; \
             open: CSUP-2.1, CSUP-2.2, CSUP-3.1, CSUP-3.2, CSUP-4.1, CSUP-4.2, CSUP-5.1, CSUP-5.2, CSUP-6.1, CSUP-6.2, CSUP-7",
            "DIDT not_provided: bad: DIDT-1",
            "DTBK partial: good: DTBK-5; bad: DTBK-3, DTBK-4",
            "EMRG not_applicable: dropped out: EMRG-1",
            "IGAU not_provided: bad: IGAU-1; dropped out: IGAU-2",
            "MLDP provided: good: MLDP-3; bad: MLDP-2, MLDP-4",
            "NAUT not_provided: bad: NAUT-1, NAUT-2",
            "PAUT not_provided: bad: PAUT-1, PAUT-4, PAUT-5; dropped out: PAUT-1.1",
            "PLOK provided: good: PLOK-2",
            "RDMP partial: good: RDMP-3; open: RDMP-4",
            "SAHD partial: good: SAHD-8, SAHD-9, SAHD-11, SAHD-12; \
             bad: SAHD-3.2, SAHD-7; dropped out: SAHD-14.1",
            "STCF not_provided: bad: STCF-1; open: STCF-1.1",
            "TXCF not_provided: bad: TXCF-2, TXCF-2.1",
            "TXIG not_provided: bad: TXIG-1",
            "CONN partial: 13 of 15 answered; open: DOC-10, CONN-2",
            "MPII partial: 21 of 22 answered; open: MPII-2.1",
            "RMOT partial: 1 of 3 answered; open: RMOT-2, RMOT-3",
            "SBOM not_provided: bad: SBOM-1; dropped out: SBOM-2.1, SBOM-2.3",
            "SGUD partial: good: SGUD-2, SGUD-3; bad: SGUD-1",
        ]
    );
}

#[test]
fn the_example_contradicts_itself_in_five_places() {
    let assessed = assess(&published_example(), &codes());
    let mut found: Vec<&str> = assessed
        .problems
        .iter()
        .filter(|problem| problem.kind == RuleProblemKind::Contradiction)
        .map(|problem| problem.what.as_str())
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "CSUP-1 says N/A, but MLDP-1 says Yes.",
            "CSUP-3.4 says No, although CSUP-3 says N/A.",
            "MLDP-2.5 says Yes, although MLDP-2 says No.",
            "SGUD-1 says No, but SGUD-2 says Yes and SGUD-3 says Yes.",
            "SGUD-3 says Yes, but PAUT-4 says No.",
        ]
    );
}

#[test]
fn the_example_says_not_applicable_where_ten_items_apply() {
    let assessed = assess(&published_example(), &codes());
    let found: Vec<&str> = assessed
        .problems
        .iter()
        .filter(|problem| problem.kind == RuleProblemKind::NotApplicable)
        .flat_map(|problem| problem.items.iter().map(String::as_str))
        .collect();
    assert_eq!(
        found,
        [
            "MPII-2.1",
            "CSUP-1",
            "CSUP-7",
            "CSUP-10.1",
            "CONN-2",
            "RDMP-4",
            "SGUD-3.1",
            "STCF-1.1",
            "RMOT-2",
            "RMOT-3",
        ]
    );
}
