//! A decision is stale exactly when something in its seal changed, whatever is done to the register meanwhile.

use proptest::prelude::*;

use super::reasons;
use crate::{
    domain::{
        assessment::CapabilityCoverage,
        capability::{Coverage, Responsible},
        control::{
            Control, ControlKind, ControlSite, ControlState, Verification, VerificationKind,
            VerificationResult,
        },
        decision::SealRow,
        disclosure::Answer,
        object::Id,
        rating::{Basis, KeyProperty, Phase, Rating, Unit},
        risk::{Risk, RiskStatus},
    },
    process::seal::{
        ControlBasis, CoverageBasis, SealPart, changed, control_part, coverage_part, rating_part, risk_part,
    },
};

const WORDS: [&str; 6] = ["pump", "library", "server", "ward", "alarm", "überwachung"];
const SITES: [&str; 2] = ["Main hospital", "Annex: east"];
const ITEMS: [&str; 3] = ["AUTH-1", "AUTH-1.2", "AUTH-3"];

/// A text as its words; how it is spelled stands apart.
type Text = Vec<usize>;

/// What a decision rests on, and around it what it does not rest on.
#[derive(Debug, Clone)]
struct World {
    hazard: Text,
    situation: Text,
    causes: Vec<Text>,
    consequence: Text,
    from_mldp: bool,
    severity: i64,
    likelihood: i64,
    level: usize,
    unit: usize,
    matrix: usize,
    order: i64,
    states: [usize; 2],
    checks: Vec<Check>,
    holds: usize,
    answers: [usize; 3],
    spelling: usize,
    owner: usize,
    rater: usize,
}

/// A verification: at which site, of which kind, passed or not, on which day of the month.
type Check = (usize, usize, bool, u32);

#[derive(Debug, Clone)]
enum Change {
    Hazard(Text),
    Situation(Text),
    Causes(Vec<Text>),
    Consequence(Text),
    Mldp(bool),
    Severity(i64),
    Likelihood(i64),
    Level(usize),
    Unit(usize),
    Matrix(usize),
    Order(i64),
    State(usize, usize),
    Check(Check),
    Holds(usize),
    Answer(usize, usize),
    Spelling(usize),
    Owner(usize),
    Rater(usize),
}

fn text() -> impl Strategy<Value = Text> {
    prop::collection::vec(0..WORDS.len(), 1..4)
}

fn texts() -> impl Strategy<Value = Vec<Text>> {
    prop::collection::vec(text(), 0..3)
}

fn check() -> impl Strategy<Value = Check> {
    (0..2_usize, 0..2_usize, any::<bool>(), 1..28_u32)
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        text().prop_map(Change::Hazard),
        text().prop_map(Change::Situation),
        texts().prop_map(Change::Causes),
        text().prop_map(Change::Consequence),
        any::<bool>().prop_map(Change::Mldp),
        (1..3_i64).prop_map(Change::Severity),
        (1..3_i64).prop_map(Change::Likelihood),
        (0..2_usize).prop_map(Change::Level),
        (0..2_usize).prop_map(Change::Unit),
        (0..2_usize).prop_map(Change::Matrix),
        (1..3_i64).prop_map(Change::Order),
        (0..2_usize, 0..3_usize).prop_map(|(site, state)| Change::State(site, state)),
        check().prop_map(Change::Check),
        (0..2_usize).prop_map(Change::Holds),
        (0..3_usize, 0..2_usize).prop_map(|(item, answer)| Change::Answer(item, answer)),
        // what no decision rests on comes as often as all of the above together
        (0..4_usize).prop_map(Change::Spelling),
        (0..4_usize).prop_map(Change::Spelling),
        (0..9_usize).prop_map(Change::Owner),
        (0..9_usize).prop_map(Change::Rater),
    ]
}

prop_compose! {
    fn world()(
        hazard in text(), situation in text(), causes in texts(), consequence in text(),
        numbers in (1..3_i64, 1..3_i64, 1..3_i64),
        picks in (0..2_usize, 0..2_usize, 0..2_usize, 0..2_usize),
        states in [0..3_usize, 0..3_usize],
        checks in prop::collection::vec(check(), 0..5),
        answers in [0..2_usize, 0..2_usize, 0..2_usize],
        from_mldp in any::<bool>(),
    ) -> World {
        World {
            hazard, situation, causes, consequence, from_mldp,
            severity: numbers.0, likelihood: numbers.1, order: numbers.2,
            level: picks.0, unit: picks.1, matrix: picks.2, holds: picks.3,
            states, checks, answers, spelling: 0, owner: 0, rater: 0,
        }
    }
}

