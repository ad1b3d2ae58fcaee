//! The rules of deciding on this register: its people, its policy, what is at stake, and who asked.

use std::rc::Rc;

use super::{Workbench, store::Reading};
use crate::{
    catalog::{policies::Policy, scales::Scale},
    domain::{
        assessment::{Assessment, Stage},
        decision::{Decision, Proposal},
        object::{Id, Object},
        person::Person,
        rating::{Phase, Rating},
        record::Held,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
    },
    ledger::{Compare, Direction, Edit, Query},
    process::deciding::{
        AskedBy, Asking, Intent, NOT_RATED, NotDecided, able, may_decide, person, verifies_own_work,
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
    /// The level that remains.
    pub(super) band: String,
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
        let (band, rater) = match risk {
            Some(risk) => {
                let ratings =
                    self.all::<Rating>(&Query::all(Object::Rating).is("risk_id", risk.id.as_str()))?;
                let left = left(assessment.stage, ratings.iter().map(|held| &held.value));
                (band(left), left.map(|rating| rating.rater.clone()))
            }
            None => (self.worst_residual(assessment, &scale)?, None),
        };
        let proposal = self.open_proposals(&assessment.id, risk.map(|risk| &risk.id))?.pop();
        let asking = proposal
            .map(|proposal| (proposal.value.proposed_by, AskedBy::Proposing))
            .or(rater.map(|rater| (rater, AskedBy::Rating)))
            .or(Some((assessment.risk_manager.clone(), AskedBy::Leading)))
            .filter(|(name, _)| !name.is_empty());
        Ok(Stake { band, asking })
    }

    /// The worst level that remains of the open risks; one that is not rated outranks all.
    fn worst_residual(&self, assessment: &Held<Assessment>, scale: &Scale) -> Result<String, Trouble> {
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let risks = self.all::<Risk>(&of(Object::Risk))?;
        let ratings = self.all::<Rating>(&of(Object::Rating))?;
        let bands = risks.iter().filter(|risk| risk.status != RiskStatus::Closed).map(|risk| {
            let own = ratings.iter().map(|held| &held.value).filter(|rating| rating.risk_id == risk.id);
            band(left(assessment.stage, own))
        });
        Ok(worst_of(scale, bands))
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

/// The rating that a decision of a stage is about: what is left, and before buying what planned controls would leave.
pub(super) fn left<'r>(stage: Stage, ratings: impl Iterator<Item = &'r Rating>) -> Option<&'r Rating> {
    let mut target = None;
    for rating in ratings {
        match rating.phase {
            Phase::Residual => return Some(rating),
            Phase::Target if stage == Stage::Acquisition => target = Some(rating),
            Phase::Initial | Phase::Target => {}
        }
    }
    target
}

/// The level of a rating, or that there is none.
pub(super) fn band(rating: Option<&Rating>) -> String {
    rating.map_or(NOT_RATED, |rating| &rating.overall).to_owned()
}

/// The worst of these levels; the lowest where there are none.
pub(super) fn worst_of(scale: &Scale, bands: impl Iterator<Item = String>) -> String {
    let rank = |band: &String| scale.rank(band).unwrap_or(i64::MAX);
    let lowest = || scale.bands.first().map(|band| band.id.clone()).unwrap_or_default();
    bands.max_by_key(rank).unwrap_or_else(lowest)
}
