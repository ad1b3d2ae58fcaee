//! Loading a project folder: `project.toml` and the disclosure it names become product, placements, assessment,
//! controls, risks and decisions, in one transaction.

mod benefit;
mod controls;
mod gates;
mod on_record;
mod people;
mod project;
mod risks;

use std::{
    collections::BTreeMap,
    fs,
    path::{Component, Path},
};

use project::{Names, Project};

use super::{
    Workbench,
    actions::{Outcome, begin_assessment::new_reference, record},
    deciding::House,
    import::{DisclosureFile, Receipt},
    store::Draft,
    trouble,
};
use crate::{
    domain::{
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, InUse},
        control::{Control, ControlSite, Verification},
        disclosure::Answer,
        events::EventKind,
        object::{Id, Object},
        product::{Placement, Product},
        record::sha256_hex,
        trouble::Trouble,
    },
    ledger::{Ask as _, Edit, Query},
    process::seal::SealPart,
};

/// No project file is larger than this.
const LARGEST: u64 = 1024 * 1024;

/// What is known while a project is being put together.
struct Loading<'w> {
    workbench: &'w Workbench,
    draft: Draft,
    assessment_id: Id,
    reference: String,
    placements: Names<Id>,
    sites: Vec<String>,
    coverages: Vec<(Id, CapabilityCoverage)>,
    answers: BTreeMap<String, Answer>,
    controls: Names<LoadedControl>,
    /// What a decision on the whole rests on, besides its extent.
    sealed: Vec<SealPart>,
    risk_ids: Vec<Id>,
    extent: Option<Assessment>,
    house: House,
    /// Who was added from this project.
    added: Vec<String>,
    /// What the register has otherwise than the project, and keeps.
    kept: Vec<String>,
    /// The level that remains of each risk.
    bands: Vec<String>,
}

/// A control with all that a seal looks at.
struct LoadedControl {
    id: Id,
    control: Control,
    sites: Vec<ControlSite>,
    verifications: Vec<Verification>,
}

impl Workbench {
    /// Loads a project folder. Loading the same content again says so and adds nothing.
    ///
    /// # Errors
    /// What in the folder cannot be used, with its place; nothing is written then.
    pub fn load(&mut self, directory: &Path) -> Result<Outcome, Trouble> {
        let what = format!("{} was not loaded", directory.display());
        let (text, project) = read_project(&what, directory)?;
        let disclosure = match &project.disclosure {
            Some(named) => Some(DisclosureFile::read(
                &self.settings.catalogue,
                self.reader(),
                &inside(&what, directory, &named.file)?,
            )?),
            None => None,
        };
        let content = format!(
            "{text}\0{}",
            disclosure.as_ref().map(|opened| opened.preview.file_sha256.as_str()).unwrap_or_default()
        );
        let request = Id(format!("load-{}", sha256_hex(content.as_bytes())));
        let before = self.ledger.request(&request).map_err(|e| trouble::ledger(&what, e))?;
        let reference = project.project.reference.clone();
        if !before.is_empty() {
            let said = format!("{reference} was loaded before from the same files; nothing was added.");
            return Ok(Outcome { said, subject: reference });
        }
        if self.count(&Query::all(Object::Assessment).is("ref", reference.as_str()))? > 0 {
            return Err(Trouble::refused(
                what,
                format!("there is an assessment {reference} with other content already"),
                "another ref in project.toml, or edit the assessment in the workbench",
            ));
        }
        let reference = new_reference(self, &reference)?;
        let mut loading = Loading {
            assessment_id: self.new_request(),
            workbench: self,
            draft: Draft::default(),
            reference: reference.clone(),
            placements: Names::new(),
            sites: Vec::new(),
            coverages: Vec::new(),
            answers: BTreeMap::new(),
            controls: Names::new(),
            sealed: Vec::new(),
            risk_ids: Vec::new(),
            extent: None,
            house: self.house()?,
            added: Vec::new(),
            kept: Vec::new(),
            bands: Vec::new(),
        };
        loading
            .all(&project, disclosure.as_ref())
            .map_err(|trouble| Trouble { what: what.clone(), ..trouble })?;
        let (draft, kept) = (loading.draft, loading.kept);
        let counts = format!(
            "{} placements, {} risks, {} controls",
            project.placements.len(),
            project.risks.len(),
            project.controls.len()
        );
        self.write(request, draft).map_err(|trouble| Trouble { what, ..trouble })?;
        let read = disclosure.map(|opened| format!("; {}", opened.preview.summary())).unwrap_or_default();
        let kept = match kept.as_slice() {
            [] => String::new(),
            kept => format!(" Kept as this register has it: {}.", kept.join(", ")),
        };
        Ok(Outcome { said: format!("{reference} loaded: {counts}{read}.{kept}"), subject: reference })
    }
}

