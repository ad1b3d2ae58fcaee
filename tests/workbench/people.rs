//! People, policy, authority and two persons, through the actions.

use riskward::{domain::events::Actor, workbench::Workbench};

use crate::register::{Register, empty, settings, with};

type Args<'a> = &'a [(&'a str, &'a str)];

const ROSSI: Args<'_> = &[("name", "M. Rossi"), ("roles", "risk_manager"), ("account", "m.rossi")];
const NOVAK: Args<'_> = &[("name", "L. Novak"), ("roles", "security_lead"), ("account", "l.novak")];
const MARCHETTI: Args<'_> = &[("name", "E. Marchetti"), ("roles", "top_management")];

/// Does an action that must be refused; gives why and what to try, and sees that nothing was written.
fn refused(register: &mut Register, name: &str, subject: &str, args: Args<'_>) -> String {
    let events = register.workbench.verify().unwrap().events;
    let trouble = register.act(name, subject, args).unwrap_err();
    assert!(!trouble.because.is_empty() && !trouble.try_this.is_empty(), "{trouble}");
    assert_eq!(register.workbench.verify().unwrap().events, events, "{trouble}");
    trouble.to_string()
}

/// Does an action of another account on the same register.
fn as_account(
    register: &Register,
    account: &str,
    name: &str,
    subject: &str,
    args: Args<'_>,
) -> Result<String, String> {
    let mut settings = settings(register.workbench.register_path().to_owned());
    settings.actor = Actor { uid: 4711, name: account.into() };
    settings.ids = riskward::workbench::Ids::Random;
    let mut workbench = Workbench::open(settings).unwrap();
    let args = args
        .iter()
        .fold(riskward::workbench::actions::Args::new(), |args, (name, value)| args.with(name, *value));
    let request = workbench.new_request();
    let action = riskward::workbench::actions::action(name).unwrap();
    (action.run)(&mut workbench, subject, &args, request)
        .map(|outcome| outcome.said)
        .map_err(|trouble| trouble.to_string())
}

fn accept<'a>(by: &'a str, until: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("decision", "accept"),
        ("decided_by", by),
        ("rationale", "The restore drill brought the server back within the agreed time."),
        ("review_on", "2027-02-01"),
        ("valid_until", until),
        ("evidence", "Minutes of 2026-11-20"),
    ]
}

