//! The control as paragraphs.

use super::{Link, State};
use crate::{
    domain::{
        control::{Verification, VerificationResult},
        word::Word as _,
    },
    tui::{
        commands::{Keys, Place},
        screens::counted,
        theme::Role,
        widgets::{
            document::Document,
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::controls::ControlWhole,
};

pub(super) fn document(state: &State, columns: usize, keys: Option<&Keys>) -> Document<Link> {
    let tell = |sentence, place| Keys::tell(keys, sentence, place);
    let mut page = Document::new(columns);
    let Some(whole) = &state.control else { return page };
    let control = &whole.control.value;
    page.banner(banner(whole, columns));
    page.text("What", Link::Text, &control.description);
    let new_risk = match control.brings_new_risk {
        None => "not answered".to_owned(),
        Some(true) => format!("yes: {}", control.new_risk_note),
        Some(false) => format!("no: {}", control.new_risk_note),
    };
    page.text("New risk?", Link::Text, new_risk.trim_end_matches([':', ' ']));
    page.text("In place?", Link::Text, &control.verify_implementation);
    page.text("Effective?", Link::Text, &control.verify_effectiveness);
    page.text("Frameworks", Link::Text, &control.framework_refs.join(", "));
    page.head("Serves");
    if whole.serves.is_empty() {
        page.put(
            Link::Text,
            vec![vec![Piece::muted(&tell("no risk yet: {link-control} on a risk links one", Place::Risk))]],
        );
    }
    for (reference, title) in &whole.serves {
        let line = vec![Piece::new(&format!("{reference} "), Role::Title), Piece::plain(title)];
        page.put(Link::Risk(reference.clone()), vec![line]);
    }
    page.head("Sites");
    if whole.sites.is_empty() {
        page.put(
            Link::Text,
            vec![vec![Piece::muted(&tell(
                "nowhere in place yet: {put-in-place} puts it in place",
                Place::Control,
            ))]],
        );
    }
    for site in &whole.sites {
        page.put(Link::Text, vec![vec![Piece::plain(&format!("{}: {}", site.site, site.state.label()))]]);
    }
    page.head("Verified");
    if whole.verifications.is_empty() {
        page.put(
            Link::Text,
            vec![vec![Piece::muted(&tell("not verified yet: {verify-control} verifies it", Place::Control))]],
        );
    }
    for verification in &whole.verifications {
        let lines = verified(&verification.value, page.columns());
        page.put(Link::Text, lines);
    }
    page
}

fn banner(whole: &ControlWhole, columns: usize) -> Vec<Line> {
    let control = &whole.control.value;
    let order = match control.order {
        1 => "removes the exposure",
        2 => "protects",
        _ => "informs and trains",
    };
    let mut facts =
        format!("{} · {order} · carried by {}", control.kind.label(), control.responsible.label());
    if control.common {
        facts.push_str(" · common: inherited by every risk of its site");
    }
    if !control.owner.is_empty() {
        facts = format!("{facts} · owner: {}", control.owner);
    }
    if let Some(due) = control.due {
        facts = format!("{facts} · due {due}");
    }
    let mut lines = wrapped(&control.title, columns, Role::Title);
    lines.extend(wrapped(&facts, columns, Role::Normal));
    for failure in &whole.failures {
        let told = format!("FAILED: {failure}; it flags {}", counted(whole.serves.len(), "risk"));
        lines.extend(wrapped(&told, columns, Role::Serious));
    }
    lines.push(Line::new());
    lines
}

fn verified(verification: &Verification, columns: usize) -> Vec<Line> {
    let passed = verification.result == VerificationResult::Passed;
    let mut lines = vec![vec![
        Piece::plain(&format!("{}, {}: ", verification.verified_on, verification.site)),
        Piece::plain(&format!("{} ", verification.kind.label())),
        Piece::new(verification.result.label(), if passed { Role::Ok } else { Role::Serious }),
        Piece::muted(&format!(" by {}", verification.person)),
    ]];
    let mut tell = |head: &str, text: &str| {
        if !text.is_empty() {
            lines.extend(wrapped(&format!("  {head}: {text}"), columns, Role::Muted));
        }
    };
    tell("method", &verification.method);
    tell("evidence", &verification.evidence);
    if let Some(next) = verification.next_test {
        tell("next test", &next.to_string());
    }
    lines
}
