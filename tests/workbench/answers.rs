//! An accepted answer of the manufacturer is a statement that outranks the form's; both stay visible.

use riskward::domain::{capability::Coverage, disclosure::Answer};

use crate::{
    register::{Register, WEIGHED, with},
    revision::revised,
};

/// Asks and takes the answer that an item is settled with.
fn settled(register: &mut Register, item: &str, says: &str) -> String {
    let code = item.split('-').next().unwrap();
    let subject = format!("ip3/{code}");
    let ask = [("text", "How is it really?"), ("state", "sent"), ("due", "2026-12-20")];
    register.act("ask-manufacturer", &subject, &ask).unwrap();
    let answer = [
        ("state", "answered"),
        ("answer", "The form is wrong here; the log tells it."),
        ("item", item),
        ("says", says),
        ("evidence", "E-mail of 2026-11-20"),
    ];
    register.act("record-answer", &subject, &answer).unwrap().said
}

fn coverage(register: &Register, code: &str) -> Coverage {
    let chain = register.workbench.chain("ip3").unwrap();
    chain.capabilities.iter().find(|one| one.code == code).unwrap().coverage
}

/// What the form says on an item, and what outranks it: the answer, how it is told, whether it is to be looked at again.
fn said(register: &Register, item: &str) -> (Answer, Option<(Answer, String, bool)>) {
    let chain = register.workbench.chain("ip3").unwrap();
    let all = chain.capabilities.into_iter().flat_map(|one| one.statements);
    let found = all.into_iter().find(|one| one.item == item).unwrap();
    (found.answer, found.accepted.map(|one| (one.answer, one.said, one.again)))
}

fn warning(register: &Register, risk: &str) -> String {
    let risk = register.workbench.risk(&format!("ip3/{risk}")).unwrap();
    risk.decisions.first().map(|decision| decision.said.warning.clone()).unwrap_or_default()
}

