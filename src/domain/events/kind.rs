//! The kinds of event, each with its version.

use crate::domain::word::words;

words! {
    /// A kind of event and the version of its payload.
    EventKind {
        /// The register was made.
        RegisterMade = "register_made/1", "register made";
        /// The tables were brought to a newer schema.
        SchemaMigrated = "schema_migrated/1", "schema migrated";
        /// A catalogue part was taken into the register.
        KnowledgeStored = "knowledge_stored/1", "catalogue part stored";
        /// A newer catalogue was taken up.
        CatalogueAdopted = "catalogue_adopted/1", "catalogue adopted";
        /// A person was added or changed.
        PersonChanged = "person_changed/1", "person changed";
        /// A product was added or changed.
        ProductChanged = "product_changed/1", "product changed";
        /// A placement was added or changed.
        PlacementChanged = "placement_changed/1", "placement changed";
        /// An assessment was begun.
        AssessmentBegun = "assessment_begun/1", "assessment begun";
        /// An assessment was changed.
        AssessmentChanged = "assessment_changed/1", "assessment changed";
        /// A disclosure was imported.
        DisclosureImported = "disclosure_imported/1", "disclosure imported";
        /// Coverage was computed from a disclosure.
        CoverageComputed = "coverage_computed/1", "coverage computed";
        /// A person overruled or confirmed a coverage.
        CoverageOverruled = "coverage_overruled/1", "coverage overruled";
        /// Requirements were taken from a profile.
        ProfileApplied = "profile_applied/1", "profile applied";
        /// A person changed a requirement.
        RequirementChanged = "requirement_changed/1", "requirement changed";
        /// What is really so at a placement was recorded.
        InUseRecorded = "in_use_recorded/1", "in use recorded";
        /// A risk was added.
        RiskAdded = "risk_added/1", "risk added";
        /// A risk was changed.
        RiskChanged = "risk_changed/1", "risk changed";
        /// A risk was removed.
        RiskRemoved = "risk_removed/1", "risk removed";
        /// A risk was rated.
        RiskRated = "risk_rated/1", "risk rated";
        /// A treatment was proposed.
        TreatmentProposed = "treatment_proposed/1", "treatment proposed";
        /// A control was added.
        ControlAdded = "control_added/1", "control added";
        /// A control was changed.
        ControlChanged = "control_changed/1", "control changed";
        /// A control was linked to risks, or taken from them.
        ControlLinked = "control_linked/1", "control linked";
        /// A control was put in place at a site, or taken away.
        ControlSiteChanged = "control_site_changed/1", "control at site changed";
        /// A control was verified at a site.
        ControlVerified = "control_verified/1", "control verified";
        /// A decision was recorded.
        DecisionRecorded = "decision_recorded/1", "decision recorded";
        /// A decision was withdrawn.
        DecisionWithdrawn = "decision_withdrawn/1", "decision withdrawn";
        /// A condition of a decision was met, or changed.
        ConditionChanged = "condition_changed/1", "condition changed";
        /// A decision was asked for.
        DecisionProposed = "decision_proposed/1", "decision proposed";
        /// A decision was confirmed again on what it rests on now.
        DecisionReconfirmed = "decision_reconfirmed/1", "decision re-confirmed";
        /// A decision was confirmed by whom it was recorded for.
        DecisionConfirmed = "decision_confirmed/1", "decision confirmed";
        /// Benefit was weighed against a risk.
        BenefitWeighed = "benefit_weighed/1", "benefit weighed";
        /// A policy was approved for this register.
        PolicyApproved = "policy_approved/1", "policy approved";
        /// A gate was passed.
        GatePassed = "gate_passed/1", "gate passed";
        /// A gate was overridden.
        GateOverridden = "gate_overridden/1", "gate overridden";
        /// The passage of a gate was taken back.
        GateWithdrawn = "gate_withdrawn/1", "passage withdrawn";
        /// Why a capability has no risk was recorded.
        DispositionRecorded = "disposition_recorded/1", "disposition recorded";
        /// A person stated something of the assessment as a whole.
        Attested = "attested/1", "attested";
        /// Somebody was told of residual risks.
        Communicated = "communicated/1", "communicated";
        /// A responsibility agreement was recorded or changed.
        AgreementChanged = "agreement_changed/1", "agreement changed";
        /// A manufacturer was asked, or answered.
        QuestionChanged = "question_changed/1", "question changed";
        /// An accepted answer was looked at again: it goes on, or is dropped.
        AnswerRechecked = "answer_rechecked/1", "answer looked at again";
        /// Something that asks for another look came in.
        TriggerRaised = "trigger_raised/1", "trigger raised";
        /// What came in was looked at.
        TriggerTriaged = "trigger_triaged/1", "trigger triaged";
        /// What is affected or mended, or by when, was changed.
        TriggerChanged = "trigger_changed/1", "trigger changed";
        /// Something wrong in operation was found, or mended.
        FindingChanged = "finding_changed/1", "finding changed";
        /// A day on record was over, and raised a trigger or opened a finding.
        DatePassed = "date_passed/1", "date passed";
        /// A new revision of an assessment was begun.
        RevisionBegun = "revision_begun/1", "revision begun";
        /// What differs at a placement was recorded.
        DifferenceRecorded = "difference_recorded/1", "difference recorded";
        /// A suggestion of the catalogue was dismissed.
        SuggestionDismissed = "suggestion_dismissed/1", "suggestion dismissed";
        /// Requirement sets were adopted, or newer versions of them.
        RequirementsAdopted = "requirements_adopted/1", "requirements adopted";
        /// Requirement sets were dropped.
        RequirementsDropped = "requirements_dropped/1", "requirements dropped";
        /// A person answered a requirement.
        RequirementAnswered = "requirement_answered/1", "requirement answered";
        /// A project folder was loaded.
        ProjectLoaded = "project_loaded/1", "project loaded";
        /// A request was undone.
        Undone = "undone/1", "undone";
        /// An undone request was brought back.
        Redone = "redone/1", "redone";
    }
}

impl EventKind {
    /// Decisions and what founds a register are not undone: a decision is withdrawn with a reason.
    pub fn can_be_undone(self) -> bool {
        !matches!(
            self,
            Self::RegisterMade
                | Self::SchemaMigrated
                | Self::CatalogueAdopted
                | Self::DecisionRecorded
                | Self::DecisionWithdrawn
                | Self::DecisionReconfirmed
                | Self::DecisionConfirmed
                | Self::GatePassed
                | Self::GateOverridden
                | Self::GateWithdrawn
                | Self::PolicyApproved
                | Self::DatePassed
                | Self::RevisionBegun
                | Self::ProjectLoaded
                | Self::Undone
                | Self::Redone
        )
    }
}
