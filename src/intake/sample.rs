//! The form that the tests of this layer read.

use crate::catalog::forms::{Form, Outline};

/// The MDS2 of 2019, as the catalogue has it.
pub(super) fn form() -> Outline {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/catalog/forms/mds2-2019.toml");
    Form::parse(path, &std::fs::read_to_string(path).unwrap()).unwrap().outline()
}
