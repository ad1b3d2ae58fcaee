//! A source file as far as the rules need it: its tokens without comments and texts, and the paths named in it.

/// One source file: where it stands below the repository, and what it says.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A word or a sign, and its line. A text, character or number is `"`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A path that the code names, with what stands before `{…}` repeated for each of its parts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
    /// It stands in a `use`.
    pub(crate) imported: bool,
    /// It stands in a `pub use` or `pub type` that reaches beyond the layer.
    pub(crate) exported: bool,
    /// The modules of the file around it: `tests` in `mod tests { … }`.
    within: Vec<String>,
}

impl Named {
    fn like(imported: bool, exported: bool, within: Vec<String>) -> Self {
        Self { segments: Vec::new(), line: 0, imported, exported, within }
    }
}

impl Source {
    pub(crate) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The folder or file right below `src`, without its ending: `ledger`, `main`. None for other sources.
    pub(crate) fn layer(&self) -> Option<&str> {
        let below = self.path.strip_prefix("src/")?;
        Some(below.split('/').next().unwrap_or(below).trim_end_matches(".rs"))
    }

    /// The module that the file is: `["ledger", "ask"]` for `src/ledger/ask.rs`.
    fn module(&self) -> Vec<String> {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let below = below.strip_suffix(".rs").unwrap_or(below);
        let mut module: Vec<String> = below.split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "lib" || last == "main") {
            module.pop();
        }
        module
    }

    /// A path from the root of the crate, if it is one into the crate: `crate::`, `self::`, `super::`, `riskward::`.
    pub(crate) fn resolve(&self, named: &Named) -> Option<Vec<String>> {
        let mut rest = named.segments.as_slice();
        let mut module = match rest.first()?.as_str() {
            "crate" | "riskward" => Vec::new(),
            "self" | "super" => [self.module(), named.within.clone()].concat(),
            _ => return None,
        };
        if rest[0] != "super" {
            rest = &rest[1..];
        }
        while rest.first().is_some_and(|segment| segment == "super") {
            module.pop();
            rest = &rest[1..];
        }
        module.extend(rest.iter().filter(|segment| *segment != "self").cloned());
        Some(module)
    }

    pub(crate) fn tokens(&self) -> Vec<Token> {
        Scanner { chars: self.text.chars().collect(), at: 0, line: 1, tokens: Vec::new() }.run()
    }

    pub(crate) fn named(&self) -> Vec<Named> {
        Walker { tokens: self.tokens(), found: Vec::new() }.run()
    }
}

/// Cuts a text into tokens.
struct Scanner {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
}

impl Scanner {
    fn run(mut self) -> Vec<Token> {
        while let Some(c) = self.peek(0) {
            match c {
                '/' if self.peek(1) == Some('/') => self.skip_while(|c| c != '\n'),
                '/' if self.peek(1) == Some('*') => self.block_comment(),
                '"' => self.text(),
                '\'' => self.character_or_lifetime(),
                c if c.is_alphabetic() || c == '_' => self.word(),
                c if c.is_ascii_digit() => {
                    self.push("\"");
                    self.skip_while(|c| c.is_alphanumeric() || c == '_');
                }
                c if c.is_whitespace() => self.step(),
                ':' if self.peek(1) == Some(':') => {
                    self.push("::");
                    self.at += 2;
                }
                c => {
                    self.push(&c.to_string());
                    self.step();
                }
            }
        }
        self.tokens
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn push(&mut self, text: &str) {
        self.tokens.push(Token { text: text.to_owned(), line: self.line });
    }

    fn step(&mut self) {
        if self.peek(0) == Some('\n') {
            self.line += 1;
        }
        self.at += 1;
    }

    fn skip_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek(0).is_some_and(&wanted) {
            self.step();
        }
    }

