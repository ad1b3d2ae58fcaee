//! Finding by typing: letters in their order, best first.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};
use unicode_segmentation::UnicodeSegmentation;

use super::text::{Line, Piece};
use crate::{domain::shown::Shown, tui::theme::Role};

/// An item that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its place in the list.
    pub index: usize,
    /// The characters that matched.
    pub marks: Vec<u32>,
}

/// The items that fit, best first; all of them, in their order, while nothing is typed.
pub fn rank<'a>(query: &str, items: impl Iterator<Item = &'a str>) -> Vec<Hit> {
    if query.trim().is_empty() {
        return items.enumerate().map(|(index, _)| Hit { index, marks: Vec::new() }).collect();
    }
    let pattern = Pattern::parse(query, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, Hit)> = items
        .enumerate()
        .filter_map(|(index, item)| {
            let shown = Shown::line(item);
            let mut marks = Vec::new();
            let score =
                pattern.indices(Utf32Str::new(shown.as_str(), &mut buffer), &mut matcher, &mut marks)?;
            marks.sort_unstable();
            marks.dedup();
            Some((score, Hit { index, marks }))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.index.cmp(&b.1.index)));
    found.into_iter().map(|(_, hit)| hit).collect()
}

/// The item with its matching characters marked.
pub fn marked(item: &str, marks: &[u32]) -> Line {
    let shown = Shown::line(item);
    let mut line = Line::new();
    let mut run = String::new();
    let mut in_mark = false;
    for (i, cluster) in shown.as_str().graphemes(true).enumerate() {
        let mark = marks.binary_search(&(i as u32)).is_ok();
        if mark != in_mark && !run.is_empty() {
            line.push(Piece::new(&run, if in_mark { Role::Marked } else { Role::Normal }));
            run.clear();
        }
        in_mark = mark;
        run.push_str(cluster);
    }
    line.push(Piece::new(&run, if in_mark { Role::Marked } else { Role::Normal }));
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_fit_comes_first_and_its_letters_are_marked() {
        let items = ["Link a control", "Rate the risk", "Treat the risk"];
        let hits = rank("rrisk", items.iter().copied());
        assert_eq!(hits[0].index, 1);
        assert_eq!(rank("", items.iter().copied()).len(), 3);
        assert!(rank("zzz", items.iter().copied()).is_empty());
        let line = marked("Rate", &[0]);
        assert_eq!((line[0].text(), line[0].role()), ("R", Role::Marked));
    }
}
