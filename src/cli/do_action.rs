//! `riskward do ACTION REF key=value…` does any action of the workbench.

use super::{Ended, Out, Place};
use crate::{
    domain::{date, trouble::Trouble},
    workbench::{
        Workbench,
        actions::{ACTIONS, Action, Args, Field, FieldKind, Pick, Subject, action},
    },
};

/// Do what can be done in the workbench; without an action, list them all
#[derive(clap::Args)]
pub(super) struct Do {
    /// The action's name
    #[arg(value_name = "ACTION")]
    action: Option<String>,
    /// What it acts on (`-` or left out = the register), then field=value for each field; lists are joined by `|`
    #[arg(value_name = "REF|FIELD=VALUE")]
    rest: Vec<String>,
}

impl Do {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let Some(name) = self.action else {
            for action in ACTIONS {
                out.say(&told(action))?;
            }
            return Ok(Ended::Done);
        };
        let action = action(&name).ok_or_else(|| {
            let names: Vec<&str> = ACTIONS.iter().map(|action| action.name).collect();
            Trouble::usage(
                "Nothing was done",
                format!("there is no action {name:?}"),
                format!("one of {}", names.join(", ")),
            )
        })?;
        let (subject, given) = split(action, &self.rest)?;
        let mut workbench = place.open()?;
        let args = filled(&workbench, action, &subject, &given)?;
        let request = workbench.new_request();
        let outcome = (action.run)(&mut workbench, &subject, &args, request)?;
        out.say(&outcome.said)?;
        // the action is done: what cannot be raised now is raised the next time
        for said in workbench.raise_passed_dates().unwrap_or_default() {
            out.say(&said)?;
        }
        Ok(Ended::Done)
    }
}

/// Fields and what is given for them.
type Given<'a> = Vec<(&'a str, &'a str)>;

/// The subject and the fields of what stands behind the action's name.
fn split<'a>(action: &Action, rest: &'a [String]) -> Result<(String, Given<'a>), Trouble> {
    let refuse = |because: String, try_this: String| {
        Err(Trouble::usage(format!("{} was not done", action.name), because, try_this))
    };
    let (subject, fields) = match rest.split_first() {
        Some((first, fields)) if !first.contains('=') => (first.as_str(), fields),
        _ => ("-", rest),
    };
    let subject = if subject == "-" { "" } else { subject };
    match (subject.is_empty(), action.subject) {
        (true, Subject::Register | Subject::RegisterOrAssessment) => {}
        (true, _) => {
            return refuse(
                "it must be said what it acts on".into(),
                format!("riskward do {}", usage(action)),
            );
        }
        (false, Subject::Register) => {
            return refuse(
                format!("it acts on the register and takes no REF, and {subject:?} is one"),
                format!("riskward do {}", usage(action)),
            );
        }
        (false, _) => {}
    }
    let mut given: Given<'a> = Vec::new();
    for field in fields {
        let Some((name, value)) = field.split_once('=') else {
            return refuse(format!("{field:?} is no field=value"), format!("riskward do {}", usage(action)));
        };
        let known: Vec<&str> = action.fields.iter().map(|field| field.name).collect();
        if !known.contains(&name) {
            return refuse(format!("it has no field {name:?}"), format!("one of {}", known.join(", ")));
        }
        if given.iter().any(|(before, _)| *before == name) {
            return refuse(format!("{name} is given twice"), format!("one {name}, a list joined by |"));
        }
        given.push((name, value));
    }
    Ok((subject.to_owned(), given))
}

/// The values for the action. An action that edits begins with what is there, so that `owner=` clears the owner and
/// what is not named stays.
fn filled(
    workbench: &Workbench,
    action: &Action,
    subject: &str,
    given: &[(&str, &str)],
) -> Result<Args, Trouble> {
    let mut args = (action.prefill)(workbench, subject)?;
    if !args.iter().any(|(name, _)| name == "opened_on") {
        args = Args::new();
    }
    for (name, value) in given {
        let dated = action.fields.iter().any(|field| field.name == *name && field.kind == FieldKind::Date);
        if dated && !value.trim().is_empty() {
            args.set(name, meant(name, value, workbench)?);
        } else {
            args.set(name, *value);
        }
    }
    Ok(args)
}

/// The date that `+90d` or `end of q1` is today.
fn meant(name: &str, typed: &str, workbench: &Workbench) -> Result<String, Trouble> {
    date::read(typed, workbench.today()).map(|date| date.to_string()).map_err(|_| {
        Trouble::refused(
            "Not saved",
            format!("{name} is {typed:?}, which is no date"),
            format!("one of {}", date::EXAMPLES),
        )
    })
}

