//! Rows put into a register past the actions, for what another version of the catalogue or another hand brought.

use riskward::{
    domain::{
        events::{Actor, EventKind},
        object::Id,
        record::{Held, Record},
    },
    ledger::{Ask as _, Batch, Edit, Entry, Ledger as _, Query, Settings, SqliteLedger, Synchronous},
};

use crate::register::Register;

fn open(register: &Register) -> SqliteLedger {
    let settings = Settings {
        found: None,
        synchronous: Synchronous::Full,
        busy_timeout: std::time::Duration::from_secs(5),
        migrations: Vec::new(),
        actor: Actor { uid: 1004, name: "m.rossi".into() },
        at: "2026-11-21T09:00:00Z".parse().unwrap(),
        program: "riskward test".into(),
        request: Id::from("opening"),
    };
    SqliteLedger::open(register.workbench.register_path(), &settings).unwrap()
}

/// Puts these rows in, in one request.
pub(crate) fn put(register: &Register, request: &str, kind: EventKind, edits: Vec<Edit>) {
    let entry = Entry {
        id: Id(format!("event-{request}")),
        kind,
        shown: request.into(),
        reason: String::new(),
        undoes: None,
        redoes: None,
        edits,
    };
    let batch = Batch {
        request: Id::from(request),
        actor: Actor { uid: 1004, name: "m.rossi".into() },
        at: "2026-11-21T09:00:00Z".parse().unwrap(),
        program: "riskward test".into(),
        entries: vec![entry],
        attachments: Vec::new(),
        relies_on: Vec::new(),
    };
    open(register).append(batch).unwrap();
}

/// The rows of a kind whose field is this text.
pub(crate) fn rows<R: Record>(register: &Register, field: &'static str, text: &str) -> Vec<Held<R>> {
    let rows = open(register).rows(&Query::all(R::OBJECT).is(field, text)).unwrap();
    rows.into_iter().map(|row| row.read().unwrap()).collect()
}
