//! Importing: what is told before anything is written, and what is written.

use std::fs;

use serde_json::Value;

use crate::home::{Home, disclosures, sample};

fn dry_run(home: &Home, file: &str) -> Value {
    serde_json::from_str(&home.ok(&["import", file, "--dry-run", "--json"])).unwrap()
}

/// The published example: 240 statements, the misprint told, notes in place of references, the golden coverage.
#[test]
fn the_published_example_is_read_whole() {
    let Some(shared) = disclosures() else { return };
    let home = Home::new();
    let file = shared.join("nema-hn1-2019-example.xlsx");
    let found = dry_run(&home, &file.display().to_string());
    let statements = found["statements"].as_array().unwrap();
    assert_eq!(statements.len(), 240);
    let of =
        |id: &str| statements.iter().find(|s| s["id"] == id).unwrap_or_else(|| panic!("{id} is missing"));
    assert_eq!(of("SAHD-15")["printed_id"], "SHAD-15");
    of("AUDT-2.1");
    of("AUDT-2.10");
    let problems = found["problems"].as_array().unwrap();
    assert!(
        problems
            .iter()
            .any(|p| p["what"].as_str().unwrap().contains("SHAD-15") && p["place"] == "mds2-form!C285")
    );
    assert!(statements.iter().all(|s| !s["note"].as_str().unwrap().starts_with("See Note")));
    assert_eq!(of("SAHD-16")["note"], "All access requires use of proprietary cable.");
    assert_eq!(found["issued_on"], "2019-10-09");
    let coverage = found["coverage"].as_object().unwrap();
    assert_eq!(coverage.len(), 22);
    let golden = [
        ("provided", "MLDP PLOK"),
        ("partial", "DTBK RDMP SAHD SGUD CONN MPII RMOT"),
        ("not_provided", "ALOF AUDT AUTH CSUP DIDT IGAU NAUT PAUT SBOM STCF TXCF TXIG"),
        ("not_applicable", "EMRG"),
    ];
    for (word, codes) in golden {
        for code in codes.split(' ') {
            assert_eq!(coverage[code], word, "{code}");
        }
    }
    assert!(!home.path().join(".local/share/riskward").exists(), "a dry run opens no register");
}

/// The object has the keys that scripts rely on, whatever the format of the file.
#[test]
fn a_dry_run_tells_the_same_keys_for_every_format() {
    let home = Home::new();
    for file in ["infusion-pump/mds2.xlsx", "pacs/mds2.csv", "patient-monitor/disclosure.toml"] {
        let found = dry_run(&home, &sample(file).display().to_string());
        for key in [
            "format",
            "file_sha256",
            "product",
            "document_id",
            "issued_on",
            "statements",
            "problems",
            "coverage",
        ] {
            assert!(found.get(key).is_some(), "{file}: {key}");
        }
        assert_eq!(found["coverage"].as_object().unwrap().len(), 22);
        for statement in found["statements"].as_array().unwrap() {
            for key in ["id", "printed_id", "answer", "raw", "note", "place"] {
                assert!(statement.get(key).is_some(), "{file}: {key}");
            }
        }
    }
}

/// An import makes the register; the same file again adds nothing; a product alone needs no assessment.
#[test]
fn a_file_is_imported_once() {
    let home = Home::new();
    let file = sample("infusion-pump/mds2.xlsx").display().to_string();
    home.ok(&["import", &file]);
    let first = home.ok(&["verify"]);
    assert!(home.ok(&["import", &file]).contains("nothing was added"));
    assert_eq!(home.ok(&["verify"]), first);
}

/// A file with nothing usable in it is a refusal, and no register comes of it.
#[test]
fn nothing_usable_is_a_refusal() {
    let home = Home::new();
    for (name, content) in [
        ("empty.csv", &b""[..]),
        ("prose.txt", b"Dear customer, please find our statement attached."),
        ("old.pdf", b"%PDF-1.7 ..."),
        ("not.xlsx", b"PK\x03\x04 and then nothing"),
    ] {
        fs::write(home.path().join(name), content).unwrap();
        let said = home.refused(&["import", name], 1);
        assert!(said.contains("Try: "), "{name}: {said}");
    }
    home.refused(&["import", "missing.xlsx"], 1);
    home.refused(&["import", "."], 1);
    assert!(!home.path().join(".local/share/riskward/register.db").exists());
}

/// Several files are imported one after the other; what cannot be read stops none of the others, and a
/// pipe sees nothing of the progress.
#[test]
fn several_files_are_imported_one_after_the_other() {
    let home = Home::new();
    let inbox = home.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    fs::copy(sample("pacs/mds2.csv"), inbox.join("a.csv")).unwrap();
    fs::write(inbox.join("b.csv"), "no disclosure").unwrap();
    fs::copy(sample("patient-monitor/disclosure.toml"), inbox.join("c.toml")).unwrap();
    let output = home.run(&["import", "inbox/a.csv", "inbox/b.csv", "inbox/c.toml"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), b"".as_slice()), "{said}");
    assert!(
        said.contains("inbox/a.csv: imported: ") && said.contains("inbox/b.csv: refused, because "),
        "{said}"
    );
    assert!(said.ends_with("Imported 2 of 3 files: 1 refused.\n"), "{said}");
    let said = home.ok(&["import", "inbox/a.csv", "inbox/c.toml"]);
    assert!(said.ends_with("Imported 0 of 2 files: 2 were there already.\n"), "{said}");
    home.refused(&["import", "inbox/a.csv", "inbox/c.toml", "--dry-run"], 2);
    home.refused(&["import", "inbox/a.csv", "inbox/c.toml", "--assessment", "ip3"], 2);
}
