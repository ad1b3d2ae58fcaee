//! What riskward knows before it is told anything: the TOML files of `catalog/` as typed, cross-checked values.
//!
//! The files are embedded in the binary and each is parsed when it is first asked for. [`Catalogue::check`] reads
//! them all and finds every fault; a part with a fault is not handed out.

pub mod advice;
pub mod capabilities;
mod check;
pub mod checks;
pub mod condition;
pub mod controls;
mod counts;
pub mod fault;
mod fields;
mod files;
pub mod forms;
pub mod frameworks;
pub mod index;
pub mod kinds;
pub mod mappings;
mod overlay;
mod page;
pub mod policies;
pub mod process;
pub mod profiles;
pub mod references;
pub mod requirements;
pub mod risks;
pub mod scales;
pub mod standards;
pub mod traits;

use std::{io, path::Path, sync::OnceLock};

use advice::Advice;
use capabilities::{Capabilities, Capability};
use controls::{ControlTemplate, Controls};
use fault::Fault;
use files::{File, Files, Shelf};
use forms::Form;
use frameworks::Framework;
use index::Index;
use mappings::Mapping;
use policies::Policy;
use process::Process;
use profiles::Profile;
use requirements::RequirementSet;
use risks::{CapabilityRisks, RiskTemplate};
use scales::Scale;
use standards::{Standard, Standards};
use traits::Trait;

pub use counts::Count;
pub use overlay::{NoOverlay, is_overlay};

static FILES: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/catalog");

/// Everything that riskward knows before it is told anything.
#[derive(Debug)]
pub struct Catalogue {
    files: Files,
    capabilities: Shelf<Capabilities>,
    controls: Shelf<Controls>,
    risks: Shelf<CapabilityRisks>,
    forms: Shelf<Form>,
    scales: Shelf<Scale>,
    profiles: Shelf<Profile>,
    processes: Shelf<Process>,
    policies: Shelf<Policy>,
    traits: Shelf<Trait>,
    frameworks: Shelf<Framework>,
    mappings: Shelf<Mapping>,
    requirements: Shelf<RequirementSet>,
    standards: Shelf<Standards>,
    advice: Shelf<Advice>,
    index: OnceLock<Index>,
}

