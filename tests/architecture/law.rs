//! The law of the house, as data.

/// Which layers a layer may import. Its own things need no permission.
pub(crate) const IMPORTS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("os", &[]),
    ("catalog", &["domain"]),
    ("process", &["domain", "catalog"]),
    ("intake", &["domain", "catalog", "os"]),
    ("ledger", &["domain", "os"]),
    ("report", &["domain", "catalog", "process"]),
    ("workbench", &["domain", "catalog", "intake", "process", "ledger", "report", "os"]),
    ("tui", &["workbench", "domain", "os"]),
    ("cli", &["workbench", "domain", "os"]),
    ("main", &["cli", "tui", "workbench"]),
    ("lib", &[]),
];

/// Which layers may name a library; a library that is not here may be named everywhere.
pub(crate) const LIBRARIES: &[(&str, &[&str])] = &[
    ("rusqlite", &["ledger"]),
    ("ratatui", &["tui"]),
    ("ratatui_textarea", &["tui"]),
    ("crossterm", &["tui"]),
    ("nucleo_matcher", &["tui"]),
    ("clap", &["cli", "main"]),
    ("calamine", &["intake"]),
    ("zip", &["intake"]),
    ("quick_xml", &["intake"]),
    ("encoding_rs", &["intake"]),
    ("include_dir", &["catalog", "cli"]),
    ("rustix", &["os"]),
    ("etcetera", &["os"]),
    ("tz", &["os"]),
    ("tzdb_data", &["os"]),
    ("uuid", &["workbench"]),
];

/// Who may read a clock: the type whose `now` is asked, the layers, and why they may.
pub(crate) const CLOCKS: &[(&str, &[&str], &str)] = &[
    ("Utc", &["workbench"], "what time it is, is said once, by the settings of the workbench"),
    ("Instant", &["os"], "a child process is ended when its time is up"),
    ("Instant", &["cli"], "how far long work is, is told four times a second; no instant is kept"),
    ("Instant", &["tui"], "the loop waits for keys and saves drafts after a while; no instant is kept"),
];

/// Names that say nothing about what is inside.
pub(crate) const EMPTY_NAMES: &[&str] = &[
    "util", "utils", "common", "helper", "helpers", "type", "types", "manager", "managers", "model",
    "models", "misc",
];

/// Words of the code that stand nowhere in `src`, and what to do instead. A word with `!` is a macro.
pub(crate) const FORBIDDEN: &[(&str, &str)] = &[
    ("unsafe", "find a library that does it"),
    ("print!", "write to the output that is passed in, so that a closed pipe is no panic"),
    ("println!", "write to the output that is passed in, so that a closed pipe is no panic"),
    ("eprint!", "return a Trouble"),
    ("eprintln!", "return a Trouble"),
    ("dbg!", "take it out"),
    ("todo!", "finish it, or leave it away"),
    ("unimplemented!", "finish it, or leave it away"),
    ("include!", "make it a module"),
];

/// A file is read in one sitting.
pub(crate) const LINES_AT_MOST: usize = 600;
/// At least so many of a hundred files are no longer than this.
pub(crate) const LINES_USUALLY: usize = 350;
pub(crate) const SHARE_USUALLY: usize = 90;

/// What stands at the top of the repository.
pub(crate) const TOP_LEVEL: &[&str] = &[
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "benches",
    "catalog",
    "clippy.toml",
    "deny.toml",
    "docs",
    "fuzz",
    "rustfmt.toml",
    "sample-projects",
    "src",
    "tests",
];

/// Folders that stand for nothing on another machine, and below what no text may name them (empty = everywhere).
pub(crate) const MACHINE_FOLDERS: &[(&str, &str)] =
    &[("work", ""), ("root", ""), ("home", ""), ("Users", ""), ("tmp", "src/")];
