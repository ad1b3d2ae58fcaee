//! riskward's program: parse arguments, run, turn trouble into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    // The worker binds its process before anything else happens in it.
    if std::env::args_os().nth(1).is_some_and(|argument| argument == riskward::intake::WORKER_ARGUMENT) {
        return riskward::intake::worker_main(std::io::stdin().lock(), std::io::stdout().lock()).into();
    }
    ExitCode::SUCCESS
}
