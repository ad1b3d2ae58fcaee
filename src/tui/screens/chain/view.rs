//! How the chain looks.

use ratatui::layout::Rect;

use super::{Pane, State, document, list};
use crate::{
    domain::word::Word as _,
    tui::{
        screens::counted,
        theme::Role,
        widgets::{
            canvas::Canvas,
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::chain::ChainDecision,
};

pub(super) fn title(state: &State) -> (Line, Line) {
    let Some(chain) = &state.chain else {
        return (vec![Piece::new(&state.reference, Role::Title)], Line::new());
    };
    let name = format!("{} {}", chain.product, chain.versions);
    let mut left =
        vec![Piece::new(name.trim(), Role::Title), Piece::plain(" · "), Piece::plain(&chain.reference)];
    let revision = &chain.revision;
    if revision.newest.is_some() {
        left.push(Piece::new(" · older revision, only read", Role::Caution));
    } else if revision.number > 1 {
        left.push(Piece::plain(&format!(" · revision {}", revision.number)));
    }
    if !revision.rerating.is_empty() {
        let again = counted(revision.rerating.len(), "risk");
        left.push(Piece::new(&format!(" · {again} to rate again"), Role::Caution));
    }
    let gaps = chain.capabilities.iter().filter(|capability| capability.gap).count();
    let mut facts = format!("{} · {}", chain.stage.label(), counted(gaps, "gap"));
    if chain.problems > 0 {
        facts = format!("{facts} · {}", counted(chain.problems, "problem"));
    }
    (left, vec![Piece::plain(&facts)])
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.chain.is_none() || area.height < 4 || area.width < 40 {
        return;
    }
    let left = list::width(area.width);
    list::draw(state, canvas, Rect { width: left, ..area });
    canvas.divide(Rect { x: area.x + left, width: 1, ..area });
    let right = links(area);
    let wide = area.width >= 120;
    let foot = foot(state, usize::from(right.width));
    let below = (foot.len() as u16).min(right.height / 3);
    let body = Rect { height: right.height - below, ..right };
    let page = document::document(state, usize::from(right.width), wide);
    page.draw(canvas, body, &state.links, state.pane == Pane::Links);
    canvas.lines(Rect { y: body.bottom(), height: below, ..right }, &foot);
}

/// Where the chain of the selected capability stands.
pub(super) fn links(area: Rect) -> Rect {
    let left = list::width(area.width) + 2;
    Rect { x: area.x + left, width: area.width.saturating_sub(left + 1), ..area }
}

/// What the assessment rests on, and what to do first.
fn foot(state: &State, columns: usize) -> Vec<Line> {
    let Some(chain) = &state.chain else { return Vec::new() };
    if let Some(advice) = state.capability().and_then(document::advice) {
        return wrapped(advice, columns, Role::Muted);
    }
    match &chain.disclosure {
        None => {
            wrapped("No disclosure yet: press I to import the manufacturer's file.", columns, Role::Caution)
        }
        Some(said) => {
            let mut lines: Vec<Line> =
                chain.decision.iter().map(|decision| whole(decision, columns)).collect();
            lines.push(vec![Piece::muted(said).cut(columns)]);
            lines
        }
    }
}

/// The decision on the whole: what is wrong with it before what it says.
fn whole(decision: &ChainDecision, columns: usize) -> Line {
    let piece = if decision.warning.is_empty() {
        Piece::plain(&format!("The whole {}", decision.said))
    } else {
        Piece::new(&format!("The whole: {} ({})", decision.warning, decision.said), Role::Caution)
    };
    vec![piece.cut(columns)]
}
