//! What is on record of an assessment beside its chain: agreements, statements of the whole, who was told, what was
//! asked of the manufacturer.

use chrono::NaiveDate;

use crate::{
    domain::{
        agreement::Agreement,
        assessment::Assessment,
        attestation::{Attestation, Communication, Disposition},
        capability::Responsible,
        object::Object,
        question::{Question, QuestionState},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Query},
    workbench::{Workbench, actions::add_agreement},
};

/// What is on record of an assessment as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnRecord {
    /// The agreements for its product, in the order in which they were recorded.
    pub agreements: Vec<AgreementLine>,
    /// What people stated of the whole.
    pub stated: Vec<StatedLine>,
    /// Who was told of residual risks, the latest last: `residual risks told to Ward 3 on 2026-05-02 by …`.
    pub told: Vec<String>,
}

impl OnRecord {
    /// How many things are on record.
    pub fn len(&self) -> usize {
        self.agreements.len() + self.stated.len() + self.told.len()
    }

    /// Nothing is on record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A responsibility agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementLine {
    /// `HF-7 between Hemoflow and St. Vincent, signed on 2026-01-31, until 2028-01-31`
    pub said: String,
    /// `ended on 2028-01-31`; empty while it holds.
    pub warning: String,
    /// Who carries what: `MLDP hdo`.
    pub duties: Vec<String>,
    /// Where the signed document is.
    pub evidence: String,
}

/// What a person stated of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedLine {
    /// Of what: `overall residual risk`.
    pub kind: String,
    /// The statement.
    pub text: String,
    /// `A. Weber on 2026-05-02`
    pub by: String,
    /// What shows it.
    pub evidence: String,
}

/// What is on record of one capability.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CapabilityRecord {
    /// Why it brings no risk, who says so, when: `A. Weber on 2026-05-02: the pump has no storage`.
    pub disposition: Option<String>,
    /// What was asked of the manufacturer, the latest last.
    pub questions: Vec<QuestionLine>,
    /// Who carries it by an agreement that holds: `HDO`.
    pub duty: String,
}

impl CapabilityRecord {
    /// The question that waits for an answer, the latest if there are several.
    pub fn open_question(&self) -> Option<&QuestionLine> {
        self.questions.iter().rfind(|question| question.state == QuestionState::Sent)
    }
}

/// A question to the manufacturer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionLine {
    /// Its number among those on its capability, from 1.
    pub number: usize,
    /// Where it stands.
    pub state: QuestionState,
    /// `sent on 2026-05-02, answer due on 2026-06-01`
    pub said: String,
    /// By when an answer is wanted.
    pub due: Option<NaiveDate>,
    /// What is asked.
    pub text: String,
    /// What was answered; empty until then.
    pub answer: String,
    /// `OVERDUE since 2026-06-02`; empty while there is time.
    pub warning: String,
}

/// The records that both are told from.
pub(in crate::workbench) struct Records {
    agreements: Vec<Held<Agreement>>,
    stated: Vec<Held<Attestation>>,
    told: Vec<Held<Communication>>,
    dispositions: Vec<Held<Disposition>>,
    questions: Vec<Held<Question>>,
}

impl Workbench {
    /// What is on record of an assessment.
    pub(in crate::workbench) fn records(&self, assessment: &Held<Assessment>) -> Result<Records, Trouble> {
        let of =
            |object| Query::all(object).is("assessment_id", assessment.id.as_str()).by("id", Direction::Up);
        Ok(Records {
            agreements: self.agreements_of(&assessment.product_id)?,
            stated: self.all(&of(Object::Attestation))?,
            told: self.all(&of(Object::Communication))?,
            dispositions: self.all(&of(Object::Disposition))?,
            questions: self.all(&of(Object::Question))?,
        })
    }
}

impl Records {
    /// What is on record of the whole.
    pub(in crate::workbench) fn whole(&self, on: NaiveDate) -> OnRecord {
        OnRecord {
            agreements: self.agreements.iter().map(|held| agreement_line(held, on)).collect(),
            stated: self.stated.iter().map(|held| stated_line(held)).collect(),
            told: self.told.iter().map(|held| told_line(held)).collect(),
        }
    }

    /// What is on record of a capability.
    pub(in crate::workbench) fn capability(&self, code: &str, on: NaiveDate) -> CapabilityRecord {
        let disposition = self.dispositions.iter().find(|held| held.capability == code);
        let asked = self.questions.iter().filter(|held| held.capability == code).enumerate();
        CapabilityRecord {
            disposition: disposition.map(|held| disposition_line(held)),
            questions: asked.map(|(at, held)| question_line(at + 1, held, on)).collect(),
            duty: self.duty(code, on),
        }
    }

