//! Who is at the keyboard, in which roles, and what those may do.

use chrono::NaiveDate;

use super::Workbench;
use crate::{
    catalog::policies::Role,
    domain::{object::Object, person::Person, record::Held, trouble::Trouble},
    ledger::{Direction, Query},
};

impl Workbench {
    /// The people of the register, by name.
    pub(super) fn people(&self) -> Result<Vec<Held<Person>>, Trouble> {
        self.all(&Query::all(Object::Person).by("name", Direction::Up))
    }

    /// The person whose account is at work today, if the register knows one.
    pub(super) fn acting(&self, on: NaiveDate) -> Result<Option<Held<Person>>, Trouble> {
        let name = self.actor_name();
        let known = self.people()?;
        Ok(known.into_iter().find(|person| person.account == name && person.is_active(on)))
    }

    /// The name of the person at the keyboard: as the register knows them, else the account's.
    pub(super) fn person_name(&self) -> Result<String, Trouble> {
        Ok(self
            .acting(self.today())?
            .map_or_else(|| self.actor_name().to_owned(), |person| person.value.name))
    }

    /// The role in which the person at the keyboard may do something. While the register names no people at all,
    /// everybody may, and no role is told.
    pub(super) fn role_for(&self, what: &str, may: impl Fn(&Role) -> bool) -> Result<String, Trouble> {
        let people = self.people()?;
        if people.is_empty() {
            return Ok(String::new());
        }
        let (policy, _) = self.policy()?;
        let acting = self.acting(self.today())?;
        let roles = acting.iter().flat_map(|person| &person.roles);
        let found = roles.filter_map(|id| policy.role(id)).find(|role| may(role));
        found.map(|role| role.id.clone()).ok_or_else(|| {
            let able: Vec<&str> =
                policy.roles.iter().filter(|role| may(role)).map(|role| role.name.as_str()).collect();
            let because = match &acting {
                Some(person) => format!("{} has no role that may {what}", person.name),
                None => format!(
                    "the account {} belongs to nobody who is active in this register",
                    self.actor_name()
                ),
            };
            Trouble::refused("Not done", because, format!("somebody who is {}", able.join(", ")))
        })
    }
}
