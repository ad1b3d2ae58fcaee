//! The rules. Each looks at sources or names and tells every breach: where, and what is wrong.

use crate::{
    law::{
        CLOCKS, EMPTY_NAMES, FORBIDDEN, IMPORTS, LIBRARIES, LINES_AT_MOST, LINES_USUALLY, MACHINE_FOLDERS,
        SHARE_USUALLY, TOP_LEVEL,
    },
    source::Source,
};

type Breaches = Vec<String>;

fn breach(source: &Source, line: usize, says: &str) -> String {
    format!("{}:{line}: {says}", source.path)
}

fn may_import(layer: &str) -> Option<&'static [&'static str]> {
    IMPORTS.iter().find(|(name, _)| *name == layer).map(|(_, may)| *may)
}

/// Imports go only the way the table says.
pub(crate) fn imports(sources: &[Source]) -> Breaches {
    let mut breaches = Vec::new();
    for source in sources {
        let Some(layer) = source.layer() else { continue };
        let Some(may) = may_import(layer) else {
            breaches.push(breach(source, 1, &format!("{layer} is no layer of the table")));
            continue;
        };
        for named in source.named() {
            if named.segments.len() == 1 && !named.imported {
                continue;
            }
            let Some(path) = source.resolve(&named) else { continue };
            let says = match path.first().map(String::as_str) {
                None | Some("*") => {
                    "the root of the crate is named, from which every layer can be reached".to_owned()
                }
                Some(to) if to == layer || may.contains(&to) => continue,
                Some(to) if may_import(to).is_some() => format!("{layer} may not import {to}"),
                Some(to) => format!("{to} is no layer of the table"),
            };
            breaches.push(breach(source, named.line, &says));
        }
    }
    breaches.dedup();
    breaches
}

/// A library is named only in its layers.
pub(crate) fn libraries(sources: &[Source]) -> Breaches {
    let mut breaches = Vec::new();
    for (source, layer) in layered(sources) {
        for named in source.named().iter().filter(|named| named.imported || named.segments.len() > 1) {
            let library = LIBRARIES.iter().find(|(name, _)| *name == named.segments[0]);
            if let Some((name, layers)) = library.filter(|(_, layers)| !layers.contains(&layer)) {
                let says = format!("{name} is named only in {}", layers.join(", "));
                breaches.push(breach(source, named.line, &says));
            }
        }
    }
    breaches.dedup();
    breaches
}

/// The clock is read only where the table says.
pub(crate) fn clocks(sources: &[Source]) -> Breaches {
    let mut breaches = Vec::new();
    for (source, layer) in layered(sources) {
        for three in source.tokens().windows(3) {
            let [of, colons, now] = three else { continue };
            if colons.text != "::" || now.text != "now" {
                continue;
            }
            if !CLOCKS.iter().any(|(clock, layers, _)| *clock == of.text && layers.contains(&layer)) {
                breaches.push(breach(source, now.line, &format!("{layer} does not ask {}::now", of.text)));
            }
        }
        for named in source.named() {
            let of = named.segments.iter().find(|segment| matches!(segment.as_str(), "SystemTime" | "Local"));
            if let Some(of) = of {
                breaches.push(breach(source, named.line, &format!("no layer uses {of}")));
            }
        }
    }
    breaches
}

/// A layer does not hand out another layer's things as its own.
pub(crate) fn re_exports(sources: &[Source]) -> Breaches {
    let mut breaches = Vec::new();
    for (source, layer) in layered(sources) {
        let named = source.named();
        for one in named.iter().filter(|one| one.exported) {
            // What is exported may itself be a name that another line has imported.
            let imported = named.iter().find(|other| {
                other.imported && !other.exported && other.segments.last() == one.segments.first()
            });
            let path = source.resolve(one).or_else(|| source.resolve(imported?));
            let to = path.as_ref().and_then(|path| path.first()).filter(|to| may_import(to).is_some());
            if let Some(to) = to.filter(|to| *to != layer) {
                breaches.push(breach(
                    source,
                    one.line,
                    &format!("{layer} hands out a thing of {to} as its own"),
                ));
            }
        }
    }
    breaches
}

/// `lib.rs` declares the layers, and nothing else.
pub(crate) fn root(sources: &[Source]) -> Breaches {
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| source.layer() == Some("lib")) {
        for statement in source.tokens().split(|token| token.text == ";") {
            let words: Vec<&str> = statement.iter().map(|token| token.text.as_str()).collect();
            if !matches!(words.as_slice(), [] | ["pub", "mod", _]) {
                breaches.push(breach(source, statement[0].line, "only `pub mod` of a layer stands here"));
            }
        }
    }
    breaches
}

