//! The README and the page of keys tell them as the table of commands has them.

use riskward::tui::Keys;

#[test]
fn the_readme_prints_the_keys_of_the_first_day() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme.split_once("<!-- keys: begin").expect("the README has a place for the keys");
    let (_, rest) = rest.split_once("-->\n").expect("the place begins with a comment");
    let (printed, _) = rest.split_once("<!-- keys: end -->").expect("the place ends");
    assert_eq!(
        printed.trim(),
        Keys::default().first_day().trim(),
        "put in what `riskward keys --short` prints"
    );
}

#[test]
fn the_page_of_keys_is_what_the_program_prints() {
    let page = include_str!("../../docs/keys.md");
    assert_eq!(page.trim(), Keys::default().page().trim(), "put in what `riskward keys` prints");
}
