//! One line about one item: the id first, then the question, then the answer, then a remark.

use super::{
    answer::{placeholder, word},
    ids::{self, FoundId},
    notes,
};
use crate::catalog::forms::Outline;

/// A line split at the end of its question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Split {
    pub(super) question: String,
    /// The answer, with a remark that is not set apart by quotation marks.
    pub(super) raw: String,
    /// A remark that is set apart.
    pub(super) note: String,
    /// Whether an answer or a placeholder for one was found.
    pub(super) found: bool,
}

const SEPARATORS: &[char] = &[',', ':', ';', '|', '\t'];

/// The id that a line begins with, and what follows it.
pub(super) fn id<'l>(form: &Outline, line: &'l str) -> Option<(FoundId, &'l str)> {
    let start = line.trim_start_matches(|c: char| c.is_whitespace() || LEADING.contains(&c));
    let end = start.find(|c: char| c.is_whitespace() || ENDS_ID.contains(&c)).unwrap_or(start.len());
    let found = ids::recognise(form, &start[..end])?;
    let rest = start[end..].trim_start_matches(['"', '*', '\u{201d}', '\u{201c}', ')', ']', '`']);
    // A word such as AES-256 at the start of a sentence is no id of a form.
    let parted = rest.trim_start_matches([' ', '\u{a0}']).starts_with(SEPARATORS);
    let section = found.printed.split('-').next().unwrap_or_default();
    let known_section = form.sections.iter().any(|known| *known == section);
    (found.known.is_some() || known_section || parted && holds_answer(rest)).then_some((found, rest))
}

/// What may stand before an id: marks of lists, of quotations and of tables.
const LEADING: &[char] = &[
    '|', '*', '-', '#', '>', '"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{2022}', '\u{2013}', '(', '[', '`',
];
const ENDS_ID: &[char] = &[',', ':', ';', '|', '"', '*', '\u{201c}', '\u{201d}', ')', ']', '`', '?'];

/// Whether a line begins with an id of the form.
pub(super) fn begins_with_id(form: &Outline, line: &str) -> bool {
    id(form, line).is_some_and(|(found, _)| found.known.is_some())
}

/// Whether an answer stands in the text, set apart from what is before it.
pub(super) fn holds_answer(text: &str) -> bool {
    let split = split(text);
    split.found && !split.raw.is_empty()
}

/// Splits what follows the id of an item that asks for Yes, No or N/A.
pub(super) fn split(rest: &str) -> Split {
    let text = after_separator(rest);
    if let Some(split) = after_quoted_question(text) {
        return split;
    }
    let at = after_strong_mark(text)
        .or_else(|| after_comma(text))
        .or_else(|| at_the_end(text))
        .or_else(|| text.find("__"))
        .or_else(|| (word(text).is_some_and(|(_, length)| text[length..].trim().is_empty())).then_some(0));
    match at {
        Some(at) => answered(&text[..at], &text[at..]),
        None => Split { question: question(text), ..Split::default() },
    }
}

/// Splits what follows the id of an item that asks for text; nothing if question and answer run into each other.
pub(super) fn split_free(rest: &str) -> Option<Split> {
    let first = rest.trim_start_matches([' ', '\u{a0}']).chars().next().filter(|c| SEPARATORS.contains(c));
    let text = after_separator(rest);
    if first.is_none() && quoted(text).is_none() {
        return free_without_separator(text);
    }
    let (asked, tail) = if let Some(found) = quoted(text) {
        found
    } else {
        let ends = |(at, c): &(usize, char)| {
            Some(*c) == first || matches!(c, '\t' | '|') || *c == ':' && !text[at + 1..].starts_with('/')
        };
        match text.char_indices().find(ends).map(|(at, _)| at).or_else(|| text.find("__")) {
            Some(at) => (question(&text[..at]), &text[at..]),
            None => (question(text), ""),
        }
    };
    let (raw, note) = unquoted(without_separators(tail).trim_end_matches(['|', ' ', '\t', ',', ';']));
    Some(Split { question: asked, found: !raw.is_empty(), raw, note })
}

