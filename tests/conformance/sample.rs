//! Batches for the checks: plain ones, and a register with a row of every kind of object, every field filled.

use crate::process_sample::{agreed, led};
use chrono::NaiveDate;
use riskward::{
    domain::{
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, InUse, Stage},
        capability::{Coverage, InUseState, Requirement, Responsible},
        control::{
            Control, ControlKind, ControlSite, ControlState, RiskControl, Verification, VerificationKind,
            VerificationResult,
        },
        decision::{Decision, DecisionKind, DecisionLife, DecisionState, SealRow},
        disclosure::{Answer, Disclosure, Problem, Statement},
        events::{Actor, EventKind},
        object::{Id, Object},
        person::Person,
        product::{Placement, Product},
        rating::{Basis, Phase, Rating, Unit},
        record::{Record, sha256_hex},
        register::{Knowledge, KnowledgeKind},
        risk::{Risk, RiskStatus, Treatment},
        suggestion::SuggestionDismissal,
        word::Word as _,
    },
    ledger::{Batch, Edit, Entry, Ledger, LedgerError, Query},
};

/// A request of the test's account.
pub(crate) fn batch(request: &str, entries: Vec<Entry>) -> Batch {
    Batch {
        request: Id::from(request),
        actor: Actor { uid: 1004, name: "m.rossi".into() },
        at: "2026-03-01T08:00:00Z".parse().unwrap(),
        program: "riskward conformance".into(),
        entries,
        attachments: Vec::new(),
        relies_on: Vec::new(),
    }
}

/// One event of it.
pub(crate) fn entry(id: &str, kind: EventKind, edits: Vec<Edit>) -> Entry {
    Entry {
        id: Id(format!("event-{id}")),
        kind,
        shown: format!("{kind} as {{ref}}."),
        reason: "because it is a test".into(),
        undoes: None,
        redoes: None,
        edits,
    }
}

pub(crate) fn person(name: &str, role: &str) -> Person {
    Person {
        name: name.into(),
        roles: vec![role.into()],
        account: String::new(),
        active_from: None,
        active_to: None,
    }
}

