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

    /// Into one control by the action that takes one, into several by that which takes them.
    fn like_control(&self, from: &str, column: &str, to: &str) -> Result<(&'static str, Args), Trouble> {
        let fields = ["owner", "due", "kind", "order"];
        let (Some(field), Some(edit)) =
            (fields.into_iter().find(|field| *field == column), action("edit-control"))
        else {
            return Err(Trouble::refused(
                "Not copied",
                "this column tells one control from another, or follows from what is recorded",
                "owner, due date, kind and order are copied down",
            ));
        };
        let value = (edit.prefill)(self, from)?.text(field);
        if to.contains('|') {
            let args = match value.as_str() {
                "" => Args::new().with("clear", field),
                _ => Args::new().with(field, value),
            };
            return Ok(("edit-controls", args));
        }
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
