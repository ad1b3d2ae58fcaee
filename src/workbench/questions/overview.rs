//! The register at a glance: risks by residual level, decisions by the month they run out in, capabilities over products.
//! Everything is counted by the ledger, so that the answer costs what there is to tell, not what there is to read.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike as _, Months, NaiveDate};

use super::{Level, decisions::Ends, matrix::Within};
use crate::{
    domain::{
        assessment::Assessment,
        capability::{Coverage, InUseState, Requirement, is_gap},
        decision::DecisionLife,
        object::{Id, Object},
        product::Product,
        rating::Phase,
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Query,
    process::requirements::Asked,
    workbench::{Workbench, knowledge::level},
};

/// Months told one by one.
const MONTHS: u32 = 12;

/// The register at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The day on which dates are looked at.
    pub on: NaiveDate,
    /// Risks of the newest revisions.
    pub risks: usize,
    /// Risks by residual level: not rated, then the worst first; each scale in use apart.
    pub levels: Vec<ByLevel>,
    /// Decisions in force.
    pub decisions: usize,
    /// Decisions in force by when they run out: over, month by month, later, never.
    pub months: Vec<ByMonth>,
    /// The products with an assessment, by name.
    pub products: Vec<Column>,
    /// The 22 capabilities, each over the products.
    pub capabilities: Vec<Row>,
}

/// Risks of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByLevel {
    /// The level; none = not rated.
    pub level: Option<Level>,
    /// The scale's name, where several are in use.
    pub scale: String,
    /// How many.
    pub risks: usize,
    /// Those risks.
    pub within: Within,
}

/// Decisions that run out at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByMonth {
    /// `over`, `2026-11`, `later`, `no end`.
    pub label: String,
    /// The last day of all of them is over.
    pub is_over: bool,
    /// How many.
    pub decisions: usize,
    /// Those decisions.
    pub ends: Ends,
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Manufacturer and model.
    pub product: String,
    /// Its assessments, by ref.
    pub references: Vec<String>,
}

/// A capability over the products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Products in which it is a gap.
    pub gaps: usize,
    /// In each product, the assessment where it is worst.
    pub cells: Vec<Cell>,
}

/// A capability in a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The assessment.
    pub reference: String,
    /// What is claimed.
    pub coverage: Coverage,
    /// It is required and not both claimed and in use, or a requirement is unmet.
    pub gap: bool,
}

