//! Floors, other scales, placements rated apart, references to weaknesses, and controls that fail.

use riskward::{
    catalog::Catalogue,
    domain::{
        assessment::Assessment,
        events::EventKind,
        object::Id,
        person::PolicyApproval,
        rating::Rating,
        record::sha256_hex,
        register::{Knowledge, KnowledgeKind},
    },
    ledger::Edit,
    workbench::export::Wanted,
};

use crate::{
    register::{Register, with},
    rows::{put, rows},
};

fn rate(
    register: &mut Register,
    phase: &str,
    severity: &str,
    likelihood: &str,
    reason: &str,
) -> Result<String, String> {
    let args = [
        ("phase", phase),
        ("safety_severity", severity),
        ("safety_likelihood", likelihood),
        ("basis", "expert_judgement"),
        ("unit", "fleet"),
        ("reason", reason),
    ];
    register
        .act("rate-risk", "ip3/R-001", &args)
        .map(|outcome| outcome.said)
        .map_err(|trouble| trouble.to_string())
}

fn told(register: &Register, reference: &str, columns: [&str; 5]) -> Vec<[String; 5]> {
    let mut bytes = Vec::new();
    register.workbench.export_to(&Wanted::native(reference), &mut bytes).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headings = reader.headers().unwrap().clone();
    let at = columns.map(|column| headings.iter().position(|heading| heading == column).unwrap());
    reader.records().map(|row| at.map(|at| row.as_ref().unwrap()[at].to_owned())).collect()
}

