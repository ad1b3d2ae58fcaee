//! Two edits of one thing as the fields of a form: what both began with, what the other one wrote, what is in the form.

use super::{
    Workbench,
    actions::{Action, Args, FieldKind, OPENED_ON, Subject},
};
use crate::domain::{
    rating::Phase,
    trouble::{Conflict, Differing, Trouble},
    word::Word as _,
};

/// Two edits of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// The thing, as a person calls it.
    pub object: String,
    /// Who made the other edit; empty when that is not known.
    pub by: String,
    /// The fields of the form that at least one of the two changed.
    pub sides: Vec<Side>,
    /// What the other one changed that the form does not have.
    pub beside: Vec<Differing>,
    /// What was done to what a signature rests on, a sentence each; empty when nothing is signed.
    pub rests_on: Vec<String>,
    /// The register refused it.
    pub refused: bool,
    /// What is not shown in the form and says what it is opened on, as of now.
    pub fresh: Args,
}

/// One field as three saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The field's name.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What the form began with.
    pub base: String,
    /// What is in the register now.
    pub theirs: String,
    /// What is in the form.
    pub mine: String,
}

impl Side {
    /// Only the other one changed it.
    pub fn is_theirs(&self) -> bool {
        same(&self.mine, &self.base)
    }

    /// Only the one at the keyboard changed it.
    pub fn is_mine(&self) -> bool {
        same(&self.theirs, &self.base)
    }
}

impl Workbench {
    /// Holds a form that was opened before against what is in the register now.
    ///
    /// # Errors
    /// When its subject is not there any more.
    pub fn compare(
        &self,
        action: &Action,
        subject: &str,
        (began, mine): (&Args, &Args),
        conflict: Option<&Conflict>,
    ) -> Result<Compared, Trouble> {
        // a rating form begins with the rating of its phase
        let phase = Phase::parse(&mine.text("phase")).ok().map(|phase| ("phase", phase.word()));
        let now = self.begin(action, subject, phase)?;
        let mut fresh = Args::new();
        for (name, value) in
            now.iter().filter(|(name, _)| action.fields.iter().all(|field| field.name != *name))
        {
            fresh.set(name, value);
        }
        let none = Conflict::default();
        let told = conflict.unwrap_or(&none);
        let mut compared = Compared {
            object: if subject.is_empty() { told.object.clone() } else { subject.to_owned() },
            by: told.theirs_by.clone(),
            rests_on: told.rests_on.clone(),
            refused: conflict.is_some(),
            fresh,
            ..Compared::default()
        };
        if conflict.is_none() {
            // of the newest change to it one knows who made it
            compared.by = self
                .history(subject, 1)
                .ok()
                .and_then(|mut lines| Some(lines.pop()?.actor))
                .unwrap_or_default();
        }
        if !compared.rests_on.is_empty() {
            compared.beside.clone_from(&told.fields);
            return Ok(compared);
        }
        if matches!(action.subject, Subject::Risks | Subject::Controls) {
            // what is right for one of several need not be for the others: they are looked at again as they are now
            compared.object.clone_from(&told.object);
            compared.beside =
                told.fields.iter().filter(|row| !same(&row.base, &row.theirs)).cloned().collect();
            return Ok(compared);
        }
        let whole = !began.is_empty(OPENED_ON) && !now.is_empty(OPENED_ON);
        for field in action.fields {
            let of_row = told.fields.iter().find(|differing| differing.field == field.name);
            let mine = mine.text(field.name);
            let (base, theirs) = match of_row {
                _ if whole => (began.text(field.name), now.text(field.name)),
                Some(row) => (row.base.clone(), row.theirs.clone()),
                None => continue,
            };
            let list = matches!(field.kind, FieldKind::List | FieldKind::PickMany(_));
            let [base, theirs, mine] =
                [base, theirs, mine].map(|text| if list { listed(&text) } else { text });
            if same(&theirs, &mine) || (same(&theirs, &base) && same(&mine, &base)) {
                continue;
            }
            compared.sides.push(Side { name: field.name, label: field.label, base, theirs, mine });
        }
        let hidden = |name: &str| ["_id", "_ids", "_sha256"].iter().any(|end| name.ends_with(end));
        let in_form = |name: &str| action.fields.iter().any(|field| field.name == name);
        let theirs = told.fields.iter().filter(|row| !same(&row.base, &row.theirs));
        compared.beside = theirs.filter(|row| !hidden(&row.field) && !in_form(&row.field)).cloned().collect();
        Ok(compared)
    }
}

/// A list with an item a line, however it was written.
fn listed(text: &str) -> String {
    text.split(['|', '\n']).map(str::trim).filter(|item| !item.is_empty()).collect::<Vec<_>>().join("\n")
}

fn same(one: &str, other: &str) -> bool {
    one.trim() == other.trim()
}
