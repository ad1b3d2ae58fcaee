//! The files of a catalogue, and parts that are parsed when they are first asked for.

use std::{
    fs, io,
    path::Path,
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use include_dir::Dir;

use super::{
    fault::Fault,
    folder_and_name,
    page::{Page, Part},
};

/// Which of two catalogues a file is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// The catalogue itself.
    Own,
    /// What a hospital lays over it.
    Overlay,
}

/// One TOML file.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) layer: Layer,
    /// Its path within the catalogue: `forms/mds2-2019.toml`.
    pub(super) path: String,
    /// Its path as the user knows it.
    pub(super) shown: String,
    content: Content,
}

/// What a file holds.
#[derive(Debug, Clone)]
enum Content {
    /// In the binary: looked at when it is asked for, so that a start touches none of it.
    Embedded(&'static [u8]),
    /// Read; or the line of the first byte that is not UTF-8.
    Read(Result<String, usize>),
}

impl File {
    fn new(root: &str, path: &str, content: Content) -> Self {
        Self { layer: Layer::Own, path: path.to_owned(), shown: format!("{root}/{path}"), content }
    }

    /// A file in the binary.
    fn embedded(root: &str, path: &str, bytes: &'static [u8]) -> Self {
        Self::new(root, path, Content::Embedded(bytes))
    }

    /// A file that was read.
    pub(super) fn read(root: &str, path: &str, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8(bytes);
        let text = text.map(plain).map_err(|bad| line_of(bad.as_bytes(), bad.utf8_error()));
        Self::new(root, path, Content::Read(text))
    }

    /// What it holds.
    ///
    /// # Errors
    /// The line of the first byte that is not UTF-8.
    pub(super) fn text(&self) -> Result<&str, usize> {
        match &self.content {
            Content::Embedded(bytes) => std::str::from_utf8(bytes).map_err(|bad| line_of(bytes, bad)),
            Content::Read(text) => text.as_deref().map_err(|line| *line),
        }
    }

    /// Whether its entries add to those of the file it lies over, one by one; other files replace the one below.
    fn joins(&self) -> bool {
        match folder_and_name(&self.path) {
            Some(("", name)) => matches!(name, "controls" | "standards"),
            Some((folder, _)) => folder == "risks",
            None => false,
        }
    }

    fn bytes(&self) -> usize {
        self.text().map_or(0, str::len)
    }

    /// The file being read, unless it is not UTF-8.
    pub(super) fn page(&self) -> Result<Page<'_>, Fault> {
        let page = self.text().map(|text| Page::new(&self.shown, text));
        page.map_err(|line| Fault { file: self.shown.clone(), line, what: "this is not UTF-8".to_owned() })
    }
}

/// The line of the first byte that is not UTF-8.
fn line_of(bytes: &[u8], bad: std::str::Utf8Error) -> usize {
    1 + bytes[..bad.valid_up_to()].split(|byte| *byte == b'\n').skip(1).count()
}

/// The text with the line ends that a register keeps, and without a mark of byte order.
fn plain(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        None if !text.contains("\r\n") => text,
        None => text.replace("\r\n", "\n"),
        Some(rest) => rest.replace("\r\n", "\n"),
    }
}

/// By folder and name without the ending, so that a name stands before those that it begins.
fn in_order(files: &mut [File]) {
    files.sort_by(|one, other| folder_and_name(&one.path).cmp(&folder_and_name(&other.path)));
}

/// The files of an embedded directory and of the folders in it.
pub(super) fn embedded(root: &str, dir: &'static Dir<'static>) -> Vec<File> {
    let mut files: Vec<File> = dir
        .files()
        .chain(dir.dirs().flat_map(Dir::files))
        .filter_map(|file| Some(File::embedded(root, file.path().to_str()?, file.contents())))
        .filter(|file| folder_and_name(&file.path).is_some())
        .collect();
    in_order(&mut files);
    files
}

/// The files with those of an overlay over them.
pub(super) fn laid_over(own: &[File], over: Vec<File>) -> Vec<File> {
    let replaced = |file: &&File| !over.iter().any(|above| above.path == file.path && !above.joins());
    let mut files: Vec<File> = own.iter().filter(replaced).cloned().collect();
    files.extend(over.into_iter().map(|file| File { layer: Layer::Overlay, ..file }));
    files.sort_by(|one, other| (&one.path, one.layer).cmp(&(&other.path, other.layer)));
    files
}

