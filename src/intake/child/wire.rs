//! What parent and child say to each other: records of JSON, each behind its length. The child is given one of the
//! forms, and the file after it; what it answers ends in a record of its own, an end or an error.

use std::{
    borrow::Cow,
    io::{self, Read, Write},
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    catalog::forms::Outline,
    domain::disclosure::{ReadDisclosure, ReadProblem, ReadStatement, StatedProduct},
    intake::error::IntakeError,
};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Record<'r> {
    Header(Header<'r>),
    Statement(Cow<'r, ReadStatement>),
    Problem(Cow<'r, ReadProblem>),
    End { statements: usize, problems: usize },
    Error(Cow<'r, IntakeError>),
}

#[derive(Debug, Serialize, Deserialize)]
struct Header<'r> {
    format: Cow<'r, str>,
    form: Cow<'r, str>,
    product: Cow<'r, StatedProduct>,
    document_id: Cow<'r, str>,
    document_revision: Cow<'r, str>,
    issued_on: Option<NaiveDate>,
}

/// Tells the child which forms the file may be in.
pub(super) fn write_forms(out: &mut dyn Write, forms: &[Outline]) -> io::Result<()> {
    record(out, &forms)
}

/// The forms that the parent has told; what follows them is left to be read.
pub(super) fn read_forms(mut told: impl Read) -> io::Result<Vec<Outline>> {
    let mut length = [0; 4];
    told.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length);
    let mut json = Vec::new();
    told.take(length.into()).read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

/// Writes an answer as records.
pub(super) fn write(out: impl Write, answer: &Result<ReadDisclosure, IntakeError>) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    match answer {
        Err(error) => record(&mut out, &Record::Error(Cow::Borrowed(error)))?,
        Ok(read) => {
            record(
                &mut out,
                &Record::Header(Header {
                    format: (&read.format).into(),
                    form: (&read.form).into(),
                    product: Cow::Borrowed(&read.product),
                    document_id: (&read.document_id).into(),
                    document_revision: (&read.document_revision).into(),
                    issued_on: read.issued_on,
                }),
            )?;
            for statement in &read.statements {
                record(&mut out, &Record::Statement(Cow::Borrowed(statement)))?;
            }
            for problem in &read.problems {
                record(&mut out, &Record::Problem(Cow::Borrowed(problem)))?;
            }
            let end = Record::End { statements: read.statements.len(), problems: read.problems.len() };
            record(&mut out, &end)?;
        }
    }
    out.flush()
}

fn record(out: &mut (impl Write + ?Sized), record: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_vec(record)?;
    let length = u32::try_from(json.len()).map_err(|_| io::Error::other("a record is longer than 4 GiB"))?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(&json)
}

/// Reads an answer back; the error says what is wrong with the records.
pub(super) fn read(bytes: &[u8]) -> Result<Result<ReadDisclosure, IntakeError>, String> {
    let mut records = Records(bytes);
    let header = match records.next()? {
        Record::Header(header) => header,
        Record::Error(error) => return records.over(Err(error.into_owned())),
        _ => return Err("the first record is not a header".into()),
    };
    let mut read = ReadDisclosure {
        format: header.format.into_owned(),
        form: header.form.into_owned(),
        product: header.product.into_owned(),
        document_id: header.document_id.into_owned(),
        document_revision: header.document_revision.into_owned(),
        issued_on: header.issued_on,
        statements: Vec::new(),
        problems: Vec::new(),
    };
    loop {
        match records.next()? {
            Record::Statement(statement) => read.statements.push(statement.into_owned()),
            Record::Problem(problem) => read.problems.push(problem.into_owned()),
            Record::End { statements, problems }
                if statements == read.statements.len() && problems == read.problems.len() =>
            {
                return records.over(Ok(read));
            }
            Record::End { .. } => return Err("records are missing".into()),
            Record::Header(_) | Record::Error(_) => return Err("a record stands where it must not".into()),
        }
    }
}

struct Records<'b>(&'b [u8]);

impl<'b> Records<'b> {
    fn next(&mut self) -> Result<Record<'b>, String> {
        let cut = || "it ends in the middle".to_owned();
        let (length, rest) = self.0.split_first_chunk::<4>().ok_or_else(cut)?;
        let (json, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize).ok_or_else(cut)?;
        self.0 = rest;
        serde_json::from_slice(json).map_err(|error| format!("a record cannot be read ({error})"))
    }

    fn over<T>(self, answer: T) -> Result<T, String> {
        if self.0.is_empty() { Ok(answer) } else { Err("something stands behind the last record".into()) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::disclosure::Answer;

    fn sample() -> ReadDisclosure {
        ReadDisclosure {
            format: "f".into(),
            form: "mds2-2019".into(),
            product: StatedProduct { manufacturer: "ACME \u{1b}".into(), ..StatedProduct::default() },
            document_id: "D".into(),
            document_revision: String::new(),
            issued_on: NaiveDate::from_ymd_opt(2019, 10, 9),
            statements: vec![ReadStatement {
                id: "ALOF-1".into(),
                printed_id: "ALOF-1".into(),
                question: "q\n\"q\"".into(),
                answer: Answer::Yes,
                raw: "Yes".into(),
                note: "n".into(),
                place: "line 1".into(),
                mapping: BTreeMap::from([("a".into(), "b".into())]),
            }],
            problems: vec![ReadProblem { place: String::new(), what: "w".into(), done: "d".into() }],
        }
    }

    fn written(answer: &Result<ReadDisclosure, IntakeError>) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, answer).unwrap();
        bytes
    }

    #[test]
    fn an_answer_comes_back_as_it_was() {
        for answer in [Ok(sample()), Err(IntakeError::Empty), Err(IntakeError::refused("x"))] {
            assert_eq!(read(&written(&answer)), Ok(answer));
        }
    }

    #[test]
    fn an_answer_that_is_cut_or_altered_is_no_answer() {
        let bytes = written(&Ok(sample()));
        for end in 0..bytes.len() {
            assert!(read(&bytes[..end]).is_err(), "{end}");
        }
        assert!(read(&[bytes.as_slice(), b"x"].concat()).is_err());
        assert!(read(&[bytes.as_slice(), &bytes].concat()).is_err());
        assert!(read(b"\xff\xff\xff\xff{}").is_err());
    }
}
