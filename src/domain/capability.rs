//! Coverage, in use and required: the three things said of a capability.

use super::word::words;

/// The categories that are no capability: what the manufacturer tells there are facts that decide which risks apply.
pub const SUPPORTING_INFORMATION: &[&str] = &["CONN", "MPII", "RMOT", "SBOM", "SGUD"];

words! {
    /// What the manufacturer claims for one capability. Silence is [`Coverage::Unknown`].
    Coverage {
        /// Every core group is answered well.
        Provided = "provided", "claimed";
        /// Some is answered well, or a condition takes from it.
        Partial = "partial", "partly";
        /// Nothing is answered well and something is denied.
        NotProvided = "not_provided", "maker says no";
        /// The form's own conditions leave nothing to answer; a person confirms it.
        NotApplicable = "not_applicable", "not applicable";
        /// Nothing is answered.
        Unknown = "unknown", "not answered";
    }
}

words! {
    /// What is really so at a placement.
    InUseState {
        /// Switched on and used.
        On = "on", "on";
        /// Used in part.
        Partly = "partly", "partly";
        /// Switched off or not used.
        Off = "off", "off";
        /// Nobody has looked yet.
        NotChecked = "not_checked", "not checked";
    }
}

words! {
    /// Whether a capability is needed here.
    Requirement {
        /// Needed.
        Required = "required", "required";
        /// Wanted, and no gap without it.
        Desired = "desired", "desired";
        /// Not needed.
        NotRequired = "not_required", "not required";
    }
}

words! {
    /// Who is to provide a capability or to carry a control.
    Responsible {
        /// The maker of the product.
        Manufacturer = "manufacturer", "manufacturer";
        /// The healthcare delivery organization.
        Hdo = "hdo", "HDO";
        /// The firm that installs and connects the product.
        Integrator = "integrator", "integrator";
        /// More than one of them.
        Shared = "shared", "shared";
    }
}

/// True when a capability is a gap: required, and not both claimed in full and in use everywhere; or a requirement of an
/// adopted set that stands under it is known to be unmet.
///
/// `in_use` holds the state at each placement of the assessment. A placement that nobody has checked is no gap
/// by itself: it blocks going live, not the analysis. An `unmet` requirement, answered "not met" or "partly met", makes the
/// gap whatever the profile says and the manufacturer claims, because a law or the hospital's own specification asks for
/// it; one that nobody has answered makes none. Source: the project's own definition of "gap".
pub fn is_gap(required: Requirement, coverage: Coverage, in_use: &[InUseState], unmet: bool) -> bool {
    unmet
        || required == Requirement::Required
            && coverage != Coverage::NotApplicable
            && (coverage != Coverage::Provided
                || in_use.iter().any(|state| matches!(state, InUseState::Off | InUseState::Partly)))
}
