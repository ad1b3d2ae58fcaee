//! The register's rows, read by a ledger of its own beside the workbench.

use std::{collections::BTreeMap, path::Path, time::Duration};

use riskward::{
    domain::{
        events::{Actor, EventKind, read_payload},
        object::{Id, Object},
        record::{Fields, Held, Record},
        word::Word as _,
    },
    ledger::{Ask as _, Query, Row, Settings, SqliteLedger, Synchronous},
};

pub(crate) struct Rows(SqliteLedger);

/// One change of one row: the event's kind, the row, and its fields before and after.
pub(crate) struct Change {
    pub(crate) kind: EventKind,
    pub(crate) object: Object,
    pub(crate) id: Id,
    pub(crate) after: Option<Fields>,
}

impl Rows {
    pub(crate) fn of(register: &Path) -> Self {
        let settings = Settings {
            found: None,
            synchronous: Synchronous::Full,
            busy_timeout: Duration::from_secs(5),
            migrations: Vec::new(),
            actor: Actor { uid: 1, name: "reader".into() },
            at: "2026-11-21T09:00:00Z".parse().unwrap(),
            program: "riskward test".into(),
            request: Id::from("reader"),
        };
        Self(SqliteLedger::open(register, &settings).unwrap())
    }

    pub(crate) fn head(&self) -> i64 {
        self.0.head().unwrap().seq
    }

    pub(crate) fn all<R: Record>(&self, query: &Query) -> Vec<Held<R>> {
        self.0.rows(query).unwrap().into_iter().map(|row| Row::read(row).unwrap()).collect()
    }

    /// What was changed after an event, row by row.
    pub(crate) fn changes_after(&self, seq: i64) -> Vec<Change> {
        let events = self.0.events_after(seq, 10_000).unwrap();
        let changes = events.iter().flat_map(|event| {
            let (kind, payload) = read_payload(&event.kind, &event.payload).unwrap();
            payload.changes.into_iter().map(move |change| Change {
                kind,
                object: change.object,
                id: change.id,
                after: change.after,
            })
        });
        changes.collect()
    }

    /// The fields of every row that hangs on an assessment, and of every control, by kind and identity.
    pub(crate) fn around(&self, assessment: &str) -> BTreeMap<(String, String), String> {
        let mut rows = BTreeMap::new();
        for object in [
            Object::CapabilityCoverage,
            Object::Requirement,
            Object::RequirementAnswer,
            Object::Risk,
            Object::Rating,
            Object::DecisionState,
            Object::Proposal,
            Object::GatePassage,
            Object::Disposition,
            Object::SuggestionDismissal,
            Object::Attestation,
        ] {
            for row in self.0.rows(&Query::all(object).is("assessment_id", assessment)).unwrap() {
                rows.insert((object.word().to_owned(), row.id.to_string()), format!("{:?}", row.fields));
            }
        }
        for object in
            [Object::Control, Object::ControlSite, Object::RiskControl, Object::Verification, Object::InUse]
        {
            for row in self.0.rows(&Query::all(object)).unwrap() {
                rows.insert((object.word().to_owned(), row.id.to_string()), format!("{:?}", row.fields));
            }
        }
        rows
    }
}
