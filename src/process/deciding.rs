//! Who decides: people of the register in the roles they have on the day, two persons where the policy wants two, and
//! for how long.

use chrono::NaiveDate;

use super::authority::{Decider, NotEnough, accepted_until_at_most, may_accept};
use crate::{
    catalog::policies::{Authority, Policy},
    domain::{decision::DecisionKind, person::Person},
};

/// What a rating that is not there counts as: no policy names it, so it is the highest level.
pub const NOT_RATED: &str = "not rated";

/// A decision that somebody is about to take.
#[derive(Debug, Clone, Copy)]
pub struct Intent<'i> {
    /// What is decided.
    pub decision: DecisionKind,
    /// The level that remains, or [`NOT_RATED`].
    pub band: &'i str,
    /// The names given.
    pub deciders: &'i [String],
    /// In which role each of them decides; left out or empty, a role is found.
    pub roles: &'i [String],
    /// The day of the decision.
    pub on: NaiveDate,
    /// The last day on which it is to hold.
    pub valid_until: Option<NaiveDate>,
    /// Who asked for it.
    pub asking: Option<Asking<'i>>,
}

/// Who asked for a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking<'a> {
    /// The person.
    pub name: &'a str,
    /// By what they did so.
    pub by: AskedBy,
}

/// By what somebody asked for a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedBy {
    /// They proposed it.
    Proposing,
    /// Nobody proposed it, and they rated what remains.
    Rating,
    /// Nobody proposed it, and they lead the assessment.
    Leading,
}

impl AskedBy {
    fn did(self) -> &'static str {
        match self {
            Self::Proposing => "asked for it",
            Self::Rating => "rated what remains, and so asks for it",
            Self::Leading => "leads the assessment, and so asks for it",
        }
    }
}

/// A person who decides, in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The name as the register writes it.
    pub name: String,
    /// The id of the role.
    pub role: String,
}

/// Why a decision cannot be taken so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDecided {
    /// A decider is nobody of the register.
    #[error("decided_by names {0}, who is not among the people of this register")]
    Unknown(String),
    /// A decider does not act in the register on that day.
    #[error("decided_by names {name}, who is not active on {on}: {spell}")]
    NotActive {
        /// The name.
        name: String,
        /// The day.
        on: NaiveDate,
        /// When they are.
        spell: String,
    },
    /// A decider does not have the role.
    #[error("{name} does not have the role {role}, but {held}")]
    OtherRole {
        /// The name.
        name: String,
        /// The role given.
        role: String,
        /// The roles had.
        held: String,
    },
    /// The roles do not suffice.
    #[error(transparent)]
    NotEnough(#[from] NotEnough),
    /// They would suffice, were one of them not who asked.
    #[error("{name} {did}, and the policy wants somebody else to accept; without {name}, {lacking}")]
    Same {
        /// Who asked.
        name: String,
        /// By what.
        did: &'static str,
        /// What is lacking then.
        lacking: String,
    },
    /// Nobody among them has a role that accepts anything.
    #[error("nobody who decides has a role that accepts risks of any level")]
    NoRole,
    /// It is to hold longer than the policy allows.
    #[error("valid_until is {until}, and a risk of level {band} is accepted until {last} at the latest")]
    TooLong {
        /// The level.
        band: String,
        /// The last day given.
        until: NaiveDate,
        /// The last day allowed.
        last: NaiveDate,
    },
}

/// The person of a name or of an account: somebody active on the day before somebody who is not.
pub fn person<'p>(
    people: impl IntoIterator<Item = &'p Person>,
    named: &str,
    on: NaiveDate,
) -> Option<&'p Person> {
    let named = named.trim();
    let is = |person: &&Person| {
        person.name.trim().to_lowercase() == named.to_lowercase()
            || (!person.account.is_empty() && person.account == named)
    };
    people.into_iter().filter(is).min_by_key(|person| !person.is_active(on))
}

