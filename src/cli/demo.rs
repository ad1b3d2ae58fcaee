//! `riskward demo` shows the sample projects in a temporary register.

use std::{
    fs,
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};

use super::{
    Ended, Look, Out, Place, Screen, Shape, gaps,
    table::{short, table},
};
use crate::{
    domain::trouble::{Trouble, TroubleKind},
    workbench::{
        Clock, Settings, Workbench,
        questions::{risk_order::RisksWanted, risks::RiskLine},
    },
};

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sample-projects");

/// The stories of the sample projects are told as of this moment, so that they stay as they were written.
const TOLD_AT: &str = "2026-11-21T09:00:00Z";

/// Risks read at once.
const PAGE: usize = 500;

/// Look at the sample projects in a temporary register
#[derive(clap::Args)]
pub(super) struct Demo {
    /// Print gaps and register instead of opening the workbench; so does a stdout that is no terminal
    #[arg(long)]
    print: bool,
    #[command(flatten)]
    pub(super) shown: Shape,
}

impl Demo {
    pub(super) fn run(
        self,
        place: &Place,
        screen: &Screen,
        look: Look,
        out: &mut Out,
    ) -> Result<Ended, Trouble> {
        let look = look.with(self.shown);
        let print = self.print || !io::stdout().is_terminal() || !io::stdin().is_terminal();
        if !print {
            (screen.ready)(&look)?;
        }
        let directory = temporary()?;
        let mut workbench = Workbench::open(told(place, directory.join("register.db"))?)?;
        let mut loaded = Vec::new();
        // Beside the projects lies the example of a hospital's own catalogue entries.
        for sample in SAMPLES.dirs().filter(|dir| dir.get_file(dir.path().join("project.toml")).is_some()) {
            loaded.push(workbench.load(&unpack(sample, &directory)?)?);
        }
        if !print {
            screen.work(workbench, look)?;
            return Ok(Ended::Done);
        }
        for outcome in &loaded {
            out.say(&outcome.said)?;
        }
        for outcome in &loaded {
            out.say("")?;
            gaps::tell(&workbench.chain(&outcome.subject)?, out)?;
        }
        out.say(&format!("\nThe register as of {}", workbench.today()))?;
        out.say(&register(&workbench)?)?;
        out.say(&format!(
            "\nThe sample projects and their register stand in {}; delete it when you have seen enough.\n\
             To look around in it: riskward --register {} list",
            directory.display(),
            workbench.register_path().display()
        ))?;
        Ok(Ended::Done)
    }
}

fn told(place: &Place, register: PathBuf) -> Result<Settings, Trouble> {
    let clock = TOLD_AT.parse().map_or(Clock::System, Clock::Fixed);
    Ok(Settings { clock, ..place.settings(register, true)? })
}

/// A directory of our own that outlives the program, so that its register can be looked at afterwards.
fn temporary() -> Result<PathBuf, Trouble> {
    let made = tempfile::Builder::new().prefix("riskward-demo-").tempdir();
    made.map(tempfile::TempDir::keep).map_err(|e| unpacked(&std::env::temp_dir(), &e))
}

/// Writes a sample project into the directory, for the same loading as any other project's.
fn unpack(sample: &Dir<'_>, into: &Path) -> Result<PathBuf, Trouble> {
    let folder = into.join(sample.path());
    fs::create_dir(&folder).map_err(|e| unpacked(&folder, &e))?;
    for file in sample.files() {
        let path = into.join(file.path());
        fs::write(&path, file.contents()).map_err(|e| unpacked(&path, &e))?;
    }
    Ok(folder)
}

fn unpacked(path: &Path, error: &io::Error) -> Trouble {
    Trouble::new(
        TroubleKind::Register,
        "The sample projects were not unpacked",
        format!("{}: {error}", path.display()),
        "another directory for temporary files, with TMPDIR",
    )
}

fn register(workbench: &Workbench) -> Result<String, Trouble> {
    let order = workbench.risk_order(&RisksWanted::default())?;
    let mut lines: Vec<RiskLine> = Vec::new();
    while lines.len() < order.ids.len() {
        let page = workbench.risk_page(&order, lines.len(), PAGE)?;
        if page.is_empty() {
            break;
        }
        lines.extend(page);
    }
    lines.sort_by(|one, other| one.reference.cmp(&other.reference));
    let rows: Vec<[String; 6]> = lines
        .into_iter()
        .map(|line| {
            let level = |level: Option<crate::workbench::questions::Level>| {
                level.map_or("not rated".to_owned(), |level| level.short)
            };
            [
                line.reference,
                short(&line.title, 46),
                line.capabilities,
                level(line.initial),
                level(line.residual),
                short(&line.decision, 60),
            ]
        })
        .collect();
    Ok(table(["risk", "title", "from", "initial", "residual", "decision"], &rows))
}
