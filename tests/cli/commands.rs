//! Every subcommand does what it is for.

use std::fs;

use serde_json::Value;

use crate::home::{Home, SAMPLES};

/// Assessments with what is open, controls, and placements by the number that `do` takes.
#[test]
fn things_are_listed_and_shown() {
    let home = Home::with_samples();
    let list = home.ok(&["list"]);
    assert!(SAMPLES.iter().all(|(_, reference)| list.contains(reference)), "{list}");
    assert!(list.contains("C-001"), "{list}");
    let shown = home.ok(&["show", "ip3"]);
    assert!(shown.contains("   1  Lindental main hospital ICU 2 west"), "{shown}");
    assert!(home.ok(&["show", "C-005"]).contains("effectiveness failed on 2026-09-16"));
    assert!(home.ok(&["show", "ip3/mldp"]).contains("L. Novak says so"));
    home.refused(&["show", "ip3/NOPE"], 1);
    home.refused(&["show", "C-999"], 1);
}

/// `do` lists every action with its fields; an emptied field is cleared and what is not named stays.
#[test]
fn actions_are_listed_and_done() {
    let home = Home::with_samples();
    let menu = home.ok(&["do"]);
    for action in ["begin-assessment", "rate-risk", "decide", "withdraw-decision", "undo"] {
        assert!(menu.contains(&format!("{action} ")), "{action}");
    }
    assert!(menu.contains("* phase"), "{menu}");
    assert!(home.ok(&["show", "ip3/R-001"]).contains("D. Moreau"));
    home.ok(&["do", "edit-risk", "ip3/R-001", "owner="]);
    let shown = home.ok(&["show", "ip3/R-001"]);
    assert!(!shown.contains("owner ") && shown.contains("Drug limits that are no longer valid"), "{shown}");
    home.ok(&["do", "undo", "-"]);
    assert!(home.ok(&["show", "ip3/R-001"]).contains("D. Moreau"));
    home.ok(&["do", "redo"]);
    assert!(home.refused(&["do", "undo", "ip3"], 2).contains("takes no REF"));
}

/// Dates are typed as in a form, and kept as the date that they are today.
#[test]
fn dates_are_given_as_people_say_them() {
    let home = Home::with_samples();
    let menu = home.ok(&["do"]);
    assert!(menu.contains("date, 2027-03-31, +90d or end of q1"), "{menu}");
    let due = |typed: &str| {
        home.ok(&["do", "edit-risk", "ip3/R-001", &format!("due_on={typed}")]);
        let shown = home.ok(&["show", "ip3/R-001"]);
        let found = shown.lines().find(|line| line.trim_start().starts_with("due ")).map(str::to_owned);
        found.unwrap_or_else(|| panic!("{shown}"))
    };
    assert!(due("end of q1 2031").contains("2031-03-31"));
    assert!(due("end of 2030").contains("2030-12-31"));
    let wrong = home.refused(&["do", "edit-risk", "ip3/R-001", "due_on=end of q7"], 1);
    assert!(wrong.contains("due_on is \"end of q7\", which is no date") && wrong.contains("+90d"), "{wrong}");
    assert!(due("2031-03-30").contains("2031-03-30"), "a civil date is itself");
}

/// What the catalogue suggests, for people and for programs.
#[test]
fn suggestions_are_told() {
    let home = Home::with_samples();
    assert!(home.ok(&["suggest", "ip3/MLDP"]).contains("MLDP-T"));
    let found: Value = serde_json::from_str(&home.ok(&["suggest", "ip3/mldp", "--json"])).unwrap();
    assert_eq!(found["capability"], "MLDP");
    assert!(found["risks"].as_array().is_some_and(|risks| risks.iter().any(|risk| risk["taken"] == true)));
    assert!(found["controls"].as_array().is_some_and(|controls| !controls.is_empty()));
    home.refused(&["suggest", "ip9"], 1);
}

/// The history of the register and of one thing, the newest first.
#[test]
fn history_is_told() {
    let home = Home::with_samples();
    // behind the first action come what days that are over raise
    home.ok(&["do", "treat-risk", "ip3/R-001", "treatment=share"]);
    home.ok(&["do", "treat-risk", "ip3/R-001", "treatment=avoid"]);
    // Behind it stand the triggers of days that have passed since the samples were written.
    let all = home.ok(&["history", "--limit", "20"]);
    assert!(all.lines().any(|line| line.contains("ip3/R-001")), "{all}");
    let of_risk = home.ok(&["history", "ip3/R-001"]);
    assert!(of_risk.contains("share → avoid"), "{of_risk}");
    home.refused(&["history", "nobody"], 1);
}

