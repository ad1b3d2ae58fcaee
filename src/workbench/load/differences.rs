//! What differs at placements: rated apart, and a part of the rating in the seal.

use super::{Loading, project::ProjectRisk, risks::estimates, wrong};
use crate::{
    domain::{assessment::Difference, object::Id, rating::Rating, trouble::Trouble, word::Word as _},
    process::level::floored,
};

/// Differences with the names of their placements, as a seal takes them.
pub(super) fn by_name(differing: &[(String, Difference)]) -> Vec<(&str, &Difference)> {
    differing.iter().map(|(name, value)| (name.as_str(), value)).collect()
}

impl Loading<'_> {
    /// The differences of a risk: each departs from one of its ratings, at a placement of the project.
    pub(super) fn differences(
        &self,
        place: &str,
        given: &ProjectRisk,
        risk_id: &Id,
        ratings: &[(Id, Rating)],
        scale: &str,
    ) -> Result<Vec<Difference>, Trouble> {
        let scale = self.workbench.scale_named(scale)?;
        let (policy, _) = self.workbench.policy()?;
        let mut all: Vec<Difference> = Vec::new();
        for one in &given.differences {
            let phase = one.phase;
            let place = format!("{place}, difference at {:?}", one.placement);
            let Some(placement_id) = self.placements.get(&one.placement) else {
                return Err(wrong(format!("{place}: there is no such placement")));
            };
            if !ratings.iter().any(|(_, rating)| rating.phase == phase) {
                return Err(wrong(format!(
                    "{place}: the risk has no {} rating to differ from",
                    phase.word()
                )));
            }
            if all.iter().any(|known| known.placement_id == *placement_id && known.phase == phase) {
                return Err(wrong(format!("{place}: there are two of its {} rating", phase.word())));
            }
            if one.reason.trim().is_empty() {
                return Err(wrong(format!("{place}: it gives no reason")));
            }
            let estimates = estimates([&one.safety, &one.effectiveness, &one.security]);
            let found =
                floored(scale, &policy.floors, &estimates).map_err(|e| wrong(format!("{place}: {e}")))?;
            let mut value = Difference {
                assessment_id: self.assessment_id.clone(),
                placement_id: placement_id.clone(),
                risk_id: risk_id.clone(),
                phase,
                reason: one.reason.clone(),
                safety_severity: None,
                safety_likelihood: None,
                effectiveness_severity: None,
                effectiveness_likelihood: None,
                security_severity: None,
                security_likelihood: None,
                overall: found.overall.id.clone(),
                overall_rank: found.overall_rank,
                scale_sha256: scale.sha256().to_owned(),
                rater: one.rater.clone(),
                rated_on: one.on,
            };
            for estimate in &estimates {
                value.set(estimate.property, estimate.severity, estimate.likelihood);
            }
            all.push(value);
        }
        Ok(all)
    }

    /// The same with the names of their placements as a seal tells them.
    pub(super) fn named(&self, differences: &[Difference]) -> Vec<(String, Difference)> {
        let name = |id: &Id| {
            let mut known = self.placed.iter();
            known.find(|(known, _)| known == id).map(|(_, location)| location.clone()).unwrap_or_default()
        };
        differences.iter().map(|value| (name(&value.placement_id), value.clone())).collect()
    }
}
