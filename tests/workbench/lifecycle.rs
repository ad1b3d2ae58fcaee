//! The life of an acceptance: every state with every transition, and the days on which it ends.

use std::path::PathBuf;

use riskward::{
    domain::{decision::AcceptanceState, risk::RiskStatus, trouble::Trouble},
    workbench::{
        Clock, Ids, Settings, Workbench,
        actions::{Args, Outcome, action},
    },
};

use crate::register::{directory, settings};

/// A register whose clock is set anew.
pub(crate) struct Dated {
    pub(crate) workbench: Workbench,
    path: PathBuf,
    at: String,
    _directory: tempfile::TempDir,
}

fn opened(path: PathBuf, at: &str, zone: &str) -> Workbench {
    let clock = Clock::Fixed(at.parse().unwrap());
    let time_zone = zone.to_owned();
    Workbench::open(Settings { clock, time_zone, ids: Ids::Random, ..settings(path) }).unwrap()
}

impl Dated {
    /// A register of Rome with one risk, rated before and after controls.
    pub(crate) fn new() -> Self {
        let directory = directory();
        let path = directory.path().join("register.db");
        let at = "2026-03-01T09:00:00Z";
        let workbench = opened(path.clone(), at, "Europe/Rome");
        let mut dated = Self { workbench, path, at: at.into(), _directory: directory };
        let begin = [
            ("ref", "ip3"),
            ("manufacturer", "Hemoflow Medical AG"),
            ("model", "IP-3"),
            ("versions", "4.2.x"),
            ("stage", "go_live"),
            ("site", "Main hospital"),
            ("location", "ICU 2 west"),
        ];
        dated.act("begin-assessment", "", &begin).unwrap();
        dated.risk("ip3/R-001");
        dated
    }

    /// One risk more, with what is left at a low level.
    pub(crate) fn risk(&mut self, reference: &str) {
        let added = self.act("add-risk", "ip3/DTBK", &[("template", "DTBK-T1")]).unwrap();
        assert_eq!(added.subject, reference);
        for phase in ["initial", "residual"] {
            self.rate(reference, phase, "1");
        }
        self.act("treat-risk", reference, &[("treatment", "reduce")]).unwrap();
    }

    pub(crate) fn rate(&mut self, reference: &str, phase: &str, likelihood: &str) {
        let rating = [
            ("phase", phase),
            ("safety_severity", "3"),
            ("safety_likelihood", likelihood),
            ("basis", "expert_judgement"),
            ("unit", "fleet"),
            ("reason", "As the last test found it."),
        ];
        self.act("rate-risk", reference, &rating).unwrap();
    }

