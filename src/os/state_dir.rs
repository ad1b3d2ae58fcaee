//! Where this user's unsaved text lies.

use std::{
    io,
    path::{Path, PathBuf},
};

use etcetera::base_strategy::{self, BaseStrategy as _};

use super::files::create_private_directory;

/// A directory that only this user can enter, and a sentence when it is not the usual one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateDir {
    /// The directory.
    pub path: PathBuf,
    /// Why it is another than `$XDG_STATE_HOME/riskward`.
    pub notice: Option<String>,
}

/// The directory given, or else `$XDG_STATE_HOME/riskward`, by default `~/.local/state/riskward`; when it cannot be
/// made, one that the system keeps until the user logs out.
///
/// # Errors
/// When neither can be made.
pub fn state_dir(given: Option<&Path>) -> io::Result<StateDir> {
    let usual = || Some(base_strategy::choose_base_strategy().ok()?.state_dir()?.join("riskward"));
    let refused = match given.map(Path::to_owned).or_else(usual) {
        Some(path) => match create_private_directory(&path) {
            Ok(()) => return Ok(StateDir { path, notice: None }),
            Err(error) => format!("{} cannot be made ({error})", path.display()),
        },
        None => "there is no home directory".to_owned(),
    };
    let path = PathBuf::from(format!("/run/user/{}/riskward", rustix::process::getuid().as_raw()));
    create_private_directory(&path)?;
    let notice = format!("Unsaved text is kept in {} until you log out: {refused}.", path.display());
    Ok(StateDir { path, notice: Some(notice) })
}
