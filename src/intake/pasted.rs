//! Lines of text, pasted or saved, with the form somewhere between other things.

use super::{
    entry::{Entry, Found, Head},
    ids::FoundId,
    line::{self, Split},
    notes::{self, Notes},
    table::begins_other,
};
use crate::{
    catalog::forms::{AnswerType, Outline},
    domain::disclosure::ReadProblem,
};

/// Question, answer and note of an item that asks for text take at most so many lines.
const FREE_LINES: usize = 4;

/// A question broken into several lines has at most so many.
const BROKEN_INTO: usize = 8;

/// Reads every line that begins with an id; nothing if there is none.
pub(super) fn read<'f>(text: &str, form: &'f Outline) -> Option<Found<'f>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut reader =
        Reader { form, entries: Vec::new(), notes: Notes::default(), problems: Vec::new(), said: false };
    let mut at = 0;
    let mut part = Part::Prose;
    while at < lines.len() {
        let place = format!("line {}", at + 1);
        at += 1;
        if let Some((id, rest)) = line::id(form, lines[at - 1]) {
            part = Part::Items;
            at += reader.item(id, rest, &lines[at..], place);
        } else {
            part = reader.between(lines[at - 1], part, &place);
        }
    }
    let Reader { mut entries, mut notes, mut problems, .. } = reader;
    if entries.is_empty() {
        return None;
    }
    for entry in &mut entries {
        notes.settle(entry, &mut problems);
    }
    problems.extend(notes.unused());
    Some(Found { format: "pasted text", form, entries, problems, head: Head::default() })
}

/// Where in the text a line without an id stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before the form, or after its end.
    Prose,
    Items,
    /// The form's free text on other considerations.
    Other,
    Note(u32),
}

struct Reader<'f> {
    form: &'f Outline,
    entries: Vec<Entry>,
    notes: Notes,
    problems: Vec<ReadProblem>,
    /// Whether the note or free text being read has said something yet.
    said: bool,
}

impl Reader<'_> {
    /// Reads an item; how many of the lines after it belong to it.
    fn item(&mut self, id: FoundId, rest: &str, following: &[&str], place: String) -> usize {
        let free = id
            .known
            .as_deref()
            .and_then(|known| self.form.item(known))
            .is_some_and(|item| item.answer != AnswerType::YesNoNa);
        let (split, used) =
            if free { self.free(&id, rest, following, &place) } else { self.answered(rest, following) };
        self.entries.push(Entry {
            id,
            question: split.question,
            raw: split.raw,
            note: split.note,
            place,
            mapping: std::collections::BTreeMap::new(),
        });
        used
    }

    /// Splits a line about an item that asks for text. If nothing follows its id, question and answer stand below it.
    fn free(&mut self, id: &FoundId, rest: &str, following: &[&str], place: &str) -> (Split, usize) {
        if rest.trim().is_empty() {
            let below: Vec<&str> = following
                .iter()
                .take(FREE_LINES)
                .map(|line| line.trim())
                .take_while(|line| !self.begins_other_part(line))
                .collect();
            let said = below.iter().take_while(|line| !is_note_field(line)).count();
            if let [question, answer @ ..] = &below[..said]
                && !answer.is_empty()
            {
                self.tell(
                    place,
                    format!("Question and answer of {} stand in lines of their own", id.id()),
                    "The first is taken as the question",
                );
                let split =
                    Split { question: (*question).to_owned(), raw: answer.join("\n"), ..Split::default() };
                return (split, below.len());
            }
        }
        let split = line::split_free(rest).unwrap_or_else(|| {
            self.tell(
                place,
                format!("Question and answer of {} run into each other", id.id()),
                "The whole line is kept as the answer",
            );
            Split { raw: rest.trim().to_owned(), ..Split::default() }
        });
        (split, 0)
    }

    fn tell(&mut self, place: &str, what: String, done: &str) {
        self.problems.push(ReadProblem { place: place.to_owned(), what, done: done.to_owned() });
    }

    fn begins_other_part(&self, line: &str) -> bool {
        line.trim().is_empty()
            || line::id(self.form, line).is_some()
            || self.is_heading(line)
            || begins_other(line)
    }

    /// A heading ends in the code of its section: `AUDIT CONTROLS (AUDT)`.
    fn is_heading(&self, line: &str) -> bool {
        let line = line.trim().trim_matches(['"', ',', ';', '|', '*', '#', ' ']);
        line.strip_suffix(')').and_then(|line| line.rsplit_once('(')).is_some_and(|(_, code)| {
            self.form.sections.iter().any(|section| section.eq_ignore_ascii_case(code))
        })
    }

    /// Splits a line, and if it holds no answer, the lines after it together with it until one does.
    fn answered(&self, rest: &str, following: &[&str]) -> (Split, usize) {
        let alone = line::split(rest);
        if alone.found {
            return (alone, 0);
        }
        let mut whole = rest.to_owned();
        for (used, next) in (1..=BROKEN_INTO).zip(following) {
            if self.begins_other_part(next) {
                break;
            }
            whole = format!("{whole} {}", next.trim());
            let split = line::split(&whole);
            if split.found {
                let note =
                    following.get(used).filter(|_| split.note.is_empty()).map_or("", |line| line.trim());
                if is_note_field(note) {
                    return (Split { note: note.to_owned(), ..split }, used + 1);
                }
                return (split, used);
            }
        }
        (alone, 0)
    }

    fn between(&mut self, line: &str, part: Part, place: &str) -> Part {
        let text = line.trim().trim_matches(['|', '"', '*', '#']).trim();
        if begins_other(text) {
            self.said = false;
            return Part::Other;
        }
        if matches!(text.to_lowercase().as_str(), "notes:" | "notes" | "comments:" | "comments") {
            return if part == Part::Prose { part } else { Part::Items };
        }
        if let Some((number, inline)) = notes::definition(text).filter(|_| part != Part::Prose) {
            self.notes.define(number, inline, place, &mut self.problems);
            self.said = !inline.is_empty();
            return Part::Note(number);
        }
        match part {
            // A blank line ends a text; what the document says after it is not the form's.
            Part::Note(_) | Part::Other if text.is_empty() && self.said => Part::Items,
            Part::Note(_) | Part::Other if text.is_empty() => part,
            Part::Note(number) if !self.is_heading(text) => {
                self.said |= self.notes.continue_with(Some(number), text);
                part
            }
            Part::Other if !matches!(text.to_lowercase().trim_end_matches('.'), "none" | "n/a" | "na") => {
                self.said = true;
                self.problems.push(ReadProblem {
                    place: place.to_owned(),
                    what: format!("The form's free text says: {text}"),
                    done: "Kept here; it belongs to no statement".into(),
                });
                part
            }
            Part::Note(_) => Part::Items,
            part => part,
        }
    }
}

/// A line that is the note column of the form and nothing else.
fn is_note_field(line: &str) -> bool {
    line.len() >= 2 && line.chars().all(|c| c == '_') || notes::reference(line).is_some_and(|n| n.len() == 1)
}
