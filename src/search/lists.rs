//! The groups of a key in, its documents by their final numbers out: a list for each spelling and class.

use super::bytes::Reader;
use super::merge::Group;

/// The lists of one key after the other; their room is kept.
pub(crate) struct Lists {
    /// The documents of all lists.
    documents: Vec<u32>,
    lists: Vec<List>,
    /// Those of the spelling at hand, by class.
    classes: [Vec<u32>; 4],
    row: Row,
}

/// A list: its code, its class, and where its documents end.
struct List {
    code: u64,
    class: u64,
    end: usize,
}

impl Lists {
    /// None yet of so many documents.
    pub(crate) fn new(documents: usize) -> Self {
        Self {
            documents: Vec::new(),
            lists: Vec::new(),
            classes: Default::default(),
            row: Row(vec![0; documents.div_ceil(64)]),
        }
    }

    /// Begins those of another key.
    pub(crate) fn clear(&mut self) {
        self.documents.clear();
        self.lists.clear();
    }

    /// Adds a spelling: its groups, and the final number of each document by the one it came in with.
    pub(crate) fn add(&mut self, groups: &[Group], order: &[u32]) {
        for (_, base, bytes) in groups {
            let (mut reader, mut document) = (Reader::new(bytes), *base);
            while let Some(step) = reader.size() {
                document += step >> 2;
                self.classes[step & 3].push(order[document]);
            }
        }
        for (class, documents) in (0..).zip(&mut self.classes) {
            if documents.is_empty() {
                continue;
            }
            self.row.sort(documents);
            self.documents.append(documents);
            self.lists.push(List {
                code: groups[0].0,
                class,
                end: self.documents.len(),
            });
        }
    }

    /// How many documents they have, counting one per list.
    pub(crate) fn documents(&self) -> usize {
        self.documents.len()
    }

    /// Code, class and documents of each.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, u64, &[u32])> {
        let starts = std::iter::once(0).chain(self.lists.iter().map(|list| list.end));
        let lists = self.lists.iter().zip(starts);
        lists.map(|(list, start)| (list.code, list.class, &self.documents[start..list.end]))
    }

    /// Keeps `most` documents: those of the heavier class, and of one class the most recent, which have the highest
    /// numbers.
    pub(crate) fn cap(&mut self, most: usize) {
        let rank = |class: u64, document: u32| class << 32 | u64::from(u32::MAX - document);
        let ranked = self.iter().flat_map(|(_, class, documents)| {
            documents.iter().map(move |document| rank(class, *document))
        });
        let mut ranked: Vec<u64> = ranked.collect();
        let last = *ranked.select_nth_unstable(most - 1).1;
        let (mut start, mut kept) = (0, 0);
        for list in &mut self.lists {
            for at in start..list.end {
                let document = self.documents[at];
                self.documents[kept] = document;
                kept += usize::from(rank(list.class, document) <= last);
            }
            start = list.end;
            list.end = kept;
        }
        self.documents.truncate(kept);
        let mut before = 0;
        self.lists
            .retain(|list| std::mem::replace(&mut before, list.end) < list.end);
    }
}

/// A bit for each document.
struct Row(Vec<u64>);

/// Where there are so many words of the row to a document, it takes longer to sweep the row than to compare.
const SPARSE: usize = 8;

impl Row {
    /// Sorts `documents`: many of them by setting their bits and sweeping the row, which is all zero before and after.
    fn sort(&mut self, documents: &mut [u32]) {
        if documents.is_sorted() {
            return;
        }
        if documents.len() * SPARSE < self.0.len() || !self.set(documents) {
            documents.sort_unstable();
            return;
        }
        let mut sorted = documents.iter_mut();
        for (bits, first) in self.0.iter_mut().zip((0..).step_by(64)) {
            while *bits != 0
                && let Some(place) = sorted.next()
            {
                *place = first + bits.trailing_zeros();
                *bits &= *bits - 1;
            }
        }
    }

    /// Sets the bit of each document. Where one is there twice, none is set.
    fn set(&mut self, documents: &[u32]) -> bool {
        for (at, document) in documents.iter().enumerate() {
            let (bits, bit) = (&mut self.0[*document as usize / 64], 1 << (document % 64));
            if *bits & bit != 0 {
                let set = &documents[..at];
                set.iter()
                    .for_each(|document| self.0[*document as usize / 64] = 0);
                return false;
            }
            *bits |= bit;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Row;

    #[test]
    fn documents_are_sorted_by_their_bits_and_those_there_twice_are_kept() {
        for documents in [vec![70, 3, 64, 63, 0], vec![5, 1, 5, 0], vec![2, 1], vec![]] {
            let mut row = Row(vec![0; 2]);
            let (mut sorted, mut expected) = (documents.clone(), documents);
            row.sort(&mut sorted);
            expected.sort_unstable();
            assert_eq!(sorted, expected);
            assert_eq!(row.0, [0, 0]);
        }
    }
}
