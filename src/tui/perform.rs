//! What the loop does for update: questions and actions of the workbench, jobs, drafts.

mod acting;
mod asking;
mod files;
mod waiting;

use std::{
    io,
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};

use super::{
    drafts::Drafts,
    effects::{Effect, Event},
    elsewhere,
    held::{Held, act_at_once, at_once},
    jobs::{Ender, Queue},
    overlays::preview::Preview,
    tour,
    worker::Worker,
};
use crate::{
    domain::trouble::{Trouble, TroubleKind},
    workbench::{
        Settings, Workbench, actions,
        jobs::files_named,
        questions::{decisions::DecisionsWanted, risk_order::RisksWanted},
    },
};
use files::{compare, complete, preview};

/// So long the loop waits for an order of risks, or for gates, before it draws without.
const AT_ONCE: Duration = Duration::from_millis(40);

/// Everything that effects act on.
pub(super) struct Hands {
    workbench: Workbench,
    orders: Worker,
    /// The order asked for last.
    ordered: Option<RisksWanted>,
    /// The order of decisions asked for last.
    decided: Option<DecisionsWanted>,
    finds: Worker,
    counts: Worker,
    gates: Worker,
    dues: Worker,
    checks: Worker,
    shelf: Worker,
    everywhere: Worker,
    /// Which search is wanted: an older one stops.
    wanted_search: Arc<AtomicU64>,
    views: Worker,
    jobs: Worker,
    /// Long work.
    queue: Queue,
    /// What waits until nobody else is writing to the register.
    held: Option<Held>,
    drafts: Option<Drafts>,
}

impl Hands {
    /// The hands of this workbench; workers open theirs from the same settings, once they are set to work.
    pub(super) fn new(workbench: Workbench, settings: &Settings, drafts: Option<Drafts>) -> Self {
        let settings = Settings { make: false, ..settings.clone() };
        let orders = Worker::new("orders", settings.clone());
        let finds = Worker::new("finds", settings.clone());
        let counts = Worker::new("counts", settings.clone());
        let gates = Worker::new("gates", settings.clone());
        let dues = Worker::new("dues", settings.clone());
        let checks = Worker::new("checks", settings.clone());
        let shelf = Worker::new("catalogue", settings.clone());
        let everywhere = Worker::new("everywhere", settings.clone());
        let wanted_search = Arc::default();
        let views = Worker::new("views", settings.clone());
        let jobs = Worker::new("files", settings.clone());
        let queue = Queue::new(settings);
        Self {
            workbench,
            orders,
            ordered: None,
            decided: None,
            finds,
            counts,
            gates,
            dues,
            checks,
            shelf,
            everywhere,
            wanted_search,
            views,
            jobs,
            queue,
            held: None,
            drafts,
        }
    }

    /// What ends long work when the program goes.
    pub(super) fn ender(&self) -> Ender {
        self.queue.ender()
    }

