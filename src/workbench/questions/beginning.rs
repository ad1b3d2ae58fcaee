//! What a form begins with when a suggestion is accepted: the template's own words, to be edited.

use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::{Workbench, actions::Args},
};

impl Workbench {
    /// What an action is on that is begun from something: its subject, or the assessment that marked risks belong to.
    ///
    /// # Errors
    /// When what it is begun from is not there, or not of one assessment.
    pub fn begun_on(&self, action: &str, subject: String, from: &str) -> Result<String, Trouble> {
        Ok(if action == "reconfirm-decisions" { self.reconfirming(from)?.0 } else { subject })
    }

    /// The values that `add-risk`, `add-control` or `link-control` begins with: those of a template of the catalogue, or
    /// the control of the register that is linked; or those that `reconfirm-decisions` begins with on marked risks.
    /// `subject` is what the action acts on.
    ///
    /// # Errors
    /// When the subject is not in the register.
    pub fn beginning(&self, action: &str, subject: &str, from: &str) -> Result<Args, Trouble> {
        Ok(match action {
            "add-risk" => self.risk_beginning(from),
            "add-control" => self.control_beginning(subject, from)?,
            "reconfirm-decisions" => self.reconfirming(from)?.1,
            "link-control" => Args::new().with("control", from),
            _ => Args::new(),
        })
    }

    fn risk_beginning(&self, from: &str) -> Args {
        let Some(template) = self.catalogue().risk(from) else { return Args::new() };
        Args::new()
            .with("template", &template.id)
            .with("title", &template.title)
            .with("hazard", &template.hazard)
            .with("hazardous_situation", &template.hazardous_situation)
            .with("causes", template.causes.join("|"))
            .with("consequence", &template.consequence)
    }

    /// What is done is told as it answers the capabilities that the risk comes from.
    fn control_beginning(&self, subject: &str, from: &str) -> Result<Args, Trouble> {
        let Some(template) = self.catalogue().control(from) else { return Ok(Args::new()) };
        let (_, risk) = self.risk_of(subject)?;
        let parts = risk.capabilities.iter().filter_map(|code| self.catalogue().risks_for(code));
        let answers = parts.flat_map(|part| &part.answers).filter(|answer| answer.control == template.id);
        let meant: Vec<&str> = answers.map(|answer| answer.application.as_str()).collect();
        let description = if meant.is_empty() { template.description.clone() } else { meant.join("\n") };
        Ok(Args::new()
            .with("template", &template.id)
            .with("title", &template.title)
            .with("kind", template.kind.word())
            .with("order", template.order.to_string())
            .with("description", description)
            .with("common", if template.common { "yes" } else { "no" }))
    }
}
