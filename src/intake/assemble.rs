//! Rows become statements: answers understood, doubles and gaps told, the product named.

use std::collections::{BTreeMap, HashMap};

use super::{
    ENTRIES,
    answer::{self, Understood},
    clean::quoted,
    entry::{Entry, Found},
    error::IntakeError,
    identity,
};
use crate::{
    catalog::{
        condition::{Standing, Truth},
        forms::{AnswerType, Outline, OutlineItem},
    },
    domain::disclosure::{Answer, ReadDisclosure, ReadProblem, ReadStatement},
};

/// Makes the disclosure of what a format reader found.
pub(super) fn assemble(found: Found<'_>) -> Result<ReadDisclosure, IntakeError> {
    let Found { format, form, entries, mut problems, mut head } = found;
    if !entries.iter().any(|entry| entry.id.known.is_some()) {
        return Err(nothing(form, "no question of the form was found in it"));
    }
    if entries.len() > ENTRIES {
        return Err(IntakeError::refused(format!("more than {ENTRIES} of its rows begin with an id")));
    }
    let mut statements: Vec<ReadStatement> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let statement = statement(form, entry, &mut problems);
        if let Some(&first) = places.get(&statement.id) {
            twice(&mut statements[first], statement, &mut problems);
        } else {
            places.insert(statement.id.clone(), statements.len());
            statements.push(statement);
        }
    }
    if statements.iter().all(|statement| statement.answer == Answer::Unanswered && statement.note.is_empty())
    {
        return Err(nothing(form, "it holds the questions of the form, and none is answered"));
    }
    let standing = standing(form, &statements);
    unanswered(form, &statements, &standing, &mut problems);
    missing(form, |id| places.contains_key(id) || identity::is_stated(&head, id), &standing, &mut problems);
    identity::complete(&mut head, &statements, &mut problems);
    Ok(ReadDisclosure {
        format: format!("{} {format}", form.id),
        form: form.id.clone(),
        product: head.product,
        document_id: head.document_id,
        document_revision: head.document_revision,
        issued_on: head.issued_on,
        statements,
        problems,
    })
}

fn nothing(form: &Outline, because: &str) -> IntakeError {
    IntakeError::NothingUsable {
        because: because.to_owned(),
        try_this: format!("look whether it is a filled {}", form.title),
    }
}

fn statement(form: &Outline, entry: Entry, problems: &mut Vec<ReadProblem>) -> ReadStatement {
    let Entry { id, question, raw, note, place, mapping } = entry;
    let mut tell = |what: String, done: &str| {
        problems.push(ReadProblem { place: place.clone(), what, done: done.to_owned() });
    };
    let item = id.known.as_deref().and_then(|known| form.item(known));
    if item.is_none() {
        tell(
            format!("The form has no item {}", quoted(&id.printed)),
            "Kept as a statement that counts for nothing",
        );
    } else if id.is_misprint() {
        tell(format!("{} is printed as {}", id.id(), quoted(&id.printed)), "Read as the form's id");
    }
    let free = item.is_some_and(|item| item.answer != AnswerType::YesNoNa);
    let Understood { answer, remark } = if free { free_text(&raw) } else { answer::understand(&raw) };
    let note = if remark.is_empty() {
        note
    } else {
        tell(
            format!("The answer to {} reads {}", id.id(), quoted(&raw)),
            if answer == Answer::Unanswered {
                "Counted as not answered; the words behind the placeholder are kept as its note"
            } else {
                "Read by its first word; the rest is kept as its note"
            },
        );
        if note.is_empty() { remark } else { format!("{remark}\n{note}") }
    };
    if !free && answer == Answer::Text {
        tell(
            format!("The answer to {} is neither Yes, No nor N/A: {}", id.id(), quoted(&raw)),
            "Kept as text; it decides nothing",
        );
    }
    if answer == Answer::SeeNote && note.is_empty() {
        tell(
            format!("The answer to {} is a note that the file does not have", id.id()),
            "Kept; it decides nothing",
        );
    }
    ReadStatement {
        id: id.id().to_owned(),
        printed_id: id.printed,
        question,
        answer,
        raw,
        note,
        place,
        mapping,
    }
}

