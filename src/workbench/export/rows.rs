//! The rows of an export: pages of risks with all that hangs on them, in a fixed number of reads per page.

use std::{collections::HashMap, rc::Rc};

use chrono::{DateTime, NaiveDate};

use super::{Exported, TOOL_VERSION, unwanted, unwritten};
use crate::{
    catalog::{Catalogue, capabilities::Strength, scales::Scale},
    domain::{
        assessment::{Assessment, CapabilityCoverage, Difference},
        control::{VerificationKind, VerificationResult},
        decision::{AcceptanceState, BenefitRisk, DecisionLife},
        disclosure::Disclosure,
        object::{Id, Object},
        product::{Placement, Product},
        progress::Port,
        rating::{KeyProperty, Phase, Rating},
        record::Held,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Compare, Direction, Query},
    os::zone::Zone,
    process::acceptance::{Looked, acceptance_state, with_proposal},
    report::{ControlAt, LastChange, RegisterRow, Report},
    workbench::{
        Workbench,
        gather::{ControlParts, Gatherer, Grounds, RiskParts, Standing},
        store::Reading,
    },
};

/// Risks read at once: enough to share the cost of the reads, few enough to stay in the processor's cache.
const PAGE: u64 = 250;

/// An export on its way.
pub(super) struct Exporting<'e, 'r> {
    workbench: &'e Workbench,
    reading: Reading<'e>,
    on: NaiveDate,
    report: &'e mut (dyn Report + 'r),
    gatherer: Gatherer<'e>,
    catalogue_version: &'static str,
    /// What was exported so far.
    pub(super) exported: Exported,
}

/// What all rows of one assessment share.
struct Shared<'a> {
    assessment: &'a Assessment,
    product: Product,
    disclosure: Option<Held<Disclosure>>,
    coverages: Vec<Held<CapabilityCoverage>>,
    /// The risks that controls brought: the control, and the risk's ref.
    brought: Vec<(Id, String)>,
    scale: Rc<Scale>,
    time_zone: Zone,
}

