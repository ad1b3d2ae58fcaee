//! The terminal that a program writes to.

use std::io;

/// How many columns the terminal has that stderr goes to; none when it is no terminal or does not tell.
pub fn columns_of_stderr() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stderr()).ok()?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}
