//! Anchors: where a register's chain stood, kept outside the register, so that a chain made anew or cut short shows.

use std::{fmt, fs, path::Path};

use super::{Workbench, trouble};
use crate::{
    domain::{record::hex, trouble::Trouble},
    ledger::Ask as _,
    os::replace,
};

/// The first word of an anchor's file.
const FORMAT: &str = "riskward-anchor/1";

/// No anchor is longer than this.
const LONGEST: u64 = 4096;

/// Where a register's chain stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The register's identity.
    pub register: String,
    /// The last event then.
    pub seq: i64,
    /// Its hash, as hexadecimal digits.
    pub hash: String,
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FORMAT} {} {} {}", self.register, self.seq, self.hash)
    }
}

impl Anchor {
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        if words.next()? != FORMAT {
            return None;
        }
        let anchor = Self {
            register: words.next()?.to_owned(),
            seq: words.next()?.parse().ok()?,
            hash: words.next()?.to_ascii_lowercase(),
        };
        let whole = words.next().is_none() && anchor.seq > 0;
        let is_hash = anchor.hash.len() == 64 && anchor.hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        (whole && is_hash).then_some(anchor)
    }
}

impl Workbench {
    /// Where the chain stands now.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn anchor(&self) -> Result<Anchor, Trouble> {
        let head = self.ledger.head().map_err(|e| trouble::ledger("Cannot read the register", e))?;
        Ok(Anchor {
            register: self.register_id().map(|id| id.0).unwrap_or_default(),
            seq: head.seq,
            hash: hex(&head.hash),
        })
    }

    /// Writes where the chain stands now to a file.
    ///
    /// # Errors
    /// When the name is taken and may not be overwritten, or nothing can be written.
    pub fn write_anchor(&self, path: &Path, overwrite: bool) -> Result<Anchor, Trouble> {
        let anchor = self.anchor()?;
        replace::write_whole(path, format!("{anchor}\n").as_bytes(), overwrite).map_err(|e| {
            let what = format!("No anchor was written to {}", path.display());
            trouble::io(&what, &e, "another path, or --overwrite if the file may be replaced")
        })?;
        Ok(anchor)
    }

    /// Reads an anchor and says what in the register contradicts it; none = nothing.
    ///
    /// # Errors
    /// When the file is no anchor, or the register cannot be read.
    pub fn check_anchor(&self, path: &Path) -> Result<Option<String>, Trouble> {
        let what = format!("{} was not compared", path.display());
        let try_this = "a file that riskward verify --write-anchor wrote";
        let length = fs::metadata(path).map_err(|e| trouble::io(&what, &e, try_this))?.len();
        let text = if length > LONGEST {
            String::new()
        } else {
            String::from_utf8_lossy(&fs::read(path).map_err(|e| trouble::io(&what, &e, try_this))?)
                .into_owned()
        };
        let anchor = Anchor::parse(&text)
            .ok_or_else(|| Trouble::refused(&what, "it is no anchor of a register", try_this))?;
        let now = self.anchor()?;
        if anchor.register != now.register {
            return Ok(Some(format!("the anchor is of another register, {}", anchor.register)));
        }
        if anchor.seq > now.seq {
            return Ok(Some(format!(
                "the register ends at event {}, and the anchor saw event {}: events are missing, or this is an older copy",
                now.seq, anchor.seq
            )));
        }
        let events = self.ledger.events_after(anchor.seq - 1, 1);
        let events = events.map_err(|e| trouble::ledger("Cannot read the register", e))?;
        let same = events.first().is_some_and(|event| hex(&event.hash) == anchor.hash);
        Ok((!same).then(|| {
            format!("event {} is not the one that the anchor saw: the chain was made anew", anchor.seq)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_read_as_it_was_written_and_nothing_else_is() {
        let anchor = Anchor { register: "0199".into(), seq: 7, hash: "ab".repeat(32) };
        assert_eq!(Anchor::parse(&format!("{anchor}\n")), Some(anchor.clone()));
        for text in ["", "riskward-anchor/2 a 1 b", &format!("{anchor} more"), "riskward-anchor/1 a 0 00"] {
            assert_eq!(Anchor::parse(text), None);
        }
    }
}
