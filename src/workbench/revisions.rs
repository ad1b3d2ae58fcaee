//! Revisions of an assessment: which there are, what the newest makes of the one before, and what becomes of decisions.

use std::collections::{HashMap, HashSet};

use super::{
    Workbench,
    gather::{Gatherer, RiskParts, Standing, claims_as_recorded, standing_of_whole},
};
use crate::{
    domain::{
        assessment::Assessment,
        decision::{Decision, DecisionKind, DecisionLife, DecisionState},
        object::{Id, Object},
        record::Held,
        revision::RiskMark,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Edit, Query},
    process::{
        revision::{Version, compared},
        seal::SealPart,
    },
};

/// How a risk stands to the same risk before: its mark, and what differs in words.
pub(super) type Marked = (RiskMark, Vec<String>);

impl Workbench {
    /// The earlier revisions of an assessment, the newest first.
    pub(super) fn earlier(&self, assessment: &Assessment) -> Result<Vec<Held<Assessment>>, Trouble> {
        let query = Query::all(Object::Assessment).is("ref", assessment.reference.as_str());
        let mut all = self.all::<Assessment>(&query.by("revision", Direction::Down))?;
        all.retain(|held| held.revision < assessment.revision);
        Ok(all)
    }

    /// The assessments that are no newest revision.
    pub(super) fn older_revisions(&self) -> Result<HashSet<Id>, Trouble> {
        let all = self.all::<Assessment>(&Query::all(Object::Assessment))?;
        let mut newest: HashMap<&str, i64> = HashMap::new();
        for held in &all {
            let last = newest.entry(&held.value.reference).or_insert(held.value.revision);
            *last = held.value.revision.max(*last);
        }
        let is_older = |held: &&Held<Assessment>| newest.get(held.reference.as_str()) != Some(&held.revision);
        Ok(all.iter().filter(is_older).map(|held| held.id.clone()).collect())
    }

    /// What it was begun from, as a subject: `ip3@1`, or another assessment.
    pub(super) fn begun_from(&self, assessment: &Assessment) -> Result<Option<String>, Trouble> {
        let Some(id) = &assessment.begun_from else { return Ok(None) };
        let before = self.needed::<Assessment>(id)?;
        Ok(Some(format!("{}@{}", before.reference, before.revision)))
    }

    /// Where the decision on the whole stands: that of this revision, else of an earlier one while it is in force.
    pub(super) fn whole_standing(&self, assessment: &Held<Assessment>) -> Result<Option<Standing>, Trouble> {
        let standing =
            |of: &Held<Assessment>| standing_of_whole(self.reading(), &of.id, || self.seal_of_whole(of));
        let own = standing(assessment)?;
        if own.is_some() {
            return Ok(own);
        }
        for earlier in self.earlier(assessment)? {
            if let Some(standing) = standing(&earlier)? {
                let holds = standing.state.life == DecisionLife::InForce;
                return Ok(holds.then_some(Standing { revision: Some(earlier.revision), ..standing }));
            }
        }
        Ok(None)
    }

