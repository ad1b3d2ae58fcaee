//! Triggers: raised by the register itself or by a person, triaged once for all they reach.

use proptest::prelude::*;
use riskward::domain::{
    decision::DecisionLife,
    finding::{Triage, Trigger, TriggerKind},
    risk::RiskStatus,
};

use crate::{
    register::{Register, empty, with},
    revision::revised,
};

fn triggers(register: &Register) -> Vec<Trigger> {
    register.workbench.inbox().unwrap().triggers
}

fn events(register: &Register) -> u64 {
    register.workbench.verify().unwrap().events
}

/// Assessments, two for each product, each with one placement.
fn fleet(products: &[(&str, &str, i64)]) -> Register {
    let mut register = empty();
    for (model, letter, units) in products {
        for copy in 1..=2 {
            let reference = format!("{letter}{copy}");
            let location = format!("Ward {reference}");
            let units = units.to_string();
            let args = [
                ("ref", reference.as_str()),
                ("manufacturer", "Hemoflow Medical AG"),
                ("model", model),
                ("versions", "4.2.x"),
                ("stage", "continued_use"),
                ("site", "Main hospital"),
                ("location", &location),
                ("units", &units),
            ];
            register.act("begin-assessment", "", &args).unwrap();
        }
    }
    register
}

/// The new revision names the product, its assessments and placements, and exactly what it says otherwise; only the
/// decisions that rested on it are stale.
#[test]
fn a_new_disclosure_revision_raises_a_trigger_in_the_import_itself() {
    let mut register = with("infusion-pump");
    let directory = tempfile::tempdir().unwrap();
    let path = revised(
        &register.workbench,
        "ip3",
        directory.path(),
        &[("AUDT-2", "No"), ("AUDT-2.3", "Yes"), ("TXCF-1", "See note")],
        &["SBOM-3"],
    );
    assert!(triggers(&register).is_empty(), "the first disclosure of a product raises nothing");
    let request = register.workbench.new_request();
    register.workbench.import(&path, Some("ip3"), request.clone()).unwrap();
    let [trigger] = triggers(&register).try_into().unwrap();
    assert_eq!((trigger.reference.as_str(), trigger.kind), ("T-001", TriggerKind::Disclosure));
    assert_eq!(
        (trigger.product_ids.len(), trigger.assessment_ids.len(), trigger.placement_ids.len()),
        (1, 1, 4)
    );
    assert_eq!(trigger.units_affected, 74);
    assert_eq!(trigger.triage, Triage::Waiting);
    let (head, lines) = trigger.details.split_first().unwrap();
    assert!(head.starts_with("against revision 1: 4 answers"), "{head}");
    assert!(lines.contains(&"AUDT-2: yes → no".to_owned()), "{lines:?}");
    assert!(lines.contains(&"AUDT-2.3: no → yes".to_owned()), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("SBOM-3: gone, was ")), "{lines:?}");
    let said: Vec<String> =
        register.workbench.history("", 4).unwrap().into_iter().map(|line| line.said).collect();
    assert!(said.iter().any(|said| said.starts_with("T-001 raised: MDS2-HF-0042")), "{said:?}");
    let warning = |risk: &str| {
        let risk = register.workbench.risk(&format!("ip3/{risk}")).unwrap();
        risk.decisions.first().map(|decision| decision.said.warning.clone()).unwrap_or_default()
    };
    assert_eq!(warning("R-006"), "STALE: AUDT: still partly, but AUDT-2 Yes → No");
    let stale: Vec<String> = (1..=14)
        .map(|number| format!("R-{number:03}"))
        .filter(|risk| warning(risk).starts_with("STALE"))
        .collect();
    assert!(stale.len() < 4 && stale.contains(&"R-006".to_owned()), "{stale:?}");
    // the same request again adds nothing, and undo takes both back
    register.workbench.import(&path, Some("ip3"), request).unwrap();
    assert_eq!(triggers(&register).len(), 1);
    register.act("undo", "", &[]).unwrap();
    assert!(triggers(&register).is_empty());
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// One advisory over three products with two assessments each: one event raises it, one triages it.
#[test]
fn one_advisory_reaches_all_placements_and_is_triaged_in_one_action() {
    let mut register = fleet(&[("IP-3", "a", 10), ("IP-4", "b", 5), ("IP-5", "c", 1), ("XL-1", "d", 100)]);
    let before = events(&register);
    let products = "Hemoflow Medical AG IP-3|Hemoflow Medical AG IP-4|Hemoflow Medical AG IP-5";
    let args = [
        ("kind", "advisory"),
        ("title", "Service port answers to anybody"),
        ("external_ref", "HF-SA-2026-11"),
        ("authority_ref", "BfArM 26/11"),
        ("received_on", "2026-11-20"),
        ("deadline", "2026-12-20"),
        ("products", products),
    ];
    let said = register.act("raise-trigger", "", &args).unwrap();
    assert_eq!(said.subject, "T-001");
    assert!(said.said.ends_with("3 products, 6 assessments, 6 placements with 32 units."), "{}", said.said);
    assert_eq!(events(&register), before + 1);
    let whole = register.workbench.trigger("T-001").unwrap();
    assert_eq!(whole.assessments, ["a1", "a2", "b1", "b2", "c1", "c2"]);
    assert_eq!(whole.placements.len(), 6);
    let args = [("triage", "no_effect"), ("reason", "The port is closed on every ward by VLAN 212.")];
    register.act("triage-trigger", "T-001", &args).unwrap();
    assert_eq!(events(&register), before + 2);
    assert_eq!(triggers(&register)[0].triaged_by, "m.rossi");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn a_trigger_finds_its_products_by_maker_model_or_the_assessment_one_stands_in() {
    let mut register = fleet(&[("IP-3", "a", 10), ("IP-4", "b", 5)]);
    let reaches = |register: &mut Register, subject: &str, more: &[(&str, &str)]| {
        let args = [&[("kind", "recall"), ("title", "Battery door")], more].concat();
        let raised = register.act("raise-trigger", subject, &args)?;
        Ok::<_, riskward::domain::trouble::Trouble>(
            register.workbench.trigger(&raised.subject).unwrap().assessments.join(" "),
        )
    };
    assert_eq!(
        reaches(&mut register, "", &[("manufacturer", "hemoflow medical ag")]).unwrap(),
        "a1 a2 b1 b2"
    );
    assert_eq!(reaches(&mut register, "", &[("model", "IP-4")]).unwrap(), "b1 b2");
    assert_eq!(reaches(&mut register, "a2", &[]).unwrap(), "a1 a2");
    let before = events(&register);
    for (subject, more) in [
        ("", &[][..]),
        ("", &[("manufacturer", "Nobody")]),
        ("", &[("products", "Hemoflow Medical AG IP-3|IP-9")]),
        ("a1", &[("deadline", "2026-01-01")]),
        ("a1", &[("received_on", "2026-11-22")]),
        ("nobody", &[]),
    ] {
        let trouble = reaches(&mut register, subject, more).unwrap_err();
        assert!(!trouble.because.is_empty() && !trouble.try_this.is_empty(), "{trouble}");
    }
    assert_eq!(events(&register), before);
}

/// Every outcome asks for what it rests on; what is triaged stays triaged.
#[test]
fn triage_wants_its_reason_or_evidence() {
    let mut register = with("infusion-pump");
    let raise = [("kind", "exploited"), ("title", "CVE-2026-1 is used by attackers")];
    register.act("raise-trigger", "ip3", &raise).unwrap();
    let before = events(&register);
    for args in [
        &[("triage", "waiting")][..],
        &[("triage", "no_effect")],
        &[("triage", "no_relevant_change"), ("reason", "only texts")],
        &[("triage", "reopened"), ("reason", "it is real")],
        &[("triage", "reopened"), ("risks", "ip3/R-004")],
        &[("triage", "reopened"), ("reason", "it is real"), ("risks", "ip3/R-099")],
        &[("triage", "reopened"), ("reason", "it is real"), ("risks", "pm7/R-001")],
        &[("triage", "no_effect"), ("reason", "none"), ("risks", "ip3/R-004")],
        &[("triage", "whatever"), ("reason", "none")],
    ] {
        let trouble = register.act("triage-trigger", "T-001", args).unwrap_err();
        assert!(!trouble.because.is_empty() && !trouble.try_this.is_empty(), "{trouble}");
    }
    assert!(register.act("triage-trigger", "T-009", &[("triage", "no_effect")]).is_err());
    assert_eq!(events(&register), before);
    let said = register.act("triage-trigger", "T-001", &[("triage", "new_revision")]).unwrap().said;
    assert!(said.ends_with("Begin it with: riskward do reassess ip3."), "{said}");
    let again = register.act("triage-trigger", "T-001", &[("triage", "new_revision")]).unwrap_err();
    assert!(again.because.contains("was triaged by m.rossi on 2026-11-21"), "{again}");
}

/// Reopening sets risks back to open and withdraws their acceptances, in one transaction that is not undone.
#[test]
fn reopening_withdraws_the_acceptances_in_force() {
    let mut register = with("infusion-pump");
    register.act("raise-trigger", "ip3", &[("kind", "incident"), ("title", "Pump stood still")]).unwrap();
    let args = [
        ("triage", "reopened"),
        ("reason", "It happened on ICU 2."),
        ("risks", "ip3/R-004|ip3/R-001|ip3/R-004"),
    ];
    let said = register.act("triage-trigger", "T-001", &args).unwrap().said;
    assert_eq!(said, "T-001 triaged: ip3/R-004, ip3/R-001 reopened.");
    for (name, withdrawn) in [("ip3/R-004", true), ("ip3/R-001", false)] {
        let risk = register.workbench.risk(name).unwrap();
        assert_eq!(risk.risk.status, RiskStatus::Open, "{name}");
        let warning = risk.decisions.first().map(|decision| decision.said.warning.clone());
        assert_eq!(
            warning.as_deref(),
            withdrawn.then_some("withdrawn: T-001 Pump stood still: It happened on ICU 2."),
            "{name}"
        );
    }
    assert_eq!(register.workbench.risk("ip3/R-005").unwrap().risk.status, RiskStatus::Accepted);
    assert_eq!(triggers(&register)[0].reopened, ["ip3/R-004", "ip3/R-001"]);
    let said: Vec<String> =
        register.workbench.history("ip3/R-004", 1).unwrap().into_iter().map(|line| line.said).collect();
    assert_eq!(said, ["ip3/R-004 reopened; its acceptance is withdrawn."]);
    assert!(register.act("undo", "", &[]).is_err(), "{:?} is not undone", DecisionLife::Withdrawn);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
    register.act("raise-trigger", "ip3", &[("kind", "incident"), ("title", "Again")]).unwrap();
    let args = [("triage", "reopened"), ("reason", "Again."), ("risks", "ip3/R-004")];
    let open = register.act("triage-trigger", "T-002", &args).unwrap_err();
    assert_eq!(open.because, "ip3/R-004 is open already");
}

/// A version that is recorded at a placement outside the range raises a trigger, closable with the release note.
#[test]
fn a_version_outside_the_range_raises_a_trigger() {
    let mut register = fleet(&[("IP-3", "a", 10)]);
    let found = |register: &mut Register, versions: &str| {
        let args = [("placement", "1"), ("versions_found", versions)];
        register.act("edit-placement", "a1", &args).unwrap().said
    };
    assert_eq!(found(&mut register, "4.2.1"), "a1: placement Main hospital Ward a1 changed.");
    let said = found(&mut register, "4.2.1|4.3.0");
    assert!(said.ends_with("T-001 raised: 4.3.0 found at Main hospital Ward a1."), "{said}");
    found(&mut register, "4.2.1|4.3.0|4.2.2");
    let [trigger] = triggers(&register).try_into().unwrap();
    assert_eq!((trigger.kind, trigger.units_affected), (TriggerKind::Version, 10));
    assert_eq!(trigger.details, ["4.3.0: a1 holds for 4.2.x"]);
    assert_eq!(register.workbench.trigger("T-001").unwrap().assessments, ["a1"], "a2 does not cover it");
    let without = [("triage", "no_relevant_change"), ("reason", "only texts")];
    assert!(register.act("triage-trigger", "T-001", &without).is_err());
    let note = [("triage", "no_relevant_change"), ("evidence", "Release note RN-430, section 2")];
    register.act("triage-trigger", "T-001", &note).unwrap();
    let add = [("site", "Main hospital"), ("location", "Ward 9"), ("units", "3"), ("versions_found", "5.0")];
    let said = register.act("add-placement", "a2", &add).unwrap().said;
    assert!(said.contains("T-002 raised: 5.0 found at Main hospital Ward 9."), "{said}");
    // in words nothing is raised, and it is told
    let args = [("versions", "as delivered in 2025"), ("stage", "continued_use")];
    register.act("edit-assessment", "a1", &args).unwrap();
    let said = found(&mut register, "4.4");
    assert!(said.ends_with("cannot be told from \"as delivered in 2025\": look at it yourself."), "{said}");
    assert_eq!(triggers(&register).len(), 2);
}

#[test]
fn units_and_deadline_of_a_trigger_are_updated_within_bounds() {
    let mut register = fleet(&[("IP-3", "a", 10)]);
    register.act("raise-trigger", "a1", &[("kind", "recall"), ("title", "Battery door")]).unwrap();
    let update =
        |register: &mut Register, args: &[(&str, &str)]| register.act("update-trigger", "T-001", args);
    let said = update(&mut register, &[("units_mended", "14"), ("deadline", "2026-12-24")]).unwrap().said;
    assert_eq!(said, "T-001: 14 of 20 units mended, deadline 2026-12-24.");
    update(&mut register, &[("units_mended", "20")]).unwrap();
    assert_eq!(triggers(&register)[0].deadline.unwrap().to_string(), "2026-12-24", "what is not named stays");
    for args in [&[("units_mended", "21")], &[("units_mended", "-1")], &[("deadline", "2026-11-01")]] {
        assert!(update(&mut register, args).is_err(), "{args:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever is typed, the units mended never exceed those affected.
    #[test]
    fn units_mended_never_exceed_those_affected(typed in proptest::collection::vec(-5_i64..60, 1..12)) {
        let mut register = fleet(&[("IP-3", "a", 10)]);
        register.act("raise-trigger", "a1", &[("kind", "recall"), ("title", "Battery door")]).unwrap();
        for mended in typed {
            let done = register.act("update-trigger", "T-001", &[("units_mended", &mended.to_string())]);
            prop_assert_eq!(done.is_ok(), (0..=20).contains(&mended));
            let trigger = &triggers(&register)[0];
            prop_assert!((0..=trigger.units_affected).contains(&trigger.units_mended));
        }
    }
}
