//! Which entries of the shelf of standards stand beside an assessment.

use crate::catalog::standards::Standard;

/// What brings standards to an assessment.
#[derive(Debug, Clone, Copy)]
pub struct Bringing<'b> {
    /// The kind of product: `pacs`.
    pub kind: &'b str,
    /// The traits of its placements.
    pub traits: &'b [String],
    /// The capabilities that its risks come from.
    pub capabilities: &'b [String],
}

/// One entry, and what brings it, in words: `every assessment`, `remote-service`, `risks of RMOT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought<'s> {
    /// The entry.
    pub standard: &'s Standard,
    /// What brings it.
    pub by: Vec<String>,
}

/// The entries that an assessment brings, in the order of the shelf: those that are for all, and those whose kind of
/// product, trait or capability with a risk it has. Source: the shelf's own fields.
pub fn brought<'s>(shelf: &'s [Standard], bringing: Bringing<'_>) -> Vec<Brought<'s>> {
    let by = |standard: &Standard| {
        let mut by = Vec::new();
        if standard.is_for_all() {
            by.push("every assessment".to_owned());
        }
        by.extend(standard.kinds.iter().filter(|kind| *kind == bringing.kind).cloned());
        by.extend(standard.traits.iter().filter(|id| bringing.traits.contains(id)).cloned());
        let risky = standard.capabilities.iter().filter(|code| bringing.capabilities.contains(code));
        by.extend(risky.map(|code| format!("risks of {code}")));
        by
    };
    let all = shelf.iter().map(|standard| Brought { standard, by: by(standard) });
    all.filter(|brought| !brought.by.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::standards::Standards;

    fn shelf() -> Vec<Standard> {
        let entry = |id: &str, brings: &str| {
            format!(
                "[[standard]]\nid = \"{id}\"\ntitle = \"{id}\"\nabout = \"What it is for, in words of our own, at some length.\"\n\
                 edition = \"2020\"\nstatus = \"current\"\nused_for = \"Where riskward uses it, in words of our own.\"\n\
                 verified = false\n{brings}\n"
            )
        };
        let text = format!(
            "version = \"1\"\nbasis = \"Made up for this very test, and for nothing else.\"\n{}{}{}",
            entry("all", ""),
            entry("remote", "capabilities = [\"RMOT\"]\ntraits = [\"remote-service\"]"),
            entry("records", "kinds = [\"ehr-interface\"]"),
        );
        Standards::parse("standards.toml", &text).unwrap().standards
    }

    fn told(kind: &str, traits: &[&str], capabilities: &[&str]) -> Vec<String> {
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let (traits, capabilities) = (owned(traits), owned(capabilities));
        let bringing = Bringing { kind, traits: &traits, capabilities: &capabilities };
        brought(&shelf(), bringing)
            .iter()
            .map(|one| format!("{} by {}", one.standard.id, one.by.join(", ")))
            .collect()
    }

    #[test]
    fn kind_traits_and_capabilities_with_risks_bring_standards() {
        assert_eq!(told("pacs", &["networked"], &["MLDP"]), ["all by every assessment"]);
        assert_eq!(
            told("ehr-interface", &["remote-service"], &["MLDP", "RMOT"]),
            [
                "all by every assessment",
                "remote by remote-service, risks of RMOT",
                "records by ehr-interface"
            ]
        );
    }
}
