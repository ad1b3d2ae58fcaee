//! Disclosure files into the register, one after the other: each is a change of its own, with a result of its own.

use std::path::{Path, PathBuf};

use super::{Detail, End, Report, Work};
use crate::{
    domain::{
        progress::{Cancelled, Port},
        trouble::{Trouble, TroubleKind},
    },
    workbench::{DisclosureFile, Workbench, trouble},
};

/// Import files, for no assessment: product and disclosure are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFiles {
    /// The files, in their order.
    pub files: Vec<PathBuf>,
}

/// What came of one file.
enum Came {
    Imported(String),
    /// It is in the register already.
    Known(String),
    Refused(Trouble),
}

#[derive(Default)]
struct Counts {
    imported: usize,
    known: usize,
    refused: usize,
}

impl Work for ImportFiles {
    fn title(&self) -> String {
        match self.files.as_slice() {
            [one] => format!("Import {}", one.display()),
            files => format!("Import {} files", files.len()),
        }
    }

    fn word(&self) -> &'static str {
        "Import"
    }

    fn run(&self, workbench: &mut Workbench, port: &mut Port) -> Result<Report, Trouble> {
        let cancelled = trouble::cancelled("The import did not go on");
        let mut details = Vec::new();
        let mut counts = Counts::default();
        port.begin("reading files", self.files.len() as u64, "files").map_err(&cancelled)?;
        let mut end = End::Done;
        for (at, file) in self.files.iter().enumerate() {
            // A file is imported whole or not at all: between two of them the job can end.
            if at > 0 && port.reached(at as u64).is_err()
                || port.doing(format!("reading {}", name_of(file))).is_err()
            {
                end = End::Cancelled;
                details.extend(skipped(&self.files[at..]));
                break;
            }
            match one(workbench, file, port) {
                Ok(came) => details.push(told(file, came, &mut counts)),
                Err(Cancelled) => {
                    end = End::Cancelled;
                    details.extend(skipped(&self.files[at..]));
                    break;
                }
            }
        }
        if end == End::Done {
            // What was imported last stays imported, whenever it is cancelled.
            let _ = port.reached(self.files.len() as u64);
        }
        let rest = self.files.len() - counts.imported - counts.known - counts.refused;
        Ok(Report { end, said: self.said(&counts, rest), details })
    }

    fn cancelled(&self) -> String {
        format!("The import of {} was cancelled; nothing was imported.", files(self.files.len()))
    }
}

impl ImportFiles {
    /// `Imported 10 of 12 files: 1 refused, 1 was there already.`
    fn said(&self, counts: &Counts, skipped: usize) -> String {
        let mut rest = Vec::new();
        if counts.refused > 0 {
            rest.push(format!("{} refused", counts.refused));
        }
        match counts.known {
            0 => {}
            1 => rest.push("1 was there already".to_owned()),
            known => rest.push(format!("{known} were there already")),
        }
        if skipped > 0 {
            rest.push(format!("{skipped} skipped, since it was cancelled"));
        }
        let begins = format!("Imported {} of {}", counts.imported, files(self.files.len()));
        if rest.is_empty() { format!("{begins}.") } else { format!("{begins}: {}.", rest.join(", ")) }
    }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn skipped(files: &[PathBuf]) -> impl Iterator<Item = Detail> {
    files.iter().map(|file| Detail {
        text: format!("{}: skipped, since the import was cancelled before it.", file.display()),
        grave: false,
    })
}

/// Reads and imports one file.
fn one(workbench: &mut Workbench, file: &Path, port: &mut Port) -> Result<Came, Cancelled> {
    let read = DisclosureFile::read(&workbench.settings.catalogue, workbench.reader(), file);
    let read = match read.and_then(|read| Ok((workbench.imported_before(&read)?, read))) {
        Ok((Some(before), _)) => return Ok(Came::Known(before)),
        Ok((None, read)) => read,
        Err(trouble) => return Ok(Came::Refused(trouble)),
    };
    let request = workbench.new_request();
    loop {
        match workbench.import_file(&read, None, request.clone()) {
            Ok(_) => return Ok(Came::Imported(read.preview.summary())),
            Err(trouble) if trouble.kind == TroubleKind::Busy => {
                port.doing(format!("waiting to save {}: {}", name_of(file), trouble.because))?;
            }
            Err(trouble) => return Ok(Came::Refused(trouble)),
        }
    }
}

fn told(file: &Path, came: Came, counts: &mut Counts) -> Detail {
    let (count, text, grave) = match came {
        Came::Imported(summary) => (&mut counts.imported, format!("imported: {summary}."), false),
        Came::Known(as_what) => {
            (&mut counts.known, format!("skipped: it was imported before, as {as_what}."), false)
        }
        Came::Refused(trouble) => {
            let because = trouble.because.trim_end_matches('.');
            let refused = match trouble.try_this.as_str() {
                "" => format!("refused, because {because}."),
                try_this => format!("refused, because {because}. Try: {try_this}"),
            };
            (&mut counts.refused, refused, true)
        }
    };
    *count += 1;
    Detail { text: format!("{}: {text}", file.display()), grave }
}
