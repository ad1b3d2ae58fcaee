//! What parts that are files of their own say: profiles, traits, requirement sets, standards, forms, frameworks, mappings.

use super::{
    Entry, EntryKind, Lead, Section,
    fields::{capability_name, kinds, labels, to_entries, told_if},
};
use crate::{
    catalog::{
        Catalogue,
        forms::{Form, Item},
        frameworks::{Framework, full_id},
        mappings::Mapping,
        process::Process,
        profiles::{Profile, Require},
        requirements::RequirementSet,
        scales::Scale,
        standards::Standard,
        traits::Trait,
    },
    domain::word::Word as _,
};

/// Which version of a description it is.
fn version(version: &str) -> Section {
    Section::of("Version", [version])
}

fn basis(text: &str) -> Section {
    Section::of("Basis", [text])
}

fn to_capability(text: String, code: &str) -> (String, Lead) {
    (text, Lead::Entry(EntryKind::Capability, code.to_owned()))
}

fn requires(require: &Require) -> (String, Lead) {
    let Require { capability, required, reason } = require;
    to_capability(format!("{capability} {}: {reason}", required.label()), capability)
}

pub(super) fn profile(one: &Profile) -> Entry {
    let sections = vec![
        Section::of("Kind", [kinds(std::slice::from_ref(&one.kind))]),
        Section::leading("Requires", one.requires.iter().map(requires)),
        version(&one.version),
        basis(&one.basis),
    ];
    Entry::new(EntryKind::Profile, &one.id, &one.title, sections)
}

pub(super) fn of_trait(one: &Trait) -> Entry {
    let sections = vec![
        Section::of("Meaning", [one.meaning.as_str()]),
        Section::of("Suggested", one.suggested_by.as_ref().map(|when| format!("by the answers {when}"))),
        Section::leading("Lifts", one.requires.iter().map(requires)),
        version(&one.version),
        basis(&one.basis),
    ];
    Entry::new(EntryKind::Trait, &one.id, &one.title, sections)
}

pub(super) fn requirements(one: &RequirementSet) -> Entry {
    let sources = one.sources.iter().map(|source| {
        let trust = if source.verified {
            "checked against its text"
        } else {
            "unverified: not checked against its text"
        };
        format!("{}{}; {trust}", source.title, told_if(", ", &source.edition))
    });
    let each = one.requirements.iter().map(|requirement| {
        let only = told_if(" Only with: ", &requirement.traits.join(" and "));
        let text = format!(
            "{} {} ({}): {} Look for: {}{only} [{}]",
            requirement.id,
            requirement.title,
            requirement.capability,
            requirement.text,
            requirement.look_for,
            one.reference(requirement)
        );
        to_capability(text, &requirement.capability)
    });
    let sections = vec![
        Section::of("Of", [format!("a {}", one.kind.label())]),
        Section::of("Sources", sources),
        Section::of("Scale", one.scale.iter()),
        Section::of("Roles", [one.roles.join(", ")]),
        Section::leading("Asks for", each),
        version(&one.version),
        basis(&one.basis),
    ];
    Entry::new(EntryKind::Requirements, &one.id, &one.title, sections)
}

pub(super) fn standard(catalogue: &Catalogue, one: &Standard) -> Entry {
    let replaced = to_entries(EntryKind::Standard, &one.replaced_by, |id| {
        catalogue.standard(id).map(|other| other.title.clone())
    });
    let trust =
        if one.verified { "checked against its text" } else { "unverified: not checked against its text" };
    let brought = [
        told_if("placements that are ", &one.traits.join(", ")),
        told_if("products of the kind ", &kinds(&one.kinds)),
        if one.is_for_all() { "every assessment".to_owned() } else { String::new() },
    ];
    let cited = to_entries(EntryKind::Capability, &one.capabilities, |code| capability_name(catalogue, code));
    let sections = vec![
        Section::of("About", [one.about.as_str()]),
        Section::of("Edition", [format!("{}, {}", one.edition, one.status.label())]),
        Section::leading("Replaced by", replaced),
        Section::of("Used for", [one.used_for.as_str()]),
        Section::of("Trust", [trust]),
        Section::leading("Cited by", cited),
        Section::of("Brought by", brought),
        basis(catalogue.basis_of_standards()),
    ];
    Entry::new(EntryKind::Standard, &one.id, &one.title, sections)
}

