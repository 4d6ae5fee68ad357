//! Known-item queries: for a notice of the corpus, what someone who looks for it may type.

use niemyet::search::Document;

use super::corpus::Dice;

/// The variants, and the success at 1 that each must keep.
pub(crate) const VARIANTS: [(&str, f64); 15] = [
    ("full title", 0.98),
    ("title without marks", 0.98),
    ("title with the other tone placement", 0.99),
    ("title in NFD", 0.99),
    ("phrase and place", 0.965),
    ("phrase and place without marks", 0.965),
    ("number exact", 0.99),
    ("number spaced", 0.99),
    ("number joined", 0.99),
    ("number prefix", 0.99),
    ("truncated last word", 0.98),
    ("date and place", 0.98),
    ("date in words and place", 0.975),
    ("telex", 0.98),
    ("body phrase", 0.93),
];

/// What someone types for `document` in a variant; `None` when the notice cannot be asked for in that way.
pub(crate) fn query(variant: &str, document: &Document, dice: &mut Dice) -> Option<String> {
    let title = &document.title;
    let place = document
        .issuer
        .split_whitespace()
        .rev()
        .take(2)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect::<Vec<_>>()
        .join(" ");
    let number = document.number.clone();
    let phrase = |dice: &mut Dice| words(title, dice, 6);
    let day = document.date?;
    Some(match variant {
        "full title" => title.clone(),
        "title without marks" => niemyet::text::fold::fold(title),
        "title with the other tone placement" => other_placement(title)?,
        "title in NFD" => decompose(title),
        "phrase and place" => format!("{} {place}", phrase(dice)),
        "phrase and place without marks" => {
            niemyet::text::fold::fold(&format!("{} {place}", phrase(dice)))
        }
        "number exact" => number?,
        "number spaced" => niemyet::text::fold::squash(&number?),
        "number joined" => niemyet::text::fold::squash(&number?).replace(' ', ""),
        "number prefix" => number?.rsplit_once(['/', '-'])?.0.to_owned(),
        "truncated last word" => truncated(title)?,
        "date and place" => format!("{}/{}/{} {place}", day.day(), day.month(), day.year()),
        "date in words and place" => format!(
            "ngày {:02} tháng {:02} năm {} {place}",
            day.day(),
            day.month(),
            day.year()
        ),
        "telex" => telex(title),
        "body phrase" => words(sentence(&document.body, dice)?, dice, 8),
        _ => return None,
    })
}

/// `count` words of `text` in a row.
fn words(text: &str, dice: &mut Dice, count: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = dice.below((words.len() + 1).saturating_sub(count).max(1));
    words[first..words.len().min(first + count)].join(" ")
}

fn sentence<'d>(body: &'d str, dice: &mut Dice) -> Option<&'d str> {
    let sentences: Vec<&str> = body
        .split(['.', '\n'])
        .filter(|sentence| sentence.split_whitespace().count() >= 9)
        .collect();
    sentences.get(dice.below(sentences.len().max(1))).copied()
}

fn truncated(title: &str) -> Option<String> {
    let last = title.split_whitespace().next_back()?;
    let cut = last
        .chars()
        .count()
        .checked_sub(1)
        .filter(|&left| left > 0)?;
    let kept: String = last.chars().take(cut).collect();
    Some(format!("{}{kept}", title.strip_suffix(last)?))
}

/// The title with the tone on the other letter of oa, oe and uy; `None` when it has none.
fn other_placement(title: &str) -> Option<String> {
    let pairs = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("õa", "oã"),
        ("ọa", "oạ"),
        ("ủy", "uỷ"),
        ("úy", "uý"),
        ("ùy", "uỳ"),
        ("ũy", "uỹ"),
        ("ụy", "uỵ"),
    ];
    let changed = pairs.iter().fold(title.to_owned(), |text, (one, other)| {
        if text.contains(one) {
            text.replace(one, other)
        } else {
            text.replace(other, one)
        }
    });
    (changed != title).then_some(changed)
}

fn decompose(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().collect()
}

/// What the keyboard sends for `text` with the input method off.
pub(crate) fn telex(text: &str) -> String {
    text.to_lowercase()
        .split(' ')
        .map(telex_word)
        .collect::<Vec<_>>()
        .join(" ")
}

fn telex_word(word: &str) -> String {
    let (mut typed, mut tone) = (String::new(), "");
    for part in decompose(word).chars() {
        match part {
            '\u{300}' => tone = "f",
            '\u{301}' => tone = "s",
            '\u{309}' => tone = "r",
            '\u{303}' => tone = "x",
            '\u{323}' => tone = "j",
            '\u{302}' => typed.extend(typed.chars().next_back()),
            '\u{306}' | '\u{31b}' => typed.push('w'),
            'đ' => typed.push_str("dd"),
            letter => typed.push(letter),
        }
    }
    typed + tone
}
