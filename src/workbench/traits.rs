//! What is so of the placements of an assessment, as the catalogue's traits.

use super::Workbench;
use crate::{
    catalog::condition::Truth,
    domain::{assessment::Assessment, product::Product, trouble::Trouble},
    process::coverage::Answers,
};

/// Kinds of product on which a life can hang wherever they are placed.
const KEEPING_ALIVE: &[&str] =
    &["infusion-pump", "ventilator", "anaesthesia-workstation", "patient-monitor", "alarm-server"];
/// Kinds of product that stand outside the hospital.
const OUTSIDE: &[&str] = &["cloud-service"];

impl Workbench {
    /// The traits of an assessment's placements: what the disclosure's answers suggest, and what the kind of product
    /// brings with it.
    #[allow(clippy::unnecessary_wraps, clippy::unused_self, reason = "placements come to say it themselves")]
    pub(super) fn traits_of(
        &self,
        _: &Assessment,
        product: &Product,
        answers: Option<&Answers<'_>>,
    ) -> Result<Vec<String>, Trouble> {
        let mut found: Vec<String> = self
            .catalogue()
            .traits()
            .filter(|one| {
                let truth = one.suggested_by.as_ref().zip(answers);
                truth.is_some_and(|(when, answers)| when.truth(|id| answers.standing(id)) == Truth::True)
            })
            .map(|one| one.id.clone())
            .collect();
        let kind = product.kind.as_str();
        for (kinds, id) in [(KEEPING_ALIVE, "life-supporting"), (OUTSIDE, "hosted-outside")] {
            if kinds.contains(&kind) && !found.iter().any(|known| known == id) {
                found.push(id.to_owned());
            }
        }
        found.sort();
        Ok(found)
    }
}
