//! The chain of one assessment: capability, statements, risks, controls, decisions.

use super::{
    Level,
    on_record::{CapabilityRecord, OnRecord, Records},
    requirements::{RequirementLine, line},
    standards::StandardLine,
};
use crate::{
    catalog::{
        capabilities::{Capability, Strength},
        forms::Form,
    },
    domain::{
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, InUse, Stage},
        capability::{Coverage, InUseState, Requirement, is_gap},
        control::{ControlSite, ControlState, VerificationKind, VerificationResult},
        disclosure::{Answer, Disclosure, Statement},
        object::{Id, Object},
        product::{Placement, Product},
        question::AcceptedAnswer,
        rating::Phase,
        record::Held,
        revision::RiskMark,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Query},
    process::requirements::Asked,
    workbench::{
        Workbench,
        gather::{ControlParts, Gatherer, Grounds, RiskParts, told},
        import::document,
        revisions::Marked,
    },
};

/// Everything the chain screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The assessment.
    pub assessment_id: Id,
    /// `ip3`
    pub reference: String,
    /// Manufacturer and model.
    pub product: String,
    /// The versions it holds for.
    pub versions: String,
    /// What is being decided.
    pub stage: Stage,
    /// `MDS2-HF-0042 rev 2 of 2025-11-03`; none when nothing was imported.
    pub disclosure: Option<String>,
    /// Problems found in the disclosure.
    pub problems: usize,
    /// The placements covered.
    pub placements: Vec<String>,
    /// The 22 capabilities, in the order of the catalogue.
    pub capabilities: Vec<ChainCapability>,
    /// Risks that come from no capability.
    pub other_risks: Vec<ChainRisk>,
    /// The newest decision on the whole.
    pub decision: Option<ChainDecision>,
    /// Agreements, statements of the whole, who was told.
    pub on_record: OnRecord,
    /// Which revision it is.
    pub revision: Revision,
    /// The standards that stand beside it.
    pub standards: Vec<StandardLine>,
}

impl Chain {
    /// What is said in place of a number of gaps where no profile says what is required, and nothing else asks for anything.
    pub const NO_PROFILE: &'static str = "no profile: what is required is not known";

    /// Something says what is required: a profile, a person, or a requirement set that was adopted.
    pub fn knows_what_is_required(&self) -> bool {
        self.capabilities.iter().any(|one| one.required.is_some() || one.gap || !one.requirements.is_empty())
    }
}

/// A revision and what it makes of what it was begun from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// 1 the first.
    pub number: i64,
    /// `ip3@1`; none when it was begun from nothing.
    pub begun_from: Option<String>,
    /// On which date it was begun, ISO.
    pub begun_on: String,
    /// Since when it is frozen, ISO; none while it is not decided as a whole.
    pub frozen_on: Option<String>,
    /// The newest revision, as a subject, where this is an older one.
    pub newest: Option<String>,
    /// The revision after this one, as a subject, where this is an older one.
    pub next: Option<String>,
    /// The risks of what it was begun from that it does not have any more.
    pub left_out: Vec<String>,
    /// The risks to be rated again, because another scale was adopted.
    pub rerating: Vec<String>,
}

/// One capability and all that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainCapability {
    /// `MLDP`
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is to achieve.
    pub goal: String,
    /// The attributes it serves: `C·I·A`.
    pub attributes: String,
    /// What holds.
    pub coverage: Coverage,
    /// What the rule found, where a person said otherwise.
    pub overruled_from: Option<Coverage>,
    /// What led to it.
    pub because: String,
    /// Needed, wanted or not; none when no profile was applied.
    pub required: Option<Requirement>,
    /// Why.
    pub required_reason: String,
    /// For each placement: its name and what is really so.
    pub in_use: Vec<(String, InUseState)>,
    /// Required, and not both claimed and in use; or a requirement of an adopted set is unmet.
    pub gap: bool,
    /// What the adopted requirement sets ask of it here.
    pub requirements: Vec<RequirementLine>,
    /// The statements that speak for it.
    pub statements: Vec<ChainStatement>,
    /// The risks that come from it.
    pub risks: Vec<ChainRisk>,
    /// Why it brings no risk, what was asked of the manufacturer, who carries it.
    pub on_record: CapabilityRecord,
}

