//! G02: a `name` is a name and nothing else, or one person becomes two for who looks for double bookings and for search.

use super::{NoticeRule, Portal};
use crate::notice::{Notice, Participants, Person};
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::text::Span;

pub(super) const RULES: &[NoticeRule] = &[bare_names];

/// Forms of address, in small letters. "Ông" is a family name too.
const ADDRESSES: [&str; 6] = ["đồng chí", "đ/c", "đ.c", "bà", "ông", "các đồng chí"];

/// How many words a name has at least that follows "Ông": Ông Ích Khiêm is a whole one.
const WORDS_AFTER_ONG: usize = 3;

/// G02: a form of address before a name, a post after it.
fn bare_names(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let signer = notice.signature.iter();
    let signer = signer.filter_map(|signature| Some((notice.span, signature.name.as_deref()?)));
    let of_points = notice.points.iter().flat_map(|point| {
        let people = point.chair.iter().chain(named(&point.participants));
        people.map(|person| (point.span, person))
    });
    let of_sessions = notice.sessions.iter().flat_map(|session| {
        let people = session.chair.iter().chain(named(&session.participants));
        people.map(|person| (session.span, person))
    });
    let people = of_points.chain(of_sessions);
    let people = people.filter_map(|(near, person)| Some((near, person.name.as_deref()?)));
    signer
        .chain(people)
        .filter_map(|(near, name)| not_bare(notice, near, name))
        .collect()
}

fn named(participants: &[Participants]) -> impl Iterator<Item = &Person> {
    participants.iter().filter_map(|line| match line {
        Participants::Person(person) => Some(person),
        _ => None,
    })
}

fn not_bare(notice: &Notice, near: Span, name: &str) -> Option<Problem> {
    let (bare, post) = parted(name);
    let help = match post {
        _ if bare == name => return None,
        None => say!("viết `name = \"{bare}\"`", "write `name = \"{bare}\"`"),
        Some(post) => say!(
            "viết `name = \"{bare}\"`, `post = \"{post}\"`",
            "write `name = \"{bare}\"`, `post = \"{post}\"`"
        ),
    };
    let span = notice.words_span(near, name);
    let Bilingual { vi, en } = say!("`name` chỉ ghi họ tên", "`name` takes the name alone");
    let message = say!("`{name}`: {vi}", "`{name}`: {en}");
    Some(Problem::new(Code::NameNotBare, &notice.source, span, message).help(help))
}

/// The name without a form of address, and the post that follows it.
fn parted(name: &str) -> (&str, Option<&str>) {
    let bare = without_address(name);
    let signs = [", ", " - ", " – ", "; ", " ("];
    let end = signs.iter().filter_map(|sign| bare.find(sign)).min();
    let Some((bare, post)) = end.and_then(|end| bare.split_at_checked(end)) else {
        return (bare, None);
    };
    let post = post.trim_matches([',', '-', '–', ';', '(', ')', ' ']);
    (bare, Some(post).filter(|post| !post.is_empty()))
}

fn without_address(name: &str) -> &str {
    let found = ADDRESSES.iter().find_map(|address| {
        let end = name.char_indices().nth(address.chars().count())?.0;
        let (first, rest) = name.split_at_checked(end)?;
        let bare = rest.trim_start_matches([' ', '.', ':']);
        let is_enough = *address != "ông" || bare.split(' ').count() >= WORDS_AFTER_ONG;
        (first.to_lowercase() == *address && bare != rest && is_enough).then_some(bare)
    });
    found.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_stands_around_them() {
        for (name, bare, post) in [
            ("Đồng chí Trần Thị B", "Trần Thị B", None),
            ("Đ/c Trần Thị B", "Trần Thị B", None),
            ("Đ/c. Trần Thị B", "Trần Thị B", None),
            ("ĐỒNG CHÍ TRẦN THỊ B", "TRẦN THỊ B", None),
            ("Ông Lê Văn C", "Lê Văn C", None),
            ("Ông Ích Khiêm", "Ông Ích Khiêm", None),
            ("Trần Thị B, Chủ tịch", "Trần Thị B", Some("Chủ tịch")),
            ("Trần Thị B (chủ trì)", "Trần Thị B", Some("chủ trì")),
            ("Bàn Văn D", "Bàn Văn D", None),
            ("H'Hen Niê", "H'Hen Niê", None),
            ("Y Bích-A", "Y Bích-A", None),
            ("U Huân", "U Huân", None),
            ("PGS.TS. Lê Văn C", "PGS.TS. Lê Văn C", None),
            ("", "", None),
        ] {
            assert_eq!(parted(name), (bare, post), "{name}");
        }
    }
}
