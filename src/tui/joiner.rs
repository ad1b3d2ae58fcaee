//! Keys that a slow line cut apart, put together again: Esc, `[`, `B` is the arrow down and no Esc.
//!
//! A lone Esc is held back for a moment. What follows it in time is the rest of the key, whatever the gaps behind the
//! `[`. When the rest comes only after Esc was let go, it is swallowed: no letter of it runs as a command.

#[cfg(test)]
mod property;

use std::time::{Duration, Instant};

use super::{
    input::Input,
    key::{Code, Key},
};

/// How long a lone Esc is held back.
pub const HOLD: Duration = Duration::from_millis(150);
/// So long after Esc an `O` is still taken for the rest of a key; people begin words with it.
const LATE: Duration = Duration::from_secs(2);
/// A paste whose beginning was cut apart ends when nothing came for so long, if its end is not seen.
const PASTE_REST: Duration = Duration::from_millis(500);
/// Parameters of a sequence, at most.
const PARAMETERS: usize = 16;
const PASTE_END: &str = "\u{1b}[201~";

/// What has come of a key so far.
#[derive(Debug, Clone, Default)]
enum Begun {
    /// Nothing.
    #[default]
    Nothing,
    /// Esc, which nobody has heard of yet.
    Held(Instant),
    /// Esc was let go; the rest of a key may still come.
    LetGo(Instant),
    /// Esc and what followed it: `[`, `[5`, `O`.
    Sequence {
        /// Without the Esc.
        rest: String,
        /// The Esc was let go before.
        late: bool,
    },
    /// A paste.
    Paste(String, Instant),
}

/// Puts keys together.
#[derive(Debug, Clone, Default)]
pub struct Joiner {
    begun: Begun,
}

impl Joiner {
    /// Takes what was read, and gives what is to be heard now.
    pub fn take(&mut self, input: Input, now: Instant) -> Vec<Input> {
        match input {
            Input::Key(key) => self.key(key, now),
            Input::Resize(..) => vec![input],
            Input::Paste(_) => {
                let mut heard = self.rest();
                heard.push(input);
                heard
            }
        }
    }

    /// How long to wait at most for the rest of a key; none when nothing is held back.
    pub fn wait(&self, now: Instant) -> Option<Duration> {
        match &self.begun {
            Begun::Held(since) => Some((*since + HOLD).saturating_duration_since(now)),
            Begun::Paste(_, last) => Some((*last + PASTE_REST).saturating_duration_since(now)),
            _ => None,
        }
    }

    /// What was held back long enough; to be asked when nothing more is there to be read.
    pub fn due(&mut self, now: Instant) -> Option<Input> {
        if !self.wait(now)?.is_zero() {
            return None;
        }
        match std::mem::take(&mut self.begun) {
            Begun::Held(since) => {
                self.begun = Begun::LetGo(since);
                Some(Input::Key(Key::plain(Code::Esc)))
            }
            Begun::Paste(text, _) => Some(Input::Paste(text)),
            _ => None,
        }
    }

    /// What is held back, given at once.
    fn rest(&mut self) -> Vec<Input> {
        match std::mem::take(&mut self.begun) {
            Begun::Held(_) => vec![Input::Key(Key::plain(Code::Esc))],
            Begun::Paste(text, _) => vec![Input::Paste(text)],
            Begun::Sequence { rest, late: true } => rest.chars().map(|c| Input::Key(Key::char(c))).collect(),
            _ => Vec::new(),
        }
    }

