//! The thread that does jobs, one after the other, with a workbench of its own; and the book of what came of them.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use super::{JobLine, JobNow, JobState};
use crate::{
    domain::{
        progress::{Cancel, Port, Progress},
        trouble::{Trouble, TroubleKind},
    },
    tui::effects::{Effect, Event},
    workbench::{
        Settings, Workbench,
        jobs::{Job, Report, at_home, time_left},
    },
};

/// How far a job is, is looked at no oftener than this.
const LOOK: Duration = Duration::from_millis(250);
/// Jobs that are over and still told of, at most.
const KEPT: usize = 200;

/// A job on its way to the thread.
struct Given {
    number: u64,
    job: Job,
    cancel: Cancel,
}

/// What the thread tells.
enum Told {
    Begun(u64),
    Ended(u64, Report, Progress),
}

/// What is shared with the thread.
#[derive(Default)]
struct Shared {
    /// How far the running job is.
    progress: Mutex<Progress>,
    /// The wish that cancels it.
    running: Mutex<Option<Cancel>>,
    /// Nothing more is to begin.
    closing: AtomicBool,
}

/// What the thread is started with.
struct Start {
    settings: Settings,
    todo: Receiver<Given>,
    told: Sender<Told>,
}

/// A job in the book.
struct Kept {
    line: JobLine,
    cancel: Cancel,
    began: Option<Instant>,
}

/// The jobs, and the thread that does them.
pub(in crate::tui) struct Queue {
    start: Option<Start>,
    todo: Sender<Given>,
    told: Receiver<Told>,
    shared: Arc<Shared>,
    book: Vec<Kept>,
    given: u64,
    events: VecDeque<Event>,
    looked: Option<Instant>,
}

/// Ends what runs, from any thread, before the program goes.
#[derive(Clone)]
pub(in crate::tui) struct Ender(Arc<Shared>);

