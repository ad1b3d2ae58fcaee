//! The files of long texts that are edited elsewhere: laid out, read back, put aside where they did not come back.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use crate::{
    domain::{object::Id, record::entered},
    os::{editor::Rights, replace::write_whole},
    tui::{
        drafts::{Draft, Drafts},
        effects::LongText,
        widgets::editor::MOST,
    },
};

/// Why a text did not come back.
pub(super) enum Fault {
    /// What is wrong with the file, in words.
    Words(String),
    /// The system says so.
    System(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl Fault {
    /// In words.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::System(error) => error.to_string(),
        }
    }
}

/// Where that lies which was written and did not come back; none when nothing was. No other text is put in its place.
pub(super) fn kept_of(drafts: &Drafts, asked: &LongText, file: &Path) -> Option<PathBuf> {
    if fs::symlink_metadata(file).is_ok() && !is_as_it_was(file, &asked.text) {
        return Some(put_aside(file).unwrap_or_else(|_| file.to_owned()));
    }
    put_away(drafts, &asked.request, asked.field);
    // what an editor keeps to recover from its own end
    let desk = desk(drafts, &asked.request);
    desk.exists().then_some(desk)
}

/// The file still holds what was laid out.
fn is_as_it_was(file: &Path, text: &str) -> bool {
    let laid = laid_out(text);
    let same_length =
        fs::symlink_metadata(file).is_ok_and(|found| found.is_file() && found.len() == laid.len() as u64);
    same_length && fs::read(file).is_ok_and(|found| found == laid.as_bytes())
}

/// Gives a file a name that no other text gets: `rationale-1.txt`.
fn put_aside(file: &Path) -> io::Result<PathBuf> {
    let field = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for copy in 1..1000 {
        let aside = file.with_file_name(format!("{field}-{copy}.txt"));
        match fs::symlink_metadata(&aside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::rename(file, &aside)?;
                return Ok(aside);
            }
            _ => {}
        }
    }
    Err(io::Error::other("there are too many texts of this field"))
}