    /// Sets the workers to what they were given so far, and has the register looked over; not before the first frame,
    /// which must not share the processor and the file with them.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub(super) fn set_to_work(&mut self) -> io::Result<()> {
        self.checks.give(Box::new(|workbench| {
            let looked = workbench.look_over();
            if looked.is_ok() {
                // what cannot be raised now is shown as not on record, and raised at the next opening
                let _ = workbench.raise_passed_dates();
            }
            Event::LookedOver(looked)
        }));
        self.workers().into_iter().try_for_each(Worker::start)
    }

    /// Has raised what the days ask for that are over; the screens see it as a change by others.
    pub(super) fn raise_dates(&mut self) {
        self.checks.give(Box::new(|workbench| match workbench.raise_passed_dates() {
            // raised at the next opening; nobody at the keyboard waits for it
            Err(trouble) if trouble.kind != TroubleKind::Busy => Event::LookedOver(Err(trouble)),
            _ => Event::LookedOver(Ok(())),
        }));
    }

    fn workers(&mut self) -> [&mut Worker; 10] {
        [
            &mut self.orders,
            &mut self.finds,
            &mut self.counts,
            &mut self.gates,
            &mut self.dues,
            &mut self.checks,
            &mut self.shelf,
            &mut self.everywhere,
            &mut self.views,
            &mut self.jobs,
        ]
    }

    /// The workbench.
    pub(super) fn workbench(&self) -> &Workbench {
        &self.workbench
    }

    /// A question is with a worker.
    pub(super) fn is_asking(&self) -> bool {
        self.orders.is_busy()
            || self.finds.is_busy()
            || self.counts.is_busy()
            || self.gates.is_busy()
            || self.dues.is_busy()
            || self.shelf.is_busy()
            || self.everywhere.is_busy()
            || self.views.is_busy()
    }

    /// A job runs.
    pub(super) fn is_working(&self) -> bool {
        self.jobs.is_busy() || self.checks.is_busy() || self.queue.is_busy()
    }

    /// What workers have done.
    pub(super) fn report(&mut self) -> Option<Event> {
        let came = self.workers().into_iter().find_map(|worker| worker.report(Duration::ZERO));
        came.or_else(|| self.queue.report())
    }

    /// Does what update asks for, apart from what concerns the terminal.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Ask(question) => self.ask(question),
            Effect::Prepare { action, subject, given, draft } => {
                Some(self.prepare(action, subject, given, draft).unwrap_or_else(Event::Failed))
            }
            Effect::PrepareCell { action, subject, field } => {
                Some(match self.prepare(action, subject, None, None) {
                    Ok(Event::Prepared(prepared)) => Event::CellReady(prepared, field),
                    Ok(other) => other,
                    Err(trouble) => Event::Failed(trouble),
                })
            }
            Effect::CopyDown { from, to, column } => {
                Some(self.copy_down(&from, to, column).unwrap_or_else(Event::Failed))
            }
            Effect::Begin { action, subject, from } => {
                Some(self.begin(action, subject, &from).unwrap_or_else(Event::Failed))
            }
            Effect::Run { action, subject, args, request } => {
                let action = actions::action(action)?;
                let outcome = act_at_once(&mut self.workbench, |workbench| {
                    workbench.act(action, &subject, &args, request.clone())
                });
                Some(match outcome {
                    Err(trouble) if trouble.kind == TroubleKind::Busy => {
                        self.hold(Effect::Run { action: action.name, subject, args, request })
                    }
                    Ok(outcome) => Event::Done { request: Some(request), outcome },
                    Err(trouble) => self.refused(request, subject, &args, trouble),
                })
            }
            Effect::Foretell { action, subject, args, request } => {
                let action = actions::action(action)?;
                Some(match self.workbench.foretell(action, &subject, &args)? {
                    Ok((preview, args)) => {
                        Event::Foretold(preview, Effect::Run { action: action.name, subject, args, request })
                    }
                    Err(trouble) => self.refused(request, subject, &args, trouble),
                })
            }
            Effect::Compare { action, subject, args, conflict, request } => {
                let action = actions::action(action)?;
                let compared =
                    self.workbench.compare(action, &subject, (&args.0, &args.1), conflict.as_deref());
                Some(match compared {
                    Ok(compared) => Event::Compared(request, Box::new(compared)),
                    Err(trouble) => self.refused(request, subject, &args.0, trouble),
                })
            }
            Effect::Preview { path, reference } => {
                self.jobs.give(Box::new(move |workbench| {
                    let files = match files_named(&path.to_string_lossy()) {
                        Ok(files) => files,
                        Err(trouble) => return Event::Failed(trouble),
                    };
                    let [path] = files.as_slice() else { return Event::Several(files, reference) };
                    let path = path.clone();
                    let read = workbench.preview_import(&path);
                    read.map_or_else(Event::Failed, |read| {
                        let request = workbench.new_request();
                        let mut shown = preview(&read);
                        if let Some(reference) = &reference {
                            compare(workbench, reference, &read, &mut shown);
                        }
                        Event::Previewed(Box::new(Preview { path, reference, request, ..shown }))
                    })
                }));
                None
            }
            Effect::Import { path, reference, request }
                if !at_once(&self.workbench, Workbench::is_free).unwrap_or(true) =>
            {
                Some(self.hold(Effect::Import { path, reference, request }))
            }
            Effect::Import { path, reference, request } => {
                self.jobs.give(Box::new(move |workbench| {
                    done(workbench.import(&path, reference.as_deref(), request))
                }));
                None
            }
            Effect::Job(job) => Some(self.queue.begin(job)),
            Effect::CancelJob(number) => {
                let over = || Event::Notice("This job is over already.".to_owned());
                Some(self.queue.cancel(number).unwrap_or_else(over))
            }
            Effect::Abandon => {
                self.jobs.abandon();
                None
            }
            Effect::StopWaiting => {
                self.held = None;
                None
            }
            Effect::Complete(text) => complete(&text).map(Event::Completed),
            Effect::KeepDraft(draft) => {
                if let Some(drafts) = &self.drafts {
                    drafts.keep(*draft);
                }
                None
            }
            Effect::DropDraft(request) => {
                if let Some(drafts) = &self.drafts {
                    drafts.drop_draft(&request);
                }
                None
            }
            // the tour that is shown once more does no harm
            Effect::TourSeen => {
                let _ = self.drafts.as_ref().map(|drafts| tour::seen(drafts.directory()));
                None
            }
            Effect::DropUntouched(request) => {
                if let Some(drafts) = &self.drafts {
                    drafts.drop_untouched(&request);
                }
                None
            }
            Effect::PutAway(request, field) => {
                if let Some(drafts) = &self.drafts {
                    drafts.save_now();
                    elsewhere::put_away(drafts, &request, field);
                }
                None
            }
            Effect::EditText(_) | Effect::Clipboard(_) | Effect::Redraw | Effect::Suspend | Effect::Quit => {
                None
            }
        }
    }
}

