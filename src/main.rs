//! riskward's program: parse arguments, run, turn trouble into an exit code.

use std::process::ExitCode;

use riskward::{cli, tui, workbench};

/// What the command line asks of the terminal, which it does not know itself.
const SCREEN: cli::Screen = cli::Screen {
    open: |workbench, settings, look| {
        let options =
            tui::Options { ascii: look.ascii, no_colour: look.no_colour, clipboard: look.clipboard };
        tui::run(workbench, settings, options)
    },
    ready: tui::ready,
    keys: tui::key_table,
};

fn main() -> ExitCode {
    // A reader of untrusted files limits itself before anything else happens in it.
    if let Some(code) = workbench::reader_exit_code() {
        return code.into();
    }
    cli::main(std::env::args_os(), &SCREEN)
}