impl World {
    fn after(&self, change: &Change) -> Self {
        let mut to = self.clone();
        match change.clone() {
            Change::Hazard(text) => to.hazard = text,
            Change::Situation(text) => to.situation = text,
            Change::Causes(texts) => to.causes = texts,
            Change::Consequence(text) => to.consequence = text,
            Change::Mldp(from) => to.from_mldp = from,
            Change::Severity(severity) => to.severity = severity,
            Change::Likelihood(likelihood) => to.likelihood = likelihood,
            Change::Level(level) => to.level = level,
            Change::Unit(unit) => to.unit = unit,
            Change::Matrix(matrix) => to.matrix = matrix,
            Change::Order(order) => to.order = order,
            Change::State(site, state) => to.states[site] = state,
            Change::Check(check) => to.checks.push(check),
            Change::Holds(holds) => to.holds = holds,
            Change::Answer(item, answer) => to.answers[item] = answer,
            Change::Spelling(spelling) => to.spelling = spelling,
            Change::Owner(owner) => to.owner = owner,
            Change::Rater(rater) => to.rater = rater,
        }
        to
    }

    /// The words in one of four spellings that mean the same.
    fn spelled(&self, text: &Text) -> String {
        let words = text.iter().map(|&word| WORDS[word]);
        match self.spelling {
            0 => words.collect::<Vec<_>>().join(" "),
            1 => format!("{}.", words.collect::<Vec<_>>().join(", ")),
            2 => words.map(str::to_uppercase).collect::<Vec<_>>().join("  "),
            _ => words.collect::<Vec<_>>().join("\n- "),
        }
    }

    fn parts(&self) -> Vec<SealPart> {
        let risk = self.risk();
        let mut parts = vec![
            risk_part(&Id::from("r"), &risk),
            rating_part(&Id::from("r"), Phase::Residual, Some(&self.rating()), &[]),
        ];
        let control = self.control();
        let (sites, verifications) = (self.sites(), self.verifications());
        parts.push(control_part(&ControlBasis {
            id: &Id::from("c"),
            control: &control,
            sites: sites.iter().collect(),
            verifications: verifications.iter().collect(),
        }));
        let answers = ITEMS.iter().zip(self.answers);
        parts.push(coverage_part(&CoverageBasis {
            id: &Id::from("v"),
            coverage: &self.coverage(),
            answers: answers.map(|(item, answer)| (*item, [Answer::Yes, Answer::No][answer])).collect(),
            requirements: Vec::new(),
        }));
        parts
    }

    fn risk(&self) -> Risk {
        let mut capabilities = vec!["AUTH".to_owned()];
        if self.from_mldp {
            // in which order they were picked means nothing
            capabilities.insert(self.spelling % 2, "MLDP".to_owned());
        }
        Risk {
            assessment_id: Id::default(),
            number: 1,
            reference: "R-001".into(),
            title: format!("Title {}", self.owner),
            hazard: self.spelled(&self.hazard),
            hazardous_situation: self.spelled(&self.situation),
            causes: self.causes.iter().map(|cause| self.spelled(cause)).collect(),
            consequence: self.spelled(&self.consequence),
            capabilities,
            vulnerability_refs: vec![format!("CVE-2026-{:04}", self.owner)],
            template: String::new(),
            new_risk_of: None,
            owner: format!("owner {}", self.owner),
            due_on: "2026-12-01".parse().ok().filter(|_| self.owner.is_multiple_of(2)),
            tags: vec![format!("tag {}", self.owner)],
            status: [RiskStatus::Open, RiskStatus::Accepted][self.owner % 2],
            treatment: None,
            treatment_reason: format!("reason {}", self.rater),
            order_reason: String::new(),
            begun_from: None,
        }
    }

    fn rating(&self) -> Rating {
        let levels = ["medium", "high"];
        let mut rating = Rating {
            assessment_id: Id::default(),
            risk_id: Id::from("r"),
            phase: Phase::Residual,
            safety_severity: None,
            safety_likelihood: None,
            safety_level: None,
            effectiveness_severity: None,
            effectiveness_likelihood: None,
            effectiveness_level: None,
            security_severity: None,
            security_likelihood: None,
            security_level: None,
            overall: levels[self.level].into(),
            overall_rank: 0,
            basis: [Basis::Exploitability, Basis::ExpertJudgement][self.rater % 2],
            unit: [Unit::Site, Unit::Fleet][self.unit],
            rater: format!("rater {}", self.rater),
            rated_on: day(1 + self.rater as u32),
            reason: format!("reason {}", self.rater),
            relies_on: vec![Id::from("c")],
            scale_sha256: format!("scale {}", self.matrix),
            lifted: String::new(),
        };
        rating.set(KeyProperty::Safety, self.severity, self.likelihood, levels[self.level].into());
        rating
    }

