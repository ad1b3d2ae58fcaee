//! Where an entry of the catalogue is used in the register.

use std::collections::HashMap;

use super::{EntryKind, Lead, Section};
use crate::{
    catalog::{forms::Form, process::Process, profiles::Profile, scales::Scale},
    domain::{
        assessment::Assessment,
        control::Control,
        disclosure::Disclosure,
        object::{Id, Object},
        product::Product,
        record::Held,
        register::{Knowledge, KnowledgeKind},
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    workbench::Workbench,
};

/// The head of the section.
const HEAD: &str = "Used by";

impl Workbench {
    /// What in the register comes from an entry, in the newest revisions.
    pub(super) fn uses(&self, kind: EntryKind, id: &str) -> Result<Section, Trouble> {
        let told = match kind {
            EntryKind::Capability => {
                self.risks_where(|risk| risk.capabilities.iter().any(|code| code == id))?
            }
            EntryKind::Risk => self.risks_where(|risk| risk.template == id)?,
            EntryKind::Control => self.controls_where(|control| control.template == id)?,
            EntryKind::FrameworkControl => {
                self.controls_where(|control| control.framework_refs.iter().any(|one| one == id))?
            }
            EntryKind::Framework => {
                let into = format!("{id}:");
                self.controls_where(|control| {
                    control.framework_refs.iter().any(|one| one.starts_with(&into))
                })?
            }
            EntryKind::Form => self.assessments_with(KnowledgeKind::Form, id)?,
            EntryKind::Scale => self.assessments_with(KnowledgeKind::Scale, id)?,
            EntryKind::Profile => self.assessments_with(KnowledgeKind::Profile, id)?,
            EntryKind::Process => self.assessments_with(KnowledgeKind::Process, id)?,
            EntryKind::Trait => self.assessments_where(|assessment| {
                let placed = self.traits_of(assessment)?;
                Ok(placed.iter().any(|one| one == id).then(|| "holds at a placement".to_owned()))
            })?,
            EntryKind::Requirements => self.assessments_asked(id)?,
            EntryKind::Standard => self.assessments_where(|assessment| {
                let shelf = self.standards(&assessment.reference)?;
                let line = shelf.into_iter().find(|line| line.id == id);
                Ok(line.map(|line| format!("brought by {}", line.by.join(", "))))
            })?,
            // what a mapping leads to is told with the controls that name it
            EntryKind::Mapping => Vec::new(),
        };
        Ok(Section::leading(HEAD, told))
    }

    /// The newest revisions of all assessments, by their refs.
    fn newest(&self) -> Result<Vec<Held<Assessment>>, Trouble> {
        let older = self.older_revisions()?;
        let mut all: Vec<Held<Assessment>> =
            self.all(&Query::all(Object::Assessment).by("ref", Direction::Up))?;
        all.retain(|assessment| !older.contains(&assessment.id));
        Ok(all)
    }

    /// The assessments of which something is told.
    fn assessments_where(
        &self,
        told: impl Fn(&Held<Assessment>) -> Result<Option<String>, Trouble>,
    ) -> Result<Vec<(String, Lead)>, Trouble> {
        let mut found = Vec::new();
        for assessment in self.newest()? {
            if let Some(told) = told(&assessment)? {
                let product = self.needed::<Product>(&assessment.product_id)?;
                let Product { manufacturer, model, .. } = product.value;
                let text = format!("{} {manufacturer} {model}: {told}", assessment.reference);
                found.push((text, Lead::Assessment(assessment.value.reference)));
            }
        }
        Ok(found)
    }

    /// The assessments in which a requirement set is asked, each with how far it is answered; none while it is not adopted.
    fn assessments_asked(&self, set: &str) -> Result<Vec<(String, Lead)>, Trouble> {
        if self.adopted_sets()?.iter().all(|held| held.set != set) {
            return Ok(Vec::new());
        }
        self.assessments_where(|assessment| {
            let mut asked = self.asked_of(assessment)?;
            asked.retain(|one| one.set == set);
            let unmet = asked.iter().filter(|one| one.is_unmet()).count();
            let answered = asked.iter().filter(|one| one.answer.is_some()).count();
            Ok(Some(format!("{answered} of {} answered, {unmet} partly or not met", asked.len())))
        })
    }

    fn risks_where(&self, wanted: impl Fn(&Risk) -> bool) -> Result<Vec<(String, Lead)>, Trouble> {
        let mut found = Vec::new();
        for assessment in self.newest()? {
            let of = Query::all(Object::Risk).is("assessment_id", assessment.id.as_str());
            for risk in self.all::<Risk>(&of.by("number", Direction::Up))? {
                if wanted(&risk.value) {
                    let reference = format!("{}/{}", assessment.reference, risk.reference);
                    found.push((format!("{reference} {}", risk.title), Lead::Risk(reference)));
                }
            }
        }
        Ok(found)
    }

    fn controls_where(&self, wanted: impl Fn(&Control) -> bool) -> Result<Vec<(String, Lead)>, Trouble> {
        let all = self.all::<Control>(&Query::all(Object::Control).by("number", Direction::Up))?;
        let found = all.into_iter().filter(|control| wanted(&control.value)).map(|control| {
            let Control { reference, title, .. } = control.value;
            (format!("{reference} {title}"), Lead::Control(reference))
        });
        Ok(found.collect())
    }

    /// The assessments that work with a part of the catalogue, each with whether it is the part as the catalogue has it
    /// now.
    fn assessments_with(&self, kind: KnowledgeKind, id: &str) -> Result<Vec<(String, Lead)>, Trouble> {
        let catalogue = self.catalogue();
        let now = match kind {
            KnowledgeKind::Form => catalogue.form(id).map(Form::sha256),
            KnowledgeKind::Scale => catalogue.scale(id).map(Scale::sha256),
            KnowledgeKind::Profile => catalogue.profile(id).map(Profile::sha256),
            _ => catalogue.process(id).map(Process::sha256),
        };
        let parts = self.all::<Knowledge>(&Query::all(Object::Knowledge).is("name", id))?;
        let held: Vec<&Id> = parts.iter().filter(|part| part.kind == kind).map(|part| &part.id).collect();
        let mut forms: HashMap<Id, String> = HashMap::new();
        if kind == KnowledgeKind::Form {
            for disclosure in self.all::<Disclosure>(&Query::all(Object::Disclosure))? {
                forms.insert(disclosure.id, disclosure.value.form_sha256);
            }
        }
        let mut found = Vec::new();
        for assessment in self.newest()? {
            let hash = match kind {
                KnowledgeKind::Form => assessment
                    .disclosure_id
                    .as_ref()
                    .and_then(|id| forms.get(id))
                    .cloned()
                    .unwrap_or_default(),
                KnowledgeKind::Scale => assessment.scale_sha256.clone(),
                KnowledgeKind::Profile => assessment.profile_sha256.clone(),
                _ => assessment.process_sha256.clone(),
            };
            if !held.iter().any(|id| id.as_str() == hash) {
                continue;
            }
            let product = self.needed::<Product>(&assessment.product_id)?;
            let which =
                if now == Some(hash.as_str()) { "as the catalogue has it" } else { "another version of it" };
            let text =
                format!("{} {} {}: {which}", assessment.reference, product.manufacturer, product.model);
            found.push((text, Lead::Assessment(assessment.reference.clone())));
        }
        Ok(found)
    }
}
