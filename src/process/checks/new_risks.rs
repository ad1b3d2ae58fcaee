//! Every control answers whether it brings a new risk; the risk that it brings is linked and rated.

use super::Check;
use crate::{
    domain::{gate::Missing, rating::Phase},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "new-risks", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in &file.controls {
        let reference = &entry.control.reference;
        match entry.control.brings_new_risk {
            None => missing.push(Missing::blocks(
                format!("{reference} does not say whether it brings a new risk"),
                reference.as_str(),
                "edit-control",
            )),
            Some(true) if entry.brought.is_empty() => missing.push(Missing::blocks(
                format!("{reference} brings a new risk, and no risk of this assessment is linked to it"),
                file.reference.as_str(),
                "add-risk",
            )),
            Some(_) => {}
        }
    }
    let unrated = file
        .open_risks()
        .filter(|entry| entry.risk.new_risk_of.is_some() && entry.rating(Phase::Initial).is_none());
    missing.extend(unrated.map(|entry| {
        let reference = &entry.risk.reference;
        let what = format!("{reference} comes from a control and is not rated");
        Missing::blocks(what, file.place(reference), "rate-risk")
    }));
    missing
}