/// A backup is a register of its own, and takes no other file's place.
#[test]
fn a_backup_is_verified_and_overwrites_nothing() {
    let home = Home::with_samples();
    assert!(home.ok(&["backup", "copy.db"]).contains("verified"));
    assert_eq!(home.ok(&["--register", "copy.db", "list"]), home.ok(&["list"]));
    let before = fs::read(home.path().join("copy.db")).unwrap();
    home.refused(&["backup", "copy.db"], 1);
    assert_eq!(fs::read(home.path().join("copy.db")).unwrap(), before);
}

/// The demonstration does the whole job where there is no terminal, and leaves a register to look around in.
#[test]
fn the_demonstration_prints_gaps_and_register() {
    let home = Home::new();
    let output = home.riskward().arg("demo").env("TMPDIR", home.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    for (_, reference) in SAMPLES {
        assert!(
            said.contains(&format!("{reference}: ")) && said.contains(&format!("{reference}/R-009")),
            "{said}"
        );
    }
    let register =
        said.lines().last().unwrap().split(' ').find(|word| word.ends_with("register.db")).unwrap();
    assert!(home.ok(&["--register", register, "verify"]).contains("as it was written"));
    assert!(!home.path().join(".local/share/riskward").exists(), "the user's own register is left alone");
}

/// What the screen looks like is said before the command or behind it; where no screen opens it is no option.
#[test]
fn the_look_is_said_before_the_demonstration_or_behind_it() {
    let home = Home::new();
    for look in [
        &["demo", "--plain"][..],
        &["demo", "--ascii", "--light", "--print"],
        &["--ascii", "demo", "--dark", "--no-color"],
        &["--light", "demo", "--dark", "--clipboard", "never"],
        &["--plain", "demo"],
    ] {
        let ended = home.riskward().args(look).env("TMPDIR", home.path()).output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{look:?} {}", String::from_utf8_lossy(&ended.stderr));
    }
    home.refused(&["demo", "--light", "--dark"], 2);
    home.refused(&["list", "--plain"], 2);
}

/// Help, version, keys and completions go to stdout and end well.
#[test]
fn what_is_asked_for_goes_to_stdout() {
    let home = Home::new();
    assert!(home.ok(&["--version"]).starts_with("riskward "));
    assert!(home.ok(&["--help"]).contains("export"));
    assert!(home.ok(&["export", "--help"]).contains("--delimiter"));
    assert!(home.ok(&["keys"]).starts_with("# Keys\n"));
    assert!(home.ok(&["keys", "--short"]).starts_with("| keys "));
    assert!(home.ok(&["completions", "bash"]).contains("riskward"));
}

/// The keys are printed as they are: from the directory for settings, from the file that is named, and not from a bad one.
#[test]
fn keys_are_printed_with_the_users_own() {
    let home = Home::new();
    let settings = home.path().join(".config/riskward");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(settings.join("keys.toml"), "[risks]\ndecide = [\"F6\"]\n").unwrap();
    assert!(home.ok(&["keys"]).contains("| `F6` | Decide |"));
    std::fs::write(home.path().join("mine.toml"), "[risks]\ndecide = [\"F7\"]\n").unwrap();
    assert!(home.ok(&["keys", "--keys", "mine.toml"]).contains("| `F7` | Decide |"));
    let named = home.riskward().arg("keys").env("RISKWARD_KEYS", "mine.toml").output().unwrap();
    assert!(String::from_utf8_lossy(&named.stdout).contains("| `F7` | Decide |"));
    std::fs::write(home.path().join("mine.toml"), "[risks]\n\ndecide = [\"r\"]\n").unwrap();
    let said = home.refused(&["keys", "--keys", "mine.toml"], 1);
    assert!(said.contains("mine.toml:3: \"Rate the risk\"") && said.contains("\"Decide\""), "{said}");
    assert!(home.refused(&["--keys", "none.toml", "keys"], 1).contains("none.toml"));
    // other commands need none
    assert!(home.ok(&["--keys", "mine.toml", "catalog", "check"]).contains("0 faults"));
}

/// Words are found in everything, as plain lines.
#[test]
fn search_tells_where_words_stand() {
    let home = Home::with_samples();
    let said = home.ok(&["search", "OUTDATED", "library"]);
    assert!(said.contains("Risks (1)\n  ip3/R-001  Pumps run on an outdated"), "{said}");
    assert!(home.ok(&["search", "zzz-unseen"]).contains("Nothing holds all of these words."));
    assert!(home.ok(&["search", "a", "--limit", "1"]).contains("(1 and more: --limit)"));
    home.refused(&["search"], 2);
}
