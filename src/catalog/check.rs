//! The check of a whole catalogue: every fault of every file, and what only shows across files.

use super::{
    advice::Advice,
    capabilities::Capabilities,
    controls::Controls,
    fault::Fault,
    files::File,
    folder_and_name,
    forms::Form,
    frameworks::Framework,
    kinds::PRODUCT_KINDS,
    mappings::Mapping,
    page::{Kind, Page, Part},
    policies::Policy,
    process::Process,
    profiles::Profile,
    requirements::RequirementSet,
    risks::CapabilityRisks,
    scales::Scale,
    standards::Standards,
    traits::Trait,
};

/// Every fault, in the order of the files and their lines.
pub(super) fn check(files: &[File]) -> Vec<Fault> {
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
    let known = Known { pages: &pages, unread: &unread };
    for (file, page) in &pages {
        known.look_up(page);
        match folder_and_name(&file.path) {
            Some(("", "capabilities")) => each_has_risks(files, page),
            Some(("profiles", _)) => known.profile_is_complete(page),
            _ => {}
        }
    }
    for (_, page) in &pages {
        faults.extend(page.faults());
        faults.extend(page.thin_texts());
    }
    faults.sort();
    faults
}

/// What a catalogue cannot do without.
fn missing(files: &[File]) -> Vec<Fault> {
    let has = |wanted: &str| files.iter().any(|file| file.path.starts_with(wanted));
    ["capabilities.toml", "controls.toml", "forms/", "scales/", "process/", "policies/"]
        .into_iter()
        .filter(|wanted| !has(wanted))
        .map(|wanted| Fault { file: wanted.to_owned(), line: 1, what: "the catalogue lacks this".to_owned() })
        .collect()
}

/// Reads a file as the part that its place says it is; nothing if it could not be read at all.
fn read(file: &File, page: &Page<'_>) -> Option<()> {
    let (folder, name) = folder_and_name(&file.path)?;
    match (folder, name) {
        ("", "capabilities") => read_as::<Capabilities>(name, page),
        ("", "controls") => read_as::<Controls>(name, page),
        ("risks", _) => read_as::<CapabilityRisks>(name, page),
        ("forms", _) => read_as::<Form>(name, page),
        ("scales", _) => read_as::<Scale>(name, page),
        ("profiles", _) => read_as::<Profile>(name, page),
        ("process", _) => read_as::<Process>(name, page),
        ("policies", _) => read_as::<Policy>(name, page),
        ("", "standards") => read_as::<Standards>(name, page),
        ("traits", _) => read_as::<Trait>(name, page),
        ("frameworks", _) => read_as::<Framework>(name, page),
        ("mappings", _) => read_as::<Mapping>(name, page),
        ("requirements", _) => read_as::<RequirementSet>(name, page),
        ("advice", _) => read_as::<Advice>(name, page),
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

fn each_has_risks(files: &[File], page: &Page<'_>) {
    for capability in page.definitions() {
        let path = format!("risks/{}.toml", capability.name.value.to_lowercase());
        if !files.iter().any(|file| file.path == path) {
            page.fault(capability.name.at, format!("{} has no {path}", capability.name.value));
        }
    }
}

/// What the files of a catalogue define for each other.
struct Known<'k, 't> {
    pages: &'k [(&'k File, Page<'t>)],
    unread: &'k [&'k File],
}

impl Known<'_, '_> {
    /// Whether some file defines the name. While a file that could define it is unreadable, that is not doubted.
    fn knows(&self, kind: Kind, name: &str) -> bool {
        let home = match kind {
            Kind::Capability => "capabilities.toml",
            Kind::Control => "controls.toml",
            Kind::Item | Kind::FormItem | Kind::Form => "forms/",
            Kind::Scale => "scales/",
            Kind::Trait => "traits/",
            Kind::Framework | Kind::FrameworkControl => "frameworks/",
            Kind::Standard => "standards.toml",
            Kind::ProductKind if PRODUCT_KINDS.iter().any(|(kind, _)| *kind == name) => return true,
            Kind::ProductKind => "profiles/",
            Kind::Risk | Kind::Section | Kind::Band | Kind::Withdrawn | Kind::Requirement => return true,
        };
        self.unread.iter().any(|file| file.path.starts_with(home))
            || self.pages.iter().any(|(_, page)| page.defines(kind, name))
    }

    fn look_up(&self, page: &Page<'_>) {
        for reference in page.references() {
            let name = &reference.name.value;
            if !self.knows(reference.kind, name) {
                let kind = reference.kind.label();
                page.fault(reference.name.at, format!("the catalogue has no {kind} {name:?}"));
            }
        }
    }

    fn profile_is_complete(&self, page: &Page<'_>) {
        let named = page.references();
        for capability in self.pages.iter().flat_map(|(_, other)| other.definitions()) {
            if capability.kind == Kind::Capability
                && !named.iter().any(|reference| reference.name.value == capability.name.value)
            {
                page.fault(0, format!("the profile says nothing of {}", capability.name.value));
            }
        }
    }
}
