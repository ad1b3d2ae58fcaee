//! Hand-made answers: an infusion pump with a gap, a stale decision and a Japanese ward.

use riskward::{
    domain::{
        assessment::Stage,
        capability::{Coverage, InUseState, Requirement, Responsible},
        control::{Control, ControlKind, ControlState, Verification, VerificationKind, VerificationResult},
        disclosure::Answer as Said,
        gate::{GateState, Missing},
        object::Id,
        question::QuestionState,
        rating::{Basis, Phase, Rating, Unit},
        record::Held,
        risk::{Risk, RiskStatus, Treatment},
    },
    workbench::actions::preview::Preview,
    workbench::questions::{
        Level,
        assessments::{AssessmentLine, Standing},
        chain::{Chain, ChainCapability, ChainControl, ChainDecision, ChainRisk, ChainStatement, Revision},
        controls::{ControlLine, ControlWhole},
        gates::{self, DueLine, GateLine, Gates, PassageLine},
        on_record::{AgreementLine, CapabilityRecord, OnRecord, QuestionLine, StatedLine},
        risk::{DecisionWhole, RatedPhase, RiskControlWhole, RiskWhole, SiteWhole},
        risks::RiskLine,
    },
};

/// What a decision would do: more than the box has room for on a small terminal.
pub(crate) fn preview(subject: &str) -> Preview {
    let mut says = vec![
        format!("Accept: {subject} Pumps run on an outdated drug library while the server is encrypted"),
        "By A. Weber, on 2026-11-21".to_owned(),
        "Residual risk: MED".to_owned(),
        "Valid until 2027-03-31, review on 2027-01-15".to_owned(),
    ];
    says.extend((1..=14).map(|number| format!("On condition: number {number}")));
    Preview {
        says,
        warnings: vec!["C-009 is not verified to work at Annex".to_owned()],
        sign: (!subject.starts_with('#') && !subject.contains('|'))
            .then(|| subject.split('/').next().unwrap_or_default().to_owned()),
        ..Preview::default()
    }
}

pub(crate) fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn level(rank: i64) -> Level {
    let (short, name) = [("LOW", "low"), ("MED", "medium"), ("HIGH", "high"), ("UNACC", "unacceptable")]
        [usize::try_from(rank).unwrap() - 1];
    Level { rank, of: 4, short: short.into(), name: name.into(), lifted: String::new() }
}

pub(crate) fn assessments() -> Vec<AssessmentLine> {
    let line = |reference: &str, product: &str, versions: &str, placements: &str, stage| AssessmentLine {
        id: Id::from(reference),
        reference: reference.into(),
        product: product.into(),
        model: product.split_once(' ').unwrap().1.into(),
        versions: versions.into(),
        placements: placements.into(),
        stage,
        revision: 1,
        frozen_on: None,
        standing: None,
    };
    vec![
        line("ip3", "Hemoflow IP-3", "4.2.x", "ICU 2 west +3", Stage::GoLive),
        line("pacs12", "RadView PACS", "12.0", "Data centre A", Stage::ContinuedUse),
        line("mri", "医療機器 MRT-9 磁気共鳴画像装置", "9", "放射線科", Stage::Acquisition),
    ]
}

pub(crate) fn standing(reference: &str) -> Standing {
    match reference {
        "ip3" => Standing {
            gaps: 7,
            required_known: true,
            risks: 12,
            open: 3,
            worst: Some((level(3), "safety".into())),
            not_rated: 1,
            stale: 0,
            next_expiry: Some("2027-03-31".into()),
            at_gate: Some(gates(reference).at_gate()),
            changes: None,
            due_in: Some(3),
        },
        "pacs12" => Standing {
            gaps: 4,
            required_known: true,
            risks: 8,
            open: 1,
            worst: Some((level(2), "effectiveness".into())),
            not_rated: 0,
            stale: 0,
            next_expiry: None,
            at_gate: Some(gates(reference).at_gate()),
            changes: None,
            due_in: Some(-5),
        },
        _ => Standing { required_known: true, ..Standing::default() },
    }
}

