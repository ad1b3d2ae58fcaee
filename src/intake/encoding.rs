//! Bytes become text, in the encoding of whatever program wrote them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::clean;
use crate::domain::disclosure::ReadProblem;

/// Text of a file, with LF as its line ends and no control characters, and what was odd about the bytes.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) problems: Vec<ReadProblem>,
}

/// Decodes by byte order mark; without one as UTF-8, and if it is not that, as Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let mut problems = Vec::new();
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let (mut text, mut broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if mark == 0 && broken {
        (text, broken) = WINDOWS_1252.decode_without_bom_handling(bytes);
        problems.push(whole(
            "The text is not UTF-8",
            "Read as Windows-1252, the usual case; look at its letters",
        ));
    }
    if broken {
        let name = if encoding == UTF_16LE || encoding == UTF_16BE { "UTF-16" } else { "UTF-8" };
        problems.push(whole(
            &format!("Some bytes are not the {name} that the file's first bytes announce"),
            "Each stands as the sign � in the text",
        ));
    }
    let text = if text.contains('\n') { text } else { text.replace('\r', "\n").into() };
    Decoded { text: show_controls(&text, &mut problems), problems }
}

/// At most so many lines with control characters are told one by one.
const LINES_TOLD: usize = 20;

fn show_controls(text: &str, problems: &mut Vec<ReadProblem>) -> String {
    let (shown, count) = clean::visible(text);
    if count > 0 {
        let mut rest = count;
        let lines = shown_lines(text).filter(|(_, count)| *count > 0).take(LINES_TOLD);
        for (number, count) in lines {
            rest -= count;
            problems.push(clean::problem(&format!("line {number}"), count));
        }
        if rest > 0 {
            problems.push(clean::problem("", rest));
        }
    }
    shown.into_owned()
}

fn shown_lines(text: &str) -> impl Iterator<Item = (usize, usize)> {
    (1..)
        .zip(text.split('\n'))
        .map(|(number, line)| (number, clean::visible(line.strip_suffix('\r').unwrap_or(line)).1))
}

fn whole(what: &str, done: &str) -> ReadProblem {
    ReadProblem { place: String::new(), what: what.to_owned(), done: done.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, usize) {
        let decoded = decode(bytes);
        (decoded.text, decoded.problems.len())
    }

    #[test]
    fn the_usual_encodings_are_read() {
        assert_eq!(text("\u{feff}Größe".as_bytes()), ("Größe".into(), 0));
        assert_eq!(text("Größe".as_bytes()), ("Größe".into(), 0));
        assert_eq!(text(b"Gr\xf6\xdfe \x93x\x94"), ("Größe “x”".into(), 1));
        let wide = |to: fn(u16) -> [u8; 2]| "\u{feff}Größe".encode_utf16().flat_map(to).collect::<Vec<u8>>();
        assert_eq!(text(&wide(u16::to_le_bytes)), ("Größe".into(), 0));
        assert_eq!(text(&wide(u16::to_be_bytes)), ("Größe".into(), 0));
    }

    #[test]
    fn bytes_that_break_their_own_mark_are_told() {
        assert_eq!(text(b"\xef\xbb\xbfa\xffb"), ("a\u{fffd}b".into(), 1));
        assert_eq!(text(b"\xff\xfea\0b"), ("a\u{fffd}".into(), 1));
    }

    #[test]
    fn line_ends_of_three_systems_are_one() {
        for raw in ["a\nb", "a\r\nb", "a\rb"] {
            assert_eq!(text(raw.as_bytes()), ("a\nb".into(), 0), "{raw:?}");
        }
    }

    #[test]
    fn controls_are_told_by_line() {
        let decoded = decode(b"a\r\nb\0\x1b\r\nc\x07");
        assert_eq!(decoded.text, "a\nb␀␛\nc␇");
        let places: Vec<&str> = decoded.problems.iter().map(|problem| problem.place.as_str()).collect();
        assert_eq!(places, ["line 2", "line 3"]);
    }
}