impl<'e, 'r> Exporting<'e, 'r> {
    pub(super) fn new(
        workbench: &'e Workbench,
        reading: Reading<'e>,
        on: NaiveDate,
        report: &'e mut (dyn Report + 'r),
    ) -> Self {
        Self {
            workbench,
            reading,
            on,
            report,
            gatherer: Gatherer::new(reading),
            catalogue_version: workbench.catalogue().version(),
            exported: Exported::default(),
        }
    }

    /// The risks of one assessment, by their number.
    pub(super) fn assessment(
        &mut self,
        assessment: &Held<Assessment>,
        port: &mut Port,
    ) -> Result<(), Trouble> {
        let risks_of = || Query::all(Object::Risk).is("assessment_id", assessment.id.as_str());
        let shared = self.shared(assessment)?;
        let mut grounds = Grounds::of(self.reading, assessment)?;
        self.exported.scales.insert(shared.scale.id.clone(), Rc::clone(&shared.scale));
        let mut last = 0;
        loop {
            let query = risks_of().with("number", Compare::After(last.to_string()));
            let page: Vec<Held<Risk>> = self.reading.all(&query.by("number", Direction::Up).page(0, PAGE))?;
            let Some(end) = page.last() else { return Ok(()) };
            last = end.number;
            let is_last = page.len() < PAGE as usize;
            let parts = self.gatherer.gather(&mut grounds, page)?;
            self.page(&shared, &grounds, &parts, port)?;
            if is_last {
                return Ok(());
            }
        }
    }

    fn shared<'a>(&self, assessment: &'a Held<Assessment>) -> Result<Shared<'a>, Trouble> {
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let disclosure = assessment.disclosure_id.as_ref().map(|id| self.reading.needed(id)).transpose()?;
        let brought = self
            .reading
            .all::<Risk>(&of(Object::Risk).with("new_risk_of", Compare::After(String::new())))?
            .into_iter()
            .filter_map(|risk| Some((risk.value.new_risk_of?, risk.value.reference)));
        Ok(Shared {
            assessment,
            product: self.reading.needed::<Product>(&assessment.product_id)?.value,
            disclosure,
            coverages: self.reading.all(&of(Object::CapabilityCoverage))?,
            brought: brought.collect(),
            scale: self.workbench.scale(&assessment.scale_sha256)?,
            time_zone: self.workbench.time_zone,
        })
    }

    fn page(
        &mut self,
        shared: &Shared<'_>,
        grounds: &Grounds<'_>,
        parts: &RiskParts,
        port: &mut Port,
    ) -> Result<(), Trouble> {
        let mut placements: Vec<_> = grounds.placements.iter().map(Some).collect();
        if placements.is_empty() {
            placements.push(None);
        }
        let benefits = self.benefits(shared, parts)?;
        for risk in &parts.risks {
            let apart = self.rated_apart(parts, &risk.id)?;
            let mut row = self.row(shared, parts, risk);
            let controls = parts.controls(&risk.id);
            let decisions = parts.decisions(&risk.id);
            for &placement in &placements {
                row.placement = placement.map(|held| &held.value);
                let rating = |phase| {
                    let here = apart.iter().find(|(at, rating)| {
                        rating.phase == phase && placement.is_some_and(|placement| placement.id == *at)
                    });
                    here.map(|(_, rating)| rating)
                        .or_else(|| parts.rating(&risk.id, phase).map(|held| &held.value))
                };
                row.initial = rating(Phase::Initial);
                row.target = rating(Phase::Target);
                row.residual = rating(Phase::Residual);
                row.controls = controls.iter().map(|c| control_at(c, placement, &grounds.sites)).collect();
                let found = decisive(decisions, placement, self.on);
                let state = found.map_or(AcceptanceState::None, |(_, state)| state);
                row.acceptance = with_proposal(state, parts.proposal(&risk.id, self.on).is_some());
                row.decision = found.map(|(standing, _)| &standing.decision.value);
                let weighed = row.decision.and_then(|decision| decision.benefit_risk_id.as_ref());
                row.benefit_risk = weighed.and_then(|id| benefits.get(id)).map_or("", String::as_str);
                self.report.row(&row).map_err(|e| unwritten(&e))?;
            }
            self.exported.risks += 1;
            self.exported.rows += placements.len();
            port.unit().map_err(unwanted)?;
        }
        Ok(())
    }

    /// The ratings of a risk as they are at the placements that were rated apart.
    fn rated_apart(&self, parts: &RiskParts, risk: &Id) -> Result<Vec<(Id, Rating)>, Trouble> {
        let mut apart = Vec::new();
        for difference in parts.differences(risk) {
            let Some(rating) = parts.rating(risk, difference.phase) else { continue };
            let scale = self.workbench.scale(&difference.scale_sha256)?;
            apart.push((difference.placement_id.clone(), at_placement(rating, difference, &scale)));
        }
        Ok(apart)
    }

    /// The refs of the benefit-risk records that decisions on these risks rest on.
    fn benefits(&self, shared: &Shared<'_>, parts: &RiskParts) -> Result<HashMap<Id, String>, Trouble> {
        let rests = |risk: &Held<Risk>| {
            let decisions = parts.decisions(&risk.id).iter();
            decisions.filter_map(|standing| standing.decision.benefit_risk_id.clone()).collect::<Vec<_>>()
        };
        let mut refs = HashMap::new();
        let weighed: Vec<(&Held<Risk>, Vec<Id>)> =
            parts.risks.iter().map(|risk| (risk, rests(risk))).filter(|(_, ids)| !ids.is_empty()).collect();
        if weighed.is_empty() {
            return Ok(refs);
        }
        let ids = weighed.iter().flat_map(|(_, ids)| ids);
        let held = self.reading.all::<BenefitRisk>(&Query::all(Object::BenefitRisk).among("id", ids))?;
        for record in held {
            let risk = weighed.iter().find(|(_, ids)| ids.contains(&record.id)).map(|(risk, _)| risk);
            if let Some(risk) = risk {
                let name = format!("{}/{}", shared.assessment.reference, risk.reference);
                refs.insert(record.id.clone(), record.ref_on(&name));
            }
        }
        Ok(refs)
    }

    /// What the rows of one risk share.
    fn row<'p>(&self, shared: &'p Shared<'_>, parts: &'p RiskParts, risk: &'p Held<Risk>) -> RegisterRow<'p> {
        let coverage = |code: &String| shared.coverages.iter().find(|held| held.capability == *code);
        let rating = |phase| parts.rating(&risk.id, phase).map(|held| &held.value);
        RegisterRow {
            assessment: shared.assessment,
            product: &shared.product,
            disclosure: shared.disclosure.as_ref().map(|held| &held.value),
            placement: None,
            risk,
            coverages: risk.capabilities.iter().map(|code| coverage(code).map(|held| &held.value)).collect(),
            attributes: attributes(&risk.capabilities),
            initial: rating(Phase::Initial),
            target: rating(Phase::Target),
            residual: rating(Phase::Residual),
            controls: Vec::new(),
            new_risks: new_risks(shared, &parts.controls(&risk.id)),
            acceptance: AcceptanceState::None,
            decision: None,
            benefit_risk: "",
            last_change: last_change(parts, risk, shared.time_zone, self.on),
            scale: &shared.scale,
            catalogue_version: self.catalogue_version,
            tool_version: TOOL_VERSION,
        }
    }
}

/// A rating with the estimates of a placement in the place of its own.
fn at_placement(rating: &Rating, difference: &Difference, scale: &Scale) -> Rating {
    let mut here = Rating {
        safety_severity: None,
        safety_likelihood: None,
        safety_level: None,
        effectiveness_severity: None,
        effectiveness_likelihood: None,
        effectiveness_level: None,
        security_severity: None,
        security_likelihood: None,
        security_level: None,
        overall: difference.overall.clone(),
        overall_rank: difference.overall_rank,
        rater: difference.rater.clone(),
        rated_on: difference.rated_on,
        reason: difference.reason.clone(),
        scale_sha256: difference.scale_sha256.clone(),
        ..rating.clone()
    };
    for &property in KeyProperty::ALL {
        let given = difference.of(property);
        let band = given.and_then(|(severity, likelihood)| scale.level(severity, likelihood));
        if let (Some((severity, likelihood)), Some(band)) = (given, band) {
            here.set(property, severity, likelihood, band.id.clone());
        }
    }
    here
}

