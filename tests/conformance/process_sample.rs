//! A row of every object of the process, for the sample register.

use riskward::{
    domain::{
        agreement::Agreement,
        assessment::{Difference, Stage},
        attestation::{Attestation, AttestationKind, Communication, Disposition},
        decision::{BenefitRisk, Condition, DecisionKind, Proposal},
        disclosure::Answer,
        finding::{Finding, Triage, Trigger, TriggerKind},
        gate::GatePassage,
        object::Id,
        person::PolicyApproval,
        question::{AcceptedAnswer, Question, QuestionState},
        rating::Phase,
        record::sha256_hex,
        requirement::{AdoptedSet, RequirementAnswer, RequirementState},
        suggestion::SuggestionDismissal,
    },
    ledger::Edit,
};

use crate::sample::{day, new, scale_sha256, texts, today};

fn id(text: &str) -> Id {
    Id::from(text)
}

/// What is agreed and stated, before anybody decides.
pub(crate) fn agreed() -> Vec<Edit> {
    let approval = PolicyApproval {
        policy_sha256: Id(scale_sha256()),
        policy: "default".into(),
        number: 1,
        approved_by: "Prof. R. Castell".into(),
        role: "top_management".into(),
        approved_on: today(),
        evidence: "minute 4".into(),
    };
    let agreement = Agreement {
        product_id: id("product-1"),
        title: "AG-17".into(),
        parties: texts(&["Hemoflow", "Lindental"]),
        duties: texts(&["MLDP hdo"]),
        signed_on: today(),
        valid_until: Some(day("2028-03-01")),
        evidence: "contract file 17".into(),
    };
    let disposition = Disposition {
        assessment_id: id("assessment-1"),
        capability: "IGAU".into(),
        reason: "no record stands behind it".into(),
        person: "M. Rossi".into(),
        judged_on: today(),
    };
    let dismissal = SuggestionDismissal {
        assessment_id: id("assessment-1"),
        template: "MLDP-T1".into(),
        reasons: texts(&["maker says no: MLDP-2", "required"]),
        digest: sha256_hex(b"reasons"),
        reason: "no file can reach it".into(),
        person: "M. Rossi".into(),
        dismissed_on: today(),
    };
    let attestation = Attestation {
        assessment_id: id("assessment-1"),
        kind: AttestationKind::Monitoring,
        text: "monthly look at the feed".into(),
        person: "M. Rossi".into(),
        stated_on: today(),
        evidence: "SOP 12".into(),
    };
    let question = Question {
        assessment_id: id("assessment-1"),
        capability: "NAUT".into(),
        text: "Are network peers authenticated?".into(),
        state: QuestionState::Answered,
        person: "M. Rossi".into(),
        sent_on: Some(today()),
        due: Some(day("2026-04-01")),
        answer: "No.".into(),
        answered_on: Some(day("2026-03-20")),
    };
    let adopted = AdoptedSet {
        set: "us".into(),
        set_sha256: Id(scale_sha256()),
        adopted_by: "M. Rossi".into(),
        adopted_on: today(),
        reason: "the hospital stands there".into(),
    };
    let answered = RequirementAnswer {
        assessment_id: id("assessment-1"),
        requirement: "US-NAUT-1".into(),
        capability: "NAUT".into(),
        set_sha256: Id(scale_sha256()),
        answer: RequirementState::Partly,
        disclosure_id: Some(id("disclosure-1")),
        statements: texts(&["NAUT-1", "NAUT-2"]),
        evidence: "test report 7".into(),
        person: "M. Rossi".into(),
        answered_on: today(),
        remark: "only towards the server".into(),
    };
    vec![
        new("approval-1", &approval),
        new("agreement-1", &agreement),
        new("disposition-1", &disposition),
        new("dismissal-1", &dismissal),
        new("attestation-1", &attestation),
        new("question-1", &question),
        new("set-1", &adopted),
        new("requirement-answer-1", &answered),
    ]
}

