//! What the register suggests for fields that anything may be typed in.

use riskward::workbench::actions::{ACTIONS, FieldKind, Known};

use crate::register::with;

#[test]
fn what_is_in_the_register_is_suggested_people_first() {
    let mut register = with("infusion-pump");
    register
        .act("edit-risk", "ip3/R-001", &[("owner", "Z. Newcomer"), ("tags", "night shift, own")])
        .unwrap();
    let values = |known: Known| -> Vec<String> {
        register.workbench.known(known).unwrap().into_iter().map(|choice| choice.value).collect()
    };
    let people = values(Known::People);
    assert!(people.iter().any(|name| name == "L. Novak"), "{people:?}");
    assert_eq!(people.last().map(String::as_str), Some("Z. Newcomer"), "who only owns something comes last");
    let mut once = people.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), people.len());
    let tags = values(Known::Tags);
    assert!(tags.contains(&"night shift".to_owned()) && tags.contains(&"own".to_owned()), "{tags:?}");
    let cause = register.workbench.risk("ip3/R-002").unwrap().risk.causes[0].clone();
    assert!(values(Known::Causes).contains(&cause));
    assert!(values(Known::Sites).contains(&"Lindental main hospital".to_owned()));
    assert!(values(Known::Locations).contains(&"ICU 2 west".to_owned()));
    let labels = register.workbench.known(Known::Sites).unwrap();
    assert!(labels.iter().all(|choice| choice.label.starts_with(&format!("{} (", choice.value))));
}

/// Whoever is named, and every tag, cause and site, is suggested, in whichever form it is typed.
#[test]
fn every_field_for_a_person_a_tag_a_cause_or_a_site_is_suggested_for() {
    let named =
        ["owner", "person", "by", "met_by", "risk_manager", "tags", "add_tags", "causes", "site", "location"];
    for action in ACTIONS {
        for field in action.fields.iter().filter(|field| named.contains(&field.name)) {
            let typed = matches!(field.kind, FieldKind::Line | FieldKind::List);
            assert!(!typed || field.known.is_some(), "{} {}", action.name, field.name);
        }
    }
}

#[test]
fn kinds_of_product_are_suggested_and_understood_with_a_blank() {
    let mut register = with("infusion-pump");
    let kinds = register.workbench.known(Known::Kinds).unwrap();
    assert!(
        kinds
            .iter()
            .any(|kind| kind.value == "infusion-pump" && kind.label == "infusion pump (infusion-pump)")
    );
    let begin = |reference, model, kind| {
        [
            ("ref", reference),
            ("manufacturer", "Maker"),
            ("model", model),
            ("kind", kind),
            ("versions", "1"),
            ("stage", "acquisition"),
            ("site", "Main"),
            ("location", "Ward 1"),
        ]
    };
    register.act("begin-assessment", "", &begin("known", "One", "Infusion pump")).unwrap();
    let chain = register.workbench.chain("known").unwrap();
    assert!(chain.knows_what_is_required() && chain.capabilities.iter().any(|one| one.gap));
    let said = register.act("begin-assessment", "", &begin("own", "Two", "A toaster")).unwrap().said;
    assert!(
        said.contains("No profile: what is required is not known until apply-profile own says it."),
        "{said}"
    );
    let chain = register.workbench.chain("own").unwrap();
    assert!(!chain.knows_what_is_required());
    register.act("apply-profile", "own", &[("profile", "infusion-pump")]).unwrap();
    assert!(register.workbench.chain("own").unwrap().knows_what_is_required());
}
