//! What the catalogue's suggestions look at: coverage, answers, use, placements, and what is there already.

use std::{collections::HashMap, rc::Rc};

use super::Workbench;
use crate::{
    catalog::{forms::Form, risks::CapabilityRisks},
    domain::{
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, InUse},
        attestation::Disposition,
        capability::{Coverage, InUseState, Requirement},
        control::{Control, ControlSite, ControlState, RiskControl},
        disclosure::{Disclosure, Statement},
        object::{Id, Object},
        product::Product,
        record::Held,
        risk::Risk,
        suggestion::SuggestionDismissal,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    process::{
        coverage::{Answered, Answers},
        suggest::Situation,
    },
};

/// Everything of an assessment that suggestions look at.
pub(super) struct Suggesting {
    /// The product.
    pub(super) product: Held<Product>,
    /// The risks.
    pub(super) risks: Vec<Held<Risk>>,
    /// Which control serves which of them.
    pub(super) links: Vec<Held<RiskControl>>,
    /// The controls that serve them.
    pub(super) controls: Vec<Held<Control>>,
    /// What was dismissed.
    pub(super) dismissed: Vec<Held<SuggestionDismissal>>,
    /// The common controls of the register that are in place at a site of the assessment.
    pub(super) in_place: Vec<Held<Control>>,
    disposed: Vec<Held<Disposition>>,
    coverages: HashMap<String, (Coverage, bool)>,
    required: HashMap<String, Requirement>,
    in_use: HashMap<String, Vec<InUseState>>,
    form: Option<Rc<Form>>,
    statements: Vec<Held<Statement>>,
}

/// Lists that situations borrow from.
pub(super) struct Borrowed<'b> {
    /// The answers of the disclosure.
    pub(super) answers: Option<Answers<'b>>,
    /// The templates of the risks.
    pub(super) risks: Vec<&'b str>,
    /// The templates of the controls.
    pub(super) controls: Vec<&'b str>,
    /// The traits of the placements.
    pub(super) traits: Vec<&'b str>,
    /// The templates of the common controls in place.
    pub(super) in_place: Vec<&'b str>,
    /// The capabilities that bring no risk here, as a person says.
    pub(super) no_risk: Vec<&'b str>,
    lifted: HashMap<&'b str, Vec<&'b str>>,
}

impl Workbench {
    /// Reads what suggestions for an assessment look at.
    pub(super) fn suggesting(&self, assessment: &Held<Assessment>) -> Result<Suggesting, Trouble> {
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let coverages = self.all::<CapabilityCoverage>(&of(Object::CapabilityCoverage))?;
        let required = self.all::<CapabilityRequirement>(&of(Object::Requirement))?;
        let mut in_use: HashMap<String, Vec<InUseState>> = HashMap::new();
        let placed = Query::all(Object::InUse).among("placement_id", &assessment.placement_ids);
        for held in self.all::<InUse>(&placed.by("changed_seq", Direction::Up))? {
            in_use.entry(held.value.capability).or_default().push(held.value.state);
        }
        let risks = self.all::<Risk>(&of(Object::Risk).by("number", Direction::Up))?;
        let ids: Vec<Id> = risks.iter().map(|risk| risk.id.clone()).collect();
        let links = self.all::<RiskControl>(&Query::all(Object::RiskControl).among("risk_id", &ids))?;
        let serving = Query::all(Object::Control).among("id", links.iter().map(|link| &link.control_id));
        let (form, statements) = match &assessment.disclosure_id {
            Some(id) => {
                let disclosure = self.needed::<Disclosure>(id)?;
                (Some(self.form(&disclosure.form_sha256)?), self.statements_of(id)?)
            }
            None => (None, Vec::new()),
        };
        let coverage = |held: Held<CapabilityCoverage>| {
            let said = (held.holds(), held.overruled.is_some_and(|said| said != held.by_rule));
            (held.value.capability, said)
        };
        Ok(Suggesting {
            product: self.needed(&assessment.product_id)?,
            controls: self.all(&serving.by("number", Direction::Up))?,
            in_place: self.common_in_place(&self.sites_of(assessment)?)?,
            disposed: self.all(&of(Object::Disposition))?,
            dismissed: self.all(&of(Object::SuggestionDismissal).by("changed_seq", Direction::Up))?,
            coverages: coverages.into_iter().map(coverage).collect(),
            required: required.into_iter().map(|held| (held.value.capability, held.value.required)).collect(),
            in_use,
            risks,
            links,
            form,
            statements,
        })
    }