fn free_text(raw: &str) -> Understood {
    let text = raw.trim();
    let blank = text.is_empty() || text.chars().all(|c| c == '_');
    Understood { answer: if blank { Answer::Unanswered } else { Answer::Text }, remark: String::new() }
}

/// The same item a second time: the first that says something is kept, the other one told in full.
fn twice(first: &mut ReadStatement, mut second: ReadStatement, problems: &mut Vec<ReadProblem>) {
    let says = |s: &ReadStatement| s.answer != Answer::Unanswered || !s.note.is_empty();
    if !says(first) && says(&second) {
        std::mem::swap(first, &mut second);
    }
    let same = first.answer == second.answer
        && first.note == second.note
        && (first.answer != Answer::Text || first.raw.trim() == second.raw.trim());
    let left = if says(&second) {
        let note = if second.note.is_empty() {
            String::new()
        } else {
            format!(" with the note {}", quoted(&second.note))
        };
        format!("{}{note}", quoted(&second.raw))
    } else {
        "no answer".to_owned()
    };
    problems.push(ReadProblem {
        place: second.place,
        what: if same {
            format!("{} stands twice, with the same answer; the other one is at {}", first.id, first.place)
        } else {
            format!(
                "{} stands twice: here with {left}, at {} with {}",
                first.id,
                first.place,
                quoted(&first.raw)
            )
        },
        done: format!("The one at {} is kept", first.place),
    });
}

/// How each item of the form stands, for the conditions of others.
fn standing<'f>(form: &'f Outline, statements: &[ReadStatement]) -> HashMap<&'f str, Standing> {
    let answers: HashMap<&str, Answer> = statements.iter().map(|s| (s.id.as_str(), s.answer)).collect();
    let mut standing: HashMap<&str, Standing> = HashMap::new();
    for item in form.items_by_condition() {
        let of = |id: &str| standing.get(id).copied().unwrap_or(Standing::Open);
        let asked = item.when.as_ref().is_none_or(|when| when.truth(of) != Truth::False);
        let stands = match answers.get(item.id.as_str()) {
            _ if !asked => Standing::Gone,
            Some(Answer::Yes) => Standing::Yes,
            Some(Answer::No) => Standing::No,
            _ => Standing::Open,
        };
        standing.insert(&item.id, stands);
    }
    standing
}

fn unanswered(
    form: &Outline,
    statements: &[ReadStatement],
    standing: &HashMap<&str, Standing>,
    problems: &mut Vec<ReadProblem>,
) {
    let silent = statements.iter().filter(|statement| {
        statement.answer == Answer::Unanswered
            && form.item(&statement.id).is_some()
            && standing.get(statement.id.as_str()) != Some(&Standing::Gone)
    });
    problems.extend(silent.map(|statement| ReadProblem {
        place: statement.place.clone(),
        what: if statement.note.is_empty() {
            format!("{} is not answered", statement.id)
        } else {
            format!("{} is not answered; only its note says something", statement.id)
        },
        done: "Counted as not answered".into(),
    }));
}

/// Items that the file does not have at all, by section.
fn missing(
    form: &Outline,
    is_there: impl Fn(&str) -> bool,
    standing: &HashMap<&str, Standing>,
    problems: &mut Vec<ReadProblem>,
) {
    let mut sections: BTreeMap<usize, Vec<&OutlineItem>> = BTreeMap::new();
    for item in form.items.iter().filter(|item| !is_there(&item.id)) {
        let order = form.sections.iter().position(|section| *section == item.section).unwrap_or_default();
        sections.entry(order).or_default().push(item);
    }
    for (order, items) in sections {
        let names: Vec<String> = items
            .iter()
            .map(|item| match standing.get(item.id.as_str()) {
                Some(Standing::Gone) => format!("{} (need not be answered)", item.id),
                _ => item.id.clone(),
            })
            .collect();
        let count = if names.len() == 1 { "One item".to_owned() } else { format!("{} items", names.len()) };
        problems.push(ReadProblem {
            place: String::new(),
            what: format!(
                "{count} of section {} cannot be found in the file: {}",
                form.sections[order],
                names.join(", ")
            ),
            done: "Counted as not answered".into(),
        });
    }
}
