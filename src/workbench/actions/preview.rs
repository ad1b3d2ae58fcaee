//! What an action would do, told before it is done: for those that cannot be taken back with one key.

use super::{
    Action, Args, confirm_decision, decide, edit_controls, edit_risks, reconfirm_decision,
    reconfirm_decisions, remove_risks, renew_decision, withdraw_decision,
};
use crate::{
    domain::{decision::Decision, trouble::Trouble},
    process::relied::unproven,
    workbench::{Workbench, decisions::DecidedOn, knowledge::level_of},
};

/// What an action would do with these values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// What will be done, a sentence each.
    pub says: Vec<String>,
    /// What one should know before.
    pub warnings: Vec<String>,
    /// The name that is to be typed for a sign-off.
    pub sign: Option<String>,
    /// The question to be answered; empty = the title of the action and what it acts on.
    pub asks: String,
    /// The versions of the rows that were looked at, which the action is to be done on; empty = those of then.
    pub made_on: String,
}

/// Tells what an action would do; nothing is written. What the action would refuse, it refuses.
type Foretell = fn(&Workbench, &str, &Args) -> Result<Preview, Trouble>;

/// The actions that tell before they do.
const PREVIEWS: &[(&str, Foretell)] = &[
    (decide::ACTION.name, decide::preview),
    (edit_controls::ACTION.name, edit_controls::preview),
    (edit_risks::ACTION.name, edit_risks::preview),
    (confirm_decision::ACTION.name, confirm_decision::preview),
    (reconfirm_decision::ACTION.name, reconfirm_decision::preview),
    (reconfirm_decisions::ACTION.name, reconfirm_decisions::preview),
    (remove_risks::ACTION.name, remove_risks::preview),
    (renew_decision::ACTION.name, renew_decision::preview),
    (withdraw_decision::ACTION.name, withdraw_decision::preview),
];

impl Action {
    /// What tells before it is done, if it has that.
    pub fn preview(&self) -> Option<Foretell> {
        PREVIEWS.iter().find(|(name, _)| *name == self.name).map(|(_, foretell)| *foretell)
    }
}

impl Preview {
    /// What is decided on what, by whom, at which level, until when; and the controls relied on that nobody has found
    /// to work.
    pub(super) fn of_decision(
        workbench: &Workbench,
        on: &DecidedOn,
        verb: &str,
        value: &Decision,
    ) -> Result<Self, Trouble> {
        let scale = workbench.scale(&on.assessment.scale_sha256)?;
        let lens = workbench.lens(&on.assessment)?;
        let file = workbench.risk_file(&on.assessment, &lens)?;
        let mut preview = Self { sign: Some(on.assessment.reference.clone()), ..Self::default() };
        let says = &mut preview.says;
        let verb = format!("{}{}", verb[..1].to_uppercase(), &verb[1..]);
        says.push(format!("{verb}: {}", on.titled()));
        says.push(format!("By {}, on {}", value.deciders(), value.decided_on));
        if on.risk.is_some() {
            let level = match value.level.as_str() {
                "" => "not rated".to_owned(),
                level => level_of(&scale, level).short,
            };
            says.push(format!("Residual risk: {level}"));
        }
        if let Some(until) = value.valid_until {
            let review = value.review_on.map(|date| format!(", review on {date}")).unwrap_or_default();
            says.push(format!("Valid until {until}{review}"));
        }
        says.extend(value.conditions.iter().map(|condition| format!("On condition: {condition}")));
        if !value.departs_from.is_empty() {
            let extended = match value.extensions {
                0 => String::new(),
                1 => ", extended once before".to_owned(),
                times => format!(", extended {times} times before"),
            };
            says.push(format!("Exception from: {}{extended}", value.departs_from));
        }
        let risk = on.risk.as_ref().map(|risk| &risk.id);
        for entry in file.open_risks().filter(|entry| risk.is_none_or(|id| entry.risk.id == *id)) {
            let whose = if risk.is_none() { format!("{}: ", entry.risk.reference) } else { String::new() };
            let wanting =
                unproven(&file, entry).into_iter().map(|unproven| format!("{whose}{}", unproven.what));
            preview.warnings.extend(wanting);
        }
        Ok(preview)
    }
}
