//! The check finds what lacks and what dangles in risks, controls, traits, frameworks, mappings and the shelf.

use super::{
    check::{assert_found, changed, faults},
    small::{risks, small},
};

#[test]
fn what_dangles_is_found_in_its_line() {
    assert_found(&[
        ("risks/alof.toml", "[\"networked\"]", "[\"flying\"]", "14: the catalogue has no trait \"flying\""),
        (
            "risks/alof.toml",
            "[\"pacs\"]",
            "[\"toaster\"]",
            "15: the catalogue has no kind of product \"toaster\"",
        ),
        ("traits/networked.toml", "ALOF-1=yes", "ALOF-9=yes", "6: the catalogue has no item \"ALOF-9\""),
        ("traits/networked.toml", "\"ALOF\"", "\"NONE\"", "8: the catalogue has no capability \"NONE\""),
        ("mappings/nist.toml", "\"ALOF\"", "\"NONE\"", "5: the catalogue has no capability \"NONE\""),
        (
            "mappings/nist.toml",
            "\"AC-11\", \"AC-1\"",
            "\"AC-99\"",
            "6: the framework nist has no control \"AC-99\"",
        ),
        ("mappings/nist.toml", "\"AC-11\", \"AC-1\"", "\"AC-13\"", "6: nist has withdrawn AC-13"),
        ("mappings/nist.toml", "\"CC-TWO\"", "\"CC-TEN\"", "24: the catalogue has no control \"CC-TEN\""),
        ("mappings/nist.toml", "\"nist\"", "\"iso\"", "2: the catalogue has no framework \"iso\""),
        ("requirements/land.toml", "\"ALOF\"", "\"NONE\"", "15: the catalogue has no capability \"NONE\""),
        ("requirements/land.toml", "\"scale\"", "\"none\"", "6: the catalogue has no scale \"none\""),
        (
            "requirements/land.toml",
            "[\"networked\"]",
            "[\"flying\"]",
            "21: the catalogue has no trait \"flying\"",
        ),
        (
            "requirements/land.toml",
            "[\"ALOF-1\"]",
            "[\"ALOF-9\"]",
            "22: the catalogue has no item \"ALOF-9\"",
        ),
        (
            "requirements/land.toml",
            "source = \"law\"",
            "source = \"lore\"",
            "18: the set has no source \"lore\"",
        ),
        (
            "standards.toml",
            "\"new\"\nused_for",
            "\"next\"\nused_for",
            "9: the catalogue has no standard \"next\"",
        ),
        ("standards.toml", "[\"ALOF\"]", "[\"NONE\"]", "20: the catalogue has no capability \"NONE\""),
        ("standards.toml", "[\"networked\"]", "[\"flying\"]", "21: the catalogue has no trait \"flying\""),
        (
            "standards.toml",
            "[\"pacs\"]",
            "[\"toaster\"]",
            "22: the catalogue has no kind of product \"toaster\"",
        ),
        ("advice/form.toml", "\"ALOF-2\"", "\"ALOF-3\"", "8: the form form has no item \"ALOF-3\""),
        ("advice/form.toml", "\"form\"", "\"other\"", "2: the catalogue has no form \"other\""),
    ]);
}

#[test]
fn words_and_what_belongs_together_are_looked_at() {
    assert_found(&[
        (
            "controls.toml",
            "\"compensation\"",
            "\"hope\"",
            "7: measure: \"hope\" is not one of compensation, remediation",
        ),
        (
            "controls.toml",
            "\"days\"",
            "\"years\"",
            "9: effort: \"years\" is not one of hours, days, weeks, months",
        ),
        ("controls.toml", "[\"network_team\"]", "[]", "3: CC-ONE: done_by names nobody"),
        (
            "risks/alof.toml",
            "[\"off\"]",
            "[\"away\"]",
            "13: in_use: \"away\" is not one of on, partly, off, not_checked",
        ),
        (
            "mappings/nist.toml",
            "source = \"s\"\n",
            "",
            "4: ALOF: a row that rests on public_source names its source",
        ),
        ("mappings/nist.toml", "\"AC-11\", \"AC-1\"", "\"AC-11\", \"AC-11\"", "6: ALOF leads to AC-11 twice"),
        ("frameworks/nist.toml", "\"AC-13\"", "\"AC-1\"", "6: AC-1 is both withdrawn and a control"),
        ("requirements/land.toml", "clause = \"1\"\n", "", "13: clause is missing in this requirement"),
        ("standards.toml", "\"replaced\"", "\"current\"", "9: old is current and replaced by another"),
        (
            "traits/networked.toml",
            "\"required\"",
            "\"not_required\"",
            "8: a trait lifts ALOF or says nothing of it",
        ),
        (
            "risks/alof.toml",
            "[[answer]]",
            "[[answer]]\ncontrol = \"CC-ONE\"\napplication = \"a\"\n[[answer]]",
            "78: CC-ONE answers twice",
        ),
    ]);
}

