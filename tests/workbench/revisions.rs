//! New revisions and copies of an assessment: what they take over, and what becomes of decisions.

use std::path::PathBuf;

use riskward::{
    domain::{
        assessment::Assessment,
        events::EventKind,
        finding::{Finding, Triage, Trigger, TriggerKind},
        object::Id,
        question::{Question, QuestionState},
        rating::Phase,
        revision::RiskMark,
        risk::Risk,
    },
    ledger::Edit,
    workbench::{
        export::Wanted,
        questions::{assessments::Changes, chain::ChainRisk},
    },
};

use crate::{
    register::{Register, sample, with},
    rows::{put, rows},
};

const ACCEPT: &[(&str, &str)] = &[
    ("decision", "accept"),
    ("decided_by", "E. Marchetti"),
    ("evidence", "Minutes of 2026-11-20"),
    ("rationale", "The panel of 2026-11-20 has looked at every residual risk."),
    ("review_on", "2027-02-01"),
    ("valid_until", "2027-02-15"),
];

fn reassess(register: &mut Register) -> String {
    register.act("reassess", "pm7", &[("reason", "the yearly look at all of it")]).unwrap().said
}

fn risks(register: &Register, reference: &str) -> Vec<ChainRisk> {
    let chain = register.workbench.chain(reference).unwrap();
    let all = chain.capabilities.into_iter().flat_map(|capability| capability.risks);
    let mut all: Vec<ChainRisk> = all.chain(chain.other_risks).collect();
    all.sort_by(|one, other| one.reference.cmp(&other.reference));
    all.dedup_by(|one, other| one.reference == other.reference);
    all
}

fn refs(risks: &[ChainRisk]) -> Vec<&str> {
    risks.iter().map(|risk| risk.reference.as_str()).collect()
}

fn changes(register: &Register, reference: &str) -> Option<Changes> {
    register.workbench.standing(reference).unwrap().changes
}

/// The disclosure of the sample with one answer changed, as a file.
fn disclosure(name: &str, from: &str, to: &str) -> (PathBuf, tempfile::TempDir) {
    let text = std::fs::read_to_string(sample("patient-monitor").join("disclosure.toml")).unwrap();
    assert!(text.contains(from), "{from}");
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    (path, directory)
}

