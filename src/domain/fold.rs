//! Text looked through for words, whatever the case of the letters, in every script: both sides in small letters,
//! character by character. What else people may take for the same stays apart: é and e, ß and ss, a letter written as
//! one character and the same written as two, the final sigma.

use std::ops::Range;

/// The words of what was typed, in small letters.
pub fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(str::to_lowercase).map(|word| word.replace('ς', "σ")).collect()
}

/// Whether a text holds a word, which is in small letters.
pub fn holds(text: &str, word: &str) -> bool {
    if word.is_empty() {
        return true;
    }
    if word.is_ascii() {
        // two characters alone become ASCII letters: the sign of kelvin and the dotted I
        let hidden = || !text.is_ascii() && (text.contains("\u{212a}") || text.contains("\u{130}"));
        return holds_ascii(text.as_bytes(), word.as_bytes()) || hidden() && !places(text, word).is_empty();
    }
    let first = word.chars().next().unwrap_or_default();
    let begins = |c: char| {
        if c.is_ascii() { c.to_ascii_lowercase() == first } else { small(c).next() == Some(first) }
    };
    !text.is_ascii()
        && text.char_indices().any(|(at, c)| {
            begins(c) && {
                let mut here = text[at..].chars().flat_map(small);
                word.chars().all(|wanted| here.next() == Some(wanted))
            }
        })
}

/// The character in small letters.
fn small(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(|c| if c == 'ς' { 'σ' } else { c })
}

fn holds_ascii(text: &[u8], word: &[u8]) -> bool {
    let (first, rest) = (word[0], &word[1..]);
    let Some(last) = text.len().checked_sub(word.len()) else { return false };
    let mut at = 0;
    while at <= last {
        let Some(next) = text[at..=last].iter().position(|byte| byte.to_ascii_lowercase() == first) else {
            return false;
        };
        at += next + 1;
        if text[at..at + rest.len()].eq_ignore_ascii_case(rest) {
            return true;
        }
    }
    false
}

/// Where a word, in small letters, stands in a text, as bytes of it; the places do not overlap.
pub fn places(text: &str, word: &str) -> Vec<Range<usize>> {
    let wanted: Vec<char> = word.chars().collect();
    // each small letter with the character that it comes from
    let mut letters: Vec<(char, usize, usize)> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        letters.extend(small(c).map(|c| (c, at, end)));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while !wanted.is_empty() && at + wanted.len() <= letters.len() {
        if letters[at..at + wanted.len()].iter().map(|(c, ..)| c).eq(&wanted) {
            found.push(letters[at].1..letters[at + wanted.len() - 1].2);
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_does_not_count_in_any_script() {
        let holds = |text: &str, typed: &str| words(typed).iter().all(|word| holds(text, word));
        assert!(holds("Pumps run on an OUTDATED library", "outdated pump"));
        assert!(holds("ÜBERTRAGUNG der Schlüssel", "übertragung SCHLÜSSEL"));
        assert!(holds("Насос ПОМПА", "насос помпа"));
        assert!(holds("ΑΣΘΕΝΗΣ και ασθενής", "ασθενησ ασθενής"));
        assert!(!holds("résumé", "resume"));
        assert!(holds("100 % of _all_ \"it\" \\ * NOT", "% _all_ \"it\" \\ * not"));
        assert!(!holds("short", "shorter"));
        assert_eq!(places("Insulin in INsulin", "in"), [0..2, 5..7, 8..10, 11..13, 16..18]);
        assert_eq!(places("İstanbul", "i").len(), 1, "a letter that becomes two");
    }

    proptest! {
        /// The quick look and the exact one agree, and each place is a part of the text.
        #[test]
        fn quick_and_exact_agree(text in "[a-cA-CäÄKéßİ ]{0,24}", typed in "[a-cA-CäÄkéßi]{1,3}") {
            for word in words(&typed) {
                let found = places(&text, &word);
                prop_assert_eq!(holds(&text, &word), !found.is_empty());
                for place in found {
                    prop_assert!(text.get(place).is_some());
                }
            }
        }
    }
}
