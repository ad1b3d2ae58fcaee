//! What is required of a product at its placements: what the profile of its kind says, lifted by what is so there.
//!
//! A trait of one placement counts for the whole assessment, because an assessment answers for all of its placements. A
//! trait lifts and never lowers: what is so of a placement can only ask for more than the kind of product does. Source: the
//! project's own rule.

use crate::{
    catalog::{
        profiles::{Profile, Require},
        traits::Trait,
    },
    domain::{capability::Requirement, word::Word as _},
};

/// Whether each capability is required, in the profile's order, and why. Where traits lift what the profile says, the reason
/// names them.
pub fn required(profile: &Profile, traits: &[&Trait]) -> Vec<Require> {
    profile.requires.iter().map(|by_profile| lifted(by_profile, traits)).collect()
}

fn lifted(by_profile: &Require, traits: &[&Trait]) -> Require {
    let lifting = || {
        let said = traits.iter().filter_map(|one| Some((*one, one.require(&by_profile.capability)?)));
        said.filter(|(_, require)| rank(require.required) > rank(by_profile.required))
    };
    let Some(highest) = lifting().map(|(_, require)| require.required).max_by_key(|required| rank(*required))
    else {
        return by_profile.clone();
    };
    let because: Vec<String> = lifting()
        .filter(|(_, require)| require.required == highest)
        .map(|(one, require)| {
            format!("Lifted from {} by the trait {}: {}", by_profile.required.label(), one.id, require.reason)
        })
        .collect();
    Require { required: highest, reason: because.join("\n"), ..by_profile.clone() }
}

/// How much a word asks for.
fn rank(required: Requirement) -> u8 {
    match required {
        Requirement::NotRequired => 0,
        Requirement::Desired => 1,
        Requirement::Required => 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn profile(words: &[(&str, &str)]) -> Profile {
        let mut text =
            "version = \"1\"\nid = \"p\"\nkind = \"pacs\"\ntitle = \"P\"\nbasis = \"b\"\n".to_owned();
        for (code, word) in words {
            text.push_str(&format!(
                "[[require]]\ncapability = \"{code}\"\nrequired = \"{word}\"\nreason = \"by kind\"\n"
            ));
        }
        Profile::parse("p.toml", &text).unwrap()
    }

    fn trait_of(id: &str, words: &[(&str, &str)]) -> Trait {
        let mut text = format!(
            "version = \"1\"\nid = \"{id}\"\ntitle = \"T\"\nmeaning = \"It is so at this placement for the test.\"\n\
             basis = \"The project's own judgement, made up for this very test.\"\n"
        );
        for (code, word) in words {
            text.push_str(&format!(
                "[[require]]\ncapability = \"{code}\"\nrequired = \"{word}\"\nreason = \"because {id} asks for {code}\"\n"
            ));
        }
        Trait::parse("t.toml", &text).unwrap()
    }

    #[test]
    fn a_trait_lifts_what_the_profile_says_and_is_named() {
        let profile = profile(&[
            ("NAUT", "not_required"),
            ("MLDP", "desired"),
            ("PAUT", "required"),
            ("TXCF", "desired"),
        ]);
        let networked =
            trait_of("networked", &[("NAUT", "desired"), ("MLDP", "required"), ("PAUT", "desired")]);
        let life = trait_of("life-supporting", &[("MLDP", "required"), ("NAUT", "required")]);
        let found = required(&profile, &[&life, &networked]);
        let told: Vec<_> = found.iter().map(|one| (one.required, one.reason.as_str())).collect();
        assert_eq!(
            told,
            [
                (
                    Requirement::Required,
                    "Lifted from not required by the trait life-supporting: because life-supporting asks for NAUT"
                ),
                (
                    Requirement::Required,
                    "Lifted from desired by the trait life-supporting: because life-supporting asks for MLDP\n\
                     Lifted from desired by the trait networked: because networked asks for MLDP"
                ),
                (Requirement::Required, "by kind"),
                (Requirement::Desired, "by kind"),
            ]
        );
    }

    proptest! {
        /// Whatever the traits say, nothing is asked for less than the profile does.
        #[test]
        fn a_trait_never_lowers(
            by_profile in prop::sample::select(vec!["required", "desired", "not_required"]),
            by_traits in prop::collection::vec(prop::sample::select(vec!["required", "desired"]), 0..4),
        ) {
            let profile = profile(&[("NAUT", by_profile)]);
            let traits: Vec<Trait> =
                by_traits.iter().enumerate().map(|(at, word)| trait_of(&format!("t{at}"), &[("NAUT", word)])).collect();
            let traits: Vec<&Trait> = traits.iter().collect();
            let found = required(&profile, &traits);
            prop_assert!(rank(found[0].required) >= rank(profile.requires[0].required));
            if traits.is_empty() {
                prop_assert_eq!(&found, &profile.requires);
            }
        }
    }
}
