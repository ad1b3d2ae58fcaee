//! Where an entry leads in the catalogue, and what leads to it: mappings with their grounds, suggestions, answers.

use super::{
    EntryKind, Lead, Section,
    fields::{capability_name, control_name, to_entries},
};
use crate::{
    catalog::{
        Catalogue,
        frameworks::full_id,
        mappings::MappingRow,
        references::{LeadsHere, Reference},
        risks::CapabilityRisks,
    },
    domain::word::Word as _,
};

/// Told above references, so that nobody takes them for a framework's own table.
const WHOSE: &str =
    "Riskward's mapping, each row with its ground; no row is a table of the framework's or a standard's.";

/// A control of a framework that a capability or a control leads to, with what that rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkReference {
    /// The framework's id.
    pub framework: String,
    /// The framework's name.
    pub framework_title: String,
    /// The framework's id of its control.
    pub control: String,
    /// The control's short title; empty where nothing knows it.
    pub title: String,
    /// `primary` or `secondary`; empty where nobody said.
    pub relation: String,
    /// `judgement`, `public_source`, `disclosure`; `register` for what stands with the control in this register.
    pub basis: String,
    /// The source, where it rests on one.
    pub source: String,
    /// `high`, `medium` or `low`; empty where nobody said.
    pub confidence: String,
    /// What it rests on, in words.
    pub grounds: String,
}

impl FrameworkReference {
    /// `nist-800-53r5:SC-7`
    pub fn full_id(&self) -> String {
        full_id(&self.framework, &self.control)
    }

    /// `nist-800-53r5 SC-7 Boundary Protection: primary; the project's judgement, medium confidence`
    pub fn told(&self) -> String {
        // where a framework numbers nothing, its ids are the titles
        let untitled = self.title.is_empty() || self.title == self.control;
        let title = if untitled { String::new() } else { format!(" {}", self.title) };
        let relation = if self.relation.is_empty() { String::new() } else { format!("{}; ", self.relation) };
        format!("{} {}{title}: {relation}{}", self.framework, self.control, self.grounds)
    }

    fn of(reference: &Reference<'_>) -> Self {
        let row = reference.row;
        Self {
            framework: reference.framework.to_owned(),
            framework_title: reference.framework_title.to_owned(),
            control: reference.control.to_owned(),
            title: reference.title.to_owned(),
            relation: row.relation.word().to_owned(),
            basis: row.basis.word().to_owned(),
            source: row.source.clone(),
            confidence: row.confidence.word().to_owned(),
            grounds: row.grounds(),
        }
    }

    /// A reference that stands with a control in the register and in no row of a mapping.
    pub(super) fn kept(catalogue: &Catalogue, id: &str) -> Self {
        let (framework, control) = id.split_once(':').unwrap_or(("", id));
        let title = |title: &str| title.to_owned();
        Self {
            framework: framework.to_owned(),
            framework_title: catalogue
                .framework(framework)
                .map_or_else(|| title(framework), |one| title(&one.title)),
            control: control.to_owned(),
            title: catalogue.framework_control(id).map(|one| title(&one.title)).unwrap_or_default(),
            relation: String::new(),
            basis: "register".to_owned(),
            source: String::new(),
            confidence: String::new(),
            grounds: "written with the control in this register".to_owned(),
        }
    }
}

/// Where a capability leads.
pub(in crate::workbench) fn of_capability(catalogue: &Catalogue, code: &str) -> Vec<FrameworkReference> {
    catalogue.references_of_capability(code).iter().map(FrameworkReference::of).collect()
}

/// Where a control leads: by its template, and by what stands with it in the register.
pub(in crate::workbench) fn of_control(
    catalogue: &Catalogue,
    template: &str,
    kept: &[String],
) -> Vec<FrameworkReference> {
    let mut found: Vec<FrameworkReference> =
        catalogue.references_of_control(template).iter().map(FrameworkReference::of).collect();
    let own = kept.iter().filter(|id| !found.iter().any(|known| known.full_id() == **id));
    let own: Vec<FrameworkReference> = own.map(|id| FrameworkReference::kept(catalogue, id)).collect();
    found.extend(own);
    found
}

