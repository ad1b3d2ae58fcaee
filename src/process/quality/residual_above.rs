//! A residual rating that lies above the initial one says why.

use super::{Around, Check};
use crate::{
    domain::{gate::Missing, rating::Phase},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "residual-above-initial", run };

fn run(file: &RiskFile<'_>, _: &Around) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.open_risks() {
        let (Some(initial), Some(residual)) = (entry.rating(Phase::Initial), entry.rating(Phase::Residual))
        else {
            continue;
        };
        // Of two scales the ranks say nothing about each other.
        let comparable = initial.scale_sha256 == residual.scale_sha256;
        if comparable && residual.overall_rank > initial.overall_rank && residual.reason.trim().is_empty() {
            let reference = &entry.risk.reference;
            missing.push(Missing::blocks(
                format!(
                    "the residual rating of {reference} ({}) lies above the initial one ({}), without a reason",
                    residual.overall, initial.overall
                ),
                file.place(reference),
                "rate-risk",
            ));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::quality::bench::{Bench, rating, risk, whats};

    #[test]
    fn only_a_higher_residual_rating_without_a_reason_is_found() {
        let mut bench = Bench::default();
        for (number, initial, residual, reason) in
            [(1, 2, 3, ""), (2, 2, 3, "The gateway was taken away."), (3, 3, 3, ""), (4, 3, 2, "")]
        {
            let mut entry = risk(number);
            entry.ratings = vec![rating(Phase::Initial, initial), rating(Phase::Residual, residual)];
            entry.ratings[1].value.reason = reason.into();
            bench.risks.push(entry);
        }
        let found = run(&bench.file(), &Around::default());
        let says =
            "the residual rating of R-001 (high) lies above the initial one (medium), without a reason";
        assert_eq!(whats(&found), [says]);
        assert_eq!((found[0].place.as_str(), found[0].mend), ("ip3/R-001", "rate-risk"));
    }
}
