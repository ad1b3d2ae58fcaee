//! Questions to the register: what is short is answered at once, what may be long by a worker.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use super::{AT_ONCE, Hands};
use crate::{
    domain::{
        trouble::{Trouble, TroubleKind},
        word::Word as _,
    },
    tui::{
        effects::{Answer, Event, Question},
        worker::Task,
    },
    workbench::questions::{decisions::DecisionsWanted, risk_order::RisksWanted},
};

/// Things of a kind that a search everywhere tells, at most.
const FOUND: usize = 20;
/// Events of a history, at most.
const EVENTS: usize = 1000;

impl Hands {
    pub(super) fn ask(&mut self, question: Question) -> Option<Event> {
        match question {
            Question::RiskOrder(wanted) => self.order(wanted),
            Question::Standings(references) => {
                self.counts.give(Box::new(move |workbench| {
                    let one = |reference: String| Ok((reference.clone(), workbench.standing(&reference)?));
                    let counted: Result<Vec<_>, Trouble> = references.into_iter().map(one).collect();
                    counted.map_or_else(Event::Failed, |all| Event::Answered(Answer::Standings(all)))
                }));
                None
            }
            Question::RiskMatches(wanted, order) => {
                self.finds.give_instead(Box::new(move |workbench| {
                    match workbench.risk_matches(&wanted, &order) {
                        Ok(places) => Event::Answered(Answer::Matches(wanted.text, order, places)),
                        Err(trouble) => Event::Failed(trouble),
                    }
                }));
                self.finds.report(AT_ONCE)
            }
            Question::RiskValues(assessment, column) => {
                self.finds.give_instead(Box::new(move |workbench| {
                    let values = workbench.risk_values(assessment.as_deref(), column);
                    values.map_or_else(Event::Failed, |values| {
                        Event::Answered(Answer::Values(column.word(), values))
                    })
                }));
                self.finds.report(AT_ONCE)
            }
            Question::Known(known) => {
                self.finds.give_instead(Box::new(move |workbench| {
                    let choices = workbench.known(known);
                    choices
                        .map_or_else(Event::Failed, |choices| Event::Answered(Answer::Known(known, choices)))
                }));
                self.finds.report(AT_ONCE)
            }
            Question::Gates(reference) => {
                self.gates.give(Box::new(move |workbench| match workbench.gates(&reference) {
                    Ok(gates) => Event::Answered(Answer::Gates(reference, Box::new(gates))),
                    Err(trouble) => Event::Failed(trouble),
                }));
                self.gates.report(AT_ONCE)
            }
            Question::Due => {
                self.dues.give(Box::new(|workbench| {
                    let dues = workbench.due(None);
                    dues.map_or_else(Event::Failed, |dues| Event::Answered(Answer::Due(dues)))
                }));
                self.dues.report(AT_ONCE)
            }
            Question::RiskRows(order) => {
                self.jobs.give(Box::new(move |workbench| {
                    let lines = workbench.risk_page(&order, 0, order.ids.len());
                    lines.map_or_else(Event::Failed, |lines| Event::Answered(Answer::RiskRows(lines)))
                }));
                self.jobs.report(AT_ONCE)
            }
            Question::Catalogue => {
                self.shelf.give(Box::new(|workbench| {
                    Event::Answered(Answer::Catalogue(workbench.catalogue_entries()))
                }));
                self.shelf.report(AT_ONCE)
            }
            Question::Entry(about) => {
                self.shelf.give(Box::new(move |workbench| {
                    let entry = workbench.catalogue_entry(&about);
                    entry.map_or_else(Event::Failed, |entry| Event::Answered(Answer::Entry(Box::new(entry))))
                }));
                self.shelf.report(AT_ONCE)
            }
            Question::Everywhere(words) => {
                let serial = self.wanted_search.fetch_add(1, Ordering::Relaxed) + 1;
                let wanted = self.wanted_search.clone();
                self.everywhere.give(Box::new(move |workbench| {
                    let goes_on = || wanted.load(Ordering::Relaxed) == serial;
                    let found = workbench.search(&words, FOUND, &goes_on);
                    // what was broken off answers nothing
                    let words = if goes_on() { words } else { String::new() };
                    found
                        .map_or_else(Event::Failed, |found| Event::Answered(Answer::Everywhere(words, found)))
                }));
                None
            }
            Question::Jobs => Some(Event::Answered(Answer::Jobs(self.queue.lines()))),
            Question::Overview => {
                self.views.give(Box::new(|workbench| {
                    let overview = workbench.overview();
                    overview
                        .map_or_else(Event::Failed, |all| Event::Answered(Answer::Overview(Box::new(all))))
                }));
                self.views.report(AT_ONCE)
            }
            Question::DecisionOrder(wanted, near) => self.decisions(wanted, near),
            Question::DecisionMatches(wanted, order) => {
                self.finds.give_instead(Box::new(move |workbench| {
                    match workbench.decision_matches(&wanted, &order) {
                        Ok(places) => Event::Answered(Answer::Matches(wanted.text, order, places)),
                        Err(trouble) => Event::Failed(trouble),
                    }
                }));
                self.finds.report(AT_ONCE)
            }
            Question::DecisionValues(assessment, column) => {
                self.finds.give_instead(Box::new(move |workbench| {
                    let values = workbench.decision_values(assessment.as_deref(), column);
                    values.map_or_else(Event::Failed, |values| {
                        Event::Answered(Answer::Values(column.word(), values))
                    })
                }));
                self.finds.report(AT_ONCE)
            }
            Question::DecisionRows(order) => {
                self.jobs.give(Box::new(move |workbench| {
                    let lines = workbench.decision_page(&order, 0, order.ids.len());
                    lines.map_or_else(Event::Failed, |lines| Event::Answered(Answer::DecisionRows(lines)))
                }));
                self.jobs.report(AT_ONCE)
            }
            Question::DecisionPage { order, at, n } => {
                self.views.give(Box::new(move |workbench| match workbench.decision_page(&order, at, n) {
                    Ok(lines) => Event::Answered(Answer::DecisionPage(order, at, lines)),
                    Err(trouble) => Event::Failed(trouble),
                }));
                self.views.report(AT_ONCE)
            }
            Question::Matrix(whose, property) => {
                self.views.give(Box::new(move |workbench| {
                    let matrix = workbench.matrix(&whose, property);
                    matrix
                        .map_or_else(Event::Failed, |found| Event::Answered(Answer::Matrix(Box::new(found))))
                }));
                self.views.report(AT_ONCE)
            }
            other => Some(self.answer(other).map_or_else(Event::Failed, Event::Answered)),
        }
    }

