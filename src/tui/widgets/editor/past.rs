//! What a text was before: undo and redo while one types, a word or a run of deletions at a time.

use std::collections::VecDeque;

/// So many steps back are kept.
const STEPS: usize = 200;
/// And so many bytes of text, in all of them.
const BYTES: usize = 4 << 20;

/// A text, and where the cursor was in it: line, character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) text: String,
    pub(super) at: (usize, usize),
}

/// What a change belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Run {
    /// A step of its own.
    #[default]
    Alone,
    /// A character that is typed: a blank ends the word.
    Typing { blank: bool },
    /// A character that is taken away.
    Deleting,
}

/// The steps.
#[derive(Debug, Clone, Default)]
pub(super) struct Past {
    before: VecDeque<Moment>,
    after: Vec<Moment>,
    run: Run,
}

impl Past {
    /// The text has changed from this.
    pub(super) fn changed(&mut self, from: Moment, run: Run) {
        let goes_on = match (self.run, run) {
            (Run::Typing { blank: was }, Run::Typing { blank: is }) => is || !was,
            (Run::Deleting, Run::Deleting) => true,
            _ => false,
        };
        if !goes_on {
            self.before.push_back(from);
            let mut bytes: usize = self.before.iter().map(|moment| moment.text.len()).sum();
            while self.before.len() > STEPS || (bytes > BYTES && self.before.len() > 1) {
                bytes -= self.before.pop_front().map_or(0, |moment| moment.text.len());
            }
        }
        self.run = run;
        self.after.clear();
    }

    /// The cursor was moved: what is typed next is a step of its own.
    pub(super) fn pause(&mut self) {
        self.run = Run::Alone;
    }

    /// The text one step before this one.
    pub(super) fn undo(&mut self, now: Moment) -> Option<Moment> {
        let before = self.before.pop_back()?;
        self.after.push(now);
        self.run = Run::Alone;
        Some(before)
    }

    /// The text that was undone last.
    pub(super) fn redo(&mut self, now: Moment) -> Option<Moment> {
        let after = self.after.pop()?;
        self.before.push_back(now);
        self.run = Run::Alone;
        Some(after)
    }
}
