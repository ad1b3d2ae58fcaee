//! Overrides of gates that run out within a week, or have run out.

use super::{Around, Check};
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "override", run };

/// So many days before its last an override is told.
const DAYS: i64 = 7;

fn run(file: &RiskFile<'_>, _: &Around) -> Vec<Missing> {
    let mut missing = Vec::new();
    for gate in &file.process.gates {
        let newest = file.passages.iter().rfind(|held| held.gate == gate.id && held.stage == file.stage());
        let Some(until) = newest.filter(|held| !held.withdrawn).and_then(|held| held.until) else { continue };
        let left = (until - file.on).num_days();
        let says = if left < 0 { "has run out" } else { "runs out" };
        if left <= DAYS {
            let what = format!("the override of {} {} {says} on {until}", gate.id, gate.name);
            missing.push(Missing::blocks(what, file.reference.as_str(), "pass-gate"));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::quality::bench::{Bench, overridden, whats};

    #[test]
    fn an_override_is_told_from_a_week_before_its_last_day() {
        let bench = Bench {
            passages: vec![
                overridden("G4", "2026-11-29"),
                overridden("G5", "2026-11-28"),
                overridden("G6", "2026-11-20"),
                overridden("G7", "2026-11-20"),
                overridden("G7", "2026-12-20"),
            ],
            ..Bench::default()
        };
        let found = run(&bench.file(), &Around::default());
        assert_eq!(
            whats(&found),
            [
                "the override of G5 Controls in place runs out on 2026-11-28",
                "the override of G6 Controls verified has run out on 2026-11-20",
            ]
        );
    }
}
