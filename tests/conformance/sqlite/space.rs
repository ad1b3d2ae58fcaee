//! No space, and no writing at all: what was acknowledged stays, and it works again when there is space.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use riskward::{
    domain::{
        events::EventKind,
        object::{Id, Object},
    },
    ledger::{Ask as _, Batch, Edit, Ledger as _, LedgerError, Query},
};

use super::plain;
use crate::{
    report::{Report, ensure, must_hold, skipped, wrong},
    sample::{batch, entry, person},
    store::{Place, SQLITE},
    suite::{chain, kill::acknowledged, verifies},
    worker::{self, Job, Work, tell},
};

fn request(n: u64) -> Batch {
    let id = format!("fill-{n}");
    let edits = vec![Edit::put(&Id(id.clone()), 0, &person(&id, &"x".repeat(3_000)))];
    batch(&id, vec![entry(&id, EventKind::PersonChanged, edits)])
}

/// The worker: appends until it is refused.
pub(crate) fn fill(work: &Work) -> Result<(), String> {
    let mut ledger = plain(&work.place).map_err(wrong("opening"))?;
    tell("ready");
    for n in 1..=work.number(0) {
        match ledger.append(request(n)) {
            Ok(_) => tell(&format!("ack {n}")),
            Err(error) => {
                tell(&format!("refused {error}"));
                let people = ledger.ids(&Query::all(Object::Person)).map_err(wrong("reading"))?.len();
                tell(&format!("reads {people}"));
                return Ok(());
            }
        }
    }
    tell("never refused");
    Ok(())
}

/// A register in which exactly the acknowledged requests stand, and that takes the refused one afterwards.
fn sound(path: &Path, told: u64) -> Result<(), String> {
    let mut ledger = plain(path).map_err(wrong("opening afterwards"))?;
    let events = chain(&ledger)?.len() as u64;
    ensure(events == told + 1, || format!("{told} acknowledged, {events} events"))?;
    let again = ledger.append(request(told + 1)).map_err(wrong("appending when there is space"))?;
    ensure(!again.repeated, || "the refused request counts as applied".into())?;
    verifies(&ledger)
}

/// A file system of its own, gone with the value.
struct Mounted(Place);

impl Mounted {
    fn tmpfs(size: &str) -> Result<Self, String> {
        let place = Place::fresh();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size},mode=0700"), "riskward-test"])
            .arg(place.directory())
            .stderr(Stdio::null())
            .status();
        match mounted {
            Ok(status) if status.success() => Ok(Self(place)),
            _ => Err("no file system can be mounted here (not root, or a container)".into()),
        }
    }

    fn read_only(&self, yes: bool) -> Result<(), String> {
        let how = if yes { "remount,ro" } else { "remount,rw" };
        let status =
            Command::new("mount").args(["-o", how]).arg(self.0.directory()).stderr(Stdio::null()).status();
        ensure(status.is_ok_and(|status| status.success()), || format!("{how} failed"))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.directory()).stderr(Stdio::null()).status();
    }
}

fn full(disk: &Mounted) -> Report {
    let path = disk.0.path();
    let ballast = disk.0.directory().join("ballast");
    fs::write(&ballast, vec![1; 1 << 20]).map_err(wrong("placing ballast"))?;
    let mut ledger = plain(&path).map_err(wrong("founding"))?;
    let mut told = 0;
    let refused = loop {
        match ledger.append(request(told + 1)) {
            Ok(_) => told += 1,
            Err(error) => break error,
        }
    };
    ensure(matches!(refused, LedgerError::DiskFull), || format!("not told as a full disk: {refused:?}"))?;
    ensure(matches!(ledger.append(request(told + 1)), Err(LedgerError::DiskFull)), || {
        "full once only".into()
    })?;
    let people =
        ledger.ids(&Query::all(Object::Person)).map_err(wrong("reading on a full disk"))?.len() as u64;
    ensure(people == told, || format!("{told} acknowledged, {people} read on the full disk"))?;
    verifies(&ledger)?;
    fs::remove_file(&ballast).map_err(wrong("making space"))?;
    let again = ledger.append(request(told + 1)).map_err(wrong("appending when there is space"))?;
    ensure(!again.repeated, || "the refused request counts as applied".into())?;
    drop(ledger);
    sound(&path, told + 1)?;
    Ok(format!("disk full: {told} acknowledged before, 0 lost, told as a full disk, writes again with space"))
}

