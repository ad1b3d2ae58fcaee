//! Entries that are kept up to a number of them: when there are more, the one that was used longest ago goes.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};

/// Entries that are kept, at most.
pub(super) const MOST: usize = 200;

/// Entries by their names, those used last at the end; in the file a table in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept<T>(Vec<(String, T)>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Kept<T> {
    /// What is kept under a name.
    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Keeps something under a name, which is used now; nothing takes it away.
    pub(super) fn put(&mut self, name: String, value: Option<T>) {
        self.0.retain(|(known, _)| *known != name);
        if let Some(value) = value {
            self.0.push((name, value));
        }
        let more = self.0.len().saturating_sub(MOST);
        self.0.drain(..more);
    }
}

impl<T: Serialize> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Kept<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = Kept<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entries by their names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut kept = Kept::default();
        while let Some((name, value)) = map.next_entry::<String, T>()? {
            kept.put(name, Some(value));
        }
        Ok(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_used_longest_ago_goes_also_after_it_was_written() {
        let mut kept = Kept::default();
        for name in 0..MOST {
            kept.put(format!("z{name:03}"), Some(name));
        }
        kept.put("z000".to_owned(), Some(7));
        kept.put("a".to_owned(), Some(8));
        let mut kept: Kept<usize> = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
        assert_eq!((kept.get("z000"), kept.get("z001"), kept.get("a")), (Some(&7), None, Some(&8)));
        kept.put("b".to_owned(), Some(9));
        assert_eq!((kept.get("z002"), kept.get("a")), (None, Some(&8)));
        kept.put("a".to_owned(), None);
        assert_eq!((kept.get("a"), kept.0.len()), (None, MOST - 1));
    }
}
