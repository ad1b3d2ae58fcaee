//! Catalogues: checked with file and line, and a hospital's own entries laid over riskward's.

use std::{fs, path::Path};

use serde_json::Value;

use crate::home::Home;

const FORM: &str = r#"version = "1"
id = "ward-form"
title = "What our wards ask"
basis = "Made up for a test of a hospital's own entries"
[[section]]
code = "MLDP"
title = "Malware"
[[item]]
id = "WARD-1"
section = "MLDP"
answer = "yes_no_na"
meaning = "Whether the product protects itself against malware"
capabilities = ["MLDP"]
good = "yes"
group = "MLDP-own"
"#;

const DISCLOSURE: &str = r#"format = "riskward-disclosure/1"
form = "ward-form"
[product]
manufacturer = "Made Up"
model = "Thing"
[document]
id = "D-1"
issued_on = "2026-01-01"
[answers]
"WARD-1" = "no"
"#;

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The catalogue in the binary has no fault, and what it holds is counted.
#[test]
fn the_catalogue_is_checked_and_counted() {
    let home = Home::new();
    let said = home.ok(&["catalog", "check"]);
    let count = |what: &str| -> usize {
        let line =
            said.lines().find(|line| line.starts_with(what)).unwrap_or_else(|| panic!("{what}: {said}"));
        line[what.len()..].split_whitespace().next().unwrap().parse().unwrap()
    };
    assert_eq!(count("capabilities"), 22);
    for (what, least) in [
        ("items", 240),
        ("profiles", 12),
        ("risk templates", 110),
        ("controls", 60),
        ("frameworks", 6),
        ("mappings", 22),
        ("regions", 4),
        ("standards", 18),
    ] {
        assert!(count(what) >= least, "{what}: {said}");
    }
    assert!(said.ends_with("\n0 faults\n"), "{said}");
}

/// A catalogue with a fault is told by file and line, be it a whole one or a hospital's own entries.
#[test]
fn a_catalogue_with_a_fault_is_told_by_file_and_line() {
    let home = Home::new();
    write(&home.path().join("own/scales/med-5x5.toml"), "version = \"1\"\nid = 5\n");
    let output = home.run(&["catalog", "check", "own"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("own/scales/med-5x5.toml:2: id must be a text and is a number"), "{said}");
    assert_eq!(home.run(&["--catalog", "own", "catalog", "check"]).stdout, output.stdout);
    write(&home.path().join("own/capabilities.toml"), "version = 1\n");
    let said = home.run(&["catalog", "check", "own"]).stdout;
    assert!(String::from_utf8_lossy(&said).contains("own/capabilities.toml:1: version must be a text"));
    home.refused(&["catalog", "check", "nowhere"], 1);
}

/// A hospital's own form is read by the child process, without a rebuild, and its disclosure stays readable without it.
#[test]
fn a_form_of_the_hospital_is_imported() {
    let home = Home::new();
    write(&home.path().join("own/forms/ward-form.toml"), FORM);
    write(&home.path().join("thing.toml"), DISCLOSURE);
    let dry = ["import", "thing.toml", "--dry-run", "--json"];
    assert!(home.refused(&dry, 1).contains("ward-form"));
    let found: Value = serde_json::from_str(&home.ok(&[&["--catalog", "own"], &dry[..]].concat())).unwrap();
    assert_eq!(found["statements"][0]["answer"], "no");
    assert_eq!(found["coverage"]["MLDP"], "not_provided");
    let said =
        home.riskward().env("RISKWARD_CATALOG", "own").args(["import", "thing.toml"]).output().unwrap();
    assert!(said.status.success(), "{said:?}");
    assert!(home.ok(&["list"]).contains("Thing") || home.ok(&["history"]).contains("Thing"));
    assert!(home.ok(&["verify"]).contains("as it was written"));
}

/// A broken directory is left away as a whole, which is told, and riskward's own catalogue is used.
#[test]
fn a_broken_directory_is_left_away_and_told() {
    let home = Home::with_samples();
    write(&home.path().join("own/forms/ward-form.toml"), &FORM.replace("[\"MLDP\"]", "[\"NONE\"]"));
    let plain = home.ok(&["suggest", "ip3/MLDP"]);
    let output = home.run(&["--catalog", "own", "suggest", "ip3/MLDP"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{told}");
    assert!(told.starts_with("The catalogue in own is not used: own/forms/ward-form.toml:"), "{told}");
    assert!(told.contains("the catalogue has no capability \"NONE\""), "{told}");
    assert!(told.contains("riskward catalog check own"), "{told}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), plain);
    home.refused(&["--catalog", "nowhere", "list"], 1);
}

/// What a catalogue holds that the register has not taken up is told, and nothing is changed by telling it.
#[test]
fn what_is_new_in_a_catalogue_is_told() {
    let home = Home::with_samples();
    assert!(home.ok(&["catalog", "diff"]).contains("0 new, changed or gone in the catalogue"));
    write(&home.path().join("own/forms/ward-form.toml"), FORM);
    let history = home.ok(&["history"]);
    let with = |args: &[&str]| home.ok(&[&["--catalog", "own"], args].concat());
    let said = with(&["catalog", "diff"]);
    assert!(
        said.contains("new") && said.contains("ward-form") && said.contains("What our wards ask"),
        "{said}"
    );
    let found: Value = serde_json::from_str(&with(&["catalog", "diff", "--json"])).unwrap();
    assert_eq!(found["entries"][0]["kind"], "form");
    assert_eq!(home.ok(&["history"]), history);
    assert!(with(&["do", "adopt-catalogue", "-", "reason=read"]).contains("1 new, 0 changed, 0 gone"));
    assert!(with(&["catalog", "diff"]).contains("0 new, changed or gone"));
    assert!(home.ok(&["catalog", "diff"]).contains("gone"));
}
