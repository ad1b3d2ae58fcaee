//! What has a date: of one decision, one control, one product. The date on which it is looked at is a civil date in the
//! register's own time zone.

use chrono::{Days, NaiveDate};

use crate::{
    domain::{
        agreement::Agreement,
        control::{ControlState, VerificationKind},
        decision::{AcceptanceState, DecisionKind},
        due::{Due, DueKind},
        finding::{Finding, Triage, Trigger},
        gate::GatePassage,
        product::Product,
        question::Question,
        risk::{Risk, RiskStatus},
        word::Word as _,
    },
    process::file::{ControlEntry, DecisionEntry},
};

fn due(kind: DueKind, date: NaiveDate, place: &str, what: impl Into<String>, mend: &'static str) -> Due {
    Due { date, place: place.to_owned(), kind, what: what.into(), mend, unrecorded: false }
}

/// What is due of the newest decision on a risk or, with the assessment's ref as place, on the whole. A stale decision
/// is due on the day on which it is looked at. A valid-until is inclusive. Basis: the project's own design.
pub fn decision(place: &str, entry: &DecisionEntry, on: NaiveDate) -> Vec<Due> {
    let value = &entry.decision.value;
    let mut all = Vec::new();
    let accepts = matches!(value.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
    match entry.state {
        AcceptanceState::Withdrawn
        | AcceptanceState::Superseded
        | AcceptanceState::Renewed
        | AcceptanceState::None
        | AcceptanceState::Proposed => return all,
        AcceptanceState::Expired => {
            if let Some(until) = value.valid_until {
                all.push(due(DueKind::Expired, until, place, expired(accepts, until), "decide"));
            }
        }
        AcceptanceState::AwaitsConfirmation => {
            let what = format!("the decision awaits confirmation by {}", entry.awaits.join(" and "));
            all.push(due(DueKind::Confirmation, value.decided_on, place, what, "confirm-decision"));
        }
        _ => {
            if let Some(until) = value.valid_until {
                let what = if accepts { "the acceptance ends" } else { "the decision ends" };
                all.push(due(DueKind::Ends, until, place, what, "decide"));
            }
            if let Some(review) = value.review_on {
                all.push(due(DueKind::Review, review, place, "the decision is to be reviewed", "decide"));
            }
            // what an acceptance rested on has changed, also where it is worth looking at for another reason
            if !entry.stale.is_empty() {
                let what = format!("the decision is STALE: {}", entry.stale.join("; "));
                all.push(due(DueKind::Stale, on, place, what, "decide"));
            }
        }
    }
    for condition in entry.conditions.iter().filter(|held| held.met_on.is_none()) {
        if let Some(date) = condition.due {
            all.push(due(
                DueKind::Condition,
                date,
                place,
                told("condition", &condition.what),
                "meet-condition",
            ));
        }
    }
    all
}

/// `IN USE WITHOUT VALID ACCEPTANCE since 2027-04-01`
fn expired(accepts: bool, until: NaiveDate) -> String {
    if accepts {
        format!("IN USE WITHOUT VALID ACCEPTANCE since {}", until.succ_opt().unwrap_or(until))
    } else {
        format!("the decision ended on {until}")
    }
}

/// The day by which the owner of a risk wants to be done with it, while it is neither accepted nor closed.
pub fn risk(place: &str, value: &Risk) -> Option<Due> {
    let done = matches!(value.status, RiskStatus::Accepted | RiskStatus::Closed);
    let owner = if value.owner.is_empty() { String::new() } else { format!(" ({})", value.owner) };
    let what = format!("{} is to be dealt with{owner}", value.title);
    value.due_on.filter(|_| !done).map(|date| due(DueKind::Risk, date, place, what, ""))
}

/// What is due of a control at these sites: to be in place where it is proposed, or while it is at none of them; and the
/// next test of each kind where it is in place. Whether it is wanted at a site that nobody has named is the gates' matter.
pub fn control(entry: &ControlEntry, sites: &[&str]) -> Vec<Due> {
    let control = &entry.control.value;
    let place = &control.reference;
    let mut all = Vec::new();
    let stands = |wanted: ControlState| {
        sites.iter().filter(move |site| entry.at(site).is_some_and(|at| at.state == wanted))
    };
    let proposed: Vec<&str> = stands(ControlState::Proposed).copied().collect();
    let nowhere = sites.iter().all(|site| entry.at(site).is_none());
    if let Some(date) = control.due.filter(|_| nowhere || !proposed.is_empty()) {
        let at = if nowhere { String::new() } else { format!(" at {}", proposed.join(", ")) };
        let what = format!("{} is to be in place{at}", control.title);
        all.push(due(DueKind::Control, date, place, what, "put-in-place"));
    }
    for site in stands(ControlState::InPlace) {
        for &kind in VerificationKind::ALL {
            if let Some(date) = entry.latest(site, kind).and_then(|check| check.next_test) {
                let what = format!("{}: {} test at {site}", control.title, kind.label());
                all.push(due(DueKind::Test, date, place, what, "verify-control"));
            }
        }
    }
    all
}

/// A finding that is open.
pub fn finding(value: &Finding) -> Option<Due> {
    let what = format!("{}: {}", value.about, value.what);
    value.is_open().then(|| due(DueKind::Finding, value.deadline, &value.reference, what, "close-finding"))
}

/// A trigger that waits for triage, or whose units are not all mended. Without a deadline it is due since it came.
pub fn trigger(value: &Trigger) -> Option<Due> {
    let kind = value.kind.label();
    let (date, place) = (value.deadline.unwrap_or(value.received_on), &value.reference);
    if value.triage == Triage::Waiting {
        let what = format!("{kind} waits for triage: {}", value.title);
        return Some(due(DueKind::Triage, date, place, what, "triage-trigger"));
    }
    value.is_open().then(|| {
        let what = format!(
            "{kind}: {} of {} units mended: {}",
            value.units_mended, value.units_affected, value.title
        );
        due(DueKind::Units, date, place, what, "update-trigger")
    })
}

/// A question that waits for its answer.
pub fn question(place: &str, value: &Question) -> Option<Due> {
    let what = told(&format!("{} to the manufacturer", value.capability), &value.text);
    let place = format!("{place}/{}", value.capability);
    value
        .due
        .filter(|_| value.is_open())
        .map(|date| due(DueKind::Question, date, &place, what, "record-answer"))
}

/// The last day of an override that holds or has run out.
pub fn gate_override(place: &str, value: &GatePassage) -> Option<Due> {
    let what = format!("{} is overridden: {}", value.gate, first_line(&value.reason));
    value.until.map(|date| due(DueKind::Override, date, place, what, "pass-gate"))
}

/// The end of what was agreed for a product: of the agreement that runs longest; nothing while one has no end.
pub fn agreement<'a>(place: &str, all: impl IntoIterator<Item = &'a Agreement>) -> Option<Due> {
    let all: Vec<&Agreement> = all.into_iter().collect();
    if all.iter().any(|agreement| agreement.valid_until.is_none()) {
        return None;
    }
    let last = all.into_iter().max_by_key(|agreement| agreement.valid_until)?;
    let what = format!("the responsibility agreement {} ends", last.title);
    last.valid_until.map(|date| due(DueKind::Agreement, date, place, what, "add-agreement"))
}

