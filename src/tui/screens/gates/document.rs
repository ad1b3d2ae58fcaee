//! The selected gate as paragraphs: what it wants, who let the assessment through, what it misses.

use super::{Link, State, view};
use crate::{
    domain::gate::{GateState, Weight},
    tui::{
        commands::{Keys, Place},
        theme::Role,
        widgets::{
            document::Document,
            text::{Line, Piece, wrapped},
        },
    },
    workbench::{
        actions,
        questions::{
            gates::{GateLine, PassageLine},
            on_record::OnRecord,
        },
    },
};

/// Columns that the heads of paragraphs take: there is not much room beside the gates.
const HEADS: usize = 8;

pub(super) fn document(state: &State, columns: usize, wide: bool, keys: Option<&Keys>) -> Document<Link> {
    let mut page = Document::with_heads(columns, HEADS);
    match (state.gate(), &state.gates) {
        (Some(gate), _) => {
            page.banner(banner(gate, columns, keys));
            missing(&mut page, gate);
        }
        (None, Some(gates)) => record(&mut page, &gates.on_record, columns, wide, keys),
        (None, None) => {}
    }
    page
}

fn banner(gate: &GateLine, columns: usize, keys: Option<&Keys>) -> Vec<Line> {
    let (word, role) = view::stands(gate.state);
    let mut lines = vec![vec![
        Piece::new(&format!("{} {}", gate.id, gate.name), Role::Title),
        Piece::plain("  "),
        Piece::new(word, role),
    ]];
    lines.extend(wrapped(&gate.title, columns, Role::Normal));
    lines.extend(wrapped(&gate.clause, columns, Role::Muted));
    if let Some(passage) = &gate.passage {
        passed(&mut lines, passage, columns);
    }
    if let Some(said) = nothing(gate) {
        lines.extend(wrapped(&Keys::tell(keys, said, Place::Gates), columns, Role::Normal));
    }
    lines.push(Line::new());
    lines
}

fn passed(lines: &mut Vec<Line>, passage: &PassageLine, columns: usize) {
    let role = if passage.role.is_empty() { String::new() } else { format!(", {}", passage.role) };
    let by = format!("{}{role} on {}", passage.by, passage.on);
    let Some(over) = &passage.overridden else {
        return lines.extend(wrapped(&format!("Passed by {by}"), columns, Role::Normal));
    };
    let until = format!("OVERRIDDEN until {} by {by}", over.until);
    lines.extend(wrapped(&until, columns, Role::Serious));
    lines.extend(wrapped(&format!("Reason: {}", over.reason), columns, Role::Normal));
    let measures = format!("Until then: {}", over.interim_measures);
    lines.extend(wrapped(&measures, columns, Role::Normal));
}

/// What is said of a gate that misses nothing.
pub(super) fn nothing(gate: &GateLine) -> Option<&'static str> {
    if gate.blocking() > 0 {
        return None;
    }
    match gate.state {
        GateState::Ready => Some("Nothing blocks it: {pass-gate} passes it."),
        GateState::NotInStage => Some("This stage does not have it."),
        _ if gate.missing.is_empty() => Some("Nothing is missing."),
        _ => None,
    }
}

fn missing(page: &mut Document<Link>, gate: &GateLine) {
    let mut before = None;
    for (at, missing) in gate.missing.iter().enumerate() {
        if before != Some(missing.weight) {
            page.head(if missing.weight == Weight::Block { "Blocks" } else { "Warns" });
        }
        before = Some(missing.weight);
        let mut lines = wrapped(&missing.what, page.columns(), Role::Normal);
        let mend = match (actions::action(missing.mend), missing.mend) {
            (Some(action), _) => action.title,
            (None, "import") => "Import a disclosure",
            (None, _) => "",
        };
        let how = [mend, missing.place.as_str()].into_iter().filter(|text| !text.is_empty());
        let how = how.collect::<Vec<_>>().join(" · ");
        if !how.is_empty() {
            lines.extend(wrapped(&format!("→ {how}"), page.columns(), Role::Muted));
        }
        page.put(Link::Missing(at), lines);
    }
}

/// Agreements, statements of the whole, who was told.
fn record(page: &mut Document<Link>, on_record: &OnRecord, columns: usize, wide: bool, keys: Option<&Keys>) {
    page.banner(vec![vec![Piece::new("On record", Role::Title)], Line::new()]);
    if on_record.is_empty() {
        let none = "Nothing yet: {add-agreement} adds a responsibility agreement, {attest} states something of the \
                    whole, {communicate} records who was told of residual risks.";
        page.banner(wrapped(&Keys::tell(keys, none, Place::Gates), columns, Role::Normal));
    }
    page.head("Agreed");
    for agreement in &on_record.agreements {
        let mut lines = wrapped(&agreement.said, page.columns(), Role::Normal);
        lines.extend(told(&agreement.warning, page.columns(), Role::Caution));
        if wide {
            lines.extend(told(&agreement.duties.join(", "), page.columns(), Role::Muted));
            lines.extend(told(&agreement.evidence, page.columns(), Role::Muted));
        }
        page.put(Link::Agreement, lines);
    }
    page.head("Stated");
    for stated in &on_record.stated {
        let mut lines = wrapped(&stated.kind, page.columns(), Role::Title);
        lines.extend(wrapped(&stated.text, page.columns(), Role::Normal));
        lines.extend(wrapped(&stated.by, page.columns(), Role::Muted));
        lines.extend(told(&stated.evidence, page.columns(), Role::Muted));
        page.put(Link::Text, lines);
    }
    page.head("Told");
    for said in &on_record.told {
        page.put(Link::Text, wrapped(said, page.columns(), Role::Normal));
    }
}

/// A text, or nothing where there is none.
fn told(text: &str, columns: usize, role: Role) -> Vec<Line> {
    if text.is_empty() { Vec::new() } else { wrapped(text, columns, role) }
}
