//! What waits for a register that somebody else is writing to, and forms whose thing is gone.

use super::Hands;
use crate::{
    domain::{object::Id, trouble::Trouble},
    tui::{
        effects::{Effect, Event},
        held::{Held, Turn},
    },
    workbench::actions::Args,
};

impl Hands {
    /// Something waits for a register that somebody else is writing to.
    pub(in crate::tui) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Looks whether the register is free by now, and does what waits for it.
    pub(in crate::tui) fn try_again(&mut self) -> Option<Event> {
        match self.held.as_mut()?.turn(&self.workbench) {
            Turn::Waits => None,
            Turn::Says(who) => Some(Event::Held(Some(who))),
            Turn::Free(effect) => {
                let before = self.held.take();
                let event = self.perform(effect);
                if self.held.is_some() {
                    // it was taken again in between, and it is known since when one waits
                    self.held = before;
                    return None;
                }
                event.or(Some(Event::Free))
            }
        }
    }

    /// Lets something wait until the register is free.
    pub(super) fn hold(&mut self, effect: Effect) -> Event {
        self.held = Some(Held::new(effect));
        Event::Held(None)
    }

    /// Why a form was refused; first of all that its thing is gone.
    pub(super) fn refused(&self, request: Id, subject: String, args: &Args, trouble: Trouble) -> Event {
        let gone = self.workbench.gone_since(&subject, args).ok().flatten();
        gone.map_or(Event::Failed(trouble), |told| Event::Gone(request, subject, told))
    }
}
