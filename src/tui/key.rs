//! A key as the program knows it, and how it is written: `Ctrl-r`, `Shift-Tab`, `g`.

use std::fmt;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, as typed: `G` and not Shift with `g`.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// F1 to F12.
    F(u8),
}

/// A key with the control or alt key held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// The control key is held.
    pub ctrl: bool,
    /// The alt key is held.
    pub alt: bool,
}

impl Key {
    /// The key alone.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character alone.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// The character that it types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Reads one key as the command table writes it.
    pub fn parse(written: &str) -> Option<Self> {
        let (ctrl, rest) = match written.strip_prefix("Ctrl-") {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, written),
        };
        let (alt, rest) = match rest.strip_prefix("Alt-") {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, rest),
        };
        if let Some((_, code)) = NAMED.iter().find(|(name, _)| *name == rest) {
            return Some(Self { code: *code, ctrl, alt });
        }
        if let Some(number) = rest.strip_prefix('F').and_then(|number| number.parse().ok()) {
            return (1..=12).contains(&number).then_some(Self { code: Code::F(number), ctrl, alt });
        }
        let mut chars = rest.chars();
        // with the control key held, terminals do not tell capitals from small letters
        let c = chars.next().map(|c| if ctrl { c.to_ascii_lowercase() } else { c })?;
        (chars.next().is_none() && !c.is_control()).then_some(Self { code: Code::Char(c), ctrl, alt })
    }

    /// The names of keys that type no character, for telling which one was meant.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(name, _)| *name).chain(["F1", "F2", "F6", "F12", "Ctrl-r", "Ctrl-d"])
    }

    /// Reads a chord, its keys parted by blanks: `g g`.
    pub fn parse_chord(written: &str) -> Option<Vec<Self>> {
        let keys: Option<Vec<Self>> = written.split_whitespace().map(Self::parse).collect();
        keys.filter(|keys| !keys.is_empty())
    }
}

const NAMED: &[(&str, Code)] = &[
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Shift-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if let Some((name, _)) = NAMED.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "F{number}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for written in ["g", "G", "Ctrl-r", "Shift-Tab", "Space", "F1", "PgDn", "?", "Enter"] {
            assert_eq!(Key::parse(written).map(|key| key.to_string()).as_deref(), Some(written));
        }
        assert_eq!(Key::parse_chord("g g").map(|keys| keys.len()), Some(2));
        assert_eq!(Key::parse("gg"), None);
    }
}
