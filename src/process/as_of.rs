//! The one rule of looking back (`--as-of` with a day that is over): what is dated after the day is not counted, and what
//! ended after it counts as it stood. What is merely told, texts and lists, is told as it is recorded now. Looking ahead
//! counts everything that is recorded. A row that was changed since without a day of its own (a treatment, an owner, a
//! rating that took the place of another) counts as it is now: the history tells what it was.

use chrono::NaiveDate;

use super::file::{ControlEntry, DecisionEntry, RiskFile};
use crate::domain::{
    control::ControlState,
    decision::Condition,
    finding::{Finding, Triage, Trigger},
    question::{Question, QuestionState},
    record::Held,
};

/// A risk management file as it counted on its day.
pub fn as_of(mut file: RiskFile<'_>) -> RiskFile<'_> {
    let on = file.on;
    file.attestations.retain(|held| held.stated_on <= on);
    file.communications.retain(|held| held.told_on <= on);
    file.dispositions.retain(|held| held.judged_on <= on);
    file.accepted.retain(|held| held.accepted_on <= on);
    file.passages.retain(|held| held.passed_on <= on);
    file.in_use.retain(|held| held.checked_on.is_none_or(|checked| checked <= on));
    file.questions.retain_mut(|held| question(&mut held.value, on));
    file.findings.retain_mut(|held| finding(&mut held.value, on));
    file.triggers.retain_mut(|held| trigger(&mut held.value, on));
    file.approval = file.approval.filter(|held| held.approved_on <= on);
    for held in &mut file.coverages {
        if held.overruled_on.is_some_and(|said| said > on) {
            held.value.overruled = None;
        }
    }
    file.controls.iter_mut().for_each(|entry| control(entry, on));
    for entry in &mut file.risks {
        entry.ratings.retain(|rating| rating.rated_on <= on);
        entry.benefit_risk = entry.benefit_risk.take().filter(|held| held.written_on <= on);
        entry.decision.iter_mut().for_each(|decision| conditions(decision, on));
    }
    file.whole.iter_mut().for_each(|decision| conditions(decision, on));
    file
}

/// A control: tests of later are not made yet, and where it was put in place later it is only thought of.
pub fn control(entry: &mut ControlEntry, on: NaiveDate) {
    entry.verifications.retain(|check| check.verified_on <= on);
    for at in &mut entry.sites {
        if at.implemented_on.is_some_and(|placed| placed > on) {
            at.value.state = ControlState::Proposed;
        }
    }
}

fn conditions(entry: &mut DecisionEntry, on: NaiveDate) {
    entry.conditions.iter_mut().for_each(|held| condition(held, on));
}

/// A condition that was met later is not met yet.
pub fn condition(held: &mut Held<Condition>, on: NaiveDate) {
    held.value.met_on = held.value.met_on.filter(|met| *met <= on);
}

/// A finding; false when it was not opened yet. One that was closed later is open.
pub fn finding(value: &mut Finding, on: NaiveDate) -> bool {
    value.closed_on = value.closed_on.filter(|closed| *closed <= on);
    value.opened_on <= on
}

/// A trigger; false when it had not come yet. One that was looked at later waits.
pub fn trigger(value: &mut Trigger, on: NaiveDate) -> bool {
    if value.triaged_on.is_some_and(|triaged| triaged > on) {
        value.triage = Triage::Waiting;
        value.triaged_on = None;
    }
    value.received_on <= on
}

/// A question; false when it was not sent yet. One that was answered later waits.
pub fn question(value: &mut Question, on: NaiveDate) -> bool {
    if value.answered_on.is_some_and(|answered| answered > on) {
        value.state = QuestionState::Sent;
        value.answered_on = None;
    }
    value.sent_on.is_none_or(|sent| sent <= on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, finding::TriggerKind},
        process::{
            gates::standings,
            specimen::{complete, day, finding as found, trigger as came},
        },
    };

    #[test]
    fn on_its_own_day_a_file_is_as_it_is() {
        for stage in [Stage::Acquisition, Stage::GoLive, Stage::ContinuedUse] {
            let missing =
                |file: &RiskFile<'_>| standings(file).into_iter().map(|one| one.missing).collect::<Vec<_>>();
            let file = complete(stage);
            let now = missing(&file);
            assert_eq!(missing(&as_of(file)), now, "{stage}");
        }
    }

    #[test]
    fn what_is_dated_later_is_not_counted_and_what_ended_later_stands() {
        let mut file = complete(Stage::ContinuedUse);
        file.on = day("2026-05-11");
        let mut closed = found("C-001", "2026-06-30");
        closed.value.opened_on = day("2026-05-02");
        closed.value.closed_on = Some(day("2026-05-12"));
        file.findings = vec![closed, found("C-002", "2026-06-30")];
        let mut looked_at = came(TriggerKind::Recall, "Door", "2026-05-11", Triage::NoEffect);
        looked_at.value.triaged_on = Some(day("2026-05-12"));
        file.triggers = vec![looked_at, came(TriggerKind::Recall, "Battery", "2026-05-12", Triage::Waiting)];
        let file = as_of(file);
        assert_eq!(file.findings.len(), 1, "opened on 2026-05-21 comes later");
        assert!(file.findings[0].is_open());
        assert_eq!(file.triggers.len(), 1);
        assert_eq!(file.triggers[0].triage, Triage::Waiting);
        assert!(file.attestations.iter().all(|held| held.stated_on <= file.on));
        assert!(
            file.controls
                .iter()
                .all(|entry| entry.verifications.iter().all(|one| one.verified_on <= file.on))
        );
        assert!(standings(&file).iter().any(|standing| !standing.missing.is_empty()));
    }
}
