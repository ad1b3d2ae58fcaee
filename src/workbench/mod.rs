//! What a user can ask (`questions/`) and do (`actions/`): the only door for the terminal and the command line.

pub mod actions;
pub mod export;
pub mod jobs;
pub mod questions;

mod accepted;
mod anchor;
mod busy;
mod catalogue;
mod catalogue_index;
mod causes;
mod choices;
mod compared;
mod copying;
mod deciding;
mod decisions;
mod findings;
mod frozen;
mod gather;
mod import;
mod knowledge;
mod known;
mod load;
mod news;
mod opened;
mod passed;
mod patience;
mod people;
mod reader;
mod reference;
mod remembered;
mod requirements;
mod revisions;
mod seal;
mod settings;
mod several;
mod store;
mod suggesting;
mod tab_separated;
mod traits;
mod triggers;
mod trouble;
mod written;

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    path::{Path, PathBuf},
    rc::Rc,
};

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    catalog::{
        Catalogue, forms::Form, policies::Policy, process::Process, requirements::RequirementSet,
        scales::Scale,
    },
    domain::{
        events::Actor,
        object::{Id, Object},
        progress::Port,
        register::Register,
        trouble::Trouble,
    },
    ledger::{
        Ask as _, Founding, Ledger as _, LedgerError, Query, Settings as LedgerSettings, SqliteLedger,
        Synchronous, Verified,
    },
    os::zone::Zone,
};

pub use anchor::Anchor;
pub use catalogue::{CatalogueAtHand, CatalogueChecked, catalogue_checked};
pub use compared::{Compared, Side};
pub use import::{DisclosureFile, ImportPreview, preview};
pub use news::Told;
pub use patience::Patience;
pub use reader::reader_exit_code;
pub use reference::numbered;
pub use settings::{Clock, Ids, Settings};
pub use several::{MOST, subject_in_words, subject_of};
pub use tab_separated::tab_separated;
pub use written::Written;

/// An open register and everything needed to work in it.
pub struct Workbench {
    ledger: SqliteLedger,
    settings: Settings,
    counted: Cell<u64>,
    time_zone: Zone,
    looked_at: Option<NaiveDate>,
    seen: Cell<Option<i64>>,
    opened_at: Cell<Option<i64>>,
    scales: RefCell<HashMap<String, Rc<Scale>>>,
    forms: RefCell<HashMap<String, Rc<Form>>>,
    processes: RefCell<HashMap<String, Rc<Process>>>,
    policies: RefCell<HashMap<String, Rc<Policy>>>,
    sets: RefCell<HashMap<String, Rc<RequirementSet>>>,
}

impl Workbench {
    /// From now on every question is broken off, with a trouble, once this says so; none lets all be answered. It is
    /// asked from inside the questions, some thousand times a second.
    ///
    /// # Errors
    /// When the register is closed.
    pub fn stop_when(&mut self, stop: Option<crate::ledger::Stop>) -> Result<(), Trouble> {
        self.ledger.stop_when(stop).map_err(|e| trouble::ledger("Cannot read the register", e))
    }

    /// Opens a register for work; makes it where the settings say so.
    ///
    /// # Errors
    /// When the register cannot be opened or made, in words.
    pub fn open(settings: Settings) -> Result<Self, Trouble> {
        let what = format!("Cannot open the register {}", settings.register.display());
        if settings.make
            && let Some(directory) = settings.register.parent().filter(|p| !p.as_os_str().is_empty())
            && !directory.exists()
        {
            crate::os::files::create_private_directory(directory)
                .map_err(|e| trouble::io(&what, &e, "another place, with --register FILE"))?;
        }
        let mut counted = match settings.ids {
            Ids::Counted(from) => from,
            Ids::Random => 0,
        };
        let mut next = || new_id(settings.ids, &mut counted);
        let opening = LedgerSettings {
            found: settings.make.then(|| Founding { id: next(), time_zone: settings.time_zone.clone() }),
            synchronous: Synchronous::Full,
            busy_timeout: settings.patience.at_most,
            migrations: Vec::new(),
            actor: settings.actor.clone(),
            at: settings.clock.now(),
            program: settings.program.clone(),
            request: next(),
        };
        let ledger = SqliteLedger::open(&settings.register, &opening)
            .map_err(|e| opening_failed(&what, &settings, e))?;
        let register = ledger
            .rows(&Query::all(Object::Register))
            .and_then(|rows| rows.into_iter().next().map(crate::ledger::Row::read::<Register>).transpose())
            .map_err(|e| trouble::ledger(&what, e))?;
        let time_zone = register.and_then(|r| Zone::named(&r.value.time_zone)).unwrap_or(Zone::UTC);
        Ok(Self {
            ledger,
            settings,
            counted: Cell::new(counted),
            time_zone,
            looked_at: None,
            seen: Cell::new(None),
            opened_at: Cell::new(None),
            scales: RefCell::default(),
            forms: RefCell::default(),
            processes: RefCell::default(),
            policies: RefCell::default(),
            sets: RefCell::default(),
        })
    }

