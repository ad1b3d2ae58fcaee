//! The inbox: triggers that came in, and findings in what is in operation.

use crate::{
    domain::{
        assessment::Assessment,
        finding::{Finding, Trigger},
        object::{Id, Object},
        passed::Passed,
        product::{Placement, Product},
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    workbench::{Workbench, actions::raise_trigger::product_name},
};

/// Triggers and findings: what is open first, the newest before the older.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    /// What came in.
    pub triggers: Vec<Trigger>,
    /// What is wrong, each with the ref of its assessment.
    pub findings: Vec<(Finding, String)>,
    /// Days that are over and ask for a trigger or a finding that nobody has raised yet.
    pub unrecorded: Vec<Passed>,
}

/// A trigger with the names of what it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriggerWhole {
    /// The trigger.
    pub trigger: Trigger,
    /// Manufacturers and models.
    pub products: Vec<String>,
    /// The assessments, by the refs that one goes to.
    pub assessments: Vec<String>,
    /// Site and location, with the number of units.
    pub placements: Vec<(String, i64)>,
    /// The findings that come from it, each with what is wrong.
    pub findings: Vec<(String, String)>,
}

impl Workbench {
    /// Every trigger and finding.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn inbox(&self) -> Result<Inbox, Trouble> {
        let newest = |object| Query::all(object).by("number", Direction::Down);
        let triggers = self.all::<Trigger>(&newest(Object::Trigger))?;
        let mut triggers: Vec<Trigger> = triggers.into_iter().map(|held| held.value).collect();
        triggers.sort_by_key(|trigger| !trigger.is_open());
        let found = self.all::<Finding>(&newest(Object::Finding))?;
        let ids: Vec<Id> = found.iter().filter_map(|held| held.assessment_id.clone()).collect();
        let assessments = self.all::<Assessment>(&Query::all(Object::Assessment).among("id", &ids))?;
        let place = |id: &Option<Id>| {
            let held = assessments.iter().find(|held| Some(&held.id) == id.as_ref());
            held.map(|held| held.reference.clone()).unwrap_or_default()
        };
        let mut findings: Vec<(Finding, String)> =
            found.into_iter().map(|held| (held.value.clone(), place(&held.value.assessment_id))).collect();
        findings.sort_by_key(|(finding, _)| !finding.is_open());
        let unrecorded = self.not_on_record(None)?.into_iter().map(|over| over.passed).collect();
        Ok(Inbox { triggers, findings, unrecorded })
    }

    /// A trigger with the names of what it reaches.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn trigger(&self, reference: &str) -> Result<TriggerWhole, Trouble> {
        let held = self.trigger_of(reference)?;
        let products = self.all::<Product>(&Query::all(Object::Product).among("id", &held.product_ids))?;
        let query = Query::all(Object::Assessment).among("id", &held.assessment_ids);
        let reached = self.all::<Assessment>(&query.by("ref", Direction::Up))?;
        let assessments = reached.iter().map(|held| self.reference_of(held)).collect::<Result<_, _>>()?;
        let query = Query::all(Object::Placement).among("id", &held.placement_ids);
        let placements =
            self.all::<Placement>(&query.by("site", Direction::Up).by("location", Direction::Up))?;
        let query = Query::all(Object::Finding).is("trigger_id", held.id.as_str());
        let findings = self.all::<Finding>(&query.by("number", Direction::Up))?;
        Ok(TriggerWhole {
            findings: findings
                .into_iter()
                .map(|held| (held.value.reference, format!("{}: {}", held.value.about, held.value.what)))
                .collect(),
            products: products.iter().map(|held| product_name(held)).collect(),
            assessments,
            placements: placements
                .into_iter()
                .map(|held| (format!("{} {}", held.site, held.location), held.units))
                .collect(),
            trigger: held.value,
        })
    }

    /// A finding, and the ref of its assessment.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn finding(&self, reference: &str) -> Result<(Finding, String), Trouble> {
        let held = self.finding_of(reference)?;
        let place = match &held.assessment_id {
            Some(id) => self.reference_of(&*self.needed::<Assessment>(id)?)?,
            None => String::new(),
        };
        Ok((held.value, place))
    }
}
