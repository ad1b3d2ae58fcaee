//! One random walk: a sequence of actions on one risk of one assessment, each followed by the rules that must hold.

use std::collections::BTreeMap;

use riskward::{
    domain::{
        decision::{Decision, DecisionLife, DecisionState},
        events::EventKind,
        gate::{GatePassage, GateState, Weight},
        object::{Id, Object},
        record::Record as _,
        trouble::{Trouble, TroubleKind},
        word::Word as _,
    },
    ledger::Query,
    workbench::{
        actions::{Args, Outcome, action},
        questions::gates::Gates,
    },
};

use super::{
    chance::Chance,
    meaning::{meaning, relied_on},
    rows::Rows,
};
use crate::register::Register;

/// What walks have in common: a register, and an assessment with a disclosure.
pub(crate) struct Ground {
    pub(crate) register: Register,
    pub(crate) rows: Rows,
    pub(crate) assessment: Id,
    pub(crate) counts: BTreeMap<&'static str, (usize, usize)>,
}

/// One walk on the ground.
pub(crate) struct Walk<'g> {
    ground: &'g mut Ground,
    risk: String,
    risk_id: Id,
    control: Option<String>,
    /// What each decision rested on when it was taken.
    rested_on: BTreeMap<Id, (Vec<Id>, String)>,
}

const NAMES: &[&str] = &[
    "rate-risk",
    "rate-risk",
    "rate-risk",
    "treat-risk",
    "add-control",
    "put-in-place",
    "put-in-place",
    "verify-control",
    "verify-control",
    "verify-control",
    "link-control",
    "unlink-control",
    "edit-risk",
    "edit-control",
    "record-in-use",
    "overrule-coverage",
    "decide",
    "decide",
    "decide",
    "withdraw-decision",
    "propose-decision",
    "pass-gate",
    "pass-gate",
    "override-gate",
    "withdraw-gate",
    "edit-assessment",
    "undo",
    "redo",
];

impl Ground {
    /// An act with the values that its form begins with, and these.
    pub(crate) fn act(
        &mut self,
        name: &'static str,
        subject: &str,
        given: &[(&str, String)],
    ) -> Result<Outcome, Trouble> {
        let act = action(name).unwrap();
        let args = (act.prefill)(&self.register.workbench, subject)?;
        let args: Args = given.iter().fold(args, |args, (name, value)| args.with(name, value.as_str()));
        let request = self.register.workbench.new_request();
        (act.run)(&mut self.register.workbench, subject, &args, request)
    }
}

impl<'g> Walk<'g> {
    /// Begins with a new risk.
    pub(crate) fn begin(ground: &'g mut Ground, chance: &mut Chance) -> Self {
        let code = *chance.one(&["AUTH", "MLDP", "DTBK", "AUDT"]);
        let given = [
            ("title", "Pumps wait for the server".to_owned()),
            ("hazardous_situation", "A nurse gets no library".to_owned()),
            ("causes", "Ransomware|Cable".to_owned()),
            ("consequence", "A dose is late".to_owned()),
        ];
        let subject = ground.act("add-risk", &format!("ip3/{code}"), &given).unwrap().subject;
        let risk_id = ground.register.workbench.risk(&subject).unwrap().risk.id;
        Self { ground, risk: subject, risk_id, control: None, rested_on: BTreeMap::new() }
    }

    /// One random action, and everything that must hold after it.
    pub(crate) fn step(&mut self, chance: &mut Chance) {
        let name = *chance.one(NAMES);
        let gates = name.ends_with("-gate").then(|| self.ground.register.workbench.gates("ip3").unwrap());
        let (subject, given) = self.arguments(name, gates.as_ref(), chance);
        let head = self.ground.rows.head();
        let undoing = chance.once_in(4).then(|| self.ground.rows.around(self.ground.assessment.as_str()));
        let done = self.ground.act(name, &subject, &given);
        let count = self.ground.counts.entry(name).or_default();
        count.0 += 1;
        match done {
            Err(trouble) => {
                assert!(
                    matches!(trouble.kind, TroubleKind::Refused | TroubleKind::Usage),
                    "{name} {subject} {given:?}: {trouble}"
                );
                assert!(!trouble.because.is_empty(), "{name}: {trouble}");
                assert_eq!(self.ground.rows.head(), head, "{name} was refused and something is written");
            }
            Ok(outcome) => {
                count.1 += 1;
                if name == "add-control" {
                    self.control = Some(outcome.subject);
                }
                self.ratings_change_with_events(head);
                if let Some(gates) = gates {
                    self.gates_are_passed_met_or_overridden(head, &gates);
                }
                if let Some(before) = undoing.filter(|_| !matches!(name, "undo" | "redo")) {
                    self.undo_restores(name, head, &before);
                }
            }
        }
        self.remember_decisions();
        self.stale_exactly_when_the_seal_changed(name);
    }

