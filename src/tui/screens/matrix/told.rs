//! The cell one is on in words, and what moved in its row: whence the risks came, or whither they went.

use super::named;
use crate::{
    domain::{rating::Phase, word::Word as _},
    tui::{
        screens::{counted, levels},
        theme::Role,
        widgets::text::{Line, Piece},
    },
    workbench::questions::matrix::{Matrix, Moved, Place},
};

/// The cell one is on, then a line for each cell of the map that has risks; of its row alone where there is no room.
pub(super) fn cell(matrix: &Matrix, phase: Phase, place: Place, columns: usize, room: usize) -> Vec<Line> {
    let mut lines = vec![head(matrix, phase, place)];
    let mut cells: Vec<Place> =
        matrix.levels.keys().rev().copied().filter(|at| matrix.counts(phase, *at).risks > 0).collect();
    if cells.len() + 1 > room {
        cells.retain(|at| at.0 == place.0);
    }
    for at in cells {
        let moved = if phase == Phase::Initial { went(matrix, at) } else { came(matrix, phase, at) };
        let mark = if at == place { "> " } else { "  " };
        let mut line = vec![Piece::plain(mark)];
        line.extend(written(matrix, at));
        line.push(Piece::plain(&format!(" {moved}")).cut(columns.saturating_sub(14)));
        lines.push(line);
    }
    if lines.len() == 1 {
        let what = match matrix.risks {
            0 => "There is no risk yet. In the chain of an assessment, a on a gap adds one.",
            _ => "No risk stands in this row.",
        };
        lines.push(vec![Piece::muted(what)]);
    }
    lines
}

/// `Residual safety: severity 4 critical × likelihood 2 remote, MED: 3 risks`
fn head(matrix: &Matrix, phase: Phase, place: Place) -> Line {
    let word = |steps: &[(i64, String)], step: i64| {
        let word = steps.iter().find(|(one, _)| *one == step).map_or("", |(_, word)| word);
        format!("{step} {word}")
    };
    let name = phase.label();
    let said = format!(
        "{}{} {}: {} × {}, ",
        name[..1].to_uppercase(),
        &name[1..],
        named(matrix.property),
        word(&matrix.severities, place.0),
        word(&matrix.likelihoods, place.1),
    );
    let counts = matrix.counts(phase, place);
    let mut line = vec![Piece::new(&said, Role::Title)];
    if let Some(level) = matrix.levels.get(&place) {
        line.push(levels::level(Some(level)));
    }
    line.push(Piece::plain(&format!(": {}", counted(counts.risks, "risk"))));
    if counts.lifted > 0 {
        line.push(Piece::new(&format!(", {} lifted", counts.lifted), Role::Caution));
    }
    line
}

/// `4×3 HIGH`
fn written(matrix: &Matrix, (severity, likelihood): Place) -> Line {
    let level = matrix.levels.get(&(severity, likelihood));
    vec![Piece::plain(&format!("{severity}×{likelihood} ")), levels::level(level)]
}

/// Where the risks of a cell are to go and where they have gone, most first.
fn went(matrix: &Matrix, place: Place) -> String {
    let all = matrix.moved_to(Phase::Residual).iter();
    let moved = all.filter(|moved| moved.from == place).map(|moved| (moved, moved.to)).collect();
    let mut said = each(moved, place, "to");
    let rated: usize = matrix
        .moved_to(Phase::Residual)
        .iter()
        .filter(|moved| moved.from == place)
        .map(|moved| moved.risks)
        .sum();
    let open = matrix.counts(Phase::Initial, place).risks.saturating_sub(rated);
    if open > 0 {
        said.push(format!("{open} without residual"));
    }
    format!("→ {}", said.join(", "))
}

/// Where the risks of a cell stood at first, most first.
fn came(matrix: &Matrix, phase: Phase, place: Place) -> String {
    let all = matrix.moved_to(phase).iter();
    let moved: Vec<_> = all.filter(|moved| moved.to == place).map(|moved| (moved, moved.from)).collect();
    let known: usize = moved.iter().map(|(moved, _)| moved.risks).sum();
    let mut said = each(moved, place, "from");
    let other = matrix.counts(phase, place).risks.saturating_sub(known);
    if other > 0 {
        said.push(format!("{other} without initial"));
    }
    format!("← {}", said.join(", "))
}

fn each(mut moved: Vec<(&Moved, Place)>, here: Place, way: &str) -> Vec<String> {
    moved.sort_by_key(|(moved, other)| (std::cmp::Reverse(moved.risks), *other));
    // those of one cell at different levels, for a floor may lift one of them, are told together
    let mut cells: Vec<(Place, usize)> = Vec::new();
    for (moved, other) in moved {
        match cells.iter_mut().find(|(place, _)| *place == other) {
            Some((_, risks)) => *risks += moved.risks,
            None => cells.push((other, moved.risks)),
        }
    }
    let told = |((severity, likelihood), risks): (Place, usize)| {
        if (severity, likelihood) == here {
            format!("{risks} stayed")
        } else {
            format!("{risks} {way} {severity}×{likelihood}")
        }
    };
    cells.into_iter().map(told).collect()
}
