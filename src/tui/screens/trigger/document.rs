//! The trigger as paragraphs.

use super::{Link, State};
use crate::{
    domain::{finding::Triage, word::Word as _},
    tui::{
        screens::inbox::view::units,
        theme::Role,
        widgets::{
            document::Document,
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::inbox::TriggerWhole,
};

pub(super) fn document(state: &State, columns: usize) -> Document<Link> {
    let mut page = Document::new(columns);
    let Some(whole) = &state.trigger else { return page };
    let trigger = &whole.trigger;
    page.banner(banner(whole, columns));
    page.text("Its number", Link::Text, &trigger.external_ref);
    page.text("Authority", Link::Text, &trigger.authority_ref);
    page.head("Says");
    if trigger.details.is_empty() {
        page.put(Link::Text, vec![vec![Piece::muted("nothing more")]]);
    }
    for detail in &trigger.details {
        page.tell(Link::Text, detail, Role::Normal);
    }
    page.text("Products", Link::Text, &whole.products.join(", "));
    page.head("Assessments");
    if whole.assessments.is_empty() {
        page.put(Link::Text, vec![vec![Piece::muted("none of these products")]]);
    }
    for reference in &whole.assessments {
        let line = vec![Piece::new(reference, Role::Title)];
        page.put(Link::Assessment(reference.clone()), vec![line]);
    }
    page.head("Placements");
    if whole.placements.is_empty() {
        page.put(Link::Text, vec![vec![Piece::muted("none")]]);
    }
    for (place, units) in &whole.placements {
        page.put(Link::Text, vec![vec![Piece::plain(&format!("{place}: {units} units"))]]);
    }
    if !whole.findings.is_empty() {
        page.head("Findings");
    }
    for (reference, what) in &whole.findings {
        let line = vec![Piece::new(&format!("{reference} "), Role::Title), Piece::plain(what)];
        page.put(Link::Finding(reference.clone()), vec![line]);
    }
    page.head("Triage");
    match (trigger.triage, trigger.triaged_on) {
        (Triage::Waiting, _) | (_, None) => {
            page.put(Link::Text, vec![vec![Piece::new("waiting: t triages it", Role::Caution)]]);
        }
        (triage, Some(on)) => {
            let said = format!("{} by {} on {on}", triage.label(), trigger.triaged_by);
            page.put(Link::Text, vec![vec![Piece::plain(&said)]]);
        }
    }
    page.text("Reason", Link::Text, &trigger.triage_reason);
    page.text("Evidence", Link::Text, &trigger.triage_evidence);
    if !trigger.reopened.is_empty() {
        page.head("Reopened");
    }
    for risk in &trigger.reopened {
        page.put(Link::Risk(risk.clone()), vec![vec![Piece::new(risk, Role::Title)]]);
    }
    page
}

fn banner(whole: &TriggerWhole, columns: usize) -> Vec<Line> {
    let trigger = &whole.trigger;
    let by = trigger.raiser();
    let mut facts = format!("{} · received {} · raised by {by}", trigger.kind.label(), trigger.received_on);
    if let Some(deadline) = trigger.deadline {
        facts = format!("{facts} · deadline {deadline}");
    }
    let units = units(trigger);
    let mut lines = wrapped(&trigger.title, columns, Role::Title);
    lines.extend(wrapped(&format!("{facts} · {units}"), columns, Role::Normal));
    lines.push(Line::new());
    lines
}
