//! riskward's own simple form of a disclosure, for any form in the catalogue.

use std::collections::BTreeMap;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    clean::{quoted, visible_at},
    dates::{self, ReadDate},
    entry::{Entry, Found, Head},
    error::IntakeError,
    ids::{self, FoundId},
};
use crate::{
    catalog::forms::{AnswerType, Outline},
    domain::disclosure::ReadProblem,
};

/// The first part of what the `format` key must say; the version follows it.
const FORMAT: &str = "riskward-disclosure/";
const VERSION: &str = "1";

/// At most so many bytes: small tables grow a hundredfold in memory.
const LARGEST: usize = 1024 * 1024;

/// Whether the text calls itself a disclosure in this form.
pub(super) fn is_one(text: &str) -> bool {
    text.lines().take(HEAD_LINES).any(|line| {
        line.split_once('=').is_some_and(|(key, value)| {
            matches!(key.trim(), "format" | "\"format\"")
                && value.trim().trim_start_matches(['"', '\'']).starts_with(FORMAT)
        })
    })
}

/// The `format` key stands at the top, behind comments at most.
const HEAD_LINES: usize = 200;

/// Reads the text.
pub(super) fn read<'f>(text: &str, forms: &'f [Outline]) -> Result<Found<'f>, IntakeError> {
    if text.len() > LARGEST {
        return Err(IntakeError::TooLarge { limit: 1 });
    }
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(text, span.start));
        IntakeError::broken(format!(
            "line {line}: {}. An id that holds a point needs quotation marks: \"AUDT-2.10\"",
            error.message()
        ))
    })?;
    let mut reader = Reader { text, problems: Vec::new() };
    let mut top = fields(table.get_ref());
    let version = reader.text(&mut top, "", "format").map(|(text, _)| text).unwrap_or_default();
    if version.strip_prefix(FORMAT) != Some(VERSION) {
        return Err(IntakeError::broken(format!(
            "it is in the format {}, and this riskward reads {FORMAT}{VERSION}",
            quoted(&version)
        )));
    }
    let wanted = reader.text(&mut top, "", "form").map(|(text, _)| text).unwrap_or_default();
    let form = forms.iter().find(|form| form.id == wanted).ok_or_else(|| IntakeError::UnknownForm {
        form: wanted.clone(),
        known: forms.iter().map(|form| form.id.clone()).collect(),
    })?;
    let head = reader.head(&mut top);
    let entries = match top.remove("answers") {
        Some(value) => reader.answers(form, value),
        None => Vec::new(),
    };
    reader.leftover("", &top);
    Ok(Found { format: "TOML", form, entries, problems: reader.problems, head })
}

type Value<'v, 't> = &'v Spanned<DeValue<'t>>;
type Fields<'v, 't> = BTreeMap<String, Value<'v, 't>>;

struct Reader<'t> {
    text: &'t str,
    problems: Vec<ReadProblem>,
}

impl<'t> Reader<'t> {
    fn place(&self, value: Value<'_, 't>) -> String {
        format!("line {}", line_at(self.text, value.span().start))
    }

    fn tell(&mut self, place: String, what: String, done: &str) {
        self.problems.push(ReadProblem { place, what, done: done.to_owned() });
    }

    /// Takes a text, or anything that can be written as one, out of the fields.
    fn text(&mut self, fields: &mut Fields<'_, 't>, of: &str, key: &str) -> Option<(String, String)> {
        let value = fields.remove(key)?;
        let place = self.place(value);
        let name = if of.is_empty() { key.to_owned() } else { format!("{of}.{key}") };
        let Some(text) = plain(value.get_ref()) else {
            self.tell(place, format!("{name} is not a text"), "Left out");
            return None;
        };
        Some((visible_at(&text, &place, &mut self.problems), place))
    }