impl Ender {
    /// Cancels what runs and waits until it has cleared up, at most so long.
    pub(in crate::tui) fn end(&self, at_most: Duration) {
        let until = Instant::now() + at_most;
        self.0.closing.store(true, Ordering::Relaxed);
        loop {
            match &*held(&self.0.running) {
                Some(cancel) => cancel.ask(),
                None => return,
            }
            if Instant::now() >= until {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Queue {
    /// Nothing runs, and the thread is not started before there is a job for it.
    pub(in crate::tui) fn new(settings: Settings) -> Self {
        let (todo, given) = channel();
        let (telling, told) = channel();
        Self {
            start: Some(Start { settings, todo: given, told: telling }),
            todo,
            told,
            shared: Arc::default(),
            book: Vec::new(),
            given: 0,
            events: VecDeque::new(),
            looked: None,
        }
    }

    /// What ends the jobs when the program goes.
    pub(in crate::tui) fn ender(&self) -> Ender {
        Ender(Arc::clone(&self.shared))
    }

    /// Begins a job as a person asked for it: what would take the place of a file that is there is asked about first.
    pub(in crate::tui) fn begin(&mut self, mut job: Job) -> Event {
        match &mut job {
            Job::Export(export) => {
                export.path = at_home(&export.path);
                if !export.overwrite && export.files().iter().any(|file| file.exists()) {
                    export.overwrite = true;
                    return Event::Exists(Effect::Job(job));
                }
            }
            Job::Backup(backup) => backup.path = at_home(&backup.path),
            Job::ImportFiles(_) | Job::Verify(_) => {}
        }
        self.give(job)
    }

    /// Does this job when those before it are over.
    fn give(&mut self, job: Job) -> Event {
        if let Some(start) = self.start.take() {
            let shared = Arc::clone(&self.shared);
            let started = thread::Builder::new().name("jobs".to_owned()).spawn(move || work(&start, &shared));
            if let Err(error) = started {
                return Event::Failed(Trouble::new(
                    TroubleKind::Internal,
                    "The job was not begun",
                    error.to_string(),
                    "leave riskward and open it again",
                ));
            }
        }
        self.given += 1;
        let (number, cancel) = (self.given, Cancel::default());
        let line = JobLine {
            number,
            title: job.title(),
            word: job.word(),
            state: if self.is_busy() { JobState::Waiting } else { JobState::Running },
            cancelling: false,
            progress: Progress::default(),
            left: None,
            took: None,
            report: None,
        };
        self.book.push(Kept { line, cancel: cancel.clone(), began: None });
        // a thread that is gone has told of it: the job stays in the book as it is
        let _ = self.todo.send(Given { number, job, cancel });
        Event::JobMoved(self.now())
    }

    /// Cancels a job, or the one that runs.
    pub(in crate::tui) fn cancel(&mut self, number: Option<u64>) -> Option<Event> {
        let number = number.or_else(|| self.running().map(|kept| kept.line.number))?;
        let kept = self.book.iter_mut().find(|kept| kept.line.number == number)?;
        if kept.line.state.is_over() {
            return None;
        }
        kept.cancel.ask();
        kept.line.cancelling = true;
        Some(Event::JobMoved(self.now()))
    }

    /// A job runs or waits.
    pub(in crate::tui) fn is_busy(&self) -> bool {
        self.book.iter().any(|kept| !kept.line.state.is_over())
    }

    /// Every job: what runs, what waits in its order, what is over with the latest first.
    pub(in crate::tui) fn lines(&self) -> Vec<JobLine> {
        let mut lines: Vec<JobLine> = self.book.iter().map(|kept| kept.line.clone()).collect();
        lines.sort_by_key(|line| match line.state {
            JobState::Running => (0, line.number),
            JobState::Waiting => (1, line.number),
            _ => (2, u64::MAX - line.number),
        });
        lines
    }

    /// What is new.
    pub(in crate::tui) fn report(&mut self) -> Option<Event> {
        while let Ok(told) = self.told.try_recv() {
            self.hear(told);
        }
        self.look();
        self.events.pop_front()
    }

    fn running(&self) -> Option<&Kept> {
        self.book.iter().find(|kept| kept.line.state == JobState::Running)
    }

    fn now(&self) -> Option<JobNow> {
        let waiting = self.book.iter().filter(|kept| kept.line.state == JobState::Waiting).count();
        self.running().map(|kept| kept.line.now(waiting))
    }

    fn hear(&mut self, told: Told) {
        match told {
            Told::Begun(number) => {
                let Some(kept) = self.book.iter_mut().find(|kept| kept.line.number == number) else { return };
                kept.line.state = JobState::Running;
                kept.began = Some(Instant::now());
            }
            Told::Ended(number, report, progress) => {
                let Some(kept) = self.book.iter_mut().find(|kept| kept.line.number == number) else { return };
                let line = &mut kept.line;
                line.state = report.end.into();
                line.left = None;
                line.progress = progress;
                line.took = kept.began.map(|began| began.elapsed());
                line.report = Some(report);
                let line = line.clone();
                // the next one begins at once, and says so when it has
                if let Some(next) = self.book.iter_mut().find(|kept| kept.line.state == JobState::Waiting) {
                    next.line.state = JobState::Running;
                }
                self.events.push_back(Event::JobEnded(Box::new(line)));
                self.forget_the_oldest();
            }
        }
        self.events.push_back(Event::JobMoved(self.now()));
    }

    fn forget_the_oldest(&mut self) {
        let over = self.book.iter().filter(|kept| kept.line.state.is_over()).count();
        if over > KEPT
            && let Some(oldest) = self.book.iter().position(|kept| kept.line.state.is_over())
        {
            self.book.remove(oldest);
        }
    }

    /// Looks how far the running job is.
    fn look(&mut self) {
        if self.looked.is_some_and(|looked| looked.elapsed() < LOOK) {
            return;
        }
        let Some(kept) = self.book.iter_mut().find(|kept| kept.line.state == JobState::Running) else {
            return;
        };
        let Some(began) = kept.began else { return };
        self.looked = Some(Instant::now());
        let progress = held(&self.shared.progress).clone();
        if progress != kept.line.progress {
            kept.line.left = time_left(began.elapsed(), progress.share);
            kept.line.progress = progress;
            self.events.push_back(Event::JobMoved(self.now()));
        }
    }
}

/// A lock; what a thread that panicked left in it is as good as any.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn work(start: &Start, shared: &Arc<Shared>) {
    let mut workbench: Option<Workbench> = None;
    while let Ok(Given { number, job, cancel }) = start.todo.recv() {
        *held(&shared.running) = Some(cancel.clone());
        let closing = shared.closing.load(Ordering::Relaxed);
        if closing || cancel.is_asked() {
            *held(&shared.running) = None;
            if start.told.send(Told::Ended(number, job.cancelled(), Progress::default())).is_err() {
                return;
            }
            continue;
        }
        *held(&shared.progress) = Progress::default();
        if start.told.send(Told::Begun(number)).is_err() {
            return;
        }
        let report = match take(&mut workbench, &start.settings) {
            Err(trouble) => Report::of_trouble(&trouble),
            Ok(open) => {
                let into = Arc::clone(shared);
                let mut port = Port::new(cancel, move |progress| held(&into.progress).clone_from(progress));
                catch_unwind(AssertUnwindSafe(|| job.run(open, &mut port))).unwrap_or_else(|fault| {
                    // what the fault left behind is not used again
                    workbench = None;
                    Report::of_trouble(&crate::tui::worker::internal(&*fault))
                })
            }
        };
        *held(&shared.running) = None;
        let progress = held(&shared.progress).clone();
        if start.told.send(Told::Ended(number, report, progress)).is_err() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::events::Actor,
        workbench::{
            CatalogueAtHand, Clock, Ids, Patience, Written,
            jobs::{Backup, Verify},
        },
    };

    fn queue(directory: &std::path::Path) -> Queue {
        let settings = Settings {
            register: directory.join("register.db"),
            make: true,
            actor: Actor { uid: 1, name: "tester".into() },
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
        Queue::new(Settings { make: false, ..settings })
    }

    /// Waits until every job is over; what was told meanwhile.
    fn over(queue: &mut Queue) -> Vec<Event> {
        let until = Instant::now() + Duration::from_secs(20);
        let mut events = Vec::new();
        while queue.is_busy() && Instant::now() < until {
            events.extend(queue.report());
            thread::sleep(Duration::from_millis(2));
        }
        while let Some(event) = queue.report() {
            events.push(event);
        }
        events
    }

    #[test]
    fn jobs_run_one_after_the_other_and_are_kept_in_the_book() {
        let directory = tempfile::tempdir().unwrap();
        let mut queue = queue(directory.path());
        let copy = directory.path().join("copy.db");
        let first = queue.give(Job::Verify(Verify));
        assert!(matches!(first, Event::JobMoved(Some(now)) if now.word == "Verify" && now.waiting == 0));
        queue.give(Job::Backup(Backup { path: copy.clone() }));
        queue.give(Job::Backup(Backup { path: directory.path().join("never.db") }));
        let cancelled = queue.cancel(Some(3));
        assert!(matches!(cancelled, Some(Event::JobMoved(Some(now))) if now.waiting == 2));
        let events = over(&mut queue);
        let ended: Vec<(u64, JobState)> = events
            .iter()
            .filter_map(|event| match event {
                Event::JobEnded(line) => Some((line.number, line.state)),
                _ => None,
            })
            .collect();
        assert_eq!(ended, [(1, JobState::Done), (2, JobState::Done), (3, JobState::Cancelled)]);
        assert!(matches!(events.last(), Some(Event::JobMoved(None))));
        assert!(copy.exists() && !directory.path().join("never.db").exists());
        let numbers: Vec<u64> = queue.lines().iter().map(|line| line.number).collect();
        assert_eq!(numbers, [3, 2, 1], "the latest first");
        assert!(queue.cancel(None).is_none(), "nothing runs any more");
    }

    #[test]
    fn what_fails_is_told_and_the_next_one_runs() {
        let directory = tempfile::tempdir().unwrap();
        let mut queue = queue(directory.path());
        queue.give(Job::Backup(Backup { path: directory.path().join("no/such/place.db") }));
        queue.give(Job::Verify(Verify));
        over(&mut queue);
        let states: Vec<JobState> = queue.lines().iter().map(|line| line.state).collect();
        assert_eq!(states, [JobState::Done, JobState::Failed]);
    }

    #[test]
    fn when_the_program_goes_nothing_more_begins() {
        let directory = tempfile::tempdir().unwrap();
        let mut queue = queue(directory.path());
        queue.ender().end(Duration::from_secs(5));
        queue.give(Job::Backup(Backup { path: directory.path().join("copy.db") }));
        over(&mut queue);
        assert_eq!(queue.lines()[0].state, JobState::Cancelled);
        assert!(!directory.path().join("copy.db").exists());
    }
}