/// A text as a file has it: its last line ends too.
fn laid_out(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

/// The directory of a form's texts.
fn desk(drafts: &Drafts, request: &Id) -> PathBuf {
    drafts.beside(&format!("{request}.edit"))
}

/// Writes the text to a file of its own.
pub(super) fn lay_out(drafts: &Drafts, asked: &LongText) -> Result<PathBuf, Fault> {
    let desk = desk(drafts, &asked.request);
    match DirBuilder::new().mode(0o700).create(&desk) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => is_private(&desk)?,
        made => made?,
    }
    let path = desk.join(format!("{}.txt", asked.field));
    match put_aside(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    file.write_all(laid_out(&asked.text).as_bytes())?;
    file.sync_all()?;
    Ok(path)
}

/// A directory of this user's that nobody else can enter.
fn is_private(directory: &Path) -> Result<(), Fault> {
    let found = fs::symlink_metadata(directory)?;
    let ours = found.is_dir() && found.uid() == Rights::own().user.1 && found.mode() & 0o777 == 0o700;
    if ours { Ok(()) } else { Err(Fault::Words(format!("{} is open to others", directory.display()))) }
}

/// The text of a file, and what is to be said of it. Nothing in it is trusted: what would act on a terminal becomes visible.
pub(super) fn read_back(path: &Path) -> Result<(String, String), Fault> {
    let mut bytes = Vec::new();
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(Fault::Words("what the editor left is no file".to_owned()));
    }
    File::open(path)?.take(MOST as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MOST {
        let most = MOST / 1024;
        return Err(Fault::Words(format!(
            "what was written is longer than the {most} KiB that a text takes"
        )));
    }
    let read = String::from_utf8_lossy(&bytes);
    let unreadable = read.matches('\u{fffd}').count();
    let read = read.strip_prefix('\u{feff}').unwrap_or(&read).replace("\r\n", "\n").replace('\r', "\n");
    let text = entered(read.trim_end_matches('\n').to_owned());
    let acting = text.chars().zip(read.chars()).filter(|(one, other)| one != other).count();
    let mut said = "The text came back from your editor.".to_owned();
    if acting > 0 {
        said.push_str(&format!(" Control characters made visible: {acting}."));
    }
    if unreadable > 0 {
        said.push_str(&format!(" Characters that are not UTF-8: {unreadable}."));
    }
    Ok((text, said))
}

/// The text of this field is back: its file goes. What else lies there stays: it is of other fields, or did not come back.
pub(in crate::tui) fn put_away(drafts: &Drafts, request: &Id, field: &str) {
    let desk = desk(drafts, request);
    if is_private(&desk).is_ok() {
        let _ = fs::remove_file(desk.join(format!("{field}.txt")));
        let _ = fs::remove_dir(desk);
    }
}

/// Something that was written in the editor lies there still.
pub(in crate::tui) fn is_kept(drafts: &Drafts, request: &Id) -> bool {
    desk(drafts, request).exists()
}

/// The form is saved or left: all texts of it go, and what the editor left beside them.
pub(in crate::tui) fn clear(drafts: &Drafts, request: &Id) {
    let desk = desk(drafts, request);
    if is_private(&desk).is_ok() {
        let _ = fs::remove_dir_all(desk);
    }
}

/// After a sudden end: what was saved in the editor goes into the draft, and to the disk with it. What else the editor
/// left there, to recover what was not saved, stays until the draft goes.
pub(in crate::tui) fn take_up(drafts: &Drafts, draft: &mut Draft, kept_in: &Path) {
    let desk = desk(drafts, &draft.request);
    let Ok(entries) = fs::read_dir(&desk) else { return };
    if is_private(&desk).is_err() {
        return;
    }
    let mut taken = Vec::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".txt"));
        if let Some(value) = name.and_then(|name| draft.values.get_mut(name))
            && let Ok((text, _)) = read_back(&path)
        {
            *value = text;
            taken.push(path);
        }
    }
    let written = serde_json::to_vec(draft).map_err(io::Error::other);
    if written.and_then(|text| write_whole(kept_in, &text, true)).is_ok() {
        for path in taken {
            let _ = fs::remove_file(path);
        }
        let _ = fs::remove_dir(desk);
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, os::unix::fs::PermissionsExt as _};

    use super::*;

    fn drafts(directory: &Path) -> Drafts {
        Drafts::open(directory.to_owned(), Path::new("/a.db")).unwrap()
    }

    fn asked(text: &str) -> LongText {
        LongText { request: Id::from("r1"), field: "rationale", text: text.to_owned() }
    }

    #[test]
    fn only_its_owner_can_read_a_text_that_is_edited_and_it_goes_when_it_is_back() {
        let directory = tempfile::tempdir().unwrap();
        let drafts = drafts(directory.path());
        let file = lay_out(&drafts, &asked("one\ntwo")).ok().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "one\ntwo\n");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        // a second time, also behind what an editor left
        fs::write(file.with_extension("swp"), "x").unwrap();
        assert!(lay_out(&drafts, &asked("three")).is_ok());
        clear(&drafts, &Id::from("r1"));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
        // a directory that others can enter is not used
        let desk = file.parent().unwrap();
        fs::create_dir(desk).unwrap();
        fs::set_permissions(desk, fs::Permissions::from_mode(0o777)).unwrap();
        assert!(lay_out(&drafts, &asked("four")).is_err());
    }

    #[test]
    fn what_comes_back_is_made_harmless_and_no_longer_than_a_text_may_be() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("t.txt");
        let back = |bytes: &[u8]| {
            fs::write(&file, bytes).unwrap();
            read_back(&file).map_err(|fault| fault.told())
        };
        assert_eq!(back(b"").unwrap().0, "");
        let (text, said) = back(b"\xef\xbb\xbfone\r\n\x1b[2Jtwo\ttabbed\x00\n\n").unwrap();
        assert_eq!(text, "one\n\u{241b}[2Jtwo\ttabbed\u{2400}");
        assert!(said.contains("made visible: 2."), "{said}");
        let (text, said) = back(b"Gr\xf6\xdfe").unwrap();
        assert_eq!(text, "Gr\u{fffd}\u{fffd}e");
        assert!(said.contains("not UTF-8: 2."), "{said}");
        assert_eq!(back(&vec![b'a'; MOST]).unwrap().0.len(), MOST);
        assert!(back(&vec![b'a'; MOST + 1]).unwrap_err().contains("longer than the 64 KiB"));
    }

    /// The line dropped while the editor was open: what was saved there is in the draft that is offered, and what the
    /// editor kept for itself is there when it is opened again.
    #[test]
    fn what_was_saved_in_the_editor_is_taken_up_after_a_sudden_end() {
        let directory = tempfile::tempdir().unwrap();
        let drafts = drafts(directory.path());
        let file = lay_out(&drafts, &asked("one")).ok().unwrap();
        fs::write(&file, "one and more\n").unwrap();
        fs::write(file.with_file_name(".rationale.txt.swp"), "x").unwrap();
        let mut draft = Draft {
            action: "decide".to_owned(),
            subject: "ip3/R-014".to_owned(),
            title: "Decide".to_owned(),
            request: Id::from("r1"),
            values: BTreeMap::from([("rationale".to_owned(), "one".to_owned())]),
            began_with: BTreeMap::new(),
        };
        let kept_in = directory.path().join("d.draft");
        take_up(&drafts, &mut draft, &kept_in);
        assert_eq!(draft.values["rationale"], "one and more");
        assert!(fs::read_to_string(&kept_in).unwrap().contains("one and more"));
        assert!(!file.exists() && file.parent().unwrap().exists());
        drafts.drop_draft(&Id::from("r1"));
        assert!(!file.parent().unwrap().exists());
    }
}
