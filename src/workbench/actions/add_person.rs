//! Add a person with their roles.

use chrono::NaiveDate;

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject};
use crate::{
    domain::{events::EventKind, object::Id, person::Person, record::Held, trouble::Trouble},
    ledger::Edit,
    process::deciding::spell,
    workbench::Workbench,
};

pub(super) const FIELDS: &[Field] = &[
    Field::required("name", "Name", FieldKind::Line, "as they sign; nobody else active has it"),
    Field::required("roles", "Roles", FieldKind::PickMany(Pick::Role), "of the policy"),
    Field::optional("account", "Account", FieldKind::Line, "user name on this host, if they have one"),
    Field::optional("active_from", "Active from", FieldKind::Date, "the first day in these roles"),
    Field::optional("active_to", "Active to", FieldKind::Date, "the last day in these roles"),
];

pub(super) const ACTION: Action = Action {
    name: "add-person",
    title: "Add a person",
    help: "Who decides, verifies and passes gates, in which roles; from then on their authority is checked.",
    subject: Subject::Register,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

/// The first person is, as a rule, who sits at the keyboard.
fn prefill(workbench: &Workbench, _: &str) -> Result<Args, Trouble> {
    if !workbench.people()?.is_empty() {
        return Ok(Args::new());
    }
    let (policy, _) = workbench.policy()?;
    let role = policy.roles.iter().find(|role| role.passes_gates);
    Ok(Args::new()
        .with("name", workbench.actor_name())
        .with("roles", role.map(|role| role.id.as_str()).unwrap_or_default())
        .with("account", workbench.actor_name()))
}

fn run(workbench: &mut Workbench, _: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    workbench.refuse_strangers()?;
    let value = person(args)?;
    workbench.fits(&value, None)?;
    let id = workbench.new_request();
    let shown = format!("{} added: {}.", value.name, workbench.role_names(&value)?);
    let edits = vec![Edit::put(&id, 0, &value)];
    let before = workbench.people()?;
    let said = workbench.write_one(request, EventKind::PersonChanged, shown, "", edits)?;
    let told = workbench.kept_by_others(&before)?;
    Ok(Outcome { said: said + &told, subject: value.name })
}

/// The person that the arguments tell.
pub(super) fn person(args: &Args) -> Result<Person, Trouble> {
    Ok(Person {
        name: args.needed("name")?,
        roles: args.list("roles"),
        account: args.text("account"),
        active_from: args.date("active_from")?,
        active_to: args.date("active_to")?,
    })
}

impl Workbench {
    /// Refuses a person who does not fit among the people: roles that the policy does not have, days out of order, a
    /// name or an account that somebody has at the same time.
    pub(in crate::workbench) fn fits(&self, person: &Person, own: Option<&Id>) -> Result<(), Trouble> {
        let (policy, _) = self.policy()?;
        let known = || policy.roles.iter().map(|role| role.id.as_str()).collect::<Vec<_>>().join(", ");
        let refuse =
            |because: String, try_this: String| Err(Trouble::refused("Not saved", because, try_this));
        if person.roles.is_empty() {
            return refuse("roles is empty".into(), known());
        }
        if let Some(role) = person.roles.iter().find(|id| policy.role(id).is_none()) {
            return refuse(
                format!("roles names {role:?}, which the policy {} does not have", policy.id),
                known(),
            );
        }
        if let (Some(from), Some(to)) = (person.active_from, person.active_to)
            && to < from
        {
            return refuse(format!("active_to is {to}, before active_from {from}"), "a later day".into());
        }
        let others: Vec<Held<Person>> = self.people()?;
        let mut others = others.iter().filter(|held| own != Some(&held.id) && meet(held, person));
        let twin = others.find_map(|held| {
            let name = held.name.trim().to_lowercase() == person.name.trim().to_lowercase();
            let account = !person.account.is_empty() && held.account == person.account;
            match (name, account) {
                (true, _) => Some((held, format!("name is {:?}", person.name))),
                (_, true) => Some((held, format!("account is {:?}", person.account))),
                _ => None,
            }
        });
        match twin {
            Some((held, what)) => {
                let when = match spell(held) {
                    spell if spell.is_empty() => String::new(),
                    spell => format!(" {spell}"),
                };
                refuse(
                    format!("{what}, which {} ({}) has{when}", held.name, held.roles.join(", ")),
                    "edit-person for that person, or something that tells them apart".into(),
                )
            }
            None => Ok(()),
        }
    }

    /// The names of a person's roles: `risk manager, security lead (CISO)`.
    pub(in crate::workbench) fn role_names(&self, person: &Person) -> Result<String, Trouble> {
        let (policy, _) = self.policy()?;
        let name = |id: &String| policy.role(id).map_or_else(|| id.clone(), |role| role.name.clone());
        Ok(person.roles.iter().map(name).collect::<Vec<_>>().join(", "))
    }
}

/// There is a day on which both are active.
fn meet(one: &Person, other: &Person) -> bool {
    let before = |to: Option<NaiveDate>, from: Option<NaiveDate>| match (to, from) {
        (Some(to), Some(from)) => to < from,
        _ => false,
    };
    !before(one.active_to, other.active_from) && !before(other.active_to, one.active_from)
}
