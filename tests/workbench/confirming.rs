//! A decision recorded for somebody counts once that person confirms it from their own account, where the policy says so.

use riskward::{
    domain::{decision::AcceptanceState, events::Actor, gate::Missing, risk::RiskStatus, trouble::Trouble},
    workbench::{
        Ids, Settings, Workbench,
        actions::{Args, Outcome, action},
    },
};

use crate::register::settings;

const ROLES: [&str; 9] = [
    "risk_manager",
    "device_owner",
    "clinical_lead",
    "clinical_engineering",
    "security_lead",
    "cso",
    "siro",
    "dpo",
    "top_management",
];

/// A register with one person of each role, each with an account of that name, and two low risks.
struct House {
    directory: tempfile::TempDir,
    opened: u64,
}

impl House {
    fn new(confirmed: bool) -> Self {
        let mut house = Self { directory: tempfile::tempdir().unwrap(), opened: 0 };
        let mut rossi = house.of("m.rossi");
        let begin = [
            ("ref", "ip3"),
            ("manufacturer", "Hemoflow Medical AG"),
            ("model", "IP-3"),
            ("versions", "4.2.x"),
            ("stage", "go_live"),
            ("site", "Main hospital"),
            ("location", "ICU 2 west"),
        ];
        act(&mut rossi, "begin-assessment", "", &begin).unwrap();
        for reference in ["ip3/R-001", "ip3/R-002"] {
            act(&mut rossi, "add-risk", "ip3/DTBK", &[("template", "DTBK-T1")]).unwrap();
            for phase in ["initial", "residual"] {
                let rating = [
                    ("phase", phase),
                    ("safety_severity", "3"),
                    ("safety_likelihood", "1"),
                    ("basis", "expert_judgement"),
                    ("unit", "fleet"),
                    ("rater", "Somebody who rates"),
                ];
                act(&mut rossi, "rate-risk", reference, &rating).unwrap();
            }
            act(&mut rossi, "treat-risk", reference, &[("treatment", "reduce")]).unwrap();
        }
        for role in ROLES {
            let account = if role == "risk_manager" { "m.rossi" } else { role };
            let person = [("name", named(role)), ("roles", role.to_owned()), ("account", account.to_owned())];
            let person: Vec<(&str, &str)> =
                person.iter().map(|(name, value)| (*name, value.as_str())).collect();
            act(&mut rossi, "add-person", "", &person).unwrap();
        }
        let text = include_str!("../../catalog/policies/default.toml")
            .replace("id = \"default\"", "id = \"ours\"")
            .replace(
                "confirmed_from_own_account = false",
                &format!("confirmed_from_own_account = {confirmed}"),
            );
        let file = house.directory.path().join("ours.toml");
        std::fs::write(&file, text).unwrap();
        let approval = [
            ("file", file.to_str().unwrap()),
            ("approved_by", "Person of top_management"),
            ("evidence", "Minutes of the board, item 3"),
        ];
        act(&mut rossi, "approve-policy", "", &approval).unwrap();
        house
    }

    /// The register as an account opens it.
    fn of(&mut self, account: &str) -> Workbench {
        self.opened += 1;
        Workbench::open(Settings {
            actor: Actor { uid: 3000 + account.len() as u32, name: account.into() },
            ids: Ids::Counted(self.opened * 1_000_000),
            ..settings(self.directory.path().join("register.db"))
        })
        .unwrap()
    }
}

fn named(role: &str) -> String {
    format!("Person of {role}")
}

fn act(
    workbench: &mut Workbench,
    name: &str,
    subject: &str,
    args: &[(&str, &str)],
) -> Result<Outcome, Trouble> {
    let args = args.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value));
    let request = workbench.new_request();
    (action(name).unwrap().run)(workbench, subject, &args, request)
}

fn accept(workbench: &mut Workbench, subject: &str, deciders: &str) -> Result<Outcome, Trouble> {
    let decision = [
        ("decision", "accept"),
        ("decided_by", deciders),
        ("rationale", "The restore drill brought the server back in time."),
        ("review_on", "2027-03-01"),
        ("valid_until", "2027-03-31"),
        ("evidence", "Signed sheet 14"),
    ];
    act(workbench, "decide", subject, &decision)
}

fn missing(workbench: &Workbench, place: &str) -> Vec<Missing> {
    let gates = workbench.gates("ip3").unwrap().gates;
    let decision = gates.into_iter().find(|line| line.id == "G11").unwrap();
    decision.missing.into_iter().filter(|missing| missing.place == place).collect()
}

