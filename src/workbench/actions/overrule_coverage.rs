//! Say otherwise than the rule, or confirm "not applicable"; both stay visible.

use super::{
    Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Pick, Subject, happened_on, opened_on,
};
use crate::{
    domain::{
        assessment::CapabilityCoverage,
        capability::Coverage,
        events::EventKind,
        object::{Id, Object},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    process::coverage::RULE,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("coverage", "Coverage", FieldKind::Pick(Pick::Words(Coverage::CHOICES)), "what holds"),
    Field::required(
        "reason",
        "Reason",
        FieldKind::Text,
        "why the rule's result does not hold, or why it does",
    ),
    Field::optional("by", "By", FieldKind::Line, "who says so").known(Known::People),
    Field::optional("on", "On", FieldKind::Date, "when"),
];

pub(super) const ACTION: Action = Action {
    name: "overrule-coverage",
    title: "Overrule or confirm the coverage",
    help: "A person's word before the rule's, with a reason; both stay visible.",
    subject: Subject::Capability,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn held(
    workbench: &Workbench,
    assessment: &Id,
    code: &str,
) -> Result<Option<Held<CapabilityCoverage>>, Trouble> {
    workbench.first(
        Query::all(Object::CapabilityCoverage)
            .is("assessment_id", assessment.as_str())
            .is("capability", code),
    )
}

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    workbench.changeable(&assessment)?;
    let args = Args::new().with("by", workbench.actor_name()).with("on", workbench.today().to_string());
    Ok(match held(workbench, &assessment.id, &code)? {
        Some(held) => args
            .with("coverage", held.holds().word())
            .with("reason", &held.overruled_reason)
            .with(OPENED_ON, held.version.to_string()),
        None => args,
    })
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    workbench.changeable(&assessment)?;
    let coverage: Coverage = args.needed_word("coverage")?;
    let reason = args.needed("reason")?;
    let there = held(workbench, &assessment.id, &code)?;
    let mut value = there.as_ref().map_or_else(
        || CapabilityCoverage {
            assessment_id: assessment.id.clone(),
            capability: code.clone(),
            by_rule: Coverage::Unknown,
            rule: RULE,
            disclosure_id: None,
            because: "no disclosure was imported".to_owned(),
            items: Vec::new(),
            overruled: None,
            overruled_reason: String::new(),
            overruled_by: String::new(),
            overruled_on: None,
        },
        |held| held.value.clone(),
    );
    let by = if args.is_empty("by") { workbench.actor_name().to_owned() } else { args.text("by") };
    value.overruled = Some(coverage);
    value.overruled_reason.clone_from(&reason);
    value.overruled_by = by;
    value.overruled_on = Some(happened_on(workbench, args, "on")?);
    let edit = match there {
        Some(held) => Edit::put(&held.id, opened_on(args, held.version)?, &value),
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let shown = format!(
        "{}/{code}: {} (the rule says {}).",
        assessment.reference,
        coverage.label(),
        value.by_rule.label()
    );
    let said = workbench.write_one(request, EventKind::CoverageOverruled, shown, &reason, vec![edit])?;
    Ok(Outcome { said, subject: format!("{}/{code}", assessment.reference) })
}