/// Whether the people named may take a decision, and in which role each of them does.
///
/// Roles come from the register's people, as they are active on the day of the decision; first and last day are inclusive.
/// A person named twice is one. Where the policy wants the accepter to be another than who asked, who asked is not
/// counted: a committee in which they sit may accept if the others suffice. Who asked is who proposed the decision; where
/// nobody did, who rated what remains, and for the whole who leads the assessment: they ask by what they did, and nobody
/// signs off an estimate of their own. A hospital with one person can accept what that person's role allows with the
/// switch off only, and says so by approving such a policy. To reject or to defer leaves the risk unaccepted, so any
/// role will do that accepts some level, alone or with others. An acceptance lasts no longer than the policy allows for the
/// level, counted from the day of the decision. Basis: the project's own design.
///
/// # Errors
/// [`NotDecided`], with the rule.
pub fn may_decide<'p>(
    policy: &Policy,
    people: impl IntoIterator<Item = &'p Person> + Clone,
    intent: &Intent<'_>,
) -> Result<Vec<Signer>, NotDecided> {
    let mut seats: Vec<(&Person, Vec<String>)> = Vec::new();
    for (at, name) in intent.deciders.iter().enumerate() {
        let given = intent.roles.get(at).map_or("", |role| role.trim());
        let person = active(people.clone(), name, intent.on)?;
        let roles = match given {
            "" => person.roles.clone(),
            role if person.roles.iter().any(|held| held == role) => vec![role.to_owned()],
            role => {
                let held = person.roles.join(", ");
                return Err(NotDecided::OtherRole { name: person.name.clone(), role: role.to_owned(), held });
            }
        };
        if !seats.iter().any(|(seated, _)| seated.name == person.name) {
            seats.push((person, roles));
        }
    }
    if !matches!(intent.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions) {
        let accepts =
            |role: &String| policy.authorities.iter().flat_map(|a| &a.sets).any(|set| set.contains(role));
        let role_of = |(person, roles): (&Person, Vec<String>)| Signer {
            name: person.name.clone(),
            role: roles.iter().find(|role| accepts(role)).or(roles.first()).cloned().unwrap_or_default(),
        };
        let signers: Vec<Signer> = seats.into_iter().map(role_of).collect();
        return if signers.iter().any(|signer| accepts(&signer.role)) {
            Ok(signers)
        } else {
            Err(NotDecided::NoRole)
        };
    }
    let asking = intent.asking.filter(|_| policy.switches.accepter_is_another);
    let asks = asking.and_then(|asking| self::person(people, asking.name, intent.on));
    let counts = |person: &Person| asks.is_none_or(|asks| asks.name != person.name);
    let suffice = |seats: &[(&Person, Vec<String>)], all: bool| {
        let deciders: Vec<Decider<'_>> = seats
            .iter()
            .filter(|(person, _)| all || counts(person))
            .map(|(person, roles)| (person.name.as_str(), roles.as_slice()))
            .collect();
        may_accept(policy, intent.band, &deciders)
    };
    if let Err(lack) = suffice(&seats, false) {
        return Err(match (asking, suffice(&seats, true)) {
            (Some(asking), Ok(())) => NotDecided::Same {
                name: asks.map_or(asking.name, |person| &person.name).to_owned(),
                did: asking.by.did(),
                lacking: lack.lacking,
            },
            _ => lack.into(),
        });
    }
    if let (Some(until), Some(last)) =
        (intent.valid_until, accepted_until_at_most(policy, intent.band, intent.on))
        && until > last
    {
        return Err(NotDecided::TooLong { band: intent.band.to_owned(), until, last });
    }
    // Each signs in the first of their roles with which the rule still holds.
    for at in 0..seats.len() {
        let held = seats[at].1.clone();
        let fits = held.iter().find(|role| {
            seats[at].1 = vec![(*role).clone()];
            suffice(&seats, false).is_ok()
        });
        seats[at].1 = fits.map(|role| vec![role.clone()]).unwrap_or_default();
    }
    let signer = |(person, roles): (&Person, Vec<String>)| Signer {
        name: person.name.clone(),
        role: roles.into_iter().next().unwrap_or_default(),
    };
    Ok(seats.into_iter().map(signer).collect())
}

fn active<'p>(
    people: impl IntoIterator<Item = &'p Person>,
    name: &str,
    on: NaiveDate,
) -> Result<&'p Person, NotDecided> {
    let person = person(people, name, on).ok_or_else(|| NotDecided::Unknown(name.trim().to_owned()))?;
    if person.is_active(on) {
        return Ok(person);
    }
    Err(NotDecided::NotActive { name: person.name.clone(), on, spell: spell(person) })
}

/// `from 2026-01-01 until 2026-06-30`
pub fn spell(person: &Person) -> String {
    let from = person.active_from.map(|date| format!("from {date}"));
    let to = person.active_to.map(|date| format!("until {date}"));
    [from, to].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Who could accept this level on a day, in words: `Dr. A. Weber (clinical lead) and L. Novak (security lead) together,
/// or K. Sommer (top management)`; empty when the people of the register do not suffice.
pub fn able<'p>(
    policy: &Policy,
    people: impl IntoIterator<Item = &'p Person> + Clone,
    band: &str,
    on: NaiveDate,
    asking: Option<Asking<'_>>,
) -> String {
    let asking = asking.filter(|_| policy.switches.accepter_is_another);
    let asks = asking.and_then(|asking| person(people.clone(), asking.name, on));
    let counts = |person: &&Person| person.is_active(on) && asks.is_none_or(|asks| asks.name != person.name);
    let active: Vec<&Person> = people.into_iter().filter(counts).collect();
    let with = |role: &String| {
        let names: Vec<&str> = active
            .iter()
            .filter(|person| person.roles.contains(role))
            .map(|person| person.name.as_str())
            .collect();
        let told = policy.role(role).map_or(role.as_str(), |role| &role.name);
        (!names.is_empty()).then(|| format!("{} ({told})", names.join(" or ")))
    };
    let suffices = |set: &&Vec<String>| {
        let deciders: Vec<Decider<'_>> =
            active.iter().map(|person| (person.name.as_str(), person.roles.as_slice())).collect();
        let alone = Authority { band: band.to_owned(), sets: vec![(*set).clone()], days: 1 };
        let mut narrow = policy.clone();
        narrow.authorities = vec![alone];
        may_accept(&narrow, band, &deciders).is_ok()
    };
    let sets = policy.authority(band).map_or(&[][..], |authority| &authority.sets);
    let told = sets.iter().filter(suffices).filter_map(|set| {
        let each = set.iter().map(with).collect::<Option<Vec<_>>>()?;
        let together = if each.len() > 1 { " together" } else { "" };
        Some(format!("{}{together}", each.join(" and ")))
    });
    told.collect::<Vec<_>>().join(", or ")
}

/// Whether who verifies a control is who put it in place, where the policy wants another.
pub fn verifies_own_work<'p>(
    policy: &Policy,
    people: impl IntoIterator<Item = &'p Person> + Clone,
    verifier: &str,
    implementer: &str,
    on: NaiveDate,
) -> bool {
    let name = |named: &str| {
        let known = person(people.clone(), named, on).map(|person| person.name.clone());
        known.unwrap_or_else(|| named.to_owned()).trim().to_lowercase()
    };
    policy.switches.verifier_is_another
        && !implementer.trim().is_empty()
        && name(verifier) == name(implementer)
}