    fn table<'v>(&mut self, fields_of: &mut Fields<'v, 't>, key: &str) -> Fields<'v, 't> {
        let Some(value) = fields_of.remove(key) else { return Fields::new() };
        if let DeValue::Table(table) = value.get_ref() {
            return fields(table);
        }
        self.tell(self.place(value), format!("{key} is not a table"), "Left out");
        Fields::new()
    }

    fn head(&mut self, top: &mut Fields<'_, 't>) -> Head {
        let mut head = Head::default();
        let mut product = self.table(top, "product");
        for (key, slot) in [
            ("manufacturer", &mut head.product.manufacturer),
            ("model", &mut head.product.model),
            ("description", &mut head.product.description),
            ("contact", &mut head.product.contact),
            ("networked_use", &mut head.product.networked_use),
        ] {
            if let Some((text, _)) = self.text(&mut product, "product", key) {
                text.trim().clone_into(slot);
            }
        }
        self.leftover("product", &product);
        let mut document = self.table(top, "document");
        for (key, slot) in [
            ("id", &mut head.document_id),
            ("revision", &mut head.document_revision),
            ("contact", &mut head.product.contact),
        ] {
            if let Some((text, _)) = self.text(&mut document, "document", key) {
                text.trim().clone_into(slot);
            }
        }
        if let Some((text, place)) = self.text(&mut document, "document", "issued_on") {
            match dates::read(&text) {
                ReadDate::Date(date) => head.issued_on = Some(date),
                ReadDate::Ambiguous | ReadDate::NoDate => self.tell(
                    place,
                    format!(
                        "document.issued_on reads {}, which is no date such as 2026-03-31",
                        quoted(&text)
                    ),
                    "Left out",
                ),
            }
        }
        self.leftover("document", &document);
        head
    }

    fn answers(&mut self, form: &Outline, value: Value<'_, 't>) -> Vec<Entry> {
        let place = self.place(value);
        let DeValue::Table(answers) = value.get_ref() else {
            self.tell(place, "answers is not a table".into(), "Left out");
            return Vec::new();
        };
        let mut answers: Vec<_> = answers.iter().collect();
        answers.sort_by_key(|(key, _)| key.span().start);
        answers.into_iter().filter_map(|(key, value)| self.answer(form, key.get_ref(), value)).collect()
    }

    fn answer(&mut self, form: &Outline, key: &str, value: Value<'_, 't>) -> Option<Entry> {
        let place = self.place(value);
        let key = visible_at(key, &place, &mut self.problems);
        if key.trim().is_empty() {
            let text = plain(value.get_ref()).unwrap_or_default();
            self.tell(place, format!("An answer stands without an id: {}", quoted(&text)), "Left out");
            return None;
        }
        let id = ids::recognise(form, &key).unwrap_or(FoundId { printed: key, known: None });
        let (raw, note) = match value.get_ref() {
            DeValue::Table(table) => {
                let mut keys = fields(table);
                let raw = self.text(&mut keys, id.id(), "answer").map(|(text, _)| text);
                let note = self.text(&mut keys, id.id(), "note").map(|(text, _)| text).unwrap_or_default();
                self.leftover(id.id(), &keys);
                if raw.is_none() && note.is_empty() {
                    return None;
                }
                (raw.unwrap_or_default(), note)
            }
            other => {
                let Some(text) = plain(other) else {
                    self.tell(place, format!("The answer to {} is a list", quoted(id.id())), "Left out");
                    return None;
                };
                (visible_at(&text, &place, &mut self.problems), String::new())
            }
        };
        let asks_text = id
            .known
            .as_deref()
            .and_then(|known| form.item(known))
            .is_some_and(|item| item.answer != AnswerType::YesNoNa);
        let silent = !asks_text && raw.trim().eq_ignore_ascii_case("unanswered");
        Some(Entry {
            id,
            question: String::new(),
            raw: if silent { String::new() } else { raw },
            note: note.trim().to_owned(),
            place,
            mapping: BTreeMap::new(),
        })
    }

    fn leftover(&mut self, of: &str, fields: &Fields<'_, 't>) {
        for (key, value) in fields {
            let name = if of.is_empty() { key.clone() } else { format!("{of}.{key}") };
            let text = plain(value.get_ref()).map_or_else(String::new, |text| format!(": {}", quoted(&text)));
            self.tell(
                self.place(value),
                format!("{} is not a key of this format{text}", quoted(&name)),
                "Left out",
            );
        }
    }
}