/// Begun anew, every risk is there under its ref with controls, initial and target rating, and none differs.
#[test]
fn a_new_revision_starts_from_the_old_one_and_nothing_differs() {
    let mut register = with("patient-monitor");
    let before = risks(&register, "pm7");
    let said = reassess(&mut register);
    assert_eq!(said, "pm7: revision 2 begun from pm7@1. 12 risks taken over.");
    let after = risks(&register, "pm7");
    assert_eq!(refs(&after), refs(&before));
    for (new, old) in after.iter().zip(&before) {
        assert_eq!((&new.initial, &new.target, &new.controls), (&old.initial, &old.target, &old.controls));
        assert_eq!((new.residual.as_ref(), new.mark), (None, Some(RiskMark::Unchanged)), "{}", new.reference);
    }
    assert_eq!(changes(&register, "pm7"), Some(Changes { new: 0, changed: 0, unchanged: before.len() }));
    let chain = register.workbench.chain("pm7").unwrap();
    let old = register.workbench.chain("pm7@1").unwrap();
    for (new, old) in chain.capabilities.iter().zip(&old.capabilities) {
        assert_eq!((new.coverage, new.overruled_from), (old.coverage, old.overruled_from), "{}", new.code);
        assert_eq!((new.required, new.gap), (old.required, old.gap), "{}", new.code);
    }
    assert_eq!(chain.revision.begun_from.as_deref(), Some("pm7@1"));
    let [line] = register.workbench.assessments().unwrap().try_into().unwrap();
    assert_eq!((line.reference.as_str(), line.revision, line.frozen_on), ("pm7", 2, None));
    let order = register
        .workbench
        .risk_order(&riskward::workbench::questions::risk_order::RisksWanted::default())
        .unwrap();
    assert_eq!(order.ids.len(), before.len(), "each risk is listed once");
    assert!(register.act("reassess", "pm7", &[("reason", "again")]).is_err(), "not decided yet");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// What is new, changed and left out is marked, with what differs in words.
#[test]
fn what_is_changed_in_a_new_revision_is_marked() {
    let mut register = with("patient-monitor");
    reassess(&mut register);
    let rating = [
        ("phase", "initial"),
        ("safety_severity", "5"),
        ("safety_likelihood", "5"),
        ("basis", "expert_judgement"),
        ("unit", "fleet"),
    ];
    register.act("rate-risk", "pm7/R-001", &rating).unwrap();
    register.act("edit-risk", "pm7/R-002", &[("causes", "Another cause")]).unwrap();
    register.act("edit-risk", "pm7/R-003", &[("owner", "Somebody else")]).unwrap();
    register.act("remove-risk", "pm7/R-012", &[("reason", "it is part of another")]).unwrap();
    register.act("add-risk", "pm7/SAHD", &[("template", "SAHD-T1")]).unwrap();
    let mark = |reference: &str| register.workbench.risk(reference).unwrap().mark.unwrap();
    assert_eq!(mark("pm7/R-001"), (RiskMark::Changed, vec!["its initial rating".to_owned()]));
    assert_eq!(mark("pm7/R-002"), (RiskMark::Changed, vec!["its meaning".to_owned()]));
    assert_eq!(mark("pm7/R-003"), (RiskMark::Unchanged, Vec::new()));
    assert_eq!(mark("pm7/R-013").0, RiskMark::New);
    assert_eq!(register.workbench.chain("pm7").unwrap().revision.left_out, ["R-012"]);
    assert_eq!(changes(&register, "pm7").unwrap().to_string(), "1 new, 2 changed, 9 unchanged");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A number that the first revision gave away is not given to another risk by the second.
#[test]
fn a_removed_risk_keeps_its_number_over_revisions() {
    let mut register = with("infusion-pump");
    let last = register.act("add-risk", "ip3/SAHD", &[("template", "SAHD-T1")]).unwrap().subject;
    register.act("remove-risk", &last, &[("reason", "added by mistake")]).unwrap();
    register.act("weigh-benefit", "ip3", crate::register::WEIGHED).unwrap();
    register.act("decide", "ip3", ACCEPT).unwrap();
    register.act("reassess", "ip3", &[("reason", "a new look")]).unwrap();
    let next = register.act("add-risk", "ip3/SAHD", &[("template", "SAHD-T1")]).unwrap().subject;
    let number = |subject: &str| subject.rsplit('-').next().unwrap().parse::<u32>().unwrap();
    assert_eq!(number(&next), number(&last) + 1);
}

/// What the old revision decided holds, and is told, until the new one decides: on a risk, then on the whole.
#[test]
fn decisions_of_the_old_revision_hold_until_the_new_one_decides() {
    let mut register = with("patient-monitor");
    let before = register.workbench.risk("pm7/R-001").unwrap().decisions[0].said.clone();
    reassess(&mut register);
    let said = |register: &Register, reference: &str| {
        register.workbench.risk(reference).unwrap().decisions.first().map(|decision| decision.said.clone())
    };
    let carried = said(&register, "pm7/R-001").unwrap();
    assert_eq!((carried.said, carried.in_force), (format!("{} in revision 1", before.said), true));
    let whole = register.workbench.chain("pm7").unwrap().decision.unwrap();
    assert!(whole.said.ends_with("in revision 1") && whole.in_force, "{whole:?}");
    assert_eq!(acceptances(&register), acceptances_of(&register, "pm7@1"));
    // It does not take the new revision through a gate.
    let file = register.workbench.gates("pm7").unwrap();
    assert!(file.reached().is_none());

    register.act("decide", "pm7/R-001", ACCEPT).unwrap();
    let ended = said(&register, "pm7@1/R-001").unwrap();
    assert!(ended.warning.ends_with("in revision 2") && !ended.in_force, "{ended:?}");
    assert!(!said(&register, "pm7/R-001").unwrap().said.contains("revision"));
    assert!(said(&register, "pm7@1/R-002").unwrap().in_force);

    register.act("decide", "pm7", ACCEPT).unwrap();
    for risk in risks(&register, "pm7@1") {
        assert!(risk.decision.is_none_or(|decision| !decision.in_force), "{}", risk.reference);
    }
    assert!(!register.workbench.chain("pm7@1").unwrap().decision.unwrap().in_force);
    assert!(register.workbench.chain("pm7").unwrap().decision.unwrap().in_force);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

fn acceptances(register: &Register) -> Vec<[String; 3]> {
    acceptances_of(register, "pm7")
}

fn acceptances_of(register: &Register, reference: &str) -> Vec<[String; 3]> {
    let mut bytes = Vec::new();
    register.workbench.export_to(&Wanted::native(reference), &mut bytes).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headings = reader.headers().unwrap().clone();
    let at = ["risk_ref", "acceptance_state", "accepted_by"]
        .map(|name| headings.iter().position(|heading| heading == name).unwrap());
    reader.records().map(|row| at.map(|at| row.as_ref().unwrap()[at].to_owned())).collect()
}

/// A newer disclosure leaves the frozen rows as they are, and makes exactly the decisions stale that rested on what it
/// changes; confirmed anew, a decision rests on the new answers.
#[test]
fn a_newer_disclosure_makes_exactly_the_decisions_stale_that_rested_on_it() {
    let mut register = with("patient-monitor");
    let before = register.workbench.chain("pm7").unwrap();
    let (path, _directory) =
        disclosure("rev-c.toml", "\"ALOF-1\" = { answer = \"no\"", "\"ALOF-1\" = { answer = \"yes\"");
    let request = register.workbench.new_request();
    let said = register.workbench.import(&path, Some("pm7"), request).unwrap().said;
    assert!(said.contains("keeps its coverage; reassess pm7"), "{said}");
    let after = register.workbench.chain("pm7").unwrap();
    for (now, then) in after.capabilities.iter().zip(&before.capabilities) {
        assert_eq!(
            (now.coverage, &now.because, &now.statements),
            (then.coverage, &then.because, &then.statements)
        );
    }
    let mut rests = 0;
    for risk in risks(&register, "pm7") {
        let whole = register.workbench.risk(&format!("pm7/{}", risk.reference)).unwrap();
        let Some(decision) = risk.decision.filter(|decision| decision.in_force) else { continue };
        let on_it = whole.risk.capabilities.iter().any(|code| code == "ALOF");
        let wanted = if on_it { "STALE: ALOF: maker says no → claimed (ALOF-1 No → Yes)" } else { "" };
        assert_eq!(decision.warning, wanted, "{}", risk.reference);
        rests += usize::from(on_it);
    }
    assert!(rests > 0, "some decision rests on ALOF");
    assert_eq!(register.workbench.standing("pm7").unwrap().stale, rests);
    let stale = risks(&register, "pm7")
        .into_iter()
        .find(|risk| risk.decision.as_ref().is_some_and(|decision| decision.warning.starts_with("STALE")))
        .unwrap();
    let subject = format!("pm7/{}", stale.reference);
    register.act("decide", &subject, ACCEPT).unwrap();
    assert_eq!(register.workbench.risk(&subject).unwrap().decisions[0].said.warning, "");

    // The new revision rests on it, and tells the risks that it touches.
    reassess(&mut register);
    let (mark, differs) = register.workbench.risk(&subject).unwrap().mark.unwrap();
    assert_eq!((mark, differs), (RiskMark::Changed, vec!["what is claimed for ALOF".to_owned()]));
    let coverage = |reference: &str, code: &str| {
        let chain = register.workbench.chain(reference).unwrap();
        chain.capabilities.into_iter().find(|capability| capability.code == code).unwrap()
    };
    assert_ne!(coverage("pm7", "ALOF").coverage, coverage("pm7@1", "ALOF").coverage);
    assert!(coverage("pm7", "EMRG").overruled_from.is_some(), "the answers behind it are the same");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A person's word falls with the answers it was given on, and that is told.
#[test]
fn a_persons_word_is_dropped_where_the_answers_behind_it_changed() {
    let mut register = with("patient-monitor");
    let text = std::fs::read_to_string(sample("patient-monitor").join("disclosure.toml")).unwrap();
    let line = text.lines().find(|line| line.starts_with("\"EMRG-1\"")).unwrap().to_owned();
    let other = if line.contains("\"yes\"") { "\"EMRG-1\" = \"no\"" } else { "\"EMRG-1\" = \"yes\"" };
    let (path, _directory) = disclosure("rev-c.toml", &line, other);
    let request = register.workbench.new_request();
    register.workbench.import(&path, Some("pm7"), request).unwrap();
    let said = reassess(&mut register);
    assert!(said.contains("The answers behind EMRG have changed"), "{said}");
    let chain = register.workbench.chain("pm7").unwrap();
    let emrg = chain.capabilities.iter().find(|capability| capability.code == "EMRG").unwrap();
    assert_eq!(emrg.overruled_from, None);
}

/// Questions and findings that are open move on, waiting triggers touch the new revision, and the one it is begun for
/// is triaged with it.
#[test]
fn what_lives_moves_to_the_new_revision() {
    let mut register = with("patient-monitor");
    let [old] = rows::<Assessment>(&register, "ref", "pm7").try_into().unwrap();
    let question = |state| Question {
        assessment_id: old.id.clone(),
        capability: "MLDP".into(),
        text: "Which measures does it have?".into(),
        state,
        person: "M. Rossi".into(),
        sent_on: None,
        due: None,
        answer: String::new(),
        answered_on: None,
    };
    let finding = Finding {
        number: 0,
        reference: String::new(),
        assessment_id: Some(old.id.clone()),
        about: "C-001".into(),
        what: "its test failed".into(),
        test: String::new(),
        date_key: String::new(),
        opened_on: "2026-11-01".parse().unwrap(),
        deadline: "2026-12-01".parse().unwrap(),
        owner: String::new(),
        interim_measure: String::new(),
        trigger_id: None,
        closed_on: None,
        closed_by: String::new(),
        closed_how: String::new(),
    };
    let trigger = |title: &str, number: &str| Trigger {
        number: 0,
        reference: String::new(),
        kind: TriggerKind::Advisory,
        title: title.into(),
        external_ref: number.into(),
        authority_ref: String::new(),
        received_on: "2026-11-01".parse().unwrap(),
        deadline: None,
        product_ids: Vec::new(),
        assessment_ids: vec![old.id.clone()],
        placement_ids: Vec::new(),
        details: Vec::new(),
        units_affected: 0,
        units_mended: 0,
        date_key: String::new(),
        raised_by: String::new(),
        triage: Triage::Waiting,
        triage_reason: String::new(),
        triage_evidence: String::new(),
        triaged_by: String::new(),
        triaged_on: None,
        reopened: Vec::new(),
    };
    let edits = vec![
        Edit::put(&Id::from("q-sent"), 0, &question(QuestionState::Sent)),
        Edit::put(&Id::from("q-answered"), 0, &question(QuestionState::Answered)),
        Edit::put(&Id::from("finding"), 0, &finding),
        Edit::put(&Id::from("t-1"), 0, &trigger("A weakness in the gateway", "TH-SA-9")),
        Edit::put(&Id::from("t-2"), 0, &trigger("A recall of cables", "")),
    ];
    put(&register, "brought", EventKind::TriggerRaised, edits);
    let refused = register.act("reassess", "pm7", &[("reason", "r"), ("trigger", "TH-SA-8")]).unwrap_err();
    assert!(refused.try_this.contains("TH-SA-9"), "{refused}");
    register
        .act("reassess", "pm7", &[("reason", "TH-SA-9 touches every monitor"), ("trigger", "th-sa-9")])
        .unwrap();
    let all = rows::<Assessment>(&register, "ref", "pm7");
    let new = all.iter().find(|held| held.revision == 2).unwrap();
    let at = |id: &str| rows::<Question>(&register, "id", id).remove(0).value.assessment_id;
    assert_eq!((at("q-sent"), at("q-answered")), (new.id.clone(), old.id.clone()));
    assert_eq!(rows::<Finding>(&register, "id", "finding")[0].assessment_id.as_ref(), Some(&new.id));
    let [triaged] = rows::<Trigger>(&register, "id", "t-1").try_into().unwrap();
    assert_eq!((triaged.triage, triaged.triaged_on.is_some()), (Triage::NewRevision, true));
    let [waiting] = rows::<Trigger>(&register, "id", "t-2").try_into().unwrap();
    assert_eq!(waiting.triage, Triage::Waiting);
    assert!(waiting.assessment_ids.contains(&new.id));
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A copy for another version keeps refs, links and initial ratings, and nothing that was decided.
#[test]
fn a_copy_keeps_refs_links_and_initial_ratings() {
    let mut register = with("patient-monitor");
    let source = risks(&register, "pm7");
    let args = [("ref", "pm8"), ("versions", "8.0.x"), ("placements", "2|1"), ("reason", "the successor")];
    let said = register.act("copy-assessment", "pm7", &args).unwrap().said;
    assert_eq!(said, "pm8 begun from pm7@1 for 8.0.x. 12 risks taken over.");
    let copy = risks(&register, "pm8");
    assert_eq!(refs(&copy), refs(&source));
    for (new, old) in copy.iter().zip(&source) {
        let controls = |risk: &ChainRisk| -> Vec<String> {
            risk.controls.iter().map(|control| control.reference.clone()).collect()
        };
        assert_eq!((&new.initial, controls(new)), (&old.initial, controls(old)));
        assert_eq!((&new.target, &new.residual, new.decision.is_none()), (&None, &None, true));
        assert_eq!(new.mark, Some(RiskMark::Unchanged), "{}", new.reference);
    }
    let chain = register.workbench.chain("pm8").unwrap();
    assert_eq!((chain.placements.len(), chain.versions.as_str()), (2, "8.0.x"));
    assert!(chain.decision.is_none(), "what was decided there says nothing of this one");
    let next = register.act("add-risk", "pm8/SAHD", &[("template", "SAHD-T1")]).unwrap().subject;
    assert_eq!(next, "pm8/R-013");
    let held = rows::<Risk>(&register, "ref", "R-001");
    assert_eq!(held.len(), 2);
    let refused =
        register.act("copy-assessment", "pm7", &[("ref", "pm9"), ("versions", "9"), ("placements", "7")]);
    assert!(refused.unwrap_err().because.contains("placement"));
    register.act("undo", "", &[]).unwrap();
    register.act("undo", "", &[]).unwrap();
    assert!(register.workbench.chain("pm8").is_err());
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// Ratings of the phases that a revision takes over are the same rows in meaning, whoever rated them.
#[test]
fn ratings_are_taken_over_as_they_were_made() {
    let mut register = with("patient-monitor");
    reassess(&mut register);
    let of = |reference: &str, phase: Phase| {
        let whole = register.workbench.risk(reference).unwrap();
        whole.ratings.into_iter().find(|rated| rated.phase == phase).map(|rated| rated.rating)
    };
    let (old, new) = (of("pm7@1/R-001", Phase::Initial).unwrap(), of("pm7/R-001", Phase::Initial).unwrap());
    assert_eq!(
        (&new.overall, &new.rater, new.rated_on, &new.scale_sha256),
        (&old.overall, &old.rater, old.rated_on, &old.scale_sha256)
    );
    assert_ne!((&new.assessment_id, &new.risk_id), (&old.assessment_id, &old.risk_id));
}