pub(super) fn form(catalogue: &Catalogue, one: &Form) -> Entry {
    let advice = catalogue.advice(&one.id);
    let item = |item: &Item| {
        let when = item.when.as_ref().map(|when| format!(" Asked with {when}.")).unwrap_or_default();
        let bad = advice
            .and_then(|advice| advice.item(&item.id))
            .map(|item| format!(" A bad answer: {}", item.bad));
        let text = format!(
            "{} {} Good answer: {}.{when}{}",
            item.id,
            item.meaning,
            item.good.label(),
            bad.unwrap_or_default()
        );
        let code = item.capabilities.first().cloned().unwrap_or_default();
        to_capability(text, &code)
    };
    let items = one.items.iter().map(item);
    let sections = vec![
        Section::of("Asks", [format!("{} items in {} sections", one.items.len(), one.sections.len())]),
        Section::leading("Items", items),
        version(&one.version),
        basis(&one.basis),
        Section::of("Advice", advice.map(|advice| format!("What a bad answer means: {}", advice.basis))),
    ];
    Entry::new(EntryKind::Form, &one.id, &one.title, sections)
}

pub(super) fn scale(one: &Scale) -> Entry {
    let severities = one.severities.iter().map(|step| {
        let meanings =
            [("safety", &step.safety), ("effectiveness", &step.effectiveness), ("security", &step.security)];
        let meanings = meanings.map(|(property, meaning)| format!("{property}: {meaning}"));
        format!("{} {}. {}", step.level, step.name, meanings.join("; "))
    });
    let sections = vec![
        Section::of("Severities", severities),
        Section::of(
            "Likelihoods",
            one.likelihoods.iter().map(|step| format!("{} {}: {}", step.level, step.name, step.meaning)),
        ),
        Section::of(
            "Levels",
            one.bands.iter().map(|band| format!("{} ({}): {}", band.name, band.short, band.decision)),
        ),
        version(&one.version),
        basis(&one.basis),
    ];
    Entry::new(EntryKind::Scale, &one.id, &one.name, sections)
}

pub(super) fn process(one: &Process) -> Entry {
    let gates = one.gates.iter().map(|gate| {
        format!("{} {}: {} {} [{}]", gate.id, gate.name, gate.title, labels(&gate.stages), gate.reference())
    });
    let sections = vec![Section::of("Gates", gates), version(&one.version), basis(&one.basis)];
    Entry::new(EntryKind::Process, &one.id, &one.title, sections)
}

pub(super) fn framework(one: &Framework) -> Entry {
    let families =
        one.families.iter().map(|family| format!("{}: {} controls", family.title, family.controls.len()));
    let sections = vec![
        Section::of("Edition", [one.edition.as_str()]),
        Section::of("Holds", [format!("{} controls, ids and short titles", one.controls().count())]),
        Section::of("Families", families),
        Section::of("Withdrawn", [one.withdrawn.join(", ")]),
        version(&one.version),
        basis(&one.basis),
    ];
    Entry::new(EntryKind::Framework, &one.id, &one.title, sections)
}

pub(super) fn framework_controls(one: &Framework) -> Vec<Entry> {
    let of = |family: &str, id: &str, title: &str| {
        let lead = Lead::Entry(EntryKind::Framework, one.id.clone());
        let sections = vec![
            Section::leading("Framework", [(format!("{}, {}", one.title, one.edition), lead)]),
            Section::of("Family", [family]),
            basis(&one.basis),
        ];
        Entry::new(EntryKind::FrameworkControl, &full_id(&one.id, id), title, sections)
    };
    let each = one.families.iter().flat_map(|family| {
        family.controls.iter().map(|control| of(&family.title, &control.id, &control.title))
    });
    each.collect()
}

pub(super) fn mapping(catalogue: &Catalogue, one: &Mapping) -> Entry {
    let framework = catalogue.framework(&one.framework).map_or(&one.framework, |framework| &framework.title);
    let lead = Lead::Entry(EntryKind::Framework, one.framework.clone());
    let rows = format!(
        "{} rows from capabilities, {} from compensating controls; it is riskward's, not the framework's own table",
        one.capabilities.len(),
        one.controls.len()
    );
    let sections = vec![
        Section::leading("Into", [(framework.clone(), lead)]),
        Section::of("Holds", [rows]),
        version(&one.version),
        basis(&one.basis),
    ];
    Entry::new(EntryKind::Mapping, &one.framework, &format!("Mapping into {framework}"), sections)
}
