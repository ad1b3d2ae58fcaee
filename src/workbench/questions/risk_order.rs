//! The order of the table of risks: narrowed and sorted by its columns in one query of the register.

use std::collections::HashSet;

use super::{
    matrix::Within,
    narrow::{Op, Sieve, Way},
};
use crate::{
    catalog::scales::Scale,
    domain::{
        assessment::Assessment,
        decision::DecisionKind,
        object::{Id, Object},
        rating::Phase,
        risk::Treatment,
        trouble::Trouble,
        word::{Word, words},
    },
    ledger::{Absent, Ask as _, Compare, Condition, Direction, Query, Related, Term},
    workbench::{Workbench, actions::decide::past, questions::risks::Order, trouble},
};

words! {
    /// A column of the table of risks.
    RiskColumn {
        /// Assessment and number.
        Reference = "ref", "Risk";
        /// Short name.
        Title = "title", "Title";
        /// The capabilities it comes from.
        From = "from", "From";
        /// Initial level; not rated counts as above the highest.
        Initial = "initial", "Initial";
        /// Residual level; not rated counts as above the highest.
        Residual = "residual", "Residual";
        /// What is proposed.
        Treatment = "treatment", "Treatment";
        /// How many controls serve it.
        Controls = "controls", "Ctrl";
        /// Where its newest decision stands, as far as that is stored: its life, its verdict, its last day. What is
        /// computed (stale, awaits confirmation) and what was taken in an earlier revision does not count.
        Decision = "decision", "Decision";
        /// Who looks after it.
        Owner = "owner", "Owner";
        /// By when its owner wants to be done with it.
        Due = "due", "Due";
        /// Words to find it by; sorted by the first.
        Tags = "tags", "Tags";
    }
}

/// Which risks, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RisksWanted {
    /// Of this assessment; none = of the newest revision of all.
    pub assessment: Option<String>,
    /// Sorted by these columns, the first first; then by assessment and number.
    pub sort: Vec<(RiskColumn, Way)>,
    /// With this text in its ref, title, capabilities, owner or tags; empty = all.
    pub text: String,
    /// Only those that each of these columns lets through.
    pub narrowed: Vec<(RiskColumn, Sieve)>,
    /// Only those that are rated so.
    pub within: Option<Within>,
}

/// The fields in which a text is looked for.
const TEXTS: &[&str] = &["title", "ref", "owner", "capabilities", "tags"];
/// Values of a column that are offered, at most.
const VALUES: usize = 500;

