//! The table of risks in the order of its columns, and narrowed by them: one query of the register, held against the
//! rows as they are read.

use std::cmp::Ordering;

use riskward::{
    domain::word::Word as _,
    workbench::questions::{
        Level,
        narrow::{Sieve, Way},
        risk_order::{RiskColumn, RisksWanted},
        risks::RiskLine,
    },
};

use crate::register::{Register, empty, sample};

fn samples() -> Register {
    let mut register = empty();
    for project in ["infusion-pump", "pacs", "patient-monitor"] {
        register.workbench.load(&sample(project)).unwrap();
    }
    register
}

fn lines(register: &Register, wanted: &RisksWanted) -> Vec<RiskLine> {
    let order = register.workbench.risk_order(wanted).unwrap();
    register.workbench.risk_page(&order, 0, order.ids.len()).unwrap()
}

fn lines_of(register: &Register, assessment: &str) -> usize {
    lines(register, &RisksWanted { assessment: Some(assessment.into()), ..RisksWanted::default() }).len()
}

fn sorted(sort: &[(RiskColumn, Way)]) -> RisksWanted {
    RisksWanted { sort: sort.to_vec(), ..RisksWanted::default() }
}

fn narrowed(register: &Register, column: RiskColumn, typed: &str) -> Vec<RiskLine> {
    let sieve = Sieve::read(typed).unwrap();
    lines(register, &RisksWanted { narrowed: vec![(column, sieve)], ..RisksWanted::default() })
}

type Compare<'a> = &'a dyn Fn(&RiskLine, &RiskLine) -> Ordering;

/// Not rated stands above the highest.
fn rank(level: Option<&Level>) -> i64 {
    level.map_or(i64::MAX, |level| level.rank)
}

#[test]
fn every_column_sorts_the_rows_as_they_are_read() {
    let register = samples();
    let all = lines(&register, &RisksWanted::default()).len();
    assert!(all > 20);
    let text = |one: &str, other: &str| one.to_lowercase().cmp(&other.to_lowercase());
    let compares: &[(RiskColumn, Compare)] = &[
        (RiskColumn::Reference, &|one, other| one.reference.cmp(&other.reference)),
        (RiskColumn::Title, &|one, other| text(&one.title, &other.title)),
        (RiskColumn::Initial, &|one, other| rank(one.initial.as_ref()).cmp(&rank(other.initial.as_ref()))),
        (RiskColumn::Residual, &|one, other| rank(one.residual.as_ref()).cmp(&rank(other.residual.as_ref()))),
        (RiskColumn::Controls, &|one, other| one.controls.cmp(&other.controls)),
    ];
    for (column, compare) in compares {
        let rising = lines(&register, &sorted(&[(*column, Way::Rising)]));
        assert_eq!(rising.len(), all);
        assert!(rising.is_sorted_by(|one, other| compare(one, other).is_le()), "{}", column.word());
        let falling = lines(&register, &sorted(&[(*column, Way::Falling)]));
        assert!(falling.is_sorted_by(|one, other| compare(one, other).is_ge()), "{}", column.word());
    }
    // what there is no value of comes last, whichever way
    for way in [Way::Rising, Way::Falling] {
        let owned = lines(&register, &sorted(&[(RiskColumn::Owner, way)]));
        assert!(owned.is_sorted_by_key(|line| line.owner.is_empty()));
        let decided = lines(&register, &sorted(&[(RiskColumn::Decision, way)]));
        assert!(decided.is_sorted_by_key(|line| line.decision == "open"), "{way:?}");
    }
    for column in RiskColumn::ALL {
        assert_eq!(lines(&register, &sorted(&[(*column, Way::Falling)])).len(), all, "{}", column.word());
    }
}

#[test]
fn a_second_column_orders_what_the_first_left_equal() {
    let register = samples();
    let both =
        lines(&register, &sorted(&[(RiskColumn::Residual, Way::Falling), (RiskColumn::Title, Way::Rising)]));
    let key = |line: &RiskLine| (-rank(line.residual.as_ref()), line.title.to_lowercase());
    assert!(both.is_sorted_by_key(key));
}

