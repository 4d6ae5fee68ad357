//! The index of runs of which few change: what was merged is kept, and only those keys are merged again of which a changed
//! run says something else.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::sync::Arc;

use rayon::prelude::*;

use super::code::{Word, code, words};
use super::file::IndexFile;
use super::index::{Merged, Numbered, Options, files};
use super::merge::{Entries, Family, Folds, Group, Key, bases, folds, groups};
use super::run::Run;
use super::vocabulary::{Places, Vocabulary};

/// What is kept from one index to the next.
#[derive(Debug, Default)]
pub struct Kept(Option<Known>);

#[derive(Debug)]
struct Known {
    runs: Vec<Run>,
    order: Vec<u32>,
    /// Its vocabulary may hold words that no run has any more; they have no entry.
    merged: Merged,
}

impl Kept {
    /// The files of the index of `runs`, as an [`Indexer`](super::Indexer) makes them by default.
    pub fn index(&mut self, runs: Vec<Run>) -> Vec<IndexFile> {
        let options = Options::default();
        let numbered = Numbered::of(&runs);
        let known = self
            .0
            .take()
            .filter(|known| known.numbers_as(&runs, &numbered));
        let again = known.and_then(|known| known.brought_up(&runs, &options));
        let merged =
            again.unwrap_or_else(|| Merged::of(&mut runs.clone(), &numbered.order, &options));
        let files = files(&numbered, &merged, &options);
        self.0 = Some(Known {
            runs,
            order: numbered.order,
            merged,
        });
        files
    }
}

impl Known {
    /// Whether every document has the number it had.
    fn numbers_as(&self, runs: &[Run], numbered: &Numbered) -> bool {
        let lengths = |runs: &[Run]| runs.iter().map(|run| run.notices.len()).collect::<Vec<_>>();
        self.order == numbered.order && lengths(&self.runs) == lengths(runs)
    }

    /// What was merged, as `runs` have it, which number their documents as before. Nothing where a fold has more
    /// signatures than can be told apart: then it matters which of them are left.
    fn brought_up(self, runs: &[Run], options: &Options) -> Option<Merged> {
        let mut merged = self.merged;
        let pairs = self.runs.iter().zip(runs);
        let changed: Vec<(&Run, &Run)> = pairs
            .filter(|(before, now)| !is_same(before, now))
            .collect();
        let fresh: Vec<&Run> = changed.iter().map(|(_, now)| *now).collect();
        if let Some(moved) = merged.vocabulary.add(&fresh) {
            let entries = merged.families.iter_mut().flatten();
            entries.for_each(|entries| entries.follow(&moved));
        }
        let vocabulary = &merged.vocabulary;
        if !vocabulary.is_distinct() {
            return None;
        }
        let places = |run| vocabulary.places(run);
        let changed: Vec<[(&Run, Places); 2]> = changed
            .into_iter()
            .map(|(before, now)| [(before, places(before)), (now, places(now))])
            .collect();
        let bases = bases(runs);
        let all = Family::all(&self.order, options.cap);
        let families = merged.families.par_iter_mut().zip(all);
        families.for_each(|(entries, family)| {
            let keys: BTreeSet<Folds> = changed
                .iter()
                .flat_map(|versions| different(family, versions))
                .collect();
            let keys: Vec<Folds> = keys.into_iter().collect();
            let mut groups: Vec<Group> = runs
                .par_iter()
                .zip(&bases)
                .flat_map_iter(|(run, base)| of_keys(family, run, *base, &keys, vocabulary))
                .collect();
            groups.sort_by_key(|group| group.0);
            replace(entries, &keys, &family.entries(&groups, vocabulary));
        });
        Some(merged)
    }
}

fn is_same(one: &Run, other: &Run) -> bool {
    let mut families = one.families.iter().zip(&other.families);
    Arc::ptr_eq(&one.vocabulary, &other.vocabulary)
        && families.all(|(one, other)| Arc::ptr_eq(one, other))
}

