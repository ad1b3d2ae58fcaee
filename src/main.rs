//! riskward's program: parse arguments, run, turn trouble into an exit code.

use std::process::ExitCode;

use riskward::{cli, tui, workbench};

/// What the command line asks of the terminal, which it does not know itself.
const SCREEN: cli::Screen = cli::Screen {
    open: |workbench, settings, look| {
        let (plain, light) = (look.is_plain(), look.is_light());
        let shown = look.shown.clone();
        let options = tui::Options {
            ascii: shown.ascii,
            no_colour: shown.no_colour,
            plain,
            light,
            clipboard: shown.clipboard,
        };
        tui::run(workbench, settings, options, tui::Keys::of_file(look.keys_file())?)
    },
    ready: |look| tui::ready().and_then(|()| tui::Keys::of_file(look.keys_file()).map(drop)),
    keys: |look, short| {
        let keys = tui::Keys::of_file(look.keys_file())?;
        Ok(if short { keys.first_day() } else { keys.page() })
    },
};

fn main() -> ExitCode {
    // A reader of untrusted files limits itself before anything else happens in it.
    if let Some(code) = workbench::reader_exit_code() {
        return code.into();
    }
    cli::main(std::env::args_os(), &SCREEN)
}
