//! A form laid out in rows and columns, whatever program wrote it: where the ids are, where the answers, and what the
//! rows between them are.

use std::collections::BTreeMap;

use super::{
    clean::quoted,
    columns::Columns,
    entry::Entry,
    ids,
    notes::{self, Notes},
};
use crate::{catalog::forms::Outline, domain::disclosure::ReadProblem};

/// A table of text, sparse.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The sheet's name; nothing for a text file, whose places are lines.
    pub(super) sheet: Option<String>,
    pub(super) rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The number of the row, or of the line it begins in, from 1.
    pub(super) number: u32,
    /// The cells that hold something, by column from 0.
    pub(super) cells: BTreeMap<u32, String>,
}

/// A column in which ids of a form stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct IdColumn {
    /// From 0.
    pub(super) column: u32,
    /// How many rows hold an id in it.
    pub(super) rows: usize,
}

impl Row {
    /// The text of a cell, without blanks around it.
    pub(super) fn text(&self, column: u32) -> &str {
        self.cells.get(&column).map_or("", |text| text.trim())
    }

    /// The cells from a column on that say something.
    fn says(&self) -> impl Iterator<Item = (u32, &str)> {
        self.cells.iter().map(|(column, text)| (*column, text.trim())).filter(|(_, text)| !text.is_empty())
    }
}

impl Table {
    /// `mds2-form!C23`, or `line 23`.
    pub(super) fn place(&self, row: &Row, column: u32) -> String {
        match &self.sheet {
            Some(sheet) => format!("{sheet}!{}{}", letters(column), row.number),
            None => format!("line {}", row.number),
        }
    }

    /// The column in which most of the form's ids stand; nothing if there are none.
    pub(super) fn ids(&self, form: &Outline) -> Option<IdColumn> {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for (column, text) in self.rows.iter().flat_map(Row::says) {
            if ids::known(form, text).is_some() {
                *counts.entry(column).or_default() += 1;
            }
        }
        // The first of equals: an id column stands left of what quotes it.
        let most = counts.into_iter().rev().max_by_key(|(_, rows)| *rows);
        most.map(|(column, rows)| IdColumn { column, rows })
    }
}

/// What part of the form a row without an id belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Items,
    Other,
    Notes(Option<u32>),
}

/// The rows about items, in the order of the table; everything else that says something becomes a problem.
pub(super) fn entries(
    table: &Table,
    form: &Outline,
    columns: Columns,
    problems: &mut Vec<ReadProblem>,
) -> Vec<Entry> {
    let Some(first) = table.rows.iter().position(|row| ids::recognise(form, row.text(columns.id)).is_some())
    else {
        return Vec::new();
    };
    let mut reader = Reader {
        table,
        columns,
        notes: Notes::default(),
        part: Part::Items,
        headings: BTreeMap::new(),
        problems,
    };
    reader.headings = reader.columns.mapping.clone();
    let mut entries = Vec::new();
    for row in &table.rows[first..] {
        match ids::recognise(form, row.text(reader.columns.id)) {
            Some(id) => {
                reader.part = Part::Items;
                entries.push(reader.entry(id, row));
            }
            None => reader.between(row),
        }
    }
    let Reader { mut notes, problems, .. } = reader;
    for entry in &mut entries {
        notes.settle(entry, problems);
    }
    problems.extend(notes.unused());
    entries
}

struct Reader<'t> {
    table: &'t Table,
    columns: Columns,
    notes: Notes,
    part: Part,
    headings: BTreeMap<u32, String>,
    problems: &'t mut Vec<ReadProblem>,
}

impl Reader<'_> {
    fn entry(&mut self, id: ids::FoundId, row: &Row) -> Entry {
        let columns = &self.columns;
        let text = |column: u32| row.cells.get(&column).cloned().unwrap_or_default();
        let known = [columns.id, columns.answer, columns.note];
        let mapping = row
            .says()
            .filter(|(column, _)| !known.contains(column) && Some(*column) != columns.question)
            .map(|(column, text)| {
                let heading = self.headings.get(&column).cloned();
                (heading.unwrap_or_else(|| format!("column {}", letters(column))), text.to_owned())
            })
            .collect();
        Entry {
            id,
            question: columns.question.map(text).unwrap_or_default(),
            raw: text(columns.answer),
            note: text(columns.note),
            place: self.table.place(row, columns.answer),
            mapping,
        }
    }

    /// A row without an id: a heading, the legend, a note, free text — or something that must not be lost.
    fn between(&mut self, row: &Row) {
        let Some((column, text)) = row.says().next() else { return };
        if begins_other(text) {
            self.part = Part::Other;
        } else if matches!(
            text.to_lowercase().as_str(),
            "notes:" | "notes" | "note:" | "comments:" | "comments"
        ) {
            self.part = Part::Notes(None);
        } else if let Some((number, inline)) = notes::definition(text) {
            self.note(row, column, number, inline);
        } else {
            match self.part {
                Part::Items => self.unplaced(row),
                Part::Other => self.other(row, column),
                Part::Notes(number) => {
                    if !self.notes.continue_with(number, &joined(row)) {
                        self.other(row, column);
                    }
                }
            }
        }
    }

    fn note(&mut self, row: &Row, column: u32, number: u32, inline: &str) {
        let rest = row.says().skip(1).map(|(_, text)| text);
        let text: Vec<&str> = [inline].into_iter().filter(|text| !text.is_empty()).chain(rest).collect();
        let text = text.join("\n");
        if text.is_empty() && !matches!(self.part, Part::Notes(_)) {
            return;
        }
        let place = self.table.place(row, column);
        self.notes.define(number, &text, &place, self.problems);
        self.part = Part::Notes(Some(number));
    }

    /// Headings and introductions are the form's; an answer that stands with no id is somebody's.
    fn unplaced(&mut self, row: &Row) {
        let answer = row.text(self.columns.answer);
        if answer.is_empty() || is_legend(answer) {
            for (column, text) in row.says().filter(|(column, _)| *column > self.columns.note) {
                self.headings.entry(column).or_insert_with(|| text.to_owned());
            }
            return;
        }
        self.problems.push(ReadProblem {
            place: self.table.place(row, self.columns.answer),
            what: format!("A row without one of the form's ids holds {}", quoted(&joined(row))),
            done: "Kept here; it belongs to no statement".into(),
        });
    }

    fn other(&mut self, row: &Row, column: u32) {
        let text = joined(row);
        if matches!(text.to_lowercase().trim_end_matches('.'), "none" | "n/a" | "na") {
            return;
        }
        self.problems.push(ReadProblem {
            place: self.table.place(row, column),
            what: format!("The form's free text says: {text}"),
            done: "Kept here; it belongs to no statement".into(),
        });
    }
}

