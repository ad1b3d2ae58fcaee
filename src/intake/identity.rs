//! Who and what a disclosure is about, from the items of the form that ask for it.

use super::{
    clean::quoted,
    dates::{self, ReadDate},
    entry::Head,
};
use crate::domain::disclosure::{Answer, ReadProblem, ReadStatement};

/// The field of a disclosure's head that an item of the MDS2 fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Manufacturer,
    Description,
    Model,
    DocumentId,
    Contact,
    NetworkedUse,
}

/// The items of the MDS2 that say who and what the document is about.
const FIELDS: &[(&str, Field)] = &[
    ("DOC-1", Field::Manufacturer),
    ("DOC-2", Field::Description),
    ("DOC-3", Field::Model),
    ("DOC-4", Field::DocumentId),
    ("DOC-5", Field::Contact),
    ("DOC-6", Field::NetworkedUse),
];

/// The item of the MDS2 that says when it was issued.
const ISSUED: &str = "DOC-7";

/// Fills what the head leaves open from the statements. Where both say something and differ, the head is kept and the
/// difference told.
pub(super) fn complete(head: &mut Head, statements: &[ReadStatement], problems: &mut Vec<ReadProblem>) {
    for statement in statements.iter().filter(|statement| statement.answer != Answer::Unanswered) {
        let stated = statement.raw.trim();
        if let Some((_, field)) = FIELDS.iter().find(|(id, _)| *id == statement.id) {
            let slot = slot(head, *field);
            if slot.is_empty() {
                stated.clone_into(slot);
            } else if slot != stated {
                problems.push(differs(statement, slot));
            }
        } else if statement.id == ISSUED {
            issued(head, statement, problems);
        }
    }
}

/// Whether the head says what an item of the form asks for.
pub(super) fn is_stated(head: &Head, id: &str) -> bool {
    id == ISSUED && head.issued_on.is_some()
        || FIELDS.iter().any(|(item, field)| *item == id && !slot(&mut head.clone(), *field).is_empty())
}

fn slot(head: &mut Head, field: Field) -> &mut String {
    match field {
        Field::Manufacturer => &mut head.product.manufacturer,
        Field::Description => &mut head.product.description,
        Field::Model => &mut head.product.model,
        Field::DocumentId => &mut head.document_id,
        Field::Contact => &mut head.product.contact,
        Field::NetworkedUse => &mut head.product.networked_use,
    }
}

fn issued(head: &mut Head, statement: &ReadStatement, problems: &mut Vec<ReadProblem>) {
    let why = match (dates::read(&statement.raw), head.issued_on) {
        (ReadDate::Date(date), None) => {
            head.issued_on = Some(date);
            return;
        }
        (ReadDate::Date(date), Some(kept)) if date == kept => return,
        (ReadDate::Date(_), Some(kept)) => {
            problems.push(differs(statement, &kept.to_string()));
            return;
        }
        (ReadDate::Ambiguous, _) => "can be read with day and month swapped",
        (ReadDate::NoDate, _) => "is not a date that can be read",
    };
    problems.push(ReadProblem {
        place: statement.place.clone(),
        what: format!("The issue date {} ({}) {why}", quoted(&statement.raw), statement.id),
        done: "Kept as text; no issue date was taken from it".into(),
    });
}

fn differs(statement: &ReadStatement, kept: &str) -> ReadProblem {
    ReadProblem {
        place: statement.place.clone(),
        what: format!(
            "{} reads {}, and the head of the file reads {}",
            statement.id,
            quoted(&statement.raw),
            quoted(kept)
        ),
        done: "The head of the file is taken".into(),
    }
}
