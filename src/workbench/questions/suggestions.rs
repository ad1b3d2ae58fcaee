//! What the catalogue suggests for a gap: risk templates and controls.

/// One risk template that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskSuggestion {
    /// The template's id.
    pub template: String,
    /// Its short name.
    pub title: String,
    /// Hazardous situation.
    pub situation: String,
    /// Consequence.
    pub consequence: String,
    /// The assessment has a risk from it already.
    pub taken: bool,
}

/// One control template that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlSuggestion {
    /// The template's id.
    pub template: String,
    /// Its short name.
    pub title: String,
    /// 1, 2 or 3.
    pub order: i64,
    /// How it answers the gap.
    pub application: String,
}

/// What the catalogue suggests for one capability of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggestions {
    /// Risks, those that fit the kind of product first.
    pub risks: Vec<RiskSuggestion>,
    /// Controls, best first.
    pub controls: Vec<ControlSuggestion>,
}
