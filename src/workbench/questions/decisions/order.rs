//! Decisions in an order: identities alone, whatever their number.

use std::collections::{HashMap, HashSet};

use super::{
    DecisionOrder, DecisionsWanted, Ends,
    columns::{Side, of_these},
};
use crate::{
    domain::{
        decision::DecisionLife,
        object::{Id, Object},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Ask as _, Compare, Condition, Direction, Query, Term},
    workbench::{Workbench, questions::risks::Order, trouble},
};

/// Whose decisions: all of the newest revisions, and of earlier ones those that are in force.
pub(super) struct Scope {
    /// None = those of every assessment that is not among the earlier.
    newest: Option<Vec<Id>>,
    earlier: Vec<Id>,
}

impl Scope {
    /// The rows of the newest revisions, and of the earlier ones too.
    pub(super) fn with_earlier(&self, query: Query) -> Query {
        match &self.newest {
            Some(newest) => query.among("assessment_id", newest.iter().chain(&self.earlier)),
            None => query,
        }
    }

    /// The states of all of them.
    fn told(&self) -> Query {
        let Some(newest) = &self.newest else { return states() };
        let holds = Condition::Term(Term::Own("life"), Compare::Is(DecisionLife::InForce.word().to_owned()));
        let earlier = Condition::All(vec![of_these(&self.earlier), holds]);
        states().such(Condition::One(vec![of_these(newest), earlier]))
    }

    fn newest(&self, query: Query) -> Query {
        match &self.newest {
            Some(newest) => query.among("assessment_id", newest),
            None => query,
        }
    }
}

fn states() -> Query {
    Query::all(Object::DecisionState)
}

fn in_force() -> Query {
    states().is("life", DecisionLife::InForce.word())
}

fn ended() -> Query {
    let ended = DecisionLife::ALL.iter().filter(|life| **life != DecisionLife::InForce);
    states().with("life", Compare::In(ended.map(|life| life.word().to_owned()).collect()))
}

fn by_until(query: Query) -> Query {
    query.by("valid_until", Direction::Up).by("changed_seq", Direction::Down)
}

fn newest_first(query: Query) -> Query {
    query.by("changed_seq", Direction::Down)
}

/// What accountable people are asked to decide and have not.
fn asked() -> Query {
    Query::all(Object::Proposal).is("closed", "0")
}

