//! The rules of deciding on this register: its people, its policy, what is at stake, and who asked.

use std::{collections::HashMap, rc::Rc};

use super::{Workbench, store::Reading};
use crate::{
    catalog::{policies::Policy, scales::Scale},
    domain::{
        assessment::{Assessment, Difference},
        decision::{Decision, Proposal},
        object::{Id, Object},
        person::Person,
        rating::Rating,
        record::Held,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
    },
    ledger::{Compare, Direction, Edit, Query},
    process::{
        deciding::{
            AskedBy, Asking, Intent, NOT_RATED, NotDecided, able, may_decide, person, verifies_own_work,
        },
        left::{level_left, rating_left, worst},
    },
};

/// What is told where a rule could not be held against anybody.
pub(super) const NO_PEOPLE: &str = "This register names no people: authority was not checked.";

/// The people and the policy that decisions are held against.
pub(super) struct House {
    pub(super) policy: Rc<Policy>,
    pub(super) people: Vec<Person>,
}

/// What a decision is about.
pub(super) struct Stake {
    /// The level that remains, or that there is none; the worst over all placements, and of the whole over all risks.
    pub(super) band: String,
    /// The worst level of what is rated; empty where nothing is. It says whether the benefit has to be weighed.
    pub(super) rated: String,
    /// Who asked for the decision, and how.
    pub(super) asking: Option<(String, AskedBy)>,
}

impl House {
    /// Whether these people may take this decision; fills in their names as the register writes them, their roles and
    /// who asked. Without people nothing is checked.
    pub(super) fn judge(&self, value: &mut Decision, stake: &Stake) -> Result<(), Trouble> {
        if self.people.is_empty() {
            return Ok(());
        }
        let asking = stake.asking.as_ref().map(|(name, by)| Asking { name, by: *by });
        let intent = Intent {
            decision: value.decision,
            band: &stake.band,
            deciders: &value.decided_by,
            roles: &value.roles,
            on: value.decided_on,
            valid_until: value.valid_until,
            asking,
        };
        let signers = may_decide(&self.policy, &self.people, &intent)
            .map_err(|not| self.refused(&not, &stake.band, value.decided_on, asking))?;
        (value.decided_by, value.roles) =
            signers.into_iter().map(|signer| (signer.name, signer.role)).unzip();
        value.requested_by = match &stake.asking {
            Some((name, AskedBy::Proposing)) => name.clone(),
            _ => String::new(),
        };
        Ok(())
    }

    fn refused(
        &self,
        not: &NotDecided,
        band: &str,
        on: chrono::NaiveDate,
        asking: Option<Asking<'_>>,
    ) -> Trouble {
        let try_this = match not {
            NotDecided::TooLong { last, .. } => format!("a valid_until up to {last}"),
            _ => match able(&self.policy, &self.people, band, on, asking) {
                who if who.is_empty() => {
                    "add-person, for whoever has the authority; nobody in this register does".to_owned()
                }
                who => who,
            },
        };
        Trouble::refused("Not recorded", not.to_string(), try_this)
    }

    /// Refuses that somebody verifies what they put in place themselves, where the policy wants another.
    pub(super) fn two_persons(
        &self,
        verifier: &str,
        implementer: &str,
        on: chrono::NaiveDate,
    ) -> Result<(), Trouble> {
        if self.people.is_empty() || !verifies_own_work(&self.policy, &self.people, verifier, implementer, on)
        {
            return Ok(());
        }
        Err(Trouble::refused(
            "Not recorded",
            format!("{implementer} put it in place, and the policy wants somebody else to verify it"),
            "another person looks at it, and is named here",
        ))
    }
}

impl Workbench {
    /// The people and the policy of this register.
    pub(super) fn house(&self) -> Result<House, Trouble> {
        let people = self.people()?.into_iter().map(|held| held.value).collect();
        Ok(House { policy: self.policy()?.0, people })
    }

    /// The level that a decision is about, and who asked for it.
    pub(super) fn stake(
        &self,
        assessment: &Held<Assessment>,
        risk: Option<&Held<Risk>>,
    ) -> Result<Stake, Trouble> {
        let scale = self.scale(&assessment.scale_sha256)?;
        let (bands, rater) = match risk {
            Some(risk) => {
                let of = |object| Query::all(object).is("risk_id", risk.id.as_str());
                let ratings = self.all::<Rating>(&of(Object::Rating))?;
                let differences = self.all::<Difference>(&of(Object::Difference))?;
                let left = left(assessment, risk, &ratings);
                (vec![band(&scale, assessment, left, &differences)], left.map(|rating| rating.rater.clone()))
            }
            None => (self.bands_left(assessment, &scale)?, None),
        };
        let proposal = self.open_proposals(&assessment.id, risk.map(|risk| &risk.id))?.pop();
        let asking = proposal
            .map(|proposal| (proposal.value.proposed_by, AskedBy::Proposing))
            .or(rater.map(|rater| (rater, AskedBy::Rating)))
            .or(Some((assessment.risk_manager.clone(), AskedBy::Leading)))
            .filter(|(name, _)| !name.is_empty());
        Ok(Stake { asking, ..Stake::of(&scale, &bands) })
    }

