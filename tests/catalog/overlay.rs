//! A hospital's own directory over the catalogue.

use std::{collections::BTreeMap, fs, path::Path};

use riskward::catalog::{Catalogue, NoOverlay, is_overlay};

use super::small::{CONTROLS, FORM, FRAMEWORK, MAPPING, risks, small};

const OWN_STANDARD: &str = r#"version = "1"
basis = "The hospital's own reading of what it follows"
[[standard]]
id = "new"
title = "The new one, as the hospital reads it"
about = "What it is for, in the hospital's own words"
edition = "2025"
status = "current"
used_for = "Cited in the hospital's own pages"
verified = true
"#;

fn base() -> Catalogue {
    let files = small();
    Catalogue::from_files("catalog", files.iter().map(|(path, text)| (*path, text.as_str())))
}

fn overlay(files: &[(&str, String)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    dir
}

/// The risks with these ids, each once, as a hospital would write them.
fn own_risks(own: &[(&str, &str)]) -> String {
    let all = risks("ALOF");
    let start = all.find("[[risk]]").expect("there is one");
    let end = all[start + 1..].find("[[risk]]").expect("there are two") + start + 1;
    let first = &all[start..end];
    let own = own.iter().map(|(id, way)| {
        first
            .replace("ALOF-T1", id)
            .replace("ALOF one", &format!("{way} of the hospital's own"))
            .replace("the first", &format!("the hospital's {way}"))
    });
    format!("{}{}", &all[..start], own.collect::<String>())
}

/// One control of the catalogue as the hospital does it.
fn own_control() -> String {
    let end = CONTROLS.rfind("[[control]]").expect("there are two");
    CONTROLS[..end].replace("title = \"t\"", "title = \"As we do it here\"").replace("order = 1", "order = 2")
}

fn faults(base: &Catalogue, dir: &Path) -> Vec<String> {
    match base.overlaid(dir) {
        Err(NoOverlay::Faults(faults)) => {
            let root = format!("{}/", dir.display());
            faults.iter().map(|fault| fault.to_string().replace(&root, "")).collect()
        }
        other => panic!("the overlay has faults, and not {other:?}"),
    }
}

#[test]
fn an_overlay_adds_a_framework_a_questionnaire_and_risks_and_replaces_a_control() {
    let base = base();
    let dir = overlay(&[
        ("frameworks/own.toml", FRAMEWORK.replace("\"nist\"", "\"own\"")),
        ("mappings/own.toml", MAPPING.replace("\"nist\"", "\"own\"")),
        ("forms/own.toml", FORM.replace("\"form\"", "\"own\"")),
        ("risks/alof.toml", own_risks(&[("ALOF-H1", "first"), ("ALOF-H2", "second")])),
        ("controls.toml", own_control().replace("order = 2", "order = 1")),
        ("standards.toml", OWN_STANDARD.to_owned()),
        ("readme.txt", "what is no TOML is left alone".to_owned()),
    ]);
    assert!(is_overlay(dir.path()));
    let with = base.overlaid(dir.path()).expect("it has no fault");
    assert!(with.has_overlay() && !base.has_overlay());
    assert_eq!(with.check(), []);

    assert_eq!(with.framework("own").map(|own| own.controls().count()), Some(2));
    assert_eq!(with.framework_refs("own", "CC-ONE"), ["own:AC-11"]);
    assert_eq!(with.forms().count(), 2);
    assert_eq!(with.form("own").map(|form| form.items.len()), Some(2));
    let ids: Vec<&str> =
        with.risks_for("ALOF").expect("it has risks").risks.iter().map(|risk| risk.id.as_str()).collect();
    assert_eq!(ids, ["ALOF-T1", "ALOF-T2", "ALOF-T3", "ALOF-T4", "ALOF-T5", "ALOF-H1", "ALOF-H2"]);
    assert_eq!(with.risk("ALOF-H2").map(|risk| risk.title.as_str()), Some("second of the hospital's own"));
    let titles = |of: &Catalogue| of.controls().iter().map(|one| one.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&with), ["As we do it here", "t"]);
    assert_eq!(titles(&base), ["t", "t"]);
    assert_eq!(with.standard("new").map(|one| one.verified), Some(true));
    assert_eq!(with.standard("old").map(|one| one.verified), Some(false));
}