    /// What a decision of a later revision puts an end to. One on a risk supersedes the decision on the same risk
    /// before; one on the whole that on the whole, and with an acceptance all that were taken on risks: from then on
    /// the new revision covers the product. Until then they stay in force, so that nothing in use is left undecided.
    pub(super) fn earlier_superseded(
        &self,
        assessment: &Held<Assessment>,
        decision: &Decision,
    ) -> Result<Vec<Edit>, Trouble> {
        let earlier = self.earlier(assessment)?;
        if earlier.is_empty() {
            return Ok(Vec::new());
        }
        let accepts = matches!(decision.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
        let before = match &decision.risk_id {
            Some(risk) => self.same_risk_before(risk)?,
            None => Vec::new(),
        };
        let ends = |state: &DecisionState| match (&decision.risk_id, &state.risk_id) {
            (Some(_), Some(risk)) => before.contains(risk),
            (None, None) => true,
            (None, Some(_)) => accepts,
            (Some(_), None) => false,
        };
        let query = Query::all(Object::DecisionState)
            .among("assessment_id", earlier.iter().map(|held| &held.id))
            .is("life", DecisionLife::InForce.word());
        let ended = self.all::<DecisionState>(&query)?.into_iter().filter(|state| ends(&state.value));
        Ok(ended
            .map(|state| {
                let value = DecisionState {
                    life: DecisionLife::Superseded,
                    reason: format!(
                        "by the decision of {} on {} in revision {}",
                        decision.deciders(),
                        decision.decided_on,
                        assessment.revision
                    ),
                    ..state.value.clone()
                };
                Edit::put(&state.id, state.version, &value)
            })
            .collect())
    }

    /// The same risk in earlier revisions.
    fn same_risk_before(&self, risk: &Id) -> Result<Vec<Id>, Trouble> {
        let mut before = Vec::new();
        let mut next = self.needed::<Risk>(risk)?.value.begun_from;
        while let Some(id) = next {
            next = self.needed::<Risk>(&id)?.value.begun_from;
            before.push(id);
        }
        Ok(before)
    }

    /// How these risks of an assessment stand to the same ones in the revision or assessment that it was begun from;
    /// none where it was begun from nothing.
    pub(super) fn marks(
        &self,
        assessment: &Held<Assessment>,
        parts: &RiskParts,
    ) -> Result<HashMap<Id, Marked>, Trouble> {
        let Some(begun_from) = &assessment.begun_from else { return Ok(HashMap::new()) };
        let old = self.needed::<Assessment>(begun_from)?;
        let ids = parts.risks.iter().filter_map(|risk| risk.begun_from.as_ref());
        let risks = self.all::<Risk>(&Query::all(Object::Risk).among("id", ids))?;
        let before = Gatherer::new(self.reading()).without_decisions(risks)?;
        let (then, now) =
            (claims_as_recorded(self.reading(), &old)?, claims_as_recorded(self.reading(), assessment)?);
        let (then, now) = (meanings(then), meanings(now));
        let marked = parts.risks.iter().map(|risk| {
            let old = risk.begun_from.as_ref().and_then(|id| before.risks.iter().find(|old| old.id == *id));
            let old = old.map(|old| version(old, &before, &then));
            (risk.id.clone(), compared(old.as_ref(), &version(risk, parts, &now)))
        });
        Ok(marked.collect())
    }

    /// The risks of what an assessment was begun from that it does not have any more.
    pub(super) fn left_out(&self, assessment: &Held<Assessment>) -> Result<Vec<String>, Trouble> {
        let Some(begun_from) = &assessment.begun_from else { return Ok(Vec::new()) };
        let of =
            |id: &Id| Query::all(Object::Risk).is("assessment_id", id.as_str()).by("number", Direction::Up);
        let here = self.all::<Risk>(&of(&assessment.id))?;
        let kept: HashSet<&Id> = here.iter().filter_map(|risk| risk.begun_from.as_ref()).collect();
        let before = self.all::<Risk>(&of(begun_from))?;
        Ok(before
            .into_iter()
            .filter(|risk| !kept.contains(&risk.id))
            .map(|risk| risk.value.reference)
            .collect())
    }
}

/// What each coverage means, whichever row says so: the words of its seal part.
fn meanings(parts: HashMap<String, SealPart>) -> HashMap<String, String> {
    parts.into_iter().map(|(code, part)| (code, part.readable.text())).collect()
}

fn version<'v>(
    risk: &'v Held<Risk>,
    parts: &'v RiskParts,
    claims: &'v HashMap<String, String>,
) -> Version<'v> {
    let coverages =
        risk.capabilities.iter().filter_map(|code| Some((code.as_str(), claims.get(code)?.as_str())));
    Version {
        risk,
        ratings: parts.ratings(&risk.id).iter().map(|held| &held.value).collect(),
        differences: parts.differences(&risk.id).iter().map(|held| &held.value).collect(),
        controls: parts.links(&risk.id).iter().map(|link| &link.control_id).collect(),
        coverages: coverages.collect(),
    }
}
