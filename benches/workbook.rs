//! From a workbook to the coverage of 22 capabilities, against the same child process reading the cells alone.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod pair;

use std::{
    env, fs,
    io::{self, BufWriter, Cursor, Read as _, Write as _},
    path::Path,
    process::ExitCode,
    time::Duration,
};

use calamine::{Reader as _, Xlsx};
use pair::{Pair, compare, time};
use riskward::{
    os::{
        child::{self, Bounds, Ended},
        limits::{self, Limits},
    },
    workbench,
};

/// The argument that makes this program the bare child.
const CELLS: &str = "__cells";

fn main() -> ExitCode {
    if env::args_os().nth(1).is_some_and(|argument| argument == CELLS) {
        return read_cells();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-projects/infusion-pump/mds2.xlsx");
    let riskward = Path::new(env!("CARGO_BIN_EXE_riskward"));
    let catalogue = workbench::CatalogueAtHand::default();
    let itself = env::current_exe().unwrap();
    let bounds = Bounds { wall: Duration::from_secs(10), output: 32 * 1024 * 1024 };
    compare(Pair {
        name: "workbook-to-coverage",
        budget: 1.5,
        riskward: &mut || {
            time(|| {
                let preview = workbench::preview(&catalogue, riskward, &file).unwrap();
                assert_eq!(preview.coverage.len(), 22);
            })
        },
        bare: &mut || {
            time(|| {
                let finished = child::run(&itself, CELLS, &fs::read(&file).unwrap(), bounds).unwrap();
                assert!(finished.ended == Ended::Code(0) && finished.stdout.len() > 10_000, "{finished:?}");
            })
        },
    });
    ExitCode::SUCCESS
}

/// Limits itself as riskward's reader does, and writes the text of every cell of the workbook on stdin.
fn read_cells() -> ExitCode {
    limits::confine(Limits { memory: 512 * 1024 * 1024, cpu_seconds: 10, open_files: 16 }).unwrap();
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut out = BufWriter::new(io::stdout().lock());
    for name in workbook.sheet_names() {
        let mut cells = workbook.worksheet_cells_reader(&name).unwrap();
        while let Some(cell) = cells.next_cell().unwrap() {
            writeln!(out, "{:?} {:?}", cell.get_position(), cell.get_value()).unwrap();
        }
    }
    out.flush().unwrap();
    ExitCode::SUCCESS
}