fn read_project(what: &str, directory: &Path) -> Result<(String, Project), Trouble> {
    let path = directory.join("project.toml");
    let refuse =
        |because: String| Trouble::refused(what, because, "look at the sample projects for the format");
    let about = |e: std::io::Error| {
        trouble::io(&format!("{what}: {}", path.display()), &e, "a folder that holds a project.toml")
    };
    if fs::metadata(&path).map_err(about)?.len() > LARGEST {
        return Err(refuse("project.toml has more than 1 MiB".into()));
    }
    let text = fs::read_to_string(&path).map_err(about)?;
    let project = toml::from_str(&text).map_err(|e| {
        let line = e.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        refuse(format!("project.toml, line {line}: {}", e.message()))
    })?;
    Ok((text, project))
}

/// A file of the folder; a name that leads out of it is refused.
fn inside(what: &str, directory: &Path, file: &str) -> Result<std::path::PathBuf, Trouble> {
    let name = Path::new(file);
    let plain = name.components().all(|part| matches!(part, Component::Normal(_)));
    if plain && !file.is_empty() {
        return Ok(directory.join(name));
    }
    Err(Trouble::refused(
        what,
        format!("the disclosure's file {file:?} lies outside the folder"),
        "a file in the folder",
    ))
}

/// A fault in project.toml.
fn wrong(because: String) -> Trouble {
    Trouble::refused("Not loaded", because, "mend project.toml")
}

