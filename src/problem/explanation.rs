//! Why each rule exists, an example that breaks it, and how to mend it: what `niemyet explain` prints.
//! The texts stand in `explanation/*.toml`, a file for each family of rules; a new rule has a table there.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Bilingual, Code};

/// The text about one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Why it exists, with its source where it has one.
    pub why: Bilingual,
    /// Lines of a notice that break it.
    pub example: String,
    /// How to mend it.
    pub mend: Bilingual,
}

/// The text about `code`.
pub fn explanation(code: Code) -> Explanation {
    TEXTS.get(code.word()).cloned().unwrap_or_default()
}

const FILES: &[&str] = &[
    include_str!("explanation/times.toml"),
    include_str!("explanation/numbers.toml"),
    include_str!("explanation/citations.toml"),
    include_str!("explanation/levels.toml"),
    include_str!("explanation/points.toml"),
    include_str!("explanation/duties.toml"),
    include_str!("explanation/secrecy.toml"),
    include_str!("explanation/files.toml"),
    include_str!("explanation/letters.toml"),
    include_str!("explanation/keys.toml"),
];

/// By the word of the rule. The files are part of the program, and a test reads them all.
static TEXTS: LazyLock<BTreeMap<String, Explanation>> = LazyLock::new(|| {
    let tables = FILES.iter().filter_map(|text| parsed(text));
    let texts = tables
        .flatten()
        .map(|(word, written)| (word, written.into()));
    texts.collect()
});

fn parsed(text: &str) -> Option<BTreeMap<String, Written>> {
    let table = toml::de::Deserializer::parse(text).ok()?;
    BTreeMap::deserialize(table).ok()
}

/// As the files have it, Vietnamese before English.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    why: (String, String),
    example: String,
    mend: (String, String),
}

impl From<Written> for Explanation {
    fn from(written: Written) -> Self {
        let both = |(vi, en): (String, String)| Bilingual { vi, en };
        Self {
            why: both(written.why),
            example: written.example,
            mend: both(written.mend),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_rule_is_explained_in_its_own_words_and_no_other() {
        let mut reasons = HashSet::new();
        for code in Code::ALL {
            let explanation = explanation(*code);
            let (why, mend) = (&explanation.why, &explanation.mend);
            for text in [&why.vi, &why.en, &mend.vi, &mend.en] {
                assert!(!text.trim().is_empty(), "{code:?}");
            }
            assert!(!explanation.example.is_empty(), "{code:?}");
            assert_ne!(why.vi, why.en, "{code:?}");
            assert!(reasons.insert(why.vi.clone()), "{code:?}");
            assert!(why.vi.ends_with('.') && why.en.ends_with('.'), "{code:?}");
        }
        let tables: usize = FILES.iter().map(|text| parsed(text).unwrap().len()).sum();
        assert_eq!(tables, Code::ALL.len());
    }
}
