//! From start to the first full frame in a terminal, against a bare ratatui program that opens an empty SQLite file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod filled;
mod pair;

use std::{
    env, fs,
    io::Read as _,
    num::NonZero,
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use filled::{fill, settings};
use pair::{Pair, compare};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::{
    crossterm::event::{self, Event},
    text::Line,
};
use riskward::workbench::Workbench;

/// The argument that makes this program the bare one.
const BARE: &str = "__bare";
/// The end of the hint bar. Both draw it last, at the bottom right of their frame.
const LAST_DRAWN: &str = "? help";
const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
const RISKS: usize = 20_000;

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    if arguments.next().is_some_and(|argument| argument == BARE) {
        draw_bare(Path::new(&arguments.next().unwrap()));
        return ExitCode::SUCCESS;
    }
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    let (none, empty, full) = (at("none.db"), at("empty.db"), at("full.db"));
    fs::write(&none, "").unwrap();
    drop(Workbench::open(settings(&empty)).unwrap());
    fill(&full, RISKS);
    // somebody who has seen the tour: it would lie over the first frame
    let state = at(".local/state/riskward");
    fs::create_dir_all(&state).unwrap();
    fs::write(state.join("tour-seen"), "").unwrap();
    let itself = env::current_exe().unwrap();
    for (name, register, shows) in
        [("start-to-first-frame", &empty, "riskward"), ("start-to-first-frame-20000-risks", &full, "IP-3")]
    {
        let mut riskward = CommandBuilder::new(env!("CARGO_BIN_EXE_riskward"));
        riskward.args(["--register".as_ref(), register.as_os_str()]);
        let mut bare = CommandBuilder::new(&itself);
        bare.args([BARE.as_ref(), none.as_os_str()]);
        compare(Pair {
            name,
            budget: Some(1.5),
            riskward: &mut || first_frame(&riskward, directory.path(), shows),
            bare: &mut || first_frame(&bare, directory.path(), "line"),
        });
    }
    ExitCode::SUCCESS
}

/// Starts a program in a terminal, and says how long it took until its frame stood there.
fn first_frame(program: &CommandBuilder, home: &Path, shows: &str) -> Duration {
    let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
    let terminal = native_pty_system().openpty(size).unwrap();
    let mut program = program.clone();
    program.env_clear();
    program.env("TERM", "xterm-256color");
    program.env("LANG", "C.UTF-8");
    program.env("HOME", home);
    let mut screen = vt100::Parser::new(NonZero::new(ROWS).unwrap(), NonZero::new(COLUMNS).unwrap(), 0);
    let mut output = terminal.master.try_clone_reader().unwrap();
    let mut chunk = [0; 16 * 1024];
    let begun = Instant::now();
    let mut child = terminal.slave.spawn_command(program).unwrap();
    drop(terminal.slave);
    loop {
        let read = output.read(&mut chunk).unwrap_or_default();
        let seen = screen.screen().contents();
        assert!(read > 0, "the program ended before its frame stood there:\n{seen}");
        screen.process(&chunk[..read]);
        let seen = screen.screen().contents();
        if seen.contains(LAST_DRAWN) && seen.contains(shows) {
            break;
        }
    }
    let took = begun.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    took
}

/// Opens an empty SQLite file, draws a full frame, and waits for a key.
fn draw_bare(file: &Path) {
    let database = rusqlite::Connection::open(file).unwrap();
    let version: i64 = database.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    let mut terminal = ratatui::init();
    terminal
        .draw(|frame| {
            for (at, row) in frame.area().rows().enumerate() {
                let text = if row.y + 1 == frame.area().height {
                    format!("enter open  / find  : commands  {LAST_DRAWN}")
                } else {
                    format!(" line {at} of an empty database of version {version}, about as wide as a screen")
                };
                frame.render_widget(Line::raw(text), row);
            }
        })
        .unwrap();
    while !matches!(event::read().unwrap(), Event::Key(_)) {}
    ratatui::restore();
}
