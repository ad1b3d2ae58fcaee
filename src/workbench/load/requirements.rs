//! The requirement sets that a project file asks for.

use super::{Loading, project::Project, wrong};
use crate::{domain::trouble::Trouble, workbench::requirements::Adoption};

impl Loading<'_> {
    /// Adopts the sets that the project names. One that this register has adopted stays as it is.
    pub(super) fn requirements(&mut self, project: &Project) -> Result<(), Trouble> {
        let adopted = self.workbench.adopted_sets()?;
        let mut sets = Vec::new();
        for name in &project.project.requirements {
            let set = self.workbench.set_named(name).map_err(|trouble| wrong(trouble.because))?;
            match adopted.iter().find(|held| held.set == *name) {
                Some(held) if held.set_sha256.as_str() == set.sha256() => {}
                Some(_) => self.kept.push(format!("requirement set {name}")),
                None => sets.push(set),
            }
        }
        let adoption = Adoption {
            by: self.workbench.person_name()?,
            on: self.workbench.today(),
            reason: format!("asked for by the project {}", self.reference),
        };
        self.workbench.draft_adoption(&mut self.draft, &sets, &adoption)?;
        Ok(())
    }
}