impl Workbench {
    /// The order of the risks that are wanted.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn risk_order(&self, wanted: &RisksWanted) -> Result<Order, Trouble> {
        let mut query = self.risks_in(wanted.assessment.as_deref())?;
        if !wanted.text.is_empty() {
            let contains = |field| Condition::Term(Term::Own(field), Compare::Contains(wanted.text.clone()));
            let mut any: Vec<Condition> = TEXTS.iter().map(|field| contains(field)).collect();
            any.push(self.named_in_full(&wanted.text)?);
            query = query.such(Condition::One(any));
        }
        for (column, sieve) in &wanted.narrowed {
            query = query.such(self.condition(*column, sieve)?);
        }
        for (column, way) in &wanted.sort {
            query = sorted(query, *column, *way);
        }
        query = query.by("assessment_id", Direction::Up).by("number", Direction::Up);
        let ids = self.ledger.ids(&query).map_err(|e| trouble::ledger("Cannot read the register", e))?;
        match &wanted.within {
            Some(within) => self.only_within(Order { ids }, within),
            None => Ok(Order { ids }),
        }
    }

    /// The places in an order of the rows that hold the text that is wanted, rising.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn risk_matches(&self, wanted: &RisksWanted, order: &Order) -> Result<Vec<usize>, Trouble> {
        let found = self.risk_order(wanted)?;
        let ids: HashSet<&Id> = found.ids.iter().collect();
        Ok((0..order.ids.len()).filter(|&at| ids.contains(&order.ids[at])).collect())
    }

    /// The values that occur in a column, as they are read in it; none where each risk has its own.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn risk_values(&self, assessment: Option<&str>, column: RiskColumn) -> Result<Vec<String>, Trouble> {
        let tallied = |field: &'static str| -> Result<Vec<String>, Trouble> {
            let tally = self.tally(&self.risks_in(assessment)?, field)?;
            Ok(tally.into_iter().map(|(value, _)| value).filter(|value| !value.is_empty()).collect())
        };
        let listed = |field: &'static str| -> Result<Vec<String>, Trouble> {
            let mut all: Vec<String> = tallied(field)?
                .iter()
                .flat_map(|list| serde_json::from_str::<Vec<String>>(list).unwrap_or_default())
                .collect();
            all.sort();
            all.dedup();
            Ok(all)
        };
        let mut values = match column {
            RiskColumn::Reference | RiskColumn::Title | RiskColumn::Controls => Vec::new(),
            RiskColumn::Owner => tallied("owner")?,
            RiskColumn::From => listed("capabilities")?,
            RiskColumn::Tags => listed("tags")?,
            RiskColumn::Due => tallied("due_on")?,
            RiskColumn::Treatment => Treatment::ALL.iter().map(|one| one.label().to_owned()).collect(),
            RiskColumn::Decision => DecisionKind::ALL.iter().map(|one| past(*one).to_owned()).collect(),
            RiskColumn::Initial | RiskColumn::Residual => self.band_names()?,
        };
        values.truncate(VALUES);
        Ok(values)
    }

    /// Every risk of an assessment, or of the newest revision of all.
    fn risks_in(&self, reference: Option<&str>) -> Result<Query, Trouble> {
        let query = Query::all(Object::Risk);
        if let Some(reference) = reference {
            return Ok(query.is("assessment_id", self.assessment(reference)?.id.as_str()));
        }
        Ok(match self.newest_where_some_are_older()? {
            Some(newest) => query.among("assessment_id", &newest),
            None => query,
        })
    }

    /// The assessments that are the newest revision; none as long as there are no older ones.
    fn newest_where_some_are_older(&self) -> Result<Option<Vec<Id>>, Trouble> {
        let later = Query::all(Object::Assessment).with("revision", Compare::After("1".to_owned()));
        if self.count(&later)? == 0 {
            return Ok(None);
        }
        let older = self.older_revisions()?;
        let all = self.all::<Assessment>(&Query::all(Object::Assessment))?;
        Ok(Some(all.into_iter().map(|held| held.id).filter(|id| !older.contains(id)).collect()))
    }

    fn scales_in_use(&self) -> Result<Vec<std::rc::Rc<Scale>>, Trouble> {
        let tally = self.tally(&Query::all(Object::Assessment), "scale_sha256")?;
        tally.iter().map(|(sha256, _)| self.scale(sha256)).collect()
    }

    /// What a sieve of a column asks of the register.
    fn condition(&self, column: RiskColumn, sieve: &Sieve) -> Result<Condition, Trouble> {
        let (term, compare) = match (column, sieve) {
            (_, Sieve::Not(inner)) => return Ok(Condition::Not(Box::new(self.condition(column, inner)?))),
            (_, Sieve::OrEmpty(inner)) => {
                let either = [&**inner, &Sieve::Empty].map(|one| self.condition(column, one));
                return Ok(Condition::One(either.into_iter().collect::<Result<_, _>>()?));
            }
            (RiskColumn::Reference, Sieve::Has(text)) => {
                let own = Condition::Term(Term::Folded("ref"), Compare::Contains(text.clone()));
                return Ok(Condition::One(vec![own, self.named_in_full(text)?]));
            }
            (RiskColumn::Reference, Sieve::OneOf(all)) => {
                let one = |text: &String| match text.split_once('/') {
                    Some((assessment, own)) => self.within(assessment, Compare::Is(own.to_owned())),
                    None => Ok(Condition::Term(Term::Folded("ref"), Compare::Is(text.clone()))),
                };
                return Ok(Condition::One(all.iter().map(one).collect::<Result<_, _>>()?));
            }
            (RiskColumn::From, Sieve::OneOf(all)) => {
                let holds = |code: &String| {
                    Condition::Term(Term::Own("capabilities"), Compare::Holds(code.to_uppercase()))
                };
                return Ok(Condition::One(all.iter().map(holds).collect()));
            }
            (RiskColumn::Tags, Sieve::OneOf(all)) => {
                let holds = |tag: &String| Condition::Term(term(column), Compare::Contains(quoted(tag)));
                return Ok(Condition::One(all.iter().map(holds).collect()));
            }
            (RiskColumn::Decision, Sieve::Compared(op, date)) => {
                (newest_decision("valid_until"), by(*op, date))
            }
            (_, Sieve::Empty) => (term(column), Compare::Absent),
            (RiskColumn::Initial | RiskColumn::Residual, sieve) => {
                (level(phase(column), "overall"), Compare::In(self.bands(sieve)?))
            }
            (RiskColumn::Decision, sieve) => {
                let kinds = DecisionKind::ALL.iter().filter(|kind| passes(past(**kind), sieve));
                (newest_decision("decision"), Compare::In(kinds.map(|kind| kind.word().to_owned()).collect()))
            }
            (RiskColumn::Treatment, Sieve::OneOf(_) | Sieve::Has(_)) => {
                let all = Treatment::ALL.iter().filter(|one| passes(one.label(), sieve));
                (Term::Own("treatment"), Compare::In(all.map(|one| one.word().to_owned()).collect()))
            }
            (RiskColumn::Controls, Sieve::Has(text)) => (term(column), Compare::Is(text.clone())),
            (_, Sieve::Has(text)) => (term(column), Compare::Contains(text.clone())),
            (_, Sieve::OneOf(all)) => (term(column), Compare::In(all.clone())),
            (_, Sieve::Compared(op, text)) => (term(column), by(*op, text)),
        };
        Ok(Condition::Term(term, compare))
    }

    /// What a text that names a risk in full asks: the assessment in `ip3`, the risk in `ip3/R-014`.
    fn named_in_full(&self, text: &str) -> Result<Condition, Trouble> {
        match text.split_once('/') {
            Some((assessment, own)) => self.within(assessment, Compare::Contains(own.to_owned())),
            None => {
                let such = Query::all(Object::Assessment).with("ref", Compare::Contains(text.to_owned()));
                let ids =
                    self.ledger.ids(&such).map_err(|e| trouble::ledger("Cannot read the register", e))?;
                Ok(of_assessments(&ids))
            }
        }
    }

    /// Risks of the assessment of this ref, whichever its case and revision, whose own ref compares so.
    fn within(&self, assessment: &str, own: Compare) -> Result<Condition, Trouble> {
        let name = assessment.split('@').next().unwrap_or_default().to_owned();
        let such =
            Query::all(Object::Assessment).such(Condition::Term(Term::Folded("ref"), Compare::Is(name)));
        let ids = self.ledger.ids(&such).map_err(|e| trouble::ledger("Cannot read the register", e))?;
        Ok(Condition::All(vec![of_assessments(&ids), Condition::Term(Term::Folded("ref"), own)]))
    }

    /// The names of the levels of every scale that is in use, the highest first.
    pub(super) fn band_names(&self) -> Result<Vec<String>, Trouble> {
        let mut all: Vec<String> = Vec::new();
        for scale in self.scales_in_use()? {
            for band in scale.bands.iter().rev() {
                if !all.contains(&band.short) {
                    all.push(band.short.clone());
                }
            }
        }
        Ok(all)
    }

    /// The ids of the levels of every scale that is in use, the lowest first.
    pub(super) fn bands_rising(&self) -> Result<Vec<String>, Trouble> {
        let mut all: Vec<(usize, String)> = Vec::new();
        for scale in self.scales_in_use()? {
            for (at, band) in scale.bands.iter().enumerate() {
                if all.iter().all(|(_, known)| *known != band.id) {
                    all.push((at, band.id.clone()));
                }
            }
        }
        all.sort_by_key(|(at, _)| *at);
        Ok(all.into_iter().map(|(_, id)| id).collect())
    }

    /// The levels that a sieve lets through, by their ids on every scale that is in use.
    pub(super) fn bands(&self, sieve: &Sieve) -> Result<Vec<String>, Trouble> {
        let mut ids = Vec::new();
        for scale in self.scales_in_use()? {
            let named = |text: &str| {
                let same = |name: &str| name.eq_ignore_ascii_case(text);
                scale.bands.iter().position(|band| same(&band.short) || same(&band.name) || same(&band.id))
            };
            for (at, band) in scale.bands.iter().enumerate() {
                let fits = match sieve {
                    Sieve::Compared(op, text) => named(text).is_some_and(|typed| op.holds(at.cmp(&typed))),
                    Sieve::OneOf(all) => all.iter().any(|text| named(text) == Some(at)),
                    other => passes(&band.short, other) || passes(&band.name, other),
                };
                if fits && !ids.contains(&band.id) {
                    ids.push(band.id.clone());
                }
            }
        }
        Ok(ids)
    }
}

