//! Every event is replayed and compared with what the register shows.

use super::{Detail, End, Report, Work, counted};
use crate::{
    domain::{progress::Port, trouble::Trouble},
    workbench::Workbench,
};

/// Verify the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verify;

impl Work for Verify {
    fn title(&self) -> String {
        "Verify the register".to_owned()
    }

    fn word(&self) -> &'static str {
        "Verify"
    }

    fn run(&self, workbench: &mut Workbench, port: &mut Port) -> Result<Report, Trouble> {
        let verified = workbench.verify_heard(port)?;
        counted(port, verified.events);
        let register = workbench.register_path().display().to_string();
        let name = workbench
            .register_path()
            .file_name()
            .map_or(register.clone(), |name| name.to_string_lossy().into_owned());
        let counted = format!("{} events, {} rows", verified.events, verified.rows);
        let said = match verified.findings.len() {
            0 => format!("{name} verified: {counted}. It is as it was written."),
            1 => format!("{name} is not as it was written: 1 fault. {counted}."),
            faults => format!("{name} is not as it was written: {faults} faults. {counted}."),
        };
        let mut details = vec![Detail { text: register, grave: false }];
        let told = format!("{counted}; the chain ends at event {}.", verified.head.seq);
        details.push(Detail { text: told, grave: false });
        details.extend(verified.findings.iter().map(|fault| Detail { text: fault.to_string(), grave: true }));
        Ok(Report { end: End::Done, said, details })
    }

    fn cancelled(&self) -> String {
        "Verifying was cancelled.".to_owned()
    }
}
