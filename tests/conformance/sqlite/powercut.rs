//! Power cuts: what a disk may hold after one, made from the order in which the writers wrote and synced.
//!
//! A writer runs with a small library preloaded that logs its writes, syncs, truncations and unlinks. A cut is
//! a place in that log: what was synced before it is there, of what was not, any 512-byte sector may be missing, and
//! a name is made or gone only if the directory was synced or by chance. Every acknowledged request has to be there.

use std::{
    collections::{BTreeMap, HashSet},
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use riskward::{
    domain::{events::EventKind, object::Id},
    ledger::Edit,
};

use super::plain;
use crate::{
    chance::Chance,
    report::{Report, ensure, must_hold, skipped, wrong},
    sample::{batch, entry, person},
    store::{Place, SQLITE, Store},
    suite::{chain, verifies},
    worker::{self, Job, Work, tell},
};

const SHIM: &str = include_str!("powercut.c");
const SECTOR: usize = 512;
const NAMES: [&str; 3] = ["register.db", "register.db-wal", "register.db-journal"];
const WAL: usize = 1;

/// The worker: appends, acknowledges into the log, and opens the register anew now and then.
pub(crate) fn run(work: &Work) -> Result<(), String> {
    let (writer, requests) = (work.number(0), work.number(1));
    let path = std::env::var_os("RISKWARD_POWERCUT_LOG").ok_or("no log")?;
    let mut log = OpenOptions::new().append(true).open(path).map_err(wrong("opening the log"))?;
    let mut ledger = work.store.open(&work.place).map_err(wrong("opening"))?;
    for n in 0..requests {
        let id = format!("w{writer}-{n}");
        let edits = vec![Edit::put(&Id(id.clone()), 0, &person(&id, &"role ".repeat(n as usize % 60)))];
        ledger
            .append(batch(&id, vec![entry(&id, EventKind::PersonChanged, edits)]))
            .map_err(wrong("appending"))?;
        let mut record = vec![b'A', writer as u8];
        record.extend(n.to_le_bytes());
        record.extend((id.len() as u64).to_le_bytes());
        record.extend(id.as_bytes());
        log.lock().map_err(wrong("locking the log"))?;
        log.write_all(&record).map_err(wrong("acknowledging"))?;
        log.unlock().map_err(wrong("unlocking the log"))?;
        if n % 25 == 24 {
            drop(ledger);
            ledger = work.store.open(&work.place).map_err(wrong("opening anew"))?;
        }
    }
    tell("done");
    Ok(())
}

#[derive(Debug)]
enum Call {
    Write { file: usize, at: usize, bytes: Vec<u8> },
    Truncate { file: usize, size: usize },
    Sync { file: usize },
    SyncDirectory,
    Unlink { file: usize },
    Acknowledge(String),
}

fn parse(log: &[u8]) -> Vec<Call> {
    let number = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().unwrap()) as usize;
    let mut calls = Vec::new();
    let mut at = 0;
    while at + 18 <= log.len() {
        let (file, offset, length) =
            (usize::from(log[at + 1]), number(&log[at + 2..at + 10]), number(&log[at + 10..at + 18]));
        let bytes = log[at + 18..at + 18 + length].to_vec();
        calls.push(match log[at] {
            b'W' => Call::Write { file, at: offset, bytes },
            b'T' => Call::Truncate { file, size: offset },
            b'S' if file == 3 => Call::SyncDirectory,
            b'S' => Call::Sync { file },
            b'U' => Call::Unlink { file },
            b'A' => Call::Acknowledge(String::from_utf8(bytes).unwrap()),
            other => panic!("{other} in the log"),
        });
        at += 18 + length;
    }
    calls
}

enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

/// A file under whatever name: what the disk holds for sure, and what it may hold.
#[derive(Default)]
struct Inode {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

fn apply(content: &mut Vec<u8>, change: &Change, keeps: &mut dyn FnMut() -> bool) {
    match change {
        Change::Truncate(size) => {
            if keeps() {
                content.resize(*size, 0);
            }
        }
        Change::Write(at, bytes) => {
            for (n, sector) in bytes.chunks(SECTOR).enumerate() {
                if keeps() {
                    let from = at + n * SECTOR;
                    if content.len() < from + sector.len() {
                        content.resize(from + sector.len(), 0);
                    }
                    content[from..from + sector.len()].copy_from_slice(sector);
                }
            }
        }
    }
}

enum Naming {
    Made(usize, usize),
    Gone(usize),
}

/// A disk with the register on it.
struct Disk {
    inodes: Vec<Inode>,
    live: BTreeMap<usize, usize>,
    durable: BTreeMap<usize, usize>,
    naming: Vec<Naming>,
}

impl Disk {
    fn new(register: Vec<u8>) -> Self {
        let names = BTreeMap::from([(0, 0)]);
        let inodes = vec![Inode { durable: register, pending: Vec::new() }];
        Self { inodes, live: names.clone(), durable: names, naming: Vec::new() }
    }

