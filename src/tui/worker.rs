//! A thread with a workbench of its own, for what may take long. The newest task wins: what was asked for before and
//! is not begun yet is not done at all.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

use super::effects::Event;
use crate::{
    domain::trouble::{Trouble, TroubleKind},
    workbench::{Settings, Workbench},
};

/// Something to be done with a workbench.
pub(super) type Task = Box<dyn FnOnce(&mut Workbench) -> Event + Send>;

/// The thread, and what it is to do once it runs.
pub(super) struct Worker {
    waiting: Option<Waiting>,
    tasks: Sender<(u64, Task)>,
    reports: Receiver<(u64, Event)>,
    given: u64,
    /// Tasks up to this serial are not wanted any more, for those that look while they run.
    unwanted: Arc<AtomicU64>,
    reported: u64,
    wanted_from: u64,
}

/// What the thread is started with.
struct Waiting {
    name: &'static str,
    settings: Settings,
    todo: Receiver<(u64, Task)>,
    done: Sender<(u64, Event)>,
}

impl Worker {
    /// A worker whose thread does not run yet; tasks wait for it.
    pub(super) fn new(name: &'static str, settings: Settings) -> Self {
        let (tasks, todo) = channel();
        let (done, reports) = channel();
        let waiting = Some(Waiting { name, settings, todo, done });
        Self { waiting, tasks, reports, given: 0, unwanted: Arc::default(), reported: 0, wanted_from: 0 }
    }

    /// Starts the thread; it opens its workbench at the first task.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub(super) fn start(&mut self) -> std::io::Result<()> {
        if let Some(Waiting { name, settings, todo, done }) = self.waiting.take() {
            thread::Builder::new().name(name.to_owned()).spawn(move || work(&settings, &todo, &done))?;
        }
        Ok(())
    }

    /// Gives it a task.
    pub(super) fn give(&mut self, task: Task) {
        self.given += 1;
        if self.tasks.send((self.given, task)).is_err() {
            self.reported = self.given;
        }
    }

    /// Gives it a task in the place of those before, which are broken off: nobody waits for their answers any more.
    pub(super) fn give_instead(&mut self, task: Task) {
        self.abandon();
        let (unwanted, mine) = (Arc::clone(&self.unwanted), self.given + 1);
        self.give(Box::new(move |workbench| {
            let stop = move || unwanted.load(Ordering::Relaxed) >= mine;
            let begun = workbench.stop_when(Some(Box::new(stop)));
            let event = begun.map_or_else(Event::Failed, |()| task(workbench));
            let ended = workbench.stop_when(None);
            ended.map_or_else(Event::Failed, |()| event)
        }));
    }

    /// Something that is wanted is under way.
    pub(super) fn is_busy(&self) -> bool {
        self.given > self.reported.max(self.wanted_from)
    }

    /// What was given so far is not wanted any more.
    pub(super) fn abandon(&mut self) {
        self.wanted_from = self.given;
        self.unwanted.store(self.given, Ordering::Relaxed);
    }

    /// What came of the last task, waiting at most so long for it.
    pub(super) fn report(&mut self, wait: Duration) -> Option<Event> {
        loop {
            let (serial, event) = if wait.is_zero() {
                self.reports.try_recv().ok()?
            } else {
                self.reports.recv_timeout(wait).ok()?
            };
            self.reported = self.reported.max(serial);
            if serial > self.wanted_from {
                return Some(event);
            }
        }
    }
}

fn work(settings: &Settings, todo: &Receiver<(u64, Task)>, done: &Sender<(u64, Event)>) {
    let mut workbench: Option<Workbench> = None;
    while let Ok(mut next) = todo.recv() {
        while let Ok(newer) = todo.try_recv() {
            next = newer;
        }
        let (serial, task) = next;
        let event = match take(&mut workbench, settings) {
            Err(trouble) => Event::Failed(trouble),
            Ok(open) => catch_unwind(AssertUnwindSafe(|| task(open))).unwrap_or_else(|fault| {
                // what the fault left behind is not used again
                workbench = None;
                Event::Failed(internal(&*fault))
            }),
        };
        if done.send((serial, event)).is_err() {
            return;
        }
    }
}

fn take<'a>(workbench: &'a mut Option<Workbench>, settings: &Settings) -> Result<&'a mut Workbench, Trouble> {
    match workbench {
        Some(open) => Ok(open),
        None => Ok(workbench.insert(Workbench::open(settings.clone())?)),
    }
}

pub(super) fn internal(fault: &(dyn std::any::Any + Send)) -> Trouble {
    let because = fault
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| fault.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "of an unknown fault".to_owned());
    Trouble::new(TroubleKind::Internal, "It was not done", because, "tell the makers of riskward")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::{
        CatalogueAtHand, Clock, Ids, Patience, Written, questions::risk_order::RisksWanted,
    };

    /// A question that would never end, asked instead of another: it ends once a third is asked in its place.
    #[test]
    fn what_nobody_waits_for_any_more_is_broken_off() {
        let directory = tempfile::tempdir().unwrap();
        let settings = Settings {
            register: directory.path().join("register.db"),
            make: true,
            actor: crate::domain::events::Actor { uid: 1, name: "tester".into() },
            reader: "riskward".into(),
            catalogue: CatalogueAtHand::default(),
            clock: Clock::System,
            ids: Ids::Random,
            time_zone: "UTC".into(),
            state_directory: None,
            program: "riskward test".into(),
            patience: Patience::default(),
            written: Written::default(),
        };
        drop(Workbench::open(settings.clone()).unwrap());
        let mut worker = Worker::new("test", settings);
        worker.start().unwrap();
        let (begun, has_begun) = channel();
        worker.give_instead(Box::new(move |workbench| {
            let _ = begun.send(());
            loop {
                if let Err(trouble) = workbench.risk_order(&RisksWanted::default()) {
                    return Event::Failed(trouble);
                }
            }
        }));
        has_begun.recv_timeout(Duration::from_secs(10)).unwrap();
        worker.give_instead(Box::new(|_| Event::Notice("the newest".to_owned())));
        let report = worker.report(Duration::from_secs(20));
        assert!(matches!(report, Some(Event::Notice(text)) if text == "the newest"));
        assert!(!worker.is_busy());
    }
}
