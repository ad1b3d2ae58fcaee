//! Record a verification: is the control in place, does it work?

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        control::{ControlSite, ControlState, Verification, VerificationKind, VerificationResult},
        events::EventKind,
        object::{Id, Object},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Edit, Query},
    workbench::{
        Workbench,
        store::{Draft, all_said},
    },
};

const FIELDS: &[Field] = &[
    Field::required("site", "Site", FieldKind::Pick(Pick::Site), "where"),
    Field::required(
        "kind",
        "Question",
        FieldKind::Pick(Pick::Words(VerificationKind::CHOICES)),
        "in place, or working?",
    ),
    Field::required("result", "Result", FieldKind::Pick(Pick::Words(VerificationResult::CHOICES)), ""),
    Field::required(
        "method",
        "Method",
        FieldKind::Text,
        "how it was looked at; never by probing towards a unit on a patient",
    ),
    Field::required(
        "person",
        "Person",
        FieldKind::Line,
        "who looked; where the policy says so, not who put it in place",
    )
    .known(Known::People),
    Field::optional("on", "On", FieldKind::Date, "when"),
    Field::optional("evidence", "Evidence", FieldKind::Text, "what shows it"),
    Field::optional("next_test", "Next test", FieldKind::Date, "when to look again"),
];

pub(super) const ACTION: Action = Action {
    name: "verify-control",
    title: "Verify the control",
    help: "Twice per site: is it in place, and does it work?",
    subject: Subject::Control,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let control = workbench.control_of(subject)?;
    let of = |object| Query::all(object).is("control_id", control.id.as_str());
    let sites = workbench.all::<ControlSite>(&of(Object::ControlSite).by("site", Direction::Up))?;
    let done = workbench.all::<Verification>(&of(Object::Verification))?;
    let open = sites.iter().find_map(|site| {
        let kind = VerificationKind::ALL
            .iter()
            .find(|&&kind| !done.iter().any(|v| v.site == site.site && v.kind == kind))?;
        Some((site.site.clone(), *kind))
    });
    let (site, kind) = open.unwrap_or_else(|| {
        (sites.first().map(|s| s.site.clone()).unwrap_or_default(), VerificationKind::Effectiveness)
    });
    let method = match kind {
        VerificationKind::Implementation => &control.verify_implementation,
        VerificationKind::Effectiveness => &control.verify_effectiveness,
    };
    Ok(Args::new()
        .with("site", site)
        .with("kind", kind.word())
        .with("method", method)
        .with("person", workbench.person_name()?)
        .with("on", workbench.today().to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let control = workbench.control_of(subject)?;
    let site = args.needed("site")?;
    let of = Query::all(Object::ControlSite).is("control_id", control.id.as_str()).is("site", site.as_str());
    let (placed_on, placed_by) = match workbench.first::<ControlSite>(of)? {
        Some(held) if held.state == ControlState::InPlace => {
            (held.value.implemented_on, held.value.implemented_by)
        }
        _ => {
            return Err(Trouble::refused(
                "Not recorded",
                format!("{} is not in place at {site}", control.reference),
                "put-in-place first",
            ));
        }
    };
    let value = Verification {
        control_id: control.id.clone(),
        site: site.clone(),
        kind: args.needed_word("kind")?,
        result: args.needed_word("result")?,
        method: args.needed("method")?,
        person: workbench.named(&args.needed("person")?)?,
        verified_on: happened_on(workbench, args, "on")?,
        evidence: args.text("evidence"),
        next_test: args.date("next_test")?,
    };
    workbench.house()?.two_persons(&value.person, &placed_by, value.verified_on)?;
    if let Some(placed_on) = placed_on
        && value.verified_on < placed_on
    {
        return Err(Trouble::refused(
            "Not recorded",
            format!("on is {}, before it was put in place on {placed_on}", value.verified_on),
            "the day on which it was looked at there",
        ));
    }
    if let Some(next) = value.next_test
        && next <= value.verified_on
    {
        return Err(Trouble::refused(
            "Not recorded",
            format!("the next test {next} is not after the test on {}", value.verified_on),
            "a later date",
        ));
    }
    let shown = format!("{} {} {} at {site}.", control.reference, value.kind.label(), value.result.label());
    let edit = Edit::put(&workbench.new_request(), 0, &value);
    let mut draft = Draft::default();
    draft.event(workbench.new_request(), EventKind::ControlVerified, shown, "", vec![edit]);
    workbench.draft_after_test(&mut draft, &control, &value)?;
    let committed = workbench.write(request, draft)?;
    Ok(Outcome { said: all_said(&committed)?, subject: control.value.reference })
}
