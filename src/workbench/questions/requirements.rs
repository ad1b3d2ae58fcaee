//! What the adopted requirement sets ask in an assessment, how it is answered, and what can be picked to answer it.

use super::Choice;
use crate::{
    catalog::requirements::RequirementSet,
    domain::{
        disclosure::Disclosure,
        requirement::{RequirementAnswer, RequirementState},
        trouble::Trouble,
        word::Word as _,
    },
    process::requirements::{Asked, Spoken},
    workbench::{Workbench, actions::answer_requirement::begun},
};

/// One requirement under a capability of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementLine {
    /// `US-AUDT-1`
    pub id: String,
    /// Its name.
    pub title: String,
    /// What must be so.
    pub text: String,
    /// What statement or evidence answers it.
    pub look_for: String,
    /// The id of its set.
    pub set: String,
    /// The name of its set.
    pub set_title: String,
    /// Where it stands, marked where it was not checked: `HIPAA Security Rule, 164.312(b) (unverified)`.
    pub reference: String,
    /// Whether it was checked against the text it comes from.
    pub verified: bool,
    /// How it is answered; none while nobody has.
    pub answer: Option<RequirementState>,
    /// What the answer rests on: `PAUT-1, PAUT-1.1; extract of the user list`.
    pub rests_on: String,
    /// `M. Rossi on 2026-05-02`; empty while nobody has answered.
    pub by: String,
    /// What is said of the answer.
    pub remark: String,
}

impl RequirementLine {
    /// It counts in the gap of its capability.
    pub fn is_unmet(&self) -> bool {
        self.answer.is_some_and(RequirementState::is_unmet)
    }

    /// `not met`, or that nobody has answered.
    pub fn state(&self) -> &'static str {
        self.answer.map_or("not answered", |answer| answer.label())
    }
}

/// What a form fills in when a requirement is picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementBegin {
    /// The requirement's id.
    pub requirement: String,
    /// The fields with their values: its answer, or what the statements suggest.
    pub values: Vec<(&'static str, String)>,
}

pub(in crate::workbench) fn line(asked: &Asked) -> RequirementLine {
    let requirement = &asked.requirement;
    let answer = asked.answer.as_ref().map(|held| &held.value);
    RequirementLine {
        id: requirement.id.clone(),
        title: requirement.title.clone(),
        text: requirement.text.clone(),
        look_for: requirement.look_for.clone(),
        set: asked.set.clone(),
        set_title: asked.set_title.clone(),
        reference: asked.reference.clone(),
        verified: asked.verified,
        answer: answer.map(|answer| answer.answer),
        rests_on: answer.map(rests_on).unwrap_or_default(),
        by: answer.map(|answer| format!("{} on {}", answer.person, answer.answered_on)).unwrap_or_default(),
        remark: answer.map(|answer| answer.remark.clone()).unwrap_or_default(),
    }
}

fn rests_on(answer: &RequirementAnswer) -> String {
    let both = [answer.statements.join(", "), answer.evidence.clone()];
    both.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

impl Workbench {
    /// What a form that answers requirements fills in for each of those under a capability: its answer, or what the
    /// statements suggest.
    ///
    /// # Errors
    /// When the subject is not in the register.
    pub fn requirement_begins(&self, subject: &str) -> Result<Vec<RequirementBegin>, Trouble> {
        let (assessment, code) = self.capability_of(subject)?;
        let asked = self.asked_under(&assessment, &code)?;
        let spoken = self.spoken_for(&assessment, &asked)?;
        let begins = asked.iter().zip(&spoken).map(|(one, spoken)| RequirementBegin {
            requirement: one.requirement.id.clone(),
            values: begun(one, spoken.as_ref()),
        });
        Ok(begins.collect())
    }

    /// The sets of the catalogue, with what is adopted of them.
    pub(in crate::workbench) fn set_choices(&self) -> Result<Vec<Choice>, Trouble> {
        let adopted = self.adopted_sets()?;
        let label = |set: &RequirementSet| {
            let state = match adopted.iter().find(|held| held.set == set.id) {
                Some(held) if held.set_sha256.as_str() == set.sha256() => " (adopted)",
                Some(_) => " (adopted in another version)",
                None => "",
            };
            format!("{}: {} requirements of a {}{state}", set.title, set.requirements.len(), set.kind.label())
        };
        let sets = self.catalogue().requirement_sets();
        Ok(sets.map(|set| Choice { value: set.id.clone(), label: label(set) }).collect())
    }

    /// The requirements under a capability: those that are answered with their answer, others with what the statements
    /// suggest.
    pub(in crate::workbench) fn requirement_choices(&self, subject: &str) -> Result<Vec<Choice>, Trouble> {
        let (assessment, code) = self.capability_of(subject)?;
        let asked = self.asked_under(&assessment, &code)?;
        let spoken = self.spoken_for(&assessment, &asked)?;
        let state = |one: &Asked, spoken: &Option<Spoken>| match (&one.answer, spoken) {
            (Some(held), _) => format!(" ({})", held.answer.label()),
            (None, Some(spoken)) => format!(" (the statements suggest: {})", spoken.answer.label()),
            (None, None) => String::new(),
        };
        let choices = asked.iter().zip(&spoken).map(|(one, spoken)| Choice {
            value: one.requirement.id.clone(),
            label: format!("{} {}{}", one.requirement.id, one.requirement.title, state(one, spoken)),
        });
        Ok(choices.collect())
    }

    /// The statements that a requirement can rest on: those that the requirements name or that speak for the capability
    /// first, then all others.
    pub(in crate::workbench) fn statement_choices(&self, subject: &str) -> Result<Vec<Choice>, Trouble> {
        let (assessment, code) = self.capability_of(subject)?;
        let Some(id) = &assessment.disclosure_id else { return Ok(Vec::new()) };
        let disclosure = self.needed::<Disclosure>(id)?;
        let form = self.form(&disclosure.form_sha256)?;
        let asked = self.asked_under(&assessment, &code)?;
        let is_near = |item: &str| {
            asked.iter().any(|one| one.requirement.items.iter().any(|named| named == item))
                || form.item(item).is_some_and(|known| known.capabilities.contains(&code))
        };
        let statements = self.statements_of(id)?;
        let (near, far): (Vec<_>, Vec<_>) = statements.iter().partition(|held| is_near(&held.item));
        let mut choices: Vec<Choice> = Vec::new();
        for held in near.into_iter().chain(far) {
            if choices.iter().all(|choice| choice.value != held.item) {
                let meaning = form.item(&held.item).map_or("", |item| item.meaning.as_str());
                let said = if held.raw.is_empty() { held.answer.label() } else { &held.raw };
                choices.push(Choice {
                    value: held.item.clone(),
                    label: format!("{} {said}: {meaning}", held.item),
                });
            }
        }
        Ok(choices)
    }
}