/// `ip3` is blocked at G5; `pacs12` has an override, and is ready for its next gate.
pub(crate) fn gates(reference: &str) -> Gates {
    use GateState::{Blocked, Later, NotInStage, Overridden, Passed, Ready};

    let blocks = |what: &str, place: &str, mend| Missing::blocks(what, place, mend);
    let missing = vec![
        blocks(
            "R-021 Infected service laptop is to be reduced, and C-009 is nowhere in place",
            "C-009",
            "put-in-place",
        ),
        blocks("it is not looked at whether ALOF is in use at 放射線科", "ip3/ALOF", "record-in-use"),
        blocks("R-030 has no initial rating", "ip3/R-030", "rate-risk"),
        blocks("the risk manager is not named", "ip3", "edit-assessment"),
        blocks("no disclosure is on file", "ip3", "import"),
        Missing::warns("the acceptability criteria are the catalogue's own", "", ""),
    ];
    let gate = |id: &str, name: &str, state, missing: Vec<Missing>| GateLine {
        id: id.into(),
        name: name.into(),
        title: "What it wants, in one sentence of riskward's own words".into(),
        clause: "IEC 80001-1:2021, 6.1.4 (unverified)".into(),
        state,
        missing,
        passage: matches!(state, Passed | Overridden).then(|| PassageLine {
            by: "A. Weber".into(),
            role: "cso".into(),
            on: day("2026-11-02"),
            stood: Vec::new(),
            overridden: None,
        }),
    };
    let overridden = reference == "pacs12";
    let mut second = gate("G1", "Disclosure", Passed, Vec::new());
    if overridden {
        second.state = Overridden;
        second.missing = missing[4..5].to_vec();
        second.passage.as_mut().unwrap().overridden = Some(gates::Overridden {
            reason: "The loan unit arrived at night.".into(),
            missing: vec!["no disclosure is on file (pacs12)".into()],
            interim_measures: "It stays off the network.".into(),
            until: day("2026-12-02"),
        });
    }
    let (fifth, lacking) = if overridden { (Ready, Vec::new()) } else { (Blocked, missing.clone()) };
    let due = |on: &str, what: &str| DueLine { on: day(on), what: what.into() };
    Gates {
        reference: reference.into(),
        product: "Hemoflow IP-3 4.2.x".into(),
        stage: if overridden { Stage::ContinuedUse } else { Stage::GoLive },
        on: day("2026-11-21"),
        gates: vec![
            gate("G0", "Scope", Passed, Vec::new()),
            second,
            gate("G2", "Analysis", Passed, Vec::new()),
            gate("G3", "Evaluation", Passed, Vec::new()),
            gate("G4", "Controls planned", Passed, missing[5..].to_vec()),
            gate("G5", "Controls in place", fifth, lacking),
            gate("G6", "Controls verified", Later, missing[..1].to_vec()),
            gate("G7", "New risks", Later, Vec::new()),
            gate("G8", "Residual risk", Later, missing[2..3].to_vec()),
            gate("G9", "Completeness", Later, Vec::new()),
            gate("G10", "Overall residual risk", Later, Vec::new()),
            gate("G11", "Decision", Later, Vec::new()),
            gate("G12", "Operation", Later, Vec::new()),
            gate("G13", "Closing", NotInStage, Vec::new()),
        ],
        due: vec![
            due("2026-10-30", "review of R-014"),
            due("2026-12-03", "answer on NAUT"),
            due("2027-01-15", "review of R-021"),
            due("2027-02-15", "review of the decision on the whole"),
        ],
        on_record: OnRecord {
            agreements: vec![AgreementLine {
                said: "RA-7 between Hemoflow and St. Vincent, signed on 2026-01-31".into(),
                warning: String::new(),
                duties: vec!["MLDP hdo".into()],
                evidence: "Folder 12".into(),
            }],
            stated: vec![StatedLine {
                kind: "overall residual risk".into(),
                text: "Bearable together as long as the spare pumps stand ready.".into(),
                by: "A. Weber on 2026-11-02".into(),
                evidence: String::new(),
            }],
            told: vec!["residual risks told to ICU 2 west on 2026-10-20 by M. Rossi (training)".into()],
        },
    }
}

