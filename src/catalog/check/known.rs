//! What the files of a catalogue define for each other, and whether each name they use is defined.

use std::collections::HashMap;

use crate::catalog::{
    checks::CHECKS,
    files::File,
    folder_and_name,
    kinds::PRODUCT_KINDS,
    page::{Kind, Link, Named, Page},
};

/// The names of a catalogue, each with the last place that defines it.
pub(super) struct Known<'k, 't> {
    pages: &'k [(&'k File, Page<'t>)],
    unread: &'k [&'k File],
    defined: HashMap<(Kind, String), Place>,
}

/// A page and an offset in it.
#[derive(Debug, Clone, Copy)]
struct Place {
    page: usize,
    at: usize,
}

impl<'k, 't> Known<'k, 't> {
    pub(super) fn of(pages: &'k [(&'k File, Page<'t>)], unread: &'k [&'k File]) -> Self {
        let mut defined = HashMap::new();
        for (place, (_, page)) in pages.iter().enumerate() {
            for Named { kind, name } in page.definitions() {
                let before = defined.insert((kind, name.value.clone()), Place { page: place, at: name.at });
                // Other names stand in one file, or are told apart by their file's.
                if kind == Kind::Requirement && before.is_some() {
                    page.fault(name.at, format!("the requirement {} is already there", name.value));
                }
            }
        }
        Self { pages, unread, defined }
    }

    /// Looks up every name that a file uses.
    pub(super) fn check(&self) {
        for (file, page) in self.pages {
            for Named { kind, name } in page.references() {
                if !self.knows(kind, &name.value) {
                    page.fault(name.at, self.unknown(kind, &name.value));
                }
            }
            if matches!(folder_and_name(&file.path), Some(("profiles", _))) {
                self.profile_is_complete(page);
            }
        }
        self.circles();
    }

    /// Keeps a fault where a name is defined.
    pub(super) fn fault_at(&self, kind: Kind, name: &str, what: impl Into<String>) {
        if let Some(place) = self.defined.get(&(kind, name.to_owned())) {
            self.pages[place.page].1.fault(place.at, what);
        }
    }

    /// Keeps a fault where a file of this path first uses a name of this kind.
    pub(super) fn fault_in(&self, path: &str, kind: Kind, what: impl Into<String>) {
        if let Some((_, page)) = self.pages.iter().find(|(file, _)| file.path == path) {
            let at = page.references().iter().find(|used| used.kind == kind).map_or(0, |used| used.name.at);
            page.fault(at, what);
        }
    }

    /// Whether some file defines the name. While a file that could define it is unreadable, that is not doubted.
    fn knows(&self, kind: Kind, name: &str) -> bool {
        let home = match kind {
            Kind::Check => return CHECKS.contains(&name),
            Kind::Capability => "capabilities.toml",
            Kind::Control => "controls.toml",
            Kind::Item | Kind::FormItem | Kind::Form => "forms/",
            Kind::Scale => "scales/",
            Kind::Trait => "traits/",
            Kind::Framework | Kind::FrameworkControl => "frameworks/",
            Kind::Standard => "standards.toml",
            Kind::Product => "profiles/",
            Kind::Risk | Kind::Section | Kind::Band | Kind::Withdrawn | Kind::Requirement => return true,
        };
        self.defined.contains_key(&(kind, name.to_owned()))
            || (kind == Kind::Product && PRODUCT_KINDS.iter().any(|(known, _)| *known == name))
            || self.unread.iter().any(|file| file.path.starts_with(home))
    }

    fn unknown(&self, kind: Kind, name: &str) -> String {
        match (kind, name.split_once(':')) {
            (Kind::FrameworkControl, Some((framework, id))) => {
                if self.defined.contains_key(&(Kind::Withdrawn, name.to_owned())) {
                    format!("{framework} has withdrawn {id}")
                } else {
                    format!("the framework {framework} has no control {id:?}")
                }
            }
            (Kind::FormItem, Some((form, id))) => format!("the form {form} has no item {id:?}"),
            (Kind::Check, _) => format!("riskward has no check {name:?}"),
            _ => format!("the catalogue has no {} {name:?}", kind.label()),
        }
    }

    fn profile_is_complete(&self, page: &Page<'_>) {
        let named = page.references();
        let mut codes: Vec<&String> =
            self.defined.keys().filter(|(kind, _)| *kind == Kind::Capability).map(|(_, code)| code).collect();
        codes.sort();
        for code in codes {
            if !named.iter().any(|used| used.kind == Kind::Capability && used.name.value == *code) {
                page.fault(0, format!("the profile says nothing of {code}"));
            }
        }
    }

    /// What leads back to itself, by whatever way.
    fn circles(&self) {
        let mut next: HashMap<(Kind, String), (usize, Link)> = HashMap::new();
        for (place, (_, page)) in self.pages.iter().enumerate() {
            for link in page.links() {
                let from = (link.kind, link.from.clone());
                // What an overlay replaces leads nowhere any more.
                if self.defined.get(&from).is_some_and(|defined| defined.page == place) {
                    next.insert(from, (place, link));
                }
            }
        }
        for (start, (place, first)) in &next {
            let mut at = first;
            for _ in 0..next.len() {
                if at.to.value == start.1 {
                    let what = format!("{} leads back to itself", start.1);
                    self.pages[*place].1.fault(first.to.at, what);
                    break;
                }
                match next.get(&(start.0, at.to.value.clone())) {
                    Some((_, link)) => at = link,
                    None => break,
                }
            }
        }
    }
}