#[test]
fn columns_are_narrowed_by_values_and_comparisons() {
    let register = samples();
    let all = lines(&register, &RisksWanted::default());
    let count = |fits: &dyn Fn(&RiskLine) -> bool| all.iter().filter(|line| fits(line)).count();
    let tags = |level: Option<&Level>| level.map(|level| level.short.clone()).unwrap_or_default();
    let check = |column, typed: &str, fits: &dyn Fn(&RiskLine) -> bool| {
        let found = narrowed(&register, column, typed);
        assert_eq!(found.len(), count(fits), "{typed}");
        assert!(found.iter().all(fits), "{typed}");
        found.len()
    };
    assert!(check(RiskColumn::Initial, "= HIGH", &|line| tags(line.initial.as_ref()) == "HIGH") > 0);
    let high =
        all.iter().filter_map(|line| line.initial.as_ref()).find(|level| level.short == "HIGH").unwrap().rank;
    check(RiskColumn::Initial, ">= high", &|line| {
        line.initial.as_ref().is_some_and(|level| level.rank >= high)
    });
    check(RiskColumn::Initial, "< HIGH", &|line| {
        line.initial.as_ref().is_some_and(|level| level.rank < high)
    });
    check(RiskColumn::Residual, "empty", &|line| line.residual.is_none());
    check(RiskColumn::Residual, "not empty", &|line| line.residual.is_some());
    check(RiskColumn::Residual, "not HIGH", &|line| tags(line.residual.as_ref()) != "HIGH");
    assert!(check(RiskColumn::Controls, ">= 2", &|line| line.controls >= 2) > 0);
    check(RiskColumn::Controls, "0", &|line| line.controls == 0);
    assert!(check(RiskColumn::Decision, "empty", &|line| line.decision == "open") > 0);
    assert!(check(RiskColumn::Decision, "not empty", &|line| line.decision != "open") > 0);
    assert!(check(RiskColumn::From, "= MLDP", &|line| line.capabilities.contains("MLDP")) > 0);
    assert!(check(RiskColumn::Treatment, "= reduce", &|line| line.treatment == "reduce") > 0);
    check(RiskColumn::Treatment, "not reduce", &|line| line.treatment != "reduce");
    check(RiskColumn::Owner, "empty", &|line| line.owner.is_empty());
    let owner = all.iter().find(|line| !line.owner.is_empty()).unwrap().owner.clone();
    check(RiskColumn::Owner, &format!("= {}", owner.to_uppercase()), &|line| line.owner == owner);
    let or_empty = format!("= {owner} or empty");
    assert!(check(RiskColumn::Owner, &or_empty, &|line| line.owner == owner || line.owner.is_empty()) > 0);
    check(RiskColumn::Owner, &format!("not {or_empty}"), &|line| {
        line.owner != owner && !line.owner.is_empty()
    });
    check(RiskColumn::Residual, "= HIGH or empty", &|line| {
        line.residual.is_none() || tags(line.residual.as_ref()) == "HIGH"
    });
    check(RiskColumn::Title, "100%", &|line| line.title.contains("100%"));
    // a date is compared with the last day of the newest decision
    let until = |day: &str| narrowed(&register, RiskColumn::Decision, &format!(">= {day}")).len();
    assert!(until("2020-01-01") > 0 && until("2099-01-01") == 0);
}

