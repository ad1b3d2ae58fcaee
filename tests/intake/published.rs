//! The example worksheet that the publisher of the form offers. It is not part of this repository.

use std::{collections::BTreeMap, fs, path::PathBuf};

use riskward::{catalog::Catalogue, domain::disclosure::Answer, intake};

use crate::{program, read, says, statement, told};

/// The example's bytes; nothing, and a line that says so, where it is not at hand.
fn example() -> Option<Vec<u8>> {
    let shared = std::env::var_os("RISKWARD_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let file = shared.join("disclosures/nema-hn1-2019-example.xlsx");
    let bytes = fs::read(&file).ok();
    if bytes.is_none() {
        println!("skipped, because {} is not there (RISKWARD_SHARED may name its folder)", file.display());
    }
    bytes
}

#[test]
fn all_240_items_are_read_with_their_answers() {
    let Some(bytes) = example() else { return };
    let read = read(&bytes).unwrap();
    assert_eq!((read.format.as_str(), read.form.as_str()), ("mds2-2019 workbook", "mds2-2019"));
    assert_eq!(read.statements.len(), 240);
    let mut counts: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for statement in &read.statements {
        let doc = statement.id.starts_with("DOC-");
        *counts.entry((doc, riskward::domain::word::Word::word(statement.answer))).or_default() += 1;
    }
    assert_eq!(
        counts.into_iter().collect::<Vec<_>>(),
        [
            ((false, "no"), 109),
            ((false, "not_applicable"), 86),
            ((false, "see_note"), 1),
            ((false, "yes"), 29),
            ((true, "no"), 3),
            ((true, "not_applicable"), 4),
            ((true, "text"), 7),
            ((true, "unanswered"), 1),
        ]
    );
}

#[test]
fn traps_of_the_published_form_are_known() {
    let Some(bytes) = example() else { return };
    let read = read(&bytes).unwrap();
    let misprint = statement(&read, "SAHD-15");
    assert_eq!((misprint.printed_id.as_str(), misprint.place.as_str()), ("SHAD-15", "mds2-form!C285"));
    assert_eq!(told(&read, "mds2-form!C285"), ["SAHD-15 is printed as \"SHAD-15\""]);
    assert_eq!(statement(&read, "AUDT-2.1").place, "mds2-form!C60");
    assert_eq!(statement(&read, "AUDT-2.10").place, "mds2-form!C71");
    assert!(statement(&read, "ALOF-1").note.is_empty());
    assert_eq!(says(&read, "SAHD-16").0, Answer::SeeNote);
    for id in ["DOC-10", "EMRG-1", "MLDP-1", "SAHD-16", "SGUD-2"] {
        let note = &statement(&read, id).note;
        assert!(!note.is_empty() && !note.to_lowercase().contains("see note"), "{id}: {note}");
    }
    let mapping = &statement(&read, "ALOF-1").mapping;
    assert_eq!(mapping["NIST SP 800-53 Rev. 4"], "AC-12");
    assert_eq!(mapping["ISO 27002:2013"], "None");
    assert_eq!(mapping.len(), 3);
    assert!(statement(&read, "MPII-2.2").mapping.is_empty());
}

#[test]
fn the_product_is_named_as_stated() {
    let Some(bytes) = example() else { return };
    let read = read(&bytes).unwrap();
    assert_eq!(read.product.manufacturer, "Hidden");
    assert_eq!(read.product.description, "Handheld Blood Glucose Monitor");
    assert_eq!(read.issued_on.map(|date| date.to_string()).as_deref(), Some("2019-10-09"));
    assert_eq!(says(&read, "DOC-7"), (Answer::Text, "2019-10-09", ""));
}

#[test]
fn only_what_is_odd_is_a_problem() {
    let Some(bytes) = example() else { return };
    let read = read(&bytes).unwrap();
    let places: Vec<&str> = read.problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["mds2-form!C285", "mds2-form!C15"], "{:#?}", read.problems);
}

#[test]
fn the_child_reads_the_same() {
    let Some(bytes) = example() else { return };
    assert_eq!(intake::read_in_child(program(), Catalogue::embedded(), &bytes), read(&bytes));
}

/// The example's own questions, which hold colons, commas and quotations, in the text forms that makers publish.
#[test]
fn the_example_says_the_same_as_text() {
    let Some(bytes) = example() else { return };
    let workbook = read(&bytes).unwrap();
    let variants: [fn(&str, &str, &str) -> String; 7] = [
        |id, question, answer| format!("{id},{question}:{answer}"),
        |id, question, answer| format!("{id}:{question}:{answer}"),
        |id, question, answer| format!("{id},{question},{answer}"),
        |id, question, answer| format!("{id},\"{}\":{answer},", question.replace('"', "\"\"")),
        |id, question, answer| format!("{id},\u{201c}{question}\u{201d}: {answer}"),
        |id, question, answer| format!("{id}\t{question}\t{answer}\t__"),
        |id, question, answer| format!("{id}\n{question}\n{answer}\n__"),
    ];
    for (number, variant) in variants.iter().enumerate() {
        let lines: Vec<String> = workbook
            .statements
            .iter()
            .map(|s| {
                let question = s.question.split_whitespace().collect::<Vec<_>>().join(" ");
                variant(&s.printed_id, &question, &s.raw)
            })
            .collect();
        let text = read(format!("Prose before it.\n\n{}\n", lines.join("\n")).as_bytes()).unwrap();
        let answers = |read: &riskward::domain::disclosure::ReadDisclosure| -> Vec<(String, Answer)> {
            read.statements.iter().map(|statement| (statement.id.clone(), statement.answer)).collect()
        };
        assert_eq!(answers(&text), answers(&workbook), "variant {number}");
        assert_eq!(text.product, workbook.product, "variant {number}");
        assert_eq!(text.issued_on, workbook.issued_on, "variant {number}");
    }
}
