//! Who works in this register, in which roles, and the policy they work under.

use chrono::NaiveDate;

use crate::{
    catalog::policies::{Authority, Policy},
    domain::{person::Person, trouble::Trouble, word::Word as _},
    workbench::Workbench,
};

/// The people and the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// The people, by name.
    pub people: Vec<PersonLine>,
    /// The policy that holds.
    pub policy: PolicyWhole,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// The name.
    pub name: String,
    /// Ids of roles.
    pub roles: Vec<String>,
    /// Names of the roles.
    pub role_names: Vec<String>,
    /// The account, if they have one.
    pub account: String,
    /// The first day in these roles.
    pub active_from: Option<NaiveDate>,
    /// The last day in these roles, inclusive.
    pub active_to: Option<NaiveDate>,
    /// Acts on the date that is looked at.
    pub active: bool,
    /// `active`, `active until 2026-12-31`, `ended 2026-06-30`, `not before 2027-01-01`
    pub spell: String,
}

/// The policy that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyWhole {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How far to trust it.
    pub basis: String,
    /// SHA-256 of its text.
    pub sha256: String,
    /// Who approved it; none for the catalogue's own.
    pub approval: Option<ApprovalLine>,
    /// Its roles.
    pub roles: Vec<RoleLine>,
    /// Who may accept what, the lowest level first.
    pub authority: Vec<AuthorityLine>,
    /// Below which level harm that cannot be undone is never rated, and why.
    pub floors: Vec<String>,
    /// What is switched on or off: name, how it stands.
    pub switches: Vec<(&'static str, String)>,
}

/// Who approved the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalLine {
    /// Which approval in this register, 1 the first.
    pub number: i64,
    /// The person.
    pub by: String,
    /// In which role; empty where nobody in the register had one.
    pub role: String,
    /// On which civil date.
    pub on: NaiveDate,
    /// The minute or signed sheet.
    pub evidence: String,
}

/// A role of the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub duty: String,
    /// What it may do: `passes gates, overrides gates`.
    pub may: Vec<&'static str>,
}

/// Who may accept one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityLine {
    /// The level.
    pub band: String,
    /// The sets of role names: one of them suffices, those in one decide together.
    pub sets: Vec<Vec<String>>,
    /// For at most so many days.
    pub days: i64,
}

impl AuthorityLine {
    /// `clinical lead + security lead (CISO), or top management`
    pub fn told(&self) -> String {
        self.sets.iter().map(|set| set.join(" + ")).collect::<Vec<_>>().join(", or ")
    }
}

impl Workbench {
    /// The people of the register and the policy they work under.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn people_and_policy(&self) -> Result<People, Trouble> {
        let (policy, approval) = self.policy()?;
        let on = self.as_of();
        let people = self.people()?.into_iter().map(|held| PersonLine {
            role_names: held.roles.iter().map(|id| role_name(&policy, id)).collect(),
            active: held.is_active(on),
            spell: spell(&held, on),
            name: held.value.name,
            roles: held.value.roles,
            account: held.value.account,
            active_from: held.value.active_from,
            active_to: held.value.active_to,
        });
        let approval = approval.map(|held| ApprovalLine {
            number: held.number,
            role: role_name(&policy, &held.role),
            by: held.value.approved_by,
            on: held.value.approved_on,
            evidence: held.value.evidence,
        });
        Ok(People { people: people.collect(), policy: whole(&policy, approval) })
    }
}

/// How somebody stands on a date.
fn spell(person: &Person, on: NaiveDate) -> String {
    match (person.active_from, person.active_to) {
        (Some(from), _) if on < from => format!("not before {from}"),
        (_, Some(to)) if to < on => format!("ended {to}"),
        (_, Some(to)) => format!("active until {to}"),
        (_, None) => "active".to_owned(),
    }
}

fn role_name(policy: &Policy, id: &str) -> String {
    policy.role(id).map_or(id, |role| &role.name).to_owned()
}

fn whole(policy: &Policy, approval: Option<ApprovalLine>) -> PolicyWhole {
    let roles = policy.roles.iter().map(|role| {
        let may = [
            (role.passes_gates, "passes gates"),
            (role.overrides_gates, "overrides gates"),
            (role.approves_policy, "approves policies"),
            (role.only_reads, "only reads"),
        ];
        RoleLine {
            id: role.id.clone(),
            name: role.name.clone(),
            duty: role.duty.clone(),
            may: may.into_iter().filter(|(may, _)| *may).map(|(_, what)| what).collect(),
        }
    });
    let authority = |authority: &Authority| AuthorityLine {
        band: authority.band.clone(),
        sets: authority.sets.iter().map(|set| set.iter().map(|id| role_name(policy, id)).collect()).collect(),
        days: authority.days,
    };
    let floors = policy.floors.iter().map(|floor| {
        format!(
            "{} severity {} or worse is never below {}: {}",
            floor.property.label(),
            floor.severity,
            floor.band,
            floor.reason
        )
    });
    PolicyWhole {
        id: policy.id.clone(),
        title: policy.title.clone(),
        basis: policy.basis.clone(),
        sha256: policy.sha256().to_owned(),
        approval,
        roles: roles.collect(),
        authority: policy.authorities.iter().map(authority).collect(),
        floors: floors.collect(),
        switches: switches(policy),
    }
}

fn switches(policy: &Policy) -> Vec<(&'static str, String)> {
    let switches = &policy.switches;
    let yes = |on: bool| if on { "yes" } else { "no" }.to_owned();
    let days = |days: i64| format!("{days} days");
    vec![
        ("verifier is not who put it in place", yes(switches.verifier_is_another)),
        ("accepter is not who asked", yes(switches.accepter_is_another)),
        ("confirmed from own account", yes(switches.confirmed_from_own_account)),
        ("order 3 alone without a reason", switches.order_reason.label().to_owned()),
        ("acceptance is expiring before its end", days(switches.expiring_days)),
        ("override lasts at most", days(switches.override_days)),
        ("finding is mended within", days(switches.finding_days)),
        ("trigger of a date is dealt with within", days(switches.trigger_days)),
        ("end of support is told before", days(switches.support_days)),
    ]
}