#[test]
fn a_text_is_looked_for_in_number_title_capabilities_and_owner() {
    let register = samples();
    let with =
        |text: &str| lines(&register, &RisksWanted { text: text.to_owned(), ..RisksWanted::default() }).len();
    assert_eq!(with("r-001"), 3, "one in each assessment");
    assert_eq!((with("IP3/r-001"), with("ip3/R-00"), with("none/R-001")), (1, 9, 0));
    let pump =
        lines(&register, &RisksWanted { assessment: Some("ip3".into()), ..RisksWanted::default() }).len();
    assert_eq!(with("ip3"), pump, "by its assessment");
    let typed = |typed: &str| narrowed(&register, RiskColumn::Reference, typed).len();
    assert_eq!((typed("ip3/R-001"), typed("= ip3/R-001 | pacs12/R-002"), typed("= R-001")), (1, 2, 3));
    assert_eq!((typed("pm7"), typed("not ip3")), (lines_of(&register, "pm7"), typed("not empty") - pump));
    assert!(with("mldp") > 0 && with("no such text") == 0 && with("%") == with("\\%"));
}

#[test]
fn due_dates_and_tags_sort_narrow_and_are_found_too() {
    let mut register = samples();
    let given = |due, tags| [("due_on", due), ("add_tags", tags)];
    register.act("edit-risks", "ip3/R-001|R-002", &given("2027-03-31", "Ward 9, night")).unwrap();
    register.act("edit-risks", "ip3/R-003", &given("2027-01-15", "ward 99, \"quoted\"")).unwrap();
    let refs = |lines: Vec<RiskLine>| lines.into_iter().map(|line| line.reference).collect::<Vec<_>>();
    for (way, first) in [(Way::Rising, "ip3/R-003"), (Way::Falling, "ip3/R-001")] {
        let due = lines(&register, &sorted(&[(RiskColumn::Due, way)]));
        assert_eq!(due[0].reference, first);
        assert!(due.is_sorted_by_key(|line| line.due_on.is_none()), "no date comes last: {way:?}");
        let tagged = lines(&register, &sorted(&[(RiskColumn::Tags, way)]));
        assert!(tagged.is_sorted_by_key(|line| line.tags.is_empty()), "no tag comes last: {way:?}");
    }
    let typed = |column, typed: &str| refs(narrowed(&register, column, typed));
    assert_eq!(typed(RiskColumn::Due, "< 2027-02-01"), ["ip3/R-003"]);
    assert_eq!(typed(RiskColumn::Due, "= 2027-03-31"), ["ip3/R-001", "ip3/R-002"]);
    assert_eq!(typed(RiskColumn::Due, "not empty").len(), 3);
    assert_eq!(typed(RiskColumn::Tags, "= WARD 9"), ["ip3/R-001", "ip3/R-002"], "the whole tag");
    assert_eq!(typed(RiskColumn::Tags, "= \"quoted\""), ["ip3/R-003"]);
    assert_eq!(typed(RiskColumn::Tags, "ward").len(), 3, "a part of one");
    assert_eq!(typed(RiskColumn::Tags, "not empty").len(), 3);
    let text = RisksWanted { text: "night".into(), ..RisksWanted::default() };
    assert!(refs(lines(&register, &text)).contains(&"ip3/R-002".to_owned()));
    let values = |column| register.workbench.risk_values(Some("ip3"), column).unwrap();
    assert_eq!(values(RiskColumn::Due), ["2027-01-15", "2027-03-31"]);
    assert_eq!(values(RiskColumn::Tags), ["\"quoted\"", "Ward 9", "night", "ward 99"]);
}

#[test]
fn the_values_of_a_column_are_those_that_let_rows_through() {
    let register = samples();
    for column in RiskColumn::ALL {
        for value in register.workbench.risk_values(None, *column).unwrap() {
            let wanted = RisksWanted {
                narrowed: vec![(*column, Sieve::OneOf(vec![value.clone()]))],
                ..RisksWanted::default()
            };
            let found = lines(&register, &wanted).len();
            let told =
                matches!(column, RiskColumn::Owner | RiskColumn::From | RiskColumn::Due | RiskColumn::Tags);
            assert!(found > 0 || !told, "{}: {value}", column.word());
        }
    }
    let levels = register.workbench.risk_values(Some("ip3"), RiskColumn::Residual).unwrap();
    assert!(levels.iter().any(|level| level == "HIGH"), "{levels:?}");
}