/// One statement in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainStatement {
    /// `MLDP-2`
    pub item: String,
    /// What the item asks, in our words.
    pub meaning: String,
    /// The answer.
    pub answer: Answer,
    /// The answer as it stands in the file.
    pub raw: String,
    /// The remark or note.
    pub note: String,
    /// Where in the file.
    pub place: String,
    /// It counts for the coverage.
    pub core: bool,
    /// The accepted answer of the manufacturer that outranks it.
    pub accepted: Option<ChainAccepted>,
}

/// An accepted answer of the manufacturer beside what the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainAccepted {
    /// What it says.
    pub answer: Answer,
    /// In the manufacturer's words.
    pub text: String,
    /// `accepted by M. Rossi on 2026-11-21; evidence: Letter of 2026-11-18`
    pub said: String,
    /// It was accepted beside an earlier disclosure than the newest, and is to be looked at again.
    pub again: bool,
}

/// One risk in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainRisk {
    /// Its identity.
    pub id: Id,
    /// `R-014`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// Before controls.
    pub initial: Option<Level>,
    /// What the planned controls are to achieve.
    pub target: Option<Level>,
    /// What is left.
    pub residual: Option<Level>,
    /// The controls that serve it.
    pub controls: Vec<ChainControl>,
    /// The decision in force, or the last one.
    pub decision: Option<ChainDecision>,
    /// How it stands to the same risk before; none in an assessment that was begun from nothing.
    pub mark: Option<RiskMark>,
    /// What its controls failed in, a sentence each: `C-003 failed its effectiveness test at North on 2026-05-02`.
    pub failures: Vec<String>,
}

/// One control in the chain, summed up over the assessment's sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainControl {
    /// `C-003`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// In place at every site; none = nowhere recorded.
    pub in_place: Option<bool>,
    /// The latest effectiveness result over the sites: none = not verified.
    pub effective: Option<bool>,
}

/// One decision in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainDecision {
    /// `accepted by A. Weber until 2027-03-31`
    pub said: String,
    /// `STALE: C-003 changed`, `IN USE WITHOUT VALID ACCEPTANCE since 2026-10-01`, `withdrawn: …`; empty when it
    /// simply holds.
    pub warning: String,
    /// It holds: in force and not past its date.
    pub in_force: bool,
}

/// A control as the chain shows it, summed up over these sites.
fn chain_control(control: &ControlParts, sites: &[String]) -> ChainControl {
    let placed: Vec<_> = control.at(sites).collect();
    // A check that found it missing outweighs whoever said that it is there.
    let stands = |at: &&Held<ControlSite>| {
        let check = control.latest(&at.site, VerificationKind::Implementation);
        at.state == ControlState::InPlace
            && check.is_none_or(|check| check.result == VerificationResult::Passed)
    };
    let in_place = (!placed.is_empty()).then(|| placed.iter().all(stands));
    let results: Vec<_> = placed
        .iter()
        .map(|at| control.latest(&at.site, VerificationKind::Effectiveness).map(|v| v.result))
        .collect();
    let effective = if results.contains(&Some(VerificationResult::Failed)) {
        Some(false)
    } else if !results.is_empty() && results.iter().all(Option::is_some) {
        Some(true)
    } else {
        None
    };
    ChainControl {
        reference: control.held.reference.clone(),
        title: control.held.title.clone(),
        in_place,
        effective,
    }
}

/// Everything of an assessment that its chain is put together from.
struct Parts {
    coverages: Vec<Held<CapabilityCoverage>>,
    required: Vec<Held<CapabilityRequirement>>,
    asked: Vec<Asked>,
    in_use: Vec<Held<InUse>>,
    placements: Vec<Held<Placement>>,
    sites: Vec<String>,
    statements: Vec<Held<Statement>>,
    accepted: Vec<Held<AcceptedAnswer>>,
    newest: Option<Id>,
    form: Option<std::rc::Rc<Form>>,
    whole: RiskParts,
    records: Records,
    marks: std::collections::HashMap<Id, Marked>,
    levels: std::collections::HashMap<Id, [Option<Level>; 3]>,
}

