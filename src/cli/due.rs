//! `riskward due` tells what has a date, the earliest first.

use serde_json::json;

use super::{
    Ended, Out, Place,
    as_of::AsOf,
    table::{short, table},
};
use crate::{
    domain::{
        due::{Due as Line, left},
        trouble::Trouble,
        word::Word as _,
    },
    workbench::questions::due::Dues,
};

/// What is due in the register: decisions, reviews, conditions, controls, tests, findings, triggers and more
#[derive(clap::Args)]
pub(super) struct Due {
    /// Only what is overdue or due within so many days
    #[arg(long, value_name = "DAYS")]
    within: Option<u32>,
    #[command(flatten)]
    as_of: AsOf,
    /// For programs
    #[arg(long)]
    json: bool,
}

impl Due {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let mut workbench = place.open()?;
        self.as_of.look(&mut workbench)?;
        let dues = workbench.due(self.within)?;
        if self.json { out.json(&as_json(&dues)) } else { tell(&dues, self.within, out) }?;
        Ok(Ended::Done)
    }
}

fn tell(dues: &Dues, within: Option<u32>, out: &mut Out) -> Result<(), Trouble> {
    if dues.lines.is_empty() {
        let days = within.map(|days| format!(" within {days} days")).unwrap_or_default();
        return out.say(&format!("Nothing is due{days}, as of {}.", dues.on));
    }
    let row = |line: &Line| {
        [
            line.date.to_string(),
            left(line.days_left(dues.on)),
            line.kind.label().to_owned(),
            line.place.clone(),
            line.mend.to_owned(),
            short(&said(line), 100),
        ]
    };
    let rows: Vec<[String; 6]> = dues.lines.iter().map(row).collect();
    out.say(&table(["date", "left", "kind", "place", "mend", "what"], &rows))
}

/// What is due; what a date asks for and nobody has raised yet is marked.
fn said(line: &Line) -> String {
    if line.unrecorded { format!("NOT YET ON RECORD: {}", line.what) } else { line.what.clone() }
}

fn as_json(dues: &Dues) -> serde_json::Value {
    let line = |line: &Line| {
        json!({
            "what": line.what,
            "place": line.place,
            "date": line.date,
            "days_left": line.days_left(dues.on),
            "kind": line.kind.word(),
            "mend": line.mend,
            "on_record": !line.unrecorded,
        })
    };
    json!({ "as_of": dues.on, "due": dues.lines.iter().map(line).collect::<Vec<_>>() })
}
