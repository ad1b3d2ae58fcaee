//! What the commands say.

use serde_json::Value;

use crate::home::Home;

/// Gaps end with 0 and tell the same as their JSON.
#[test]
fn gaps_are_told_in_words_and_as_json() {
    let home = Home::with_samples();
    assert!(home.ok(&["gaps", "ip3"]).contains("12 gaps"));
    let found: Value = serde_json::from_str(&home.ok(&["gaps", "ip3", "--json"])).unwrap();
    let text = found.to_string();
    assert!(text.contains("MLDP") && text.contains("not_provided"), "{text}");
    let list: Value = serde_json::from_str(&home.ok(&["list", "--json"])).unwrap();
    assert!(list.to_string().contains("pacs12"));
}

/// Every line of a shown thing is safe for the terminal, whatever was stored.
#[test]
fn hostile_text_is_shown_and_never_acts() {
    let home = Home::with_samples();
    let hostile = "title=\u{1b}]0;owned\u{7}\u{202e}gnp\u{200b}";
    home.ok(&["do", "edit-risk", "ip3/R-001", hostile]);
    for args in [&["show", "ip3/R-001"][..], &["show", "ip3"], &["history", "ip3/R-001"], &["gaps", "ip3"]] {
        let said = home.ok(args);
        assert!(said.chars().all(|c| c == '\n' || !c.is_control()), "{args:?}");
        assert!(!said.contains(['\u{202e}', '\u{200b}']), "{args:?}");
    }
    assert!(home.ok(&["show", "ip3/R-001"]).contains("<U+202E>"));
}

/// A decision can be recorded, read with its seal, withdrawn and read again.
#[test]
fn a_decision_is_read_with_its_seal() {
    let home = Home::with_samples();
    let in_days = |days| (chrono::Local::now().date_naive() + chrono::Days::new(days)).to_string();
    let (review, until) = (in_days(60), in_days(90));
    home.ok(&[
        "do",
        "weigh-benefit",
        "ip3/R-001",
        "benefit=Limits at every bedside.",
        "alternatives=Pumps without a network.",
        "not_practicable=The maker has no date for a fix.",
        "conclusion=The benefit outweighs it for three months.",
        "author=Dr. A. Weber",
    ]);
    home.ok(&[
        "do",
        "decide",
        "ip3/R-001",
        "decision=accept_with_conditions",
        "decided_by=Dr. A. Weber|L. Novak",
        "evidence=Signed sheet 12",
        "conditions=Restore drill within four hours|Spare host ready",
        "rationale=The pumps keep their library.",
        &format!("review_on={review}"),
        &format!("valid_until={until}"),
    ]);
    let said = home.ok(&["show", "ip3/R-001"]);
    assert!(
        said.contains(&format!("accepted with conditions by Dr. A. Weber and L. Novak until {until}")),
        "{said}"
    );
    assert!(said.contains("effectiveness failed"), "{said}");
    home.ok(&["do", "withdraw-decision", "ip3/R-001", "reason=the drill failed again"]);
    assert!(home.ok(&["show", "ip3/R-001"]).contains("withdrawn: the drill failed again"));
    let expired = home.ok(&["show", "pm7/R-001", "--as-of", "2030-01-01"]);
    assert!(expired.contains("IN USE WITHOUT VALID ACCEPTANCE since 2027-10-01"), "{expired}");
}

/// An anchor kept outside notices a register that was put back to an older copy.
#[test]
fn an_anchor_notices_an_older_copy() {
    let home = Home::with_samples();
    home.ok(&["backup", "older.db"]);
    home.ok(&["do", "treat-risk", "ip3/R-001", "treatment=avoid"]);
    home.ok(&["verify", "--write-anchor", "anchor.txt"]);
    home.ok(&["verify", "--anchor", "anchor.txt"]);
    let output = home.run(&["--register", "older.db", "verify", "--anchor", "anchor.txt"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

/// People and policy are told in words and as JSON, and people are added with a name that has a blank in it.
#[test]
fn people_and_policy_are_told() {
    let home = Home::with_samples();
    let said = home.ok(&["people"]);
    for words in ["L. Novak", "security lead (CISO)", "approved by E. Marchetti (top management)", "90 days"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    let all: Value = serde_json::from_str(&home.ok(&["people", "--json", "--as-of", "2025-12-31"])).unwrap();
    let people = all["people"].as_array().unwrap();
    let auditor = people.iter().find(|person| person["name"] == "S. Brandvold").unwrap();
    assert_eq!((&auditor["active"], &auditor["active_from"]), (&Value::Bool(false), &"2026-01-01".into()));
    assert_eq!(all["policy"]["approval"]["number"], 1);
    assert_eq!(all["policy"]["authority"][2]["accepted_by"][0].as_array().unwrap().len(), 2);
    let said = home.ok(&["do", "edit-person", "S. Brandvold", "roles=auditor|dpo"]);
    // behind it stands what days that are over have raised
    assert_eq!(said.lines().next(), Some("S. Brandvold changed: auditor, data protection officer."));
}
