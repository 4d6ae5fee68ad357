//! Terms of one document after the other in, the postings of a family out: sorted by the codes of their terms, packed.
//!
//! A term has a number, so that a document that has it again is met by one look into a table, and so that postings get
//! into order by counting: only the distinct terms of a batch are ever compared with each other.

use super::bytes::push;

/// The postings of one family, in the order of their documents.
#[derive(Default)]
pub(crate) struct Postings {
    all: Vec<Posting>,
    /// One more than the place of the last posting of each term, by its number; 0 for none.
    last: Vec<u32>,
    document: u32,
    /// Postings of the documents before this one.
    before: u32,
}

/// A term of a document: its number, then document and class.
#[derive(Clone, Copy)]
struct Posting {
    term: u32,
    document: u32,
}

/// Low bits of a document that hold the class.
const CLASS: u32 = 3;

impl Postings {
    /// Says that the document has `term`. `class` makes of the class it had there until now, if any, the one it has.
    pub(crate) fn put(&mut self, term: u32, class: impl Fn(Option<u32>) -> u32) {
        let term_place = term as usize;
        if term_place >= self.last.len() {
            self.last.resize(term_place + 1, 0);
        }
        let last = &mut self.last[term_place];
        if *last > self.before {
            let document = &mut self.all[*last as usize - 1].document;
            *document = *document & !CLASS | class(Some(*document & CLASS));
        } else {
            let document = self.document << 2 | class(None);
            self.all.push(Posting { term, document });
            *last = self.all.len() as u32;
        }
    }

    /// Goes on to the next document.
    pub(crate) fn next_document(&mut self) {
        self.document += 1;
        self.before = self.all.len() as u32;
    }

    /// Each term with its class, document after document.
    #[cfg(test)]
    pub(crate) fn classes(&self) -> impl Iterator<Item = (u32, u32)> {
        let all = self.all.iter();
        all.map(|posting| (posting.term, posting.document & CLASS))
    }

    /// Packs them in the order of `code`, which tells that of a term: for each code the step to it, the bytes that
    /// follow, then its documents, each a step with its class; a class above `lightest` becomes that one.
    pub(crate) fn pack(self, code: impl Fn(u32) -> u64, lightest: u32) -> Vec<u8> {
        let mut starts = vec![0; self.last.len() + 1];
        for posting in &self.all {
            starts[posting.term as usize + 1] += 1;
        }
        let met = (0..).zip(&starts[1..]).filter(|(_, count)| **count > 0);
        let mut terms: Vec<(u64, u32)> = met.map(|(term, _)| (code(term), term)).collect();
        terms.sort_unstable();
        for term in 1..starts.len() {
            starts[term] += starts[term - 1];
        }
        let mut documents = vec![0; self.all.len()];
        let mut next = starts.clone();
        for Posting { term, document } in self.all {
            let next = &mut next[term as usize];
            documents[*next] = document & !CLASS | (document & CLASS).min(lightest);
            *next += 1;
        }
        let of = |term: u32| &documents[starts[term as usize]..starts[term as usize + 1]];
        let mut packed = Packed::default();
        for same in terms.chunk_by(|one, other| one.0 == other.0) {
            match same {
                [(code, term)] => packed.group(*code, of(*term)),
                _ => packed.group(same[0].0, &merged(same.iter().map(|(_, term)| of(*term)))),
            }
        }
        packed.bytes.shrink_to_fit();
        packed.bytes
    }
}

/// The documents of terms that cannot be told apart.
fn merged<'d>(documents: impl Iterator<Item = &'d [u32]>) -> Vec<u32> {
    let mut all: Vec<u32> = documents.flatten().copied().collect();
    all.sort_unstable();
    all
}

#[derive(Default)]
struct Packed {
    bytes: Vec<u8>,
    group: Vec<u8>,
    last: u64,
}

impl Packed {
    fn group(&mut self, code: u64, documents: &[u32]) {
        let mut last = 0;
        self.group.clear();
        for document in documents {
            let (number, class) = (document >> 2, document & CLASS);
            push(&mut self.group, u64::from((number - last) << 2 | class));
            last = number;
        }
        push(&mut self.bytes, code - self.last);
        push(&mut self.bytes, self.group.len() as u64);
        self.bytes.extend_from_slice(&self.group);
        self.last = code;
    }
}
