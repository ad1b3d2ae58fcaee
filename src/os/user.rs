//! Who runs the program, by the kernel's word and never by an environment variable.

use std::{fs, path::PathBuf, process::Command};

use etcetera::{BaseStrategy as _, base_strategy};

/// The operating system's user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The number, from the kernel.
    pub uid: u32,
    /// The name that the system's user database gives the number; the number itself where it has none.
    pub name: String,
}

/// The user who started the program.
pub fn current() -> User {
    let uid = rustix::process::getuid().as_raw();
    User { uid, name: name_of(uid) }
}

/// The name of the account with this number; the number itself where it has none.
pub fn name_of(uid: u32) -> String {
    fs::read_to_string("/etc/passwd")
        .ok()
        .and_then(|text| name_in(&text, uid))
        .or_else(|| from_directory_service(uid))
        .unwrap_or_else(|| format!("uid {uid}"))
}

fn name_in(passwd: &str, uid: u32) -> Option<String> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
    })
}

/// Accounts of a directory service stand in no file; the system's own look-up knows them.
fn from_directory_service(uid: u32) -> Option<String> {
    let output =
        Command::new("/usr/bin/getent").args(["passwd", &uid.to_string()]).env_clear().output().ok()?;
    name_in(&String::from_utf8_lossy(&output.stdout), uid)
}

/// Where the user's registers lie: `$XDG_DATA_HOME/riskward`, by default `~/.local/share/riskward`.
pub fn data_directory() -> Option<PathBuf> {
    Some(base_strategy::choose_base_strategy().ok()?.data_dir().join("riskward"))
}

/// Where the user's settings lie: `$XDG_CONFIG_HOME/riskward`, by default `~/.config/riskward`.
pub fn config_directory() -> Option<PathBuf> {
    Some(base_strategy::choose_base_strategy().ok()?.config_dir().join("riskward"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_found_by_number() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\nm.rossi:x:1004:1004::/srv/m.rossi:/bin/sh\n";
        assert_eq!(name_in(passwd, 1004).as_deref(), Some("m.rossi"));
        assert_eq!(name_in(passwd, 5), None);
    }
}
