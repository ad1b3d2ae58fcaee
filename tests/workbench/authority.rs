//! Who may accept which level, for every role and every pair of roles of the default policy, as tables; two persons;
//! first and last days.

use chrono::{Days, NaiveDate};
use riskward::{
    catalog::{Catalogue, policies::Policy},
    domain::{decision::DecisionKind, person::Person},
    process::deciding::{
        AskedBy, Asking, Intent, NOT_RATED, NotDecided, able, may_decide, verifies_own_work,
    },
};

const BANDS: [&str; 4] = ["low", "medium", "high", "unacceptable"];

/// What one person of each role may accept alone: low, medium, high, unacceptable.
const ALONE: [(&str, &str); 10] = [
    ("risk_manager", "y---"),
    ("device_owner", "yy--"),
    ("clinical_lead", "y---"),
    ("clinical_engineering", "----"),
    ("security_lead", "y---"),
    ("cso", "----"),
    ("siro", "y---"),
    ("dpo", "----"),
    ("top_management", "yyyy"),
    ("auditor", "----"),
];

/// What two persons may accept, one of each role.
const PAIRS: [(&str, &str, &str); 45] = [
    ("risk_manager", "device_owner", "yy--"),
    ("risk_manager", "clinical_lead", "y---"),
    ("risk_manager", "clinical_engineering", "y---"),
    ("risk_manager", "security_lead", "y---"),
    ("risk_manager", "cso", "y---"),
    ("risk_manager", "siro", "y---"),
    ("risk_manager", "dpo", "y---"),
    ("risk_manager", "top_management", "yyyy"),
    ("risk_manager", "auditor", "y---"),
    ("device_owner", "clinical_lead", "yy--"),
    ("device_owner", "clinical_engineering", "yy--"),
    ("device_owner", "security_lead", "yy--"),
    ("device_owner", "cso", "yy--"),
    ("device_owner", "siro", "yy--"),
    ("device_owner", "dpo", "yy--"),
    ("device_owner", "top_management", "yyyy"),
    ("device_owner", "auditor", "yy--"),
    ("clinical_lead", "clinical_engineering", "y---"),
    ("clinical_lead", "security_lead", "yyy-"),
    ("clinical_lead", "cso", "y---"),
    ("clinical_lead", "siro", "y---"),
    ("clinical_lead", "dpo", "y---"),
    ("clinical_lead", "top_management", "yyyy"),
    ("clinical_lead", "auditor", "y---"),
    ("clinical_engineering", "security_lead", "y---"),
    ("clinical_engineering", "cso", "----"),
    ("clinical_engineering", "siro", "y---"),
    ("clinical_engineering", "dpo", "----"),
    ("clinical_engineering", "top_management", "yyyy"),
    ("clinical_engineering", "auditor", "----"),
    ("security_lead", "cso", "y---"),
    ("security_lead", "siro", "y---"),
    ("security_lead", "dpo", "y---"),
    ("security_lead", "top_management", "yyyy"),
    ("security_lead", "auditor", "y---"),
    ("cso", "siro", "y---"),
    ("cso", "dpo", "----"),
    ("cso", "top_management", "yyyy"),
    ("cso", "auditor", "----"),
    ("siro", "dpo", "y---"),
    ("siro", "top_management", "yyyy"),
    ("siro", "auditor", "y---"),
    ("dpo", "top_management", "yyyy"),
    ("dpo", "auditor", "----"),
    ("top_management", "auditor", "yyyy"),
];

/// The longest acceptance of each level that is decided on 2026-11-21.
const LAST: [(&str, &str); 5] = [
    ("low", "2029-11-20"),
    ("medium", "2028-11-20"),
    ("high", "2027-11-21"),
    ("unacceptable", "2027-02-19"),
    (NOT_RATED, "2027-02-19"),
];

fn policy() -> &'static Policy {
    Catalogue::embedded().policy("default").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(name: &str, roles: &[&str]) -> Person {
    Person {
        name: name.to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        account: String::new(),
        active_from: None,
        active_to: None,
    }
}

