//! Notes: where an answer refers to one, its text takes the place of the reference.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::disclosure::ReadProblem;

use super::{answer, clean::quoted, entry::Entry};

/// The notes of a file, and which of them are referred to.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: BTreeMap<u32, Note>,
    used: BTreeSet<u32>,
}

#[derive(Debug)]
struct Note {
    place: String,
    text: String,
}

impl Notes {
    /// Keeps a note. A second one of the same number is told.
    pub(super) fn define(&mut self, number: u32, text: &str, place: &str, problems: &mut Vec<ReadProblem>) {
        if let Some(first) = self.notes.get(&number) {
            problems.push(ReadProblem {
                place: place.to_owned(),
                what: format!("Note {number} stands twice; here it reads {}", quoted(text)),
                done: format!("The one at {} is used", first.place),
            });
            return;
        }
        self.notes.insert(number, Note { place: place.to_owned(), text: text.trim().to_owned() });
    }

    /// Adds a line to the note defined last; false if there is none.
    pub(super) fn continue_with(&mut self, number: Option<u32>, text: &str) -> bool {
        let Some(note) = number.and_then(|number| self.notes.get_mut(&number)) else { return false };
        if !note.text.is_empty() {
            note.text.push('\n');
        }
        note.text.push_str(text.trim());
        true
    }

    /// Puts the notes' text in place of the references of a row. An answer such as "See Note 6" or "Yes, see note 6" may
    /// name the note that the note field leaves out.
    pub(super) fn settle(&mut self, entry: &mut Entry, problems: &mut Vec<ReadProblem>) {
        let names_notes = |text: &str| reference(text).is_some_and(|numbers| !numbers.is_empty());
        let field = if !is_placeholder(&entry.note) {
            entry.note.clone()
        } else if names_notes(&entry.raw) {
            entry.raw.clone()
        } else {
            Some(answer::understand(&entry.raw).remark)
                .filter(|remark| names_notes(remark))
                .unwrap_or_default()
        };
        entry.note = self.resolve(&field, entry.id.id(), &entry.place, problems);
    }

    /// The remark that a note field is: nothing for a placeholder, the notes' text for a reference, else itself.
    fn resolve(&mut self, field: &str, item: &str, place: &str, problems: &mut Vec<ReadProblem>) -> String {
        let field = field.trim();
        if is_placeholder(field) {
            return String::new();
        }
        let Some(numbers) = reference(field) else { return field.to_owned() };
        let missing: Vec<u32> =
            numbers.iter().copied().filter(|number| self.text(*number).is_none()).collect();
        if numbers.is_empty() || !missing.is_empty() {
            problems.push(ReadProblem {
                place: place.to_owned(),
                what: match missing.as_slice() {
                    [] => format!("{item} refers to a note without naming its number"),
                    _ => format!("{item} refers to {field}, and the file does not have it"),
                },
                done: "The reference is kept as it stands".into(),
            });
        }
        self.used.extend(&numbers);
        let texts: Vec<&str> = numbers.iter().filter_map(|number| self.text(*number)).collect();
        if missing.is_empty() && !texts.is_empty() {
            texts.join("\n")
        } else {
            [&[field], texts.as_slice()].concat().join("\n")
        }
    }

    /// The text of a note, if it has one.
    fn text(&self, number: u32) -> Option<&str> {
        self.notes.get(&number).map(|note| note.text.as_str()).filter(|text| !text.is_empty())
    }

    /// A problem for each note that no answer refers to; its text would be lost otherwise.
    pub(super) fn unused(&self) -> impl Iterator<Item = ReadProblem> {
        self.notes.iter().filter(|(number, _)| !self.used.contains(number)).map(|(number, note)| {
            ReadProblem {
                place: note.place.clone(),
                what: format!("No answer refers to note {number}: {}", note.text),
                done: "Kept here; it belongs to no statement".into(),
            }
        })
    }
}

fn is_placeholder(field: &str) -> bool {
    field.trim().chars().all(|c| c == '_')
}

/// What files call a note; questionnaires of applications number comments.
const WORDS: [&str; 2] = ["note", "comment"];

