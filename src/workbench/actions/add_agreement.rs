//! Record a responsibility agreement for the assessment's product: who has which duties.

use super::{Action, Args, Field, FieldKind, Outcome, Subject};
use crate::{
    catalog::Catalogue,
    domain::{
        agreement::Agreement, capability::Responsible, events::EventKind, object::Id, trouble::Trouble,
        word::Word,
    },
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("title", "Name", FieldKind::Line, "its name or number"),
    Field::required("parties", "Parties", FieldKind::List, "who signed it, one a line"),
    Field::optional(
        "duties",
        "Duties",
        FieldKind::List,
        "one a line: MLDP hdo; a capability and manufacturer, hdo, integrator or shared",
    ),
    Field::required("signed_on", "Signed on", FieldKind::Date, "by the last of the parties"),
    Field::optional("valid_until", "Valid until", FieldKind::Date, "its last day; left empty = until ended"),
    Field::optional("evidence", "Evidence", FieldKind::Text, "where the signed document is"),
];

pub(super) const ACTION: Action = Action {
    name: "add-agreement",
    title: "Add a responsibility agreement",
    help: "For the product: parties, duties by capability, signed on, valid until.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    workbench.is_newest(&*workbench.assessment(subject)?)?;
    Ok(Args::new())
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    workbench.is_newest(&assessment)?;
    let value = agreement(workbench, args, &assessment.product_id)?;
    let name = workbench.reference_of(&assessment)?;
    let edit = Edit::put(&workbench.new_request(), 0, &value);
    let shown = shown(&name, &value);
    let said = workbench.write_one(request, EventKind::AgreementChanged, shown, "", vec![edit])?;
    Ok(Outcome { said, subject: name })
}

/// The agreement that the arguments tell.
pub(super) fn agreement(workbench: &Workbench, args: &Args, product: &Id) -> Result<Agreement, Trouble> {
    args.needed("signed_on")?;
    let value = Agreement {
        product_id: product.clone(),
        title: args.needed("title")?,
        parties: args.list("parties"),
        duties: args.list("duties"),
        signed_on: super::happened_on(workbench, args, "signed_on")?,
        valid_until: args.date("valid_until")?,
        evidence: args.text("evidence"),
    };
    checked(value, workbench.catalogue())
}

/// What every agreement must say, with its duties as they are written: the code, one blank, the word.
pub(in crate::workbench) fn checked(value: Agreement, catalogue: &Catalogue) -> Result<Agreement, Trouble> {
    let refuse = |because: String, try_this: &str| Err(Trouble::refused("Not saved", because, try_this));
    if value.parties.is_empty() {
        return refuse("parties is empty".into(), "who signed it");
    }
    if let Some(until) = value.valid_until
        && until < value.signed_on
    {
        return refuse(
            format!("valid_until is {until}, before it was signed on {}", value.signed_on),
            "a later day, or none",
        );
    }
    let mut duties: Vec<String> = Vec::new();
    for given in &value.duties {
        let duty = duty(given, catalogue)?;
        let code = |duty: &str| duty.split(' ').next().unwrap_or_default().to_owned();
        if duties.iter().any(|before| code(before) == code(&duty)) {
            return refuse(format!("duties names {} twice", code(&duty)), "one line a capability, or shared");
        }
        duties.push(duty);
    }
    Ok(Agreement { duties, ..value })
}

/// `MLDP hdo`
fn duty(given: &str, catalogue: &Catalogue) -> Result<String, Trouble> {
    let words: Vec<&str> = given.split_whitespace().collect();
    if let [code, who] = words.as_slice()
        && let Ok(who) = Responsible::parse(&who.to_lowercase())
        && let Some(capability) = catalogue.capability(&code.to_uppercase())
    {
        return Ok(format!("{} {}", capability.code, who.word()));
    }
    let who: Vec<&str> = Responsible::ALL.iter().map(|who| who.word()).collect();
    Err(Trouble::refused(
        "Not saved",
        format!("duties holds {given:?}, which is no capability with who carries it"),
        format!("MLDP hdo: one of the 22 codes, then one of {}", who.join(", ")),
    ))
}

/// `ip3: agreement HF-7 between Hemoflow and St. Vincent until 2028-01-31.`
pub(in crate::workbench) fn shown(name: &str, value: &Agreement) -> String {
    format!("{name}: agreement {}.", said(value))
}

/// `HF-7 between Hemoflow and St. Vincent, until 2028-01-31`
pub(in crate::workbench) fn said(value: &Agreement) -> String {
    let until = value.valid_until.map(|date| format!(", until {date}")).unwrap_or_default();
    format!("{} between {}, signed on {}{until}", value.title, value.parties.join(" and "), value.signed_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked_with(duties: &[&str], until: Option<&str>) -> Result<Agreement, Trouble> {
        let value = Agreement {
            product_id: Id::from("p"),
            title: "HF-7".into(),
            parties: vec!["Hemoflow".into(), "St. Vincent".into()],
            duties: duties.iter().map(|duty| (*duty).to_owned()).collect(),
            signed_on: "2026-01-31".parse().unwrap(),
            valid_until: until.map(|date| date.parse().unwrap()),
            evidence: String::new(),
        };
        checked(value, Catalogue::embedded())
    }

    #[test]
    fn duties_are_a_capability_and_who_carries_it() {
        let value = checked_with(&["mldp  HDO", "CSUP manufacturer"], None).unwrap();
        assert_eq!(value.duties, ["MLDP hdo", "CSUP manufacturer"]);
        for wrong in ["MLDP", "MLDP nobody", "XXXX hdo", "MLDP hdo shared", ""] {
            let trouble = checked_with(&[wrong], None).unwrap_err();
            assert!(trouble.because.starts_with("duties holds"), "{trouble}");
        }
        let twice = checked_with(&["MLDP hdo", "MLDP shared"], None).unwrap_err();
        assert_eq!(twice.because, "duties names MLDP twice");
    }

    #[test]
    fn an_agreement_does_not_end_before_it_is_signed() {
        assert!(checked_with(&[], Some("2026-01-31")).is_ok());
        assert!(checked_with(&[], Some("2026-01-30")).is_err());
    }
}
