//! The decisions in plain lines.

use serde_json::json;

use super::super::{
    Out,
    table::{short, table},
};
use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::{
        Workbench,
        questions::{
            Level,
            decisions::{DecisionLine, DecisionsWanted},
        },
    },
};

/// Decisions looked at in one go.
const PAGE: usize = 200;

/// Of one assessment, or of all: the most urgent first.
pub(super) fn run(
    workbench: &Workbench,
    reference: Option<&str>,
    as_json: bool,
    out: &mut Out,
) -> Result<(), Trouble> {
    let wanted = DecisionsWanted { assessment: reference.map(str::to_owned), ..DecisionsWanted::default() };
    let order = workbench.decision_order(&wanted, None)?.order;
    let mut lines = Vec::new();
    for at in (0..order.ids.len()).step_by(PAGE) {
        lines.extend(workbench.decision_page(&order, at, PAGE)?);
    }
    if as_json {
        return out.json(&json!({ "decisions": lines.iter().map(value).collect::<Vec<_>>() }));
    }
    if lines.is_empty() {
        return out.say("Nobody has decided anything yet. Try: riskward do decide REF/R-001 …");
    }
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let row = |line: &DecisionLine| {
        [
            line.reference.clone(),
            line.verdict.clone(),
            line.level.as_ref().map(Level::tag).unwrap_or_default(),
            line.by.clone(),
            line.on.to_string(),
            day(line.until),
            day(line.review),
            line.stands.clone(),
            short(&line.title, 50),
        ]
    };
    let rows: Vec<[String; 9]> = lines.iter().map(row).collect();
    let heading = ["on", "verdict", "level", "by", "day", "until", "review", "where it stands", "what"];
    out.say(&table(heading, &rows))
}

fn value(line: &DecisionLine) -> serde_json::Value {
    json!({
        "on": line.reference,
        "title": line.title,
        "verdict": line.verdict,
        "level": line.level.as_ref().map(|level| &level.name),
        "by": line.by,
        "decided_on": line.on,
        "valid_until": line.until,
        "review_on": line.review,
        "state": line.state.word(),
        "stands": line.stands,
        "rationale": line.rationale,
        "conditions": line.conditions,
        "recorded": line.recorded,
    })
}
