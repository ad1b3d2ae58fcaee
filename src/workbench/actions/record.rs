//! Events that several actions and the loading of a project write alike.

use crate::{
    catalog::{process::Process, profiles::Profile, scales::Scale, traits::Trait},
    domain::{
        assessment::CapabilityRequirement,
        events::EventKind,
        object::{Id, Object},
        register::KnowledgeKind,
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    process::required::required,
    workbench::{Workbench, store::Draft},
};

/// Takes a scale into the register.
pub(in crate::workbench) fn scale(
    workbench: &Workbench,
    draft: &mut Draft,
    scale: &Scale,
) -> Result<(), Trouble> {
    let edits = workbench.store_part(KnowledgeKind::Scale, &scale.id, scale.sha256(), scale.text())?;
    draft.event(
        workbench.new_request(),
        EventKind::KnowledgeStored,
        format!("Scale {} taken into the register.", scale.id),
        "",
        edits,
    );
    Ok(())
}

/// Takes a process into the register.
pub(in crate::workbench) fn process(
    workbench: &Workbench,
    draft: &mut Draft,
    process: &Process,
) -> Result<(), Trouble> {
    let edits =
        workbench.store_part(KnowledgeKind::Process, &process.id, process.sha256(), process.text())?;
    draft.event(
        workbench.new_request(),
        EventKind::KnowledgeStored,
        format!("Process {} taken into the register.", process.id),
        "",
        edits,
    );
    Ok(())
}

/// Takes a profile and the traits of the placements into the register, and writes what they require; what a person has
/// changed stays.
pub(in crate::workbench) fn profile(
    workbench: &Workbench,
    draft: &mut Draft,
    assessment_id: &Id,
    reference: &str,
    (profile, traits): (&Profile, &[&Trait]),
) -> Result<(), Trouble> {
    for one in traits {
        let edits = workbench.store_part(KnowledgeKind::Trait, &one.id, one.sha256(), one.text())?;
        draft.event(
            workbench.new_request(),
            EventKind::KnowledgeStored,
            format!("Trait {} taken into the register.", one.id),
            "",
            edits,
        );
    }
    let edits =
        workbench.store_part(KnowledgeKind::Profile, &profile.id, profile.sha256(), profile.text())?;
    draft.event(
        workbench.new_request(),
        EventKind::KnowledgeStored,
        format!("Profile {} taken into the register.", profile.id),
        "",
        edits,
    );
    let held = workbench.all::<CapabilityRequirement>(
        &Query::all(Object::Requirement).is("assessment_id", assessment_id.as_str()),
    )?;
    let mut edits = Vec::new();
    for require in required(profile, traits) {
        let there = held.iter().find(|held| held.capability == require.capability);
        if there.is_some_and(|held| held.profile.is_empty()) {
            continue;
        }
        let value = CapabilityRequirement {
            assessment_id: assessment_id.clone(),
            capability: require.capability.clone(),
            required: require.required,
            reason: require.reason,
            profile: profile.id.clone(),
            approved_by: String::new(),
        };
        match there {
            Some(held) if held.value == value => {}
            Some(held) => edits.push(Edit::put(&held.id, held.version, &value)),
            None => edits.push(Edit::put(&workbench.new_request(), 0, &value)),
        }
    }
    draft.event(
        workbench.new_request(),
        EventKind::ProfileApplied,
        format!("{reference}: what is required is taken from profile {}.", profile.id),
        "",
        edits,
    );
    Ok(())
}
