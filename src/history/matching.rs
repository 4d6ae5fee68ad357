//! Two lists in; which of one is which of the other, by the first key that says so.

/// Who is who.
pub(super) struct Matched<'e, T> {
    /// Those of both lists, in the order of the later one.
    pub(super) both: Vec<(&'e T, &'e T)>,
    /// Those of the earlier list alone.
    pub(super) gone: Vec<&'e T>,
    /// Those of the later list alone.
    pub(super) new: Vec<&'e T>,
}

/// A name under which something may be found again; `None` where it has none of this sort.
pub(super) type Name<T> = fn(&T) -> Option<String>;

/// Matches by each sort of name in turn, the surest first. Of several with one name the first are matched.
pub(super) fn matched<'e, T>(
    before: impl Iterator<Item = &'e T>,
    after: impl Iterator<Item = &'e T>,
    names: &[Name<T>],
) -> Matched<'e, T> {
    let mut gone: Vec<&T> = before.collect();
    let mut slots: Vec<(&T, Option<&T>)> = after.map(|new| (new, None)).collect();
    for name in names {
        for (new, old) in slots.iter_mut().filter(|(_, old)| old.is_none()) {
            let Some(wanted) = name(new) else {
                continue;
            };
            let found = gone
                .iter()
                .position(|old| name(old).as_deref() == Some(wanted.as_str()));
            *old = found.map(|index| gone.remove(index));
        }
    }
    let both = slots.iter().filter_map(|(new, old)| Some(((*old)?, *new)));
    let new = slots.iter().filter(|(_, old)| old.is_none());
    Matched {
        both: both.collect(),
        new: new.map(|(new, _)| *new).collect(),
        gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surest_name_wins_and_order_settles_the_rest() {
        let names: [Name<&str>; 2] = [
            |word| Some((*word).to_owned()),
            |word| word.chars().next().map(String::from),
        ];
        let found = matched(["aa", "ab", "c"].iter(), ["ab", "ax", "d"].iter(), &names);
        assert_eq!(found.both, [(&"ab", &"ab"), (&"aa", &"ax")]);
        assert_eq!((found.gone, found.new), (vec![&"c"], vec![&"d"]));
    }
}
