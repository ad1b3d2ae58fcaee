//! What a project puts on record beside its risks: statements of the whole, reasons for no risk, who was told,
//! responsibility agreements, questions to the manufacturer.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Loading, project::Project, wrong};
use crate::{
    domain::{
        agreement::Agreement,
        attestation::{Attestation, AttestationKind, Communication, Disposition},
        events::EventKind,
        object::{Id, Object},
        question::{Question, QuestionState},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    workbench::actions::{add_agreement, ask_manufacturer, attest, communicate, dispose},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectAttestation {
    kind: AttestationKind,
    text: String,
    person: String,
    on: NaiveDate,
    #[serde(default)]
    evidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectDisposition {
    capability: String,
    reason: String,
    person: String,
    on: NaiveDate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectCommunication {
    /// Refs that the register gives in the order of the file: `R-003`.
    #[serde(default)]
    risks: Vec<String>,
    told: String,
    means: String,
    person: String,
    on: NaiveDate,
    #[serde(default)]
    evidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectAgreement {
    title: String,
    parties: Vec<String>,
    #[serde(default)]
    duties: Vec<String>,
    signed_on: NaiveDate,
    valid_until: Option<NaiveDate>,
    #[serde(default)]
    evidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectQuestion {
    capability: String,
    text: String,
    state: QuestionState,
    person: String,
    sent_on: Option<NaiveDate>,
    due: Option<NaiveDate>,
    #[serde(default)]
    answer: String,
    answered_on: Option<NaiveDate>,
}

impl Loading<'_> {
    /// All of it; the risks are in the draft by then.
    pub(super) fn record(&mut self, project: &Project, product_id: &Id) -> Result<(), Trouble> {
        for given in &project.agreements {
            self.agreement(given, product_id)?;
        }
        let mut kinds = Vec::new();
        for given in &project.attestations {
            if kinds.contains(&given.kind) {
                return Err(wrong(format!("there are two attestations of {}", given.kind.word())));
            }
            kinds.push(given.kind);
            self.attestation(given);
        }
        let mut codes = Vec::new();
        for given in &project.dispositions {
            if codes.contains(&&given.capability) {
                return Err(wrong(format!("there are two dispositions of {}", given.capability)));
            }
            codes.push(&given.capability);
            self.disposition(given)?;
        }
        for given in &project.questions {
            self.question(given)?;
        }
        for given in &project.communications {
            self.communication(given, project.risks.len())?;
        }
        Ok(())
    }

    fn agreement(&mut self, given: &ProjectAgreement, product_id: &Id) -> Result<(), Trouble> {
        let value = Agreement {
            product_id: product_id.clone(),
            title: given.title.clone(),
            parties: given.parties.clone(),
            duties: given.duties.clone(),
            signed_on: given.signed_on,
            valid_until: given.valid_until,
            evidence: given.evidence.clone(),
        };
        let value = add_agreement::checked(value, self.workbench.catalogue())
            .map_err(|trouble| wrong(format!("agreement {:?}: {}", given.title, trouble.because)))?;
        let shown = add_agreement::shown(&self.reference, &value);
        self.put(EventKind::AgreementChanged, shown, "", &value);
        Ok(())
    }

    fn attestation(&mut self, given: &ProjectAttestation) {
        let value = Attestation {
            assessment_id: self.assessment_id.clone(),
            kind: given.kind,
            text: given.text.clone(),
            person: given.person.clone(),
            stated_on: given.on,
            evidence: given.evidence.clone(),
        };
        let shown = attest::shown(&self.reference, &value);
        self.put(EventKind::Attested, shown, "", &value);
    }

    fn disposition(&mut self, given: &ProjectDisposition) -> Result<(), Trouble> {
        self.code(&given.capability)?;
        let name = format!("{}/{}", self.reference, given.capability);
        if let Some(risk) = self.risk_from(&given.capability) {
            return Err(wrong(dispose::has_risk(&name, &risk).because));
        }
        let value = Disposition {
            assessment_id: self.assessment_id.clone(),
            capability: given.capability.clone(),
            reason: given.reason.clone(),
            person: given.person.clone(),
            judged_on: given.on,
        };
        self.put(EventKind::DispositionRecorded, dispose::shown(&name, &value), &given.reason, &value);
        Ok(())
    }

    /// The ref of the first risk of this same load that comes from a capability.
    fn risk_from(&self, code: &str) -> Option<String> {
        let edits = self.draft.entries.iter().flat_map(|entry| &entry.edits);
        let risks = edits.filter(|edit| edit.object == Object::Risk);
        let comes_from = |edit: &Edit| {
            let codes = edit.after.as_ref().and_then(|fields| fields.get("capabilities")?.as_array());
            codes.is_some_and(|codes| codes.iter().any(|known| known.as_str() == Some(code)))
        };
        risks.enumerate().find(|(_, edit)| comes_from(edit)).map(|(at, _)| format!("R-{:03}", at + 1))
    }

    fn question(&mut self, given: &ProjectQuestion) -> Result<(), Trouble> {
        self.code(&given.capability)?;
        let value = Question {
            assessment_id: self.assessment_id.clone(),
            capability: given.capability.clone(),
            text: given.text.clone(),
            state: given.state,
            person: given.person.clone(),
            sent_on: given.sent_on,
            due: given.due,
            answer: given.answer.clone(),
            answered_on: given.answered_on,
        };
        let name = format!("{}/{}", self.reference, given.capability);
        ask_manufacturer::check(&value)
            .map_err(|trouble| wrong(format!("question on {}: {}", given.capability, trouble.because)))?;
        self.put(EventKind::QuestionChanged, ask_manufacturer::shown(&name, &value), "", &value);
        Ok(())
    }

    fn communication(&mut self, given: &ProjectCommunication, risks: usize) -> Result<(), Trouble> {
        for risk in &given.risks {
            let number = risk.strip_prefix("R-").and_then(|number| number.parse::<usize>().ok());
            if !number
                .is_some_and(|number| (1..=risks).contains(&number) && *risk == format!("R-{number:03}"))
            {
                return Err(wrong(format!("communication to {:?} names the risk {risk:?}", given.told)));
            }
        }
        let value = Communication {
            assessment_id: self.assessment_id.clone(),
            risks: given.risks.clone(),
            told: given.told.clone(),
            means: given.means.clone(),
            person: given.person.clone(),
            told_on: given.on,
            evidence: given.evidence.clone(),
        };
        self.put(EventKind::Communicated, communicate::shown(&self.reference, &value), "", &value);
        Ok(())
    }

    /// An event that puts one new value.
    pub(super) fn put<R: crate::domain::record::Record>(
        &mut self,
        kind: EventKind,
        shown: String,
        reason: &str,
        value: &R,
    ) {
        let edit = Edit::put(&self.workbench.new_request(), 0, value);
        self.event(kind, shown, reason, vec![edit]);
    }
}
