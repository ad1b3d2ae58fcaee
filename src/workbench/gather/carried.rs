//! Decisions of earlier revisions that still hold: they stay with the revision they were taken in, and cover the product
//! in use until the new revision is decided on.

use super::{Gatherer, Grounds, RiskParts};
use crate::{
    domain::{
        assessment::Assessment,
        decision::DecisionLife,
        object::{Id, Object},
        risk::Risk,
        trouble::Trouble,
    },
    ledger::Query,
};

impl Gatherer<'_> {
    /// Puts the decision of an earlier revision beside each risk that has none of its own.
    pub(super) fn carry(&mut self, grounds: &Grounds<'_>, parts: &mut RiskParts) -> Result<(), Trouble> {
        let now = grounds.assessment();
        let Some(begun_from) = &now.begun_from else { return Ok(()) };
        let undecided: Vec<(Id, Id)> = parts
            .risks
            .iter()
            .filter(|risk| parts.decisions(&risk.id).is_empty())
            .filter_map(|risk| Some((risk.id.clone(), risk.begun_from.clone()?)))
            .collect();
        if undecided.is_empty() {
            return Ok(());
        }
        let old = self.reading.needed::<Assessment>(begun_from)?;
        if old.reference != now.reference {
            // A copy is another assessment: what was decided there says nothing of this one.
            return Ok(());
        }
        let query = Query::all(Object::Risk).among("id", undecided.iter().map(|(_, before)| before));
        let risks = self.reading.all::<Risk>(&query)?;
        let mut before = self.gather(&mut Grounds::of(self.reading, &old)?, risks)?;
        for (risk, earlier) in undecided {
            let mut standings = before.decisions.remove(&earlier).unwrap_or_default();
            standings.retain(|standing| standing.state.life == DecisionLife::InForce);
            for standing in &mut standings {
                standing.revision.get_or_insert(old.revision);
            }
            if !standings.is_empty() {
                parts.decisions.insert(risk, standings);
            }
        }
        Ok(())
    }
}
