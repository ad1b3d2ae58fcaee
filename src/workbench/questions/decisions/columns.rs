//! The columns of the table of decisions: what the register is asked to narrow and to sort it by. A row is a decision, or
//! what somebody is asked to decide, and these are two kinds of object.

use super::DecisionColumn;
use crate::{
    domain::{
        decision::{AcceptanceState, DecisionKind, DecisionLife},
        object::{Id, Object},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Absent, Compare, Condition, Direction, Query, Related, Term},
    workbench::{
        Workbench,
        actions::decide::past,
        questions::{
            narrow::{Sieve, Way},
            risk_order::{by, passes},
        },
    },
};

/// Which kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// A decision, found by its state.
    Decided,
    /// A decision that is asked for.
    Asked,
}

/// How what is asked for is told.
pub(super) fn asked_for(kind: DecisionKind) -> String {
    format!("asked to {}", kind.label())
}

fn of_decision(field: &'static str) -> Term {
    Term::Related(Related::linked("decision_id", Object::Decision, field))
}

fn of_risk(field: &'static str) -> Term {
    Term::Related(Related::linked("risk_id", Object::Risk, field))
}

fn of_assessment(field: &'static str) -> Term {
    Term::Related(Related::linked("assessment_id", Object::Assessment, field))
}

/// What a column is compared and sorted by; none where rows of this kind have nothing in it.
fn term(side: Side, column: DecisionColumn) -> Option<Term> {
    Some(match (column, side) {
        (DecisionColumn::On, _) => of_risk("ref"),
        (DecisionColumn::What, _) => of_risk("title"),
        (DecisionColumn::Verdict, Side::Decided) => of_decision("decision"),
        (DecisionColumn::Verdict, Side::Asked) => Term::Own("decision"),
        (DecisionColumn::Level, Side::Decided) => of_decision("level"),
        (DecisionColumn::By, Side::Decided) => of_decision("decided_by"),
        (DecisionColumn::By, Side::Asked) => Term::Own("asked"),
        (DecisionColumn::Made, Side::Decided) => of_decision("decided_on"),
        (DecisionColumn::Made, Side::Asked) => Term::Own("proposed_on"),
        (DecisionColumn::Until, Side::Decided) => Term::Own("valid_until"),
        (DecisionColumn::Review, Side::Decided) => of_decision("review_on"),
        (DecisionColumn::Stands, Side::Decided) => Term::Own("life"),
        (DecisionColumn::Stands, Side::Asked) => Term::Own("proposed_by"),
        (DecisionColumn::Level | DecisionColumn::Until | DecisionColumn::Review, Side::Asked) => return None,
    })
}

impl Workbench {
    /// What a sieve of a column asks of rows of this kind.
    pub(super) fn decision_condition(
        &self,
        side: Side,
        column: DecisionColumn,
        sieve: &Sieve,
    ) -> Result<Condition, Trouble> {
        if let Sieve::Not(inner) = sieve {
            return Ok(Condition::Not(Box::new(self.decision_condition(side, column, inner)?)));
        }
        if let Sieve::OrEmpty(inner) = sieve {
            let either = [&**inner, &Sieve::Empty].map(|one| self.decision_condition(side, column, one));
            return Ok(Condition::One(either.into_iter().collect::<Result<_, _>>()?));
        }
        let Some(term) = term(side, column) else {
            return Ok(if *sieve == Sieve::Empty { Condition::All(Vec::new()) } else { none() });
        };
        let among = |words: Vec<String>| Condition::Term(term.clone(), Compare::In(words));
        Ok(match (column, sieve) {
            // what it is on, its verdict and where it stands is told of every row; the whole has no title of its own
            (
                DecisionColumn::On | DecisionColumn::What | DecisionColumn::Verdict | DecisionColumn::Stands,
                Sieve::Empty,
            ) => none(),
            (DecisionColumn::Level, Sieve::Empty) => Condition::Term(term, Compare::Absent),
            (DecisionColumn::Level, sieve) => among(self.bands(sieve)?),
            (DecisionColumn::On, Sieve::Has(text)) => on(text, Compare::Contains),
            (DecisionColumn::On, Sieve::OneOf(all)) => {
                Condition::One(all.iter().map(|text| on(text, Compare::Is)).collect())
            }
            (DecisionColumn::What, Sieve::Has(text)) => {
                let mut any = vec![Condition::Term(term, Compare::Contains(text.clone()))];
                if passes(THE_WHOLE, sieve) {
                    any.push(on_the_whole());
                }
                Condition::One(any)
            }
            (DecisionColumn::Verdict, sieve) => {
                let told = |kind: DecisionKind| match side {
                    Side::Decided => past(kind).to_owned(),
                    Side::Asked => asked_for(kind),
                };
                let kinds = DecisionKind::ALL.iter().filter(|kind| passes(&told(**kind), sieve));
                among(kinds.map(|kind| kind.word().to_owned()).collect())
            }
            (DecisionColumn::By, Sieve::OneOf(all)) => {
                let holds = |name: &String| Condition::Term(term.clone(), Compare::Holds(name.clone()));
                Condition::One(all.iter().map(holds).collect())
            }
            (DecisionColumn::Stands, sieve) if side == Side::Decided => {
                let fits = |life: &&DecisionLife| {
                    passes(life.label(), sieve) || (**life == DecisionLife::InForce && passes("holds", sieve))
                };
                among(DecisionLife::ALL.iter().filter(fits).map(|life| life.word().to_owned()).collect())
            }
            (DecisionColumn::Stands, sieve) if passes(AcceptanceState::Proposed.label(), sieve) => {
                Condition::All(Vec::new())
            }
            (_, Sieve::Has(text)) => Condition::Term(term, Compare::Contains(text.clone())),
            (_, Sieve::OneOf(all)) => among(all.clone()),
            (_, Sieve::Compared(op, text)) => Condition::Term(term, by(*op, text)),
            (_, Sieve::Empty | Sieve::Not(_) | Sieve::OrEmpty(_)) => Condition::Term(term, Compare::Absent),
        })
    }

