//! The process in the binary: fourteen gates, checks that exist, clauses with their edition.

use riskward::{
    catalog::{
        Catalogue, checks,
        process::{Process, Trust},
    },
    domain::{assessment::Stage, word::Word as _},
    process::checks::{CHECKS, check},
};

fn process() -> &'static Process {
    Catalogue::embedded().process("iec-80001-1").expect("the process is there")
}

#[test]
fn there_are_fourteen_gates_in_their_order() {
    let ids: Vec<&str> = process().gates.iter().map(|gate| gate.id.as_str()).collect();
    let wanted: Vec<String> = (0..14).map(|number| format!("G{number}")).collect();
    assert_eq!(ids, wanted);
}

#[test]
fn every_check_named_exists_and_every_check_is_named() {
    let named: Vec<&str> =
        process().gates.iter().flat_map(|gate| &gate.checks).map(|one| one.check.as_str()).collect();
    for name in &named {
        assert!(check(name).is_some(), "no check is called {name}");
    }
    let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
    assert_eq!(names, checks::CHECKS, "what a process may name is what there is");
    for known in CHECKS {
        let times = named.iter().filter(|name| **name == known.name).count();
        assert_eq!(times, 1, "{} stands in one gate", known.name);
    }
}

#[test]
fn a_check_is_made_in_stages_that_its_gate_has() {
    for gate in &process().gates {
        assert!(!gate.stages.is_empty() && !gate.checks.is_empty(), "{}", gate.id);
        for one in &gate.checks {
            assert!(one.stages.iter().all(|stage| gate.stages.contains(stage)), "{}: {}", gate.id, one.check);
        }
    }
}

#[test]
fn every_stage_begins_with_the_scope_and_ends_with_a_decision_or_the_closing() {
    let last = |stage: Stage| {
        let mut gates = process().gates.iter().rev();
        gates.find(|gate| gate.stages.contains(&stage)).map(|gate| gate.id.as_str())
    };
    assert!(Stage::ALL.iter().all(|stage| process().gates[0].stages.contains(stage)));
    assert_eq!(last(Stage::Acquisition), Some("G11"));
    assert_eq!(last(Stage::GoLive), Some("G12"));
    assert_eq!(last(Stage::ContinuedUse), Some("G12"));
    assert_eq!(last(Stage::Decommission), Some("G13"));
}

#[test]
fn every_clause_carries_its_edition_and_how_far_to_trust_it() {
    for gate in &process().gates {
        let (document, clause) = gate.clause.split_once(", ").expect("a document, then a clause");
        let (_, year) = document.rsplit_once(':').expect("an edition");
        assert!(year.len() == 4 && year.chars().all(|digit| digit.is_ascii_digit()), "{}", gate.clause);
        assert!(clause.starts_with(|first: char| first.is_ascii_digit()), "{}", gate.clause);
        let is_marked = gate.reference().ends_with(" (unverified)");
        assert_eq!(is_marked, gate.trust == Trust::Unverified, "{}", gate.reference());
    }
}

#[test]
fn the_process_reads_the_same_from_the_text_it_hands_out() {
    assert_eq!(Process::parse("register", process().text()).as_ref(), Ok(process()));
}

#[test]
fn the_page_for_risk_managers_tells_the_gates_as_they_are() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/process.md"))
        .expect("the page is there");
    for gate in &process().gates {
        let begins = format!("| **{} {}** |", gate.id, gate.name);
        let row = page.lines().find(|line| line.starts_with(&begins));
        let cells: Vec<&str> = row.expect("each gate has its row").split(" | ").collect();
        assert_eq!(cells.len(), 6, "{}", gate.id);
        for (stage, told) in Stage::ALL.iter().zip(&cells[1..5]) {
            assert_eq!(*told != "–", gate.stages.contains(stage), "{} in {stage}", gate.id);
        }
        assert_eq!(cells[5].trim_end_matches(" |"), gate.reference());
    }
    let steps = page.lines().filter(|line| line.starts_with("| IEC TR 80001-2-1:2012, step "));
    assert_eq!(steps.filter(|line| line.contains(" (unverified) | ")).count(), 10);
}