impl Workbench {
    /// The whole chain of an assessment.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn chain(&self, reference: &str) -> Result<Chain, Trouble> {
        let assessment = self.assessment(reference)?;
        let product = self.needed::<Product>(&assessment.product_id)?;
        let disclosure = match &assessment.disclosure_id {
            Some(id) => Some(self.needed::<Disclosure>(id)?),
            None => None,
        };
        let parts = self.parts(&assessment, disclosure.as_ref())?;
        let problems = match &disclosure {
            Some(held) => self.count(&Query::all(Object::Problem).is("disclosure_id", held.id.as_str()))?,
            None => 0,
        };
        let capabilities =
            self.catalogue().capabilities().iter().map(|c| self.capability(c, &parts)).collect();
        let decision = self.whole_standing(&assessment)?;
        let proposal = self.open_proposals(&assessment.id, None)?.pop();
        let proposal = proposal.filter(|held| held.proposed_on <= self.as_of());
        let other_risks = parts.whole.risks.iter().filter(|risk| risk.capabilities.is_empty());
        Ok(Chain {
            assessment_id: assessment.id.clone(),
            reference: self.reference_of(&assessment)?,
            revision: self.revision(&assessment)?,
            standards: self.standards(&format!("{}@{}", assessment.reference, assessment.revision))?,
            product: format!("{} {}", product.manufacturer, product.model),
            versions: assessment.versions.clone(),
            stage: assessment.stage,
            disclosure: disclosure.as_ref().map(|held| document(&held.value)),
            problems,
            placements: parts.placements.iter().map(|p| format!("{} {}", p.site, p.location)).collect(),
            capabilities,
            other_risks: other_risks.map(|risk| self.chain_risk(risk, &parts)).collect(),
            decision: told(decision.as_ref(), proposal.as_ref(), self.as_of()),
            on_record: parts.records.whole(self.as_of()),
        })
    }

    /// Which revision it is, and what it makes of what it was begun from.
    fn revision(&self, assessment: &Held<Assessment>) -> Result<Revision, Trouble> {
        let newest = self.assessment(&assessment.reference)?;
        let again = self.rerating(&format!("{}@{}", assessment.reference, assessment.revision))?;
        Ok(Revision {
            number: assessment.revision,
            begun_from: self.begun_from(assessment)?,
            begun_on: assessment.begun_on.to_string(),
            frozen_on: assessment.frozen_on.map(|on| on.to_string()),
            newest: (newest.revision > assessment.revision).then(|| newest.reference.clone()),
            next: match newest.revision - assessment.revision {
                ..=0 => None,
                1 => Some(newest.reference.clone()),
                _ => Some(format!("{}@{}", assessment.reference, assessment.revision + 1)),
            },
            left_out: self.left_out(assessment)?,
            rerating: again.into_iter().map(|line| line.risk).collect(),
        })
    }

    fn parts(
        &self,
        assessment: &Held<Assessment>,
        disclosure: Option<&Held<Disclosure>>,
    ) -> Result<Parts, Trouble> {
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let risks = self.all::<Risk>(&of(Object::Risk).by("number", Direction::Up))?;
        let mut grounds = Grounds::of(self.reading(), assessment)?;
        let whole = Gatherer::new(self.reading()).gather(&mut grounds, risks)?;
        let (statements, form) = match disclosure {
            Some(held) => (self.statements_of(&held.id)?, Some(self.form(&held.form_sha256)?)),
            None => (Vec::new(), None),
        };
        let marks = self.marks(assessment, &whole)?;
        let mut levels = std::collections::HashMap::new();
        for risk in &whole.risks {
            let mut of = [None, None, None];
            for (at, phase) in [Phase::Initial, Phase::Target, Phase::Residual].into_iter().enumerate() {
                of[at] = whole.rating(&risk.id, phase).map(|held| self.level_of_rating(held)).transpose()?;
            }
            levels.insert(risk.id.clone(), of);
        }
        let placed = Query::all(Object::InUse).among("placement_id", &assessment.placement_ids);
        Ok(Parts {
            coverages: self.all(&of(Object::CapabilityCoverage))?,
            required: self.all(&of(Object::Requirement))?,
            asked: self.asked_of(assessment)?,
            in_use: self.all(&placed)?,
            placements: grounds.placements,
            sites: grounds.sites,
            statements,
            accepted: self.accepted_of(&assessment.id)?,
            newest: self.latest_disclosure(&assessment.product_id)?.map(|held| held.id),
            form,
            whole,
            records: self.records(assessment)?,
            marks,
            levels,
        })
    }

    fn capability(&self, capability: &Capability, parts: &Parts) -> ChainCapability {
        let code = &capability.code;
        let held = parts.coverages.iter().find(|held| held.capability == *code);
        let coverage = held.map_or(Coverage::Unknown, |held| held.holds());
        let required = parts.required.iter().find(|held| held.capability == *code);
        let state_at = |placement: &Held<Placement>| {
            let found = parts.in_use.iter().find(|u| u.placement_id == placement.id && u.capability == *code);
            found.map_or(InUseState::NotChecked, |held| held.state)
        };
        let in_use: Vec<_> = parts.placements.iter().map(|p| (p.location.clone(), state_at(p))).collect();
        let states: Vec<_> = in_use.iter().map(|(_, state)| *state).collect();
        let risks = parts.whole.risks.iter().filter(|risk| risk.capabilities.contains(code));
        let requirements: Vec<RequirementLine> =
            parts.asked.iter().filter(|one| one.requirement.capability == *code).map(line).collect();
        let unmet = requirements.iter().any(RequirementLine::is_unmet);
        // Where nothing says what is required, nothing is missed, apart from what an adopted set asks for.
        let needed = required.map_or(Requirement::NotRequired, |held| held.required);
        ChainCapability {
            code: code.clone(),
            name: capability.name.clone(),
            goal: capability.goal.clone(),
            attributes: attributes(capability),
            coverage,
            overruled_from: held.filter(|held| held.overruled.is_some()).map(|held| held.by_rule),
            because: held.map(|held| because(held)).unwrap_or_default(),
            required: required.map(|held| held.required),
            required_reason: required.map(|held| held.reason.clone()).unwrap_or_default(),
            gap: is_gap(needed, coverage, &states, unmet),
            requirements,
            in_use,
            statements: statements(code, held, parts),
            risks: risks.map(|risk| self.chain_risk(risk, parts)).collect(),
            on_record: parts.records.capability(code, self.as_of()),
        }
    }

    fn chain_risk(&self, risk: &Held<Risk>, parts: &Parts) -> ChainRisk {
        let [initial, target, residual] = parts.levels.get(&risk.id).cloned().unwrap_or_default();
        let controls = parts.whole.controls(&risk.id);
        let failures = controls.iter().flat_map(|control| control.failures(&parts.sites)).collect();
        ChainRisk {
            id: risk.id.clone(),
            reference: risk.reference.clone(),
            title: risk.title.clone(),
            initial,
            target,
            residual,
            mark: parts.marks.get(&risk.id).map(|(mark, _)| *mark),
            failures,
            controls: controls.into_iter().map(|control| chain_control(control, &parts.sites)).collect(),
            decision: told(
                parts.whole.decisions(&risk.id).first(),
                parts.whole.proposal(&risk.id, self.as_of()),
                self.as_of(),
            ),
        }
    }
}