/// References as a section, each leading to its control.
pub(super) fn references(head: &'static str, references: &[FrameworkReference]) -> Section {
    let rows =
        references.iter().map(|one| (one.told(), Lead::Entry(EntryKind::FrameworkControl, one.full_id())));
    let mut section = Section::leading(head, rows);
    if !section.told.is_empty() {
        section.told.insert(0, WHOSE.to_owned().into());
    }
    section
}

/// What leads from an entry and to it.
pub(super) fn sections(catalogue: &Catalogue, kind: EntryKind, id: &str) -> Vec<Section> {
    let found = match kind {
        EntryKind::Capability => capability(catalogue, id),
        EntryKind::Risk => {
            let code = id.split('-').next().unwrap_or_default();
            let standards = standards(catalogue, code);
            vec![standards, references("References", &of_capability(catalogue, code))]
        }
        EntryKind::Control => control(catalogue, id),
        EntryKind::Framework => catalogue.framework(id).map_or_else(Vec::new, |framework| {
            let controls = framework.controls().map(|control| {
                let full = full_id(id, &control.id);
                (format!("{} {}", control.id, control.title), Lead::Entry(EntryKind::FrameworkControl, full))
            });
            let mapping = catalogue
                .mapping(id)
                .map(|_| (format!("the mapping into {id}"), Lead::Entry(EntryKind::Mapping, id.to_owned())));
            vec![Section::leading("Mapping", mapping), Section::leading("Controls", controls)]
        }),
        EntryKind::FrameworkControl => led_to(catalogue, id),
        EntryKind::Mapping => mapping(catalogue, id),
        _ => Vec::new(),
    };
    found.into_iter().filter(|section| !section.told.is_empty()).collect()
}

fn standards(catalogue: &Catalogue, code: &str) -> Section {
    let cited = catalogue.standards().iter().filter(|one| one.capabilities.iter().any(|cited| cited == code));
    let cited = cited.map(|one| {
        (format!("{}, {}", one.title, one.edition), Lead::Entry(EntryKind::Standard, one.id.clone()))
    });
    Section::leading("Standards", cited)
}

fn capability(catalogue: &Catalogue, code: &str) -> Vec<Section> {
    let part = catalogue.risks_for(code);
    let risks = part
        .iter()
        .flat_map(|part| &part.risks)
        .map(|risk| (format!("{} {}", risk.id, risk.title), Lead::Entry(EntryKind::Risk, risk.id.clone())));
    let asked = catalogue.requirement_sets().flat_map(|set| {
        set.requirements.iter().filter(|one| one.capability == code).map(move |one| {
            let text = format!("{} {} [{}]", one.id, one.title, set.reference(one));
            (text, Lead::Entry(EntryKind::Requirements, set.id.clone()))
        })
    });
    vec![
        Section::leading("Risks", risks),
        Section::leading("Answers", part.into_iter().flat_map(|part| answers(catalogue, part))),
        Section::of("No order 1", part.and_then(|part| part.no_order_1.clone())),
        Section::leading("Asked for", asked),
        standards(catalogue, code),
        references("References", &of_capability(catalogue, code)),
    ]
}

/// How controls answer a gap.
fn answers(catalogue: &Catalogue, part: &CapabilityRisks) -> Vec<(String, Lead)> {
    let answer = |answer: &crate::catalog::risks::GapAnswer| {
        let name = control_name(catalogue, &answer.control).unwrap_or_default();
        let when = answer.when.as_ref().map(|when| format!(" Only with {when}.")).unwrap_or_default();
        let text = format!("{} {name}: {}{when}", answer.control, answer.application);
        (text, Lead::Entry(EntryKind::Control, answer.control.clone()))
    };
    part.answers.iter().map(answer).collect()
}

