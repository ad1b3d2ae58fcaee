//! What the loop does for update: questions and actions of the workbench, jobs, drafts.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use super::{
    drafts::{Draft, Drafts},
    effects::{Answer, Effect, Event, OrderWanted, Prepared, Question},
    overlays::preview::Preview,
    tour,
    worker::Worker,
};
use crate::{
    domain::{
        disclosure::Answer as Said,
        gate::Given,
        trouble::{Trouble, TroubleKind},
        word::Word as _,
    },
    workbench::{
        ImportPreview, Settings, Workbench,
        actions::{self, Action, FieldKind, Pick},
        questions::{risks::Order, suggestions::Suggestions},
    },
};

/// So long the loop waits for an order of risks, or for gates, before it draws without.
const AT_ONCE: Duration = Duration::from_millis(40);
/// Things of a kind that a search everywhere tells, at most.
const FOUND: usize = 20;
/// Events of a history, at most.
const EVENTS: usize = 1000;

/// Everything that effects act on.
pub(super) struct Hands {
    workbench: Workbench,
    orders: Worker,
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
    drafts: Option<Drafts>,
}

impl Hands {
    /// The hands of this workbench; workers open theirs from the same settings, once they are set to work.
    pub(super) fn new(workbench: Workbench, settings: &Settings, drafts: Option<Drafts>) -> Self {
        let settings = Settings { make: false, ..settings.clone() };
        let orders = Worker::new("orders", settings.clone());
        let counts = Worker::new("counts", settings.clone());
        let gates = Worker::new("gates", settings.clone());
        let dues = Worker::new("dues", settings.clone());
        let checks = Worker::new("checks", settings.clone());
        let shelf = Worker::new("catalogue", settings.clone());
        let everywhere = Worker::new("everywhere", settings.clone());
        let wanted_search = Arc::default();
        let views = Worker::new("views", settings.clone());
        let jobs = Worker::new("jobs", settings);
        Self {
            workbench,
            orders,
            counts,
            gates,
            dues,
            checks,
            shelf,
            everywhere,
            wanted_search,
            views,
            jobs,
            drafts,
        }
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
            Ok(_) => Event::LookedOver(Ok(())),
            Err(trouble) => Event::Failed(trouble),
        }));
    }

    fn workers(&mut self) -> [&mut Worker; 9] {
        [
            &mut self.orders,
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
            || self.counts.is_busy()
            || self.gates.is_busy()
            || self.dues.is_busy()
            || self.shelf.is_busy()
            || self.everywhere.is_busy()
            || self.views.is_busy()
    }

    /// A job runs.
    pub(super) fn is_working(&self) -> bool {
        self.jobs.is_busy() || self.checks.is_busy()
    }

    /// What workers have done.
    pub(super) fn report(&mut self) -> Option<Event> {
        self.workers().into_iter().find_map(|worker| worker.report(Duration::ZERO))
    }

    /// Does what update asks for, apart from what concerns the terminal.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Ask(question) => self.ask(question),
            Effect::Prepare { action, subject, given, draft } => {
                Some(self.prepare(action, subject, given, draft).unwrap_or_else(Event::Failed))
            }
            Effect::Begin { action, subject, from } => {
                Some(self.begin(action, subject, &from).unwrap_or_else(Event::Failed))
            }
            Effect::Run { action, subject, args, request } => {
                let action = actions::action(action)?;
                let outcome = (action.run)(&mut self.workbench, &subject, &args, request.clone());
                Some(match outcome {
                    Ok(outcome) => Event::Done { request: Some(request), outcome },
                    Err(trouble) => Event::Failed(trouble),
                })
            }
            Effect::Foretell { action, subject, args, request } => {
                let action = actions::action(action)?;
                let foretold = (action.preview()?)(&self.workbench, &subject, &args);
                Some(foretold.map_or_else(Event::Failed, |preview| {
                    Event::Foretold(preview, Effect::Run { action: action.name, subject, args, request })
                }))
            }
            Effect::Preview { path, reference } => {
                let path = at_home(&path);
                self.jobs.give(Box::new(move |workbench| {
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
            Effect::Import { path, reference, request } => {
                self.jobs.give(Box::new(move |workbench| {
                    done(workbench.import(&path, reference.as_deref(), request))
                }));
                None
            }
            Effect::Export { reference, path, overwrite } => {
                let path = at_home(&path);
                if path.exists() && !overwrite {
                    return Some(Event::Exists(Effect::Export { reference, path, overwrite: true }));
                }
                self.jobs
                    .give(Box::new(move |workbench| done(workbench.export(&reference, &path, overwrite))));
                None
            }
            Effect::Abandon => {
                self.jobs.abandon();
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
            Effect::Redraw | Effect::Suspend | Effect::Quit => None,
        }
    }

    fn ask(&mut self, question: Question) -> Option<Event> {
        match question {
            Question::RiskOrder(wanted) => self.order(wanted, Answer::RiskOrder),
            Question::Standings(references) => {
                self.counts.give(Box::new(move |workbench| {
                    let one = |reference: String| Ok((reference.clone(), workbench.standing(&reference)?));
                    let counted: Result<Vec<_>, Trouble> = references.into_iter().map(one).collect();
                    counted.map_or_else(Event::Failed, |all| Event::Answered(Answer::Standings(all)))
                }));
                None
            }
            Question::RiskMatches(wanted) => self.order(wanted, Answer::RiskMatches),
            Question::Gates(reference) => {
                self.gates.give(Box::new(move |workbench| match workbench.gates(&reference) {
                    Ok(gates) => Event::Answered(Answer::Gates(reference, Box::new(gates))),
                    Err(trouble) => Event::Failed(trouble),
                }));
                self.gates.report(AT_ONCE)
            }
            Question::Due => {
                self.dues.give(Box::new(|workbench| {
                    let dues = workbench.due(None);
                    dues.map_or_else(Event::Failed, |dues| Event::Answered(Answer::Due(dues)))
                }));
                self.dues.report(AT_ONCE)
            }
            Question::Catalogue => {
                self.shelf.give(Box::new(|workbench| {
                    Event::Answered(Answer::Catalogue(workbench.catalogue_entries()))
                }));
                self.shelf.report(AT_ONCE)
            }
            Question::Entry(about) => {
                self.shelf.give(Box::new(move |workbench| {
                    let entry = workbench.catalogue_entry(&about);
                    entry.map_or_else(Event::Failed, |entry| Event::Answered(Answer::Entry(Box::new(entry))))
                }));
                self.shelf.report(AT_ONCE)
            }
            Question::Everywhere(words) => {
                let serial = self.wanted_search.fetch_add(1, Ordering::Relaxed) + 1;
                let wanted = self.wanted_search.clone();
                self.everywhere.give(Box::new(move |workbench| {
                    let goes_on = || wanted.load(Ordering::Relaxed) == serial;
                    let found = workbench.search(&words, FOUND, &goes_on);
                    // what was broken off answers nothing
                    let words = if goes_on() { words } else { String::new() };
                    found
                        .map_or_else(Event::Failed, |found| Event::Answered(Answer::Everywhere(words, found)))
                }));
                None
            }
            Question::Overview => {
                self.views.give(Box::new(|workbench| {
                    let overview = workbench.overview();
                    overview
                        .map_or_else(Event::Failed, |all| Event::Answered(Answer::Overview(Box::new(all))))
                }));
                self.views.report(AT_ONCE)
            }
            Question::DecisionOrder(wanted, near) => {
                self.views.give(Box::new(move |workbench| {
                    match workbench.decision_order(&wanted, near.as_deref()) {
                        Ok(order) => Event::Answered(Answer::DecisionOrder(wanted, order)),
                        Err(trouble) => Event::Failed(trouble),
                    }
                }));
                self.views.report(AT_ONCE)
            }
            Question::DecisionMatches(wanted) => {
                self.views.give(Box::new(move |workbench| match workbench.decision_order(&wanted, None) {
                    Ok(found) => Event::Answered(Answer::DecisionMatches(wanted, Arc::new(found.order))),
                    Err(trouble) => Event::Failed(trouble),
                }));
                self.views.report(AT_ONCE)
            }
            Question::DecisionPage { order, at, n } => {
                self.views.give(Box::new(move |workbench| match workbench.decision_page(&order, at, n) {
                    Ok(lines) => Event::Answered(Answer::DecisionPage(order, at, lines)),
                    Err(trouble) => Event::Failed(trouble),
                }));
                self.views.report(AT_ONCE)
            }
            Question::Matrix(whose, property) => {
                self.views.give(Box::new(move |workbench| {
                    let matrix = workbench.matrix(&whose, property);
                    matrix
                        .map_or_else(Event::Failed, |found| Event::Answered(Answer::Matrix(Box::new(found))))
                }));
                self.views.report(AT_ONCE)
            }
            other => Some(self.answer(other).map_or_else(Event::Failed, Event::Answered)),
        }
    }

    /// Asks a worker, and waits for a moment: a small register answers within the same frame.
    fn order(&mut self, wanted: OrderWanted, answer: fn(OrderWanted, Arc<Order>) -> Answer) -> Option<Event> {
        self.orders.give(Box::new(move |workbench| {
            let order = workbench.risk_order(wanted.assessment.as_deref(), wanted.sort, &wanted.filter);
            let order = order.and_then(|order| match &wanted.within {
                Some(within) => workbench.only_within(order, within),
                None => Ok(order),
            });
            match order {
                Ok(order) => Event::Answered(answer(wanted, Arc::new(order))),
                Err(trouble) => Event::Failed(trouble),
            }
        }));
        self.orders.report(AT_ONCE)
    }

    fn answer(&self, question: Question) -> Result<Answer, Trouble> {
        let workbench = &self.workbench;
        Ok(match question {
            Question::Assessments => Answer::Assessments(workbench.assessments()?),
            Question::Chain(reference) => Answer::Chain(Box::new(workbench.chain(&reference)?)),
            Question::RiskPage { order, at, n } => {
                let page = workbench.risk_page(&order, at, n)?;
                Answer::RiskPage(order, at, page)
            }
            Question::Risk(reference) => Answer::Risk(Box::new(workbench.risk(&reference)?)),
            Question::Controls => Answer::Controls(workbench.controls()?),
            Question::Control(reference) => Answer::Control(Box::new(workbench.control(&reference)?)),
            Question::Disclosure(assessment) => {
                Answer::Disclosure(workbench.disclosure(&assessment)?.map(Box::new))
            }
            Question::People => Answer::People(Box::new(workbench.people_and_policy()?)),
            Question::History(subject) => Answer::History(workbench.history(&subject, EVENTS)?),
            Question::Inbox => Answer::Inbox(workbench.inbox()?),
            Question::Trigger(reference) => Answer::Trigger(Box::new(workbench.trigger(&reference)?)),
            Question::Suggested(assessment) => Answer::Suggested(workbench.suggested(&assessment)?),
            Question::NextControl(risk) => Answer::NextControl(workbench.next_control(&risk)?),
            Question::RiskOrder(_)
            | Question::RiskMatches(_)
            | Question::Standings(_)
            | Question::Gates(_)
            | Question::Catalogue
            | Question::Entry(_)
            | Question::Everywhere(_)
            | Question::Matrix(..)
            | Question::Overview
            | Question::DecisionOrder(..)
            | Question::DecisionMatches(_)
            | Question::DecisionPage { .. }
            | Question::Due => {
                return Err(Trouble::new(TroubleKind::Internal, "Not asked", "this is a worker's task", ""));
            }
        })
    }

    /// The form of an action with the words of a template in it.
    fn begin(&self, name: &'static str, subject: String, from: &str) -> Result<Event, Trouble> {
        let brought = self.workbench.beginning(name, &subject, from)?;
        let mut event = self.prepare(name, subject, None, None)?;
        if let Event::Prepared(prepared) = &mut event {
            for (field, value) in brought.iter() {
                prepared.args.set(field, value);
            }
        }
        Ok(event)
    }

    fn prepare(
        &self,
        name: &str,
        subject: String,
        given: Option<Given>,
        draft: Option<Box<Draft>>,
    ) -> Result<Event, Trouble> {
        let Some(action) = actions::action(name) else {
            return Err(Trouble::new(
                TroubleKind::Internal,
                "Not opened",
                format!("{name} is no action"),
                "",
            ));
        };
        let workbench = &self.workbench;
        let mut args = (action.prefill)(workbench, &subject)?;
        if let Some((field, value)) = given {
            args.set(field, value);
        }
        let mut choices = BTreeMap::new();
        for field in action.fields {
            if let FieldKind::Pick(pick) | FieldKind::PickMany(pick) = field.kind
                && !matches!(pick, Pick::Words(_))
            {
                choices.insert(field.name, workbench.choices(pick, &subject)?);
            }
        }
        let request = draft.as_ref().map_or_else(|| workbench.new_request(), |draft| draft.request.clone());
        let suggestions = suggestions(workbench, action, &subject);
        let requirements = if action.fields.iter().any(|f| f.kind == FieldKind::Pick(Pick::Requirement)) {
            workbench.requirement_begins(&subject)?
        } else {
            Vec::new()
        };
        let prepared = Prepared { action, subject, request, args, choices, suggestions, requirements, draft };
        Ok(Event::Prepared(Box::new(prepared)))
    }
}

/// What the catalogue suggests for a form that begins with a template; nothing when it does not know the subject.
fn suggestions(workbench: &Workbench, action: &Action, subject: &str) -> Suggestions {
    let begins_with =
        |pick: Pick| action.fields.first().is_some_and(|field| field.kind == FieldKind::Pick(pick));
    let Some((assessment, code)) = subject.split_once('/') else { return Suggestions::default() };
    let codes = if begins_with(Pick::RiskTemplate) {
        vec![code.to_owned()]
    } else if begins_with(Pick::ControlTemplate) {
        workbench.risk(subject).map(|whole| whole.risk.value.capabilities).unwrap_or_default()
    } else {
        Vec::new()
    };
    let mut all = Suggestions::default();
    for found in codes.iter().filter_map(|code| workbench.suggestions(assessment, code).ok()) {
        all.risks.extend(found.risks);
        all.controls.extend(found.controls);
    }
    all
}

fn done(outcome: Result<actions::Outcome, Trouble>) -> Event {
    match outcome {
        Ok(outcome) => Event::Done { request: None, outcome },
        Err(trouble) => Event::Failed(trouble),
    }
}

/// What was read, in words.
fn preview(read: &ImportPreview) -> Preview {
    let disclosure = &read.read;
    let product = format!("{} {}", disclosure.product.manufacturer, disclosure.product.model);
    let document = format!("{} {}", disclosure.document_id, disclosure.document_revision);
    let counts: Vec<String> = Said::ALL
        .iter()
        .map(|answer| (read.count(*answer), answer.label()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, label)| format!("{count} {label}"))
        .collect();
    let fact = |name: &str, value: String| (name.to_owned(), value.trim().to_owned());
    let or_none = |text: &str| if text.trim().is_empty() { "not stated".to_owned() } else { text.to_owned() };
    Preview {
        facts: vec![
            fact("File", read.file_name.clone()),
            fact("Format", disclosure.format.clone()),
            fact("Product", or_none(&product)),
            fact("Document", or_none(&document)),
            fact("Issued", disclosure.issued_on.map_or_else(|| or_none(""), |date| date.to_string())),
            fact("Statements", format!("{}: {}", disclosure.statements.len(), counts.join(", "))),
        ],
        coverages: read.coverage.iter().map(|(code, one)| (code.clone(), one.label().to_owned())).collect(),
        problems: disclosure
            .problems
            .iter()
            .map(|problem| {
                let place = if problem.place.is_empty() { "file" } else { &problem.place };
                format!("{place}: {}; {}", problem.what, problem.done)
            })
            .collect(),
        ..Preview::default()
    }
}

/// How the file stands to the assessment it is for: another product, the same file again, the next revision.
fn compare(workbench: &Workbench, reference: &str, read: &ImportPreview, shown: &mut Preview) {
    let lines = workbench.assessments().unwrap_or_default();
    let product = lines.into_iter().find(|line| line.reference == reference).map(|line| line.product);
    let stated = format!("{} {}", read.read.product.manufacturer, read.read.product.model);
    let stated = stated.trim().to_lowercase();
    // A disclosure often names a longer model, or several.
    let other = |product: &String| {
        let product = product.to_lowercase();
        !stated.contains(&product) && !product.contains(&stated)
    };
    if let Some(product) = product.filter(other) {
        shown.facts.push(("Caution".to_owned(), format!("{reference} is about {product}")));
    }
    if let Ok(Some(before)) = workbench.disclosure(reference) {
        let before = before.disclosure;
        let text = if before.file_sha256 == read.file_sha256 {
            format!(
                "the same file was imported before, as revision {}: nothing would be added",
                before.revision
            )
        } else {
            format!("follows revision {} ({})", before.revision, before.document_id)
        };
        shown.facts.push(("Before".to_owned(), text));
    }
}

/// `~/file` is in the home directory, as in a shell.
fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// The longest beginning that all files of this beginning share.
fn complete(text: &str) -> Option<String> {
    let (directory, start) = match text.rfind('/') {
        Some(slash) => text.split_at(slash + 1),
        None => ("", text),
    };
    let place = if directory.is_empty() { PathBuf::from(".") } else { at_home(Path::new(directory)) };
    let mut names: Vec<String> = std::fs::read_dir(place)
        .ok()?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let fits = name.starts_with(start) && (!name.starts_with('.') || start.starts_with('.'));
            fits.then(|| if entry.path().is_dir() { format!("{name}/") } else { name })
        })
        .collect();
    names.sort();
    let first = names.first()?;
    let last = names.last()?;
    let shared: String =
        first.chars().zip(last.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    (shared.len() >= start.len()).then(|| format!("{directory}{shared}"))
}