    fn arguments(
        &self,
        name: &str,
        gates: Option<&Gates>,
        chance: &mut Chance,
    ) -> (String, Vec<(&'static str, String)>) {
        let control = self.control.clone().unwrap_or_else(|| "C-001".to_owned());
        let risk = self.risk.clone();
        let five = |chance: &mut Chance| (1 + chance.below(5)).to_string();
        let next = || gates.and_then(Gates::next).map(|gate| gate.id.clone());
        let gate = |chance: &mut Chance| match chance.once_in(2).then(next).flatten() {
            Some(next) => next,
            None => format!("G{}", chance.below(14)),
        };
        match name {
            "rate-risk" => {
                let phase = *chance.one(&["initial", "target", "residual"]);
                let mut given = vec![
                    ("phase", phase.to_owned()),
                    ("basis", "expert_judgement".to_owned()),
                    ("unit", (*chance.one(&["fleet", "site"])).to_owned()),
                    ("safety_severity", five(chance)),
                    ("safety_likelihood", five(chance)),
                    ("reason", "as the panel saw it on that day".to_owned()),
                ];
                if phase == "residual" && self.control.is_some() {
                    given.push(("relies_on", control));
                }
                (risk, given)
            }
            "treat-risk" => {
                let word = *chance.one(&["reduce", "avoid", "share", "retain"]);
                (risk, vec![("treatment", word.to_owned()), ("reason", "because".to_owned())])
            }
            "add-control" => {
                let new_risk = *chance.one(&["yes", "no"]);
                (risk, vec![("template", "CC-BKUP".to_owned()), ("brings_new_risk", new_risk.to_owned())])
            }
            "put-in-place" => {
                let state = *chance.one(&["in_place", "in_place", "retired", "proposed"]);
                let by = ("by", "j.kern".to_owned());
                (control, vec![("site", "Main hospital".to_owned()), ("state", state.to_owned()), by])
            }
            "verify-control" => {
                let kind = *chance.one(&["implementation", "effectiveness"]);
                let result = *chance.one(&["passed", "passed", "failed"]);
                let given = vec![
                    ("site", "Main hospital".to_owned()),
                    ("kind", kind.to_owned()),
                    ("result", result.to_owned()),
                    ("method", "looked".to_owned()),
                    ("person", "l.novak".to_owned()),
                ];
                (control, given)
            }
            "link-control" | "unlink-control" => (risk, vec![("control", control)]),
            "edit-risk" => {
                // owner and spelling on the one hand, meaning on the other
                let (field, text) = *chance.one(&[
                    ("owner", "k.lang"),
                    ("owner", "j.brandt"),
                    ("consequence", "A  dose, is late!"),
                    ("consequence", "A dose is never given"),
                    ("hazardous_situation", "A nurse gets an old library"),
                    ("causes", "Ransomware|Cable|Power"),
                    ("title", "Another name"),
                ]);
                (risk, vec![(field, text.to_owned())])
            }
            "edit-control" => {
                let (field, text) =
                    *chance.one(&[("owner", "k.lang"), ("order", "1"), ("order", "3"), ("title", "T")]);
                (control, vec![(field, text.to_owned())])
            }
            "record-in-use" | "overrule-coverage" => {
                let code = *chance.one(&["AUTH", "MLDP", "DTBK", "AUDT"]);
                let subject = format!("ip3/{code}");
                if name == "record-in-use" {
                    (subject, vec![("state", (*chance.one(&["on", "partly", "off"])).to_owned())])
                } else {
                    let coverage = *chance.one(&["provided", "partial", "not_provided"]);
                    let reason = ("reason", "told on the telephone".to_owned());
                    (subject, vec![("coverage", coverage.to_owned()), reason])
                }
            }
            "decide" => {
                let decision = *chance.one(&["accept", "accept", "reject", "defer"]);
                let given = vec![
                    ("decision", decision.to_owned()),
                    ("decided_by", "m.rossi".to_owned()),
                    ("rationale", "The drill brought the server back within the agreed time.".to_owned()),
                    ("review_on", "2026-12-01".to_owned()),
                    ("valid_until", "2026-12-15".to_owned()),
                ];
                (risk, given)
            }
            "propose-decision" => {
                let given = vec![("decision", "accept".to_owned()), ("asked", "Dr. A. Weber".to_owned())];
                (risk, given)
            }
            "withdraw-decision" => (risk, vec![("reason", "it was another server".to_owned())]),
            "pass-gate" => ("ip3".to_owned(), vec![("gate", gate(chance))]),
            "override-gate" => {
                let given = vec![
                    ("gate", gate(chance)),
                    ("reason", "the loan unit came at night".to_owned()),
                    ("interim_measures", "one nurse for each unit".to_owned()),
                    ("until", (*chance.one(&["2026-11-30", "2026-12-21", "2027-02-01"])).to_owned()),
                ];
                ("ip3".to_owned(), given)
            }
            "withdraw-gate" => {
                ("ip3".to_owned(), vec![("gate", gate(chance)), ("reason", "seen again".to_owned())])
            }
            "edit-assessment" => {
                let reason = *chance.one(&["", "release note RN-421"]);
                ("ip3".to_owned(), vec![("versions_reason", reason.to_owned())])
            }
            _ => (String::new(), Vec::new()),
        }
    }

    /// A rating's row changes only with an event that says so.
    fn ratings_change_with_events(&self, head: i64) {
        for change in self.ground.rows.changes_after(head).iter().filter(|c| c.object == Object::Rating) {
            assert!(
                matches!(change.kind, EventKind::RiskRated | EventKind::Undone | EventKind::Redone),
                "{:?} changed the rating {}",
                change.kind,
                change.id
            );
        }
    }

    /// What was passed had nothing that blocks, nor had any gate before it; what had, was overridden within 30 days.
    fn gates_are_passed_met_or_overridden(&self, head: i64, before: &Gates) {
        for change in self.ground.rows.changes_after(head).iter().filter(|c| c.object == Object::GatePassage)
        {
            let passage = GatePassage::from_fields(change.after.clone().unwrap()).unwrap();
            if passage.withdrawn {
                continue;
            }
            let at = before.gates.iter().position(|gate| gate.id == passage.gate).unwrap();
            let blocks =
                |at: usize| before.gates[at].missing.iter().any(|missing| missing.weight == Weight::Block);
            if let Some(until) = passage.until {
                assert!((until - passage.passed_on).num_days() <= 30 && !passage.missing.is_empty());
                assert!(!passage.reason.is_empty() && !passage.interim_measures.is_empty());
            } else {
                assert!(!blocks(at), "{} was passed while something blocked it", passage.gate);
            }
            for earlier in &before.gates[..at] {
                let unmet = matches!(earlier.state, GateState::Blocked | GateState::NoLongerMet);
                assert!(!unmet, "{} was passed before {}", passage.gate, earlier.id);
            }
        }
    }

    /// Undo gives the exact former rows; what cannot be undone is refused and left alone.
    fn undo_restores(&mut self, name: &str, head: i64, before: &BTreeMap<(String, String), String>) {
        let kinds: Vec<EventKind> =
            self.ground.rows.changes_after(head).iter().map(|change| change.kind).collect();
        let can = kinds.iter().all(|kind| kind.can_be_undone());
        if kinds.is_empty() {
            return;
        }
        let after = self.ground.rows.around(self.ground.assessment.as_str());
        match self.ground.act("undo", "", &[]) {
            Ok(_) => {
                assert!(can, "{name} was undone");
                let now = self.ground.rows.around(self.ground.assessment.as_str());
                assert_eq!(&now, before, "{name} was not undone to the former rows");
                if name == "add-control" {
                    self.control = None;
                }
            }
            Err(refused) => {
                assert!(!can, "{name} could not be undone: {refused}");
                assert_eq!(self.ground.rows.around(self.ground.assessment.as_str()), after);
            }
        }
    }

    fn in_force(&self) -> Vec<Id> {
        let query = Query::all(Object::DecisionState)
            .is("risk_id", self.risk_id.as_str())
            .is("life", DecisionLife::InForce.word());
        let states = self.ground.rows.all::<DecisionState>(&query);
        states.into_iter().map(|state| state.value.decision_id).collect()
    }

    fn remember_decisions(&mut self) {
        for decision in self.in_force() {
            if !self.rested_on.contains_key(&decision) {
                let controls = relied_on(&self.ground.rows, &self.risk_id);
                let now = meaning(&self.ground.rows, &self.risk_id, &controls);
                self.rested_on.insert(decision, (controls, now));
            }
        }
    }

    /// A decision is stale exactly when what it rested on is not what it was.
    fn stale_exactly_when_the_seal_changed(&self, name: &str) {
        let in_force = self.in_force();
        assert!(in_force.len() <= 1, "two decisions on {} are in force", self.risk);
        let Some(decision) = in_force.first() else { return };
        let shown = self.ground.register.workbench.risk(&self.risk).unwrap();
        let held =
            self.ground.rows.all::<Decision>(&Query::all(Object::Decision).is("id", decision.as_str()));
        assert_eq!(held.len(), 1);
        // what is proposed stands before it
        let told = &shown.decisions.iter().find(|told| told.id == *decision).unwrap().said.warning;
        let stale = told.contains("STALE");
        let (controls, then) = &self.rested_on[decision];
        let now = meaning(&self.ground.rows, &self.risk_id, controls);
        assert_eq!(stale, now != *then, "after {name}: told {told:?}\nrested on {then}\nnow {now}");
    }
}