    /// Rows of this kind in the order of the columns, the first the first; then the newest first.
    pub(super) fn decisions_sorted(
        &self,
        side: Side,
        mut query: Query,
        sort: &[(DecisionColumn, Way)],
    ) -> Result<Query, Trouble> {
        for (column, way) in sort {
            let direction = if *way == Way::Rising { Direction::Up } else { Direction::Down };
            let Some(own) = term(side, *column) else { continue };
            query =
                match column {
                    DecisionColumn::On => query
                        .by_term(of_assessment("ref"), direction, Absent::Last)
                        .by_term(of_risk("number"), direction, Absent::First),
                    DecisionColumn::Level => {
                        let placed = Term::Placed(Box::new(own), self.bands_rising()?);
                        // not rated is not the lowest level
                        let absent = if *way == Way::Rising { Absent::Last } else { Absent::First };
                        query.by_term(placed, direction, absent)
                    }
                    _ => query.by_term(own, direction, Absent::Last),
                };
        }
        Ok(query.by("changed_seq", Direction::Down))
    }

    /// The values that occur in a column of the decisions of an assessment, or of all; none where each row has its own.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn decision_values(
        &self,
        assessment: Option<&str>,
        column: DecisionColumn,
    ) -> Result<Vec<String>, Trouble> {
        let scope = self.scope(assessment)?;
        let tallied = |object, field: &'static str| -> Result<Vec<String>, Trouble> {
            let tally = self.tally(&scope.with_earlier(Query::all(object)), field)?;
            Ok(tally.into_iter().map(|(value, _)| value).filter(|value| !value.is_empty()).collect())
        };
        let people = |object, field| -> Result<Vec<String>, Trouble> {
            let lists = tallied(object, field)?;
            Ok(lists
                .iter()
                .flat_map(|list| serde_json::from_str::<Vec<String>>(list).unwrap_or_default())
                .collect())
        };
        let mut values = match column {
            DecisionColumn::On | DecisionColumn::What => Vec::new(),
            DecisionColumn::Verdict => {
                let decided = DecisionKind::ALL.iter().map(|kind| past(*kind).to_owned());
                decided.chain(DecisionKind::ALL.iter().map(|kind| asked_for(*kind))).collect()
            }
            DecisionColumn::Level => self.band_names()?,
            DecisionColumn::By => {
                let mut all = people(Object::Decision, "decided_by")?;
                all.extend(people(Object::Proposal, "asked")?);
                all.sort();
                all.dedup();
                all
            }
            DecisionColumn::Made => {
                let mut all = tallied(Object::Decision, "decided_on")?;
                all.extend(tallied(Object::Proposal, "proposed_on")?);
                all.sort();
                all.dedup();
                all
            }
            DecisionColumn::Until => tallied(Object::DecisionState, "valid_until")?,
            DecisionColumn::Review => tallied(Object::Decision, "review_on")?,
            DecisionColumn::Stands => {
                let lives = DecisionLife::ALL.iter().map(|life| life.label().to_owned());
                lives.chain([AcceptanceState::Proposed.label().to_owned()]).collect()
            }
        };
        values.truncate(VALUES);
        Ok(values)
    }
}

/// Values of a column that are offered, at most.
const VALUES: usize = 500;
/// The title of what is on no risk.
pub(super) const THE_WHOLE: &str = "the whole";

fn none() -> Condition {
    Condition::One(Vec::new())
}

fn on_the_whole() -> Condition {
    Condition::Term(Term::Own("risk_id"), Compare::Absent)
}

/// On what a text names: `ip3/R-003`, a risk's ref, an assessment's.
fn on(text: &str, compare: fn(String) -> Compare) -> Condition {
    match text.split_once('/') {
        Some((assessment, risk)) => {
            // whichever its revision
            let name = assessment.split('@').next().unwrap_or_default();
            Condition::All(vec![
                Condition::Term(of_assessment("ref"), Compare::Is(name.to_owned())),
                Condition::Term(of_risk("ref"), compare(risk.to_owned())),
            ])
        }
        None => {
            let assessment = Condition::Term(of_assessment("ref"), compare(text.to_owned()));
            Condition::One(vec![assessment, Condition::Term(of_risk("ref"), compare(text.to_owned()))])
        }
    }
}

/// Those of these assessments.
pub(super) fn of_these(ids: &[Id]) -> Condition {
    let ids = ids.iter().map(|id| id.as_str().to_owned()).collect();
    Condition::Term(Term::Own("assessment_id"), Compare::In(ids))
}
