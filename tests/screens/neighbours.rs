//! From a thing to the next one of the list that one came from.

use riskward::tui::{effects::Question, screens::Target};

use crate::bench::Bench;

/// A risk that was found by a search, far from the row that its list stands on.
#[test]
fn the_next_thing_is_the_one_after_that_which_is_shown() {
    let mut bench = Bench::at("3");
    let show = |bench: &mut Bench, reference: &str| {
        bench.state.visit(&Target::Risk(reference.into()));
        bench.ask(Question::Risk(reference.into()));
    };
    show(&mut bench, "ip3/R-009");
    bench.press("J");
    assert_eq!(bench.state.screen().target(), Target::Risk("ip3/R-010".into()));
    bench.press("K K");
    assert_eq!(bench.state.screen().target(), Target::Risk("ip3/R-008".into()));
    bench.press("Esc");
    assert_eq!(bench.state.screen().history_of(), "ip3/R-008", "the list went along");
    // the filter of the list leaves it out
    bench.press("f 'laptop Enter");
    show(&mut bench, "ip3/R-009");
    bench.press("J");
    assert_eq!(bench.state.screen().target(), Target::Risk("ip3/R-009".into()));
    assert_eq!(
        bench.message(),
        "ip3/R-009 is not among the rows around the one you came from: there is no next one."
    );
    // the controls likewise
    let mut bench = Bench::at("4");
    bench.state.visit(&Target::Control("C-009".into()));
    bench.ask(Question::Control("C-009".into()));
    bench.press("K");
    assert_eq!(bench.state.screen().target(), Target::Control("C-003".into()));
}
