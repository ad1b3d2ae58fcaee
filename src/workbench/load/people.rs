//! The people and the policy of a project: who is not in the register yet is added, and the policy approved where none is.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Loading, project::Project, wrong};
use crate::{
    domain::{
        assessment::Difference, decision::Decision, events::EventKind, object::Id, person::Person,
        rating::Rating, risk::Risk, trouble::Trouble,
    },
    ledger::Edit,
    process::{
        deciding::{AskedBy, NOT_RATED},
        left::rating_left,
    },
    workbench::{actions::approve_policy::Approval, deciding::Stake},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectPerson {
    name: String,
    roles: Vec<String>,
    #[serde(default)]
    account: String,
    active_from: Option<NaiveDate>,
    active_to: Option<NaiveDate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectPolicy {
    name: String,
    approved_by: String,
    /// In which role; must be one that the person has.
    role: Option<String>,
    approved_on: NaiveDate,
    #[serde(default)]
    evidence: String,
}

impl Loading<'_> {
    /// Adds the people that the register does not have. Who is there stays as the register has them.
    pub(super) fn people(&mut self, project: &Project) -> Result<(), Trouble> {
        let mut edits = Vec::new();
        for given in &project.people {
            let value = Person {
                name: given.name.trim().to_owned(),
                roles: given.roles.clone(),
                account: given.account.clone(),
                active_from: given.active_from,
                active_to: given.active_to,
            };
            let same_name = |known: &&Person| known.name.to_lowercase() == value.name.to_lowercase();
            let spell = |known: &Person| (known.active_from, known.active_to);
            if self.house.people.contains(&value) {
                continue;
            }
            let namesakes: Vec<&Person> = self.house.people.iter().filter(same_name).collect();
            if self.added.contains(&value.name) && namesakes.iter().any(|known| spell(known) == spell(&value))
            {
                return Err(wrong(format!("there are two people {:?}", value.name)));
            }
            if !namesakes.is_empty() && !self.added.contains(&value.name) {
                self.kept.push(value.name);
                continue;
            }
            self.workbench
                .fits(&value, None)
                .map_err(|trouble| wrong(format!("person {:?}: {}", value.name, trouble.because)))?;
            edits.push(Edit::put(&self.workbench.new_request(), 0, &value));
            self.added.push(value.name.clone());
            self.house.people.push(value);
        }
        if !edits.is_empty() {
            self.workbench.refuse_strangers()?;
        }
        let shown = format!("{}: {} people added.", self.reference, edits.len());
        self.event(EventKind::PersonChanged, shown, "", edits);
        Ok(())
    }

    /// Approves the policy, where the register has none approved.
    pub(super) fn policy(&mut self, project: &Project) -> Result<(), Trouble> {
        let Some(given) = &project.policy else { return Ok(()) };
        let policy = self.workbench.policy_named(&given.name)?;
        let (held, approval) = self.workbench.policy()?;
        if approval.is_some() {
            if held.sha256() != policy.sha256() {
                self.kept.push(format!("the policy {}", held.id));
            }
            return Ok(());
        }
        let by = self.house.people.iter().find(|person| person.name == given.approved_by);
        if let (Some(by), Some(role)) = (by, &given.role)
            && !by.roles.contains(role)
        {
            return Err(wrong(format!("policy: {} does not have the role {role}", by.name)));
        }
        let approval = Approval {
            by: given.approved_by.clone(),
            on: given.approved_on,
            evidence: given.evidence.clone(),
        };
        self.workbench
            .draft_approval(&mut self.draft, policy, &approval, &self.house.people)
            .map_err(|trouble| wrong(format!("policy: {}", trouble.because)))?;
        self.house.policy = std::rc::Rc::new(policy.clone());
        Ok(())
    }

    /// Holds the decision on a risk against the people, the policy and the line of acceptability.
    pub(super) fn judge_risk(
        &self,
        place: &str,
        scale: &str,
        decision: &mut Decision,
        (risk, ratings, differences): (&Risk, &[(Id, Rating)], &[Difference]),
    ) -> Result<(), Trouble> {
        let left = self.left(risk, ratings);
        let asking = left.map(|rating| (rating.rater.clone(), AskedBy::Rating)).or_else(|| self.leading());
        self.judge(place, scale, decision, &bands(left, differences), asking)
    }

    /// Holds the decision on the whole against the same.
    pub(super) fn judge_whole(&self, scale: &str, decision: &mut Decision) -> Result<(), Trouble> {
        self.judge("the whole", scale, decision, &self.bands, self.leading())
    }

    /// Notes the levels that remain of a risk.
    pub(super) fn note_bands(&mut self, risk: &Risk, ratings: &[(Id, Rating)], differences: &[Difference]) {
        let bands = bands(self.left(risk, ratings), differences);
        self.bands.extend(bands);
    }

    fn left<'r>(&self, risk: &Risk, ratings: &'r [(Id, Rating)]) -> Option<&'r Rating> {
        let ratings = ratings.iter().map(|(_, rating)| rating);
        self.extent.as_ref().and_then(|value| rating_left(value.stage, risk.treatment, ratings))
    }

    fn leading(&self) -> Option<(String, AskedBy)> {
        let value = self.extent.as_ref()?;
        (!value.risk_manager.is_empty()).then(|| (value.risk_manager.clone(), AskedBy::Leading))
    }

    fn judge(
        &self,
        place: &str,
        scale: &str,
        decision: &mut Decision,
        bands: &[String],
        asking: Option<(String, AskedBy)>,
    ) -> Result<(), Trouble> {
        let stake = Stake { asking, ..Stake::of(self.workbench.scale_named(scale)?, bands) };
        self.house.judge(decision, &stake).map_err(|trouble| Trouble {
            because: format!("{place}, decision: {}", trouble.because),
            ..trouble
        })?;
        decision.level = stake.level();
        self.benefit_weighed(place, scale, &stake.rated, decision)
    }
}

/// The level of a rating, or that there is none, and the levels of the placements that are rated apart from it.
fn bands(rating: Option<&Rating>, differences: &[Difference]) -> Vec<String> {
    let Some(rating) = rating else { return vec![NOT_RATED.to_owned()] };
    let apart = differences.iter().filter(|differing| differing.phase == rating.phase);
    std::iter::once(&rating.overall).chain(apart.map(|differing| &differing.overall)).cloned().collect()
}