fn of_assessments(ids: &[Id]) -> Condition {
    if ids.is_empty() {
        return Condition::One(Vec::new());
    }
    let ids = ids.iter().map(|id| id.as_str().to_owned()).collect();
    Condition::Term(Term::Own("assessment_id"), Compare::In(ids))
}

/// A tag as it stands in the list of a risk: found so it is the whole tag, whatever the case of its ASCII letters.
fn quoted(tag: &str) -> String {
    serde_json::Value::from(tag).to_string()
}

/// A word that the register does not hold as it is read is let through.
pub(super) fn passes(word: &str, sieve: &Sieve) -> bool {
    match sieve {
        Sieve::Has(text) => word.to_lowercase().contains(&text.to_lowercase()),
        Sieve::OneOf(all) => all.iter().any(|one| one.eq_ignore_ascii_case(word)),
        _ => false,
    }
}

/// A comparison as the register makes it.
pub(super) fn by(op: Op, text: &str) -> Compare {
    let text = text.to_owned();
    match op {
        Op::Below => Compare::Before(text),
        Op::UpTo => Compare::UpTo(text),
        Op::From => Compare::From(text),
        Op::Above => Compare::After(text),
    }
}

fn phase(column: RiskColumn) -> Phase {
    if column == RiskColumn::Initial { Phase::Initial } else { Phase::Residual }
}

