//! Whether a version found on a unit is one that an assessment holds for.
//!
//! The range is a person's words, so only what can be read without guessing is matched:
//!
//! | written | holds for |
//! |---|---|
//! | `4.2.1` | this version; `4.2` is `4.2.0` |
//! | `4.2.x`, `4.2.*` | every version that begins with 4.2 |
//! | `>=4.2, <4.3` | both must hold; also `>`, `<=`, `=` |
//! | `4.1.3, 4.2.x` | one of them; so `;` and `or` |
//! | `*`, `all`, `any` | every version |
//!
//! Numbers are compared as numbers, a missing one is 0, and letters behind a number come after the bare number:
//! 4.2.1 < 4.2.1b < 4.2.2. A leading `v` is left out. Anything else, on either side, cannot be told.

use std::cmp::Ordering;

/// How a version stands to a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The range holds for it.
    Inside,
    /// It does not.
    Outside,
    /// The range or the version is in words that cannot be compared.
    CannotTell,
}

/// How a version stands to a range. Basis: the project's own design.
pub fn fit(range: &str, version: &str) -> Fit {
    let Some(alternatives) = range_of(range) else { return Fit::CannotTell };
    if alternatives.iter().any(|bounds| matches!(bounds.as_slice(), [Bound::Any])) {
        return Fit::Inside;
    }
    let Some(version) = version_of(version) else { return Fit::CannotTell };
    let inside = alternatives.iter().any(|bounds| bounds.iter().all(|bound| bound.holds(&version)));
    if inside { Fit::Inside } else { Fit::Outside }
}

/// A part of a version: a number, or letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Letters(String),
    Number(u64),
}

/// The version as numbers between dots, each with the letters behind it.
type Version = Vec<Vec<Part>>;

/// What a sign wants of the order of a version and its bound.
type Wanted = fn(Ordering) -> bool;

enum Bound {
    Any,
    Begins(Version),
    Compares(Wanted, Version),
}

impl Bound {
    fn holds(&self, version: &Version) -> bool {
        match self {
            Self::Any => true,
            Self::Begins(start) => {
                (0..start.len()).all(|at| compared(start.get(at), version.get(at)) == Ordering::Equal)
            }
            Self::Compares(wanted, bound) => {
                let longest = bound.len().max(version.len());
                let order = (0..longest)
                    .map(|at| compared(version.get(at), bound.get(at)))
                    .find(|order| *order != Ordering::Equal);
                wanted(order.unwrap_or(Ordering::Equal))
            }
        }
    }
}

/// Two places of versions; one that is missing is 0.
fn compared(one: Option<&Vec<Part>>, other: Option<&Vec<Part>>) -> Ordering {
    let zero = vec![Part::Number(0)];
    one.unwrap_or(&zero).cmp(other.unwrap_or(&zero))
}

/// The alternatives of a range, each a list of bounds that must all hold.
fn range_of(text: &str) -> Option<Vec<Vec<Bound>>> {
    let text = text.trim().to_ascii_lowercase();
    if matches!(text.as_str(), "all" | "any") {
        return Some(vec![vec![Bound::Any]]);
    }
    let mut alternatives = Vec::new();
    for group in text.split(';').flat_map(|part| part.split(" or ")) {
        let mut together = Vec::new();
        for part in group.split(',') {
            match bound_of(part.trim())? {
                bound @ Bound::Compares(..) if !is_plain(part) => together.push(bound),
                alone => alternatives.push(vec![alone]),
            }
        }
        if !together.is_empty() {
            alternatives.push(together);
        }
    }
    Some(alternatives)
}

/// A version without a sign before it stands for itself, whatever stands beside it.
fn is_plain(part: &str) -> bool {
    !part.trim().starts_with(['<', '>', '='])
}

fn bound_of(text: &str) -> Option<Bound> {
    const SIGNS: [(&str, Wanted); 5] = [
        (">=", Ordering::is_ge),
        ("<=", Ordering::is_le),
        (">", Ordering::is_gt),
        ("<", Ordering::is_lt),
        ("=", Ordering::is_eq),
    ];
    for (sign, wanted) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return Some(Bound::Compares(wanted, version_of(rest)?));
        }
    }
    if matches!(text, "*" | "x") {
        return Some(Bound::Any);
    }
    if let Some(start) = text.strip_suffix(".x").or_else(|| text.strip_suffix(".*")) {
        return Some(Bound::Begins(version_of(start)?));
    }
    Some(Bound::Compares(Ordering::is_eq, version_of(text)?))
}

