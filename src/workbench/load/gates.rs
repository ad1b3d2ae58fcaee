//! The gates that a project's author states as passed or overridden, in the order of the file.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::{Loading, project::Project, wrong};
use crate::domain::{
    assessment::Stage, events::EventKind, gate::GatePassage, trouble::Trouble, word::Word as _,
};

/// A gate that was passed; with `until` one that was overridden.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectGate {
    gate: String,
    /// The stage it was passed in; left out = the assessment's.
    stage: Option<Stage>,
    by: String,
    #[serde(default)]
    role: String,
    on: NaiveDate,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    missing: Vec<String>,
    #[serde(default)]
    interim_measures: String,
    until: Option<NaiveDate>,
}

impl Loading<'_> {
    /// Each passage is an event of its own. They are taken as stated: what they were passed on is not known here.
    pub(super) fn gates(&mut self, project: &Project) -> Result<(), Trouble> {
        let process = self.workbench.process_of_the_catalogue()?;
        let (policy, _) = self.workbench.policy()?;
        for given in &project.gates {
            let stage = given.stage.unwrap_or(project.assessment.stage);
            let gate = process.gate(&given.gate).filter(|gate| gate.stages.contains(&stage));
            let Some(gate) = gate else {
                return Err(wrong(format!(
                    "there is no gate {:?} in the stage {}",
                    given.gate,
                    stage.label()
                )));
            };
            check(given, policy.switches.override_days)
                .map_err(|because| wrong(format!("gate {}: {because}", given.gate)))?;
            let value = GatePassage {
                assessment_id: self.assessment_id.clone(),
                stage,
                gate: given.gate.clone(),
                passed_by: given.by.clone(),
                role: given.role.clone(),
                passed_on: given.on,
                process_sha256: process.sha256().to_owned(),
                stood: vec!["as stated in project.toml; its checks were not run then".to_owned()],
                withdrawn: false,
                reason: given.reason.clone(),
                missing: given.missing.clone(),
                interim_measures: given.interim_measures.clone(),
                until: given.until,
            };
            let (kind, how) = match given.until {
                Some(until) => {
                    (EventKind::GateOverridden, format!("{} {} overridden until {until}", gate.id, gate.name))
                }
                None => (EventKind::GatePassed, format!("passed {} {}", gate.id, gate.name)),
            };
            let shown = format!("{} {how}, as stated by {} on {}.", self.reference, given.by, given.on);
            self.put(kind, shown, &given.reason, &value);
        }
        Ok(())
    }
}

/// An override says why, what protects and until when, for no longer than the policy allows; a passage none of it.
fn check(given: &ProjectGate, longest: i64) -> Result<(), String> {
    if given.by.trim().is_empty() {
        return Err("by is empty".to_owned());
    }
    let Some(until) = given.until else {
        let overrides = [&given.reason, &given.interim_measures].iter().any(|text| !text.is_empty());
        if overrides || !given.missing.is_empty() {
            return Err("what is overridden needs until, its last day".to_owned());
        }
        return Ok(());
    };
    for (name, text) in [("reason", &given.reason), ("interim_measures", &given.interim_measures)] {
        if text.trim().is_empty() {
            return Err(format!("an override needs {name}"));
        }
    }
    let last = given.on + Days::new(longest.unsigned_abs());
    if until < given.on || until > last {
        return Err(format!("until is {until}, and an override on {} ends by {last}", given.on));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<(), String> {
        let gate: ProjectGate =
            toml::from_str(&format!("gate = \"G2\"\n{text}")).map_err(|e| e.to_string())?;
        check(&gate, 30)
    }

    #[test]
    fn an_override_is_whole_and_lasts_no_longer_than_the_policy_allows() {
        let over =
            "by = \"A. Weber\"\non = \"2026-05-02\"\nreason = \"loan\"\ninterim_measures = \"watch\"\n";
        let with = |until: &str| checked(&format!("{over}until = \"{until}\""));
        assert_eq!(with("2026-06-01"), Ok(()));
        assert!(with("2026-06-02").is_err_and(|because| because.contains("ends by 2026-06-01")));
        assert!(with("2026-05-01").is_err());
        assert!(checked(over).is_err(), "without a last day");
        let bare = "by = \"A. Weber\"\non = \"2026-05-02\"\n";
        assert_eq!(checked(bare), Ok(()));
        assert!(checked(&format!("{bare}until = \"2026-05-10\"")).is_err(), "without a reason");
        assert!(checked(&format!("{bare}missing = [\"a risk\"]")).is_err());
        assert!(checked("by = \"\"\non = \"2026-05-02\"").is_err());
        assert!(checked(&format!("{bare}because = \"x\"")).is_err(), "unknown fields are refused");
    }
}
