//! The loop: draw when something changed, wait for keys and workers, do what update asks for.

use std::{
    io, panic,
    path::Path,
    rc::Rc,
    sync::{Arc, OnceLock},
    thread,
    time::{Duration, Instant},
};

use super::{
    commands::{Keys, Place},
    drafts::{Draft, Drafts},
    effects::{Effect, Event, Question},
    elsewhere,
    input::Input,
    jobs::Ender,
    joiner::Joiner,
    memory::Keeper,
    perform::Hands,
    state::State,
    terminal::{self, Display},
    theme::{Ground, Theme},
    tour,
    update::update,
};
use crate::{
    domain::trouble::{Trouble, TroubleKind},
    os::{self, clipboard::Clipboard},
    workbench::{Settings, Workbench},
};

/// How long the loop waits for a key while nothing runs.
const IDLE: Duration = LOOK;
/// How often it looks whether others changed the register: what they did is seen within a second.
const LOOK: Duration = Duration::from_millis(500);
/// The same while a job runs.
const WORKING: Duration = Duration::from_millis(250);
/// The same while a question is with a worker.
const ASKING: Duration = Duration::from_millis(50);
/// The same while something waits for a register that somebody else is writing to.
const HELD: Duration = Duration::from_millis(20);

/// How long a job that runs has to clear up when the program goes.
const CLEARING: Duration = Duration::from_secs(2);

/// How long no key comes before more of a frame is sent that is too long for a slow line.
const MORE: Duration = Duration::from_millis(20);

/// How long no key comes before what tells of the cursor's row follows the cursor.
const REST: Duration = Duration::from_millis(80);

/// How the screen is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Only ASCII; also when the locale or the terminal shows no more.
    pub ascii: bool,
    /// No colours; also when the environment says so.
    pub no_colour: bool,
    /// When text that is copied goes to the terminal's clipboard; none = as the environment says.
    pub clipboard: Option<Clipboard>,
    /// For a reader of the screen.
    pub plain: bool,
    /// Written on a light terminal, or a dark one; none when nobody said.
    pub light: Option<bool>,
}

impl Options {
    fn theme(self) -> Theme {
        Theme {
            colour: !self.no_colour && !os::locale::no_colour(),
            ascii: self.ascii || !os::locale::shows_utf8(),
            plain: self.plain,
            ground: match self.light {
                None => Ground::Either,
                Some(true) => Ground::Light,
                Some(false) => Ground::Dark,
            },
        }
    }
}

/// Opens the workbench on the terminal and returns when the user leaves it.
///
/// # Errors
/// When there is no terminal, or it cannot be used any more.
pub fn run(workbench: Workbench, settings: Settings, options: Options, keys: Keys) -> Result<(), Trouble> {
    let (drafts, notice) = open_drafts(&workbench, settings.state_directory.as_deref());
    keep_drafts_in_a_fault(drafts.clone());
    let mut display = Display::enter(options.theme())?;
    let (watched, remembering) = (drafts.clone(), Arc::new(OnceLock::<Keeper>::new()));
    let kept = Arc::clone(&remembering);
    let failed = |error: io::Error| lost(&error);
    let jobs = Arc::new(OnceLock::<Ender>::new());
    let working = Arc::clone(&jobs);
    os::hangup::watch(move |signal| {
        if let Some(drafts) = watched {
            drafts.save_now();
        }
        if let Some(keeper) = kept.get() {
            keeper.save_now();
        }
        if let Some(jobs) = working.get() {
            jobs.end(CLEARING);
        }
        terminal::restore();
        std::process::exit(128 + signal);
    })
    .map_err(failed)?;
    let size = display.size().map_err(failed)?;
    let mut running = Running::begin(workbench, &settings, drafts, notice, size, keys);
    let ender = jobs.get_or_init(|| running.hands.ender());
    let clipboard = options.clipboard.or_else(Clipboard::of_environment).unwrap_or_default();
    running.state.clipboard = clipboard.is_used();
    if let Some(keeper) = &running.keeper {
        let _ = remembering.set(keeper.clone());
    }
    let ended = running.work(&mut display).map_err(failed);
    running.keep();
    if let Some(keeper) = &running.keeper {
        keeper.save_now();
    }
    ender.end(CLEARING);
    if let Some(drafts) = &running.drafts {
        drafts.save_now();
    }
    ended
}