/// A version: letters, digits, `.`, `-`, `_` and `+`, beginning with a digit; none for anything else.
fn version_of(text: &str) -> Option<Version> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_prefix('v').unwrap_or(&text);
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    if !text.starts_with(|c: char| c.is_ascii_digit()) || !text.chars().all(known) {
        return None;
    }
    text.split('.').map(parts_of).collect()
}

/// `1b7` as 1, b, 7.
fn parts_of(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for word in text.split(['-', '_', '+']) {
        let mut rest = word;
        while !rest.is_empty() {
            let digits = rest.starts_with(|c: char| c.is_ascii_digit());
            let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
            let (here, behind) = rest.split_at(end);
            parts.push(if digits {
                Part::Number(here.parse().ok()?)
            } else {
                Part::Letters(here.to_owned())
            });
            rest = behind;
        }
    }
    // a place without anything, as in `4..2`, is no version
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::{Fit::*, fit};
    use proptest::prelude::*;

    #[test]
    fn ranges_that_can_be_read() {
        for (range, version, expected) in [
            ("4.2.x", "4.2.1", Inside),
            ("4.2.x", "4.2", Inside),
            ("4.2.X", "v4.2.17b", Inside),
            ("4.2.*", "4.3.0", Outside),
            ("4.2.x", "4.20.1", Outside),
            ("4.x", "4.11.2", Inside),
            ("12.0", "12.0.0", Inside),
            ("12.0", "12.0.1", Outside),
            ("12", "12", Inside),
            (">=4.2, <4.3", "4.2.9", Inside),
            (">=4.2, <4.3", "4.3", Outside),
            (">=4.2, <4.3", "4.1.99", Outside),
            (">= 4.2 , <= 4.3", "4.3.0", Inside),
            ("> 4.2", "4.2.0", Outside),
            (">4.2", "4.2.0b", Inside),
            ("=4.2.1", "4.2.1", Inside),
            ("4.1.3, 4.2.x", "4.1.3", Inside),
            ("4.1.3, 4.2.x", "4.2.8", Inside),
            ("4.1.3; 4.2.x", "4.1.4", Outside),
            ("4.1.3 or >=5.0, <6", "5.9", Inside),
            ("4.1.3 or >=5.0, <6", "6.0", Outside),
            ("4.1.3, >=5.0, <6", "4.1.3", Inside),
            ("*", "as delivered", Inside),
            ("all", "9", Inside),
            ("4.2.1", "4.2.1b", Outside),
            ("<4.2.2", "4.2.1b", Inside),
        ] {
            assert_eq!(fit(range, version), expected, "{version} in {range}");
        }
    }

    #[test]
    fn words_cannot_be_matched_and_say_so() {
        for range in ["as delivered in 2025", "", "4.2 and newer", "build Q3", "4..2", ">=", "4.2 - 4.4"] {
            assert_eq!(fit(range, "4.2.1"), CannotTell, "{range:?}");
        }
        assert_eq!(fit("4.2.x", "Fw. 4.2.1"), CannotTell);
        assert_eq!(fit("4.2.x", "99999999999999999999999"), CannotTell);
    }

    proptest! {
        /// Every version is inside itself, its own beginning and the half-open range around it, and never beyond.
        #[test]
        fn a_version_fits_what_is_made_from_it(parts in proptest::collection::vec(0_u32..50, 2..4)) {
            let text = parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
            let start = parts[..parts.len() - 1].iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
            prop_assert_eq!(fit(&text, &text), Inside);
            prop_assert_eq!(fit(&format!("{start}.x"), &text), Inside);
            prop_assert_eq!(fit(&format!(">={text}, <={text}"), &text), Inside);
            prop_assert_eq!(fit(&format!("<{text}"), &text), Outside);
            prop_assert_eq!(fit(&format!(">{text}"), &text), Outside);
        }

        /// No text is too odd to be looked at.
        #[test]
        fn any_text_gets_an_answer(range in ".{0,24}", version in ".{0,12}") {
            let _ = fit(&range, &version);
        }
    }
}
