//! Who did what, when: the events, all or those that touched one thing.

/// One event in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// Its place in the register.
    pub seq: i64,
    /// When, in the register's time zone with its offset.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What, as it was shown to that person.
    pub said: String,
    /// Why, where a reason was given.
    pub reason: String,
    /// The fields changed: name, before, after.
    pub changed: Vec<(String, String, String)>,
}
