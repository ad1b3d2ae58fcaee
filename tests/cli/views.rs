//! What the matrix, the decisions and the overview show, in plain lines.

use serde_json::Value;

use crate::home::Home;

fn json(home: &Home, args: &[&str]) -> Value {
    serde_json::from_str(&home.ok(args)).unwrap()
}

#[test]
fn the_matrix_of_an_assessment_or_of_all_is_told_cell_by_cell() {
    let home = Home::with_samples();
    let told = home.ok(&["list", "matrix", "ip3"]);
    assert!(told.starts_with("Matrix of ip3, overall, on Medical 5 by 5: "), "{told}");
    assert!(told.contains("5×3 catastrophic × occasional"), "{told}");
    assert!(told.contains("residual by overall:") && told.contains(" from 5×3"), "{told}");
    let one = json(&home, &["list", "matrix", "ip3", "--json", "--of", "safety"]);
    let matrix = &one["matrices"][0];
    assert_eq!(matrix["property"], "safety");
    for grid in matrix["grids"].as_array().unwrap() {
        let cells = grid["cells"].as_array().unwrap().iter().map(|cell| cell["risks"].as_u64().unwrap());
        let apart = ["not_rated", "not_touched", "other_scale"].map(|key| grid[key].as_u64().unwrap());
        assert_eq!(cells.sum::<u64>() + apart.iter().sum::<u64>(), matrix["risks"].as_u64().unwrap());
    }
    let all = json(&home, &["list", "matrix", "--json"]);
    assert_eq!(all["matrices"].as_array().unwrap().len(), 1, "all three on one scale");
    assert_eq!(all["matrices"][0]["assessments"].as_array().unwrap().len(), 3);
    home.refused(&["list", "matrix", "nowhere"], 1);
    home.refused(&["list", "matrix", "ip3", "--of", "beauty"], 2);
}

#[test]
fn decisions_are_told_with_where_they_stand_the_most_urgent_first() {
    let home = Home::with_samples();
    let told = home.ok(&["list", "decisions", "ip3", "--as-of", "2027-06-05"]);
    let first = told.lines().nth(1).unwrap();
    assert!(first.contains("IN USE WITHOUT VALID ACCEPTANCE since 2027-05-01"), "{told}");
    let all = json(&home, &["list", "decisions", "--json"]);
    let all = all["decisions"].as_array().unwrap();
    let of = json(&home, &["list", "decisions", "ip3", "--json"]);
    let of = of["decisions"].as_array().unwrap();
    assert!(of.len() < all.len());
    assert!(of.iter().all(|line| line["on"].as_str().unwrap().starts_with("ip3")));
    let days: Vec<&str> = all.iter().filter_map(|line| line["valid_until"].as_str()).collect();
    assert!(days.is_sorted(), "{days:?}");
    home.refused(&["list", "decisions", "nowhere"], 1);
    let empty = Home::new();
    empty.ok(&["import", &crate::home::sample("pacs").join("mds2.csv").display().to_string()]);
    assert!(empty.ok(&["list", "decisions"]).starts_with("Nobody has decided anything yet."));
    assert!(empty.ok(&["list", "overview"]).starts_with("No assessment yet."));
    assert!(empty.ok(&["list", "matrix"]).starts_with("No assessment yet."));
}

#[test]
fn the_overview_counts_the_register() {
    let home = Home::with_samples();
    let told = home.ok(&["list", "overview"]);
    assert!(told.contains("by residual level:") && told.contains("not rated"), "{told}");
    let all = json(&home, &["list", "overview", "--json", "--as-of", "2027-06-05"]);
    assert_eq!(all["capabilities"].as_array().unwrap().len(), 22);
    assert_eq!(all["products"].as_array().unwrap().len(), 3);
    assert_eq!(all["months"][0]["run_out"], "over");
    assert!(all["months"][0]["decisions"].as_u64().unwrap() > 0);
    assert!(home.refused(&["list", "overview", "ip3"], 2).contains("whole register"));
}
