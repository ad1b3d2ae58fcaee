//! Text forms: delimited, pasted, TOML, as real files deviate.

use riskward::{
    domain::disclosure::{Answer, ReadDisclosure},
    intake::IntakeError,
};

use crate::{read, says, statement, told};

fn text(text: &str) -> ReadDisclosure {
    read(text.as_bytes()).unwrap()
}

const CSV: &str = "Question ID,Question,Answer,See note\n\
    DOC-1,Maker,\"ACME, Inc.\",\n\
    DOC-3,Model,Pump 3,__\n\
    DOC-7,Date,2024-02-01,__\n\
    ALOF-1,\"Can it, or not?\",Yes,by licence\n\
    ALOF-2,\"Over\ntwo lines\",N/A,See Note 1\n\
    AUDT-2.1,q,No,\n\
    AUDT-2.10,q,,\n\
    \n\
    Note 1,the note's text\n";

#[track_caller]
fn is_the_csv(read: &ReadDisclosure) {
    assert_eq!(read.format, "mds2-2019 delimited text");
    assert_eq!(read.statements.len(), 7);
    assert_eq!((read.product.manufacturer.as_str(), read.product.model.as_str()), ("ACME, Inc.", "Pump 3"));
    assert_eq!(says(read, "ALOF-1"), (Answer::Yes, "Yes", "by licence"));
    assert_eq!(says(read, "ALOF-2"), (Answer::NotApplicable, "N/A", "the note's text"));
    assert_eq!(statement(read, "ALOF-2").question, "Over\ntwo lines");
    assert_eq!(says(read, "AUDT-2.10").0, Answer::Unanswered);
    assert_eq!(statement(read, "AUDT-2.1").place, "line 8");
}

