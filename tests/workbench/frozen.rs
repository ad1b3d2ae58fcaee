//! What a decision on the whole freezes: every action walked, on a decided revision and on an older one.

use riskward::{
    domain::trouble::Trouble,
    workbench::actions::{ACTIONS, Args, Subject, action},
};

use crate::{
    register::{Register, WEIGHED, sample, with},
    requirements::adopted,
};

/// What becomes of an action on a decided revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    /// It is refused: what it changes is frozen.
    Frozen,
    /// It is done: what it changes lives on.
    Lives,
}

/// An action, what it acts on, its fields, and what becomes of it.
type Row = (&'static str, &'static str, &'static [(&'static str, &'static str)], On);

/// Every action with a thing to act on and what becomes of it, in an order in which each can be done.
const TABLE: &[Row] = &[
    (
        "begin-assessment",
        "",
        &[
            ("ref", "other"),
            ("manufacturer", "Castor"),
            ("model", "CM-1"),
            ("versions", "1"),
            ("stage", "acquisition"),
            ("site", "North"),
            ("location", "Ward 1"),
        ],
        On::Lives,
    ),
    ("edit-assessment", "pm7", &[("risk_manager", "M. Rossi")], On::Lives),
    ("add-placement", "pm7", &[("site", "Main hospital"), ("location", "Ward 9")], On::Lives),
    ("edit-placement", "pm7", &[("placement", "1"), ("units", "9")], On::Lives),
    ("record-in-use", "pm7/MLDP", &[("state", "on")], On::Lives),
    ("add-risk", "pm7/MLDP", &[("title", "T"), ("hazardous_situation", "S")], On::Frozen),
    ("edit-risk", "pm7/R-001", &[("title", "Another title")], On::Frozen),
    ("edit-risk", "pm7/R-001", &[("owner", "Somebody else")], On::Lives),
    ("edit-risks", "pm7/R-001|R-002", &[("treatment", "avoid")], On::Frozen),
    ("edit-risks", "pm7/R-001|R-002", &[("owner", "Somebody new"), ("due_on", "2027-01-31")], On::Lives),
    ("remove-risks", "pm7/R-001|R-002", &[("reason", "r")], On::Frozen),
    ("rename-cause", "pm7", &[("cause", "c"), ("to", "d")], On::Frozen),
    ("remove-risk", "pm7/R-001", &[("reason", "r")], On::Frozen),
    ("rate-risk", "pm7/R-001", RATING, On::Frozen),
    ("record-difference", "pm7/R-001", DIFFERENCE, On::Frozen),
    ("treat-risk", "pm7/R-001", &[("treatment", "avoid")], On::Frozen),
    ("overrule-coverage", "pm7/MLDP", &[("coverage", "provided"), ("reason", "r")], On::Frozen),
    (
        "change-requirement",
        "pm7/MLDP",
        &[("required", "not_required"), ("reason", "r"), ("approved_by", "A. Weber")],
        On::Frozen,
    ),
    ("answer-requirement", "pm7/ALOF", &[("requirement", "XX-ALOF-1"), ("answer", "not_met")], On::Frozen),
    ("apply-profile", "pm7", &[("profile", "infusion-pump")], On::Frozen),
    ("adopt-scale", "pm7", &[("scale", "med-5x5"), ("reason", "r")], On::Frozen),
    ("adopt-process", "pm7", &[("reason", "r")], On::Frozen),
    ("adopt-catalogue", "", &[("reason", "the board has read what is new")], On::Lives),
    ("add-control", "pm7/R-001", &[("template", "CC-OFF")], On::Frozen),
    ("link-control", "pm7/R-001", &[("control", "C-001")], On::Frozen),
    ("unlink-control", "pm7/R-001", &[("control", "C-001")], On::Frozen),
    ("edit-control", "C-001", &[("owner", "Network team")], On::Lives),
    ("edit-controls", "C-001|C-002", &[("owner", "Night shift"), ("due", "2027-01-31")], On::Lives),
    (
        "put-in-place",
        "C-001",
        &[("site", "Main hospital"), ("state", "in_place"), ("by", "K. Lang")],
        On::Lives,
    ),
    ("verify-control", "C-001", VERIFICATION, On::Lives),
    ("add-placement", "pm7", &[("site", "Main hospital"), ("location", "Ward 10")], On::Lives),
    ("reconfirm-decision", "pm7", AGAIN, On::Lives),
    ("add-placement", "pm7", &[("site", "Main hospital"), ("location", "Ward 11")], On::Lives),
    ("reconfirm-decisions", "pm7", WHOLE_AGAIN, On::Lives),
    ("renew-decision", "pm7/R-002", RENEWAL, On::Lives),
    (
        "meet-condition",
        "pm7/R-001",
        &[("condition", "1"), ("met_by", "L. Novak"), ("evidence", "Report 26-118")],
        On::Lives,
    ),
    ("weigh-benefit", "pm7/R-001", WEIGHED, On::Lives),
    ("propose-decision", "pm7/R-001", &[("decision", "defer"), ("asked", "E. Marchetti")], On::Lives),
    ("decide", "pm7/R-001", DECISION, On::Lives),
    ("confirm-decision", "pm7/R-001", &[], On::Lives),
    ("withdraw-decision", "pm7/R-001", &[("reason", "r")], On::Lives),
    ("pass-gate", "pm7", &[("gate", "G0")], On::Lives),
    ("override-gate", "pm7", &[("gate", "G1")], On::Lives),
    ("withdraw-gate", "pm7", &[("gate", "G0"), ("reason", "r")], On::Lives),
    ("attest", "pm7", &[("kind", "monitoring"), ("text", "t")], On::Lives),
    ("dismiss-suggestion", "pm7/IGAU-T6", &[("reason", "r")], On::Lives),
    ("dispose", "pm7/EMRG", &[("reason", "r")], On::Lives),
    ("communicate", "pm7", &[("told", "Ward 9"), ("means", "training")], On::Lives),
    (
        "add-agreement",
        "pm7",
        &[("title", "A-1"), ("parties", "Tarnholm|Hospital"), ("signed_on", "2026-11-01")],
        On::Lives,
    ),
    ("edit-agreement", "pm7", &[("title", "A-2")], On::Lives),
    (
        "ask-manufacturer",
        "pm7/MLDP",
        &[("text", "Which?"), ("state", "sent"), ("due", "2026-12-20")],
        On::Lives,
    ),
    ("record-answer", "pm7/MLDP", ANSWER, On::Lives),
    ("recheck-answer", "pm7/MLDP", &[("outcome", "keep")], On::Lives),
    (
        "raise-trigger",
        "pm7",
        &[("kind", "recall"), ("title", "Battery"), ("deadline", "2026-12-24")],
        On::Lives,
    ),
    ("update-trigger", "T-001", &[("deadline", "2026-12-23")], On::Lives),
    (
        "triage-trigger",
        "T-001",
        &[("triage", "reopened"), ("reason", "It is real."), ("risks", "pm7/R-002")],
        On::Lives,
    ),
    ("open-finding", "pm7", &[("what", "an alarm was missed")], On::Lives),
    ("edit-finding", "F-001", &[("deadline", "2026-12-20")], On::Lives),
    ("close-finding", "F-001", &[("how", "the alarm chain was mended")], On::Lives),
    ("add-person", "", &[("name", "N. Rey"), ("roles", "auditor")], On::Lives),
    ("edit-person", "N. Rey", &[("active_to", "2027-12-31")], On::Lives),
    ("approve-policy", "", &[("policy", "default"), ("approved_by", "E. Marchetti")], On::Lives),
    ("adopt-requirements", "", &[("sets", "yy"), ("reason", "r")], On::Lives),
    ("drop-requirements", "", &[("sets", "xx"), ("reason", "r")], On::Lives),
    ("copy-assessment", "pm7", &[("ref", "pm8"), ("versions", "8"), ("placements", "1")], On::Lives),
    ("undo", "", &[], On::Lives),
    ("redo", "", &[], On::Lives),
    ("reassess", "pm7", &[("reason", "the yearly look at all of it")], On::Lives),
];
const ANSWER: &[(&str, &str)] = &[
    ("state", "answered"),
    ("answer", "None."),
    ("item", "MLDP-1"),
    ("says", "no"),
    ("evidence", "Letter of 2026-11-18"),
];
const RATING: &[(&str, &str)] = &[
    ("phase", "residual"),
    ("safety_severity", "3"),
    ("safety_likelihood", "2"),
    ("basis", "expert_judgement"),
    ("unit", "fleet"),
    ("reason", "r"),
];
const DIFFERENCE: &[(&str, &str)] = &[
    ("placement", "1"),
    ("phase", "residual"),
    ("reason", "r"),
    ("safety_severity", "3"),
    ("safety_likelihood", "2"),
];
const VERIFICATION: &[(&str, &str)] = &[
    ("site", "Main hospital"),
    ("kind", "effectiveness"),
    ("result", "passed"),
    ("method", "bench"),
    ("person", "J. Kim"),
];
const DECISION: &[(&str, &str)] = &[
    ("decision", "defer"),
    ("decided_by", "E. Marchetti"),
    ("rationale", "waits for the test of November, which was put off"),
    ("evidence", "Minutes of 2026-11-20"),
];
const AGAIN: &[(&str, &str)] = &[
    ("decided_by", "E. Marchetti"),
    ("addition", "The ward is like the others."),
    ("evidence", "Minutes of 2026-11-20"),
];
const WHOLE_AGAIN: &[(&str, &str)] = &[
    ("decisions", "whole"),
    ("decided_by", "E. Marchetti"),
    ("addition", "The ward is like the others."),
    ("evidence", "Minutes of 2026-11-20"),
];
const RENEWAL: &[(&str, &str)] = &[
    ("decided_by", "E. Marchetti"),
    ("addition", "The replacement comes a month later."),
    ("evidence", "Minutes of 2026-11-20"),
    ("review_on", "2027-06-30"),
    ("valid_until", "2027-11-15"),
];

fn says_frozen(trouble: &Trouble) -> bool {
    trouble.because.contains("was decided as a whole on") && trouble.try_this.contains("reassess")
}

fn says_older(trouble: &Trouble) -> bool {
    trouble.because.contains("is an older revision, which is only read")
}

#[test]
fn the_table_names_every_action() {
    for action in ACTIONS {
        let named = TABLE.iter().any(|(name, ..)| *name == action.name);
        assert!(named, "{} needs a row: does it change what a decision on the whole freezes?", action.name);
    }
}

/// A loaded project that was decided as a whole is frozen: what is frozen is refused with the rule and `reassess`
/// named, what lives on is not refused for that.
#[test]
fn a_decided_revision_refuses_what_is_frozen_and_nothing_else() {
    let mut register = adopted("patient-monitor");
    for (name, subject, args, on) in TABLE {
        let outcome = match *name {
            // What is not named in an edit must be as it is.
            "edit-assessment" => {
                let filled = (action(name).unwrap().prefill)(&register.workbench, subject).unwrap();
                let filled = args.iter().fold(filled, |filled, (name, value)| filled.with(name, *value));
                run(&mut register, name, subject, &filled)
            }
            _ => register.act(name, subject, args),
        };
        match (on, &outcome) {
            (On::Frozen, outcome) => {
                assert!(outcome.as_ref().is_err_and(says_frozen), "{name}: {outcome:?}");
            }
            (On::Lives, Ok(_)) => {}
            // A gate can be refused for what is missing, and so can what the samples do not allow.
            (On::Lives, Err(trouble)) => {
                assert!(!says_frozen(trouble) && !says_older(trouble), "{name}: {trouble}");
                // The sample has approved the only policy of the catalogue already.
                let holds_already = *name == "approve-policy" && trouble.because.contains("holds already");
                // Nothing waits for a confirmation under that policy.
                let waits = *name == "confirm-decision" && trouble.because.contains("awaits a confirmation");
                assert!(
                    name.contains("gate")
                        || name.contains("put")
                        || name.contains("verify")
                        || holds_already
                        || waits,
                    "{name}: {trouble}"
                );
            }
        }
    }
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

fn run(
    register: &mut Register,
    name: &str,
    subject: &str,
    args: &Args,
) -> Result<riskward::workbench::actions::Outcome, Trouble> {
    let request = register.workbench.new_request();
    (action(name).unwrap().run)(&mut register.workbench, subject, args, request)
}

/// What is frozen is refused as soon as a form opens, before anybody has typed.
#[test]
fn a_form_of_what_is_frozen_does_not_open() {
    let register = adopted("patient-monitor");
    for (name, subject, _, on) in TABLE.iter().filter(|(name, ..)| !name.starts_with("edit-risk")) {
        let opened = (action(name).unwrap().prefill)(&register.workbench, subject);
        assert_eq!(opened.as_ref().is_err_and(says_frozen), *on == On::Frozen, "{name}: {opened:?}");
    }
}

/// An older revision is only read; its decisions can be withdrawn until the new revision is decided.
#[test]
fn an_older_revision_refuses_every_change_but_the_end_of_its_decisions() {
    let mut register = adopted("patient-monitor");
    register.act("reassess", "pm7", &[("reason", "a new look")]).unwrap();
    let older = |subject: &str| subject.replacen("pm7", "pm7@1", 1);
    for (name, subject, args, _) in TABLE {
        let of_the_assessment = matches!(
            action(name).unwrap().subject,
            Subject::Assessment
                | Subject::Capability
                | Subject::Risk
                | Subject::Risks
                | Subject::RiskOrAssessment
                | Subject::Gate
                | Subject::Thing
        );
        // The end of decisions and their conditions live on; a copy changes nothing of it.
        if !of_the_assessment
            || !subject.starts_with("pm7")
            || matches!(*name, "withdraw-decision" | "meet-condition" | "copy-assessment")
        {
            continue;
        }
        let refused = register.act(name, &older(subject), args).unwrap_err();
        assert!(says_older(&refused) || name.contains("gate"), "{name}: {refused}");
    }
    let met = [("condition", "1"), ("met_by", "L. Novak"), ("evidence", "Report 26-118")];
    let said = register.act("meet-condition", "pm7@1/R-001", &met);
    assert!(said.is_ok(), "{said:?}");
    let said = register.act("withdraw-decision", "pm7@1/R-002", &[("reason", "the segment is open")]);
    assert!(said.is_ok(), "{said:?}");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// The old revision stays readable wherever a subject can be named.
#[test]
fn an_older_revision_is_read_like_the_newest() {
    let mut register = adopted("patient-monitor");
    let before = register.workbench.chain("pm7").unwrap();
    register.act("reassess", "pm7", &[("reason", "a new look")]).unwrap();
    let chain = register.workbench.chain("pm7@1").unwrap();
    assert_eq!((chain.reference.as_str(), chain.revision.newest.as_deref()), ("pm7@1", Some("pm7")));
    assert_eq!(chain.capabilities, before.capabilities);
    assert_eq!(register.workbench.risk("pm7@1/R-001").unwrap().reference, "pm7@1/R-001");
    assert_eq!(register.workbench.gates("pm7@1").unwrap().reference, "pm7@1");
    let rows = |reference: &str| {
        let mut text = Vec::new();
        let wanted = riskward::workbench::export::Wanted::native(reference);
        register.workbench.export_to(&wanted, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    assert!(rows("pm7@1").lines().skip(1).all(|line| line.contains(",pm7,1,")), "{}", rows("pm7@1"));
    // Of all assessments the newest revision is exported, each risk once.
    assert_eq!(rows("all"), rows("pm7"));
}

/// A decision on the whole that accepts freezes in the same request; one that does not accept leaves all open, and a
/// withdrawal does not thaw.
#[test]
fn an_acceptance_of_the_whole_freezes_and_its_withdrawal_does_not_thaw() {
    let mut register = with("infusion-pump");
    let decide = |decision: &'static str| {
        [
            ("decision", decision),
            ("decided_by", "E. Marchetti"),
            ("evidence", "Minutes of 2026-11-20"),
            ("rationale", "The panel of 2026-11-20 has looked at every residual risk."),
            ("review_on", "2027-02-01"),
            ("valid_until", "2027-02-15"),
            ("conditions", "the segment stays closed"),
        ]
    };
    register.act("decide", "ip3", &decide("defer")).unwrap();
    register.act("treat-risk", "ip3/R-001", &[("treatment", "reduce"), ("reason", "r")]).unwrap();
    let unweighed = register.act("decide", "ip3", &decide("accept_with_conditions")).unwrap_err();
    let rule = "the overall residual risk of ip3 is HIGH, above the line of acceptability, and no benefit-risk record";
    assert!(
        unweighed.because.starts_with(rule) && unweighed.try_this == "weigh-benefit ip3 first",
        "{unweighed}"
    );
    register.act("weigh-benefit", "ip3", WEIGHED).unwrap();
    register.act("decide", "ip3", &decide("accept_with_conditions")).unwrap();
    let refused = register.act("rate-risk", "ip3/R-001", RATING).unwrap_err();
    assert!(says_frozen(&refused), "{refused}");
    register.act("withdraw-decision", "ip3", &[("reason", "the segment was opened")]).unwrap();
    let refused = register.act("rate-risk", "ip3/R-001", RATING).unwrap_err();
    assert!(says_frozen(&refused), "{refused}");
    assert_eq!(register.workbench.chain("ip3").unwrap().revision.frozen_on.as_deref(), Some("2026-11-21"));
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// What somebody did before the decision cannot be undone after it by another way round.
#[test]
fn undo_does_not_reach_into_a_decided_revision() {
    use riskward::workbench::{Ids, Settings, Workbench};
    let directory = tempfile::tempdir().unwrap();
    let mine = crate::register::settings(directory.path().join("register.db"));
    let mut first = Workbench::open(mine.clone()).unwrap();
    first.load(&sample("infusion-pump")).unwrap();
    let mut theirs = Settings { ids: Ids::Counted(500_000), ..mine };
    theirs.actor = riskward::domain::events::Actor { uid: 1005, name: "k.lang".into() };
    let mut second = Workbench::open(theirs).unwrap();
    let act = |workbench: &mut Workbench, name: &str, subject: &str, args: &[(&str, &str)]| {
        let args = args.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value));
        let request = workbench.new_request();
        (action(name).unwrap().run)(workbench, subject, &args, request)
    };
    act(&mut first, "treat-risk", "ip3/R-001", &[("treatment", "avoid")]).unwrap();
    let accept = [
        ("decision", "accept"),
        ("decided_by", "E. Marchetti"),
        ("evidence", "Minutes of 2026-11-20"),
        ("rationale", "Every residual risk was looked at on 2026-11-20."),
        ("review_on", "2027-02-01"),
        ("valid_until", "2027-02-15"),
    ];
    act(&mut second, "weigh-benefit", "ip3", WEIGHED).unwrap();
    act(&mut second, "decide", "ip3", &accept).unwrap();
    let refused = act(&mut first, "undo", "", &[]).unwrap_err();
    assert!(says_frozen(&refused), "{refused}");
    assert_eq!(first.verify().unwrap().findings, []);
}
