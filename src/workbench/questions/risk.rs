//! One risk with all that belongs to it.

use super::{Level, chain::ChainDecision, on_record::QuestionLine, standards::StandardLine};
use crate::{
    domain::{
        assessment::Difference,
        control::{Control, ControlState, VerificationKind, VerificationResult},
        decision::{AcceptanceState, BenefitRisk, Decision},
        object::{Id, Object},
        rating::{KeyProperty, Phase, Rating},
        record::Held,
        revision::RiskMark,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Query,
    process::{acceptance::with_proposal, causes::is_same, conditions::told, readable::Readable},
    workbench::{
        Workbench,
        gather::{ControlParts, Gatherer, Grounds, Standing, asked_for},
        knowledge::level_of,
    },
};

/// One risk, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskWhole {
    /// `ip3/R-014`
    pub reference: String,
    /// Its value.
    pub risk: Held<Risk>,
    /// Its ratings, by phase: value, overall level, and the level of each key property touched.
    pub ratings: Vec<RatedPhase>,
    /// The controls that serve it.
    pub controls: Vec<RiskControlWhole>,
    /// An accountable person is asked to decide on it, and no acceptance is there that could be relied on.
    pub proposed: bool,
    /// Its decisions, the latest first; before them what is asked for.
    pub decisions: Vec<DecisionWhole>,
    /// What was asked of the manufacturer on the capabilities it comes from: the code, the question.
    pub questions: Vec<(String, QuestionLine)>,
    /// Its causes that other risks of the assessment have too, each with their refs.
    pub shared_causes: Vec<(String, Vec<String>)>,
    /// Who was told of it, the latest last.
    pub told: Vec<String>,
    /// What differs at placements, rated apart.
    pub differences: Vec<DifferenceWhole>,
    /// How it stands to the same risk before, and what differs; none in an assessment that was begun from nothing.
    pub mark: Option<(RiskMark, Vec<String>)>,
    /// The standards that its capabilities cite, a line each.
    pub standards: Vec<String>,
}

/// What differs at one placement.
#[derive(Debug, Clone, PartialEq)]
pub struct DifferenceWhole {
    /// The placement: site and location.
    pub placement: String,
    /// Which rating.
    pub phase: Phase,
    /// The worst level there.
    pub overall: Level,
    /// Property, severity, likelihood.
    pub properties: Vec<(String, i64, i64)>,
    /// What differs, and why.
    pub reason: String,
    /// Who rated, and when.
    pub rated: String,
}

/// One rating with its levels.
#[derive(Debug, Clone, PartialEq)]
pub struct RatedPhase {
    /// Initial, target or residual.
    pub phase: Phase,
    /// The rating.
    pub rating: Rating,
    /// The worst level.
    pub overall: Level,
    /// Property, severity, likelihood, level.
    pub properties: Vec<(String, i64, i64, Level)>,
    /// Refs of the controls it relies on.
    pub relies_on: Vec<String>,
}

/// A control of a risk at its sites.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskControlWhole {
    /// Its identity.
    pub id: Id,
    /// `C-003`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// Site, state there, and the latest verification of each kind: result, date.
    pub sites: Vec<SiteWhole>,
    /// It is put in place once per site and inherited by many.
    pub common: bool,
    /// What it failed in, a sentence each.
    pub failures: Vec<String>,
}

/// A control at one site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteWhole {
    /// The site.
    pub site: String,
    /// Where it stands.
    pub state: ControlState,
    /// The latest verifications: kind, result, date, person.
    pub verifications: Vec<(VerificationKind, VerificationResult, String, String)>,
}

/// A decision with what it rested on.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionWhole {
    /// Its identity.
    pub id: Id,
    /// What it says, and what is wrong with it.
    pub said: ChainDecision,
    /// Why.
    pub rationale: String,
    /// What must be kept.
    pub conditions: Vec<String>,
    /// Who recorded it, and when.
    pub recorded: String,
    /// What it rested on, in words; with a mark where it has changed since.
    pub seal: Vec<(String, bool)>,
}

