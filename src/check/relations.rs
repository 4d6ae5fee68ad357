//! R: citations, the cascade, and changes.

use jiff::civil::{Date, Time};

use super::{Context, LinkedRule};
use crate::catalog::{Catalog, Event, Key};
use crate::notice::{Change, ChangeKind, Citation, Notice};
use crate::problem::{Bilingual, Code, Problem, Severity};
use crate::say;
use crate::text::dates::{clock_short, date_vi};
use crate::text::when::{self, may_name_last_day, read_moments};
use crate::text::{Span, Spanned};

pub(super) const LINKED: &[LinkedRule] = &[unknown_citations, changes];

/// R01: every cited document once; a citation by name alone cannot be found, one without a date is in doubt.
fn unknown_citations(context: &Context<'_>, _: Key, notice: &Notice) -> Vec<Problem> {
    let cited = notice.follows.iter().chain(&notice.basis);
    let mut seen: Vec<String> = Vec::new();
    let mut problems = Vec::new();
    for citation in cited {
        let identity = match &citation.symbol {
            Some(symbol) => symbol.key(),
            None => citation.text.clone(),
        };
        if !seen.contains(&identity) {
            seen.push(identity);
            problems.extend(unknown_citation(context, notice, citation));
        }
    }
    problems
}

fn unknown_citation(
    context: &Context<'_>,
    notice: &Notice,
    citation: &Spanned<Citation>,
) -> Option<Problem> {
    let catalog = context.catalog;
    let is_undated = citation.symbol.is_some() && citation.date.is_none();
    let is_known = catalog.find(citation, notice).is_some() || catalog.is_broken(citation);
    let text = &citation.text;
    let about = |message| {
        Problem::new(
            Code::CitationUnknown,
            &notice.source,
            citation.span,
            message,
        )
    };
    let impossible = impossible_date(text).filter(|_| is_undated);
    if let Some(date) = impossible {
        let problem = about(say!(
            "`{date}`: không có ngày ấy",
            "`{date}`: there is no such day"
        ));
        let help = say!("so lại với bản giấy", "compare it with the paper");
        return Some(problem.severity(Severity::Warning).help(help));
    }
    if is_undated
        && catalog
            .find(citation, notice)
            .is_none_or(|key| catalog.get(key).id != **text)
    {
        let problem = about(say!(
            "`{text}`: trích dẫn không có ngày",
            "`{text}`: cited without its date"
        ));
        let help = say!(
            "số ký hiệu dùng lại hằng năm: thêm \"ngày …\" nếu văn bản có ghi",
            "symbols recur every year: add \"ngày …\" if the paper gives it"
        );
        return Some(problem.severity(Severity::Warning).help(help));
    }
    (!is_known).then(|| {
        about(say!(
            "`{text}`: chưa có trên trang",
            "`{text}`: is not in the collection"
        ))
    })
}

/// What stands for a date in a citation and is none.
fn impossible_date(text: &str) -> Option<&str> {
    if !may_name_last_day(text) {
        return None;
    }
    let moments = read_moments(text, when::Context::default());
    let mut wrong = moments.into_iter();
    let moment = wrong.find(|moment| moment.dates.iter().any(|date| date.is_impossible()))?;
    text.get(moment.span)
}

