//! Traits of placements: what they lift in what is required, and that nothing changes by itself.

use riskward::{catalog::Catalogue, domain::capability::Requirement, workbench::questions::chain::Chain};

use crate::{
    other_catalogue,
    register::{Register, empty},
};

const NETWORKED: &str = r#"
version = "1"
id = "networked"
title = "Networked"
meaning = "The product has a network connection at this placement that is in use."
basis = "Made up for this test; the words of the real one lie in the catalogue."
[[require]]
capability = "NAUT"
required = "required"
reason = "whoever reaches the port reaches the product"
[[require]]
capability = "EMRG"
required = "desired"
reason = "the directory can be out of reach in an emergency"
"#;
const CALM: &str = r#"
version = "1"
id = "hosted-outside"
title = "Hosted outside"
meaning = "The product or a part of it runs in a data centre of somebody else."
basis = "Made up for this test; the words of the real one lie in the catalogue."
[[require]]
capability = "CSUP"
required = "desired"
reason = "somebody else patches, and it is to be known when"
"#;
const KIND: &str = r#"
version = "1"
id = "nurse-call"
kind = "nurse-call"
title = "Nurse call"
basis = "Made up for this test."
"#;

fn catalogue() -> &'static Catalogue {
    let mut profile = KIND.to_owned();
    for capability in Catalogue::embedded().capabilities() {
        let required = match capability.code.as_str() {
            "CSUP" | "PAUT" => "required",
            "NAUT" => "desired",
            _ => "not_required",
        };
        profile.push_str(&format!(
            "[[require]]\ncapability = \"{}\"\nrequired = \"{required}\"\nreason = \"by kind\"\n",
            capability.code
        ));
    }
    other_catalogue::with(&[
        ("traits/networked.toml", NETWORKED),
        ("traits/hosted-outside.toml", CALM),
        ("profiles/nurse-call.toml", &profile),
    ])
}

fn begun(traits: &str) -> Register {
    let mut register = empty();
    register.workbench.work_with(self::catalogue());
    let args = [
        ("ref", "nc1"),
        ("manufacturer", "Castor"),
        ("model", "CM-1"),
        ("versions", "1"),
        ("stage", "acquisition"),
        ("site", "North"),
        ("location", "Ward 1"),
        ("traits", traits),
        ("profile", "nurse-call"),
    ];
    register.act("begin-assessment", "", &args).unwrap();
    register
}

fn said_of(chain: &Chain, code: &str) -> (Option<Requirement>, String) {
    let capability = chain.capabilities.iter().find(|one| one.code == code).unwrap();
    (capability.required, capability.required_reason.clone())
}

#[test]
fn what_is_required_is_the_profiles_word_lifted_by_the_traits() {
    let mut register = begun("networked|hosted-outside");
    let chain = register.workbench.chain("nc1").unwrap();
    let (naut, why) = said_of(&chain, "NAUT");
    assert_eq!(naut, Some(Requirement::Required));
    assert_eq!(
        why,
        "Lifted from desired by the trait networked: whoever reaches the port reaches the product"
    );
    assert_eq!(said_of(&chain, "EMRG").0, Some(Requirement::Desired));
    assert_eq!(said_of(&chain, "CSUP"), (Some(Requirement::Required), "by kind".to_owned()), "never lowered");
    assert_eq!(said_of(&chain, "ALOF").0, Some(Requirement::NotRequired));
    let history = register.workbench.history("", 50).unwrap();
    for id in ["networked", "hosted-outside"] {
        let wanted = format!("Trait {id} taken into the register.");
        assert_eq!(history.iter().filter(|line| line.said == wanted).count(), 1, "{id}");
    }
    // What a person has changed stays.
    let changed =
        [("required", "not_required"), ("reason", "the rack is locked"), ("approved_by", "A. Weber")];
    register.act("change-requirement", "nc1/NAUT", &changed).unwrap();
    let said = register.act("apply-profile", "nc1", &[("profile", "nurse-call")]).unwrap().said;
    assert!(said.ends_with("Lifted by the traits of its placements: hosted-outside, networked."), "{said}");
    assert_eq!(said_of(&register.workbench.chain("nc1").unwrap(), "NAUT").0, Some(Requirement::NotRequired));
}

#[test]
fn a_trait_that_comes_later_is_offered_and_changes_nothing_by_itself() {
    let mut register = begun("");
    let before = register.workbench.chain("nc1").unwrap();
    assert_eq!(said_of(&before, "NAUT").0, Some(Requirement::Desired));
    let said =
        register.act("edit-placement", "nc1", &[("placement", "1"), ("traits", "networked")]).unwrap().said;
    assert!(
        said.ends_with(
            "With the traits of its placements EMRG, NAUT would be required otherwise: apply-profile nc1 \
             profile=nurse-call takes that up."
        ),
        "{said}"
    );
    assert_eq!(register.workbench.chain("nc1").unwrap().capabilities, before.capabilities);
    register.act("apply-profile", "nc1", &[("profile", "nurse-call")]).unwrap();
    assert_eq!(said_of(&register.workbench.chain("nc1").unwrap(), "NAUT").0, Some(Requirement::Required));
    // It is offered no more, and the way back is offered when the trait goes.
    let said = register.act("edit-placement", "nc1", &[("placement", "1"), ("units", "3")]).unwrap().said;
    assert_eq!(said, "nc1: placement North Ward 1 changed.");
    let said = register.act("edit-placement", "nc1", &[("placement", "1"), ("traits", "none")]).unwrap().said;
    assert!(said.contains("EMRG, NAUT would be required otherwise"), "{said}");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn a_trait_that_the_catalogue_does_not_have_is_refused() {
    let mut register = begun("");
    let placed = [("site", "North"), ("location", "Ward 2"), ("traits", "quantum")];
    let trouble = register.act("add-placement", "nc1", &placed).unwrap_err();
    assert_eq!(trouble.because, "there is no trait \"quantum\"");
    assert!(trouble.try_this.contains("networked") && trouble.try_this.ends_with("or none"), "{trouble}");
}
