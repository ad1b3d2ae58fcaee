//! The check of a whole catalogue: every fault of every file, and what only shows across files.

mod known;
mod whole;

use known::Known;

use super::{
    Catalogue,
    advice::Advice,
    capabilities::Capabilities,
    controls::Controls,
    fault::Fault,
    files::{File, Layer},
    folder_and_name,
    forms::Form,
    frameworks::Framework,
    mappings::Mapping,
    page::{Page, Part},
    policies::Policy,
    process::Process,
    profiles::Profile,
    requirements::RequirementSet,
    risks::CapabilityRisks,
    scales::Scale,
    standards::Standards,
    traits::Trait,
};

/// What a catalogue cannot do without.
const NEEDED: &[&str] = &[
    "capabilities.toml",
    "controls.toml",
    "standards.toml",
    "advice/",
    "forms/",
    "frameworks/",
    "mappings/",
    "policies/",
    "process/",
    "profiles/",
    "requirements/",
    "scales/",
    "traits/",
];

/// Every fault, in the order of the files and their lines.
pub(super) fn check(catalogue: &Catalogue, files: &[File]) -> Vec<Fault> {
    let mut faults = missing(files);
    let mut pages = Vec::new();
    let mut unread = Vec::new();
    for file in files {
        match file.page() {
            Ok(page) => {
                if read(file, &page).is_none() {
                    unread.push(file);
                }
                pages.push((file, page));
            }
            Err(fault) => {
                faults.push(fault);
                unread.push(file);
            }
        }
    }
    let known = Known::of(&pages, &unread);
    known.check();
    whole::check(catalogue, &known, files);
    for (_, page) in &pages {
        faults.extend(page.faults());
        faults.extend(page.lacking());
    }
    faults.sort();
    faults.dedup();
    faults
}

fn missing(files: &[File]) -> Vec<Fault> {
    let has = |wanted: &str| files.iter().any(|file| file.path.starts_with(wanted));
    NEEDED
        .iter()
        .filter(|wanted| !has(wanted))
        .map(|wanted| Fault {
            file: (*wanted).to_owned(),
            line: 1,
            what: "the catalogue lacks this".to_owned(),
        })
        .collect()
}

/// Reads a file as the part that its place says it is; nothing if it could not be read at all.
fn read(file: &File, page: &Page<'_>) -> Option<()> {
    let (folder, name) = folder_and_name(&file.path)?;
    match (folder, name) {
        ("", "capabilities") => {
            if file.layer == Layer::Overlay {
                page.fault(0, "an overlay does not say what the capabilities are");
            }
            read_as::<Capabilities>(name, page)
        }
        ("", "controls") => read_as::<Controls>(name, page),
        ("", "standards") => read_as::<Standards>(name, page),
        ("advice", _) => read_as::<Advice>(name, page),
        ("forms", _) => read_as::<Form>(name, page),
        ("frameworks", _) => read_as::<Framework>(name, page),
        ("mappings", _) => read_as::<Mapping>(name, page),
        ("policies", _) => read_as::<Policy>(name, page),
        ("process", _) => read_as::<Process>(name, page),
        ("profiles", _) => read_as::<Profile>(name, page),
        ("requirements", _) => read_as::<RequirementSet>(name, page),
        ("risks", _) => read_as::<CapabilityRisks>(name, page),
        ("scales", _) => read_as::<Scale>(name, page),
        ("traits", _) => read_as::<Trait>(name, page),
        _ => {
            page.fault(0, "the catalogue has no part at this place");
            Some(())
        }
    }
}

fn read_as<P: Part>(name: &str, page: &Page<'_>) -> Option<()> {
    let wanted = P::read(page)?.file_name();
    if !wanted.is_empty() && wanted != name {
        page.fault(0, format!("by what it says, this file must be called {wanted}.toml"));
    }
    Some(())
}
