//! The ids of a form's items, as files print them.

use crate::catalog::forms::Outline;

/// An id found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundId {
    /// As the file prints it.
    pub(super) printed: String,
    /// The form's id; nothing if the form has none like it.
    pub(super) known: Option<String>,
}

impl FoundId {
    /// The form's id, or the printed one.
    pub(super) fn id(&self) -> &str {
        self.known.as_deref().unwrap_or(&self.printed)
    }

    /// Whether the file prints the form's id otherwise than the form does, blanks and case apart.
    pub(super) fn is_misprint(&self) -> bool {
        self.known.as_ref().is_some_and(|known| !known.eq_ignore_ascii_case(&self.printed))
    }
}

/// The id that a text is: one of the form's in any usual spelling, or something shaped like one.
pub(super) fn recognise(form: &Outline, text: &str) -> Option<FoundId> {
    let printed = text.trim();
    if printed.is_empty() || printed.len() > LONGEST {
        return None;
    }
    let known = known(form, printed);
    (known.is_some() || has_shape(printed))
        .then(|| FoundId { printed: printed.to_owned(), known: known.map(str::to_owned) })
}

/// The form's id that a text is, in any usual spelling.
pub(super) fn known<'f>(form: &'f Outline, text: &str) -> Option<&'f str> {
    let printed = text.trim();
    if printed.len() > LONGEST {
        return None;
    }
    form.canonical(printed).or_else(|| if is_plain(printed) { None } else { form.canonical(&plain(printed)) })
}

/// Longer than any id with a few blanks in it, in bytes.
const LONGEST: usize = 40;

/// Whether [`plain`] would leave the text as it is.
fn is_plain(printed: &str) -> bool {
    printed.bytes().all(|byte| byte.is_ascii_graphic())
        && !printed.ends_with(CLOSING)
        && !printed.starts_with(OPENING)
}

const OPENING: [char; 2] = ['(', '['];
const CLOSING: [char; 4] = ['.', ':', ')', ']'];

/// The text without blanks and closing marks, its dashes as hyphens.
fn plain(printed: &str) -> String {
    printed
        .trim_end_matches(CLOSING)
        .trim_start_matches(OPENING)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}'))
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
            c => c,
        })
        .collect()
}

/// `ABCD-1`, `ABC-1.2`, `ABCD-1.2.3`: three to five capitals, a hyphen, one to three numbers.
fn has_shape(printed: &str) -> bool {
    let Some((prefix, numbers)) = printed.split_once('-') else { return false };
    let numbers: Vec<&str> = numbers.split('.').collect();
    (3..=5).contains(&prefix.len())
        && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
        && numbers.len() <= 3
        && numbers.iter().all(|n| (1..=3).contains(&n.len()) && n.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    #[test]
    fn ids_are_known_in_every_usual_spelling() {
        let form = sample::form();
        for (printed, id, misprint) in [
            ("AUDT-2.10", "AUDT-2.10", false),
            (" audt-2.10 ", "AUDT-2.10", false),
            ("AUDT\u{2013}2.10", "AUDT-2.10", true),
            ("AUDT -2.10.", "AUDT-2.10", true),
            ("SHAD-15", "SAHD-15", true),
        ] {
            let found = recognise(&form, printed).unwrap();
            assert_eq!((found.id(), found.is_misprint()), (id, misprint), "{printed}");
        }
    }

    #[test]
    fn what_is_shaped_like_an_id_is_reported_and_other_words_are_not() {
        let form = sample::form();
        assert_eq!(recognise(&form, "ALOF-9").unwrap().known, None);
        for text in ["", "Note 1", "Question ID", "UTF-8x", "AUDT", "AUDT-", "AUDT-1.2.3.4", "A-1", "alof-9"]
        {
            assert_eq!(recognise(&form, text), None, "{text}");
        }
    }
}