/// The ends of support that are at most so many days away.
pub fn support(place: &str, product: &Product, on: NaiveDate, days: i64) -> Vec<Due> {
    let name = format!("{} {}", product.manufacturer, product.model);
    let last = on.checked_add_days(Days::new(days.max(0).unsigned_abs())).unwrap_or(NaiveDate::MAX);
    [
        (product.end_of_support, "the manufacturer's support"),
        (product.end_of_component_support, "the support of its components"),
    ]
    .into_iter()
    .filter_map(|(date, what)| {
        let date = date.filter(|date| *date <= last)?;
        Some(due(DueKind::Support, date, place, format!("{what} of {name} ends"), "raise-trigger"))
    })
    .collect()
}

fn told(what: &str, text: &str) -> String {
    format!("{what}: {}", first_line(text))
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{object::Id, question::QuestionState};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn agreed(until: Option<&str>) -> Agreement {
        Agreement {
            product_id: Id::default(),
            title: until.unwrap_or("endless").to_owned(),
            parties: Vec::new(),
            duties: Vec::new(),
            signed_on: day("2026-01-01"),
            valid_until: until.map(day),
            evidence: String::new(),
        }
    }

    #[test]
    fn the_agreement_that_runs_longest_is_due_and_none_while_one_has_no_end() {
        let (first, last, endless) = (agreed(Some("2026-12-31")), agreed(Some("2027-12-31")), agreed(None));
        assert_eq!(agreement("ip3", []), None);
        let due = agreement("ip3", [&last, &first]).unwrap();
        assert_eq!((due.date, due.kind), (day("2027-12-31"), DueKind::Agreement));
        assert_eq!(agreement("ip3", [&first, &endless]), None);
    }

    #[test]
    fn only_a_question_that_was_sent_and_has_a_date_is_due() {
        let sent = Question {
            assessment_id: Id::default(),
            capability: "NAUT".into(),
            text: "Are peers authenticated?\nPlease name the protocol.".into(),
            state: QuestionState::Sent,
            person: "M. Rossi".into(),
            sent_on: Some(day("2026-11-01")),
            due: Some(day("2026-12-01")),
            answer: String::new(),
            answered_on: None,
        };
        let due = question("ip3", &sent).unwrap();
        assert_eq!((due.place.as_str(), due.date), ("ip3/NAUT", day("2026-12-01")));
        assert_eq!(due.what, "NAUT to the manufacturer: Are peers authenticated?");
        for state in [QuestionState::Draft, QuestionState::Answered, QuestionState::Refused] {
            assert_eq!(question("ip3", &Question { state, ..sent.clone() }), None);
        }
    }
}
