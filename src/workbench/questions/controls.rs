//! The register's controls.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::risk::SiteWhole;
use crate::{
    domain::{
        assessment::Assessment,
        control::{
            Control, ControlSite, ControlState, RiskControl, Verification, VerificationKind,
            VerificationResult,
        },
        object::{Id, Object},
        record::Held,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Query},
    process::failure::failures,
    workbench::Workbench,
};

/// One control in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlLine {
    /// Its identity.
    pub id: Id,
    /// `C-003`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// Its kind's word.
    pub kind: String,
    /// 1, 2 or 3.
    pub order: i64,
    /// Who looks after it.
    pub owner: String,
    /// By when it is to be in place.
    pub due: Option<NaiveDate>,
    /// How many risks it serves.
    pub serves: usize,
    /// `in place 1/2, effective 1/2`
    pub state: String,
}

/// One control, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlWhole {
    /// Its value.
    pub control: Held<Control>,
    /// Where it is.
    pub sites: Vec<SiteWhole>,
    /// Every verification, the latest first.
    pub verifications: Vec<Held<Verification>>,
    /// The risks it serves: `ip3/R-014` and title.
    pub serves: Vec<(String, String)>,
    /// What its latest verifications found wrong, a sentence each: it flags every risk that it serves.
    pub failures: Vec<String>,
}

impl Workbench {
    /// Every control of the register by its number.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn controls(&self) -> Result<Vec<ControlLine>, Trouble> {
        let all = self.all::<Control>(&Query::all(Object::Control).by("number", Direction::Up))?;
        let mut serves: HashMap<String, usize> =
            self.tally(&Query::all(Object::RiskControl), "control_id")?.into_iter().collect();
        let older = self.older_revisions()?;
        if !older.is_empty() {
            // A risk that a revision has taken over is served once.
            let risks = Query::all(Object::Risk).among("assessment_id", &older);
            let risks = self.all::<Risk>(&risks)?;
            let links = Query::all(Object::RiskControl).among("risk_id", risks.iter().map(|risk| &risk.id));
            for (control, count) in self.tally(&links, "control_id")? {
                if let Some(all) = serves.get_mut(&control) {
                    *all = all.saturating_sub(count);
                }
            }
        }
        let ids: Vec<Id> = all.iter().map(|control| control.id.clone()).collect();
        let sites = self.grouped("control_id", &ids, "site", |at: &ControlSite| &at.control_id)?;
        let checks =
            self.grouped("control_id", &ids, "verified_on", |check: &Verification| &check.control_id)?;
        Ok(all
            .into_iter()
            .map(|control| {
                let placed = sites.get(&control.id).map(Vec::as_slice).unwrap_or_default();
                let done = checks.get(&control.id).map(Vec::as_slice).unwrap_or_default();
                let latest_of = |site: &str, kind: VerificationKind| {
                    done.iter().rfind(|v| v.site == site && v.kind == kind).map(|v| v.result)
                };
                let missing = Some(VerificationResult::Failed);
                let in_place = placed
                    .iter()
                    .filter(|at| at.state == ControlState::InPlace)
                    .filter(|at| latest_of(&at.site, VerificationKind::Implementation) != missing)
                    .count();
                let latest = |site: &str| {
                    done.iter()
                        .rfind(|v| v.site == site && v.kind == VerificationKind::Effectiveness)
                        .map(|v| v.result)
                };
                let effective =
                    placed.iter().filter(|at| latest(&at.site) == Some(VerificationResult::Passed)).count();
                ControlLine {
                    serves: serves.get(control.id.as_str()).copied().unwrap_or_default(),
                    state: format!("in place {in_place}/{0}, effective {effective}/{0}", placed.len()),
                    id: control.id,
                    reference: control.value.reference,
                    title: control.value.title,
                    kind: control.value.kind.word().to_owned(),
                    order: control.value.order,
                    owner: control.value.owner,
                    due: control.value.due,
                }
            })
            .collect())
    }

    /// One control with where it is and what it serves.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn control(&self, reference: &str) -> Result<ControlWhole, Trouble> {
        let control = self.control_of(reference)?;
        let of = |object| Query::all(object).is("control_id", control.id.as_str());
        let placed = self.all::<ControlSite>(&of(Object::ControlSite).by("site", Direction::Up))?;
        let mut verifications =
            self.all::<Verification>(&of(Object::Verification).by("changed_seq", Direction::Up))?;
        verifications.sort_by_key(|check| check.verified_on);
        let failures = failures(
            &control.reference,
            placed.iter().map(|held| &held.value),
            &verifications.iter().map(|held| &held.value).collect::<Vec<_>>(),
        );
        let sites = placed.into_iter().map(|at| {
            let latest = VerificationKind::ALL.iter().filter_map(|&kind| {
                let check = verifications.iter().rfind(|v| v.site == at.site && v.kind == kind)?;
                Some((kind, check.result, check.verified_on.to_string(), check.person.clone()))
            });
            SiteWhole { verifications: latest.collect(), site: at.value.site, state: at.value.state }
        });
        let sites = sites.collect();
        let links = self.all::<RiskControl>(&of(Object::RiskControl))?;
        let risks =
            self.all::<Risk>(&Query::all(Object::Risk).among("id", links.iter().map(|link| &link.risk_id)))?;
        let assessments = self.all::<Assessment>(
            &Query::all(Object::Assessment).among("id", risks.iter().map(|risk| &risk.assessment_id)),
        )?;
        let older = self.older_revisions()?;
        let mut serves: Vec<(String, String)> = risks
            .into_iter()
            .filter(|risk| !older.contains(&risk.assessment_id))
            .map(|risk| {
                let of = assessments.iter().find(|assessment| assessment.id == risk.assessment_id);
                let name = of.map(|assessment| assessment.reference.as_str()).unwrap_or_default();
                (format!("{name}/{}", risk.reference), risk.value.title)
            })
            .collect();
        serves.sort();
        verifications.reverse();
        Ok(ControlWhole { control, sites, verifications, serves, failures })
    }
}
