//! Writing a file whole or not at all: a temporary file beside it, synced, then renamed.

use std::{
    fs::File,
    io::{self, Write as _},
    path::Path,
};

use tempfile::NamedTempFile;

/// A temporary file that stands where a file is to be.
#[derive(Debug)]
pub struct Staged(NamedTempFile);

/// Makes a temporary file beside `target`, private to its owner.
///
/// # Errors
/// When the directory is not there or cannot be written to.
pub fn stage_beside(target: &Path) -> io::Result<Staged> {
    let directory = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(Staged(tempfile::Builder::new().prefix(".riskward-").suffix(".part").tempfile_in(directory)?))
}

impl Staged {
    /// Where it stands.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The open file.
    pub fn file(&mut self) -> &mut File {
        self.0.as_file_mut()
    }

    /// Syncs it and gives it its name; fails if the name is taken.
    ///
    /// # Errors
    /// When the name is taken or the disk refuses.
    pub fn keep_as(self, target: &Path) -> io::Result<()> {
        self.0.as_file().sync_all()?;
        self.0.persist_noclobber(target).map_err(|e| e.error)?;
        sync_directory(target)
    }

    /// Syncs it and puts it in the place of what has the name now.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn replace(self, target: &Path) -> io::Result<()> {
        self.0.as_file().sync_all()?;
        self.0.persist(target).map_err(|e| e.error)?;
        sync_directory(target)
    }
}

/// Writes a file whole or not at all; `overwrite` allows it to take another's place.
///
/// # Errors
/// When the name is taken and may not be, or the disk refuses.
pub fn write_whole(target: &Path, bytes: &[u8], overwrite: bool) -> io::Result<()> {
    let mut staged = stage_beside(target)?;
    staged.file().write_all(bytes)?;
    if overwrite { staged.replace(target) } else { staged.keep_as(target) }
}

/// Makes the names in a file's directory durable.
pub(super) fn sync_directory(target: &Path) -> io::Result<()> {
    let directory = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(directory)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_is_kept_unless_overwriting_was_asked_for() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("register.csv");
        write_whole(&path, b"one", false).unwrap();
        assert!(write_whole(&path, b"two", false).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write_whole(&path, b"two", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);
    }
}
