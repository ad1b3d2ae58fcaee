//! A temporary register that is filled through the ledger's public face.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use riskward::{
    domain::{
        assessment::Assessment,
        control::RiskControl,
        events::{Actor, EventKind},
        object::{Id, Object},
        rating::{Basis, Phase, Rating, Unit},
        record::Held,
        risk::{Risk, RiskStatus},
    },
    ledger::{
        Ask as _, Batch, Edit, Entry, Ledger as _, Query, Settings as Opening, SqliteLedger, Synchronous,
    },
    workbench::{CatalogueAtHand, Clock, Ids, Patience, Settings, Workbench, Written},
};

/// How a register in this file is opened for work.
pub(crate) fn settings(register: &Path) -> Settings {
    Settings {
        register: register.to_owned(),
        make: true,
        actor: actor(),
        reader: PathBuf::from(env!("CARGO_BIN_EXE_riskward")),
        catalogue: CatalogueAtHand::default(),
        clock: Clock::System,
        ids: Ids::Random,
        time_zone: "Europe/Rome".into(),
        state_directory: None,
        program: "riskward bench".into(),
        patience: Patience::default(),
        written: Written::default(),
    }
}

/// Makes a register that holds the sample project of the infusion pump, for one of its placements, and so many risks
/// more, each with two ratings and a control.
pub(crate) fn fill(register: &Path, risks: usize) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-projects/infusion-pump");
    Workbench::open(settings(register)).unwrap().load(&sample).unwrap();
    let mut ledger = SqliteLedger::open(register, &opening()).unwrap();
    let models = Models::of(&ledger);
    let mut numbers = 1_u64..;
    let mut next = || Id(format!("00000000-0000-7000-9000-{:012}", numbers.next().unwrap()));
    let (request, id) = (next(), next());
    ledger.append(batch(request, id, EventKind::AssessmentChanged, vec![models.assessment.clone()])).unwrap();
    let mut left = risks;
    while left > 0 {
        let now = left.min(500);
        left -= now;
        let edits = (0..now).flat_map(|_| models.edits(&mut next)).collect();
        let (request, id) = (next(), next());
        ledger.append(batch(request, id, EventKind::RiskAdded, edits)).unwrap();
    }
}

fn batch(request: Id, id: Id, kind: EventKind, edits: Vec<Edit>) -> Batch {
    let (shown, reason) = ("Filled.".to_owned(), String::new());
    Batch {
        request,
        actor: actor(),
        at: Clock::System.now(),
        program: "riskward bench".into(),
        entries: vec![Entry { id, kind, shown, reason, undoes: None, redoes: None, edits }],
        attachments: Vec::new(),
        relies_on: Vec::new(),
    }
}

fn actor() -> Actor {
    Actor { uid: 1004, name: "m.rossi".into() }
}

fn opening() -> Opening {
    Opening {
        found: None,
        synchronous: Synchronous::Normal,
        busy_timeout: Duration::from_secs(5),
        migrations: Vec::new(),
        actor: actor(),
        at: Clock::System.now(),
        program: "riskward bench".into(),
        request: Id("00000000-0000-7000-a000-000000000001".into()),
    }
}

/// Values of the sample project that the new ones are like.
struct Models {
    /// The assessment with one placement, so that an export has one row a risk.
    assessment: Edit,
    risk: Risk,
    ratings: Vec<Rating>,
    control: Id,
}

impl Models {
    fn of(ledger: &SqliteLedger) -> Self {
        let rows = |object| ledger.rows(&Query::all(object)).unwrap();
        let mut held: Held<Assessment> = rows(Object::Assessment).into_iter().next().unwrap().read().unwrap();
        held.value.placement_ids.truncate(1);
        let assessment = Edit::put(&held.id, held.version, &held.value);
        let risk: Held<Risk> = rows(Object::Risk).into_iter().next().unwrap().read().unwrap();
        let mut initial: Rating = rows(Object::Rating).into_iter().next().unwrap().read().unwrap().value;
        initial.relies_on = Vec::new();
        initial.basis = Basis::ExpertJudgement;
        initial.unit = Unit::Site;
        initial.phase = Phase::Initial;
        let control = rows(Object::Control).into_iter().next().unwrap().id;
        let residual = Rating { phase: Phase::Residual, relies_on: vec![control.clone()], ..initial.clone() };
        let value = Risk { status: RiskStatus::InTreatment, new_risk_of: None, ..risk.value };
        Self { assessment, risk: value, ratings: vec![initial, residual], control }
    }

    fn edits(&self, next: &mut impl FnMut() -> Id) -> Vec<Edit> {
        let risk_id = next();
        // the register gives the number
        let risk = Risk { number: 0, reference: String::new(), ..self.risk.clone() };
        let mut edits = vec![Edit::put(&risk_id, 0, &risk)];
        for rating in &self.ratings {
            edits.push(Edit::put(&next(), 0, &Rating { risk_id: risk_id.clone(), ..rating.clone() }));
        }
        let link = RiskControl { risk_id, control_id: self.control.clone() };
        edits.push(Edit::put(&next(), 0, &link));
        edits
    }
}
