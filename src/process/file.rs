//! The risk management file of one assessment: all that gates and quality checks look at, as it stands on a date.

use chrono::NaiveDate;

use crate::{
    catalog::{policies::Policy, process::Process, scales::Scale},
    domain::{
        agreement::Agreement,
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, InUse, Stage},
        attestation::{Attestation, AttestationKind, Communication, Disposition},
        capability::{Coverage, InUseState, Requirement, is_gap},
        control::{Control, ControlSite, Verification, VerificationKind, VerificationResult},
        decision::{AcceptanceState, BenefitRisk, Condition, Decision, DecisionKind},
        disclosure::Disclosure,
        finding::{Finding, Trigger},
        gate::GatePassage,
        object::Id,
        person::{Person, PolicyApproval},
        product::{Placement, Product},
        question::Question,
        rating::{Phase, Rating},
        record::Held,
        risk::{Risk, RiskStatus},
    },
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
    /// What is really so at the placements.
    pub in_use: Vec<Held<InUse>>,
    /// Why capabilities have no risk.
    pub dispositions: Vec<Held<Disposition>>,
    /// What was asked of the manufacturer.
    pub questions: Vec<Held<Question>>,
    /// The risks that are not removed.
    pub risks: Vec<RiskEntry>,
    /// The controls that serve or have brought them, each once.
    pub controls: Vec<ControlEntry>,
    /// The newest decision on the whole.
    pub whole: Option<DecisionEntry>,
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
    /// The controls that serve it.
    pub controls: Vec<Id>,
    /// The newest decision on it.
    pub decision: Option<DecisionEntry>,
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

    /// What is claimed for a capability; silence is unknown.
    pub fn coverage(&self, code: &str) -> Coverage {
        self.coverages
            .iter()
            .find(|held| held.capability == code)
            .map_or(Coverage::Unknown, |held| held.holds())
    }

    /// Whether a capability is needed; what nobody has said is required.
    pub fn requirement(&self, code: &str) -> Requirement {
        let held = self.requirements.iter().find(|held| held.capability == code);
        held.map_or(Requirement::Required, |held| held.required)
    }

    /// What is really so for a capability at each placement, in their order.
    pub fn in_use(&self, code: &str) -> Vec<InUseState> {
        let at = |placement: &Held<Placement>| {
            self.in_use.iter().find(|held| held.placement_id == placement.id && held.capability == code)
        };
        self.placements
            .iter()
            .map(|placement| at(placement).map_or(InUseState::NotChecked, |held| held.state))
            .collect()
    }

    /// Whether a capability is a gap.
    pub fn is_gap(&self, code: &str) -> bool {
        is_gap(self.requirement(code), self.coverage(code), &self.in_use(code))
    }

    /// The risks that are not closed.
    pub fn open_risks(&self) -> impl Iterator<Item = &RiskEntry> {
        self.risks.iter().filter(|entry| entry.risk.status != RiskStatus::Closed)
    }

    /// A control by its identity.
    pub fn control(&self, id: &Id) -> Option<&ControlEntry> {
        self.controls.iter().find(|entry| entry.control.id == *id)
    }

    /// What a person stated of the whole.
    pub fn attestation(&self, kind: AttestationKind) -> Option<&Held<Attestation>> {
        self.attestations.iter().find(|held| held.kind == kind)
    }

    /// The people of this name who act on the date.
    pub fn person(&self, name: &str) -> Option<&Held<Person>> {
        self.people.iter().find(|person| person.name == name && person.is_active(self.on))
    }
}

impl RiskEntry {
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

impl ControlEntry {
    /// Where it is at a site.
    pub fn at(&self, site: &str) -> Option<&Held<ControlSite>> {
        self.sites.iter().find(|at| at.site == site)
    }

    /// The latest verification of a kind at a site.
    pub fn latest(&self, site: &str, kind: VerificationKind) -> Option<&Held<Verification>> {
        self.verifications.iter().rfind(|check| check.site == site && check.kind == kind)
    }

    /// It was found to pass at a site, the last time somebody looked.
    pub fn passed(&self, site: &str, kind: VerificationKind) -> bool {
        self.latest(site, kind).is_some_and(|check| check.result == VerificationResult::Passed)
    }
}
