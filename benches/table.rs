//! The table of 1,000,000 risks: sorted, narrowed and searched against the bare SQLite query that gives the same
//! identities, and a page of it against a page of 100 risks. `RISKWARD_BENCH_RISKS` makes it smaller.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod filled;
mod pair;

use std::path::Path;

use filled::{fill, settings};
use pair::{Pair, compare, time};
use riskward::{
    domain::object::Id,
    workbench::{
        Workbench,
        questions::{
            narrow::{Sieve, Way},
            risk_order::{RiskColumn, RisksWanted},
        },
    },
};
use rusqlite::{Connection, OpenFlags};

const RISKS: usize = 1_000_000;
/// The budget of an order, as a multiple of the bare query.
const ORDER: f64 = 1.5;
/// The budget of a page, as a multiple of a page of a small register.
const PAGE: f64 = 1.2;
/// Rows of a page.
const ROWS: usize = 60;

fn main() {
    let risks =
        std::env::var("RISKWARD_BENCH_RISKS").ok().and_then(|given| given.parse().ok()).unwrap_or(RISKS);
    let directory = tempfile::tempdir().unwrap();
    let (large, small) = (directory.path().join("large.db"), directory.path().join("small.db"));
    filled_with(&large, risks);
    filled_with(&small, 100);
    let workbench = Workbench::open(settings(&large)).unwrap();
    let bare = Connection::open_with_flags(&large, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    for (name, wanted, sql) in orders() {
        let ids = |sql: &str| -> Vec<String> {
            let mut select = bare.prepare_cached(sql).unwrap();
            let found = select.query_map([], |row| row.get(0)).unwrap();
            found.map(Result::unwrap).collect()
        };
        let ours = workbench.risk_order(&wanted).unwrap();
        assert!(ours.ids.iter().map(Id::as_str).eq(ids(sql).iter().map(String::as_str)), "{name}");
        compare(Pair {
            name: &format!("{name}-{risks}"),
            budget: Some(ORDER),
            riskward: &mut || time(|| drop(workbench.risk_order(&wanted).unwrap())),
            bare: &mut || time(|| drop(ids(sql))),
        });
    }
    let few = Workbench::open(settings(&small)).unwrap();
    let (all, hundred) = (RisksWanted::default(), RisksWanted::default());
    let (all, hundred) = (workbench.risk_order(&all).unwrap(), few.risk_order(&hundred).unwrap());
    let middle = all.ids.len() / 2;
    compare(Pair {
        name: &format!("page-of-{risks}-against-100"),
        budget: Some(PAGE),
        riskward: &mut || time(|| drop(workbench.risk_page(&all, middle, ROWS).unwrap())),
        bare: &mut || time(|| drop(few.risk_page(&hundred, 20, ROWS).unwrap())),
    });
}

/// What is wanted, and the query that gives the same.
fn orders() -> Vec<(&'static str, RisksWanted, &'static str)> {
    let sorted = |column, way| RisksWanted { sort: vec![(column, way)], ..RisksWanted::default() };
    let narrowed = |column, typed: &str| RisksWanted {
        narrowed: Sieve::read(typed).map(|sieve| (column, sieve)).into_iter().collect(),
        ..RisksWanted::default()
    };
    vec![
        (
            "order",
            RisksWanted::default(),
            "SELECT id FROM risk WHERE gone = 0 ORDER BY assessment_id, number",
        ),
        (
            "sort-by-title",
            sorted(RiskColumn::Title, Way::Rising),
            "SELECT id FROM risk WHERE gone = 0 ORDER BY title COLLATE NOCASE, assessment_id, number",
        ),
        (
            "sort-by-residual",
            sorted(RiskColumn::Residual, Way::Falling),
            "SELECT risk.id FROM risk LEFT JOIN rating ON rating.risk_id = risk.id AND rating.phase = 'residual' \
             AND rating.gone = 0 WHERE risk.gone = 0 \
             ORDER BY rating.overall_rank DESC NULLS FIRST, risk.assessment_id, risk.number",
        ),
        (
            "sort-by-decision",
            sorted(RiskColumn::Decision, Way::Falling),
            "SELECT risk.id FROM risk LEFT JOIN decision ON decision.id = (SELECT id FROM decision AS newest \
             WHERE newest.risk_id = risk.id ORDER BY newest.changed_seq DESC LIMIT 1) \
             LEFT JOIN decision_state ON decision_state.decision_id = decision.id AND decision_state.gone = 0 \
             WHERE risk.gone = 0 ORDER BY decision_state.life DESC NULLS LAST, decision.decision DESC NULLS LAST, \
             decision.valid_until DESC NULLS LAST, risk.assessment_id, risk.number",
        ),
        (
            "filter-by-level",
            narrowed(RiskColumn::Residual, ">= MED"),
            "SELECT risk.id FROM risk JOIN rating ON rating.risk_id = risk.id AND rating.phase = 'residual' \
             AND rating.gone = 0 WHERE risk.gone = 0 AND rating.overall IN ('medium', 'high', 'unacceptable') \
             ORDER BY risk.assessment_id, risk.number",
        ),
        (
            "search",
            RisksWanted { text: "number 77".to_owned(), ..RisksWanted::default() },
            "SELECT id FROM risk WHERE gone = 0 AND (title LIKE '%number 77%' OR ref LIKE '%number 77%' \
             OR owner LIKE '%number 77%' OR capabilities LIKE '%number 77%' \
             OR tags LIKE '%number 77%') ORDER BY assessment_id, number",
        ),
    ]
}

/// A register of the sample project with so many risks more, each with two ratings and a control. They are copied past
/// the events, which nothing that is measured here looks at.
fn filled_with(register: &Path, risks: usize) {
    fill(register, 1);
    let db = Connection::open(register).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN").unwrap();
    let id = |prefix: char| format!("printf('{prefix}0000000-0000-7000-9000-%012d', n)");
    // titles in another order than numbers
    let title = format!("'Risk number ' || ((n * 7919) % {risks})");
    copy(
        &db,
        risks,
        "risk",
        "gone = 0",
        &[
            ("id", id('a')),
            ("number", "1000 + n".to_owned()),
            ("ref", "'R-' || (1000 + n)".to_owned()),
            ("title", title),
        ],
    );
    let rank = || ("overall_rank", "1 + n % 4".to_owned());
    let overall = || ("overall", "substr('low   mediumhigh  ', 1 + 6 * (n % 3), 6)".to_owned());
    let trimmed = |(name, value): (&'static str, String)| (name, format!("trim({value})"));
    copy(
        &db,
        risks,
        "rating",
        "phase = 'initial'",
        &[("id", id('b')), ("risk_id", id('a')), rank(), trimmed(overall())],
    );
    copy(
        &db,
        risks,
        "rating",
        "phase = 'residual'",
        &[("id", id('c')), ("risk_id", id('a')), rank(), trimmed(overall())],
    );
    copy(&db, risks, "risk_control", "gone = 0", &[("id", id('d')), ("risk_id", id('a'))]);
    db.execute_batch("COMMIT").unwrap();
}

/// Copies one row so many times, with other values in some columns.
fn copy(db: &Connection, times: usize, table: &str, one: &str, changed: &[(&str, String)]) {
    let mut statement = db.prepare(&format!("PRAGMA table_info(\"{table}\")")).unwrap();
    let names = statement.query_map([], |row| row.get::<_, String>(1)).unwrap();
    let names: Vec<String> = names.map(Result::unwrap).collect();
    let value = |name: &String| {
        let given = changed.iter().find(|(changed, _)| changed == name);
        given.map_or_else(|| format!("\"{name}\""), |(_, value)| value.clone())
    };
    let values: Vec<String> = names.iter().map(value).collect();
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let insert = format!(
        "INSERT INTO \"{table}\" ({}) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {times}) \
         SELECT {} FROM c, (SELECT * FROM \"{table}\" WHERE {one} LIMIT 1)",
        names.join(", "),
        values.join(", ")
    );
    db.execute(&insert, []).unwrap();
}
