//! Ratings that do not say on what they rest.

use super::{Around, Check};
use crate::{
    domain::{gate::Missing, word::Word as _},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "rating-basis", run };

fn run(file: &RiskFile<'_>, _: &Around) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.open_risks() {
        let reference = &entry.risk.reference;
        for rating in entry.ratings.iter().filter(|rating| rating.reason.trim().is_empty()) {
            let what = format!(
                "the {} rating of {reference} says {} and not why so",
                rating.phase.label(),
                rating.basis.label()
            );
            missing.push(Missing::blocks(what, file.place(reference), "rate-risk"));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::rating::Phase,
        process::quality::bench::{Bench, rating, risk, whats},
    };

    #[test]
    fn a_rating_without_a_reason_is_found() {
        let mut bench = Bench::default();
        let mut entry = risk(1);
        entry.ratings = vec![rating(Phase::Initial, 3), rating(Phase::Residual, 2)];
        entry.ratings[1].value.reason = "Two tests at both sites.".into();
        bench.risks.push(entry);
        let found = run(&bench.file(), &Around::default());
        assert_eq!(whats(&found), ["the initial rating of R-001 says expert judgement and not why so"]);
    }
}
