//! Typed reading and writing of the register.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Workbench, trouble};
use crate::{
    domain::{
        events::{Event, EventKind, read_payload},
        object::Id,
        record::{Fields, Held, Record},
        trouble::Trouble,
    },
    ledger::{Ask, Batch, Committed, Direction, Edit, Entry, LedgerError, Query, Relied, Stale},
};

/// How many changes of a thing are looked through for the one that two edits were made on.
const CHANGES_LOOKED_AT: usize = 200;

/// Typed reading, of the register as it is now or of a snapshot of it.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a>(pub(super) &'a dyn Ask, Option<NaiveDate>);

impl<'a> Reading<'a> {
    /// Reading without looking back.
    pub(super) fn of(ask: &'a dyn Ask) -> Self {
        Self(ask, None)
    }

    /// The day that one looks back to, if it is over: what is dated after it is not counted.
    pub(super) fn back(self) -> Option<NaiveDate> {
        self.1
    }
}

impl Reading<'_> {
    /// The rows of a query as domain values.
    pub(super) fn all<R: Record>(self, query: &Query) -> Result<Vec<Held<R>>, Trouble> {
        self.0
            .rows(query)
            .and_then(|rows| rows.into_iter().map(super::super::ledger::Row::read).collect())
            .map_err(|e| trouble::ledger("Cannot read the register", e))
    }

    /// A value that must be there.
    pub(super) fn needed<R: Record>(self, id: &Id) -> Result<Held<R>, Trouble> {
        let found = self.all(&Query::all(R::OBJECT).is("id", id.as_str()))?;
        found.into_iter().next().ok_or_else(|| {
            Trouble::refused(
                "Cannot go on",
                format!("the {} is not there any more", R::OBJECT),
                "go back and look again",
            )
        })
    }

    /// The values whose field is one of these identities, grouped by it, each group in the order of a field.
    pub(super) fn grouped<R: Record>(
        self,
        field: &'static str,
        ids: &[Id],
        order: &'static str,
        key: impl Fn(&R) -> &Id,
    ) -> Result<HashMap<Id, Vec<Held<R>>>, Trouble> {
        let mut groups: HashMap<Id, Vec<Held<R>>> = HashMap::new();
        if ids.is_empty() {
            return Ok(groups);
        }
        for held in self.all::<R>(&Query::all(R::OBJECT).among(field, ids).by(order, Direction::Up))? {
            groups.entry(key(&held.value).clone()).or_default().push(held);
        }
        Ok(groups)
    }
}

/// Events of one request, while they are put together.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) entries: Vec<Entry>,
    pub(super) attachments: Vec<Vec<u8>>,
    /// What was looked at for it and is not changed by it; checked again as it is written.
    pub(super) relies_on: Vec<Relied>,
}

impl Draft {
    /// One event more; without edits it is left out.
    pub(super) fn event(&mut self, id: Id, kind: EventKind, shown: String, reason: &str, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        self.entries.push(Entry {
            id,
            kind,
            shown,
            reason: reason.to_owned(),
            undoes: None,
            redoes: None,
            edits,
        });
    }
}

