//! The requirement sets of this register, and what they ask in an assessment.

use std::rc::Rc;

use super::{Workbench, knowledge::unreadable, store::Draft};
use crate::{
    catalog::requirements::RequirementSet,
    domain::{
        assessment::Assessment,
        disclosure::Disclosure,
        events::EventKind,
        object::{Id, Object},
        record::Held,
        register::{Knowledge, KnowledgeKind},
        requirement::{AdoptedSet, RequirementAnswer},
        trouble::Trouble,
    },
    ledger::{Direction, Edit, Query},
    process::{
        coverage::{Answered, Answers},
        requirements::{Asked, Spoken, asked, spoken},
    },
};

/// Who adopts a set, when and why.
pub(super) struct Adoption {
    pub(super) by: String,
    pub(super) on: chrono::NaiveDate,
    pub(super) reason: String,
}

impl Workbench {
    /// The sets that this register has adopted, by id.
    pub(super) fn adopted_sets(&self) -> Result<Vec<Held<AdoptedSet>>, Trouble> {
        self.all(&Query::all(Object::RequirementSet).by("set", Direction::Up))
    }

    /// A set as this register holds it.
    pub(super) fn set_by_hash(&self, sha256: &Id) -> Result<Rc<RequirementSet>, Trouble> {
        if let Some(set) = self.sets.borrow().get(sha256.as_str()) {
            return Ok(Rc::clone(set));
        }
        let part = self.needed::<Knowledge>(sha256)?;
        let set = RequirementSet::parse(&part.name, &part.text)
            .map_err(|faults| unreadable(&part.name, faults.first()))?;
        let set = Rc::new(set);
        self.sets.borrow_mut().insert(sha256.0.clone(), Rc::clone(&set));
        Ok(set)
    }

