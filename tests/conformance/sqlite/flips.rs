//! Bits that rot: a byte of the file changed anywhere is found, or what is read is what was written.

use std::{fs, panic, path::Path};

use riskward::ledger::{Ledger as _, LedgerError};

use super::{guards::sample_register, plain};
use crate::{
    chance::Chance,
    report::{Report, ensure, wrong},
    sample::everything,
    store::Place,
};

enum Outcome {
    Refused,
    Found,
    Harmless,
}

fn look(path: &Path, whole: &str) -> Result<Outcome, String> {
    let Ok(ledger) = plain(path) else { return Ok(Outcome::Refused) };
    // Read it whatever verification says: it must not panic.
    let read: Result<String, LedgerError> = everything(&ledger);
    let unsound = ledger.verify().map_or(true, |verified| !verified.findings.is_empty());
    match read {
        _ if unsound => Ok(Outcome::Found),
        Ok(read) if read == whole => Ok(Outcome::Harmless),
        Ok(_) => Err("other rows are read and verification finds nothing".to_owned()),
        Err(e) => Err(format!("reading fails and verification finds nothing: {e}")),
    }
}

/// Flips `count` random bits in copies of a register.
pub(crate) fn flips(count: u64) -> Report {
    let place = sample_register();
    let whole = everything(&plain(&place.path()).map_err(wrong("opening"))?).map_err(wrong("reading"))?;
    // Nobody has it open here: to read a file that this process has open would cancel SQLite's locks.
    let bytes = fs::read(place.path()).map_err(wrong("reading the file"))?;
    let used: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    let mut chance = Chance::new("flips");
    let (mut refused, mut found, mut harmless) = (0, 0, 0);
    for n in 0..count {
        // Most of a small file is empty; two flips of three hit what is not.
        let at = if n % 3 == 0 {
            chance.below(bytes.len() as u64) as usize
        } else {
            used[chance.below(used.len() as u64) as usize]
        };
        let bit = 1 << chance.below(8);
        let mut flipped = bytes.clone();
        flipped[at] ^= bit;
        let copy = Place::fresh();
        riskward::os::replace::write_whole(&copy.path(), &flipped, false).map_err(wrong("copying"))?;
        let outcome = panic::catch_unwind(|| look(&copy.path(), &whole));
        match outcome {
            Ok(Ok(Outcome::Refused)) => refused += 1,
            Ok(Ok(Outcome::Found)) => found += 1,
            Ok(Ok(Outcome::Harmless)) => harmless += 1,
            Ok(Err(wrong)) => return Err(format!("byte {at}, bit {bit}: {wrong}")),
            Err(_) => return Err(format!("byte {at}, bit {bit}: a panic")),
        }
    }
    ensure(found > 0, || "no flip was found".to_owned())?;
    Ok(format!(
        "flips: {count} flipped bits in a file of {} bytes: {refused} not opened, {found} found, {harmless} without \
         effect on what is read, 0 readable but wrong, 0 panics",
        bytes.len()
    ))
}

#[test]
fn no_flipped_bit_is_read_as_truth() {
    crate::report::must_hold(flips(300));
}
