//! Golden vectors that hold the script and the command line to one another: `tests/it/search/vectors.json`.
//! `BLESS=1` writes them anew; look at the difference before you commit it.

use super::corpus::notices;
use niemyet::search::{Engine, Options, Request, golden, index};
use serde_json::{Value, json};

const WORDS: [&str; 24] = [
    "mời",
    "mới",
    "Môi",
    "uỷ",
    "ủy",
    "u\u{309}y",
    "hòa",
    "hoà",
    "ĐƯỢC",
    "đươ\u{323}c",
    "nghiệp",
    "Nghiê\u{323}p",
    "quý",
    "giữ",
    "ệ",
    "e\u{302}\u{323}",
    "KHCN",
    "naïve",
    "Straße",
    "Đảng",
    "ΣΊΣΥΦΟΣ",
    "İstanbul",
    "người",
    "xoong",
];

const TEXTS: [&str; 9] = [
    "Số: 05-KH/TW, ngày 09/7/2026",
    "25-KH/TW 25 kh tw 25khtw 664-KHHVCTQG",
    "ngày 13 tháng 01 năm 2025; 13/1/2025, 13-01-2025, 41/13/2025",
    "Họp. Mời dự\nlần 2|ba",
    "nhiệm kỳ 2021 - 2026, 500KV, 14h30, 168a-KH/TW",
    "30/2020/NĐ-CP",
    "Ho\u{323}p Đa\u{309}ng u\u{309}y",
    "",
    "… – “ ” 0 000 007",
];

const QUERIES: [&str; 16] = [
    "hoi nghi",
    "hội nghị ngân sách",
    "họp giao ban tuần",
    "dang uy",
    "Đảng uỷ",
    "hooij nghij",
    "12-kh/tu",
    "12 kh tu",
    "12khtu",
    "13/1/2025",
    "ngày 13 tháng 01 năm 2025",
    "so ket cong tac quy iii trien khai nhiem vu",
    "\"báo cáo về\"",
    "xyzzy",
    "hoi ngji",
    "ngh",
];

#[test]
fn the_vectors_hold() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/search/vectors.json");
    let found = serde_json::to_string_pretty(&vectors()).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &found).expect("written");
    }
    assert!(
        std::fs::read_to_string(path).expect("the vectors") == found,
        "the vectors differ; see BLESS"
    );
}

fn vectors() -> Value {
    let files = index(
        &notices(0, 20),
        &Options {
            cap: 8,
            apart: 16,
            body: true,
        },
    );
    let engine = Engine::open(|path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .map(niemyet::search::IndexFile::bytes)
    })
    .expect("opens");
    let results = |(query, body): (&str, bool)| {
        let results = engine.search(
            query,
            &Request {
                body,
                limit: 5,
                ..Request::default()
            },
        );
        let hits: Vec<Value> = results
            .hits
            .iter()
            .map(|hit| json!([hit.url, hit.score]))
            .collect();
        json!({ "query": query, "body": body, "total": results.total, "unknown": results.unknown, "suggestion": results.suggestion, "hits": hits })
    };
    let files: serde_json::Map<String, Value> = files
        .iter()
        .map(|file| (file.path.clone(), json!(hex(&file.bytes()))))
        .collect();
    json!({
        "syllables": WORDS.map(|word| { let (key, sig) = golden::syllable(word); json!([word, key, sig]) }),
        "tokens": TEXTS.map(|text| json!([text, golden::tokens(text)])),
        "terms": TEXTS.map(|text| json!([text, golden::terms(text)])),
        "results": QUERIES.into_iter().flat_map(|query| [(query, false), (query, true)]).map(results).collect::<Vec<_>>(),
        "index": files,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
