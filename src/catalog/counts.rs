//! How much a catalogue holds.

use super::Catalogue;

impl Catalogue {
    /// What it holds, each part with its number and more about it: `items`, 280, `mds2-2019 240, hdo-minimum 40`.
    pub fn counts(&self) -> Vec<Count> {
        let listed = |parts: Vec<(&str, usize)>| -> String {
            parts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
        };
        let names = |ids: Vec<&str>| ids.join(", ");
        let items: Vec<(&str, usize)> =
            self.forms().map(|form| (form.id.as_str(), form.items.len())).collect();
        let frameworks: Vec<(&str, usize)> = self
            .frameworks()
            .map(|framework| (framework.id.as_str(), framework.controls().count()))
            .collect();
        let mappings: Vec<(&str, usize)> =
            self.mappings().map(|mapping| (mapping.framework.as_str(), mapping.len())).collect();
        let regions = self.requirement_sets().filter(|set| set.kind == super::requirements::SetKind::Region);
        let hospital =
            self.requirement_sets().filter(|set| set.kind == super::requirements::SetKind::Hospital);
        let requirements: Vec<(&str, usize)> =
            self.requirement_sets().map(|set| (set.id.as_str(), set.requirements.len())).collect();
        let risks = self.capabilities().iter().filter_map(|capability| self.risks_for(&capability.code));
        let sum = |parts: &[(&str, usize)]| parts.iter().map(|(_, count)| count).sum::<usize>();
        let (regions, hospital): (Vec<&str>, Vec<&str>) =
            (regions.map(|set| set.id.as_str()).collect(), hospital.map(|set| set.id.as_str()).collect());
        vec![
            Count::of("capabilities", self.capabilities().len(), String::new()),
            Count::of("forms", items.len(), names(items.iter().map(|(id, _)| *id).collect())),
            Count::of("items", sum(&items), listed(items)),
            Count::of(
                "profiles",
                self.profiles().count(),
                names(self.profiles().map(|p| p.id.as_str()).collect()),
            ),
            Count::of("traits", self.traits().count(), names(self.traits().map(|t| t.id.as_str()).collect())),
            Count::of("risk templates", risks.map(|part| part.risks.len()).sum(), String::new()),
            Count::of("controls", self.controls().len(), String::new()),
            Count::of("frameworks", frameworks.len(), listed(frameworks)),
            Count::of("mappings", sum(&mappings), listed(mappings)),
            Count::of("regions", regions.len(), names(regions)),
            Count::of("hospital specifications", hospital.len(), names(hospital)),
            Count::of("requirements", sum(&requirements), listed(requirements)),
            Count::of("standards", self.standards().len(), String::new()),
            Count::of("scales", self.scales().count(), names(self.scales().map(|s| s.id.as_str()).collect())),
        ]
    }
}

/// How many of a kind a catalogue holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// `items`
    pub what: &'static str,
    /// How many.
    pub count: usize,
    /// Which, or how they are spread; may be empty.
    pub which: String,
}

impl Count {
    fn of(what: &'static str, count: usize, which: String) -> Self {
        Self { what, count, which }
    }
}