impl Loading<'_> {
    fn all(&mut self, project: &Project, disclosure: Option<&DisclosureFile>) -> Result<(), Trouble> {
        self.people(project)?;
        self.policy(project)?;
        let product_id = self.product(project)?;
        self.assessment(project, disclosure, &product_id)?;
        self.overrule(project)?;
        self.require(project)?;
        self.in_use(project)?;
        for control in &project.controls {
            self.control(control)?;
        }
        for (at, risk) in project.risks.iter().enumerate() {
            self.risk(at as i64 + 1, risk, &project.assessment.scale)?;
        }
        self.decide_whole(project)?;
        self.record(project, &product_id)?;
        self.gates(project)
    }

    fn event(&mut self, kind: EventKind, shown: String, reason: &str, edits: Vec<Edit>) {
        self.draft.event(self.workbench.new_request(), kind, shown, reason, edits);
    }

    fn product(&mut self, project: &Project) -> Result<Id, Trouble> {
        let given = &project.product;
        if let Some(held) = self.workbench.product_named(&given.manufacturer, &given.model)? {
            return Ok(held.id);
        }
        let value = Product {
            manufacturer: given.manufacturer.clone(),
            model: given.model.clone(),
            kind: given.kind.clone(),
            description: given.description.clone(),
            udi_di: given.udi_di.clone(),
            end_of_sale: given.end_of_sale,
            end_of_support: given.end_of_support,
            end_of_component_support: given.end_of_component_support,
        };
        let id = self.workbench.new_request();
        let shown = format!("{} {} added.", value.manufacturer, value.model);
        self.event(EventKind::ProductChanged, shown, "", vec![Edit::put(&id, 0, &value)]);
        Ok(id)
    }

    fn assessment(
        &mut self,
        project: &Project,
        disclosure: Option<&DisclosureFile>,
        product_id: &Id,
    ) -> Result<(), Trouble> {
        let given = &project.assessment;
        let scale = self.workbench.scale_named(&given.scale)?;
        let process = self.workbench.process_of_the_catalogue()?;
        let profile = given.profile.as_deref().map(|name| self.workbench.profile_named(name)).transpose()?;
        let placement_ids = self.placements(project, product_id)?;
        let disclosure_id = match (disclosure, &project.disclosure) {
            (Some(opened), Some(named)) => {
                let receipt = Receipt { received_on: named.received_on, source: named.source.clone() };
                for statement in &opened.preview.read.statements {
                    self.answers.insert(statement.id.clone(), statement.answer);
                }
                Some(self.workbench.draft_disclosure(&mut self.draft, opened, product_id, receipt)?)
            }
            _ => None,
        };
        let value = Assessment {
            reference: self.reference.clone(),
            revision: 1,
            product_id: product_id.clone(),
            versions: given.versions.clone(),
            versions_reason: given.versions_reason.clone(),
            placement_ids,
            disclosure_id: disclosure_id.clone(),
            intended_use: given.intended_use.clone(),
            stage: given.stage,
            risk_manager: given.risk_manager.clone(),
            clinical_owner: given.clinical_owner.clone(),
            organization: project.project.organization.clone(),
            scale_sha256: scale.sha256().to_owned(),
            profile_sha256: profile.map(|profile| profile.sha256().to_owned()).unwrap_or_default(),
            process_sha256: process.sha256().to_owned(),
            begun_from: None,
            begun_on: self.workbench.today(),
            frozen_on: None,
        };
        let shown =
            format!("{} loaded: {} {}.", self.reference, project.product.manufacturer, project.product.model);
        let id = self.assessment_id.clone();
        self.event(EventKind::ProjectLoaded, shown, "", vec![Edit::put(&id, 0, &value)]);
        self.extent = Some(value);
        record::scale(self.workbench, &mut self.draft, scale)?;
        record::process(self.workbench, &mut self.draft, process)?;
        if let Some(profile) = profile {
            record::profile(self.workbench, &mut self.draft, &id, &self.reference, profile)?;
        }
        if let (Some(disclosure_id), Some(opened)) = (&disclosure_id, disclosure) {
            self.coverages = self.workbench.draft_coverage_of(
                &mut self.draft,
                &id,
                &self.reference,
                disclosure_id,
                opened,
            )?;
        }
        Ok(())
    }

    fn placements(&mut self, project: &Project, product_id: &Id) -> Result<Vec<Id>, Trouble> {
        let mut ids = Vec::new();
        for given in &project.placements {
            let value = Placement {
                product_id: product_id.clone(),
                site: given.site.clone(),
                location: given.location.clone(),
                zone: given.zone.clone(),
                clinical_use: given.clinical_use.clone(),
                units: given.units,
                asset_ids: given.asset_ids.clone(),
                cmms_ids: given.cmms_ids.clone(),
                versions_found: given.versions_found.clone(),
                connected_systems: given.connected_systems.clone(),
            };
            let id = self.workbench.new_request();
            if self.placements.insert(given.name.clone(), id.clone()).is_some() {
                return Err(wrong(format!("there are two placements {:?}", given.name)));
            }
            if !self.sites.contains(&value.site) {
                self.sites.push(value.site.clone());
            }
            let shown = format!("{}: placement {} {} added.", self.reference, value.site, value.location);
            self.event(EventKind::PlacementChanged, shown, "", vec![Edit::put(&id, 0, &value)]);
            ids.push(id);
        }
        Ok(ids)
    }

    /// A person's word on coverages; the rows were put by the rule in this same request.
    fn overrule(&mut self, project: &Project) -> Result<(), Trouble> {
        for given in &project.coverages {
            self.code(&given.capability)?;
            let Some((id, value)) = self.coverages.iter_mut().find(|(_, c)| c.capability == given.capability)
            else {
                return Err(wrong(format!(
                    "the coverage of {} cannot be overruled without a disclosure",
                    given.capability
                )));
            };
            value.overruled = Some(given.coverage);
            value.overruled_reason.clone_from(&given.reason);
            value.overruled_by.clone_from(&given.by);
            value.overruled_on = Some(given.on);
            let edit = Edit::put(id, 1, value);
            let shown = format!(
                "{}/{}: {}.",
                self.reference,
                given.capability,
                crate::domain::word::Word::label(given.coverage)
            );
            self.event(EventKind::CoverageOverruled, shown, &given.reason, vec![edit]);
        }
        Ok(())
    }

    fn require(&mut self, project: &Project) -> Result<(), Trouble> {
        for given in &project.requires {
            self.code(&given.capability)?;
            let value = CapabilityRequirement {
                assessment_id: self.assessment_id.clone(),
                capability: given.capability.clone(),
                required: given.required,
                reason: given.reason.clone(),
                profile: String::new(),
                approved_by: given.approved_by.clone(),
            };
            let (id, version) = self.required_row(&given.capability);
            let shown = format!(
                "{}/{}: {}.",
                self.reference,
                given.capability,
                crate::domain::word::Word::label(given.required)
            );
            self.event(
                EventKind::RequirementChanged,
                shown,
                &given.reason,
                vec![Edit::put(&id, version, &value)],
            );
        }
        Ok(())
    }

    /// The row that the profile put for a capability in this same request, or a new one.
    fn required_row(&self, code: &str) -> (Id, i64) {
        let edits = self.draft.entries.iter().flat_map(|entry| &entry.edits);
        edits
            .filter(|edit| edit.object == Object::Requirement)
            .find(|edit| edit.after.as_ref().and_then(|f| f.get("capability")?.as_str()) == Some(code))
            .map_or_else(|| (self.workbench.new_request(), 0), |edit| (edit.id.clone(), 1))
    }

    fn in_use(&mut self, project: &Project) -> Result<(), Trouble> {
        let mut edits = Vec::new();
        for given in &project.in_use {
            self.code(&given.capability)?;
            let placement = self.placements.get(&given.placement);
            let placement = placement
                .ok_or_else(|| wrong(format!("in_use names the placement {:?}", given.placement)))?;
            let value = InUse {
                placement_id: placement.clone(),
                capability: given.capability.clone(),
                state: given.state,
                person: given.person.clone(),
                checked_on: given.on,
                evidence: given.evidence.clone(),
            };
            edits.push(Edit::put(&self.workbench.new_request(), 0, &value));
        }
        let shown = format!("{}: {} checks of what is in use.", self.reference, edits.len());
        self.event(EventKind::InUseRecorded, shown, "", edits);
        Ok(())
    }

    fn code(&self, code: &str) -> Result<(), Trouble> {
        match self.workbench.catalogue().capability(code) {
            Some(_) => Ok(()),
            None => Err(wrong(format!("{code:?} is none of the 22 capabilities"))),
        }
    }
}
