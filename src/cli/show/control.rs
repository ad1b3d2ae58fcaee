//! A control, whole: what is done, where it stands, how it was verified, which risks it serves.

use super::{Out, line, lines};
use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::questions::{catalogue::FrameworkReference, controls::ControlWhole},
};

pub(super) fn tell(
    whole: &ControlWhole,
    references: &[FrameworkReference],
    out: &mut Out,
) -> Result<(), Trouble> {
    let control = &whole.control.value;
    out.say(&format!("{}: {}", control.reference, control.title))?;
    line(out, "kind", &format!("{}, order {}", control.kind.label(), control.order))?;
    line(out, "common", if control.common { "yes, inherited by every risk it serves" } else { "" })?;
    line(out, "description", &control.description)?;
    line(out, "owner", &control.owner)?;
    line(out, "responsible", control.responsible.label())?;
    line(out, "due", &control.due.map(|date| date.to_string()).unwrap_or_default())?;
    let brings = match control.brings_new_risk {
        None => "not answered",
        Some(true) => "yes",
        Some(false) => "no",
    };
    line(out, "new risk?", brings)?;
    line(out, "", &control.new_risk_note)?;
    let heirs = whole.serves.len();
    for failure in &whole.failures {
        line(out, "FAILED", &format!("{failure}; it flags the {heirs} risks that it serves"))?;
    }
    lines(out, "frameworks", &references.iter().map(FrameworkReference::told).collect::<Vec<_>>())?;
    for site in &whole.sites {
        out.say(&format!("\n{}: {}", site.site, site.state.label()))?;
        for check in whole.verifications.iter().filter(|check| check.site == site.site) {
            let (kind, result) = (check.kind.label(), check.result.label());
            line(out, "", &format!("{kind} {result} on {} by {}", check.verified_on, check.person))?;
            line(out, "", &check.method)?;
            line(out, "", &check.evidence)?;
            let next = check.next_test.map(|date| format!("next test on {date}")).unwrap_or_default();
            line(out, "", &next)?;
        }
    }
    out.say("")?;
    for (reference, title) in &whole.serves {
        out.say(&format!("serves {reference}  {title}"))?;
    }
    Ok(())
}
