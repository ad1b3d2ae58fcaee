//! Decisions that stand although somebody who took them has left.

use super::{Around, Check};
use crate::{
    domain::gate::Missing,
    process::file::{DecisionEntry, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "decider-left", run };

fn run(file: &RiskFile<'_>, _: &Around) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.open_risks() {
        let reference = &entry.risk.reference;
        if let Some(decision) = &entry.decision {
            missing.extend(of(file, decision, reference, &file.place(reference)));
        }
    }
    if let Some(decision) = &file.whole {
        missing.extend(of(file, decision, "the whole", &file.reference));
    }
    missing
}

fn of(file: &RiskFile<'_>, entry: &DecisionEntry, whose: &str, place: &str) -> Vec<Missing> {
    if !entry.stands() {
        return Vec::new();
    }
    let left = |name: &String| {
        // Somebody who came back, or has another role by now, is there.
        let last = file.people.iter().filter(|person| person.name == *name).map(|person| person.active_to);
        let last: Option<Vec<_>> = last.collect();
        last?.into_iter().max().filter(|last| *last < file.on)
    };
    let gone = entry.decision.decided_by.iter().filter_map(|name| Some((name, left(name)?)));
    gone.map(|(name, last)| {
        let what = format!("{name}, who decided on {whose}, has left on {last}");
        Missing::blocks(what, place, "decide")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::decision::AcceptanceState,
        process::quality::bench::{Bench, accepted, person, risk, whats},
    };

    #[test]
    fn only_who_has_left_and_decided_what_stands_is_found() {
        let mut bench = Bench {
            people: vec![
                person("A. Weber", Some("2026-11-20")),
                person("L. Novak", Some("2026-11-21")),
                person("J. Kern", Some("2026-01-31")),
                person("J. Kern", None),
            ],
            ..Bench::default()
        };
        for (number, state, by) in [
            (1, AcceptanceState::InForce, vec!["A. Weber", "L. Novak"]),
            (2, AcceptanceState::Withdrawn, vec!["A. Weber"]),
            (3, AcceptanceState::InForce, vec!["J. Kern", "nobody known"]),
        ] {
            let mut entry = risk(number);
            let mut decision = accepted("The drill brought it back.", state);
            decision.decision.value.decided_by = by.into_iter().map(str::to_owned).collect();
            entry.decision = Some(decision);
            bench.risks.push(entry);
        }
        let found = run(&bench.file(), &Around::default());
        assert_eq!(whats(&found), ["A. Weber, who decided on R-001, has left on 2026-11-20"]);
    }
}
