//! Where the gates of an assessment stand: what each misses, which is next, which is no longer met.

use crate::{
    catalog::process::Gate,
    domain::{
        gate::{GatePassage, GateState, Missing, Weight},
        record::Held,
    },
    process::{checks, file::RiskFile},
};

/// A gate as it stands.
#[derive(Debug, Clone)]
pub struct GateStanding<'f> {
    /// The gate.
    pub gate: &'f Gate,
    /// Where it stands.
    pub state: GateState,
    /// What it misses, what blocks first.
    pub missing: Vec<Missing>,
    /// The passage that holds, if there is one.
    pub passage: Option<&'f Held<GatePassage>>,
}

impl GateStanding<'_> {
    /// Something blocks it.
    pub fn is_blocked(&self) -> bool {
        self.missing.iter().any(|missing| missing.weight == Weight::Block)
    }
}

/// Every gate of the process as it stands on the file's date, in the process's order.
///
/// A gate counts as passed while the newest passage in this stage is not withdrawn. What it was passed on is computed
/// anew: a gate that misses something since is no longer met, and nothing behind it can be passed. An override holds
/// through its last day. Basis: the project's own design.
pub fn standings<'f>(file: &'f RiskFile<'_>) -> Vec<GateStanding<'f>> {
    let mut clear = true;
    file.process
        .gates
        .iter()
        .map(|gate| {
            let passage = newest(file, &gate.id);
            if !gate.stages.contains(&file.stage()) {
                return GateStanding {
                    gate,
                    state: GateState::NotInStage,
                    missing: Vec::new(),
                    passage: None,
                };
            }
            let mut missing = missing(file, gate);
            missing.sort_by_key(|missing| missing.weight != Weight::Block);
            let blocked = missing.iter().any(|missing| missing.weight == Weight::Block);
            let state = match passage {
                Some(_) if !blocked => GateState::Passed,
                Some(held) if held.until.is_some_and(|until| file.on <= until) => GateState::Overridden,
                Some(_) => GateState::NoLongerMet,
                None if !clear => GateState::Later,
                None if blocked => GateState::Blocked,
                None => GateState::Ready,
            };
            clear &= state.is_behind();
            GateStanding { gate, state, missing, passage }
        })
        .collect()
}

/// The newest passage of a gate in the file's stage, unless it is withdrawn.
fn newest<'f>(file: &'f RiskFile<'_>, gate: &str) -> Option<&'f Held<GatePassage>> {
    file.passages
        .iter()
        .rfind(|held| held.gate == gate && held.stage == file.stage())
        .filter(|held| !held.withdrawn)
}

/// What a gate misses in the file's stage.
fn missing(file: &RiskFile<'_>, gate: &Gate) -> Vec<Missing> {
    let mut missing = Vec::new();
    for wanted in &gate.checks {
        if !wanted.stages.is_empty() && !wanted.stages.contains(&file.stage()) {
            continue;
        }
        match checks::check(&wanted.check) {
            Some(check) => missing.extend((check.run)(file).into_iter().map(|found| match wanted.weight {
                Weight::Warn => Missing { weight: Weight::Warn, ..found },
                Weight::Block => found,
            })),
            None => missing.push(Missing::blocks(
                format!("this riskward does not know the check {:?}; a newer one does", wanted.check),
                file.reference.clone(),
                "",
            )),
        }
    }
    missing
}

/// What an assessment stood on when a gate was passed, a fact a line.
pub fn stood(file: &RiskFile<'_>) -> Vec<String> {
    let risks = file.open_risks().count();
    let accepted =
        file.open_risks().filter(|entry| entry.decision.as_ref().is_some_and(|d| d.state.holds())).count();
    let gaps = file.capabilities.iter().filter(|code| file.is_gap(code)).count();
    let disclosure = file.disclosure.as_ref().map_or_else(
        || "no disclosure".to_owned(),
        |held| {
            format!(
                "disclosure {} revision {} (SHA-256 {})",
                held.document_id, held.revision, held.file_sha256
            )
        },
    );
    vec![
        format!("{} {} {}", file.product.manufacturer, file.product.model, file.assessment.versions),
        format!("{} placements", file.placements.len()),
        disclosure,
        format!("{gaps} gaps, {risks} risks, {accepted} of them accepted"),
        format!("{} controls", file.controls.len()),
    ]
}
