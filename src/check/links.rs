//! F: files and addresses a notice names.

use super::{Context, LinkedRule, NoticeRule, Portal};
use crate::attachment_path;
use crate::catalog::Key;
use crate::notice::{Link, Notice};
use crate::problem::{Bilingual, Code, Problem, Severity};
use crate::say;
use crate::text::{Span, Spanned};

pub(super) const RULES: &[NoticeRule] = &[lost_addresses, enclosures];
pub(super) const LINKED: &[LinkedRule] = &[missing_files, active_files];

/// F01: a link leads somewhere.
fn lost_addresses(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let links = notice.links.iter();
    let lost = links.filter(|link| link.file.is_none() && link.url.is_none());
    lost.map(|link| lost_address(notice, link)).collect()
}

/// F01: a named file is there.
fn missing_files(context: &Context<'_>, _: Key, notice: &Notice) -> Vec<Problem> {
    let links = notice.links.iter();
    links
        .filter_map(|link| missing_file(context, notice, link))
        .collect()
}

/// Endings of files that a browser or a server runs, that a double click starts, or that carry macros.
const ACTIVE: &[&str] = &[
    "apk", "app", "asp", "aspx", "bat", "cgi", "cmd", "com", "dll", "dmg", "docm", "dotm", "exe",
    "hta", "htaccess", "htm", "html", "jar", "js", "jsp", "lnk", "mht", "mhtml", "mjs", "msi",
    "php", "phtml", "pl", "potm", "ppam", "ppsm", "pptm", "ps1", "py", "rb", "reg", "scr", "sh",
    "shtml", "svg", "svgz", "swf", "vbe", "vbs", "wasm", "wsf", "xht", "xhtml", "xlam", "xlsm",
    "xltm", "xml", "xsl", "xslt",
];

/// F02: an attachment is a document to read, not a program.
fn active_files(context: &Context<'_>, _: Key, notice: &Notice) -> Vec<Problem> {
    let files = notice.links.iter().filter_map(|link| link.file.as_ref());
    let active = files.filter(|file| {
        let name = file.value.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        let ending = ending.unwrap_or_default().to_ascii_lowercase();
        let is_there = attachment_path(notice, &file.value)
            .is_some_and(|path| context.attachments.contains(&path));
        is_there && ACTIVE.contains(&ending.as_str())
    });
    let refuse = |file: &Spanned<String>| {
        let name = &file.value;
        let message = say!(
            "`{name}` là loại tệp chạy được, không đính kèm",
            "`{name}` is of a kind that runs, and is not attached"
        );
        let help = say!(
            "xuất ra PDF, hoặc PNG cho hình vẽ",
            "export it as PDF, or a drawing as PNG"
        );
        Problem::new(Code::ActiveFile, &notice.source, file.span, message).help(help)
    };
    active.map(refuse).collect()
}

/// F01: a paper that says something is enclosed ("kèm theo") has a link. Only words about this very paper count: in
/// brackets, or "gửi kèm theo", "kèm theo giấy mời này"; what others are told to enclose is a duty of theirs.
fn enclosures(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    const OWN: [&str; 6] = [
        "gửi kèm theo",
        "kèm theo giấy mời",
        "kèm theo kế hoạch",
        "kèm theo thông báo",
        "kèm theo công văn",
        "kèm theo văn bản này",
    ];
    let body: &str = &notice.body_text();
    if !notice.links.is_empty() || notice.change.is_some() || !body.contains("kèm theo") {
        return Vec::new();
    }
    let at = body.match_indices("kèm theo").map(|(at, _)| at).find(|at| {
        let before = body.get(..*at).unwrap_or_default();
        let after = body.get(*at..).unwrap_or_default().to_lowercase();
        let in_brackets = before.rfind('(') > before.rfind(')');
        let line = before.rsplit('\n').next().unwrap_or_default();
        let sends = line.trim_end().to_lowercase().ends_with("gửi");
        in_brackets || sends || OWN.iter().any(|words| after.starts_with(words))
    });
    let Some(at) = at else {
        return Vec::new();
    };
    let span = Span::from(at..at + "kèm theo".len()).shifted(notice.body.start);
    let message = say!(
        "văn bản ghi \"kèm theo\" mà không có tệp, liên kết nào",
        "the paper says something is enclosed, and there is no file or link"
    );
    let problem = Problem::new(Code::LinkLost, &notice.source, span, message);
    vec![problem.help(say!(
        "thêm `[[link]]` với `file` hoặc `url`",
        "add a `[[link]]` with `file` or `url`"
    ))]
}

fn missing_file(context: &Context<'_>, notice: &Notice, link: &Link) -> Option<Problem> {
    let file = link.file.as_ref()?;
    let path = attachment_path(notice, &file.value);
    if path
        .as_ref()
        .is_some_and(|path| context.attachments.contains(path))
    {
        return None;
    }
    let name = &file.value;
    let help = file_help(context, name, path.as_deref());
    let problem = Problem::new(
        Code::LinkLost,
        &notice.source,
        file.span,
        say!("không có tệp `{name}`", "there is no file `{name}`"),
    );
    Some(problem.severity(Severity::Error).help(help))
}

/// The likeliest slips have a better help than the general one.
fn file_help(context: &Context<'_>, name: &str, path: Option<&str>) -> Bilingual {
    if name.contains("://") {
        return say!(
            "địa chỉ mạng thì ghi ở `url`",
            "an address on the net belongs in `url`"
        );
    }
    if name.contains('\\') {
        return say!("giữa các thư mục viết `/`", "write `/` between folders");
    }
    let lower = path.map(str::to_lowercase);
    let twin = lower.and_then(|lower| {
        let mut files = context.attachments.iter();
        files.find(|file| file.to_lowercase() == lower)
    });
    if let Some(twin) = twin {
        return say!(
            "có tệp `{twin}`: tên tệp phân biệt chữ hoa, chữ thường",
            "there is `{twin}`: file names tell capitals apart"
        );
    }
    if path.is_none() {
        return say!(
            "đường dẫn đi ra ngoài `content/`: chép tệp vào đó",
            "the path leaves `content/`: copy the file into it"
        );
    }
    say!(
        "đặt tệp cạnh thông báo, trong `content/`, và ghi đường dẫn từ đó",
        "put the file beside the notice, inside `content/`, and give the path from there"
    )
}

fn lost_address(notice: &Notice, link: &Link) -> Problem {
    let title = &link.title;
    let problem = Problem::new(
        Code::LinkLost,
        &notice.source,
        link.span,
        say!("`{title}` chưa có địa chỉ", "`{title}` has no address"),
    );
    problem.help(say!(
        "quét lại mã QR trên văn bản rồi thêm `url`, hoặc đặt tệp cạnh thông báo và thêm `file`",
        "scan the paper's QR code and add `url`, or put the file beside the notice and add `file`"
    ))
}
