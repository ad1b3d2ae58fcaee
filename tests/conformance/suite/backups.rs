//! Backups while another process writes: each is whole, verifies and holds what was acknowledged before it.

use super::{chain, kill::acknowledged, verifies};
use crate::{
    report::{Report, ensure, wrong},
    store::{Place, Store},
    worker::{self, Job},
};

/// Makes `rounds` backups under a writer.
pub(crate) fn backups(store: &dyn Store, rounds: u64) -> Report {
    let place = Place::fresh();
    let ledger = store.open(&place.path()).map_err(wrong("founding"))?;
    let mut writer = worker::spawn(store, &place.path(), &Job::new("write", &[&0, &0, &5]));
    writer.wait_for("ready")?;
    let (mut told, mut events) = (0, Vec::new());
    for round in 0..rounds {
        while {
            told = told.max(acknowledged(&writer.said())?);
            told < (round + 1) * 2
        } {
            std::thread::yield_now();
        }
        let target = place.directory().join(format!("copy-{round}.db"));
        // A copy is replayed in full before it gets its name.
        let verified = ledger.backup_to(&target).map_err(wrong("backing up"))?;
        ensure(verified.findings.is_empty(), || {
            format!("the copy does not verify: {}", verified.findings[0])
        })?;
        let copy = store.open(&target).map_err(wrong("opening the copy"))?;
        chain(&*copy)?;
        let head = copy.head().map_err(wrong("reading the copy"))?;
        ensure(head == verified.head, || "the copy ends elsewhere than was said".into())?;
        let requests = (head.seq.unsigned_abs() - 1) / 2;
        ensure(requests >= told, || format!("{told} acknowledged, {requests} in the copy"))?;
        events.push(head.seq);
    }
    writer.kill();
    let told = acknowledged(&writer.end())?.max(told);
    ensure(events.windows(2).all(|two| two[0] < two[1]), || "the writer did not write".into())?;
    verifies(&*ledger)?;
    Ok(format!(
        "backup: {rounds} rounds under a writer ({told} requests acknowledged meanwhile), {rounds} copies verify, \
         0 lack what was acknowledged before"
    ))
}

#[test]
fn every_backup_under_a_writer_verifies() {
    crate::report::must_hold(backups(&crate::store::SQLITE, 25));
}
