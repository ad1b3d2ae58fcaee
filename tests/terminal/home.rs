//! A home directory of its own for every story, with a register in it.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

use riskward::{
    domain::events::Actor,
    workbench::{CatalogueAtHand, Clock, Ids, Patience, Settings, Workbench, Written},
};
use tempfile::TempDir;

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_riskward");

/// A folder of the sample projects.
pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-projects").join(name)
}

/// The temporary home.
pub(crate) struct Home {
    directory: TempDir,
}

impl Home {
    /// An empty one, of somebody who has seen the tour.
    pub(crate) fn new() -> Self {
        let home = Self::of_a_newcomer();
        std::fs::create_dir_all(home.path().join("state/riskward")).unwrap();
        std::fs::write(home.path().join("state/riskward/tour-seen"), "").unwrap();
        home
    }

    /// An empty one, of somebody who starts the program for the first time.
    pub(crate) fn of_a_newcomer() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    /// One whose register holds these sample projects. What their days that are over today ask for is raised, so that
    /// nothing is when a session opens it.
    pub(crate) fn with(samples: &[&str]) -> Self {
        let home = Self::new();
        for name in samples {
            home.cli([OsStr::new("load"), sample(name).as_os_str()]);
        }
        if !samples.is_empty() {
            home.workbench().raise_passed_dates().unwrap();
        }
        home
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn register(&self) -> PathBuf {
        self.path().join("register.db")
    }

    /// Where unsaved text is kept.
    pub(crate) fn drafts(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.path().join("state/riskward")) else { return Vec::new() };
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "draft")).collect()
    }

    /// What the program finds in its environment.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        let place = |name: &str| self.path().join(name).to_str().unwrap().to_owned();
        [
            ("HOME", place("")),
            ("XDG_DATA_HOME", place("data")),
            ("XDG_STATE_HOME", place("state")),
            ("XDG_CONFIG_HOME", place("config")),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }

    /// What a command prints; it must succeed.
    pub(crate) fn cli<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> String {
        let mut command = Command::new(PROGRAM);
        command.arg("--register").arg(self.register()).args(args);
        command.env_clear().envs(self.environment()).current_dir(self.path());
        let ran = command.output().unwrap();
        let said = String::from_utf8(ran.stdout).unwrap();
        assert!(ran.status.success(), "{command:?}\n{said}{}", String::from_utf8_lossy(&ran.stderr));
        said
    }

    /// A person of the register is at the keyboard: the account that the tests run under is theirs.
    pub(crate) fn at_the_keyboard(&self, person: &str) {
        let account = Command::new("id").arg("-un").output().unwrap();
        let account = String::from_utf8(account.stdout).unwrap();
        self.cli(["do", "edit-person", person, &format!("account={}", account.trim())]);
    }

    /// The register, to look at what was saved.
    pub(crate) fn workbench(&self) -> Workbench {
        Workbench::open(Settings {
            register: self.register(),
            make: false,
            actor: Actor { uid: 1004, name: "m.rossi".into() },
            reader: PathBuf::from(PROGRAM),
            catalogue: CatalogueAtHand::default(),
            clock: Clock::System,
            ids: Ids::Random,
            time_zone: "Europe/Rome".into(),
            state_directory: Some(self.path().join("looking")),
            program: "riskward test".into(),
            patience: Patience::default(),
            written: Written::default(),
        })
        .unwrap()
    }
}