/// What hangs on a decision, and what comes after it.
pub(crate) fn led() -> Vec<Edit> {
    let (assessment, risk) = (id("assessment-1"), Some(id("risk-1")));
    let condition = Condition {
        decision_id: id("decision-1"),
        assessment_id: assessment.clone(),
        what: "yearly scan".into(),
        owner: "J. Brandt".into(),
        due: Some(day("2026-12-01")),
        met_on: Some(day("2026-11-01")),
        met_by: "M. Rossi".into(),
        evidence: "report 8".into(),
    };
    let proposal = Proposal {
        assessment_id: assessment.clone(),
        risk_id: risk.clone(),
        decision: DecisionKind::Accept,
        proposed_by: "M. Rossi".into(),
        proposed_on: today(),
        asked: texts(&["A. Weber"]),
        reason: "controls work".into(),
        closed: true,
    };
    let benefit = BenefitRisk {
        assessment_id: assessment.clone(),
        risk_id: risk,
        benefit: "exact dosing".into(),
        alternatives: "gravity infusion".into(),
        not_practicable: "no other pump on the market".into(),
        conclusion: "benefit outweighs".into(),
        author: "Dr. A. Weber".into(),
        written_on: today(),
    };
    let passage = GatePassage {
        assessment_id: assessment.clone(),
        stage: Stage::GoLive,
        gate: "G4".into(),
        passed_by: "A. Weber".into(),
        role: "clinical_lead".into(),
        passed_on: today(),
        process_sha256: sha256_hex(b"process"),
        stood: texts(&["1 risk"]),
        withdrawn: true,
        reason: "loan unit at night".into(),
        missing: texts(&["C-001 has no date"]),
        interim_measures: "one nurse per unit".into(),
        until: Some(day("2026-03-20")),
    };
    let communication = Communication {
        assessment_id: assessment.clone(),
        risks: texts(&["R-001"]),
        told: "ICU 2 nurses".into(),
        means: "briefing".into(),
        person: "M. Rossi".into(),
        told_on: today(),
        evidence: "list".into(),
    };
    let accepted = AcceptedAnswer {
        assessment_id: assessment.clone(),
        question_id: id("question-1"),
        capability: "MLDP".into(),
        item: "MLDP-2".into(),
        answer: Answer::Yes,
        text: "since 4.3".into(),
        accepted_by: "M. Rossi".into(),
        accepted_on: today(),
        evidence: "letter".into(),
        disclosure_id: id("disclosure-1"),
        form_answer: Some(Answer::No),
        dropped_on: Some(day("2026-04-01")),
        dropped_by: "M. Rossi".into(),
        dropped_because: "a new form".into(),
    };
    let trigger = Trigger {
        number: 1,
        reference: "T-001".into(),
        kind: TriggerKind::Recall,
        title: "Battery door".into(),
        external_ref: "FSN-7".into(),
        authority_ref: "BfArM 1/26".into(),
        received_on: today(),
        deadline: Some(day("2026-04-01")),
        product_ids: vec![id("product-1")],
        assessment_ids: vec![assessment.clone()],
        placement_ids: vec![id("placement-1")],
        details: texts(&["lot 4"]),
        units_affected: 14,
        units_mended: 3,
        date_key: "review 1 2026-03-01".into(),
        raised_by: "M. Rossi".into(),
        triage: Triage::Reopened,
        triage_reason: "pumps stop".into(),
        triage_evidence: "FSN-7".into(),
        triaged_by: "M. Rossi".into(),
        triaged_on: Some(today()),
        reopened: texts(&["ip3/R-001"]),
    };
    let finding = Finding {
        number: 1,
        reference: "F-001".into(),
        assessment_id: Some(assessment.clone()),
        about: "C-001".into(),
        what: "re-test failed".into(),
        test: "effectiveness test at Main hospital".into(),
        date_key: "test 1 ip3 2026-03-01".into(),
        opened_on: today(),
        deadline: day("2026-03-31"),
        owner: "J. Brandt".into(),
        interim_measure: "cable pulled".into(),
        trigger_id: Some(id("trigger-1")),
        closed_on: Some(day("2026-03-20")),
        closed_by: "J. Brandt".into(),
        closed_how: "rule mended".into(),
    };
    let difference = Difference {
        assessment_id: assessment,
        placement_id: id("placement-1"),
        risk_id: id("risk-1"),
        phase: Phase::Residual,
        reason: "one nurse at night".into(),
        safety_severity: Some(4),
        safety_likelihood: Some(2),
        effectiveness_severity: None,
        effectiveness_likelihood: None,
        security_severity: None,
        security_likelihood: None,
        overall: "high".into(),
        overall_rank: 3,
        scale_sha256: sha256_hex(b"scale"),
        rater: "M. Rossi".into(),
        rated_on: today(),
    };
    vec![
        new("condition-1", &condition),
        new("proposal-1", &proposal),
        new("benefit-1", &benefit),
        new("passage-1", &passage),
        new("communication-1", &communication),
        new("accepted-1", &accepted),
        new("trigger-1", &trigger),
        new("finding-1", &finding),
        new("difference-1", &difference),
    ]
}
