//! The coverages of an assessment with the answers behind them.

use std::collections::HashMap;

use crate::{
    catalog::{Catalogue, forms::Form},
    domain::{
        assessment::{Assessment, CapabilityCoverage},
        disclosure::{Answer, Disclosure, Statement},
        object::{Id, Object},
        question::AcceptedAnswer,
        record::Held,
        register::Knowledge,
        requirement::RequirementAnswer,
        trouble::{Trouble, TroubleKind},
        word::Word as _,
    },
    ledger::{Compare, Direction, Query},
    process::seal::{CoverageBasis, SealPart, coverage_part},
    workbench::{
        gather::accepted::{accepted, of_form, said},
        import::assess,
        store::Reading,
    },
};

/// The seal part of each of these capabilities that an assessment knows a coverage of, by its code, with the answers to
/// the requirements under it. No more is read than they need: a decision on one risk rests on a few of a disclosure's answers.
///
/// The rows of a decided revision are frozen. What its decisions rested on is not: where the product has a newer
/// disclosure or answers that a person accepts, they and what the rule finds in them stand in for the frozen ones; a
/// person's word stays.
pub(in crate::workbench) fn claims(
    reading: Reading<'_>,
    assessment: &Held<Assessment>,
    codes: Vec<String>,
) -> Result<HashMap<String, SealPart>, Trouble> {
    let query = rows_of(&assessment.id).with("capability", Compare::In(codes.clone()));
    let held = reading.all::<CapabilityCoverage>(&query)?;
    let said = Answered {
        accepted: accepted(reading, &assessment.id)?,
        required: reading.all(&answered_in(&assessment.id).with("capability", Compare::In(codes)))?,
    };
    if assessment.frozen_on.is_some()
        && let Some(newest) = newest_disclosure(reading, &assessment.product_id)?
        && (!said.accepted.is_empty()
            || held.iter().any(|coverage| coverage.disclosure_id.as_ref() != Some(&newest.id)))
    {
        return claimed_by(reading, held, &newest, &said);
    }
    with_answers(reading, &held, &said)
}

/// What people have answered in an assessment.
struct Answered {
    /// What the manufacturer answered beside the form, and somebody accepted.
    accepted: Vec<Held<AcceptedAnswer>>,
    /// How requirements are met.
    required: Vec<Held<RequirementAnswer>>,
}

fn answered_in(assessment: &Id) -> Query {
    Query::all(Object::RequirementAnswer).is("assessment_id", assessment.as_str())
}

/// The same of the rows as they are, frozen or not: what a revision was decided on.
pub(in crate::workbench) fn claims_as_recorded(
    reading: Reading<'_>,
    assessment: &Held<Assessment>,
) -> Result<HashMap<String, SealPart>, Trouble> {
    let mut said = Answered {
        accepted: accepted(reading, &assessment.id)?,
        required: reading.all(&answered_in(&assessment.id))?,
    };
    said.accepted.retain(|held| assessment.frozen_on.is_none_or(|frozen| held.accepted_on <= frozen));
    with_answers(reading, &rows(reading, &assessment.id)?, &said)
}

/// Item and answer behind each coverage of an assessment, sorted, by the capability's code.
pub(in crate::workbench) fn answers_as_recorded(
    reading: Reading<'_>,
    assessment: &Id,
) -> Result<HashMap<String, Vec<(String, Answer)>>, Trouble> {
    let held = rows(reading, assessment)?;
    let statements = statements(reading, &held)?;
    let accepted = accepted(reading, assessment)?;
    let each = held.iter().map(|coverage| {
        let of = coverage.disclosure_id.as_ref().and_then(|id| statements.get(id));
        let of = of.map(Vec::as_slice).unwrap_or_default();
        let mut answers: Vec<(String, Answer)> = answers(coverage, of, &accepted)
            .into_iter()
            .map(|(item, answer)| (item.to_owned(), answer))
            .collect();
        answers.sort_by(|one, other| (&one.0, one.1.word()).cmp(&(&other.0, other.1.word())));
        (coverage.capability.clone(), answers)
    });
    Ok(each.collect())
}

fn rows(reading: Reading<'_>, assessment: &Id) -> Result<Vec<Held<CapabilityCoverage>>, Trouble> {
    reading.all(&rows_of(assessment))
}

fn rows_of(assessment: &Id) -> Query {
    Query::all(Object::CapabilityCoverage).is("assessment_id", assessment.as_str())
}

