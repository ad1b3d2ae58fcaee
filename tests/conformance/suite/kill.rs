//! Kill −9: what was acknowledged is stored, and nothing is stored by halves.

use std::{
    collections::{HashMap, HashSet},
    thread,
    time::Duration,
};

use riskward::{
    domain::{
        events::{EventKind, Hash, NO_HASH},
        object::{Id, Object},
    },
    ledger::{Ask, Batch, Edit, Ledger, Query},
};

use super::{chain_after, verifies};
use crate::{
    chance::Chance,
    report::{Report, ensure, wrong},
    sample::{batch, entry, person, product},
    store::{Place, Store},
    worker::{self, Job, Work, Worker, tell},
};

const WRITERS: u64 = 3;
/// Trials on one register before the next one is founded, so that founding is killed too.
const ON_ONE_REGISTER: u64 = 10;

/// A writer's own row that counts its requests.
fn tally_id(writer: u64) -> Id {
    Id(format!("tally-{writer}"))
}

/// Version and count of a writer's tally.
fn tally(ledger: &dyn Ask, writer: u64) -> Result<(i64, u64), String> {
    let rows = ledger
        .rows(&Query::all(Object::Person).is("id", tally_id(writer).0))
        .map_err(wrong("reading the tally"))?;
    Ok(rows.first().map_or((0, 0), |row| {
        (
            row.version,
            row.fields["roles"][0].as_str().and_then(|count| count.parse().ok()).unwrap_or(u64::MAX),
        )
    }))
}

fn request_id(trial: u64, writer: u64, n: u64) -> String {
    format!("t{trial}-w{writer}-{n}")
}

/// One request: two events that put in a person and a product and raise the tally.
fn request(ledger: &dyn Ask, trial: u64, writer: u64, n: u64) -> Result<Batch, String> {
    let id = request_id(trial, writer, n);
    let (version, count) = tally(ledger, writer)?;
    let first = entry(
        &format!("{id}-a"),
        EventKind::PersonChanged,
        vec![
            Edit::put(&Id(format!("person-{id}")), 0, &person(&id, "")),
            Edit::put(&tally_id(writer), version, &person("tally", &(count + 1).to_string())),
        ],
    );
    let second = entry(
        &format!("{id}-b"),
        EventKind::ProductChanged,
        vec![Edit::put(&Id(format!("product-{id}")), 0, &product("Kill", &id))],
    );
    let mut batch = batch(&id, vec![first, second]);
    batch.attachments = vec![format!("attached to {id}").into_bytes()];
    Ok(batch)
}

/// The writer: appends, acknowledges and pauses until it is killed.
pub(crate) fn write(work: &Work) -> Result<(), String> {
    let (trial, writer, pause) = (work.number(0), work.number(1), Duration::from_millis(work.number(2)));
    let mut ledger = work.store.open(&work.place).map_err(wrong("opening"))?;
    tell("ready");
    for n in 1.. {
        let batch = request(&*ledger, trial, writer, n)?;
        ledger.append(batch).map_err(wrong("appending"))?;
        tell(&format!("ack {n}"));
        thread::sleep(pause);
    }
    Ok(())
}

/// The last request that a writer acknowledged.
pub(crate) fn acknowledged(lines: &[String]) -> Result<u64, String> {
    if let Some(error) = lines.iter().find(|line| line.starts_with("error")) {
        return Err(format!("a writer was refused: {error}"));
    }
    Ok(lines.iter().rev().find_map(|line| line.strip_prefix("ack ")?.parse().ok()).unwrap_or(0))
}

#[derive(Default)]
struct Figures {
    acknowledged: u64,
    unacknowledged: u64,
    not_written: u64,
    lost: u64,
    half: u64,
    verified: u64,
}

/// What is known of a register between trials.
struct Known {
    seq: i64,
    hash: Hash,
    stored: HashMap<u64, u64>,
}