/// What the first frame shows, without a terminal and without drafts.
pub fn first_state(workbench: Workbench, settings: &Settings, size: (u16, u16)) -> State {
    Running::begin(workbench, settings, None, None, size, Keys::default()).state
}

struct Running {
    state: State,
    hands: Hands,
    drafts: Option<Drafts>,
    joiner: Joiner,
    keeper: Option<Keeper>,
    looked: Instant,
    left: bool,
}

impl Running {
    /// All that is done before the first frame.
    fn begin(
        workbench: Workbench,
        settings: &Settings,
        drafts: Option<Drafts>,
        notice: Option<String>,
        size: (u16, u16),
        keys: Keys,
    ) -> Self {
        let register = workbench.register_path().file_name().map(|name| name.to_string_lossy().into_owned());
        let mut state =
            State::new(&register.unwrap_or_default(), workbench.actor_name(), workbench.today(), size);
        state.keys = Rc::new(keys);
        let opened = drafts.as_ref().map(|drafts| Keeper::open(drafts.beside("tables")));
        let (keeper, forgotten) = match opened {
            Some((keeper, memory, notice)) => {
                state.recall(memory);
                (Some(keeper), notice)
            }
            None => (None, None),
        };
        let hands = Hands::new(workbench, settings, drafts.clone());
        let (joiner, looked) = (Joiner::default(), Instant::now());
        let mut running = Self { state, hands, drafts, joiner, keeper, looked, left: false };
        // what others change from here on is noticed, also before the loop first looks around
        let _ = running.hands.workbench().changed_by_others();
        if let Some(event) = running.hands.perform(Effect::Ask(Question::Assessments)) {
            running.happened(event, None);
        }
        let unsaved = running.unsaved();
        running.happened(Event::Drafts(unsaved), None);
        if let Some(last) = &running.state.last {
            let goes_there = running.state.keys.told("{go-last} goes there", Place::Anywhere);
            let said = format!("Last time you were at {}: {goes_there}.", last.told());
            running.happened(Event::Notice(said), None);
        }
        if let Some(notice) =
            forgotten.into_iter().chain(notice).reduce(|one, other| format!("{one} {other}"))
        {
            running.happened(Event::Notice(notice), None);
        }
        if let Some(refused) = settings.catalogue.refused() {
            running.happened(Event::Failed(refused.clone()), None);
        }
        if running.drafts.as_ref().is_some_and(|drafts| tour::is_due(drafts.directory())) {
            running.happened(Event::FirstStart, None);
        }
        running
    }

    /// The drafts that somebody left; one that was saved as the program ended has nothing more to give.
    fn unsaved(&self) -> Vec<Draft> {
        let Some(drafts) = &self.drafts else { return Vec::new() };
        let mut found = drafts.found();
        found.retain(|draft| {
            let is_saved = self.hands.workbench().is_saved(&draft.request).unwrap_or(false);
            if is_saved {
                drafts.drop_draft(&draft.request);
            }
            !is_saved
        });
        found
    }

    fn work(&mut self, display: &mut Display) -> io::Result<()> {
        display.draw(&self.state)?;
        self.state.dirty = false;
        self.hands.set_to_work()?;
        while !self.left {
            if std::mem::take(&mut self.state.dirty) {
                display.draw(&self.state)?;
            }
            let wait = match (self.state.moving, self.hands.is_asking(), self.hands.is_working()) {
                _ if display.owes() => MORE,
                _ if self.hands.is_held() => HELD,
                (true, ..) => REST,
                (false, true, _) => ASKING,
                (false, false, true) => WORKING,
                (false, false, false) => IDLE,
            };
            // a key that is not whole yet is waited for, and is no rest
            let held = self.joiner.wait(Instant::now());
            let mut came = display.poll(held.map_or(wait, |held| held.min(wait)))?;
            if !came && display.owes() {
                display.draw(&self.state)?;
            } else if !came && held.is_none() {
                self.happened(Event::Rested, None);
            }
            while came && !self.left {
                if let Some(input) = display.read()? {
                    for input in self.joiner.take(input, Instant::now()) {
                        self.happened(Event::Input(input), Some(display));
                    }
                }
                came = display.poll(Duration::ZERO)?;
            }
            if let Some(input) = self.joiner.due(Instant::now()) {
                self.happened(Event::Input(input), Some(display));
            }
            while let Some(event) = self.hands.report() {
                self.happened(event, Some(display));
            }
            if let Some(event) = self.hands.try_again() {
                self.happened(event, Some(display));
            }
            if self.looked.elapsed() >= LOOK {
                self.looked = Instant::now();
                self.look_around();
            }
        }
        Ok(())
    }

