//! The command line: one file per subcommand.

mod as_of;
mod backup;
mod catalog;
mod check;
mod completions;
mod demo;
mod do_action;
mod due;
mod export;
mod gaps;
mod gates;
mod history;
mod import;
mod keys;
mod list;
mod load;
mod open;
mod out;
mod people;
mod progress;
mod search;
mod shelf;
mod show;
mod suggest;
mod table;
mod verify;

use std::{
    ffi::OsString,
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    process::ExitCode,
};

use clap::{CommandFactory as _, Parser, Subcommand};
use open::Place;
use out::Out;

use crate::{
    domain::{
        shown::Shown,
        trouble::{Trouble, TroubleKind},
    },
    os::{
        clipboard::{Clipboard, WORDS},
        locale, user,
    },
    workbench::{Settings, Workbench},
};

/// What the command line does not know how to do itself.
pub struct Screen {
    /// Opens the terminal workbench on a register and returns when the user leaves it.
    ///
    /// # Errors
    /// When there is no terminal, or it cannot be used any more.
    pub open: fn(Workbench, Settings, Look) -> Result<(), Trouble>,
    /// Whether there is a terminal that it can work on; asked before a register is made for it.
    ///
    /// # Errors
    /// When there is none, or the user's own keys say what cannot be.
    pub ready: fn(&Look) -> Result<(), Trouble>,
    /// The keys as a page; or those of the first day as a table.
    ///
    /// # Errors
    /// When the user's own keys say what cannot be.
    pub keys: fn(&Look, bool) -> Result<String, Trouble>,
}

/// How the screen is to look, and the keys on it.
#[derive(Debug, Clone, clap::Args)]
pub struct Look {
    /// What it looks like; may also be said behind `demo`.
    #[command(flatten)]
    pub shown: Shape,
    /// Your own keys; by default keys.toml in the user's directory for settings. RISKWARD_KEYS says the same
    #[arg(long, global = true, value_name = "FILE")]
    pub keys: Option<PathBuf>,
}

/// What a screen looks like.
#[derive(Debug, Clone, clap::Args)]
pub struct Shape {
    /// Only ASCII on the screen
    #[arg(long)]
    pub ascii: bool,
    /// No colours on the screen; NO_COLOR says the same
    #[arg(long = "no-color", alias = "no-colour")]
    pub no_colour: bool,
    /// For screen readers: one column, no borders, no second screen, rows written whole, the cursor on the selected
    /// row or field. RISKWARD_PLAIN says the same
    #[arg(long)]
    pub plain: bool,
    /// Colours for a light terminal; without it or --dark, colours that can be read on both. RISKWARD_BACKGROUND=light
    /// says the same
    #[arg(long)]
    pub light: bool,
    /// Colours for a dark terminal. RISKWARD_BACKGROUND=dark says the same
    #[arg(long, conflicts_with = "light")]
    pub dark: bool,
    /// What is copied goes to the terminal's clipboard (OSC 52): auto = where it is known to arrive, never through tmux or
    /// screen; else it is shown. RISKWARD_CLIPBOARD says the same
    #[arg(long, value_parser = clipboard, value_name = "auto|always|never")]
    pub clipboard: Option<Clipboard>,
}

impl Look {
    /// For a screen reader: asked for here or in the environment.
    pub fn is_plain(&self) -> bool {
        self.shown.plain
            || std::env::var_os("RISKWARD_PLAIN").is_some_and(|set| !set.is_empty() && set != "0")
    }

    /// The terminal is light, or dark, as far as anybody said.
    pub fn is_light(&self) -> Option<bool> {
        match (self.shown.light, self.shown.dark) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => locale::is_light(),
        }
    }

    /// The same with what was said behind the command too; where the two differ, that counts.
    #[must_use]
    fn with(mut self, said: Shape) -> Self {
        let Shape { ascii, no_colour, plain, light, dark, clipboard } = said;
        let shown = &mut self.shown;
        shown.ascii |= ascii;
        shown.no_colour |= no_colour;
        shown.plain |= plain;
        if light || dark {
            (shown.light, shown.dark) = (light, dark);
        }
        shown.clipboard = clipboard.or(shown.clipboard);
        self
    }

    /// The file of the user's own keys, and whether it must be there.
    pub fn keys_file(&self) -> Option<(PathBuf, bool)> {
        let named = || std::env::var_os("RISKWARD_KEYS").filter(|named| !named.is_empty()).map(PathBuf::from);
        let usual = || Some((user::config_directory()?.join("keys.toml"), false));
        self.keys.clone().or_else(named).map(|file| (file, true)).or_else(usual)
    }
}

fn clipboard(word: &str) -> Result<Clipboard, String> {
    Clipboard::parse(word).ok_or_else(|| format!("one of {}", WORDS.join(", ")))
}

impl Screen {
    fn work(&self, mut workbench: Workbench, look: Look) -> Result<(), Trouble> {
        // the screen tells itself whom it waits for; what is written beside it would spoil it
        workbench.wait_in_silence();
        let settings = workbench.settings().clone();
        (self.open)(workbench, settings, look)
    }
}

/// From a manufacturer's security disclosure to signed residual-risk decisions. Without a command the workbench opens.
#[derive(Parser)]
#[command(name = "riskward", version, disable_help_subcommand = true)]
struct Line {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    look: Look,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Load(load::Load),
    Import(import::Import),
    Gaps(gaps::Gaps),
    Gates(gates::Gates),
    Check(check::Check),
    List(list::List),
    People(people::People),
    Show(show::Show),
    Do(do_action::Do),
    Due(due::Due),
    Export(export::Export),
    Search(search::Search),
    Suggest(suggest::Suggest),
    History(history::History),
    Verify(verify::Verify),
    Backup(backup::Backup),
    Catalog(catalog::Catalog),
    Keys(keys::Keys),
    Completions(completions::Completions),
}

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// Done.
    Done,
    /// Done, and something was found wanting.
    Findings,
}

