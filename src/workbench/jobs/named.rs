//! The files that a person names: one, several, those of a directory, those that a pattern fits.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{domain::trouble::Trouble, workbench::trouble};

const WHAT: &str = "Nothing was imported";

/// The files that a line names. The line as a whole goes first, since names have blanks; then its words as in a shell,
/// with quotes and backslashes. A directory stands for the files in it, `*` and `?` for those whose names fit.
///
/// # Errors
/// When a word names nothing.
pub fn files_named(line: &str) -> Result<Vec<PathBuf>, Trouble> {
    let line = line.trim();
    let whole = at_home(Path::new(line));
    if whole.is_dir() {
        return some(in_directory(&whole, "*")?, &whole);
    }
    let words = words(line);
    if whole.exists() || (words.len() < 2 && !is_pattern(line)) {
        let one = words.into_iter().next().map(|word| at_home(Path::new(&word)));
        return Ok(vec![if whole.exists() { whole } else { one.unwrap_or(whole) }]);
    }
    let mut files: Vec<PathBuf> = Vec::new();
    for word in words {
        let path = at_home(Path::new(&word));
        let found = if path.is_dir() {
            some(in_directory(&path, "*")?, &path)?
        } else if path.exists() {
            vec![path]
        } else if is_pattern(&word) {
            let pattern = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            let directory = directory.unwrap_or(Path::new("."));
            let found = in_directory(directory, &pattern.unwrap_or_default())?;
            some(found, &path)?
        } else {
            let because = format!("there is no file {}", path.display());
            return Err(Trouble::refused(WHAT, because, "quotes around a name with blanks"));
        };
        for file in found {
            if !files.contains(&file) {
                files.push(file);
            }
        }
    }
    Ok(files)
}

/// `~/file` is in the home directory, as in a shell.
pub fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

fn some(files: Vec<PathBuf>, place: &Path) -> Result<Vec<PathBuf>, Trouble> {
    if files.is_empty() {
        let because = format!("{} names no file", place.display());
        return Err(Trouble::refused(WHAT, because, "another directory, or the names of files"));
    }
    Ok(files)
}

fn is_pattern(word: &str) -> bool {
    word.contains(['*', '?'])
}

/// The files of a directory whose names fit, by name; hidden ones only where the pattern says so.
fn in_directory(directory: &Path, pattern: &str) -> Result<Vec<PathBuf>, Trouble> {
    let failed = |error: io::Error| {
        trouble::io(&format!("{WHAT} from {}", directory.display()), &error, "look at the path")
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let hidden = name.starts_with('.') && !pattern.starts_with('.');
        if !hidden && fits(pattern, &name) && entry.path().is_file() {
            // `*.csv` names files as one would type them
            files.push(if directory == Path::new(".") { PathBuf::from(name) } else { entry.path() });
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a name fits a pattern: `*` is any text, `?` any character.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    // where the last star stood, and what it was tried with
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => {
                let Some((at, from)) = star else { return false };
                star = Some((at, from + 1));
                p = at + 1;
                n = from + 1;
            }
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

/// The words of a line, as a shell parts them.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = line.chars();
    while let Some(c) = letters.next() {
        match (c, quote) {
            ('\\', None) => word.get_or_insert_default().extend(letters.next()),
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, Some(open)) if c == open => quote = None,
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_a_shell() {
        assert_eq!(words(r#"a.csv "b c.xlsx" d\ e.toml 'f'g"#), ["a.csv", "b c.xlsx", "d e.toml", "fg"]);
        assert_eq!(words("  "), Vec::<String>::new());
    }

    #[test]
    fn patterns_fit_as_in_a_shell() {
        for (pattern, name) in [("*", "a"), ("*.csv", "a.csv"), ("a?c*", "abcd"), ("*a*b", "xaxxb"), ("", "")]
        {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.csv", "a.xlsx"), ("a?", "a"), ("*a*b", "xbxa"), ("", "a")] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn a_line_names_one_file_several_or_a_directory() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        for name in ["b.csv", "a.csv", "with blank.xlsx", ".hidden.csv"] {
            fs::write(at(name), "x").unwrap();
        }
        fs::create_dir(at("deeper")).unwrap();
        let named = |line: String| files_named(&line);
        let place = directory.path().display();
        let all = [at("a.csv"), at("b.csv"), at("with blank.xlsx")];
        assert_eq!(named(format!("{place}")).unwrap(), all);
        assert_eq!(named(format!("{place}/*.csv {place}/a.csv")).unwrap(), all[..2]);
        assert_eq!(named(format!("{place}/with blank.xlsx")).unwrap(), all[2..]);
        assert_eq!(named(format!("'{place}/with blank.xlsx' {place}/b.csv")).unwrap().len(), 2);
        assert_eq!(named(format!("'{place}/with blank.xlsx'")).unwrap(), all[2..]);
        // what is not there is told by whoever reads it
        assert_eq!(named(format!("{place}/none.csv")).unwrap(), [at("none.csv")]);
        assert!(named(format!("{place}/a.csv {place}/none.csv")).is_err());
        assert!(named(format!("{place}/*.pdf")).is_err());
        assert!(named(format!("{place}/deeper")).is_err());
    }
}
