//! The table of decisions narrowed by its columns: one query of the register, held against the rows as they are read.

use std::collections::BTreeSet;

use riskward::{
    domain::{decision::AcceptanceState, object::Id, word::Word as _},
    workbench::questions::{
        decisions::{DecisionColumn, DecisionLine, DecisionsWanted, Ends},
        narrow::{Sieve, Way},
    },
};

use crate::{
    decided::{all, lines, three},
    register::Register,
};

/// Three assessments with their decisions; one more is asked for, one rejects a risk that nobody rated, one is withdrawn.
fn decided() -> Register {
    let mut register = three();
    let free = {
        let taken: BTreeSet<String> = all(&register).into_iter().map(|line| line.reference).collect();
        let risk = |number: u32| format!("ip3/R-{number:03}");
        (1..).map(risk).filter(|reference| !taken.contains(reference)).take(2).collect::<Vec<_>>()
    };
    let asked = [("decision", "accept"), ("asked", "Dr. A. Weber"), ("reason", "the control is in place")];
    register.act("propose-decision", &free[0], &asked).unwrap();
    let rejected = [
        ("decision", "reject"),
        ("decided_by", "Dr. A. Weber"),
        ("rationale", "It can be mended."),
        ("evidence", "Minutes 26-11"),
    ];
    register.act("decide", &free[1], &rejected).unwrap();
    let held = all(&register).into_iter().find(|line| line.state == AcceptanceState::InForce).unwrap();
    register.act("withdraw-decision", &held.reference, &[("reason", "The drill failed.")]).unwrap();
    register
}

fn wanted(narrowed: Vec<(DecisionColumn, Sieve)>) -> DecisionsWanted {
    DecisionsWanted { narrowed, ..DecisionsWanted::default() }
}

fn ids<'a>(lines: impl IntoIterator<Item = &'a DecisionLine>) -> BTreeSet<Id> {
    lines.into_iter().map(|line| line.id.clone()).collect()
}

fn has_ended(line: &DecisionLine) -> bool {
    matches!(line.state, AcceptanceState::Withdrawn | AcceptanceState::Superseded | AcceptanceState::Renewed)
}

#[test]
fn columns_are_narrowed_by_values_texts_and_comparisons() {
    use DecisionColumn as Of;
    let register = decided();
    let everything = all(&register);
    // what was typed, and whether a row as it is read passes; some pass and some do not
    let check = |column, typed: &str, fits: &dyn Fn(&DecisionLine) -> bool| {
        let found = lines(&register, &wanted(vec![(column, Sieve::read(typed).unwrap())]));
        assert_eq!(ids(&found), ids(everything.iter().filter(|line| fits(line))), "{column:?} {typed}");
        assert!(!found.is_empty() && found.len() < everything.len(), "{column:?} {typed}: {}", found.len());
        let none = Sieve::Not(Box::new(Sieve::read(typed).unwrap()));
        let others = lines(&register, &wanted(vec![(column, none)]));
        assert_eq!(ids(&others), ids(everything.iter().filter(|line| !fits(line))), "{column:?} not {typed}");
    };
    let first = &everything[0];
    check(Of::On, &first.reference, &|line| line.reference == first.reference);
    check(Of::On, "pacs12", &|line| line.reference.starts_with("pacs12"));
    let word = first.title.split(' ').next_back().unwrap().to_lowercase();
    check(Of::What, &word, &|line| line.title.to_lowercase().contains(&word));
    check(Of::What, "the whole", &|line| line.title == "the whole");
    check(Of::Verdict, "= accepted", &|line| line.verdict == "accepted");
    check(Of::Verdict, "accept", &|line| line.verdict.contains("accept"));
    check(Of::Verdict, "= rejected", &|line| line.verdict == "rejected");
    check(Of::Verdict, "asked", &|line| line.verdict == "asked to accept");
    let level = everything.iter().find_map(|line| line.level.as_ref()).unwrap();
    let is = |line: &DecisionLine| line.level.as_ref().is_some_and(|one| one.rank == level.rank);
    check(Of::Level, &format!("= {}", level.short), &is);
    check(Of::Level, "empty", &|line| line.level.is_none());
    check(Of::By, "= Dr. A. Weber", &|line| line.by.split(" and ").any(|name| name == "Dr. A. Weber"));
    check(Of::Made, &format!(">= {}", first.on), &|line| line.on >= first.on);
    let until = everything.iter().filter_map(|line| line.until).max().unwrap();
    check(Of::Until, &format!("< {until}"), &|line| line.until.is_some_and(|day| day < until));
    check(Of::Until, &format!("= {until}"), &|line| line.until == Some(until));
    check(Of::Until, "empty", &|line| line.until.is_none());
    check(Of::Review, "not empty", &|line| line.review.is_some());
    check(Of::Stands, "= withdrawn", &|line| line.state == AcceptanceState::Withdrawn);
    check(Of::Stands, "= proposed", &|line| line.state == AcceptanceState::Proposed);
    check(Of::Stands, "holds", &|line| !has_ended(line) && line.state != AcceptanceState::Proposed);
}

