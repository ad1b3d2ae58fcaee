//! A request is applied once, however often and from wherever it is sent.

use riskward::{
    domain::{
        events::EventKind,
        object::{Id, Object},
    },
    ledger::{Batch, Edit, Query},
};

use super::{chain, verifies};
use crate::{
    chance::Chance,
    report::{Report, ensure, wrong},
    sample::{batch, entry, person},
    store::{Place, Store},
    worker::{self, Job, Work, tell, wait_for_go},
};

fn request(id: &str) -> Batch {
    let edits = vec![Edit::put(&Id(format!("person-{id}")), 0, &person(id, ""))];
    batch(id, vec![entry(id, EventKind::PersonChanged, edits)])
}

/// The worker: sends a request when told, and says what came of it.
pub(crate) fn repeat(work: &Work) -> Result<(), String> {
    let mut ledger = work.store.open(&work.place).map_err(wrong("opening"))?;
    tell("ready");
    wait_for_go();
    let committed = ledger.append(request(&work.words[0])).map_err(wrong("appending"))?;
    tell(if committed.repeated { "repeated" } else { "applied" });
    Ok(())
}

/// Sends requests twice: from this process, another one, two at once, and after a kill.
pub(crate) fn repeats(store: &dyn Store, rounds: u64) -> Report {
    let place = Place::fresh();
    let mut chance = Chance::new("repeats");
    let mut ledger = store.open(&place.path()).map_err(wrong("founding"))?;
    let mut sent = 0;

    let first = ledger.append(request("here")).map_err(wrong("appending"))?;
    let head = ledger.head().map_err(wrong("reading the head"))?;
    let second = ledger.append(request("here")).map_err(wrong("appending again"))?;
    sent += 1;
    ensure(!first.repeated && second.repeated, || "the same process: a request was applied twice".into())?;
    ensure(second.events == first.events, || "a repeated request returns other events".into())?;
    ensure(ledger.head().ok() == Some(head), || "a repeated request moved the head".into())?;
    let mut other = request("here");
    other.entries = request("other content").entries;
    let third = ledger.append(other).map_err(wrong("appending other content"))?;
    ensure(third.repeated && third.events == first.events, || "other content under a used id".into())?;

    for round in 0..rounds {
        // Two processes at once: one applies it.
        let id = format!("both-{round}");
        let mut two = [0, 1].map(|_| worker::spawn(store, &place.path(), &Job::new("repeat", &[&id])));
        for worker in &two {
            worker.wait_for("ready")?;
        }
        two.iter_mut().for_each(worker::Worker::go);
        let mut said: Vec<String> = two.into_iter().flat_map(worker::Worker::end).collect();
        said.sort();
        ensure(said == ["applied", "repeated"], || format!("two processes sent {id}: {said:?}"))?;
        sent += 1;

        // Killed at any moment: sent again, it is there once.
        let id = format!("killed-{round}");
        let mut one = worker::spawn(store, &place.path(), &Job::new("repeat", &[&id]));
        one.wait_for("ready")?;
        one.go();
        std::thread::sleep(std::time::Duration::from_micros(chance.below(4_000)));
        one.kill();
        let acknowledged = one.end().iter().any(|line| line == "applied");
        let again = ledger.append(request(&id)).map_err(wrong("appending after a kill"))?;
        ensure(again.repeated || !acknowledged, || format!("{id} was acknowledged and applied again"))?;
        sent += 1;
    }
    let people = ledger.ids(&Query::all(Object::Person)).map_err(wrong("reading people"))?.len() as u64;
    ensure(people == sent, || format!("{sent} requests put {people} rows in"))?;
    let events = chain(&*ledger)?.len() as u64;
    ensure(events == sent + 1, || format!("{sent} requests left {events} events"))?;
    verifies(&*ledger)?;
    Ok(format!(
        "repeats: {sent} requests sent twice or more (same process, two at once, after a kill), 0 applied twice"
    ))
}

/// Twenty rounds.
#[test]
fn a_request_is_applied_once() {
    crate::report::must_hold(repeats(&crate::store::SQLITE, 20));
}
