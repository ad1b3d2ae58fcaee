//! Something that waits until nobody else is writing to the register. The screen does not wait with it.

use std::time::{Duration, Instant};

use super::effects::Effect;
use crate::workbench::Workbench;

/// So long the screen itself waits for somebody else to end.
const AT_ONCE: Duration = Duration::from_millis(40);
/// After so long it is said who holds the register.
const SAID: Duration = Duration::from_millis(300);
/// So often it is looked who that is.
const LOOK: Duration = Duration::from_millis(500);

/// What is to be done when the register is free.
#[derive(Debug)]
pub(super) struct Held {
    effect: Effect,
    since: Instant,
    looked: Option<Instant>,
    said: String,
}

/// What came of looking whether the register is free.
pub(super) enum Turn {
    /// It is: this is to be done now.
    Free(Effect),
    /// It is not, and this is to be said.
    Says(String),
    /// It is not.
    Waits,
}

impl Held {
    /// Waits for this from now on.
    pub(super) fn new(effect: Effect) -> Self {
        Self { effect, since: Instant::now(), looked: None, said: String::new() }
    }

    /// Looks whether the register is free.
    pub(super) fn turn(&mut self, workbench: &Workbench) -> Turn {
        // what it cannot tell, the effect itself will
        if at_once(workbench, Workbench::is_free).unwrap_or(true) {
            return Turn::Free(self.effect.clone());
        }
        if self.since.elapsed() < SAID || self.looked.is_some_and(|looked| looked.elapsed() < LOOK) {
            return Turn::Waits;
        }
        self.looked = Some(Instant::now());
        let says = workbench.held_by();
        if says == self.said {
            return Turn::Waits;
        }
        self.said.clone_from(&says);
        Turn::Says(says)
    }
}

/// Does something that waits for nobody else longer than a key may take.
pub(super) fn at_once<T>(workbench: &Workbench, does: impl FnOnce(&Workbench) -> T) -> T {
    let _ = workbench.wait_at_most(AT_ONCE);
    let done = does(workbench);
    let _ = workbench.wait_at_most(workbench.settings().patience.at_most);
    done
}

/// The same with what changes the register.
pub(super) fn act_at_once<T>(workbench: &mut Workbench, does: impl FnOnce(&mut Workbench) -> T) -> T {
    let _ = workbench.wait_at_most(AT_ONCE);
    let done = does(workbench);
    let _ = workbench.wait_at_most(workbench.settings().patience.at_most);
    done
}
