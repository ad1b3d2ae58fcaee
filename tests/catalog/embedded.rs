//! The catalogue in the binary has no fault and holds what riskward counts on.

use riskward::catalog::Catalogue;

#[test]
fn the_embedded_catalogue_has_no_fault() {
    let faults: Vec<String> = Catalogue::embedded().check().iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
