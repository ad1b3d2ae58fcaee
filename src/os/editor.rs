//! The user's own editor: which one it is, whether it may be started, and starting it.
//!
//! An editor can start anything. So it is not started where riskward runs with rights that its user does not have: set-user-id
//! and set-group-id programs, capabilities of the file, sudo, doas, pkexec. Who has logged in as root has no lesser rights
//! that could be protected, and may.

use std::{
    ffi::{OsStr, OsString},
    fs, io,
    path::Path,
    process::Command,
};

use thiserror::Error;

use super::hangup;

/// The rights that the program runs with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Who started it, and whose rights it has.
    pub user: (u32, u32),
    /// The same of groups.
    pub group: (u32, u32),
    /// What it may do beyond those, as the kernel counts it.
    pub capabilities: u64,
}

/// Why no editor is started.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// The program has rights of another account.
    #[error("riskward runs with the rights of another account than yours, and an editor can start anything")]
    SetUser,
    /// It has rights that its file brings.
    #[error(
        "riskward runs with rights that its file brings (capabilities), and an editor can start anything"
    )]
    Capabilities,
    /// Its rights were lent for this one command.
    #[error("riskward runs with rights lent to it ({0} is set), and an editor can start anything")]
    Lent(&'static str),
    /// Nobody said which one.
    #[error("neither VISUAL nor EDITOR is set")]
    NotSet,
}

/// What a program that lends rights leaves in the environment.
const LENDERS: [&str; 4] = ["SUDO_UID", "SUDO_USER", "DOAS_USER", "PKEXEC_UID"];

impl Rights {
    /// Those of this process.
    pub fn own() -> Self {
        use rustix::process::{getegid, geteuid, getgid, getuid};

        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        Self {
            user: (getuid().as_raw(), geteuid().as_raw()),
            group: (getgid().as_raw(), getegid().as_raw()),
            capabilities: effective(&status),
        }
    }
}

/// The line `CapEff:` of the kernel's page about a process.
fn effective(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("CapEff:"));
    line.and_then(|number| u64::from_str_radix(number.trim(), 16).ok()).unwrap_or(0)
}

/// The command of the user's editor: `$VISUAL`, or else `$EDITOR`.
///
/// # Errors
/// When none may be started, or none is set.
pub fn chosen(rights: &Rights, variable: impl Fn(&str) -> Option<OsString>) -> Result<OsString, Refused> {
    if rights.user.0 != rights.user.1 || rights.group.0 != rights.group.1 {
        return Err(Refused::SetUser);
    }
    if rights.user.1 != 0 && rights.capabilities != 0 {
        return Err(Refused::Capabilities);
    }
    if let Some(lender) = LENDERS.into_iter().find(|name| variable(name).is_some()) {
        return Err(Refused::Lent(lender));
    }
    let said = |name: &str| variable(name).filter(|command| !command.to_string_lossy().trim().is_empty());
    said("VISUAL").or_else(|| said("EDITOR")).ok_or(Refused::NotSet)
}

/// Runs the editor on a file, on the terminal that the program has; returns when it is over. The command may have arguments
/// of its own, as the shell reads them.
///
/// # Errors
/// When it cannot be started, or ends with another code than 0; in words.
pub fn run(command: &OsStr, file: &Path) -> Result<(), String> {
    // Ctrl-c is the editor's while it has the terminal, and ends neither the shell nor us
    let mut line = OsString::from("trap : INT QUIT; ");
    line.push(command);
    line.push(" \"$@\"");
    let _lent = hangup::lend();
    let ended: io::Result<_> = Command::new("/bin/sh").arg("-c").arg(line).arg("sh").arg(file).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(match status.code() {
            Some(126 | 127) => "it could not be started".to_owned(),
            Some(code) => format!("it ended with code {code}"),
            None => "it was ended by a signal".to_owned(),
        }),
        Err(error) => Err(format!("it could not be started: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USER: Rights = Rights { user: (1004, 1004), group: (1004, 1004), capabilities: 0 };
    const ROOT: Rights = Rights { user: (0, 0), group: (0, 0), capabilities: u64::MAX };

    fn asked(rights: &Rights, set: &[(&str, &str)]) -> Result<String, Refused> {
        let found = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
        chosen(rights, found).map(|command| command.to_string_lossy().into_owned())
    }

    #[test]
    fn the_editor_is_the_one_that_the_user_has_said() {
        assert_eq!(asked(&USER, &[("EDITOR", "vi")]).as_deref(), Ok("vi"));
        assert_eq!(
            asked(&USER, &[("EDITOR", "vi"), ("VISUAL", "code --wait")]).as_deref(),
            Ok("code --wait")
        );
        assert_eq!(asked(&USER, &[("EDITOR", "vi"), ("VISUAL", " ")]).as_deref(), Ok("vi"));
        assert_eq!(asked(&USER, &[]), Err(Refused::NotSet));
    }

    /// The whole table: whose rights, lent by whom.
    #[test]
    fn no_editor_runs_with_rights_that_are_not_the_users_own() {
        let set = [("EDITOR", "vi")];
        assert!(asked(&ROOT, &set).is_ok(), "who has logged in as root");
        let set_user = Rights { user: (1004, 0), capabilities: u64::MAX, ..USER };
        let dropped = Rights { user: (0, 1004), ..USER };
        let set_group = Rights { group: (1004, 42), ..USER };
        for rights in [set_user, dropped, set_group] {
            assert_eq!(asked(&rights, &set), Err(Refused::SetUser), "{rights:?}");
        }
        let file_brings = Rights { capabilities: 1 << 13, ..USER };
        assert_eq!(asked(&file_brings, &set), Err(Refused::Capabilities));
        for lender in LENDERS {
            for rights in [ROOT, USER] {
                let lent = [("EDITOR", "vi"), (lender, "1004")];
                assert_eq!(asked(&rights, &lent), Err(Refused::Lent(lender)));
            }
        }
    }

    #[test]
    fn what_the_kernel_says_of_rights_is_read() {
        assert_eq!(effective("Name:\tx\nCapInh:\t0000000000000000\nCapEff:\t0000000000002000\n"), 1 << 13);
        assert_eq!(effective(""), 0);
        let own = Rights::own();
        assert_eq!(own.user.0, own.user.1, "tests are not set-user-id");
    }

    #[test]
    fn a_command_may_have_arguments_and_its_failure_is_told() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("a 'b'.txt");
        fs::write(&file, "one\n").unwrap();
        run(OsStr::new("sed -i 's/one/two three/'"), &file).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "two three\n");
        assert_eq!(run(OsStr::new("exit 3; true"), &file), Err("it ended with code 3".to_owned()));
        assert_eq!(
            run(OsStr::new("/nowhere/at/all 2>/dev/null"), &file).unwrap_err(),
            "it could not be started"
        );
    }
}
