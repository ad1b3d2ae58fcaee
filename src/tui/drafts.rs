//! Unsaved text, on the disk at most two seconds after it was typed: a dropped line loses nothing.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError},
    thread,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::elsewhere;
use crate::{
    domain::{object::Id, record::sha256_hex},
    os::replace::write_whole,
};

/// Text is written when nothing was typed for so long.
const QUIET: Duration = Duration::from_millis(300);
/// Of these pauses, so many pass at most while typing goes on.
const PAUSES: usize = 6;

/// What stands in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The action's name.
    pub action: String,
    /// What it acts on.
    pub subject: String,
    /// The action's title.
    pub title: String,
    /// The request id of the form: saving it twice is harmless.
    pub request: Id,
    /// What stands in each field, by its name.
    pub values: BTreeMap<String, String>,
    /// What the form began with, so that it can be told what others changed since.
    #[serde(default)]
    pub began_with: BTreeMap<String, String>,
}

/// The drafts of this user for this register. Each has a file, and a lock that tells other sessions it is in use.
#[derive(Debug, Clone)]
pub struct Drafts(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    directory: PathBuf,
    prefix: String,
    slot: Mutex<Slot>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Slot {
    /// What is to be written, by its form, and how many changes there were.
    unwritten: BTreeMap<Id, Draft>,
    changes: u64,
    files: BTreeMap<Id, Place>,
    fault: Option<String>,
}

#[derive(Debug)]
struct Place {
    path: PathBuf,
    /// Locked as long as it is open.
    _lock: File,
}

impl Drafts {
    /// The drafts in a directory of this user's, for the register at this path; starts the thread that writes.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub fn open(directory: PathBuf, register: &Path) -> io::Result<Self> {
        let digest = sha256_hex(register.as_os_str().as_encoded_bytes());
        let shared = Arc::new(Shared {
            directory,
            prefix: digest.chars().take(12).collect(),
            slot: Mutex::default(),
            changed: Condvar::new(),
        });
        let writer = Arc::downgrade(&shared);
        let drafts = Self(shared);
        thread::Builder::new().name("drafts".to_owned()).spawn(move || {
            while let Some(shared) = writer.upgrade() {
                shared.write_when_quiet();
            }
        })?;
        Ok(drafts)
    }

    /// A file of this user's for this register, beside the drafts.
    pub fn beside(&self, ending: &str) -> PathBuf {
        self.0.directory.join(format!("{}.{ending}", self.0.prefix))
    }

    /// Where they lie.
    pub fn directory(&self) -> &Path {
        &self.0.directory
    }

    /// Keeps what stands in a form; written soon, by the thread.
    pub fn keep(&self, draft: Draft) {
        let mut slot = self.0.lock();
        slot.unwritten.insert(draft.request.clone(), draft);
        slot.changes += 1;
        self.0.changed.notify_all();
    }

    /// Throws a draft away: it is saved, or not wanted.
    pub fn drop_draft(&self, request: &Id) {
        let mut slot = self.0.lock();
        slot.unwritten.remove(request);
        elsewhere::clear(self, request);
        if let Some(place) = slot.files.remove(request) {
            let _ = fs::remove_file(&place.path);
            let _ = fs::remove_file(place.path.with_extension("lock"));
        }
    }

    /// The same of a form in which nothing stands that it did not begin with; what was written in an editor and did not come
    /// back keeps its draft, and is there as long as that.
    pub fn drop_untouched(&self, request: &Id) {
        if !elsewhere::is_kept(self, request) {
            self.drop_draft(request);
        }
    }

    /// Writes what is not written yet, at once. Never waits for long: it is called when the program must end.
    pub fn save_now(&self) {
        for _ in 0..50 {
            match self.0.slot.try_lock() {
                Ok(mut slot) => return self.0.write(&mut slot),
                Err(TryLockError::Poisoned(poisoned)) => return self.0.write(&mut poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    /// Why the last writing failed, once.
    pub fn fault(&self) -> Option<String> {
        self.0.lock().fault.take()
    }

    /// The drafts that no session is working on; from now on this one is.
    pub fn found(&self) -> Vec<Draft> {
        let mut slot = self.0.lock();
        let Ok(entries) = fs::read_dir(&self.0.directory) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                name.starts_with(&self.0.prefix) && path.extension().is_some_and(|ending| ending == "draft")
            })
            .collect();
        paths.sort();
        let mut found = Vec::new();
        for path in paths {
            let Some(lock) = lock(&path) else { continue };
            let Ok(text) = fs::read(&path) else { continue };
            let Ok(mut draft) = serde_json::from_slice::<Draft>(&text) else { continue };
            elsewhere::take_up(self, &mut draft, &path);
            slot.files.insert(draft.request.clone(), Place { path, _lock: lock });
            found.push(draft);
        }
        found
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a change, then for a pause in typing, and writes.
    fn write_when_quiet(&self) {
        let slot = self.lock();
        let idle = Duration::from_secs(1);
        let Ok((slot, _)) = self.changed.wait_timeout_while(slot, idle, |slot| slot.unwritten.is_empty())
        else {
            return;
        };
        if slot.unwritten.is_empty() {
            return;
        }
        let mut seen = slot.changes;
        drop(slot);
        for _ in 0..PAUSES {
            thread::sleep(QUIET);
            let now = self.lock().changes;
            if now == seen {
                break;
            }
            seen = now;
        }
        self.write(&mut self.lock());
    }

    fn write(&self, slot: &mut Slot) {
        for draft in std::mem::take(&mut slot.unwritten).into_values() {
            let written = self.place(slot, &draft).and_then(|path| {
                let text = serde_json::to_vec(&draft).map_err(io::Error::other)?;
                write_whole(&path, &text, true)
            });
            if let Err(error) = written {
                slot.fault = Some(format!("Unsaved text cannot be kept: {error}. Save soon."));
            }
        }
    }

    /// The file of a draft: one for each form, another one when another session has that.
    fn place(&self, slot: &mut Slot, draft: &Draft) -> io::Result<PathBuf> {
        if let Some(place) = slot.files.get(&draft.request) {
            return Ok(place.path.clone());
        }
        let subject: String =
            draft.subject.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
        for copy in 1..100 {
            let name = format!("{}-{}-{subject}-{copy}.draft", self.prefix, draft.action);
            let path = self.directory.join(name);
            if path.exists() {
                continue;
            }
            if let Some(lock) = lock(&path) {
                slot.files.insert(draft.request.clone(), Place { path: path.clone(), _lock: lock });
                return Ok(path);
            }
        }
        Err(io::Error::other("there are too many drafts of this form"))
    }
}

/// Locks a draft for this session; none when another has it.
fn lock(path: &Path) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let path = path.with_extension("lock");
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).ok()?;
    file.try_lock().ok().map(|()| file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(request: &str, text: &str) -> Draft {
        Draft {
            action: "decide".to_owned(),
            subject: "ip3/R-014".to_owned(),
            title: "Decide".to_owned(),
            request: Id::from(request),
            values: BTreeMap::from([("rationale".to_owned(), text.to_owned())]),
            began_with: BTreeMap::new(),
        }
    }

    #[test]
    fn what_was_typed_is_found_again_by_the_next_session_and_by_no_other() {
        let directory = tempfile::tempdir().unwrap();
        let open = |register| Drafts::open(directory.path().to_owned(), Path::new(register)).unwrap();
        let first = open("/a.db");
        first.keep(draft("r1", "one"));
        first.keep(draft("r1", "one two"));
        first.save_now();
        assert!(open("/a.db").found().is_empty(), "it is in use");
        assert!(open("/b.db").found().is_empty(), "it belongs to another register");
        drop(first);
        // the writing thread lets go within a second
        let next = open("/a.db");
        let mut found = next.found();
        for _ in 0..40 {
            if !found.is_empty() {
                break;
            }
            thread::sleep(Duration::from_millis(100));
            found = next.found();
        }
        assert_eq!(found, [draft("r1", "one two")]);
        next.drop_draft(&Id::from("r1"));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    }

    /// A form whose thing is gone keeps its text; another one is begun before that is written.
    #[test]
    fn what_was_typed_in_one_form_is_not_lost_to_the_next() {
        let directory = tempfile::tempdir().unwrap();
        let drafts = Drafts::open(directory.path().to_owned(), Path::new("/a.db")).unwrap();
        drafts.keep(draft("r1", "first"));
        drafts.save_now();
        drafts.keep(draft("r1", "first and last"));
        drafts.keep(draft("r2", "other"));
        drafts.keep(draft("r3", "not wanted"));
        drafts.drop_draft(&Id::from("r3"));
        drafts.save_now();
        let texts = fs::read_dir(directory.path()).unwrap().filter_map(|entry| {
            let path = entry.unwrap().path();
            (path.extension()? == "draft").then(|| fs::read_to_string(path).unwrap())
        });
        let mut texts: Vec<String> = texts.collect();
        texts.sort();
        assert_eq!(texts.len(), 2, "{texts:?}");
        let holds = |wanted: &str| texts.iter().any(|text| text.contains(wanted));
        assert!(holds("\"first and last\"") && holds("\"other\""), "{texts:?}");
    }

    #[test]
    fn two_sessions_with_one_form_have_two_files() {
        let directory = tempfile::tempdir().unwrap();
        let open = || Drafts::open(directory.path().to_owned(), Path::new("/a.db")).unwrap();
        let (one, two) = (open(), open());
        one.keep(draft("r1", "mine"));
        one.save_now();
        two.keep(draft("r2", "yours"));
        two.save_now();
        let drafts = fs::read_dir(directory.path()).unwrap().filter(|entry| {
            entry.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "draft")
        });
        assert_eq!(drafts.count(), 2);
    }

    #[test]
    fn only_its_owner_can_read_a_draft() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = tempfile::tempdir().unwrap();
        let drafts = Drafts::open(directory.path().to_owned(), Path::new("/a.db")).unwrap();
        drafts.keep(draft("r1", "mine"));
        drafts.save_now();
        for entry in fs::read_dir(directory.path()).unwrap() {
            let mode = entry.unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}
