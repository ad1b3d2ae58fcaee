//! The terminal's clipboard: a text is sent to it by the sequence OSC 52.

/// More than so many letters of the sequence are not taken by every terminal.
const MOST: usize = 74_994;

/// The sequence that puts a text into the clipboard; none when it is longer than terminals take.
pub fn sequence(text: &str) -> Option<Vec<u8>> {
    let encoded = base64(text.as_bytes());
    (encoded.len() <= MOST).then(|| format!("\x1b]52;c;{encoded}\x07").into_bytes())
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let six = (bits >> (18 - 6 * place)) & 63;
            text.push(if place > group.len() { '=' } else { char::from(LETTERS[six as usize]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_sent_as_letters_alone() {
        assert_eq!(
            ["", "f", "fo", "foo", "foob", "fooba"].map(|text| base64(text.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE="]
        );
        assert_eq!(sequence("a\tb\n").unwrap(), b"\x1b]52;c;YQliCg==\x07");
        assert_eq!(sequence(&"x".repeat(60_000)), None);
    }
}
