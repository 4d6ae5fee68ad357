//! S: what must not be posted.

use super::{Context, Rule};
use crate::catalog::Key;
use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::site::Audience;

pub(super) const RULES: &[Rule] = &[secret, circulation];

/// S01: a document with any secrecy mark never goes on a portal, public or not (Luật Bảo vệ bí mật nhà nước 29/2018/QH14).
fn secret(_: &Context<'_>, _: Key, notice: &Notice) -> Vec<Problem> {
    let Some(mark) = &notice.secrecy else {
        return Vec::new();
    };
    let found = &mark.value;
    let problem = Problem::new(
        Code::Secret,
        &notice.source,
        mark.span,
        say!(
            "văn bản có độ mật `{found}`",
            "the document is marked `{found}`"
        ),
    );
    vec![problem.help(say!(
        "gỡ tệp này khỏi kho ngay, kể cả lịch sử git: văn bản mật không được niêm yết",
        "take the file out of the repository now, its git history included: secret papers are never posted"
    ))]
}

/// S02: "lưu hành nội bộ", "xem xong trả lại" never reach a public portal.
fn circulation(context: &Context<'_>, _: Key, notice: &Notice) -> Vec<Problem> {
    let Some(mark) = &notice.circulation else {
        return Vec::new();
    };
    if context.audience == Audience::Internal || notice.audience == Audience::Internal {
        return Vec::new();
    }
    let found = &mark.value;
    let problem = Problem::new(
        Code::InternalInPublic,
        &notice.source,
        mark.span,
        say!(
            "`{found}` nhưng `audience = \"public\"`",
            "marked `{found}`, yet `audience = \"public\"`"
        ),
    );
    vec![problem.help(say!(
        "đổi thành `audience = \"internal\"`",
        "change it to `audience = \"internal\"`"
    ))]
}