    /// Asks a worker, and waits for a moment: a small register answers within the same frame. What was asked before is
    /// broken off; a key that comes while it was not answered yet does not wait at all.
    fn order(&mut self, wanted: RisksWanted) -> Option<Event> {
        let again = self.ordered.as_ref() == Some(&wanted);
        (self.ordered, self.decided) = (Some(wanted.clone()), None);
        self.in_order(again, order_of(wanted))
    }

    /// The same of decisions; not by the worker that reads their pages, which does the newest thing only.
    fn decisions(&mut self, wanted: DecisionsWanted, near: Option<String>) -> Option<Event> {
        let again = self.decided.as_ref() == Some(&wanted);
        (self.ordered, self.decided) = (None, Some(wanted.clone()));
        let task: Task = Box::new(move |workbench| {
            let order = workbench.decision_order(&wanted, near.as_deref());
            order.map_or_else(Event::Failed, |order| Event::Answered(Answer::DecisionOrder(wanted, order)))
        });
        self.in_order(again, task)
    }

    fn in_order(&mut self, again: bool, task: Task) -> Option<Event> {
        let is_busy = self.orders.is_busy();
        if is_busy && again {
            // asked again since others changed something: breaking it off each time would never let it end
            self.orders.give(task);
        } else {
            self.orders.give_instead(task);
        }
        self.orders.report(if is_busy { Duration::ZERO } else { AT_ONCE })
    }

    fn answer(&self, question: Question) -> Result<Answer, Trouble> {
        let workbench = &self.workbench;
        Ok(match question {
            Question::Assessments => Answer::Assessments(workbench.assessments()?),
            Question::Chain(reference) => Answer::Chain(Box::new(workbench.chain(&reference)?)),
            Question::RiskPage { order, at, n } => {
                let page = workbench.risk_page(&order, at, n)?;
                Answer::RiskPage(order, at, page)
            }
            Question::Risk(reference) => Answer::Risk(Box::new(workbench.risk(&reference)?)),
            Question::Controls => Answer::Controls(workbench.controls()?),
            Question::Control(reference) => Answer::Control(Box::new(workbench.control(&reference)?)),
            Question::Disclosure(assessment) => {
                Answer::Disclosure(workbench.disclosure(&assessment)?.map(Box::new))
            }
            Question::People => Answer::People(Box::new(workbench.people_and_policy()?)),
            Question::History(subject) => Answer::History(workbench.history(&subject, EVENTS)?),
            Question::Inbox => Answer::Inbox(workbench.inbox()?),
            Question::Trigger(reference) => Answer::Trigger(Box::new(workbench.trigger(&reference)?)),
            Question::Suggested(assessment) => Answer::Suggested(workbench.suggested(&assessment)?),
            Question::NextControl(risk) => Answer::NextControl(workbench.next_control(&risk)?),
            Question::RiskOrder(_)
            | Question::RiskMatches(..)
            | Question::RiskValues(..)
            | Question::Known(_)
            | Question::RiskRows(_)
            | Question::Standings(_)
            | Question::Gates(_)
            | Question::Catalogue
            | Question::Entry(_)
            | Question::Everywhere(_)
            | Question::Matrix(..)
            | Question::Overview
            | Question::Jobs
            | Question::DecisionOrder(..)
            | Question::DecisionMatches(..)
            | Question::DecisionValues(..)
            | Question::DecisionRows(_)
            | Question::DecisionPage { .. }
            | Question::Due => {
                return Err(Trouble::new(TroubleKind::Internal, "Not asked", "this is a worker's task", ""));
            }
        })
    }
}

fn order_of(wanted: RisksWanted) -> Task {
    Box::new(move |workbench| match workbench.risk_order(&wanted) {
        Ok(order) => Event::Answered(Answer::RiskOrder(wanted, Arc::new(order))),
        Err(trouble) => Event::Failed(trouble),
    })
}
