//! The risk management file of one assessment: all that gates and quality checks look at, as it stands on a date.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{
    acceptance::with_proposal,
    left::{apart, rating_left, worst},
};
use crate::{
    catalog::{policies::Policy, process::Process, scales::Scale},
    domain::{
        agreement::Agreement,
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, Difference, InUse, Stage},
        attestation::{Attestation, AttestationKind, Communication, Disposition},
        capability::{Coverage, InUseState, Requirement, is_gap},
        control::{Control, ControlSite, ControlState, Verification, VerificationKind, VerificationResult},
        decision::{AcceptanceState, BenefitRisk, Condition, Decision, DecisionKind, Proposal},
        disclosure::Disclosure,
        finding::{Finding, Trigger},
        gate::{GatePassage, Weight},
        object::Id,
        passed::Passed,
        person::{Person, PolicyApproval},
        product::{Placement, Product},
        question::{AcceptedAnswer, Question},
        rating::{Phase, Rating},
        record::Held,
        risk::{Risk, RiskStatus},
    },
    process::requirements::Asked,
};

/// The risk management file of one assessment.
#[derive(Debug, Clone)]
pub struct RiskFile<'k> {
    /// The date on which computed states are looked at.
    pub on: NaiveDate,
    /// `ip3`, or `ip3@1` for a revision that is not the newest.
    pub reference: String,
    /// The assessment.
    pub assessment: Held<Assessment>,
    /// Its product.
    pub product: Held<Product>,
    /// The placements it covers.
    pub placements: Vec<Held<Placement>>,
    /// The disclosure it rests on.
    pub disclosure: Option<Held<Disclosure>>,
    /// The newest disclosure of the product.
    pub newest_disclosure: Option<Id>,
    /// The codes of all capabilities, in their usual order.
    pub capabilities: Vec<String>,
    /// What is claimed.
    pub coverages: Vec<Held<CapabilityCoverage>>,
    /// What is required.
    pub requirements: Vec<Held<CapabilityRequirement>>,
    /// What the adopted requirement sets ask here, with the answers.
    pub set_requirements: Vec<Asked>,
    /// What is really so at the placements.
    pub in_use: Vec<Held<InUse>>,
    /// Why capabilities have no risk.
    pub dispositions: Vec<Held<Disposition>>,
    /// What was asked of the manufacturer.
    pub questions: Vec<Held<Question>>,
    /// The answers of the manufacturer that outrank the form's.
    pub accepted: Vec<Held<AcceptedAnswer>>,
    /// The risks that are not removed.
    pub risks: Vec<RiskEntry>,
    /// The controls that serve or have brought them, each once.
    pub controls: Vec<ControlEntry>,
    /// The newest decision on the whole.
    pub whole: Option<DecisionEntry>,
    /// What somebody is asked to decide on the whole, and has not.
    pub whole_asked: Option<Held<Proposal>>,
    /// The newest benefit-risk record on the whole.
    pub whole_benefit: Option<Held<BenefitRisk>>,
    /// What people state of the whole.
    pub attestations: Vec<Held<Attestation>>,
    /// Who was told of residual risks.
    pub communications: Vec<Held<Communication>>,
    /// The agreements for the product.
    pub agreements: Vec<Held<Agreement>>,
    /// What asks for another look at it.
    pub triggers: Vec<Held<Trigger>>,
    /// What is wrong in it.
    pub findings: Vec<Held<Finding>>,
    /// Days that are over and that neither a trigger nor a finding tells of yet.
    pub unrecorded: Vec<Passed>,
    /// The passages of gates, the newest last.
    pub passages: Vec<Held<GatePassage>>,
    /// The people of the register.
    pub people: Vec<Held<Person>>,
    /// The policy that holds.
    pub policy: &'k Policy,
    /// Who approved it; nobody for the catalogue's own.
    pub approval: Option<Held<PolicyApproval>>,
    /// The scale that rates its risks.
    pub scale: &'k Scale,
    /// The process it goes through.
    pub process: &'k Process,
}

