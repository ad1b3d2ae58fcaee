//! Who writes to a register now, by the kernel's list of locks. It serves to name them, and nothing is decided by it.

use std::{
    fs, io,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use super::user;

/// The byte of a database's companion `-shm` that its one writer locks, in SQLite's WAL mode.
const WRITER: u64 = 120;
/// From this byte on the database itself is locked by those who keep everybody away.
const PENDING: u64 = 0x4000_0000;

/// A process that holds a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its number.
    pub pid: u32,
    /// The account that it runs under.
    pub account: String,
    /// The program's name.
    pub program: String,
    /// It is this process itself.
    pub is_own: bool,
}

/// Who writes to the database at this path now; none where nobody does, or where the system does not tell.
///
/// No file of the database is opened for it: closing it again would give up this process's own locks.
pub fn of(database: &Path) -> Option<Holder> {
    let locks = fs::read_to_string("/proc/locks").ok()?;
    let companion = |end: &str| {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        fs::symlink_metadata(PathBuf::from(name))
    };
    let inode = |found: io::Result<fs::Metadata>| found.ok().map(|meta| meta.ino());
    let (shared, whole) = (inode(companion("-shm")), inode(companion("")));
    let pid = holder_in(&locks, shared, whole)?;
    let process = PathBuf::from(format!("/proc/{pid}"));
    let uid = fs::metadata(&process).ok()?.uid();
    let program = fs::read_to_string(process.join("comm")).ok()?;
    Some(Holder {
        pid,
        account: user::name_of(uid),
        program: program.trim().to_owned(),
        is_own: pid == std::process::id(),
    })
}

/// The process that holds the lock of the writer in such a list: `1: POSIX  ADVISORY  WRITE 123 fe:00:4711 120 120`.
fn holder_in(locks: &str, shared: Option<u64>, whole: Option<u64>) -> Option<u32> {
    locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        // who only waits for a lock has an arrow before it
        let [_, "POSIX", _, "WRITE", pid, place, from, to] = words.as_slice() else { return None };
        let inode = place.rsplit(':').next()?.parse::<u64>().ok();
        let from: u64 = from.parse().ok()?;
        let to = if *to == "EOF" { u64::MAX } else { to.parse().ok()? };
        let writes = inode.is_some() && inode == shared && (from..=to).contains(&WRITER);
        let alone = inode.is_some() && inode == whole && to >= PENDING;
        (writes || alone).then(|| pid.parse().ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_writer_is_found_among_readers_waiters_and_others() {
        let locks = "1: POSIX  ADVISORY  READ 11 fe:00:4711 123 123\n\
                     2: POSIX  ADVISORY  READ 11 fe:00:4710 1073741826 1073742335\n\
                     3: FLOCK  ADVISORY  WRITE 12 fe:00:4711 0 EOF\n\
                     4: POSIX  ADVISORY  WRITE 13 fe:00:4999 120 120\n\
                     5: -> POSIX  ADVISORY  WRITE 14 fe:00:4711 120 120\n\
                     6: POSIX  ADVISORY  WRITE 15 fe:00:4711 121 121\n";
        assert_eq!(holder_in(locks, Some(4711), Some(4710)), None);
        let writing = format!("{locks}7: POSIX  ADVISORY  WRITE 16 fe:00:4711 120 120\n");
        assert_eq!(holder_in(&writing, Some(4711), Some(4710)), Some(16));
        let alone = format!("{locks}7: POSIX  ADVISORY  WRITE 17 fe:00:4710 1073741824 1073742335\n");
        assert_eq!(holder_in(&alone, Some(4711), Some(4710)), Some(17));
        assert_eq!(holder_in(&writing, None, None), None);
    }
}
