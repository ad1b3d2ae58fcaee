//! The check of a catalogue finds each fault, in its line.

use std::collections::BTreeMap;

use riskward::catalog::Catalogue;

use super::small::{CONTROLS, FORM, PROFILE, scale, small};

pub(crate) fn faults(files: &BTreeMap<&'static str, String>) -> Vec<String> {
    let files = files.iter().map(|(path, text)| (*path, text.as_str()));
    Catalogue::from_files("catalog", files).check().iter().map(ToString::to_string).collect()
}

/// The faults after one replacement in one file.
pub(crate) fn changed(path: &'static str, from: &str, to: &str) -> Vec<String> {
    let mut files = small();
    let text = files.get_mut(path).expect("the file is there");
    assert!(text.contains(from), "{path} has no {from:?}");
    *text = text.replacen(from, to, 1);
    faults(&files)
}

#[test]
fn the_small_catalogue_has_no_fault() {
    assert_eq!(faults(&small()), [""; 0]);
}

#[test]
fn each_fault_is_found_in_its_line() {
    assert_found(&[
        // words and types
        ("capabilities.toml", "name = \"n\"", "nmae = \"n\"", "3: name is missing in this capability"),
        (
            "capabilities.toml",
            "name = \"n\"",
            "name = \"n\"\ncolour = 1",
            "6: colour is not a field of this capability",
        ),
        ("capabilities.toml", "[\"l\"]", "\"l\"", "10: look_for must be a list of texts and is a text"),
        ("capabilities.toml", "[\"l\"]", "[]", "10: look_for is empty"),
        ("capabilities.toml", "[\"l\"]", "[\"l\", 3]", "10: look_for must be a text and is a number"),
        (
            "capabilities.toml",
            "\"shared\"",
            "\"nobody\"",
            "11: responsibility: \"nobody\" is not one of manufacturer, hdo, integrator, shared",
        ),
        ("capabilities.toml", "confidentiality", "beauty", "14: beauty is not a field of this table"),
        ("process/process.toml", "\"product\"", "\"produce\"", "13: riskward has no check \"produce\""),
        ("controls.toml", "title = \"t\"", "title = 7", "5: title must be a text and is a number"),
        ("controls.toml", "order = 1", "order = 4", "8: order is 4 and must be from 1 to 3"),
        ("controls.toml", "false", "\"no\"", "11: common must be true or false and is a text"),
        // names
        ("capabilities.toml", "\"AUDT\"]", "\"NONE\"]", "12: the catalogue has no capability \"NONE\""),
        ("capabilities.toml", "\"AUDT\"]", "\"ALOF\"]", "12: ALOF is related to itself"),
        (
            "capabilities.toml",
            "code = \"AUDT\"",
            "code = \"ALOF\"",
            "16: the capability ALOF is already there",
        ),
        ("risks/alof.toml", "T2", "T1", "19: the risk ALOF-T1 is already there"),
        ("risks/alof.toml", "\"ALOF-T1", "\"AUDT-T1", "4: the id \"AUDT-T1\" must begin with ALOF-"),
        (
            "risks/alof.toml",
            "controls = [\"CC-ONE\", \"CC-TWO\"]",
            "controls = [\"CC-ONE\", \"CC-TEN\"]",
            "16: the catalogue has no control \"CC-TEN\"",
        ),
        (
            "risks/alof.toml",
            "controls = [\"CC-ONE\", \"CC-TWO\"]",
            "controls = [\"CC-ONE\", \"CC-ONE\"]",
            "16: CC-ONE is named twice",
        ),
        (
            "risks/alof.toml",
            "control = \"CC-ONE\"",
            "control = \"CC-TEN\"",
            "75: the catalogue has no control \"CC-TEN\"",
        ),
        ("risks/alof.toml", "ALOF-2=no", "ALOF-9=no", "77: the catalogue has no item \"ALOF-9\""),
        ("forms/form.toml", "\"AUDT\"", "\"NONE\"", "21: the catalogue has no capability \"NONE\""),
        ("forms/form.toml", "\"ALOF-2\"", "\"ALOF-1\"", "17: the item ALOF-1 is already there"),
        ("forms/form.toml", "ALOF-1=yes", "ALOF-8=yes", "23: when: the form has no item \"ALOF-8\""),
        ("profiles/pacs.toml", "\"AUDT\"", "\"ALOF\"", "11: ALOF is named twice"),
        ("profiles/pacs.toml", "\"AUDT\"", "\"ALOF\"", "1: the profile says nothing of AUDT"),
        // conditions
        (
            "risks/alof.toml",
            "ALOF-1=yes",
            "ALOF-1",
            "11: when: \"ALOF-1\" is not a term of a condition: write ID=yes or ID=no",
        ),
        (
            "forms/form.toml",
            "ALOF-1=yes",
            "ALOF-2=yes",
            "23: when: whether ALOF-2 is asked leads back to itself",
        ),
        // what belongs together
        (
            "risks/alof.toml",
            "arises_when = \"absent\"",
            "arises_when = \"control\"",
            "3: ALOF-T1: from_controls goes with arises_when = \"control\", and only with it",
        ),
        ("risks/alof.toml", "{ level = 4", "{ level = 6", "17: level is 6 and must be from 1 to 5"),
        (
            "risks/alof.toml",
            "severity.safety = { level = 4, why = \"Somebody can be harmed by it for good\" }",
            "severity = {}",
            "17: severity touches no key property: give safety, effectiveness or security",
        ),
        (
            "forms/form.toml",
            "\"ALOF-lock\"",
            "\"AUDT-lock\"",
            "15: ALOF-1: the group AUDT-lock must begin with ALOF-",
        ),
        (
            "forms/form.toml",
            "group = \"ALOF-lock\"",
            "flags = [\"critical\"]",
            "8: ALOF-1: needs_detail, critical and caps mean nothing without a group",
        ),
        (
            "forms/form.toml",
            "good = \"yes\"",
            "good = \"informative\"",
            "15: ALOF-1: an item counted in a group must be good with yes or no",
        ),
        // the matrix
        (
            "scales/scale.toml",
            "\"low\", \"low\", \"low\"",
            "\"low\", \"low\"",
            "67: the row of likelihood 1 needs 5 levels",
        ),
        (
            "scales/scale.toml",
            "\"low\", \"low\", \"low\"",
            "\"low\", \"mid\", \"low\"",
            "69: the scale has no band \"mid\"",
        ),
        (
            "scales/scale.toml",
            "\"low\", \"low\", \"low\"",
            "\"low\", \"high\", \"low\"",
            "69: low is lower than the level of a lesser severity or likelihood",
        ),
        (
            "scales/scale.toml",
            "likelihood = 5",
            "likelihood = 4",
            "80: likelihood must count from 1 to 5: 5 is expected here",
        ),
        (
            "scales/scale.toml",
            "short = \"LOW\"\ndecision = \"d\"\nacceptable = true\n[[band]]",
            "short = \"LOW\"\ndecision = \"d\"\nacceptable = false\n[[band]]\nid = \"top\"\nname = \"top\"\n\
             short = \"TOP\"\ndecision = \"d\"\nacceptable = true\n[[band]]",
            "61: top is acceptable although a lower band is not",
        ),
        ("scales/scale.toml", "\"LOW\"", "\"VERYLOW\"", "58: short has 7 characters; 6 are allowed"),
    ]);
}