/// One person, prefilled, and the default policy: a register that works in three commands.
#[test]
fn a_fresh_register_works_with_one_person() {
    let mut register = empty();
    let prefilled = |register: &Register, name: &str| {
        (riskward::workbench::actions::action(name).unwrap().prefill)(&register.workbench, "").unwrap()
    };
    let first = prefilled(&register, "add-person");
    assert_eq!((first.text("account"), first.text("roles")), ("m.rossi".into(), "risk_manager".into()));
    assert_eq!(prefilled(&register, "approve-policy").text("policy"), "default");
    let said = register.act("add-person", "", ROSSI).unwrap();
    assert_eq!((said.said.as_str(), said.subject.as_str()), ("M. Rossi added: risk manager.", "M. Rossi"));
    assert!(prefilled(&register, "add-person").is_empty("account"), "the account is taken");
    let args = [("policy", "default"), ("approved_by", "m.rossi")];
    let said = register.act("approve-policy", "", &args).unwrap().said;
    assert!(said.contains("Nobody in this register has a role that approves policies"), "{said}");
    let all = register.workbench.people_and_policy().unwrap();
    assert_eq!((all.people.len(), all.policy.approval.unwrap().number), (1, 1));
    let said = refused(&mut register, "approve-policy", "", &args);
    assert!(said.contains("holds already"), "{said}");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn a_person_that_does_not_fit_is_refused_with_the_reason() {
    let mut register = empty();
    register.act("add-person", "", ROSSI).unwrap();
    register
        .act(
            "add-person",
            "",
            &[("name", "T. Vasko"), ("roles", "clinical_engineering"), ("active_to", "2026-06-30")],
        )
        .unwrap();
    let table: [(Args<'_>, &str); 7] = [
        (&[("name", "A"), ("roles", "owner")], "which the policy default does not have"),
        (&[("name", "A")], "roles is empty"),
        (&[("roles", "auditor")], "name is empty"),
        (&[("name", "m. rossi "), ("roles", "cso")], "name is \"m. rossi\", which M. Rossi"),
        (&[("name", "A"), ("roles", "cso"), ("account", "m.rossi")], "account is \"m.rossi\""),
        (
            &[("name", "A"), ("roles", "cso"), ("active_from", "2026-05-02"), ("active_to", "2026-05-01")],
            "before active_from",
        ),
        (&[("name", "T. Vasko"), ("roles", "cso"), ("active_from", "2026-06-30")], "until 2026-06-30"),
    ];
    for (args, because) in table {
        let said = refused(&mut register, "add-person", "", args);
        assert!(said.contains(because), "{said}");
    }
    let after = [("name", "T. Vasko"), ("roles", "cso"), ("active_from", "2026-07-01")];
    register.act("add-person", "", &after).unwrap();
    let said = refused(
        &mut register,
        "add-person",
        "",
        &[("name", "A"), ("roles", "cso"), ("active_to", "2026-02-30")],
    );
    assert!(said.contains("no date"), "{said}");
}

#[test]
fn people_are_kept_by_who_has_the_role_and_nobody_raises_themselves() {
    let mut register = empty();
    let novak = as_account(&register, "root", "add-person", "", NOVAK).unwrap();
    assert!(novak.ends_with("From now on L. Novak keeps the people; the account root does not."), "{novak}");
    as_account(&register, "l.novak", "add-person", "", ROSSI).unwrap();
    as_account(&register, "l.novak", "edit-person", "L. Novak", &[("active_to", "2026-11-20")]).unwrap();
    let stranger = as_account(&register, "x.stranger", "add-person", "", MARCHETTI).unwrap_err();
    assert!(stranger.contains("does not keep the people") && stranger.contains("M. Rossi"), "{stranger}");
    let last = refused(&mut register, "edit-person", "M. Rossi", &[("roles", "auditor")]);
    assert!(last.contains("nobody would be left"), "{last}");
    register.act("edit-person", "M. Rossi", &[("roles", "risk_manager|cso")]).unwrap();
    register.act("edit-person", "L. Novak", &[("active_to", "2027-12-31")]).unwrap();
    let longer = as_account(&register, "l.novak", "edit-person", "L. Novak", &[("active_to", "2099-12-31")]);
    assert!(longer.unwrap_err().contains("nobody gives themselves roles"));
    let own = refused(&mut register, "edit-person", "M. Rossi", &[("roles", "risk_manager|top_management")]);
    assert!(own.contains("nobody gives themselves roles") && own.contains("L. Novak"), "{own}");
    register.act("add-person", "", MARCHETTI).unwrap();
    let taken = refused(&mut register, "edit-person", "E. Marchetti", &[("account", "m.rossi")]);
    assert!(taken.contains("account is"), "{taken}");
    as_account(&register, "l.novak", "edit-person", "m.rossi", &[("roles", "risk_manager|siro")]).unwrap();
    let all = register.workbench.people_and_policy().unwrap().people;
    assert_eq!(all.iter().find(|person| person.name == "M. Rossi").unwrap().roles, ["risk_manager", "siro"]);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn auditors_read_and_change_nothing() {
    let mut register = with("infusion-pump");
    register.act("edit-person", "M. Rossi", &[("account", "m.rossi")]).unwrap();
    register
        .act("add-person", "", &[("name", "S. Lund"), ("roles", "auditor"), ("account", "s.lund")])
        .unwrap();
    for (name, subject, args) in [
        ("treat-risk", "ip3/R-001", &[("treatment", "avoid")][..]),
        ("add-person", "", MARCHETTI),
        ("undo", "", &[]),
        ("decide", "ip3/R-014", &accept("M. Rossi", "2027-03-31")),
    ] {
        let said = as_account(&register, "s.lund", name, subject, args).unwrap_err();
        if name == "treat-risk" {
            assert!(said.contains("S. Lund is auditor here") && said.contains("changes nothing"), "{said}");
        }
    }
    let mut settings = settings(register.workbench.register_path().to_owned());
    settings.actor = Actor { uid: 4711, name: "s.lund".into() };
    let mut auditor = Workbench::open(settings).unwrap();
    let trouble = auditor.load(&crate::register::sample("pacs")).unwrap_err();
    assert!(trouble.because.contains("reads and changes nothing"), "{trouble}");
    assert_eq!(auditor.verify().unwrap().findings, []);
    assert_eq!(auditor.chain("ip3").unwrap().capabilities.len(), 22);
    register.act("edit-person", "S. Lund", &[("active_to", "2026-11-20")]).unwrap();
    as_account(&register, "s.lund", "treat-risk", "ip3/R-001", &[("treatment", "avoid")]).unwrap_err();
    register.act("edit-person", "S. Lund", &[("roles", "auditor|cso")]).unwrap();
    as_account(&register, "s.lund", "treat-risk", "ip3/R-001", &[("treatment", "avoid")]).unwrap();
}

/// Residual levels of the sample: R-002 high, R-004 low, R-006 medium (rated by M. Rossi), R-010 not rated.
#[test]
fn a_decision_needs_authority_for_the_level_on_its_day() {
    let mut register = with("infusion-pump");
    let table = [
        ("ip3/R-002", "M. Rossi", "2027-10-01", "nobody decides as"),
        ("ip3/R-002", "Dr. A. Weber", "2027-10-01", "Dr. A. Weber (clinical lead) and L. Novak"),
        ("ip3/R-002", "Nobody Known", "2027-10-01", "not among the people"),
        ("ip3/R-002", "Dr. A. Weber|L. Novak", "2027-11-22", "accepted until 2027-11-21 at the latest"),
        (
            "ip3/R-010",
            "Dr. A. Weber|L. Novak",
            "2027-02-01",
            "a risk of level not rated is accepted by top management",
        ),
        ("ip3/R-006", "Dr. S. Okafor", "2027-10-01", "nobody decides as"),
        ("ip3", "Dr. A. Weber|L. Novak", "2027-02-01", "not rated"),
    ];
    for (subject, by, until, because) in table {
        let said = refused(&mut register, "decide", subject, &accept(by, until));
        assert!(said.contains(because), "{subject} {by}: {said}");
    }
    let said =
        register.act("decide", "ip3/R-002", &accept("dr. a. weber|L. Novak", "2027-11-21")).unwrap().said;
    assert_eq!(said, "ip3/R-002 accepted by Dr. A. Weber and L. Novak until 2027-11-21.");
    let recorded = register.workbench.risk("ip3/R-002").unwrap().decisions[0].recorded.clone();
    assert!(recorded.contains("as clinical_lead and security_lead"), "{recorded}");
    register.act("decide", "ip3/R-010", &accept("E. Marchetti", "2027-02-19")).unwrap();
    register.act("edit-person", "L. Novak", &[("active_to", "2026-11-20")]).unwrap();
    let said = refused(&mut register, "decide", "ip3/R-002", &accept("Dr. A. Weber|L. Novak", "2027-10-01"));
    assert!(said.contains("L. Novak, who is not active on 2026-11-21: until 2026-11-20"), "{said}");
    let mut earlier = accept("Dr. A. Weber|L. Novak", "2027-10-01");
    earlier.push(("decided_on", "2026-11-20"));
    register.act("decide", "ip3/R-002", &earlier).unwrap();
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn who_rated_or_proposed_does_not_accept() {
    let mut register = with("infusion-pump");
    register.act("edit-person", "M. Rossi", &[("roles", "risk_manager|device_owner")]).unwrap();
    let said = refused(&mut register, "decide", "ip3/R-006", &accept("M. Rossi", "2027-10-01"));
    assert!(said.contains("M. Rossi rated what remains"), "{said}");
    assert!(said.contains("D. Moreau or J. Brandt (device or service owner)"), "{said}");
    register.act("decide", "ip3/R-006", &accept("J. Brandt", "2027-10-01")).unwrap();
    register.act("edit-person", "J. Brandt", &[("account", "j.brandt")]).unwrap();
    let ask = [("decision", "accept"), ("asked", "J. Brandt")];
    let said = as_account(&register, "j.brandt", "propose-decision", "ip3/R-008", &ask).unwrap();
    assert!(
        said.starts_with("ip3/R-008: J. Brandt asked to accept. They cannot: J. Brandt asked for it"),
        "{said}"
    );
    let said = refused(&mut register, "decide", "ip3/R-008", &accept("J. Brandt", "2027-10-01"));
    assert!(said.contains("J. Brandt asked for it"), "{said}");
    register.act("decide", "ip3/R-008", &accept("D. Moreau", "2027-10-01")).unwrap();
}

#[test]
fn a_proposal_shows_until_it_is_decided() {
    let mut register = with("infusion-pump");
    let decision = |register: &Register, risk: &str| {
        let chain = register.workbench.chain("ip3").unwrap();
        let risks = chain.capabilities.into_iter().flat_map(|capability| capability.risks);
        let mut all = risks.chain(chain.other_risks);
        all.find(|known| known.reference == risk).unwrap().decision.map(|decision| decision.said)
    };
    let ask = [("decision", "accept"), ("asked", "E. Marchetti"), ("reason", "The wards wait.")];
    assert_eq!(decision(&register, "R-010"), None);
    let said = register.act("propose-decision", "ip3/R-010", &ask).unwrap().said;
    assert_eq!(said, "ip3/R-010: E. Marchetti asked to accept.");
    let asked = "m.rossi asked E. Marchetti on 2026-11-21 to accept";
    assert_eq!(decision(&register, "R-010").as_deref(), Some(asked));
    assert_eq!(register.workbench.risk("ip3/R-010").unwrap().decisions[0].rationale, "The wards wait.");
    register.act("propose-decision", "ip3/R-010", &ask).unwrap();
    register
        .act("propose-decision", "ip3/R-002", &[("decision", "accept"), ("asked", "Dr. A. Weber|L. Novak")])
        .unwrap();
    let beside = decision(&register, "R-002").unwrap();
    assert!(
        beside.starts_with("accepted with conditions by") && beside.contains("m.rossi asked"),
        "{beside}"
    );
    assert_eq!(state(&register, "R-010"), "proposed");
    assert_eq!(state(&register, "R-002"), "in_force", "an acceptance that holds is not hidden");
    let prefill = riskward::workbench::actions::action("decide").unwrap().prefill;
    assert_eq!(prefill(&register.workbench, "ip3/R-010").unwrap().text("decided_by"), "E. Marchetti");
    register.act("decide", "ip3/R-010", &accept("E. Marchetti", "2027-02-01")).unwrap();
    assert_eq!(state(&register, "R-010"), "in_force");
    assert!(decision(&register, "R-010").unwrap().starts_with("accepted by E. Marchetti"));
    let unknown =
        refused(&mut register, "propose-decision", "ip3", &[("decision", "accept"), ("asked", "Nobody")]);
    assert!(unknown.contains("not among the people"), "{unknown}");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// The state of acceptance that the export tells of a risk.
fn state(register: &Register, risk: &str) -> String {
    let [state] = crate::export::of(register, &format!("ip3/{risk}"), "2026-11-21", ["acceptance_state"]);
    state
}

#[test]
fn who_put_a_control_in_place_does_not_verify_it() {
    let mut register = with("infusion-pump");
    let site = "Lindental main hospital";
    let check = |person: &'static str| {
        [
            ("site", site),
            ("kind", "effectiveness"),
            ("result", "passed"),
            ("method", "Looked"),
            ("person", person),
        ]
    };
    let place =
        |by: &'static str, on: &'static str| [("site", site), ("state", "in_place"), ("by", by), ("on", on)];
    register.act("put-in-place", "C-001", &place("T. Vasko", "2026-11-19")).unwrap();
    let said = refused(&mut register, "verify-control", "C-001", &check("t. vasko"));
    assert!(said.contains("the policy wants somebody else to verify it"), "{said}");
    register.act("verify-control", "C-001", &check("L. Novak")).unwrap();
    let said = refused(&mut register, "put-in-place", "C-001", &place("L. Novak", "2026-11-20"));
    assert!(said.contains("L. Novak verified it on 2026-11-21"), "{said}");
}

/// Without people nothing is refused for lack of authority, and every outcome says so.
#[test]
fn without_people_it_is_told_that_nothing_was_checked() {
    let mut register = empty();
    let args = [
        ("ref", "ip3"),
        ("manufacturer", "Hemoflow Medical AG"),
        ("model", "IP-3"),
        ("versions", "4.2.x"),
        ("stage", "go_live"),
        ("site", "Main hospital"),
        ("location", "ICU 2 west"),
    ];
    register.act("begin-assessment", "", &args).unwrap();
    register.act("add-risk", "ip3/DTBK", &[("template", "DTBK-T1")]).unwrap();
    let told = "This register names no people: authority was not checked.";
    let ask = [("decision", "accept"), ("asked", "Anybody")];
    assert!(register.act("propose-decision", "ip3/R-001", &ask).unwrap().said.ends_with(told));
    let said = register.act("decide", "ip3/R-001", &accept("m.rossi", "2090-03-31")).unwrap().said;
    assert_eq!(said, format!("ip3/R-001 accepted by m.rossi until 2090-03-31. {told}"));
    let said = register
        .act("approve-policy", "", &[("policy", "default"), ("approved_by", "m.rossi")])
        .unwrap()
        .said;
    assert!(said.contains("names no people"), "{said}");
}

#[test]
fn a_policy_is_approved_by_who_may_and_its_switches_hold() {
    let mut register = empty();
    for args in [ROSSI, MARCHETTI] {
        register.act("add-person", "", args).unwrap();
    }
    let said =
        refused(&mut register, "approve-policy", "", &[("policy", "default"), ("approved_by", "M. Rossi")]);
    assert!(said.contains("does not approve policies") && said.contains("E. Marchetti"), "{said}");
    let by = ("approved_by", "E. Marchetti");
    let said = refused(&mut register, "approve-policy", "", &[("policy", "default"), by]);
    assert!(said.contains("without evidence"), "{said}");
    let evidence = ("evidence", "Minutes of the board, item 3");
    register.act("approve-policy", "", &[("policy", "default"), by, evidence]).unwrap();

    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("ours.toml");
    let text =
        include_str!("../../catalog/policies/default.toml").replace("id = \"default\"", "id = \"ours\"");
    let approve = |register: &mut Register, text: &str| {
        std::fs::write(&file, text).unwrap();
        let args = [("file", file.to_str().unwrap()), by, evidence];
        register
            .act("approve-policy", "", &args)
            .map(|outcome| outcome.said)
            .map_err(|trouble| trouble.to_string())
    };
    let faulty = approve(&mut register, &text.replace("days = 1095", "days = 0")).unwrap_err();
    let line = text.lines().position(|line| line == "days = 1095").unwrap() + 1;
    assert!(faulty.contains(&format!("ours.toml:{line}")), "{faulty}");
    let reads = text.replace("\"top_management\"]\ndays = 90", "\"auditor\"]\ndays = 90");
    assert!(approve(&mut register, &reads).unwrap_err().contains("only reads") || reads == text);
    let one = text
        .replace("accepter_is_another = true", "accepter_is_another = false")
        .replace("verifier_is_another = true", "verifier_is_another = false");
    assert_eq!(approve(&mut register, &one).unwrap(), "Policy ours approved by E. Marchetti on 2026-11-21.");
    let held = register.workbench.people_and_policy().unwrap().policy;
    assert_eq!((held.id.as_str(), held.approval.unwrap().number), ("ours", 2));

    one_person_accepts(&mut register);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// With the switches off, one person rates, verifies and accepts what is low.
fn one_person_accepts(register: &mut Register) {
    let args = [
        ("ref", "ip3"),
        ("manufacturer", "Hemoflow Medical AG"),
        ("model", "IP-3"),
        ("versions", "4.2.x"),
        ("stage", "go_live"),
        ("site", "Main hospital"),
        ("location", "ICU 2 west"),
        ("risk_manager", "M. Rossi"),
    ];
    register.act("begin-assessment", "", &args).unwrap();
    register.act("add-risk", "ip3/DTBK", &[("template", "DTBK-T1")]).unwrap();
    let rating = [
        ("phase", "residual"),
        ("security_severity", "2"),
        ("security_likelihood", "1"),
        ("basis", "expert_judgement"),
        ("unit", "fleet"),
        ("rater", "M. Rossi"),
    ];
    register.act("rate-risk", "ip3/R-001", &rating).unwrap();
    let mut own = accept("M. Rossi", "2027-03-31");
    own.retain(|(name, _)| *name != "evidence");
    let said = register.act("decide", "ip3/R-001", &own).unwrap().said;
    assert_eq!(said, "ip3/R-001 accepted by M. Rossi until 2027-03-31.");
}

/// Samples share their people; loading another one doubles nobody, and keeps what the register has otherwise.
#[test]
fn people_of_projects_are_added_once() {
    let mut register = with("infusion-pump");
    let count = |register: &Register| register.workbench.people_and_policy().unwrap().people.len();
    let before = count(&register);
    register.act("edit-person", "T. Vasko", &[("active_from", "2020-01-01")]).unwrap();
    let said = register.workbench.load(&crate::register::sample("pacs")).unwrap().said;
    assert!(said.ends_with("Kept as this register has it: T. Vasko."), "{said}");
    assert_eq!(count(&register), before + 1, "Prof. R. Castell is new");
    let approval = register.workbench.people_and_policy().unwrap().policy.approval.unwrap();
    assert_eq!(
        (approval.number, approval.by.as_str(), approval.role.as_str()),
        (1, "E. Marchetti", "top management")
    );
}

/// A project that decides without authority, by strangers or by who rated, is refused whole.
#[test]
fn a_project_is_held_to_its_own_people() {
    let good =
        std::fs::read_to_string(crate::register::sample("patient-monitor").join("project.toml")).unwrap();
    let table = [
        (
            "decided_by = [\"Dr. I. Falk\", \"L. Novak\"]\n",
            "decided_by = [\"Dr. I. Falk\"]\n",
            "risk 1, decision: ",
        ),
        (
            "roles = [\"device_owner\", \"clinical_engineering\"]",
            "roles = [\"clinical_engineering\"]",
            "risk 2, decision: ",
        ),
        ("name = \"J. Brandt\"\n", "name = \"J. Brand\"\n", "not among the people"),
        ("rater = \"C. Tanaka\"", "rater = \"J. Brandt\"", "J. Brandt rated what remains"),
        ("role = \"top_management\"", "role = \"siro\"", "does not have the role siro"),
        ("approved_by = \"E. Marchetti\"", "approved_by = \"M. Rossi\"", "policy: "),
        ("name = \"M. Rossi\"\n", "name = \"L. Novak\"\n", "two people \"L. Novak\""),
        ("roles = [\"auditor\"]", "roles = [\"reader\"]", "person \"S. Brandvold\": roles names \"reader\""),
    ];
    for (from, to, because) in table {
        let directory = tempfile::tempdir().unwrap();
        let source = crate::register::sample("patient-monitor");
        for file in std::fs::read_dir(source).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), directory.path().join(file.file_name())).unwrap();
        }
        assert!(good.contains(from), "{from}");
        std::fs::write(directory.path().join("project.toml"), good.replace(from, to)).unwrap();
        let mut register = empty();
        let trouble = register.workbench.load(directory.path()).unwrap_err();
        assert!(trouble.because.contains(because), "{from}: {trouble}");
        assert!(register.workbench.people_and_policy().unwrap().people.is_empty());
    }
}
