//! The register at a glance, against what each assessment, decision and risk says.

use riskward::workbench::questions::{
    decisions::{DecisionsWanted, Ends},
    matrix::Within,
    overview::Overview,
    risk_order::RisksWanted,
};

use crate::register::{Register, sample, with};

fn three() -> Register {
    let mut register = with("infusion-pump");
    register.workbench.load(&sample("pacs")).unwrap();
    register.workbench.load(&sample("patient-monitor")).unwrap();
    register
}

fn within(register: &Register, within: &Within) -> usize {
    let wanted = RisksWanted { within: Some(within.clone()), ..RisksWanted::default() };
    register.workbench.risk_order(&wanted).unwrap().ids.len()
}

fn ending(register: &Register, ends: Ends) -> usize {
    let wanted = DecisionsWanted { ends: Some(ends), ..DecisionsWanted::default() };
    register.workbench.decision_order(&wanted, None).unwrap().order.ids.len()
}

/// Every number is as many as Enter on it opens, and the parts are the whole.
fn agrees(register: &Register) -> Overview {
    let overview = register.workbench.overview().unwrap();
    for level in &overview.levels {
        assert_eq!(within(register, &level.within), level.risks, "{}", level.within);
    }
    assert_eq!(overview.levels.iter().map(|level| level.risks).sum::<usize>(), overview.risks);
    for month in &overview.months {
        assert_eq!(ending(register, month.ends), month.decisions, "{}", month.label);
    }
    assert_eq!(overview.months.iter().map(|month| month.decisions).sum::<usize>(), overview.decisions);
    for line in register.workbench.assessments().unwrap() {
        let standing = register.workbench.standing(&line.reference).unwrap();
        let own = overview.products.iter().position(|product| product.references == [line.reference.clone()]);
        let Some(at) = own else { continue };
        let gaps = overview.capabilities.iter().filter(|row| row.cells[at].gap).count();
        assert_eq!(gaps, standing.gaps, "{}", line.reference);
        let chain = register.workbench.chain(&line.reference).unwrap();
        for (row, capability) in overview.capabilities.iter().zip(&chain.capabilities) {
            assert_eq!(row.code, capability.code);
            assert_eq!(row.cells[at].coverage, capability.coverage, "{} {}", line.reference, row.code);
        }
    }
    overview
}

#[test]
fn every_number_is_as_many_as_stand_behind_it() {
    let register = three();
    let overview = agrees(&register);
    assert_eq!(overview.products.len(), 3);
    assert_eq!(overview.capabilities.len(), 22);
    assert!(overview.decisions > 10 && overview.risks > 30);
    let labels: Vec<&str> = overview.months.iter().map(|month| month.label.as_str()).collect();
    assert_eq!(labels[..3], ["over", "2026-11", "2026-12"]);
    assert_eq!(labels[12..], ["2027-10", "later", "no end"]);
    assert!(overview.levels[0].level.is_none(), "not rated is not lowest");
}

#[test]
fn what_is_over_is_counted_by_the_day_one_looks_at() {
    let mut register = three();
    register.workbench.look_as_of("2027-07-15".parse().unwrap());
    let overview = agrees(&register);
    assert!(overview.months[0].is_over && overview.months[0].decisions > 0);
    assert_eq!(overview.months[1].label, "2027-07");
    assert_eq!(
        overview.months[1].ends,
        Ends::Between(Some("2027-07-15".parse().unwrap()), Some("2027-07-31".parse().unwrap()))
    );
}

/// Of several revisions the newest is counted; another assessment of the same product shares its column.
#[test]
fn revisions_are_counted_once_and_a_product_has_one_column() {
    let mut register = with("patient-monitor");
    let before = agrees(&register);
    register.act("reassess", "pm7", &[("reason", "the yearly look")]).unwrap();
    let after = agrees(&register);
    assert_eq!((after.risks, after.products), (before.risks, before.products));
    assert_eq!(after.decisions, before.decisions, "they hold until the new ones");
    assert_eq!(after.levels[0].risks, after.risks, "nothing of the new revision is rated");
    let copied = [("ref", "pm8"), ("versions", "8.x"), ("placements", "1"), ("reason", "another version")];
    register.act("copy-assessment", "pm7", &copied).unwrap();
    let both = register.workbench.overview().unwrap();
    assert_eq!(both.products.len(), 1);
    assert_eq!(both.products[0].references, ["pm7", "pm8"]);
    let row = &both.capabilities[0];
    assert_eq!(row.cells.len(), 1, "the assessment where it is worst");
}

#[test]
fn an_empty_register_has_nothing_to_count() {
    let register = crate::register::empty();
    let overview = register.workbench.overview().unwrap();
    assert_eq!((overview.risks, overview.decisions, overview.products.len()), (0, 0, 0));
    assert!(overview.capabilities.iter().all(|row| row.cells.is_empty()));
}
