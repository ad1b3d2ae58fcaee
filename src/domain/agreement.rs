//! Responsibility agreements: who has which duties for a product.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::Record,
};

/// A responsibility agreement for a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The product.
    pub product_id: Id,
    /// Its name or number.
    pub title: String,
    /// Who signed it.
    pub parties: Vec<String>,
    /// Duties by capability: `MLDP hdo`, the code and who carries it.
    #[serde(default)]
    pub duties: Vec<String>,
    /// On which civil date it was signed.
    pub signed_on: NaiveDate,
    /// Its last day, inclusive; none = until it is ended.
    pub valid_until: Option<NaiveDate>,
    /// Where the signed document is.
    #[serde(default)]
    pub evidence: String,
}

impl Agreement {
    /// Holds on this date.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.signed_on <= on && self.valid_until.is_none_or(|until| on <= until)
    }
}

impl Record for Agreement {
    const OBJECT: Object = Object::Agreement;
}
