//! Whether text that is copied goes to the terminal's clipboard, as far as the environment tells.

use std::env;

/// When text is sent to the terminal's clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clipboard {
    /// Where the terminal is known to take it, and nothing lies between that may not pass it on.
    #[default]
    Auto,
    /// Always: the user has seen to it that it arrives.
    Always,
    /// Never: text is shown instead.
    Never,
}

/// The words of the choices.
pub const WORDS: [&str; 3] = ["auto", "always", "never"];

/// Terminals that take the sequence as they come.
const TAKERS: &[&str] = &["xterm-kitty", "alacritty", "foot", "wezterm", "contour", "xterm-ghostty", "rio"];

impl Clipboard {
    /// The choice of this word: `auto`, `always` or `never`.
    pub fn parse(word: &str) -> Option<Self> {
        WORDS.iter().position(|known| *known == word).map(|at| [Self::Auto, Self::Always, Self::Never][at])
    }

    /// The choice that the environment names, in `RISKWARD_CLIPBOARD`.
    pub fn of_environment() -> Option<Self> {
        env::var("RISKWARD_CLIPBOARD").ok().and_then(|word| Self::parse(word.trim()))
    }

    /// Whether the terminal's clipboard is used.
    pub fn is_used(self) -> bool {
        self.is_used_with(|name| env::var(name).ok())
    }

    fn is_used_with(self, variable: impl Fn(&str) -> Option<String>) -> bool {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let term = set("TERM").unwrap_or_default();
                // tmux and screen swallow it, or keep it for themselves
                let between = set("TMUX").is_some()
                    || set("STY").is_some()
                    || ["screen", "tmux"].iter().any(|name| term.starts_with(name));
                let takes = |name: &str| TAKERS.iter().any(|taker| name.starts_with(taker));
                let program = set("TERM_PROGRAM").unwrap_or_default().to_ascii_lowercase();
                !between && (takes(&term) || takes(&program))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_between_keeps_it_from_being_sent() {
        let given = |choice: Clipboard, pairs: &'static [(&str, &str)]| {
            choice.is_used_with(move |name| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(given(Clipboard::Auto, &[("TERM", "xterm-kitty")]));
        assert!(given(Clipboard::Auto, &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")]));
        assert!(!given(Clipboard::Auto, &[("TERM", "xterm-256color")]), "PuTTY says this too");
        assert!(!given(Clipboard::Auto, &[("TERM", "xterm-kitty"), ("TMUX", "yes")]));
        assert!(!given(Clipboard::Auto, &[("TERM", "screen-256color"), ("TERM_PROGRAM", "WezTerm")]));
        assert!(given(Clipboard::Always, &[("TMUX", "yes")]));
        assert!(!given(Clipboard::Never, &[("TERM", "foot")]));
    }
}
