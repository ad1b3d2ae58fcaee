//! Hand-made entries of a catalogue: a capability, a risk, controls and a framework.

use riskward::workbench::questions::catalogue::{About, Entry, EntryKind, EntryWhole, Lead, Section, Told};

fn section(head: &'static str, texts: &[&str]) -> Section {
    let told = texts.iter().map(|text| Told { text: (*text).to_owned(), lead: None });
    Section { head, told: told.collect() }
}

fn leading(head: &'static str, text: &str, lead: Lead) -> Section {
    Section { head, told: vec![Told { text: text.to_owned(), lead: Some(lead) }] }
}

fn to(kind: EntryKind, id: &str) -> Lead {
    Lead::Entry(kind, id.to_owned())
}

pub(crate) fn entries() -> Vec<Entry> {
    let basis = section(
        "Basis",
        &["The project's own judgement, not validated in a hospital: an editable suggestion."],
    );
    vec![
        Entry::new(
            EntryKind::Capability,
            "MLDP",
            "Malware detection/protection",
            vec![
                section("Clause", &["IEC TS 81001-2-2:2025, 7.11"]),
                section(
                    "Goal",
                    &[
                        "Malicious software is kept from running, or is found and stopped before it does harm.",
                    ],
                ),
                section(
                    "Look for",
                    &[
                        "Which protection is installed, and who updates it",
                        "What to do where none is allowed",
                    ],
                ),
                leading("Related", "CSUP Cybersecurity product upgrades", to(EntryKind::Capability, "CSUP")),
                basis.clone(),
            ],
        ),
        Entry::new(
            EntryKind::Risk,
            "MLDP-T1",
            "The product is encrypted and care waits for it",
            vec![
                section(
                    "Situation",
                    &["The unit does not start, at the console and for everybody who waits for its images"],
                ),
                section(
                    "Causes",
                    &["Ransomware spreads from ordinary PCs", "No protection is possible on the product"],
                ),
                leading("Controls", "CC-SEG Network segmentation", to(EntryKind::Control, "CC-SEG")),
                basis.clone(),
            ],
        ),
        Entry::new(
            EntryKind::Control,
            "CC-SEG",
            "Network segmentation",
            vec![
                section(
                    "What",
                    &[
                        "The product stands in a network of its own, and a firewall lets through what it needs.",
                    ],
                ),
                section(
                    "Does not",
                    &["It does not stop what comes in on a stick, or by a connection that is let through."],
                ),
                section("In place?", &["Compare the rules of the firewall with the list of connections."]),
                basis.clone(),
            ],
        ),
        Entry::new(EntryKind::Control, "CC-SCAN", "Scan of removable media 医療", vec![basis.clone()]),
        Entry::new(
            EntryKind::FrameworkControl,
            "nist-800-53r5:SC-7",
            "Boundary Protection",
            vec![section("Family", &["System and Communications Protection"]), basis],
        ),
    ]
}

pub(crate) fn whole(about: &About) -> EntryWhole {
    let address = match about {
        About::Entry(kind, id) => format!("{kind}/{id}"),
        About::Thing(_) => "control/CC-SEG".to_owned(),
    };
    let entry = entries().into_iter().find(|entry| entry.address() == address).unwrap();
    let mut sections = entry.sections;
    sections.push(leading(
        "References",
        "nist-800-53r5 SC-7 Boundary Protection: primary; the project's judgement, medium confidence",
        to(EntryKind::FrameworkControl, "nist-800-53r5:SC-7"),
    ));
    EntryWhole {
        what: match about {
            About::Entry(kind, _) => riskward::domain::word::Word::label(*kind).to_owned(),
            About::Thing(reference) => format!("what the catalogue knows of {reference}"),
        },
        about: about.clone(),
        title: format!("{} {}", entry.id, entry.title),
        sections,
        used: leading("Used by", "C-003 Segment VLAN 212", Lead::Control("C-003".into())),
    }
}