pub(crate) fn chain() -> Chain {
    use Coverage::{NotProvided, Partial, Provided, Unknown};
    use Requirement::{Desired, NotRequired, Required};

    let plain = |code: &str, name: &str, coverage, required, state, gap| ChainCapability {
        code: code.into(),
        name: name.into(),
        goal: "Goal of the capability in one sentence.".into(),
        attributes: "C·I·A".into(),
        coverage,
        overruled_from: None,
        because: "every core group is answered well".into(),
        required: Some(required),
        required_reason: "profile infusion-pump".into(),
        in_use: vec![("ICU 2 west".into(), state), ("放射線科".into(), InUseState::On)],
        gap,
        requirements: Vec::new(),
        statements: Vec::new(),
        risks: Vec::new(),
        on_record: CapabilityRecord::default(),
    };
    let mut mldp = plain(
        "MLDP",
        "Malware detection/protection",
        Coverage::NotProvided,
        Requirement::Required,
        InUseState::Off,
        true,
    );
    mldp.overruled_from = Some(Coverage::Unknown);
    mldp.statements = vec![
        statement("MLDP-2", Said::No, "The product can run software against malware."),
        statement("MLDP-3", Said::NotApplicable, "Such software is installed when delivered."),
        statement("MLDP-4", Said::No, "The hospital may install it and keep it current."),
    ];
    mldp.risks = vec![
        ChainRisk {
            id: Id::from("r14"),
            reference: "R-014".into(),
            title: "Pumps run on an outdated drug library while the server is encrypted".into(),
            initial: Some(level(3)),
            target: None,
            residual: Some(level(2)),
            controls: vec![control("C-003", "Segment VLAN 212", Some(true), Some(true))],
            decision: Some(ChainDecision {
                said: "accepted by A. Weber until 2027-03-31".into(),
                warning: "STALE: C-003 changed".into(),
                in_force: true,
            }),
            mark: None,
            failures: Vec::new(),
        },
        ChainRisk {
            id: Id::from("r21"),
            reference: "R-021".into(),
            title: "Infected service laptop".into(),
            initial: Some(level(2)),
            target: Some(level(1)),
            residual: None,
            controls: vec![
                control("C-003", "Segment VLAN 212", Some(true), Some(true)),
                control("C-009", "Scan service laptops", Some(true), None),
            ],
            decision: None,
            mark: None,
            failures: Vec::new(),
        },
    ];
    let mut naut = plain("NAUT", "Node authentication", Unknown, Desired, InUseState::NotChecked, false);
    naut.on_record = CapabilityRecord {
        disposition: Some("L. Novak on 2026-11-02: No other node talks to it.".into()),
        questions: vec![QuestionLine {
            number: 1,
            state: QuestionState::Sent,
            said: "sent on 2026-11-03, answer due on 2026-12-03".into(),
            due: Some(day("2026-12-03")),
            text: "Which nodes does it accept?".into(),
            answer: String::new(),
            warning: String::new(),
        }],
        duty: "HDO".into(),
    };
    Chain {
        assessment_id: Id::from("ip3"),
        reference: "ip3".into(),
        product: "Hemoflow IP-3".into(),
        versions: "4.2.x".into(),
        stage: Stage::GoLive,
        disclosure: Some("MDS2-HF-0042 rev C of 2025-11-03".into()),
        problems: 2,
        placements: vec!["ICU 2 west".into(), "放射線科".into()],
        standards: Vec::new(),
        capabilities: vec![
            plain("ALOF", "Automatic logoff", Provided, Required, InUseState::Off, true),
            plain("AUDT", "Audit controls", Partial, Required, InUseState::NotChecked, true),
            plain("AUTH", "Authorization", Provided, Required, InUseState::On, false),
            mldp,
            naut,
            plain(
                "DIDT",
                "Health data de-identification",
                NotProvided,
                NotRequired,
                InUseState::NotChecked,
                false,
            ),
        ],
        decision: None,
        on_record: OnRecord::default(),
        other_risks: vec![ChainRisk {
            id: Id::from("r30"),
            reference: "R-030".into(),
            title: "Loan pump arrives at night".into(),
            initial: None,
            target: None,
            residual: None,
            controls: Vec::new(),
            decision: None,
            mark: None,
            failures: Vec::new(),
        }],
        revision: Revision { number: 1, begun_on: "2026-01-12".into(), ..Revision::default() },
    }
}