/// Copied out of a document, question and answer are parted by a mark in between, a blank to fill in, or not at all.
fn free_without_separator(text: &str) -> Option<Split> {
    let text = text.trim_end();
    // Two underscores are the note column of the form; more are the answer's.
    let text = text.strip_suffix("__").filter(|text| !text.ends_with('_')).map_or(text, str::trim_end);
    if text.is_empty() {
        return Some(Split::default());
    }
    let blank = text.find("___").map(|at| (&text[..at], ""));
    let parted = || {
        let mark = |(at, c): &(usize, char)| {
            matches!(c, '\t' | '|') || *c == ':' && !text[at + 1..].starts_with('/')
        };
        text.char_indices().find(mark).map(|(at, _)| (&text[..at], &text[at + 1..]))
    };
    let (asked, raw) = blank.or_else(parted)?;
    Some(Split {
        question: question(asked),
        raw: raw.trim().to_owned(),
        note: String::new(),
        found: !raw.trim().is_empty(),
    })
}

fn after_separator(rest: &str) -> &str {
    let rest = rest.trim_start();
    rest.strip_prefix(SEPARATORS).unwrap_or(rest).trim_start()
}

fn without_separators(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c)).trim_end()
}

/// The question without what parted it from the answer.
fn question(text: &str) -> String {
    text.trim().trim_end_matches(SEPARATORS).trim_end().trim_matches(['"', '\u{201c}', '\u{201d}']).to_owned()
}

const OPENING: &[char] = &['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}'];
const CLOSING: &[char] = &['"', '\u{201c}', '\u{201d}', '\u{201f}'];

/// A quotation that a text begins with, without its marks, and what follows it. A mark closes where a separator, an
/// answer or nothing follows; quotations inside, and marks written twice, do not.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix(OPENING)?;
    let straight = text.starts_with('"');
    let closes = |at: usize, mark: &str| {
        let after = &inside[at + mark.len()..];
        let twice = after.starts_with('"') || inside[..at].ends_with('"');
        if straight && (mark != "\"" || twice && at > 0) {
            return false;
        }
        let after = after.trim_start();
        after.is_empty()
            || after.starts_with(SEPARATORS)
            || mark != "\u{201c}" && (after.starts_with("__") || word(after).is_some())
    };
    inside
        .match_indices(CLOSING)
        .find(|(at, mark)| closes(*at, mark))
        .map(|(at, mark)| (inside[..at].trim().replace("\"\"", "\""), &inside[at + mark.len()..]))
}

fn after_quoted_question(text: &str) -> Option<Split> {
    let (question, tail) = quoted(text)?;
    let tail = without_separators(tail);
    let mut split = answered("", tail);
    // "Yes","remark" without a question is an answer, not a question.
    if tail.is_empty() && word(&question).is_some() {
        return Some(answered("", &question));
    }
    split.question = question;
    split.found = !tail.is_empty();
    Some(split)
}

/// Splits the answer from a remark that stands in quotation marks of its own.
fn answered(asked: &str, tail: &str) -> Split {
    let tail = tail.trim().trim_end_matches(['|', '\t', ' ']);
    let tail_unquoted = match quoted(tail) {
        Some((inner, rest)) => format!("{inner}{rest}"),
        None => tail.to_owned(),
    };
    let tail = tail_unquoted.as_str();
    let length = placeholder(tail).or_else(|| word(tail).map(|(_, length)| length));
    let set_apart = length.and_then(|length| {
        let after = tail[length..].trim_start_matches([' ', '\u{a0}']);
        // A table's bar or tab parts fields as well as quotation marks do.
        if let Some(field) = after.strip_prefix(['|', '\t']) {
            return Some((length, field.trim().to_owned()));
        }
        let field = after.strip_prefix(SEPARATORS).unwrap_or(after).trim_start();
        if let Some((inner, rest)) = quoted(field) {
            return without_separators(rest).is_empty().then_some((length, inner));
        }
        // "Yes __" and "Yes, See Note 3" end in the note column of the form.
        let note = field.trim();
        (!note.is_empty() && !tail[..length].to_lowercase().starts_with("see") && is_note_column(note))
            .then(|| (length, note.to_owned()))
    });
    let (raw, note) = match set_apart {
        Some((length, note)) => (tail[..length].to_owned(), note),
        None => (tail.to_owned(), String::new()),
    };
    Split { question: question(asked), raw, note, found: true }
}

