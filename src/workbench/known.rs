//! What the register knows of a field that anything may be typed in: a suggestion, not a rule.

use std::collections::BTreeMap;

use super::{Workbench, actions::Known};
use crate::{
    catalog::kinds::PRODUCT_KINDS,
    domain::{object::Object, trouble::Trouble},
    ledger::Query,
    workbench::{actions::Pick, questions::Choice},
};

/// So many are suggested at most.
const MOST: usize = 2000;

impl Workbench {
    /// What is known, people first, then by name.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn known(&self, known: Known) -> Result<Vec<Choice>, Trouble> {
        let mut choices = match known {
            Known::People => self.known_people()?,
            Known::Tags => self.told_apart(&[(Object::Risk, "tags")], true)?,
            Known::Causes => self.told_apart(&[(Object::Risk, "causes")], true)?,
            Known::Sites => self.told_apart(&[(Object::Placement, "site")], false)?,
            Known::Kinds => self.known_kinds()?,
            Known::Locations => self.told_apart(&[(Object::Placement, "location")], false)?,
        };
        choices.truncate(MOST);
        Ok(choices)
    }

    /// Those of the catalogue, then others that products of the register are of.
    fn known_kinds(&self) -> Result<Vec<Choice>, Trouble> {
        let mut kinds: Vec<Choice> = PRODUCT_KINDS
            .iter()
            .map(|(id, name)| Choice { value: (*id).to_owned(), label: format!("{name} ({id})") })
            .collect();
        let profiles = self.catalogue().profiles().map(|profile| Choice {
            value: profile.kind.clone(),
            label: format!("{} ({})", profile.title, profile.kind),
        });
        let others = self.told_apart(&[(Object::Product, "kind")], false)?;
        for one in profiles.chain(others) {
            if !kinds.iter().any(|kind| kind.value == one.value) {
                kinds.push(one);
            }
        }
        Ok(kinds)
    }

    fn known_people(&self) -> Result<Vec<Choice>, Trouble> {
        let mut people = self.choices(Pick::Person, "")?;
        let owners = self.told_apart(&[(Object::Risk, "owner"), (Object::Control, "owner")], false)?;
        let others: Vec<Choice> = owners
            .into_iter()
            .filter(|owner| !people.iter().any(|person| person.value == owner.value))
            .collect();
        people.extend(others);
        Ok(people)
    }

    /// The values of these fields, with how often each occurs.
    fn told_apart(&self, fields: &[(Object, &'static str)], listed: bool) -> Result<Vec<Choice>, Trouble> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (object, field) in fields {
            for (value, count) in self.tally(&Query::all(*object), field)? {
                let values =
                    if listed { serde_json::from_str(&value).unwrap_or_default() } else { vec![value] };
                for value in values {
                    *counts.entry(value).or_default() += count;
                }
            }
        }
        counts.remove("");
        let label = |value: &String, count: usize| format!("{value} ({count})");
        Ok(counts.into_iter().map(|(value, count)| Choice { label: label(&value, count), value }).collect())
    }
}
