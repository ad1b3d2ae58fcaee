//! The closed lists that fields pick from.

use super::{
    Workbench,
    actions::{Pick, add_agreement, raise_trigger::product_name, triage_trigger::touched},
    questions::{Choice, suggestions::RiskSuggestion},
    traits::NO_TRAIT,
};
use crate::{
    catalog::scales::Scale,
    domain::{
        control::{Control, ControlSite, RiskControl},
        disclosure::Answer,
        gate::GateState,
        object::{Id, Object},
        person::Person,
        product::Product,
        question::Question,
        requirement::AdoptedSet,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Query},
    process::deciding::spell,
};

impl Workbench {
    /// What a field of this kind offers for this subject.
    ///
    /// # Errors
    /// When the subject is not in the register.
    pub fn choices(&self, pick: Pick, subject: &str) -> Result<Vec<Choice>, Trouble> {
        let choice = |value: &str, label: String| Choice { value: value.to_owned(), label };
        Ok(match pick {
            Pick::Words(words) => {
                words.iter().map(|(word, label)| choice(word, (*label).to_owned())).collect()
            }
            Pick::Placement => {
                let assessment = self.assessment(subject)?;
                let placements = self.placements_of(&assessment)?;
                let numbered = placements.iter().enumerate();
                numbered
                    .map(|(at, p)| choice(&(at + 1).to_string(), format!("{} {}", p.site, p.location)))
                    .collect()
            }
            Pick::Site => self.site_choices(subject)?,
            Pick::Capability => {
                let all = self.catalogue().capabilities().iter();
                all.map(|c| choice(&c.code, format!("{} {}", c.code, c.name))).collect()
            }
            Pick::Risk => {
                let assessment = self.assessment(subject)?;
                let query = Query::all(Object::Risk).is("assessment_id", assessment.id.as_str());
                let risks = self.all::<Risk>(&query.by("number", Direction::Up))?;
                risks.iter().map(|r| choice(&r.reference, format!("{} {}", r.reference, r.title))).collect()
            }
            Pick::Control => controls(self.all(&Query::all(Object::Control).by("number", Direction::Up))?),
            Pick::RiskControl => {
                let (_, risk) = self.risk_of(subject)?;
                let query = Query::all(Object::RiskControl).is("risk_id", risk.id.as_str());
                let ids: Vec<Id> =
                    self.all::<RiskControl>(&query)?.into_iter().map(|link| link.value.control_id).collect();
                controls(
                    self.all(&Query::all(Object::Control).among("id", &ids).by("number", Direction::Up))?,
                )
            }
            Pick::RiskTemplate => self.risk_template_choices(subject)?,
            Pick::ControlTemplate => self.control_template_choices(subject)?,
            Pick::Severity(property) => {
                let scale = self.scale_for(subject)?;
                let levels = scale.severities.iter();
                levels
                    .map(|s| {
                        choice(
                            &s.level.to_string(),
                            format!("{} {}: {}", s.level, s.name, s.meaning(property)),
                        )
                    })
                    .collect()
            }
            Pick::AnySeverity => {
                let scale = self.scale_for(&self.first_of(subject)?)?;
                let levels = scale.severities.iter();
                levels.map(|s| choice(&s.level.to_string(), format!("{} {}", s.level, s.name))).collect()
            }
            Pick::Likelihood => {
                let scale = self.scale_for(&self.first_of(subject)?)?;
                let levels = scale.likelihoods.iter();
                levels
                    .map(|l| choice(&l.level.to_string(), format!("{} {}: {}", l.level, l.name, l.meaning)))
                    .collect()
            }
            Pick::Profile => {
                self.catalogue().profiles().map(|p| choice(&p.id, format!("{} {}", p.id, p.title))).collect()
            }
            Pick::RequirementSet => self.set_choices()?,
            Pick::AdoptedSet => {
                let label = |held: &AdoptedSet| {
                    format!("{}, adopted by {} on {}", held.set, held.adopted_by, held.adopted_on)
                };
                self.adopted_sets()?.iter().map(|held| choice(&held.set, label(held))).collect()
            }
            Pick::Requirement => self.requirement_choices(subject)?,
            Pick::Statement => self.statement_choices(subject)?,
            Pick::Trait => {
                let all = self.catalogue().traits();
                let mut traits: Vec<Choice> =
                    all.map(|t| choice(&t.id, format!("{}: {}", t.title, t.meaning))).collect();
                traits.push(choice(NO_TRAIT, "none of them".to_owned()));
                traits
            }
            Pick::Gate => {
                let gates = self.gates(subject)?.gates.into_iter();
                gates
                    .filter(|gate| gate.state != GateState::NotInStage)
                    .map(|gate| {
                        choice(&gate.id, format!("{} {}: {}", gate.id, gate.name, gate.state.label()))
                    })
                    .collect()
            }
            Pick::Person => self.person_choices()?,
            Pick::Role => {
                let (policy, _) = self.policy()?;
                policy
                    .roles
                    .iter()
                    .map(|role| choice(&role.id, format!("{}: {}", role.name, role.duty)))
                    .collect()
            }
            Pick::Policy => {
                self.catalogue().policies().map(|p| choice(&p.id, format!("{} {}", p.id, p.title))).collect()
            }
            Pick::Agreement => {
                let assessment = self.assessment(subject)?;
                let all = self.agreements_of(&assessment.product_id)?;
                let numbered = all.iter().enumerate();
                numbered.map(|(at, held)| choice(&(at + 1).to_string(), add_agreement::said(held))).collect()
            }
            Pick::Question => {
                let (assessment, code) = self.capability_of(subject)?;
                let all = self.questions_of(&assessment, &code)?;
                let label = |held: &Question| format!("{}: {}", held.state.label(), held.text);
                let numbered = all.iter().enumerate();
                numbered.map(|(at, held)| choice(&(at + 1).to_string(), label(held))).collect()
            }
            Pick::Cause => {
                let assessment = self.assessment(subject)?;
                let all = self.causes_of(&assessment.id)?.into_iter();
                all.map(|(cause, risks)| choice(&cause, format!("{cause} ({})", risks.join(", ")))).collect()
            }
            Pick::Item => {
                let (assessment, code) = self.capability_of(subject)?;
                let says = |said: Option<Answer>| said.map_or("nothing", Answer::label);
                let all = self.items_of(&assessment, &code)?.into_iter();
                all.map(|(id, meaning, said)| choice(&id, format!("{id} (form: {}): {meaning}", says(said))))
                    .collect()
            }
            Pick::AcceptedItem => {
                let (assessment, code) = self.capability_of(subject)?;
                let all =
                    self.accepted_of(&assessment.id)?.into_iter().filter(|held| held.capability == code);
                all.map(|held| {
                    choice(&held.item, format!("{} {}: {}", held.item, held.answer.label(), held.text))
                })
                .collect()
            }
            Pick::Product => {
                let query =
                    Query::all(Object::Product).by("manufacturer", Direction::Up).by("model", Direction::Up);
                let names = self.all::<Product>(&query)?.into_iter().map(|held| product_name(&held));
                names.map(|name| Choice { value: name.clone(), label: name }).collect()
            }
            Pick::RiskOfTrigger => self.risks_of_trigger(subject)?,
            Pick::StaleDecision => self.stale_decisions_of(subject)?,
            Pick::Condition => self.open_conditions_of(subject)?,
            Pick::Scale => self.catalogue().scales().map(|s| choice(&s.id, s.name.clone())).collect(),
        })
    }