/// A field and a remark after it, their quotation marks taken off.
fn unquoted(text: &str) -> (String, String) {
    match quoted(text) {
        Some((inner, rest)) => {
            let rest = without_separators(rest);
            (inner, quoted(rest).map_or_else(|| rest.to_owned(), |(inner, _)| inner))
        }
        None => (text.trim_matches(OPENING).trim().to_owned(), String::new()),
    }
}

/// Where an answer stands behind a colon, a tab, a bar, a semicolon, a question mark or a closing quotation mark.
fn after_strong_mark(text: &str) -> Option<usize> {
    after_mark(
        text,
        |mark| matches!(mark, ':' | ';' | '\t' | '|' | '?' | '"' | '\u{201c}' | '\u{201d}'),
        // An answer in quotation marks with words behind it is spoken of, not given.
        |after| {
            after.strip_prefix(CLOSING).is_none_or(|after| {
                let after = after.trim_start();
                after.is_empty() || after.starts_with(SEPARATORS)
            })
        },
    )
}

/// Where an answer stands behind a comma and is not the beginning of further words of the question.
fn after_comma(text: &str) -> Option<usize> {
    after_mark(
        text,
        |mark| mark == ',',
        |after| {
            let after = after.trim_start_matches([' ', '\u{a0}']);
            after.is_empty() || after.starts_with([',', ':', ';', '.', '|', '\t', '(', '"', '\u{201c}'])
        },
    )
}

/// Between a mark and the answer behind it stand at most so many characters.
const GAP: usize = 8;

fn after_mark(
    text: &str,
    is_mark: impl Fn(char) -> bool,
    may_follow: impl Fn(&str) -> bool,
) -> Option<usize> {
    text.char_indices().filter(|(_, c)| is_mark(*c)).find_map(|(at, mark)| {
        let after = &text[at + mark.len_utf8()..];
        let between = |c: char| c.is_whitespace() || OPENING.contains(&c) || c == ',';
        let (gap, _) = after.char_indices().take(GAP).find(|(_, c)| !between(*c))?;
        let answer = &after[gap..];
        let (_, length) = word(answer)?;
        may_follow(&answer[length..]).then(|| text.len() - answer.len())
    })
}

/// Behind the last answer of a line stand at most so many bytes of the note column.
const NOTE_COLUMN: usize = 80;

/// Where an answer stands as the last word, perhaps before the placeholder or reference of the note column.
fn at_the_end(text: &str) -> Option<usize> {
    let starts =
        text.char_indices().map(|(at, _)| at).filter(|at| text[..*at].ends_with(char::is_whitespace));
    [0].into_iter().chain(starts).find(|at| {
        word(&text[*at..]).is_some_and(|(_, length)| {
            let after = text[at + length..].trim_end();
            after.len() <= NOTE_COLUMN && is_note_column(after.trim_start())
        })
    })
}