/// Each: the file, what is replaced in it, by what, and the fault that is then found.
pub(crate) fn assert_found(cases: &[(&'static str, &str, &str, &str)]) {
    for (path, from, to, expected) in cases {
        let found = changed(path, from, to);
        let expected = format!("catalog/{path}:{expected}");
        assert!(found.contains(&expected), "wanted {expected}\nfound\n{}", found.join("\n"));
    }
}

#[test]
fn faults_of_one_file_do_not_hide_those_of_another() {
    let mut files = small();
    files.insert("controls.toml", CONTROLS.replace("order = 1", "order = 0"));
    files.insert("profiles/pacs.toml", PROFILE.replace("\"required\"", "\"wanted\""));
    files.insert("forms/form.toml", FORM.replace("title = ", "title "));
    assert_eq!(
        faults(&files).iter().map(|fault| &fault[..fault.find(": ").unwrap_or(0)]).collect::<Vec<_>>(),
        [
            "catalog/controls.toml:8",
            "catalog/forms/form.toml:3",
            "catalog/forms/form.toml:7",
            "catalog/profiles/pacs.toml:8",
        ]
    );
}

#[test]
fn what_a_catalogue_cannot_do_without_is_named() {
    let mut files = small();
    for path in ["controls.toml", "risks/audt.toml", "scales/scale.toml"] {
        files.remove(path);
    }
    let found = faults(&files).join("\n");
    for expected in [
        "controls.toml:1: the catalogue lacks this",
        "scales/:1: the catalogue lacks this",
        "catalog/capabilities.toml:16: AUDT has no risks/audt.toml",
        "catalog/risks/alof.toml:16: the catalogue has no control \"CC-ONE\"",
    ] {
        assert!(found.contains(expected), "wanted {expected}\nfound\n{found}");
    }
}

#[test]
fn a_title_fits_a_line_of_a_list() {
    let long = format!("title = \"{}\"", "x".repeat(71));
    assert_eq!(
        changed("risks/alof.toml", "title = \"ALOF one\"", &long),
        ["catalog/risks/alof.toml:5: title has 71 characters; 70 are allowed"]
    );
}

#[test]
fn a_file_is_called_what_it_says_it_is_and_stands_where_it_belongs() {
    let mut files = small();
    let profile = files.remove("profiles/pacs.toml").expect("the file is there");
    files.insert("profiles/other.toml", profile);
    files.insert("gates/one.toml", String::new());
    assert_eq!(
        faults(&files),
        [
            "catalog/gates/one.toml:1: the catalogue has no part at this place",
            "catalog/profiles/other.toml:1: by what it says, this file must be called pacs.toml",
        ]
    );
}

#[test]
fn a_part_with_a_fault_is_not_handed_out_and_the_others_are() {
    let mut files = small();
    files.insert("scales/scale.toml", scale().replace("short = \"LOW\"", "short = 1"));
    let catalogue = Catalogue::from_files("catalog", files.iter().map(|(path, text)| (*path, text.as_str())));
    assert_eq!(catalogue.scale("scale"), None);
    assert_eq!(catalogue.scales().count(), 0);
    assert!(catalogue.form("form").is_some());
    assert_eq!(catalogue.risk("AUDT-T2").map(|risk| risk.id.as_str()), Some("AUDT-T2"));
}

#[test]
fn a_directory_is_read_as_the_binary_is() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for (path, text) in small() {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    std::fs::write(dir.path().join("notes.txt"), "of the hospital").expect("a file");
    std::fs::write(dir.path().join("forms/own.toml"), b"version = \"1\"\nid = \"\xff\"\n").expect("a file");
    let catalogue = Catalogue::read_dir(dir.path()).expect("it can be read");
    let found: Vec<String> = catalogue.check().iter().map(ToString::to_string).collect();
    assert_eq!(found, [format!("{}/forms/own.toml:2: this is not UTF-8", dir.path().display())]);
    assert_eq!(catalogue.forms().count(), 1);
}