fn joined(row: &Row) -> String {
    row.says()
        .map(|(_, text)| text)
        .filter(|text| !text.chars().all(|c| c == '_'))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The heading of the free text at the end of the form.
pub(super) fn begins_other(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("(othr)") || lower.starts_with("other security considerations")
}

/// "Yes, No, N/A, or See Note": what may be answered, not an answer.
fn is_legend(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["yes", "no", "n/a"].iter().all(|word| lower.contains(word))
        || matches!(lower.as_str(), "answer" | "answers" | "response")
}

/// A column's letters: 0 is A, 26 is AA.
fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    fn table(rows: &[&[&str]]) -> Table {
        let rows = (1..).zip(rows).map(|(number, cells)| Row {
            number,
            cells: (0..).zip(*cells).map(|(column, text)| (column, (*text).to_owned())).collect(),
        });
        Table { sheet: Some("s".into()), rows: rows.collect() }
    }

    fn read(rows: &[&[&str]]) -> (Vec<Entry>, Vec<ReadProblem>) {
        let (table, form) = (table(rows), sample::form());
        let columns = Columns::find(&table, &form, table.ids(&form).unwrap().column);
        let mut problems = Vec::new();
        let entries = entries(&table, &form, columns, &mut problems);
        (entries, problems)
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
        {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn the_forms_own_layout_is_read() {
        let (entries, problems) = read(&[
            &["a title"],
            &["Question ID", "Question", "", "See note", "Other standard"],
            &["ALOF-1", "q1", "Yes", "See Note 1 ", "S 1"],
            &["", "", "Yes, No, \nN/A, or \nSee Note", "Note #"],
            &["", "AUTOMATIC (ALOF)", "", "", "Other standard"],
            &["ALOF-2", "q2", "No", "__"],
            &["", "OTHER SECURITY CONSIDERATIONS (OTHR)", "", "", "Other standard"],
            &[" ", "NONE"],
            &["", "Notes:"],
            &["Note 1", "one"],
            &["", "more of it"],
        ]);
        assert_eq!(problems, []);
        assert_eq!(entries.len(), 2);
        assert_eq!((entries[0].place.as_str(), entries[0].note.as_str()), ("s!C3", "one\nmore of it"));
        assert_eq!(entries[0].mapping, BTreeMap::from([("Other standard".into(), "S 1".into())]));
        assert_eq!((entries[1].raw.as_str(), entries[1].note.as_str()), ("No", ""));
    }

    #[test]
    fn shifted_and_renamed_columns_are_found_by_their_headings() {
        let (entries, _) = read(&[
            &["", "", "Question ID", "Question", "Chapter", "Response", "Comments"],
            &["", "", "ALOF-1", "q1", "x", "Yes", "by licence"],
            &["", "", "ALOF-2", "q2", "x", "No", ""],
        ]);
        assert_eq!((entries[0].raw.as_str(), entries[0].note.as_str()), ("Yes", "by licence"));
        assert_eq!(entries[0].mapping, BTreeMap::from([("Chapter".into(), "x".into())]));
        assert_eq!(entries[1].place, "s!F3");
    }

    #[test]
    fn without_headings_the_answers_are_where_the_answer_words_are() {
        let (entries, _) = read(&[&["ALOF-1", "Yes", "why"], &["ALOF-2", "N/A", ""]]);
        assert_eq!(
            (entries[0].question.as_str(), entries[0].raw.as_str(), entries[0].note.as_str()),
            ("", "Yes", "why")
        );
    }

    #[test]
    fn nothing_that_somebody_wrote_is_lost() {
        let (entries, problems) = read(&[
            &["ALOF-1", "q1", "Yes", "See Note 7"],
            &["", "a question of our own", "No", ""],
            &["ALOF-99", "q2", "No", ""],
            &["", "OTHER SECURITY CONSIDERATIONS (OTHR)"],
            &["", "Keep it in a locked room."],
            &["", "Notes:"],
            &["Note 3", "three"],
        ]);
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[1].id.known, None);
        let told: Vec<&str> = problems.iter().map(|problem| problem.what.as_str()).collect();
        assert_eq!(
            told,
            [
                "A row without one of the form's ids holds \"a question of our own\\nNo\"",
                "The form's free text says: Keep it in a locked room.",
                "ALOF-1 refers to See Note 7, and the file does not have it",
                "No answer refers to note 3: three",
            ]
        );
    }
}
