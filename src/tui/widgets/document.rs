//! A page of headed paragraphs; one walks from paragraph to paragraph, and some lead somewhere.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, rows},
    text::{Line, Piece, line_width, wrapped},
    viewport::Viewport,
};
use crate::tui::theme::Role;

/// A text longer than this is walked through in parts, so that all of it can be seen. In bytes, since where it is
/// parted must not depend on the width of the screen.
const LONG: usize = 400;

/// Columns that the heads of paragraphs take.
const HEAD: usize = 12;

/// One paragraph: where it leads, and its lines. One that leads nowhere can still be walked to, a rule cannot.
#[derive(Debug, Clone)]
pub struct Paragraph<L> {
    link: Option<L>,
    lines: Vec<Line>,
}

/// Paragraphs from top to bottom.
#[derive(Debug, Clone)]
pub struct Document<L> {
    columns: usize,
    heads: usize,
    head: Option<&'static str>,
    paragraphs: Vec<Paragraph<L>>,
}

impl<L: Clone> Document<L> {
    /// An empty page of so many columns.
    pub fn new(columns: usize) -> Self {
        Self::with_heads(columns, HEAD)
    }

    /// The same where heads take so many of the columns.
    pub fn with_heads(columns: usize, heads: usize) -> Self {
        Self { columns: columns.max(heads + 8), heads, head: None, paragraphs: Vec::new() }
    }

    /// How many columns stand right of the heads.
    pub fn columns(&self) -> usize {
        self.columns - self.heads
    }

    /// The head that the next paragraph begins with.
    pub fn head(&mut self, head: &'static str) {
        self.head = Some(head);
    }

    /// Lines over the full width that cannot be walked to.
    pub fn banner(&mut self, lines: Vec<Line>) {
        self.paragraphs.push(Paragraph { link: None, lines });
    }

    /// A paragraph of lines right of the head.
    pub fn put(&mut self, link: L, lines: Vec<Line>) {
        let (mut head, heads) = (self.head.take().unwrap_or_default(), self.heads);
        let lines = lines
            .into_iter()
            .map(|mut line| {
                line.insert(0, Piece::muted(std::mem::take(&mut head)).fit(heads));
                line
            })
            .collect();
        self.paragraphs.push(Paragraph { link: Some(link), lines });
    }

    /// A paragraph of stored text right of the head; nothing where there is none.
    pub fn text(&mut self, head: &'static str, link: L, raw: &str) {
        if !raw.trim().is_empty() {
            self.head(head);
            self.tell(link, raw, Role::Normal);
        }
    }

    /// The same without a head of its own, in the look of a role.
    pub fn tell(&mut self, link: L, raw: &str, role: Role) {
        for part in parts(raw) {
            let lines = wrapped(part, self.columns(), role);
            self.put(link.clone(), lines);
        }
    }

    /// How many paragraphs one can walk to.
    pub fn len(&self) -> usize {
        self.paragraphs.iter().filter(|paragraph| paragraph.link.is_some()).count()
    }

    /// True when one can walk to none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the paragraph leads.
    pub fn link(&self, at: usize) -> Option<&L> {
        self.paragraphs.iter().filter_map(|paragraph| paragraph.link.as_ref()).nth(at)
    }

    /// The text of a paragraph, for searching.
    pub fn words(&self, at: usize) -> String {
        let found = self.paragraphs.iter().filter(|paragraph| paragraph.link.is_some()).nth(at);
        let lines = found.map(|paragraph| paragraph.lines.as_slice()).unwrap_or_default();
        lines.iter().flatten().map(Piece::text).collect::<Vec<_>>().join(" ")
    }

    /// Where the paragraph stands on a page made anew: by its words, else by where it leads, else by its place.
    pub fn again(&self, at: usize, after: &Self) -> usize
    where
        L: PartialEq,
    {
        let words = self.words(at);
        let same = |page: &Self| {
            (0..page.len()).filter(|&place| page.link(place) == self.link(at)).collect::<Vec<_>>()
        };
        let by_words =
            same(after).into_iter().find(|&place| !words.is_empty() && after.words(place) == words);
        by_words.unwrap_or_else(|| match (same(self).as_slice(), same(after).as_slice()) {
            ([_], [one]) => *one,
            _ => at.min(after.len().saturating_sub(1)),
        })
    }

    /// Draws the part that holds the paragraph one stands on; it is shown as selected when the page is the one
    /// that keys act on.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, view: &Viewport, active: bool) {
        let mut lines: Vec<(bool, &Line)> = Vec::new();
        let (mut from, mut count, mut walked) = (0, 1, 0);
        for paragraph in &self.paragraphs {
            let mut here = false;
            if paragraph.link.is_some() {
                here = walked == view.at();
                walked += 1;
            }
            if here {
                (from, count) = (lines.len(), paragraph.lines.len());
            }
            lines.extend(paragraph.lines.iter().map(|line| (here, line)));
        }
        if from <= self.banner_lines() {
            // walking back to the first paragraph shows what stands above it
            from = 0;
            count += self.banner_lines();
        }
        let height = usize::from(area.height);
        let top = view.span(lines.len(), height, from, count.min(height));
        let mut first = true;
        if active && self.is_empty() {
            canvas.set_cursor(area.x, area.y);
        }
        for (row, (here, line)) in rows(area).zip(lines.into_iter().skip(top)) {
            canvas.line(row, line);
            if here && active {
                let wide = (line_width(line).max(self.heads + 1) as u16).min(row.width);
                // who has it read out is on its first line; the others need not be sent again
                if first || !canvas.is_plain() {
                    canvas.paint(Rect { width: wide, ..row }, Role::Selected);
                }
                if first {
                    canvas.set_cursor(row.x, row.y);
                    first = false;
                }
            }
        }
    }

    fn banner_lines(&self) -> usize {
        self.paragraphs
            .iter()
            .take_while(|paragraph| paragraph.link.is_none())
            .map(|paragraph| paragraph.lines.len())
            .sum()
    }
}

/// A text in parts that end at a blank.
fn parts(raw: &str) -> Vec<&str> {
    let mut rest = raw.trim();
    let mut parts = Vec::new();
    while rest.len() > LONG {
        let after = |place: Option<usize>| place.map(|at| at + 1);
        let end = (0..=LONG).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(0);
        let window = &rest[..end];
        let Some(at) = after(window.rfind('\n')).or_else(|| after(window.rfind(' '))) else { break };
        parts.push(rest[..at].trim_end());
        rest = &rest[at..];
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_walked_through_in_parts_whatever_the_width() {
        let long = "word ".repeat(200);
        let walked = |columns| {
            let mut page = Document::new(columns);
            page.text("Rationale", (), &long);
            page.len()
        };
        assert_eq!(walked(60), 3);
        assert_eq!(walked(160), 3);
    }
}
