//! What the catalogue suggests fits the kind of product: over all of its risks, whatever is claimed.

use riskward::{
    catalog::{Catalogue, kinds::PRODUCT_KINDS, risks::RiskTemplate},
    domain::{
        capability::{Coverage, InUseState, Requirement},
        word::Word as _,
    },
    process::suggest::{
        Situation,
        ranked::{Looked, Ranked, There, ranked},
    },
};

/// Words of therapy and of units at a patient.
const AT_A_PATIENT: &[&str] =
    &["pump", "syringe", "infus", "ventilat", "drug library", "dose limit", "bedside unit"];

/// Kinds of product that are software or stand where no patient is.
const AWAY_FROM_PATIENTS: &[&str] =
    &["pacs", "ai-software", "cloud-service", "documentation-workstation", "laboratory-analyser"];

fn suggested(kind: &str, coverage: Coverage, in_use: &[InUseState]) -> Ranked<'static> {
    let catalogue = Catalogue::embedded();
    let every = catalogue.capabilities().iter().filter_map(|capability| {
        let part = catalogue.risks_for(&capability.code)?;
        let situation = Situation {
            coverage,
            in_use,
            kind,
            required: Some(Requirement::Required),
            traits: &["networked", "health-data", "life-supporting", "remote-service", "hosted-outside"],
            ..Situation::default()
        };
        Some(Looked { part, situation })
    });
    ranked(&every.collect::<Vec<_>>(), catalogue.controls(), &There::default())
}

fn said(risk: &RiskTemplate) -> String {
    format!("{} {} {}", risk.title, risk.hazard, risk.hazardous_situation).to_lowercase()
}

#[test]
fn no_product_is_given_a_risk_of_another_kind() {
    for (kind, _) in PRODUCT_KINDS {
        for &coverage in Coverage::ALL {
            for found in suggested(kind, coverage, &[]).risks {
                let fits = found.risk.kinds.is_empty() || found.risk.kinds.iter().any(|one| one == kind);
                assert!(fits, "{} for {kind}", found.risk.id);
            }
        }
    }
}

#[test]
fn nothing_that_happens_at_a_patient_is_suggested_for_what_stands_elsewhere() {
    let mut looked_at = 0;
    for kind in AWAY_FROM_PATIENTS {
        for &coverage in Coverage::ALL {
            for found in suggested(kind, coverage, &[InUseState::On, InUseState::Off]).risks {
                looked_at += 1;
                let said = said(found.risk);
                // entry by hand is a risk of the analyser's operator too
                let word =
                    AT_A_PATIENT.iter().find(|word| said.contains(*word) && found.risk.id != "TXIG-T11");
                assert_eq!(word, None, "{} for {kind}: {said}", found.risk.id);
            }
        }
    }
    assert!(looked_at > 1_000, "only {looked_at} were looked at");
}

/// What is claimed and in use everywhere lacks nothing: no control is suggested for it, and no risk of its absence.
#[test]
fn what_is_claimed_and_on_brings_nothing_of_what_is_lacking() {
    for (kind, _) in PRODUCT_KINDS {
        let found = suggested(kind, Coverage::Provided, &[InUseState::On]);
        assert_eq!(found.controls.len(), 0, "{kind}");
        let lacking =
            found.risks.iter().find(|one| one.reasons.iter().any(|why| why.contains("maker says no")));
        assert!(lacking.is_none(), "{kind}: {lacking:?}");
    }
}