/// A floor of the policy lifts the overall level, and the reason is told wherever the level is.
#[test]
fn a_floor_lifts_the_level_and_says_why() {
    let mut register = with("infusion-pump");
    let policy = Catalogue::embedded().policy("default").unwrap().text();
    let stricter = policy.replacen("band = \"medium\"\nreason", "band = \"unacceptable\"\nreason", 1);
    assert_ne!(stricter, policy);
    let sha256 = sha256_hex(stricter.as_bytes());
    let part = Knowledge { kind: KnowledgeKind::Policy, name: "default".into(), text: stricter };
    let approval = PolicyApproval {
        policy_sha256: Id(sha256.clone()),
        policy: "default".into(),
        // The sample's own approval is number 1.
        number: 2,
        approved_by: "E. Marchetti".into(),
        role: "top_management".into(),
        approved_on: "2026-11-01".parse().unwrap(),
        evidence: String::new(),
    };
    put(&register, "policy", EventKind::KnowledgeStored, vec![Edit::put(&Id(sha256), 0, &part)]);
    put(
        &register,
        "approval",
        EventKind::PolicyApproved,
        vec![Edit::put(&Id::from("approval"), 0, &approval)],
    );
    let said = rate(&mut register, "initial", "5", "1", "").unwrap();
    assert!(
        said.starts_with("ip3/R-001 rated UNACC (initial). Lifted: death or irreversible harm"),
        "{said}"
    );
    let whole = register.workbench.risk("ip3/R-001").unwrap();
    let initial = &whole.ratings[0];
    assert_eq!(initial.overall.tag(), "UNACC+");
    assert!(initial.overall.lifted.starts_with("death or irreversible harm"));
    assert_eq!(initial.properties[0].3.short, "HIGH", "the key property keeps what the matrix gave");
    let rows = told(
        &register,
        "ip3",
        ["risk_ref", "initial_severity", "initial_likelihood", "initial_level", "initial_levels"],
    );
    let row = rows.iter().find(|row| row[0] == "ip3/R-001").unwrap();
    assert_eq!(row[1..], ["5", "1", "unacceptable", "safety:high"]);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A residual level above the initial one is taken with a reason only.
#[test]
fn a_residual_above_the_initial_level_needs_a_reason() {
    let mut register = with("infusion-pump");
    rate(&mut register, "initial", "2", "1", "").unwrap();
    let refused = rate(&mut register, "residual", "5", "5", "").unwrap_err();
    assert!(refused.contains("lies above the initial level"), "{refused}");
    assert!(rate(&mut register, "target", "5", "5", "").is_ok());
    rate(&mut register, "residual", "5", "5", "The new alarm rule hides the old alarm.").unwrap();
}

/// Another scale changes no rating that is there; the risks to be rated again are told.
#[test]
fn a_scale_that_is_adopted_changes_no_rating() {
    let mut register = with("infusion-pump");
    let now = Catalogue::embedded().scale("med-5x5").unwrap();
    let older = now.text().replacen("version = \"", "version = \"0.", 1);
    let sha256 = sha256_hex(older.as_bytes());
    let part = Knowledge { kind: KnowledgeKind::Scale, name: "med-5x5".into(), text: older };
    let [held] = rows::<Assessment>(&register, "ref", "ip3").try_into().unwrap();
    let value = Assessment { scale_sha256: sha256.clone(), ..held.value.clone() };
    let edits = vec![Edit::put(&Id(sha256.clone()), 0, &part), Edit::put(&held.id, held.version, &value)];
    put(&register, "older", EventKind::AssessmentChanged, edits);
    let all = register.workbench.rerating("ip3").unwrap();
    assert!(all.len() > 1 && all.iter().all(|line| line.scale.starts_with("med-5x5 ")), "{all:?}");
    assert_eq!(register.workbench.chain("ip3").unwrap().revision.rerating.len(), all.len());

    rate(&mut register, "initial", "4", "3", "").unwrap();
    let before = rows::<Rating>(&register, "assessment_id", held.id.as_str());
    let args = [("scale", "med-5x5"), ("reason", "the hospital's committee of 2026-11-20")];
    let said = register.act("adopt-scale", "ip3", &args).unwrap().said;
    assert_eq!(said, "ip3: rated by scale med-5x5 from now on. To be rated again: R-001.");
    assert_eq!(rows::<Rating>(&register, "assessment_id", held.id.as_str()), before);
    let [line] = register.workbench.rerating("ip3").unwrap().try_into().unwrap();
    assert_eq!((line.risk.as_str(), line.scale.starts_with("med-5x5 0.")), ("R-001", true));
    let refused = register.act("adopt-scale", "ip3", &args).unwrap_err();
    assert!(refused.because.contains("already"), "{refused}");
    let refused = register.act("adopt-process", "ip3", &[("reason", "r")]).unwrap_err();
    assert!(refused.because.contains("already"), "{refused}");
    rate(&mut register, "initial", "4", "3", "").unwrap();
    assert_eq!(register.workbench.rerating("ip3").unwrap(), []);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A placement that was rated apart is told apart: in the risk, in its row of the export, and in the seal.
#[test]
fn a_placement_is_rated_apart() {
    let mut register = with("infusion-pump");
    let subject = "ip3/R-004";
    let warning =
        |register: &Register| register.workbench.risk(subject).unwrap().decisions[0].said.warning.clone();
    assert_eq!(warning(&register), "");
    let columns = ["risk_ref", "location", "residual_severity", "residual_likelihood", "residual_level"];
    let rows_of = |register: &Register| -> Vec<[String; 5]> {
        told(register, "ip3", columns).into_iter().filter(|row| row[0] == subject).collect()
    };
    let before = rows_of(&register);
    assert!(before.len() > 1);
    let differs = [
        ("placement", "1"),
        ("phase", "residual"),
        ("reason", "Ventilated patients, nobody at the bedside at night"),
        ("safety_severity", "5"),
        ("safety_likelihood", "5"),
    ];
    let said = register.act("record-difference", subject, &differs).unwrap().said;
    assert!(said.starts_with("ip3/R-004 rated UNACC at "), "{said}");
    let after = rows_of(&register);
    assert_eq!(after[0][2..], ["5", "5", "unacceptable"]);
    assert_eq!(after[1..], before[1..]);
    let whole = register.workbench.risk(subject).unwrap();
    let [difference] = whole.differences.as_slice() else { panic!("{:?}", whole.differences) };
    assert_eq!((difference.overall.short.as_str(), difference.properties.len()), ("UNACC", 1));
    assert_eq!(
        warning(&register),
        "STALE: the residual rating, at ICU 2 west rated apart: unacceptable; safety severity 5, likelihood 5"
    );
    let mended = [differs[0], differs[1], ("reason", "A monitor was put up")];
    register.act("record-difference", subject, &mended).unwrap();
    assert_eq!((warning(&register), rows_of(&register)), (String::new(), before));
    let refused = register.act("record-difference", subject, &mended).unwrap_err();
    assert!(refused.because.contains("does not differ"), "{refused}");
    let unrated = [("placement", "1"), ("phase", "target"), ("reason", "r"), differs[3], differs[4]];
    let outcome = register.act("record-difference", "ip3/R-012", &unrated);
    assert!(outcome.is_ok() || outcome.unwrap_err().because.contains("no target rating"));
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// References that do not fit are refused with a sentence; those that do are kept as they are shown.
#[test]
fn references_to_weaknesses_are_checked() {
    let mut register = with("infusion-pump");
    for (given, said) in [
        ("CVE-24-1", "no CVE id"),
        ("CVE-2024-12345 CVSS:3.1/AV:N", "AC is missing"),
        ("CVE-2024-12345 soon", "neither a CVSS vector nor KEV"),
    ] {
        let refused = register.act("edit-risk", "ip3/R-001", &[("vulnerability_refs", given)]).unwrap_err();
        assert!(refused.because.contains(said), "{refused}");
        let args = [("template", "SAHD-T1"), ("vulnerability_refs", given)];
        assert!(register.act("add-risk", "ip3/SAHD", &args).unwrap_err().because.contains(said));
    }
    let given = "cve-2024-12345 kev CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H|HF-SB-07";
    register.act("edit-risk", "ip3/R-001", &[("vulnerability_refs", given)]).unwrap();
    assert_eq!(
        register.workbench.risk("ip3/R-001").unwrap().risk.vulnerability_refs,
        ["CVE-2024-12345 CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H KEV", "HF-SB-07"]
    );
}

/// A common control that fails at a site flags every risk that it serves, in every assessment there, and makes the
/// decisions stale that relied on it.
#[test]
fn a_failed_common_control_flags_every_heir() {
    let mut register = with("patient-monitor");
    register
        .act("copy-assessment", "pm7", &[("ref", "pm8"), ("versions", "8"), ("placements", "1|2")])
        .unwrap();
    let controls = register.workbench.controls().unwrap();
    let (control, site) = controls
        .iter()
        .find_map(|line| {
            let whole = register.workbench.control(&line.reference).unwrap();
            let site = whole.sites.iter().find(|site| site.state.to_string() == "in_place")?;
            (whole.control.common && whole.serves.len() > 2)
                .then(|| (line.reference.clone(), site.site.clone()))
        })
        .unwrap();
    let args = [
        ("site", site.as_str()),
        ("kind", "effectiveness"),
        ("result", "failed"),
        ("method", "Rules compared with the table of flows"),
        ("person", "L. Novak"),
    ];
    register.act("verify-control", &control, &args).unwrap();
    let sentence = format!("{control} failed its effectiveness test at {site} on 2026-11-21");
    let whole = register.workbench.control(&control).unwrap();
    assert_eq!(whole.failures, [sentence.as_str()]);
    let (mut heirs, mut stale) = (0, 0);
    for reference in ["pm7", "pm8"] {
        let chain = register.workbench.chain(reference).unwrap();
        for risk in
            chain.capabilities.iter().flat_map(|capability| &capability.risks).chain(&chain.other_risks)
        {
            let subject = format!("{reference}/{}", risk.reference);
            let is_heir = whole.serves.iter().any(|(served, _)| *served == subject);
            assert_eq!(risk.failures.contains(&sentence), is_heir, "{subject}");
            heirs += usize::from(is_heir);
            let shown = register.workbench.risk(&subject).unwrap();
            assert_eq!(shown.controls.iter().any(|control| !control.failures.is_empty()), is_heir);
            stale += usize::from(
                risk.decision.as_ref().is_some_and(|decision| decision.warning.starts_with("STALE")),
            );
        }
    }
    assert!(heirs >= whole.serves.len() && stale > 0, "{heirs} heirs, {stale} stale");
}

/// A control that brings a new risk says what to do next, until the risk is there.
#[test]
fn a_control_that_brings_a_new_risk_says_what_to_do_next() {
    let mut register = with("infusion-pump");
    let args =
        [("template", "CC-OFF"), ("brings_new_risk", "yes"), ("owner", "K. Lang"), ("due", "2027-01-31")];
    let added = register.act("add-control", "ip3/R-001", &args).unwrap();
    assert!(
        added.said.ends_with(&format!("add-risk with new_risk_of={} records it.", added.subject)),
        "{}",
        added.said
    );
    let again = register.act("edit-control", &added.subject, &[("owner", "J. Kim")]).unwrap().said;
    assert!(again.contains("It brings a new risk"), "{again}");
    let risk = [("template", "SAHD-T1"), ("new_risk_of", added.subject.as_str())];
    register.act("add-risk", "ip3/SAHD", &risk).unwrap();
    let done = register.act("edit-control", &added.subject, &[("owner", "K. Lang")]).unwrap().said;
    assert!(!done.contains("It brings a new risk"), "{done}");
    let order = [("treatment", "reduce"), ("order_reason", "The maker allows nothing on the device.")];
    register.act("treat-risk", "ip3/R-001", &order).unwrap();
    register.act("treat-risk", "ip3/R-001", &[("treatment", "share")]).unwrap();
    let kept = register.workbench.risk("ip3/R-001").unwrap().risk.order_reason.clone();
    assert_eq!(kept, "The maker allows nothing on the device.");
}

/// What a rating form begins with: what is there first, then what is aimed at, and what remains once a control is in place.
#[test]
fn the_rating_that_comes_next_is_offered() {
    let mut register = with("infusion-pump");
    let offered = |register: &Register| {
        let form = (riskward::workbench::actions::action("rate-risk").unwrap().prefill)(
            &register.workbench,
            "ip3/R-015",
        );
        form.unwrap().text("phase")
    };
    let rated = |register: &mut Register, phase: &str| {
        let rating = [
            ("phase", phase),
            ("safety_severity", "3"),
            ("safety_likelihood", "3"),
            ("basis", "expert_judgement"),
            ("unit", "fleet"),
        ];
        register.act("rate-risk", "ip3/R-015", &rating).unwrap();
    };
    register.act("add-risk", "ip3/MLDP", &[("template", "MLDP-T1"), ("title", "Files come in")]).unwrap();
    assert_eq!(offered(&register), "initial");
    rated(&mut register, "initial");
    assert_eq!(offered(&register), "target");
    register.act("link-control", "ip3/R-015", &[("control", "C-001")]).unwrap();
    assert_eq!(offered(&register), "residual", "C-001 is in place");
    register.act("undo", "", &[]).unwrap();
    rated(&mut register, "target");
    assert_eq!(offered(&register), "residual");
}