    /// A set of the catalogue by its name.
    pub(super) fn set_named(&self, name: &str) -> Result<&'static RequirementSet, Trouble> {
        self.catalogue().requirement_set(name).ok_or_else(|| {
            let known: Vec<&str> = self.catalogue().requirement_sets().map(|set| set.id.as_str()).collect();
            Trouble::refused(
                "Not found",
                format!("there is no requirement set {name:?}"),
                if known.is_empty() {
                    "the catalogue has none".to_owned()
                } else {
                    format!("some of {}", known.join(", "))
                },
            )
        })
    }

    /// The requirements that hold in an assessment, with their answers; nothing while no set is adopted.
    ///
    /// Sets are adopted for the whole register, so those that are adopted now are asked in a decided revision too. What was
    /// answered there is frozen, and only answers count in a gap: a set that is adopted later brings it none.
    pub(super) fn asked_of(&self, assessment: &Held<Assessment>) -> Result<Vec<Asked>, Trouble> {
        let adopted = self.adopted_sets()?;
        if adopted.is_empty() {
            return Ok(Vec::new());
        }
        let sets =
            adopted.iter().map(|held| self.set_by_hash(&held.set_sha256)).collect::<Result<Vec<_>, _>>()?;
        let sets: Vec<&RequirementSet> = sets.iter().map(Rc::as_ref).collect();
        let of = Query::all(Object::RequirementAnswer).is("assessment_id", assessment.id.as_str());
        let answers = self.all::<RequirementAnswer>(&of)?;
        Ok(asked(&sets, &self.traits_of(assessment)?, &answers))
    }

    /// The requirements that hold under one capability of an assessment.
    pub(super) fn asked_under(
        &self,
        assessment: &Held<Assessment>,
        code: &str,
    ) -> Result<Vec<Asked>, Trouble> {
        let mut asked = self.asked_of(assessment)?;
        asked.retain(|one| one.requirement.capability == code);
        Ok(asked)
    }

    /// What the statements of the assessment's disclosure suggest for each of these requirements, in their order.
    pub(super) fn spoken_for(
        &self,
        assessment: &Assessment,
        asked: &[Asked],
    ) -> Result<Vec<Option<Spoken>>, Trouble> {
        let silent = || vec![None; asked.len()];
        let Some(id) = &assessment.disclosure_id else { return Ok(silent()) };
        if asked.iter().all(|one| one.requirement.items.is_empty()) {
            return Ok(silent());
        }
        let disclosure = self.needed::<Disclosure>(id)?;
        let form = self.form(&disclosure.form_sha256)?;
        let statements = self.statements_of(id)?;
        let answered: Vec<Answered<'_>> = statements
            .iter()
            .map(|s| Answered { item: &s.item, answer: s.answer, raw: &s.raw, note: &s.note })
            .collect();
        let answers = Answers::new(&form, &answered);
        Ok(asked.iter().map(|one| spoken(&one.requirement.items, &answers)).collect())
    }

    /// The events that take sets into the register and adopt them; what is told of each. One that is adopted with this very
    /// text already is left out.
    pub(super) fn draft_adoption(
        &self,
        draft: &mut Draft,
        sets: &[&RequirementSet],
        adoption: &Adoption,
    ) -> Result<Vec<String>, Trouble> {
        let adopted = self.adopted_sets()?;
        let mut told = Vec::new();
        let mut edits = Vec::new();
        for set in sets {
            let before = adopted.iter().find(|held| held.set == set.id);
            if before.is_some_and(|held| held.set_sha256.as_str() == set.sha256()) {
                continue;
            }
            self.refuse_twins(set, sets, &adopted)?;
            let stored = self.store_part(KnowledgeKind::RequirementSet, &set.id, set.sha256(), set.text())?;
            let shown = format!("Requirement set {} taken into the register.", set.id);
            draft.event(self.new_request(), EventKind::KnowledgeStored, shown, "", stored);
            let value = AdoptedSet {
                set: set.id.clone(),
                set_sha256: Id::from(set.sha256()),
                adopted_by: adoption.by.clone(),
                adopted_on: adoption.on,
                reason: adoption.reason.clone(),
            };
            told.push(match before {
                Some(held) => {
                    edits.push(Edit::put(&held.id, held.version, &value));
                    renewed(&*self.set_by_hash(&held.set_sha256)?, set)
                }
                None => {
                    edits.push(Edit::put(&self.new_request(), 0, &value));
                    format!("{} ({} requirements)", set.id, set.requirements.len())
                }
            });
        }
        let shown = format!("Requirements adopted by {}: {}.", adoption.by, told.join("; "));
        draft.event(self.new_request(), EventKind::RequirementsAdopted, shown, &adoption.reason, edits);
        Ok(told)
    }

    /// An answer belongs to a requirement by its id, so no two adopted sets may have one of the same.
    fn refuse_twins(
        &self,
        set: &RequirementSet,
        together: &[&RequirementSet],
        adopted: &[Held<AdoptedSet>],
    ) -> Result<(), Trouble> {
        let mut others: Vec<Rc<RequirementSet>> = Vec::new();
        for held in adopted.iter().filter(|held| together.iter().all(|one| one.id != held.set)) {
            others.push(self.set_by_hash(&held.set_sha256)?);
        }
        let others = others.iter().map(Rc::as_ref).chain(together.iter().copied());
        for other in others.filter(|other| other.id != set.id) {
            if let Some(twin) = set.requirements.iter().find(|one| other.requirement(&one.id).is_some()) {
                return Err(Trouble::refused(
                    "Not adopted",
                    format!("{} and {} both have a requirement {}", set.id, other.id, twin.id),
                    "ids of their own in the hospital's set",
                ));
            }
        }
        Ok(())
    }
}

/// What a newer version of a set makes of the one before.
fn renewed(before: &RequirementSet, now: &RequirementSet) -> String {
    let new = now.requirements.iter().filter(|one| before.requirement(&one.id).is_none()).count();
    let gone = before.requirements.iter().filter(|one| now.requirement(&one.id).is_none()).count();
    let changed = now
        .requirements
        .iter()
        .filter(|one| before.requirement(&one.id).is_some_and(|old| old != *one))
        .count();
    format!(
        "{} in version {}, before {}: {new} new, {changed} changed, {gone} gone; answers stay with the ids",
        now.id, now.version, before.version
    )
}