/// The TOML files of a directory and of the folders in it; others are left alone, and what is hidden is.
pub(super) fn read_dir(dir: &Path) -> io::Result<Vec<File>> {
    let root = dir.to_string_lossy();
    let root = root.trim_end_matches('/');
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for (name, path) in entries(dir)? {
        if path.is_dir() {
            folders.push((name, path));
        } else if folder_and_name(&name).is_some() {
            files.push(File::read(root, &name, fs::read(path)?));
        }
    }
    for (folder, path) in folders {
        for (name, path) in entries(&path)? {
            if folder_and_name(&name).is_some() {
                files.push(File::read(root, &format!("{folder}/{name}"), fs::read(path)?));
            }
        }
    }
    in_order(&mut files);
    Ok(files)
}

fn entries(dir: &Path) -> io::Result<Vec<(String, std::path::PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.push((name, entry.path()));
        }
    }
    Ok(found)
}

/// The files of a catalogue, and how much of them was parsed.
#[derive(Debug)]
pub(super) struct Files {
    pub(super) all: Vec<File>,
    pub(super) parsed: AtomicUsize,
}

impl Files {
    pub(super) fn new(all: Vec<File>) -> Self {
        Self { all, parsed: AtomicUsize::new(0) }
    }

    /// The bytes of TOML that were parsed to hand out parts.
    pub(super) fn parsed(&self) -> usize {
        self.parsed.load(Ordering::Relaxed)
    }
}

/// Parts of one kind, each parsed when it is first asked for.
#[derive(Debug)]
pub(super) struct Shelf<P> {
    parts: Vec<Slot<P>>,
}

#[derive(Debug)]
struct Slot<P> {
    name: String,
    /// The places in the catalogue's files: one, or one below and one above it.
    files: Vec<usize>,
    part: OnceLock<Option<P>>,
}

impl<P: Part> Shelf<P> {
    /// The file of this name, outside the folders.
    pub(super) fn of_file(files: &[File], name: &str) -> Self {
        Self::of(files, |folder, file| folder.is_empty() && file == name)
    }

    /// The files of a folder.
    pub(super) fn of_folder(files: &[File], name: &str) -> Self {
        Self::of(files, |folder, _| folder == name)
    }

    fn of(files: &[File], wanted: impl Fn(&str, &str) -> bool) -> Self {
        let mut parts: Vec<Slot<P>> = Vec::new();
        for (place, file) in files.iter().enumerate() {
            let Some((folder, name)) = folder_and_name(&file.path) else { continue };
            if !wanted(folder, name) {
                continue;
            }
            match parts.last_mut().filter(|slot| slot.name == name) {
                Some(below) => below.files.push(place),
                None => {
                    parts.push(Slot { name: name.to_owned(), files: vec![place], part: OnceLock::new() });
                }
            }
        }
        Self { parts }
    }

    /// The part whose file has this name; none if there is none, or if it has a fault.
    pub(super) fn named(&self, files: &Files, name: &str) -> Option<&P> {
        self.parts.iter().find(|slot| slot.name == name)?.part(files)
    }

    /// The first part.
    pub(super) fn first(&self, files: &Files) -> Option<&P> {
        self.all(files).next()
    }

    /// Every part without a fault.
    pub(super) fn all(&self, files: &Files) -> impl Iterator<Item = &P> {
        self.parts.iter().filter_map(move |slot| slot.part(files))
    }
}

impl<P: Part> Slot<P> {
    fn part(&self, files: &Files) -> Option<&P> {
        self.part.get_or_init(|| self.read(files)).as_ref()
    }

    fn read(&self, files: &Files) -> Option<P> {
        let mut read: Option<P> = None;
        for place in &self.files {
            let file = files.all.get(*place)?;
            files.parsed.fetch_add(file.bytes(), Ordering::Relaxed);
            let page = file.page().ok()?;
            let part = P::read(&page);
            let part = page.finish(part).ok()?;
            match &mut read {
                Some(below) => below.lay_over(part),
                None => read = Some(part),
            }
        }
        read
    }
}
