//! Which days that are over ask for another look, and which are wrong in what is in operation: of one decision, one
//! condition, one test, one override, one product.
//!
//! A day is over from the day after it. In operation an acceptance, a condition, a test, an override, an agreement or a
//! support that is over opens a finding; elsewhere it raises a trigger. A review raises a trigger in every stage: nothing is
//! wrong yet. So does a support that comes to its end, from as many days before as the policy says, and the end of sale.
//! Basis: the project's own design.

use chrono::{Days, NaiveDate};

use crate::domain::{
    agreement::Agreement,
    control::{Control, Verification},
    decision::{Condition, Decision, DecisionKind},
    due::DueKind,
    finding::TriggerKind,
    gate::GatePassage,
    object::Id,
    passed::{Call, Passed},
    product::Product,
    record::Held,
    word::Word as _,
};

/// The assessment that is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Looked<'l> {
    /// The day.
    pub on: NaiveDate,
    /// `ip3`
    pub reference: &'l str,
    /// It is used on patients.
    pub in_operation: bool,
}

impl Looked<'_> {
    fn is_over(&self, date: NaiveDate) -> bool {
        date < self.on
    }

    /// A finding in operation, else a trigger. What is wrong counts for each thing; days of one kind on one date ask for
    /// one look at the assessment.
    fn wrong(&self, kind: DueKind, date: NaiveDate, place: &str, what: String, thing: &str) -> Passed {
        let (call, key) = if self.in_operation {
            (Call::Finding, format!("{kind} {thing} {} {date}", self.reference))
        } else {
            (Call::Trigger(TriggerKind::Date), format!("{kind} {} {date}", self.reference))
        };
        passed(kind, date, place, what, (call, key))
    }
}

fn passed(kind: DueKind, date: NaiveDate, place: &str, what: String, (call, key): (Call, String)) -> Passed {
    let place = place.to_owned();
    Passed { kind, date, place, what, call, key, test: String::new(), owner: String::new() }
}

