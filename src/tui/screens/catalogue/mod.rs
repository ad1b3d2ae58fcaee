//! The catalogue: its entries at the left, what the selected one says at the right.

mod update;
mod view;

use crate::{
    domain::word::Word as _,
    tui::widgets::{document::Document, viewport::Viewport},
    workbench::questions::catalogue::{About, Entry, EntryKind, Lead},
};

/// Which side keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pane {
    /// The entries.
    #[default]
    Entries,
    /// What the selected one says.
    Text,
}

/// What the screen knows.
#[derive(Default)]
pub struct State {
    all: Vec<Entry>,
    known: bool,
    shown: Vec<usize>,
    kind: Option<EntryKind>,
    filter: String,
    wanted: String,
    pane: Pane,
    entries: Viewport,
    text: Viewport,
}

impl State {
    /// The entry one is on.
    fn selected(&self) -> Option<&Entry> {
        self.row(self.entries.at())
    }

    fn row(&self, at: usize) -> Option<&Entry> {
        self.shown.get(at).map(|&place| &self.all[place])
    }

    fn about(&self) -> Option<About> {
        self.selected().map(|entry| About::Entry(entry.kind, entry.id.clone()))
    }

    /// The address of the entry one is on.
    fn key(&self) -> String {
        self.selected().map(Entry::address).unwrap_or_default()
    }

    /// Lets through what is of the kind and has the words, what is named by them first, and stays on the entry of this
    /// address.
    fn refilter(&mut self, key: &str) {
        let fits = |entry: &Entry| self.kind.is_none_or(|kind| entry.kind == kind) && entry.has(&self.filter);
        self.shown = (0..self.all.len()).filter(|&place| fits(&self.all[place])).collect();
        self.shown.sort_by_key(|&place| !self.all[place].is_named(&self.filter));
        let here = self.shown.iter().position(|&place| self.all[place].address() == key);
        self.entries.go(here.unwrap_or_default());
        self.text = Viewport::default();
    }

    /// The kinds that there are entries of, with how many; the first is every kind.
    fn kinds(&self) -> Vec<(String, String)> {
        let count = |kind: EntryKind| self.all.iter().filter(|entry| entry.kind == kind).count();
        let mut kinds = vec![(String::new(), format!("every kind  {}", self.all.len()))];
        for &kind in EntryKind::ALL {
            let count = count(kind);
            if count > 0 {
                kinds.push((kind.word().to_owned(), format!("{}  {count}", kind.label())));
            }
        }
        kinds
    }

    /// What the selected entry says, as paragraphs of so many columns.
    fn page(&self, columns: usize) -> Document<Option<Lead>> {
        let mut page = Document::new(columns);
        if let Some(entry) = self.selected() {
            super::sections::put(&mut page, &entry.sections);
        }
        page
    }
}
