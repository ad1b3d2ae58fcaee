//! The words of an answer: Yes, No, N/A, See note, a placeholder — or something else.

use super::notes;
use crate::domain::disclosure::Answer;

/// An answer as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Understood {
    /// The answer.
    pub(super) answer: Answer,
    /// What stands behind it in the same cell or field.
    pub(super) remark: String,
}

/// The words an answer can begin with; a longer one stands before its own beginning.
const WORDS: &[(&str, Answer)] = &[
    ("not applicable", Answer::NotApplicable),
    ("n/a", Answer::NotApplicable),
    ("n.a.", Answer::NotApplicable),
    ("na", Answer::NotApplicable),
    ("see notes", Answer::SeeNote),
    ("see note", Answer::SeeNote),
    ("see comment", Answer::SeeNote),
    ("yes", Answer::Yes),
    ("no", Answer::No),
];

/// The answer word that a text begins with, and its length in bytes. A word ends where no letter or digit follows.
pub(super) fn word(text: &str) -> Option<(Answer, usize)> {
    WORDS.iter().find_map(|(word, answer)| {
        let head = text.get(..word.len())?;
        let next = text[word.len()..].chars().next();
        (head.eq_ignore_ascii_case(word) && !next.is_some_and(char::is_alphanumeric))
            .then_some((*answer, word.len()))
    })
}

/// How many bytes of placeholder a text begins with: two underscores or more.
pub(super) fn placeholder(text: &str) -> Option<usize> {
    let length = text.len() - text.trim_start_matches('_').len();
    (length >= 2).then_some(length)
}

/// Understands the answer to an item that asks for Yes, No or N/A.
pub(super) fn understand(raw: &str) -> Understood {
    let text = raw.trim();
    let other = || Understood { answer: Answer::Text, remark: String::new() };
    if text.is_empty() || text == "_" {
        return Understood { answer: Answer::Unanswered, remark: String::new() };
    }
    if notes::reference(text).is_some_and(|numbers| !numbers.is_empty()) {
        return Understood { answer: Answer::SeeNote, remark: String::new() };
    }
    let (answer, length) = match (placeholder(text), word(text)) {
        (Some(length), _) => (Answer::Unanswered, length),
        (None, Some(found)) => found,
        (None, None) => return other(),
    };
    let rest = &text[length..];
    if answer == Answer::SeeNote {
        return Understood { answer, remark: String::new() };
    }
    let remark = rest.trim_start_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c)).trim();
    let remark = if remark.chars().all(|c| c == '_') { "" } else { remark };
    if offers_a_choice(rest, remark) {
        return other();
    }
    // "No data is stored" is a sentence; "No, data is stored elsewhere" is an answer with a remark.
    let joined = rest.trim_start().starts_with(|c: char| SEPARATORS.contains(&c) || OPENING.contains(&c));
    if answer == Answer::No && !remark.is_empty() && !joined && !begins_with_see(remark) {
        return other();
    }
    Understood { answer, remark: remark.to_owned() }
}

const SEPARATORS: &[char] = &[',', ':', ';', '.', '-', '\u{2013}', '\u{2014}', '/', '|', '*'];
const OPENING: &[char] = &['(', '[', '"', '\u{201c}', '\n'];

fn begins_with_see(remark: &str) -> bool {
    remark.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("see"))
}

/// "Yes/No", "Yes, No", "Yes or No": nobody has chosen.
fn offers_a_choice(rest: &str, remark: &str) -> bool {
    let alone = |text: &str| {
        word(text).is_some_and(|(_, length)| {
            let more =
                text[length..].trim_start_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
            more.is_empty() || word(more).is_some()
        })
    };
    let after = |joint: &str| {
        remark
            .get(..joint.len())
            .filter(|head| head.eq_ignore_ascii_case(joint))
            .is_some_and(|_| word(&remark[joint.len()..]).is_some())
    };
    alone(remark)
        || after("or ")
        || after("and ")
        || rest.trim_start().starts_with('/') && word(remark).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, answer: Answer, remark: &str) {
        assert_eq!(understand(raw), Understood { answer, remark: remark.to_owned() }, "{raw:?}");
    }

    #[test]
    fn plain_answers_in_any_case() {
        for raw in ["Yes", " yes ", "YES", "Yes.", "Yes,", "Yes :"] {
            check(raw, Answer::Yes, "");
        }
        for raw in ["No", "no", "NO,", "No, __"] {
            check(raw, Answer::No, "");
        }
        for raw in ["N/A", "n/a", "NA", "n.a.", "Not applicable", "N/A,"] {
            check(raw, Answer::NotApplicable, "");
        }
        for raw in ["See Note", "See Notes", "see note 3", "See Note 1 ", "Comment 4", "see comment"] {
            check(raw, Answer::SeeNote, "");
        }
        for raw in ["", "  ", "_", "__", "____", "\u{a0}"] {
            check(raw, Answer::Unanswered, "");
        }
    }

    #[test]
    fn a_remark_glued_to_an_answer_is_told_apart() {
        check("Yes, Optional", Answer::Yes, "Optional");
        check("Yes,IFU", Answer::Yes, "IFU");
        check("N/A: No default accounts", Answer::NotApplicable, "No default accounts");
        check("No (see manual)", Answer::No, "(see manual)");
        check("No: planned", Answer::No, "planned");
        check("Yes with a licence", Answer::Yes, "with a licence");
        check("No See Note 3", Answer::No, "See Note 3");
        check("Yes – no password needed", Answer::Yes, "no password needed");
        check("____ later", Answer::Unanswered, "later");
    }

    #[test]
    fn what_decides_nothing_is_text() {
        for raw in [
            "None",
            "Nothing",
            "Yesterday",
            "No data is stored",
            "Yes/No",
            "Yes, No",
            "Yes or No",
            "Partially",
            "x",
            "Yes, No, \nN/A, or \nSee Note",
            "#N/A",
        ] {
            assert_eq!(understand(raw).answer, Answer::Text, "{raw}");
        }
    }
}
