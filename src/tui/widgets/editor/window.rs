//! A line that is longer than its room: the part around the cursor, with a mark where it is cut.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::{
    domain::shown::Shown,
    tui::widgets::text::{self, CUT},
};

/// Columns that stay to be seen behind the cursor in the midst of a line.
const AHEAD: usize = 8;

/// What is seen of a line with so many columns, one of which is the cursor's, and the column of the cursor, which stands
/// before this character. Where its beginning is cut off, up to `head` columns of it are seen before the mark.
pub(super) fn window(line: &str, at: usize, columns: usize, head: usize) -> (String, usize) {
    let columns = columns.max(2);
    let clusters: Vec<String> = line.graphemes(true).map(|one| Shown::line(one).into_string()).collect();
    let mut ends = Vec::with_capacity(clusters.len() + 1);
    ends.push(0);
    for shown in &clusters {
        ends.push(ends[ends.len() - 1] + text::width(shown));
    }
    let starts = line.graphemes(true).scan(0, |from, one| {
        let start = *from;
        *from += one.chars().count();
        Some(start)
    });
    let cursor = starts.take_while(|start| *start < at).count();
    let last = clusters.len();
    let part = |from: usize, to: usize| clusters[from..to].concat();
    // the last cluster that ends in so many columns, and the first one that is so near an end
    let until = |from: usize, room: usize| ends.partition_point(|end| *end <= ends[from] + room) - 1;
    let back = |to: usize, room: usize| ends.partition_point(|end| *end + room < ends[to]);
    if ends[last] < columns {
        return (part(0, last), ends[cursor]);
    }
    let begins = until(0, columns - 1);
    if cursor < begins {
        return (part(0, begins) + CUT, ends[cursor]);
    }
    let head = until(0, head);
    let room = columns.saturating_sub(ends[head] + 2).max(1);
    let tail = back(last, room);
    let (from, to) = if cursor > tail {
        (tail, last)
    } else {
        let to = until(cursor, AHEAD.min(room / 2));
        (back(to, room.saturating_sub(1)), to)
    };
    let from = from.clamp(head, cursor);
    let cut_behind = if to < last { CUT } else { "" };
    let shown = part(0, head) + CUT + &part(from, to.max(from)) + cut_behind;
    (shown, ends[head] + 1 + ends[cursor] - ends[from])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_cut_at_the_end_that_one_is_not_at() {
        let line = "/srv/disclosures/2026/MDS2 LifeFlow.xlsx";
        assert_eq!(window(line, 40, 60, 0), (line.to_owned(), 40));
        assert_eq!(window(line, 0, 20, 0), ("/srv/disclosures/20…".to_owned(), 0));
        assert_eq!(window(line, 40, 20, 0), ("…MDS2 LifeFlow.xlsx".to_owned(), 19));
        assert_eq!(window(line, 40, 20, 5), ("/srv/…LifeFlow.xlsx".to_owned(), 19));
        let (shown, column) = window(line, 20, 20, 0);
        assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert!(column < 20);
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_what_is_seen(
            line in "[a-d ,\u{301}\u{533b}\u{1f469}\u{200d}\u{1f4bb}\t]{0,80}",
            at in 0usize..80,
            columns in 8usize..60,
            head in 0usize..12,
        ) {
            let at = at.min(line.chars().count());
            let (shown, column) = window(&line, at, columns, head.min(columns / 4));
            prop_assert!(text::width(&shown) <= columns, "{:?}", shown);
            prop_assert!(column < columns, "{} {:?}", column, shown);
        }
    }
}
