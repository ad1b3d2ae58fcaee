//! The README tells the keys as the table of commands has them.

#[test]
fn the_readme_prints_the_table_of_keys() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme.split_once("<!-- keys: begin").expect("the README has a place for the keys");
    let (_, rest) = rest.split_once("-->\n").expect("the place begins with a comment");
    let (printed, _) = rest.split_once("<!-- keys: end -->").expect("the place ends");
    assert_eq!(printed.trim(), riskward::tui::key_table().trim(), "put in what `riskward keys` prints");
}