    /// The level that remains of each open risk, or that there is none.
    fn bands_left(&self, assessment: &Held<Assessment>, scale: &Scale) -> Result<Vec<String>, Trouble> {
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let risks = self.all::<Risk>(&of(Object::Risk))?;
        let ratings = by_risk(self.all::<Rating>(&of(Object::Rating))?, |rating| &rating.risk_id);
        let differences =
            by_risk(self.all::<Difference>(&of(Object::Difference))?, |differing| &differing.risk_id);
        let none = (Vec::new(), Vec::new());
        let open = risks.iter().filter(|risk| risk.status != RiskStatus::Closed).map(|risk| {
            let ratings = ratings.get(&risk.id).unwrap_or(&none.0);
            let differences = differences.get(&risk.id).unwrap_or(&none.1);
            band(scale, assessment, left(assessment, risk, ratings), differences)
        });
        Ok(open.collect())
    }

    /// The proposals on a risk, or on the whole, that nobody has decided on; the newest last.
    pub(super) fn open_proposals(
        &self,
        assessment: &Id,
        risk: Option<&Id>,
    ) -> Result<Vec<Held<Proposal>>, Trouble> {
        open_proposals(self.reading(), assessment, risk)
    }

    /// The edits that close the proposals on a risk, or on the whole.
    pub(super) fn closing(&self, assessment: &Id, risk: Option<&Id>) -> Result<Vec<Edit>, Trouble> {
        let open = self.open_proposals(assessment, risk)?.into_iter();
        let closed = |held: Held<Proposal>| {
            Edit::put(&held.id, held.version, &Proposal { closed: true, ..held.value.clone() })
        };
        Ok(open.map(closed).collect())
    }

    /// The name of a person as the register writes it, for a name or an account; as it was given where it knows none.
    pub(super) fn named(&self, given: &str) -> Result<String, Trouble> {
        let people = self.people()?;
        let found = person(people.iter().map(|held| &held.value), given, self.today());
        Ok(found.map_or_else(|| given.to_owned(), |person| person.name.clone()))
    }
}

/// The same, of a snapshot.
pub(super) fn open_proposals(
    reading: Reading<'_>,
    assessment: &Id,
    risk: Option<&Id>,
) -> Result<Vec<Held<Proposal>>, Trouble> {
    let query = Query::all(Object::Proposal).is("assessment_id", assessment.as_str());
    let query = match risk {
        Some(risk) => query.is("risk_id", risk.as_str()),
        None => query.with("risk_id", Compare::Absent),
    };
    let all = reading.all::<Proposal>(&query.by("changed_seq", Direction::Up))?;
    Ok(all.into_iter().filter(|held| !held.closed).collect())
}

fn by_risk<R>(all: Vec<Held<R>>, risk: impl Fn(&R) -> &Id) -> HashMap<Id, Vec<Held<R>>> {
    let mut groups: HashMap<Id, Vec<Held<R>>> = HashMap::new();
    for held in all {
        groups.entry(risk(&held.value).clone()).or_default().push(held);
    }
    groups
}

fn left<'r>(assessment: &Assessment, risk: &Risk, ratings: &'r [Held<Rating>]) -> Option<&'r Rating> {
    rating_left(assessment.stage, risk.treatment, ratings.iter().map(|held| &held.value))
}

/// The level of what is left over all placements, or that there is none.
fn band(
    scale: &Scale,
    assessment: &Assessment,
    left: Option<&Rating>,
    differences: &[Held<Difference>],
) -> String {
    let differences = differences.iter().map(|held| &held.value);
    let level = left.map(|rating| level_left(scale, &assessment.placement_ids, rating, differences));
    level.unwrap_or(NOT_RATED).to_owned()
}

impl Stake {
    /// What is at stake with these levels: the worst; the lowest where there are none. Nobody is said to have asked.
    pub(super) fn of(scale: &Scale, bands: &[String]) -> Self {
        let lowest = || scale.bands.first().map(|band| band.id.as_str()).unwrap_or_default();
        let all = || bands.iter().map(String::as_str);
        Self {
            band: worst(scale, all()).unwrap_or_else(lowest).to_owned(),
            rated: worst(scale, all().filter(|band| *band != NOT_RATED)).unwrap_or_default().to_owned(),
            asking: None,
        }
    }

    /// The level that a decision tells; empty while something is not rated.
    pub(super) fn level(&self) -> String {
        if self.band == NOT_RATED { String::new() } else { self.band.clone() }
    }
}
