//! How the chain looks.

use ratatui::layout::Rect;

use super::{Pane, State, document, list};
use crate::{
    domain::{gate::GateState, word::Word as _},
    tui::{
        commands::{Keys, Place},
        screens::counted,
        theme::Role,
        widgets::{
            canvas::Canvas,
            text::{Line, Piece, width, wrapped},
        },
    },
    workbench::questions::{
        chain::{ChainDecision, Revision},
        gates::Gates,
    },
};

pub(super) fn title(state: &State, columns: usize, keys: Option<&Keys>) -> (Line, Line) {
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
    let right = match &state.gates {
        Some(gates) => stands(gates, columns, keys),
        None => chain.stage.label().to_owned(),
    };
    (left, vec![Piece::plain(&right)])
}

/// `go-live · G5 Controls in place · blocked by 2, press b`, shorter where there is less room.
fn stands(gates: &Gates, columns: usize, keys: Option<&Keys>) -> String {
    let stage = gates.stage.label();
    let Some(gate) = gates.next() else { return format!("{stage} · every gate passed") };
    let how = match gate.state {
        GateState::NoLongerMet => gate.state.label().to_owned(),
        _ if gate.blocking() > 0 => format!("blocked by {}", gate.blocking()),
        state => state.label().to_owned(),
    };
    let press = Keys::tell(keys, "press {go-gates}", Place::Anywhere);
    let said = [
        format!("{stage} · {} {} · {how}, {press}", gate.id, gate.name),
        format!("{stage} · {} · {how}, {press}", gate.id),
        format!("{} {how}", gate.id),
    ];
    let fits = said.iter().find(|said| width(said) <= columns);
    fits.or(said.last()).cloned().unwrap_or_default()
}

pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.chain.is_none() || area.height < 4 || area.width < 40 {
        return;
    }
    let on_links = state.pane == Pane::Links;
    if canvas.is_plain() && !on_links {
        let foot = foot(state, canvas, usize::from(area.width), false);
        let below = (foot.len() as u16).min(area.height / 3);
        list::draw(state, canvas, Rect { height: area.height - below, ..area });
        return canvas.lines(Rect { y: area.bottom() - below, height: below, ..area }, &foot);
    }
    let right = if canvas.is_plain() { area } else { links(area) };
    if !canvas.is_plain() {
        let left = list::width(area.width);
        list::draw(state, canvas, Rect { width: left, ..area });
        canvas.divide(Rect { x: area.x + left, width: 1, ..area });
    }
    let wide = area.width >= 120;
    let foot = foot(state, canvas, usize::from(right.width), true);
    let below = (foot.len() as u16).min(right.height / 3);
    let body = Rect { height: right.height - below, ..right };
    let page = document::document(state, usize::from(right.width), wide, canvas.keys());
    page.draw(canvas, body, &state.links, on_links);
    canvas.lines(Rect { y: body.bottom(), height: below, ..right }, &foot);
}

/// Where the chain of the selected capability stands.
pub(super) fn links(area: Rect) -> Rect {
    let left = list::width(area.width) + 2;
    Rect { x: area.x + left, width: area.width.saturating_sub(left + 1), ..area }
}

/// What to do first on the selected one, and what the assessment rests on.
fn foot(state: &State, canvas: &Canvas<'_>, columns: usize, selected: bool) -> Vec<Line> {
    let Some(chain) = &state.chain else { return Vec::new() };
    let mut lines = match state.capability().filter(|_| selected).and_then(document::advice) {
        Some(advice) => wrapped(&canvas.told(advice, Place::Chain), columns, Role::Muted),
        None => chain.decision.iter().map(|decision| whole(decision, columns)).collect(),
    };
    if let Some(told) = revision(&chain.revision, canvas.keys()) {
        lines.push(vec![Piece::muted(&told).cut(columns)]);
    }
    if !chain.knows_what_is_required() {
        let told = "No profile: what is required is not known. {apply-profile} applies one.";
        lines.extend(wrapped(&canvas.told(told, Place::Chain), columns, Role::Caution));
    }
    let Some(said) = &chain.disclosure else {
        let import = "No disclosure yet: press {import} to import the manufacturer's file.";
        lines.extend(wrapped(&canvas.told(import, Place::Chain), columns, Role::Caution));
        return lines;
    };
    let problems = match chain.problems {
        0 => String::new(),
        count => format!(" · {}", counted(count, "problem")),
    };
    // what is odd about a file is to be seen, however long its name
    let room = columns.saturating_sub(width(&problems));
    lines.push(vec![Piece::muted(said).cut(room), Piece::muted(&problems)]);
    lines
}

/// Which revision it is, and the keys that lead to those beside it; nothing where there is only one.
fn revision(revision: &Revision, keys: Option<&Keys>) -> Option<String> {
    let key = |sentence| Keys::tell(keys, sentence, Place::Chain);
    let before = revision.begun_from.as_ref().map(|before| format!("{}: {before}", key("{older-revision}")));
    let after = revision.next.as_ref().map(|after| format!("{}: {after}", key("{newer-revision}")));
    let beside: Vec<String> = before.into_iter().chain(after).collect();
    (!beside.is_empty()).then(|| format!("Revision {} · {}", revision.number, beside.join(" · ")))
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