pub(crate) fn product(manufacturer: &str, model: &str) -> Product {
    Product {
        manufacturer: manufacturer.into(),
        model: model.into(),
        kind: "infusion-pump".into(),
        description: "A pump".into(),
        udi_di: "04012345678901".into(),
        end_of_sale: Some(day("2027-12-31")),
        end_of_support: Some(day("2030-12-31")),
        end_of_component_support: Some(day("2029-06-30")),
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn today() -> NaiveDate {
    day("2026-03-01")
}

pub(crate) fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

pub(crate) fn new<R: Record>(id: &str, value: &R) -> Edit {
    Edit::put(&Id::from(id), 0, value)
}

/// The file that the sample disclosure came in.
pub(crate) const FILE: &[u8] = b"the bytes of a disclosure file, kept as they came";

const SCALE: &str = "version = \"1\"\nid = \"med-5x5\"\n";

/// The identity of the sample's one catalogue part.
pub(crate) fn scale_sha256() -> String {
    sha256_hex(SCALE.as_bytes())
}

fn knowledge() -> Vec<Edit> {
    let value = Knowledge { kind: KnowledgeKind::Scale, name: "med-5x5".into(), text: SCALE.into() };
    vec![new(&scale_sha256(), &value)]
}

fn people_and_places() -> Vec<Edit> {
    let placement = Placement {
        product_id: Id::from("product-1"),
        site: "Main hospital".into(),
        location: "ICU 2 west".into(),
        zone: "VLAN 212".into(),
        clinical_use: "Vasoactive drugs".into(),
        units: 14,
        asset_ids: texts(&["A-1", "A-2"]),
        cmms_ids: texts(&["7001"]),
        versions_found: texts(&["4.2.1"]),
        connected_systems: texts(&["drug library server"]),
        traits: texts(&["networked", "life-supporting"]),
    };
    let person = Person {
        name: "Anna Weber".into(),
        roles: vec!["clinical_lead".into()],
        account: "a.weber".into(),
        active_from: Some(today()),
        active_to: None,
    };
    vec![
        new("person-1", &person),
        new("product-1", &product("Hemoflow", "IP-3")),
        new("placement-1", &placement),
    ]
}

fn disclosure() -> Vec<Edit> {
    let value = |revision: i64, supersedes: Option<Id>| Disclosure {
        product_ids: vec![Id::from("product-1")],
        form: "mds2-2019".into(),
        form_sha256: sha256_hex(b"form"),
        format: "mds2-xlsx".into(),
        document_id: "MDS2-HF-0042".into(),
        document_revision: "C".into(),
        revision,
        supersedes,
        issued_on: Some(day("2025-11-03")),
        received_on: today(),
        source: "by mail".into(),
        file_sha256: sha256_hex(FILE),
        file_name: "ip3.xlsx".into(),
        stated_manufacturer: "Hemoflow".into(),
        stated_model: "IP-3".into(),
        stated_description: "pump".into(),
        contact: "security@hemoflow.example".into(),
        networked_use: "sends alarms".into(),
    };
    let statement = Statement {
        disclosure_id: Id::from("disclosure-2"),
        position: 1,
        item: "ALOF-1".into(),
        printed_id: "ALOF-1".into(),
        question: "asked in the sample's own words".into(),
        answer: Answer::Text,
        raw: "After 10 min".into(),
        note: "can be set".into(),
        place: "sheet!C23".into(),
        mapping: texts(&["first: one", "second: two"]),
    };
    let problem = Problem {
        disclosure_id: Id::from("disclosure-2"),
        position: 1,
        place: "sheet!C24".into(),
        what: "an answer with a note number only".into(),
        done: "kept as text".into(),
    };
    vec![
        new("disclosure-1", &value(1, None)),
        new("disclosure-2", &value(2, Some(Id::from("disclosure-1")))),
        new("statement-1", &statement),
        new("problem-1", &problem),
    ]
}

fn assessment() -> Vec<Edit> {
    let value = Assessment {
        reference: "ip3".into(),
        revision: 1,
        product_id: Id::from("product-1"),
        versions: "4.2.x".into(),
        versions_reason: "same network stack".into(),
        placement_ids: vec![Id::from("placement-1")],
        disclosure_id: Some(Id::from("disclosure-2")),
        intended_use: "infusion".into(),
        stage: Stage::GoLive,
        risk_manager: "M. Rossi".into(),
        clinical_owner: "A. Weber".into(),
        organization: "Main hospital".into(),
        scale_sha256: sha256_hex(b"scale"),
        profile_sha256: sha256_hex(b"profile"),
        trait_sha256s: vec![sha256_hex(b"networked")],
        process_sha256: sha256_hex(b"process"),
        begun_from: None,
        begun_on: today(),
        frozen_on: None,
    };
    let coverage = CapabilityCoverage {
        assessment_id: Id::from("assessment-1"),
        capability: "ALOF".into(),
        by_rule: Coverage::Partial,
        rule: 1,
        disclosure_id: Some(Id::from("disclosure-2")),
        because: "one of two groups".into(),
        items: texts(&["ALOF-1", "ALOF-2"]),
        overruled: Some(Coverage::Provided),
        overruled_reason: "seen on the device".into(),
        overruled_by: "M. Rossi".into(),
        overruled_on: Some(today()),
    };
    let requirement = CapabilityRequirement {
        assessment_id: Id::from("assessment-1"),
        capability: "ALOF".into(),
        required: Requirement::Required,
        reason: "open ward".into(),
        profile: "infusion-pump".into(),
        approved_by: "A. Weber".into(),
    };
    let in_use = InUse {
        placement_id: Id::from("placement-1"),
        capability: "ALOF".into(),
        state: InUseState::Partly,
        person: "M. Rossi".into(),
        checked_on: Some(today()),
        evidence: "photo 12".into(),
    };
    vec![
        new("assessment-1", &value),
        new("coverage-1", &coverage),
        new("requirement-1", &requirement),
        new("in-use-1", &in_use),
    ]
}

fn control() -> Vec<Edit> {
    let value = Control {
        number: 0,
        reference: String::new(),
        title: "Segment the pumps".into(),
        kind: ControlKind::Technical,
        order: 2,
        description: "A VLAN of their own".into(),
        common: true,
        template: "CC-SEGM".into(),
        owner: "Network team".into(),
        responsible: Responsible::Hdo,
        due: Some(day("2026-05-01")),
        brings_new_risk: Some(true),
        new_risk_note: "updates need a path".into(),
        verify_implementation: "look at the switch".into(),
        verify_effectiveness: "scan from outside".into(),
        framework_refs: texts(&["nist-800-53r5:SC-7"]),
    };
    let site = ControlSite {
        control_id: Id::from("control-1"),
        site: "Main hospital".into(),
        state: ControlState::InPlace,
        implemented_by: "Network team".into(),
        implemented_on: Some(today()),
        evidence: "change 4711".into(),
    };
    let verification = Verification {
        control_id: Id::from("control-1"),
        site: "Main hospital".into(),
        kind: VerificationKind::Effectiveness,
        result: VerificationResult::Passed,
        method: "scan".into(),
        person: "M. Rossi".into(),
        verified_on: today(),
        evidence: "report 9".into(),
        next_test: Some(day("2027-03-01")),
    };
    vec![new("control-1", &value), new("control-site-1", &site), new("verification-1", &verification)]
}

/// A risk of the sample assessment; the register numbers it.
pub(crate) fn risk(title: &str) -> Risk {
    Risk {
        assessment_id: Id::from("assessment-1"),
        number: 0,
        reference: String::new(),
        title: title.into(),
        hazard: "wrong dose".into(),
        hazardous_situation: "Somebody changes the dose on an unlocked pump".into(),
        causes: texts(&["no lock", "busy ward"]),
        consequence: "overdose".into(),
        capabilities: texts(&["ALOF"]),
        vulnerability_refs: texts(&["CVE-2026-0001"]),
        template: "ALOF-T1".into(),
        new_risk_of: Some(Id::from("control-1")),
        owner: "A. Weber".into(),
        due_on: "2027-01-31".parse().ok(),
        tags: texts(&["ward", "night"]),
        status: RiskStatus::InTreatment,
        treatment: Some(Treatment::Reduce),
        treatment_reason: "can be brought down".into(),
        order_reason: "the maker allows nothing else".into(),
        begun_from: None,
    }
}

fn rated_risk() -> Vec<Edit> {
    let rating = Rating {
        assessment_id: Id::from("assessment-1"),
        risk_id: Id::from("risk-1"),
        phase: Phase::Residual,
        safety_severity: Some(4),
        safety_likelihood: Some(2),
        safety_level: Some("medium".into()),
        effectiveness_severity: Some(3),
        effectiveness_likelihood: Some(2),
        effectiveness_level: Some("low".into()),
        security_severity: Some(2),
        security_likelihood: Some(2),
        security_level: Some("low".into()),
        overall: "medium".into(),
        overall_rank: 2,
        basis: Basis::ExpertJudgement,
        unit: Unit::Site,
        rater: "M. Rossi".into(),
        rated_on: today(),
        reason: "panel of 2026-02".into(),
        relies_on: vec![Id::from("control-1")],
        scale_sha256: sha256_hex(b"scale"),
        lifted: "irreversible harm".into(),
    };
    let link = RiskControl { risk_id: Id::from("risk-1"), control_id: Id::from("control-1") };
    vec![new("risk-1", &risk("Unlocked pump")), new("rating-1", &rating), new("risk-control-1", &link)]
}

fn decision() -> Vec<Edit> {
    let value = Decision {
        assessment_id: Id::from("assessment-1"),
        risk_id: Some(Id::from("risk-1")),
        decision: DecisionKind::AcceptWithConditions,
        decided_by: texts(&["A. Weber"]),
        roles: texts(&["clinical_lead"]),
        recorded_by: "m.rossi".into(),
        decided_on: today(),
        rationale: "benefit outweighs".into(),
        conditions: texts(&["yearly scan"]),
        placement_ids: vec![Id::from("placement-1")],
        valid_until: Some(day("2027-03-01")),
        review_on: Some(day("2027-02-01")),
        evidence: "minutes 3".into(),
        informed: texts(&["IT"]),
        level: "medium".into(),
        requested_by: "m.rossi".into(),
        benefit_risk_id: None,
        departs_from: String::new(),
        exit_plan: String::new(),
        extensions: 0,
    };
    let seal = SealRow {
        decision_id: Id::from("decision-1"),
        object: Object::Risk,
        object_id: Id::from("risk-1"),
        digest: sha256_hex(b"risk"),
        readable: "Unlocked pump".into(),
    };
    let state = DecisionState {
        decision_id: Id::from("decision-1"),
        assessment_id: Id::from("assessment-1"),
        risk_id: Some(Id::from("risk-1")),
        accepts: true,
        life: DecisionLife::InForce,
        reason: "recorded".into(),
        valid_until: Some(day("2027-03-01")),
        awaits: texts(&["A. Weber"]),
        confirmed: texts(&["L. Novak on 2026-03-02 (l.novak)"]),
    };
    vec![new("decision-1", &value), new("seal-1", &seal), new("decision-state-1", &state)]
}

/// The requests that make the sample, in order: a row of every object, a changed one, a tombstone, an undo.
pub(crate) fn requests() -> Vec<Batch> {
    let mut all = Vec::new();
    for (name, kind, edits) in [
        ("knowledge", EventKind::KnowledgeStored, knowledge()),
        ("places", EventKind::PlacementChanged, people_and_places()),
        ("disclosure", EventKind::DisclosureImported, disclosure()),
        ("assessment", EventKind::AssessmentBegun, assessment()),
        ("control", EventKind::ControlAdded, control()),
        ("agreed", EventKind::AgreementChanged, agreed()),
        ("risk", EventKind::RiskAdded, rated_risk()),
        ("decision", EventKind::DecisionRecorded, decision()),
        ("led", EventKind::TriggerRaised, led()),
        (
            "changed",
            EventKind::PersonChanged,
            vec![Edit::put(&Id::from("person-1"), 1, &person("Anna", "lead"))],
        ),
        ("second-risk", EventKind::RiskAdded, vec![new("risk-2", &risk("Open port"))]),
        ("removed", EventKind::RiskRemoved, vec![Edit::remove(Object::Risk, &Id::from("risk-2"), 1)]),
    ] {
        let mut one = batch(name, vec![entry(name, kind, edits)]);
        if name == "disclosure" {
            one.attachments = vec![FILE.to_vec()];
        }
        all.push(one);
    }
    let mut undo = batch("undo", vec![entry("undo", EventKind::Undone, Vec::new())]);
    undo.entries[0].undoes = Some(Id::from("changed"));
    undo.entries[0].edits = vec![Edit::put(&Id::from("person-1"), 2, &person("Anna Weber", "lead"))];
    all.push(undo);
    all
}

/// Appends the sample.
pub(crate) fn fill(ledger: &mut dyn Ledger) -> Result<(), LedgerError> {
    for request in requests() {
        ledger.append(request)?;
    }
    Ok(())
}

/// Everything that a register shows, as text, to compare two of them.
pub(crate) fn everything(ledger: &dyn Ledger) -> Result<String, LedgerError> {
    let mut all = format!("{:?}\n{:?}\n", ledger.head()?, ledger.events_after(0, usize::MAX)?);
    for &object in Object::ALL {
        for row in ledger.rows(&Query::all(object).with_gone())? {
            all.push_str(&format!("{object} {row:?} {:?}\n", ledger.events_of(&row.id, 10)?));
        }
    }
    all.push_str(&format!(
        "{:?}\n{:?}\n{:?}\n",
        ledger.requests_of(1004, 100)?,
        ledger.request(&Id::from("risk"))?,
        ledger.attachment(&sha256_hex(FILE))?
    ));
    Ok(all)
}

/// Every record goes through its table and comes back as it was.
#[test]
fn every_record_fits_its_table() {
    use riskward::domain::{
        agreement::Agreement,
        assessment::Difference,
        attestation::{Attestation, Communication, Disposition},
        decision::{BenefitRisk, Condition, Proposal},
        finding::{Finding, Trigger},
        gate::GatePassage,
        person::PolicyApproval,
        question::{AcceptedAnswer, Question},
        requirement::{AdoptedSet, RequirementAnswer},
    };
    fn back<R: Record + std::fmt::Debug>(ledger: &dyn Ledger, edit: &Edit) {
        let rows = ledger.rows(&Query::all(R::OBJECT).is("id", edit.id.as_str())).unwrap();
        let mut wanted = edit.after.clone().unwrap();
        for given in ["number", "ref"] {
            if matches!(R::OBJECT, Object::Risk | Object::Control) {
                wanted.insert(given.into(), rows[0].fields[given].clone());
            }
        }
        assert_eq!(rows[0].fields, wanted, "{}", R::OBJECT);
        assert_eq!(rows[0].clone().read::<R>().unwrap().value.fields(), wanted);
    }
    let place = crate::store::Place::fresh();
    let mut ledger = crate::store::Store::open(&crate::store::SQLITE, &place.path()).unwrap();
    let mut tried = std::collections::HashSet::from([Object::Register]);
    for request in requests() {
        let edits = request.entries[0].edits.clone();
        ledger.append(request).unwrap();
        for edit in edits.iter().filter(|edit| edit.after.is_some()) {
            tried.insert(edit.object);
            let check = match edit.object {
                Object::Register => continue,
                Object::Knowledge => back::<Knowledge>,
                Object::Person => back::<Person>,
                Object::Product => back::<Product>,
                Object::Placement => back::<Placement>,
                Object::Assessment => back::<Assessment>,
                Object::Disclosure => back::<Disclosure>,
                Object::Statement => back::<Statement>,
                Object::Problem => back::<Problem>,
                Object::CapabilityCoverage => back::<CapabilityCoverage>,
                Object::Requirement => back::<CapabilityRequirement>,
                Object::InUse => back::<InUse>,
                Object::Risk => back::<Risk>,
                Object::Rating => back::<Rating>,
                Object::Control => back::<Control>,
                Object::ControlSite => back::<ControlSite>,
                Object::RiskControl => back::<RiskControl>,
                Object::Verification => back::<Verification>,
                Object::Decision => back::<Decision>,
                Object::SealRow => back::<SealRow>,
                Object::DecisionState => back::<DecisionState>,
                Object::Condition => back::<Condition>,
                Object::Proposal => back::<Proposal>,
                Object::BenefitRisk => back::<BenefitRisk>,
                Object::PolicyApproval => back::<PolicyApproval>,
                Object::GatePassage => back::<GatePassage>,
                Object::Disposition => back::<Disposition>,
                Object::SuggestionDismissal => back::<SuggestionDismissal>,
                Object::Attestation => back::<Attestation>,
                Object::Communication => back::<Communication>,
                Object::Agreement => back::<Agreement>,
                Object::Question => back::<Question>,
                Object::AcceptedAnswer => back::<AcceptedAnswer>,
                Object::Trigger => back::<Trigger>,
                Object::Finding => back::<Finding>,
                Object::Difference => back::<Difference>,
                Object::RequirementSet => back::<AdoptedSet>,
                Object::RequirementAnswer => back::<RequirementAnswer>,
            };
            check(&*ledger, edit);
        }
    }
    assert_eq!(tried.len(), Object::ALL.len());
    crate::suite::verifies(&*ledger).unwrap();
}
