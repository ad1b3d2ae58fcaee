//! `riskward due`, and triggers and findings by command.

use serde_json::Value;

use crate::home::Home;

/// The earliest first; `--within` keeps what is overdue; nothing due is no failure.
#[test]
fn what_is_due_is_told_by_date() {
    let home = Home::with_samples();
    let json = |args: &[&str]| -> Value {
        let args = [&["due", "--json", "--as-of", "2027-06-05"], args].concat();
        serde_json::from_str(&home.ok(&args)).unwrap()
    };
    let all = json(&[]);
    assert_eq!(all["as_of"], "2027-06-05");
    let lines = all["due"].as_array().unwrap();
    let dates: Vec<&str> = lines.iter().map(|line| line["date"].as_str().unwrap()).collect();
    assert!(dates.is_sorted(), "{dates:?}");
    let expired =
        lines.iter().find(|line| line["place"] == "ip3/R-005" && line["kind"] == "expired").unwrap();
    assert_eq!(expired["what"], "IN USE WITHOUT VALID ACCEPTANCE since 2027-06-01");
    assert_eq!((expired["days_left"].as_i64(), expired["mend"].as_str()), (Some(-5), Some("decide")));
    let within = json(&["--within", "30"]);
    let within = within["due"].as_array().unwrap();
    assert!(!within.is_empty() && within.len() < lines.len());
    assert!(within.iter().all(|line| line["days_left"].as_i64().unwrap() <= 30));
    let text = home.ok(&["due", "--as-of", "2027-06-05", "--within", "0"]);
    assert!(text.contains("since 5 d") && text.contains("ip3/R-005"), "{text}");
    let early = home.ok(&["due", "--as-of", "2020-01-01", "--within", "7"]);
    assert_eq!(early.trim(), "Nothing is due within 7 days, as of 2020-01-01.");
    // the words that forms take, seen from today
    let on = |day: &str| -> String {
        let told: Value = serde_json::from_str(&home.ok(&["due", "--json", "--as-of", day])).unwrap();
        told["as_of"].as_str().unwrap().to_owned()
    };
    let today: chrono::NaiveDate = on("today").parse().unwrap();
    assert_eq!(on("+90d"), (today + chrono::Days::new(90)).to_string());
    assert_eq!(on("-2 weeks"), (today - chrono::Days::new(14)).to_string());
    assert_eq!(on("end of march 2028"), "2028-03-31");
    assert_eq!(on("end of q2 2027"), "2027-06-30");
    for command in ["gates", "show"] {
        let args = |day| home.ok(&[command, "pm7", "--as-of", day]);
        assert_eq!(args("end of q2 2030"), args("2030-06-30"), "{command}");
    }
    let refused = home.refused(&["gates", "ip3", "--as-of", "someday"], 2);
    assert!(refused.contains("+90d"), "it says what to write: {refused}");
    home.refused(&["due", "--within", "-1"], 2);
    home.refused(&["due", "--as-of", "2026-02-29"], 2);
}

#[test]
fn a_trigger_is_raised_shown_triaged_and_told_in_the_history() {
    let home = Home::with_samples();
    let raised = home.ok(&["do", "raise-trigger", "-", "kind=recall", "title=Battery door", "model=IP-3"]);
    assert!(raised.starts_with("T-001 raised: Battery door."), "{raised}");
    let shown = home.ok(&["show", "t-001"]);
    assert!(shown.contains("assessments   ip3") && shown.contains("74 affected, 0 mended"), "{shown}");
    assert!(home.ok(&["due", "--within", "0"]).contains("T-001"));
    home.refused(&["do", "triage-trigger", "T-001", "triage=no_effect"], 1);
    home.ok(&["do", "triage-trigger", "T-001", "triage=no_effect", "reason=another lot"]);
    assert!(!home.ok(&["due", "--within", "0"]).contains("T-001"));
    assert!(home.ok(&["history", "T-001"]).contains("T-001 triaged: no effect."));
    home.ok(&["do", "open-finding", "ip3", "what=a rule is missing", "trigger=T-001"]);
    assert!(home.ok(&["show", "F-001"]).contains("a rule is missing"));
    assert!(home.ok(&["show", "T-001"]).contains("F-001  ip3: a rule is missing"));
    assert!(home.ok(&["history", "ip3"]).contains("F-001 opened in ip3"));
    home.refused(&["show", "T-099"], 1);
    home.refused(&["show", "F-099"], 1);
}
