//! Where the register stands, and how a command opens it.

use std::path::PathBuf;

use clap::Args;

use crate::{
    domain::{
        events::Actor,
        trouble::{Trouble, TroubleKind},
    },
    os::{state_dir, user, zone},
    workbench::{Clock, Ids, Settings, Workbench},
};

/// The option that every command knows.
#[derive(Args)]
pub(super) struct Place {
    /// The register's file; by default register.db in the data directory of the user
    #[arg(long, global = true, value_name = "FILE")]
    register: Option<PathBuf>,
}

impl Place {
    /// The register, which must be there.
    pub(super) fn open(&self) -> Result<Workbench, Trouble> {
        Workbench::open(settings(self.path()?, false)?)
    }

    /// The register, made if it is not there.
    pub(super) fn make(&self) -> Result<Workbench, Trouble> {
        Workbench::open(settings(self.path()?, true)?)
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

/// How the user who started the program opens a register.
pub(super) fn settings(register: PathBuf, make: bool) -> Result<Settings, Trouble> {
    let user = user::current();
    Ok(Settings {
        register,
        make,
        actor: Actor { uid: user.uid, name: user.name },
        reader: reader()?,
        clock: Clock::System,
        ids: Ids::Random,
        time_zone: zone::system(),
        state_directory: state_dir::state_dir(None).ok().map(|directory| directory.path),
        program: format!("riskward {}", env!("CARGO_PKG_VERSION")),
    })
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
