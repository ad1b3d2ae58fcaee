//! Whether this user has seen the tour: an empty file among the unsaved text, since it is theirs and not the register's.

use std::{
    fs::OpenOptions,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

fn mark(directory: &Path) -> PathBuf {
    directory.join("tour-seen")
}

/// It was not seen yet. Where that cannot be known it counts as seen.
pub(super) fn is_due(directory: &Path) -> bool {
    mark(directory).try_exists().is_ok_and(|seen| !seen)
}

/// It was seen.
pub(super) fn seen(directory: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).open(mark(directory)) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_due_until_it_was_seen() {
        let directory = tempfile::tempdir().unwrap();
        assert!(is_due(directory.path()));
        seen(directory.path()).unwrap();
        seen(directory.path()).unwrap();
        assert!(!is_due(directory.path()));
    }
}
