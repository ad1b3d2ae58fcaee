//! The catalogue in the binary has no fault and holds what riskward counts on.

use riskward::{
    catalog::{Catalogue, forms::Form, scales::Scale},
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
        }
        assert!(
            part.answers
                .iter()
                .any(|answer| catalogue.control(&answer.control).is_some_and(|c| c.order == 1)),
            "{}: no control removes the exposure",
            capability.code
        );
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