/// Words that stand nowhere in `src`.
pub(crate) fn words(sources: &[Source]) -> Breaches {
    let mut breaches = Vec::new();
    for (source, _) in layered(sources) {
        let tokens = source.tokens();
        for (at, token) in tokens.iter().enumerate() {
            let next = tokens.get(at + 1).map_or("", |next| next.text.as_str());
            for (word, instead) in FORBIDDEN {
                let found = match word.strip_suffix('!') {
                    Some(name) => token.text == name && next == "!",
                    None => token.text == *word,
                };
                if found {
                    breaches.push(breach(source, token.line, &format!("{word} is not used here: {instead}")));
                }
            }
            let attribute = at > 0 && tokens[at - 1].text == "[";
            if attribute && token.text == "path" && next == "=" {
                breaches.push(breach(source, token.line, "a module stands where its name says"));
            }
        }
    }
    breaches
}

/// Every file begins with a sentence that says what it is.
pub(crate) fn first_sentence(sources: &[Source]) -> Breaches {
    let mut breaches = Vec::new();
    for source in sources {
        let paragraph: Vec<&str> = source
            .text
            .lines()
            .map_while(|line| line.strip_prefix("//! "))
            .take_while(|line| !line.trim().is_empty())
            .collect();
        if !paragraph.last().is_some_and(|last| last.ends_with(['.', ':', '?'])) {
            breaches.push(breach(source, 1, "it does not begin with a `//!` sentence that says what it is"));
        }
    }
    breaches
}

/// A file is read in one sitting.
pub(crate) fn length(sources: &[Source]) -> Breaches {
    let lengths: Vec<(&Source, usize)> =
        sources.iter().map(|source| (source, source.text.lines().count())).collect();
    let mut breaches: Breaches = lengths
        .iter()
        .filter(|(_, lines)| *lines > LINES_AT_MOST)
        .map(|(source, lines)| breach(source, *lines, &format!("it is longer than {LINES_AT_MOST} lines")))
        .collect();
    let long: Vec<_> = lengths.iter().filter(|(_, lines)| *lines > LINES_USUALLY).collect();
    if (lengths.len() - long.len()) * 100 < lengths.len() * SHARE_USUALLY {
        breaches.extend(long.iter().map(|(source, lines)| {
            let says = format!(
                "one of more than {} % of files that are longer than {LINES_USUALLY} lines",
                100 - SHARE_USUALLY
            );
            breach(source, *lines, &says)
        }));
    }
    breaches
}

/// No file or folder has a name that says nothing.
pub(crate) fn names(paths: &[String]) -> Breaches {
    let empty = |path: &&String| {
        path.split('/').any(|name| EMPTY_NAMES.contains(&name.split('.').next().unwrap_or(name)))
    };
    paths.iter().filter(empty).map(|path| format!("{path}: say what it is, not what sort of thing")).collect()
}

/// The catalogue holds TOML and nothing else.
pub(crate) fn catalogue(paths: &[String]) -> Breaches {
    let other = |path: &&String| path.starts_with("catalog/") && ending(path) != "toml";
    paths.iter().filter(other).map(|path| format!("{path}: the catalogue holds only TOML")).collect()
}

/// The top of the repository holds what the list says.
pub(crate) fn top_level(paths: &[String]) -> Breaches {
    let mut tops: Vec<&str> = paths.iter().filter_map(|path| path.split('/').next()).collect();
    tops.sort_unstable();
    tops.dedup();
    tops.retain(|top| !TOP_LEVEL.contains(top));
    tops.iter().map(|top| format!("{top}: it does not stand at the top of the repository")).collect()
}

/// No text names a folder of the machine it was written on.
pub(crate) fn machine_paths(texts: &[Source]) -> Breaches {
    let mut breaches = Vec::new();
    for text in texts {
        for (number, line) in (1..).zip(text.text.lines()) {
            let forbidden = MACHINE_FOLDERS.iter().filter(|(_, below)| text.path.starts_with(below));
            for folder in forbidden.map(|(folder, _)| format!("/{folder}/")) {
                let begins = |at: usize| {
                    !line[..at]
                        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '}' | '~'))
                };
                if line.match_indices(&folder).any(|(at, _)| begins(at)) {
                    breaches.push(breach(
                        text,
                        number,
                        &format!("it names {folder}, a folder of one machine"),
                    ));
                }
            }
        }
    }
    breaches
}

/// What stands after the last dot.
pub(crate) fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn layered(sources: &[Source]) -> impl Iterator<Item = (&Source, &str)> {
    sources.iter().filter_map(|source| Some((source, source.layer()?)))
}