/// Whether all these people together may decide, and in which roles they do.
fn decided(
    policy: &Policy,
    people: &[Person],
    decision: DecisionKind,
    band: &str,
    asking: Option<Asking<'_>>,
) -> Result<Vec<String>, NotDecided> {
    let deciders: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    let intent = Intent {
        decision,
        band,
        deciders: &deciders,
        roles: &[],
        on: day("2026-11-21"),
        valid_until: None,
        asking,
    };
    Ok(may_decide(policy, people, &intent)?.into_iter().map(|signer| signer.role).collect())
}

fn accepts(people: &[Person], band: &str) -> bool {
    decided(policy(), people, DecisionKind::Accept, band, None).is_ok()
}

fn row(people: &[Person]) -> String {
    BANDS.iter().map(|band| if accepts(people, band) { 'y' } else { '-' }).collect()
}

#[test]
fn the_tables_name_every_role_and_every_level_of_the_policy() {
    let roles: Vec<&str> = policy().roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ALONE.map(|(role, _)| role).to_vec(), roles);
    let bands: Vec<&str> = policy().authorities.iter().map(|authority| authority.band.as_str()).collect();
    assert_eq!(BANDS.to_vec(), bands);
    let mut pairs = Vec::new();
    for (at, one) in roles.iter().enumerate() {
        pairs.extend(roles[at + 1..].iter().map(|other| (*one, *other)));
    }
    assert_eq!(PAIRS.map(|(one, other, _)| (one, other)).to_vec(), pairs);
}

#[test]
fn one_person_accepts_exactly_what_the_table_says() {
    for (role, table) in ALONE {
        assert_eq!(row(&[person("A", &[role])]), table, "{role}");
    }
}

#[test]
fn two_persons_accept_exactly_what_the_table_says_in_either_order() {
    for (one, other, table) in PAIRS {
        let pair = [person("A", &[one]), person("B", &[other])];
        assert_eq!(row(&pair), table, "{one} and {other}");
        let turned = [person("A", &[other]), person("B", &[one])];
        assert_eq!(row(&turned), table, "{other} and {one}");
    }
}

/// Two hats on one head are one person: they accept what the better of the two roles accepts alone.
#[test]
fn one_person_with_two_roles_does_not_sign_for_two() {
    let alone = |role: &str| ALONE.iter().find(|(known, _)| *known == role).unwrap().1;
    for (one, other, _) in PAIRS {
        let either: String = alone(one)
            .chars()
            .zip(alone(other).chars())
            .map(|(a, b)| if a == 'y' || b == 'y' { 'y' } else { '-' })
            .collect();
        assert_eq!(row(&[person("A", &[one, other])]), either, "{one} and {other}");
    }
    let twice = vec!["A".to_owned(), " a ".to_owned()];
    let intent = Intent {
        decision: DecisionKind::Accept,
        band: "high",
        deciders: &twice,
        roles: &[],
        on: day("2026-11-21"),
        valid_until: None,
        asking: None,
    };
    let people = [person("A", &["clinical_lead", "security_lead"])];
    assert!(matches!(may_decide(policy(), &people, &intent), Err(NotDecided::NotEnough(_))));
}

#[test]
fn what_is_not_rated_is_accepted_as_the_highest_level() {
    for (role, table) in ALONE {
        assert_eq!(accepts(&[person("A", &[role])], NOT_RATED), table.ends_with('y'), "{role}");
    }
}

/// Rejecting and deferring bear no risk: any role that accepts something will do, whatever the level.
#[test]
fn who_accepts_anything_may_reject_and_defer() {
    let may = ["risk_manager", "device_owner", "clinical_lead", "security_lead", "siro", "top_management"];
    for decision in [DecisionKind::Reject, DecisionKind::Defer] {
        for (role, _) in ALONE {
            for band in BANDS {
                let answer = decided(policy(), &[person("A", &[role])], decision, band, None);
                assert_eq!(answer.is_ok(), may.contains(&role), "{role} {decision} {band}");
            }
        }
    }
}

