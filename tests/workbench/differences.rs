//! A project holds what differs at placements: rated apart, and sealed with the rating that it departs from.

use std::fs;

use riskward::domain::{rating::Phase, trouble::Trouble};

use crate::register::{Register, empty, sample};

/// The infusion pump's project with more lines before the decision of the risk of this template; loaded.
fn loaded(more: &str) -> Result<Register, Trouble> {
    let directory = tempfile::tempdir().unwrap();
    for file in fs::read_dir(sample("infusion-pump")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), directory.path().join(file.file_name())).unwrap();
    }
    let path = directory.path().join("project.toml");
    let text = fs::read_to_string(&path).unwrap();
    let at = text.find("[risk.decision]").unwrap();
    fs::write(&path, format!("{}{more}\n{}", &text[..at], &text[at..])).unwrap();
    let mut register = empty();
    register.workbench.load(directory.path())?;
    Ok(register)
}

fn difference(placement: &str, phase: &str) -> String {
    format!(
        "[[risk.difference]]\nplacement = \"{placement}\"\nphase = \"{phase}\"\nreason = \"No nurse stands beside \
         it at night.\"\nsafety = {{ severity = 3, likelihood = 2 }}\nrater = \"T. Vasko\"\non = \"2026-03-01\"\n"
    )
}

/// The name of the first placement, and the risk with the first decision.
fn first() -> (String, String) {
    let text = fs::read_to_string(sample("infusion-pump").join("project.toml")).unwrap();
    let name = text.split("[[placement]]").nth(1).unwrap().split("name = \"").nth(1).unwrap();
    let before = text.split("[risk.decision]").next().unwrap();
    (name.split('"').next().unwrap().to_owned(), format!("ip3/R-{:03}", before.matches("[[risk]]").count()))
}

#[test]
fn a_project_rates_a_placement_apart_and_its_decision_is_sealed_to_it() {
    let (placement, risk) = first();
    let mut register = loaded(&difference(&placement, "residual")).unwrap();
    let whole = register.workbench.risk(&risk).unwrap();
    let [one] = whole.differences.try_into().unwrap();
    assert_eq!(one.phase, Phase::Residual);
    assert_eq!(one.reason, "No nurse stands beside it at night.");
    assert_eq!(one.properties.len(), 1);
    let warning =
        |register: &Register| register.workbench.risk(&risk).unwrap().decisions[0].said.warning.clone();
    assert_eq!(warning(&register), "", "what was decided on is what the register holds");
    // once the placement does not differ any more, the decision is stale
    let gone = [("placement", "1"), ("phase", "residual"), ("reason", "A nurse stands there.")];
    register.act("record-difference", &risk, &gone).unwrap();
    assert!(warning(&register).starts_with("STALE: "), "{}", warning(&register));
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn a_difference_that_departs_from_nothing_is_refused_with_its_place() {
    let (placement, _) = first();
    let twice = format!("{}{}", difference(&placement, "residual"), difference(&placement, "residual"));
    for (more, because) in [
        (difference("Nowhere", "residual"), "there is no such placement"),
        (twice, "there are two of its residual rating"),
        (
            difference(&placement, "residual").replace("No nurse stands beside it at night.", " "),
            "gives no reason",
        ),
        (difference(&placement, "residual").replace("severity = 3", "severity = 6"), "6"),
        (difference(&placement, "final"), "final"),
    ] {
        let trouble = loaded(&more).err().unwrap();
        assert!(trouble.because.contains(because), "{trouble}");
    }
}
