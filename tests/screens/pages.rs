//! Every screen as it stands, at the least size promised and on a wide terminal.

use crate::bench::Bench;

fn at(columns: u16, rows: u16, keys: &str) -> String {
    let mut bench = Bench::new(columns, rows);
    bench.press(keys);
    bench.screen()
}

macro_rules! pages {
    ($($name:ident: $keys:literal;)+) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(concat!(stringify!($name), "_80x24"), at(80, 24, $keys));
            insta::assert_snapshot!(concat!(stringify!($name), "_120x40"), at(120, 40, $keys));
        }
    )+};
}

pages! {
    assessments: "";
    chain: "Enter j j j";
    chain_links: "Enter j j j Tab j j";
    risks: "3";
    risk: "Enter j j j Tab j Enter";
    controls: "4";
    control: "4 Enter";
    disclosure: "5 j";
    history: "7";
    people: "g p j";
    person: "g p j e";
    policy: "g p Tab G";
    decide: "Enter j j j Tab j x Tab Space";
    gates: "b";
    gates_missing: "b Enter j";
    gates_overridden: "j b k k k k";
    gates_on_record: "b G Tab";
    chain_asked: "Enter j j j j";
    due: "D j";
    inbox: "T i";
    trigger: "T i Enter j j";
    suggestions: "g u j";
    suggestions_control: "g u G";
    next_control: "Enter j j j Tab j Enter s";
    catalogue: "8 j";
    catalogue_text: "8 j j l j";
    catalogue_kinds: "8 t";
    entry: "8 j Enter j";
    entry_of_control: "4 C";
    decisions: "9";
    decisions_of_one: "Enter 9 j j";
    overview: "g o j j";
    overview_grid: "g o Tab Tab j l";
    matrix: "Enter g m h h";
    matrix_residual: "Enter g m Tab j l l l l l l l";
    matrix_of_all: "g m";
    risks_of_a_cell: "Enter g m j h Enter";
    jobs: "g j";
    jobs_over: "g j j j j";
    job_result: "g j j j j Enter";
    export: "E";
    form: "Enter j j j Tab j r";
    help: "Enter ?";
    palette: ": 'risk";
    everywhere: "Ctrl-f 'pump Down Down";
    everywhere_empty: "Ctrl-f";
}

#[test]
fn too_small_a_terminal_gets_a_notice() {
    insta::assert_snapshot!(at(59, 16, ""), @"needs 60×16, has 59×16");
    insta::assert_snapshot!("least_60x16", at(60, 16, "Enter j j j"));
}
