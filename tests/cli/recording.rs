//! What is on record of an assessment, as the commands tell it.

use serde_json::Value;

use crate::home::Home;

/// Agreements, statements and who was told stand at the assessment; reasons and questions at the capability.
#[test]
fn what_is_on_record_is_shown_where_it_belongs() {
    let home = Home::with_samples();
    home.ok(&[
        "do",
        "add-agreement",
        "pm7",
        "title=RA-7",
        "parties=Tarnholm|Lindental",
        "duties=MLDP hdo",
        "signed_on=2026-01-31",
    ]);
    home.ok(&["do", "attest", "pm7", "kind=overall_residual", "text=Bearable together.", "person=A. Weber"]);
    home.ok(&["do", "communicate", "pm7", "told=Ward 3", "means=training", "risks=R-001"]);
    home.ok(&["do", "ask-manufacturer", "pm7/MLDP", "text=Which software?", "state=sent", "due=2090-01-01"]);
    let shown = home.ok(&["show", "pm7"]);
    for expected in [
        "next gate",
        "agreement 2   RA-7 between Tarnholm and Lindental, signed on 2026-01-31",
        "overall residual risk, stated by A. Weber on ",
        "Bearable together.",
        "R-001 told to Ward 3 on ",
        "(asked)",
    ] {
        assert!(shown.contains(expected), "{expected} is not in\n{shown}");
    }
    let shown = home.ok(&["show", "pm7/MLDP"]);
    assert!(shown.contains("carried by    HDO") && shown.contains("answer due on 2090-01-01"), "{shown}");
    assert!(home.ok(&["show", "pm7/R-001"]).contains("told to Ward 3"));
    home.ok(&["do", "record-answer", "pm7/MLDP", "state=answered", "answer=None may be installed."]);
    assert!(home.ok(&["show", "pm7/MLDP"]).contains("None may be installed."));
    assert!(home.refused(&["do", "attest", "pm7", "kind=peace", "text=x"], 1).contains("overall_residual"));
}

/// The portfolio tells the gate that comes next.
#[test]
fn the_next_gate_is_listed() {
    let home = Home::with_samples();
    assert!(home.ok(&["list"]).contains("stage, gate"));
    let list: Value = serde_json::from_str(&home.ok(&["list", "--json"])).unwrap();
    let all = list["assessments"].as_array().unwrap();
    assert!(all.iter().all(|one| one.get("next_gate").is_some() && one["overridden_until"].is_null()));
    let gates: Value = serde_json::from_str(&home.ok(&["gates", "pm7", "--json"])).unwrap();
    let pm7 = all.iter().find(|one| one["ref"] == "pm7").unwrap();
    assert_eq!(pm7["next_gate"], gates["next"]);
}

/// Without a profile no number of gaps is told.
#[test]
fn where_no_profile_applies_it_is_told_that_nothing_says_what_is_required() {
    let home = Home::with_samples();
    let begin = ["do", "begin-assessment", "ref=own", "manufacturer=Maker", "model=T1", "versions=1"];
    let rest = ["kind=toaster", "stage=acquisition", "site=Main", "location=W1"];
    assert!(home.ok(&[&begin[..], &rest[..]].concat()).contains("until apply-profile own says it"));
    let told = home.ok(&["gaps", "own"]);
    assert!(told.contains("own: Maker T1 1, no profile: what is required is not known"), "{told}");
    let listed =
        |home: &Home| home.ok(&["list"]).lines().find(|line| line.starts_with("own")).unwrap().to_owned();
    assert!(listed(&home).contains(" ? "), "{}", listed(&home));
    home.ok(&["do", "apply-profile", "own", "profile=infusion-pump"]);
    assert!(home.ok(&["gaps", "own"]).contains("gaps in 22 capabilities"));
    assert!(!listed(&home).contains(" ? "), "{}", listed(&home));
}
