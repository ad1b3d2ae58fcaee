//! Dates that are over although what they were for is not done: controls, conditions, tests, reviews, questions.

use super::{Around, Check};
use crate::{
    domain::{
        control::{ControlState, VerificationKind},
        gate::Missing,
        word::Word as _,
    },
    process::{
        checks::untended,
        conditions::is_overdue,
        file::{ControlEntry, DecisionEntry, RiskFile},
    },
};

pub(super) const CHECK: Check = Check { name: "due", run };

fn run(file: &RiskFile<'_>, _: &Around) -> Vec<Missing> {
    let mut missing: Vec<Missing> =
        file.controls.iter().flat_map(|control| of_control(file, control)).collect();
    for entry in file.open_risks() {
        let reference = &entry.risk.reference;
        if let Some(decision) = &entry.decision {
            missing.extend(of_decision(file, decision, reference, &file.place(reference)));
        }
    }
    if let Some(decision) = &file.whole {
        missing.extend(of_decision(file, decision, "the whole", &file.reference));
    }
    missing.extend(untended(file));
    missing
}

fn of_control(file: &RiskFile<'_>, entry: &ControlEntry) -> Vec<Missing> {
    let reference = &entry.control.reference;
    let sites = file.sites();
    let here: Vec<_> = entry.sites.iter().filter(|at| sites.contains(&at.site.as_str())).collect();
    let is_done = !here.is_empty() && here.iter().all(|at| at.state != ControlState::Proposed);
    let mut missing = Vec::new();
    if let Some(due) = entry.control.due.filter(|due| *due < file.on && !is_done) {
        let what = format!("{reference} was to be in place by {due} and is not");
        missing.push(Missing::blocks(what, reference.as_str(), "put-in-place"));
    }
    for at in here.iter().filter(|at| at.state == ControlState::InPlace) {
        for &kind in VerificationKind::ALL {
            let next = entry.latest(&at.site, kind).and_then(|check| check.next_test);
            if let Some(next) = next.filter(|next| *next < file.on) {
                let kind = kind.label();
                let what = format!("the next test of {reference} ({kind}) at {} was due on {next}", at.site);
                missing.push(Missing::blocks(what, reference.as_str(), "verify-control"));
            }
        }
    }
    missing
}

fn of_decision(file: &RiskFile<'_>, entry: &DecisionEntry, whose: &str, place: &str) -> Vec<Missing> {
    if !entry.stands() {
        return Vec::new();
    }
    let overdue = entry.conditions.iter().filter(|condition| is_overdue(condition, file.on));
    let mut missing: Vec<Missing> = overdue
        .map(|condition| {
            let due = condition.due.map(|due| due.to_string()).unwrap_or_default();
            let what = format!("a condition of the decision on {whose} was due on {due}: {}", condition.what);
            Missing::blocks(what, place, "meet-condition")
        })
        .collect();
    if let Some(review) = entry.decision.review_on.filter(|review| *review < file.on) {
        let what = format!("the decision on {whose} was to be reviewed on {review}");
        missing.push(Missing::blocks(what, place, "renew-decision"));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{control::VerificationResult, decision::AcceptanceState},
        process::quality::bench::{Bench, accepted, condition, control, day, risk, site, verified, whats},
    };

    #[test]
    fn each_date_that_is_over_is_found_with_what_mends_it() {
        let mut bench = Bench::default();
        let mut late = control(1);
        late.control.value.due = Some(day("2026-11-20"));
        let mut done = control(2);
        done.control.value.due = Some(day("2026-11-20"));
        done.sites.push(site(ControlState::InPlace));
        let mut check = verified(VerificationKind::Effectiveness, VerificationResult::Passed);
        check.value.next_test = Some(day("2026-11-20"));
        done.verifications.push(check);
        let mut today = control(3);
        today.control.value.due = Some(bench.on);
        bench.controls = vec![late, done, today];
        let mut entry = risk(1);
        let mut decision = accepted("The drill brought it back.", AcceptanceState::InForce);
        decision.decision.value.review_on = Some(day("2026-11-01"));
        decision.conditions = vec![condition("Segment stays closed", "2026-11-20")];
        entry.decision = Some(decision);
        bench.risks.push(entry);
        let found = run(&bench.file(), &Around::default());
        assert_eq!(
            whats(&found),
            [
                "C-001 was to be in place by 2026-11-20 and is not",
                "the next test of C-002 (effectiveness) at Main hospital was due on 2026-11-20",
                "a condition of the decision on R-001 was due on 2026-11-20: Segment stays closed",
                "the decision on R-001 was to be reviewed on 2026-11-01",
            ]
        );
        let mends: Vec<&str> = found.iter().map(|missing| missing.mend).collect();
        assert_eq!(mends, ["put-in-place", "verify-control", "meet-condition", "renew-decision"]);
    }
}
