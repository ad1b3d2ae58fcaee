//! `riskward list` tells the assessments and what is open in them.

use serde_json::json;

use super::{
    Ended, Out, Place,
    table::{short, table},
};
use crate::{
    domain::{due::left, trouble::Trouble, word::Word as _},
    workbench::{
        Workbench,
        questions::assessments::{AssessmentLine, Standing},
    },
};

/// Every assessment with what is open in it, and every control
#[derive(clap::Args)]
pub(super) struct List {
    /// For programs
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let workbench = place.open()?;
        let mut lines = Vec::new();
        for line in workbench.assessments()? {
            let standing = workbench.standing(&line.reference)?;
            lines.push((line, standing));
        }
        if self.json {
            as_json(&workbench, &lines, out)?;
        } else {
            tell(&workbench, &lines, out)?;
        }
        Ok(Ended::Done)
    }
}

fn tell(workbench: &Workbench, lines: &[(AssessmentLine, Standing)], out: &mut Out) -> Result<(), Trouble> {
    if lines.is_empty() {
        out.say("No assessment yet. Try: riskward load DIR, or riskward do begin-assessment - ref=…")?;
    } else {
        let rows: Vec<[String; 10]> = lines
            .iter()
            .map(|(line, standing)| {
                let worst = standing.worst.as_ref();
                [
                    line.reference.clone(),
                    short(&format!("{} {}", line.product, line.versions), 40),
                    short(&line.placements, 28),
                    line.stage.label().to_owned(),
                    standing.gaps.to_string(),
                    standing.risks.to_string(),
                    standing.open.to_string(),
                    worst.map(|(level, of)| format!("{} ({of})", level.short)).unwrap_or_default(),
                    match standing.stale {
                        0 => standing.next_expiry.clone().unwrap_or_default(),
                        count => {
                            format!("{} ({count} STALE)", standing.next_expiry.clone().unwrap_or_default())
                        }
                    },
                    standing.due_in.map(left).unwrap_or_default(),
                ]
            })
            .collect();
        let heading = [
            "ref",
            "product",
            "placements",
            "stage",
            "gaps",
            "risks",
            "open",
            "residual worst",
            "next end",
            "due",
        ];
        out.say(&table(heading, &rows))?;
    }
    let controls = workbench.controls()?;
    if controls.is_empty() {
        return Ok(());
    }
    let rows: Vec<[String; 6]> = controls
        .into_iter()
        .map(|control| {
            [
                control.reference,
                short(&control.title, 50),
                control.kind,
                control.state,
                control.serves.to_string(),
                short(&control.owner, 30),
            ]
        })
        .collect();
    out.say("")?;
    out.say(&table(["ref", "control", "kind", "where it stands", "risks", "owner"], &rows))
}

fn as_json(
    workbench: &Workbench,
    lines: &[(AssessmentLine, Standing)],
    out: &mut Out,
) -> Result<(), Trouble> {
    let assessments = lines.iter().map(|(line, standing)| {
        let worst = standing.worst.as_ref();
        json!({
            "ref": line.reference,
            "product": line.product,
            "versions": line.versions,
            "placements": line.placements,
            "stage": line.stage.word(),
            "gaps": standing.gaps,
            "risks": standing.risks,
            "open": standing.open,
            "not_rated": standing.not_rated,
            "residual_worst": worst.map(|(level, _)| &level.name),
            "residual_worst_of": worst.map(|(_, of)| of),
            "stale": standing.stale,
            "next_expiry": standing.next_expiry,
            "due_in": standing.due_in,
        })
    });
    let controls = workbench.controls()?.into_iter().map(|control| {
        json!({
            "ref": control.reference,
            "title": control.title,
            "kind": control.kind,
            "order": control.order,
            "owner": control.owner,
            "risks": control.serves,
            "state": control.state,
        })
    });
    out.json(&json!({
        "assessments": assessments.collect::<Vec<_>>(),
        "controls": controls.collect::<Vec<_>>(),
    }))
}
