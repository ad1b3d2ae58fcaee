//! The register's controls.

use crate::domain::{
    control::{Control, Verification},
    object::Id,
    record::Held,
};

use super::risk::SiteWhole;

/// One control in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlLine {
    /// Its identity.
    pub id: Id,
    /// `C-003`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// Its kind's word.
    pub kind: String,
    /// 1, 2 or 3.
    pub order: i64,
    /// Who looks after it.
    pub owner: String,
    /// How many risks it serves.
    pub serves: usize,
    /// `in place 1/2, effective 1/2`
    pub state: String,
}

/// One control, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlWhole {
    /// Its value.
    pub control: Held<Control>,
    /// Where it is.
    pub sites: Vec<SiteWhole>,
    /// Every verification, the latest first.
    pub verifications: Vec<Held<Verification>>,
    /// The risks it serves: `ip3/R-014` and title.
    pub serves: Vec<(String, String)>,
}