fn statement(item: &str, answer: Said, meaning: &str) -> ChainStatement {
    ChainStatement {
        accepted: None,
        item: item.into(),
        meaning: meaning.into(),
        answer,
        raw: String::new(),
        note: String::new(),
        place: "mds2-form!C178".into(),
        core: true,
    }
}

fn control(reference: &str, title: &str, in_place: Option<bool>, effective: Option<bool>) -> ChainControl {
    ChainControl { reference: reference.into(), title: title.into(), in_place, effective }
}

pub(crate) fn risks() -> Vec<RiskLine> {
    let line = |number: usize, title: &str, initial, residual, decision: &str| RiskLine {
        id: Id(format!("r{number}")),
        reference: format!("ip3/R-{number:03}"),
        title: title.into(),
        capabilities: "MLDP, DTBK".into(),
        initial: Some(level(initial)),
        residual,
        treatment: "reduce".into(),
        controls: 2,
        decision: decision.into(),
        owner: "P. Lindqvist".into(),
        due_on: (number == 2).then(|| day("2027-02-28")),
        tags: if number == 2 { vec!["laptop".into(), "service".into()] } else { Vec::new() },
    };
    let mut lines = vec![
        line(1, "Pumps run on an outdated drug library", 3, Some(level(2)), "accepted until 2027-03-31"),
        line(2, "Service laptop infects pumps", 2, None, "open"),
        line(3, "輸液ポンプが誤った薬剤ライブラリで動作する", 4, Some(level(3)), "STALE"),
    ];
    lines.extend(
        (4..=60).map(|number| line(number, &format!("Risk number {number}"), 1, Some(level(1)), "open")),
    );
    lines
}

pub(crate) fn risk(reference: &str) -> RiskWhole {
    let rating = Rating {
        assessment_id: Id::from("ip3"),
        risk_id: Id::from("r14"),
        phase: Phase::Initial,
        safety_severity: Some(4),
        safety_likelihood: Some(3),
        safety_level: Some("high".into()),
        effectiveness_severity: None,
        effectiveness_likelihood: None,
        effectiveness_level: None,
        security_severity: None,
        security_likelihood: None,
        security_level: None,
        overall: "high".into(),
        overall_rank: 3,
        basis: Basis::Exploitability,
        unit: Unit::Fleet,
        rater: "T. Vasko".into(),
        rated_on: day("2026-03-30"),
        reason: "Shown on the bench.".into(),
        relies_on: Vec::new(),
        scale_sha256: String::new(),
        lifted: String::new(),
    };
    RiskWhole {
        shared_causes: Vec::new(),
        reference: reference.into(),
        risk: Held {
            id: Id::from("r14"),
            version: 3,
            changed_at: "2026-10-01T08:00:00.000Z".into(),
            changed_by: "m.rossi".into(),
            value: Risk {
                assessment_id: Id::from("ip3"),
                number: 14,
                reference: "R-014".into(),
                title: "Pumps run on an outdated drug library while the server is encrypted".into(),
                hazard: "Outdated dose limits".into(),
                hazardous_situation: "Nurses program therapies against limits that no longer hold".into(),
                causes: vec!["Ransomware on the server".into(), "No offline path for libraries".into()],
                consequence: "Over-infusion".into(),
                capabilities: vec!["MLDP".into(), "DTBK".into()],
                vulnerability_refs: vec!["CVE-2025-1234".into()],
                template: String::new(),
                new_risk_of: None,
                owner: "P. Lindqvist".into(),
                due_on: Some("2027-02-28".parse().unwrap()),
                tags: vec!["library".into()],
                status: RiskStatus::Accepted,
                treatment: Some(Treatment::Reduce),
                treatment_reason: "The manufacturer has no date for a fix.".into(),
                order_reason: String::new(),
                begun_from: None,
            },
        },
        ratings: vec![RatedPhase {
            phase: Phase::Initial,
            rating,
            overall: level(3),
            properties: vec![("safety".into(), 4, 3, level(3))],
            relies_on: Vec::new(),
        }],
        controls: vec![RiskControlWhole {
            id: Id::from("c3"),
            reference: "C-003".into(),
            title: "Segment VLAN 212".into(),
            sites: vec![site()],
            common: false,
            failures: Vec::new(),
        }],
        differences: Vec::new(),
        proposed: false,
        mark: None,
        decisions: vec![DecisionWhole {
            id: Id::from("d1"),
            said: ChainDecision {
                said: "accepted by A. Weber until 2027-03-31".into(),
                warning: "STALE: C-003 changed".into(),
                in_force: true,
            },
            rationale: "Benefit outweighs the rest.".into(),
            conditions: vec!["Segment stays closed".into()],
            recorded: "recorded by m.rossi on 2026-10-13".into(),
            seal: vec![("the initial rating: high".into(), false), ("C-003: Segment VLAN 212".into(), true)],
        }],
        questions: Vec::new(),
        told: vec!["R-014 told to ICU 2 west on 2026-10-20 by M. Rossi (training)".into()],
        standards: Vec::new(),
    }
}

