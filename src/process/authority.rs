//! The authority rule: who may accept a risk of which level, and for how long.

use chrono::{Days, NaiveDate};

use crate::catalog::policies::Policy;

/// A person who decides, with the ids of the roles in which they do so on the day of the decision.
pub type Decider<'d> = (&'d str, &'d [String]);

/// The people who decide may not accept this level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a risk of level {band} is accepted by {wanted}; {lacking}")]
pub struct NotEnough {
    /// The level.
    pub band: String,
    /// Who may accept it, in words: `clinical lead and security lead together, or top management`.
    pub wanted: String,
    /// What is lacking, in words: `nobody decides as security lead`.
    pub lacking: String,
    /// The ids of the roles that nobody fills, of the way that comes nearest.
    pub missing: Vec<String>,
}

/// Whether these people may together accept a risk of this level.
///
/// A policy names, for each level, sets of roles; one set suffices, and every role of it is filled by another person: the
/// clinical lead who is the security lead too does not sign for both. A name that is given twice is one person. Whoever
/// decides beside them takes nothing away. A level that the policy does not know is its highest. Roles are given as they are
/// held on the day of the decision, so no date is asked for here. Basis: the project's own design.
///
/// # Errors
/// [`NotEnough`] with the roles that nobody fills.
pub fn may_accept(policy: &Policy, band: &str, deciders: &[Decider<'_>]) -> Result<(), NotEnough> {
    let sets = policy.authority(band).map_or(&[][..], |authority| &authority.sets);
    let people = people(deciders);
    let missing = sets.iter().map(|set| unfilled(set, &people)).min_by_key(Vec::len);
    if missing.as_ref().is_some_and(Vec::is_empty) {
        return Ok(());
    }
    let missing = missing.unwrap_or_default();
    Err(NotEnough {
        band: band.to_owned(),
        wanted: wanted(policy, sets),
        lacking: lacking(policy, &missing),
        missing: missing.into_iter().cloned().collect(),
    })
}

/// The longest that a risk of this level is accepted for, when it is decided on this date: the last day, inclusive.
pub fn accepted_until_at_most(policy: &Policy, band: &str, decided_on: NaiveDate) -> Option<NaiveDate> {
    let days = u64::try_from(policy.authority(band)?.days).ok()?;
    decided_on.checked_add_days(Days::new(days))
}

/// Everybody once, with all the roles they are given.
fn people<'d>(deciders: &[Decider<'d>]) -> Vec<(&'d str, Vec<&'d String>)> {
    let mut people: Vec<(&str, Vec<&String>)> = Vec::new();
    for (name, roles) in deciders {
        let name = name.trim();
        match people.iter_mut().find(|(known, _)| *known == name) {
            Some((_, held)) => held.extend(*roles),
            None => people.push((name, roles.iter().collect())),
        }
    }
    people
}

/// The roles of a set that nobody fills when as many as can be are filled, each by another person.
fn unfilled<'s>(set: &'s [String], people: &[(&str, Vec<&String>)]) -> Vec<&'s String> {
    let mut seats: Vec<Option<&String>> = vec![None; people.len()];
    let mut left = Vec::new();
    for role in set {
        if !seat(role, people, &mut seats, &mut vec![false; people.len()]) {
            left.push(role);
        }
    }
    left
}

/// Finds somebody for a role, if need be by giving who has it in hand another role.
fn seat<'s>(
    role: &'s String,
    people: &[(&str, Vec<&String>)],
    seats: &mut Vec<Option<&'s String>>,
    asked: &mut Vec<bool>,
) -> bool {
    for (at, (_, held)) in people.iter().enumerate() {
        if asked[at] || !held.contains(&role) {
            continue;
        }
        asked[at] = true;
        if seats[at].is_none_or(|other| seat(other, people, seats, asked)) {
            seats[at] = Some(role);
            return true;
        }
    }
    false
}

/// `clinical lead and security lead (CISO) together, or top management`
fn wanted(policy: &Policy, sets: &[Vec<String>]) -> String {
    let set = |set: &Vec<String>| {
        let names: Vec<&str> = set.iter().map(|id| name(policy, id)).collect();
        if names.len() > 1 { format!("{} together", names.join(" and ")) } else { names.concat() }
    };
    let sets: Vec<String> = sets.iter().map(set).collect();
    if sets.is_empty() { "nobody".to_owned() } else { sets.join(", or ") }
}

