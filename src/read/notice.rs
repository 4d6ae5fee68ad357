//! One notice file: the keys at the top of its front matter; the tables below have files of their own.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use toml::de::DeTable;

use super::format::Shape;
use super::front_matter;
use super::hints::month_alone;
use super::personal::personal_places;
use super::report::Report;
use super::session::SessionIds;
use super::table::Table;
use super::{acceptance, called, decode, duty, identity, point, session, symbol, syntax};
use crate::notice::{
    Change, ChangeKind, Citation, DocumentType, Form, Issued, Notice, NoticeKind, Revision,
    Signature, Withdrawal,
};
use crate::problem::{Code, Problem};
use crate::say;
use crate::site::{Audience, Site};
use crate::text::{Source, Span, Spanned};

/// Reads a decoded file. Problems that leave the notice usable come with it; others leave `None`.
pub(super) fn read_notice(
    site: &Site,
    source: &Arc<Source>,
    id: &str,
) -> (Option<Notice>, Vec<Problem>) {
    let text = source.text();
    if text.trim().is_empty() {
        return (None, vec![decode::empty(source)]);
    }
    let parts = match front_matter::split(source) {
        Ok(parts) => parts,
        Err(problem) => return (None, vec![*problem]),
    };
    let report = Report::new(source, parts.toml.start);
    let (table, errors) = DeTable::parse_recoverable(&text[parts.toml.clone()]);
    syntax::report(&report, &errors);
    let broken = report.count();
    let top = Table::new(table.get_ref(), first_line(&text, &parts.toml), "", &report);
    let notice = Keys { site, id, top }.read(parts.body);
    let usable = !report.has_errors();
    let mut problems = report.into_problems();
    syntax::drop_consequences(&mut problems, broken);
    (usable.then_some(notice), problems)
}

/// Reads every key of a front matter for what it asks for.
pub(super) fn read_all_keys(site: &Site, top: Table<'_, '_>) {
    let id = "skeleton";
    Keys { site, id, top }.read(0..0);
}

fn first_line(text: &str, toml: &std::ops::Range<usize>) -> Span {
    let line = text[toml.clone()].find('\n').unwrap_or(toml.len());
    Span::from(toml.start..toml.start + line)
}

struct Keys<'a, 't, 'r> {
    site: &'a Site,
    id: &'a str,
    top: Table<'t, 'r>,
}

impl Keys<'_, '_, '_> {
    /// Every key is read, whatever is wrong with the others; where a required one is unusable its place is filled,
    /// and the caller drops the notice because of the error that was reported.
    fn read(mut self, body: std::ops::Range<usize>) -> Notice {
        for key in ["type", "issuer", "title"] {
            self.top.require(key);
        }
        let nothing = || Spanned::new(String::new(), Span::default());
        let id = identity::read_id(&mut self.top, self.id);
        let aliases = identity::read_aliases(&mut self.top);
        let number = symbol::read_number(&mut self.top);
        let document_type = symbol::read_type(&mut self.top, number.as_ref());
        let kind = self.kind(*document_type);
        let issued = self.issued();
        let published = self.published(issued.as_deref().copied());
        let site = self.site;
        let first_day = published.map(|moment| moment.date());
        let first_day = first_day.or(issued.as_deref().map(|issued| issued.first_day()));
        let top = &mut self.top;
        top.report.near.set(first_day);
        let level = top.level("level", site);
        let mut sessions = session::read_sessions(top, site, first_day);
        let ids = SessionIds::of(top, &sessions);
        let points = point::read_points(top, site, level, &ids);
        let issuer = top.string("issuer").unwrap_or_else(nothing);
        called::find_points(top, site, &issuer, &points, &mut sessions);
        let notice = Notice {
            id,
            aliases,
            source: Arc::clone(&top.report.source),
            origin: None,
            span: top.span,
            document_type,
            kind,
            number,
            issued,
            issued_at: top.text("issued_at"),
            issuer,
            level,
            title: top.string("title").unwrap_or_else(nothing),
            summary: top.text("summary"),
            form: top.word("form", Form::ALL, Form::word),
            broadcast: top.text("broadcast"),
            arrive_early: top.number("arrive_early", 1, 600),
            basis: top.strings("basis").into_iter().map(cited).collect(),
            follows: top.string("follows").map(cited),
            to: top.texts("to"),
            recipients: top.texts("recipients"),
            audience: audience(top),
            secrecy: top.string("secrecy"),
            urgency: top.text("urgency"),
            circulation: top.string("circulation"),
            banner: top.text("banner"),
            topics: top.texts("topics"),
            draft: top.boolean("draft"),
            published,
            revisions: revisions(top),
            withdrawn: withdrawn(top),
            change: change(top),
            signature: signature(top),
            has_received_stamp: has_received_stamp(top),
            sessions: sessions.into_iter().map(Arc::new).collect(),
            points: points.into(),
            agenda: duty::read_agenda(top, site, &ids).into(),
            tasks: duty::read_tasks(top, site).into(),
            links: duty::read_links(top, site).into(),
            contacts: duty::read_contacts(top, site).into(),
            accepted: acceptance::read_accepted(top),
            personal: personal_places(top.values, top.report),
            body,
        };
        require_a_session(top, &notice);
        self.top.finish();
        notice
    }

    fn kind(&mut self, document_type: &DocumentType) -> NoticeKind {
        let stated = self.top.word("kind", NoticeKind::ALL, NoticeKind::word);
        stated.unwrap_or(NoticeKind::of_type(document_type.abbreviation))
    }

    /// A date, or `"2026-07"` where the day is blank on the paper.
    fn issued(&mut self) -> Option<Spanned<Issued>> {
        self.top.note("issued", || Shape::DayOrMonth);
        let value = self.top.get("issued")?;
        let text = self.top.temporal(value)?;
        if text.len() == 7
            && let Ok(first) = format!("{text}-01").parse::<Date>()
        {
            return Some(Spanned::new(Issued::Month(first), value.span));
        }
        let wanted = say!(
            "một ngày, hay tháng `\"2026-07\"` khi để trống ngày",
            "a date, or a month `\"2026-07\"` where the day is blank"
        );
        if let Some(month) = month_alone(&text) {
            let help = say!(
                "để trống ngày thì viết `\"{month}\"`",
                "where the day is blank write `\"{month}\"`"
            );
            self.top.not_temporal(&text, value.span, wanted, help);
            return None;
        }
        let day = self.top.as_date(&text, value.span, wanted)?;
        Some(day.map(Issued::Day))
    }

    /// Feeds take their timestamps from data: `published`, or at least a complete day of issue, must be there.
    fn published(&mut self, issued: Option<Issued>) -> Option<DateTime> {
        let published = self.top.moment("published");
        let dated = matches!(issued, Some(Issued::Day(_)));
        if !self.top.has("published") && !dated && !self.top.has_unusable("issued", issued) {
            let message = say!(
                "cần `published` khi `issued` không đủ ngày, tháng, năm",
                "`published` is needed where `issued` is not a full date"
            );
            let help = say!(
                "thêm dòng `published = 2026-07-01 08:00`: lúc niêm yết tại đây",
                "add a line `published = 2026-07-01 08:00`: when it was posted here"
            );
            self.top
                .report
                .add(Code::MissingKey, self.top.span, message, Some(help));
        }
        published.map(|moment| moment.value)
    }
}

