//! Users and owners were told of every risk that remains. A record without refs tells of all that remain.

use super::Check;
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "communicated", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let told = |reference: &String| {
        file.communications.iter().any(|held| {
            !held.told.trim().is_empty() && (held.risks.is_empty() || held.risks.contains(reference))
        })
    };
    let untold: Vec<&str> = file
        .open_risks()
        .map(|entry| &entry.risk.reference)
        .filter(|reference| !told(reference))
        .map(String::as_str)
        .collect();
    if untold.is_empty() {
        return Vec::new();
    }
    let what = format!("nobody who uses or owns the product was told of {}", untold.join(", "));
    vec![Missing::blocks(what, file.reference.as_str(), "communicate")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::assessment::Stage, process::specimen::misses};

    #[test]
    fn every_risk_that_remains_was_told_to_somebody() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.communications[0].value.risks = vec!["R-002".into(), "R-003".into()];
        });
        assert_eq!(missing, ["! nobody who uses or owns the product was told of R-001 → communicate ip3"]);
        let nobody = misses(&CHECK, Stage::ContinuedUse, |file| file.communications[0].value.told.clear());
        assert_eq!(
            nobody,
            ["! nobody who uses or owns the product was told of R-001, R-002, R-003 → communicate ip3"]
        );
    }
}
