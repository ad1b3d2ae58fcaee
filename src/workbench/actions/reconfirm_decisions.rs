//! Re-confirm several decisions of an assessment at once: each is listed, each is an event of its own.

use std::collections::BTreeSet;

use super::{
    Action, Args, Field, FieldKind, Outcome, Pick, Subject, decide,
    following::edits,
    preview::Preview,
    reconfirm_decision::{STATES, prefill, reconfirmed, said},
};
use crate::{
    domain::{
        decision::{Decision, DecisionLife, DecisionState},
        events::EventKind,
        object::{Id, Object},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Query,
    workbench::{
        Workbench, decisions::DecidedOn, gather::Standing, questions::Choice, several::listed, store::Draft,
    },
};

/// The choice that stands for the decision on the whole.
const WHOLE: &str = "whole";

/// The value that is not shown and names the marked risks whose decisions cannot be re-confirmed.
const WITHOUT: &str = "marked_without";

const FIELDS: &[Field] = &[
    Field::required(
        "decisions",
        "Decisions",
        FieldKind::PickMany(Pick::StaleDecision),
        "those to be re-confirmed; each tells what has changed",
    ),
    Field::required(
        "decided_by",
        "Decided by",
        FieldKind::PickMany(Pick::Person),
        "the accountable person or committee, one a line",
    ),
    Field::optional("roles", "Roles", FieldKind::List, "in which role each of them; found by itself"),
    Field::required("addition", "Why they still hold", FieldKind::Text, "added to each rationale"),
    Field::optional("decided_on", "Decided on", FieldKind::Date, ""),
    Field::optional(
        "evidence",
        "Evidence",
        FieldKind::Text,
        "signed sheet or minutes, if somebody else decided",
    ),
    Field::optional("informed", "Informed", FieldKind::List, "who was told"),
];

pub(super) const ACTION: Action = Action {
    name: "reconfirm-decisions",
    title: "Re-confirm stale decisions",
    help: "Several decisions taken again on what holds now; all of them, or none.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

/// Every decision that was picked, with what it was and what it becomes.
fn all(
    workbench: &Workbench,
    subject: &str,
    args: &Args,
) -> Result<Vec<(DecidedOn, Standing, Decision)>, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let mut picked = args.list("decisions");
    picked.dedup();
    if picked.is_empty() {
        let choices = workbench.stale_decisions_of(subject)?;
        let try_this = match choices.len() {
            0 => "nothing: no decision of it is stale or expiring".to_owned(),
            _ => choices.into_iter().map(|choice| choice.value).collect::<Vec<_>>().join("|"),
        };
        return Err(Trouble::refused("Not re-confirmed", "decisions names none", try_this));
    }
    picked
        .iter()
        .map(|name| {
            let revised = format!("{}@{}", assessment.reference, assessment.revision);
            let subject = if name == WHOLE { revised } else { format!("{revised}/{name}") };
            let on = workbench.decided_on(&subject)?;
            let (before, value) = reconfirmed(workbench, &on, args)?;
            Ok((on, before, value))
        })
        .collect()
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let all = all(workbench, subject, args)?;
    let mut draft = Draft::default();
    for (on, before, value) in &all {
        let edits = edits(workbench, on, before, value, DecisionLife::Superseded)?;
        let reason = args.text("addition");
        draft.event(workbench.new_request(), EventKind::DecisionReconfirmed, said(on, value), &reason, edits);
    }
    let names: Vec<&str> = all.iter().map(|(on, ..)| on.name.as_str()).collect();
    let count = if names.len() == 1 { "decision" } else { "decisions" };
    let told = format!("{} {count} re-confirmed: {}.", names.len(), names.join(", "));
    let committed = workbench.write(request, draft)?;
    let said = if committed.repeated { format!("{told} (It was saved before.)") } else { told };
    let subject = all.first().map(|(on, ..)| on.assessment.reference.clone()).unwrap_or_default();
    Ok(Outcome { said: decide::told(workbench, said)?, subject })
}

pub(super) fn preview(workbench: &Workbench, subject: &str, args: &Args) -> Result<Preview, Trouble> {
    let mut preview = Preview::default();
    let all = all(workbench, subject, args)?;
    let of = all.first().map(|(on, ..)| on.assessment.reference.clone()).unwrap_or_default();
    let count = if all.len() == 1 { "decision" } else { "decisions" };
    preview.asks = format!("Re-confirm {} {count} of {of}?", all.len());
    for (on, before, value) in all {
        let one = Preview::of_decision(workbench, &on, "re-confirm", &value)?;
        preview.sign = one.sign;
        preview.says.push(said(&on, &value));
        preview.says.extend(before.stale().into_iter().map(|reason| format!("  changed since: {reason}")));
        preview.warnings.extend(one.warnings.into_iter().map(|warning| format!("{}: {warning}", on.name)));
    }
    let without = args.list(WITHOUT);
    if !without.is_empty() {
        let names = listed(&without);
        preview.warnings.push(format!(
            "{} marked, and left out (no decision that is stale or expiring): {names}",
            without.len()
        ));
    }
    Ok(preview)
}

impl Workbench {
    /// The assessment that marked risks belong to, and the values that re-confirming their decisions begins with.
    ///
    /// # Errors
    /// When they are of several assessments, or none of their decisions can be re-confirmed.
    pub(in crate::workbench) fn reconfirming(&self, marked: &str) -> Result<(String, Args), Trouble> {
        let several = self.several(marked)?;
        let of: BTreeSet<String> = several.risks.iter().map(|risk| several.assessment_name(risk)).collect();
        let mut named = of.iter();
        let (Some(subject), None) = (named.next(), named.next()) else {
            return Err(Trouble::refused(
                "Not opened",
                format!("the marked risks are of {}", of.into_iter().collect::<Vec<_>>().join(" and ")),
                "mark risks of one assessment: decisions are re-confirmed within one",
            ));
        };
        let can: Vec<String> =
            self.stale_decisions_of(subject)?.into_iter().map(|choice| choice.value).collect();
        let (picked, without): (Vec<_>, Vec<_>) =
            several.risks.iter().partition(|risk| can.contains(&risk.reference));
        if picked.is_empty() {
            let because = match without.as_slice() {
                [one] => format!("no decision on {} is stale or expiring", several.name(one)),
                all => format!("no decision on the {} marked risks is stale or expiring", all.len()),
            };
            return Err(Trouble::refused("Nothing to re-confirm", because, ""));
        }
        let picked: Vec<&str> = picked.into_iter().map(|risk| &*risk.reference).collect();
        let without: Vec<String> = without.into_iter().map(|risk| several.name(risk)).collect();
        let args = Args::new().with("decisions", picked.join("|")).with(WITHOUT, without.join("|"));
        Ok((subject.clone(), args))
    }

    /// The decisions of an assessment that can be re-confirmed, each with what has changed.
    pub(in crate::workbench) fn stale_decisions_of(&self, subject: &str) -> Result<Vec<Choice>, Trouble> {
        let assessment = self.assessment(subject)?;
        let in_force = Query::all(Object::DecisionState)
            .is("assessment_id", assessment.id.as_str())
            .is("life", DecisionLife::InForce.word());
        let mut choices = Vec::new();
        for state in self.all::<DecisionState>(&in_force)? {
            let risk = state.risk_id.as_ref().map(|id| self.needed(id)).transpose()?;
            let name = assessment.reference.clone();
            let on = DecidedOn { assessment: assessment.clone(), risk, name };
            let Some(standing) = self.newest_decision(&on)? else { continue };
            if !STATES.contains(&self.worth(&standing, self.today())?) {
                continue;
            }
            let until = standing.decision.valid_until.map(|date| date.to_string()).unwrap_or_default();
            let why = match standing.stale().as_slice() {
                [] => format!("ends on {until}"),
                reasons => reasons.join("; "),
            };
            let (value, title) = match &on.risk {
                Some(risk) => (risk.reference.clone(), format!("{} {}", risk.reference, risk.title)),
                None => (WHOLE.to_owned(), "the whole".to_owned()),
            };
            choices.push(Choice { value, label: format!("{title}: {why}") });
        }
        choices.sort_by(|one, other| one.value.cmp(&other.value));
        Ok(choices)
    }
}
