//! What is done before the first frame.

use std::path::Path;

use ratatui::{buffer::Buffer, layout::Rect};
use riskward::{
    catalog::Catalogue,
    tui::{first_state, theme::Theme, view},
    workbench::{CatalogueAtHand, Settings, Workbench},
};

use crate::register::{sample, settings};

/// Bytes of TOML at most.
const PARSED: usize = 64 * 1024;

#[test]
fn before_the_first_frame_hardly_anything_of_the_catalogue_is_parsed() {
    let directory = tempfile::tempdir().unwrap();
    let register = directory.path().join("register.db");
    let mut filled = Workbench::open(settings(register.clone())).unwrap();
    for project in ["infusion-pump", "pacs", "patient-monitor"] {
        filled.load(&sample(project)).unwrap();
    }
    drop(filled);

    // A catalogue that no other test has asked for anything.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let fresh: &'static Catalogue = Box::leak(Box::new(Catalogue::read_dir(&folder).unwrap()));
    let settings = Settings { catalogue: CatalogueAtHand::of(fresh), make: false, ..settings(register) };
    let workbench = Workbench::open(settings.clone()).unwrap();
    let state = first_state(workbench, &settings, (80, 24));
    let mut screen = Buffer::empty(Rect::new(0, 0, 80, 24));
    view::draw(&state, Theme::COLOUR, &mut screen);

    let shown: String = screen.content().iter().map(ratatui::buffer::Cell::symbol).collect();
    assert!(shown.contains("pacs12") && shown.contains("? help"), "{shown}");
    let parsed = fresh.parsed_bytes();
    println!("{parsed} bytes of the catalogue were parsed before the first frame");
    assert!(parsed <= PARSED, "{parsed} bytes were parsed, {PARSED} are allowed");

    // It is counted: the same catalogue, asked for more.
    assert_eq!(fresh.capabilities().len(), 22);
    assert!(fresh.parsed_bytes() > parsed);
}
