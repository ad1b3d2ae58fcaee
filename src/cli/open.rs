//! Where the register stands, and how a command opens it.

use std::{cell::OnceCell, path::PathBuf, time::Duration};

use clap::Args;

use crate::{
    domain::{
        events::Actor,
        trouble::{Trouble, TroubleKind},
    },
    os::{state_dir, user, zone},
    workbench::{CatalogueAtHand, Clock, Ids, Patience, Settings, Workbench, Written},
};

/// The options that every command knows.
#[derive(Args)]
pub(super) struct Place {
    /// The register's file; by default register.db in the data directory of the user
    #[arg(long, global = true, value_name = "FILE")]
    register: Option<PathBuf>,
    /// The hospital's own catalogue entries, laid over riskward's; RISKWARD_CATALOG says the same
    #[arg(long, global = true, value_name = "DIR")]
    catalog: Option<PathBuf>,
    /// How many seconds to wait for somebody else who is writing to the register
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u16).range(..=3600))]
    wait: u16,
    #[arg(skip)]
    at_hand: OnceCell<CatalogueAtHand>,
}

impl Place {
    /// The register, which must be there.
    pub(super) fn open(&self) -> Result<Workbench, Trouble> {
        Workbench::open(self.settings(self.path()?, false)?)
    }

    /// The register, made if it is not there.
    pub(super) fn make(&self) -> Result<Workbench, Trouble> {
        Workbench::open(self.settings(self.path()?, true)?)
    }

    /// How the user who started the program opens a register.
    pub(super) fn settings(&self, register: PathBuf, make: bool) -> Result<Settings, Trouble> {
        let user = user::current();
        Ok(Settings {
            register,
            make,
            actor: Actor { uid: user.uid, name: user.name },
            reader: reader()?,
            catalogue: self.catalogue()?,
            clock: Clock::System,
            ids: Ids::Random,
            time_zone: zone::system(),
            state_directory: state_dir::state_dir(None).ok().map(|directory| directory.path),
            program: format!("riskward {}", env!("CARGO_PKG_VERSION")),
            patience: Patience {
                at_most: Duration::from_secs(self.wait.into()),
                notice: Some(super::waiting),
            },
            written: Written::default(),
        })
    }

    /// The catalogue to work with. That the hospital's own entries are not used, is told on stderr.
    pub(super) fn catalogue(&self) -> Result<CatalogueAtHand, Trouble> {
        if let Some(at_hand) = self.at_hand.get() {
            return Ok(at_hand.clone());
        }
        let at_hand = self.overlay().map(|directory| CatalogueAtHand::with(&directory)).transpose()?;
        let at_hand = at_hand.unwrap_or_default();
        at_hand.refused().into_iter().for_each(super::tell);
        Ok(self.at_hand.get_or_init(|| at_hand).clone())
    }

    /// The directory with the hospital's own catalogue entries.
    pub(super) fn overlay(&self) -> Option<PathBuf> {
        self.catalog.clone().or_else(|| {
            std::env::var_os("RISKWARD_CATALOG").filter(|named| !named.is_empty()).map(PathBuf::from)
        })
    }

    fn path(&self) -> Result<PathBuf, Trouble> {
        if let Some(register) = &self.register {
            return Ok(register.clone());
        }
        let directory = user::data_directory().ok_or_else(|| {
            Trouble::refused(
                "The register was not found",
                "your account has no data directory",
                "--register FILE",
            )
        })?;
        Ok(directory.join("register.db"))
    }
}

/// The program that reads untrusted files as a child: this one.
pub(super) fn reader() -> Result<PathBuf, Trouble> {
    std::env::current_exe().map_err(|e| {
        Trouble::new(
            TroubleKind::Internal,
            "riskward cannot find its own program",
            e.to_string(),
            "starting it by its full path",
        )
    })
}
