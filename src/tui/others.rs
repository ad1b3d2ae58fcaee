//! What of others' changes is still to be said, and where one stood when they came.

use super::screens::Target;

/// So many looks at the register the message about one's own last action stays before others' news take its place.
const LOOKS: u8 = 6;

/// Where one stood when others changed something.
#[derive(Debug, Clone)]
pub(super) struct Stood {
    /// The screen.
    pub(super) target: Target,
    /// What finds the row again.
    pub(super) mark: String,
    /// The thing selected.
    pub(super) name: String,
    /// What was done to it, as a sentence; empty when that is not known.
    pub(super) told: String,
}

/// What the state keeps about others.
#[derive(Debug, Default)]
pub struct Others {
    /// Where one stood, until a key is struck or the rows are known.
    pub(super) stood_on: Option<Stood>,
    waits: Option<(String, u8)>,
    shown: Option<String>,
}

impl Others {
    /// Something is still to be said.
    pub fn wait(&self) -> bool {
        self.waits.is_some()
    }

    /// Keeps a sentence until it can be said.
    pub(super) fn keep(&mut self, text: String) {
        self.waits = Some((text, 0));
    }

    /// The sentence, if it can be said now that this message stands; `looked` when the loop looked around once more.
    pub(super) fn due(&mut self, message: Option<(&str, bool)>, looked: bool) -> Option<String> {
        let (_, looks) = self.waits.as_mut()?;
        *looks += u8::from(looked);
        let can = match message {
            None => true,
            Some((_, true)) => false,
            Some((text, false)) => self.shown.as_deref() == Some(text) || *looks >= LOOKS,
        };
        let (text, _) = self.waits.take_if(|_| can)?;
        self.shown = Some(text.clone());
        Some(text)
    }
}