/// Of a decision in force on a risk or the whole: its last day, and its review while it holds.
pub fn decision(looked: &Looked<'_>, place: &str, owner: &str, held: &Held<Decision>) -> Option<Passed> {
    let accepts = matches!(held.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
    if let Some(until) = held.valid_until.filter(|until| looked.is_over(*until)) {
        let owner = owner.to_owned();
        if accepts {
            let since = until.succ_opt().unwrap_or(until);
            let what = if looked.in_operation {
                format!("IN USE WITHOUT VALID ACCEPTANCE since {since}")
            } else {
                format!("the acceptance ended on {until}")
            };
            let over = looked.wrong(DueKind::Expired, until, place, what, held.id.as_str());
            return Some(Passed { owner, ..over });
        }
        let what = format!("the decision ({}) ended on {until}", held.decision.label());
        let key = format!("{} {} {until}", DueKind::Ends, looked.reference);
        return Some(passed(DueKind::Expired, until, place, what, (Call::Trigger(TriggerKind::Date), key)));
    }
    let review = held.review_on.filter(|review| looked.is_over(*review))?;
    let what = format!("the decision was to be reviewed on {review}");
    let key = format!("{} {} {review}", DueKind::Review, looked.reference);
    Some(passed(DueKind::Review, review, place, what, (Call::Trigger(TriggerKind::Date), key)))
}

/// Of a condition of a decision in force.
pub fn condition(looked: &Looked<'_>, place: &str, held: &Held<Condition>) -> Option<Passed> {
    let due = held.due.filter(|due| held.met_on.is_none() && looked.is_over(*due))?;
    let what = format!("a condition was to be met by {due}: {}", first_line(&held.what));
    let over = looked.wrong(DueKind::Condition, due, place, what, held.id.as_str());
    Some(Passed { owner: held.owner.clone(), ..over })
}

/// Of the latest test of a kind of a control where it is in place.
pub fn test(looked: &Looked<'_>, control: &Control, held: &Held<Verification>) -> Option<Passed> {
    let next = held.next_test.filter(|next| looked.is_over(*next))?;
    let test = test_name(held);
    let what = format!("the {test} was due on {next}");
    let over = looked.wrong(DueKind::Test, next, &control.reference, what, held.id.as_str());
    Some(Passed { test, owner: control.owner.clone(), ..over })
}

/// How findings name a test: `effectiveness test at Main hospital`.
pub fn test_name(check: &Verification) -> String {
    format!("{} test at {}", check.kind.label(), check.site)
}

/// Of an override whose gate is blocked still.
pub fn gate_override(looked: &Looked<'_>, held: &Held<GatePassage>) -> Option<Passed> {
    let until = held.until.filter(|until| looked.is_over(*until))?;
    let what = format!("the override of {} ran out on {until}, and it is not met", held.gate);
    Some(looked.wrong(DueKind::Override, until, looked.reference, what, held.id.as_str()))
}

/// Of the agreements for a product: of the one that ran longest, once none holds. It asks for a look at every assessment of
/// the product, and is wrong in each that is in operation.
pub fn agreement(looked: &Looked<'_>, product: &Id, all: &[Held<Agreement>]) -> Vec<Passed> {
    if all.iter().any(|held| held.valid_until.is_none_or(|until| !looked.is_over(until))) {
        return Vec::new();
    }
    let Some(last) = all.iter().max_by_key(|held| held.valid_until) else { return Vec::new() };
    let Some(until) = last.valid_until else { return Vec::new() };
    let what = format!("the responsibility agreement {} ended on {until}", last.title);
    let shared = (Call::Trigger(TriggerKind::Agreement), format!("{} {product} {until}", DueKind::Agreement));
    let mut over = vec![passed(DueKind::Agreement, until, looked.reference, what.clone(), shared)];
    if looked.in_operation {
        over.push(looked.wrong(DueKind::Agreement, until, looked.reference, what, last.id.as_str()));
    }
    over
}

/// Of the product itself: the ends of support, from so many days before, and the end of sale.
pub fn product(looked: &Looked<'_>, held: &Held<Product>, days: i64) -> Vec<Passed> {
    let name = format!("{} {}", held.manufacturer, held.model);
    let near = looked.on.checked_add_days(Days::new(days.max(0).unsigned_abs())).unwrap_or(NaiveDate::MAX);
    let mut all = Vec::new();
    for (date, part, whose) in [
        (held.end_of_support, "maker", "the manufacturer's support"),
        (held.end_of_component_support, "components", "the support of its components"),
    ] {
        let Some(date) = date.filter(|date| *date <= near) else { continue };
        let over = looked.is_over(date);
        let says = if over { "ended" } else { "ends" };
        let what = format!("{whose} of {name} {says} on {date}");
        let shared = format!("{} {part} {} {date}", DueKind::Support, held.id);
        let call = (Call::Trigger(TriggerKind::Support), shared);
        all.push(passed(DueKind::Support, date, looked.reference, what.clone(), call));
        if over && looked.in_operation {
            let thing = format!("{part} {}", held.id);
            all.push(looked.wrong(DueKind::Support, date, looked.reference, what, &thing));
        }
    }
    if let Some(date) = held.end_of_sale.filter(|date| looked.is_over(*date)) {
        let call = (Call::Trigger(TriggerKind::Support), format!("sale {} {date}", held.id));
        let what = format!("{name} is not sold any more since {date}");
        all.push(passed(DueKind::Triage, date, looked.reference, what, call));
    }
    all
}

/// How several days that ask for the same look are told together.
pub fn together(kind: DueKind, count: usize, date: NaiveDate) -> String {
    match kind {
        DueKind::Review => format!("{count} decisions were to be reviewed on {date}"),
        DueKind::Condition => format!("conditions of {count} decisions were to be met by {date}"),
        DueKind::Test => format!("tests of {count} controls were due on {date}"),
        DueKind::Expired => format!("{count} decisions ended on {date}"),
        _ => format!("{count} dates passed on {date}"),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::Stage;
    use crate::process::specimen::{complete, day};

    fn looked(on: &str, in_operation: bool) -> Looked<'static> {
        Looked { on: day(on), reference: "ip3", in_operation }
    }

    /// The calls and keys of one decision on dates around its review and its last day.
    #[test]
    fn a_day_is_over_from_the_day_after_also_at_year_end_and_on_leap_day() {
        let mut held = complete(Stage::GoLive).risks[2].decision.clone().unwrap().decision;
        held.value.review_on = Some(day("2027-12-31"));
        held.value.valid_until = Some(day("2028-02-29"));
        let asks = |on: &str, in_operation| {
            decision(&looked(on, in_operation), "ip3/R-003", "A. Weber", &held)
                .map(|over| (over.kind, over.call))
        };
        assert_eq!(asks("2027-12-31", true), None, "the day itself is not over");
        let review = Some((DueKind::Review, Call::Trigger(TriggerKind::Date)));
        assert_eq!(asks("2028-01-01", true), review);
        assert_eq!(asks("2028-02-29", true), review);
        assert_eq!(asks("2028-03-01", true), Some((DueKind::Expired, Call::Finding)));
        assert_eq!(asks("2028-03-01", false), Some((DueKind::Expired, Call::Trigger(TriggerKind::Date))));
    }

    #[test]
    fn support_asks_for_a_look_before_its_end_and_is_wrong_after_it_in_operation() {
        let mut held = complete(Stage::GoLive).product;
        held.value.end_of_support = Some(day("2027-06-30"));
        held.value.end_of_component_support = None;
        held.value.end_of_sale = None;
        let asks = |on: &str, in_operation| {
            let all = product(&looked(on, in_operation), &held, 365);
            all.into_iter().map(|over| (over.is_finding(), over.key)).collect::<Vec<_>>()
        };
        assert_eq!(asks("2026-06-29", true), []);
        let near = asks("2026-06-30", true);
        assert_eq!(near.len(), 1);
        let over = asks("2027-07-01", true);
        assert_eq!(over[0], near[0], "it is raised once");
        assert!(over.len() == 2 && over[1].0);
        assert_eq!(asks("2027-07-01", false), near);
    }

    #[test]
    fn an_agreement_that_follows_ends_the_asking() {
        let file = complete(Stage::ContinuedUse);
        let mut first = file.agreements[0].clone();
        first.value.valid_until = Some(day("2026-12-31"));
        let id = file.product.id.clone();
        assert!(agreement(&looked("2026-12-31", true), &id, &[first.clone()]).is_empty());
        assert_eq!(agreement(&looked("2027-01-01", true), &id, &[first.clone()]).len(), 2);
        assert_eq!(agreement(&looked("2027-01-01", false), &id, &[first.clone()]).len(), 1);
        let mut next = first.clone();
        next.value.valid_until = None;
        assert!(agreement(&looked("2027-01-01", true), &id, &[first, next]).is_empty());
    }
}
