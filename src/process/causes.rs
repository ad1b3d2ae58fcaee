//! Causes and the risks that have them, many to many. A cause is the same wherever it is worded the same; case, commas and
//! blanks are no other wording, as in a seal.

use super::seal::plain;

/// Two causes are worded the same.
pub fn is_same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// A cause as one of its risks words it, and the refs of the risks that have it.
pub type Shared = (String, Vec<String>);

/// Every cause of some risks, each once, in the order in which it first comes, with the refs of its risks.
pub fn causes<'r>(risks: impl IntoIterator<Item = (&'r str, &'r [String])>) -> Vec<Shared> {
    let mut all: Vec<(String, Shared)> = Vec::new();
    for (reference, causes) in risks {
        for cause in causes {
            let key = plain(cause);
            let known = match all.iter().position(|(known, _)| *known == key) {
                Some(at) => at,
                None => {
                    all.push((key, (cause.clone(), Vec::new())));
                    all.len() - 1
                }
            };
            let (_, refs) = &mut all[known].1;
            if refs.last().is_none_or(|last| last != reference) {
                refs.push(reference.to_owned());
            }
        }
    }
    all.into_iter().map(|(_, shared)| shared).collect()
}

/// The causes of a risk with one of them worded anew; the same as another one, it stands once.
pub fn renamed(causes: &[String], from: &str, to: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for cause in causes {
        let cause = if is_same(cause, from) { to } else { cause };
        if !all.iter().any(|known| is_same(known, cause)) {
            all.push(cause.to_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[&str]) -> Vec<String> {
        all.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_cause_belongs_to_several_risks_and_a_risk_has_several() {
        let (one, two, three) = (
            texts(&["Default password", "Open port"]),
            texts(&["open port."]),
            texts(&["Open port", "Open  port"]),
        );
        let all = causes([("R-001", one.as_slice()), ("R-002", &two), ("R-003", &three)]);
        assert_eq!(
            all,
            [
                ("Default password".to_owned(), texts(&["R-001"])),
                ("Open port".to_owned(), texts(&["R-001", "R-002", "R-003"])),
            ]
        );
    }

    #[test]
    fn a_cause_that_is_worded_like_another_one_stands_once() {
        let causes = texts(&["Open port", "Default password"]);
        assert_eq!(renamed(&causes, "open port", "Port 22 is open"), ["Port 22 is open", "Default password"]);
        assert_eq!(renamed(&causes, "Open port", "default password"), ["default password"]);
        assert_eq!(renamed(&causes, "No such", "x"), causes);
    }
}
