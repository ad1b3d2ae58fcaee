//! Search everywhere: products, risks, controls, decisions, statements and the catalogue, by the words in their texts.

mod excerpt;
mod texts;

use std::collections::HashMap;

use super::catalogue::About;
use crate::{
    domain::{
        assessment::Assessment,
        control::Control,
        decision::{Decision, DecisionState},
        disclosure::Statement,
        fold,
        object::{Id, Object},
        product::Product,
        record::{Held, Record},
        risk::Risk,
        trouble::Trouble,
        word::words,
    },
    ledger::{Ask as _, Query, TextSearch},
    workbench::{Workbench, trouble},
};

pub use excerpt::Excerpt;

words! {
    /// What is looked through, in the order in which it is told.
    Kind {
        /// Manufacturer and model.
        Product = "product", "Products";
        /// Hazardous situations.
        Risk = "risk", "Risks";
        /// Compensating controls.
        Control = "control", "Controls";
        /// Decisions.
        Decision = "decision", "Decisions";
        /// What manufacturers answered, with their notes.
        Statement = "statement", "Statements";
        /// What riskward and the hospital know beforehand.
        Catalogue = "catalogue", "Catalogue";
    }
}

/// Where something that was found is to be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// An assessment: `ip3`.
    Assessment(String),
    /// A risk: `ip3/R-014`.
    Risk(String),
    /// A decision: the assessment whose decisions it is among, and its identity there.
    Decision(String, Id),
    /// A control: `C-003`.
    Control(String),
    /// An item of the disclosure of an assessment: `ip3`, `AUDT-2.10`.
    Statement(String, String),
    /// An entry of the catalogue.
    Entry(About),
    /// A product or a disclosure that no assessment is about yet.
    Nowhere,
}

impl Leads {
    fn decision(&self) -> Option<&Id> {
        if let Self::Decision(_, id) = self { Some(id) } else { None }
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// `ip3/R-014`; empty where it has none.
    pub reference: String,
    /// Its name.
    pub title: String,
    /// The field with most of the words: `consequence`.
    pub field: &'static str,
    /// The words there, and what stands around them.
    pub excerpt: Excerpt,
    /// Where it is to be seen.
    pub leads: Leads,
}

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The kind.
    pub kind: Kind,
    /// What was found, in the order in which it was made.
    pub hits: Vec<Hit>,
    /// There is more.
    pub more: bool,
}

/// What was found; kinds without anything are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// By kind.
    pub groups: Vec<Group>,
}

/// How a search is made.
struct Wanted<'a> {
    words: Vec<String>,
    most: usize,
    goes_on: &'a dyn Fn() -> bool,
}

