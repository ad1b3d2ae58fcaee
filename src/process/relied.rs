//! The controls that a risk's residual rating relies on, and which of them nobody has found to work.

use super::{
    file::{ControlEntry, RiskEntry, RiskFile},
    seal::relied_on,
};
use crate::domain::{
    control::{ControlState, VerificationKind, VerificationResult},
    rating::Phase,
};

/// A control that is relied on and was not found to work.
#[derive(Debug, Clone)]
pub struct Unproven<'f> {
    /// The control.
    pub control: &'f ControlEntry,
    /// What is wanting, as a sentence: `C-003 is not verified to work at Annex`.
    pub what: String,
    /// The action that mends it.
    pub mend: &'static str,
}

/// The controls that a risk relies on and that were not found to work at every site where they stand.
pub fn unproven<'f>(file: &'f RiskFile<'_>, entry: &RiskEntry) -> Vec<Unproven<'f>> {
    let residual = entry.rating(Phase::Residual).map(|held| &held.value);
    let relied = relied_on(residual, entry.controls.iter().cloned());
    let mut controls: Vec<&ControlEntry> = relied.iter().filter_map(|id| file.control(id)).collect();
    controls.sort_by_key(|entry| entry.control.number);
    controls.into_iter().flat_map(|control| wanting(file, control)).collect()
}

fn wanting<'f>(file: &'f RiskFile<'_>, control: &'f ControlEntry) -> Vec<Unproven<'f>> {
    let reference = &control.control.reference;
    let places = file.sites();
    let here: Vec<_> = control.sites.iter().filter(|at| places.contains(&at.site.as_str())).collect();
    if here.is_empty() {
        let what = format!("{reference} stands at none of the sites");
        return vec![Unproven { control, what, mend: "put-in-place" }];
    }
    let mut wanting = Vec::new();
    for at in here {
        let (says, mend) = if at.state == ControlState::InPlace {
            let latest = control.latest(&at.site, VerificationKind::Effectiveness);
            let says = match latest {
                Some(check) if check.result == VerificationResult::Passed => continue,
                Some(check) => {
                    format!("failed its effectiveness test on {} at {}", check.verified_on, at.site)
                }
                None => format!("is not verified to work at {}", at.site),
            };
            (says, "verify-control")
        } else {
            (format!("is not in place at {}", at.site), "put-in-place")
        };
        wanting.push(Unproven { control, what: format!("{reference} {says}"), mend });
    }
    wanting
}