/// `nobody decides as security lead (CISO)`
fn lacking(policy: &Policy, missing: &[&String]) -> String {
    let names: Vec<&str> = missing.iter().map(|id| name(policy, id)).collect();
    if names.is_empty() {
        return "the policy names nobody".to_owned();
    }
    format!("nobody decides as {}", names.join(" or as "))
}

fn name<'p>(policy: &'p Policy, id: &'p str) -> &'p str {
    policy.role(id).map_or(id, |role| &role.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalogue;

    fn policy() -> &'static Policy {
        Catalogue::embedded().policy("default").unwrap()
    }

    /// Asks with people as `name: role, role`.
    fn asked(band: &str, people: &[&str]) -> Result<(), NotEnough> {
        asked_of(policy(), band, people)
    }

    fn asked_of(policy: &Policy, band: &str, people: &[&str]) -> Result<(), NotEnough> {
        let people: Vec<(&str, Vec<String>)> = people
            .iter()
            .map(|line| {
                let (name, roles) = line.split_once(": ").unwrap();
                (name, roles.split(", ").map(str::to_owned).collect())
            })
            .collect();
        let deciders: Vec<Decider<'_>> =
            people.iter().map(|(name, roles)| (*name, roles.as_slice())).collect();
        may_accept(policy, band, &deciders)
    }

    #[test]
    fn every_role_alone_accepts_the_levels_that_the_default_policy_gives_it() {
        let alone: &[(&str, &[&str])] = &[
            ("risk_manager", &["low"]),
            ("device_owner", &["low", "medium"]),
            ("clinical_lead", &["low"]),
            ("clinical_engineering", &[]),
            ("security_lead", &["low"]),
            ("cso", &[]),
            ("siro", &["low"]),
            ("dpo", &[]),
            ("top_management", &["low", "medium", "high", "unacceptable"]),
            ("auditor", &[]),
        ];
        assert_eq!(alone.len(), policy().roles.len());
        for (role, may) in alone {
            for band in ["low", "medium", "high", "unacceptable"] {
                let answer = asked(band, &[&format!("A: {role}")]);
                assert_eq!(answer.is_ok(), may.contains(&band), "{role} accepts {band}: {answer:?}");
            }
        }
    }

    #[test]
    fn two_roles_together_are_two_people() {
        assert_eq!(asked("high", &["A: clinical_lead", "B: security_lead"]), Ok(()));
        for one in [&["A: clinical_lead, security_lead"][..], &["A: clinical_lead", "A : security_lead"]] {
            let refused = asked("high", one).unwrap_err();
            assert_eq!(refused.missing, ["security_lead"]);
        }
        let swapped = &["A: clinical_lead, security_lead", "B: clinical_lead"];
        assert_eq!(asked("high", swapped), Ok(()), "A stands back for B and signs for security");
    }

    #[test]
    fn who_decides_beside_them_takes_nothing_away() {
        assert_eq!(asked("high", &["A: dpo", "B: security_lead", "C: clinical_lead", "D: auditor"]), Ok(()));
        assert_eq!(asked("unacceptable", &["A: clinical_lead", "B: top_management"]), Ok(()));
        assert!(asked("unacceptable", &["A: clinical_lead", "B: security_lead"]).is_err());
    }

    #[test]
    fn a_level_that_the_policy_does_not_know_is_its_highest() {
        assert!(asked("grave", &["A: device_owner"]).is_err());
        assert_eq!(asked("grave", &["A: top_management"]), Ok(()));
    }

    #[test]
    fn nobody_and_a_policy_that_names_nobody_accept_nothing() {
        let refused = asked("high", &[]).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "a risk of level high is accepted by clinical lead and security lead (CISO) together, or top management; \
             nobody decides as top management"
        );
        let mut silent = policy().clone();
        silent.authorities.clear();
        let refused = asked_of(&silent, "low", &["A: top_management"]).unwrap_err();
        assert_eq!(refused.to_string(), "a risk of level low is accepted by nobody; the policy names nobody");
        assert_eq!(accepted_until_at_most(&silent, "low", "2026-01-01".parse().unwrap()), None);
    }

    #[test]
    fn the_longest_acceptance_counts_from_the_day_of_the_decision() {
        let decided_on = "2028-01-31".parse().unwrap();
        let last = |band| accepted_until_at_most(policy(), band, decided_on).unwrap().to_string();
        assert_eq!(last("unacceptable"), "2028-04-30");
        assert_eq!(last("high"), "2029-01-30");
    }
}
