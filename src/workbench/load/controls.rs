//! The controls of a project: from a template or freely, where they are, how they were verified.

use super::{
    LoadedControl, Loading,
    project::{ProjectControl, YesNo},
    wrong,
};
use crate::{
    catalog::controls::ControlTemplate,
    domain::{
        capability::Responsible,
        control::{Control, ControlSite, ControlState, Verification},
        events::EventKind,
        trouble::Trouble,
    },
    ledger::Edit,
};

impl Loading<'_> {
    pub(super) fn control(&mut self, given: &ProjectControl) -> Result<(), Trouble> {
        let id = self.workbench.new_request();
        let control = self.control_value(given)?;
        let mut edits = vec![Edit::put(&id, 0, &control)];
        let mut sites = Vec::new();
        for site in &given.sites {
            self.site(&site.site, &given.name)?;
            sites.push(ControlSite {
                control_id: id.clone(),
                site: site.site.clone(),
                state: if site.in_place_on.is_some() {
                    ControlState::InPlace
                } else {
                    ControlState::Proposed
                },
                implemented_by: site.by.clone(),
                implemented_on: site.in_place_on,
                evidence: site.evidence.clone(),
            });
        }
        let mut verifications = Vec::new();
        for check in &given.verifications {
            self.site(&check.site, &given.name)?;
            if !sites.iter().any(|at| at.site == check.site && at.state == ControlState::InPlace) {
                return Err(wrong(format!(
                    "control {:?} is verified at {:?} but not in place there",
                    given.name, check.site
                )));
            }
            for at in sites.iter().filter(|at| at.site == check.site) {
                self.house.two_persons(&check.person, &at.implemented_by, check.on).map_err(|trouble| {
                    wrong(format!("control {:?}, verification: {}", given.name, trouble.because))
                })?;
            }
            verifications.push(Verification {
                control_id: id.clone(),
                site: check.site.clone(),
                kind: check.kind,
                result: check.result,
                method: check.method.clone(),
                person: check.person.clone(),
                verified_on: check.on,
                evidence: check.evidence.clone(),
                next_test: check.next_test,
            });
        }
        verifications.sort_by_key(|check| check.verified_on);
        edits.extend(sites.iter().map(|at| Edit::put(&self.workbench.new_request(), 0, at)));
        edits.extend(verifications.iter().map(|check| Edit::put(&self.workbench.new_request(), 0, check)));
        let shown = format!("{{ref}} added: {}.", control.title.trim_end_matches('.'));
        self.event(EventKind::ControlAdded, shown, "", edits);
        let loaded = LoadedControl { id, control, sites, verifications };
        if self.controls.insert(given.name.clone(), loaded).is_some() {
            return Err(wrong(format!("there are two controls {:?}", given.name)));
        }
        Ok(())
    }

    fn site(&self, site: &str, control: &str) -> Result<(), Trouble> {
        if self.sites.iter().any(|known| known == site) {
            return Ok(());
        }
        Err(wrong(format!("control {control:?} names the site {site:?}, where no placement is")))
    }

    fn control_value(&self, given: &ProjectControl) -> Result<Control, Trouble> {
        let template = match given.template.as_deref() {
            None => None,
            Some(name) => Some(
                self.workbench
                    .catalogue()
                    .control(name)
                    .ok_or_else(|| wrong(format!("control {:?} names the template {name:?}", given.name)))?,
            ),
        };
        let missing =
            |field: &str| wrong(format!("control {:?} has neither {field} nor a template", given.name));
        let from = |text: &Option<String>, of: fn(&ControlTemplate) -> &String| {
            text.clone().or_else(|| template.map(|t| of(t).clone()))
        };
        let order = given.order.or(template.map(|t| t.order)).ok_or_else(|| missing("order"))?;
        if !(1..=3).contains(&order) {
            return Err(wrong(format!("control {:?} has order {order}; it is 1, 2 or 3", given.name)));
        }
        Ok(Control {
            number: 0,
            reference: String::new(),
            title: from(&given.title, |t| &t.title).ok_or_else(|| missing("title"))?,
            kind: given.kind.or(template.map(|t| t.kind)).ok_or_else(|| missing("kind"))?,
            order,
            description: from(&given.description, |t| &t.description).unwrap_or_default(),
            common: given.common.unwrap_or_else(|| template.is_some_and(|t| t.common)),
            template: given.template.clone().unwrap_or_default(),
            owner: given.owner.clone(),
            responsible: given.responsible.unwrap_or(Responsible::Hdo),
            due: given.due,
            brings_new_risk: given.brings_new_risk.map(|answer| answer == YesNo::Yes),
            new_risk_note: given.new_risk_note.clone(),
            verify_implementation: template.map(|t| t.verify_implementation.clone()).unwrap_or_default(),
            verify_effectiveness: template.map(|t| t.verify_effectiveness.clone()).unwrap_or_default(),
            framework_refs: template.map(|t| self.workbench.framework_refs_of(&t.id)).unwrap_or_default(),
        })
    }
}