/// R05: what a change can not be.
fn changes(context: &Context<'_>, key: Key, notice: &Notice) -> Vec<Problem> {
    let Some(change) = &notice.change else {
        return Vec::new();
    };
    let catalog = context.catalog;
    let about = |code, message| Problem::new(code, &notice.source, change.of.span, message);
    if catalog.changes_itself(key) {
        let message = say!("văn bản tự thay đổi chính nó", "the notice changes itself");
        return vec![about(Code::BadChange, message)];
    }
    let Some(target) = catalog.changes(key) else {
        if catalog.is_broken(&change.of) || (catalog.has_any_broken() && change.of.symbol.is_some())
        {
            return Vec::new();
        }
        let text = &change.of.text;
        let problem = about(
            Code::CitationUnknown,
            say!(
                "không tìm thấy văn bản bị thay đổi: `{text}`",
                "the changed document is not here: `{text}`"
            ),
        );
        let help = say!(
            "ghi mã (đường dẫn không có `.md`) hoặc trích dẫn đủ số, ngày, cơ quan",
            "give its id (the path without `.md`), or cite number, date and issuer"
        );
        return vec![problem.severity(Severity::Warning).help(help)];
    };
    let found = match impossible(catalog, key, target, change) {
        Some(message) => Some(about(Code::BadChange, message)),
        None => time_in_words(catalog, key, notice, change).or_else(|| {
            let [message, help] = without_effect(catalog, key, notice, change)?;
            let problem = about(Code::BadChange, message).help(help);
            Some(problem.severity(Severity::Warning))
        }),
    };
    found.into_iter().collect()
}

/// R05: a change whose text gives the meeting another hour, and no session does.
fn time_in_words(catalog: &Catalog, key: Key, notice: &Notice, change: &Change) -> Option<Problem> {
    let is_other = matches!(change.kind, ChangeKind::Cancel | ChangeKind::Replace);
    if is_other || !notice.sessions.is_empty() || !notice.tasks.is_empty() {
        return None;
    }
    let event = Event::as_told_by(catalog, key);
    let first = event.main_sessions().next()?.session.date.value;
    let context = when::Context {
        year: None,
        anchor: Some(first),
    };
    let is_known = |day: Date, clock: Time| {
        event.sessions.iter().any(|row| {
            let end = row.session.end.map(|end| end.value);
            let start = row.session.start.map(|start| start.value);
            let is_now = row.session.date.value == day && [start, end].contains(&Some(clock));
            let mut former = row.formerly.iter();
            is_now || former.any(|former| (former.day, former.start) == (day, Some(clock)))
        })
    };
    let body: &str = &notice.body_text();
    let moments = read_moments(body, context).into_iter();
    let mut told = moments.filter(|moment| moment.bound.is_none());
    let (span, day, clock) = told.find_map(|moment| {
        let (day, clock) = (moment.date()?.date()?, moment.clock?);
        let is_later = notice.issued_on().is_none_or(|issued| issued <= day);
        (is_later && !is_known(day, clock)).then_some((moment.span, day, clock))
    })?;
    let (shown, hour) = (date_vi(day), clock_short(clock));
    let message = say!(
        "lời văn nêu {hour} ngày {shown} mà không buổi nào có: lịch vẫn giữ giờ cũ",
        "the text names {hour} on {shown}, and no session does: calendars keep the old hour"
    );
    let span = Span::from(span).shifted(notice.body.start);
    let problem = Problem::new(Code::BadChange, &notice.source, span, message);
    Some(problem.severity(Severity::Warning).help(say!(
        "là giờ mới thì thêm `[[session]]` với `date = {day}`, `start = {hour}`",
        "if that is the new hour, add `[[session]]` with `date = {day}`, `start = {hour}`"
    )))
}