/// A risk with all that hangs on it.
#[derive(Debug, Clone)]
pub struct RiskEntry {
    /// The risk.
    pub risk: Held<Risk>,
    /// Its ratings.
    pub ratings: Vec<Held<Rating>>,
    /// What differs at placements, rated apart.
    pub differences: Vec<Held<Difference>>,
    /// The controls that serve it.
    pub controls: Vec<Id>,
    /// The newest decision on it.
    pub decision: Option<DecisionEntry>,
    /// What somebody is asked to decide on it, and has not.
    pub asked: Option<Held<Proposal>>,
    /// The newest benefit-risk record on it.
    pub benefit_risk: Option<Held<BenefitRisk>>,
}

/// A control where it stands among the sites of the assessment.
#[derive(Debug, Clone)]
pub struct ControlEntry {
    /// The control.
    pub control: Held<Control>,
    /// Where it is, at any site.
    pub sites: Vec<Held<ControlSite>>,
    /// How it was verified, the latest last.
    pub verifications: Vec<Held<Verification>>,
    /// The risks that it has brought, by their refs in this assessment.
    pub brought: Vec<String>,
}

/// A decision with what it is worth.
#[derive(Debug, Clone)]
pub struct DecisionEntry {
    /// The decision.
    pub decision: Held<Decision>,
    /// What it is worth on the date.
    pub state: AcceptanceState,
    /// What it rested on and has changed since, each in words.
    pub stale: Vec<String>,
    /// What it asks for.
    pub conditions: Vec<Held<Condition>>,
    /// Those for whom it was recorded and who have not confirmed it.
    pub awaits: Vec<String>,
}

