//! `accept`: the findings a notice's author has looked at.

use toml::de::DeValue;

use super::format::Shape;
use super::table::Table;
use crate::notice::Acceptance;
use crate::problem::Code;
use crate::say;

/// Reads the list; an item without a rule or a reason is reported and left out.
pub(super) fn read_accepted(top: &mut Table<'_, '_>) -> Vec<Acceptance> {
    top.note("accept", || Shape::Tables("accept"));
    let items = top.items("accept");
    let mut accepted = Vec::with_capacity(items.len());
    for item in items {
        let DeValue::Table(values) = item.value else {
            let expected = say!(
                "`{{ rule = \"…\", reason = \"…\" }}`",
                "`{{ rule = \"…\", reason = \"…\" }}`"
            );
            top.wrong_type(item, expected);
            continue;
        };
        let mut inner = Table::new(values, item.span, "accept", top.report);
        inner.require("rule");
        inner.require("reason");
        let rule = rule(&mut inner);
        let reason = inner.text("reason");
        accepted.extend(rule.zip(reason).map(|(rule, reason)| Acceptance {
            rule,
            reason,
            span: item.span,
        }));
        inner.finish();
    }
    accepted
}

/// The rule a word names; one that guards secrecy, privacy or the file itself cannot be accepted.
fn rule(table: &mut Table<'_, '_>) -> Option<Code> {
    let word = table.string("rule");
    let known = || Code::ALL.iter().filter(|code| code.is_acceptable());
    table.note("rule", || {
        Shape::Word(known().map(|code| code.word().to_owned()).collect())
    });
    let word = word?;
    match Code::of_word(&word.value) {
        Some(code) if code.is_acceptable() => Some(code),
        Some(code) => {
            let word_text = code.word();
            let message = say!(
                "không được chấp nhận `{word_text}`",
                "`{word_text}` cannot be accepted"
            );
            let help = say!(
                "quy tắc này giữ bí mật, dữ liệu cá nhân hoặc giữ cho tệp đọc được: phải sửa",
                "this rule guards secrecy, personal data or the file itself: mend what it found"
            );
            table
                .report
                .add(Code::WrongValue, word.span, message, Some(help));
            None
        }
        None => {
            table.unknown_word(&word, known().map(|code| code.word()));
            None
        }
    }
}