/// Two columns, a text and a time narrow together, and the order is another's business.
#[test]
fn what_narrows_them_narrows_together_in_every_order() {
    let register = decided();
    let everything = all(&register);
    let accepted = (DecisionColumn::Verdict, Sieve::read("accepted").unwrap());
    let pumps = (DecisionColumn::On, Sieve::read("ip3").unwrap());
    let fits =
        |line: &&DecisionLine| line.verdict.starts_with("accepted") && line.reference.starts_with("ip3");
    let expected = ids(everything.iter().filter(fits));
    assert!(!expected.is_empty() && expected.len() < everything.len());
    let both = wanted(vec![accepted, pumps]);
    for column in DecisionColumn::ALL {
        let sort = vec![(*column, Way::Falling)];
        assert_eq!(ids(&lines(&register, &DecisionsWanted { sort, ..both.clone() })), expected, "{column:?}");
    }
    assert_eq!(ids(&lines(&register, &both)), expected);
    let ends = Some(Ends::Between(None, everything.iter().filter_map(|line| line.until).min()));
    let of_time = lines(&register, &DecisionsWanted { ends, ..DecisionsWanted::default() });
    let both_in_time = lines(&register, &DecisionsWanted { ends, ..both.clone() });
    assert_eq!(ids(&both_in_time), ids(of_time.iter().filter(|line| expected.contains(&line.id))));
    let one = everything.iter().find(fits).unwrap();
    let named = lines(&register, &DecisionsWanted { text: one.reference.clone(), ..both });
    assert!(named.iter().all(|line| line.reference == one.reference) && ids(&named).contains(&one.id));
}

#[test]
fn the_values_offered_are_those_that_let_rows_through() {
    let register = decided();
    let through = |column, value: &str| {
        lines(&register, &wanted(vec![(column, Sieve::OneOf(vec![value.to_owned()]))])).len()
    };
    for &column in DecisionColumn::ALL {
        let values = register.workbench.decision_values(None, column).unwrap();
        let counts: Vec<usize> = values.iter().map(|value| through(column, value)).collect();
        // words that may stand there are offered whether they do or not; people and days are those that do
        let told = matches!(
            column,
            DecisionColumn::By | DecisionColumn::Made | DecisionColumn::Until | DecisionColumn::Review
        );
        assert!(!told || (!counts.is_empty() && !counts.contains(&0)), "{column:?}: {values:?} {counts:?}");
    }
    let both = |column| register.workbench.decision_values(Some("ip3"), column).unwrap();
    assert!(both(DecisionColumn::By).contains(&"Dr. A. Weber".to_owned()));
    assert!(both(DecisionColumn::On).is_empty(), "each row has its own");
}
