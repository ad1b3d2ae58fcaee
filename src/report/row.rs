//! One risk at one placement, with everything the register says of it: what every export of the register takes.

use chrono::NaiveDate;

use crate::{
    catalog::scales::Scale,
    domain::{
        assessment::{Assessment, CapabilityCoverage},
        control::Control,
        decision::{AcceptanceState, Decision},
        disclosure::Disclosure,
        product::{Placement, Product},
        rating::Rating,
        risk::Risk,
    },
};

/// One risk at one placement.
#[derive(Debug, Clone)]
pub struct RegisterRow<'r> {
    /// The assessment.
    pub assessment: &'r Assessment,
    /// Its product.
    pub product: &'r Product,
    /// The disclosure it rests on.
    pub disclosure: Option<&'r Disclosure>,
    /// The placement; none when the assessment has none yet.
    pub placement: Option<&'r Placement>,
    /// The risk.
    pub risk: &'r Risk,
    /// What holds of each linked capability, in the risk's order; none where nothing was computed.
    pub coverages: Vec<Option<&'r CapabilityCoverage>>,
    /// The attributes that the linked capabilities are there for.
    pub attributes: Vec<&'r str>,
    /// Before controls.
    pub initial: Option<&'r Rating>,
    /// What the controls are to achieve.
    pub target: Option<&'r Rating>,
    /// What is left.
    pub residual: Option<&'r Rating>,
    /// The controls that serve the risk, as they stand for this placement.
    pub controls: Vec<ControlAt<'r>>,
    /// The risks that these controls bring: refs, or what is said of one that is not in the register.
    pub new_risks: Vec<String>,
    /// How far the risk is accepted at this placement.
    pub acceptance: AcceptanceState,
    /// The decision that this is computed from.
    pub decision: Option<&'r Decision>,
    /// The benefit-risk record that the decision rests on: `BR ip3/R-003 2026-06-01`; empty without one.
    pub benefit_risk: &'r str,
    /// Who changed it last.
    pub last_change: LastChange<'r>,
    /// The scale that rated it.
    pub scale: &'r Scale,
    /// The version of the catalogue.
    pub catalogue_version: &'r str,
    /// The version of the program.
    pub tool_version: &'r str,
}

/// A control as it stands for a placement.
#[derive(Debug, Clone)]
pub struct ControlAt<'r> {
    /// The control.
    pub control: &'r Control,
    /// When it was last seen to be in place; none when it was not, or is not any more.
    pub implementation_verified_on: Option<NaiveDate>,
    /// When it was last seen to work; none when it was not, or does not any more.
    pub effectiveness_verified_on: Option<NaiveDate>,
}

/// The last change of a risk.
#[derive(Debug, Clone, Copy)]
pub struct LastChange<'r> {
    /// On which civil date.
    pub on: NaiveDate,
    /// By whom.
    pub by: &'r str,
}