#[test]
fn each_signs_in_the_role_that_counts() {
    let people = [
        person("A", &["clinical_engineering", "clinical_lead", "security_lead"]),
        person("B", &["clinical_lead"]),
        person("C", &["dpo"]),
    ];
    let roles = decided(policy(), &people, DecisionKind::Accept, "high", None).unwrap();
    assert_eq!(roles, ["security_lead", "clinical_lead", "dpo"]);
}

#[test]
fn a_role_that_is_given_is_the_only_one_that_counts() {
    let people = [person("A", &["risk_manager", "top_management"])];
    let names = ["A".to_owned()];
    let asked = |role: &str, band: &str| {
        let roles = [role.to_owned()];
        let intent = Intent {
            decision: DecisionKind::Accept,
            band,
            deciders: &names,
            roles: &roles,
            on: day("2026-11-21"),
            valid_until: None,
            asking: None,
        };
        may_decide(policy(), &people, &intent).map(|signers| signers[0].role.clone())
    };
    assert_eq!(asked("risk_manager", "low").unwrap(), "risk_manager");
    assert!(asked("risk_manager", "high").is_err());
    assert_eq!(asked("top_management", "high").unwrap(), "top_management");
    assert!(matches!(asked("siro", "low"), Err(NotDecided::OtherRole { .. })));
}

/// Who asked is not counted where the policy wants another, for every way of asking; with the switch off they are.
#[test]
fn who_asks_is_not_who_accepts() {
    let mut alone = policy().clone();
    alone.switches.accepter_is_another = false;
    for by in [AskedBy::Proposing, AskedBy::Rating, AskedBy::Leading] {
        for (role, table) in ALONE {
            let people = [person("A", &[role])];
            for (band, may) in BANDS.iter().zip(table.chars()) {
                let asked = |policy: &Policy, name: &str| {
                    let asking = Some(Asking { name, by });
                    decided(policy, &people, DecisionKind::Accept, band, asking)
                };
                assert_eq!(asked(policy(), "B").is_ok(), may == 'y', "{role} {band}: somebody else asked");
                assert_eq!(asked(&alone, "A").is_ok(), may == 'y', "{role} {band}: the switch is off");
                match asked(policy(), "A") {
                    Err(NotDecided::Same { name, .. }) => assert_eq!((name.as_str(), may), ("A", 'y')),
                    Err(NotDecided::NotEnough(_)) => assert_eq!(may, '-', "{role} {band}"),
                    other => panic!("{role} {band}: {other:?}"),
                }
            }
        }
        let committee = [
            person("A", &["clinical_lead"]),
            person("B", &["security_lead"]),
            person("C", &["top_management"]),
        ];
        let asked = |people: &[Person], name| {
            decided(policy(), people, DecisionKind::Accept, "high", Some(Asking { name, by }))
        };
        assert!(asked(&committee, "A").is_ok(), "the others suffice");
        let refused = asked(&committee[..2], "A").unwrap_err().to_string();
        assert!(refused.starts_with("A ") && refused.contains("somebody else"), "{refused}");
        assert!(asked(&committee[..2], "C").is_ok());
    }
}

#[test]
fn who_could_accept_is_named() {
    let people = [
        person("Weber", &["clinical_lead"]),
        person("Novak", &["security_lead"]),
        person("Rossi", &["risk_manager"]),
    ];
    let who = |band, asking: Option<&str>| {
        let asking = asking.map(|name| Asking { name, by: AskedBy::Rating });
        able(policy(), &people, band, day("2026-11-21"), asking)
    };
    assert_eq!(who("high", None), "Weber (clinical lead) and Novak (security lead (CISO)) together");
    assert_eq!(who("low", Some("Weber")), "Rossi (risk manager), or Novak (security lead (CISO))");
    assert_eq!(who("high", Some("Novak")), "");
    assert_eq!(who("unacceptable", None), "");
    let chief = [person("Marchetti", &["top_management"])];
    assert_eq!(able(policy(), &chief, NOT_RATED, day("2026-11-21"), None), "Marchetti (top management)");
}