fn because(held: &CapabilityCoverage) -> String {
    match held.overruled {
        Some(_) => {
            format!("{} says so: {} (by rule: {})", held.overruled_by, held.overruled_reason, held.because)
        }
        None => held.because.clone(),
    }
}

/// `C·I·A`, the primary attributes in capitals.
fn attributes(capability: &Capability) -> String {
    let letter = |(attribute, strength): &(crate::catalog::capabilities::Attribute, Strength)| {
        let letter = match attribute.word() {
            "authenticity" => "Au",
            "accountability" => "Ac",
            word => &word[..1],
        };
        if *strength == Strength::Primary { letter.to_uppercase() } else { letter.to_lowercase() }
    };
    capability.attributes.iter().map(letter).collect::<Vec<_>>().join("·")
}

fn statements(code: &str, held: Option<&Held<CapabilityCoverage>>, parts: &Parts) -> Vec<ChainStatement> {
    let Some(form) = &parts.form else { return Vec::new() };
    parts
        .statements
        .iter()
        .filter_map(|statement| {
            let item = form.item(&statement.item)?;
            item.capabilities.iter().any(|c| c == code).then(|| ChainStatement {
                item: statement.item.clone(),
                meaning: item.meaning.clone(),
                answer: statement.answer,
                raw: statement.raw.clone(),
                note: statement.note.clone(),
                place: statement.place.clone(),
                core: held.is_some_and(|held| held.items.contains(&statement.item)),
                accepted: parts.accepted.iter().find(|one| one.item == statement.item).map(|one| {
                    ChainAccepted {
                        answer: one.answer,
                        text: one.text.clone(),
                        said: format!(
                            "accepted by {} on {}; evidence: {}",
                            one.accepted_by, one.accepted_on, one.evidence
                        ),
                        again: parts.newest.as_ref().is_some_and(|newest| *newest != one.disclosure_id),
                    }
                }),
            })
        })
        .collect()
}