    fn key(&mut self, key: Key, now: Instant) -> Vec<Input> {
        if let Begun::Paste(text, last) = &mut self.begun {
            *last = now;
            text.extend(pasted(key));
            if let Some(whole) = text.strip_suffix(PASTE_END) {
                let whole = whole.to_owned();
                self.begun = Begun::Nothing;
                return vec![Input::Paste(whole)];
            }
            return Vec::new();
        }
        match (&mut self.begun, key.typed()) {
            (Begun::Held(_), Some(c @ ('[' | 'O'))) => {
                self.begun = Begun::Sequence { rest: c.to_string(), late: false };
                Vec::new()
            }
            (Begun::LetGo(_), Some('[')) => {
                self.begun = Begun::Sequence { rest: "[".to_owned(), late: true };
                Vec::new()
            }
            (Begun::LetGo(since), Some('O')) if now.saturating_duration_since(*since) <= LATE => {
                self.begun = Begun::Sequence { rest: "O".to_owned(), late: true };
                Vec::new()
            }
            (Begun::Sequence { rest, late }, Some(c)) => {
                let late = *late;
                if goes_on(rest, c) {
                    rest.push(c);
                    return Vec::new();
                }
                if !ends(rest, c, late) {
                    let mut heard = self.rest();
                    heard.push(Input::Key(key));
                    return heard;
                }
                rest.push(c);
                let whole = std::mem::take(rest);
                self.begun = Begun::Nothing;
                if whole == "[200~" {
                    self.begun = Begun::Paste(String::new(), now);
                    return Vec::new();
                }
                known(&whole).filter(|_| !late).map(Input::Key).into_iter().collect()
            }
            _ => {
                let mut heard = self.rest();
                if key == Key::plain(Code::Esc) {
                    self.begun = Begun::Held(now);
                } else {
                    heard.push(Input::Key(key));
                }
                heard
            }
        }
    }
}

/// The character is a parameter of the sequence, or the second `[` of the Linux console.
fn goes_on(rest: &str, c: char) -> bool {
    rest.starts_with('[')
        && rest.len() < PARAMETERS
        && (matches!(c, '0'..='?') || rest == "[" && c == '[')
        && !rest.starts_with("[[")
}

/// The character ends the sequence. Once Esc was let go, only what a keyboard can send counts: it may be typed text.
fn ends(rest: &str, c: char, late: bool) -> bool {
    match (rest.starts_with('['), late) {
        (true, false) => matches!(c, '@'..='~'),
        (true, true) => matches!(c, 'A'..='F' | 'H' | 'M' | 'P'..='S' | 'Z' | 'a'..='d' | '~' | '^' | '@'),
        (false, _) => matches!(c, 'A'..='D' | 'F' | 'H' | 'P'..='S'),
    }
}

/// The key of a sequence, without its Esc.
fn known(sequence: &str) -> Option<Key> {
    let last = sequence.chars().next_back()?;
    let parameters = &sequence[1..sequence.len() - last.len_utf8()];
    if let Some(code) = parameters.strip_prefix('[').map(|_| last) {
        return matches!(code, 'A'..='E').then(|| Key::plain(Code::F(code as u8 - b'A' + 1)));
    }
    let (number, modifiers) = parameters.split_once(';').unwrap_or((parameters, ""));
    let code = match (last, number) {
        ('A', _) => Code::Up,
        ('B', _) => Code::Down,
        ('C', _) => Code::Right,
        ('D', _) => Code::Left,
        ('H', _) | ('~', "1" | "7") => Code::Home,
        ('F', _) | ('~', "4" | "8") => Code::End,
        ('Z', _) => Code::BackTab,
        ('P'..='S', _) => Code::F(last as u8 - b'P' + 1),
        ('~', "3") => Code::Delete,
        ('~', "5") => Code::PageUp,
        ('~', "6") => Code::PageDown,
        ('~', number) => match number.parse::<u8>().ok()? {
            n @ 11..=15 => Code::F(n - 10),
            n @ 17..=21 => Code::F(n - 11),
            n @ 23..=24 => Code::F(n - 12),
            _ => return None,
        },
        _ => return None,
    };
    let held = modifiers.parse::<u8>().unwrap_or(1).saturating_sub(1);
    Some(Key { code, ctrl: held & 4 != 0, alt: held & 2 != 0 })
}

/// What a key of a paste stands for.
fn pasted(key: Key) -> Option<char> {
    match key.code {
        Code::Enter => Some('\n'),
        Code::Tab => Some('\t'),
        Code::Esc => Some('\u{1b}'),
        _ => key.typed(),
    }
}
