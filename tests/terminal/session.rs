//! A program in a pseudo-terminal: keys go in, and what it draws is read by a thread into a model of the screen.
//! A story waits for a text or for quiet, and for a fixed time only where it shows that nothing comes.

use std::{
    fs::OpenOptions,
    io::{Read, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::{
    fs::OFlags,
    process::{Pid, Signal, kill_process},
    termios::{LocalModes, tcgetattr},
};

use crate::{
    home::{Home, PROGRAM},
    keys,
};

/// How long a story waits for something before it fails.
const PATIENCE: Duration = Duration::from_secs(40);

/// A program at work.
pub(crate) struct Session {
    child: Box<dyn Child + Send + Sync>,
    wire: Option<Wire>,
    seen: Arc<Seen>,
    tty: PathBuf,
}

/// The end of the pseudo-terminal where a user would sit.
struct Wire {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    reader: JoinHandle<()>,
}

struct Seen {
    model: Mutex<Model>,
    changed: Condvar,
}

/// What came from the program.
pub(crate) struct Model {
    parser: vt100::Parser,
    /// Every byte.
    pub(crate) raw: Vec<u8>,
    /// How many reads brought them.
    pub(crate) reads: usize,
    last: Instant,
    ended: bool,
    hanging_up: bool,
}

impl Model {
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The screen as lines of text.
    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    /// Whether a text stands on the screen, on one line or broken over several, in a box or not.
    pub(crate) fn shows(&self, wanted: &str) -> bool {
        let text = self.text();
        let words = text.split(|c: char| c.is_whitespace() || c == '│').filter(|word| !word.is_empty());
        text.contains(wanted) || words.collect::<Vec<_>>().join(" ").contains(wanted)
    }
}

impl Session {
    /// The workbench on the register of this home, 80 by 24.
    pub(crate) fn open(home: &Home) -> Self {
        Self::open_as(home, (80, 24), &[], &[])
    }

    /// The same in another size, with other variables and more arguments.
    pub(crate) fn open_as(home: &Home, size: (u16, u16), variables: &[(&str, &str)], args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.arg("--register");
        command.arg(home.register());
        command.args(args);
        let session = Self::start(home, size, variables, command);
        session.wait_for("Assessments");
        session
    }

    /// Any program.
    pub(crate) fn start(
        home: &Home,
        size: (u16, u16),
        variables: &[(&str, &str)],
        mut command: CommandBuilder,
    ) -> Self {
        command.env_clear();
        for (name, value) in home.environment() {
            command.env(name, value);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(home.path());
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let mut from = pair.master.try_clone_reader().unwrap();
        let seen = Arc::new(Seen {
            model: Mutex::new(Model {
                parser: vt100::Parser::new(rows(size.1), rows(size.0), 0),
                raw: Vec::new(),
                reads: 0,
                last: Instant::now(),
                ended: false,
                hanging_up: false,
            }),
            changed: Condvar::new(),
        });
        let into = seen.clone();
        let reader = thread::spawn(move || read(&mut *from, &into));
        let tty = pair.master.tty_name().unwrap();
        let writer = pair.master.take_writer().unwrap();
        Self { child, wire: Some(Wire { master: pair.master, writer, reader }), seen, tty }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// What came so far.
    pub(crate) fn model(&self) -> MutexGuard<'_, Model> {
        self.seen.model.lock().unwrap()
    }

    /// Strikes keys, parted by blanks: `g g Enter`.
    pub(crate) fn press(&mut self, written: &str) {
        for key in written.split_whitespace() {
            if key == "Esc" {
                // a key right behind Esc would be taken for the rest of an escape sequence
                self.wait_quiet(Duration::from_millis(50));
                let before = self.model().raw.len();
                self.send(&keys::bytes(key));
                self.wait("a frame after Esc", |model| model.raw.len() > before);
            } else {
                self.send(&keys::bytes(key));
            }
        }
    }

    /// Types a text; its line ends are Enter.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.send(text.replace('\n', "\r").as_bytes());
    }

    /// Pastes a text, as a terminal does that was asked to say so.
    pub(crate) fn paste(&mut self, text: &str) {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let writer = &mut self.wire.as_mut().unwrap().writer;
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until a text stands on the screen.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait(&format!("{text:?}"), |model| model.shows(text));
    }

    /// Waits until it stands there no more.
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait(&format!("{text:?} to go"), |model| !model.shows(text));
    }

    /// Waits until something holds of what came.
    pub(crate) fn wait(&self, what: &str, holds: impl Fn(&Model) -> bool) {
        let until = Instant::now() + PATIENCE;
        let mut model = self.model();
        while !holds(&model) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || model.ended {
                let (ended, text) = (model.ended, model.text());
                drop(model);
                panic!("waited for {what}; the program has ended: {ended}\n{text}");
            }
            model = self.seen.changed.wait_timeout(model, left).unwrap().0;
        }
    }

    /// Waits until nothing came for so long.
    pub(crate) fn wait_quiet(&self, quiet: Duration) {
        let began = Instant::now();
        let mut model = self.model();
        loop {
            let since = model.last.max(began).elapsed();
            if since >= quiet || model.ended {
                return;
            }
            model = self.seen.changed.wait_timeout(model, quiet.saturating_sub(since)).unwrap().0;
        }
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, size: (u16, u16)) {
        let mut model = self.model();
        model.parser.set_size(rows(size.1), rows(size.0));
        drop(model);
        self.wire.as_ref().unwrap().master.resize(pty_size(size)).unwrap();
    }

    /// Whether the terminal hands lines over whole and echoes them, as a shell needs it.
    pub(crate) fn is_cooked(&self) -> bool {
        let without_control = i32::try_from(OFlags::NOCTTY.bits()).unwrap();
        let tty = OpenOptions::new().read(true).write(true).custom_flags(without_control).open(&self.tty);
        let modes = tcgetattr(tty.unwrap()).unwrap().local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap(), signal).unwrap();
    }

    /// The line drops: strikes this key, which must draw something, and closes the terminal when its bytes came.
    pub(crate) fn hang_up(&mut self, key: &str) {
        self.model().hanging_up = true;
        self.press(key);
        let wire = self.wire.take().unwrap();
        wire.reader.join().unwrap();
    }

    /// Waits until the program has ended, and gives its exit code.
    pub(crate) fn ended_within(&mut self, limit: Duration) -> u32 {
        let until = Instant::now() + limit;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                if self.wire.is_some() {
                    self.wait_ended();
                }
                return status.exit_code();
            }
            assert!(Instant::now() < until, "still running\n{}", self.model().text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn ended(&mut self) -> u32 {
        self.ended_within(PATIENCE)
    }

    /// Until the last byte was read.
    fn wait_ended(&self) {
        let mut model = self.model();
        while !model.ended {
            model = self.seen.changed.wait(model).unwrap();
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pty_size((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn rows(count: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(count).unwrap()
}

/// Reads until the program has closed its terminal, or the line is to drop.
fn read(from: &mut dyn Read, seen: &Seen) {
    let mut bytes = vec![0; 1 << 16];
    loop {
        let count = from.read(&mut bytes).unwrap_or(0);
        let mut model = seen.model.lock().unwrap();
        model.parser.process(&bytes[..count]);
        model.raw.extend_from_slice(&bytes[..count]);
        model.reads += usize::from(count > 0);
        model.last = Instant::now();
        model.ended = count == 0;
        let over = model.ended || model.hanging_up;
        seen.changed.notify_all();
        if over {
            return;
        }
    }
}