fn cited(text: Spanned<String>) -> Spanned<Citation> {
    text.map(|text| Citation::parse(&text))
}

fn audience(top: &mut Table<'_, '_>) -> Audience {
    let stated = top.word("audience", Audience::ALL, Audience::word);
    stated.unwrap_or_default()
}

/// Invitations, agendas and schedules announce a meeting; a change of another notice need not repeat it.
fn require_a_session(top: &Table<'_, '_>, notice: &Notice) {
    use NoticeKind::{Agenda, Invitation, Schedule};
    let announces = matches!(notice.kind, Invitation | Agenda | Schedule);
    let is_there = top.has("session") && !top.has_empty_list("session");
    if announces && !is_there && !top.has("change") && !top.misspells("session") {
        let message = say!("chưa có `[[session]]` nào", "there is no `[[session]]`");
        let help = say!(
            "thêm `[[session]]` với `date = 2026-07-09` và `start = 14:00`",
            "add `[[session]]` with `date = 2026-07-09` and `start = 14:00`"
        );
        top.report
            .add(Code::MissingKey, top.span, message, Some(help));
    }
}

fn revisions(top: &mut Table<'_, '_>) -> Vec<Revision> {
    let tables = top.few_tables("revision", "[[revision]]");
    let mut revisions = Vec::with_capacity(tables.len());
    for mut table in tables {
        table.require("at");
        let at = table.moment("at");
        let note = table.text("note");
        revisions.extend(at.map(|at| Revision { at: at.value, note }));
        table.finish();
    }
    revisions.sort_by_key(|revision| revision.at);
    revisions
}

fn withdrawn(top: &mut Table<'_, '_>) -> Option<Withdrawal> {
    let mut table = top.table("withdrawn", "[withdrawn]")?;
    table.require("at");
    let at = table.moment("at");
    let reason = table.text("reason");
    table.finish();
    Some(Withdrawal {
        at: at?.value,
        reason,
    })
}

fn change(top: &mut Table<'_, '_>) -> Option<Change> {
    let mut table = top.table("change", "[change]")?;
    table.require("of");
    table.require("kind");
    let of = table.string("of").map(cited);
    let kind = table.word("kind", ChangeKind::ALL, ChangeKind::word);
    let reason = table.text("reason");
    table.finish();
    Some(Change {
        of: of?,
        kind: kind?,
        reason,
    })
}

fn signature(top: &mut Table<'_, '_>) -> Option<Signature> {
    let mut table = top.table("signature", "[signature]")?;
    let signature = Signature {
        authority: table.texts("authority"),
        post: table.text("post"),
        also: table.text("also"),
        name: table.text("name"),
    };
    table.finish();
    Some(signature)
}

/// The stamp of receipt is checked like everything else, and then forgotten: it belongs to one copy of the paper.
fn has_received_stamp(top: &mut Table<'_, '_>) -> bool {
    let Some(mut table) = top.table("received", "[received]") else {
        return false;
    };
    table.text("by");
    table.text("number");
    table.date("on");
    table.finish();
    true
}