/// Kills writers at random moments and looks at what is there.
pub(crate) fn kill(store: &dyn Store, trials: u64) -> Report {
    let mut chance = Chance::new("kill");
    let mut figures = Figures::default();
    let mut place = Place::fresh();
    let mut known = Known { seq: 0, hash: NO_HASH, stored: HashMap::new() };
    for trial in 0..trials {
        if trial % ON_ONE_REGISTER == 0 {
            place = Place::fresh();
            known = Known { seq: 0, hash: NO_HASH, stored: HashMap::new() };
        }
        let mut writers: Vec<Worker> = (0..WRITERS)
            .map(|writer| worker::spawn(store, &place.path(), &Job::new("write", &[&trial, &writer, &0])))
            .collect();
        let mut last = vec![Vec::new(); writers.len()];
        if chance.below(4) > 0 {
            for (writer, said) in writers.iter().zip(&mut last) {
                said.extend(writer.wait_for("ready")?);
            }
        }
        thread::sleep(Duration::from_micros(chance.below(16_000)));
        for writer in &mut writers {
            writer.kill();
        }
        for (writer, said) in writers.into_iter().zip(&mut last) {
            said.extend(writer.end());
        }
        let last = last.iter().map(|said| acknowledged(said)).collect::<Result<Vec<_>, _>>()?;
        let mut ledger = store.open(&place.path()).map_err(wrong("opening after the kill"))?;
        look(&mut *ledger, trial, &last, &mut known, &mut figures)?;
        if (trial + 1) % ON_ONE_REGISTER == 0 || trial + 1 == trials {
            verifies(&*ledger)?;
            figures.verified += 1;
        }
    }
    let Figures { acknowledged, unacknowledged, not_written, lost, half, verified } = figures;
    ensure(lost == 0 && half == 0, || format!("{lost} acknowledged requests lost, {half} half written"))?;
    ensure(acknowledged > trials, || format!("only {acknowledged} requests were acknowledged"))?;
    Ok(format!(
        "kill: {trials} trials, {WRITERS} writers, {acknowledged} acknowledged, {lost} lost, {half} half; \
         {unacknowledged} committed without acknowledgement found by their request, {not_written} not written \
         and applied again; {verified} full verifications clean"
    ))
}

/// Acknowledged ⊆ stored, all or nothing, and the request after the last acknowledged one is applied once.
fn look(
    ledger: &mut dyn Ledger,
    trial: u64,
    last: &[u64],
    known: &mut Known,
    figures: &mut Figures,
) -> Result<(), String> {
    let stored = whole_requests(ledger, known, figures)?;
    for (writer, &acknowledged) in (0..).zip(last) {
        figures.acknowledged += acknowledged;
        figures.lost +=
            (1..=acknowledged).filter(|n| !stored.contains(&request_id(trial, writer, *n))).count() as u64;
        let next = request_id(trial, writer, acknowledged + 1);
        let again = ledger
            .append(request(ledger, trial, writer, acknowledged + 1)?)
            .map_err(wrong("repeating the request after the last acknowledged one"))?;
        ensure(again.repeated == stored.contains(&next), || {
            format!("request {next}: stored {}, repeated {}", stored.contains(&next), again.repeated)
        })?;
        if again.repeated {
            figures.unacknowledged += 1;
        } else {
            figures.not_written += 1;
        }
        ensure(again.events.len() == 2, || format!("request {next} has {} events", again.events.len()))?;
    }
    whole_requests(ledger, known, figures)?;
    for writer in 0..WRITERS {
        let (_, count) = tally(ledger, writer)?;
        let stored = known.stored.get(&writer).copied().unwrap_or(0);
        ensure(count == stored, || {
            format!("writer {writer} has {stored} requests stored, its tally says {count}")
        })?;
    }
    Ok(())
}

/// The requests stored since the last look, each with all its events and rows.
fn whole_requests(
    ledger: &dyn Ask,
    known: &mut Known,
    figures: &mut Figures,
) -> Result<HashSet<String>, String> {
    let events = chain_after(ledger, known.seq, known.hash)?;
    let mut requests: HashMap<String, u64> = HashMap::new();
    for event in events.iter().filter(|event| event.request.as_str().starts_with('t')) {
        *requests.entry(event.request.0.clone()).or_default() += 1;
    }
    if let Some(end) = events.last() {
        (known.seq, known.hash) = (end.seq, end.hash);
    }
    let there = |object, prefix: &str| -> Result<HashSet<Id>, String> {
        let ids: Vec<Id> = requests.keys().map(|id| Id(format!("{prefix}-{id}"))).collect();
        let found = ledger.ids(&Query::all(object).among("id", &ids)).map_err(wrong("reading rows"))?;
        Ok(found.into_iter().collect())
    };
    let (people, products) = (there(Object::Person, "person")?, there(Object::Product, "product")?);
    for (id, events) in &requests {
        let whole = *events == 2
            && people.contains(&Id(format!("person-{id}")))
            && products.contains(&Id(format!("product-{id}")));
        figures.half += u64::from(!whole);
        let writer = id.split("-w").nth(1).and_then(|rest| rest.split('-').next()?.parse().ok());
        *known.stored.entry(writer.unwrap_or(u64::MAX)).or_default() += 1;
    }
    Ok(requests.into_keys().collect())
}

/// 300 kills of three writers.
#[test]
fn what_was_acknowledged_survives_kill_9() {
    crate::report::must_hold(kill(&crate::store::SQLITE, 300));
}
