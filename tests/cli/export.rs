//! What leaves the register.

use std::{fs, process::Command};

use crate::home::{Home, SAMPLES, sample};

/// Each sample gives its register byte for byte, whoever loads it and whenever.
#[test]
fn the_samples_give_their_registers_byte_for_byte() {
    for (folder, reference) in SAMPLES {
        let home = Home::new();
        home.ok(&["load", &sample(folder).display().to_string()]);
        home.ok(&["export", reference, "--profile", "native", "--as-of", "2026-11-21", "-o", "register.csv"]);
        let written = fs::read(home.path().join("register.csv")).unwrap();
        let expected = fs::read(sample(folder).join("expected-register.csv")).unwrap();
        assert!(written == expected, "{folder}: the register differs from expected-register.csv");
        assert!(home.ok(&["verify"]).contains("as it was written"));
    }
}

/// A name that is taken is kept unless overwriting is asked for; a directory is refused; nothing is left behind.
#[test]
fn an_export_is_there_whole_or_not_at_all() {
    let home = Home::with_samples();
    let mine = home.path().join("mine.csv");
    fs::write(&mine, "mine").unwrap();
    let said = home.refused(&["export", "ip3", "-o", "mine.csv"], 1);
    assert!(said.contains("--overwrite"), "{said}");
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
    home.ok(&["export", "ip3", "-o", "mine.csv", "--overwrite"]);
    assert!(fs::read(&mine).unwrap().starts_with("\u{feff}risk_ref,".as_bytes()));
    home.refused(&["export", "ip3", "-o", "."], 1);
    home.refused(&["export", "ip3", "-o", "no/such/place.csv"], 1);
    home.refused(&["export", "nobody", "-o", "other.csv"], 1);
    home.refused(&["export", "ip3", "--profile", "nobody", "-o", "other.csv"], 2);
    let left: Vec<String> = fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with(".local"))
        .collect();
    assert_eq!(left, ["mine.csv"]);
}

/// Python's csv module reads what we write: as many fields in each row, and the text as it is stored.
#[test]
fn python_reads_the_register() {
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: there is no python3");
        return;
    }
    let home = Home::with_samples();
    let hostile = "=1+1, \"quoted\"; and\na second line";
    home.ok(&["do", "edit-risk", "ip3/R-001", &format!("hazardous_situation={hostile}")]);
    for (delimiter, reader) in [(",", ","), (";", ";"), ("tab", "\\t")] {
        home.ok(&["export", "all", "-o", "all.csv", "--overwrite", "--delimiter", delimiter]);
        let script = format!(
            "import csv\nrows = list(csv.DictReader(open('all.csv', encoding='utf-8-sig', newline=''), delimiter='{reader}'))\n\
             assert len(rows) == 119, len(rows)\n\
             assert all(None not in row and None not in row.values() for row in rows)\n\
             print(rows[0]['hazardous_situation'], end='')"
        );
        let output = Command::new("python3").arg("-c").arg(script).current_dir(home.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("'{hostile}"), "{delimiter}");
    }
}

/// The choices of layout: no byte order mark, texts as they are, stdout, and what readers need beside the file.
#[test]
fn a_layout_can_be_chosen() {
    let home = Home::with_samples();
    home.ok(&["do", "edit-risk", "ip3/R-001", "owner=-1 day"]);
    let plain = home.ok(&["export", "ip3", "-o", "-", "--no-bom"]);
    assert!(plain.starts_with("risk_ref,") && plain.contains(",'-1 day,"), "{}", &plain[..200]);
    assert!(plain.ends_with("\r\n"));
    let raw = home.ok(&["export", "ip3", "-o", "-", "--raw", "--delimiter", ";"]);
    assert!(raw.starts_with("\u{feff}risk_ref;") && raw.contains(";-1 day;"), "{}", &raw[..200]);
    home.ok(&["export", "all", "-o", "all.csv", "--sidecar", "--as-of", "2026-11-21"]);
    let beside = fs::read(home.path().join("all.csv.json")).unwrap();
    let beside: serde_json::Value = serde_json::from_slice(&beside).unwrap();
    assert_eq!((&beside["rows"], &beside["as_of"]), (&119.into(), &"2026-11-21".into()));
    assert_eq!(beside["words"]["capability_coverage"]["not_provided"], "maker says no");
    assert_eq!(beside["scales"][0]["levels"].as_array().map(Vec::len), Some(4));
    home.refused(&["export", "all", "-o", "all.csv", "--sidecar"], 1);
    home.refused(&["export", "all", "-o", "-", "--sidecar"], 2);
    home.refused(&["export", "all", "-o", "b.csv", "--as-of", "31/12/2026"], 2);
    home.refused(&["export", "all", "-o", "b.csv", "--delimiter", "|"], 2);
}

/// Where nothing can be written, that is said, and no half file is left.
#[test]
fn a_place_that_takes_nothing_is_told() {
    let home = Home::with_samples();
    home.refused(&["export", "ip3", "-o", "/proc/register.csv"], 1);
    if std::path::Path::new("/dev/full").exists() {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_riskward"))
            .args(["export", "ip3", "-o", "-"])
            .env("HOME", home.path())
            .stdout(full)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(1 | 3)), "{said}");
        assert!(said.contains(": ") && !said.contains("panicked"), "{said}");
    }
}