    /// Block comments nest.
    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.peek(0).is_some() {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                _ => {
                    self.step();
                    continue;
                }
            }
            self.at += 2;
            if depth == 0 {
                return;
            }
        }
    }

    fn text(&mut self) {
        self.push("\"");
        self.step();
        while let Some(c) = self.peek(0) {
            if c == '\\' {
                self.step();
            }
            self.step();
            if c == '"' {
                return;
            }
        }
    }

    /// `'a'` and `'\n'` are characters, `'a` is a lifetime.
    fn character_or_lifetime(&mut self) {
        self.push("\"");
        if self.peek(1) == Some('\\') {
            self.at += 3;
            self.skip_while(|c| c != '\'');
            self.step();
        } else if self.peek(2) == Some('\'') {
            self.step();
            self.step();
            self.step();
        } else {
            self.step();
            self.skip_while(|c| c.is_alphanumeric() || c == '_');
        }
    }

    /// A word; or what begins like one: `r"…"`, `r#"…"#`, `b'…'`, `r#word`.
    fn word(&mut self) {
        let from = self.at;
        self.skip_while(|c| c.is_alphanumeric() || c == '_');
        let word: String = self.chars[from..self.at].iter().collect();
        let prefix = matches!(word.as_str(), "r" | "b" | "br" | "c" | "cr");
        match self.peek(0) {
            Some('"' | '#') if prefix && word.ends_with('r') => self.raw_text(),
            Some('"') if prefix => self.text(),
            Some('\'') if word == "b" => self.character_or_lifetime(),
            _ => self.push(&word),
        }
    }

    fn raw_text(&mut self) {
        let hashes = self.chars[self.at..].iter().take_while(|c| **c == '#').count();
        self.at += hashes;
        if self.peek(0) != Some('"') {
            return;
        }
        self.push("\"");
        self.step();
        while let Some(c) = self.peek(0) {
            self.step();
            if c == '"' && (0..hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                self.at += hashes;
                return;
            }
        }
    }
}

/// Collects the paths of a file.
struct Walker {
    tokens: Vec<Token>,
    found: Vec<Named>,
}

impl Walker {
    fn run(mut self) -> Vec<Named> {
        let mut at = 0;
        let mut depth = 0;
        let mut modules: Vec<(String, usize)> = Vec::new();
        let mut exported_type = false;
        while at < self.tokens.len() {
            let within = || modules.iter().map(|(name, _)| name.clone()).collect();
            match self.text(at) {
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    modules.retain(|(_, opened)| *opened <= depth);
                }
                ";" => exported_type = false,
                "mod" if self.text(at + 2) == "{" => {
                    modules.push((self.text(at + 1).to_owned(), depth + 1));
                    at += 1;
                }
                "type" => exported_type = self.is_public(at),
                "use" if self.text(at + 1) != "<" => {
                    let from = at + 1 + usize::from(self.text(at + 1) == "::");
                    let like = Named::like(true, self.is_public(at), within());
                    at = self.tree(from, &like);
                    continue;
                }
                word if is_word(word) && self.starts_path(at) => {
                    let external = at > 1 && self.text(at - 1) == "crate" && self.text(at - 2) == "extern";
                    let like = Named::like(external, exported_type, within());
                    at = self.tree(at, &like);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        self.found
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    /// Whether `pub` or `pub(crate)` stands before the token; what has a narrower reach stays in its layer.
    fn is_public(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.text(at));
        before(1) == "pub" || (before(4), before(2)) == ("pub", "crate")
    }

    /// A word begins a path unless it goes on with one: `a::word`, `Vec::<T>::word`, `value.word`.
    fn starts_path(&self, at: usize) -> bool {
        match at.checked_sub(1).map(|before| self.text(before)) {
            Some(".") => false,
            Some("::") => at < 2 || !(is_word(self.text(at - 2)) || self.text(at - 2) == ">"),
            _ => true,
        }
    }

    /// Reads the path or tree of paths that begins here; returns where it ends.
    fn tree(&mut self, from: usize, like: &Named) -> usize {
        let mut named = like.clone();
        let mut at = from;
        loop {
            match self.text(at) {
                "{" => {
                    at += 1;
                    while !matches!(self.text(at), "}" | "") {
                        at = self.tree(at, &named);
                        at += usize::from(self.text(at) == ",");
                    }
                    return at + 1;
                }
                word if is_word(word) || word == "*" => {
                    named.segments.push(word.to_owned());
                    named.line = self.tokens[at].line;
                    at += 1;
                }
                _ => return self.end(at.max(from + 1), named),
            }
            let goes_on = self.text(at) == "::"
                && (is_word(self.text(at + 1)) || self.text(at + 1) == "{" || self.text(at + 1) == "*");
            if !goes_on {
                return self.end(at, named);
            }
            at += 1;
        }
    }

    /// Keeps a path; a new name that it is given is passed over.
    fn end(&mut self, at: usize, named: Named) -> usize {
        let renamed = named.imported && self.text(at) == "as";
        self.found.push(named);
        if renamed { at + 2 } else { at }
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
