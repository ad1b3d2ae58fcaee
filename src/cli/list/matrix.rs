//! The matrix in plain lines.

use serde_json::json;

use super::super::{Out, table::table};
use crate::{
    domain::{
        rating::{KeyProperty, Phase},
        trouble::Trouble,
        word::Word as _,
    },
    workbench::{
        Workbench,
        questions::matrix::{Grid, Matrix, Place, Whose},
    },
};

/// Of one assessment; without one a matrix for each scale in use, over all that use it.
pub(super) fn run(
    workbench: &Workbench,
    reference: Option<&str>,
    of: Option<KeyProperty>,
    as_json: bool,
    out: &mut Out,
) -> Result<(), Trouble> {
    let mut all: Vec<Matrix> = Vec::new();
    if let Some(reference) = reference {
        all.push(workbench.matrix(&Whose { assessment: reference.to_owned(), all: false }, of)?);
    } else {
        for line in workbench.assessments()? {
            if all.iter().all(|known| !known.assessments.contains(&line.reference)) {
                all.push(workbench.matrix(&Whose { assessment: line.reference, all: true }, of)?);
            }
        }
    }
    if as_json {
        let matrices: Vec<_> = all.iter().map(value).collect();
        return out.json(&json!({ "matrices": matrices }));
    }
    if all.is_empty() {
        return out.say("No assessment yet. Try: riskward load DIR, or riskward do begin-assessment - ref=…");
    }
    for (at, matrix) in all.iter().enumerate() {
        if at > 0 {
            out.say("")?;
        }
        tell(matrix, out)?;
    }
    Ok(())
}

fn tell(matrix: &Matrix, out: &mut Out) -> Result<(), Trouble> {
    let property = matrix.property.map_or("overall", KeyProperty::label);
    let whose = matrix.assessments.join(", ");
    out.say(&format!("Matrix of {whose}, {property}, on {}: {} risks.", matrix.scale, matrix.risks))?;
    for phase in [Phase::Target, Phase::Residual] {
        let [lower, same, higher] = matrix.changed(phase);
        out.say(&format!(
            "From initial to {phase}: {lower} lower, {same} at the same level, {higher} higher."
        ))?;
    }
    for grid in &matrix.grids {
        out.say("")?;
        out.say(&format!("{} by {property}:{}", grid.phase.label(), apart(grid)))?;
        let mut rows: Vec<[String; 4]> = Vec::new();
        for (place, counts) in grid.cells.iter().rev() {
            let lifted = match counts.lifted {
                0 => String::new(),
                lifted => format!(" ({lifted} lifted by a floor)"),
            };
            rows.push([
                counts.risks.to_string(),
                matrix.levels.get(place).map(|level| level.short.clone()).unwrap_or_default() + &lifted,
                said(matrix, *place),
                moves(matrix, grid.phase, *place),
            ]);
        }
        if rows.is_empty() {
            out.say("none in any cell")?;
        } else {
            out.say(&table(["risks", "level", "severity × likelihood", "moved"], &rows))?;
        }
    }
    Ok(())
}

/// What stands in no cell.
fn apart(grid: &Grid) -> String {
    let all = [
        (grid.not_rated, "not rated"),
        (grid.untouched, "do not touch it"),
        (grid.elsewhere, "rated on another scale"),
    ];
    let told: Vec<String> =
        all.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(" {count} {what}")).collect();
    told.join(",")
}

/// `5×3 catastrophic × occasional`
fn said(matrix: &Matrix, (severity, likelihood): Place) -> String {
    let word = |steps: &[(i64, String)], step: i64| {
        steps.iter().find(|(one, _)| *one == step).map(|(_, word)| word.clone()).unwrap_or_default()
    };
    let words = format!("{} × {}", word(&matrix.severities, severity), word(&matrix.likelihoods, likelihood));
    format!("{severity}×{likelihood} {words}")
}

/// Where the risks of a cell came from; of an initial one, where they went.
fn moves(matrix: &Matrix, phase: Phase, place: Place) -> String {
    let of = if phase == Phase::Initial { Phase::Residual } else { phase };
    let all = matrix.moved_to(of).iter();
    let told = all.filter_map(|moved| {
        let (here, other, way) = match phase {
            Phase::Initial => (moved.from, moved.to, "to"),
            _ => (moved.to, moved.from, "from"),
        };
        let (severity, likelihood) = other;
        (here == place).then(|| {
            if other == place {
                format!("{} stayed", moved.risks)
            } else {
                format!("{} {way} {severity}×{likelihood}", moved.risks)
            }
        })
    });
    told.collect::<Vec<_>>().join(", ")
}

fn value(matrix: &Matrix) -> serde_json::Value {
    let grids = matrix.grids.iter().map(|grid| {
        let cells = grid.cells.iter().map(|((severity, likelihood), counts)| {
            json!({
                "severity": severity,
                "likelihood": likelihood,
                "level": matrix.levels.get(&(*severity, *likelihood)).map(|level| &level.name),
                "risks": counts.risks,
                "lifted": counts.lifted,
            })
        });
        json!({
            "phase": grid.phase.word(),
            "cells": cells.collect::<Vec<_>>(),
            "not_rated": grid.not_rated,
            "not_touched": grid.untouched,
            "other_scale": grid.elsewhere,
        })
    });
    let moved = matrix.moved.iter().flat_map(|(phase, moved)| {
        moved.iter().map(move |one| {
            json!({
                "to_phase": phase.word(),
                "from": [one.from.0, one.from.1],
                "to": [one.to.0, one.to.1],
                "risks": one.risks,
                "levels": one.levels,
            })
        })
    });
    json!({
        "assessments": matrix.assessments,
        "property": matrix.property.map_or("overall", KeyProperty::word),
        "scale": matrix.scale,
        "risks": matrix.risks,
        "grids": grids.collect::<Vec<_>>(),
        "moved": moved.collect::<Vec<_>>(),
    })
}
