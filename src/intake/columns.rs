//! Which column of a table holds what: by its headings, and where there are none, by what stands in it.

use std::collections::BTreeMap;

use super::{
    answer, ids,
    table::{Row, Table},
};
use crate::{catalog::forms::Outline, domain::disclosure::Answer};

/// The columns of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) id: u32,
    pub(super) question: Option<u32>,
    pub(super) answer: u32,
    pub(super) note: u32,
    /// Further columns by their headings.
    pub(super) mapping: BTreeMap<u32, String>,
}

/// What a heading says of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    Id,
    Question,
    Answer,
    Note,
}

impl Columns {
    /// The columns of a table whose ids stand in column `id`: by heading, by content, or as the form has them.
    pub(super) fn find(table: &Table, form: &Outline, id: u32) -> Self {
        let is_item = |row: &&Row| ids::recognise(form, row.text(id)).is_some();
        let before = table.rows.iter().take_while(|row| !is_item(row)).collect::<Vec<_>>();
        let headings = before.iter().rev().find(|row| {
            row.cells.values().filter(|text| heading(text).is_some()).count() >= 2
                || heading(row.text(id)) == Some(Heading::Id)
        });
        let named = |wanted: Heading| {
            headings.and_then(|row| {
                row.cells
                    .iter()
                    .find(|(column, text)| **column != id && heading(text) == Some(wanted))
                    .map(|(c, _)| *c)
            })
        };
        let rows: Vec<&Row> = table.rows.iter().filter(is_item).collect();
        let answer = named(Heading::Answer)
            .or_else(|| answers(&rows, id))
            .unwrap_or_else(|| named(Heading::Question).unwrap_or(id + 1) + 1);
        let question = named(Heading::Question).or((answer > id + 1).then_some(id + 1));
        let note = named(Heading::Note).filter(|column| *column != answer).unwrap_or(answer + 1);
        let mapping = headings
            .into_iter()
            .flat_map(|row| &row.cells)
            .filter(|(column, text)| {
                ![id, answer, note].contains(column) && Some(**column) != question && !text.trim().is_empty()
            })
            .map(|(column, text)| (*column, text.trim().to_owned()))
            .collect();
        Self { id, question, answer, note, mapping }
    }
}

/// The column right of the ids in which most rows begin with Yes, No or N/A.
fn answers(rows: &[&Row], id: u32) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for (column, text) in rows.iter().flat_map(|row| row.cells.range(id + 1..)) {
        if matches!(answer::understand(text).answer, Answer::Yes | Answer::No | Answer::NotApplicable) {
            *counts.entry(*column).or_default() += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(column, _)| column)
}

fn heading(text: &str) -> Option<Heading> {
    let lower = text.trim().trim_end_matches([':', '#', ' ']).to_lowercase();
    match lower.as_str() {
        "question id" | "id" | "item" | "item id" | "question no." | "question number" => Some(Heading::Id),
        "question" | "questions" | "question text" | "requirement" => Some(Heading::Question),
        "answer" | "answers" | "response" | "responses" | "yes/no" => Some(Heading::Answer),
        "see note" | "see notes" | "note" | "notes" | "comment" | "comments" | "remark" | "remarks" => {
            Some(Heading::Note)
        }
        _ if lower.starts_with("yes, no") => Some(Heading::Answer),
        _ => None,
    }
}
