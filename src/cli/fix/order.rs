//! The order in which keys stand in a notice, that of the format's own description: type and number first, the rest as a
//! paper is read from top to bottom. Keys that are not listed stay where they are, behind those that are.

/// The place of `key` in the table `header`; `""` is the top, `session` the table `[[session]]`.
pub(super) fn rank(header: &str, key: &str) -> usize {
    let keys = keys_of(header);
    keys.iter()
        .position(|known| *known == key)
        .unwrap_or(keys.len())
}

fn keys_of(header: &str) -> &'static [&'static str] {
    match header {
        "" => &[
            "id",
            "aliases",
            "type",
            "kind",
            "number",
            "issued",
            "issued_at",
            "level",
            "issuer",
            "title",
            "summary",
            "form",
            "broadcast",
            "arrive_early",
            "follows",
            "basis",
            "to",
            "banner",
            "recipients",
            "secrecy",
            "urgency",
            "circulation",
            "audience",
            "draft",
            "published",
            "topics",
            "accept",
        ],
        "revision" => &["at", "note"],
        "change" => &["of", "kind", "reason"],
        "withdrawn" => &["at", "reason"],
        "signature" => &["authority", "post", "also", "name"],
        "received" => &["by", "number", "on"],
        "session" => &[
            "id",
            "kind",
            "levels",
            "points",
            "date",
            "start",
            "end",
            "part",
            "repeat",
            "shift",
            "except",
            "title",
            "place",
            "chair",
            "participants",
            "by",
            "said",
            "inferred",
        ],
        "point" => &[
            "level",
            "host",
            "count",
            "place",
            "address",
            "local",
            "chair",
            "participants",
            "note",
        ],
        "agenda" => &["session", "levels", "at", "title", "by", "max", "about"],
        "task" => &[
            "after_event",
            "levels",
            "assigned_to",
            "do",
            "before",
            "until",
            "submit_to",
            "via",
            "optional",
            "said",
        ],
        "link" => &["title", "role", "url", "file", "levels", "internal"],
        "contact" => &["for", "levels", "name", "post", "phone", "email", "note"],
        _ => &[],
    }
}
