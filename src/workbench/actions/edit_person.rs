//! Change a person: name, roles, account, the days on which they act.

use super::{
    Action, Args, OPENED_ON, Outcome, Subject,
    add_person::{FIELDS, person},
    opened_on,
};
use crate::{
    domain::{events::EventKind, object::Id, person::Person, record::Held, trouble::Trouble},
    ledger::Edit,
    workbench::Workbench,
};

pub(super) const ACTION: Action = Action {
    name: "edit-person",
    title: "Edit the person",
    help: "Name, roles, account, and from when to when; a decision keeps what was true on its day.",
    subject: Subject::Person,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = workbench.person_of(subject)?;
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    Ok(Args::new()
        .with("name", &held.name)
        .with("roles", held.roles.join("|"))
        .with("account", &held.account)
        .with("active_from", date(held.active_from))
        .with("active_to", date(held.active_to))
        .with(OPENED_ON, held.version.to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    workbench.refuse_strangers()?;
    let held = workbench.person_of(subject)?;
    let mut full = if args.is_empty(OPENED_ON) { prefill(workbench, subject)? } else { Args::new() };
    for (name, value) in args.iter() {
        full.set(name, value);
    }
    let value = person(&full)?;
    workbench.fits(&value, Some(&held.id))?;
    refuse_own_gain(workbench, &held, &value)?;
    let shown = format!("{} changed: {}.", value.name, workbench.role_names(&value)?);
    let edits = vec![Edit::put(&held.id, opened_on(&full, held.version)?, &value)];
    let before = workbench.people()?;
    let said = workbench.write_one(request, EventKind::PersonChanged, shown, "", edits)?;
    let told = workbench.kept_by_others(&before)?;
    Ok(Outcome { said: said + &told, subject: value.name })
}

/// Nobody gives themselves a role or an account that has more, as long as somebody else keeps the people; and somebody
/// who keeps them is left.
fn refuse_own_gain(workbench: &Workbench, held: &Held<Person>, value: &Person) -> Result<(), Trouble> {
    let people = workbench.people()?;
    let before = workbench.keepers(people.iter().map(|held| &held.value))?;
    let after = people.iter().map(|known| if known.id == held.id { value } else { &known.value });
    if !before.is_empty() && workbench.keepers(after)?.is_empty() {
        return Err(Trouble::refused(
            "Not saved",
            "nobody would be left who keeps the people of this register",
            "first give somebody else an account and a role that passes gates or approves policies",
        ));
    }
    let own = |person: &Person| person.account == workbench.actor_name();
    let gains = own(value)
        && (!own(held) || value.roles.iter().any(|role| !held.roles.contains(role)) || outlasts(value, held));
    let others: Vec<&str> =
        before.iter().filter(|keeper| !own(keeper)).map(|keeper| keeper.name.as_str()).collect();
    if gains && !others.is_empty() {
        return Err(Trouble::refused(
            "Not saved",
            format!(
                "{} works under the account {}, and nobody gives themselves roles",
                value.name, value.account
            ),
            others.join(" or "),
        ));
    }
    Ok(())
}

/// Acts on days on which the other does not.
fn outlasts(one: &Person, other: &Person) -> bool {
    let later = other.active_to.is_some_and(|last| one.active_to.is_none_or(|to| to > last));
    let sooner = other.active_from.is_some_and(|first| one.active_from.is_none_or(|from| from < first));
    later || sooner
}