/// Runs the program with these arguments and says how it ended.
pub fn main(args: impl IntoIterator<Item = OsString>, screen: &Screen) -> ExitCode {
    let mut out = Out::new();
    let ran = catch_unwind(AssertUnwindSafe(|| {
        let ended = run(args, screen, &mut out)?;
        out.finish()?;
        Ok(ended)
    }));
    // Whoever reads us has read enough, as in `riskward list | head -1`.
    if out.is_closed() {
        return ExitCode::SUCCESS;
    }
    match ran {
        Ok(Ok(Ended::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Ended::Findings)) => TroubleKind::Refused.exit_code().into(),
        Ok(Err(trouble)) => {
            tell(&trouble);
            trouble.kind.exit_code().into()
        }
        Err(_) => {
            let because = "it came upon a fault of its own";
            tell(&Trouble::new(
                TroubleKind::Internal,
                "riskward ended",
                because,
                "telling its makers what stands above",
            ));
            TroubleKind::Internal.exit_code().into()
        }
    }
}

fn run(args: impl IntoIterator<Item = OsString>, screen: &Screen, out: &mut Out) -> Result<Ended, Trouble> {
    let line = match Line::try_parse_from(args) {
        Ok(line) => line,
        Err(told) if !told.use_stderr() => {
            out.say(told.render().to_string().trim_end())?;
            return Ok(Ended::Done);
        }
        Err(told) => return Err(misunderstood(&told)),
    };
    let place = &line.place;
    match line.command {
        None => {
            (screen.ready)(&line.look)?;
            screen.work(place.make()?, line.look)?;
            Ok(Ended::Done)
        }
        Some(Command::Demo(demo)) => demo.run(place, screen, line.look, out),
        Some(Command::Load(load)) => load.run(place, out),
        Some(Command::Import(import)) => import.run(place, out),
        Some(Command::Gaps(gaps)) => gaps.run(place, out),
        Some(Command::Gates(gates)) => gates.run(place, out),
        Some(Command::Check(check)) => check.run(place, out),
        Some(Command::List(list)) => list.run(place, out),
        Some(Command::People(people)) => people.run(place, out),
        Some(Command::Show(show)) => show.run(place, out),
        Some(Command::Do(act)) => act.run(place, out),
        Some(Command::Due(due)) => due.run(place, out),
        Some(Command::Export(export)) => export.run(place, out),
        Some(Command::Search(search)) => search.run(place, out),
        Some(Command::Suggest(suggest)) => suggest.run(place, out),
        Some(Command::History(history)) => history.run(place, out),
        Some(Command::Verify(verify)) => verify.run(place, out),
        Some(Command::Backup(backup)) => backup.run(place, out),
        Some(Command::Catalog(catalog)) => catalog.run(place, out),
        Some(Command::Keys(keys)) => keys.run(screen, &line.look, out),
        Some(Command::Completions(completions)) => completions.run(Line::command(), out),
    }
}

/// What clap says of a line that it does not understand, as a trouble.
fn misunderstood(told: &clap::Error) -> Trouble {
    let said = told.render().to_string();
    let because = said.trim().strip_prefix("error: ").unwrap_or(said.trim());
    let because = because.split("\n\nUsage:").next().unwrap_or(because);
    let because = because.split("\n\nFor more").next().unwrap_or(because);
    Trouble::usage("Not understood", because.trim_end(), "riskward --help")
}

/// Tells on stderr whom one waits for.
fn waiting(said: &str) {
    let _ = writeln!(std::io::stderr(), "{}", Shown::text(said));
}

/// Tells a trouble on stderr; nothing in it can act on the terminal.
fn tell(trouble: &Trouble) {
    let mut said = format!("{}: {}", trouble.what, trouble.because);
    if !trouble.because.ends_with(['.', '!', '?']) {
        said.push('.');
    }
    if !trouble.try_this.is_empty() {
        said.push_str(&format!("\nTry: {}", trouble.try_this));
    }
    for one in trouble.conflict.iter().flat_map(|conflict| &conflict.fields) {
        said.push_str(&format!(
            "\n  {}: it was {:?}, in the register {:?}, yours {:?}",
            one.field, one.base, one.theirs, one.mine
        ));
    }
    // There is nobody left to tell when stderr is gone too.
    let _ = writeln!(std::io::stderr(), "{}", Shown::text(&said));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How `demo` would look with these arguments: plain, ASCII, light, dark.
    fn look(args: &str) -> (bool, bool, bool, bool) {
        let line = Line::try_parse_from(args.split(' ')).map_err(|told| told.to_string()).unwrap();
        let Some(Command::Demo(demo)) = line.command else { panic!("{args}") };
        let shown = line.look.with(demo.shown).shown;
        (shown.plain, shown.ascii, shown.light, shown.dark)
    }

    #[test]
    fn a_look_counts_before_and_behind_the_command() {
        assert_eq!(look("riskward --plain demo"), (true, false, false, false));
        assert_eq!(look("riskward demo --plain"), (true, false, false, false));
        assert_eq!(look("riskward --ascii demo --plain --light"), (true, true, true, false));
        assert_eq!(look("riskward --light demo --dark"), (false, false, false, true), "the later one counts");
    }
}
