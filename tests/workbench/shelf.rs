//! The catalogue to read in: what it says of a thing in the register, and where an entry is used there.

use riskward::workbench::questions::catalogue::{About, EntryKind, EntryWhole, Lead, Section};

use crate::register::{Register, with};

fn of(register: &Register, about: &About) -> EntryWhole {
    register.workbench.catalogue_entry(about).unwrap()
}

fn thing(register: &Register, reference: &str) -> EntryWhole {
    of(register, &About::Thing(reference.to_owned()))
}

fn entry(register: &Register, kind: EntryKind, id: &str) -> EntryWhole {
    of(register, &About::Entry(kind, id.to_owned()))
}

fn section<'e>(whole: &'e EntryWhole, head: &str) -> &'e Section {
    whole.sections.iter().find(|section| section.head == head).unwrap_or_else(|| panic!("{head}: {whole:?}"))
}

/// A template leads to what was made from it, and what was made from it leads to the template.
#[test]
fn an_entry_tells_where_it_is_used() {
    let register = with("infusion-pump");
    let list = register.workbench.controls().unwrap();
    let made = list.iter().find_map(|line| {
        let control = register.workbench.control(&line.reference).unwrap().control.value;
        (!control.template.is_empty()).then_some(control)
    });
    let control = made.unwrap();
    let used = entry(&register, EntryKind::Control, &control.template).used;
    assert!(
        used.told.iter().any(|told| told.lead == Some(Lead::Control(control.reference.clone()))),
        "{used:?}"
    );
    assert!(thing(&register, &control.reference).title.starts_with(&control.template));

    let risks = entry(&register, EntryKind::Capability, "MLDP").used;
    assert!(
        risks
            .told
            .iter()
            .all(|told| matches!(&told.lead, Some(Lead::Risk(risk)) if risk.starts_with("ip3/R-")))
    );
    assert!(!risks.told.is_empty());
}

/// A scale, a form, a profile and a process tell the assessments that work with them, by their digests.
#[test]
fn parts_tell_the_assessments_that_work_with_them() {
    let register = with("infusion-pump");
    for (kind, id) in [
        (EntryKind::Scale, "med-5x5"),
        (EntryKind::Form, "mds2-2019"),
        (EntryKind::Profile, "infusion-pump"),
        (EntryKind::Process, "iec-80001-1"),
    ] {
        let used = entry(&register, kind, id).used;
        assert_eq!(used.told.len(), 1, "{id}");
        assert_eq!(used.told[0].lead, Some(Lead::Assessment("ip3".to_owned())), "{id}");
        assert!(used.told[0].text.ends_with(": as the catalogue has it"), "{:?}", used.told);
    }
    assert!(entry(&register, EntryKind::Profile, "pacs").used.told.is_empty());
}

/// Traits tell where they hold, standards where they are brought, sets where they are asked once they are adopted.
#[test]
fn traits_standards_and_sets_tell_where_they_are_used() {
    let mut register = with("infusion-pump");
    let told = |register: &Register, kind, id: &str| -> Vec<String> {
        let used = entry(register, kind, id).used;
        assert!(
            used.told.iter().all(|told| told.lead == Some(Lead::Assessment("ip3".to_owned()))),
            "{used:?}"
        );
        used.told.into_iter().map(|told| told.text).collect()
    };
    let networked = told(&register, EntryKind::Trait, "networked");
    assert_eq!(networked.len(), 1, "{networked:?}");
    assert!(networked[0].ends_with(": holds at a placement"), "{networked:?}");
    assert_eq!(told(&register, EntryKind::Trait, "hosted-outside"), [""; 0]);
    let shelf = told(&register, EntryKind::Standard, "iec-80001-1-2021");
    assert_eq!(shelf.len(), 1, "{shelf:?}");
    assert!(shelf[0].contains(": brought by "), "{shelf:?}");
    assert_eq!(told(&register, EntryKind::Requirements, "us"), [""; 0], "it is not adopted");
    register.act("adopt-requirements", "", &[("sets", "us"), ("reason", "we stand there")]).unwrap();
    let asked = told(&register, EntryKind::Requirements, "us");
    assert!(asked[0].contains(": 0 of ") && asked[0].ends_with("answered, 0 partly or not met"), "{asked:?}");
}

/// Beside riskward's mappings stands what the user's own file prints, statement by statement.
#[test]
fn a_capability_tells_what_the_form_prints() {
    let register = with("infusion-pump");
    let whole = thing(&register, "ip3/MLDP");
    assert_eq!(whole.what, "what the catalogue knows of ip3/MLDP");
    let printed = register.workbench.as_printed("ip3", "MLDP").unwrap();
    assert!(printed.iter().any(|one| one.item == "MLDP-2" && !one.column.is_empty()), "{printed:?}");
    let told = &section(&whole, "As printed").told;
    assert!(told[0].text.contains("not riskward's mapping"), "{told:?}");
    assert!(told.iter().any(|told| told.text.starts_with("MLDP-2 (")), "{told:?}");
}

/// A risk tells its template and, capability by capability, where those lead; a free one says that it is free.
#[test]
fn a_risk_tells_its_template_and_its_capabilities() {
    let mut register = with("infusion-pump");
    let chain = register.workbench.chain("ip3").unwrap();
    let risks = chain.capabilities.iter().flat_map(|capability| &capability.risks);
    let templates: Vec<(String, String)> = risks
        .map(|risk| {
            let reference = format!("ip3/{}", risk.reference);
            (register.workbench.risk(&reference).unwrap().risk.value.template, reference)
        })
        .filter(|(template, _)| !template.is_empty())
        .collect();
    let (template, reference) = &templates[0];
    let whole = thing(&register, reference);
    assert!(whole.title.starts_with(template.as_str()), "{} {template}", whole.title);
    assert!(whole.used.told.iter().any(|told| told.lead == Some(Lead::Risk(reference.clone()))));

    register
        .act(
            "add-risk",
            "ip3/MLDP",
            &[("title", "Free"), ("hazardous_situation", "Somebody wrote this freely")],
        )
        .unwrap();
    let free = thing(&register, "ip3/R-015");
    assert!(section(&free, "Template").told[0].text.contains("written freely"), "{free:?}");
    assert!(section(&free, "Comes from").told[0].text.starts_with("MLDP "), "{free:?}");
}

#[test]
fn what_is_not_there_is_refused() {
    let register = with("infusion-pump");
    for about in [
        About::Entry(EntryKind::Control, "CC-NONE".to_owned()),
        About::Thing("ip3/NOPE".to_owned()),
        About::Thing("C-999".to_owned()),
    ] {
        assert!(register.workbench.catalogue_entry(&about).is_err(), "{about:?}");
    }
}
