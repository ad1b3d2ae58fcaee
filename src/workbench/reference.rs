//! References as people write them: `ip3`, `ip3@2`, `ip3/R-014`, `ip3/MLDP`, `C-003`.

use super::Workbench;
use crate::{
    domain::{
        assessment::Assessment,
        control::Control,
        finding::{Finding, Trigger},
        object::Object,
        record::{Held, Record},
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
};

impl Workbench {
    /// The assessment of a ref; without a revision the newest. A part after a slash is not looked at.
    pub(super) fn assessment(&self, reference: &str) -> Result<Held<Assessment>, Trouble> {
        let name = reference.split('/').next().unwrap_or_default().trim();
        let (name, revision) = match name.split_once('@') {
            Some((name, revision)) => (name, Some(revision)),
            None => (name, None),
        };
        let mut found = self
            .all::<Assessment>(
                &Query::all(Object::Assessment).is("ref", name).by("revision", Direction::Down),
            )?
            .into_iter();
        let wanted = revision.and_then(|revision| revision.parse::<i64>().ok());
        let assessment = match (revision, wanted) {
            (None, _) => found.next(),
            (Some(_), Some(number)) => found.find(|assessment| assessment.revision == number),
            (Some(_), None) => None,
        };
        assessment.ok_or_else(|| self.no_assessment(reference))
    }

    fn no_assessment(&self, reference: &str) -> Trouble {
        let known: Vec<String> = self
            .all::<Assessment>(&Query::all(Object::Assessment).by("ref", Direction::Up).page(0, 8))
            .map(|all| all.into_iter().map(|held| held.value.reference).collect())
            .unwrap_or_default();
        let try_this = if known.is_empty() {
            "load a project or begin an assessment first".to_owned()
        } else {
            format!("one of {}", known.join(", "))
        };
        Trouble::refused(
            "Not found",
            format!("there is no assessment {reference:?} in this register"),
            try_this,
        )
    }

    /// The risk of `ip3/R-014` and its assessment.
    pub(super) fn risk_of(&self, reference: &str) -> Result<(Held<Assessment>, Held<Risk>), Trouble> {
        let assessment = self.assessment(reference)?;
        let name = reference.split_once('/').map_or("", |(_, name)| name.trim());
        let wanted = name.to_ascii_uppercase();
        // by its number, which an index finds whatever the assessment's size
        let risk = match wanted.strip_prefix("R-").filter(|_| numbered(&wanted, "R-")) {
            Some(number) => self.first::<Risk>(
                Query::all(Object::Risk).is("assessment_id", assessment.id.as_str()).is("number", number),
            )?,
            None => None,
        };
        let risk = risk.filter(|risk| risk.reference == wanted);
        let risk = risk.ok_or_else(|| {
            Trouble::refused(
                "Not found",
                format!("{} has no risk {name:?}", assessment.reference),
                format!("a ref like {}/R-001", assessment.reference),
            )
        })?;
        Ok((assessment, risk))
    }

    /// The assessment's ref and the capability's code of `ip3/MLDP`.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn capability_named(&self, subject: &str) -> Result<(String, String), Trouble> {
        let (assessment, code) = self.capability_of(subject)?;
        Ok((assessment.value.reference, code))
    }

    /// The capability's code of `ip3/MLDP` and the assessment; a requirement behind it is not looked at.
    pub(super) fn capability_of(&self, reference: &str) -> Result<(Held<Assessment>, String), Trouble> {
        let assessment = self.assessment(reference)?;
        let code = reference.split('/').nth(1).unwrap_or_default().trim().to_ascii_uppercase();
        if self.catalogue().capability(&code).is_none() {
            return Err(Trouble::refused(
                "Not found",
                format!("{code:?} is none of the 22 capabilities"),
                format!("a reference like {}/MLDP", assessment.reference),
            ));
        }
        Ok((assessment, code))
    }

    /// The control of `C-003`.
    pub(super) fn control_of(&self, reference: &str) -> Result<Held<Control>, Trouble> {
        let name = reference.trim().to_ascii_uppercase();
        self.first::<Control>(Query::all(Object::Control).is("ref", name.as_str()))?.ok_or_else(|| {
            Trouble::refused(
                "Not found",
                format!("there is no control {name:?}"),
                "a ref like C-003; riskward list shows them",
            )
        })
    }

    /// The trigger of `T-003`.
    pub(super) fn trigger_of(&self, reference: &str) -> Result<Held<Trigger>, Trouble> {
        self.of_number(reference, "T-003")
    }

    /// The finding of `F-003`.
    pub(super) fn finding_of(&self, reference: &str) -> Result<Held<Finding>, Trouble> {
        self.of_number(reference, "F-003")
    }

    fn of_number<R: Record>(&self, reference: &str, like: &str) -> Result<Held<R>, Trouble> {
        let name = reference.trim().to_ascii_uppercase();
        self.first::<R>(Query::all(R::OBJECT).is("ref", name.as_str()))?.ok_or_else(|| {
            Trouble::refused(
                "Not found",
                format!("there is no {} {name:?}", R::OBJECT),
                format!("a ref like {like}; riskward due shows those that are open"),
            )
        })
    }
}

/// `T-003` begins with `T-`, and nothing but digits follow: an assessment may have another name of that beginning.
pub fn numbered(reference: &str, prefix: &str) -> bool {
    let reference = reference.trim().to_ascii_uppercase();
    let digits = reference.strip_prefix(prefix).unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}