fn site() -> SiteWhole {
    SiteWhole {
        site: "Main hospital".into(),
        state: ControlState::InPlace,
        verifications: vec![(
            VerificationKind::Effectiveness,
            VerificationResult::Failed,
            "2026-09-01".into(),
            "J. Kim".into(),
        )],
    }
}

pub(crate) fn controls() -> Vec<ControlLine> {
    let line = |reference: &str, title: &str, kind: &str, order, serves, state: &str| ControlLine {
        id: Id::from(reference),
        reference: reference.into(),
        title: title.into(),
        kind: kind.into(),
        order,
        owner: "Network team".into(),
        due: (reference == "C-009").then(|| day("2026-12-31")),
        serves,
        state: state.into(),
    };
    vec![
        line("C-003", "Segment VLAN 212", "technical", 2, 5, "in place 2/2, effective 1/2"),
        line("C-009", "Scan service laptops", "procedural", 2, 1, "in place 1/1, effective 0/1"),
        line("C-012", "医療機器の更新手順", "procedural", 3, 1, "proposed"),
    ]
}

pub(crate) fn control_whole(reference: &str) -> ControlWhole {
    ControlWhole {
        control: Held {
            id: Id::from("c3"),
            version: 1,
            changed_at: "2026-10-01T08:00:00.000Z".into(),
            changed_by: "m.rossi".into(),
            value: Control {
                number: 3,
                reference: reference.into(),
                title: "Segment VLAN 212".into(),
                kind: ControlKind::Technical,
                order: 2,
                description: "Pumps stand in a segment that denies by default.".into(),
                common: true,
                template: String::new(),
                owner: "Network team".into(),
                responsible: Responsible::Hdo,
                due: Some(day("2026-12-31")),
                brings_new_risk: Some(false),
                new_risk_note: "Infusion goes on without the network.".into(),
                verify_implementation: "Compare the rules with the table of data flows.".into(),
                verify_effectiveness: "Try closed ports on the bench.".into(),
                framework_refs: vec!["nist-800-53r5:SC-7".into()],
            },
        },
        sites: vec![site()],
        verifications: vec![Held {
            id: Id::from("v1"),
            version: 1,
            changed_at: "2026-10-01T08:00:00.000Z".into(),
            changed_by: "m.rossi".into(),
            value: Verification {
                control_id: Id::from("c3"),
                site: "Main hospital".into(),
                kind: VerificationKind::Effectiveness,
                result: VerificationResult::Failed,
                method: "Bench, spare pump".into(),
                person: "J. Kim".into(),
                verified_on: day("2026-09-01"),
                evidence: "Report 12".into(),
                next_test: Some(day("2027-03-01")),
            },
        }],
        serves: vec![("ip3/R-014".into(), "Pumps run on an outdated drug library".into())],
        failures: Vec::new(),
    }
}
