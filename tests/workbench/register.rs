//! A temporary register with a fixed clock and counted ids.

use std::path::{Path, PathBuf};

use riskward::{
    domain::{events::Actor, trouble::Trouble},
    workbench::{
        CatalogueAtHand, Clock, Ids, Patience, Settings, Workbench, Written,
        actions::{Args, Outcome, action},
    },
};

pub(crate) struct Register {
    pub(crate) workbench: Workbench,
    _directory: tempfile::TempDir,
}

pub(crate) fn settings(register: PathBuf) -> Settings {
    Settings {
        register,
        make: true,
        actor: Actor { uid: 1004, name: "m.rossi".into() },
        reader: PathBuf::from(env!("CARGO_BIN_EXE_riskward")),
        catalogue: CatalogueAtHand::default(),
        clock: Clock::Fixed("2026-11-21T09:00:00Z".parse().unwrap()),
        ids: Ids::Counted(0),
        time_zone: "Europe/Rome".into(),
        state_directory: None,
        program: "riskward test".into(),
        patience: Patience::default(),
        written: Written::default(),
    }
}

/// A directory in memory where the machine has one: whether a disk keeps what it is given is tried elsewhere.
pub(crate) fn directory() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

pub(crate) fn empty() -> Register {
    let directory = directory();
    let workbench = Workbench::open(settings(directory.path().join("register.db"))).unwrap();
    Register::at(workbench, directory)
}

pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-projects").join(name)
}

/// A register with one sample loaded.
pub(crate) fn with(name: &str) -> Register {
    let mut register = empty();
    register.workbench.load(&sample(name)).unwrap();
    register
}

/// A benefit-risk record.
pub(crate) const WEIGHED: &[(&str, &str)] = &[
    ("benefit", "Limits reach every pump within a day."),
    ("alternatives", "Libraries loaded by hand went wrong more often."),
    ("not_practicable", "A second server is seen within minutes already."),
    ("conclusion", "The benefit outweighs the rest."),
    ("author", "Dr. A. Weber"),
];

impl Register {
    /// The register of a workbench, and the directory it stands in.
    pub(crate) fn at(workbench: Workbench, directory: tempfile::TempDir) -> Self {
        Self { workbench, _directory: directory }
    }

    /// Does an action with `key=value` arguments.
    pub(crate) fn act(
        &mut self,
        name: &str,
        subject: &str,
        args: &[(&str, &str)],
    ) -> Result<Outcome, Trouble> {
        let args = args.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value));
        let request = self.workbench.new_request();
        (action(name).unwrap().run)(&mut self.workbench, subject, &args, request)
    }
}
