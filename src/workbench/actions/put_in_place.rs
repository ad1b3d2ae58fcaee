//! Record that a control is in place at a site, or no longer.

use super::{Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        control::{ControlSite, ControlState, Verification},
        events::EventKind,
        object::{Id, Object},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("site", "Site", FieldKind::Pick(Pick::Site), "where"),
    Field::required(
        "state",
        "State",
        FieldKind::Pick(Pick::Words(ControlState::CHOICES)),
        "where it stands there",
    ),
    Field::optional("by", "By", FieldKind::Line, "who put it in place").known(Known::People),
    Field::optional("on", "On", FieldKind::Date, "when"),
    Field::optional("evidence", "Evidence", FieldKind::Text, "what shows it"),
];

pub(super) const ACTION: Action = Action {
    name: "put-in-place",
    title: "Put the control in place",
    help: "Per site: who, when, with which evidence.",
    subject: Subject::Control,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let control = workbench.control_of(subject)?;
    let sites = sites(workbench, &control.id)?;
    let next = sites.iter().find(|site| site.state == ControlState::Proposed).or(sites.first());
    let opened = sites.iter().fold(Args::new(), |args, site| {
        args.with(&format!("{OPENED_ON} {}", site.site), site.version.to_string())
    });
    Ok(opened
        .with("site", next.map(|site| site.site.clone()).unwrap_or_default())
        .with("state", ControlState::InPlace.word())
        .with("by", workbench.person_name()?)
        .with("on", workbench.today().to_string()))
}

fn sites(workbench: &Workbench, control: &Id) -> Result<Vec<Held<ControlSite>>, Trouble> {
    workbench
        .all(&Query::all(Object::ControlSite).is("control_id", control.as_str()).by("site", Direction::Up))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let control = workbench.control_of(subject)?;
    let site = args.needed("site")?;
    let state: ControlState = args.word("state")?.unwrap_or(ControlState::InPlace);
    let in_place = state == ControlState::InPlace;
    let value = ControlSite {
        control_id: control.id.clone(),
        site: site.clone(),
        state,
        implemented_by: if in_place && args.is_empty("by") {
            workbench.person_name()?
        } else {
            workbench.named(&args.text("by"))?
        },
        implemented_on: if in_place || !args.is_empty("on") {
            Some(happened_on(workbench, args, "on")?)
        } else {
            None
        },
        evidence: args.text("evidence"),
    };
    if in_place {
        refuse_own_verifier(workbench, &value)?;
    }
    let edit = match sites(workbench, &control.id)?.into_iter().find(|held| held.site == site) {
        Some(held) => {
            let version = args.number(&format!("{OPENED_ON} {site}"))?.unwrap_or(held.version);
            Edit::put(&held.id, version, &value)
        }
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let shown = format!("{} {} at {site}.", control.reference, state.label());
    let said = workbench.write_one(request, EventKind::ControlSiteChanged, shown, "", vec![edit])?;
    Ok(Outcome { said, subject: control.value.reference })
}

/// Who has verified what stands there since that day did not put it in place, where the policy wants two persons.
fn refuse_own_verifier(workbench: &Workbench, value: &ControlSite) -> Result<(), Trouble> {
    let of = Query::all(Object::Verification)
        .is("control_id", value.control_id.as_str())
        .is("site", value.site.as_str());
    let house = workbench.house()?;
    for check in workbench.all::<Verification>(&of)? {
        if value.implemented_on.is_some_and(|on| on <= check.verified_on) {
            house.two_persons(&check.person, &value.implemented_by, check.verified_on).map_err(
                |trouble| Trouble {
                    because: format!(
                        "{} verified it on {}, and the policy wants somebody else to put it in place",
                        check.person, check.verified_on
                    ),
                    try_this: "by=whoever did it, or on=the day on which it was put in place anew".into(),
                    ..trouble
                },
            )?;
        }
    }
    Ok(())
}
