//! Search everywhere, on the sample projects.

use std::cell::Cell;

use riskward::workbench::questions::{
    decisions::DecisionsWanted,
    search::{Found, Hit, Kind, Leads},
};

use crate::register::{Register, with};

fn find(register: &Register, typed: &str) -> Found {
    register.workbench.search(typed, 20, &|| true).unwrap()
}

fn of(found: &Found, kind: Kind) -> Vec<&Hit> {
    found.groups.iter().filter(|group| group.kind == kind).flat_map(|group| &group.hits).collect()
}

#[test]
fn every_kind_is_found_with_the_words_marked_and_its_place() {
    let register = with("infusion-pump");
    let kinds =
        |typed: &str| -> Vec<Kind> { find(&register, typed).groups.iter().map(|group| group.kind).collect() };
    assert_eq!(kinds("drug LIBRARY"), [Kind::Risk, Kind::Control, Kind::Statement, Kind::Catalogue]);
    assert!(kinds("hemoflow").contains(&Kind::Product));
    let found = find(&register, "outdated library");
    let risk = of(&found, Kind::Risk)[0];
    assert_eq!((risk.reference.as_str(), &risk.leads), ("ip3/R-001", &Leads::Risk("ip3/R-001".into())));
    let marked: Vec<&str> =
        risk.excerpt.pieces().iter().filter(|(_, mark)| *mark).map(|(text, _)| *text).collect();
    assert_eq!(marked, ["outdated", "library"]);
    // a risk by its cause and by its ref, a statement by its item, a decision stands where it leads to
    assert!(!of(&find(&register, "r-014"), Kind::Risk).is_empty());
    let found = find(&register, "audt-2.1");
    let statement = of(&found, Kind::Statement)[0];
    assert!(
        matches!(&statement.leads, Leads::Statement(name, item) if name == "ip3" && item.starts_with("AUDT-2"))
    );
    let decided = find(&register, "withdrawing pumps");
    assert!(!of(&decided, Kind::Decision).is_empty());
    for hit in of(&decided, Kind::Decision) {
        let Leads::Decision(assessment, id) = &hit.leads else { panic!("{hit:?}") };
        let wanted = DecisionsWanted { assessment: Some(assessment.clone()), ..DecisionsWanted::default() };
        let order = register.workbench.decision_order(&wanted, None).unwrap().order;
        let at = order.ids.iter().position(|one| one == id).unwrap();
        let line = register.workbench.decision_page(&order, at, 1).unwrap().swap_remove(0);
        assert_eq!((line.id, &line.reference), (id.clone(), &hit.reference));
        assert!(register.workbench.risk(&hit.reference).is_ok(), "{hit:?}");
    }
}

/// What people type is text: nothing in it is a language, and no error of one reaches them.
#[test]
fn whatever_is_typed_is_text() {
    let register = with("infusion-pump");
    for typed in [
        "\"",
        "' OR 1=1 --",
        "NEAR(a, b)",
        "AND OR NOT",
        "* ^ : - +",
        "%",
        "_",
        "\\",
        "\u{0}",
        "\u{1f600} é",
        "((((",
    ] {
        find(&register, typed);
    }
    assert_eq!(find(&register, "   "), Found::default());
    assert_eq!(find(&register, "zzz-unseen"), Found::default());
}

#[test]
fn no_more_than_wanted_is_told_and_an_unwanted_search_stops() {
    let register = with("infusion-pump");
    let found = register.workbench.search("a", 3, &|| true).unwrap();
    assert!(found.groups.iter().all(|group| group.hits.len() <= 3));
    assert!(found.groups.iter().any(|group| group.more));
    // some row in 128 asks whether to go on
    let asked = Cell::new(0);
    let goes_on = || {
        asked.set(asked.get() + 1);
        false
    };
    let all = find(&register, "zzz-unseen");
    let broken_off = register.workbench.search("zzz-unseen", 20, &goes_on).unwrap();
    assert_eq!((broken_off, asked.get()), (all, 2), "once among 240 statements, once before the catalogue");
}

/// Risks of older revisions are left away, their decisions told as those of that revision.
#[test]
fn only_the_newest_revision_tells_its_risks() {
    let mut register = with("patient-monitor");
    let before = of(&find(&register, "alarm"), Kind::Risk).len();
    assert!(before > 0);
    register.act("reassess", "pm7", &[("reason", "a new firmware")]).unwrap();
    let found = find(&register, "alarm");
    assert_eq!(of(&found, Kind::Risk).len(), before);
    assert!(of(&found, Kind::Risk).iter().all(|hit| hit.reference.starts_with("pm7/")));
    let found = find(&register, "arrhythmia");
    assert!(!of(&found, Kind::Decision).is_empty());
    for hit in of(&found, Kind::Decision) {
        assert!(hit.reference.starts_with("pm7@1/"), "{hit:?}");
        assert!(register.workbench.risk(&hit.reference).is_ok(), "{hit:?}");
    }
}