fn control(catalogue: &Catalogue, id: &str) -> Vec<Section> {
    let parts: Vec<&CapabilityRisks> =
        catalogue.capabilities().iter().filter_map(|one| catalogue.risks_for(&one.code)).collect();
    let answered = parts.iter().flat_map(|part| {
        part.answers.iter().filter(|answer| answer.control == id).map(|answer| {
            let name = capability_name(catalogue, &part.capability).unwrap_or_default();
            let text = format!("{} {name}: {}", part.capability, answer.application);
            (text, Lead::Entry(EntryKind::Capability, part.capability.clone()))
        })
    });
    let risks = parts.iter().flat_map(|part| &part.risks);
    let lead = |risk: &crate::catalog::risks::RiskTemplate| {
        (format!("{} {}", risk.id, risk.title), Lead::Entry(EntryKind::Risk, risk.id.clone()))
    };
    let eases = risks.clone().filter(|risk| risk.controls.iter().any(|one| one == id)).map(lead);
    let brings = risks.filter(|risk| risk.from_controls.iter().any(|one| one == id)).map(lead);
    vec![
        Section::leading("Answers", answered),
        Section::leading("Eases", eases),
        Section::leading("Brings", brings),
        references("References", &of_control(catalogue, id, &[])),
    ]
}

fn led_to(catalogue: &Catalogue, full: &str) -> Vec<Section> {
    let Some((framework, id)) = full.split_once(':') else { return Vec::new() };
    let text = |row: &MappingRow, name: Option<String>| {
        format!("{} {}: {}; {}", row.from, name.unwrap_or_default(), row.relation.label(), row.grounds())
    };
    let led = catalogue.leads_to(framework, id).into_iter().map(|leads| match leads {
        LeadsHere::Capability(row) => (
            text(row, capability_name(catalogue, &row.from)),
            Lead::Entry(EntryKind::Capability, row.from.clone()),
        ),
        LeadsHere::Control(row) => {
            (text(row, control_name(catalogue, &row.from)), Lead::Entry(EntryKind::Control, row.from.clone()))
        }
    });
    let mut section = Section::leading("Led to by", led);
    if !section.told.is_empty() {
        section.told.insert(0, WHOSE.to_owned().into());
    }
    vec![section]
}

