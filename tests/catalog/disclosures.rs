//! Whole disclosures of invented makers, against coverages that were worked out beside the program from the rule's text.

use std::{fs, path::PathBuf};

use riskward::{
    catalog::{Catalogue, forms::Form},
    domain::word::Word as _,
    intake,
    process::coverage::{Assessed, RuleProblemKind},
};

use super::answers::{Given, assess, codes, form};

fn file(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/catalog/disclosures", name].iter().collect()
}

/// What the rule finds in the disclosure of this name, which answers every item.
fn assessed(name: &str) -> Assessed {
    let outlines: Vec<_> = Catalogue::embedded().forms().map(Form::outline).collect();
    let bytes = fs::read(file(&format!("{name}.toml"))).expect("the disclosure is there");
    let read = intake::read(&bytes, &outlines).expect("it holds statements");
    assert_eq!(read.statements.len(), form().items.len(), "{name} answers every item");
    let given: Vec<Given> = read
        .statements
        .into_iter()
        .map(|said| Given { item: said.id, answer: said.answer, raw: said.raw, note: said.note })
        .collect();
    assess(&given, &codes())
}

fn contradictions(found: &Assessed) -> Vec<&str> {
    let problems = found.problems.iter().filter(|problem| problem.kind == RuleProblemKind::Contradiction);
    problems.map(|problem| problem.what.as_str()).collect()
}

#[test]
fn three_whole_disclosures_are_covered_as_worked_out_from_the_rule() {
    for name in ["wearable-cloud", "analyser-old-windows", "pump-well-made"] {
        let found: Vec<(String, String)> = assessed(name)
            .per_capability
            .iter()
            .map(|result| (result.code.clone(), result.coverage.word().to_owned()))
            .collect();
        let mut expected =
            csv::Reader::from_path(file(&format!("{name}-coverage.csv"))).expect("it is there");
        let expected: Vec<(String, String)> =
            expected.deserialize().collect::<Result<_, _>>().expect("two columns");
        assert_eq!(expected.len(), 22, "{name}");
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn what_an_old_analyser_says_against_itself_is_told_and_a_well_made_pump_is_believed() {
    let analyser = assessed("analyser-old-windows");
    let said = contradictions(&analyser);
    for items in [["AUDT-5", "AUDT-5.1"], ["AUTH-2", "SAHD-5.1"], ["CONN-4", "RMOT-1"], ["SGUD-3", "PAUT-4"]]
    {
        assert!(
            said.iter().any(|what| items.iter().all(|item| what.contains(item))),
            "{items:?} in {said:?}"
        );
    }
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(assessed("pump-well-made").problems.is_empty());
}
