//! riskward's program: become the reading child if started as one, else parse arguments and run.

use std::process::ExitCode;

use riskward::{
    cli,
    domain::trouble::Trouble,
    workbench::{self, Workbench},
};

fn main() -> ExitCode {
    // The child binds its process before anything else happens in it.
    if let Some(code) = workbench::import_worker(std::env::args_os().nth(1).as_deref()) {
        return code.into();
    }
    cli::main(std::env::args_os(), &cli::Screen { open })
}

/// The terminal workbench on an open register. It is opened here because the command line does not know the terminal.
fn open(workbench: Workbench) -> Result<(), Trouble> {
    Err(Trouble::refused(
        "The workbench was not opened",
        format!(
            "this riskward has only its command line; the register {} is ready",
            workbench.register_path().display()
        ),
        "riskward --help",
    ))
}