impl Workbench {
    /// One risk with all that belongs to it.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn risk(&self, reference: &str) -> Result<RiskWhole, Trouble> {
        let (assessment, risk) = self.risk_of(reference)?;
        let mut grounds = Grounds::of(self.reading(), &assessment)?;
        let parts = Gatherer::new(self.reading()).gather(&mut grounds, vec![risk.clone()])?;
        let mut ratings = Vec::new();
        for &phase in Phase::ALL {
            let Some(rating) = parts.rating(&risk.id, phase) else { continue };
            let scale = self.scale(&rating.scale_sha256)?;
            let relied = self.all::<Control>(&Query::all(Object::Control).among("id", &rating.relies_on))?;
            let properties = KeyProperty::ALL.iter().filter_map(|&property| {
                let (severity, likelihood, level) = rating.of(property)?;
                Some((property.label().to_owned(), severity, likelihood, level_of(&scale, level)))
            });
            ratings.push(RatedPhase {
                phase,
                overall: self.level_of_rating(rating)?,
                properties: properties.collect(),
                relies_on: relied.into_iter().map(|held| held.value.reference).collect(),
                rating: rating.value.clone(),
            });
        }
        let today = self.as_of();
        let served = parts.controls(&risk.id).into_iter().map(|control| RiskControlWhole {
            id: control.held.id.clone(),
            reference: control.held.reference.clone(),
            title: control.held.title.clone(),
            sites: sites_whole(control, &grounds.sites),
            common: control.held.common,
            failures: control.failures(&grounds.sites),
        });
        let asked = parts.proposal(&risk.id, today).map(asked_for).into_iter();
        let records = self.records(&assessment)?;
        let questions = risk.capabilities.iter().flat_map(|code| {
            let asked = records.capability(code, today).questions.into_iter();
            asked.map(|question| (code.clone(), question))
        });
        let mut differences = Vec::new();
        for held in parts.differences(&risk.id) {
            differences.push(self.difference(held, &grounds)?);
        }
        differences.sort_by(|one, other| (one.phase, &one.placement).cmp(&(other.phase, &other.placement)));
        let mark = self.marks(&assessment, &parts)?.remove(&risk.id);
        let name = format!("{}/{}", self.reference_of(&assessment)?, risk.reference);
        let decided = self.decisions_whole(&name, parts.decisions(&risk.id), today)?;
        let others = self.causes_of(&assessment.id)?.into_iter().filter_map(|(cause, mut risks)| {
            let own = risk.causes.iter().find(|own| is_same(own, &cause))?;
            risks.retain(|other| *other != risk.reference);
            (!risks.is_empty()).then(|| (own.clone(), risks))
        });
        let own = parts.decisions(&risk.id).iter().find(|standing| standing.revision.is_none());
        let state = own.map_or(Ok(AcceptanceState::None), |standing| self.worth(standing, today))?;
        let is_asked = parts.proposal(&risk.id, today).is_some();
        Ok(RiskWhole {
            shared_causes: others.collect(),
            questions: questions.collect(),
            told: records.told_of(&risk.reference),
            standards: self.cited(&risk.capabilities).iter().map(StandardLine::told).collect(),
            reference: name,
            differences,
            proposed: with_proposal(state, is_asked) == AcceptanceState::Proposed,
            mark,
            ratings,
            controls: served.collect(),
            decisions: asked.chain(decided).collect(),
            risk,
        })
    }
}

impl Workbench {
    fn difference(&self, held: &Difference, grounds: &Grounds<'_>) -> Result<DifferenceWhole, Trouble> {
        let scale = self.scale(&held.scale_sha256)?;
        let placement = grounds.placements.iter().find(|placement| placement.id == held.placement_id);
        let properties = KeyProperty::ALL.iter().filter_map(|&property| {
            let (severity, likelihood) = held.of(property)?;
            Some((property.label().to_owned(), severity, likelihood))
        });
        Ok(DifferenceWhole {
            placement: placement.map(|at| format!("{} {}", at.site, at.location)).unwrap_or_default(),
            phase: held.phase,
            overall: level_of(&scale, &held.overall),
            properties: properties.collect(),
            reason: held.reason.clone(),
            rated: format!("by {} on {}", held.rater, held.rated_on),
        })
    }