/// R05: a change that leaves everything as it was, for what it says has no key; or that takes all sessions away.
fn without_effect(
    catalog: &Catalog,
    key: Key,
    notice: &Notice,
    change: &Change,
) -> Option<[Bilingual; 2]> {
    let says_nothing = notice.sessions.is_empty()
        && notice.points.is_empty()
        && notice.agenda.is_empty()
        && notice.tasks.is_empty()
        && notice.links.is_empty()
        && notice.contacts.is_empty()
        && notice.form.is_none()
        && notice.broadcast.is_none()
        && notice.arrive_early.is_none();
    let is_told = change.reason.is_some() || !notice.body_text().trim().is_empty();
    let had_sessions = || {
        let root = catalog.chain_root(key);
        let earlier = std::iter::once(root).chain(catalog.chain(root));
        let mut earlier = earlier.take_while(|other| *other != key);
        earlier.any(|key| !catalog.get(key).sessions.is_empty())
    };
    match change.kind {
        ChangeKind::Amend if says_nothing => Some([
            say!(
                "điều chỉnh mà không khóa nào nêu điều mới: cuộc họp vẫn như cũ",
                "an amendment of which no key states anything new: the meeting stays as it was"
            ),
            say!(
                "giờ mới ghi ở `[[session]]`, nơi họp, thành phần ở `[[point]]`, hạn ở `[[task]]`; chỉ sửa chữ thì `kind = \"correct\"`",
                "a new hour goes into `[[session]]`, a place or participants into `[[point]]`, a deadline into `[[task]]`; where only letters change, `kind = \"correct\"`"
            ),
        ]),
        ChangeKind::Correct if says_nothing && !is_told => Some([
            say!(
                "đính chính mà không nêu điều gì",
                "a correction that states nothing"
            ),
            say!(
                "ghi điều đính chính bằng khóa (`[[session]]`, `[[point]]`, `[[task]]`), ở `reason` hoặc ở phần lời bên dưới",
                "state what is corrected by a key (`[[session]]`, `[[point]]`, `[[task]]`), in `reason`, or in the text below"
            ),
        ]),
        ChangeKind::Replace if notice.sessions.is_empty() && had_sessions() => Some([
            say!(
                "thay thế mà không có `[[session]]`: mọi buổi của văn bản cũ bị bỏ",
                "a replacement without `[[session]]`: all sessions of the old notice are dropped"
            ),
            say!(
                "văn bản thay thế phải nêu lại các buổi; chỉ đổi một phần thì `kind = \"amend\"`, hủy thì `kind = \"cancel\"`",
                "a replacement states its sessions anew; for a part write `kind = \"amend\"`, to call it off `kind = \"cancel\"`"
            ),
        ]),
        _ => None,
    }
}

fn impossible(catalog: &Catalog, key: Key, target: Key, change: &Change) -> Option<Bilingual> {
    let path = &catalog.get(target).source.path;
    if closes_a_cycle(catalog, key) {
        return Some(say!(
            "các thay đổi lặp vòng qua `{path}`",
            "the changes run in a circle through `{path}`"
        ));
    }
    if is_older(catalog.get(key), catalog.get(target)) {
        return Some(say!(
            "thay đổi có trước văn bản bị thay đổi `{path}`",
            "the change is older than what it changes, `{path}`"
        ));
    }
    let chain = catalog.chain(catalog.chain_root(key));
    let earlier: Vec<Key> = chain
        .into_iter()
        .take_while(|other| *other != key)
        .collect();
    let kind_of = |key: &Key| catalog.get(*key).change.as_ref().map(|change| change.kind);
    let cancelled = earlier
        .iter()
        .find(|other| kind_of(other) == Some(ChangeKind::Cancel));
    if let Some(cancelled) = cancelled {
        let path = &catalog.get(*cancelled).source.path;
        return Some(say!(
            "văn bản đã bị hủy bởi `{path}`",
            "the notice was cancelled by `{path}`"
        ));
    }
    let replaced = catalog.changed_by(target).iter().find(|other| {
        **other != key && earlier.contains(other) && kind_of(other) == Some(ChangeKind::Replace)
    });
    if change.kind == ChangeKind::Replace
        && let Some(other) = replaced
    {
        let path = &catalog.get(*other).source.path;
        return Some(say!(
            "văn bản đã được thay thế bởi `{path}`",
            "the notice was replaced by `{path}`"
        ));
    }
    None
}

fn closes_a_cycle(catalog: &Catalog, key: Key) -> bool {
    let mut seen = Vec::new();
    let mut current = key;
    while let Some(target) = catalog.changes(current) {
        if target == key {
            return true;
        }
        if seen.contains(&target) {
            return false;
        }
        seen.push(target);
        current = target;
    }
    false
}

fn is_older(change: &Notice, target: &Notice) -> bool {
    match (change.issued_on(), target.issued_on()) {
        (Some(change), Some(target)) => change < target,
        _ => change.posted() < target.posted(),
    }
}
