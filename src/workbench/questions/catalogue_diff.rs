//! What the catalogue at hand holds that this register has not taken up, and which of its parts are of another version.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    catalog::index::Difference,
    domain::{
        assessment::Assessment,
        disclosure::Disclosure,
        object::{Id, Object},
        register::{Knowledge, KnowledgeKind},
        requirement::AdoptedSet,
        trouble::Trouble,
    },
    ledger::Query,
    workbench::Workbench,
};

/// How a catalogue differs from what a register knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueDiff {
    /// When the register took up a catalogue, as RFC 3339 UTC, and which account did; none if it never has.
    pub taken: Option<(String, String)>,
    /// What is new, changed or gone since.
    pub entries: Vec<Difference>,
    /// Parts in use of which the catalogue has another version.
    pub parts: Vec<PartInUse>,
}

/// A part that a register uses by its hash, and of which the catalogue has another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartInUse {
    /// What it is.
    pub kind: KnowledgeKind,
    /// Its id in the catalogue.
    pub name: String,
    /// Who uses it: assessments, or what was disclosed.
    pub used_by: Vec<String>,
    /// The version in use.
    pub version: String,
    /// The version in the catalogue; none if it is not there any more.
    pub now: Option<String>,
    /// What brings the catalogue's.
    pub brought_by: &'static str,
}

/// What every part says of itself.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    version: String,
}

impl Workbench {
    /// Compares the catalogue at hand with what this register has taken up and uses. Nothing is changed.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn catalogue_diff(&self) -> Result<CatalogueDiff, Trouble> {
        let taken = self.taken_index()?;
        let entries =
            taken.as_ref().map(|taken| taken.index.differences(self.catalogue().index())).unwrap_or_default();
        let taken = taken.map(|taken| (taken.held.changed_at, taken.held.changed_by));
        Ok(CatalogueDiff { taken, entries, parts: self.parts_in_use()? })
    }

    fn parts_in_use(&self) -> Result<Vec<PartInUse>, Trouble> {
        let mut users: BTreeMap<Id, Vec<String>> = BTreeMap::new();
        // What is decided as a whole stays on what it was decided on; the next revision may take up another.
        for held in self.all::<Assessment>(&Query::all(Object::Assessment))? {
            if held.frozen_on.is_some() {
                continue;
            }
            let name = self.reference_of(&held)?;
            let parts = [&held.scale_sha256, &held.process_sha256, &held.profile_sha256];
            for sha256 in parts.into_iter().chain(&held.trait_sha256s) {
                users.entry(Id::from(sha256.as_str())).or_default().push(name.clone());
            }
        }
        for held in self.all::<Disclosure>(&Query::all(Object::Disclosure))? {
            if self.count(&Query::all(Object::Assessment).is("disclosure_id", held.id.as_str()))? > 0 {
                users.entry(Id::from(held.form_sha256.as_str())).or_default().push(held.document_id.clone());
            }
        }
        for held in self.all::<AdoptedSet>(&Query::all(Object::RequirementSet))? {
            users.entry(held.set_sha256.clone()).or_default().push("this register".to_owned());
        }
        if let (_, Some(approval)) = self.policy()? {
            users.entry(approval.policy_sha256.clone()).or_default().push("this register".to_owned());
        }
        let mut parts = Vec::new();
        for (id, mut used_by) in users {
            let Some(part) = self.by_id::<Knowledge>(&id)? else { continue };
            let now = self.part_of_the_catalogue(part.kind, &part.name);
            if now.as_ref().is_some_and(|(sha256, _)| *sha256 == id.as_str()) {
                continue;
            }
            let Some(brought_by) = brought_by(part.kind) else { continue };
            used_by.retain(|name| !name.is_empty());
            used_by.sort();
            used_by.dedup();
            parts.push(PartInUse {
                kind: part.kind,
                name: part.name.clone(),
                used_by,
                version: toml::from_str::<Head>(&part.text).map(|head| head.version).unwrap_or_default(),
                now: now.map(|(_, version)| version.to_owned()),
                brought_by,
            });
        }
        parts.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
        Ok(parts)
    }

    /// Hash and version of a part as the catalogue at hand has it.
    fn part_of_the_catalogue(&self, kind: KnowledgeKind, name: &str) -> Option<(&'static str, &'static str)> {
        let catalogue = self.catalogue();
        match kind {
            KnowledgeKind::Form => catalogue.form(name).map(|part| (part.sha256(), part.version.as_str())),
            KnowledgeKind::Scale => catalogue.scale(name).map(|part| (part.sha256(), part.version.as_str())),
            KnowledgeKind::Profile => {
                catalogue.profile(name).map(|part| (part.sha256(), part.version.as_str()))
            }
            KnowledgeKind::Process => {
                catalogue.process(name).map(|part| (part.sha256(), part.version.as_str()))
            }
            KnowledgeKind::Policy => {
                catalogue.policy(name).map(|part| (part.sha256(), part.version.as_str()))
            }
            KnowledgeKind::Trait => {
                catalogue.trait_named(name).map(|part| (part.sha256(), part.version.as_str()))
            }
            KnowledgeKind::RequirementSet => {
                catalogue.requirement_set(name).map(|part| (part.sha256(), part.version.as_str()))
            }
            KnowledgeKind::Catalogue => None,
        }
    }
}

/// What brings the catalogue's version of a part into the register.
fn brought_by(kind: KnowledgeKind) -> Option<&'static str> {
    match kind {
        KnowledgeKind::Form => Some("the next import"),
        KnowledgeKind::Scale => Some("adopt-scale"),
        KnowledgeKind::Profile | KnowledgeKind::Trait => Some("apply-profile"),
        KnowledgeKind::Process => Some("adopt-process"),
        KnowledgeKind::Policy => Some("approve-policy"),
        KnowledgeKind::RequirementSet => Some("adopt-requirements"),
        KnowledgeKind::Catalogue => None,
    }
}
