//! Policies: who may decide what, and the switches of the process. A hospital approves one for its register.

use super::{
    fault::Fault,
    fields::Fields,
    page::{self, Page, Part, Source},
};
use crate::domain::{gate::Weight, rating::KeyProperty};

/// A role that people have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its id: `clinical_lead`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub duty: String,
    /// May pass gates.
    pub passes_gates: bool,
    /// May override a gate that blocks.
    pub overrides_gates: bool,
    /// May approve a policy.
    pub approves_policy: bool,
    /// Reads, and changes nothing.
    pub only_reads: bool,
}

/// Who may accept a risk of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// The level of the scale.
    pub band: String,
    /// Roles that accept together, joined by `+`; one of these sets suffices.
    pub sets: Vec<Vec<String>>,
    /// For at most so many days.
    pub days: i64,
}

/// Irreversible harm that no low likelihood takes below a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// Harm to this key property …
    pub property: KeyProperty,
    /// … of this severity or worse …
    pub severity: i64,
    /// … is never rated below this level …
    pub band: String,
    /// … for this reason.
    pub reason: String,
}

/// What is switched on or off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switches {
    /// Whoever verifies a control is not who put it in place.
    pub verifier_is_another: bool,
    /// Whoever accepts a risk is not who asked for it.
    pub accepter_is_another: bool,
    /// A decision recorded for somebody else waits for a confirmation from that person's own account.
    pub confirmed_from_own_account: bool,
    /// Whether a risk treated by order 3 alone without a reason blocks.
    pub order_reason: Weight,
    /// An acceptance is expiring from so many days before its last.
    pub expiring_days: i64,
    /// An override lasts at most so many days.
    pub override_days: i64,
    /// A finding is to be mended within so many days, unless another date is given.
    pub finding_days: i64,
    /// A trigger that a date raises is to be dealt with within so many days.
    pub trigger_days: i64,
    /// The end of support is told so many days before.
    pub support_days: i64,
}

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its id: `default`.
    pub id: String,
    /// The version of this description.
    pub version: String,
    /// Its name.
    pub title: String,
    /// How far to trust it.
    pub basis: String,
    /// The roles.
    pub roles: Vec<Role>,
    /// Who may accept what, the lowest level first.
    pub authorities: Vec<Authority>,
    /// Floors that are in force.
    pub floors: Vec<Floor>,
    /// The switches.
    pub switches: Switches,
    source: Source,
}

impl Policy {
    /// Reads a policy from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// The role with this id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// Who may accept a level. A level that the policy does not name is the highest it names.
    pub fn authority(&self, band: &str) -> Option<&Authority> {
        self.authorities.iter().find(|authority| authority.band == band).or(self.authorities.last())
    }

    /// SHA-256 of the TOML text.
    pub fn sha256(&self) -> &str {
        &self.source.sha256
    }

    /// The TOML text.
    pub fn text(&self) -> &str {
        &self.source.text
    }
}

impl Part for Policy {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let roles = roles(page, &mut fields);
        let authorities = authorities(page, &mut fields, &roles);
        let floors = fields.tables("floor").into_iter().map(floor).collect();
        let switches = switches(&mut fields);
        let policy = Self {
            version: fields.text("version"),
            id: fields.text("id"),
            title: fields.text("title"),
            basis: fields.text("basis"),
            roles,
            authorities,
            floors,
            switches: switches?,
            source: page.source(),
        };
        fields.finish();
        Some(policy)
    }

    fn file_name(&self) -> String {
        self.id.clone()
    }
}

fn roles(page: &Page<'_>, fields: &mut Fields<'_, '_>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for mut table in fields.some_tables("role") {
        let id = table.located("id");
        if roles.iter().any(|known| known.id == id.value) {
            page.fault(id.at, format!("the role {} is already there", id.value));
        }
        let id_at = id.at;
        roles.push(Role {
            id: id.value,
            name: table.text("name"),
            duty: table.text("duty"),
            passes_gates: table.truth("passes_gates"),
            overrides_gates: table.truth("overrides_gates"),
            approves_policy: table.truth("approves_policy"),
            only_reads: table.truth_if_any("only_reads"),
        });
        table.finish();
        if let Some(role) = roles.last()
            && role.only_reads
            && (role.passes_gates || role.overrides_gates || role.approves_policy)
        {
            page.fault(id_at, format!("the role {} only reads and is given something to do", role.id));
        }
    }
    roles
}

fn authorities(page: &Page<'_>, fields: &mut Fields<'_, '_>, roles: &[Role]) -> Vec<Authority> {
    let mut authorities = Vec::new();
    for mut table in fields.some_tables("authority") {
        let mut sets = Vec::new();
        for set in table.filled_list("accepted_by") {
            let together: Vec<String> = set.value.split('+').map(|role| role.trim().to_owned()).collect();
            for role in &together {
                match roles.iter().find(|known| known.id == *role) {
                    None => page.fault(set.at, format!("the policy has no role {role:?}")),
                    Some(known) if known.only_reads => {
                        page.fault(set.at, format!("the role {role} only reads and accepts nothing"));
                    }
                    Some(_) => {}
                }
            }
            sets.push(together);
        }
        authorities.push(Authority {
            band: table.text("band"),
            sets,
            days: table.number("days", 1..=3660).value,
        });
        table.finish();
    }
    authorities
}

fn floor(mut table: Fields<'_, '_>) -> Floor {
    let floor = Floor {
        property: table.word("property"),
        severity: table.number("severity", 1..=super::scales::STEPS).value,
        band: table.text("band"),
        reason: table.text("reason"),
    };
    table.finish();
    floor
}

fn switches(fields: &mut Fields<'_, '_>) -> Option<Switches> {
    let mut table = fields.table("switches")?;
    let switches = Switches {
        verifier_is_another: table.truth("verifier_is_another"),
        accepter_is_another: table.truth("accepter_is_another"),
        confirmed_from_own_account: table.truth("confirmed_from_own_account"),
        order_reason: table.word("order_reason"),
        expiring_days: table.number("expiring_days", 0..=365).value,
        override_days: table.number("override_days", 1..=30).value,
        finding_days: table.number("finding_days", 1..=365).value,
        trigger_days: table.number("trigger_days", 1..=365).value,
        support_days: table.number("support_days", 0..=3660).value,
    };
    table.finish();
    Some(switches)
}