#[test]
fn an_accepted_answer_outranks_the_form_and_the_seals_see_it() {
    let mut register = with("infusion-pump");
    let (form, none) = said(&register, "AUDT-2");
    assert_eq!((form, none), (Answer::Yes, None));
    assert_eq!(warning(&register, "R-006"), "");
    let before = coverage(&register, "AUDT");
    let told = settled(&mut register, "AUDT-2", "no");
    assert_eq!(told, "ip3/AUDT: the manufacturer answered, and m.rossi accepts it: AUDT-2 says No.");
    let (form, accepted) = said(&register, "AUDT-2");
    assert_eq!(form, Answer::Yes, "what the form says stays visible");
    let (answer, how, again) = accepted.unwrap();
    assert_eq!((answer, again), (Answer::No, false));
    assert_eq!(how, "accepted by m.rossi on 2026-11-21; evidence: E-mail of 2026-11-20");
    assert!(warning(&register, "R-006").contains("AUDT-2 Yes → No"), "{}", warning(&register, "R-006"));
    assert_eq!(warning(&register, "R-005"), "", "what did not rest on it is as it was");
    // a later answer takes the place of the earlier one
    settled(&mut register, "AUDT-2", "yes");
    assert_eq!(said(&register, "AUDT-2").1.unwrap().0, Answer::Yes);
    assert_eq!(coverage(&register, "AUDT"), before);
    assert_eq!(warning(&register, "R-006"), "");
    register.act("undo", "", &[]).unwrap();
    assert_eq!(said(&register, "AUDT-2").1.unwrap().0, Answer::No, "one undo takes all of it back");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A new form does not drop it: it counts on, is told in the trigger and at G1, and goes when a person says so.
#[test]
fn a_new_disclosure_asks_for_another_look_and_drops_nothing_silently() {
    let mut register = with("infusion-pump");
    settled(&mut register, "AUDT-2", "no");
    let directory = tempfile::tempdir().unwrap();
    let path = revised(&register.workbench, "ip3", directory.path(), &[("TXCF-1", "See note")], &[]);
    let request = register.workbench.new_request();
    register.workbench.import(&path, Some("ip3"), request).unwrap();
    let [trigger] = register.workbench.inbox().unwrap().triggers.try_into().unwrap();
    let line = trigger.details.iter().find(|line| line.contains("accepted answer")).unwrap();
    assert_eq!(
        line,
        "ip3: the accepted answer on AUDT-2 (No, by m.rossi on 2026-11-21) still counts; the new form says Yes: \
         recheck-answer ip3/AUDT"
    );
    let (form, accepted) = said(&register, "AUDT-2");
    assert_eq!(form, Answer::Yes);
    let (answer, _, again) = accepted.unwrap();
    assert_eq!((answer, again), (Answer::No, true));
    assert!(warning(&register, "R-006").contains("AUDT-2 Yes → No"));
    let told = |register: &Register| {
        let gates = register.workbench.gates("ip3").unwrap().gates;
        let disclosure = gates.into_iter().find(|line| line.id == "G1").unwrap();
        disclosure.missing.into_iter().filter(|missing| missing.mend == "recheck-answer").count()
    };
    assert_eq!(told(&register), 1);
    for args in
        [&[("outcome", "drop")][..], &[("outcome", "whatever")], &[("outcome", "keep"), ("item", "AUDT-9")]]
    {
        let trouble = register.act("recheck-answer", "ip3/AUDT", args).unwrap_err();
        assert!(!trouble.because.is_empty() && !trouble.try_this.is_empty(), "{trouble}");
    }
    let said_kept = register.act("recheck-answer", "ip3/AUDT", &[("outcome", "keep")]).unwrap().said;
    assert_eq!(said_kept, "ip3/AUDT: the accepted answer on AUDT-2 goes on to count; the form says Yes.");
    assert_eq!(told(&register), 0);
    let drop = [("outcome", "drop"), ("reason", "They have mended it.")];
    register.act("recheck-answer", "ip3/AUDT", &drop).unwrap();
    assert_eq!(said(&register, "AUDT-2"), (Answer::Yes, None));
    assert_eq!(warning(&register, "R-006"), "");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// An answer without an item is kept with its question and settles nothing; what settles says how, and on what evidence.
#[test]
fn an_answer_settles_an_item_only_with_what_it_says_and_its_evidence() {
    let mut register = with("infusion-pump");
    let ask = [("text", "How is it really?"), ("state", "sent"), ("due", "2026-12-20")];
    register.act("ask-manufacturer", "ip3/AUDT", &ask).unwrap();
    for more in [
        &[("item", "AUDT-2")][..],
        &[("item", "AUDT-2"), ("says", "no")],
        &[("item", "MLDP-1"), ("says", "no"), ("evidence", "E-mail")],
        &[("item", "AUDT-2"), ("says", "text"), ("evidence", "E-mail")],
        &[("says", "no"), ("evidence", "E-mail")],
    ] {
        let args = [&[("state", "answered"), ("answer", "It is.")], more].concat();
        let trouble = register.act("record-answer", "ip3/AUDT", &args).unwrap_err();
        assert!(!trouble.because.is_empty() && !trouble.try_this.is_empty(), "{trouble}");
    }
    let refused = [("state", "refused"), ("item", "AUDT-2"), ("says", "no"), ("evidence", "E-mail")];
    assert!(register.act("record-answer", "ip3/AUDT", &refused).is_err());
    register.act("record-answer", "ip3/AUDT", &[("state", "answered"), ("answer", "It is.")]).unwrap();
    assert_eq!(said(&register, "AUDT-2").1, None);
}

/// In a decided revision the rows stay; the seals see the answer, and the next revision begins with it.
#[test]
fn a_decided_revision_keeps_its_coverage_and_the_next_one_rests_on_the_answer() {
    let mut register = with("infusion-pump");
    register.act("weigh-benefit", "ip3", WEIGHED).unwrap();
    let accept = [
        ("decision", "accept"),
        ("decided_by", "E. Marchetti"),
        ("evidence", "Minutes of 2026-11-20"),
        ("rationale", "Every residual risk was looked at on 2026-11-20."),
        ("review_on", "2027-02-01"),
        ("valid_until", "2027-02-15"),
    ];
    register.act("decide", "ip3", &accept).unwrap();
    let told = settled(&mut register, "AUDT-2", "no");
    assert!(told.ends_with("reassess ip3 begins a revision that rests on it."), "{told}");
    assert!(warning(&register, "R-006").contains("AUDT-2 Yes → No"), "{}", warning(&register, "R-006"));
    register.act("reassess", "ip3", &[("reason", "the manufacturer answered")]).unwrap();
    assert_eq!(said(&register, "AUDT-2").1.unwrap().0, Answer::No);
    assert!(warning(&register, "R-006").contains("AUDT-2 Yes → No"), "the decision of the revision before");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}
