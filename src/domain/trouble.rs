//! What went wrong, in words for the person at the keyboard.

use std::fmt;

/// Which of riskward's exit codes a trouble ends in, and how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    /// The user's wish was refused, or something was found wanting. Exit code 1.
    Refused,
    /// The command was not understood. Exit code 2.
    Usage,
    /// The register is damaged or cannot be opened. Exit code 3.
    Register,
    /// Somebody else is writing to the register, and nothing was written. Exit code 3.
    Busy,
    /// A fault of riskward itself. Exit code 4.
    Internal,
}

impl TroubleKind {
    /// The process's exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Refused => 1,
            Self::Usage => 2,
            Self::Register | Self::Busy => 3,
            Self::Internal => 4,
        }
    }
}

/// One trouble: what did not happen, because of what, and what to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What did not happen.
    pub what: String,
    /// The cause.
    pub because: String,
    /// What the user can do about it; may be empty.
    pub try_this: String,
    /// Exit code and tone.
    pub kind: TroubleKind,
    /// Two people changed the same thing: field by field, what each of them wrote.
    pub conflict: Option<Box<Conflict>>,
}

impl Trouble {
    /// A wish that was refused.
    pub fn refused(what: impl Into<String>, because: impl Into<String>, try_this: impl Into<String>) -> Self {
        Self::new(TroubleKind::Refused, what, because, try_this)
    }

    /// A command that was not understood.
    pub fn usage(what: impl Into<String>, because: impl Into<String>, try_this: impl Into<String>) -> Self {
        Self::new(TroubleKind::Usage, what, because, try_this)
    }

    /// Any kind of trouble.
    pub fn new(
        kind: TroubleKind,
        what: impl Into<String>,
        because: impl Into<String>,
        try_this: impl Into<String>,
    ) -> Self {
        Self { what: what.into(), because: because.into(), try_this: try_this.into(), kind, conflict: None }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.because)?;
        if !self.try_this.is_empty() {
            write!(f, ". Try: {}", self.try_this)?;
        }
        Ok(())
    }
}

impl std::error::Error for Trouble {}

/// Two edits of one object that were made on the same version; or a signature whose grounds were changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conflict {
    /// The object, as a person calls it.
    pub object: String,
    /// Who made the edit that is in the register now.
    pub theirs_by: String,
    /// The version that mine was made on.
    pub made_on: i64,
    /// The version that is in the register now.
    pub now_at: i64,
    /// The fields that differ.
    pub fields: Vec<Differing>,
    /// What was done to what a signature rests on, a sentence each; empty where nothing is signed.
    pub rests_on: Vec<String>,
}

/// One field that two people wrote differently.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differing {
    /// Its name.
    pub field: String,
    /// What both of them saw.
    pub base: String,
    /// What is in the register now.
    pub theirs: String,
    /// What would have been put there.
    pub mine: String,
}
