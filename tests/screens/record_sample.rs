//! Hand-made answers of what is on record: a disclosure and the history.

use riskward::{
    domain::{
        disclosure::{Answer as Said, Disclosure, Problem, Statement},
        object::Id,
    },
    workbench::questions::{disclosure::DisclosureWhole, history::HistoryLine},
};

use super::sample::day;

pub(crate) fn disclosure() -> DisclosureWhole {
    let said = |position, item: &str, question: &str, answer, raw: &str, note: &str| Statement {
        disclosure_id: Id::from("d"),
        position,
        item: item.into(),
        printed_id: item.into(),
        question: question.into(),
        answer,
        raw: raw.into(),
        note: note.into(),
        place: format!("mds2-form!C{}", 20 + position),
        mapping: vec!["NIST SP 800-53: AC-12".into()],
    };
    DisclosureWhole {
        disclosure: Disclosure {
            product_ids: vec![Id::from("p")],
            form: "mds2-2019".into(),
            form_sha256: String::new(),
            format: "mds2-2019 workbook".into(),
            document_id: "MDS2-HF-0042".into(),
            document_revision: "C".into(),
            revision: 2,
            supersedes: None,
            issued_on: Some(day("2025-11-03")),
            received_on: day("2025-12-01"),
            source: String::new(),
            file_sha256: String::new(),
            file_name: "mds2.xlsx".into(),
            stated_manufacturer: "Hemoflow".into(),
            stated_model: "IP-3".into(),
            stated_description: String::new(),
            contact: String::new(),
            networked_use: String::new(),
        },
        statements: vec![
            said(1, "DOC-1", "Who makes it?", Said::Text, "Hemoflow Medical", ""),
            said(2, "ALOF-1", "Does it lock itself?", Said::Yes, "Yes", "after 10 min"),
            said(3, "MLDP-2", "Can it run software against malware?", Said::No, "No", "医療機器"),
        ],
        problems: vec![Problem {
            disclosure_id: Id::from("d"),
            position: 1,
            place: "mds2-form!C22".into(),
            what: "The answer reads \"Yes, optional\"".into(),
            done: "Read by its first word".into(),
        }],
    }
}

pub(crate) fn history() -> Vec<HistoryLine> {
    vec![
        HistoryLine {
            seq: 42,
            at: "2026-10-13 10:02 +02:00".into(),
            actor: "m.rossi".into(),
            said: "ip3/R-014 rated HIGH.".into(),
            reason: "Shown on the bench.".into(),
            changed: vec![("rating overall".into(), "medium".into(), "high".into())],
        },
        HistoryLine {
            seq: 17,
            at: "2026-09-01 08:00 +02:00".into(),
            actor: "j.kim".into(),
            said: "ip3/R-014 added: Pumps run on an outdated drug library.".into(),
            reason: String::new(),
            changed: Vec::new(),
        },
    ]
}