    /// Who was told of a risk: by its ref, or of all that remain.
    pub(in crate::workbench) fn told_of(&self, risk: &str) -> Vec<String> {
        let of =
            |held: &&Held<Communication>| held.risks.is_empty() || held.risks.iter().any(|one| one == risk);
        self.told.iter().filter(of).map(|held| told_line(held)).collect()
    }

    /// Who carries a capability by the newest agreement that holds and names it.
    fn duty(&self, code: &str, on: NaiveDate) -> String {
        let holding = self.agreements.iter().rev().filter(|held| held.holds(on));
        let mut duties = holding.flat_map(|held| &held.duties).filter_map(|duty| duty.split_once(' '));
        let who = duties.find(|(known, _)| *known == code).map(|(_, who)| who);
        let label =
            |who: &str| Responsible::parse(who).map(Responsible::label).unwrap_or_default().to_owned();
        who.map(label).unwrap_or_default()
    }
}

fn agreement_line(value: &Agreement, on: NaiveDate) -> AgreementLine {
    let warning = match value.valid_until {
        _ if value.holds(on) => String::new(),
        Some(until) if until < on => format!("ended on {until}"),
        _ => format!("not signed before {}", value.signed_on),
    };
    AgreementLine {
        said: add_agreement::said(value),
        warning,
        duties: value.duties.clone(),
        evidence: value.evidence.clone(),
    }
}

fn stated_line(value: &Attestation) -> StatedLine {
    StatedLine {
        kind: value.kind.label().to_owned(),
        text: value.text.clone(),
        by: format!("{} on {}", value.person, value.stated_on),
        evidence: value.evidence.clone(),
    }
}

/// `R-001, R-002 told to Ward 3 on 2026-05-02 by M. Rossi (training)`
fn told_line(value: &Communication) -> String {
    let risks = if value.risks.is_empty() { "residual risks".to_owned() } else { value.risks.join(", ") };
    format!("{risks} told to {} on {} by {} ({})", value.told, value.told_on, value.person, value.means)
}

/// `A. Weber on 2026-05-02: the pump has no storage`
fn disposition_line(value: &Disposition) -> String {
    format!("{} on {}: {}", value.person, value.judged_on, value.reason)
}

/// A question as it stands on a date, with its number.
fn question_line(number: usize, value: &Question, on: NaiveDate) -> QuestionLine {
    let on_day = |day: Option<NaiveDate>| day.map(|day| format!(" on {day}")).unwrap_or_default();
    let due = value.due.map(|day| format!(", answer due on {day}")).unwrap_or_default();
    let said = match value.state {
        QuestionState::Draft => "draft".to_owned(),
        QuestionState::Sent => format!("sent{}{due}", on_day(value.sent_on)),
        state => format!("{}{}", state.label(), on_day(value.answered_on)),
    };
    let warning = match value.due {
        Some(due) if value.state == QuestionState::Sent && due < on => {
            format!("OVERDUE since {}", due.succ_opt().unwrap_or(due))
        }
        _ => String::new(),
    };
    QuestionLine {
        number,
        state: value.state,
        said,
        due: value.due,
        text: value.text.clone(),
        answer: value.answer.clone(),
        warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::object::Id;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_answer_is_overdue_from_the_day_after_its_last() {
        let question = Question {
            assessment_id: Id::from("a"),
            capability: "MLDP".into(),
            text: "Which software?".into(),
            state: QuestionState::Sent,
            person: "M. Rossi".into(),
            sent_on: Some(day("2028-02-01")),
            due: Some(day("2028-02-29")),
            answer: String::new(),
            answered_on: None,
        };
        assert_eq!(question_line(1, &question, day("2028-02-29")).warning, "");
        let late = question_line(1, &question, day("2028-03-01"));
        assert_eq!(late.warning, "OVERDUE since 2028-03-01");
        assert_eq!(late.said, "sent on 2028-02-01, answer due on 2028-02-29");
    }

    #[test]
    fn an_agreement_holds_through_its_last_day() {
        let value = Agreement {
            product_id: Id::from("p"),
            title: "HF-7".into(),
            parties: vec!["Hemoflow".into(), "St. Vincent".into()],
            duties: Vec::new(),
            signed_on: day("2026-01-31"),
            valid_until: Some(day("2026-12-31")),
            evidence: String::new(),
        };
        let warning = |on| agreement_line(&value, day(on)).warning;
        assert_eq!(warning("2026-12-31"), "");
        assert_eq!(warning("2027-01-01"), "ended on 2026-12-31");
        assert_eq!(warning("2026-01-30"), "not signed before 2026-01-31");
    }
}