    fn inode(&mut self, file: usize) -> &mut Inode {
        let at = *self.live.entry(file).or_insert_with(|| {
            self.inodes.push(Inode::default());
            self.naming.push(Naming::Made(file, self.inodes.len() - 1));
            self.inodes.len() - 1
        });
        &mut self.inodes[at]
    }

    fn call(&mut self, call: &Call) {
        match call {
            Call::Write { file, at, bytes } => {
                self.inode(*file).pending.push(Change::Write(*at, bytes.clone()));
            }
            Call::Truncate { file, size } => self.inode(*file).pending.push(Change::Truncate(*size)),
            Call::Sync { file } => {
                let inode = self.inode(*file);
                for change in std::mem::take(&mut inode.pending) {
                    apply(&mut inode.durable, &change, &mut || true);
                }
            }
            Call::SyncDirectory => {
                for naming in std::mem::take(&mut self.naming) {
                    rename(&mut self.durable, &naming);
                }
            }
            Call::Unlink { file } => {
                self.live.remove(file);
                self.naming.push(Naming::Gone(*file));
            }
            Call::Acknowledge(_) => {}
        }
    }

    /// Whether everything written to the WAL is on the disk, and its name too.
    fn wal_is_durable(&self) -> bool {
        self.live
            .get(&WAL)
            .is_none_or(|at| self.inodes[*at].pending.is_empty() && self.durable.get(&WAL) == Some(at))
    }

