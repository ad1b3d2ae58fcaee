//! The decisions of the register in an order, page by page.

use std::collections::BTreeSet;

use riskward::{
    domain::{decision::AcceptanceState, word::Word as _},
    workbench::questions::{
        decisions::{DecisionColumn, DecisionLine, DecisionsWanted, Ends},
        narrow::Way,
        risk_order::RisksWanted,
    },
};

use crate::register::{Register, sample, with};

fn wanted(assessment: Option<&str>, sort: &[(DecisionColumn, Way)]) -> DecisionsWanted {
    DecisionsWanted {
        assessment: assessment.map(Into::into),
        sort: sort.to_vec(),
        ..DecisionsWanted::default()
    }
}

pub(crate) fn lines(register: &Register, wanted: &DecisionsWanted) -> Vec<DecisionLine> {
    let order = register.workbench.decision_order(wanted, None).unwrap().order;
    let lines = register.workbench.decision_page(&order, 0, order.ids.len()).unwrap();
    assert_eq!(lines.len(), order.ids.len());
    // pages of two are the same rows in the same order
    let mut paged = Vec::new();
    while paged.len() < order.ids.len() {
        paged.extend(register.workbench.decision_page(&order, paged.len(), 2).unwrap());
    }
    assert_eq!(paged, lines);
    lines
}

pub(crate) fn all(register: &Register) -> Vec<DecisionLine> {
    lines(register, &wanted(None, &[]))
}

pub(crate) fn three() -> Register {
    let mut register = with("infusion-pump");
    register.workbench.load(&sample("pacs")).unwrap();
    register.workbench.load(&sample("patient-monitor")).unwrap();
    register
}

/// What the table says of a decision is what its risk says.
#[test]
fn every_decision_is_there_once_and_stands_where_its_risk_says() {
    let register = three();
    let decided = all(&register);
    assert!(decided.len() > 10, "{}", decided.len());
    let order = register.workbench.risk_order(&RisksWanted::default()).unwrap();
    let risks = register.workbench.risk_page(&order, 0, order.ids.len()).unwrap();
    for risk in risks {
        let whole = register.workbench.risk(&risk.reference).unwrap();
        let here: Vec<&DecisionLine> =
            decided.iter().filter(|line| line.reference == risk.reference).collect();
        assert_eq!(here.len(), whole.decisions.len(), "{}", risk.reference);
        for decision in &whole.decisions {
            let same = |line: &&&DecisionLine| {
                decision.said.said.starts_with(&line.verdict) && decision.said.said.contains(&line.by)
            };
            let line = here.iter().find(same);
            let Some(line) = line else { continue };
            if !decision.said.warning.is_empty() {
                assert_eq!(line.stands, decision.said.warning);
            }
        }
        let state = register.workbench.acceptance(&risk.reference).unwrap();
        if let Some(newest) = here.first().filter(|_| here.len() == 1) {
            assert_eq!(newest.state, state, "{}", risk.reference);
        }
    }
    let ids: BTreeSet<_> = decided.iter().map(|line| &line.id).collect();
    assert_eq!(ids.len(), decided.len());
}

#[test]
fn what_is_over_stands_first_then_what_is_asked_for_then_what_runs_out_next() {
    let mut register = three();
    let undecided = {
        let order = register
            .workbench
            .risk_order(&RisksWanted { assessment: Some("ip3".into()), ..RisksWanted::default() })
            .unwrap();
        let risks = register.workbench.risk_page(&order, 0, order.ids.len()).unwrap();
        let open =
            |reference: &str| register.workbench.acceptance(reference).unwrap() == AcceptanceState::None;
        risks.into_iter().map(|line| line.reference).find(|reference| open(reference)).unwrap()
    };
    let args = [("decision", "accept"), ("asked", "Dr. A. Weber"), ("reason", "the control is in place")];
    register.act("propose-decision", &undecided, &args).unwrap();
    register.workbench.look_as_of("2027-02-20".parse().unwrap());
    let rank = |line: &DecisionLine| match line.state {
        AcceptanceState::Expired => 0,
        AcceptanceState::Proposed => 1,
        AcceptanceState::Withdrawn | AcceptanceState::Superseded | AcceptanceState::Renewed => 3,
        _ => 2,
    };
    let decided = all(&register);
    let ranks: Vec<i32> = decided.iter().map(rank).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
    assert!(ranks.contains(&0) && ranks.contains(&1) && ranks.contains(&2), "{ranks:?}");
    let over = |line: &&DecisionLine| line.state == AcceptanceState::Expired;
    let stands = |line: &DecisionLine| line.stands.starts_with("IN USE WITHOUT VALID ACCEPTANCE since ");
    assert!(decided.iter().filter(over).all(|line| stands(line) == line.verdict.starts_with("accepted")));
    let asked = decided.iter().find(|line| line.state == AcceptanceState::Proposed).unwrap();
    assert_eq!((asked.reference.as_str(), asked.verdict.as_str()), (undecided.as_str(), "asked to accept"));
    for group in 0..=2 {
        let days: Vec<_> =
            decided.iter().filter(|line| rank(line) == group).filter_map(|line| line.until).collect();
        assert!(days.is_sorted(), "{days:?}");
    }
}

