//! Random numbers for moments and places; the seed is told, and `RISKWARD_SEED` repeats it.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::report::say;

/// A stream of random numbers (xorshift64*).
pub(crate) struct Chance(u64);

impl Chance {
    /// A stream for one check.
    pub(crate) fn new(check: &str) -> Self {
        let told = std::env::var("RISKWARD_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = told.unwrap_or_else(|| {
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_nanos() as u64 | 1)
        });
        say(&format!("{check}: RISKWARD_SEED={seed}"));
        Self(seed | 1)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }
}
