//! Controls with where they are and how they were verified.

use std::{collections::HashMap, rc::Rc};

use crate::{
    domain::{
        control::{Control, ControlSite, Verification, VerificationKind},
        object::{Id, Object},
        record::Held,
        trouble::Trouble,
    },
    ledger::Query,
    process::failure::failures,
    workbench::store::Reading,
};

/// So many controls are kept at once; beyond that they are read again, so that memory stays bounded.
const KEPT: usize = 4096;

/// A control with where it is and how it was verified.
pub(in crate::workbench) struct ControlParts {
    /// The control.
    pub(in crate::workbench) held: Held<Control>,
    /// Where it is, by the site's name.
    pub(in crate::workbench) sites: Vec<Held<ControlSite>>,
    /// How it was verified, the latest last.
    pub(in crate::workbench) verifications: Vec<Held<Verification>>,
}

impl ControlParts {
    /// Where it is, among these sites.
    pub(in crate::workbench) fn at<'s>(
        &'s self,
        among: &'s [String],
    ) -> impl Iterator<Item = &'s Held<ControlSite>> {
        self.sites.iter().filter(|at| among.contains(&at.site))
    }

    /// The latest verification of a kind at a site.
    pub(in crate::workbench) fn latest(
        &self,
        site: &str,
        kind: VerificationKind,
    ) -> Option<&Held<Verification>> {
        self.verifications.iter().rfind(|check| check.site == site && check.kind == kind)
    }
}

impl ControlParts {
    /// What its latest verifications found wrong at these sites; of a common control this flags every heir.
    pub(in crate::workbench) fn failures(&self, among: &[String]) -> Vec<String> {
        let verifications: Vec<&Verification> = self.verifications.iter().map(|held| &held.value).collect();
        let sites = self.at(among).map(|held| &held.value);
        failures(&self.held.reference, sites, &verifications)
    }
}

/// Controls that were read, kept for whoever asks next.
#[derive(Default)]
pub(super) struct Controls(HashMap<Id, Rc<ControlParts>>);

impl Controls {
    /// The controls of these identities.
    pub(super) fn among<'i>(
        &mut self,
        reading: Reading<'_>,
        ids: impl Iterator<Item = &'i Id>,
    ) -> Result<HashMap<Id, Rc<ControlParts>>, Trouble> {
        let mut wanted: Vec<Id> = ids.cloned().collect();
        wanted.sort();
        wanted.dedup();
        if self.0.len() > KEPT {
            self.0.clear();
        }
        let missing: Vec<Id> = wanted.iter().filter(|id| !self.0.contains_key(id)).cloned().collect();
        for parts in read(reading, &missing)? {
            self.0.insert(parts.held.id.clone(), Rc::new(parts));
        }
        Ok(wanted.into_iter().filter_map(|id| Some((id.clone(), Rc::clone(self.0.get(&id)?)))).collect())
    }
}

fn read(reading: Reading<'_>, ids: &[Id]) -> Result<Vec<ControlParts>, Trouble> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sites = reading.grouped("control_id", ids, "site", |at: &ControlSite| &at.control_id)?;
    let mut verifications =
        reading.grouped("control_id", ids, "changed_seq", |check: &Verification| &check.control_id)?;
    let controls = reading.all::<Control>(&Query::all(Object::Control).among("id", ids))?;
    Ok(controls
        .into_iter()
        .map(|held| {
            let mut verifications = verifications.remove(&held.id).unwrap_or_default();
            verifications.sort_by_key(|check| check.verified_on);
            ControlParts { sites: sites.remove(&held.id).unwrap_or_default(), verifications, held }
        })
        .collect())
}
