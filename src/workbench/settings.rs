//! What a workbench is opened with: the clock and the ids among it, so that tests can give their own.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::{CatalogueAtHand, Patience, Written};
use crate::domain::events::Actor;

/// Where "now" comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The computer's clock.
    System,
    /// Always this instant.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// Now.
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(at) => at,
        }
    }
}

/// Where identities come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// UUIDv7: time and chance.
    Random,
    /// Counted up from this number, for exact tests.
    Counted(u64),
}

/// How a register is opened for work.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The register's file.
    pub register: PathBuf,
    /// Make it if it is not there.
    pub make: bool,
    /// Who works.
    pub actor: Actor,
    /// The program to run as the child that reads untrusted files.
    pub reader: PathBuf,
    /// What is known before anything is told.
    pub catalogue: CatalogueAtHand,
    /// The clock.
    pub clock: Clock,
    /// The source of ids.
    pub ids: Ids,
    /// The IANA time zone of a register that is made.
    pub time_zone: String,
    /// Where this user's own notes lie, such as what was last seen of a register; none = nothing is noted.
    pub state_directory: Option<PathBuf>,
    /// The program's name and version, as events record it.
    pub program: String,
    /// How long one waits for a register that somebody else is writing to.
    pub patience: Patience,
    /// What this process has written.
    pub written: Written,
}
