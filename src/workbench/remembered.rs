//! What this user last saw of a register: a witness outside the file. A register that was cut, or put back to an
//! older state, no longer holds the event that its users remember.

use std::{fs, path::PathBuf};

use super::{Workbench, trouble};
use crate::{
    domain::{
        events::{Event, NO_HASH, chain_hash},
        object::{Id, Object},
        record::hex,
        trouble::{Trouble, TroubleKind},
    },
    ledger::{Ask as _, Head, Query},
    os::{files, replace},
};

/// Events looked at in one go.
const PAGE: usize = 1_000;

impl Workbench {
    /// Looks the pages of the file over, and the chain since what this user last saw; then remembers its end.
    ///
    /// # Errors
    /// What is damaged, or missing against what this user has seen.
    pub fn look_over(&self) -> Result<(), Trouble> {
        let what = "The register is not as it should be";
        let damaged = |because: String| {
            Trouble::new(
                TroubleKind::Register,
                what,
                because,
                "riskward verify, and the last verified backup",
            )
        };
        self.ledger.check_pages().map_err(|e| trouble::ledger(what, e))?;
        let (mut seq, mut prev) = (0, NO_HASH);
        if let Some((seen, hash)) = self.remembered() {
            let there = self.ledger.events_after(seen - 1, 1).map_err(|e| trouble::ledger(what, e))?;
            match there.first() {
                Some(event) if event.seq == seen && hex(&event.hash) == hash => {
                    (seq, prev) = (seen, event.hash);
                }
                _ => {
                    return Err(damaged(format!(
                        "it no longer holds event {seen}, which you have seen: it was cut or put back to an older state"
                    )));
                }
            }
        }
        loop {
            let events = self.ledger.events_after(seq, PAGE).map_err(|e| trouble::ledger(what, e))?;
            let Some(last) = events.last() else { break };
            let end = Head { seq: last.seq, hash: last.hash };
            if let Some(broken) = first_broken(&events, seq, prev) {
                return Err(damaged(format!("event {broken} is not what was written")));
            }
            (seq, prev) = (end.seq, end.hash);
        }
        self.remember(&Head { seq, hash: prev });
        Ok(())
    }

    /// The place and hash of the last event that this user saw.
    fn remembered(&self) -> Option<(i64, String)> {
        let text = fs::read_to_string(self.memory()?).ok()?;
        let (seq, hash) = text.trim().split_once(' ')?;
        let seq = seq.parse().ok().filter(|&seq| seq > 0)?;
        Some((seq, hash.to_owned()))
    }

    /// Remembers the end of the chain. What cannot be kept is no hindrance: the witness is then the older one.
    fn remember(&self, head: &Head) {
        if let Some(path) = self.memory()
            && let Some(directory) = path.parent()
            && files::create_private_directory(directory).is_ok()
        {
            let _ =
                replace::write_whole(&path, format!("{} {}\n", head.seq, hex(&head.hash)).as_bytes(), true);
        }
    }

    fn memory(&self) -> Option<PathBuf> {
        let directory = self.settings.state_directory.as_ref()?;
        Some(directory.join("seen").join(self.register_id()?.as_str()))
    }

    /// The register's identity.
    pub(super) fn register_id(&self) -> Option<Id> {
        self.ledger.ids(&Query::all(Object::Register)).ok()?.into_iter().next()
    }
}

/// The first event that does not continue the chain, or is not what its hash says.
fn first_broken(events: &[Event], mut seq: i64, mut prev: [u8; 32]) -> Option<i64> {
    for event in events {
        if event.seq != seq + 1 || event.prev != prev || chain_hash(event) != event.hash {
            return Some(seq + 1);
        }
        (seq, prev) = (event.seq, event.hash);
    }
    None
}