impl Workbench {
    /// The order of the decisions that are wanted, and where in it the first one on this risk, or this whole, stands.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn decision_order(
        &self,
        wanted: &DecisionsWanted,
        near: Option<&str>,
    ) -> Result<DecisionOrder, Trouble> {
        let scope = self.scope(wanted.assessment.as_deref())?;
        let holding = match wanted.ends {
            None => in_force(),
            Some(Ends::Never) => in_force().with("valid_until", Compare::Absent),
            Some(Ends::Between(from, to)) => {
                let from = from.and_then(|day| day.pred_opt()).map(|day| day.to_string()).unwrap_or_default();
                let query = in_force().with("valid_until", Compare::After(from));
                match to.and_then(|day| day.succ_opt()) {
                    Some(after) => query.with("valid_until", Compare::Before(after.to_string())),
                    None => query,
                }
            }
        };
        let holding = scope.with_earlier(holding);
        let narrowed = |side: Side, query: Query| -> Result<Query, Trouble> {
            wanted.narrowed.iter().try_fold(query, |query, (column, sieve)| {
                Ok(query.such(self.decision_condition(side, *column, sieve)?))
            })
        };
        let decided = |query: Query| narrowed(Side::Decided, query);
        let asked = || narrowed(Side::Asked, scope.newest(asked()));
        let mut ids = match (wanted.sort.as_slice(), wanted.ends) {
            ([], Some(_)) => self.ids(&by_until(decided(holding)?))?,
            ([], None) => {
                let today = self.as_of().to_string();
                let over = holding.clone().with("valid_until", Compare::Before(today));
                let yesterday = self.as_of().pred_opt().unwrap_or_else(|| self.as_of()).to_string();
                let coming = holding.clone().with("valid_until", Compare::After(yesterday));
                let endless = holding.with("valid_until", Compare::Absent);
                self.one_after_the_other(&[
                    by_until(decided(over)?),
                    newest_first(asked()?),
                    by_until(decided(coming)?),
                    newest_first(decided(endless)?),
                    newest_first(decided(scope.newest(ended()))?),
                ])?
            }
            (sort, Some(_)) => self.ids(&self.decisions_sorted(Side::Decided, decided(holding)?, sort)?)?,
            (sort, None) => self.one_after_the_other(&[
                self.decisions_sorted(Side::Decided, decided(scope.told())?, sort)?,
                self.decisions_sorted(Side::Asked, asked()?, sort)?,
            ])?,
        };
        if !wanted.text.is_empty() {
            let fitting = self.fitting(&wanted.text)?;
            ids.retain(|id| fitting.contains(id));
        }
        let near = match near {
            Some(reference) => self.near(reference, &ids)?,
            None => None,
        };
        Ok(DecisionOrder { order: Order { ids }, near })
    }

    /// The places in an order of the rows that hold the text that is wanted, rising.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn decision_matches(&self, wanted: &DecisionsWanted, order: &Order) -> Result<Vec<usize>, Trouble> {
        let found = self.fitting(&wanted.text)?;
        Ok((0..order.ids.len()).filter(|&at| found.contains(&order.ids[at])).collect())
    }

    pub(super) fn scope(&self, assessment: Option<&str>) -> Result<Scope, Trouble> {
        if let Some(reference) = assessment {
            let own = self.assessment(reference)?;
            let earlier = self.earlier(&own)?.into_iter().map(|held| held.id).collect();
            return Ok(Scope { newest: Some(vec![own.id]), earlier });
        }
        let older = self.older_revisions()?;
        if older.is_empty() {
            return Ok(Scope { newest: None, earlier: Vec::new() });
        }
        let all = self.ids(&Query::all(Object::Assessment))?;
        let newest = all.into_iter().filter(|id| !older.contains(id)).collect();
        Ok(Scope { newest: Some(newest), earlier: older.into_iter().collect() })
    }

    pub(super) fn ids(&self, query: &Query) -> Result<Vec<Id>, Trouble> {
        self.ledger.ids(query).map_err(|e| trouble::ledger("Cannot read the register", e))
    }

    fn one_after_the_other(&self, queries: &[Query]) -> Result<Vec<Id>, Trouble> {
        let mut all = Vec::new();
        for query in queries {
            all.extend(self.ids(query)?);
        }
        Ok(all)
    }

    /// The state of each decision, by its identity: two texts a row, and no row is read.
    fn states_of_decisions(&self) -> Result<HashMap<Id, Id>, Trouble> {
        let pairs = self.tally_by(&states(), &["decision_id", "id"])?;
        let pair =
            |(mut values, _): (Vec<String>, usize)| Some((Id(values.swap_remove(0)), Id(values.pop()?)));
        Ok(pairs.into_iter().filter_map(pair).collect())
    }

    /// Everything on which a text is: the risk's ref and title, the assessment's ref, who decided or is asked, the life.
    fn fitting(&self, text: &str) -> Result<HashSet<Id>, Trouble> {
        let contains = |object, field| Query::all(object).with(field, Compare::Contains(text.to_owned()));
        let mut risks = self.ids(&contains(Object::Risk, "title"))?;
        risks.extend(self.ids(&contains(Object::Risk, "ref"))?);
        let assessments = self.ids(&contains(Object::Assessment, "ref"))?;
        // as one reads it: `ip3/R-003`
        if let Some((assessment, risk)) = text.split_once('/') {
            let assessment = assessment.split('@').next().unwrap_or_default();
            let own = self.ids(&Query::all(Object::Assessment).is("ref", assessment))?;
            let of = Query::all(Object::Risk).among("assessment_id", &own);
            risks.extend(self.ids(&of.with("ref", Compare::Contains(risk.to_owned())))?);
        }
        let mut found = HashSet::new();
        for object in [Object::DecisionState, Object::Proposal] {
            found.extend(self.ids(&Query::all(object).among("risk_id", &risks))?);
            found.extend(self.ids(&Query::all(object).among("assessment_id", &assessments))?);
        }
        let state_of = self.states_of_decisions()?;
        for field in ["decided_by", "decision", "rationale"] {
            let decisions = self.ids(&contains(Object::Decision, field))?;
            found.extend(decisions.iter().filter_map(|id| state_of.get(id)).cloned());
        }
        for field in ["asked", "proposed_by", "decision"] {
            found.extend(self.ids(&contains(Object::Proposal, field))?);
        }
        for &life in DecisionLife::ALL {
            if life.label().contains(&text.to_lowercase()) {
                found.extend(self.ids(&states().is("life", life.word()))?);
            }
        }
        Ok(found)
    }

    /// Where the first one on a risk, or on the whole, stands.
    fn near(&self, reference: &str, ids: &[Id]) -> Result<Option<usize>, Trouble> {
        let Ok(on) = self.decided_on(reference) else { return Ok(None) };
        let mut here = HashSet::new();
        for object in [Object::DecisionState, Object::Proposal] {
            let query = Query::all(object).is("assessment_id", on.assessment.id.as_str());
            here.extend(self.ids(&match &on.risk {
                Some(risk) => query.is("risk_id", risk.id.as_str()),
                None => query.with("risk_id", Compare::Absent),
            })?);
        }
        Ok(ids.iter().position(|id| here.contains(id)))
    }
}
