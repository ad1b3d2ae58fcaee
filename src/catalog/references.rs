//! Where capabilities and compensating controls lead in frameworks, and back: each with what it rests on.

use super::{Catalogue, frameworks::FrameworkControl, mappings::MappingRow};

/// One control of a framework that a capability or a compensating control leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'c> {
    /// The framework's id.
    pub framework: &'c str,
    /// The framework's name; its id where the catalogue lacks it.
    pub framework_title: &'c str,
    /// The framework's id of its control.
    pub control: &'c str,
    /// The control's short title; empty where the catalogue lacks it.
    pub title: &'c str,
    /// What is said of it, and on what ground.
    pub row: &'c MappingRow,
}

/// What leads to a control of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeadsHere<'c> {
    /// A capability.
    Capability(&'c MappingRow),
    /// A compensating control.
    Control(&'c MappingRow),
}

impl Catalogue {
    /// Where a capability leads, framework by framework, what it is there for first.
    pub fn references_of_capability(&self, code: &str) -> Vec<Reference<'_>> {
        self.references(|row| row.from == code, |_| false)
    }

    /// Where a compensating control leads, framework by framework, what it is there for first.
    pub fn references_of_control(&self, id: &str) -> Vec<Reference<'_>> {
        self.references(|_| false, |row| row.from == id)
    }

    fn references(
        &self,
        capability: impl Fn(&MappingRow) -> bool,
        control: impl Fn(&MappingRow) -> bool,
    ) -> Vec<Reference<'_>> {
        let mut found = Vec::new();
        for mapping in self.mappings() {
            let framework = self.framework(&mapping.framework);
            let mut rows: Vec<&MappingRow> =
                mapping.capabilities.iter().filter(|row| capability(row)).collect();
            rows.extend(mapping.controls.iter().filter(|row| control(row)));
            rows.sort_by_key(|row| row.relation);
            found.extend(rows.into_iter().flat_map(|row| {
                row.to.iter().map(move |id| Reference {
                    framework: &mapping.framework,
                    framework_title: framework.map_or(&*mapping.framework, |framework| &*framework.title),
                    control: id,
                    title: framework
                        .and_then(|framework| framework.control(id))
                        .map_or("", |one| &*one.title),
                    row,
                })
            }));
        }
        found
    }

    /// What leads to a control of a framework, capabilities before compensating controls.
    pub fn leads_to(&self, framework: &str, control: &str) -> Vec<LeadsHere<'_>> {
        let Some(mapping) = self.mapping(framework) else { return Vec::new() };
        let here = |row: &&MappingRow| row.to.iter().any(|id| id == control);
        let capabilities = mapping.capabilities.iter().filter(here).map(LeadsHere::Capability);
        let controls = mapping.controls.iter().filter(here).map(LeadsHere::Control);
        capabilities.chain(controls).collect()
    }

    /// The control of a framework that `nist-800-53r5:AC-11(1)` names.
    pub fn framework_control(&self, full_id: &str) -> Option<&FrameworkControl> {
        let (framework, control) = full_id.split_once(':')?;
        self.framework(framework)?.control(control)
    }

    /// How far to trust the capabilities.
    pub fn basis_of_capabilities(&self) -> &str {
        self.capabilities.first(&self.files).map_or("", |part| part.basis.as_str())
    }

    /// How far to trust the compensating controls.
    pub fn basis_of_controls(&self) -> &str {
        self.controls.first(&self.files).map_or("", |part| part.basis.as_str())
    }

    /// How far to trust the shelf of standards.
    pub fn basis_of_standards(&self) -> &str {
        self.standards.first(&self.files).map_or("", |part| part.basis.as_str())
    }

    /// Every process.
    pub fn processes(&self) -> impl Iterator<Item = &super::process::Process> {
        self.processes.all(&self.files)
    }
}
