//! Statements that contradict each other and that a coverage counts on which an acceptance rests.

use super::{Around, Check};
use crate::{
    domain::{assessment::CapabilityCoverage, gate::Missing},
    process::{
        coverage::{RuleProblem, RuleProblemKind},
        file::RiskFile,
    },
};

pub(super) const CHECK: Check = Check { name: "contradiction", run };

fn run(file: &RiskFile<'_>, around: &Around) -> Vec<Missing> {
    let mut missing = Vec::new();
    // Where a person has said what holds, the statements are not relied on any more.
    for coverage in file.coverages.iter().filter(|held| held.overruled.is_none()) {
        let resting = resting(file, coverage);
        if resting.is_empty() {
            continue;
        }
        let code = &coverage.capability;
        for problem in around.contradictions.iter().filter(|problem| counts(coverage, problem)) {
            let what = format!(
                "{code} counts answers that contradict each other ({}), and {} rests on it",
                problem.what.trim_end_matches('.'),
                resting.join(", ")
            );
            missing.push(Missing::blocks(what, file.place(code), "overrule-coverage"));
        }
    }
    missing
}

/// The risks from a capability whose acceptance stands.
fn resting(file: &RiskFile<'_>, coverage: &CapabilityCoverage) -> Vec<String> {
    let from = file.open_risks().filter(|entry| entry.risk.capabilities.contains(&coverage.capability));
    let stands = from.filter(|entry| entry.decision.as_ref().is_some_and(|d| d.stands() && d.accepts()));
    stands.map(|entry| entry.risk.reference.clone()).collect()
}

fn counts(coverage: &CapabilityCoverage, problem: &RuleProblem) -> bool {
    problem.kind == RuleProblemKind::Contradiction
        && problem.items.iter().any(|item| coverage.items.contains(item))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{capability::Coverage, decision::AcceptanceState},
        process::quality::bench::{Bench, accepted, coverage, risk, whats},
    };

    #[test]
    fn a_contradiction_counts_where_an_acceptance_rests_on_it() {
        let mut bench = Bench {
            coverages: vec![
                coverage("MLDP", &["MLDP-2", "MLDP-3"]),
                coverage("AUTH", &["AUTH-1"]),
                coverage("DTBK", &["DTBK-1"]),
            ],
            ..Bench::default()
        };
        for (number, code, state) in [
            (1, "MLDP", AcceptanceState::InForce),
            (2, "AUTH", AcceptanceState::InForce),
            (3, "DTBK", AcceptanceState::Withdrawn),
        ] {
            let mut entry = risk(number);
            entry.risk.value.capabilities = vec![code.into()];
            entry.decision = Some(accepted("The drill brought it back.", state));
            bench.risks.push(entry);
        }
        let problem = |items: &[&str]| RuleProblem {
            kind: RuleProblemKind::Contradiction,
            items: items.iter().map(|item| (*item).to_owned()).collect(),
            what: format!("{} says Yes, but {} says No.", items[0], items[1]),
        };
        let contradictions = vec![problem(&["MLDP-3", "SAHD-1"]), problem(&["DTBK-1", "SAHD-2"])];
        let around = Around { contradictions, ..Around::default() };
        let found = run(&bench.file(), &around);
        let says = "MLDP counts answers that contradict each other (MLDP-3 says Yes, but SAHD-1 says No), and R-001 \
                    rests on it";
        assert_eq!(whats(&found), [says]);
        assert_eq!((found[0].place.as_str(), found[0].mend), ("ip3/MLDP", "overrule-coverage"));
        bench.coverages[0].value.overruled = Some(Coverage::NotProvided);
        assert_eq!(run(&bench.file(), &around), []);
    }
}