impl RiskFile<'_> {
    /// The stage.
    pub fn stage(&self) -> Stage {
        self.assessment.stage
    }

    /// `ip3/R-014`, `ip3/MLDP`
    pub fn place(&self, part: &str) -> String {
        format!("{}/{part}", self.reference)
    }

    /// The sites of the placements, each once.
    pub fn sites(&self) -> Vec<&str> {
        let mut sites: Vec<&str> = Vec::new();
        for placement in &self.placements {
            if !sites.contains(&placement.site.as_str()) {
                sites.push(&placement.site);
            }
        }
        sites
    }

    /// How a capability is marked, if it is.
    pub fn marked(&self, code: &str) -> Option<&Held<CapabilityCoverage>> {
        self.coverages.iter().find(|held| held.capability == code)
    }

    /// What is claimed for a capability; silence is unknown.
    pub fn coverage(&self, code: &str) -> Coverage {
        self.marked(code).map_or(Coverage::Unknown, |held| held.holds())
    }

    /// What is said of the need for a capability, if anything is.
    pub fn required(&self, code: &str) -> Option<&Held<CapabilityRequirement>> {
        self.requirements.iter().find(|held| held.capability == code)
    }

    /// Whether a capability is needed; what nobody has said is required.
    pub fn requirement(&self, code: &str) -> Requirement {
        self.required(code).map_or(Requirement::Required, |held| held.required)
    }

    /// What was found in use for a capability at each placement, in their order; none where nobody has recorded it.
    pub fn looked_at(&self, code: &str) -> Vec<Option<&Held<InUse>>> {
        let at = |placement: &Held<Placement>| {
            self.in_use.iter().find(|held| held.placement_id == placement.id && held.capability == code)
        };
        self.placements.iter().map(at).collect()
    }

    /// What is really so for a capability at each placement, in their order.
    pub fn in_use(&self, code: &str) -> Vec<InUseState> {
        let state = |held: Option<&Held<InUse>>| held.map_or(InUseState::NotChecked, |held| held.state);
        self.looked_at(code).into_iter().map(state).collect()
    }

    /// Whether a capability is a gap.
    pub fn is_gap(&self, code: &str) -> bool {
        let unmet = self.unmet(code).next().is_some();
        is_gap(self.requirement(code), self.coverage(code), &self.in_use(code), unmet)
    }

    /// The requirements of the adopted sets under a capability that are known to be unmet.
    pub fn unmet(&self, code: &str) -> impl Iterator<Item = &Asked> {
        self.set_requirements.iter().filter(move |one| one.requirement.capability == code && one.is_unmet())
    }

    /// A capability is answered: an open risk comes from it, or a person says why it brings none.
    pub fn is_answered(&self, code: &str) -> bool {
        let disposed = |held: &Held<Disposition>| held.capability == code && !held.reason.trim().is_empty();
        self.open_risks().any(|entry| entry.risk.capabilities.iter().any(|from| from == code))
            || self.dispositions.iter().any(disposed)
    }

    /// The question to the manufacturer that waits for an answer on a capability, the newest.
    pub fn asked(&self, code: &str) -> Option<&Held<Question>> {
        self.questions.iter().rfind(|held| held.capability == code && held.is_open())
    }

    /// The risks that are not closed.
    pub fn open_risks(&self) -> impl Iterator<Item = &RiskEntry> {
        self.risks.iter().filter(|entry| entry.risk.status != RiskStatus::Closed)
    }

    /// The rating of what remains of a risk.
    pub fn remaining<'e>(&self, entry: &'e RiskEntry) -> Option<&'e Held<Rating>> {
        let ratings = entry.ratings.iter().map(|held| &held.value);
        let phase = rating_left(self.stage(), entry.risk.treatment, ratings)?.phase;
        entry.rating(phase)
    }

    /// What differs of that at placements of the assessment.
    pub fn apart<'e>(&'e self, entry: &'e RiskEntry) -> impl Iterator<Item = &'e Difference> {
        let differences = entry.differences.iter().map(|held| &held.value);
        self.remaining(entry)
            .into_iter()
            .flat_map(move |rating| apart(rating, &self.assessment.placement_ids, differences.clone()))
    }

    /// The worst level that remains of a risk, over all placements; none while it is not rated.
    pub fn level_left<'e>(&'e self, entry: &'e RiskEntry) -> Option<&'e str> {
        let rating = self.remaining(entry)?;
        let apart = self.apart(entry).map(|differing| differing.overall.as_str());
        worst(self.scale, std::iter::once(rating.overall.as_str()).chain(apart))
    }

    /// The worst level that remains of all open risks: none while one is not rated, the lowest where there is none.
    pub fn level_of_whole(&self) -> Option<&str> {
        let levels: Option<Vec<&str>> = self.open_risks().map(|entry| self.level_left(entry)).collect();
        let lowest = self.scale.bands.first().map(|band| band.id.as_str());
        worst(self.scale, levels?).or(lowest)
    }

    /// A level lies below the line of acceptability; one that the scale does not know lies above it.
    pub fn is_acceptable(&self, level: &str) -> bool {
        self.scale.band(level).is_some_and(|band| band.acceptable)
    }

    /// How far the whole is accepted.
    pub fn acceptance(&self) -> AcceptanceState {
        acceptance(self.whole.as_ref(), self.whole_asked.is_some())
    }

    /// A control by its identity.
    pub fn control(&self, id: &Id) -> Option<&ControlEntry> {
        self.controls.iter().find(|entry| entry.control.id == *id)
    }

    /// The sites of the placements at which a control counts: those it is recorded at and not retired; all of them while
    /// it is recorded at none. A server's backup stands where the server is, and not at every site it serves.
    pub fn sites_of(&self, control: &ControlEntry) -> Vec<&str> {
        let recorded: Vec<&str> =
            self.sites().into_iter().filter(|site| control.at(site).is_some()).collect();
        if recorded.is_empty() {
            return self.sites();
        }
        recorded.into_iter().filter(|site| !control.is_retired(site)).collect()
    }

    /// Those of some controls that count at one site at least.
    pub fn counting<'i>(&self, controls: impl IntoIterator<Item = &'i Id>) -> Vec<&ControlEntry> {
        let known = controls.into_iter().filter_map(|id| self.control(id));
        known.filter(|control| !self.sites_of(control).is_empty()).collect()
    }

    /// The controls that serve an open risk and count, each once.
    pub fn controls_in_use(&self) -> Vec<&ControlEntry> {
        let serving: HashSet<&Id> = self.open_risks().flat_map(|entry| &entry.controls).collect();
        self.counting(self.controls.iter().map(|entry| &entry.control.id).filter(|id| serving.contains(id)))
    }

    /// In operation a failed re-test or a passed date asks for a finding, and does not throw the assessment back.
    pub fn is_in_operation(&self) -> bool {
        self.stage() == Stage::ContinuedUse
    }

    /// What a date that is over does: in operation it is told, before it blocks.
    pub fn over(&self) -> Weight {
        if self.is_in_operation() { Weight::Warn } else { Weight::Block }
    }

    /// The finding about a thing that is not mended yet.
    pub fn finding_on(&self, subject: &str) -> Option<&Held<Finding>> {
        self.findings.iter().find(|held| held.about == subject && held.closed_on.is_none())
    }

    /// What a person stated of the whole; an empty statement states nothing.
    pub fn attestation(&self, kind: AttestationKind) -> Option<&Held<Attestation>> {
        self.attestations.iter().find(|held| held.kind == kind && !held.text.trim().is_empty())
    }

    /// The people of this name who act on the date.
    pub fn person(&self, name: &str) -> Option<&Held<Person>> {
        self.people.iter().find(|person| person.name == name && person.is_active(self.on))
    }
}

