//! A tail cut off, and a history written anew, verify by themselves; the end of the chain that somebody
//! remembers tells.

use riskward::{
    domain::object::Id,
    ledger::{Ask as _, Head, Ledger, SqliteLedger},
};

use super::{guards::sample_register, plain, raw};
use crate::{
    report::{Report, ensure, wrong},
    sample,
    store::Place,
    suite::verifies,
};

/// The event that somebody remembers as the last one still stands where it stood.
fn holds(ledger: &SqliteLedger, anchor: Head) -> Result<bool, String> {
    let events = ledger.events_after(anchor.seq - 1, 1).map_err(wrong("reading the anchored event"))?;
    Ok(events.first().is_some_and(|event| event.seq == anchor.seq && event.hash == anchor.hash))
}

/// A register with the sample's first requests, the last one with another reason if told so.
fn made(requests: usize, forged: bool) -> Result<(Place, SqliteLedger), String> {
    let place = Place::fresh();
    let mut settings = super::settings(riskward::ledger::Synchronous::Full);
    settings.request = Id::from("opened");
    let mut ledger = super::open(&place.path(), &settings).map_err(wrong("founding"))?;
    for (at, mut request) in sample::requests().into_iter().take(requests).enumerate() {
        if forged && at == 6 {
            request.entries[0].reason = "a reason that nobody gave".into();
        }
        ledger.append(request).map_err(wrong("appending"))?;
    }
    Ok((place, ledger))
}

fn anchored() -> Report {
    let all = sample::requests().len();
    let (_whole_place, whole) = made(all, false)?;
    let anchor = whole.head().map_err(wrong("reading the head"))?;
    ensure(holds(&whole, anchor)?, || "the anchor does not hold on its own register".into())?;

    let mut cut_and_found = 0;
    for kept in 0..all {
        let (_place, cut) = made(kept, false)?;
        if kept == all / 2 {
            verifies(&cut)?;
        }
        ensure(!holds(&cut, anchor)?, || format!("a tail cut off after {kept} requests is not noticed"))?;
        cut_and_found += 1;
    }
    let (_place, forged) = made(all, true)?;
    verifies(&forged)?;
    ensure(forged.head().map(|head| head.seq).ok() == Some(anchor.seq), || "the forgery is shorter".into())?;
    ensure(!holds(&forged, anchor)?, || "a history written anew is not noticed".into())?;

    // Cut without making the rows anew: verification alone finds it.
    let place = sample_register();
    let db = raw::connect(&place.path());
    let guard = raw::texts(&db, "SELECT sql FROM sqlite_master WHERE name = 'event_d'");
    db.execute_batch("DROP TRIGGER event_d; DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)")
        .unwrap();
    db.execute_batch(&guard[0]).unwrap();
    drop(db);
    let findings =
        plain(&place.path()).map_err(wrong("opening"))?.verify().map_err(wrong("verifying"))?.findings;
    ensure(findings.iter().any(|finding| finding.place.starts_with("person ")), || {
        format!("the row of the event that was cut off is not found: {findings:?}")
    })?;
    Ok(format!(
        "anchor: {cut_and_found} cut tails and a history written anew, all noticed by the remembered head; a tail cut \
         without its rows found by verification alone"
    ))
}

#[test]
fn the_remembered_head_tells_a_cut_tail() {
    crate::report::must_hold(anchored());
}
