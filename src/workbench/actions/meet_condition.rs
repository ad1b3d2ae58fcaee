//! Record that a condition of a decision is met: when, who saw it, what shows it.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        decision::{Condition, DecisionLife},
        events::EventKind,
        object::Id,
        record::Held,
        trouble::Trouble,
    },
    ledger::Edit,
    process::conditions::told,
    workbench::{Workbench, decisions::DecidedOn, questions::Choice},
};

const FIELDS: &[Field] = &[
    Field::required("condition", "Condition", FieldKind::Pick(Pick::Condition), "one that is not met yet"),
    Field::optional("met_on", "Met on", FieldKind::Date, ""),
    Field::required("met_by", "Seen by", FieldKind::Line, "who saw that it is met").known(Known::People),
    Field::required("evidence", "Evidence", FieldKind::Text, "what shows it"),
];

pub(super) const ACTION: Action = Action {
    name: "meet-condition",
    title: "Meet a condition",
    help: "Says when a condition of the decision was met, and what shows it.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let open = workbench.open_conditions_of(subject)?;
    let only = if let [one] = open.as_slice() { one.value.as_str() } else { "" };
    Ok(Args::new()
        .with("condition", only)
        .with("met_on", workbench.today().to_string())
        .with("met_by", workbench.person_name()?))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let on = workbench.decided_on(subject)?;
    let conditions = workbench.conditions_of(&on)?;
    let number = args.needed("condition")?;
    let held = number.parse::<usize>().ok().and_then(|number| conditions.get(number.checked_sub(1)?));
    let Some(held) = held else {
        return Err(Trouble::refused(
            "Not saved",
            format!("condition {number:?} is none of the {} of {}", conditions.len(), on.name),
            format!("a number; show {} lists them", on.name),
        ));
    };
    if let Some(met) = held.met_on {
        return Err(Trouble::refused(
            "Not saved",
            format!("condition {number} was met on {met}"),
            "another one",
        ));
    }
    let value = Condition {
        met_on: Some(happened_on(workbench, args, "met_on")?),
        met_by: args.needed("met_by")?,
        evidence: args.needed("evidence")?,
        ..held.value.clone()
    };
    let shown =
        format!("{}: condition met, says {}: {}.", on.name, value.met_by, value.what.trim_end_matches('.'));
    let edits = vec![Edit::put(&held.id, held.version, &value)];
    let said = workbench.write_one(request, EventKind::ConditionChanged, shown, "", edits)?;
    Ok(Outcome { said, subject: on.name })
}

impl Workbench {
    /// The conditions of the decision that stands, in their order.
    fn conditions_of(&self, on: &DecidedOn) -> Result<Vec<Held<Condition>>, Trouble> {
        let standing = self.newest_decision(on)?;
        let stands = standing.filter(|standing| standing.state.life == DecisionLife::InForce);
        stands.map(|standing| standing.conditions).ok_or_else(|| {
            Trouble::refused("Not saved", format!("{} has no decision that stands", on.name), "decide first")
        })
    }

    /// The conditions that are not met yet, by their number.
    pub(in crate::workbench) fn open_conditions_of(&self, subject: &str) -> Result<Vec<Choice>, Trouble> {
        let conditions = self.conditions_of(&self.decided_on(subject)?)?;
        let open = conditions.iter().enumerate().filter(|(_, held)| held.met_on.is_none());
        Ok(open
            .map(|(at, held)| Choice {
                value: (at + 1).to_string(),
                label: format!("{} {}", at + 1, told(held, self.as_of())),
            })
            .collect())
    }
}