    fn scale_for(&self, subject: &str) -> Result<std::rc::Rc<Scale>, Trouble> {
        let assessment = self.assessment(subject)?;
        self.scale(&assessment.scale_sha256)
    }

    /// The people, with their roles and, of those who are not active today, when they are.
    fn person_choices(&self) -> Result<Vec<Choice>, Trouble> {
        let (policy, _) = self.policy()?;
        let today = self.today();
        let label = |person: &Person| {
            let roles: Vec<&str> = person
                .roles
                .iter()
                .map(|id| policy.role(id).map_or(id.as_str(), |role| role.name.as_str()))
                .collect();
            let spell = if person.is_active(today) { String::new() } else { format!("; {}", spell(person)) };
            format!("{} ({}{spell})", person.name, roles.join(", "))
        };
        Ok(self
            .people()?
            .into_iter()
            .map(|held| Choice { label: label(&held), value: held.value.name })
            .collect())
    }

    /// The sites where a control is, or those of an assessment.
    fn site_choices(&self, subject: &str) -> Result<Vec<Choice>, Trouble> {
        let sites = if subject.to_ascii_uppercase().starts_with("C-") {
            let control = self.control_of(subject)?;
            let query = Query::all(Object::ControlSite).is("control_id", control.id.as_str());
            let placed = self.all::<ControlSite>(&query.by("site", Direction::Up))?;
            placed.into_iter().map(|held| held.value.site).collect()
        } else {
            let assessment = self.assessment(subject)?;
            self.sites_of(&assessment)?
        };
        Ok(sites.into_iter().map(|site| Choice { value: site.clone(), label: site }).collect())
    }

