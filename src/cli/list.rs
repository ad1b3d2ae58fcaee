//! `riskward list` tells the assessments and what is open in them; `list decisions`, what was
//! decided; `list matrix`, where risks stand; `list overview`, the register at a glance.

mod decisions;
mod matrix;
mod overview;

use serde_json::json;

use super::{
    Ended, Out, Place,
    as_of::AsOf,
    table::{short, table},
};
use crate::{
    domain::{due::left, rating::KeyProperty, trouble::Trouble, word::Word as _},
    workbench::{
        Workbench,
        questions::assessments::{AssessmentLine, Standing},
    },
};

/// Every assessment with what is open in it, and every control; or what else there is to see at a glance
#[derive(clap::Args)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum, default_value_t = What::Assessments)]
    what: What,
    /// The assessment; without one the whole register
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// The key property of the matrix; without one the overall level
    #[arg(long, value_name = "PROPERTY", value_parser = property)]
    of: Option<KeyProperty>,
    #[command(flatten)]
    as_of: AsOf,
    /// For programs
    #[arg(long)]
    json: bool,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Every assessment, and every control
    Assessments,
    /// Every decision with where it stands, the most urgent first
    Decisions,
    /// How many risks stand in each cell, initial, target and residual, and what moved
    Matrix,
    /// Risks by residual level, decisions by the month they run out in, capabilities over all products
    Overview,
}

fn property(word: &str) -> Result<KeyProperty, String> {
    KeyProperty::parse(word).map_err(|e| e.to_string())
}

impl List {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let mut workbench = place.open()?;
        self.as_of.look(&mut workbench)?;
        match self.what {
            What::Decisions => decisions::run(&workbench, self.reference.as_deref(), self.json, out)?,
            What::Matrix => matrix::run(&workbench, self.reference.as_deref(), self.of, self.json, out)?,
            What::Overview if self.reference.is_some() => {
                let because = "the overview is of the whole register";
                return Err(Trouble::usage("Not understood", because, "riskward list overview"));
            }
            What::Overview => overview::run(&workbench, self.json, out)?,
            What::Assessments => return self.assessments(&workbench, out),
        }
        Ok(Ended::Done)
    }

    fn assessments(self, workbench: &Workbench, out: &mut Out) -> Result<Ended, Trouble> {
        let mut lines = Vec::new();
        let named = self.reference.as_deref();
        for line in workbench.assessments()? {
            if named.is_some_and(|named| named != line.reference) {
                continue;
            }
            let standing = workbench.standing(&line.reference)?;
            lines.push((line, standing));
        }
        if self.json {
            as_json(workbench, &lines, out)?;
        } else {
            tell(workbench, &lines, out)?;
        }
        Ok(Ended::Done)
    }
}

fn tell(workbench: &Workbench, lines: &[(AssessmentLine, Standing)], out: &mut Out) -> Result<(), Trouble> {
    if lines.is_empty() {
        out.say("No assessment yet. Try: riskward load DIR, or riskward do begin-assessment - ref=…")?;
    } else {
        let rows: Vec<[String; 11]> = lines
            .iter()
            .map(|(line, standing)| {
                let worst = standing.worst.as_ref();
                [
                    line.reference.clone(),
                    short(&format!("{} {}", line.product, line.versions), 40),
                    short(&line.placements, 28),
                    stage(line, standing),
                    revision(line, standing),
                    if standing.required_known { standing.gaps.to_string() } else { "?".to_owned() },
                    standing.risks.to_string(),
                    standing.open.to_string(),
                    match worst {
                        Some((level, of)) => format!("{} ({of})", level.tag()),
                        None if standing.risks > 0 => "not rated".to_owned(),
                        None => String::new(),
                    },
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
            "stage, gate",
            "revision",
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

/// `go-live G5`: the stage and the gate that comes next; with the last day of an override that is not mended.
fn stage(line: &AssessmentLine, standing: &Standing) -> String {
    let mut said = line.stage.label().to_owned();
    let Some(at_gate) = &standing.at_gate else { return said };
    if let Some(next) = &at_gate.next {
        said = format!("{said} {next}");
    }
    match at_gate.overridden_until {
        Some(until) => format!("{said} (OVERRIDDEN until {until})"),
        None => said,
    }
}

/// `2: 1 new, 0 changed, 12 unchanged`, or `1, decided`
fn revision(line: &AssessmentLine, standing: &Standing) -> String {
    let changes = standing.changes.map(|changes| format!(": {changes}")).unwrap_or_default();
    let decided = if line.frozen_on.is_some() { ", decided" } else { "" };
    format!("{}{decided}{changes}", line.revision)
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
            "next_gate": standing.at_gate.as_ref().and_then(|at| at.next.as_ref()),
            "overridden_until": standing.at_gate.as_ref().and_then(|at| at.overridden_until),
            "revision": line.revision,
            "frozen_on": line.frozen_on,
            "changes": standing.changes.map(|changes| json!({
                "new": changes.new,
                "changed": changes.changed,
                "unchanged": changes.unchanged,
            })),
            "gaps": standing.required_known.then_some(standing.gaps),
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