#[test]
fn what_says_too_little_is_found() {
    assert_found(&[
        (
            "controls.toml",
            "What it leaves undone, so that nobody relies on it",
            "Nothing",
            "13: does_not says too little: 7 characters of at least 30",
        ),
        (
            "controls.toml",
            "Try it on a spare unit and see that it does what it must",
            "Try it",
            "15: verify_effectiveness says too little: 6 characters of at least 40",
        ),
        (
            "risks/alof.toml",
            "Somebody can be harmed by it for good",
            "w",
            "17: why says too little: 1 characters of at least 25",
        ),
        (
            "traits/networked.toml",
            "Whoever is on the network reaches it",
            "Yes",
            "10: reason says too little: 3 characters of at least 20",
        ),
        (
            "requirements/land.toml",
            "What must be so in every hospital of the land, in own words",
            "Good",
            "17: text says too little: 4 characters of at least 40",
        ),
        (
            "advice/form.toml",
            "What a hospital has to do when the answer is bad or missing",
            "Ask",
            "6: bad says too little: 3 characters of at least 40",
        ),
    ]);
    let missing = changed("controls.toml", "verify_effectiveness = ", "verify = ");
    assert!(
        missing
            .contains(&"catalog/controls.toml:3: verify_effectiveness is missing in this control".to_owned())
    );
}

#[test]
fn every_capability_has_enough_risks_and_an_answer() {
    assert_found(&[
        (
            "risks/alof.toml",
            "controls = [\"CC-ONE\", \"CC-TWO\"]",
            "controls = [\"CC-ONE\"]",
            "3: ALOF-T1: at least two controls are to be suggested",
        ),
        (
            "risks/alof.toml",
            "[[answer]]\ncontrol = \"CC-ONE\"",
            "[[answer]]\ncontrol = \"CC-TWO\"",
            "2: ALOF: no answer is a control of order 1, and no_order_1 does not say why",
        ),
        (
            "risks/alof.toml",
            "capability = \"ALOF\"\n",
            "capability = \"ALOF\"\nno_order_1 = \"There is none, because the function cannot be given up\"\n",
            "2: ALOF: CC-ONE is of order 1, and no_order_1 says there is none",
        ),
    ]);
    let few = risks("ALOF");
    let (start, end) = (few.find("[[risk]]").expect("one"), few.rfind("[[risk]]").expect("five"));
    let mut files = small();
    files.insert("risks/alof.toml", format!("{}{}", &few[..start], &few[end..]));
    assert_eq!(
        faults(&files),
        [
            "catalog/risks/alof.toml:2: ALOF has 1 risks that arise when it is absent; it needs at least 3",
            "catalog/risks/alof.toml:2: ALOF has 1 risks; it needs at least 5",
        ]
    );
}

#[test]
fn no_two_risks_say_the_same() {
    let found = changed("risks/audt.toml", "the first of the ways of AUDT", "the first of the ways of alof!");
    assert_eq!(found, ["catalog/risks/audt.toml:4: AUDT-T1 has the situation of ALOF-T1"]);
}

#[test]
fn an_id_stands_once_in_all_sets_of_requirements() {
    let mut files = small();
    let other = files["requirements/land.toml"].replace("id = \"land\"", "id = \"sea\"");
    files.insert("requirements/sea.toml", other);
    assert_eq!(faults(&files), ["catalog/requirements/sea.toml:14: the requirement LAND-1 is already there"]);
}

#[test]
fn what_replaces_a_standard_does_not_lead_back_to_it() {
    let mut files = small();
    let text = files["standards.toml"]
        .replace("status = \"current\"", "status = \"replaced\"\nreplaced_by = \"old\"");
    files.insert("standards.toml", text);
    assert_eq!(
        faults(&files),
        [
            "catalog/standards.toml:9: old leads back to itself",
            "catalog/standards.toml:18: new leads back to itself",
        ]
    );
}

#[test]
fn everything_leads_into_a_framework_and_every_item_has_advice() {
    let mut files = small();
    let mapping = files["mappings/nist.toml"].clone();
    let end = mapping.rfind("[[control]]").expect("there are two");
    files.insert("mappings/nist.toml", mapping[..end].to_owned());
    let advice = files["advice/form.toml"].clone();
    let end = advice.rfind("[[item]]").expect("there are two");
    files.insert("advice/form.toml", advice[..end].to_owned());
    assert_eq!(
        faults(&files),
        [
            "catalog/advice/form.toml:2: there is no advice on ALOF-2",
            "catalog/controls.toml:18: no mapping leads from CC-TWO to a framework",
        ]
    );
}
