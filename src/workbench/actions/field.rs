//! What an action asks: a field's name, kind and whether it must be filled.

use crate::domain::rating::KeyProperty;

/// One field of an action.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name on the command line: `valid_until`.
    pub name: &'static str,
    /// Its label in a form.
    pub label: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// It must be filled.
    pub required: bool,
    /// One line under the field.
    pub help: &'static str,
    /// What the register can suggest for it, where it is typed and anything may be.
    pub known: Option<Known>,
}

/// What the register knows of a field that anything may be typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// People of the register, and who owns risks and controls.
    People,
    /// Tags of risks; the field takes several, parted by commas.
    Tags,
    /// Causes of risks; the field takes several, one a line.
    Causes,
    /// Sites of placements.
    Sites,
    /// Wards and rooms of placements.
    Locations,
    /// Kinds of product that the catalogue knows.
    Kinds,
}

impl Known {
    /// The field takes several of them.
    pub fn is_several(self) -> bool {
        matches!(self, Self::Tags | Self::Causes)
    }
}

impl Field {
    /// A field that must be filled.
    pub const fn required(
        name: &'static str,
        label: &'static str,
        kind: FieldKind,
        help: &'static str,
    ) -> Self {
        Self { name, label, kind, required: true, help, known: None }
    }

    /// A field that may stay empty.
    pub const fn optional(
        name: &'static str,
        label: &'static str,
        kind: FieldKind,
        help: &'static str,
    ) -> Self {
        Self { name, label, kind, required: false, help, known: None }
    }

    /// The same, with suggestions of what the register knows.
    #[must_use]
    pub const fn known(mut self, known: Known) -> Self {
        self.known = Some(known);
        self
    }
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// Several texts: one a line in a form, joined by `|` on the command line.
    List,
    /// A whole number.
    Number,
    /// A civil date, `2027-03-31`; where it is typed also `+90d` or `end of q1`.
    Date,
    /// One of a closed list.
    Pick(Pick),
    /// Several of a closed list, joined by `|`.
    PickMany(Pick),
    /// A file's path.
    File,
}

/// Which closed list; `Workbench::choices` gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pick {
    /// Words that are always the same: (word, label).
    Words(&'static [(&'static str, &'static str)]),
    /// The placements of the assessment; the value is its number in the list, from 1.
    Placement,
    /// The sites of the assessment's placements, or those of the control.
    Site,
    /// The 22 capabilities.
    Capability,
    /// The assessment's risks.
    Risk,
    /// The register's controls.
    Control,
    /// The controls that serve the risk.
    RiskControl,
    /// Risk templates, those that fit the subject first.
    RiskTemplate,
    /// Control templates, those that fit the subject first.
    ControlTemplate,
    /// Severity levels of the assessment's scale, as they read for one key property.
    Severity(KeyProperty),
    /// Severity levels of the assessment's scale by their names, for any key property.
    AnySeverity,
    /// Likelihood levels of the assessment's scale.
    Likelihood,
    /// Profiles of the catalogue.
    Profile,
    /// Requirement sets of the catalogue.
    RequirementSet,
    /// Requirement sets that the register has adopted.
    AdoptedSet,
    /// The requirements of the adopted sets that hold under the capability.
    Requirement,
    /// The items of the assessment's disclosure, those that speak for the capability first.
    Statement,
    /// Traits of the catalogue, or none of them.
    Trait,
    /// Scales of the catalogue.
    Scale,
    /// Gates of the assessment's stage.
    Gate,
    /// People of the register; where it names none, names are typed.
    Person,
    /// Roles of the policy that holds.
    Role,
    /// Policies of the catalogue.
    Policy,
    /// The agreements for the assessment's product; the value is its number in the list, from 1.
    Agreement,
    /// The questions on the capability; the value is its number in the list, from 1.
    Question,
    /// The causes that risks of the assessment have.
    Cause,
    /// The items of the form that speak for the capability.
    Item,
    /// The items on which accepted answers count.
    AcceptedItem,
    /// The register's products, by manufacturer and model.
    Product,
    /// The risks that the trigger reaches and that are not open.
    RiskOfTrigger,
    /// Decisions of the assessment that are stale or expiring.
    StaleDecision,
    /// Conditions of the decision that are not met; the value is its number, from 1.
    Condition,
}
