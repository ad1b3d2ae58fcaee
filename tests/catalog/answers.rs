//! Answers for the rule's tests.

use riskward::{
    catalog::{Catalogue, forms::Form},
    domain::{disclosure::Answer, word::Word},
    process::coverage::{Answered, Assessed, coverage},
};

/// The form of 2019.
pub(crate) fn form() -> &'static Form {
    Catalogue::embedded().form("mds2-2019").expect("the form is in the catalogue")
}

/// The codes of the 22 capabilities.
pub(crate) fn codes() -> Vec<&'static str> {
    Catalogue::embedded().capabilities().iter().map(|capability| capability.code.as_str()).collect()
}

/// One answer that a test gives.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) item: String,
    pub(crate) answer: Answer,
    pub(crate) raw: String,
    pub(crate) note: String,
}

/// The rule over some answers, for these capabilities.
pub(crate) fn assess(given: &[Given], capabilities: &[&str]) -> Assessed {
    let answers: Vec<Answered<'_>> = given
        .iter()
        .map(|given| Answered { item: &given.item, answer: given.answer, raw: &given.raw, note: &given.note })
        .collect();
    coverage(form(), capabilities, &answers)
}

/// The answers of the example worksheet that the form's publisher gives away: ids, answers, and whether there is a
/// note. No sentence of the form.
pub(crate) fn published_example() -> Vec<Given> {
    let text = include_str!("nema-example-answers.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| {
            let record = record.expect("the fixture is CSV");
            let answer = Answer::parse(&record[1]).expect("the fixture has answers");
            Given {
                item: record[0].to_owned(),
                answer,
                raw: answer.label().to_owned(),
                note: if &record[2] == "yes" { "See note 1".to_owned() } else { String::new() },
            }
        })
        .collect()
}
