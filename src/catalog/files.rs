//! The files of a catalogue, and parts that are parsed when they are first asked for.

use std::{borrow::Cow, fs, io, path::Path, sync::OnceLock};

use include_dir::Dir;

use super::{
    fault::Fault,
    folder_and_name,
    page::{Page, Part},
};

/// One TOML file.
#[derive(Debug)]
pub(super) struct File {
    /// Its path within the catalogue: `forms/mds2-2019.toml`.
    pub(super) path: String,
    /// Its path as the user knows it.
    pub(super) shown: String,
    /// What it holds; the line of the first byte that is not UTF-8 otherwise.
    pub(super) text: Result<Cow<'static, str>, usize>,
}

impl File {
    pub(super) fn new(root: &str, path: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        let text = match bytes.into() {
            Cow::Borrowed(bytes) => {
                std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|bad| (bytes.to_vec(), bad))
            }
            Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|bad| {
                let position = bad.utf8_error();
                (bad.into_bytes(), position)
            }),
        };
        let text = text.map_err(|(bytes, bad)| {
            1 + bytes[..bad.valid_up_to()].split(|byte| *byte == b'\n').skip(1).count()
        });
        Self { path: path.to_owned(), shown: format!("{root}/{path}"), text }
    }

    /// The file being read, unless it is not UTF-8.
    pub(super) fn page(&self) -> Result<Page<'_>, Fault> {
        match &self.text {
            Ok(text) => Ok(Page::new(&self.shown, text)),
            Err(line) => {
                Err(Fault { file: self.shown.clone(), line: *line, what: "this is not UTF-8".to_owned() })
            }
        }
    }
}

/// The files of an embedded directory and of the folders in it.
pub(super) fn embedded(root: &str, dir: &'static Dir<'static>) -> Vec<File> {
    let mut files: Vec<File> = dir
        .files()
        .chain(dir.dirs().flat_map(Dir::files))
        .filter_map(|file| Some(File::new(root, file.path().to_str()?, file.contents())))
        .filter(|file| folder_and_name(&file.path).is_some())
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// The TOML files of a directory and of the folders in it; others are left alone.
pub(super) fn read_dir(dir: &Path) -> io::Result<Vec<File>> {
    let root = dir.to_string_lossy();
    let root = root.trim_end_matches('/');
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for (name, path) in entries(dir)? {
        if path.is_dir() {
            folders.push((name, path));
        } else if folder_and_name(&name).is_some() {
            files.push(File::new(root, &name, fs::read(path)?));
        }
    }
    for (folder, path) in folders {
        for (name, path) in entries(&path)? {
            if folder_and_name(&name).is_some() {
                files.push(File::new(root, &format!("{folder}/{name}"), fs::read(path)?));
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn entries(dir: &Path) -> io::Result<Vec<(String, std::path::PathBuf)>> {
    fs::read_dir(dir)?
        .map(|entry| entry.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())))
        .collect()
}

/// Parts of one kind, each parsed when it is first asked for.
#[derive(Debug)]
pub(super) struct Shelf<P> {
    parts: Vec<Slot<P>>,
}

#[derive(Debug)]
struct Slot<P> {
    name: String,
    /// The place in the catalogue's files.
    file: usize,
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
        let parts = files
            .iter()
            .enumerate()
            .filter_map(|(place, file)| Some((place, folder_and_name(&file.path)?)))
            .filter(|(_, (folder, name))| wanted(folder, name))
            .map(|(file, (_, name))| Slot { name: name.to_owned(), file, part: OnceLock::new() })
            .collect();
        Self { parts }
    }

    /// The part whose file has this name; none if there is none, or if it has a fault.
    pub(super) fn named(&self, files: &[File], name: &str) -> Option<&P> {
        self.parts.iter().find(|slot| slot.name == name)?.part(files)
    }

    /// The first part.
    pub(super) fn first(&self, files: &[File]) -> Option<&P> {
        self.all(files).next()
    }

    /// Every part without a fault.
    pub(super) fn all(&self, files: &[File]) -> impl Iterator<Item = &P> {
        self.parts.iter().filter_map(move |slot| slot.part(files))
    }
}

impl<P: Part> Slot<P> {
    fn part(&self, files: &[File]) -> Option<&P> {
        let read = || {
            let page = files.get(self.file)?.page().ok()?;
            let part = P::read(&page);
            page.finish(part).ok()
        };
        self.part.get_or_init(read).as_ref()
    }
}
