//! Where one stands in rows that were asked for anew.

use std::{collections::HashMap, hash::Hash};

use super::viewport::Viewport;

/// Stands on the row one was on, in the same line of the screen; where it is gone, on its nearest neighbour that is
/// left, the one below first.
pub fn stand_again<K: Eq + Hash>(view: &mut Viewport, before: &[K], after: &[K]) {
    let at = view.at();
    match before.get(at).and_then(|here| after.iter().position(|key| key == here)) {
        Some(place) => view.carry(place),
        None => view.go(neighbour(before, at, after).unwrap_or(at.min(after.len().saturating_sub(1)))),
    }
}

fn neighbour<K: Eq + Hash>(before: &[K], at: usize, after: &[K]) -> Option<usize> {
    let places: HashMap<&K, usize> = after.iter().enumerate().map(|(place, key)| (key, place)).collect();
    let below = before.get(at + 1..)?.iter();
    below.chain(before[..at].iter().rev()).find_map(|key| places.get(key).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stays_on_ones_row_or_goes_to_its_neighbour() {
        let before = ["a", "b", "c", "d"];
        let stand = |before: &[&str], at: usize, after: &[&str]| {
            let mut view = Viewport::default();
            view.go(at);
            view.top(before.len(), 2);
            stand_again(&mut view, before, after);
            (view.at(), view.top(after.len(), 2))
        };
        assert_eq!(stand(&before, 1, &["x", "a", "b", "c"]), (2, 1), "in the same line of the screen");
        assert_eq!(stand(&before, 1, &["x", "a", "c", "d"]), (2, 1), "the one below");
        assert_eq!(stand(&before, 3, &["x", "a", "c"]).0, 2, "none is below");
        assert_eq!(stand(&before, 3, &["x"]).0, 0);
        assert_eq!(stand(&[], 0, &["x"]).0, 0);
    }
}
