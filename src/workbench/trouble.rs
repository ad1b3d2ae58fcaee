//! Errors of the layers below, worded once for the person at the keyboard.

use std::io;

use serde_json::Value;

use crate::{
    domain::{
        progress::Cancelled,
        record::Fields,
        trouble::{Conflict, Differing, Trouble, TroubleKind},
        word::Word as _,
    },
    ledger::{LedgerError, Stale},
};

/// What the ledger refused.
pub(super) fn ledger(what: &str, error: LedgerError) -> Trouble {
    let because = error.to_string();
    let (kind, try_this) = match &error {
        LedgerError::NotThere(_) => (
            TroubleKind::Refused,
            "load a project or import a disclosure first, which makes it; or name another with --register FILE",
        ),
        LedgerError::Exists(_) => (TroubleKind::Refused, "another name"),
        LedgerError::NotARegister(_) => (TroubleKind::Register, "another file with --register FILE"),
        LedgerError::Newer { .. } | LedgerError::Event(_) => {
            (TroubleKind::Register, "the newer riskward that wrote it")
        }
        LedgerError::NetworkFileSystem(_) => {
            (TroubleKind::Register, "a local disk of this computer, with --register FILE")
        }
        LedgerError::UnsafeFile { .. } => (
            TroubleKind::Register,
            "a file of your own with --register FILE; where others may read or change it and you trust it, chmod o-rwx on \
             it and its -wal and -shm companions",
        ),
        LedgerError::ReadOnly => {
            (TroubleKind::Register, "a place where you may write; reading, exporting and verifying work here")
        }
        LedgerError::Busy => (TroubleKind::Busy, "again in a moment; nothing was changed"),
        LedgerError::DiskFull => (TroubleKind::Register, "again when there is space; nothing was changed"),
        LedgerError::Conflict(_) => {
            (TroubleKind::Refused, "look at both versions and decide; nothing was overwritten")
        }
        LedgerError::Cancelled => (TroubleKind::Refused, "again; nothing was left half done"),
        LedgerError::Taken(_) => (TroubleKind::Refused, "another name or number"),
        LedgerError::Damaged(_) => {
            (TroubleKind::Register, "riskward verify, to see what is damaged, and the last verified backup")
        }
        LedgerError::Io(e) => (io_kind(e), "check the place and its permissions"),
        LedgerError::Sqlite(_) => (TroubleKind::Register, "riskward verify"),
        LedgerError::DoesNotFit { .. } => (TroubleKind::Internal, "telling the makers of riskward"),
    };
    Trouble::new(kind, what, because, try_this)
}

/// Two edits side by side, with what both were made on.
pub(super) fn conflict(stale: &Stale, base: &Fields) -> Conflict {
    let mine = if stale.relied { base } else { &stale.mine };
    let mut names: Vec<&String> = base.keys().chain(stale.theirs.keys()).chain(mine.keys()).collect();
    names.sort();
    names.dedup();
    let differing = |field: &String| Differing {
        field: field.clone(),
        base: text_of(base.get(field)),
        theirs: text_of(stale.theirs.get(field)),
        mine: text_of(mine.get(field)),
    };
    let named = base.get("ref").or_else(|| stale.theirs.get("ref"));
    let named = named.and_then(Value::as_str).map(|reference| format!(" {reference}")).unwrap_or_default();
    Conflict {
        object: format!("{}{named}", stale.object.label()),
        theirs_by: stale.by.clone(),
        made_on: stale.expected,
        now_at: stale.current,
        fields: names.into_iter().map(differing).filter(|one| one.theirs != one.mine).collect(),
        rests_on: Vec::new(),
    }
}

/// A field's value as a person reads it.
pub(super) fn text_of(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "),
        Some(other) => other.to_string(),
    }
}

/// Whoever waited for it wants it no more.
pub(super) fn cancelled(what: &str) -> impl Fn(Cancelled) -> Trouble {
    move |_| ledger(what, LedgerError::Cancelled)
}

/// What the operating system refused.
pub(super) fn io(what: &str, error: &io::Error, try_this: &str) -> Trouble {
    Trouble::new(io_kind(error), what, plain(error), try_this)
}

fn io_kind(error: &io::Error) -> TroubleKind {
    match error.kind() {
        io::ErrorKind::NotFound
        | io::ErrorKind::PermissionDenied
        | io::ErrorKind::AlreadyExists
        | io::ErrorKind::IsADirectory
        | io::ErrorKind::NotADirectory => TroubleKind::Refused,
        _ => TroubleKind::Register,
    }
}

/// The cause without the operating system's number.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or directory".into(),
        io::ErrorKind::PermissionDenied => "you may not do that there".into(),
        io::ErrorKind::AlreadyExists => "there is a file of that name already".into(),
        io::ErrorKind::IsADirectory => "it is a directory".into(),
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written there".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        _ => error.to_string(),
    }
}