    /// A new identity, for a request or an object.
    pub fn new_request(&self) -> Id {
        let mut counted = self.counted.get();
        let id = new_id(self.settings.ids, &mut counted);
        self.counted.set(counted);
        id
    }

    /// The civil date in the register's time zone.
    pub fn today(&self) -> NaiveDate {
        self.time_zone.at(self.now()).date_naive()
    }

    /// The date on which computed states are looked at: today, unless another was asked for.
    pub fn as_of(&self) -> NaiveDate {
        self.looked_at.unwrap_or_else(|| self.today())
    }

    /// From now on, questions and exports tell computed states as of this date. What is recorded is not touched by it.
    pub fn look_as_of(&mut self, date: NaiveDate) {
        self.looked_at = Some(date);
    }

    /// The day that one looks back to, if another than today was asked for and it is over.
    fn looks_back(&self) -> Option<NaiveDate> {
        self.looked_at.filter(|date| *date < self.today())
    }

    /// The name of the account that works.
    pub fn actor_name(&self) -> &str {
        &self.settings.actor.name
    }

    /// Where the register stands.
    pub fn register_path(&self) -> &Path {
        self.ledger.path()
    }

    /// True when the register can only be read here.
    pub fn is_read_only(&self) -> bool {
        self.ledger.is_read_only()
    }

    /// What it was opened with; a worker opens its own from it.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether somebody else has written since this was asked the last time.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn changed_by_others(&self) -> Result<bool, Trouble> {
        let last = self.ledger.last_seq().map_err(|e| trouble::ledger("Cannot look for changes", e))?;
        let before = self.seen.replace(Some(last));
        Ok(before.is_some_and(|before| before != last))
    }

    /// Replays every event and compares; what is wrong are the findings.
    ///
    /// # Errors
    /// When the register cannot be read at all.
    pub fn verify(&self) -> Result<Verified, Trouble> {
        self.verify_heard(&mut Port::silent())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As before, and when it is cancelled.
    pub fn verify_heard(&self, port: &mut Port) -> Result<Verified, Trouble> {
        self.ledger.verify_heard(port).map_err(|e| trouble::ledger("Cannot verify the register", e))
    }

    /// Writes a verified copy of the register.
    ///
    /// # Errors
    /// When the copy cannot be written, its name is taken, or it does not verify.
    pub fn backup(&self, target: &Path) -> Result<Verified, Trouble> {
        self.backup_heard(target, &mut Port::silent())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As before, and when it is cancelled: nothing is left of the copy then.
    pub fn backup_heard(&self, target: &Path, port: &mut Port) -> Result<Verified, Trouble> {
        self.ledger
            .backup_heard(target, port)
            .map_err(|e| trouble::ledger(&format!("No backup was written to {}", target.display()), e))
    }

    fn now(&self) -> DateTime<Utc> {
        self.settings.clock.now()
    }

    fn actor(&self) -> &Actor {
        &self.settings.actor
    }

    fn reader(&self) -> &PathBuf {
        &self.settings.reader
    }

    /// Works with this catalogue from now on.
    pub fn work_with(&mut self, catalogue: &'static Catalogue) {
        self.settings.catalogue = CatalogueAtHand::of(catalogue);
    }

    fn catalogue(&self) -> &'static Catalogue {
        self.settings.catalogue.get()
    }
}

fn new_id(ids: Ids, counted: &mut u64) -> Id {
    match ids {
        Ids::Random => Id(uuid::Uuid::now_v7().to_string()),
        Ids::Counted(_) => {
            *counted += 1;
            Id(format!("00000000-0000-7000-8000-{counted:012}"))
        }
    }
}

/// Why a register was not opened; who holds it, where that is why.
fn opening_failed(what: &str, settings: &Settings, error: LedgerError) -> Trouble {
    let busy = matches!(error, LedgerError::Busy);
    let trouble = trouble::ledger(what, error);
    if busy { busy::named(trouble, &settings.register) } else { trouble }
}
