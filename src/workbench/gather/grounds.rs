//! What the decisions of one assessment can rest on, put into seal parts once for all of its risks.

use std::{collections::HashMap, rc::Rc};

use super::{ControlParts, claims};
use crate::{
    domain::{
        assessment::{Assessment, Difference},
        object::{Id, Object},
        product::Placement,
        rating::Rating,
        record::Held,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::Query,
    process::seal::{ControlBasis, SealPart, control_part, rating_parts, risk_part},
    workbench::store::Reading,
};

/// The grounds of one assessment.
pub(in crate::workbench) struct Grounds<'a> {
    assessment: &'a Held<Assessment>,
    /// The placements, in the assessment's order.
    pub(in crate::workbench) placements: Vec<Held<Placement>>,
    /// The sites of the placements, each once.
    pub(in crate::workbench) sites: Vec<String>,
    /// Of each capability that was asked for; none where the assessment knows no coverage of it.
    coverages: HashMap<String, Option<Rc<SealPart>>>,
    controls: HashMap<Id, Rc<SealPart>>,
}

impl<'a> Grounds<'a> {
    pub(in crate::workbench) fn of(
        reading: Reading<'_>,
        assessment: &'a Held<Assessment>,
    ) -> Result<Self, Trouble> {
        let placements = placements(reading, assessment)?;
        let mut sites: Vec<String> = Vec::new();
        for placement in &placements {
            if !sites.contains(&placement.site) {
                sites.push(placement.site.clone());
            }
        }
        Ok(Self { assessment, placements, sites, coverages: HashMap::new(), controls: HashMap::new() })
    }

    /// The assessment whose grounds these are.
    pub(super) fn assessment(&self) -> &Held<Assessment> {
        self.assessment
    }

    /// The name of a placement; empty when the assessment does not cover it.
    pub(in crate::workbench) fn placement(&self, id: &Id) -> &str {
        self.placements.iter().find(|held| held.id == *id).map_or("", |held| &held.location)
    }

    /// What a decision on a risk rests on now, of these ratings with their differences and these controls.
    pub(super) fn seal<'c>(
        &mut self,
        reading: Reading<'_>,
        risk: &Held<Risk>,
        ratings: &[Held<Rating>],
        differences: &[Held<Difference>],
        controls: impl Iterator<Item = &'c Rc<ControlParts>>,
    ) -> Result<Vec<Rc<SealPart>>, Trouble> {
        let mut parts = vec![Rc::new(risk_part(&risk.id, risk))];
        let placed: Vec<(&str, &Difference)> =
            differences.iter().map(|held| (self.placement(&held.placement_id), &held.value)).collect();
        let rated = rating_parts(&risk.id, ratings.iter().map(|rating| &rating.value), &placed);
        parts.extend(rated.into_iter().map(Rc::new));
        parts.extend(controls.map(|control| self.control(control)));
        self.know(reading, &risk.capabilities)?;
        let known = |code: &String| self.coverages.get(code).cloned().flatten();
        parts.extend(risk.capabilities.iter().filter_map(known));
        Ok(parts)
    }

    /// Reads what is claimed for these capabilities, as far as it is not known yet.
    pub(super) fn know<'c>(
        &mut self,
        reading: Reading<'_>,
        codes: impl IntoIterator<Item = &'c String>,
    ) -> Result<(), Trouble> {
        let mut missing: Vec<String> =
            codes.into_iter().filter(|code| !self.coverages.contains_key(*code)).cloned().collect();
        if missing.is_empty() {
            return Ok(());
        }
        missing.sort();
        missing.dedup();
        self.coverages.extend(missing.iter().map(|code| (code.clone(), None)));
        let parts = claims(reading, self.assessment, missing)?.into_iter();
        self.coverages.extend(parts.map(|(code, part)| (code, Some(Rc::new(part)))));
        Ok(())
    }

    fn control(&mut self, control: &ControlParts) -> Rc<SealPart> {
        let id = &control.held.id;
        if let Some(part) = self.controls.get(id) {
            return Rc::clone(part);
        }
        let part = Rc::new(control_part(&ControlBasis {
            id,
            control: &control.held,
            sites: control.at(&self.sites).map(|held| &held.value).collect(),
            verifications: control.verifications.iter().map(|held| &held.value).collect(),
        }));
        self.controls.insert(id.clone(), Rc::clone(&part));
        part
    }
}

/// The placements of an assessment, in its order.
pub(in crate::workbench) fn placements(
    reading: Reading<'_>,
    assessment: &Assessment,
) -> Result<Vec<Held<Placement>>, Trouble> {
    let found =
        reading.all::<Placement>(&Query::all(Object::Placement).among("id", &assessment.placement_ids))?;
    let mut found: HashMap<Id, Held<Placement>> =
        found.into_iter().map(|placement| (placement.id.clone(), placement)).collect();
    Ok(assessment.placement_ids.iter().filter_map(|id| found.remove(id)).collect())
}
