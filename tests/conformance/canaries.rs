//! A check that cannot fail proves nothing: each is run with its protection taken away and has to fail.

use crate::{
    report::must_fail,
    sqlite::{guards, powercut, raw},
    store::{MINTING, REFRESHING, SQLITE_NORMAL},
    suite::{conflicts::conflicts, repeats::repeats},
};

/// A guard is dropped with the plainest of tools.
#[test]
fn a_dropped_guard_is_noticed() {
    for guard in ["event_i", "event_u", "decision_d", "decision_i", "seal_row_u", "attachment_i"] {
        let place = guards::sample_register();
        raw::connect(&place.path()).execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
        must_fail(&format!("the guard {guard}"), guards::guards(&place.path()));
    }
}

/// A guard that names one unique key too few.
#[test]
fn a_guard_that_forgets_a_key_is_noticed() {
    let place = guards::sample_register();
    let db = raw::connect(&place.path());
    let guard = raw::texts(&db, "SELECT sql FROM sqlite_master WHERE name = 'event_i'");
    let weak =
        guard[0].replace("OR EXISTS (SELECT 1 FROM \"event\" WHERE id = NEW.id OR hash = NEW.hash)", "");
    assert_ne!(weak, guard[0]);
    db.execute_batch("DROP TRIGGER event_i").unwrap();
    db.execute_batch(&weak).unwrap();
    drop(db);
    must_fail("the unique keys in the guard of events", guards::guards(&place.path()));
}

/// Edits that claim to be made on whatever version stands there.
#[test]
fn lost_updates_are_noticed() {
    must_fail("expected versions", conflicts(&REFRESHING, 8, 100));
}

/// Requests that get a new id each time they are sent.
#[test]
fn a_request_applied_twice_is_noticed() {
    must_fail("request ids", repeats(&MINTING, 1));
}

/// Commits that are not pushed to the disk.
#[test]
fn a_commit_that_is_not_on_the_disk_is_noticed() {
    if let Some(report) = powercut::if_possible(&SQLITE_NORMAL, 200) {
        must_fail("synchronous = FULL", report);
    }
}
