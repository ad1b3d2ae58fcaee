//! Where the gates of an assessment stand, what blocks the next step, what is due.

use chrono::NaiveDate;

use crate::{
    domain::{
        assessment::Stage,
        gate::{GateState, Missing, Weight},
        trouble::Trouble,
    },
    process::{
        file::{DecisionEntry, RiskFile},
        gates::{GateStanding, standings},
    },
    workbench::{Workbench, questions::on_record::OnRecord},
};

/// The gates of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gates {
    /// `ip3`
    pub reference: String,
    /// Manufacturer, model and versions.
    pub product: String,
    /// The stage they are looked at in.
    pub stage: Stage,
    /// The day they are looked at on.
    pub on: NaiveDate,
    /// The gates, in the process's order.
    pub gates: Vec<GateLine>,
    /// What ends or is looked at again, the next first.
    pub due: Vec<DueLine>,
    /// Agreements, statements of the whole, who was told.
    pub on_record: OnRecord,
}

/// Something with a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueLine {
    /// The day.
    pub on: NaiveDate,
    /// What: `review of R-003`.
    pub what: String,
}

/// Where an assessment stands among its gates, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtGate {
    /// The gate that comes next, `G5`; none when all are passed.
    pub next: Option<String>,
    /// The first last day among overrides that are not mended yet.
    pub overridden_until: Option<NaiveDate>,
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

    /// The first last day among overrides that are not mended yet.
    pub fn overridden_until(&self) -> Option<NaiveDate> {
        let overridden = self.gates.iter().filter(|gate| gate.state == GateState::Overridden);
        overridden.filter_map(|gate| gate.passage.as_ref()?.overridden.as_ref()).map(|over| over.until).min()
    }

    /// The same in short.
    pub fn at_gate(&self) -> AtGate {
        AtGate { next: self.next().map(|gate| gate.id.clone()), overridden_until: self.overridden_until() }
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

impl GateLine {
    /// How many things block it.
    pub fn blocking(&self) -> usize {
        self.missing.iter().filter(|missing| missing.weight == Weight::Block).count()
    }
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
        let gates: Vec<GateLine> = standings(&file).into_iter().map(line).collect();
        let due = due(&file, &gates);
        let product = &file.product;
        let product = format!("{} {} {}", product.manufacturer, product.model, assessment.versions);
        let on_record = self.records(&assessment)?.whole(file.on);
        Ok(Gates {
            product: product.trim().to_owned(),
            stage: assessment.stage,
            on: file.on,
            gates,
            due,
            on_record,
            reference: file.reference,
        })
    }
}

/// The last days of overrides, the reviews of decisions that hold, and answers that are waited for.
fn due(file: &RiskFile<'_>, gates: &[GateLine]) -> Vec<DueLine> {
    let overrides = gates.iter().filter(|gate| gate.state == GateState::Overridden).filter_map(|gate| {
        let over = gate.passage.as_ref()?.overridden.as_ref()?;
        Some(DueLine { on: over.until, what: format!("last day of the override of {}", gate.id) })
    });
    let review = |name: &str, decided: &DecisionEntry| {
        let on = decided.decision.review_on.filter(|_| decided.state.holds())?;
        Some(DueLine { on, what: format!("review of {name}") })
    };
    let risks = file.risks.iter().filter_map(|entry| review(&entry.risk.reference, entry.decision.as_ref()?));
    let whole = file.whole.iter().filter_map(|decided| review("the decision on the whole", decided));
    let asked = file.questions.iter().filter(|question| question.is_open()).filter_map(|question| {
        Some(DueLine { on: question.due?, what: format!("answer on {}", question.capability) })
    });
    let mut due: Vec<DueLine> = overrides.chain(risks).chain(whole).chain(asked).collect();
    due.sort();
    due
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
