//! What the terminal can show, as far as the environment tells.

use std::env;

/// The terminal shows characters other than ASCII: the locale is UTF-8 and the terminal is no old console.
pub fn shows_utf8() -> bool {
    let variable = |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    utf8_locale(variable) && !old_console(&variable("TERM").unwrap_or_default())
}

/// The terminal cannot place text at all, or there is none.
pub fn is_dumb() -> bool {
    env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// Colours are not wanted: `NO_COLOR` is set to anything, or the terminal has none.
pub fn no_colour() -> bool {
    let term = env::var_os("TERM").unwrap_or_default();
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || term
            .to_str()
            .is_some_and(|term| term.starts_with("vt") || term.ends_with("-mono") || term.ends_with("-m"))
}

/// The terminal is light, or dark, as the user says or the terminal itself; none where nobody does. No terminal is asked:
/// not all of them answer.
pub fn is_light() -> Option<bool> {
    light(|name| env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
}

/// `RISKWARD_BACKGROUND`, or else `COLORFGBG`, as in `15;0`: the last number is that of the colour behind the text.
fn light(variable: impl Fn(&str) -> Option<String>) -> Option<bool> {
    match variable("RISKWARD_BACKGROUND").as_deref().map(str::trim) {
        Some("light") => return Some(true),
        Some("dark") => return Some(false),
        _ => {}
    }
    let behind: u8 = variable("COLORFGBG")?.rsplit(';').next()?.trim().parse().ok()?;
    match behind {
        0..=6 | 8 => Some(false),
        7 | 9..=15 => Some(true),
        _ => None,
    }
}

/// The first of the three that is set decides, as in the C library.
fn utf8_locale(variable: impl Fn(&str) -> Option<String>) -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
    let locale = locale.unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

fn old_console(term: &str) -> bool {
    term == "linux" || term.starts_with("vt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let given = |pairs: &'static [(&str, &str)]| {
            utf8_locale(move |name| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(given(&[("LANG", "de_DE.UTF-8")]));
        assert!(!given(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")]));
        assert!(given(&[("LC_ALL", ""), ("LANG", "C.utf8")]));
        assert!(!given(&[]));
    }

    #[test]
    fn what_is_behind_the_text_is_known_where_somebody_says_so() {
        let given = |pairs: &'static [(&str, &str)]| {
            light(move |name| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(given(&[]), None);
        assert_eq!(given(&[("COLORFGBG", "15;0")]), Some(false));
        assert_eq!(given(&[("COLORFGBG", "0;default;15")]), Some(true));
        assert_eq!(given(&[("COLORFGBG", "default;default")]), None);
        assert_eq!(given(&[("COLORFGBG", "15;0"), ("RISKWARD_BACKGROUND", "light")]), Some(true));
    }

    #[test]
    fn consoles_without_characters_are_known() {
        assert!(old_console("linux") && old_console("vt220"));
        assert!(!old_console("xterm-256color"));
    }
}
