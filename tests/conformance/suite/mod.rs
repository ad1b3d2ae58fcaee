//! The checks that know the public face alone: any store has to pass them.

pub(crate) mod backups;
pub(crate) mod conflicts;
pub(crate) mod isolation;
pub(crate) mod kill;
pub(crate) mod numbers;
pub(crate) mod repeats;
pub(crate) mod texts;

use riskward::{
    domain::events::{Event, Hash, NO_HASH, chain_hash},
    ledger::{Ask, Ledger},
};

use crate::report::{ensure, wrong};

/// Walks the chain from a place in it and returns the events that stand there.
pub(crate) fn chain_after(ledger: &dyn Ask, seq: i64, hash: Hash) -> Result<Vec<Event>, String> {
    let events = ledger.events_after(seq, usize::MAX).map_err(wrong("reading events"))?;
    let (mut seq, mut prev) = (seq, hash);
    for event in &events {
        ensure(event.seq == seq + 1 && event.prev == prev && chain_hash(event) == event.hash, || {
            format!("the chain is broken at event {}", event.seq)
        })?;
        (seq, prev) = (event.seq, event.hash);
    }
    Ok(events)
}

/// The whole chain.
pub(crate) fn chain(ledger: &dyn Ask) -> Result<Vec<Event>, String> {
    chain_after(ledger, 0, NO_HASH)
}

/// A full verification must find nothing.
pub(crate) fn verifies(ledger: &dyn Ledger) -> Result<(), String> {
    let verified = ledger.verify().map_err(wrong("verifying"))?;
    ensure(verified.findings.is_empty(), || format!("verification finds {}", verified.findings[0]))
}