impl Catalogue {
    /// The catalogue in the binary.
    pub fn embedded() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE.get_or_init(|| Self::of(files::embedded("catalog", &FILES)))
    }

    /// The catalogue in a directory laid out as riskward's own.
    ///
    /// # Errors
    /// A directory or file that cannot be read.
    pub fn read_dir(dir: &Path) -> io::Result<Self> {
        Ok(Self::of(files::read_dir(dir)?))
    }

    /// A catalogue of these files: the path within the catalogue, and the text. `root` goes before the path in faults.
    pub fn from_files<'f>(root: &str, files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        Self::of(
            files.into_iter().map(|(path, text)| File::read(root, path, text.as_bytes().to_vec())).collect(),
        )
    }

    fn of(files: Vec<File>) -> Self {
        Self {
            capabilities: Shelf::of_file(&files, "capabilities"),
            controls: Shelf::of_file(&files, "controls"),
            risks: Shelf::of_folder(&files, "risks"),
            forms: Shelf::of_folder(&files, "forms"),
            scales: Shelf::of_folder(&files, "scales"),
            profiles: Shelf::of_folder(&files, "profiles"),
            processes: Shelf::of_folder(&files, "process"),
            policies: Shelf::of_folder(&files, "policies"),
            traits: Shelf::of_folder(&files, "traits"),
            frameworks: Shelf::of_folder(&files, "frameworks"),
            mappings: Shelf::of_folder(&files, "mappings"),
            requirements: Shelf::of_folder(&files, "requirements"),
            standards: Shelf::of_file(&files, "standards"),
            advice: Shelf::of_folder(&files, "advice"),
            index: OnceLock::new(),
            files: Files::new(files),
        }
    }

    /// How many bytes of TOML were parsed so far to hand out parts.
    pub fn parsed_bytes(&self) -> usize {
        self.files.parsed()
    }

    /// Every part and entry with its title and a digest.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.files.all, &self.files.parsed))
    }

    /// Every fault of every file, and of the whole.
    pub fn check(&self) -> Vec<Fault> {
        check::check(self, &self.files.all)
    }

    /// The 22 capabilities, in their usual order.
    pub fn capabilities(&self) -> &[Capability] {
        self.capabilities.first(&self.files).map_or(&[], |part| &part.capabilities)
    }

    /// The version of the whole: that of the capabilities, which everything else names.
    pub fn version(&self) -> &str {
        self.capabilities.first(&self.files).map_or("", |part| part.version.as_str())
    }

    /// The capability with this code.
    pub fn capability(&self, code: &str) -> Option<&Capability> {
        self.capabilities().iter().find(|capability| capability.code == code)
    }

    /// The compensating controls to start from.
    pub fn controls(&self) -> &[ControlTemplate] {
        self.controls.first(&self.files).map_or(&[], |part| &part.controls)
    }

    /// The control with this id.
    pub fn control(&self, id: &str) -> Option<&ControlTemplate> {
        self.controls().iter().find(|control| control.id == id)
    }

    /// The risks of a capability, and how controls answer a gap in it.
    pub fn risks_for(&self, code: &str) -> Option<&CapabilityRisks> {
        self.risks.named(&self.files, &code.to_lowercase()).filter(|part| part.capability == code)
    }

    /// The risk with this id.
    pub fn risk(&self, id: &str) -> Option<&RiskTemplate> {
        let (code, _) = id.split_once('-')?;
        self.risks_for(code)?.risks.iter().find(|risk| risk.id == id)
    }

    /// The form with this id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.named(&self.files, id)
    }

    /// Every form.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.forms.all(&self.files)
    }

    /// The scale with this id.
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.named(&self.files, id)
    }

    /// Every scale.
    pub fn scales(&self) -> impl Iterator<Item = &Scale> {
        self.scales.all(&self.files)
    }

    /// The profile with this id.
    pub fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles.named(&self.files, id)
    }

    /// The process with this id.
    pub fn process(&self, id: &str) -> Option<&Process> {
        self.processes.named(&self.files, id)
    }

    /// The policy with this id.
    pub fn policy(&self, id: &str) -> Option<&Policy> {
        self.policies.named(&self.files, id)
    }

    /// Every policy.
    pub fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.policies.all(&self.files)
    }

    /// Every profile.
    pub fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.profiles.all(&self.files)
    }

    /// The trait with this id.
    pub fn trait_named(&self, id: &str) -> Option<&Trait> {
        self.traits.named(&self.files, id)
    }

    /// Every trait.
    pub fn traits(&self) -> impl Iterator<Item = &Trait> {
        self.traits.all(&self.files)
    }

    /// The framework with this id.
    pub fn framework(&self, id: &str) -> Option<&Framework> {
        self.frameworks.named(&self.files, id)
    }

    /// Every framework.
    pub fn frameworks(&self) -> impl Iterator<Item = &Framework> {
        self.frameworks.all(&self.files)
    }

    /// The mapping into the framework with this id.
    pub fn mapping(&self, framework: &str) -> Option<&Mapping> {
        self.mappings.named(&self.files, framework)
    }

    /// Every mapping.
    pub fn mappings(&self) -> impl Iterator<Item = &Mapping> {
        self.mappings.all(&self.files)
    }

    /// Where a compensating control leads in a framework, as `nist-800-53r5:SC-7`; what it is there for comes first.
    pub fn framework_refs(&self, framework: &str, control: &str) -> Vec<String> {
        let mut rows: Vec<_> =
            self.mapping(framework).iter().flat_map(|mapping| mapping.of_control(control)).collect();
        rows.sort_by_key(|row| row.relation);
        rows.iter().flat_map(|row| &row.to).map(|id| frameworks::full_id(framework, id)).collect()
    }

    /// The requirement set with this id.
    pub fn requirement_set(&self, id: &str) -> Option<&RequirementSet> {
        self.requirements.named(&self.files, id)
    }

    /// Every requirement set.
    pub fn requirement_sets(&self) -> impl Iterator<Item = &RequirementSet> {
        self.requirements.all(&self.files)
    }

    /// The shelf of standards.
    pub fn standards(&self) -> &[Standard] {
        self.standards.first(&self.files).map_or(&[], |part| &part.standards)
    }

    /// The standard with this id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards().iter().find(|standard| standard.id == id)
    }

    /// What bad answers to the items of a form mean.
    pub fn advice(&self, form: &str) -> Option<&Advice> {
        self.advice.named(&self.files, form)
    }
}

/// The folder of the catalogue that holds a path, and the name of the file without its ending.
fn folder_and_name(path: &str) -> Option<(&str, &str)> {
    let path = path.strip_suffix(".toml")?;
    Some(path.split_once('/').unwrap_or(("", path)))
}