/// The attributes that these capabilities are there for, each once.
fn attributes(codes: &[String]) -> Vec<&'static str> {
    let mut words = Vec::new();
    for capability in codes.iter().filter_map(|code| Catalogue::embedded().capability(code)) {
        for (attribute, strength) in &capability.attributes {
            if *strength == Strength::Primary && !words.contains(&attribute.word()) {
                words.push(attribute.word());
            }
        }
    }
    words
}

/// The risks that controls bring: those in the register by their refs; of a control that is said to bring one which is
/// not there, its ref and what is said.
fn new_risks(shared: &Shared<'_>, controls: &[&Rc<ControlParts>]) -> Vec<String> {
    let mut told = Vec::new();
    for control in controls {
        let held = &control.held;
        let before = told.len();
        let brought = shared.brought.iter().filter(|(by, _)| *by == held.id);
        told.extend(brought.map(|(_, risk)| format!("{}/{risk}", shared.assessment.reference)));
        if told.len() == before && held.brings_new_risk == Some(true) {
            told.push(format!("{} {}", held.reference, held.new_risk_note).trim_end().to_owned());
        }
    }
    told
}

/// A control as it stands for a placement: at its site, or wherever it stands if it does not stand there.
fn control_at<'c>(
    control: &'c ControlParts,
    placement: Option<&Held<Placement>>,
    sites: &[String],
) -> ControlAt<'c> {
    let here = placement.map(|placement| std::slice::from_ref(&placement.site)).unwrap_or_default();
    let looked_at: &[String] = if control.at(here).next().is_some() { here } else { sites };
    let verified = |kind| {
        let each = control.at(looked_at).map(|at| {
            let latest = control.latest(&at.site, kind)?;
            (latest.result == VerificationResult::Passed).then_some(latest.verified_on)
        });
        each.collect::<Option<Vec<NaiveDate>>>()?.into_iter().min()
    };
    ControlAt {
        control: &control.held,
        implementation_verified_on: verified(VerificationKind::Implementation),
        effectiveness_verified_on: verified(VerificationKind::Effectiveness),
    }
}

/// The newest decision that covers the placement and was taken by the date, and what it is worth then. One whose
/// successor was taken later held on that date.
fn decisive<'s>(
    decisions: &'s [Standing],
    placement: Option<&Held<Placement>>,
    on: NaiveDate,
) -> Option<(&'s Standing, AcceptanceState)> {
    let by_then = |standing: &&Standing| standing.decision.decided_on <= on;
    let covers = |standing: &&Standing| {
        placement.is_none_or(|placement| standing.decision.placement_ids.contains(&placement.id))
    };
    let newest = decisions.iter().find(by_then)?;
    let found = decisions.iter().filter(by_then).find(covers)?;
    let followed = matches!(found.state.life, DecisionLife::Superseded | DecisionLife::Renewed);
    let superseded_later = followed && std::ptr::eq(found, newest);
    let life = if superseded_later { DecisionLife::InForce } else { found.state.life };
    let looked = Looked { is_stale: found.is_stale(), awaits: found.awaits(), on, expiring_days: 0 };
    Some((found, acceptance_state(&found.decision, life, looked)))
}

/// When and by whom a risk was changed last. Of a risk that nobody has changed since it was added or loaded, that is
/// the newest decision or rating it came with, and the person who made it; without one, who added it.
fn last_change<'p>(
    parts: &'p RiskParts,
    risk: &'p Held<Risk>,
    time_zone: Zone,
    on: NaiveDate,
) -> LastChange<'p> {
    let ratings = parts.ratings(&risk.id);
    let decisions = parts.decisions(&risk.id);
    let rows = std::iter::once((&risk.changed_at, &risk.changed_by))
        .chain(ratings.iter().map(|held| (&held.changed_at, &held.changed_by)))
        .chain(parts.links(&risk.id).iter().map(|held| (&held.changed_at, &held.changed_by)))
        .chain(decisions.iter().map(|standing| (&standing.state.changed_at, &standing.state.changed_by)));
    let (at, by) = rows.max_by_key(|(at, _)| *at).unwrap_or((&risk.changed_at, &risk.changed_by));
    let unchanged = risk.version == 1 && *at == risk.changed_at;
    let decided = decisions
        .iter()
        .filter_map(|standing| Some((standing.decision.decided_on, standing.decision.decided_by.first()?)));
    let acts = ratings.iter().map(|held| (held.rated_on, &held.rater)).chain(decided);
    match acts.max_by_key(|(date, _)| *date) {
        Some((date, person)) if unchanged => LastChange { on: date, by: person },
        _ => LastChange {
            on: DateTime::parse_from_rfc3339(at)
                .map_or(on, |instant| time_zone.at(instant.to_utc()).date_naive()),
            by,
        },
    }
}