    /// The common controls of the register that are in place at one of these sites.
    fn common_in_place(&self, sites: &[String]) -> Result<Vec<Held<Control>>, Trouble> {
        let common = self.common_controls()?;
        let ids = common.iter().map(|control| &control.id);
        let placed = self.all::<ControlSite>(&Query::all(Object::ControlSite).among("control_id", ids))?;
        let stands = |control: &Held<Control>| {
            placed.iter().any(|at| {
                at.control_id == control.id && at.state == ControlState::InPlace && sites.contains(&at.site)
            })
        };
        Ok(common.into_iter().filter(stands).collect())
    }

    /// The common controls of the register that were made from a template.
    pub(super) fn common_controls(&self) -> Result<Vec<Held<Control>>, Trouble> {
        let all = self.all::<Control>(&Query::all(Object::Control).by("number", Direction::Up))?;
        Ok(all.into_iter().filter(|control| control.common && !control.template.is_empty()).collect())
    }
}

impl Suggesting {
    /// The answers of the disclosure, if there is one.
    pub(super) fn answers(&self) -> Option<Answers<'_>> {
        let answered: Vec<Answered<'_>> = self
            .statements
            .iter()
            .map(|s| Answered { item: &s.item, answer: s.answer, raw: &s.raw, note: &s.note })
            .collect();
        self.form.as_deref().map(|form| Answers::new(form, &answered))
    }

    /// What situations borrow from, with these traits.
    pub(super) fn borrowed<'b>(
        &'b self,
        workbench: &'b Workbench,
        answers: Option<Answers<'b>>,
        traits: &'b [String],
    ) -> Borrowed<'b> {
        let mut lifted: HashMap<&str, Vec<&str>> = HashMap::new();
        for one in traits.iter().filter_map(|id| workbench.catalogue().trait_named(id)) {
            for require in &one.requires {
                lifted.entry(&require.capability).or_default().push(&one.id);
            }
        }
        let made = |template: &'b str| Some(template).filter(|template| !template.is_empty());
        Borrowed {
            answers,
            risks: self.risks.iter().filter_map(|risk| made(&risk.template)).collect(),
            controls: self.controls.iter().filter_map(|control| made(&control.template)).collect(),
            traits: traits.iter().map(String::as_str).collect(),
            in_place: self.in_place.iter().map(|control| control.template.as_str()).collect(),
            no_risk: self.disposed.iter().map(|held| held.capability.as_str()).collect(),
            lifted,
        }
    }

    /// What is known of one capability.
    pub(super) fn situation<'b>(
        &'b self,
        part: &CapabilityRisks,
        borrowed: &'b Borrowed<'b>,
    ) -> Situation<'b> {
        let code = part.capability.as_str();
        let (coverage, overruled) = self.coverages.get(code).copied().unwrap_or((Coverage::Unknown, false));
        Situation {
            coverage,
            overruled,
            required: self.required.get(code).copied(),
            in_use: self.in_use.get(code).map(Vec::as_slice).unwrap_or_default(),
            answers: borrowed.answers.as_ref(),
            kind: &self.product.kind,
            controls: &borrowed.controls,
            traits: &borrowed.traits,
            lifted_by: borrowed.lifted.get(code).map(Vec::as_slice).unwrap_or_default(),
        }
    }
}