    /// Decisions, each with what it rested on and the benefit-risk record behind it.
    fn decisions_whole(
        &self,
        name: &str,
        decisions: &[Standing],
        today: chrono::NaiveDate,
    ) -> Result<Vec<DecisionWhole>, Trouble> {
        let weighed = decisions.iter().filter_map(|standing| standing.decision.benefit_risk_id.as_ref());
        let records = self.all::<BenefitRisk>(&Query::all(Object::BenefitRisk).among("id", weighed))?;
        let of = |standing: &Standing| {
            records.iter().find(|record| Some(&record.id) == standing.decision.benefit_risk_id.as_ref())
        };
        Ok(decisions.iter().map(|standing| whole(standing, name, of(standing), today)).collect())
    }
}

/// A control at its sites, with the latest verifications.
fn sites_whole(control: &ControlParts, sites: &[String]) -> Vec<SiteWhole> {
    let whole = |site: &str, state| {
        let verifications = VerificationKind::ALL.iter().filter_map(|&kind| {
            let latest = control.latest(site, kind)?;
            Some((kind, latest.result, latest.verified_on.to_string(), latest.person.clone()))
        });
        SiteWhole { site: site.to_owned(), state, verifications: verifications.collect() }
    };
    control.at(sites).map(|at| whole(&at.site, at.state)).collect()
}

fn whole(
    standing: &Standing,
    name: &str,
    weighed: Option<&Held<BenefitRisk>>,
    today: chrono::NaiveDate,
) -> DecisionWhole {
    let decision = &standing.decision;
    let seal = standing.seal.iter().map(|(row, change)| match change {
        None => (Readable::parse(&row.readable).told(), false),
        Some(change) => {
            let now = change.now.as_ref().map_or_else(|| "it is gone".to_owned(), Readable::told);
            (format!("{} — now {now}", Readable::parse(&row.readable).told()), true)
        }
    });
    DecisionWhole {
        id: decision.id.clone(),
        said: standing.shown(today),
        rationale: decision.rationale.clone(),
        conditions: conditions(standing, today),
        recorded: recorded(decision, weighed.map(|record| (record.ref_on(name), &record.value))),
        seal: seal.collect(),
    }
}

/// The conditions as they stand, numbered as `meet-condition` takes them; as they were written where they have no rows.
fn conditions(standing: &Standing, today: chrono::NaiveDate) -> Vec<String> {
    if standing.conditions.is_empty() {
        return standing.decision.conditions.clone();
    }
    let rows = standing.conditions.iter().enumerate();
    rows.map(|(at, condition)| format!("{} {}", at + 1, told(condition, today))).collect()
}

/// Who recorded a decision, when it was taken and in which role, on what evidence, when it is looked at again.
fn recorded(decision: &Decision, weighed: Option<(String, &BenefitRisk)>) -> String {
    let mut said = format!("recorded by {}, decided on {}", decision.recorded_by, decision.decided_on);
    let review = decision.review_on.map(|date| date.to_string()).unwrap_or_default();
    for (name, value) in [
        ("as", &decision.roles.join(" and ")),
        ("review on", &review),
        ("evidence:", &decision.evidence),
        ("informed:", &decision.informed.join(", ")),
    ] {
        if !value.is_empty() {
            said.push_str(&format!("; {name} {value}"));
        }
    }
    if let Some((name, record)) = weighed {
        said.push_str(&format!("; {name} by {}: {}", record.author, record.conclusion));
    }
    if !decision.departs_from.is_empty() {
        let (rule, exit, times) = (&decision.departs_from, &decision.exit_plan, decision.extensions);
        said.push_str(&format!("; exception from {rule}, extended {times} times; exit plan: {exit}"));
    }
    said
}