    /// What may be found after the power came back.
    fn cut(&self, chance: &mut Chance) -> BTreeMap<usize, Vec<u8>> {
        let mut names = self.durable.clone();
        for naming in self.naming.iter().take(chance.below(self.naming.len() as u64 + 1) as usize) {
            rename(&mut names, naming);
        }
        // Nothing of what was not synced, half of its sectors, or all of it.
        let share = [0, 50, 100][chance.below(3) as usize];
        names
            .into_iter()
            .map(|(file, at)| {
                let mut content = self.inodes[at].durable.clone();
                for change in &self.inodes[at].pending {
                    apply(&mut content, change, &mut || chance.below(100) < share);
                }
                (file, content)
            })
            .collect()
    }
}

fn rename(names: &mut BTreeMap<usize, usize>, naming: &Naming) {
    match naming {
        Naming::Made(file, at) => names.insert(*file, *at),
        Naming::Gone(file) => names.remove(file),
    };
}

/// The preloaded library, or why there is none.
fn shim(directory: &Path) -> Result<PathBuf, String> {
    if !cfg!(target_os = "linux") {
        return Err("not on Linux".into());
    }
    let (source, library) = (directory.join("powercut.c"), directory.join("powercut.so"));
    fs::write(&source, SHIM).map_err(wrong("writing the library's source"))?;
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(&source)
        .arg("-ldl")
        .output();
    match built {
        Ok(output) if output.status.success() => Ok(library),
        Ok(output) => Err(format!("cc refuses: {}", String::from_utf8_lossy(&output.stderr))),
        Err(error) => Err(format!("no C compiler: {error}")),
    }
}

/// Runs writers under the library; the register before, and the log.
fn record(
    store: &dyn Store,
    library: &Path,
    writers: u64,
    requests: u64,
) -> Result<(Vec<u8>, Vec<Call>), String> {
    let place = Place::fresh();
    drop(store.open(&place.path()).map_err(wrong("founding"))?);
    let before = fs::read(place.path()).map_err(wrong("reading the register"))?;
    let log = place.directory().join("log");
    fs::write(&log, b"").map_err(wrong("making the log"))?;
    let path = place.directory().canonicalize().map_err(wrong("finding the place"))?.join(NAMES[0]);
    let running: Vec<_> = (0..writers)
        .map(|writer| {
            let mut command = worker::command(store, &path, &Job::new("log", &[&writer, &requests]));
            command
                .env("LD_PRELOAD", library)
                .env("RISKWARD_POWERCUT_FILE", &path)
                .env("RISKWARD_POWERCUT_LOG", &log);
            worker::start(command)
        })
        .collect();
    for worker in running {
        let said = worker.end();
        ensure(said.contains(&"done".into()), || format!("a writer did not finish: {said:?}"))?;
    }
    Ok((before, parse(&fs::read(&log).map_err(wrong("reading the log"))?)))
}

#[derive(Default)]
struct Figures {
    cuts: u64,
    acknowledged: usize,
    losing: u64,
    lost: usize,
    unsynced: usize,
    syncs: usize,
}

/// Cuts the power at `cuts` places of one run.
fn cut_run(
    store: &dyn Store,
    library: &Path,
    writers: u64,
    cuts: u64,
    chance: &mut Chance,
    figures: &mut Figures,
) -> Result<(), String> {
    let (before, calls) = record(store, library, writers, 80 / writers)?;
    let acknowledgements = calls.iter().filter(|call| matches!(call, Call::Acknowledge(_))).count();
    if acknowledgements + 10 > calls.len() {
        return Err("nothing was logged".into());
    }
    figures.acknowledged += acknowledgements;
    figures.syncs += calls.iter().filter(|call| matches!(call, Call::Sync { .. })).count();
    let mut places: Vec<usize> = (0..cuts).map(|_| chance.below(calls.len() as u64 + 1) as usize).collect();
    places.sort_unstable();
    let mut disk = Disk::new(before);
    let mut told = HashSet::new();
    let mut done = 0;
    for place in places {
        for call in &calls[done..place] {
            disk.call(call);
            if let Call::Acknowledge(id) = call {
                told.insert(id.clone());
                // Another writer may be in the middle of its own commit.
                if writers == 1 && !disk.wal_is_durable() {
                    figures.unsynced += 1;
                }
            }
        }
        done = place;
        let after = Place::fresh();
        for (file, content) in disk.cut(chance) {
            let path = after.directory().join(NAMES[file]);
            let mut written = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(path)
                .map_err(wrong("writing what is left"))?;
            written.write_all(&content).map_err(wrong("writing what is left"))?;
        }
        let ledger = plain(&after.path()).map_err(wrong(&format!("opening after a cut at {place}")))?;
        let events = chain(&ledger)?;
        let stored: HashSet<&str> = events.iter().map(|event| event.request.as_str()).collect();
        let lost = told.iter().filter(|id| !stored.contains(id.as_str())).count();
        figures.lost += lost;
        figures.losing += u64::from(lost > 0);
        figures.cuts += 1;
        if figures.cuts.is_multiple_of(20) {
            verifies(&ledger)?;
        }
    }
    Ok(())
}

/// Cuts the power, with one writer and with two; none where this machine cannot log.
pub(crate) fn if_possible(store: &dyn Store, cuts: u64) -> Option<Report> {
    let directory = tempfile::tempdir().unwrap();
    let library = match shim(directory.path()) {
        Ok(library) => library,
        Err(because) => {
            skipped("power cuts", &because);
            return None;
        }
    };
    Some(check(store, &library, cuts))
}

fn check(store: &dyn Store, library: &Path, cuts: u64) -> Report {
    let mut chance = Chance::new("power cuts");
    let mut figures = Figures::default();
    for writers in [1, 2] {
        cut_run(store, library, writers, cuts / 2, &mut chance, &mut figures)?;
    }
    let Figures { cuts, acknowledged, losing, lost, unsynced, syncs } = figures;
    ensure(lost == 0 && unsynced == 0, || {
        format!(
            "{losing} of {cuts} power cuts lose acknowledged requests ({lost} in all); {unsynced} of {acknowledged} \
             acknowledged before they were on the disk"
        )
    })?;
    Ok(format!(
        "power cuts: {cuts} cuts of one and of two writers, {acknowledged} requests acknowledged, {syncs} syncs: 0 cuts \
         lose an acknowledged request, 0 acknowledged before they were on the disk"
    ))
}

#[test]
fn what_was_acknowledged_survives_a_power_cut() {
    if let Some(report) = if_possible(&SQLITE, 400) {
        must_hold(report);
    }
}