    /// The risks of all assessments that a trigger reaches, apart from those that are open.
    fn risks_of_trigger(&self, subject: &str) -> Result<Vec<Choice>, Trouble> {
        let mut choices = Vec::new();
        for assessment in touched(self, &*self.trigger_of(subject)?)? {
            let query = Query::all(Object::Risk).is("assessment_id", assessment.id.as_str());
            for risk in self.all::<Risk>(&query.by("number", Direction::Up))? {
                if risk.status != RiskStatus::Open {
                    let full = format!("{}/{}", assessment.reference, risk.reference);
                    let label = format!("{full} {} ({})", risk.title, risk.status.label());
                    choices.push(Choice { value: full, label });
                }
            }
        }
        Ok(choices)
    }

    /// The templates that fit the subject's capability first, then all others.
    fn risk_template_choices(&self, subject: &str) -> Result<Vec<Choice>, Trouble> {
        let choice = |risk: RiskSuggestion| {
            let taken = if risk.taken { " (in the register)" } else { "" };
            Choice { label: format!("{} {}{taken}", risk.template, risk.title), value: risk.template }
        };
        Ok(self.risk_templates(subject)?.into_iter().map(choice).collect())
    }

    /// The controls that the risk's template suggests first, then those of its capabilities, then all others.
    fn control_template_choices(&self, subject: &str) -> Result<Vec<Choice>, Trouble> {
        let (assessment, risk) = self.risk_of(subject)?;
        let mut ids: Vec<String> = self
            .catalogue()
            .risk(&risk.template)
            .map(|template| template.controls.clone())
            .unwrap_or_default();
        for code in &risk.capabilities {
            let suggested = self.suggestions(&assessment.reference, code)?;
            ids.extend(suggested.controls.into_iter().map(|control| control.template));
        }
        ids.extend(self.catalogue().controls().iter().map(|control| control.id.clone()));
        let mut choices: Vec<Choice> = Vec::new();
        for id in ids {
            if let Some(control) = self.catalogue().control(&id)
                && !choices.iter().any(|choice| choice.value == id)
            {
                choices.push(Choice {
                    value: id,
                    label: format!("{} ({}, order {})", control.title, control.kind, control.order),
                });
            }
        }
        Ok(choices)
    }
}

fn controls(held: Vec<crate::domain::record::Held<Control>>) -> Vec<Choice> {
    held.into_iter()
        .map(|control| Choice {
            value: control.reference.clone(),
            label: format!("{} {}", control.reference, control.title),
        })
        .collect()
}
