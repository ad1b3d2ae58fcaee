//! A home of its own for each test, with the binary set to use it.

use std::{
    path::{Path, PathBuf},
    process::Output,
};

use assert_cmd::Command;

pub(crate) struct Home(tempfile::TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A home whose register holds the three samples.
    pub(crate) fn with_samples() -> Self {
        let home = Self::new();
        for (folder, reference) in SAMPLES {
            let out = home.ok(&["load", &sample(folder).display().to_string()]);
            assert!(out.starts_with(reference), "{out}");
        }
        home
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The program, with nothing of the tester's environment.
    pub(crate) fn riskward(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_riskward"));
        command
            .env_clear()
            .env("HOME", self.path())
            .env("LC_ALL", "C.UTF-8")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .current_dir(self.path());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.riskward().args(args).output().unwrap()
    }

    /// What a command says that must end well.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a command says on stderr that must end with this code.
    pub(crate) fn refused(&self, args: &[&str], code: i32) -> String {
        let output = self.run(args);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains(": ") && !said.contains("panicked"), "{args:?}: {said}");
        said
    }
}

pub(crate) const SAMPLES: [(&str, &str); 3] =
    [("infusion-pump", "ip3"), ("pacs", "pacs12"), ("patient-monitor", "pm7")];

pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-projects").join(name)
}

/// The disclosures that others wrote, where they stand beside the checkout.
pub(crate) fn disclosures() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("RISKWARD_SHARED").map_or(beside, PathBuf::from).join("disclosures");
    if shared.is_dir() {
        return Some(shared);
    }
    println!("skipped: {} is not there", shared.display());
    None
}
