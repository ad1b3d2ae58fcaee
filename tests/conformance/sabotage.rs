//! Ledgers with one protection taken away, for the canaries.

use std::path::Path;

use riskward::{
    domain::{events::Event, object::Id, progress::Port},
    ledger::{
        Ask, Batch, Committed, Counted, Head, Ledger, LedgerError, Query, RequestLine, Row, SnapshotRead,
        TextSearch, Verified,
    },
};

/// What is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sabotage {
    /// Every edit claims to be made on the version that stands there now.
    RefreshExpected,
    /// Every request gets an id of its own.
    MintRequest,
}

/// A store whose ledgers are sabotaged.
pub(crate) struct Sabotaged(pub(crate) Sabotage);

impl Sabotaged {
    pub(crate) fn around(&self, inner: Box<dyn Ledger>) -> Box<dyn Ledger> {
        Box::new(Wrapped { inner, how: self.0, minted: 0 })
    }
}

struct Wrapped {
    inner: Box<dyn Ledger>,
    how: Sabotage,
    minted: u64,
}

impl Ask for Wrapped {
    fn rows(&self, query: &Query) -> Result<Vec<Row>, LedgerError> {
        self.inner.rows(query)
    }

    fn ids(&self, query: &Query) -> Result<Vec<Id>, LedgerError> {
        self.inner.ids(query)
    }

    fn ids_holding(&self, search: &TextSearch<'_>) -> Result<Vec<Id>, LedgerError> {
        self.inner.ids_holding(search)
    }

    fn tally(&self, query: &Query, by: &'static str) -> Result<Vec<(String, u64)>, LedgerError> {
        self.inner.tally(query, by)
    }

    fn tally_by(&self, query: &Query, by: &[&'static str]) -> Result<Vec<Counted>, LedgerError> {
        self.inner.tally_by(query, by)
    }

    fn tally_pairs(
        &self,
        queries: [&Query; 2],
        on: &'static str,
        by: [&[&'static str]; 2],
    ) -> Result<Vec<Counted>, LedgerError> {
        self.inner.tally_pairs(queries, on, by)
    }

    fn events_after(&self, seq: i64, limit: usize) -> Result<Vec<Event>, LedgerError> {
        self.inner.events_after(seq, limit)
    }

    fn events_of(&self, id: &Id, limit: usize) -> Result<Vec<Event>, LedgerError> {
        self.inner.events_of(id, limit)
    }

    fn requests_of(&self, actor_uid: u32, limit: usize) -> Result<Vec<RequestLine>, LedgerError> {
        self.inner.requests_of(actor_uid, limit)
    }

    fn request(&self, id: &Id) -> Result<Vec<Event>, LedgerError> {
        self.inner.request(id)
    }

    fn head(&self) -> Result<Head, LedgerError> {
        self.inner.head()
    }

    fn last_seq(&self) -> Result<i64, LedgerError> {
        self.inner.last_seq()
    }

    fn attachment(&self, sha256: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        self.inner.attachment(sha256)
    }
}

impl Ledger for Wrapped {
    fn append(&mut self, mut batch: Batch) -> Result<Committed, LedgerError> {
        match self.how {
            Sabotage::RefreshExpected => {
                for edit in batch.entries.iter_mut().flat_map(|entry| &mut entry.edits) {
                    let now = self.inner.rows(&Query::all(edit.object).is("id", edit.id.as_str()))?;
                    edit.expected = now.first().map_or(0, |row| row.version);
                }
            }
            Sabotage::MintRequest => {
                self.minted += 1;
                let minted = format!("{}-{}-{}", batch.request, std::process::id(), self.minted);
                for entry in &mut batch.entries {
                    entry.id = Id(format!("{}-{minted}", entry.id));
                    for edit in &mut entry.edits {
                        edit.id = Id(format!("{}-{minted}", edit.id));
                    }
                }
                batch.request = Id(minted);
            }
        }
        self.inner.append(batch)
    }

    fn snapshot(&self, read: SnapshotRead<'_>) -> Result<(), LedgerError> {
        self.inner.snapshot(read)
    }

    fn backup_heard(&self, target: &Path, port: &mut Port) -> Result<Verified, LedgerError> {
        self.inner.backup_heard(target, port)
    }

    fn verify_heard(&self, port: &mut Port) -> Result<Verified, LedgerError> {
        self.inner.verify_heard(port)
    }
}
