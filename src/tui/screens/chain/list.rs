//! The list of capabilities at the left.

use ratatui::layout::Rect;

use super::{Pane, State};
use crate::{
    domain::{
        capability::{Coverage, InUseState, Requirement},
        word::Word as _,
    },
    tui::{
        screens::{counted, levels},
        theme::Role,
        widgets::{
            canvas::{Canvas, rows},
            text::Piece,
        },
    },
    workbench::questions::chain::ChainCapability,
};

/// Columns that the list takes.
pub(super) fn width(area: u16) -> u16 {
    if area >= 120 { 46 } else { 27 }
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(chain) = &state.chain else { return };
    let active = state.pane == Pane::Capabilities;
    let head = if active { Role::Title } else { Role::Muted };
    let gaps = chain.capabilities.iter().filter(|capability| capability.gap).count();
    let found = if chain.knows_what_is_required() {
        Piece::muted(&format!(" · {}", counted(gaps, "gap")))
    } else {
        Piece::new(" · no profile", Role::Caution)
    };
    canvas.line(
        Rect { x: area.x + 1, width: area.width - 1, height: 1, ..area },
        &[Piece::new("Capabilities", head), found],
    );
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let top = state.capabilities.top(state.len(), usize::from(body.height));
    for (row, at) in rows(body).zip(top..state.len()) {
        match chain.capabilities.get(at) {
            Some(capability) => draw_capability(canvas, row, capability),
            None => {
                let others = format!("  Other risks ({})", chain.other_risks.len());
                canvas.line(row, &[Piece::plain(&others)]);
            }
        }
        if at == state.capabilities.at() {
            canvas.line(row, &[Piece::plain(">")]);
            if active {
                canvas.select(row);
            } else {
                canvas.paint(row, Role::Title);
            }
        }
    }
}

fn draw_capability(canvas: &mut Canvas<'_>, row: Rect, capability: &ChainCapability) {
    let tail = if canvas.is_plain() { spelt(capability) } else { tail(capability) };
    let wide = tail.iter().map(Piece::width).sum::<usize>() as u16;
    let mut line = vec![Piece::plain("  "), Piece::plain(&capability.code).fit(5)];
    if row.width >= 40 {
        line.push(Piece::plain(&capability.name).fit(if row.width >= 60 { 32 } else { 17 }));
        line.push(Piece::plain(" "));
    }
    let role = if required(capability) { levels::coverage(capability.coverage) } else { Role::Muted };
    line.push(Piece::new(&said(capability), role));
    canvas.line(Rect { width: row.width.saturating_sub(wide + 1), ..row }, &line);
    canvas.line(Rect { x: row.right().saturating_sub(wide), width: wide, ..row }, &tail);
}

fn required(capability: &ChainCapability) -> bool {
    capability.required != Some(Requirement::NotRequired)
}

/// What is claimed and, where something is, whether it is in use.
fn said(capability: &ChainCapability) -> String {
    let claimed = capability.coverage.label();
    if !matches!(capability.coverage, Coverage::Provided | Coverage::Partial) {
        return claimed.to_owned();
    }
    match levels::in_use(capability.in_use.iter().map(|(_, state)| *state)) {
        Some(InUseState::NotChecked) => format!("{claimed} · ?"),
        Some(state) => format!("{claimed} · {}", state.label()),
        None => claimed.to_owned(),
    }
}

/// The same in words, for who has it read out.
fn spelt(capability: &ChainCapability) -> Vec<Piece> {
    let risks = match capability.risks.len() {
        0 => String::new(),
        count => counted(count, "risk"),
    };
    let gap = if capability.gap { " GAP" } else { "" };
    vec![Piece::plain(&risks), Piece::new(gap, Role::Serious)]
}

/// How many risks, and `!` for a gap.
fn tail(capability: &ChainCapability) -> Vec<Piece> {
    let count = if capability.risks.is_empty() { String::new() } else { capability.risks.len().to_string() };
    let gap = if capability.gap { "!" } else { " " };
    vec![Piece::plain(&format!("{count:>2}")), Piece::new(gap, Role::Serious)]
}
