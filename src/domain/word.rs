//! The closed vocabularies of riskward: each word is written one way in the register, in exports and on the
//! command line.

/// A word that is not in its vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is not one of {allowed}")]
pub struct NotAWord {
    /// What was given.
    pub given: String,
    /// The words allowed, joined by commas.
    pub allowed: String,
}

/// A closed vocabulary.
pub trait Word: Sized + Copy + PartialEq + 'static {
    /// Every word, in the order in which it is offered.
    const ALL: &'static [Self];

    /// The word as it is stored and exported.
    fn word(self) -> &'static str;

    /// The word as a person reads it on a screen.
    fn label(self) -> &'static str;

    /// The vocabulary's word that is written so, whatever the case.
    ///
    /// # Errors
    /// [`NotAWord`] with the words allowed.
    fn parse(given: &str) -> Result<Self, NotAWord> {
        let wanted = given.trim();
        Self::ALL.iter().copied().find(|word| word.word().eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            NotAWord {
                given: given.to_owned(),
                allowed: Self::ALL.iter().map(|word| word.word()).collect::<Vec<_>>().join(", "),
            }
        })
    }
}

/// Declares an enum as a [`Word`]: variant, stored word, label.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word with its label, as forms offer them.
            pub const CHOICES: &'static [(&'static str, &'static str)] = &[$(($word, $label)),+];
        }

        impl $crate::domain::word::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::word::NotAWord;

            fn from_str(given: &str) -> Result<Self, Self::Err> {
                <Self as $crate::domain::word::Word>::parse(given)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::domain::word::Word::word(*self))
            }
        }
    };
}
pub(crate) use words;