/// Each: the file of the overlay, what is wrong in it, and the faults.
#[test]
fn a_broken_overlay_is_refused_with_file_and_line() {
    let risks = own_risks(&[("ALOF-H1", "first")]);
    for (path, text, expected) in [
        (
            "risks/alof.toml",
            risks.replace("CC-TWO", "CC-TEN"),
            vec!["risks/alof.toml:16: the catalogue has no control \"CC-TEN\""],
        ),
        (
            "risks/alof.toml",
            risks.replace("kinds", "kind"),
            vec!["risks/alof.toml:15: kind is not a field of this risk"],
        ),
        (
            "risks/alof.toml",
            risks.replace("the hospital's first of the ways", "the first of the ways"),
            vec!["risks/alof.toml:4: ALOF-H1 has the situation of ALOF-T1"],
        ),
        (
            "controls.toml",
            "version = 1".into(),
            vec![
                "controls.toml:1: basis is missing in this file",
                "controls.toml:1: there is no [[control]] in this file",
                "controls.toml:1: version must be a text and is a number",
            ],
        ),
        (
            "controls.toml",
            own_control().replace("verify_effectiveness", "verify"),
            vec![
                "controls.toml:3: verify_effectiveness is missing in this control",
                "controls.toml:15: verify is not a field of this control",
            ],
        ),
        (
            "forms/own.toml",
            FORM.into(),
            vec!["forms/own.toml:1: by what it says, this file must be called form.toml"],
        ),
        (
            "frame/own.toml",
            FRAMEWORK.into(),
            vec!["frame/own.toml:1: the catalogue has no part at this place"],
        ),
        (
            "capabilities.toml",
            small()["capabilities.toml"].clone(),
            vec!["capabilities.toml:1: an overlay does not say what the capabilities are"],
        ),
        ("standards.toml", "= 1".into(), vec!["standards.toml:1: "]),
        (
            "mappings/own.toml",
            MAPPING.replace("\"nist\"", "\"own\""),
            vec!["mappings/own.toml:2: the catalogue has no framework \"own\""],
        ),
    ] {
        let found = faults(&base(), overlay(&[(path, text)]).path());
        for wanted in &expected {
            assert!(found.iter().any(|fault| fault.starts_with(wanted)), "wanted {wanted}\nfound {found:#?}");
        }
    }
}

/// What an overlay takes away is missed where it is used, in riskward's own files.
#[test]
fn what_an_overlay_takes_away_is_missed_where_it_is_used() {
    let dir = overlay(&[("frameworks/nist.toml", FRAMEWORK.replace("\"AC-1\" = \"Policy\"\n", ""))]);
    assert_eq!(
        faults(&base(), dir.path()),
        [
            "catalog/mappings/nist.toml:6: the framework nist has no control \"AC-1\"",
            "catalog/mappings/nist.toml:13: the framework nist has no control \"AC-1\"",
        ]
    );
    let dir = overlay(&[("controls.toml", own_control())]);
    assert_eq!(
        faults(&base(), dir.path()),
        ["ALOF", "AUDT"].map(|code| format!(
            "catalog/risks/{}.toml:2: {code}: no answer is a control of order 1, and no_order_1 does not say why",
            code.to_lowercase()
        ))
    );
}

/// What leads back to itself only over both catalogues.
#[test]
fn a_circle_over_both_catalogues_is_found() {
    let text = OWN_STANDARD.replace("\"current\"", "\"replaced\"\nreplaced_by = \"old\"");
    let mut found = faults(&base(), overlay(&[("standards.toml", text)]).path());
    found.sort();
    assert_eq!(
        found,
        ["catalog/standards.toml:9: old leads back to itself", "standards.toml:9: new leads back to itself"]
    );
}

/// A hospital may have found a way to remove an exposure that riskward did not know.
#[test]
fn a_hospital_may_answer_where_riskward_has_no_answer() {
    let mut files = small();
    let none = risks("ALOF").replace("control = \"CC-ONE\"\napp", "control = \"CC-TWO\"\napp").replace(
        "capability = \"ALOF\"\n",
        "capability = \"ALOF\"\nno_order_1 = \"There is none, because the function cannot be given up\"\n",
    );
    files.insert("risks/alof.toml", none);
    let base = Catalogue::from_files("catalog", files.iter().map(|(path, text)| (*path, text.as_str())));
    assert_eq!(base.check(), []);
    let text = "version = \"2\"\ncapability = \"ALOF\"\n[[answer]]\ncontrol = \"CC-ONE\"\n\
                application = \"How this hospital has solved it for good\"\n";
    let dir = overlay(&[("risks/alof.toml", text.to_owned())]);
    let with = base.overlaid(dir.path()).expect("it has no fault");
    assert_eq!(with.risks_for("ALOF").map(|part| part.answers.len()), Some(2));
}

#[test]
fn a_directory_that_is_not_there_is_told() {
    let error = base().overlaid(Path::new("/nowhere")).expect_err("there is none");
    assert!(matches!(error, NoOverlay::Unreadable(_)), "{error}");
    assert!(!is_overlay(Path::new("/nowhere")));
}

/// Only what is asked for is parsed, and what was parsed is counted, of both files where there are two.
#[test]
fn what_is_parsed_is_counted() {
    let files: BTreeMap<&str, String> = small();
    let dir = overlay(&[("controls.toml", own_control().replace("order = 2", "order = 1"))]);
    let with = base().overlaid(dir.path()).expect("it has no fault");
    let before = with.parsed_bytes();
    assert!(with.trait_named("networked").is_some());
    assert_eq!(with.parsed_bytes() - before, files["traits/networked.toml"].len());
    assert!(with.trait_named("networked").is_some());
    assert_eq!(with.parsed_bytes() - before, files["traits/networked.toml"].len());

    let alone = base();
    assert_eq!(alone.parsed_bytes(), 0);
    assert_eq!(alone.controls().len(), 2);
    assert_eq!(alone.parsed_bytes(), files["controls.toml"].len());
}
