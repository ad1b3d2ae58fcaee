//! The entries of the shelf of standards that stand beside an assessment or a risk.

use crate::{
    domain::{
        object::Object,
        product::Product,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Query,
    process::standards::{Bringing, Brought, brought},
    workbench::Workbench,
};

/// One entry of the shelf, and what brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardLine {
    /// `iec-80001-1-2021`
    pub id: String,
    /// Its designation.
    pub title: String,
    /// The edition.
    pub edition: String,
    /// `current`, or what has taken its place.
    pub status: String,
    /// What it is for.
    pub about: String,
    /// Where riskward uses it.
    pub used_for: String,
    /// Whether this was checked against its text.
    pub verified: bool,
    /// What brings it: `every assessment`, `remote-service`, `risks of RMOT`.
    pub by: Vec<String>,
}

impl StandardLine {
    /// `IEC 80001-1:2021 (2021, edition 2; current; unverified)`
    pub fn told(&self) -> String {
        let trust = if self.verified { "" } else { "; unverified" };
        format!("{} ({}; {}{trust})", self.title, self.edition, self.status)
    }
}

impl Workbench {
    /// The standards that the kind of product, the traits and the capabilities with open risks bring to an assessment.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn standards(&self, reference: &str) -> Result<Vec<StandardLine>, Trouble> {
        let assessment = self.assessment(reference)?;
        let product = self.needed::<Product>(&assessment.product_id)?;
        let of = Query::all(Object::Risk).is("assessment_id", assessment.id.as_str());
        let risks = self.all::<Risk>(&of)?.into_iter().filter(|risk| risk.status != RiskStatus::Closed);
        let capabilities: Vec<String> = risks.flat_map(|risk| risk.value.capabilities).collect();
        let traits = self.traits_of(&assessment)?;
        Ok(self.brought(Bringing { kind: &product.kind, traits: &traits, capabilities: &capabilities }))
    }

    /// The standards that the capabilities of one risk cite.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn standards_of_risk(&self, reference: &str) -> Result<Vec<StandardLine>, Trouble> {
        let (_, risk) = self.risk_of(reference)?;
        Ok(self.cited(&risk.capabilities))
    }

    /// The standards that capabilities cite.
    pub(in crate::workbench) fn cited(&self, capabilities: &[String]) -> Vec<StandardLine> {
        let mut found = self.brought(Bringing { kind: "", traits: &[], capabilities });
        found.retain(|line| line.by.iter().any(|by| by.starts_with("risks of ")));
        found
    }

    fn brought(&self, bringing: Bringing<'_>) -> Vec<StandardLine> {
        brought(self.catalogue().standards(), bringing)
            .into_iter()
            .map(|one| self.standard_line(one))
            .collect()
    }

    fn standard_line(&self, one: Brought<'_>) -> StandardLine {
        let standard = one.standard;
        let status = match &standard.replaced_by {
            Some(id) => {
                let by = self.catalogue().standard(id).map_or(id.as_str(), |newer| newer.title.as_str());
                format!("replaced by {by}")
            }
            None => standard.status.label().to_owned(),
        };
        StandardLine {
            id: standard.id.clone(),
            title: standard.title.clone(),
            edition: standard.edition.clone(),
            status,
            about: standard.about.trim().to_owned(),
            used_for: standard.used_for.trim().to_owned(),
            verified: standard.verified,
            by: one.by,
        }
    }
}
