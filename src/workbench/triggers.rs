//! Triggers that the register raises by itself, and what a trigger touches.

use super::{Workbench, import::document, store::Draft};
use crate::{
    domain::{
        assessment::Assessment,
        disclosure::{Disclosure, Statement},
        events::EventKind,
        finding::{Triage, Trigger, TriggerKind},
        object::{Id, Object},
        product::{Placement, Product},
        record::Held,
        trouble::Trouble,
    },
    ledger::{Compare, Direction, Edit, Query},
    process::{
        difference::{Answered, Differs, differences},
        versions::{Fit, fit},
    },
};

/// What a trigger reaches: products, the newest revisions of their assessments, placements and the units there.
#[derive(Debug, Default)]
pub(super) struct Reach {
    pub(super) products: Vec<Held<Product>>,
    pub(super) assessments: Vec<Held<Assessment>>,
    pub(super) placements: Vec<Held<Placement>>,
}

impl Reach {
    /// How many units stand at the placements.
    pub(super) fn units(&self) -> i64 {
        self.placements.iter().fold(0, |sum, placement| sum.saturating_add(placement.units.max(0)))
    }

    /// A trigger that waits for triage and reaches all of this.
    pub(super) fn trigger(&self, kind: TriggerKind, title: String, on: chrono::NaiveDate) -> Trigger {
        Trigger {
            number: 0,
            reference: String::new(),
            kind,
            title,
            external_ref: String::new(),
            authority_ref: String::new(),
            received_on: on,
            deadline: None,
            product_ids: ids(&self.products),
            assessment_ids: ids(&self.assessments),
            placement_ids: ids(&self.placements),
            details: Vec::new(),
            units_affected: self.units(),
            units_mended: 0,
            date_key: String::new(),
            raised_by: String::new(),
            triage: Triage::Waiting,
            triage_reason: String::new(),
            triage_evidence: String::new(),
            triaged_by: String::new(),
            triaged_on: None,
            reopened: Vec::new(),
        }
    }
}

fn ids<R>(all: &[Held<R>]) -> Vec<Id> {
    all.iter().map(|held| held.id.clone()).collect()
}

impl Workbench {
    /// The newest revision of every assessment, by ref.
    pub(super) fn newest_assessments(&self) -> Result<Vec<Held<Assessment>>, Trouble> {
        let query = Query::all(Object::Assessment).by("ref", Direction::Up).by("revision", Direction::Down);
        let mut all = self.all::<Assessment>(&query)?;
        all.dedup_by(|later, first| later.reference == first.reference);
        Ok(all)
    }

    /// What these products reach: the newest revisions of their assessments, and every placement.
    pub(super) fn reach_of(&self, products: Vec<Held<Product>>) -> Result<Reach, Trouble> {
        let of_these = |id: &Id| products.iter().any(|product| product.id == *id);
        let mut assessments = self.newest_assessments()?;
        assessments.retain(|held| of_these(&held.product_id));
        let ids = ids(&products);
        let placements = Query::all(Object::Placement).among("product_id", &ids);
        let placements = self.all(&placements.by("site", Direction::Up).by("location", Direction::Up))?;
        Ok(Reach { products, assessments, placements })
    }