#[test]
fn delimiters_marks_line_ends_and_encodings_make_no_difference() {
    is_the_csv(&text(CSV));
    is_the_csv(&text(&format!("\u{feff}{}", CSV.replace('\n', "\r\n"))));
    for delimiter in [";", "\t", "|"] {
        // Only the commas between fields, none of those inside of quotation marks or words.
        let fields = CSV.replace("ACME, Inc.", "ACME@ Inc.").replace("Can it, or", "Can it@ or");
        is_the_csv(&text(&fields.replace(',', delimiter).replace('@', ",")));
    }
    let wide: Vec<u8> = format!("\u{feff}{CSV}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    is_the_csv(&read(&wide).unwrap());
}

#[test]
fn windows_1252_is_read_and_told() {
    let read = read(b"ALOF-1;\x93q\x94;Yes;f\xfcr alle\n").unwrap();
    assert_eq!(says(&read, "ALOF-1"), (Answer::Yes, "Yes", "für alle"));
    assert!(told(&read, "").contains(&"The text is not UTF-8"));
}

#[test]
fn the_mixed_text_form_of_a_published_file_is_read() {
    let read = text(
        "# A product\n\nProse before it, with ports: 443, 8080.\n\n\
         DOC-1:Maker:ACME\n\
         DOC-3:Model:Pump: 3\n\
         DOC-7:Date:March 5, 2021\n\
         \n\
         AUDIT CONTROLS (AUDT)\n\
         AUDT-1,Can it log: a, b, or c?:Yes,IFU\n\
         AUDT-1.1,\"Does it, or not?\":No,\"because, well\"\n\
         AUDT-2,\u{201c}Does it?\u{201d}:Yes,\n\
         AUDT-2.1,Does it?: N/A: No default accounts\n\
         AUDT-2.2,Does it?____\n\
         AUDT-2.3,Does it?\n\
         AUDT-2.10,\"question\": Yes,\"note\"\n\
         SHAD-15,Does it?:yes, Optional\n\
         ALOF-77,Does it?:Yes\n",
    );
    assert_eq!(read.format, "mds2-2019 pasted text");
    assert_eq!((read.product.manufacturer.as_str(), read.product.model.as_str()), ("ACME", "Pump: 3"));
    assert_eq!(read.issued_on.map(|date| date.to_string()).as_deref(), Some("2021-03-05"));
    assert_eq!(says(&read, "AUDT-1"), (Answer::Yes, "Yes,IFU", "IFU"));
    assert_eq!(statement(&read, "AUDT-1").question, "Can it log: a, b, or c?");
    assert_eq!(says(&read, "AUDT-1.1"), (Answer::No, "No", "because, well"));
    assert_eq!(says(&read, "AUDT-2"), (Answer::Yes, "Yes,", ""));
    assert_eq!(
        says(&read, "AUDT-2.1"),
        (Answer::NotApplicable, "N/A: No default accounts", "No default accounts")
    );
    assert_eq!(says(&read, "AUDT-2.2").0, Answer::Unanswered);
    assert_eq!(says(&read, "AUDT-2.3"), (Answer::Unanswered, "", ""));
    assert_eq!(says(&read, "AUDT-2.10"), (Answer::Yes, "Yes", "note"));
    assert_eq!(says(&read, "SAHD-15"), (Answer::Yes, "yes, Optional", "Optional"));
    assert_eq!(statement(&read, "SAHD-15").place, "line 17");
    assert_eq!(says(&read, "ALOF-77").0, Answer::Yes);
    assert_eq!(told(&read, "line 10"), ["The answer to AUDT-1 reads \"Yes,IFU\""]);
    assert_eq!(told(&read, "line 14"), ["AUDT-2.2 is not answered"]);
    assert_eq!(told(&read, "line 18"), ["The form has no item \"ALOF-77\""]);
}

#[test]
fn text_copied_out_of_a_document_is_read() {
    let read = text(
        "AUTOMATIC LOGOFF (ALOF)\n\
         ALOF-1 Can it be set so that\n\
         it locks by itself? Yes See Note 1\n\
         ALOF-2\n\
         Is it\n\
         adjustable?\n\
         No\n\
         __\n\
         AUDT-1 Does it log? N/A __\n\
         \n\
         Notes:\n\
         Note 1 after ten\n\
         minutes\n",
    );
    assert_eq!(says(&read, "ALOF-1"), (Answer::Yes, "Yes", "after ten\nminutes"));
    assert_eq!(statement(&read, "ALOF-1").question, "Can it be set so that it locks by itself?");
    assert_eq!(says(&read, "ALOF-2"), (Answer::No, "No", ""));
    assert_eq!(says(&read, "AUDT-1"), (Answer::NotApplicable, "N/A", ""));
}

#[test]
fn notes_are_found_wherever_an_answer_names_them() {
    let read = text(
        "ALOF-1,q,\"Yes, see note 2\",\nALOF-2,q,See Note 1,\nAUDT-1,q,See Note,\nAUTH-1,q,No,See Note 9\n\
         Note 1,one\nNote 2,two\n",
    );
    assert_eq!(says(&read, "ALOF-1"), (Answer::Yes, "Yes, see note 2", "see note 2\ntwo"));
    assert_eq!(says(&read, "ALOF-2"), (Answer::SeeNote, "See Note 1", "one"));
    assert_eq!(says(&read, "AUDT-1").0, Answer::SeeNote);
    assert_eq!(told(&read, "line 3"), ["The answer to AUDT-1 is a note that the file does not have"]);
    assert_eq!(says(&read, "AUTH-1").2, "See Note 9");
    assert_eq!(told(&read, "line 4"), ["AUTH-1 refers to See Note 9, and the file does not have it"]);
}

#[test]
fn a_table_of_markdown_is_read() {
    let read = text(
        "| ID | Question | Answer | Note |\n|---|---|---|---|\n| ALOF-1 | Can it? | Yes | x |\n| ALOF-2 | Is it? | No | |\n",
    );
    assert_eq!(says(&read, "ALOF-1"), (Answer::Yes, " Yes ", "x"));
    assert_eq!(says(&read, "ALOF-2").0, Answer::No);
}

#[test]
fn doubles_gaps_and_conditions_are_told() {
    let read = text(
        "AUTH-1,q,No,\nAUTH-1,q,Yes,x\nALOF-1,q,No,\nALOF-1,q,No,\nALOF-2,q,,\nAUDT-2,q,No,\nAUDT-2.1,q,,\nAUDT-3,q,____,\n",
    );
    assert_eq!(says(&read, "AUTH-1"), (Answer::No, "No", ""));
    assert_eq!(
        told(&read, "line 2"),
        ["AUTH-1 stands twice: here with \"Yes\" with the note \"x\", at line 1 with \"No\""]
    );
    assert_eq!(
        told(&read, "line 4"),
        ["ALOF-1 stands twice, with the same answer; the other one is at line 3"]
    );
    // AUDT-2.1 is only asked where AUDT-2 is Yes.
    assert!(told(&read, "line 7").is_empty());
    assert_eq!(told(&read, "line 8"), ["AUDT-3 is not answered"]);
    let gaps = told(&read, "");
    assert_eq!(gaps.len(), 22, "{gaps:#?}");
    assert!(
        gaps.iter()
            .any(|gap| gap.starts_with("8 items of section SBOM cannot be found in the file: SBOM-1, "))
    );
}

#[test]
fn an_answer_behind_a_silent_double_is_not_lost() {
    let read = text("ALOF-1,q,,\nALOF-1,q,Yes,x\nALOF-2,q,No,\n");
    assert_eq!(says(&read, "ALOF-1"), (Answer::Yes, "Yes", "x"));
}

#[test]
fn other_words_are_kept_as_text() {
    let read = text(
        "ALOF-1,q,Partially,x\nALOF-2,q,Yes/No,\nAUDT-1,q,Yes,\nAUDT-1.1,q,No,\nAUDT-2,q,No,\nAUTH-1,q,No,\nAUTH-2,q,No,\nAUTH-3,q,No,\nAUTH-4,q,No,\nAUTH-5,q,No,\n",
    );
    assert_eq!(says(&read, "ALOF-1"), (Answer::Text, "Partially", "x"));
    assert_eq!(says(&read, "ALOF-2").0, Answer::Text);
    assert_eq!(told(&read, "line 1"), ["The answer to ALOF-1 is neither Yes, No nor N/A: \"Partially\""]);
}

#[test]
fn control_characters_become_visible_and_are_told() {
    let read = text("ALOF-1,q,Yes,a\u{0}b\u{1b}[31m\nALOF-2,q,No,\n");
    assert_eq!(says(&read, "ALOF-1").2, "a␀b␛[31m");
    assert_eq!(told(&read, "line 1"), ["The text holds control characters (2 in all)"]);
}

#[test]
fn riskwards_own_form_is_read() {
    let read = text(
        "format = \"riskward-disclosure/1\"\nform = \"mds2-2019\"\n[product]\nmanufacturer = \"ACME\"\nmodel = \"X\"\n\
         description = \"pump\"\n[document]\nid = \"D-1\"\nissued_on = \"2026-03-31\"\nrevision = \"B\"\ncontact = \"a@b.example\"\n\
         [answers]\n\"ALOF-1\" = \"yes\"\n\"ALOF-2\" = { answer = \"see note\", note = \"n\" }\n\"AUDT-1\" = \"unanswered\"\n\
         \"DOC-6\" = \"none\"\nAUTH-1 = \"n/a\"\nNEW-1 = \"yes\"\n",
    );
    assert_eq!(read.format, "mds2-2019 TOML");
    assert_eq!((read.document_id.as_str(), read.document_revision.as_str()), ("D-1", "B"));
    assert_eq!((read.product.contact.as_str(), read.product.networked_use.as_str()), ("a@b.example", "none"));
    assert_eq!(says(&read, "ALOF-2"), (Answer::SeeNote, "see note", "n"));
    assert_eq!(says(&read, "AUTH-1").0, Answer::NotApplicable);
    assert_eq!(told(&read, "line 15"), ["AUDT-1 is not answered"]);
    assert_eq!(told(&read, "line 18"), ["The form has no item \"NEW-1\""]);
}

#[test]
fn files_with_nothing_to_use_are_errors_with_a_way_out() {
    for (bytes, words) in [
        (b"".as_slice(), "empty"),
        (b" \n\t", "empty"),
        (b"Dear colleague, the form is attached.\n", "no question of a known form"),
        (b"ALOF-1,q,,\nALOF-2,q,____,__\n", "none is answered"),
        (b"ZZZZ-1,q,Yes,\n", "no question of a known form"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\"bomFormat\": \"CycloneDX\"}", "JSON"),
        (b"MDS2 (HN 1-2013)\n2-2.2 Yes\n", "no question of a known form"),
        (b"format = \"riskward-disclosure/1\"\nform = \"mds2-2019\"\n", "no question of the form"),
        (b"format = \"riskward-disclosure/1\"\nform = \"x\"\n", "not in the catalogue"),
        (b"format = \"riskward-disclosure/1\"\nform = \"mds2-2019\"\nform = \"x\"\n", "line 3"),
    ] {
        let error = read(bytes).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.try_this().is_empty(), "{error}");
    }
    assert!(matches!(read(&vec![b'x'; 20 * 1024 * 1024 + 1]), Err(IntakeError::TooLarge { limit: 20 })));
}