fn level(phase: Phase, field: &'static str) -> Term {
    Term::Related(Related::linking(Object::Rating, "risk_id", field).is("phase", phase.word()))
}

fn newest_decision(field: &'static str) -> Term {
    Term::Related(Related::linking(Object::Decision, "risk_id", field).newest_by("changed_seq"))
}

/// What a column is compared and sorted by.
fn term(column: RiskColumn) -> Term {
    match column {
        RiskColumn::Reference => Term::Folded("ref"),
        RiskColumn::Title => Term::Folded("title"),
        RiskColumn::From => Term::Own("capabilities"),
        RiskColumn::Initial | RiskColumn::Residual => level(phase(column), "overall_rank"),
        RiskColumn::Treatment => Term::Own("treatment"),
        RiskColumn::Controls => Term::Related(Related::count(Object::RiskControl, "risk_id")),
        RiskColumn::Decision => newest_decision("decision"),
        RiskColumn::Owner => Term::Folded("owner"),
        RiskColumn::Due => Term::Own("due_on"),
        RiskColumn::Tags => Term::Folded("tags"),
    }
}

fn sorted(query: Query, column: RiskColumn, way: Way) -> Query {
    let direction = if way == Way::Rising { Direction::Up } else { Direction::Down };
    match column {
        RiskColumn::Reference => {
            let assessment = Related::linked("assessment_id", Object::Assessment, "ref");
            query.by_term(Term::Related(assessment), direction, Absent::Last).by("number", direction)
        }
        RiskColumn::Initial | RiskColumn::Residual => {
            // not rated is not the lowest level
            let absent = if way == Way::Rising { Absent::Last } else { Absent::First };
            query.by_term(term(column), direction, absent)
        }
        RiskColumn::Decision => {
            let life = Related::linking(Object::DecisionState, "risk_id", "life").newest_by("decision_id");
            query
                .by_term(Term::Related(life), direction, Absent::Last)
                .by_term(term(column), direction, Absent::Last)
                .by_term(newest_decision("valid_until"), direction, Absent::Last)
        }
        _ => query.by_term(term(column), direction, Absent::Last),
    }
}