    fn control(&self) -> Control {
        Control {
            number: 3,
            reference: "C-003".into(),
            title: format!("Segment {}", self.owner),
            kind: ControlKind::Technical,
            order: self.order,
            description: self.spelled(&self.hazard),
            common: self.owner.is_multiple_of(2),
            template: String::new(),
            owner: format!("owner {}", self.owner),
            responsible: Responsible::Hdo,
            due: Some(day(1 + self.rater as u32)),
            brings_new_risk: Some(self.rater.is_multiple_of(2)),
            new_risk_note: String::new(),
            verify_implementation: String::new(),
            verify_effectiveness: String::new(),
            framework_refs: Vec::new(),
        }
    }

    fn sites(&self) -> Vec<ControlSite> {
        let at = |(site, state): (&&str, usize)| ControlSite {
            control_id: Id::from("c"),
            site: (*site).to_owned(),
            state: [ControlState::Proposed, ControlState::InPlace, ControlState::Retired][state],
            implemented_by: format!("owner {}", self.owner),
            implemented_on: Some(day(1 + self.rater as u32)),
            evidence: String::new(),
        };
        SITES.iter().zip(self.states).map(at).collect()
    }

    fn verifications(&self) -> Vec<Verification> {
        let of = |&(site, kind, passed, on): &Check| Verification {
            control_id: Id::from("c"),
            site: SITES[site].into(),
            kind: [VerificationKind::Implementation, VerificationKind::Effectiveness][kind],
            result: if passed { VerificationResult::Passed } else { VerificationResult::Failed },
            method: format!("method {}", self.rater),
            person: format!("owner {}", self.owner),
            verified_on: day(on),
            evidence: String::new(),
            next_test: None,
        };
        self.checks.iter().map(of).collect()
    }

    fn coverage(&self) -> CapabilityCoverage {
        CapabilityCoverage {
            assessment_id: Id::default(),
            capability: "AUTH".into(),
            by_rule: [Coverage::Provided, Coverage::NotProvided][self.holds],
            rule: 1,
            disclosure_id: Some(Id(format!("disclosure {}", self.owner))),
            because: format!("because {}", self.rater),
            items: ITEMS.iter().map(|item| (*item).to_owned()).collect(),
            overruled: None,
            overruled_reason: String::new(),
            overruled_by: format!("owner {}", self.owner),
            overruled_on: None,
        }
    }

    /// The oracle: of two worlds, whether what a decision rests on means the same. It knows neither digests nor
    /// spellings.
    fn means(&self, other: &Self) -> bool {
        let found = |world: &Self, site: usize, kind: usize| {
            world.checks.iter().rev().find(|check| (check.0, check.1) == (site, kind)).map(|check| check.2)
        };
        let tests = (0..2).flat_map(|site| [(site, 0), (site, 1)]);
        let same_tests =
            tests.into_iter().all(|(site, kind)| found(self, site, kind) == found(other, site, kind));
        let same_risk = self.hazard == other.hazard
            && self.situation == other.situation
            && self.causes == other.causes
            && self.consequence == other.consequence
            && self.from_mldp == other.from_mldp;
        let same_rating = (self.severity, self.likelihood, self.level, self.unit, self.matrix)
            == (other.severity, other.likelihood, other.level, other.unit, other.matrix);
        let same_control = self.order == other.order && self.states == other.states && same_tests;
        let same_coverage = self.holds == other.holds && self.answers == other.answers;
        same_risk && same_rating && same_control && same_coverage
    }
}

fn day(of_month: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 5, of_month).unwrap()
}

fn sealed(parts: Vec<SealPart>) -> Vec<SealRow> {
    let row = |part: SealPart| SealRow {
        decision_id: Id::from("d"),
        object: part.object,
        object_id: part.object_id,
        digest: part.digest,
        readable: part.readable.text(),
    };
    parts.into_iter().map(row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn stale_exactly_when_something_in_the_seal_changed(
        world in world(),
        changes in prop::collection::vec(change(), 0..5),
    ) {
        let rows = sealed(world.parts());
        let after = changes.iter().fold(world.clone(), |world, change| world.after(change));
        let now = after.parts();
        let changed = changed(&rows, &now);
        prop_assert_eq!(changed.is_empty(), world.means(&after), "{:?}", changed);
        let reasons = reasons(changed);
        prop_assert_eq!(reasons.is_empty(), world.means(&after));
        prop_assert!(reasons.iter().all(|reason| !reason.is_empty() && !reason.contains(" changed: medium → medium")), "{:?}", reasons);
    }
}