/// The statements that the rows were computed from.
fn statements(
    reading: Reading<'_>,
    held: &[Held<CapabilityCoverage>],
) -> Result<HashMap<Id, Vec<Held<Statement>>>, Trouble> {
    let mut disclosures: Vec<Id> =
        held.iter().filter_map(|coverage| coverage.disclosure_id.clone()).collect();
    disclosures.sort();
    disclosures.dedup();
    let mut statements: HashMap<Id, Vec<Held<Statement>>> = HashMap::new();
    if disclosures.is_empty() {
        return Ok(statements);
    }
    let mut items: Vec<String> = held.iter().flat_map(|coverage| &coverage.items).cloned().collect();
    items.sort();
    items.dedup();
    let query = Query::all(Object::Statement).among("disclosure_id", &disclosures);
    let query = query.with("item", Compare::In(items)).by("position", Direction::Up);
    for statement in reading.all::<Statement>(&query)? {
        statements.entry(statement.disclosure_id.clone()).or_default().push(statement);
    }
    Ok(statements)
}

/// The answers that a coverage counts, the accepted ones in the place of the form's.
fn answers<'s>(
    coverage: &CapabilityCoverage,
    statements: &'s [Held<Statement>],
    accepted: &'s [Held<AcceptedAnswer>],
) -> Vec<(&'s str, Answer)> {
    said(statements.iter().map(of_form), accepted)
        .into_iter()
        .filter(|(item, ..)| coverage.items.iter().any(|counted| counted == item))
        .map(|(item, answer, ..)| (item, answer))
        .collect()
}

fn newest_disclosure(reading: Reading<'_>, product: &Id) -> Result<Option<Held<Disclosure>>, Trouble> {
    let query = Query::all(Object::Disclosure)
        .with("product_ids", Compare::Holds(product.0.clone()))
        .by("revision", Direction::Down)
        .page(0, 1);
    Ok(reading.all(&query)?.into_iter().next())
}

fn with_answers(
    reading: Reading<'_>,
    held: &[Held<CapabilityCoverage>],
    answered: &Answered,
) -> Result<HashMap<String, SealPart>, Trouble> {
    let statements = statements(reading, held)?;
    let of = |coverage: &Held<CapabilityCoverage>| {
        coverage.disclosure_id.as_ref().and_then(|id| statements.get(id)).map(Vec::as_slice)
    };
    let part = |coverage| part(coverage, coverage, of(coverage).unwrap_or_default(), answered);
    Ok(held.iter().map(part).collect())
}

/// What a disclosure claims, in the place of the rows' own.
fn claimed_by(
    reading: Reading<'_>,
    held: Vec<Held<CapabilityCoverage>>,
    disclosure: &Held<Disclosure>,
    answered: &Answered,
) -> Result<HashMap<String, SealPart>, Trouble> {
    let of = Query::all(Object::Statement).is("disclosure_id", disclosure.id.as_str());
    let statements = reading.all::<Statement>(&of.by("position", Direction::Up))?;
    let answers = || said(statements.iter().map(of_form), &answered.accepted).into_iter();
    let assessed = match Catalogue::embedded().form(&disclosure.form) {
        Some(form) if form.sha256() == disclosure.form_sha256 => assess(form, answers()),
        _ => assess(&form_of(reading, disclosure)?, answers()),
    };
    Ok(held
        .into_iter()
        .map(|coverage| {
            let now = match assessed.per_capability.iter().find(|one| one.code == coverage.capability) {
                Some(one) => CapabilityCoverage {
                    by_rule: one.coverage,
                    items: one.items.clone(),
                    ..coverage.value.clone()
                },
                None => coverage.value.clone(),
            };
            part(&coverage, &now, &statements, answered)
        })
        .collect())
}

/// The form of a disclosure as the register holds it, where this program knows another one.
fn form_of(reading: Reading<'_>, disclosure: &Disclosure) -> Result<Form, Trouble> {
    let part = reading.needed::<Knowledge>(&Id::from(disclosure.form_sha256.as_str()))?;
    Form::parse(&part.name, &part.text).map_err(|faults| {
        let because = faults.first().map_or_else(|| "it cannot be read".to_owned(), ToString::to_string);
        let what = format!("Cannot use {} as this register holds it", part.name);
        Trouble::new(TroubleKind::Register, what, because, "the riskward that stored it")
    })
}

fn part(
    held: &Held<CapabilityCoverage>,
    coverage: &CapabilityCoverage,
    statements: &[Held<Statement>],
    answered: &Answered,
) -> (String, SealPart) {
    let answers = answers(coverage, statements, &answered.accepted);
    let under = answered.required.iter().filter(|one| one.capability == coverage.capability);
    let requirements = under.map(|held| &held.value).collect();
    let part = coverage_part(&CoverageBasis { id: &held.id, coverage, answers, requirements });
    (coverage.capability.clone(), part)
}
