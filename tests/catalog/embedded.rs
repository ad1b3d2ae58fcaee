//! The catalogue in the binary has no fault and holds what riskward counts on.

use std::{collections::HashSet, path::Path};

use riskward::{
    catalog::{
        Catalogue, forms::Form, mappings::MappingBasis, requirements::RequirementSet, risks::ArisesWhen,
        scales::Scale, standards::StandardStatus, traits::Trait,
    },
    domain::capability::Requirement,
};

#[test]
fn the_embedded_catalogue_has_no_fault() {
    let faults: Vec<String> = Catalogue::embedded().check().iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_22_capabilities_each_have_risks_and_controls_to_answer_a_gap() {
    let catalogue = Catalogue::embedded();
    assert_eq!(catalogue.capabilities().len(), 22);
    for capability in catalogue.capabilities() {
        let part = catalogue.risks_for(&capability.code).expect("it has risks");
        for risk in &part.risks {
            assert_eq!(catalogue.risk(&risk.id), Some(risk));
            assert!(risk.controls.iter().all(|id| catalogue.control(id).is_some()), "{}", risk.id);
            assert!(risk.controls.len() >= 2, "{}", risk.id);
            assert!(risk.traits.iter().all(|id| catalogue.trait_named(id).is_some()), "{}", risk.id);
        }
        let removes = part
            .answers
            .iter()
            .any(|answer| catalogue.control(&answer.control).is_some_and(|c| c.order == 1));
        assert!(removes != part.no_order_1.is_some(), "{}: of order 1, or why not", capability.code);
        assert!(part.risks.len() >= 5, "{}", capability.code);
        let absent = part.risks.iter().filter(|risk| risk.arises_when == ArisesWhen::Absent).count();
        assert!(absent >= 3, "{}", capability.code);
        assert_eq!(catalogue.capability(&capability.code), Some(capability));
    }
    assert_eq!(catalogue.capability("NONE"), None);
    assert_eq!(catalogue.risk("NONE"), None);
    assert!(catalogue.risks_for("alof").is_none());
}

#[test]
fn the_form_sets_the_known_misprint_right() {
    let form = Catalogue::embedded().form("mds2-2019").expect("the form is there");
    assert_eq!(form.items.len(), 240);
    let outline = form.outline();
    assert_eq!(outline.canonical("SHAD-15"), Some("SAHD-15"));
    assert_eq!(outline.canonical(" audt-2.10 "), Some("AUDT-2.10"));
    assert_eq!(outline.canonical("AUDT-2.12"), None);
}

#[test]
fn a_part_reads_the_same_from_the_text_it_hands_out() {
    let catalogue = Catalogue::embedded();
    for form in catalogue.forms() {
        assert_eq!(Form::parse("register", form.text()).as_ref(), Ok(form));
        assert_eq!(form.sha256().len(), 64);
    }
    for scale in catalogue.scales() {
        assert_eq!(Scale::parse("register", scale.text()).as_ref(), Ok(scale));
    }
}

#[test]
fn every_profile_speaks_of_every_capability_and_requires_some() {
    let catalogue = Catalogue::embedded();
    for profile in catalogue.profiles() {
        assert_eq!(catalogue.profile(&profile.id), Some(profile));
        let says = |code: &str| profile.require(code).map(|require| require.required);
        assert!(catalogue.capabilities().iter().all(|capability| says(&capability.code).is_some()));
        assert!(profile.requires.iter().any(|require| require.required == Requirement::Required));
    }
}

#[test]
fn the_catalogue_holds_as_much_as_was_promised() {
    let counts = Catalogue::embedded().counts();
    let count = |what: &str| counts.iter().find(|one| one.what == what).map_or(0, |one| one.count);
    assert_eq!(count("capabilities"), 22);
    for (what, least) in [
        ("items", 240),
        ("profiles", 12),
        ("traits", 5),
        ("risk templates", 110),
        ("controls", 60),
        ("frameworks", 6),
        ("mappings", 22),
        ("regions", 4),
        ("standards", 18),
    ] {
        assert!(count(what) >= least, "{what}: {} of at least {least}", count(what));
    }
}

#[test]
fn every_control_can_be_verified_and_says_who_does_it() {
    for control in Catalogue::embedded().controls() {
        assert!(!control.verify_implementation.is_empty(), "{}", control.id);
        assert!(!control.verify_effectiveness.is_empty(), "{}", control.id);
        assert!((1..=3).contains(&control.order), "{}", control.id);
        assert!(!control.done_by.is_empty(), "{}", control.id);
    }
}

#[test]
fn every_row_of_a_mapping_leads_to_a_control_in_force_and_says_on_what_ground() {
    let catalogue = Catalogue::embedded();
    for mapping in catalogue.mappings() {
        let framework = catalogue.framework(&mapping.framework).expect("it is there");
        let withdrawn: HashSet<&String> = framework.withdrawn.iter().collect();
        let ids: HashSet<&String> = framework.controls().map(|control| &control.id).collect();
        for row in mapping.capabilities.iter().chain(&mapping.controls) {
            for id in &row.to {
                assert!(ids.contains(id) && !withdrawn.contains(id), "{}: {id}", mapping.framework);
            }
            assert!(row.basis == MappingBasis::Judgement || !row.source.is_empty(), "{}", row.from);
        }
        assert!(mapping.capabilities.iter().all(|row| catalogue.capability(&row.from).is_some()));
        assert!(mapping.controls.iter().all(|row| catalogue.control(&row.from).is_some()));
    }
    for id in [
        "nist-800-53r5",
        "nist-csf-2.0",
        "iso-27002-2022",
        "iec-62443-3-3",
        "iec-62443-4-2",
        "hipaa-security-rule",
    ] {
        assert!(catalogue.framework(id).is_some(), "{id}");
        assert!(catalogue.mapping(id).is_some(), "{id}");
    }
    let r5 = catalogue.framework("nist-800-53r5").expect("it is there");
    assert!(r5.controls().count() > 1000, "all active controls and enhancements");
}

#[test]
fn what_a_register_keeps_reads_the_same_from_the_text_it_keeps() {
    let catalogue = Catalogue::embedded();
    for set in catalogue.requirement_sets() {
        assert_eq!(RequirementSet::parse("register", set.text()).as_ref(), Ok(set));
        assert!(set.requirements.iter().all(|one| set.requirement(&one.id) == Some(one)));
        assert!(set.requirements.iter().all(|one| !set.reference(one).is_empty()));
    }
    for one in catalogue.traits() {
        assert_eq!(Trait::parse("register", one.text()).as_ref(), Ok(one));
        assert_eq!(one.sha256().len(), 64);
    }
}

#[test]
fn a_trait_only_lifts() {
    let catalogue = Catalogue::embedded();
    for id in ["networked", "health-data", "life-supporting", "remote-service", "hosted-outside"] {
        let one = catalogue.trait_named(id).expect("it is there");
        assert!(one.requires.iter().all(|require| require.required != Requirement::NotRequired), "{id}");
        assert!(!one.requires.is_empty(), "{id}");
    }
}

#[test]
fn what_has_been_replaced_leads_to_what_is_in_force() {
    let catalogue = Catalogue::embedded();
    for standard in catalogue.standards() {
        let mut at = standard;
        while let Some(next) = &at.replaced_by {
            at = catalogue.standard(next).expect("it is on the shelf");
        }
        assert!(at.replaced_by.is_none());
        assert!(standard.replaced_by.is_none() || standard.status == StandardStatus::Replaced);
    }
}

/// Words of two risks that are nearly the same say the same.
#[test]
fn no_two_risks_are_nearly_the_same() {
    let catalogue = Catalogue::embedded();
    let parts = catalogue.capabilities().iter().filter_map(|one| catalogue.risks_for(&one.code));
    let said: Vec<(&str, HashSet<String>)> = parts
        .flat_map(|part| &part.risks)
        .map(|risk| {
            let words = risk.hazardous_situation.split(|letter: char| !letter.is_alphanumeric());
            (risk.id.as_str(), words.filter(|word| word.len() > 3).map(str::to_lowercase).collect())
        })
        .collect();
    for (place, (id, words)) in said.iter().enumerate() {
        for (other, theirs) in &said[place + 1..] {
            let (both, all) = (words.intersection(theirs).count(), words.union(theirs).count());
            assert!(both * 10 < all * 7, "{id} and {other} say the same");
        }
    }
}

#[test]
fn the_example_of_a_hospitals_own_entries_has_no_fault() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-projects/hospital-overlay");
    let with = Catalogue::embedded().overlaid(&dir).unwrap_or_else(|error| panic!("{error:?}"));
    assert!(with.requirement_sets().count() > Catalogue::embedded().requirement_sets().count());
}
