//! What gates want on record: statements, dispositions, agreements, questions, who was told; by action and by loading.

use std::fs;

use riskward::{
    domain::{gate::GateState, question::QuestionState, trouble::Trouble},
    workbench::{
        actions::{Args, action},
        questions::{chain::ChainCapability, on_record::QuestionLine},
    },
};

use crate::register::{Register, empty, sample, with};

/// The code of a capability with or without risks.
fn code(register: &Register, has_risks: bool) -> String {
    let chain = register.workbench.chain("pm7").unwrap();
    let found = chain.capabilities.iter().find(|capability| capability.risks.is_empty() != has_risks);
    found.unwrap().code.clone()
}

fn capability(register: &Register, code: &str) -> ChainCapability {
    let chain = register.workbench.chain("pm7").unwrap();
    chain.capabilities.into_iter().find(|capability| capability.code == code).unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Trouble>) -> String {
    result.unwrap_err().because
}

/// One statement of each kind; a new one takes the place of the one before, and undo brings that back.
#[test]
fn what_is_stated_of_the_whole_is_kept_once_of_each_kind() {
    let mut register = bare();
    let overall = |text: &'static str| [("kind", "overall_residual"), ("text", text), ("person", "A. Weber")];
    let said = register.act("attest", "pm7", &overall("Bearable together.")).unwrap().said;
    assert_eq!(said, "pm7: overall residual risk, stated by A. Weber.");
    register.act("attest", "pm7", &[("kind", "monitoring"), ("text", "Weekly.")]).unwrap();
    register.act("attest", "pm7", &overall("Bearable with the spare units.")).unwrap();
    let texts = |register: &Register| -> Vec<String> {
        let record = register.workbench.chain("pm7").unwrap().on_record;
        record.stated.into_iter().map(|stated| stated.text).collect()
    };
    assert_eq!(texts(&register), ["Bearable with the spare units.", "Weekly."]);
    let by = register.workbench.gates("pm7").unwrap().on_record.stated[1].by.clone();
    assert_eq!(by, "m.rossi on 2026-11-21", "who states it is who is at the keyboard");
    register.act("undo", "", &[]).unwrap();
    assert_eq!(texts(&register), ["Bearable together.", "Weekly."]);
    let tomorrow = [("kind", "monitoring"), ("text", "Weekly."), ("on", "2026-11-22")];
    assert!(refused(register.act("attest", "pm7", &tomorrow)).contains("still to come"));
    assert!(refused(register.act("attest", "pm7", &[("kind", "monitoring")])).contains("text is empty"));
    let kind = refused(register.act("attest", "pm7", &[("kind", "peace"), ("text", "x")]));
    assert!(kind.contains("kind is \"peace\""), "{kind}");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// Two forms opened on the same statement: the second that is saved is a conflict.
#[test]
fn two_edits_of_one_statement_are_a_conflict() {
    let mut register = bare();
    register.act("attest", "pm7", &[("kind", "monitoring"), ("text", "Weekly.")]).unwrap();
    let attest = action("attest").unwrap();
    let form = (attest.prefill)(&register.workbench, "pm7").unwrap();
    let filled = |text: &str| form.clone().with("kind", "monitoring").with("text", text);
    let mut save = |args: Args| {
        let request = register.workbench.new_request();
        (attest.run)(&mut register.workbench, "pm7", &args, request)
    };
    save(filled("Daily.")).unwrap();
    let conflict = save(filled("Monthly.")).unwrap_err().conflict.unwrap();
    assert!(conflict.fields.iter().any(|field| field.theirs == "Daily." && field.mine == "Monthly."));
}

/// A reason for no risk, and the rule that a capability cannot have both.
#[test]
fn a_capability_has_a_risk_or_a_reason_why_it_brings_none() {
    let mut register = bare();
    let (bare, risky) = (code(&register, false), code(&register, true));
    let reason = [("reason", "No storage in the unit."), ("person", "L. Novak"), ("on", "2026-11-02")];
    let said = register.act("dispose", &format!("pm7/{bare}"), &reason).unwrap().said;
    assert_eq!(said, format!("pm7/{bare} brings no risk, says L. Novak."));
    let held = capability(&register, &bare).on_record.disposition.unwrap();
    assert_eq!(held, "L. Novak on 2026-11-02: No storage in the unit.");
    register.act("dispose", &format!("pm7/{bare}"), &[("reason", "Nothing is stored.")]).unwrap();
    assert!(capability(&register, &bare).on_record.disposition.unwrap().ends_with(": Nothing is stored."));
    let because = refused(register.act("dispose", &format!("pm7/{risky}"), &reason));
    assert!(because.contains(&format!("pm7/{risky} brings the risk R-")), "{because}");
    let history = register.workbench.history(&format!("pm7/{bare}"), 10).unwrap();
    assert!(history[0].said.contains("brings no risk"), "{history:?}");
}

/// Who was told what: all that remain, or risks by their refs.
#[test]
fn those_who_were_told_are_told_of_at_the_risk_too() {
    let mut register = bare();
    let ward = [("told", "Ward 3"), ("means", "training"), ("risks", "pm7/r-002|R-001")];
    let said = register.act("communicate", "pm7", &ward).unwrap().said;
    assert_eq!(said, "pm7: R-002, R-001 told to Ward 3 (training).");
    register.act("communicate", "pm7", &[("told", "The owner"), ("means", "mail")]).unwrap();
    let told = |risk: &str| register.workbench.risk(risk).unwrap().told.len();
    assert_eq!((told("pm7/R-001"), told("pm7/R-003")), (2, 1));
    let unknown = [("told", "Ward 3"), ("means", "training"), ("risks", "R-999")];
    assert!(refused(register.act("communicate", "pm7", &unknown)).contains("no such risk"));
}

/// Agreements belong to the product; duties name a capability and who carries it.
#[test]
fn an_agreement_says_who_carries_what_while_it_holds() {
    let mut register = bare();
    let agreement = [
        ("title", "RA-7"),
        ("parties", "Tarnholm|Lindental"),
        ("duties", "mldp HDO|CSUP manufacturer"),
        ("signed_on", "2026-01-31"),
        ("valid_until", "2026-12-31"),
    ];
    let said = register.act("add-agreement", "pm7", &agreement).unwrap().said;
    assert_eq!(
        said,
        "pm7: agreement RA-7 between Tarnholm and Lindental, signed on 2026-01-31, until 2026-12-31."
    );
    assert_eq!(capability(&register, "MLDP").on_record.duty, "HDO");
    assert_eq!(capability(&register, "AUTH").on_record.duty, "");
    register.act("edit-agreement", "pm7", &[("duties", "MLDP shared")]).unwrap();
    let record = register.workbench.chain("pm7").unwrap().on_record;
    assert_eq!(record.agreements[0].duties, ["MLDP shared"]);
    assert!(record.agreements[0].said.starts_with("RA-7 between"), "what is not given stays");
    let twice = refused(register.act("edit-agreement", "pm7", &[("duties", "MLDP hdo|MLDP shared")]));
    assert_eq!(twice, "duties names MLDP twice");
    // a form that shows all of it can also empty a field
    let edit = action("edit-agreement").unwrap();
    let mut form = (edit.prefill)(&register.workbench, "pm7").unwrap();
    form.set("valid_until", "");
    let request = register.workbench.new_request();
    (edit.run)(&mut register.workbench, "pm7", &form, request).unwrap();
    register.workbench.look_as_of("2030-01-01".parse().unwrap());
    let record = register.workbench.chain("pm7").unwrap().on_record;
    assert_eq!(record.agreements[0].warning, "", "it holds until it is ended");
    register.act("edit-agreement", "pm7", &[("valid_until", "2027-06-30")]).unwrap();
    let record = register.workbench.chain("pm7").unwrap().on_record;
    assert_eq!(record.agreements[0].warning, "ended on 2027-06-30");
    assert_eq!(capability(&register, "MLDP").on_record.duty, "", "an agreement that has ended binds nobody");
}

/// Where there are several agreements, one is named by its number; the newest when none is.
#[test]
fn one_of_several_agreements_is_named_by_its_number() {
    let mut register = bare();
    for title in ["RA-7", "RA-8"] {
        let args = [("title", title), ("parties", "Tarnholm|Lindental"), ("signed_on", "2026-01-31")];
        register.act("add-agreement", "pm7", &args).unwrap();
    }
    register.act("edit-agreement", "pm7", &[("agreement", "1"), ("evidence", "Folder 12")]).unwrap();
    register.act("edit-agreement", "pm7", &[("evidence", "Folder 13")]).unwrap();
    let agreements = register.workbench.chain("pm7").unwrap().on_record.agreements;
    let evidence: Vec<&str> = agreements.iter().map(|agreement| agreement.evidence.as_str()).collect();
    assert_eq!(evidence, ["Folder 12", "Folder 13"]);
    let third = refused(register.act("edit-agreement", "pm7", &[("agreement", "3"), ("evidence", "x")]));
    assert_eq!(third, "agreement is 3, and there are 2");
    let form = (action("edit-agreement").unwrap().prefill)(&register.workbench, "pm7").unwrap();
    assert!(form.is_empty("title"), "which one is to be said first");
    let mut bare = with("pacs");
    assert!(refused(bare.act("edit-agreement", "pacs12", &[])).contains("no agreement"));
}

/// A question goes from draft to sent to answered, and one that is not answered in time is told.
#[test]
fn a_question_is_drafted_sent_and_answered() {
    let mut register = bare();
    let subject = "pm7/MLDP";
    let text = ("text", "Which software against malware may be installed?");
    register.act("ask-manufacturer", subject, &[text, ("state", "draft")]).unwrap();
    let ask = action("ask-manufacturer").unwrap();
    let form = (ask.prefill)(&register.workbench, subject).unwrap();
    assert_eq!((form.text("text"), form.text("question")), (text.1.to_owned(), "1".to_owned()));
    let request = register.workbench.new_request();
    let trouble = (ask.run)(&mut register.workbench, subject, &form, request).unwrap_err();
    assert_eq!(trouble.because, "due is empty", "what is sent has a day by which an answer is wanted");
    let request = register.workbench.new_request();
    (ask.run)(&mut register.workbench, subject, &form.with("due", "2026-12-20"), request).unwrap();
    let questions =
        |register: &Register| -> Vec<QuestionLine> { capability(register, "MLDP").on_record.questions };
    let [sent] = questions(&register).try_into().unwrap();
    assert_eq!(sent.said, "sent on 2026-11-21, answer due on 2026-12-20");
    let due = register.workbench.gates("pm7").unwrap().due;
    assert!(due.iter().any(|line| line.what == "answer on MLDP"), "{due:?}");

    register.act("ask-manufacturer", subject, &[text, ("state", "sent"), ("due", "2026-12-24")]).unwrap();
    let none = [("state", "answered"), ("answer", "None."), ("question", "1"), ("on", "2026-11-20")];
    assert!(refused(register.act("record-answer", subject, &none)).contains("before it was sent"));
    let said = register.act("record-answer", subject, &[("state", "answered"), ("answer", "None.")]).unwrap();
    assert_eq!(said.said, "pm7/MLDP: the manufacturer answered.");
    let states: Vec<QuestionState> = questions(&register).iter().map(|question| question.state).collect();
    assert_eq!(states, [QuestionState::Sent, QuestionState::Answered], "the newest that waits is answered");
    register.workbench.look_as_of("2026-12-21".parse().unwrap());
    assert_eq!(questions(&register)[0].warning, "OVERDUE since 2026-12-21");
    register.act("record-answer", subject, &[("state", "refused")]).unwrap();
    assert!(refused(register.act("record-answer", subject, &[("state", "refused")])).contains("waits"));
    let empty = [("state", "insufficient"), ("question", "2")];
    assert_eq!(refused(register.act("record-answer", subject, &empty)), "answer is empty");
    let draft = [text, ("state", "draft"), ("question", "2")];
    assert!(refused(register.act("ask-manufacturer", subject, &draft)).contains("no draft of that number"));
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// The stage is told when it changes.
#[test]
fn a_change_of_stage_is_told() {
    let mut register = bare();
    let mut edit = |name: &str, value: &str| {
        let action = action("edit-assessment").unwrap();
        let mut form = (action.prefill)(&register.workbench, "pm7").unwrap();
        form.set(name, value);
        let request = register.workbench.new_request();
        (action.run)(&mut register.workbench, "pm7", &form, request).unwrap().said
    };
    let said = edit("stage", "decommission");
    assert_eq!(said, "pm7: stage decommission, before continued use; its gates are passed anew.");
    assert_eq!(edit("risk_manager", "J. Brandt"), "pm7 changed.");
}

/// The sample without what it has on record.
fn bare() -> Register {
    load("").unwrap()
}

/// The sample with these tables in the place of what it has on record.
fn load(more: &str) -> Result<Register, Trouble> {
    let directory = tempfile::tempdir().unwrap();
    let from = sample("patient-monitor");
    let text = fs::read_to_string(from.join("project.toml")).unwrap();
    let (text, _) = text.split_once("# ---- What the gates of the process want").unwrap();
    fs::write(directory.path().join("project.toml"), format!("{text}\n{more}")).unwrap();
    fs::copy(from.join("disclosure.toml"), directory.path().join("disclosure.toml")).unwrap();
    let mut register = empty();
    register.workbench.load(directory.path()).map(|_| register)
}

const AGREEMENT: &str = r#"
[[agreement]]
title = "RA-7"
parties = ["Tarnholm Medical A/S", "Lindental Hospital Group"]
duties = ["MLDP hdo"]
signed_on = "2026-01-31"
"#;

#[test]
fn a_project_brings_what_is_on_record() {
    let bare = code(&bare(), false);
    let register = load(&format!(
        r#"{AGREEMENT}
        [[attestation]]
        kind = "overall_residual"
        text = "Bearable together."
        person = "A. Weber"
        on = "2026-10-01"

        [[disposition]]
        capability = "{bare}"
        reason = "No storage in the unit."
        person = "L. Novak"
        on = "2026-10-02"

        [[communication]]
        risks = ["R-001"]
        told = "Cardiac care unit"
        means = "training"
        person = "M. Rossi"
        on = "2026-10-03"

        [[question]]
        capability = "MLDP"
        text = "Which software?"
        state = "sent"
        person = "M. Rossi"
        sent_on = "2026-10-04"
        due = "2026-12-04"
        "#
    ))
    .unwrap();
    let chain = register.workbench.chain("pm7").unwrap();
    assert_eq!((chain.on_record.len(), chain.on_record.agreements[0].warning.as_str()), (3, ""));
    assert!(capability(&register, &bare).on_record.disposition.is_some());
    assert_eq!(capability(&register, "MLDP").on_record.questions[0].state, QuestionState::Sent);
    assert_eq!(register.workbench.risk("pm7/R-001").unwrap().told.len(), 1);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// Passages are taken as the author states them: in order, an event each, with the process they belong to.
#[test]
fn a_project_states_which_gates_were_passed() {
    let register = load(
        r#"
        [[gate]]
        gate = "G0"
        by = "M. Rossi"
        role = "risk_manager"
        on = "2026-10-01"

        [[gate]]
        gate = "G1"
        by = "A. Weber"
        role = "cso"
        on = "2026-11-20"
        reason = "The loan units arrived at night."
        missing = ["no disclosure on file"]
        interim_measures = "No network until then"
        until = "2026-12-20"
        "#,
    )
    .unwrap();
    let events = register.workbench.history("", 4).unwrap();
    let said: Vec<&str> = events.iter().map(|event| event.said.as_str()).collect();
    assert_eq!(
        said[..2],
        [
            "pm7 G1 Disclosure overridden until 2026-12-20, as stated by A. Weber on 2026-11-20.",
            "pm7 passed G0 Scope, as stated by M. Rossi on 2026-10-01."
        ]
    );
    assert_eq!(events[0].reason, "The loan units arrived at night.");
    let gates = register.workbench.gates("pm7").unwrap();
    let gate = |id: &str| gates.gates.iter().find(|gate| gate.id == id).unwrap();
    let passage = gate("G1").passage.as_ref().unwrap();
    assert_eq!((passage.by.as_str(), passage.role.as_str()), ("A. Weber", "cso"));
    assert_eq!(passage.overridden.as_ref().unwrap().missing, ["no disclosure on file"]);
    assert!(matches!(gate("G1").state, GateState::Overridden | GateState::Passed), "{:?}", gate("G1").state);
    assert!(gate("G0").passage.is_some() && gate("G2").passage.is_none());
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A fault in one of the tables is told, and nothing is loaded.
#[test]
fn a_faulty_table_is_refused_with_its_place() {
    let risky = code(&bare(), true);
    let attestation =
        "[[attestation]]\nkind = \"monitoring\"\ntext = \"x\"\nperson = \"y\"\non = \"2026-10-01\"\n";
    let question = "[[question]]\ncapability = \"MLDP\"\ntext = \"x\"\nperson = \"y\"\nstate = \"sent\"\n";
    let gate = "[[gate]]\nby = \"M. Rossi\"\non = \"2026-10-01\"\n";
    let cases = [
        (format!("{attestation}{attestation}"), "two attestations of monitoring"),
        (format!("{attestation}because = \"z\"\n"), "unknown field `because`"),
        (AGREEMENT.replace("MLDP hdo", "MLDP"), "agreement \"RA-7\": duties holds \"MLDP\""),
        (
            format!(
                "[[disposition]]\ncapability = \"{risky}\"\nreason = \"x\"\nperson = \"y\"\non = \"2026-10-01\"\n"
            ),
            "brings the risk R-",
        ),
        (question.to_owned(), "question on MLDP: sent_on is empty"),
        (question.replace("MLDP", "XXXX"), "none of the 22 capabilities"),
        (
            "[[communication]]\nrisks = [\"R-999\"]\ntold = \"x\"\nmeans = \"y\"\nperson = \"z\"\non = \"2026-10-01\"\n"
                .to_owned(),
            "names the risk \"R-999\"",
        ),
        (format!("{gate}gate = \"G13\"\n"), "no gate \"G13\" in the stage continued use"),
        (format!("{gate}gate = \"G1\"\nuntil = \"2026-10-09\"\n"), "an override needs reason"),
    ];
    for (more, wanted) in cases {
        let because = refused(load(&more).map(|_| ()));
        assert!(because.contains(wanted), "{wanted}: {because}");
    }
}

/// An override counts until its last day; a passage is withdrawn on the gate that the subject names.
#[test]
fn a_gate_is_named_by_the_subject() {
    let mut register = load("[[gate]]\ngate = \"G0\"\nby = \"M. Rossi\"\non = \"2026-10-01\"\n").unwrap();
    let prefilled = |name: &str, subject: &str| {
        (action(name).unwrap().prefill)(&register.workbench, subject).unwrap().text("gate")
    };
    assert_eq!(prefilled("pass-gate", "pm7/G5"), "G5");
    assert_eq!(prefilled("withdraw-gate", "pm7/g0"), "G0");
    let next = register.workbench.gates("pm7").unwrap().next().unwrap().id.clone();
    assert_eq!(prefilled("override-gate", "pm7"), next);
    let reason = [("reason", "The owner has changed.")];
    let said = register.act("withdraw-gate", "pm7/G0", &reason).unwrap().said;
    assert_eq!(said, "pm7: the passage of G0 Scope was withdrawn.");
    assert!(register.workbench.gates("pm7").unwrap().gates[0].passage.is_none());
}

#[test]
fn a_title_is_a_short_name() {
    let mut register = with("infusion-pump");
    let long = "word ".repeat(60);
    for (action, subject, more) in [
        ("add-risk", "ip3/MLDP", ("template", "MLDP-T2")),
        ("edit-risk", "ip3/R-001", ("owner", "L. Novak")),
        ("edit-control", "C-001", ("owner", "L. Novak")),
    ] {
        let refused = register.act(action, subject, &[("title", &long), more]).unwrap_err();
        assert_eq!(refused.because, "title has 299 letters, and a short name at most 200", "{action}");
    }
}
