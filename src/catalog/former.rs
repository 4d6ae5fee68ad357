//! What was kept of the notices, found again: two lists in the same order in, walked side by side.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::sync::Arc;
use std::vec;

use crate::notice::Notice;

/// Kept entries in their order, which are asked for in that order, each at most once.
pub(crate) struct Former<T>(Peekable<vec::IntoIter<T>>);

impl<T> Former<T> {
    /// Of entries that are sorted.
    pub(crate) fn new(sorted: Vec<T>) -> Self {
        Self(sorted.into_iter().peekable())
    }

    /// The entry at a place, of which `order` says on what side an entry stands; those before it are passed over.
    pub(crate) fn at(&mut self, order: impl Fn(&T) -> Ordering) -> Option<T> {
        while self.0.next_if(|entry| order(entry).is_lt()).is_some() {}
        self.0.next_if(|entry| order(entry).is_eq())
    }

    /// The entry kept of this very notice; `kept` names the notice an entry is of.
    pub(crate) fn of(
        &mut self,
        notice: &Arc<Notice>,
        kept: impl Fn(&T) -> &Arc<Notice>,
    ) -> Option<T> {
        let entry = self.at(|entry| by_id(kept(entry), notice));
        entry.filter(|entry| Arc::ptr_eq(kept(entry), notice))
    }
}

/// The order of notices; of the very same no id is looked at.
pub(crate) fn by_id(one: &Arc<Notice>, other: &Arc<Notice>) -> Ordering {
    match Arc::ptr_eq(one, other) {
        true => Ordering::Equal,
        false => one.id.cmp(&other.id),
    }
}

/// Whether two lists hold the very same notices.
pub(crate) fn are_same(some: &[Arc<Notice>], others: &[Arc<Notice>]) -> bool {
    let mut pairs = some.iter().zip(others);
    some.len() == others.len() && pairs.all(|(one, other)| Arc::ptr_eq(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_went_is_passed_over() {
        let mut former = Former::new(vec![(1, 'a'), (3, 'c'), (4, 'd'), (6, 'f')]);
        let found = [1, 2, 4, 5, 6, 7].map(|now| former.at(|(place, _)| place.cmp(&now)));
        let expected = [
            Some((1, 'a')),
            None,
            Some((4, 'd')),
            None,
            Some((6, 'f')),
            None,
        ];
        assert_eq!(found, expected);
    }
}