#[test]
fn they_are_sorted_by_last_day_state_person_and_day() {
    let register = three();
    let by = |column, way| lines(&register, &wanted(None, &[(column, way)]));
    let until: Vec<_> = by(DecisionColumn::Until, Way::Rising).iter().filter_map(|line| line.until).collect();
    assert!(until.is_sorted());
    let people: Vec<String> = by(DecisionColumn::By, Way::Rising).into_iter().map(|line| line.by).collect();
    assert!(people.is_sorted(), "{people:?}");
    let days: Vec<_> = by(DecisionColumn::Made, Way::Falling).into_iter().map(|line| line.on).collect();
    assert!(days.is_sorted_by(|one, other| one >= other), "{days:?}");
    let everything: BTreeSet<_> = all(&register).into_iter().map(|line| line.id).collect();
    for column in DecisionColumn::ALL {
        for way in [Way::Rising, Way::Falling] {
            let ids: BTreeSet<_> = by(*column, way).into_iter().map(|line| line.id).collect();
            assert_eq!(ids, everything, "{column:?}");
        }
    }
}

#[test]
fn a_text_finds_them_by_what_they_are_on_and_by_who_decided() {
    let register = three();
    let found =
        |filter: &str| lines(&register, &DecisionsWanted { text: filter.into(), ..wanted(None, &[]) });
    let everything = all(&register);
    let first = &everything[0];
    let one = found(&first.reference);
    assert!(!one.is_empty() && one.iter().all(|line| line.reference == first.reference), "{one:?}");
    let by = found(first.by.split(" and ").next().unwrap());
    assert!(by.iter().any(|line| line.id == first.id));
    assert_eq!(
        found("pacs12").len(),
        everything.iter().filter(|line| line.reference.starts_with("pacs12")).count()
    );
    assert!(found("nobody of this name").is_empty());
    let order =
        register.workbench.decision_order(&wanted(None, &[]), Some(&everything[2].reference)).unwrap();
    let near = order.near.unwrap();
    assert_eq!(everything[near].reference, everything[2].reference);
}

#[test]
fn those_of_a_time_are_those_in_force_that_run_out_then() {
    let register = three();
    let everything = all(&register);
    let day = |text: &str| Some(text.parse().unwrap());
    for (from, to) in
        [(None, day("2027-03-31")), (day("2027-03-01"), day("2027-03-31")), (day("2027-06-01"), None)]
    {
        let ends = Some(Ends::Between(from, to));
        let found = lines(&register, &DecisionsWanted { ends, ..wanted(None, &[]) });
        let expected = everything.iter().filter(|line| {
            let ended = matches!(
                line.state,
                AcceptanceState::Withdrawn | AcceptanceState::Superseded | AcceptanceState::Renewed
            );
            !ended
                && line.until.is_some_and(|until| {
                    from.is_none_or(|from| from <= until) && to.is_none_or(|to| until <= to)
                })
        });
        let expected: BTreeSet<_> = expected.map(|line| line.id.clone()).collect();
        assert_eq!(found.iter().map(|line| line.id.clone()).collect::<BTreeSet<_>>(), expected, "{ends:?}");
    }
}

/// Decisions stay with the revision they were taken in: while they hold they are told beside those of the next one, each
/// once and by its revision; what has ended there is seen there.
#[test]
fn of_an_older_revision_those_in_force_are_told_and_no_others() {
    let mut register = with("patient-monitor");
    let before = all(&register);
    let holds: Vec<&DecisionLine> = before
        .iter()
        .filter(|line| {
            !matches!(
                line.state,
                AcceptanceState::Withdrawn | AcceptanceState::Superseded | AcceptanceState::Renewed
            )
        })
        .collect();
    register.act("reassess", "pm7", &[("reason", "the yearly look")]).unwrap();
    for of in [None, Some("pm7")] {
        let after = lines(&register, &wanted(of, &[]));
        assert_eq!(after.len(), holds.len());
        assert!(after.iter().all(|line| line.reference.starts_with("pm7@1")), "{after:?}");
    }
    let there = lines(&register, &wanted(Some("pm7@1"), &[]));
    assert_eq!(there.len(), before.len());
}
