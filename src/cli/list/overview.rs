//! The register at a glance, in plain lines.

use serde_json::json;

use super::super::{
    Out,
    table::{short, table},
};
use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::{
        Workbench,
        questions::overview::{ByLevel, Cell, Overview},
    },
};

pub(super) fn run(workbench: &Workbench, as_json: bool, out: &mut Out) -> Result<(), Trouble> {
    let overview = workbench.overview()?;
    if as_json {
        return out.json(&value(&overview));
    }
    if overview.products.is_empty() {
        return out.say("No assessment yet. Try: riskward load DIR, or riskward do begin-assessment - ref=…");
    }
    out.say(&format!("{} risks, by residual level:", overview.risks))?;
    let levels: Vec<[String; 2]> =
        overview.levels.iter().map(|one| [one.risks.to_string(), named(one)]).collect();
    out.say(&table(["risks", "level"], &levels))?;
    out.say("")?;
    out.say(&format!(
        "{} decisions in force, as of {}, by when they run out:",
        overview.decisions, overview.on
    ))?;
    let months: Vec<[String; 2]> =
        overview.months.iter().map(|one| [one.decisions.to_string(), one.label.clone()]).collect();
    out.say(&table(["decisions", "run out"], &months))?;
    out.say("")?;
    out.say("Capabilities over all products, a gap marked with !:")?;
    let rows: Vec<[String; 4]> = overview
        .capabilities
        .iter()
        .map(|row| {
            let cells: Vec<String> = row.cells.iter().map(said).collect();
            [row.code.clone(), short(&row.name, 40), row.gaps.to_string(), cells.join(", ")]
        })
        .collect();
    out.say(&table(["code", "capability", "gaps", "products"], &rows))
}

fn named(one: &ByLevel) -> String {
    let level = one.level.as_ref().map_or("not rated", |level| level.name.as_str());
    if one.scale.is_empty() { level.to_owned() } else { format!("{level} on {}", one.scale) }
}

/// `ip3 maker says no!`
fn said(cell: &Cell) -> String {
    format!("{} {}{}", cell.reference, cell.coverage.label(), if cell.gap { "!" } else { "" })
}

fn value(overview: &Overview) -> serde_json::Value {
    let levels = overview.levels.iter().map(|one| {
        json!({
            "level": one.level.as_ref().map(|level| &level.name),
            "scale": one.scale,
            "risks": one.risks,
        })
    });
    let months =
        overview.months.iter().map(|one| json!({ "run_out": one.label, "decisions": one.decisions }));
    let capabilities = overview.capabilities.iter().map(|row| {
        let cells = row
            .cells
            .iter()
            .map(|cell| json!({ "ref": cell.reference, "coverage": cell.coverage.word(), "gap": cell.gap }));
        json!({ "code": row.code, "gaps": row.gaps, "products": cells.collect::<Vec<_>>() })
    });
    let products = overview
        .products
        .iter()
        .map(|column| json!({ "product": column.product, "refs": column.references }));
    json!({
        "as_of": overview.on,
        "risks": overview.risks,
        "residual_levels": levels.collect::<Vec<_>>(),
        "decisions_in_force": overview.decisions,
        "months": months.collect::<Vec<_>>(),
        "products": products.collect::<Vec<_>>(),
        "capabilities": capabilities.collect::<Vec<_>>(),
    })
}
