//! The terminal: entered, drawn on with one write a frame, and always left as it was.

use std::{
    cell::RefCell,
    fs::File,
    io::{self, IsTerminal as _, Write},
    os::fd::AsFd as _,
    rc::Rc,
    sync::atomic::{AtomicBool, AtomicU16, Ordering},
    time::Duration,
};

use crossterm::{
    cursor::{MoveTo, Show},
    event::{self, DisableBracketedPaste, EnableBracketedPaste},
    execute, queue,
    style::Print,
    terminal::{
        self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Terminal, buffer::Buffer, layout::Rect};

use super::{
    backend::ThriftyBackend,
    input::{self, Input},
    plain::Rows,
    state::State,
    theme::Theme,
    view::View,
};
use crate::{domain::trouble::Trouble, os};

/// The terminal is ours until `restore`.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// For a reader of the screen: how many rows were drawn on the one screen that there is; 0 where another was entered.
static PLAIN_ROWS: AtomicU16 = AtomicU16::new(0);

/// Gathers the bytes of a frame; they leave in one write.
#[derive(Debug, Clone, Default)]
pub struct Gathered(Rc<RefCell<Vec<u8>>>);

impl Gathered {
    /// What was gathered since the last time.
    pub fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.borrow_mut())
    }
}

impl Write for Gathered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// The frame is not done yet.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal, entered.
pub struct Display {
    drawing: Drawing,
    out: File,
    view: View,
}

/// How frames become bytes.
enum Drawing {
    /// The cells that differ.
    Cells(Box<Terminal<ThriftyBackend<Gathered>>>, Gathered),
    /// The rows that differ, whole.
    Rows(Rows),
}

/// Whether there is a terminal that can be drawn on.
///
/// # Errors
/// When there is none.
pub fn ready() -> Result<(), Trouble> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(no_terminal("standard input or output is no terminal"));
    }
    if os::locale::is_dumb() {
        return Err(no_terminal("the terminal (TERM) cannot place text on the screen"));
    }
    Ok(())
}

impl Display {
    /// Enters the terminal.
    ///
    /// # Errors
    /// When there is none that can be drawn on.
    pub fn enter(theme: Theme) -> Result<Self, Trouble> {
        ready()?;
        Self::set_up(theme).map_err(|error| {
            restore();
            no_terminal(&error.to_string())
        })
    }

    fn set_up(theme: Theme) -> io::Result<Self> {
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        enter(theme.plain)?;
        // crossterm hears of another size only from its first poll on
        event::poll(Duration::ZERO)?;
        let drawing = if theme.plain {
            Drawing::Rows(Rows::default())
        } else {
            let bytes = Gathered::default();
            let terminal = Terminal::new(ThriftyBackend::new(bytes.clone()))?;
            Drawing::Cells(Box::new(terminal), bytes)
        };
        Ok(Self { drawing, out, view: View::new(theme) })
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal does not tell.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        match &self.drawing {
            Drawing::Cells(terminal, _) => terminal.size().map(|size| (size.width, size.height)),
            Drawing::Rows(_) => terminal::size(),
        }
    }

    /// Draws the state.
    ///
    /// # Errors
    /// When the terminal does not take it.
    pub fn draw(&mut self, state: &State) -> io::Result<()> {
        let view = &mut self.view;
        let bytes = match &mut self.drawing {
            Drawing::Cells(terminal, bytes) => {
                terminal.draw(|frame| {
                    if let Some(cursor) = view.draw(state, frame.buffer_mut()) {
                        frame.set_cursor_position(cursor);
                    }
                })?;
                bytes.take()
            }
            Drawing::Rows(shown) => {
                let (columns, rows) = terminal::size()?;
                PLAIN_ROWS.store(rows.max(1), Ordering::SeqCst);
                let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
                let cursor = view.draw(state, &mut buffer);
                shown.bytes(buffer, cursor, state.said)
            }
        };
        if bytes.is_empty() { Ok(()) } else { self.out.write_all(&bytes) }
    }

    /// Whether a part of what was drawn is not sent yet: drawing again sends more of it.
    pub fn owes(&self) -> bool {
        match &self.drawing {
            Drawing::Cells(terminal, _) => terminal.backend().owes(),
            Drawing::Rows(_) => false,
        }
    }

    /// Sends bytes that draw nothing.
    ///
    /// # Errors
    /// When the terminal does not take them.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Forgets what stands on the screen, so that the next frame draws every cell.
    ///
    /// # Errors
    /// When the terminal does not take it.
    pub fn forget(&mut self) -> io::Result<()> {
        match &mut self.drawing {
            Drawing::Cells(terminal, _) => {
                let size = terminal.size()?;
                terminal.resize(Rect::new(0, 0, size.width, size.height))
            }
            Drawing::Rows(rows) => {
                rows.forget();
                Ok(())
            }
        }
    }

    /// Waits so long for input.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn poll(&self, wait: Duration) -> io::Result<bool> {
        event::poll(wait)
    }

    /// Reads what has come in; none for what the program does not listen to.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn read(&self) -> io::Result<Option<Input>> {
        event::read().map(input::read)
    }

    /// Lends the terminal to another program until that is over.
    ///
    /// # Errors
    /// When the terminal cannot be entered again.
    pub fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        restore();
        let came = to();
        enter(matches!(self.drawing, Drawing::Rows(_)))?;
        self.forget()?;
        Ok(came)
    }

    /// Gives the terminal back to the shell, stops, and takes it again when the shell lets the program go on.
    ///
    /// # Errors
    /// When the terminal cannot be entered again.
    pub fn suspend(&mut self) -> io::Result<()> {
        restore();
        os::hangup::suspend()?;
        enter(matches!(self.drawing, Drawing::Rows(_)))?;
        self.forget()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        restore();
    }
}

/// For a reader of the screen there is one screen: what stands on it moves up, into what the terminal keeps.
fn enter(plain: bool) -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    let mut out = io::stdout().lock();
    if plain {
        let (_, rows) = terminal::size()?;
        PLAIN_ROWS.store(rows.max(1), Ordering::SeqCst);
        queue!(
            out,
            Clear(ClearType::FromCursorDown),
            Print("\r\n".repeat(rows.into())),
            EnableBracketedPaste
        )?;
    } else {
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    }
    out.flush()
}

/// Leaves the terminal as it was. Can be called at any time, from any thread, more than once.
pub fn restore() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let _ = match PLAIN_ROWS.swap(0, Ordering::SeqCst) {
            0 => execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show),
            // what was drawn stays; the shell goes on below it
            rows => execute!(
                io::stdout(),
                DisableBracketedPaste,
                MoveTo(0, rows - 1),
                Print("\r\n"),
                Clear(ClearType::FromCursorDown),
                Show
            ),
        };
        let _ = disable_raw_mode();
    }
}

fn no_terminal(because: &str) -> Trouble {
    Trouble::usage(
        "The workbench was not opened",
        because,
        "riskward list, show, gaps, do, export and the others need no terminal: riskward --help",
    )
}
