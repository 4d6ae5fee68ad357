//! `[[agenda]]`, `[[task]]`, `[[link]]` and `[[contact]]` tables.

use jiff::civil::{Date, DateTime};

use super::format::Shape;
use super::hints::tells_hour;
use super::session::SessionIds;
use super::table::Table;
use crate::notice::{AgendaItem, Contact, Deadline, Link, LinkRole, Task};
use crate::problem::Code;
use crate::say;
use crate::site::Site;
use crate::text::Spanned;

/// Addresses a page may link to; `javascript:`, `data:` and the like never are.
const SCHEMES: &[&str] = &["https://", "http://", "mailto:"];

/// Reads the agenda.
pub(super) fn read_agenda(
    top: &mut Table<'_, '_>,
    site: &Site,
    ids: &SessionIds,
) -> Vec<AgendaItem> {
    let tables = top.few_tables("agenda", "[[agenda]]");
    tables
        .into_iter()
        .map(|mut table| {
            table.require("title");
            let session = table.string("session");
            if let Some(word) = &session {
                ids.check(&table, word);
            }
            let item = AgendaItem {
                at: table.time("at").map(|at| at.value),
                title: table.text("title").unwrap_or_default(),
                by: table.text("by"),
                max: table.number("max", 1, 1440),
                about: table.number("about", 1, 1440),
                session: session.map(|word| word.value),
                levels: table.levels("levels", site),
                span: table.span,
            };
            table.finish();
            item
        })
        .collect()
}

/// Reads the duties.
pub(super) fn read_tasks(top: &mut Table<'_, '_>, site: &Site) -> Vec<Task> {
    let tables = top.few_tables("task", "[[task]]");
    tables
        .into_iter()
        .map(|mut table| {
            table.require("do");
            let task = Task {
                assigned_to: table.texts("assigned_to"),
                levels: table.levels("levels", site),
                what: table.text("do").unwrap_or_default(),
                deadline: deadline(&mut table),
                submit_to: table.text("submit_to"),
                via: table.text("via"),
                optional: table.boolean("optional"),
                after_event: table.boolean("after_event"),
                said: table.string("said"),
                span: table.span,
            };
            table.finish();
            task
        })
        .collect()
}

/// `before` is exclusive, `until` inclusive; one duty has one of them.
fn deadline(table: &mut Table<'_, '_>) -> Option<Spanned<Deadline>> {
    let before = bound(table, "before");
    let until = bound(table, "until");
    if let (Some(_), Some((_, until))) = (&before, &until) {
        let message = say!(
            "có cả `before` và `until`",
            "both `before` and `until` are there"
        );
        let help = say!(
            "giữ một: `before` là \"trước\", `until` là \"hết ngày\"",
            "keep one: `before` is \"trước\", `until` is \"hết ngày\""
        );
        table
            .report
            .add(Code::WrongValue, *until, message, Some(help));
    }
    let read = |(bound, span), day: fn(Date) -> Deadline, moment: fn(DateTime) -> Deadline| {
        Spanned::new(
            match bound {
                Bound::Day(date) => day(date),
                Bound::Moment(at) => moment(at),
            },
            span,
        )
    };
    before
        .map(|bound| read(bound, Deadline::BeforeDay, Deadline::BeforeMoment))
        .or_else(|| until.map(|bound| read(bound, Deadline::UntilDay, Deadline::UntilMoment)))
}

enum Bound {
    Day(Date),
    Moment(DateTime),
}

fn bound(table: &mut Table<'_, '_>, key: &'static str) -> Option<(Bound, crate::text::Span)> {
    table.note(key, || Shape::DayOrMoment);
    let value = table.get(key)?;
    let text = table.temporal(value)?;
    let wanted = say!("một ngày, hay ngày và giờ", "a date, or a date with a time");
    let bound = if tells_hour(&text) {
        Bound::Moment(table.as_moment(&text, value.span, wanted)?.value)
    } else {
        Bound::Day(table.as_date(&text, value.span, wanted)?.value)
    };
    Some((bound, value.span))
}

/// Reads the links.
pub(super) fn read_links(top: &mut Table<'_, '_>, site: &Site) -> Vec<Link> {
    let tables = top.few_tables("link", "[[link]]");
    tables
        .into_iter()
        .map(|mut table| {
            table.require("title");
            one_target(&table);
            let link = Link {
                title: table.text("title").unwrap_or_default(),
                role: table.word("role", LinkRole::ALL, LinkRole::word),
                url: url(&mut table),
                file: table.string("file"),
                levels: table.levels("levels", site),
                internal: table.boolean("internal"),
                span: table.span,
            };
            table.finish();
            link
        })
        .collect()
}

/// A link leads to an address or to a file.
fn one_target(table: &Table<'_, '_>) {
    if table.has("url") && table.has("file") {
        let message = say!("có cả `url` và `file`", "both `url` and `file` are there");
        let help = say!(
            "giữ một; hai nơi để tải thì ghi hai `[[link]]`",
            "keep one; two places to load it from are two `[[link]]`"
        );
        table
            .report
            .add(Code::WrongValue, table.span, message, Some(help));
    }
}

fn url(table: &mut Table<'_, '_>) -> Option<String> {
    let url = table.string("url");
    table.note("url", || Shape::Url);
    let url = url?;
    let lower = url.value.to_ascii_lowercase();
    let rest = SCHEMES.iter().find_map(|scheme| lower.strip_prefix(scheme));
    let is_whole = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    let has_space = url
        .value
        .chars()
        .any(|character| character.is_whitespace() || character.is_control());
    if is_whole && !has_space {
        return Some(url.value);
    }
    let found = &url.value;
    let message = say!(
        "`{found}` không phải địa chỉ mạng",
        "`{found}` is not an address on the net"
    );
    let help = say!(
        "viết đủ `https://…`; tệp đi kèm thì dùng `file = \"…\"`; mất địa chỉ thì bỏ khóa `url`",
        "write all of `https://…`; for a file use `file = \"…\"`; where the address is lost leave `url` out"
    );
    table
        .report
        .add(Code::WrongValue, url.span, message, Some(help));
    None
}

/// Reads the contacts.
pub(super) fn read_contacts(top: &mut Table<'_, '_>, site: &Site) -> Vec<Contact> {
    let tables = top.few_tables("contact", "[[contact]]");
    tables
        .into_iter()
        .map(|mut table| {
            let contact = Contact {
                purpose: table.text("for"),
                levels: table.levels("levels", site),
                name: table.text("name"),
                post: table.text("post"),
                phone: table.text("phone"),
                email: table.text("email"),
                note: table.text("note"),
            };
            table.finish();
            contact
        })
        .collect()
}
