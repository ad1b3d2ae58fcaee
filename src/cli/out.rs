//! What a command says on stdout.

use std::io::{self, BufWriter, Stdout, Write};

use serde_json::Value;

use crate::domain::{shown::Shown, trouble::Trouble};

/// Stdout, and whether anybody still reads it.
pub(super) struct Out {
    to: BufWriter<Stdout>,
    closed: bool,
}

impl Out {
    pub(super) fn new() -> Self {
        Self { to: BufWriter::with_capacity(64 * 1024, io::stdout()), closed: false }
    }

    /// True when the reader has closed its end.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// One or more lines for a person; nothing in them can act on the terminal.
    pub(super) fn say(&mut self, text: &str) -> Result<(), Trouble> {
        let shown = Shown::text(text);
        writeln!(self, "{shown}").map_err(|e| unwritten(&e))
    }

    /// A value for a program, with the stored text.
    pub(super) fn json(&mut self, value: &Value) -> Result<(), Trouble> {
        writeln!(self, "{value:#}").map_err(|e| unwritten(&e))
    }

    /// Text that riskward itself made for a program, as it is.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.write_all(bytes).map_err(|e| unwritten(&e))
    }

    /// Everything was said.
    pub(super) fn finish(&mut self) -> Result<(), Trouble> {
        self.flush().map_err(|e| unwritten(&e))
    }

    fn seen<T>(&mut self, outcome: io::Result<T>) -> io::Result<T> {
        if outcome.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
            self.closed = true;
        }
        outcome
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let outcome = self.to.write(bytes);
        self.seen(outcome)
    }

    fn flush(&mut self) -> io::Result<()> {
        let outcome = self.to.flush();
        self.seen(outcome)
    }
}

fn unwritten(error: &io::Error) -> Trouble {
    Trouble::refused(
        "The output is not complete",
        error.to_string(),
        "-o FILE where there is space, or another pipe",
    )
}
