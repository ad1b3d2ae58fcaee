//! The file of what is remembered: read once at the start, written on leaving and every few seconds at most.

use std::{
    fs, io,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError},
    thread,
    time::{Duration, Instant},
};

use super::Memory;
use crate::os::replace::write_whole;

/// So much time passes between two writings, at least.
const BETWEEN: Duration = Duration::from_secs(5);
/// A larger file is none of ours.
const LARGEST: u64 = 1 << 20;

/// Keeps what is remembered.
#[derive(Debug, Clone)]
pub struct Keeper(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    slot: Mutex<Slot>,
}

#[derive(Debug)]
struct Slot {
    /// As it is, and as the file has it.
    now: Memory,
    written: Memory,
    at: Instant,
}

impl Keeper {
    /// Reads the file; a sentence when it is there and cannot be used.
    pub fn open(path: PathBuf) -> (Self, Memory, Option<String>) {
        let (memory, notice) = match read(&path) {
            Ok(memory) => (memory, None),
            Err(because) => {
                let name = path.display();
                let notice =
                    format!("How you had the tables is forgotten: {name} cannot be used ({because}).");
                (Memory::default(), Some(notice))
            }
        };
        let slot = Slot { now: memory.clone(), written: memory.clone(), at: Instant::now() };
        (Self(Arc::new(Shared { path, slot: Mutex::new(slot) })), memory, notice)
    }

    /// What is to be in the file; written by another thread when enough time has passed.
    pub fn keep(&self, memory: Memory) {
        let mut slot = self.0.lock();
        slot.now = memory;
        if slot.now == slot.written || slot.at.elapsed() < BETWEEN {
            return;
        }
        slot.at = Instant::now();
        drop(slot);
        let shared = Arc::clone(&self.0);
        // where there is no thread it is written on leaving
        let _ =
            thread::Builder::new().name("memory".to_owned()).spawn(move || shared.write(&mut shared.lock()));
    }

    /// Writes what is not written yet. Never waits for long: it is called when the program must end.
    pub fn save_now(&self) {
        for _ in 0..50 {
            match self.0.slot.try_lock() {
                Ok(mut slot) => return self.0.write(&mut slot),
                Err(TryLockError::Poisoned(poisoned)) => return self.0.write(&mut poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
            }
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What cannot be kept is no hindrance: the tables are then as they were before.
    fn write(&self, slot: &mut Slot) {
        if slot.now != slot.written && write_whole(&self.path, &slot.now.to_bytes(), true).is_ok() {
            slot.written = slot.now.clone();
        }
    }
}

fn read(path: &PathBuf) -> Result<Memory, String> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Memory::default()),
        Err(error) => return Err(error.to_string()),
        Ok(found) if found.len() > LARGEST => return Err("it is too large".to_owned()),
        Ok(_) => {}
    }
    Memory::read(&fs::read(path).map_err(|error| error.to_string())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screens::Target;

    #[test]
    fn what_is_kept_is_there_again_and_only_its_owners() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("abc.tables");
        let (keeper, mut memory, notice) = Keeper::open(path.clone());
        assert_eq!(notice, None);
        keeper.save_now();
        assert!(!path.exists(), "nothing was remembered yet");
        memory.stand_on(&Target::Due);
        keeper.keep(memory.clone());
        keeper.save_now();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(Keeper::open(path).1, memory);
    }

    #[test]
    fn a_damaged_file_is_ignored_with_a_notice_and_written_anew() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("abc.tables");
        fs::write(&path, b"{\"version\":1,\"tables\":7}").unwrap();
        let (keeper, mut memory, notice) = Keeper::open(path.clone());
        assert_eq!(memory, Memory::default());
        assert!(notice.unwrap().contains("abc.tables cannot be used"));
        memory.stand_on(&Target::Due);
        keeper.keep(memory);
        keeper.save_now();
        assert_eq!(Keeper::open(path).1.last(), Some(Target::Due));
    }
}
