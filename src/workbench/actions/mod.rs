//! What a user can do. One action, one file; the list below is the whole menu, and both the terminal's forms and
//! `riskward do` are made from it.

mod args;
mod field;

pub use args::Args;
pub use field::{Field, FieldKind, Pick};

use super::Workbench;
use crate::domain::{object::Id, trouble::Trouble};

/// What an action acts on, and so how its subject is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The register as a whole; the subject is empty.
    Register,
    /// `ip3`
    Assessment,
    /// `ip3/MLDP`
    Capability,
    /// `ip3/R-014`
    Risk,
    /// `ip3/R-014`, or `ip3` for the whole.
    RiskOrAssessment,
    /// `C-003`
    Control,
}

/// One thing a user can do.
pub struct Action {
    /// Its name on the command line: `rate-risk`.
    pub name: &'static str,
    /// Its title in forms and in the palette: `Rate the risk`.
    pub title: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// What it acts on.
    pub subject: Subject,
    /// What it asks, in this order.
    pub fields: &'static [Field],
    /// True when a wrong key would hurt: the terminal names the thing and asks for another key.
    pub danger: bool,
    /// The values that the form begins with.
    ///
    /// # Errors
    /// When the subject is not in the register.
    pub prefill: fn(&Workbench, &str) -> Result<Args, Trouble>,
    /// Does it. The request id makes a repetition harmless.
    ///
    /// # Errors
    /// What is wrong with the values, which rule forbids it, or what the register refused.
    pub run: fn(&mut Workbench, &str, &Args, Id) -> Result<Outcome, Trouble>,
}

/// What came of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What happened, past tense, with the object: `ip3/R-014 rated HIGH.`
    pub said: String,
    /// The thing made or changed, as a subject: `ip3/R-014`.
    pub subject: String,
}

/// Every action, in the order in which it is offered.
pub const ACTIONS: &[&Action] = &[];

/// The action of this name.
pub fn action(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().copied().find(|action| action.name == name)
}
