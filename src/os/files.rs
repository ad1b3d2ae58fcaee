//! Files before they are opened: on which kind of file system they stand, and whether they can be trusted.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// The file systems on which locks do not protect a database, by their number in `linux/magic.h`.
#[cfg(target_os = "linux")]
const NETWORK: &[(u64, &str)] = &[
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x0102_1997, "9p"),
    (0x6573_5546, "FUSE"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x00c3_6400, "Ceph"),
    (0x7375_7245, "Coda"),
    (0x564c, "NCP"),
];

/// The name of the network file system that a directory stands on, if it is one.
///
/// # Errors
/// When the directory is not there or cannot be looked at.
#[cfg(target_os = "linux")]
pub fn network_file_system(directory: &Path) -> io::Result<Option<&'static str>> {
    let kind = rustix::fs::statfs(directory)?.f_type;
    // The type is signed on some platforms and the numbers are 32 bits wide.
    #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast)]
    let kind = kind as u64 & 0xffff_ffff;
    Ok(network_name(kind))
}

#[cfg(target_os = "linux")]
fn network_name(kind: u64) -> Option<&'static str> {
    NETWORK.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name)
}

/// Elsewhere the kind of file system is not known by number.
///
/// # Errors
/// Never.
#[cfg(not(target_os = "linux"))]
pub fn network_file_system(_directory: &Path) -> io::Result<Option<&'static str>> {
    Ok(None)
}

/// True when nothing can be written on the file's file system.
///
/// # Errors
/// When the file is not there.
pub fn on_read_only_file_system(path: &Path) -> io::Result<bool> {
    Ok(rustix::fs::statvfs(path)?.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY))
}

/// Makes an empty file that only its owner can read, or its group too where the directory hands its group on
/// and lets it write. SQLite gives its sidecars the same mode.
///
/// # Errors
/// When it exists or cannot be made.
pub fn create_private(path: &Path) -> io::Result<()> {
    let directory = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mode = fs::metadata(directory)?.mode();
    let shared = mode & 0o2070 == 0o2070;
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(if shared { 0o660 } else { 0o600 })
        .open(path)?;
    if shared {
        rustix::fs::fchmod(&file, rustix::fs::Mode::from_raw_mode(0o660))?;
    }
    file.sync_all()?;
    super::replace::sync_directory(path)
}

/// What tells a file from another one that takes its name: device and inode.
///
/// # Errors
/// When it is not there.
pub fn identity(path: &Path) -> io::Result<(u64, u64)> {
    let file = fs::symlink_metadata(path)?;
    Ok((file.dev(), file.ino()))
}

/// True when a file's companion with this suffix is there and holds something.
pub fn companion_holds_something(path: &Path, suffix: &str) -> bool {
    fs::symlink_metadata(companion(path, suffix)).is_ok_and(|file| file.len() > 0)
}

fn companion(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Makes a directory, and those above it, that only its owner can enter.
///
/// # Errors
/// When it cannot be made.
pub fn create_private_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Whether a register's file can be trusted: a regular file under one name, closed to others, its sidecars alike.
///
/// # Errors
/// What is wrong with it, in words.
pub fn trusted(path: &Path) -> Result<(), String> {
    let about = |e: io::Error| format!("it cannot be looked at ({e})");
    let file = fs::symlink_metadata(path).map_err(about)?;
    if file.file_type().is_symlink() {
        return Err("it is a symbolic link".into());
    }
    if !file.is_file() {
        return Err("it is not a regular file".into());
    }
    if file.nlink() > 1 {
        return Err("it has a second name (hard link)".into());
    }
    if file.mode() & 0o007 != 0 {
        return Err(format!("everybody on this computer may open it (mode {:03o})", file.mode() & 0o777));
    }
    for suffix in ["-wal", "-shm", "-journal"] {
        let alike = || match fs::symlink_metadata(companion(path, suffix)) {
            Ok(there) => there.is_file() && there.nlink() <= 1 && there.mode() & 0o777 == file.mode() & 0o777,
            Err(_) => true,
        };
        // SQLite makes a companion and gives it its mode in two steps: another process may be between them.
        if !alike() {
            thread::sleep(Duration::from_millis(50));
            if !alike() {
                return Err(format!(
                    "its companion file {suffix} is a link or has other permissions than it has"
                ));
            }
        }
    }
    Ok(())
}

/// A path as it stands in a `file:` URI.
pub fn uri_path(path: &Path) -> String {
    use std::{fmt::Write as _, os::unix::ffi::OsStrExt as _};
    path.as_os_str().as_bytes().iter().fold(String::new(), |mut uri, &byte| {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_private_and_trusted_until_it_is_opened_to_others() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a b.db");
        create_private(&path).unwrap();
        assert_eq!(trusted(&path), Ok(()));
        assert!(create_private(&path).is_err());
        assert!(uri_path(&path).ends_with("a%20b.db"));
        rustix::fs::chmod(&path, rustix::fs::Mode::from_raw_mode(0o644)).unwrap();
        assert!(trusted(&path).unwrap_err().contains("644"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn network_file_systems_are_known_by_number() {
        for (kind, name) in
            [(0x6969, "NFS"), (0xff53_4d42, "CIFS"), (0x6573_5546, "FUSE"), (0x0102_1997, "9p")]
        {
            assert_eq!(network_name(kind), Some(name));
        }
        // ext4, XFS, btrfs, tmpfs, overlay
        for kind in [0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x794c_7630] {
            assert_eq!(network_name(kind), None);
        }
    }

    #[test]
    fn companions_are_to_be_as_the_file_is() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("r.db");
        create_private(&path).unwrap();
        for suffix in ["-wal", "-shm", "-journal"] {
            let beside = companion(&path, suffix);
            create_private(&beside).unwrap();
            assert_eq!(trusted(&path), Ok(()));
            rustix::fs::chmod(&beside, rustix::fs::Mode::from_raw_mode(0o640)).unwrap();
            assert!(trusted(&path).unwrap_err().contains(suffix));
            fs::remove_file(&beside).unwrap();
            std::os::unix::fs::symlink("/dev/null", &beside).unwrap();
            assert!(trusted(&path).unwrap_err().contains(suffix));
            fs::remove_file(&beside).unwrap();
        }
    }

    #[test]
    fn links_are_not_trusted() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("r.db");
        create_private(&path).unwrap();
        let link = directory.path().join("link.db");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(trusted(&link).unwrap_err().contains("symbolic"));
        std::fs::hard_link(&path, directory.path().join("second.db")).unwrap();
        assert!(trusted(&path).unwrap_err().contains("second name"));
    }
}
