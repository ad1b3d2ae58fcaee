//! The catalogue's parts as this register uses them: stored by SHA-256, read back from there.

use std::rc::Rc;

use super::{Workbench, questions::Level};
use crate::{
    catalog::{
        forms::Form,
        policies::Policy,
        process::Process,
        profiles::Profile,
        scales::{Band, Scale},
    },
    domain::{
        object::{Id, Object},
        person::PolicyApproval,
        rating::Rating,
        record::Held,
        register::{Knowledge, KnowledgeKind},
        trouble::{Trouble, TroubleKind},
    },
    ledger::{Direction, Edit, Query},
};

/// The process that new assessments go through.
const PROCESS: &str = "iec-80001-1";
/// The policy that holds until somebody approves one.
const POLICY: &str = "default";
/// The framework whose references a control from a template keeps.
const FRAMEWORK: &str = "nist-800-53r5";

impl Workbench {
    /// The edit that takes a catalogue part into the register, if it is not there.
    pub(super) fn store_part(
        &self,
        kind: KnowledgeKind,
        name: &str,
        sha256: &str,
        text: &str,
    ) -> Result<Vec<Edit>, Trouble> {
        let id = Id::from(sha256);
        if self.by_id::<Knowledge>(&id)?.is_some() {
            return Ok(Vec::new());
        }
        let part = Knowledge { kind, name: name.to_owned(), text: text.to_owned() };
        Ok(vec![Edit::put(&id, 0, &part)])
    }

    /// The scale that an assessment was begun with.
    pub(super) fn scale(&self, sha256: &str) -> Result<Rc<Scale>, Trouble> {
        if let Some(scale) = self.scales.borrow().get(sha256) {
            return Ok(Rc::clone(scale));
        }
        let part = self.needed::<Knowledge>(&Id::from(sha256))?;
        let scale =
            Scale::parse(&part.name, &part.text).map_err(|faults| unreadable(&part.name, faults.first()))?;
        let scale = Rc::new(scale);
        self.scales.borrow_mut().insert(sha256.to_owned(), Rc::clone(&scale));
        Ok(scale)
    }

    /// The overall level of a rating, on the scale that it was made on, which may not be the assessment's any more.
    pub(super) fn level_of_rating(&self, rating: &Rating) -> Result<Level, Trouble> {
        let scale = self.scale(&rating.scale_sha256)?;
        Ok(Level { lifted: rating.lifted.clone(), ..level_of(&scale, &rating.overall) })
    }

    /// The form that a disclosure was read with.
    pub(super) fn form(&self, sha256: &str) -> Result<Rc<Form>, Trouble> {
        if let Some(form) = self.forms.borrow().get(sha256) {
            return Ok(Rc::clone(form));
        }
        let part = self.needed::<Knowledge>(&Id::from(sha256))?;
        let form =
            Form::parse(&part.name, &part.text).map_err(|faults| unreadable(&part.name, faults.first()))?;
        let form = Rc::new(form);
        self.forms.borrow_mut().insert(sha256.to_owned(), Rc::clone(&form));
        Ok(form)
    }

    /// The process that an assessment goes through.
    pub(super) fn process(&self, sha256: &str) -> Result<Rc<Process>, Trouble> {
        if let Some(process) = self.processes.borrow().get(sha256) {
            return Ok(Rc::clone(process));
        }
        let part = self.needed::<Knowledge>(&Id::from(sha256))?;
        let process = Process::parse(&part.name, &part.text)
            .map_err(|faults| unreadable(&part.name, faults.first()))?;
        let process = Rc::new(process);
        self.processes.borrow_mut().insert(sha256.to_owned(), Rc::clone(&process));
        Ok(process)
    }

    /// The process that new assessments go through.
    pub(super) fn process_of_the_catalogue(&self) -> Result<&'static Process, Trouble> {
        self.catalogue().process(PROCESS).ok_or_else(|| missing_part("process", PROCESS))
    }

    /// The policy that holds, and who approved it; the catalogue's own while nobody has approved one.
    pub(super) fn policy(&self) -> Result<(Rc<Policy>, Option<Held<PolicyApproval>>), Trouble> {
        let query = Query::all(Object::PolicyApproval).by("number", Direction::Down);
        let Some(approval) = self.first::<PolicyApproval>(query)? else {
            let own = self.catalogue().policy(POLICY).ok_or_else(|| missing_part("policy", POLICY))?;
            return Ok((Rc::new(own.clone()), None));
        };
        let known = self.policies.borrow().get(approval.policy_sha256.as_str()).cloned();
        if let Some(policy) = known {
            return Ok((policy, Some(approval)));
        }
        let part = self.needed::<Knowledge>(&approval.policy_sha256)?;
        let policy =
            Policy::parse(&part.name, &part.text).map_err(|faults| unreadable(&part.name, faults.first()))?;
        let policy = Rc::new(policy);
        self.policies.borrow_mut().insert(approval.policy_sha256.0.clone(), Rc::clone(&policy));
        Ok((policy, Some(approval)))
    }

    /// The references into a control framework that a control from this template begins with.
    pub(super) fn framework_refs_of(&self, template: &str) -> Vec<String> {
        self.catalogue().framework_refs(FRAMEWORK, template)
    }

    /// A scale of the catalogue by its name.
    pub(super) fn scale_named(&self, name: &str) -> Result<&'static Scale, Trouble> {
        self.catalogue().scale(name).ok_or_else(|| {
            let known: Vec<&str> = self.catalogue().scales().map(|scale| scale.id.as_str()).collect();
            Trouble::refused(
                "Not found",
                format!("there is no scale {name:?}"),
                format!("one of {}", known.join(", ")),
            )
        })
    }

    /// A profile of the catalogue by its name.
    pub(super) fn profile_named(&self, name: &str) -> Result<&'static Profile, Trouble> {
        self.catalogue().profile(name).ok_or_else(|| {
            let known: Vec<&str> = self.catalogue().profiles().map(|profile| profile.id.as_str()).collect();
            Trouble::refused(
                "Not found",
                format!("there is no profile {name:?}"),
                format!("one of {}", known.join(", ")),
            )
        })
    }
}

fn missing_part(kind: &str, name: &str) -> Trouble {
    Trouble::new(
        TroubleKind::Internal,
        format!("Cannot use the {kind} {name}"),
        "the catalogue in this program lacks it",
        "riskward catalog check",
    )
}

pub(super) fn unreadable(name: &str, fault: Option<&crate::catalog::fault::Fault>) -> Trouble {
    Trouble::new(
        TroubleKind::Register,
        format!("Cannot use {name} as this register holds it"),
        fault.map_or_else(|| "it cannot be read".to_owned(), ToString::to_string),
        "the riskward that stored it",
    )
}

/// A band as it is shown.
pub(super) fn level(scale: &Scale, band: &Band) -> Level {
    Level {
        rank: scale.rank(&band.id).unwrap_or_default(),
        of: scale.bands.len() as i64,
        short: band.short.clone(),
        name: band.name.clone(),
        lifted: String::new(),
    }
}

/// The level of a band's id; a band that the scale does not know is shown by its id.
pub(super) fn level_of(scale: &Scale, id: &str) -> Level {
    scale.band(id).map_or_else(
        || Level {
            rank: 0,
            of: scale.bands.len() as i64,
            short: id.to_uppercase(),
            name: id.to_owned(),
            lifted: String::new(),
        },
        |band| level(scale, band),
    )
}