/// Nothing, a placeholder, or a reference to a note.
fn is_note_column(text: &str) -> bool {
    text.is_empty()
        || placeholder(text) == Some(text.len())
        || notes::reference(text).is_some_and(|numbers| !numbers.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    #[track_caller]
    fn check(rest: &str, question: &str, raw: &str, note: &str) {
        let split = split(rest);
        assert_eq!(
            (split.question.as_str(), split.raw.as_str(), split.note.as_str()),
            (question, raw, note),
            "{rest}"
        );
    }

    #[test]
    fn published_forms_of_lines_are_split() {
        check(":Is it, in short: logged?:Yes", "Is it, in short: logged?", "Yes", "");
        check(",Can it, or not?:No", "Can it, or not?", "No", "");
        check(",\"Can it, or not?\":Yes,IFU", "Can it, or not?", "Yes,IFU", "");
        check(",\"Can it, or not?\": Yes,\"a, b\"", "Can it, or not?", "Yes", "a, b");
        check(",\u{201c}Can it?\u{201d}:N/A,", "Can it?", "N/A,", "");
        check(",Can it?: N/A: No default accounts", "Can it?", "N/A: No default accounts", "");
        check(",Can it?:Yes, Optional", "Can it?", "Yes, Optional", "");
        check(",Can it?____", "Can it?", "____", "");
        check(",Can it?,Yes,comment says no", "Can it?", "Yes,comment says no", "");
        check(",Can it do this,Yes", "Can it do this", "Yes", "");
        check(",Can it?", "Can it?", "", "");
        check("", "", "", "");
        check(": Yes", "", "Yes", "");
        check(",Can it? ,", "Can it?", "", "");
        let spoken = "Is it? If yes, answer \u{201c}N/A\u{201d} to the rest.";
        check(&format!(",{spoken}:No"), spoken, "No", "");
        check(&format!(",\"{spoken}\":No,"), spoken, "No,", "");
        check(&format!(",\u{201c}{spoken}\u{201d}:No"), spoken, "No", "");
        check(",\"Answer \"\"N/A\"\" or not?\",No,x", "Answer \"N/A\" or not?", "No,x", "");
    }

    #[test]
    fn lines_copied_out_of_a_document_are_split() {
        check(" Can it be logged? Yes __", "Can it be logged?", "Yes", "__");
        check(" Via physical media? No See Note 3", "Via physical media?", "No", "See Note 3");
        check(" Is it part of an organisation No", "Is it part of an organisation", "No", "");
        check(" Creation of users N/A __", "Creation of users", "N/A", "__");
        check(" Extra methods? See Notes", "Extra methods?", "See Notes", "");
        check("\tCan it?\tYes\tby licence", "Can it?", "Yes", "by licence");
        check(" | Can it? | No | see manual |", "Can it?", "No", "see manual");
    }

    #[test]
    fn text_items_are_split_at_their_separator() {
        let free = |rest: &str| split_free(rest).map(|split| (split.question, split.raw, split.note));
        let is = |q: &str, r: &str, n: &str| Some((q.to_owned(), r.to_owned(), n.to_owned()));
        assert_eq!(free(":Maker:ACME, Inc."), is("Maker", "ACME, Inc.", ""));
        assert_eq!(free(",Maker:ACME"), is("Maker", "ACME", ""));
        assert_eq!(free(",\"Maker, name\":\"ACME, Inc.\",\"x\""), is("Maker, name", "ACME, Inc.", "x"));
        assert_eq!(free(":Contact:https://a.example"), is("Contact", "https://a.example", ""));
        assert_eq!(free(",Contact,https://a.example"), is("Contact", "https://a.example", ""));
        assert_eq!(free(",Released____"), is("Released", "____", ""));
        assert_eq!(free(",\"Released\":2019-10-09,"), is("Released", "2019-10-09", ""));
        assert_eq!(free(" Maker: ACME __"), is("Maker", "ACME", ""));
        assert_eq!(free(" Maker ____"), is("Maker", "", ""));
        assert_eq!(free(""), is("", "", ""));
        assert_eq!(free(" Maker ACME __"), None);
    }

    #[test]
    fn an_id_stands_first_or_is_none() {
        let form = sample::form();
        for line in [
            "AUDT-1,x",
            "  - AUDT-1: x",
            "| AUDT-1 | x |",
            "\"AUDT-1\",x",
            "**AUDT-1** x",
            "AUDT-1",
            "SHAD-15,x",
        ] {
            assert!(begins_with_id(&form, line), "{line}");
        }
        for line in ["See AUDT-1", "AES-256 is used", "UTF-8: text", "", "AUDT is a section"] {
            assert!(id(&form, line).is_none(), "{line}");
        }
        assert!(id(&form, "AUDT-99,x:Yes").is_some_and(|(found, _)| found.known.is_none()));
        assert!(id(&form, "ZZZZ-1,x:Yes").is_some());
    }
}
