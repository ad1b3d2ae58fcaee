//! What append refuses, and in which words; and questions that used to be refused.

use std::{path::Path, time::Duration};

use riskward::{
    domain::{
        control::{Control, ControlKind},
        events::{Actor, EventKind},
        object::{Id, Object},
        person::Person,
        product::Product,
    },
    ledger::{
        Ask as _, Batch, Direction, Edit, Entry, Founding, Ledger as _, LedgerError, Query, Relied, Settings,
        SqliteLedger, Synchronous,
    },
};

fn open(path: &Path) -> SqliteLedger {
    let settings = Settings {
        found: Some(Founding { id: Id::from("register"), time_zone: "Europe/Rome".into() }),
        synchronous: Synchronous::Full,
        busy_timeout: Duration::from_secs(5),
        migrations: Vec::new(),
        actor: Actor { uid: 7, name: "m.rossi".into() },
        at: "2026-03-01T08:00:00Z".parse().unwrap(),
        program: "riskward test".into(),
        request: Id::from("founding"),
    };
    SqliteLedger::open(path, &settings).unwrap()
}

fn person(id: &str, expected: i64, name: &str) -> Edit {
    let value = Person {
        name: name.into(),
        roles: Vec::new(),
        account: String::new(),
        active_from: None,
        active_to: None,
    };
    Edit::put(&Id::from(id), expected, &value)
}

/// A request of one event per list of edits.
fn batch(request: &str, events: Vec<Vec<Edit>>) -> Batch {
    let entries = events.into_iter().enumerate().map(|(at, edits)| Entry {
        id: Id(format!("{request}-{at}")),
        kind: EventKind::PersonChanged,
        shown: "Changed.".into(),
        reason: String::new(),
        undoes: None,
        redoes: None,
        edits,
    });
    Batch {
        request: Id::from(request),
        actor: Actor { uid: 7, name: "m.rossi".into() },
        at: "2026-03-01T08:00:00Z".parse().unwrap(),
        program: "riskward test".into(),
        entries: entries.collect(),
        attachments: Vec::new(),
        relies_on: Vec::new(),
    }
}

/// The second of two edits of one row would win over the first without a word.
#[test]
fn one_event_does_not_change_a_row_twice() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = open(&directory.path().join("register.db"));
    ledger.append(batch("r1", vec![vec![person("p", 0, "Anna")]])).unwrap();
    let twice = batch("r2", vec![vec![person("p", 1, "Berta"), person("p", 1, "Carla")]]);
    assert!(matches!(ledger.append(twice), Err(LedgerError::DoesNotFit { object: Object::Person, .. })));
    // In two events of one request each is made on what the other left.
    let one_by_one = batch("r3", vec![vec![person("p", 1, "Berta")], vec![person("p", 2, "Carla")]]);
    ledger.append(one_by_one).unwrap();
    assert_eq!(ledger.rows(&Query::all(Object::Person)).unwrap()[0].version, 3);
    assert_eq!(ledger.verify().unwrap().findings, []);
}

/// A conflict tells of the rows that others changed, not of those that the same request would have changed.
#[test]
fn a_conflict_tells_only_what_others_changed() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = open(&directory.path().join("register.db"));
    ledger.append(batch("r1", vec![vec![person("a", 0, "Anna"), person("b", 0, "Berta")]])).unwrap();
    let request = batch(
        "r2",
        vec![
            vec![person("a", 7, "late"), person("c", 0, "new")],
            vec![person("c", 1, "new, changed"), person("b", 9, "late too")],
        ],
    );
    let Err(LedgerError::Conflict(stale)) = ledger.append(request) else { panic!("no conflict") };
    let ids: Vec<&str> = stale.iter().map(|stale| stale.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
}

/// What a request only relied on is a conflict where it has moved on, and nothing is written; where it has not, no row of
/// it is touched. A repeated request is answered as before, whatever moved on since.
#[test]
fn what_a_request_relied_on_is_looked_at_again_as_it_is_written() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = open(&directory.path().join("register.db"));
    ledger.append(batch("r1", vec![vec![person("a", 0, "Anna")]])).unwrap();
    let version = |id: &str, version| Relied::Version { object: Object::Person, id: Id::from(id), version };
    let nothing = || Relied::Nothing(Query::all(Object::Person).is("name", "Berta"));
    let relying = |request: &str, on: Vec<Relied>| Batch {
        relies_on: on,
        ..batch(request, vec![vec![person(request, 0, "new")]])
    };
    let told = relying("r2", vec![version("a", 1), version("b", 0), nothing()]);
    ledger.append(told.clone()).unwrap();
    assert_eq!(ledger.rows(&Query::all(Object::Person).is("id", "a")).unwrap()[0].version, 1);
    ledger.append(batch("r3", vec![vec![person("a", 1, "Anne"), person("b", 0, "Berta")]])).unwrap();
    let head = ledger.head().unwrap();
    for (relied, id, expected, current) in
        [(version("a", 1), "a", 1, 2), (version("b", 0), "b", 0, 1), (nothing(), "b", 0, 1)]
    {
        let Err(LedgerError::Conflict(stale)) = ledger.append(relying("r4", vec![relied])) else {
            panic!("no conflict")
        };
        let [stale] = stale.as_slice() else { panic!("{stale:?}") };
        assert_eq!((stale.id.as_str(), stale.expected, stale.current), (id, expected, current));
        assert!(stale.relied && stale.by == "m.rossi" && stale.mine.is_empty());
        assert_eq!(ledger.head().unwrap(), head);
    }
    assert!(ledger.append(told).unwrap().repeated);
    assert_eq!(ledger.verify().unwrap().findings, []);
}