#[test]
fn a_full_disk_loses_nothing() {
    match Mounted::tmpfs("3m") {
        Ok(disk) => must_hold(full(&disk)),
        Err(because) => skipped("disk full on a tmpfs", &because),
    }
}

/// A limit on the size of a file stands for a full disk where nothing can be mounted.
fn limited() -> Report {
    let place = Place::fresh();
    drop(plain(&place.path()).map_err(wrong("founding"))?);
    let mut command = Command::new("sh");
    // The signal is ignored, so that a write fails instead.
    command
        .args(["-c", "trap '' XFSZ; ulimit -f 1500 || exit 9; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().map_err(wrong("finding this binary"))?);
    worker::dress(&mut command, &SQLITE, &place.path(), &Job::new("fill", &[&2_000]));
    let said = worker::start(command).end();
    let told = acknowledged(&said)?;
    let refused = said.iter().find(|line| line.starts_with("refused")).ok_or_else(|| format!("{said:?}"))?;
    ensure(said.contains(&format!("reads {told}")), || format!("{told} acknowledged, {:?}", said.last()))?;
    sound(&place.path(), told)?;
    Ok(format!(
        "file size limit: {told} acknowledged before \"{refused}\", 0 lost, writes again without the limit"
    ))
}

#[test]
fn a_file_size_limit_loses_nothing() {
    must_hold(limited());
}

fn read_only(disk: &Mounted) -> Report {
    let path = disk.0.path();
    let mut ledger = plain(&path).map_err(wrong("founding"))?;
    ledger.append(request(1)).map_err(wrong("appending"))?;
    drop(ledger);
    disk.read_only(true)?;
    let mut ledger = plain(&path).map_err(wrong("opening where nothing can be written"))?;
    ensure(ledger.is_read_only(), || "it does not say that it can only be read".into())?;
    ensure(matches!(ledger.append(request(2)), Err(LedgerError::ReadOnly)), || "it was written to".into())?;
    ensure(ledger.head().map(|head| head.seq).ok() == Some(2), || "it reads something else".into())?;
    verifies(&ledger)?;
    drop(ledger);
    disk.read_only(false)?;

    // A writer that was killed leaves its last changes in the WAL.
    let mut worker = worker::spawn(&SQLITE, &path, &Job::new("write", &[&0, &0, &0]));
    worker.wait_for("ready")?;
    worker.wait_for("ack 3")?;
    worker.kill();
    let told = acknowledged(&worker.end())?.max(3);
    disk.read_only(true)?;
    let ledger = plain(&path).map_err(wrong("opening with a WAL where nothing can be written"))?;
    let requests = (ledger.head().map_err(wrong("reading"))?.seq.unsigned_abs() - 2) / 2;
    ensure(requests >= told, || {
        format!("{told} acknowledged, {requests} shown where nothing can be written")
    })?;
    verifies(&ledger)?;
    drop(ledger);
    disk.read_only(false)?;
    fs::remove_file(disk.0.directory().join("register.db-shm")).map_err(wrong("removing -shm"))?;
    disk.read_only(true)?;
    let refused = plain(&path);
    ensure(matches!(refused, Err(LedgerError::UnsafeFile { .. })), || "a WAL was passed over".into())?;
    disk.read_only(false)?;
    let missing = disk.0.directory().join("missing.db");
    disk.read_only(true)?;
    ensure(plain(&missing).is_err(), || "founded where nothing can be written".into())?;
    disk.read_only(false)?;
    Ok(format!("read-only: opened for reading and says so; {told} acknowledged requests in a WAL are shown"))
}

#[test]
fn a_read_only_file_system_is_read() {
    match Mounted::tmpfs("16m") {
        Ok(disk) => must_hold(read_only(&disk)),
        Err(because) => skipped("read-only file system", &because),
    }
}
