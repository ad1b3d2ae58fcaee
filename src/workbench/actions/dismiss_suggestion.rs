//! Dismiss a suggestion of the catalogue, with a reason. It comes back by itself when its reasons change.

use super::{Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Subject, happened_on, opened_on};
use crate::{
    domain::{
        assessment::Assessment,
        events::EventKind,
        object::{Id, Object},
        record::Held,
        suggestion::SuggestionDismissal,
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("reason", "Reason", FieldKind::Text, "why it is not wanted for these placements"),
    Field::optional("person", "Person", FieldKind::Line, "who judges so").known(Known::People),
    Field::optional("on", "On", FieldKind::Date, "when"),
];

pub(super) const ACTION: Action = Action {
    name: "dismiss-suggestion",
    title: "Dismiss the suggestion",
    help: "It is suggested again only when its reasons change; undo takes the dismissal back.",
    subject: Subject::Suggestion,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, template, _) = suggestion(workbench, subject)?;
    let args = Args::new().with("person", workbench.person_name()?).with("on", workbench.today().to_string());
    Ok(match held(workbench, &assessment.id, &template)? {
        Some(held) => args.with("reason", &held.reason).with(OPENED_ON, held.version.to_string()),
        None => args,
    })
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, template, reasons) = suggestion(workbench, subject)?;
    let person = if args.is_empty("person") { workbench.person_name()? } else { args.text("person") };
    let value = SuggestionDismissal {
        assessment_id: assessment.id.clone(),
        digest: SuggestionDismissal::digest_of(&reasons),
        reason: args.needed("reason")?,
        person,
        dismissed_on: happened_on(workbench, args, "on")?,
        template,
        reasons,
    };
    let edit = match held(workbench, &assessment.id, &value.template)? {
        Some(held) => Edit::put(&held.id, opened_on(args, held.version)?, &value),
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let name = format!("{}/{}", workbench.reference_of(&assessment)?, value.template);
    let shown = format!("{name} is not wanted, says {}.", value.person);
    let kind = EventKind::SuggestionDismissed;
    let said = workbench.write_one(request, kind, shown, &value.reason, vec![edit])?;
    Ok(Outcome { said, subject: name })
}

/// The assessment, the template's id and the reasons that it is suggested for.
fn suggestion(
    workbench: &Workbench,
    subject: &str,
) -> Result<(Held<Assessment>, String, Vec<String>), Trouble> {
    let assessment = workbench.assessment(subject)?;
    workbench.is_newest(&assessment)?;
    let template = subject.split_once('/').map_or("", |(_, name)| name.trim()).to_ascii_uppercase();
    let refused = |because: String| {
        let name = &assessment.reference;
        Trouble::refused("Not dismissed", because, format!("riskward suggest {name} lists what is suggested"))
    };
    let catalogue = workbench.catalogue();
    if catalogue.risk(&template).is_none() && catalogue.control(&template).is_none() {
        return Err(refused(format!("the catalogue has no risk or control {template:?}")));
    }
    match workbench.reasons_for(subject, &template)? {
        Some(reasons) => Ok((assessment, template, reasons)),
        None => Err(refused(format!("{template} is not suggested for {}", assessment.reference))),
    }
}

fn held(
    workbench: &Workbench,
    assessment: &Id,
    template: &str,
) -> Result<Option<Held<SuggestionDismissal>>, Trouble> {
    let of = Query::all(Object::SuggestionDismissal).is("assessment_id", assessment.as_str());
    workbench.first(of.is("template", template))
}
