//! What a form was opened on, and what becomes of it when others have changed that.

use super::Form;
use crate::{
    domain::trouble::Conflict,
    tui::{
        effects::{Effect, Prepared},
        overlays::conflict::{Stands, Versus},
    },
    workbench::actions::Args,
};

impl Prepared {
    /// The form goes on with unsaved text of a thing that was changed since.
    pub fn has_moved_on(&self) -> bool {
        let Some(draft) = &self.draft else { return false };
        // a form that begins with all that is there; of others it is seen when they are saved
        let now = self.args.text("opened_on");
        !now.is_empty() && draft.began_with.get("opened_on").is_some_and(|then| *then != now)
    }
}

impl Form {
    /// What it is called: the action and what it acts on.
    pub fn titled(&self) -> String {
        if self.subject.is_empty() {
            self.action.title.to_owned()
        } else {
            format!("{} · {}", self.action.title, self.subject)
        }
    }

    /// Holds it against what is in the register now.
    pub fn compare(&self, conflict: Option<Conflict>) -> Effect {
        let mut mine = self.began_with.clone();
        for state in &self.fields {
            mine.set(state.field.name, state.kept());
        }
        Effect::Compare {
            action: self.action.name,
            subject: self.subject.clone(),
            args: Box::new((self.began_with.clone(), mine)),
            conflict: conflict.map(Box::new),
            request: self.request.clone(),
        }
    }

    /// It is seen what others changed: saving is based on what is there now.
    pub fn rests_on_now(&mut self, fresh: &Args) {
        for (name, value) in fresh.iter() {
            self.began_with.set(name, value);
        }
    }

    /// Puts in what was chosen; true when something is to be edited, and then keys act on that field.
    pub fn resolve(&mut self, versus: &Versus) -> bool {
        self.rests_on_now(&versus.fresh);
        let mut to_edit = None;
        for row in &versus.rows {
            let side = &row.side;
            let Some(at) = self.fields.iter().position(|state| state.field.name == side.name) else {
                continue;
            };
            // the next conflict is about what comes after this one
            self.began_with.set(side.name, &side.theirs);
            let state = &mut self.fields[at];
            match row.stands {
                Some(Stands::Theirs) => state.set(&side.theirs),
                Some(Stands::Edited) => {
                    if state.is_multiline() {
                        state.set(&format!("{}\n{}", side.mine, side.theirs));
                    }
                    to_edit = to_edit.or(Some(at));
                }
                Some(Stands::Mine) | None => {}
            }
        }
        self.faults.clear();
        self.at = to_edit.unwrap_or(self.at);
        to_edit.is_some()
    }
}