    /// Lets update take an event, and does what it asks for, until nothing is left to do.
    fn happened(&mut self, event: Event, mut display: Option<&mut Display>) {
        let mut todo: Vec<Effect> = update(&mut self.state, event);
        todo.reverse();
        while let Some(effect) = todo.pop() {
            let came = match (effect, display.as_deref_mut()) {
                (Effect::Quit, _) => {
                    self.left = true;
                    None
                }
                (Effect::Redraw, Some(display)) => {
                    display.forget().err().map(|error| Event::Failed(lost(&error)))
                }
                (Effect::Clipboard(bytes), Some(display)) => {
                    display.send(&bytes).err().map(|error| Event::Failed(lost(&error)))
                }
                (Effect::EditText(text), Some(display)) => {
                    self.state.dirty = true;
                    let came = elsewhere::edit(self.drafts.as_ref(), display, *text);
                    if let Ok((columns, rows)) = display.size() {
                        let resized = Event::Input(Input::Resize(columns, rows));
                        todo.extend(update(&mut self.state, resized).into_iter().rev());
                    }
                    Some(came.unwrap_or_else(|error| Event::Failed(lost(&error))))
                }
                (Effect::Suspend, Some(display)) => {
                    self.state.dirty = true;
                    display.suspend().err().map(|error| Event::Failed(lost(&error)))
                }
                (effect, _) => self.hands.perform(effect),
            };
            if let Some(event) = came {
                todo.extend(update(&mut self.state, event).into_iter().rev());
            }
        }
    }

    /// Keeps how the tables are, and where one is.
    fn keep(&mut self) {
        if let Some(keeper) = &self.keeper {
            keeper.keep(self.state.remembered());
        }
    }

    /// What others changed meanwhile, and what could not be kept.
    fn look_around(&mut self) {
        self.keep();
        let today = self.hands.workbench().today();
        if today != self.state.today {
            self.state.today = today;
            self.hands.raise_dates();
            self.happened(Event::Changed, None);
        }
        if self.state.others.wait() {
            self.happened(Event::Looked, None);
        }
        if let Ok(Some(news)) = self.hands.workbench().news() {
            self.happened(Event::News(news), None);
        }
        if let Some(fault) = self.drafts.as_ref().and_then(Drafts::fault) {
            self.state.complain(fault);
            self.state.dirty = true;
        }
    }
}

/// The drafts of this user, and a sentence when they are kept elsewhere or not at all.
fn open_drafts(workbench: &Workbench, given: Option<&Path>) -> (Option<Drafts>, Option<String>) {
    let opened = os::state_dir::state_dir(given).and_then(|directory| {
        let register = workbench.register_path();
        let register = std::path::absolute(register).unwrap_or_else(|_| register.to_owned());
        Ok((Drafts::open(directory.path, &register)?, directory.notice))
    });
    match opened {
        Ok((drafts, notice)) => (Some(drafts), notice),
        Err(error) => (None, Some(format!("Unsaved text cannot be kept over a lost connection: {error}."))),
    }
}

/// A fault of riskward on this thread keeps the drafts and gives the terminal back before it tells; one on a
/// worker's thread is told on the screen.
fn keep_drafts_in_a_fault(drafts: Option<Drafts>) {
    let here = thread::current().id();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |fault| {
        if thread::current().id() == here {
            if let Some(drafts) = &drafts {
                drafts.save_now();
            }
            terminal::restore();
            before(fault);
        }
    }));
}

fn lost(error: &io::Error) -> Trouble {
    Trouble::new(
        TroubleKind::Internal,
        "The workbench was left",
        format!("the terminal cannot be used any more: {error}"),
        "everything saved is in the register, and unsaved text is offered at the next start",
    )
}
