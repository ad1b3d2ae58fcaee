//! Weigh the benefit against a risk, or against the whole: what an acceptance above the line of acceptability needs.

use super::{Action, Args, Field, FieldKind, Outcome, Subject, happened_on};
use crate::{
    domain::{decision::BenefitRisk, events::EventKind, object::Id, trouble::Trouble},
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required(
        "benefit",
        "Benefit",
        FieldKind::Text,
        "what patients gain from the product as it is used",
    ),
    Field::required(
        "alternatives",
        "Alternatives",
        FieldKind::Text,
        "what else could be done, and why it is not",
    ),
    Field::required(
        "not_practicable",
        "Not practicable",
        FieldKind::Text,
        "why the risk cannot practicably be reduced further",
    ),
    Field::required("conclusion", "Conclusion", FieldKind::Text, "what follows from weighing them"),
    Field::required("author", "Clinical author", FieldKind::Line, "the clinician who judges"),
    Field::optional("written_on", "Written on", FieldKind::Date, ""),
];

pub(super) const ACTION: Action = Action {
    name: "weigh-benefit",
    title: "Weigh benefit and risk",
    help: "A record of benefit, alternatives and why no further reduction is practicable; the newest one counts.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

/// Begins with the newest record: what is weighed again has mostly the same parts.
fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let on = workbench.decided_on(subject)?;
    let args = Args::new().with("written_on", workbench.today().to_string());
    Ok(match workbench.benefit_risk(&on)? {
        None => args,
        Some(held) => args
            .with("benefit", &held.benefit)
            .with("alternatives", &held.alternatives)
            .with("not_practicable", &held.not_practicable)
            .with("conclusion", &held.conclusion)
            .with("author", &held.author),
    })
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let on = workbench.decided_on(subject)?;
    let value = BenefitRisk {
        assessment_id: on.assessment.id.clone(),
        risk_id: on.risk.as_ref().map(|risk| risk.id.clone()),
        benefit: args.needed("benefit")?,
        alternatives: args.needed("alternatives")?,
        not_practicable: args.needed("not_practicable")?,
        conclusion: args.needed("conclusion")?,
        author: args.needed("author")?,
        written_on: happened_on(workbench, args, "written_on")?,
    };
    let shown = format!("{}: benefit and risk weighed by {}.", on.name, value.author);
    let edits = vec![Edit::put(&workbench.new_request(), 0, &value)];
    let said = workbench.write_one(request, EventKind::BenefitWeighed, shown, &value.conclusion, edits)?;
    Ok(Outcome { said, subject: on.name })
}
