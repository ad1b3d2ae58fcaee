//! How far long work is, and whether it is still wanted: the port between the work and whoever waits for it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// All of a piece of work, in the parts that [`Progress::share`] counts.
pub const WHOLE: u64 = 1_000_000;

/// A wish that work be cancelled; it may come from another thread.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// The work is not wanted any more.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// The flag behind it, for what knows flags alone.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }

    /// It was asked for.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The work was cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;

/// How far work is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing: `replaying events`.
    pub doing: String,
    /// So many units of that are done.
    pub done: u64,
    /// Of so many; 0 = that is not known.
    pub total: u64,
    /// What a unit is, in the plural: `events`.
    pub unit: &'static str,
    /// How much of the whole work is done, of [`WHOLE`].
    pub share: u64,
}

impl Progress {
    /// Full percent of the whole work.
    pub fn percent(&self) -> u64 {
        self.share * 100 / WHOLE
    }

    /// `1234 of 5000 events`; empty while there is nothing to count.
    pub fn count(&self) -> String {
        match (self.unit, self.total) {
            ("", _) | (_, 0) => String::new(),
            (unit, total) => format!("{} of {total} {unit}", self.done),
        }
    }
}

/// Hears how far work is.
type Hears = Box<dyn FnMut(&Progress)>;

/// The work's end of the port. Work asks it after every unit whether it is to go on; what is told is told only when it
/// has changed.
#[derive(Default)]
pub struct Port {
    cancel: Option<Cancel>,
    hears: Option<Hears>,
    now: Progress,
    /// Which part of the whole is being done.
    from: u64,
    to: u64,
    /// At so many units there is something new to tell.
    next: u64,
    cancelled: bool,
}

impl Port {
    /// Nobody waits, and nobody cancels.
    pub fn silent() -> Self {
        Self { to: WHOLE, ..Self::default() }
    }

    /// One that is told to this listener and cancelled by that wish.
    pub fn new(cancel: Cancel, hears: impl FnMut(&Progress) + 'static) -> Self {
        Self { hears: Some(Box::new(hears)), ..Self::unheard(cancel) }
    }

    /// One that nobody listens to and that wish cancels.
    pub fn unheard(cancel: Cancel) -> Self {
        Self { cancel: Some(cancel), ..Self::silent() }
    }

    /// Somebody hears it: what is only counted for them is worth the effort.
    pub fn is_heard(&self) -> bool {
        self.hears.is_some()
    }

    /// The work has heard that it is cancelled.
    pub fn was_cancelled(&self) -> bool {
        self.cancelled
    }

    /// The wish that cancels it, where there can be one.
    pub fn cancel(&self) -> Option<&Cancel> {
        self.cancel.as_ref()
    }

    /// From here on this is done, of which there are so many units; 0 = not known.
    ///
    /// # Errors
    /// When the work is cancelled.
    pub fn begin(
        &mut self,
        doing: impl Into<String>,
        total: u64,
        unit: &'static str,
    ) -> Result<(), Cancelled> {
        self.now = Progress { doing: doing.into(), done: 0, total, unit, share: self.from };
        self.next = step(total);
        self.tell();
        self.go_on()
    }

    /// The same units go on with something else.
    ///
    /// # Errors
    /// When the work is cancelled.
    pub fn doing(&mut self, doing: impl Into<String>) -> Result<(), Cancelled> {
        self.now.doing = doing.into();
        self.tell();
        self.go_on()
    }

    /// One more unit is done.
    ///
    /// # Errors
    /// When the work is cancelled.
    pub fn unit(&mut self) -> Result<(), Cancelled> {
        self.reached(self.now.done + 1)
    }

    /// So many units are done.
    ///
    /// # Errors
    /// When the work is cancelled.
    pub fn reached(&mut self, done: u64) -> Result<(), Cancelled> {
        self.now.done = done;
        if done >= self.next {
            self.next = done + step(self.now.total);
            if self.now.total > 0 {
                let done = done.min(self.now.total);
                self.now.share = self.from + (self.to - self.from) * done / self.now.total;
            }
            self.tell();
        }
        self.go_on()
    }

    /// Does a part of the work, from one hundredth of what is done here to another.
    pub fn part<T>(&mut self, percent: std::ops::Range<u64>, work: impl FnOnce(&mut Self) -> T) -> T {
        let (from, to) = (self.from, self.to);
        self.from = from + (to - from) * percent.start / 100;
        self.to = from + (to - from) * percent.end / 100;
        let done = work(self);
        (self.from, self.to) = (from, to);
        done
    }

    fn tell(&mut self) {
        if let Some(hears) = &mut self.hears {
            hears(&self.now);
        }
    }

    fn go_on(&mut self) -> Result<(), Cancelled> {
        if self.cancel.as_ref().is_some_and(Cancel::is_asked) {
            self.cancelled = true;
            return Err(Cancelled);
        }
        Ok(())
    }
}

/// After so many units there is something new to tell: a thousand times in all.
fn step(total: u64) -> u64 {
    (total / 1000).max(1)
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, rc::Rc};

    use super::*;

    fn heard() -> (Port, Cancel, Rc<RefCell<Vec<Progress>>>) {
        let (cancel, told) = (Cancel::default(), Rc::<RefCell<Vec<Progress>>>::default());
        let into = told.clone();
        (Port::new(cancel.clone(), move |progress| into.borrow_mut().push(progress.clone())), cancel, told)
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let (mut port, _, told) = heard();
        port.part(0..40, |port| {
            port.begin("copying", 4, "pages").unwrap();
            port.reached(2).unwrap();
        });
        port.part(40..100, |port| {
            port.part(50..100, |port| {
                port.begin("comparing", 2, "rows").unwrap();
                port.unit().unwrap();
                port.unit().unwrap();
            });
        });
        let percents: Vec<u64> = told.borrow().iter().map(Progress::percent).collect();
        assert_eq!(percents, [0, 20, 70, 85, 100]);
        assert_eq!(told.borrow()[1].count(), "2 of 4 pages");
    }

    #[test]
    fn a_million_units_are_told_a_thousand_times() {
        let (mut port, _, told) = heard();
        port.begin("comparing", 1_000_000, "rows").unwrap();
        (0..1_000_000).for_each(|_| port.unit().unwrap());
        assert_eq!(told.borrow().len(), 1001);
        assert_eq!(told.borrow().last().unwrap().share, WHOLE);
    }

    #[test]
    fn cancelling_is_heard_at_the_next_unit() {
        let (mut port, cancel, _) = heard();
        port.begin("copying", 9, "pages").unwrap();
        port.unit().unwrap();
        cancel.ask();
        assert!(!port.was_cancelled());
        assert_eq!(port.unit(), Err(Cancelled));
        assert!(port.was_cancelled());
    }

    #[test]
    fn what_cannot_be_counted_is_told_as_it_is() {
        let (mut port, _, told) = heard();
        port.begin("checking pages", 0, "").unwrap();
        assert_eq!((told.borrow()[0].count(), told.borrow()[0].percent()), (String::new(), 0));
        assert!(Port::silent().unit().is_ok());
    }
}
