//! Texts are looked through for words: whatever the case in any script, and nothing in the words is taken for a language.

use riskward::{
    domain::{
        events::EventKind,
        fold,
        object::{Id, Object},
        risk::Risk,
    },
    ledger::{Ask, Edit, Query, TextSearch},
};

use crate::{
    report::{Report, ensure, wrong},
    sample::{batch, entry, fill, risk},
    store::{Place, Store},
};

fn found(ask: &dyn Ask, typed: &str, most: usize) -> Result<Vec<String>, String> {
    let words = fold::words(typed);
    let search = TextSearch {
        query: Query::all(Object::Risk).is("status", "in_treatment"),
        fields: &["title", "consequence", "causes"],
        words: &words,
        most,
        goes_on: &|| true,
    };
    let ids = ask.ids_holding(&search).map_err(wrong("looking for words"))?;
    Ok(ids.into_iter().map(|id| id.0).filter(|id| id.starts_with("text-")).collect())
}

pub(crate) fn texts(store: &dyn Store) -> Report {
    let place = Place::fresh();
    let mut ledger = store.open(&place.path()).map_err(wrong("founding"))?;
    fill(&mut *ledger).map_err(wrong("filling"))?;
    let with = |title: &str, consequence: &str| Risk { consequence: consequence.into(), ..risk(title) };
    let edits = vec![
        Edit::put(&Id::from("text-1"), 0, &with("Übertragung der SCHLÜSSEL", "Der Alarm bleibt aus")),
        Edit::put(&Id::from("text-2"), 0, &with("100 % of \"it\" -- DROP", "НАСОС стоит")),
        Edit::put(&Id::from("text-3"), 0, &with("Alarm is not heard", "nobody comes")),
        Edit::put(&Id::from("text-4"), 0, &with("Gone alarm", "")),
    ];
    let put = ledger.append(batch("texts", vec![entry("texts", EventKind::RiskAdded, edits)]));
    put.map_err(wrong("adding risks"))?;
    let gone = Edit::remove(Object::Risk, &Id::from("text-4"), 1);
    let gone = ledger.append(batch("gone", vec![entry("gone", EventKind::RiskRemoved, vec![gone])]));
    gone.map_err(wrong("removing a risk"))?;
    let expected: &[(&str, &[&str])] = &[
        ("alarm", &["text-1", "text-3"]),
        ("ALARM übertragung", &["text-1"]),
        ("schlüssel", &["text-1"]),
        ("насос", &["text-2"]),
        ("%", &["text-2"]),
        ("_", &[]),
        ("\"it\"", &["text-2"]),
        ("--", &["text-2"]),
        ("NEAR( alarm", &[]),
        ("* OR", &[]),
        ("lock heard", &["text-3"]),
        ("overdose", &[]),
    ];
    for (typed, ids) in expected {
        let found = found(&*ledger, typed, 100)?;
        ensure(found == *ids, || format!("{typed:?} finds {found:?}, not {ids:?}"))?;
    }
    let words = fold::words("a");
    let search = |fields, most, goes_on| TextSearch {
        query: Query::all(Object::Risk),
        fields,
        words: &words,
        most,
        goes_on,
    };
    let one = ledger.ids_holding(&search(&["title"], 1, &|| true)).map_err(wrong("looking for one"))?;
    ensure(one.len() == 1, || format!("one was wanted, {} came", one.len()))?;
    let unknown = ledger.ids_holding(&search(&["title", "no such field"], 1, &|| true));
    ensure(unknown.is_err(), || "a field that is not there was looked through".to_owned())?;
    Ok(format!("texts: {} searches find what they are to find", expected.len()))
}

#[test]
fn words_are_found_in_any_case_and_are_no_language() {
    crate::report::must_hold(texts(&crate::store::SQLITE));
}