fn mapping(catalogue: &Catalogue, framework: &str) -> Vec<Section> {
    let Some(mapping) = catalogue.mapping(framework) else { return Vec::new() };
    let rows = |head, kind, rows: &[MappingRow]| {
        let told = rows.iter().map(|row| {
            let ground = format!("{}; {}", row.relation.label(), row.grounds());
            (format!("{}: {} ({ground})", row.from, row.to.join(", ")), Lead::Entry(kind, row.from.clone()))
        });
        Section::leading(head, told)
    };
    let into = [framework.to_owned()];
    vec![
        Section::of("Whose", [WHOSE]),
        Section::leading(
            "Framework",
            to_entries(EntryKind::Framework, &into, |id| {
                catalogue.framework(id).map(|one| one.title.clone())
            }),
        ),
        rows("Capability", EntryKind::Capability, &mapping.capabilities),
        rows("Control", EntryKind::Control, &mapping.controls),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::questions::catalogue::{Entry, entries, named, whole};

    const CAPABILITIES: &str = "version = \"1\"\nbasis = \"made up\"\n[[capability]]\ncode = \"ALOF\"\nname = \"Logoff\"\n\
        group = \"security_capability\"\nclause = \"c\"\ngoal = \"The goal\"\nuser_need = \"u\"\nlook_for = [\"l\"]\n\
        responsibility = \"shared\"\nrelated = []\n[capability.attributes]\nconfidentiality = \"primary\"\n";
    const FRAMEWORK: &str = "version = \"1\"\nid = \"nist\"\ntitle = \"A framework\"\nedition = \"2025\"\n\
        basis = \"Ids and titles typed for a test of references\"\n[[family]]\ntitle = \"Access\"\n[family.controls]\n\
        \"AC-1\" = \"Policy\"\n\"AC-11\" = \"Lock\"\n";
    const MAPPING: &str = "version = \"1\"\nframework = \"nist\"\nbasis = \"Rows typed for a test of references, by nobody\"\n\
        [[capability]]\nfrom = \"ALOF\"\nto = [\"AC-1\"]\nrelation = \"secondary\"\nbasis = \"judgement\"\nconfidence = \"low\"\n\
        [[capability]]\nfrom = \"ALOF\"\nto = [\"AC-11\"]\nrelation = \"primary\"\nbasis = \"public_source\"\n\
        source = \"a paper\"\nconfidence = \"high\"\n\
        [[control]]\nfrom = \"CC-ONE\"\nto = [\"AC-11\"]\nrelation = \"primary\"\nbasis = \"judgement\"\nconfidence = \"medium\"\n";

    fn catalogue() -> Catalogue {
        let files = [
            ("capabilities.toml", CAPABILITIES),
            ("frameworks/nist.toml", FRAMEWORK),
            ("mappings/nist.toml", MAPPING),
        ];
        Catalogue::from_files("catalog", files)
    }

    #[test]
    fn a_reference_tells_title_relation_ground_and_source_the_primary_first() {
        let told: Vec<String> =
            of_capability(&catalogue(), "ALOF").iter().map(FrameworkReference::told).collect();
        assert_eq!(
            told,
            [
                "nist AC-11 Lock: primary; a public source: a paper, high confidence",
                "nist AC-1 Policy: secondary; the project's judgement, low confidence",
            ]
        );
    }

    #[test]
    fn what_stands_with_a_control_and_in_no_mapping_says_so() {
        let kept = ["nist:AC-11".to_owned(), "nist:AC-1".to_owned(), "own 7".to_owned()];
        let found = of_control(&catalogue(), "CC-ONE", &kept);
        let told: Vec<String> = found.iter().map(FrameworkReference::told).collect();
        assert_eq!(told[0], "nist AC-11 Lock: primary; the project's judgement, medium confidence");
        assert_eq!(told[1], "nist AC-1 Policy: written with the control in this register");
        assert_eq!(
            (found.len(), found[2].control.as_str(), found[2].basis.as_str()),
            (3, "own 7", "register")
        );
    }

    #[test]
    fn references_are_never_shown_without_saying_whose_they_are() {
        let catalogue = catalogue();
        for (name, head) in
            [("ALOF", "References"), ("framework-control/nist:ac-11", "Led to by"), ("mapping/nist", "Whose")]
        {
            let (entry, _) = named(&catalogue, name).unwrap();
            let whole = whole(&catalogue, &entry);
            let section = whole.sections.iter().find(|section| section.head == head).unwrap();
            assert_eq!(section.told[0].text, WHOSE, "{name}");
        }
    }

    #[test]
    fn the_basis_comes_last_and_heads_fit_their_column() {
        let catalogue = catalogue();
        for entry in entries(&catalogue) {
            let whole = whole(&catalogue, &entry);
            assert_eq!(
                whole.sections.last().map(|section| section.head),
                Some("Basis"),
                "{}",
                entry.address()
            );
            assert!(whole.sections.iter().all(|section| section.head.len() <= 11), "{}", entry.address());
        }
    }

    #[test]
    fn entries_are_found_by_words_over_id_title_and_text() {
        let catalogue = catalogue();
        let found = |words: &str| -> Vec<String> {
            entries(&catalogue).iter().filter(|entry| entry.has(words)).map(Entry::address).collect()
        };
        assert_eq!(found("goal LOGOFF"), ["capability/ALOF"]);
        assert_eq!(found("ac-11 lock"), ["framework-control/nist:AC-11"]);
        assert!(found("nowhere").is_empty());
        let (first, others) = named(&catalogue, "nist").unwrap();
        assert_eq!((first.address(), others), ("framework/nist".to_owned(), vec!["mapping/nist".to_owned()]));
        assert!(named(&catalogue, "nothing").is_err());
    }
}