fn fields<'v, 't>(table: &'v DeTable<'t>) -> Fields<'v, 't> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), value)).collect()
}

/// A value that can be written as a text: a date, a number, true or false.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

fn line_at(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    const HEAD: &str = "format = \"riskward-disclosure/1\"\nform = \"mds2-2019\"\n";

    fn read_text(text: &str) -> Result<(Head, Vec<Entry>, Vec<ReadProblem>), IntakeError> {
        let form = sample::form();
        read(text, &[form]).map(|found| (found.head, found.entries, found.problems))
    }

    #[test]
    fn head_and_answers_are_read_with_their_lines() {
        let text = format!(
            "{HEAD}[product]\nmanufacturer = \"ACME\"\nmodel = \"X\"\n[document]\nid = \"D-1\"\n\
             issued_on = 2026-03-31\nrevision = 4\n[answers]\n\"AUDT-2.10\" = \"yes\"\n\
             ALOF-1 = {{ answer = \"no\", note = \"later\" }}\nALOF-2 = \"unanswered\"\n"
        );
        let (head, entries, problems) = read_text(&text).unwrap();
        assert_eq!(problems, []);
        assert_eq!((head.product.manufacturer.as_str(), head.document_revision.as_str()), ("ACME", "4"));
        assert_eq!(head.issued_on.map(|date| date.to_string()).as_deref(), Some("2026-03-31"));
        let rows: Vec<_> =
            entries.iter().map(|e| (e.id.id(), e.raw.as_str(), e.note.as_str(), e.place.as_str())).collect();
        assert_eq!(
            rows,
            [
                ("AUDT-2.10", "yes", "", "line 11"),
                ("ALOF-1", "no", "later", "line 12"),
                ("ALOF-2", "", "", "line 13")
            ]
        );
    }

    #[test]
    fn keys_that_mean_nothing_are_told() {
        let text = format!(
            "{HEAD}colour = 1\n[product]\nmaker = \"ACME\"\n[document]\nissued_on = \"soon\"\n[answers]\n\
             ALOF-1 = {{ answer = \"yes\", why = \"x\" }}\nALOF-2 = [\"yes\"]\nEXTRA = \"yes\"\n"
        );
        let (_, entries, problems) = read_text(&text).unwrap();
        let told: Vec<String> = problems.iter().map(|p| format!("{}: {}", p.place, p.what)).collect();
        assert_eq!(
            told,
            [
                "line 5: \"product.maker\" is not a key of this format: \"ACME\"",
                "line 7: document.issued_on reads \"soon\", which is no date such as 2026-03-31",
                "line 9: \"ALOF-1.why\" is not a key of this format: \"x\"",
                "line 10: The answer to \"ALOF-2\" is a list",
                "line 3: \"colour\" is not a key of this format: \"1\"",
            ]
        );
        assert_eq!(entries.iter().map(|e| e.id.id()).collect::<Vec<_>>(), ["ALOF-1", "EXTRA"]);
    }

    #[test]
    fn other_versions_forms_and_broken_text_are_refused_with_the_reason() {
        let newer = "format = \"riskward-disclosure/2\"\n";
        assert!(is_one(newer));
        assert!(read_text(newer).unwrap_err().to_string().contains("reads riskward-disclosure/1"));
        let other = "format = \"riskward-disclosure/1\"\nform = \"x\"\n";
        assert!(matches!(read_text(other), Err(IntakeError::UnknownForm { .. })));
        let broken = format!("{HEAD}[answers]\nALOF-1 = yes\n");
        assert!(read_text(&broken).unwrap_err().to_string().contains("line 4"));
    }
}