/// How far something is accepted that may be undecided, and that somebody may be asked to decide.
fn acceptance(decision: Option<&DecisionEntry>, is_asked: bool) -> AcceptanceState {
    with_proposal(decision.map_or(AcceptanceState::None, |entry| entry.state), is_asked)
}

impl RiskEntry {
    /// How far it is accepted.
    pub fn acceptance(&self) -> AcceptanceState {
        acceptance(self.decision.as_ref(), self.asked.is_some())
    }

    /// One of its ratings.
    pub fn rating(&self, phase: Phase) -> Option<&Held<Rating>> {
        self.ratings.iter().find(|rating| rating.phase == phase)
    }
}

impl DecisionEntry {
    /// It was neither taken back nor followed by another one; it may be over or stale.
    pub fn stands(&self) -> bool {
        !matches!(
            self.state,
            AcceptanceState::Withdrawn | AcceptanceState::Superseded | AcceptanceState::Renewed
        )
    }

    /// It accepts, with or without conditions.
    pub fn accepts(&self) -> bool {
        matches!(self.decision.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions)
    }
}

/// What the latest verification of one kind at a site is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Proof<'v> {
    /// Nobody has looked.
    None,
    /// It was looked at before the control was put in place as it is now.
    Outdated(&'v Held<Verification>),
    /// It did not pass.
    Failed(&'v Held<Verification>),
    /// It passed.
    Passed(&'v Held<Verification>),
}

impl ControlEntry {
    /// Where it is at a site.
    pub fn at(&self, site: &str) -> Option<&Held<ControlSite>> {
        self.sites.iter().find(|at| at.site == site)
    }

    /// It stands at a site.
    pub fn is_in_place(&self, site: &str) -> bool {
        self.at(site).is_some_and(|at| at.state == ControlState::InPlace)
    }

    /// It was taken away from a site, or is not meant for it.
    pub fn is_retired(&self, site: &str) -> bool {
        self.at(site).is_some_and(|at| at.state == ControlState::Retired)
    }

    /// The latest verification of a kind at a site.
    pub fn latest(&self, site: &str, kind: VerificationKind) -> Option<&Held<Verification>> {
        self.verifications.iter().rfind(|check| check.site == site && check.kind == kind)
    }

    /// What the latest verification of a kind at a site is worth.
    pub fn proof(&self, site: &str, kind: VerificationKind) -> Proof<'_> {
        let Some(check) = self.latest(site, kind) else { return Proof::None };
        let placed_on = self.at(site).and_then(|at| at.implemented_on);
        match check.result {
            _ if placed_on.is_some_and(|placed_on| check.verified_on < placed_on) => Proof::Outdated(check),
            VerificationResult::Failed => Proof::Failed(check),
            VerificationResult::Passed => Proof::Passed(check),
        }
    }
}
