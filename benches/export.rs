//! The register of 100,000 risks as CSV, against the sqlite3 shell that exports the same join.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod filled;
mod pair;

use std::{
    fs::File,
    path::Path,
    process::{Command, Stdio},
};

use filled::{fill, settings};
use pair::{Pair, compare, time};
use riskward::workbench::Workbench;
use rusqlite::{Connection, OpenFlags, types::ValueRef};

const RISKS: usize = 100_000;

fn main() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    let (register, ours, theirs) = (at("register.db"), at("riskward.csv"), at("bare.csv"));
    fill(&register, RISKS);
    let workbench = Workbench::open(settings(&register)).unwrap();
    let shell = Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status().is_ok();
    if !shell {
        println!("The sqlite3 shell is not installed: rusqlite steps the same join and csv writes it.");
    }
    let bare = if shell { by_shell } else { by_library };
    compare(Pair {
        name: "register-to-csv",
        budget: Some(2.0),
        riskward: &mut || time(|| drop(workbench.export("all", &ours, true).unwrap())),
        bare: &mut || time(|| bare(&register, &theirs)),
    });
    let rows =
        |file: &Path| csv::ReaderBuilder::new().flexible(true).from_path(file).unwrap().records().count();
    assert_eq!(rows(&ours), rows(&theirs), "both export one row a risk");
}

fn by_shell(register: &Path, to: &Path) {
    let done = Command::new("sqlite3")
        .args(["-readonly", "-csv", "-header"])
        .arg(register)
        .arg(JOIN)
        .stdout(File::create(to).unwrap())
        .status()
        .unwrap();
    assert!(done.success());
}

fn by_library(register: &Path, to: &Path) {
    let database = Connection::open_with_flags(register, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut select = database.prepare(JOIN).unwrap();
    let columns = select.column_count();
    let mut csv = csv::Writer::from_path(to).unwrap();
    csv.write_record(select.column_names()).unwrap();
    let mut rows = select.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            match row.get_ref(column).unwrap() {
                ValueRef::Text(text) | ValueRef::Blob(text) => csv.write_field(text),
                ValueRef::Integer(number) => csv.write_field(number.to_string()),
                ValueRef::Real(number) => csv.write_field(number.to_string()),
                ValueRef::Null => csv.write_field(""),
            }
            .unwrap();
        }
        csv.write_record(None::<&[u8]>).unwrap();
    }
    csv.flush().unwrap();
}

/// The columns of riskward's export as far as they stand in tables; lists as they are stored.
const JOIN: &str = r"
WITH served AS (
  SELECT l.risk_id,
    group_concat(c.ref || ' ' || c.title, '|') AS controls,
    group_concat(c.kind, '|') AS kinds,
    group_concat(c.owner, '|') AS owners,
    group_concat(coalesce(c.due, ''), '|') AS due,
    group_concat(c.framework_refs, '|') AS framework_refs
  FROM risk_control l JOIN control c ON c.id = l.control_id
  WHERE l.gone = 0 GROUP BY l.risk_id
)
SELECT
  a.ref || '/' || r.ref AS risk_ref, a.ref, a.revision, a.stage, a.organization,
  pl.site, pl.location, pl.zone, p.manufacturer, p.model, a.versions, p.udi_di, pl.units, pl.asset_ids, pl.cmms_ids,
  d.form, d.revision, d.issued_on,
  r.capabilities,
  (SELECT group_concat(coalesce(v.overruled, v.by_rule) || v.items, '|') FROM json_each(r.capabilities) k
    CROSS JOIN coverage v ON v.assessment_id = a.id AND v.capability = k.value AND v.gone = 0) AS coverage,
  r.title, r.causes || r.hazardous_situation || r.consequence AS statement,
  r.hazard, r.hazardous_situation, r.causes, r.consequence, r.vulnerability_refs,
  i.basis, i.safety_severity, i.safety_likelihood, i.overall,
  r.treatment, s.controls, s.kinds, s.owners, s.due,
  t.overall, z.safety_severity, z.safety_likelihood, z.overall,
  st.life, x.decided_by, x.roles, x.decided_on, x.rationale, x.conditions, x.valid_until, x.review_on,
  r.owner, r.status, s.framework_refs, substr(r.changed_at, 1, 10), r.changed_by, a.scale_sha256,
  i.safety_level, i.effectiveness_level, i.security_level,
  t.safety_level, t.effectiveness_level, t.security_level,
  z.safety_level, z.effectiveness_level, z.security_level
FROM assessment a
JOIN product p ON p.id = a.product_id
JOIN risk r ON r.assessment_id = a.id AND r.gone = 0
JOIN json_each(a.placement_ids) at
JOIN placement pl ON pl.id = at.value
LEFT JOIN disclosure d ON d.id = a.disclosure_id
LEFT JOIN rating i ON i.risk_id = r.id AND i.phase = 'initial' AND i.gone = 0
LEFT JOIN rating t ON t.risk_id = r.id AND t.phase = 'target' AND t.gone = 0
LEFT JOIN rating z ON z.risk_id = r.id AND z.phase = 'residual' AND z.gone = 0
LEFT JOIN served s ON s.risk_id = r.id
LEFT JOIN decision_state st ON st.risk_id = r.id AND st.life = 'in_force'
LEFT JOIN decision x ON x.id = st.decision_id
WHERE a.gone = 0
";
