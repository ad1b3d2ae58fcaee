//! riskward's program: parse arguments, run, turn trouble into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    // A reader of untrusted files limits itself before anything else happens in it.
    if let Some(code) = riskward::workbench::reader_exit_code() {
        return code.into();
    }
    ExitCode::SUCCESS
}
