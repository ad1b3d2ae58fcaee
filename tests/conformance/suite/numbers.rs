//! Numbers are given inside the transaction and never twice; one that a row brings along is kept.

use riskward::{
    domain::{
        assessment::Assessment,
        events::EventKind,
        object::{Id, Object},
        risk::Risk,
    },
    ledger::{Ask, Committed, Direction, Edit, Ledger, LedgerError, Query},
};

use super::verifies;
use crate::{
    report::{Report, ensure, wrong},
    sample::{batch, entry, fill, risk},
    store::{Place, Store},
};

fn put(ledger: &mut dyn Ledger, request: &str, edits: Vec<Edit>) -> Result<Committed, LedgerError> {
    ledger.append(batch(request, vec![entry(request, EventKind::RevisionBegun, edits)]))
}

fn of(assessment: &str, number: i64) -> Risk {
    Risk { assessment_id: Id::from(assessment), number, ..risk("copied") }
}

fn refs(ask: &dyn Ask, assessment: &str) -> Result<Vec<String>, String> {
    let query = Query::all(Object::Risk).is("assessment_id", assessment).by("number", Direction::Up);
    let rows = ask.rows(&query).map_err(wrong("reading risks"))?;
    Ok(rows.iter().filter_map(|row| Some(row.fields["ref"].as_str()?.to_owned())).collect())
}

/// A second revision of the sample's assessment brings its risks along; then both a removed and a new one.
pub(crate) fn numbers(store: &dyn Store) -> Report {
    let place = Place::fresh();
    let mut ledger = store.open(&place.path()).map_err(wrong("founding"))?;
    fill(&mut *ledger).map_err(wrong("filling"))?;
    let first = refs(&*ledger, "assessment-1")?;
    let more: Vec<Edit> =
        (0..3).map(|n| Edit::put(&Id(format!("more-{n}")), 0, &of("assessment-1", 0))).collect();
    put(&mut *ledger, "more", more).map_err(wrong("adding risks"))?;
    let all = refs(&*ledger, "assessment-1")?;
    let last = all.last().and_then(|last| last[2..].parse::<i64>().ok()).unwrap_or_default();
    ensure(all.len() == first.len() + 3, || format!("three risks more than {first:?} are {all:?}"))?;
    // The last one goes away before the revision is begun.
    let gone = Edit::remove(Object::Risk, &Id::from("more-2"), 1);
    put(&mut *ledger, "gone", vec![gone]).map_err(wrong("removing a risk"))?;
    let query = Query::all(Object::Assessment).is("id", "assessment-1");
    let rows = ledger.rows(&query).map_err(wrong("reading the assessment"))?;
    let row = rows.into_iter().next().ok_or("the assessment is not there")?;
    let old = row.read::<Assessment>().map_err(wrong("reading the assessment"))?.value;
    let revision =
        Assessment { revision: old.revision + 1, begun_from: Some(Id::from("assessment-1")), ..old };
    let edits = vec![
        Edit::put(&Id::from("copy-2"), 0, &of("again", 2)),
        Edit::put(&Id::from("copy-1"), 0, &of("again", 1)),
        Edit::put(&Id::from("again"), 0, &revision),
    ];
    put(&mut *ledger, "again", edits).map_err(wrong("beginning a revision"))?;
    let kept = refs(&*ledger, "again")?;
    ensure(kept == ["R-001", "R-002"], || format!("brought 2 and 1 along: {kept:?}"))?;
    put(&mut *ledger, "next", vec![Edit::put(&Id::from("next"), 0, &of("again", 0))])
        .map_err(wrong("adding to the revision"))?;
    let next = refs(&*ledger, "again")?;
    let wanted = format!("R-{:03}", last + 1);
    ensure(next.last() == Some(&wanted), || {
        format!("R-{last:03} was removed from the first revision, and the second gives {:?}", next.last())
    })?;
    let head = ledger.head().map_err(wrong("reading the head"))?;
    for (request, row, assessment, number) in
        [("taken", "taken", "again", 2), ("taken-gone", "taken-gone", "assessment-1", last)]
    {
        let refused = put(&mut *ledger, request, vec![Edit::put(&Id::from(row), 0, &of(assessment, number))]);
        ensure(matches!(refused, Err(LedgerError::Taken(_))), || {
            format!("number {number} of {assessment} was given twice: {refused:?}")
        })?;
    }
    ensure(ledger.head().ok() == Some(head), || "a refused number left something behind".to_owned())?;
    verifies(&*ledger)?;
    Ok(format!("numbers: 2 brought along and kept, 2 taken ones refused, {wanted} follows a removed one"))
}

#[test]
fn a_brought_number_is_kept_and_none_is_given_twice() {
    crate::report::must_hold(numbers(&crate::store::SQLITE));
}
