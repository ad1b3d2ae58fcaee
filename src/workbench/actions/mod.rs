//! What a user can do. One action, one file; the list below is the whole menu, and both the terminal's forms and
//! `riskward do` are made from it.

pub(super) mod add_agreement;
mod add_control;
mod add_person;
mod add_placement;
pub(super) mod add_risk;
mod adopt_catalogue;
mod adopt_process;
mod adopt_requirements;
mod adopt_scale;
pub(super) mod answer_requirement;
mod apply_profile;
pub(super) mod approve_policy;
mod args;
pub(super) mod ask_manufacturer;
pub(super) mod attest;
pub(super) mod begin_assessment;
mod change_requirement;
mod close_finding;
pub(super) mod communicate;
mod confirm_decision;
mod copy_assessment;
pub(super) mod decide;
mod dismiss_suggestion;
pub(super) mod dispose;
mod drop_requirements;
mod edit_agreement;
mod edit_assessment;
mod edit_control;
mod edit_controls;
mod edit_finding;
mod edit_person;
mod edit_placement;
mod edit_risk;
mod edit_risks;
mod field;
mod following;
mod link_control;
mod meet_condition;
mod open_finding;
mod override_gate;
mod overrule_coverage;
mod pass_gate;
pub mod preview;
mod propose_decision;
mod put_in_place;
pub(super) mod raise_trigger;
pub(super) mod rate_risk;
mod reassess;
mod recheck_answer;
mod reconfirm_decision;
mod reconfirm_decisions;
pub(super) mod record;
mod record_answer;
mod record_difference;
mod record_in_use;
mod redo;
mod remove_risk;
mod remove_risks;
mod rename_cause;
mod renew_decision;
mod treat_risk;
pub(super) mod triage_trigger;
mod undo;
mod unlink_control;
mod update_trigger;
mod verify_control;
mod weigh_benefit;
mod withdraw_decision;
mod withdraw_gate;

pub(super) use add_control::{ORDERS, in_order};
pub use args::Args;
pub use field::{Field, FieldKind, Known, Pick};

use chrono::NaiveDate;

use super::Workbench;
use crate::domain::{
    gate::Given,
    object::{Id, Version},
    rating::Phase,
    trouble::Trouble,
    word::Word as _,
};

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
    /// Several: `ip3/R-001|R-014`, `ip3/R-002..R-020`, `ip3` for all of it, or `#` and an identity.
    Risks,
    /// `ip3/R-014`, or `ip3` for the whole.
    RiskOrAssessment,
    /// `C-003`
    Control,
    /// Several: `C-001|C-007`, `C-012..C-020`.
    Controls,
    /// `M. Rossi`
    Person,
    /// `ip3/G5`, or `ip3` for the gate that comes next.
    Gate,
    /// The register as a whole, or `ip3` for where one stands.
    RegisterOrAssessment,
    /// `ip3`, `ip3/R-014` or `C-003`
    Thing,
    /// `T-003`
    Trigger,
    /// `F-003`
    Finding,
    /// `ip3/MLDP-T1` or `ip3/CC-SEG`: an assessment, and a risk or control of the catalogue.
    Suggestion,
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
pub const ACTIONS: &[&Action] = &[
    &begin_assessment::ACTION,
    &edit_assessment::ACTION,
    &reassess::ACTION,
    &copy_assessment::ACTION,
    &adopt_scale::ACTION,
    &adopt_process::ACTION,
    &adopt_requirements::ACTION,
    &drop_requirements::ACTION,
    &adopt_catalogue::ACTION,
    &add_placement::ACTION,
    &edit_placement::ACTION,
    &apply_profile::ACTION,
    &overrule_coverage::ACTION,
    &change_requirement::ACTION,
    &answer_requirement::ACTION,
    &record_in_use::ACTION,
    &dismiss_suggestion::ACTION,
    &add_risk::ACTION,
    &edit_risk::ACTION,
    &edit_risks::ACTION,
    &remove_risk::ACTION,
    &remove_risks::ACTION,
    &rename_cause::ACTION,
    &rate_risk::ACTION,
    &record_difference::ACTION,
    &treat_risk::ACTION,
    &add_control::ACTION,
    &edit_control::ACTION,
    &edit_controls::ACTION,
    &link_control::ACTION,
    &unlink_control::ACTION,
    &put_in_place::ACTION,
    &verify_control::ACTION,
    &decide::ACTION,
    &confirm_decision::ACTION,
    &withdraw_decision::ACTION,
    &reconfirm_decision::ACTION,
    &reconfirm_decisions::ACTION,
    &renew_decision::ACTION,
    &weigh_benefit::ACTION,
    &meet_condition::ACTION,
    &pass_gate::ACTION,
    &override_gate::ACTION,
    &withdraw_gate::ACTION,
    &propose_decision::ACTION,
    &add_person::ACTION,
    &edit_person::ACTION,
    &approve_policy::ACTION,
    &attest::ACTION,
    &dispose::ACTION,
    &communicate::ACTION,
    &add_agreement::ACTION,
    &edit_agreement::ACTION,
    &ask_manufacturer::ACTION,
    &record_answer::ACTION,
    &recheck_answer::ACTION,
    &raise_trigger::ACTION,
    &triage_trigger::ACTION,
    &update_trigger::ACTION,
    &open_finding::ACTION,
    &edit_finding::ACTION,
    &close_finding::ACTION,
    &undo::ACTION,
    &redo::ACTION,
];

/// The action of this name.
pub fn action(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().copied().find(|action| action.name == name)
}

impl Action {
    /// The values that the form begins with, where one of its fields is known already.
    ///
    /// # Errors
    /// When the subject is not in the register.
    pub fn begun_with(
        &self,
        workbench: &Workbench,
        subject: &str,
        given: Option<Given>,
    ) -> Result<Args, Trouble> {
        let mut args = match given {
            Some(("phase", phase)) if self.name == rate_risk::ACTION.name => {
                rate_risk::begun(workbench, subject, Phase::parse(phase).ok())?
            }
            _ => (self.prefill)(workbench, subject)?,
        };
        if let Some((field, value)) = given {
            args.set(field, value);
        }
        Ok(args)
    }
}

/// A form that begins empty.
#[allow(clippy::unnecessary_wraps, reason = "it is one of the actions' prefill functions")]
fn empty(_: &Workbench, _: &str) -> Result<Args, Trouble> {
    Ok(Args::new())
}

/// The field of the arguments that holds the version a form was opened on; it is not shown.
pub(super) const OPENED_ON: &str = "opened_on";

/// The version that an edit is made on: the one the form was opened on, else the current one.
fn opened_on(args: &Args, current: Version) -> Result<Version, Trouble> {
    Ok(args.number(OPENED_ON)?.unwrap_or(current))
}

/// The date of something that has happened: today when none is given, never a day to come.
fn happened_on(workbench: &Workbench, args: &Args, name: &str) -> Result<NaiveDate, Trouble> {
    let today = workbench.today();
    let date = args.date(name)?.unwrap_or(today);
    if date > today {
        let because = format!("{name} is {date}, which is still to come");
        return Err(Trouble::refused("Not saved", because, format!("{today} or a day before it")));
    }
    Ok(date)
}
