//! Many writers read, change and write the same few rows: no update is lost, every conflict is told.

use riskward::{
    domain::{
        events::EventKind,
        object::{Id, Object},
    },
    ledger::{Ask, Edit, LedgerError, Query},
};

use super::{chain, verifies};
use crate::{
    report::{Report, ensure, wrong},
    sample::{batch, entry, person},
    store::{Place, Store},
    worker::{self, Job, Work, tell, wait_for_go},
};

const ROWS: u64 = 3;

fn row_id(row: u64) -> Id {
    Id(format!("row-{row}"))
}

fn read(ledger: &dyn Ask, row: u64) -> Result<(i64, u64), String> {
    let rows =
        ledger.rows(&Query::all(Object::Person).is("id", row_id(row).0)).map_err(wrong("reading a row"))?;
    let row = rows.first().ok_or("the row is not there")?;
    Ok((row.version, row.fields["roles"][0].as_str().and_then(|count| count.parse().ok()).unwrap_or(0)))
}

/// The writer: raises counters that others raise too, reading again after each conflict.
pub(crate) fn edit(work: &Work) -> Result<(), String> {
    let (writer, edits) = (work.number(0), work.number(1));
    let mut ledger = work.store.open(&work.place).map_err(wrong("opening"))?;
    tell("ready");
    wait_for_go();
    let mut conflicts = 0;
    for n in 0..edits {
        let row = (writer + n) % ROWS;
        let id = format!("w{writer}-{n}");
        loop {
            let (version, count) = read(&*ledger, row)?;
            // Whoever edits takes a moment; here it is one in which another writer runs.
            std::thread::sleep(std::time::Duration::from_micros(500));
            let raised = person("counter", &(count + 1).to_string());
            let edits = vec![Edit::put(&row_id(row), version, &raised)];
            match ledger.append(batch(&id, vec![entry(&id, EventKind::PersonChanged, edits)])) {
                Ok(_) => break,
                Err(LedgerError::Conflict(_)) => conflicts += 1,
                Err(error) => return Err(error.to_string()),
            }
        }
    }
    tell(&format!("conflicts {conflicts}"));
    Ok(())
}

/// `writers` processes make `edits` edits each.
pub(crate) fn conflicts(store: &dyn Store, writers: u64, edits: u64) -> Report {
    let place = Place::fresh();
    let mut ledger = store.open(&place.path()).map_err(wrong("founding"))?;
    let rows = (0..ROWS).map(|row| Edit::put(&row_id(row), 0, &person("counter", "0"))).collect();
    ledger
        .append(batch("rows", vec![entry("rows", EventKind::PersonChanged, rows)]))
        .map_err(wrong("putting the rows in"))?;
    let mut running: Vec<_> = (0..writers)
        .map(|writer| worker::spawn(store, &place.path(), &Job::new("edit", &[&writer, &edits])))
        .collect();
    for writer in &running {
        writer.wait_for("ready")?;
    }
    for writer in &mut running {
        writer.go();
    }
    let mut told = 0;
    for writer in running {
        let said = writer.end();
        let conflicts = said.iter().find_map(|line| line.strip_prefix("conflicts ")?.parse::<u64>().ok());
        told += conflicts.ok_or_else(|| format!("a writer did not finish: {said:?}"))?;
    }
    let made = writers * edits;
    let mut sum = 0;
    for row in 0..ROWS {
        sum += read(&*ledger, row)?.1;
    }
    ensure(sum == made, || format!("{} of {made} acknowledged updates are lost", made - sum.min(made)))?;
    ensure(told > 0, || "no writer met another: nothing was tried".to_owned())?;
    let events = chain(&*ledger)?.len() as u64;
    ensure(events == made + 2, || format!("{events} events for {made} edits"))?;
    verifies(&*ledger)?;
    Ok(format!(
        "conflicts: {writers} writers × {edits} edits, 0 of {made} updates lost, {told} conflicts told"
    ))
}

/// Eight writers, 200 edits each, on three rows.
#[test]
fn no_update_is_lost_among_writers() {
    crate::report::must_hold(conflicts(&crate::store::SQLITE, 8, 200));
}