/// The last day that the policy allows is allowed, the day after is not.
#[test]
fn an_acceptance_lasts_no_longer_than_its_level_allows() {
    let people = [person("A", &["top_management"])];
    let names = ["A".to_owned()];
    for (band, last) in LAST {
        let until = |date: NaiveDate| {
            let intent = Intent {
                decision: DecisionKind::AcceptWithConditions,
                band,
                deciders: &names,
                roles: &[],
                on: day("2026-11-21"),
                valid_until: Some(date),
                asking: None,
            };
            may_decide(policy(), &people, &intent)
        };
        assert!(until(day(last)).is_ok(), "{band}");
        let after = day(last) + Days::new(1);
        assert!(matches!(until(after), Err(NotDecided::TooLong { .. })), "{band}");
    }
}

/// First and last day are inclusive; 29 February and the turn of the year are days like others.
#[test]
fn people_decide_from_their_first_day_to_their_last() {
    let table = [
        // from, to, day, may
        ("2026-01-01", "2026-12-31", "2025-12-31", false),
        ("2026-01-01", "2026-12-31", "2026-01-01", true),
        ("2026-01-01", "2026-12-31", "2026-12-31", true),
        ("2026-01-01", "2026-12-31", "2027-01-01", false),
        ("2028-02-29", "2028-02-29", "2028-02-28", false),
        ("2028-02-29", "2028-02-29", "2028-02-29", true),
        ("2028-02-29", "2028-02-29", "2028-03-01", false),
        ("2027-03-01", "2028-02-28", "2028-02-29", false),
        ("2027-02-28", "2027-03-01", "2027-02-28", true),
        ("", "2026-06-30", "1999-12-31", true),
        ("", "2026-06-30", "2026-06-30", true),
        ("", "2026-06-30", "2026-07-01", false),
        ("2026-07-01", "", "2026-06-30", false),
        ("2026-07-01", "", "2026-07-01", true),
        ("2026-07-01", "", "2099-12-31", true),
    ];
    let names = ["A".to_owned()];
    for (from, to, on, may) in table {
        let spell = |text: &str| (!text.is_empty()).then(|| day(text));
        let people =
            [Person { active_from: spell(from), active_to: spell(to), ..person("A", &["top_management"]) }];
        let intent = Intent {
            decision: DecisionKind::Accept,
            band: "low",
            deciders: &names,
            roles: &[],
            on: day(on),
            valid_until: None,
            asking: None,
        };
        match may_decide(policy(), &people, &intent) {
            Ok(_) => assert!(may, "{from} to {to} on {on}"),
            Err(NotDecided::NotActive { .. }) => assert!(!may, "{from} to {to} on {on}"),
            Err(other) => panic!("{other}"),
        }
    }
}

/// Of two people of one name, the one who is active on the day decides.
#[test]
fn a_namesake_of_another_time_does_not_decide() {
    let before = Person { active_to: Some(day("2026-06-30")), ..person("A", &["top_management"]) };
    let since = Person { active_from: Some(day("2026-07-01")), ..person("A", &["risk_manager"]) };
    let people = [before, since];
    let names = ["A".to_owned()];
    let role = |on: &str| {
        let intent = Intent {
            decision: DecisionKind::Accept,
            band: "low",
            deciders: &names,
            roles: &[],
            on: day(on),
            valid_until: None,
            asking: None,
        };
        may_decide(policy(), &people, &intent).unwrap()[0].role.clone()
    };
    assert_eq!(role("2026-06-30"), "top_management");
    assert_eq!(role("2026-07-01"), "risk_manager");
}

#[test]
fn a_verifier_is_known_by_name_and_by_account() {
    let people = [Person { account: "m.rossi".into(), ..person("M. Rossi", &["risk_manager"]) }];
    let own = |policy: &Policy, verifier: &str, implementer: &str| {
        verifies_own_work(policy, &people, verifier, implementer, day("2026-11-21"))
    };
    assert!(own(policy(), "M. Rossi", "m.rossi"));
    assert!(own(policy(), "t. vasko", "T. Vasko "));
    assert!(!own(policy(), "T. Vasko", "M. Rossi"));
    assert!(!own(policy(), "T. Vasko", ""));
    let mut one = policy().clone();
    one.switches.verifier_is_another = false;
    assert!(!own(&one, "M. Rossi", "m.rossi"));
}
