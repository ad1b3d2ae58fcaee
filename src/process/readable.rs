//! The readable copy of a sealed thing: its name, then a fact a line. People read it, and what changed is told from it.

/// What a sealed thing was, in words that can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readable {
    name: String,
    facts: Vec<(String, String)>,
}

/// Begins the name of a fact that is compared and never shown: identities, digests.
const HIDDEN: char = '#';

impl Readable {
    /// A thing without facts yet.
    pub fn new(name: &str) -> Self {
        Self { name: line(name), facts: Vec::new() }
    }

    /// The same with one fact more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.facts.push((line(&name.replace(':', " ")), line(value)));
        self
    }

    /// The same with one fact more that is compared and not shown.
    #[must_use]
    pub fn with_hidden(self, name: &str, value: &str) -> Self {
        self.with(&format!("{HIDDEN}{name}"), value)
    }

    /// The same thing under another name.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.name = line(name);
        self
    }

    /// Its name: `C-003 Segment VLAN 212`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A fact by its name.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A fact that is not shown.
    pub fn hidden(&self, name: &str) -> Option<&str> {
        self.fact(&format!("{HIDDEN}{name}"))
    }

    /// Every value of a fact that there is several times.
    pub fn all<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r str> {
        self.facts.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The facts that are shown.
    pub fn facts(&self) -> impl Iterator<Item = (&str, &str)> {
        let shown = self.facts.iter().filter(|(name, _)| !name.starts_with(HIDDEN));
        shown.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// As it is kept: the name, then `fact: value` a line.
    pub fn text(&self) -> String {
        let facts = self.facts.iter().map(|(name, value)| format!("\n{name}: {value}"));
        std::iter::once(self.name.clone()).chain(facts).collect()
    }

    /// What was kept. Total: a line without a name is a fact without one.
    pub fn parse(text: &str) -> Self {
        let mut lines = text.lines();
        let name = lines.next().unwrap_or_default().to_owned();
        let fact = |line: &str| match line.split_once(": ") {
            Some((name, value)) => (name.to_owned(), value.to_owned()),
            None => (line.trim_end_matches(':').to_owned(), String::new()),
        };
        Self { name, facts: lines.map(fact).collect() }
    }

    /// In one sentence, as screens show it.
    pub fn told(&self) -> String {
        let facts: Vec<String> =
            self.facts().map(|(name, value)| format!("{name} {value}").trim_end().to_owned()).collect();
        if facts.is_empty() { self.name.clone() } else { format!("{}: {}", self.name, facts.join("; ")) }
    }
}

/// A text as one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back_whatever_people_wrote() {
        let made = Readable::new("C-003 Segment:\nVLAN")
            .with("at Main: hospital", "in place, a: b\nc")
            .with("cause", "")
            .with_hidden("matrix", "0af3");
        let read = Readable::parse(&made.text());
        assert_eq!(read, made);
        assert_eq!(read.fact("at Main hospital"), Some("in place, a: b c"));
        assert_eq!(read.hidden("matrix"), Some("0af3"));
        assert_eq!(read.told(), "C-003 Segment: VLAN: at Main hospital in place, a: b c; cause");
    }
}