impl Workbench {
    /// The register at a glance.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn overview(&self) -> Result<Overview, Trouble> {
        let older = self.older_revisions()?;
        let mut newest = self.all::<Assessment>(&Query::all(Object::Assessment))?;
        newest.retain(|held| !older.contains(&held.id));
        newest.sort_by(|one, other| one.reference.cmp(&other.reference));
        let of_newest = |object| {
            let all = Query::all(object);
            if older.is_empty() {
                return all;
            }
            all.among("assessment_id", newest.iter().map(|held| &held.id))
        };
        let risks = self.count(&of_newest(Object::Risk))?;
        let (decisions, months) = self.by_month()?;
        let (products, capabilities) = self.over_products(&newest)?;
        Ok(Overview {
            on: self.as_of(),
            risks,
            levels: self.by_level(&of_newest(Object::Rating), risks)?,
            decisions,
            months,
            products,
            capabilities,
        })
    }

    fn by_level(&self, ratings: &Query, risks: usize) -> Result<Vec<ByLevel>, Trouble> {
        let residual = ratings.clone().is("phase", Phase::Residual.word());
        let mut of_scale: BTreeMap<String, HashMap<String, usize>> = BTreeMap::new();
        let mut rated = 0;
        for (mut values, count) in self.tally_by(&residual, &["scale_sha256", "overall"])? {
            let overall = values.pop().unwrap_or_default();
            of_scale.entry(values.concat()).or_default().insert(overall, count);
            rated += count;
        }
        let not_rated = ByLevel {
            level: None,
            scale: String::new(),
            risks: risks.saturating_sub(rated),
            within: Within::NotRated,
        };
        let mut levels = vec![not_rated];
        let several = of_scale.len() > 1;
        for (sha256, counts) in of_scale {
            let scale = self.scale(&sha256)?;
            for band in scale.bands.iter().rev() {
                let within =
                    Within::Level { scale: sha256.clone(), band: band.id.clone(), level: band.short.clone() };
                levels.push(ByLevel {
                    level: Some(level(&scale, band)),
                    scale: if several { scale.name.clone() } else { String::new() },
                    risks: counts.get(&band.id).copied().unwrap_or_default(),
                    within,
                });
            }
        }
        Ok(levels)
    }

    fn by_month(&self) -> Result<(usize, Vec<ByMonth>), Trouble> {
        let today = self.as_of();
        let in_force = Query::all(Object::DecisionState).is("life", DecisionLife::InForce.word());
        let days = self.tally_by(&in_force, &["valid_until"])?;
        let total = days.iter().map(|(_, count)| count).sum();
        let first = today.with_day(1).unwrap_or(today);
        let start = |months: u32| first.checked_add_months(Months::new(months)).unwrap_or(first);
        let month = |at: u32| {
            let from = if at == 0 { today } else { start(at) };
            let label = start(at).format("%Y-%m").to_string();
            (label, false, Ends::Between(Some(from), start(at + 1).pred_opt()))
        };
        let mut all = vec![("over".to_owned(), true, Ends::Between(None, today.pred_opt()))];
        all.extend((0..MONTHS).map(month));
        all.push(("later".to_owned(), false, Ends::Between(Some(start(MONTHS)), None)));
        all.push(("no end".to_owned(), false, Ends::Never));
        let months = all.into_iter().map(|(label, is_over, ends)| {
            let here = |day: &str| match (day.parse::<NaiveDate>(), ends) {
                (Err(_), ends) => ends == Ends::Never,
                (Ok(day), Ends::Between(from, to)) => {
                    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
                }
                (Ok(_), Ends::Never) => false,
            };
            let decisions = days.iter().filter(|(day, _)| here(&day.concat())).map(|(_, count)| count).sum();
            ByMonth { label, is_over, decisions, ends }
        });
        Ok((total, months.collect()))
    }

    fn over_products(&self, newest: &[Held<Assessment>]) -> Result<(Vec<Column>, Vec<Row>), Trouble> {
        let ids = || newest.iter().map(|held| &held.id);
        let products = Query::all(Object::Product).among("id", newest.iter().map(|held| &held.product_id));
        let mut products = self.all::<Product>(&products)?;
        products.sort_by_cached_key(|held| format!("{} {}", held.manufacturer, held.model));
        let coverages = self.tally_by(
            &Query::all(Object::CapabilityCoverage).among("assessment_id", ids()),
            &["assessment_id", "capability", "by_rule", "overruled"],
        )?;
        let coverages: HashMap<(String, String), Coverage> = coverages
            .into_iter()
            .filter_map(|(values, _)| {
                let [assessment, code, by_rule, overruled] = values.try_into().ok()?;
                let holds = if overruled.is_empty() { by_rule } else { overruled };
                Some(((assessment, code), Coverage::parse(&holds).ok()?))
            })
            .collect();
        let required = self.tally_by(
            &Query::all(Object::Requirement)
                .among("assessment_id", ids())
                .is("required", Requirement::Required.word()),
            &["assessment_id", "capability"],
        )?;
        let required: HashSet<(String, String)> = required
            .into_iter()
            .filter_map(|(values, _)| {
                let [assessment, code] = values.try_into().ok()?;
                Some((assessment, code))
            })
            .collect();
        let placements = newest.iter().flat_map(|held| &held.value.placement_ids);
        let in_use = self.tally_by(
            &Query::all(Object::InUse).among("placement_id", placements),
            &["placement_id", "capability", "state"],
        )?;
        let mut states: HashMap<(String, String), InUseState> = HashMap::new();
        for (values, _) in in_use {
            if let Ok([placement, code, state]) = <[String; 3]>::try_from(values)
                && let Ok(state) = InUseState::parse(&state)
            {
                states.insert((placement, code), state);
            }
        }
        let mut unmet: HashSet<(Id, String)> = HashSet::new();
        for held in newest {
            let asked = self.asked_of(held)?.into_iter().filter(Asked::is_unmet);
            unmet.extend(asked.map(|one| (held.id.clone(), one.requirement.capability.clone())));
        }
        let cell = |held: &Held<Assessment>, code: &str| {
            let key = (held.id.0.clone(), code.to_owned());
            let coverage = coverages.get(&key).copied().unwrap_or(Coverage::Unknown);
            let needed =
                if required.contains(&key) { Requirement::Required } else { Requirement::NotRequired };
            let of = |placement: &Id| states.get(&(placement.0.clone(), code.to_owned())).copied();
            let in_use: Vec<InUseState> = held.placement_ids.iter().filter_map(of).collect();
            let gap = is_gap(needed, coverage, &in_use, unmet.contains(&(held.id.clone(), code.to_owned())));
            Cell { reference: held.reference.clone(), coverage, gap }
        };
        let own = |product: &Held<Product>| {
            let id = product.id.clone();
            newest.iter().filter(move |held| held.product_id == id)
        };
        let columns = products.iter().map(|product| Column {
            product: format!("{} {}", product.manufacturer, product.model),
            references: own(product).map(|held| held.reference.clone()).collect(),
        });
        let rows = self.catalogue().capabilities().iter().map(|capability| {
            let worst = |product| {
                own(product)
                    .map(|held| cell(held, &capability.code))
                    .max_by_key(|cell| (cell.gap, badness(cell.coverage)))
            };
            let cells: Vec<Cell> = products.iter().filter_map(worst).collect();
            Row {
                code: capability.code.clone(),
                name: capability.name.clone(),
                gaps: cells.iter().filter(|cell| cell.gap).count(),
                cells,
            }
        });
        Ok((columns.collect(), rows.collect()))
    }
}

/// How little is claimed.
fn badness(coverage: Coverage) -> u8 {
    match coverage {
        Coverage::NotApplicable => 0,
        Coverage::Provided => 1,
        Coverage::Partial => 2,
        Coverage::Unknown => 3,
        Coverage::NotProvided => 4,
    }
}
