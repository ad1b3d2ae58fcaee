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

    /// The person of a name or an account; somebody active before somebody who is not.
    pub(super) fn person_of(&self, name: &str) -> Result<Held<Person>, Trouble> {
        let wanted = name.trim().to_lowercase();
        let people = self.people()?;
        let is = |held: &&Held<Person>| {
            held.name.to_lowercase() == wanted || (!held.account.is_empty() && held.account == name.trim())
        };
        let found = people.iter().filter(is).min_by_key(|held| !held.is_active(self.today()));
        found.cloned().ok_or_else(|| {
            let known: Vec<&str> = people.iter().take(8).map(|held| held.name.as_str()).collect();
            let try_this = if known.is_empty() {
                "add-person first".to_owned()
            } else {
                format!("one of {}", known.join(", "))
            };
            Trouble::refused("Not found", format!("the register names nobody {name:?}"), try_this)
        })
    }

    /// Refuses people who only read. Whose time in the register is over is held to the roles they had.
    pub(super) fn refuse_readers(&self) -> Result<(), Trouble> {
        let own: Vec<Held<Person>> =
            self.all(&Query::all(Object::Person).is("account", self.actor_name()))?;
        let today = self.today();
        let active = own.iter().any(|person| person.is_active(today));
        let mut roles = own
            .iter()
            .filter(|person| !active || person.is_active(today))
            .flat_map(|person| &person.roles)
            .peekable();
        let Some(first) = roles.peek().map(|role| (*role).clone()) else { return Ok(()) };
        let (policy, _) = self.policy()?;
        if !roles.all(|id| policy.role(id).is_some_and(|role| role.only_reads)) {
            return Ok(());
        }
        let role = policy.role(&first).map_or(first.as_str(), |role| &role.name);
        let name = own.first().map_or(self.actor_name(), |person| &person.name);
        Err(Trouble::refused(
            "Not saved",
            format!("{name} is {role} here, and whoever is only that reads and changes nothing"),
            "somebody with another role; show, export and verify are open to all",
        ))
    }

    /// Refuses a change of people by who does not keep them. People are kept by those who work under an account of
    /// their own and have a role that passes gates or approves policies; while there is nobody such, by anybody.
    pub(super) fn refuse_strangers(&self) -> Result<(), Trouble> {
        self.refuse_readers()?;
        let people = self.people()?;
        let keepers = self.keepers(people.iter().map(|held| &held.value))?;
        if keepers.is_empty() || keepers.iter().any(|keeper| keeper.account == self.actor_name()) {
            return Ok(());
        }
        let names: Vec<&str> = keepers.iter().map(|keeper| keeper.name.as_str()).collect();
        Err(Trouble::refused(
            "Not saved",
            format!("the account {} does not keep the people of this register", self.actor_name()),
            names.join(" or "),
        ))
    }

    /// What is to be told when from now on others keep the people, and who is at the keyboard does not.
    pub(super) fn kept_by_others(&self, before: &[Held<Person>]) -> Result<String, Trouble> {
        let people = self.people()?;
        let keepers = self.keepers(people.iter().map(|held| &held.value))?;
        let were = self.keepers(before.iter().map(|held| &held.value))?;
        if !were.is_empty()
            || keepers.is_empty()
            || keepers.iter().any(|keeper| keeper.account == self.actor_name())
        {
            return Ok(String::new());
        }
        let names: Vec<&str> = keepers.iter().map(|keeper| keeper.name.as_str()).collect();
        Ok(format!(
            " From now on {} keeps the people; the account {} does not.",
            names.join(" or "),
            self.actor_name()
        ))
    }

    /// Those who keep the people of this register today.
    pub(super) fn keepers<'p>(
        &self,
        people: impl Iterator<Item = &'p Person>,
    ) -> Result<Vec<&'p Person>, Trouble> {
        let (policy, _) = self.policy()?;
        let today = self.today();
        let keeps = |id: &String| {
            policy
                .role(id)
                .is_some_and(|role| !role.only_reads && (role.passes_gates || role.approves_policy))
        };
        Ok(people
            .filter(|person| {
                person.is_active(today) && !person.account.is_empty() && person.roles.iter().any(keeps)
            })
            .collect())
    }

    /// The role in which the person at the keyboard may do something. While the register knows nobody by an account,
    /// everybody may, and no role is told.
    pub(super) fn role_for(&self, what: &str, may: impl Fn(&Role) -> bool) -> Result<String, Trouble> {
        let people = self.people()?;
        if people.iter().all(|person| person.account.is_empty()) {
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
