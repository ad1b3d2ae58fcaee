//! Actions: the forms they are filled in, with what is to choose from and what the catalogue brings.

use std::collections::BTreeMap;

use super::Hands;
use crate::{
    domain::{
        gate::Given,
        trouble::{Trouble, TroubleKind},
    },
    tui::{
        drafts::Draft,
        effects::{Effect, Event, Prepared},
    },
    workbench::{
        Workbench,
        actions::{self, Action, FieldKind, Pick},
        questions::suggestions::Suggestions,
    },
};

impl Hands {
    /// Into one row at once; into several after it was told what changes.
    pub(super) fn copy_down(&mut self, from: &str, to: String, column: &str) -> Result<Event, Trouble> {
        let (action, args) = self.workbench.like(from, column, &to)?;
        let request = self.workbench.new_request();
        if to.contains('|') {
            let effect = Effect::Foretell { action, subject: to, args, request };
            return Ok(self.perform(effect).unwrap_or(Event::Rested));
        }
        let effect = Effect::Run { action, subject: to, args, request };
        Ok(self.perform(effect).unwrap_or(Event::Rested))
    }

    /// The form of an action with the words of a template in it, or with what is marked.
    pub(super) fn begin(&self, name: &'static str, subject: String, from: &str) -> Result<Event, Trouble> {
        let subject = self.workbench.begun_on(name, subject, from)?;
        let brought = self.workbench.beginning(name, &subject, from)?;
        let mut event = self.prepare(name, subject, None, None)?;
        if let Event::Prepared(prepared) = &mut event {
            for (field, value) in brought.iter() {
                prepared.args.set(field, value);
            }
        }
        Ok(event)
    }

    pub(super) fn prepare(
        &self,
        name: &str,
        subject: String,
        given: Option<Given>,
        draft: Option<Box<Draft>>,
    ) -> Result<Event, Trouble> {
        let Some(action) = actions::action(name) else {
            return Err(Trouble::new(
                TroubleKind::Internal,
                "Not opened",
                format!("{name} is no action"),
                "",
            ));
        };
        let workbench = &self.workbench;
        let args = workbench.begin(action, &subject, given)?;
        let mut choices = BTreeMap::new();
        for field in action.fields {
            if let FieldKind::Pick(pick) | FieldKind::PickMany(pick) = field.kind
                && !matches!(pick, Pick::Words(_))
            {
                choices.insert(field.name, workbench.choices(pick, &subject)?);
            }
        }
        let request = draft.as_ref().map_or_else(|| workbench.new_request(), |draft| draft.request.clone());
        let suggestions = suggestions(workbench, action, &subject);
        let requirements = if action.fields.iter().any(|f| f.kind == FieldKind::Pick(Pick::Requirement)) {
            workbench.requirement_begins(&subject)?
        } else {
            Vec::new()
        };
        let prepared = Prepared { action, subject, request, args, choices, suggestions, requirements, draft };
        Ok(Event::Prepared(Box::new(prepared)))
    }
}

/// The templates that a form begins with, with their words; nothing when the catalogue does not know the subject.
fn suggestions(workbench: &Workbench, action: &Action, subject: &str) -> Suggestions {
    let begins_with =
        |pick: Pick| action.fields.first().is_some_and(|field| field.kind == FieldKind::Pick(pick));
    let mut all = Suggestions::default();
    if begins_with(Pick::RiskTemplate) {
        all.risks = workbench.risk_templates(subject).unwrap_or_default();
    } else if begins_with(Pick::ControlTemplate) {
        all.controls = workbench.control_templates(subject).unwrap_or_default();
    }
    all
}
