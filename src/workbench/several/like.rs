//! What gives other rows the value that stands in a cell of one of them.

use crate::{
    domain::{risk::Risk, trouble::Trouble, word::Word as _},
    workbench::{
        Workbench,
        actions::{Args, action},
    },
};

impl Workbench {
    /// The action, and its values, by which the rows of `to` get what stands in a column of `from`.
    ///
    /// # Errors
    /// When the column is not one that is copied, nothing stands there that could be, or a row is not there.
    pub fn like(&self, from: &str, column: &str, to: &str) -> Result<(&'static str, Args), Trouble> {
        if super::numbered(from, "C-") {
            return self.like_control(from, column, to);
        }
        let several = self.several(from)?;
        let Some(risk) = several.risks.first() else { return Err(not_copied(column)) };
        let risk: &Risk = risk;
        let or_none = |name: &'static str, value: String| match value.as_str() {
            "" => Args::new().with("clear", name),
            _ => Args::new().with(name, value),
        };
        let args = match column {
            "owner" => or_none("owner", risk.owner.clone()),
            "due" => or_none("due_on", risk.due_on.map(|date| date.to_string()).unwrap_or_default()),
            "tags" => Args::new().with("clear", "tags").with("add_tags", risk.tags.join(", ")),
            "treatment" => match risk.treatment {
                Some(treatment) => Args::new().with("treatment", treatment.word()),
                None => {
                    let because = format!("no treatment is proposed for {}", several.name(risk));
                    return Err(Trouble::refused("Not copied", because, ""));
                }
            },
            _ => return Err(not_copied(column)),
        };
        Ok(("edit-risks", args))
    }

    fn like_control(&self, from: &str, column: &str, to: &str) -> Result<(&'static str, Args), Trouble> {
        let field = ["owner", "due"].into_iter().find(|field| *field == column);
        let (Some(field), Some(edit)) = (field, action("edit-control")) else {
            return Err(not_copied(column));
        };
        let value = (edit.prefill)(self, from)?.text(field);
        let mut args = (edit.prefill)(self, to)?;
        args.set(field, value);
        Ok((edit.name, args))
    }
}

fn not_copied(column: &str) -> Trouble {
    let because = match column {
        "initial" | "residual" => "each risk is rated for itself; several get one rating with m e",
        "decision" => "each decision is taken for itself",
        "controls" => "controls are linked to a risk, with c l on it",
        _ => "this column tells one row from another",
    };
    Trouble::refused("Not copied", because, "owner, due date, tags and treatment are copied down")
}
