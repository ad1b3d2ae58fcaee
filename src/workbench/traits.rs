//! What is so of the placements of an assessment, and what that lifts.

use super::{Workbench, actions::Args};
use crate::{
    catalog::{condition::Truth, profiles::Profile, traits::Trait},
    domain::{
        assessment::{Assessment, CapabilityRequirement},
        object::{Id, Object},
        product::Placement,
        record::Held,
        register::Knowledge,
        trouble::Trouble,
    },
    ledger::Query,
    process::{coverage::Answers, required::required},
};

/// What is picked to say that no trait holds.
pub(super) const NO_TRAIT: &str = "none";

impl Workbench {
    /// The traits of the placements of an assessment, each once, sorted.
    pub(super) fn traits_of(&self, assessment: &Assessment) -> Result<Vec<String>, Trouble> {
        Ok(of_placements(self.placements_of(assessment)?.iter().map(|held| &held.value)))
    }

    /// The traits that suggestions go by: those of the placements; while no placement says any, those that the answers of
    /// the disclosure speak for.
    pub(super) fn likely_traits(
        &self,
        assessment: &Assessment,
        answers: Option<&Answers<'_>>,
    ) -> Result<Vec<String>, Trouble> {
        let said = self.traits_of(assessment)?;
        let Some(answers) = answers.filter(|_| said.is_empty()) else { return Ok(said) };
        let speaks = |one: &&Trait| {
            one.suggested_by.as_ref().is_some_and(|when| when.truth(|id| answers.standing(id)) == Truth::True)
        };
        Ok(self.catalogue().traits().filter(speaks).map(|one| one.id.clone()).collect())
    }

    /// The catalogue's traits of these ids; one that it does not have lifts nothing.
    pub(super) fn known_traits(&self, ids: &[String]) -> Vec<&'static Trait> {
        ids.iter().filter_map(|id| self.catalogue().trait_named(id)).collect()
    }

    /// Refuses a trait that the catalogue does not have, unless it was said before.
    pub(super) fn refuse_unknown_traits(&self, ids: &[String], before: &[String]) -> Result<(), Trouble> {
        let unknown =
            ids.iter().find(|id| self.catalogue().trait_named(id).is_none() && !before.contains(id));
        let Some(unknown) = unknown else { return Ok(()) };
        let known: Vec<&str> = self.catalogue().traits().map(|one| one.id.as_str()).collect();
        let known = if known.is_empty() { "the catalogue has none".to_owned() } else { known.join(", ") };
        Err(Trouble::refused(
            "Not saved",
            format!("there is no trait {unknown:?}"),
            format!("some of {known}, or {NO_TRAIT}"),
        ))
    }

    /// What the traits of the placements make of what is required, where that differs from what was taken from the
    /// profile; empty while it does not, no profile was applied, or what is required is frozen.
    pub(super) fn offered_by_traits(&self, reference: &str) -> Result<String, Trouble> {
        let assessment = self.assessment(reference)?;
        if assessment.frozen_on.is_some() || assessment.profile_sha256.is_empty() {
            return Ok(String::new());
        }
        let part = self.needed::<Knowledge>(&Id::from(assessment.profile_sha256.as_str()))?;
        let Ok(profile) = Profile::parse(&part.name, &part.text) else { return Ok(String::new()) };
        let traits = self.known_traits(&self.traits_of(&assessment)?);
        let query = Query::all(Object::Requirement).is("assessment_id", assessment.id.as_str());
        let held = self.all::<CapabilityRequirement>(&query)?;
        let differs = |code: &str, now| {
            let row = held.iter().find(|held| held.capability == code);
            row.is_some_and(|row: &Held<CapabilityRequirement>| {
                !row.profile.is_empty() && row.required != now
            })
        };
        let codes: Vec<String> = required(&profile, &traits)
            .into_iter()
            .filter(|one| differs(&one.capability, one.required))
            .map(|one| one.capability)
            .collect();
        if codes.is_empty() {
            return Ok(String::new());
        }
        Ok(format!(
            "With the traits of its placements {} would be required otherwise: apply-profile {reference} \
             profile={} takes that up.",
            codes.join(", "),
            profile.id
        ))
    }
}

/// The traits that a form says; `none` says that there are none.
pub(super) fn traits(workbench: &Workbench, args: &Args, before: &[String]) -> Result<Vec<String>, Trouble> {
    let mut ids = args.list("traits");
    ids.retain(|id| id != NO_TRAIT);
    workbench.refuse_unknown_traits(&ids, before)?;
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// The traits of placements, each once, sorted.
pub(super) fn of_placements<'p>(placements: impl Iterator<Item = &'p Placement>) -> Vec<String> {
    let mut ids: Vec<String> = placements.flat_map(|placement| placement.traits.iter().cloned()).collect();
    ids.sort();
    ids.dedup();
    ids
}