    pub(crate) fn act(
        &mut self,
        name: &str,
        subject: &str,
        args: &[(&str, &str)],
    ) -> Result<Outcome, Trouble> {
        let args = args.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value));
        let request = self.workbench.new_request();
        (action(name).unwrap().run)(&mut self.workbench, subject, &args, request)
    }

    /// It is another moment, and somebody opens the register whose own clock shows another zone.
    pub(crate) fn at(&mut self, at: &str) {
        self.workbench = opened(self.path.clone(), at, "Pacific/Kiritimati");
        at.clone_into(&mut self.at);
    }

    /// Another register with the same in it, at the same moment.
    fn again(&self) -> Self {
        let directory = directory();
        let path = directory.path().join("register.db");
        self.workbench.backup(&path).unwrap();
        let workbench = opened(path.clone(), &self.at, "Europe/Rome");
        Self { workbench, path, at: self.at.clone(), _directory: directory }
    }

    pub(crate) fn accept(&mut self, subject: &str, review: &str, until: &str) -> Result<Outcome, Trouble> {
        let decision = [
            ("decision", "accept"),
            ("decided_by", "m.rossi"),
            ("rationale", "The restore drill brought the server back in time."),
            ("review_on", review),
            ("valid_until", until),
        ];
        self.act("decide", subject, &decision)
    }

    pub(crate) fn state(&self) -> AcceptanceState {
        self.workbench.acceptance("ip3/R-001").unwrap()
    }

    fn status(&self) -> RiskStatus {
        self.workbench.risk("ip3/R-001").unwrap().risk.status
    }

    fn reach(&mut self, state: AcceptanceState) {
        use AcceptanceState as S;

        if !matches!(state, S::None | S::Proposed) {
            match state {
                S::Rejected => self.step(Step::Reject).unwrap(),
                S::Deferred => self.step(Step::Defer).unwrap(),
                _ => self.accept("ip3/R-001", "2026-06-01", "2026-12-31").map(|_| ()).unwrap(),
            }
        }
        match state {
            S::Expiring => self.at("2026-12-01T09:00:00Z"),
            S::Expired => self.at("2027-01-02T09:00:00Z"),
            S::Stale => self.step(Step::Change).unwrap(),
            S::Withdrawn => self.step(Step::Withdraw).unwrap(),
            S::Proposed => self.step(Step::Propose).unwrap(),
            _ => {}
        }
        assert_eq!(self.state(), state, "the state to begin from");
    }

    fn step(&mut self, step: Step) -> Result<(), Trouble> {
        let subject = "ip3/R-001";
        let other = |decision| {
            [("decision", decision), ("decided_by", "m.rossi"), ("rationale", "Not before the next release.")]
        };
        let again = |until| {
            [("decided_by", "m.rossi"), ("addition", "Looked at again."), ("review_on", "2028-06-01"), until]
        };
        match step {
            Step::Accept => self.accept(subject, "2028-06-01", "2028-12-31").map(|_| ()),
            Step::Reject => self.act("decide", subject, &other("reject")).map(|_| ()),
            Step::Defer => self.act("decide", subject, &other("defer")).map(|_| ()),
            Step::Pass => {
                self.at("2027-01-02T09:00:00Z");
                Ok(())
            }
            Step::Withdraw => {
                self.act("withdraw-decision", subject, &[("reason", "Not any more.")]).map(|_| ())
            }
            Step::Renew => {
                self.act("renew-decision", subject, &again(("valid_until", "2028-12-31"))).map(|_| ())
            }
            Step::Reconfirm => {
                let args = [("decided_by", "m.rossi"), ("addition", "Looked at again.")];
                self.act("reconfirm-decision", subject, &args).map(|_| ())
            }
            Step::Propose => {
                let args = [("decision", "accept"), ("asked", "A. Weber"), ("reason", "The drill is over.")];
                self.act("propose-decision", subject, &args).map(|_| ())
            }
            Step::Change => {
                let texts = ["Another consequence", "Yet another"];
                let was = self.workbench.risk(subject).unwrap().risk.value.consequence;
                let text = if was == texts[0] { texts[1] } else { texts[0] };
                self.act("edit-risk", subject, &[("consequence", text)]).map(|_| ())
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Accept,
    Reject,
    Defer,
    /// The last day of 2026 passes.
    Pass,
    Withdraw,
    Renew,
    Reconfirm,
    /// Something it rests on is changed.
    Change,
    /// An accountable person is asked to decide.
    Propose,
}

const STEPS: [Step; 9] = [
    Step::Accept,
    Step::Reject,
    Step::Defer,
    Step::Pass,
    Step::Withdraw,
    Step::Renew,
    Step::Reconfirm,
    Step::Change,
    Step::Propose,
];

/// Each state with each step, in the order of `STEPS`; none is a refusal, which changes nothing.
#[test]
fn every_state_takes_every_step_to_one_state_or_refuses_it() {
    use AcceptanceState as S;

    let (ok, no) = (Some, None);
    let decide = [ok(S::InForce), ok(S::Rejected), ok(S::Deferred)];
    #[rustfmt::skip]
    let table: [(S, [Option<S>; 6]); 9] = [
        //              the day passes    withdraw          renew           reconfirm       something changes propose
        (S::None,      [ok(S::None),      no,               no,             no,             ok(S::None),      ok(S::Proposed)]),
        (S::Proposed,  [ok(S::Proposed),  ok(S::None),      no,             no,             ok(S::Proposed),  ok(S::Proposed)]),
        (S::InForce,   [ok(S::Expired),   ok(S::Withdrawn), ok(S::InForce), no,             ok(S::Stale),     ok(S::InForce)]),
        (S::Expiring,  [ok(S::Expired),   ok(S::Withdrawn), ok(S::InForce), ok(S::Expiring),ok(S::Stale),     ok(S::Expiring)]),
        (S::Expired,   [ok(S::Expired),   ok(S::Withdrawn), ok(S::InForce), no,             ok(S::Expired),   ok(S::Expired)]),
        (S::Stale,     [ok(S::Expired),   ok(S::Withdrawn), ok(S::InForce), ok(S::InForce), ok(S::Stale),     ok(S::Stale)]),
        (S::Withdrawn, [ok(S::Withdrawn), no,               no,             no,             ok(S::Withdrawn), ok(S::Proposed)]),
        (S::Rejected,  [ok(S::Rejected),  ok(S::Withdrawn), no,             no,             ok(S::Rejected),  ok(S::Proposed)]),
        (S::Deferred,  [ok(S::Deferred),  ok(S::Withdrawn), no,             no,             ok(S::Deferred),  ok(S::Proposed)]),
    ];
    for (from, others) in table {
        let mut reached = Dated::new();
        reached.reach(from);
        for (step, wanted) in STEPS.into_iter().zip(decide.into_iter().chain(others)) {
            let mut dated = reached.again();
            let decisions = dated.workbench.risk("ip3/R-001").unwrap().decisions.len();
            let done = dated.step(step);
            assert_eq!(done.is_ok(), wanted.is_some(), "{from:?} {step:?} {done:?}");
            assert_eq!(dated.state(), wanted.unwrap_or(from), "{from:?} {step:?}");
            if let Err(trouble) = done {
                assert!(!trouble.because.is_empty() && !trouble.try_this.is_empty(), "{trouble}");
                assert_eq!(dated.workbench.risk("ip3/R-001").unwrap().decisions.len(), decisions);
            }
            let accepted = match dated.state() {
                S::None | S::Proposed | S::Withdrawn | S::Rejected | S::Deferred => {
                    dated.status() != RiskStatus::Accepted
                }
                _ => dated.status() == RiskStatus::Accepted,
            };
            assert!(accepted, "{from:?} {step:?} {:?}", dated.status());
        }
    }
}

/// What is proposed on a risk that nobody has decided on shows wherever the risk does, until it is decided or taken back;
/// over a decision that accepts nothing it outlasts the withdrawal of that.
#[test]
fn a_proposal_without_a_decision_shows_until_it_is_decided_or_taken_back() {
    let asked = "m.rossi asked A. Weber on 2026-03-01 to accept";
    let shown = |dated: &Dated| {
        let whole = dated.workbench.risk("ip3/R-001").unwrap();
        let gates = dated.workbench.gates("ip3").unwrap();
        let told = gates.gates.iter().flat_map(|gate| &gate.missing).any(|missing| {
            missing.place == "ip3/R-001" && missing.mend == "decide" && missing.what.ends_with(asked)
        });
        let first = whole.decisions.first().is_some_and(|decision| decision.said.said == asked);
        assert_eq!(whole.proposed, first);
        assert_eq!(whole.proposed, told);
        whole.proposed
    };
    let mut dated = Dated::new();
    assert!(!shown(&dated));
    dated.step(Step::Propose).unwrap();
    assert!(shown(&dated));
    dated.step(Step::Withdraw).unwrap();
    assert!(!shown(&dated), "taken back");
    dated.step(Step::Reject).unwrap();
    dated.step(Step::Propose).unwrap();
    assert!(shown(&dated));
    dated.step(Step::Withdraw).unwrap();
    assert_eq!(
        dated.state(),
        AcceptanceState::Proposed,
        "the rejection is withdrawn, what is asked for is not"
    );
    dated.step(Step::Withdraw).unwrap();
    assert_eq!(dated.state(), AcceptanceState::Withdrawn);
    assert!(dated.step(Step::Withdraw).is_err());
    dated.step(Step::Propose).unwrap();
    dated.step(Step::Accept).unwrap();
    assert!(!shown(&dated), "decided");
    assert_eq!(dated.workbench.verify().unwrap().findings, []);
}

/// The decision before says how it ended.
#[test]
fn what_was_followed_is_superseded_or_renewed() {
    for (from, step, wanted) in [
        (AcceptanceState::InForce, Step::Accept, "superseded by the decision of m.rossi on 2026-03-01"),
        (AcceptanceState::InForce, Step::Renew, "renewed by the decision of m.rossi on 2026-03-01"),
        (AcceptanceState::Stale, Step::Reconfirm, "superseded by the decision of m.rossi on 2026-03-01"),
    ] {
        let mut dated = Dated::new();
        dated.reach(from);
        dated.step(step).unwrap();
        let whole = dated.workbench.risk("ip3/R-001").unwrap();
        assert_eq!(whole.decisions.len(), 2);
        assert_eq!(whole.decisions[1].said.warning, wanted);
        assert_eq!(whole.decisions[0].said.warning, "");
        assert_eq!(dated.workbench.verify().unwrap().findings, []);
    }
}

/// A last day is inclusive and ends at midnight of the register's zone, whatever the clock of the user says.
#[test]
fn a_last_day_ends_at_midnight_of_the_register() {
    let table = [
        // the year's end, in winter: Rome is one hour ahead of UTC
        ("2026-12-31", "2026-12-31T22:59:59Z", "2026-12-31T23:00:00Z"),
        // a day that only leap years have
        ("2028-02-29", "2028-02-29T22:59:59Z", "2028-02-29T23:00:00Z"),
        ("2027-02-28", "2027-02-28T22:59:59Z", "2027-02-28T23:00:00Z"),
        // in summer two hours
        ("2026-06-30", "2026-06-30T21:59:59Z", "2026-06-30T22:00:00Z"),
        // the nights in which clocks are changed
        ("2026-03-28", "2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z"),
        ("2026-03-29", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"),
        ("2026-10-25", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"),
    ];
    for (until, last, over) in table {
        let mut dated = Dated::new();
        dated.accept("ip3/R-001", "2026-03-15", until).unwrap();
        dated.at(last);
        assert_eq!(dated.state(), AcceptanceState::Expiring, "{until} {last}");
        assert_eq!(dated.workbench.risk("ip3/R-001").unwrap().decisions[0].said.warning, "");
        dated.at(over);
        assert_eq!(dated.state(), AcceptanceState::Expired, "{until} {over}");
        let warning = &dated.workbench.risk("ip3/R-001").unwrap().decisions[0].said.warning;
        assert!(warning.starts_with("IN USE WITHOUT VALID ACCEPTANCE since "), "{warning}");
    }
}

/// It is expiring from sixty days before its last, the default policy's.
#[test]
fn an_acceptance_is_expiring_in_its_last_sixty_days() {
    let mut dated = Dated::new();
    dated.accept("ip3/R-001", "2026-06-01", "2026-12-31").unwrap();
    dated.at("2026-11-01T22:59:59Z");
    assert_eq!(dated.state(), AcceptanceState::InForce);
    dated.at("2026-11-01T23:00:00Z");
    assert_eq!(dated.state(), AcceptanceState::Expiring);
}

/// A review is due on its day and late from midnight on.
#[test]
fn a_review_is_late_from_the_day_after() {
    let mut dated = Dated::new();
    dated.accept("ip3/R-001", "2028-02-29", "2028-12-31").unwrap();
    let late = |dated: &Dated| {
        let found = dated.workbench.check("ip3").unwrap().found;
        found
            .iter()
            .any(|(_, missing)| missing.what == "the decision on R-001 was to be reviewed on 2028-02-29")
    };
    dated.at("2028-02-29T22:59:59Z");
    assert!(!late(&dated));
    dated.at("2028-02-29T23:00:00Z");
    assert!(late(&dated));
}

/// Dates that no calendar has, that run backwards, or are still to come are refused in a sentence.
#[test]
fn dates_that_cannot_be_are_refused() {
    let mut dated = Dated::new();
    for (review, until, because) in [
        ("2027-01-01", "2027-02-29", "valid_until is \"2027-02-29\", which is no date"),
        ("2027-02-01", "2027-01-31", "review_on is 2027-02-01, after the last day 2027-01-31"),
        ("2026-02-01", "2026-02-28", "valid_until is 2026-02-28, before it was decided on 2026-03-01"),
        ("", "2027-01-31", "valid_until and review_on are needed for an acceptance"),
    ] {
        assert_eq!(dated.accept("ip3/R-001", review, until).unwrap_err().because, because);
    }
    // 23:30 UTC of the first is the second in Rome
    dated.at("2026-03-01T23:30:00Z");
    let on = |day| {
        [
            ("decision", "defer"),
            ("decided_by", "m.rossi"),
            ("rationale", "Not before the next release."),
            ("decided_on", day),
        ]
    };
    let early = dated.act("decide", "ip3/R-001", &on("2026-03-03")).unwrap_err();
    assert_eq!(early.because, "decided_on is 2026-03-03, which is still to come");
    dated.act("decide", "ip3/R-001", &on("2026-03-02")).unwrap();
    assert_eq!(dated.state(), AcceptanceState::Deferred);
}