/// The keys of which two versions of a run do not say the same.
fn different(family: Family<'_>, [before, now]: &[(&Run, Places); 2]) -> Vec<Folds> {
    let mut before = translated(family, before).peekable();
    let mut now = translated(family, now).peekable();
    let mut keys = Vec::new();
    loop {
        let code = match (before.peek(), now.peek()) {
            (Some(one), Some(other)) if one == other => {
                before.next();
                now.next();
                continue;
            }
            (Some(one), Some(other)) => one.0.min(other.0),
            (Some(one), None) | (None, Some(one)) => one.0,
            (None, None) => return keys,
        };
        before.next_if(|group| group.0 == code);
        now.next_if(|group| group.0 == code);
        keys.push(folds(code, family.pairs));
    }
}

/// The groups of a family in a run, with their codes in the common vocabulary.
fn translated<'r>(
    family: Family<'_>,
    (run, places): &'r (&Run, Places),
) -> impl Iterator<Item = (u64, &'r [u8])> {
    let all = groups(&run.families[family.number]);
    all.map(move |(local, group)| (places.translate(local, family.pairs), group))
}

/// The groups that a run has of `keys`, with their codes in the common vocabulary.
fn of_keys<'r>(
    family: Family<'_>,
    run: &'r Run,
    base: usize,
    keys: &[Folds],
    vocabulary: &Vocabulary,
) -> Vec<Group<'r>> {
    let local = |fold: u32| {
        let fold = &vocabulary.folds[fold as usize].0;
        let place = run.vocabulary.binary_search_by(|known| known.0.cmp(fold));
        place.ok().map(|place| place as u32)
    };
    let wanted = keys.iter().filter_map(|(first, second)| {
        let here = match second {
            Some(second) => (local(*first)?, Some(local(*second)?)),
            None => (local(*first)?, None),
        };
        Some((here, (*first, *second)))
    });
    let mut wanted = wanted.peekable();
    let mut found = Vec::new();
    for (code, group) in groups(&run.families[family.number]) {
        let here = folds(code, family.pairs);
        while wanted.next_if(|(local, _)| *local < here).is_some() {}
        let Some((local, key)) = wanted.peek() else {
            break;
        };
        if *local == here {
            let word = |fold, word: Word| {
                let sig = run.vocabulary[word.fold as usize].1[word.sig as usize];
                vocabulary.word(fold, sig)
            };
            let (first, second) = words(code, family.pairs);
            let second = key.1.zip(second).map(|(fold, second)| word(fold, second));
            found.push((self::code(word(key.0, first), second), base, group));
        }
    }
    found
}

/// Puts `fresh` in the place of the entries that `keys` had; both are in order, and a key may have none any more.
fn replace(stretches: &mut [Entries], mut keys: &[Folds], fresh: &Entries) {
    let mut fresh = fresh.iter().peekable();
    let last = stretches.len().saturating_sub(1);
    for (number, stretch) in stretches.iter_mut().enumerate() {
        let end = stretch.keys.last().map(Key::folds);
        let own = match number == last {
            true => keys.len(),
            false => keys.partition_point(|key| Some(*key) <= end),
        };
        let (own, others) = keys.split_at(own);
        keys = others;
        if !own.is_empty() {
            *stretch = replaced(stretch, own, &mut fresh);
        }
    }
}

fn replaced<'e>(
    stretch: &Entries,
    keys: &[Folds],
    fresh: &mut Peekable<impl Iterator<Item = (Key, &'e [u8])>>,
) -> Entries {
    let mut all = Entries::default();
    let mut keys = keys.iter().peekable();
    let mut renew = |all: &mut Entries, folds: &Folds| {
        if let Some((key, bytes)) = fresh.next_if(|(key, _)| key.folds() == *folds) {
            all.put(key, bytes);
        }
    };
    for (key, bytes) in stretch.iter() {
        while let Some(new) = keys.next_if(|folds| **folds < key.folds()) {
            renew(&mut all, new);
        }
        match keys.next_if(|folds| **folds == key.folds()) {
            Some(changed) => renew(&mut all, changed),
            None => all.put(key, bytes),
        }
    }
    keys.for_each(|new| renew(&mut all, new));
    all
}
