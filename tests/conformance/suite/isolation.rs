//! A snapshot is of one moment, whatever others write meanwhile.

use riskward::{
    domain::{
        events::EventKind,
        object::{Id, Object},
    },
    ledger::{Ask, Direction, Edit, LedgerError, Query},
};

use crate::{
    report::{Report, ensure, wrong},
    sample::{batch, entry, person},
    store::{Place, Store},
    worker::{self, Job},
};

/// Everything that a reader can see, as text.
fn seen(ask: &dyn Ask) -> Result<String, LedgerError> {
    let people = Query::all(Object::Person).by("name", Direction::Up);
    Ok(format!(
        "{:?} {:?} {:?} {:?}",
        ask.head()?,
        ask.rows(&people)?,
        ask.tally(&people, "name")?,
        ask.events_after(0, usize::MAX)?.len()
    ))
}

/// Reads inside snapshots while this process and another one write.
pub(crate) fn isolation(store: &dyn Store) -> Report {
    let place = Place::fresh();
    let reader = store.open(&place.path()).map_err(wrong("founding"))?;
    let mut writer = store.open(&place.path()).map_err(wrong("opening"))?;
    let mut reads = 0;
    let mut outcome = Ok(());
    let mut moment = |ask: &dyn Ask| -> Result<(), LedgerError> {
        let first = seen(ask)?;
        for round in 0..20 {
            let id = format!("during-{round}");
            let edits = vec![Edit::put(&Id(id.clone()), 0, &person(&id, ""))];
            writer.append(batch(&id, vec![entry(&id, EventKind::PersonChanged, edits)]))?;
            if round == 10 {
                let mut other = worker::spawn(store, &place.path(), &Job::new("repeat", &[&"elsewhere"]));
                other.go();
                if !other.end().iter().any(|line| line == "applied") {
                    outcome = Err("the other process could not write during a snapshot".to_owned());
                }
            }
            reads += 1;
            if seen(ask)? != first {
                outcome = Err(format!("a snapshot changed at write {round}"));
            }
        }
        Ok(())
    };
    let before = seen(&*reader).map_err(wrong("reading"))?;
    reader.snapshot(&mut moment).map_err(wrong("reading a snapshot"))?;
    outcome?;
    let after = reader.ids(&Query::all(Object::Person)).map_err(wrong("reading after the snapshot"))?.len();
    ensure(after == 21 && seen(&*reader).ok() != Some(before), || {
        format!("{after} rows after the snapshot")
    })?;

    let refused = reader.snapshot(&mut |_| Err(LedgerError::ReadOnly));
    ensure(matches!(refused, Err(LedgerError::ReadOnly)), || "a read's own error did not come out".into())?;
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        reader.snapshot(&mut |_| std::panic::resume_unwind(Box::new("on purpose")))
    }));
    ensure(panicked.is_err(), || "the panic did not come out".into())?;
    reader.snapshot(&mut |ask| ask.head().map(|_| ())).map_err(wrong("a snapshot after a panic in one"))?;
    Ok(format!("isolation: {reads} reads inside a snapshot, 0 saw what 21 writes of two processes put in"))
}

#[test]
fn a_snapshot_is_of_one_moment() {
    crate::report::must_hold(isolation(&crate::store::SQLITE));
}