impl Workbench {
    /// Everything in whose texts each of the words stands, at most so many of a kind. When the answer is not wanted any
    /// more, what was found so far is given.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn search(&self, typed: &str, most: usize, goes_on: &dyn Fn() -> bool) -> Result<Found, Trouble> {
        let wanted = Wanted { words: fold::words(typed), most, goes_on };
        if wanted.words.is_empty() {
            return Ok(Found::default());
        }
        let all = self.all::<Assessment>(&Query::all(Object::Assessment))?;
        let older = self.older_revisions()?;
        let names: HashMap<&Id, String> = all
            .iter()
            .map(|held| {
                let own = &held.value;
                let revised = || format!("{}@{}", own.reference, own.revision);
                (&held.id, if older.contains(&held.id) { revised() } else { own.reference.clone() })
            })
            .collect();
        let newest: Vec<&Held<Assessment>> = all.iter().filter(|held| !older.contains(&held.id)).collect();
        let groups = [
            self.products(&wanted, &newest)?,
            self.risks_with(&wanted, &newest, !older.is_empty(), &names)?,
            self.of_kind(&wanted, Kind::Control, Query::all(Object::Control), |control: &Held<Control>| {
                (control.reference.clone(), control.title.clone(), Leads::Control(control.reference.clone()))
            })?,
            self.decisions_with(&wanted, &names)?,
            self.statements_with(&wanted, &newest)?,
            self.entries_with(&wanted),
        ];
        Ok(Found { groups: groups.into_iter().filter(|group| !group.hits.is_empty()).collect() })
    }

    /// The rows of a query whose texts hold the words, each told by its reference, its name and where it is to be seen.
    fn of_kind<R: texts::Texts + Record>(
        &self,
        wanted: &Wanted<'_>,
        kind: Kind,
        query: Query,
        told: impl Fn(&Held<R>) -> (String, String, Leads),
    ) -> Result<Group, Trouble> {
        let search = TextSearch {
            query,
            fields: R::FIELDS,
            words: &wanted.words,
            most: wanted.most + 1,
            goes_on: wanted.goes_on,
        };
        let ids = self.ledger.ids_holding(&search);
        let mut ids = ids.map_err(|e| trouble::ledger("Cannot read the register", e))?;
        let more = ids.len() > wanted.most;
        ids.truncate(wanted.most);
        let mut rows = self.all::<R>(&Query::all(R::OBJECT).among("id", &ids))?;
        rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
        let hits = rows.iter().map(|row| {
            let (reference, title, leads) = told(row);
            let (field, excerpt) = excerpt::of(&row.value.texts(), &wanted.words);
            Hit { reference, title, field, excerpt, leads }
        });
        Ok(Group { kind, hits: hits.collect(), more })
    }

    fn products(&self, wanted: &Wanted<'_>, newest: &[&Held<Assessment>]) -> Result<Group, Trouble> {
        self.of_kind(wanted, Kind::Product, Query::all(Object::Product), |product: &Held<Product>| {
            let of = newest.iter().find(|held| held.product_id == product.id);
            let reference = of.map(|held| held.reference.clone()).unwrap_or_default();
            let leads = of.map_or(Leads::Nowhere, |held| Leads::Assessment(held.reference.clone()));
            (reference, format!("{} {}", product.manufacturer, product.model), leads)
        })
    }

    fn risks_with(
        &self,
        wanted: &Wanted<'_>,
        newest: &[&Held<Assessment>],
        some_are_older: bool,
        names: &HashMap<&Id, String>,
    ) -> Result<Group, Trouble> {
        let mut query = Query::all(Object::Risk);
        if some_are_older {
            query = query.among("assessment_id", newest.iter().map(|held| &held.id));
        }
        self.of_kind(wanted, Kind::Risk, query, |risk: &Held<Risk>| {
            let name = names.get(&risk.assessment_id).map_or("", String::as_str);
            let reference = format!("{name}/{}", risk.reference);
            (reference.clone(), risk.title.clone(), Leads::Risk(reference))
        })
    }

    fn decisions_with(&self, wanted: &Wanted<'_>, names: &HashMap<&Id, String>) -> Result<Group, Trouble> {
        let mut group = self.of_kind(
            wanted,
            Kind::Decision,
            Query::all(Object::Decision),
            |decision: &Held<Decision>| {
                let name = names.get(&decision.assessment_id).cloned().unwrap_or_default();
                let title = texts::decision(decision);
                match &decision.risk_id {
                    // the ref of the risk is read below, for all at once
                    Some(risk) => (risk.0.clone(), title, Leads::Decision(name, decision.id.clone())),
                    None => (String::new(), title, Leads::Decision(name, decision.id.clone())),
                }
            },
        )?;
        let ids: Vec<Id> = group.hits.iter().map(|hit| Id(hit.reference.clone())).collect();
        let risks = self.all::<Risk>(&Query::all(Object::Risk).among("id", &ids).with_gone())?;
        let ids: Vec<Id> = group.hits.iter().filter_map(|hit| hit.leads.decision().cloned()).collect();
        // in lists a decision goes by the identity of where it stands
        let states = Query::all(Object::DecisionState).among("decision_id", &ids);
        let states = self.all::<DecisionState>(&states)?;
        for hit in &mut group.hits {
            let Leads::Decision(name, decision) = &mut hit.leads else { continue };
            let risk = risks.iter().find(|risk| risk.id.0 == hit.reference);
            hit.reference = risk.map_or_else(|| name.clone(), |risk| format!("{name}/{}", risk.reference));
            if let Some(state) = states.iter().find(|state| state.decision_id == *decision) {
                decision.clone_from(&state.id);
            }
        }
        Ok(group)
    }

    /// Of the disclosures that assessments rest on now.
    fn statements_with(&self, wanted: &Wanted<'_>, newest: &[&Held<Assessment>]) -> Result<Group, Trouble> {
        let disclosures = newest.iter().filter_map(|held| held.disclosure_id.as_ref());
        let query = Query::all(Object::Statement).among("disclosure_id", disclosures);
        self.of_kind(wanted, Kind::Statement, query, |statement: &Held<Statement>| {
            let of = newest.iter().find(|held| held.disclosure_id.as_ref() == Some(&statement.disclosure_id));
            let name = of.map(|held| held.reference.clone()).unwrap_or_default();
            let title = texts::statement(statement);
            (format!("{name} {}", statement.item), title, Leads::Statement(name, statement.item.clone()))
        })
    }

    fn entries_with(&self, wanted: &Wanted<'_>) -> Group {
        let mut group = Group { kind: Kind::Catalogue, hits: Vec::new(), more: false };
        if !(wanted.goes_on)() {
            return group;
        }
        let words = wanted.words.join(" ");
        // what is named so comes before what only tells of it
        let (named, others): (Vec<_>, Vec<_>) = self
            .catalogue_entries()
            .into_iter()
            .filter(|entry| entry.has(&words))
            .partition(|entry| entry.is_named(&words));
        for entry in named.into_iter().chain(others) {
            if group.hits.len() == wanted.most {
                group.more = true;
                break;
            }
            let (field, excerpt) = excerpt::of(&texts::entry(&entry), &wanted.words);
            group.hits.push(Hit {
                reference: entry.id.clone(),
                title: entry.title.clone(),
                field,
                excerpt,
                leads: Leads::Entry(About::Entry(entry.kind, entry.id.clone())),
            });
        }
        group
    }
}
