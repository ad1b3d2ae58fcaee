//! Where the gates of an assessment stand.

use chrono::NaiveDate;

use crate::{
    domain::{
        assessment::Stage,
        gate::{GateState, Missing},
        trouble::Trouble,
    },
    process::gates::{GateStanding, standings},
    workbench::Workbench,
};

/// The gates of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gates {
    /// `ip3`
    pub reference: String,
    /// The stage they are looked at in.
    pub stage: Stage,
    /// The gates, in the process's order.
    pub gates: Vec<GateLine>,
}

impl Gates {
    /// The last gate passed with none unmet before it; none before the first.
    pub fn reached(&self) -> Option<&GateLine> {
        let in_stage = self.gates.iter().filter(|gate| gate.state != GateState::NotInStage);
        in_stage.take_while(|gate| gate.state.is_behind()).last()
    }

    /// The gate that comes next: the first that is not passed or no longer met.
    pub fn next(&self) -> Option<&GateLine> {
        self.gates.iter().find(|gate| gate.state != GateState::NotInStage && !gate.state.is_behind())
    }
}

/// One gate as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateLine {
    /// `G3`
    pub id: String,
    /// A short name.
    pub name: String,
    /// What it wants.
    pub title: String,
    /// The clause with its edition, marked where it was not checked against the published text.
    pub clause: String,
    /// Where it stands.
    pub state: GateState,
    /// What it misses, what blocks first.
    pub missing: Vec<Missing>,
    /// Who passed it, in which role, when; none while nobody has.
    pub passage: Option<PassageLine>,
}

/// Who let an assessment through a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageLine {
    /// The person.
    pub by: String,
    /// In which role.
    pub role: String,
    /// On which civil date.
    pub on: NaiveDate,
    /// What it was passed on, a fact a line.
    pub stood: Vec<String>,
    /// Of an override: why, what was missing, what protects, its last day.
    pub overridden: Option<Overridden>,
}

/// Why a gate that blocked was let through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overridden {
    /// Why.
    pub reason: String,
    /// What was missing.
    pub missing: Vec<String>,
    /// What protects until then.
    pub interim_measures: String,
    /// The last day, inclusive.
    pub until: NaiveDate,
}

impl Workbench {
    /// Where the gates of an assessment stand on the date that questions are asked for.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn gates(&self, reference: &str) -> Result<Gates, Trouble> {
        let assessment = self.assessment(reference)?;
        let lens = self.lens(&assessment)?;
        let file = self.risk_file(&assessment, &lens)?;
        let gates = standings(&file).into_iter().map(line).collect();
        Ok(Gates { reference: file.reference, stage: assessment.stage, gates })
    }
}

fn line(standing: GateStanding<'_>) -> GateLine {
    let gate = standing.gate;
    GateLine {
        id: gate.id.clone(),
        name: gate.name.clone(),
        title: gate.title.clone(),
        clause: gate.reference(),
        state: standing.state,
        passage: standing.passage.map(|held| PassageLine {
            by: held.passed_by.clone(),
            role: held.role.clone(),
            on: held.passed_on,
            stood: held.stood.clone(),
            overridden: held.until.map(|until| Overridden {
                reason: held.reason.clone(),
                missing: held.missing.clone(),
                interim_measures: held.interim_measures.clone(),
                until,
            }),
        }),
        missing: standing.missing,
    }
}