/// With every role: who has the authority is waited for and confirms; who has none is refused as before, and nobody
/// confirms for another.
#[test]
fn with_every_role_a_decision_counts_once_it_is_confirmed() {
    for role in ROLES {
        let mut house = House::new(true);
        let mut rossi = house.of("m.rossi");
        let recorded = accept(&mut rossi, "ip3/R-001", &named(role));
        let may = !["clinical_engineering", "cso", "dpo"].contains(&role);
        assert_eq!(recorded.is_ok(), may, "{role}: {recorded:?}");
        let state = |workbench: &Workbench| workbench.acceptance("ip3/R-001").unwrap();
        if !may {
            assert_eq!(state(&rossi), AcceptanceState::None);
            continue;
        }
        if role == "risk_manager" {
            assert_eq!(state(&rossi), AcceptanceState::InForce, "recorded from the own account");
            assert!(act(&mut rossi, "confirm-decision", "ip3/R-001", &[]).is_err());
            continue;
        }
        assert_eq!(state(&rossi), AcceptanceState::AwaitsConfirmation, "{role}");
        assert_ne!(rossi.risk("ip3/R-001").unwrap().risk.status, RiskStatus::Accepted, "{role}");
        let warning = rossi.risk("ip3/R-001").unwrap().decisions[0].said.warning.clone();
        assert_eq!(warning, format!("AWAITS CONFIRMATION by {}", named(role)));
        let [wants] = missing(&rossi, "ip3/R-001").try_into().unwrap();
        assert_eq!(wants.mend, "confirm-decision");
        assert!(wants.what.ends_with(&format!("awaits confirmation by {}", named(role))), "{}", wants.what);
        let due = rossi.due(Some(0)).unwrap();
        assert!(due.lines.iter().any(|line| line.mend == "confirm-decision" && line.place == "ip3/R-001"));
        for other in ROLES.iter().filter(|other| **other != role) {
            let account = if *other == "risk_manager" { "m.rossi" } else { other };
            let refused = act(&mut house.of(account), "confirm-decision", "ip3/R-001", &[]).unwrap_err();
            assert!(refused.because.contains("is not their account"), "{role} by {other}: {refused}");
        }
        let mut own = house.of(role);
        let said = act(&mut own, "confirm-decision", "ip3/R-001", &[]).unwrap().said;
        assert_eq!(
            said,
            format!("The decision on ip3/R-001 is confirmed by {} and counts from now on.", named(role))
        );
        assert_eq!(state(&own), AcceptanceState::InForce, "{role}");
        assert_eq!(own.risk("ip3/R-001").unwrap().risk.status, RiskStatus::Accepted);
        assert_eq!(missing(&own, "ip3/R-001"), []);
        assert!(act(&mut own, "undo", "", &[]).is_err(), "a confirmation is no more undone than a decision");
        assert_eq!(own.verify().unwrap().findings, []);
    }
}

/// Of two who decide together both confirm; the rules of authority are those of the day on which it was recorded.
#[test]
fn two_who_decide_together_both_confirm() {
    let mut house = House::new(true);
    let mut rossi = house.of("m.rossi");
    let both = "Person of clinical_lead|Person of security_lead";
    accept(&mut rossi, "ip3", both).unwrap();
    let said = act(&mut house.of("clinical_lead"), "confirm-decision", "ip3", &[]).unwrap().said;
    assert!(said.ends_with("and still waits for Person of security_lead."), "{said}");
    let again = act(&mut house.of("clinical_lead"), "confirm-decision", "ip3", &[]).unwrap_err();
    assert!(again.because.contains("waits for Person of security_lead"), "{again}");
    assert_eq!(rossi.chain("ip3").unwrap().revision.frozen_on, None, "nothing freezes before it counts");
    act(&mut house.of("security_lead"), "confirm-decision", "ip3", &[]).unwrap();
    assert!(rossi.chain("ip3").unwrap().revision.frozen_on.is_some());
    assert!(rossi.chain("ip3").unwrap().decision.unwrap().in_force);
    assert_eq!(rossi.verify().unwrap().findings, []);
}

#[test]
fn what_cannot_be_confirmed_is_refused_with_what_mends_it() {
    let mut house = House::new(true);
    let mut rossi = house.of("m.rossi");
    act(&mut rossi, "add-person", "", &[("name", "N. Rey"), ("roles", "device_owner")]).unwrap();
    let refused = accept(&mut rossi, "ip3/R-001", "N. Rey").unwrap_err();
    assert!(refused.because.contains("N. Rey has no account"), "{refused}");
    // what has changed since is decided anew
    accept(&mut rossi, "ip3/R-001", "Person of device_owner").unwrap();
    act(&mut rossi, "edit-risk", "ip3/R-001", &[("consequence", "Something else")]).unwrap();
    let refused = act(&mut house.of("device_owner"), "confirm-decision", "ip3/R-001", &[]).unwrap_err();
    assert!(refused.because.contains("has changed since it was recorded"), "{refused}");
    let refused = act(
        &mut rossi,
        "renew-decision",
        "ip3/R-001",
        &[
            ("decided_by", "m.rossi"),
            ("addition", "again"),
            ("valid_until", "2027-05-01"),
            ("review_on", "2027-04-01"),
        ],
    )
    .unwrap_err();
    assert!(refused.because.contains("awaits confirmation"), "{refused}");
    // what waits can be withdrawn
    act(&mut rossi, "withdraw-decision", "ip3/R-001", &[("reason", "It was reworded.")]).unwrap();
    assert_eq!(rossi.verify().unwrap().findings, []);
}

#[test]
fn without_the_switch_nothing_waits() {
    let mut house = House::new(false);
    let mut rossi = house.of("m.rossi");
    accept(&mut rossi, "ip3/R-001", "Person of device_owner").unwrap();
    assert_eq!(rossi.acceptance("ip3/R-001").unwrap(), AcceptanceState::InForce);
    let refused = act(&mut house.of("device_owner"), "confirm-decision", "ip3/R-001", &[]).unwrap_err();
    assert_eq!(refused.because, "no decision on ip3/R-001 awaits a confirmation");
}
