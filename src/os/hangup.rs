//! Being told to stop: signals, and a terminal that goes away. Crossterm's poll never returns once the terminal is
//! gone, so a thread of its own waits for both.

use std::{
    io::{self, Read as _},
    os::unix::net::UnixStream,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
    process::{Signal, kill_current_process_group},
};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    flag,
    low_level::pipe,
};

/// Another program has the terminal: what its keys send to everybody on the terminal is meant for that program.
static LENT: AtomicBool = AtomicBool::new(false);

/// As long as it is there, the signals of Ctrl-c and Ctrl-\\ do not end the program.
#[derive(Debug)]
pub struct Lent(());

/// The terminal goes to another program.
pub fn lend() -> Lent {
    LENT.store(true, Ordering::SeqCst);
    Lent(())
}

impl Drop for Lent {
    fn drop(&mut self) {
        LENT.store(false, Ordering::SeqCst);
    }
}

/// Starts the thread. `stop` gets the number of the signal, that of a hang-up when the terminal went away, and is
/// called once; it is expected to end the process.
///
/// # Errors
/// When the signals cannot be listened to.
pub fn watch(stop: impl FnOnce(i32) + Send + 'static) -> io::Result<()> {
    let mut pipes = Vec::new();
    for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
        let (read, write) = UnixStream::pair()?;
        pipe::register(signal, write)?;
        pipes.push((signal, read));
    }
    thread::Builder::new().name("hang-up".to_owned()).spawn(move || {
        if let Some(signal) = wait(&mut pipes) {
            stop(signal);
        }
    })?;
    Ok(())
}

fn wait(pipes: &mut [(i32, UnixStream)]) -> Option<i32> {
    let stdin = io::stdin();
    loop {
        let mut waiting = vec![PollFd::new(&stdin, PollFlags::empty())];
        waiting.extend(pipes.iter().map(|(_, read)| PollFd::new(read, PollFlags::IN)));
        match poll(&mut waiting, None) {
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(_) => return None,
        }
        let came: Vec<PollFlags> = waiting.iter().map(PollFd::revents).collect();
        for ((signal, read), flags) in pipes.iter_mut().zip(&came[1..]) {
            if flags.contains(PollFlags::IN) && read.read(&mut [0]).is_ok() {
                if matches!(*signal, SIGINT | SIGQUIT) && LENT.load(Ordering::SeqCst) {
                    continue;
                }
                return Some(*signal);
            }
        }
        if came[0].intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Some(SIGHUP);
        }
    }
}

/// Sets the flag when the user or the system wants the program to end; at the second time it ends at once.
///
/// # Errors
/// When the signals cannot be listened to.
pub fn interrupted(wanted: &Arc<AtomicBool>) -> io::Result<()> {
    for signal in [SIGINT, SIGTERM] {
        // the order counts: the flag is not set yet at the first time
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(wanted))?;
        flag::register(signal, Arc::clone(wanted))?;
    }
    Ok(())
}

/// Stops the program, and those it was started with, until the shell lets them go on.
///
/// # Errors
/// When the system refuses.
pub fn suspend() -> io::Result<()> {
    kill_current_process_group(Signal::TSTP).map_err(io::Error::from)
}