impl Workbench {
    /// Typed reading of the register as it is now.
    pub(super) fn reading(&self) -> Reading<'_> {
        Reading(&self.ledger, self.looks_back())
    }

    /// The rows of a query as domain values.
    pub(super) fn all<R: Record>(&self, query: &Query) -> Result<Vec<Held<R>>, Trouble> {
        self.reading().all(query)
    }

    /// The first row of a query.
    pub(super) fn first<R: Record>(&self, query: Query) -> Result<Option<Held<R>>, Trouble> {
        Ok(self.all(&query.page(0, 1))?.into_iter().next())
    }

    /// A value by its identity.
    pub(super) fn by_id<R: Record>(&self, id: &Id) -> Result<Option<Held<R>>, Trouble> {
        self.first(Query::all(R::OBJECT).is("id", id.as_str()))
    }

    /// A value that must be there.
    pub(super) fn needed<R: Record>(&self, id: &Id) -> Result<Held<R>, Trouble> {
        self.reading().needed(id)
    }

    /// The values whose field is one of these identities, grouped by it, each group in the order of a field.
    pub(super) fn grouped<R: Record>(
        &self,
        field: &'static str,
        ids: &[Id],
        order: &'static str,
        key: impl Fn(&R) -> &Id,
    ) -> Result<HashMap<Id, Vec<Held<R>>>, Trouble> {
        self.reading().grouped(field, ids, order, key)
    }

    /// How many rows a query finds.
    pub(super) fn count(&self, query: &Query) -> Result<usize, Trouble> {
        let tally = self.tally(query, "gone")?;
        Ok(tally.into_iter().map(|(_, count)| count).sum())
    }

    /// How many rows a query finds for each value of a field.
    pub(super) fn tally(&self, query: &Query, by: &'static str) -> Result<Vec<(String, usize)>, Trouble> {
        let tally =
            self.ledger.tally(query, by).map_err(|e| trouble::ledger("Cannot read the register", e))?;
        Ok(tally
            .into_iter()
            .map(|(value, count)| (value, usize::try_from(count).unwrap_or(usize::MAX)))
            .collect())
    }

    /// Writes the events of one request; those who only read write none.
    pub(super) fn write(&mut self, request: Id, draft: Draft) -> Result<Committed, Trouble> {
        let batch = self.batch(request, draft)?;
        let committed = self.append(batch).map_err(|e| self.not_saved(e))?;
        if let (Some(first), Some(last)) = (committed.events.first(), committed.events.last()) {
            self.settings.written.add(&last.request);
            // Our own writing is no news from others; what they wrote just before it is.
            if self.seen.get() == Some(first.seq - 1) {
                self.seen.set(Some(last.seq));
            }
        }
        Ok(committed)
    }

    /// What is written for a draft that no rule forbids.
    pub(super) fn batch(&self, request: Id, mut draft: Draft) -> Result<Batch, Trouble> {
        self.refuse_readers()?;
        let known = !self.ledger.request(&request).map_err(|e| self.not_saved(e))?.is_empty();
        // A repeated request is answered as before, also when the rules have changed since.
        let mut guarded = Vec::new();
        if !known {
            self.overwrites_nothing(&draft)?;
            guarded = self.guard(&draft)?;
            self.settle(&mut draft)?;
        }
        Ok(Batch {
            request,
            actor: self.actor().clone(),
            at: self.now(),
            program: self.settings.program.clone(),
            entries: draft.entries,
            attachments: draft.attachments,
            relies_on: draft.relies_on.into_iter().chain(guarded).collect(),
        })
    }

    /// Why nothing was saved; of two edits of one thing also what both were made on.
    pub(super) fn not_saved(&self, error: LedgerError) -> Trouble {
        let conflict = match &error {
            LedgerError::Conflict(stale) => {
                stale.first().map(|stale| Box::new(trouble::conflict(stale, &self.value_at(stale))))
            }
            _ => None,
        };
        let busy = matches!(error, LedgerError::Busy);
        let trouble = Trouble { conflict, ..trouble::ledger("Not saved", error) };
        if busy { super::busy::named(trouble, self.register_path()) } else { trouble }
    }

    /// The value of a row at the version that an edit was made on, from the events.
    fn value_at(&self, stale: &Stale) -> Fields {
        let events = self.ledger.events_of(&stale.id, CHANGES_LOOKED_AT).unwrap_or_default();
        let changes = events
            .iter()
            .filter_map(|event| read_payload(&event.kind, &event.payload).ok())
            .flat_map(|(_, payload)| payload.changes);
        changes
            .filter(|change| change.id == stale.id && change.version == stale.expected)
            .find_map(|change| change.after)
            .unwrap_or_default()
    }

    /// Writes one event; returns what was said, with the ref that the register gave filled in.
    pub(super) fn write_one(
        &mut self,
        request: Id,
        kind: EventKind,
        shown: String,
        reason: &str,
        edits: Vec<Edit>,
    ) -> Result<String, Trouble> {
        let mut draft = Draft::default();
        draft.event(self.new_request(), kind, shown, reason, edits);
        let committed = self.write(request, draft)?;
        said(&committed)
    }
}

/// What the first event of a request said.
pub(super) fn said(committed: &Committed) -> Result<String, Trouble> {
    let Some(event) = committed.events.first() else { return Ok("Nothing to change.".to_owned()) };
    let (_, payload) = read_payload(&event.kind, &event.payload)
        .map_err(|e| trouble::ledger("Cannot read what was saved", e.into()))?;
    Ok(if committed.repeated { format!("{} (It was saved before.)", payload.shown) } else { payload.shown })
}

/// What all events of a request said, with the refs that the register gave.
pub(super) fn all_said(committed: &Committed) -> Result<String, Trouble> {
    let all = each_said(committed)?;
    Ok(if committed.repeated { format!("{} (It was saved before.)", all.join(" ")) } else { all.join(" ") })
}

/// What each event of a request said, with the refs that the register gave.
pub(super) fn each_said(committed: &Committed) -> Result<Vec<String>, Trouble> {
    let told = |event: &Event| {
        read_payload(&event.kind, &event.payload)
            .map(|(_, payload)| payload.shown)
            .map_err(|e| trouble::ledger("Cannot read what was saved", e.into()))
    };
    committed.events.iter().map(told).collect()
}
