//! Laws of intake that hold for any bytes.

use proptest::prelude::*;
use riskward::domain::disclosure::Answer;

use crate::read;

/// Lines as files of this kind have them, with every part left to chance.
fn line() -> impl Strategy<Value = String> {
    let id = prop::sample::select(vec![
        "ALOF-1",
        "ALOF-2",
        "AUDT-2.10",
        "SHAD-15",
        "DOC-1",
        "DOC-7",
        "SBOM-99",
        "ZZZZ-1",
        "Note 1",
        "",
        "AUDT\u{2013}1",
    ]);
    let mark = prop::sample::select(vec![",", ":", ";", "\t", "|", " ", ",\"", "\":", "\u{201c}", "?", ""]);
    let answer = prop::sample::select(vec![
        "Yes",
        "no",
        "N/A",
        "____",
        "See Note 1",
        "Yes,IFU",
        "Yes/No",
        "é",
        "\0",
        "",
    ]);
    (id, mark.clone(), any::<String>(), mark.clone(), answer, mark, any::<String>())
        .prop_map(|(id, a, question, b, answer, c, note)| format!("{id}{a}{question}{b}{answer}{c}{note}\n"))
}

/// Whatever is read holds something, and nothing in it could not be stored.
fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(read) = read(bytes) else { return Ok(()) };
    prop_assert!(read.statements.iter().any(|s| s.answer != Answer::Unanswered || !s.note.is_empty()));
    for statement in &read.statements {
        prop_assert!(
            !statement.place.is_empty() && !statement.id.is_empty() && !statement.printed_id.is_empty()
        );
        for text in [&statement.raw, &statement.note, &statement.question, &statement.printed_id] {
            prop_assert!(!text.chars().any(|c| c < ' ' && c != '\n' && c != '\t'), "{text:?}");
        }
    }
    let mut ids: Vec<&str> = read.statements.iter().map(|statement| statement.id.as_str()).collect();
    ids.sort_unstable();
    prop_assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        holds(&bytes)?;
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        holds(text.as_bytes())?;
    }

    #[test]
    fn any_lines_are_read_or_refused(lines in prop::collection::vec(line(), 0..12)) {
        holds(lines.concat().as_bytes())?;
    }

    #[test]
    fn any_toml_is_read_or_refused(key in any::<String>(), value in any::<String>()) {
        let text = format!(
            "format = \"riskward-disclosure/1\"\nform = \"mds2-2019\"\n[answers]\nALOF-1 = \"yes\"\n{key:?} = {value:?}\n"
        );
        holds(text.as_bytes())?;
    }

    #[test]
    fn any_archive_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        holds(&[b"PK\x03\x04".as_slice(), &bytes].concat())?;
    }

    /// What is written as CSV comes back, whatever stands in its fields.
    #[test]
    fn a_written_csv_comes_back(notes in prop::collection::vec("[^\\x00-\\x1f_]*[^\\x00-\\x1f_ ]", 6)) {
        let ids = ["ALOF-1", "ALOF-2", "AUDT-1", "AUDT-2", "AUDT-2.10", "SAHD-15"];
        prop_assume!(!notes.iter().any(|note| note.to_lowercase().contains("note")));
        let mut writer = csv::Writer::from_writer(Vec::new());
        for (id, note) in ids.iter().zip(&notes) {
            writer.write_record([id, "q", "Yes", note]).unwrap();
        }
        let read = read(&writer.into_inner().unwrap()).unwrap();
        for (statement, (id, note)) in read.statements.iter().zip(ids.iter().zip(&notes)) {
            prop_assert_eq!((statement.id.as_str(), statement.answer), (*id, Answer::Yes));
            prop_assert_eq!(statement.note.as_str(), note.trim());
        }
    }
}