fn told(action: &Action) -> String {
    let mut text = format!("{}\n    {}\n", usage(action), action.help);
    for field in action.fields {
        let must = if field.required { "*" } else { " " };
        let help = if field.help.is_empty() { String::new() } else { format!("  {}", field.help) };
        text.push_str(&format!("    {must} {:<26}{}{help}\n", field.name, kind(field)));
    }
    text
}

/// `rate-risk ip3/R-014 phase=… basis=…`
fn usage(action: &Action) -> String {
    let subject = match action.subject {
        Subject::Register => "-",
        Subject::Assessment => "ip3",
        Subject::Capability => "ip3/MLDP",
        Subject::Risk => "ip3/R-014",
        Subject::Risks => "'ip3/R-001|R-014' (or 'ip3/R-002..R-020', or ip3 for all)",
        Subject::RiskOrAssessment => "ip3/R-014 (or ip3 for the whole)",
        Subject::Control => "C-003",
        Subject::Controls => "'C-001|C-007' (or 'C-012..C-020')",
        Subject::Person => "'M. Rossi'",
        Subject::Gate => "ip3/G5 (or ip3 for the next gate)",
        Subject::RegisterOrAssessment => "ip3 (or - for the register)",
        Subject::Thing => "C-003 (or ip3/R-014, or ip3)",
        Subject::Trigger => "T-003",
        Subject::Finding => "F-003",
        Subject::Suggestion => "ip3/MLDP-T1 (or ip3/CC-SEG)",
    };
    let needed = action.fields.iter().filter(|field| field.required);
    needed.fold(format!("{} {subject}", action.name), |text, field| format!("{text} {}=…", field.name))
}

fn kind(field: &Field) -> String {
    match field.kind {
        FieldKind::Line | FieldKind::Text => "text".to_owned(),
        FieldKind::List => "texts, joined by |".to_owned(),
        FieldKind::Number => "number".to_owned(),
        FieldKind::Date => "date, 2027-03-31, +90d or end of q1".to_owned(),
        FieldKind::File => "file".to_owned(),
        FieldKind::Pick(pick) => picked(pick),
        FieldKind::PickMany(pick) => format!("{}, joined by |", picked(pick)),
    }
}

fn picked(pick: Pick) -> String {
    match pick {
        Pick::Words(words) => words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" "),
        Pick::Placement => "number of the placement, as `show` lists them".to_owned(),
        Pick::Site => "site".to_owned(),
        Pick::Capability => "code of a capability".to_owned(),
        Pick::Risk => "risk, R-014".to_owned(),
        Pick::Control | Pick::RiskControl => "control, C-003".to_owned(),
        Pick::RiskTemplate => "risk template, as `suggest` lists them".to_owned(),
        Pick::ControlTemplate => "control template, as `suggest` lists them".to_owned(),
        Pick::Severity(_) | Pick::AnySeverity | Pick::Likelihood => "1 to 5".to_owned(),
        Pick::Profile => "profile of the catalogue".to_owned(),
        Pick::Scale => "scale of the catalogue".to_owned(),
        Pick::RequirementSet => "requirement set of the catalogue".to_owned(),
        Pick::AdoptedSet => "requirement set that is adopted".to_owned(),
        Pick::Requirement => "id of a requirement, as `show` lists them".to_owned(),
        Pick::Statement => "item of the disclosure, as `show` lists them".to_owned(),
        Pick::Trait => "trait of the catalogue, or none".to_owned(),
        Pick::Gate => "gate, G5".to_owned(),
        Pick::Person => "name of a person, as `people` lists them".to_owned(),
        Pick::Role => "role of the policy, as `people` lists them".to_owned(),
        Pick::Policy => "policy of the catalogue".to_owned(),
        Pick::Agreement => "number of the agreement, as `show` lists them".to_owned(),
        Pick::Question => "number of the question, as `show` lists them".to_owned(),
        Pick::Cause => "a cause, word for word".to_owned(),
        Pick::Item | Pick::AcceptedItem => "item of the form, as `show` lists them".to_owned(),
        Pick::Product => "manufacturer and model".to_owned(),
        Pick::RiskOfTrigger => "risk, ip3/R-014".to_owned(),
        Pick::StaleDecision => "stale decision, R-014, or `whole`".to_owned(),
        Pick::Condition => "number of the condition, as `show` lists them".to_owned(),
    }
}