/// The numbers that a text refers to, if it does nothing else: `See Note 3`, `see notes 1, 2 and 4`, `Comment #5`.
pub(super) fn reference(text: &str) -> Option<Vec<u32>> {
    let lower = text.to_lowercase();
    let mut numbers = Vec::new();
    let mut named = false;
    for word in
        lower.split(|c: char| c.is_whitespace() || "#.,;:&/()[]".contains(c)).filter(|w| !w.is_empty())
    {
        match word {
            "note" | "notes" | "comment" | "comments" => named = true,
            "see" | "and" | "also" | "number" | "no" if named || word == "see" => {}
            word => {
                let number = WORDS.iter().find_map(|name| word.strip_prefix(name));
                named |= number.is_some();
                numbers.push(number.unwrap_or(word).parse().ok()?);
            }
        }
    }
    named.then_some(numbers)
}

/// The number of a note that a text defines, and the text of the note if it stands in the same place:
/// `Note 1`, `Comment 1: the text`.
pub(super) fn definition(text: &str) -> Option<(u32, &str)> {
    let text = text.trim();
    let after = WORDS.iter().find_map(|name| {
        let (head, after) = text.split_at_checked(name.len())?;
        head.eq_ignore_ascii_case(name).then_some(after)
    })?;
    let after = after.trim_start_matches([' ', '#', '\u{a0}']);
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = after[..digits].parse().ok()?;
    let rest = &after[digits..];
    let body =
        rest.trim_start_matches(|c: char| c.is_whitespace() || ":.)-\u{2013}\u{2014},\t|\"".contains(c));
    let parted = rest.is_empty() || body.len() < rest.len();
    parted.then(|| (number, body.trim_end_matches(['"', '|']).trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_known_without_case_plural_and_blanks() {
        assert_eq!(reference("See Note 1 "), Some(vec![1]));
        assert_eq!(reference("see notes 1, 2 and 4"), Some(vec![1, 2, 4]));
        assert_eq!(reference("Note #5"), Some(vec![5]));
        assert_eq!(reference("See Note"), Some(vec![]));
        assert_eq!(reference("See Note6."), Some(vec![6]));
        assert_eq!(reference("Comment 3"), Some(vec![3]));
        for text in ["", "see manual", "See Note 1 in the manual", "12", "notebook 3", "commentary"] {
            assert_eq!(reference(text), None, "{text}");
        }
    }

    #[test]
    fn definitions_are_told_from_references() {
        assert_eq!(definition("Note 1"), Some((1, "")));
        assert_eq!(definition(" note 12: The text."), Some((12, "The text.")));
        assert_eq!(definition("Comment 2: The text."), Some((2, "The text.")));
        assert_eq!(definition("Note 3, \"a, b\""), Some((3, "a, b")));
        for text in ["Notes:", "See Note 1", "Note", "Notebook 1", "Note 1a"] {
            assert_eq!(definition(text), None, "{text}");
        }
    }

    #[test]
    fn a_reference_gives_way_to_the_text_and_nothing_is_lost() {
        let mut problems = Vec::new();
        let mut notes = Notes::default();
        notes.define(1, "one", "line 1", &mut problems);
        notes.define(2, "two", "line 2", &mut problems);
        notes.define(3, "three", "line 3", &mut problems);
        let mut resolve = |field: &str| notes.resolve(field, "ALOF-1", "line 9", &mut problems);
        assert_eq!(resolve("See Note 1 "), "one");
        assert_eq!(resolve("See notes 1 and 2"), "one\ntwo");
        assert_eq!(resolve("__"), "");
        assert_eq!(resolve("by licence"), "by licence");
        assert_eq!(resolve("See Note 7"), "See Note 7");
        assert_eq!(problems.len(), 1);
        assert!(problems[0].what.contains("ALOF-1 refers to See Note 7"), "{}", problems[0].what);
        let unused: Vec<String> = notes.unused().map(|problem| problem.what).collect();
        assert_eq!(unused, ["No answer refers to note 3: three"]);
    }
}