/// What the tables refuse is told as what it is.
#[test]
fn what_does_not_fit_is_told_so() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = open(&directory.path().join("register.db"));
    // A record makes a NUL visible; what comes past the records meets the table's own check.
    let mut with_nul = person("p", 0, "Anna");
    with_nul.after.get_or_insert_default().insert("name".into(), "An\0na".into());
    assert!(matches!(
        ledger.append(batch("r1", vec![vec![with_nul]])),
        Err(LedgerError::DoesNotFit { object: Object::Person, .. })
    ));
    let mut nameless = person("p", 0, "");
    nameless.after = Some(serde_json::Map::new());
    assert!(matches!(
        ledger.append(batch("r2", vec![vec![nameless]])),
        Err(LedgerError::DoesNotFit { object: Object::Person, .. })
    ));
    ledger.append(batch("r3", vec![vec![person("p", 0, "Anna")]])).unwrap();
    let mut used = batch("r4", vec![vec![person("q", 0, "Berta")]]);
    used.entries[0].id = Id::from("r3-0");
    assert!(matches!(ledger.append(used), Err(LedgerError::Taken(what)) if what == "event.id"));

    let product = |id: &str| {
        let value = Product {
            manufacturer: "Hemoflow".into(),
            model: "IP-3".into(),
            kind: String::new(),
            description: String::new(),
            udi_di: String::new(),
            end_of_sale: None,
            end_of_support: None,
            end_of_component_support: None,
        };
        Edit::put(&Id::from(id), 0, &value)
    };
    ledger.append(batch("r5", vec![vec![product("one")]])).unwrap();
    assert!(matches!(ledger.append(batch("r6", vec![vec![product("two")]])), Err(LedgerError::Taken(_))));
    assert_eq!(ledger.events_after(0, 100).unwrap().len(), 3);
    assert_eq!(ledger.verify().unwrap().findings, []);
}

/// A number is given once, also when its row is gone.
#[test]
fn a_number_is_never_given_again() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = open(&directory.path().join("register.db"));
    let control = |id: &str| {
        let value = Control {
            number: 0,
            reference: String::new(),
            title: id.into(),
            kind: ControlKind::Technical,
            order: 1,
            description: String::new(),
            common: false,
            template: String::new(),
            owner: String::new(),
            responsible: riskward::domain::capability::Responsible::Hdo,
            due: None,
            brings_new_risk: None,
            new_risk_note: String::new(),
            verify_implementation: String::new(),
            verify_effectiveness: String::new(),
            framework_refs: Vec::new(),
        };
        Edit::put(&Id::from(id), 0, &value)
    };
    ledger.append(batch("r1", vec![vec![control("a"), control("b")], vec![control("c")]])).unwrap();
    let gone = Edit::remove(Object::Control, &Id::from("c"), 1);
    ledger.append(batch("r2", vec![vec![gone]])).unwrap();
    ledger.append(batch("r3", vec![vec![control("d")]])).unwrap();
    let rows = ledger.rows(&Query::all(Object::Control).by("number", Direction::Up)).unwrap();
    let refs: Vec<_> = rows.iter().map(|row| row.fields["ref"].as_str().unwrap()).collect();
    assert_eq!(refs, ["C-001", "C-002", "C-004"]);
}

/// Counting takes a query as it is, ordered and paged or not; a page is a page of rows.
#[test]
fn an_ordered_and_paged_query_can_be_counted() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = open(&directory.path().join("register.db"));
    let people = (0..10).map(|n| person(&format!("p{n}"), 0, &format!("Person {}", n % 2))).collect();
    ledger.append(batch("r1", vec![people])).unwrap();
    let query = Query::all(Object::Person).by("id", Direction::Down).page(2, 3);
    let ids: Vec<String> = ledger.ids(&query).unwrap().into_iter().map(|id| id.0).collect();
    assert_eq!(ids, ["p7", "p6", "p5"]);
    let tally = ledger.tally(&query, "name").unwrap();
    assert_eq!(tally, [("Person 0".to_owned(), 5), ("Person 1".to_owned(), 5)]);
    let both = ledger.tally_by(&query, &["name", "account"]).unwrap();
    assert_eq!(both[0], (vec!["Person 0".to_owned(), String::new()], 5), "{both:?}");
    // Pairs of those with the same name: five by five of each.
    let zero = Query::all(Object::Person).is("name", "Person 0");
    let pairs = ledger.tally_pairs([&zero, &query], "name", [&["name"], &["account"]]).unwrap();
    assert_eq!(pairs, [(vec!["Person 0".to_owned(), String::new()], 25)]);
    assert!(ledger.tally_by(&query, &["colour"]).is_err());
    assert_eq!(ledger.events_after(0, usize::MAX).unwrap().len(), 2);
}
