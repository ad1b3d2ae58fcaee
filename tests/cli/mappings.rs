//! Where gaps and controls lead in frameworks, and the catalogue as text: each with whose word it is.

use std::{fs, process::Command};

use serde_json::Value;

use crate::home::{Home, SAMPLES};

/// The catalogue is read without a register; where an entry is used needs one.
#[test]
fn the_catalogue_is_listed_and_shown_as_text() {
    let home = Home::new();
    let list = home.ok(&["catalog", "list", "control"]);
    assert!(list.lines().any(|line| line.starts_with("control  CC-SEG ")), "{list}");
    assert!(!list.contains("MLDP-T1"), "{list}");
    let found = home.ok(&["catalog", "list", "--find", "boundary PROTECTION sc-7"]);
    assert!(found.contains("nist-800-53r5:SC-7 "), "{found}");
    assert!(home.ok(&["catalog", "list", "--find", "zzqx firewall"]).contains("No entry"));
    home.refused(&["catalog", "list", "nonsense"], 2);
    home.refused(&["catalog", "show", "CC-NONE"], 1);

    let control = home.ok(&["catalog", "show", "cc-seg"]);
    for head in ["CC-SEG ", "kind ", "in place? ", "effective? ", "references ", "basis "] {
        assert!(control.lines().any(|line| line.starts_with(head)), "{head}: {control}");
    }
    assert!(control.contains("no row is a table of the framework's"), "{control}");
    assert!(
        control.contains("nist-800-53r5 SC-7 Boundary Protection: primary; the project's judgement"),
        "{control}"
    );
    let framework = home.ok(&["catalog", "show", "nist-800-53r5"]);
    assert!(framework.contains("same id       mapping/nist-800-53r5"), "{framework}");

    home.refused(&["catalog", "show", "CC-SEG", "--used"], 1);
    let home = Home::with_samples();
    let used = home.ok(&["catalog", "show", "CC-SEG", "--used"]);
    assert!(used.lines().any(|line| line.starts_with("used by       C-0")), "{used}");
}

/// A capability, a control and the gaps for programs tell their references, and what the form itself prints.
#[test]
fn things_tell_where_they_lead() {
    let home = Home::with_samples();
    let capability = home.ok(&["show", "ip3/mldp"]);
    assert!(capability.contains("as the form prints it: "), "{capability}");
    assert!(capability.contains("  nist-800-53r5 SI-3 "), "{capability}");
    let control = home.ok(&["show", "C-001"]);
    assert!(
        control.lines().any(|line| line.starts_with("frameworks    ") && line.contains("judgement")),
        "{control}"
    );
    let gaps: Value = serde_json::from_str(&home.ok(&["gaps", "ip3", "--json"])).unwrap();
    let gap = &gaps["gaps"][0];
    assert_eq!(gap["references"][0]["basis"], "judgement", "{gap}");
    assert!(gap["references"][0]["title"].as_str().is_some_and(|title| !title.is_empty()), "{gap}");
    assert!(
        gaps["gaps"].as_array().unwrap().iter().any(|gap| gap["as_printed"][0]["place"].is_string()),
        "{gaps}"
    );
}

/// Every row of the export says whose word it is; what the disclosure prints stands beside riskward's mapping.
#[test]
fn the_mappings_are_exported_with_their_ground() {
    let home = Home::with_samples();
    let said = home.ok(&["export", "all", "--profile", "mappings", "-o", "mappings.csv", "--sidecar"]);
    let text = fs::read_to_string(home.path().join("mappings.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let at = |head: &str| heads.iter().position(|name| name == head).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(said.contains(&format!(": {} rows.", rows.len())) && !said.contains("risks"), "{said}");
    for (_, reference) in SAMPLES {
        let of: Vec<_> = rows.iter().filter(|row| &row[at("assessment_ref")] == reference).collect();
        for (kind, basis) in [("capability", "judgement"), ("control", "judgement")] {
            let found = of.iter().any(|row| &row[at("object_kind")] == kind && &row[at("basis")] == basis);
            assert!(found, "{reference}: {kind} by {basis}");
        }
    }
    // of the samples, one has a disclosure with columns of its own
    assert!(rows.iter().any(|row| &row[at("object_ref")] == "ip3/AUDT" && &row[at("basis")] == "disclosure"));
    for row in &rows {
        let ours = matches!(&row[at("basis")], "judgement" | "public_source");
        assert_eq!(ours, !row[at("relation")].is_empty() && !row[at("confidence")].is_empty(), "{row:?}");
        assert!(!row[at("control_id")].is_empty() && &row[at("control_id")] != "None", "{row:?}");
        assert_eq!(&row[at("basis")] == "disclosure", !row[at("source")].is_empty() && !ours, "{row:?}");
    }
    let beside = fs::read(home.path().join("mappings.csv.json")).unwrap();
    let beside: Value = serde_json::from_slice(&beside).unwrap();
    assert_eq!((&beside["profile"], beside["rows"].as_u64()), (&"mappings".into(), Some(rows.len() as u64)));
    assert_eq!(beside["columns"].as_array().map(Vec::len), Some(heads.len()));
    assert_eq!(beside["words"]["basis"]["disclosure"], "the disclosure's own columns");
}

/// What Python's csv module makes of it is what was written.
#[test]
fn python_reads_the_mappings() {
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: there is no python3");
        return;
    }
    let home = Home::with_samples();
    home.ok(&["export", "ip3", "--profile", "mappings", "-o", "mappings.csv"]);
    let script = "import csv\n\
        rows = list(csv.DictReader(open('mappings.csv', newline='', encoding='utf-8-sig')))\n\
        assert rows and all(None not in row and None not in row.values() for row in rows), 'ragged'\n\
        assert {row['basis'] for row in rows} >= {'judgement', 'disclosure'}\n\
        print(len(rows), len(rows[0]))";
    let output = Command::new("python3").arg("-c").arg(script).current_dir(home.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.trim().ends_with(" 13"), "{said}");
}