fn done(outcome: Result<actions::Outcome, Trouble>) -> Event {
    match outcome {
        Ok(outcome) => Event::Done { request: None, outcome },
        Err(trouble) => Event::Failed(trouble),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::events::Actor,
        tui::effects::{Answer, Question},
        workbench::{
            CatalogueAtHand, Clock, Ids, Patience, Written,
            questions::{decisions::DecisionsWanted, risks::Order},
        },
    };

    /// The rows near the screen are asked for while the order is still being made.
    #[test]
    fn an_order_of_decisions_is_answered_beside_a_page_of_the_order_before() {
        let directory = tempfile::tempdir().unwrap();
        let settings = Settings {
            register: directory.path().join("register.db"),
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
        let workbench = Workbench::open(settings.clone()).unwrap();
        let mut hands = Hands::new(workbench, &settings, None);
        // no worker runs yet: both questions wait
        let page = Question::DecisionPage { order: Arc::new(Order { ids: Vec::new() }), at: 0, n: 1 };
        for question in [Question::DecisionOrder(DecisionsWanted::default(), None), page] {
            assert!(hands.perform(Effect::Ask(question)).is_none());
        }
        hands.workers().into_iter().try_for_each(Worker::start).unwrap();
        let (mut orders, mut pages) = (0, 0);
        for _ in 0..2000 {
            match hands.report() {
                Some(Event::Answered(Answer::DecisionOrder(..))) => orders += 1,
                Some(Event::Answered(Answer::DecisionPage(..))) => pages += 1,
                Some(_) => panic!("nothing else was asked"),
                None if hands.is_asking() => std::thread::sleep(Duration::from_millis(5)),
                None => break,
            }
        }
        assert_eq!((orders, pages), (1, 1));
    }
}