    /// The trigger of a new disclosure revision, with what it says otherwise than the one before. Nothing is raised for
    /// the first disclosure of a product, or while no assessment of the product could rest on it.
    pub(super) fn draft_new_revision(
        &self,
        draft: &mut Draft,
        product_id: &Id,
        new: &Disclosure,
        statements: &[Answered<'_>],
    ) -> Result<(), Trouble> {
        if new.supersedes.is_none() {
            return Ok(());
        }
        let Some(product) = self.by_id::<Product>(product_id)? else { return Ok(()) };
        let mut reach = self.reach_of(vec![product])?;
        if reach.assessments.is_empty() {
            return Ok(());
        }
        let covered = |id: &Id| reach.assessments.iter().any(|held| held.placement_ids.contains(id));
        let placements =
            reach.placements.iter().filter(|placement| covered(&placement.id)).cloned().collect();
        reach.placements = placements;
        let before = self.first::<Disclosure>(
            Query::all(Object::Disclosure)
                .with("product_ids", Compare::Holds(product_id.0.clone()))
                .is("form", new.form.as_str())
                .by("revision", Direction::Down),
        )?;
        let says = |item: &str| {
            statements.iter().rfind(|answered| answered.item == item).map(|answered| answered.answer)
        };
        let again = self.to_recheck(&reach.assessments, &says)?;
        let mut details = match &before {
            Some(before) => said_otherwise(&self.statements_of(&before.id)?, before, statements),
            None => vec![format!("the first disclosure of this product that answers {}", new.form)],
        };
        details.extend(again);
        let mut trigger =
            reach.trigger(TriggerKind::Disclosure, format!("{} came in", document(new)), new.received_on);
        trigger.external_ref.clone_from(&new.document_id);
        trigger.details = details;
        self.draft_trigger(draft, &trigger);
        Ok(())
    }

    /// The trigger of versions that were recorded at a placement and that assessments which cover it do not hold for.
    /// Returns what could not be matched, in sentences.
    pub(super) fn draft_versions_found(
        &self,
        draft: &mut Draft,
        placement: (&Id, &Placement),
        before: &[String],
        covering: &[Held<Assessment>],
    ) -> Result<Vec<String>, Trouble> {
        let (id, value) = placement;
        let new: Vec<&String> = value.versions_found.iter().filter(|found| !before.contains(found)).collect();
        let (mut outside, mut told, mut details) = (Vec::new(), Vec::new(), Vec::new());
        let mut strange: Vec<&str> = Vec::new();
        for held in covering {
            let mut is_outside = false;
            for version in &new {
                match fit(&held.versions, version) {
                    Fit::Inside => {}
                    Fit::Outside => {
                        is_outside = true;
                        if !strange.contains(&version.as_str()) {
                            strange.push(version);
                        }
                        details.push(format!("{version}: {} holds for {}", held.reference, held.versions));
                    }
                    Fit::CannotTell => told.push(format!(
                        "Whether {} holds for {version} cannot be told from {:?}: look at it yourself.",
                        held.reference, held.versions
                    )),
                }
            }
            if is_outside {
                outside.push(held.clone());
            }
        }
        if outside.is_empty() {
            return Ok(told);
        }
        let reach = Reach {
            products: self.by_id::<Product>(&value.product_id)?.into_iter().collect(),
            assessments: outside,
            placements: Vec::new(),
        };
        let title = format!("{} found at {} {}", strange.join(", "), value.site, value.location);
        let mut trigger = reach.trigger(TriggerKind::Version, title, self.today());
        trigger.placement_ids = vec![id.clone()];
        trigger.units_affected = value.units;
        trigger.details = details;
        self.draft_trigger(draft, &trigger);
        Ok(told)
    }

    /// One trigger as an event of its own.
    pub(super) fn draft_trigger(&self, draft: &mut Draft, trigger: &Trigger) {
        let edit = Edit::put(&self.new_request(), 0, trigger);
        let shown = format!("{{ref}} raised: {}.", trigger.title);
        draft.event(self.new_request(), EventKind::TriggerRaised, shown, "", vec![edit]);
    }

    /// The newest revisions of the assessments that cover a placement.
    pub(super) fn covering(&self, placement: &Id) -> Result<Vec<Held<Assessment>>, Trouble> {
        let mut all = self.newest_assessments()?;
        all.retain(|held| held.placement_ids.contains(placement));
        Ok(all)
    }
}

/// A line for each thing said otherwise; notes are told apart from answers.
fn said_otherwise(before: &[Held<Statement>], known: &Disclosure, now: &[Answered<'_>]) -> Vec<String> {
    let before: Vec<Answered<'_>> = before
        .iter()
        .map(|held| Answered { item: &held.item, answer: held.answer, raw: &held.raw, note: &held.note })
        .collect();
    let all = differences(&before, now);
    let answers = all.iter().filter(|one| one.is_answer()).count();
    let head = match (answers, all.len() - answers) {
        (0, 0) => format!("against revision {}: no answer and no note changed", known.revision),
        (answers, notes) => {
            format!("against revision {}: {answers} answers and {notes} notes changed", known.revision)
        }
    };
    std::iter::once(head).chain(all.iter().map(Differs::to_string)).collect()
}
